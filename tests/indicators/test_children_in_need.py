"""Children in need: open referrals and child in need plans."""

import pytest

from care import counted, not_available

REFERRALS = """
    person_id | referral_date | close_date | nfa
    Asha      | 2026-10-31    |            | N
    Asha      | 2026-01-01    |            |
    Ben       | 2026-01-01    | 2026-10-31 | N
    Cara      | 2026-01-01    | 2026-11-01 | N
    Dev       | 2026-01-01    |            | Y
    Eli       | 2026-11-01    |            | N
    Fay       | 2026-01-01    |            | N
    Gus       | 2000-01-01    |            | N
    """
PERSONS = "person_id | dob | death_date\nFay | 2015-01-01 | 2026-10-31\nGus | 1999-01-01 |"


def test_a_child_in_need_has_an_open_referral_of_whatever_age():
    assert counted("CIN_N", referrals=REFERRALS, persons=PERSONS).numerator == ["Asha", "Cara", "Gus"]


def test_without_the_persons_nobodys_death_is_known_and_nothing_else_is_lost():
    assert counted("CIN_N", referrals=REFERRALS).numerator == ["Asha", "Cara", "Fay", "Gus"]


def test_a_rate_of_children_in_need_counts_each_once():
    population = "area_code | year | population_0_17\nall | 2025 | 1000"
    result = counted("CIN_RATE", referrals=REFERRALS, persons=PERSONS, population=population)
    assert result.figures() == {"all": (3, 1000, 30)}


@pytest.mark.parametrize("code", ["CIN_PLAN_N", "CIN_PLAN_RATE"])
def test_a_child_in_need_plan_is_one_of_a_child_neither_protected_nor_looked_after(code):
    result = counted(
        code,
        need_plans="""
        person_id | start_date | end_date
        Asha      | 2026-10-31 |
        Asha      | 2026-01-01 |
        Ben       | 2026-01-01 | 2026-10-31
        Cara      | 2026-01-01 |
        Dev       | 2026-01-01 |
        Eli       | 2026-01-01 |
        Fay       | 2026-01-01 |
        Gus       | 2026-01-01 |
        """,
        plans="person_id | start_date | end_date | ola\nCara | 2026-01-01 | | N\nDev | 2026-01-01 | | Y\nGus | 2026-01-01 | | N",
        episodes="person_id | start_date | ceased_date\nEli | 2026-01-01 |\nAsha | 2026-01-01 | 2026-10-31",
        persons="person_id | dob | death_date\nFay | 2015-01-01 | 2026-10-31\nGus | 2008-10-31 |",
        population="area_code | year | population_0_17\nall | 2025 | 10000",
    )
    assert result.numerator == ["Asha", "Dev", "Gus"]
    assert [figure[0] for figure in result.figures().values()] == [3]


def test_plans_of_children_in_need_can_not_be_told_without_the_tables_of_care():
    assert "ssd_cla_episodes.csv" in not_available("CIN_PLAN_N", "ssd_cla_episodes")
