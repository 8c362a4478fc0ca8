"""Permanence: leaving care to a permanent home, and adoption."""

import pytest

from care import counted

LEFT = """
    person_id | cla_id | start_date | ceased_date | ceased_reason
    Asha      | a      | 2020-01-01 | 2026-10-01  | E11
    Ben       | b      | 2020-01-01 | 2026-10-01  | E45
    Cara      | c      | 2020-01-01 | 2026-10-01  | E41
    Dev       | d      | 2020-01-01 | 2026-10-01  | E4A
    Eli       | e      | 2020-01-01 | 2026-10-01  | E12
    Eli       | e      | 2026-09-01 | 2026-10-01  | X1
    Eli       | e      | 2026-09-02 | 2026-09-20  | E12
    Fay       | f      | 2020-01-01 | 2026-10-01  | X1
    Fay       | f      | 2020-01-01 | 2026-10-01  | E43
    Gus       | g      | 2020-01-01 | 2026-10-01  | E11
    Hal       | h      | 2020-01-01 | 2026-11-01  | E11
    """
SHORT = "person_id | lega_legal_status | start_date\nGus | V4 | 2020-01-01"


@pytest.mark.parametrize(
    ("code", "who"),
    [
        ("PERM_ALL", ["Asha", "Ben", "Cara", "Fay"]),
        ("PERM_ADOPT", ["Asha"]),
        ("PERM_SGO", ["Ben", "Fay"]),
    ],
)
def test_why_a_child_left_is_the_reason_of_the_last_episode(code, who):
    result = counted(code, window="month", episodes=LEFT, legal=SHORT)
    assert result.denominator == ["Asha", "Ben", "Cara", "Dev", "Eli", "Fay"]
    assert result.numerator == who


def test_a_child_waits_for_adoption_from_the_decision_to_the_placing_or_the_reversal():
    result = counted(
        "ADO_WAIT",
        episodes="""
        person_id | cla_id | start_date | ceased_date
        Asha      | a      | 2026-01-01 |
        Ben       | b      | 2026-01-01 |
        Cara      | c      | 2026-01-01 |
        Dev       | d      | 2026-01-01 |
        Eli       | e1     | 2025-01-01 | 2025-06-01
        Eli       | e2     | 2026-01-01 |
        Fay       | f      | 2026-01-01 | 2026-10-31
        """,
        permanence="""
        person_id | perm_cla_id | adm_decision_date | placed_for_adoption_date | decision_reversed_date
        Asha      | a           | 2026-10-31        |                          | 1900-01-01
        Ben       | b           | 2026-11-01        |                          |
        Cara      | c           | 2026-02-01        | 2026-10-31               |
        Cara      | c           | 2026-03-01        | 2026-11-01               | 2026-11-01
        Dev       | d           | 2026-02-01        |                          | 2026-10-31
        Eli       | e1          | 2026-02-01        |                          |
        Fay       | f           | 2026-02-01        |                          |
        """,
    )
    assert result.numerator == ["Asha", "Cara"]


def test_14_months_are_counted_from_the_first_day_of_care_to_the_first_placing_in_the_window():
    tables = {
        "episodes": """
            person_id | cla_id | start_date
            Asha | a | 2025-08-16
            Ben | b | 2025-08-15
            Cara | c | 2025-08-15
            Dev | d | 2025-08-15
            """,
        "permanence": """
        person_id | perm_cla_id | placed_for_adoption_date
        Asha      | a           | 2026-10-15
        Ben       | b           | 2026-10-15
        Cara      | c           | 2026-10-20
        Cara      | c           | 2026-09-20
        Dev       | unknown     | 2026-10-01
        """,
    }
    result = counted("ADO_14M", window="month", **tables)
    assert result.denominator == ["Asha", "Ben", "Cara"]
    assert result.numerator == ["Asha"]
    result = counted("ADO_14M", window="rolling_6", **tables)
    assert result.denominator == ["Asha", "Ben", "Cara"]
    assert result.numerator == ["Asha", "Cara"]
    assert result.figures() == {"all": (2, 3, pytest.approx(200 / 3))}
