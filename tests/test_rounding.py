"""Numbers are rounded half away from zero, on the exact fraction, and written in one way."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.indicator import Kind
from helpers.rounding import (
    plain_value,
    round_half_away,
    say_as_published,
    say_as_set,
    say_count,
    say_difference,
    say_n_of_d,
    say_number,
    say_shorthand,
    say_value,
    say_value_with_unit,
)


@pytest.mark.parametrize(
    ("kind", "numerator", "denominator", "said"),
    [
        (Kind.COUNT, 2000, None, "2,000"),
        (Kind.COUNT, 0, None, "0"),
        (Kind.COUNT, 736.5, None, "737"),
        (Kind.COUNT, -12, None, "−12"),
        (Kind.SHARE, 200, 300, "66.7%"),
        (Kind.SHARE, 2, 3, "67%"),
        (Kind.SHARE, 50, 99, "51%"),
        (Kind.SHARE, 50, 100, "50.0%"),
        (Kind.SHARE, 1, 200, "0.5%"),
        (Kind.SHARE, 1, 8, "13%"),
        (Kind.SHARE, 0, 2000, "0.0%"),
        (Kind.SHARE, 0, 3, "0%"),
        (Kind.RATE, 2000, 261392, "76.5"),
        (Kind.AVERAGE, 13766, 956, "14.4"),
        (Kind.AVERAGE, 520, 12, "43"),
        (Kind.AVERAGE, 5855, 395.9, "14.8"),
        (Kind.RATE, 0, 261392, "0.0"),
    ],
)
def test_a_figure_has_the_decimals_of_its_kind(kind, numerator, denominator, said):
    assert say_value(kind, numerator, denominator) == said


def test_halves_go_away_from_zero_on_both_sides():
    halves = [Fraction(5, 2), Fraction(-5, 2), Fraction(1, 2), Fraction(-1, 2), Fraction(3, 2)]
    assert [say_number(half) for half in halves] == ["3", "−3", "1", "−1", "2"]
    assert say_value(Kind.SHARE, 1, 800) == "0.1%"
    assert say_value(Kind.SHARE, 3, 2000) == "0.2%"
    assert say_value(Kind.SHARE, 125, 2000) == "6.3%"


def test_a_number_is_taken_as_it_is_written():
    assert say_number(0.15, 1) == "0.2"
    assert say_number(2.675, 2) == "2.68"
    assert say_number(1.005, 2) == "1.01"


def test_nothing_is_ever_minus_nought():
    assert say_number(-0.04, 1) == "0.0"


@given(st.integers(0, 10**7), st.integers(1, 10**7), st.sampled_from([Kind.SHARE, Kind.RATE]))
def test_a_figure_is_what_decimal_arithmetic_makes_of_it(numerator, denominator, kind):
    with localcontext(prec=60):
        of = 100 if kind == Kind.SHARE else 10_000
        step = Decimal(1) if kind == Kind.SHARE and denominator < 100 else Decimal("0.1")
        expected = (Decimal(numerator) * of / Decimal(denominator)).quantize(step, rounding=ROUND_HALF_UP)
        assert plain_value(kind, numerator, denominator) == str(expected)


@given(st.fractions(-(10**6), 10**6, max_denominator=10**6), st.integers(0, 3))
def test_rounding_is_never_further_off_than_half_a_step_and_alike_on_both_sides(value, decimals):
    assert abs(round_half_away(value, decimals) - value) <= Fraction(1, 2 * 10**decimals)
    assert round_half_away(-value, decimals) == -round_half_away(value, decimals)


def test_what_cannot_be_shown_is_said_in_shorthand():
    assert say_value(Kind.SHARE, 2, 3, is_hidden=True) == "[c]"
    assert say_value(Kind.SHARE, 0, 0) == "[z]"
    assert say_value(Kind.RATE, float("nan"), 0) == "[z]"
    assert say_value(Kind.COUNT, None) == "[x]"
    assert say_value(Kind.SHARE, 3, None) == "[x]"
    assert say_value(Kind.SHARE, float("nan"), float("nan")) == "[x]"
    assert say_value_with_unit(Kind.RATE, None, None) == "[x]"
    assert say_count(None) == "[x]"
    assert say_n_of_d(0, 0) == "[z]"
    assert say_n_of_d(2, 3, is_hidden=True) == "[c]"
    assert plain_value(Kind.COUNT, 3, is_hidden=True) == "[c]"


def test_what_is_not_nought_is_never_shown_as_nought():
    assert say_value(Kind.RATE, 1, 261392) == "[low]"
    assert say_value(Kind.SHARE, 1, 2001) == "[low]"
    assert say_value(Kind.SHARE, 1, 2001, extra_decimals=1) == "0.05%"


def test_units_follow_the_number_and_its_fraction():
    assert say_value_with_unit(Kind.RATE, 2000, 261392) == "76.5 per 10,000"
    assert say_value_with_unit(Kind.SHARE, 2, 3) == "67%"
    assert say_n_of_d(1334, 2000) == "1,334 of 2,000"
    assert plain_value(Kind.COUNT, 12345) == "12345"
    assert plain_value(Kind.COUNT, -3) == "-3"


def test_shorthand_is_explained_where_it_is_used_and_only_there():
    assert say_shorthand(["12", "[c]", "[z]"]) == (
        "[c] hidden so that nobody can be recognised; [z] not applicable: there is nothing to count out of."
    )
    assert say_shorthand(["12", "0"]) == ""


@pytest.mark.parametrize(
    ("kind", "now", "then", "said"),
    [
        (Kind.COUNT, (2000, None), (2090, None), "90 fewer"),
        (Kind.COUNT, (1, None), (0, None), "1 more"),
        (Kind.COUNT, (5, None), (5, None), "the same"),
        (Kind.SHARE, (667, 1000), (663, 1000), "0.4 percentage points higher"),
        (Kind.SHARE, (2, 3), (1, 2), "17 percentage points higher"),
        (Kind.SHARE, (50, 99), (49, 99), "1 percentage point higher"),
        (Kind.SHARE, (1000, 3000), (1000, 3001), "less than 0.1 percentage points higher"),
        (Kind.SHARE, (1, 3), (2, 6), "the same"),
        (Kind.RATE, (2000, 261392), (2050, 261392), "1.9 per 10,000 lower"),
        (Kind.AVERAGE, (1440, 100), (1500, 100), "0.6 lower"),
        (Kind.SHARE, (0, 0), (1, 3), ""),
        (Kind.COUNT, (None, None), (3, None), ""),
    ],
)
def test_a_difference_is_that_of_the_unrounded_figures(kind, now, then, said):
    assert say_difference(kind, *now, *then) == said


@pytest.mark.parametrize(
    ("value", "are_whole", "said"),
    [
        (67.0, None, "67"),
        (64.8, None, "64.8"),
        (14.05, None, "14.1"),
        (9.53, None, "9.5"),
        (20.0, False, "20.0"),
        (1699, True, "1,699"),
    ],
)
def test_a_published_number_is_whole_or_has_one_decimal_as_those_beside_it(value, are_whole, said):
    assert say_as_published(value, are_whole=are_whole) == said


@pytest.mark.parametrize(("value", "said"), [(80.0, "80"), (8.25, "8.25"), (0.1, "0.1"), (1200.0, "1,200"), (1e-05, "0.00001")])
def test_a_target_has_the_decimals_that_the_council_gave_it(value, said):
    assert say_as_set(value) == said
