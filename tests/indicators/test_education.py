"""The education of children looked after."""

from care import counted, not_available

IN_CARE = """
    person_id | start_date | ceased_date
    Asha | 2020-01-05 |
    Ben | 2020-01-05 |
    Cara | 2020-01-05 | 2026-10-10
    Dev | 2020-01-05 |
    """


def test_an_education_plan_holds_for_four_calendar_months_of_those_aged_3_to_17():
    tables = {
        "episodes": IN_CARE,
        "persons": "person_id | dob\nAsha | 2012-01-01\nBen | 2023-10-31\nDev | 2023-11-01",
        "peps": """
            person_id | due_date | completed_date
            Asha | | 2026-07-01
            Ben | | 2026-06-30
            Ben | | 2026-11-01
            Dev | | 2026-10-01
            """,
    }
    result = counted("EDU_PEP", **tables)
    assert result.denominator == ["Asha", "Ben"]
    assert result.numerator == ["Asha"]
    assert counted("EDU_PEP", council="[settings]\npep_months = 5", **tables).numerator == ["Asha", "Ben"]


EXCLUSIONS = """
    person_id | kind       | start_date | sessions
    Asha      | Permanent  | 2026-10-01 |
    Asha      | SUSPENSION | 2026-10-31 | 4
    Asha      | suspension | 2026-09-30 | 4
    Asha      | detention  | 2026-10-05 |
    Cara      | permanent  | 2026-10-09 |
    Cara      | permanent  | 2026-10-10 |
    Eli       | permanent  | 2026-10-10 |
    Ben       | permanent  |            |
    """


def test_exclusions_count_when_the_child_is_looked_after_that_day():
    assert counted("EDU_PERM", window="month", episodes=IN_CARE, exclusions=EXCLUSIONS).numerator == ["Asha", "Cara"]
    assert counted("EDU_SUSP", window="month", episodes=IN_CARE, exclusions=EXCLUSIONS).numerator == ["Asha"]
    assert counted("EDU_SUSP", episodes=IN_CARE, exclusions=EXCLUSIONS).numerator == ["Asha", "Asha"]


ATTENDANCE = """
    person_id | academic_year | term | sessions_possible | sessions_missed
    Asha      | 2025/26       | 1    | 60                | 6
    Asha      | 2025/26       | 2    | 40                | 4
    Asha      | 2025/26       | 3    | 40                |
    Asha      | 2024/25       | 1    | 10                | 10
    Ben       | 2025-2026     | 1    | 100               | 9.5
    Cara      | 2025/26       | 1    | 100               | 90
    Dev       | 2025/26       | 1    | 0                 | 0
    Zed       | 2026/27       | 1    | n/a               | 1
    """


def test_sessions_are_those_of_the_latest_year_begun_of_children_looked_after():
    tables = {"episodes": IN_CARE, "attendance": ATTENDANCE}
    assert counted("EDU_ABS", month="2026-08", **tables).figures() == {"all": (109.5, 300, 36.5)}
    assert counted("EDU_ABS", month="2025-08", **tables).figures() == {"all": (10, 10, 100)}
    # Since September the year 2026/27 is the latest on file, though nobody's numbers of it are filled.
    assert counted("EDU_ABS", month="2026-09", **tables).figures() == {"all": (0, 0, None)}


def test_who_missed_a_tenth_is_persistently_absent():
    result = counted("EDU_PA", month="2026-08", episodes=IN_CARE, attendance=ATTENDANCE)
    assert result.denominator == ["Asha", "Ben", "Cara"]
    assert result.numerator == ["Asha", "Cara"]


def test_months_before_any_academic_year_on_file_have_no_figure():
    result = counted("EDU_ABS", month="2024-10", months=3, episodes=IN_CARE, attendance=ATTENDANCE)
    assert sorted(result.results.frame["month"]) == ["2024-09", "2024-10"]
    early = counted("EDU_PA", month="2024-08", episodes=IN_CARE, attendance=ATTENDANCE)
    assert early.figures() == {}
    assert "no academic year" in early.why_missing["all"]


def test_attainment_is_that_of_the_latest_year_ended_with_a_value_of_each_stage_and_measure():
    attainment = """
        person_id | academic_year | stage | measure | value
        Asha      | 2025/26       | KS4   | A8      | 40
        Asha      | 2025/26       | KS4   | A8      | 50
        Asha      | 2025/26       | KS4   | A8      |
        Ben       | 2025/26       | KS4   | A8      | 30
        Ben       | 2026/27       | KS4   | A8      | 90
        Cara      | 2024/25       | KS2   | Reading | 1
        Cara      | 2025/26       | KS2   | Reading | none
        """
    result = counted("EDU_ATT", attainment=attainment)
    assert result.figures("measure") == {"KS2 Reading": (1, 1, 1), "KS4 A8": (80, 2, 40)}
    assert result.figures() == {}
    july = counted("EDU_ATT", month="2026-07", attainment=attainment)
    assert july.figures("measure") == {"KS2 Reading": (1, 1, 1)}


def test_an_empty_attendance_or_plan_file_is_no_true_zero():
    assert "no row" in not_available("EDU_PEP", episodes=IN_CARE, peps="person_id | due_date | completed_date")
    nothing = "person_id | academic_year | term | sessions_possible | sessions_missed"
    assert "no row" in not_available("EDU_ABS", episodes=IN_CARE, attendance=nothing)
    assert not_available("EDU_PERM", episodes=IN_CARE, exclusions="person_id | kind | start_date | sessions") == ""
