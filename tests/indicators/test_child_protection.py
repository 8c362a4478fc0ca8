"""Child protection: plans, visits, reviews and repeats."""

from care import counted

PLANS = """
    person_id | start_date | end_date   | ola
    Asha      | 2026-10-31 |            | N
    Ben       | 2026-01-01 | 2026-10-31 |
    Cara      | 2026-01-01 | 2026-11-01 |
    Dev       | 2026-01-01 |            | Y
    Eli       | 2026-01-01 |            |
    Fay       | 2026-01-01 |            |
    Gus       | 2026-01-01 |            |
    Gus       | 2026-05-01 |            |
    Hal       | 2026-01-01 |            |
    """
PERSONS = """
    person_id | dob        | expected_dob | death_date
    Eli       | 2008-10-31 |              |
    Fay       | 2015-01-01 |              | 2026-10-31
    Gus       | 2008-11-01 |              |
    Hal       |            | 2026-12-24   |
    """


def test_a_plan_is_open_for_a_child_under_18_the_unborn_too_and_another_authoritys_is_left_out():
    assert counted("CP_N", plans=PLANS, persons=PERSONS).numerator == ["Asha", "Cara", "Gus", "Hal"]


def test_without_the_persons_every_open_plan_counts():
    assert counted("CP_N", plans=PLANS).numerator == ["Asha", "Cara", "Eli", "Fay", "Gus", "Hal"]


def test_a_rate_of_plans_counts_each_child_once():
    population = "area_code | year | population_0_17\nall | 2025 | 1000"
    assert counted("CP_RATE", plans=PLANS, persons=PERSONS, population=population).figures() == {"all": (4, 1000, 40)}


def test_plans_started_are_counted_in_their_month_ended_ones_and_the_dead_too():
    assert counted("CP_START", window="month", plans=PLANS, persons=PERSONS).numerator == ["Asha"]
    rolling = counted("CP_START", window="rolling_12", plans=PLANS, persons=PERSONS).numerator
    assert rolling == ["Asha", "Ben", "Cara", "Eli", "Fay", "Gus", "Gus", "Hal"]


VISITED = {
    "plans": """
    person_id | start_date
    Asha      | 2026-01-01
    Ben       | 2026-01-01
    Cara      | 2026-01-01
    Dev       | 2026-10-02
    Eli       | 2026-10-05
    Eli       | 2026-10-06
    """,
    "plan_visits": """
    person_id | visit_date | visit_seen
    Asha      | 2026-10-02 | Y
    Ben       | 2026-10-01 | Y
    Ben       | 2026-10-31 | N
    Ben       | 2026-11-01 | Y
    Cara      | 2026-10-31 | Yes
    Dev       | 2026-10-02 | 1
    """,
}


def test_a_visit_is_in_time_20_working_days_before_the_month_end():
    result = counted("CP_VIS", **VISITED)
    assert result.denominator == ["Asha", "Ben", "Cara", "Dev"]
    assert result.numerator == ["Asha", "Cara", "Dev"]


def test_the_working_days_between_visits_are_a_setting():
    result = counted("CP_VIS", council="[settings]\ncp_visit_working_days = 10", **VISITED)
    assert result.denominator == ["Asha", "Ben", "Cara", "Dev", "Eli"]
    assert result.numerator == ["Cara"]


def test_a_visit_without_a_person_is_filled_through_its_plan():
    result = counted(
        "CP_VIS",
        plans="person_id | cppl_cp_plan_id | start_date\nAsha | p1 | 2026-01-01\nBen | p2 | 2026-01-01",
        plan_visits="person_id | cp_plan_id | visit_date | visit_seen\n | p1 | 2026-10-20 | Y\n | p9 | 2026-10-20 | Y",
    )
    assert result.numerator == ["Asha"]


def reviewed(start: str, *held: str) -> list[str]:
    rows = "\n".join(f"Asha | {day}" for day in held)
    result = counted(
        "CP_REV",
        plans=f"person_id | start_date\nAsha | {start}",
        plan_reviews=f"person_id | review_date\nZed | 2026-01-01\n{rows}",
    )
    assert result.denominator == ["Asha"]
    return result.numerator


def test_the_first_review_is_due_three_months_after_the_start_the_next_six_months_after_the_last():
    assert reviewed("2026-07-31") == []
    assert reviewed("2026-07-31", "2026-10-31") == ["Asha"]
    assert reviewed("2026-01-15", "2026-04-15", "2026-10-15") == ["Asha"]
    assert reviewed("2026-01-15", "2026-04-16", "2026-10-15") == []
    assert reviewed("2026-01-15", "2026-04-15", "2026-10-16") == []
    assert reviewed("2026-01-15", "2026-04-15", "2026-04-15", "2026-10-15") == ["Asha"]
    assert reviewed("2026-02-15", "2026-05-15") == ["Asha"]  # the next one is due on 15 November


def test_a_late_review_of_long_ago_is_past_unless_it_was_still_not_held_when_the_year_began():
    steady = ("2026-04-30", "2026-10-30")
    assert reviewed("2024-01-10", "2025-10-31", *steady) == ["Asha"]
    assert reviewed("2024-01-10", "2025-11-01", "2026-05-01") == []


def test_a_plan_younger_than_three_months_is_not_asked_and_of_several_none_may_be_late():
    plans = "person_id | start_date\nAsha | 2026-08-01\nBen | 2026-01-15\nBen | 2026-03-15"
    reviews = "person_id | review_date\nBen | 2026-04-15\nBen | 2026-10-15"
    assert counted("CP_REV", plans=plans, plan_reviews=reviews).denominator == ["Ben"]
    assert counted("CP_REV", plans=plans, plan_reviews=reviews).numerator == ["Ben"]
    late_for_the_second = "person_id | review_date\nBen | 2026-03-15\nBen | 2026-06-16\nBen | 2026-10-15"
    assert counted("CP_REV", plans=plans, plan_reviews=late_for_the_second).numerator == []


REPEATS = """
    person_id | start_date | end_date   | ola
    Asha      | 2026-01-01 | 2026-10-13 | N
    Asha      | 2026-10-15 |            | N
    Ben       | 2026-01-01 | 2026-10-14 | N
    Ben       | 2026-10-15 |            | N
    Cara      | 2025-01-01 | 2025-10-15 | Y
    Cara      | 2026-10-15 |            | N
    Dev       | 2025-01-01 | 2025-10-14 | N
    Dev       | 2026-10-15 |            | N
    Eli       | 2026-10-15 |            | N
    Fay       | 2026-10-15 |            | Y
    """


def test_a_plan_that_ended_within_12_months_whichever_authoritys_makes_a_repeat():
    result = counted("CP_REP12", window="month", plans=REPEATS)
    assert result.denominator == ["Asha", "Ben", "Cara", "Dev", "Eli"]
    assert result.numerator == ["Asha", "Cara"]


def test_any_earlier_plan_makes_a_repeat_ever_one_that_only_the_history_knows_too():
    history = "person_id | previous_plans\nEli | 0\nEli | 2\nBen |"
    assert counted("CP_REPEVER", window="month", plans=REPEATS).numerator == ["Asha", "Cara", "Dev"]
    assert counted("CP_REPEVER", window="month", plans=REPEATS, cp_history=history).numerator == ["Asha", "Cara", "Dev", "Eli"]
