"""The XmR chart: limits and each rule by hand, at its edge."""

from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.compare.process import ProcessLimits, Rule, Signal, process_limits, signals_at_the_end
from helpers.errors import NotAvailable

# Limits 2.02 and 17.98; the outer thirds begin at 4.68 and 15.32.
LIMITS = ProcessLimits(mean=10, mean_moving_range=3)
SERIES = st.lists(st.integers(0, 40), min_size=12, max_size=36)
GAP = nan
WITH_GAPS = st.lists(st.one_of(st.integers(0, 40), st.just(GAP)), min_size=1, max_size=36)


def rules(*values: float) -> list[tuple[Rule, int]]:
    return [(each.rule, each.side) for each in signals_at_the_end(values, LIMITS)]


def test_limits_are_the_mean_and_2_66_mean_moving_ranges():
    # Ranges all 2, mean 11.
    limits = process_limits([10, 12] * 6)
    assert (limits.mean, limits.mean_moving_range) == (11, 2)
    assert limits.lower == pytest.approx(5.68)
    assert limits.upper == pytest.approx(16.32)


def test_a_range_above_3_267_mean_ranges_is_screened_out():
    # Ten ranges of 2 and one of 20: 40 / 11 = 3.64, times 3.267 is 11.9; the mean of the values is 150 / 12.
    limits = process_limits([10, 12] * 5 + [10, 30])
    assert (limits.mean, limits.mean_moving_range) == (12.5, 2)


def test_ranges_are_screened_once_only():
    # Ranges: ten of 1, one of 8, one of 100. The 100 goes (above 32.1); the 8 would go in a second round (above 5.3).
    limits = process_limits([0, 1] * 5 + [0, 8, 108])
    assert limits.mean_moving_range == pytest.approx(18 / 11)


@pytest.mark.parametrize("count", [0, 1, 11])
def test_fewer_than_twelve_points_have_no_limits(count):
    with pytest.raises(NotAvailable, match="too few months"):
        process_limits([10.0] * count)


def test_no_moving_range_lies_across_a_month_without_a_figure():
    # Ranges all 2, but for that from 12 to 90 across the gap, which is none; the mean is (7 * 10 + 7 * 12 + 2 * 90) / 16.
    limits = process_limits([10, 12] * 7 + [GAP, 90, 90])
    assert (limits.mean, limits.mean_moving_range) == (20.875, pytest.approx(2 * 13 / 14))


def test_values_without_neighbours_have_no_limits():
    # Twelve values either way: eleven ranges where the gap comes first, ten where it lies between them.
    assert process_limits([GAP, *[10, 12] * 6]).mean == 11
    with pytest.raises(NotAvailable, match="too many months have no figure"):
        process_limits([*[10, 12] * 3, GAP, *[10, 12] * 3])
    with pytest.raises(NotAvailable, match="too many months have no figure"):
        process_limits([10, GAP] * 18)


def test_a_point_on_a_limit_is_within_and_beyond_it_outside():
    assert rules(10, 17.98) == []
    assert rules(10, 17.99) == [(Rule.OUTSIDE, 1)]
    assert rules(10, 2.02) == []
    assert rules(10, 2.01) == [(Rule.OUTSIDE, -1)]


def test_only_the_last_point_outside_is_a_signal_of_its_month():
    assert rules(30, 10) == []


def test_seven_on_one_side_six_are_not():
    assert rules(9, 11, 12, 11, 12, 11, 12) == []
    assert rules(11, 12, 11, 12, 11, 12, 11) == [(Rule.RUN, 1)]
    assert rules(9, 8, 9, 8, 9, 8, 9) == [(Rule.RUN, -1)]


def test_a_point_on_the_mean_ends_a_run():
    assert rules(11, 12, 11, 10, 11, 12, 11) == []
    assert rules(11, 12, 11, 12, 11, 12, 10) == []


