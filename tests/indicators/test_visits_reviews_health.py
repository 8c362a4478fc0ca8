"""Visits to children looked after, their reviews and their health."""

import pytest

from care import counted, in_care


def visited(start: str, *visits: str, kind: str = "U6", legal: str = "C2", agreed: str = "") -> bool | None:
    """Whether Asha counts as visited in time at the end of October 2026; None where she isn't asked about."""
    rows = "\n".join(f"Asha | {visit}" for visit in visits)
    result = counted(
        "CLA_VIS",
        episodes=f"person_id | placement_id | start_reason | start_date\nAsha | a | S | {start}",
        placements=f"person_id | placement_id | start_date | type\nAsha | a | {start} | {kind}",
        legal=f"person_id | lega_legal_status | start_date\nAsha | {legal} | 2020-01-01",
        visits=f"person_id | visit_date | visit_seen\nZed | | \n{rows}",
        visit_frequency=f"person_id | from_date | interval_days\nZed | 2020-01-01 | 1\n{agreed}",
    )
    return "Asha" in result.numerator if result.denominator else None


def test_a_placement_of_less_than_a_week_is_not_asked():
    assert visited("2026-10-25") is None
    assert visited("2026-10-24") is False


def test_in_the_first_42_days_a_visit_in_the_first_week_is_asked_for():
    assert visited("2026-09-19", "2026-09-26 | Y")
    assert visited("2026-09-19", "2026-09-19 | Y")
    assert not visited("2026-09-19", "2026-09-27 | Y", "2026-09-18 | Y", "2026-10-31 | Y")
    assert not visited("2026-09-19", "2026-09-20 | N", "2026-09-20 |")
    assert not visited("2026-09-18", "2026-09-18 | Y")


def test_after_that_a_visit_in_42_days_is_asked_for():
    assert visited("2026-01-01", "2026-09-19 | Y")
    assert not visited("2026-01-01", "2026-09-18 | Y", "2026-11-01 | Y")


def test_an_agreed_interval_goes_before_the_rules_that_follow_it():
    assert visited("2025-01-01", "2026-10-03 | Y", agreed="Asha | 2026-01-01 | 28")
    assert not visited("2025-01-01", "2026-10-02 | Y", agreed="Asha | 2026-01-01 | 28")
    assert not visited("2025-01-01", "2026-10-02 | Y", agreed="Asha | 2026-01-01 | 28", kind="U4")
    assert visited("2025-01-01", "2026-10-02 | Y", agreed="Asha | 2026-01-01 | 7\nAsha | 2026-01-01 | 29")
    assert visited("2025-01-01", "2026-10-02 | Y", agreed="Asha | 2026-01-01 | soon\nAsha | 2026-11-01 | 7")
    assert visited("2026-09-19", "2026-09-20 | Y", agreed="Asha | 2026-01-01 | 1")


def test_at_home_under_an_interim_order_a_visit_in_28_days_is_asked_for():
    assert visited("2026-01-01", "2026-10-03 | Y", kind="P1", legal="C1")
    assert not visited("2026-01-01", "2026-10-02 | Y", kind="P1", legal="C1")
    assert visited("2026-01-01", "2026-10-02 | Y", kind="P1", legal="C2")


def test_in_long_term_fostering_of_a_year_a_visit_in_three_calendar_months_is_asked_for():
    assert visited("2025-10-31", "2026-08-01 | Y", kind="U4")
    assert visited("2025-10-31", "2026-08-01 | Y", kind="U1")
    assert not visited("2025-10-31", "2026-07-31 | Y", kind="U4")
    assert not visited("2025-11-01", "2026-08-01 | Y", kind="U4")
    assert not visited("2025-10-31", "2026-08-01 | Y", kind="U6")


def test_a_visit_without_a_person_is_filled_through_its_period_of_care():
    result = counted(
        "CLA_VIS",
        episodes="person_id | cla_id | start_date\nAsha | p1 | 2026-01-01\nBen | p2 | 2026-01-01",
        visits="person_id | cla_id | visit_date | visit_seen\n | p1 | 2026-10-20 | Y\n-1 | p9 | 2026-10-20 | Y",
    )
    assert result.numerator == ["Asha"]


def test_reviews_are_asked_of_periods_open_on_the_due_date_and_unknown_ones():
    result = counted(
        "CLA_REV",
        window="month",
        episodes="""
        person_id | cla_id | start_date | ceased_date
        Asha      | p1     | 2026-01-01 |
        Ben       | p2     | 2026-01-01 |
        Cara      | p3     | 2026-01-01 | 2026-10-10
        Dev       | p4     | 2026-10-10 |
        """,
        legal="person_id | lega_legal_status | start_date\nBen | V4 | 2026-01-01",
        reviews="""
        person_id | cla_id | due_date   | review_date | review_cancelled
        Asha      | p1     | 2026-10-01 | 2026-10-01  | N
        Asha      | p1     | 2026-10-31 | 2026-11-01  | N
        Asha      | p1     | 2026-10-15 |             |
        Asha      | p1     | 2026-10-16 | 2026-10-01  | Y
        Asha      | p1     | 2026-11-01 | 2026-10-01  | N
        Ben       | p2     | 2026-10-10 | 2026-10-10  | N
        Cara      | p3     | 2026-10-09 | 2026-10-09  | N
        Cara      | p3     | 2026-10-10 | 2026-10-10  | N
        Dev       | p4     | 2026-10-09 | 2026-10-09  | N
        Dev       | p9     | 2026-10-09 | 2026-10-09  | N
        Eli       | p1     | 2026-10-09 |             | N
        """,
    )
    assert result.denominator == ["Asha", "Asha", "Asha", "Cara", "Dev", "Eli"]
    assert result.numerator == ["Asha", "Cara", "Dev"]


