"""The arithmetic of real board papers, as the workbook would have printed it. Source: the papers' own figures."""

import pytest

from care import counted
from helpers.indicator import Kind
from helpers.rounding import say_difference, say_n_of_d, say_value, say_value_with_unit

LANCASHIRE_AS_PRINTED, LANCASHIRE_REBASED = 247_700, 247_443
CAMBRIDGESHIRE_AS_PRINTED, CAMBRIDGESHIRE_2016, CAMBRIDGESHIRE_2017 = 132_950, 132_181, 132_267


@pytest.mark.parametrize(
    ("number", "population", "rate"),
    [
        (1194, LANCASHIRE_AS_PRINTED, "48.2"),
        (1194, LANCASHIRE_REBASED, "48.3"),
        (2105, LANCASHIRE_AS_PRINTED, "85.0"),
        (2103, LANCASHIRE_REBASED, "85.0"),
        (702, CAMBRIDGESHIRE_AS_PRINTED, "52.8"),
        (702, CAMBRIDGESHIRE_2016, "53.1"),
        (702, CAMBRIDGESHIRE_2017, "53.1"),
    ],
)
def test_a_rate_moves_by_its_population_s_vintage(number: int, population: int, rate: str) -> None:
    assert say_value(Kind.RATE, number, population) == rate
    assert say_value_with_unit(Kind.RATE, number, population) == f"{rate} per 10,000"


def test_66_7_per_cent_is_two_of_three_children_and_is_printed_with_them() -> None:
    assert say_n_of_d(2, 3) == "2 of 3"
    assert say_value(Kind.SHARE, 2, 3) == "67%"
    assert say_value(Kind.SHARE, 200, 300) == "66.7%"


def test_a_rise_from_684_to_702_is_18_children() -> None:
    assert say_difference(Kind.COUNT, 702, None, 684, None) == "18 more"
    assert say_value(Kind.SHARE, 702 - 684, 684) == "2.6%"


def test_29_incidents_of_18_children_are_two_figures() -> None:
    children = [f"Child{number}" for number in range(18)]
    starts = [*children, *children[:11]]
    missing = ["person_id | start_date | type | end_date"]
    missing += [f"{child} | 2026-10-{1 + at:02d} | M | 2026-10-{2 + at:02d}" for at, child in enumerate(starts)]
    episodes = "\n".join(["person_id | start_date", *(f"{child} | 2026-01-01" for child in children)])
    tables = {"missing": "\n".join(missing), "episodes": episodes}
    assert counted("MISS_EP", window="month", **tables).figures()["all"][0] == 29
    assert counted("MISS_CH", window="month", **tables).figures()["all"][0] == 18


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [(924, 1000, "92.4%"), (438, 1000, "43.8%"), (85, 1000, "8.5%"), (2125, 10000, "21.3%"), (6665, 10000, "66.7%")],
)
def test_halves_are_rounded_away_from_zero_on_the_exact_fraction(numerator: int, denominator: int, printed: str) -> None:
    assert say_value(Kind.SHARE, numerator, denominator) == printed