def test_a_trend_of_seven_points_not_of_six():
    assert rules(7, 8, 9, 10, 11, 12, 13) == [(Rule.TREND, 1)]
    assert rules(13, 12, 11, 10, 9, 8, 7) == [(Rule.TREND, -1)]
    assert rules(9, 8, 9, 10, 11, 12, 13) == []
    assert rules(8, 9, 10, 11, 12, 13) == []


def test_a_tie_ends_a_trend():
    assert rules(7, 8, 9, 9, 11, 12, 13) == []


@pytest.mark.parametrize(
    ("values", "fired"),
    [
        ((16, 10, 16), [(Rule.TWO_OF_THREE, 1)]),
        ((10, 16, 16), [(Rule.TWO_OF_THREE, 1)]),
        ((4, 10, 4), [(Rule.TWO_OF_THREE, -1)]),
        ((16, 16, 10), []),  # said last month
        ((16, 10, 4), []),  # not the same side
        ((16, 10, 10, 16), []),  # 2 of 4
        ((15.32, 10, 15.32), []),  # where the outer third begins is not in it
        ((15.33, 10, 15.33), [(Rule.TWO_OF_THREE, 1)]),
        ((17.98, 10, 17.98), [(Rule.TWO_OF_THREE, 1)]),  # on the limit is within it
        ((18, 10, 16), []),  # beyond it is another rule
    ],
)
def test_two_of_three_in_the_outer_third(values, fired):
    assert rules(*values) == fired


def test_rules_that_fire_together_are_all_said_in_their_order():
    assert rules(11, 12, 13, 14, 15, 16, 18) == [(Rule.OUTSIDE, 1), (Rule.RUN, 1), (Rule.TREND, 1)]


def test_a_signal_in_words():
    assert Signal(Rule.OUTSIDE, -1).words == "this month is further below the average than chance alone would take it"
    assert Signal(Rule.RUN, 1).words == "each of the last 7 months is above the average"


def test_a_series_that_never_moves_signals_nothing():
    # A mean of thirds differs from them in its last digit.
    values = [200 / 3] * 13
    assert signals_at_the_end(values, process_limits(values)) == ()


@pytest.mark.parametrize(
    ("values", "fired"),
    [
        ((11, 12, 11, GAP, 12, 11, 12, 11), []),  # seven with a figure, of eight months
        ((11, 12, 11, 12, 11, 12, 11, GAP), []),  # said the month before
        ((GAP, 11, 12, 11, 12, 11, 12, 11), [(Rule.RUN, 1)]),  # seven in a row after the gap
        ((7, 8, 9, GAP, 10, 11, 12, 13), []),
        ((GAP, 7, 8, 9, 10, 11, 12, 13), [(Rule.TREND, 1)]),
        ((16, 10, GAP, 16), []),
        ((16, GAP, 16), []),
        ((GAP, 16, 16), [(Rule.TWO_OF_THREE, 1)]),
        ((10, GAP, 30), [(Rule.OUTSIDE, 1)]),  # a month by itself is no run
        ((GAP,), []),
    ],
)
def test_a_month_without_a_figure_ends_every_run(values, fired):
    assert rules(*values) == fired


@given(WITH_GAPS, WITH_GAPS)
def test_what_lies_before_a_gap_makes_no_signal_and_hides_none(before, after):
    assert signals_at_the_end([*before, GAP, *after], LIMITS) == signals_at_the_end(after, LIMITS)


@given(SERIES, st.integers(-1000, 1000))
def test_adding_a_constant_changes_no_signal(values, constant):
    moved = [value + constant for value in values]
    assert signals_at_the_end(moved, process_limits(moved)) == signals_at_the_end(values, process_limits(values))


@given(SERIES)
def test_turned_upside_down_the_signals_turn_their_side(values):
    turned = [-value for value in values]
    expected = tuple(Signal(each.rule, -each.side) for each in signals_at_the_end(values, process_limits(values)))
    assert signals_at_the_end(turned, process_limits(turned)) == expected