LONG_IN_CARE = {
    "episodes": """
        person_id | start_date
        Asha | 2025-10-31
        Ben | 2025-11-01
        Cara | 2020-01-01
        Dev | 2020-01-01
        Eli | 2020-01-01
        """,
    "persons": "person_id | dob\nAsha | 2012-01-01\nBen | 2012-01-01\nCara | 2021-11-01\nDev | 2021-10-31",
}


def test_a_health_assessment_holds_for_12_months_for_the_under_fives_for_6():
    health = """
        person_id | type                     | check_date | status
        Asha      | Initial HEALTH ASSESSMENT| 2025-11-01 | Completed
        Ben       | Health assessment        | 2026-10-31 | Completed
        Cara      | Health assessment        | 2026-04-30 | Completed
        Dev       | Health assessment        | 2026-04-30 | Completed
        Eli       | Health assessment        | 2025-10-31 | Completed
        Eli       | Dental check             | 2026-10-31 | Completed
        Eli       | Health assessment        | 2026-10-31 | Refused
        Eli       | Health assessment        | 2026-11-01 | Completed
        """
    result = counted("CLA_HA", health=health, **LONG_IN_CARE)
    assert result.denominator == ["Asha", "Cara", "Dev", "Eli"]
    assert result.numerator == ["Asha", "Dev"]
    everybody = counted("CLA_HA", council='[settings]\nhealth_cohort = "all"', health=health, **LONG_IN_CARE)
    assert everybody.denominator == ["Asha", "Ben", "Cara", "Dev", "Eli"]
    assert everybody.numerator == ["Asha", "Ben", "Dev"]


def test_a_dental_check_holds_for_12_months_and_without_any_status_every_row_is_completed():
    health = (
        "person_id | type | check_date\nAsha | Dental | 2025-11-01\nCara | DENTIST visit | 2026-10-31\nDev | Teeth | 2026-10-01"
    )
    result = counted("CLA_DENT", health=health, **LONG_IN_CARE)
    assert result.denominator == ["Asha", "Cara", "Dev", "Eli"]
    assert result.numerator == ["Asha", "Cara"]
    with_status = """
        person_id | type   | check_date | status
        Asha      | Dental | 2025-11-01 |
        Cara      | Dental | 2026-10-31 | something
        Dev       | Dental | 2026-10-31 | completed
        """
    assert counted("CLA_DENT", health=with_status, **LONG_IN_CARE).numerator == ["Dev"]


def test_immunisations_are_known_for_the_month_of_the_extract_alone():
    tables = {"immunisations": "person_id | immunisations_status\nAsha | Y\nCara | N\nDev | 1", **LONG_IN_CARE}
    council = "extract_date = 2026-11-03"
    result = counted("CLA_IMM", months=3, council=council, **tables)
    assert result.numerator == ["Asha", "Dev"]
    assert list(result.results.frame["month"]) == ["2026-10"]
    past = counted("CLA_IMM", month="2026-09", council=council, **tables)
    assert past.results.frame.empty
    assert "October 2026 only" in past.why_missing["all"]
    assert counted("CLA_IMM", month="2026-09", **tables).figures()  # no extract date: the month asked for


SCORED = {
    "episodes": in_care("Asha Ben Cara Dev Eli Fay Gus", since="2020-01-01") + "\nHal | 2025-11-01",
    "persons": """
    person_id | dob
    Asha      | 2012-01-01
    Ben       | 2022-10-31
    Cara      | 2022-11-01
    Dev       | 2009-11-01
    Eli       | 2009-10-31
    Gus       | 2012-01-01
    Hal       | 2012-01-01
    """,
    "scores": """
    person_id | completed_date | score
    Asha      | 2026-01-01     | 3
    Asha      | 2026-02-01     | 13
    Asha      | 2026-02-01     | 17
    Asha      | 2026-03-01     | 41
    Asha      | 2026-04-01     | 16.5
    Asha      | 2026-11-01     | 1
    Ben       | 2025-11-01     | 14.0
    Dev       | 2025-10-31     | 10
    Gus       |                | 10
    Hal       | 2026-10-01     | 10
    """,
}  # fmt: skip


def test_a_questionnaire_counts_with_a_whole_score_of_the_last_12_months():
    result = counted("SDQ_DONE", **SCORED)
    assert result.denominator == ["Asha", "Ben", "Dev", "Gus"]
    assert result.numerator == ["Asha", "Ben"]
    assert counted("SDQ_NONE", **SCORED).numerator == ["Dev", "Gus"]


def test_the_latest_score_holds_of_ties_the_last_row():
    assert counted("SDQ_AVG", **SCORED).figures() == {"all": (31, 2, 15.5)}
    assert counted("SDQ_BAND", **SCORED).groups() == {"Asha": "Cause for concern", "Ben": "Borderline"}
    assert counted("SDQ_BAND", **SCORED).figures("sdq_band")["Normal"] == (0, 2, 0)


@pytest.mark.parametrize(
    ("score", "band"),
    [(0, "Normal"), (13, "Normal"), (14, "Borderline"), (16, "Borderline"), (17, "Cause for concern"), (40, "Cause for concern")],
)
def test_a_score_on_the_edge_of_a_band(score, band):
    scores = f"person_id | completed_date | score\nAsha | 2026-10-31 | {score}"
    assert counted("SDQ_BAND", **{**SCORED, "scores": scores}).groups() == {"Asha": band}
