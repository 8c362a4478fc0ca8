"""An axis starts at 0, unless that would flatten the line; bars always do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.charts.scale import scale_for_line, scale_from_zero
from helpers.charts.style import say_unit
from helpers.indicator import Kind

VALUES = st.lists(st.floats(0, 20_000), min_size=2, max_size=24)


def test_a_line_starts_at_nought_where_it_moves_by_a_fifth_or_more():
    assert scale_for_line([80, 100], Kind.COUNT).low == 0
    assert scale_for_line([0, 5], Kind.COUNT).low == 0


def test_a_line_that_would_be_flat_has_an_axis_round_about_it_that_says_so():
    scale = scale_for_line([2000, 2090], Kind.COUNT)
    assert (scale.low, scale.ticks[-1]) == (1900, 2200)
    assert say_unit(scale, Kind.COUNT) == "Number; axis starts at 1,900, not 0"
    assert say_unit(scale_for_line([0, 5], Kind.SHARE), Kind.SHARE) == "%"


def test_a_line_without_any_change_starts_at_nought():
    assert scale_for_line([312, 312], Kind.COUNT).low == 0
    assert scale_for_line([0, 0], Kind.COUNT).high == 1


@given(VALUES, st.sampled_from(list(Kind)))
def test_every_axis_holds_its_values_and_has_few_gridlines(values, kind):
    values = [value % 100 for value in values] if kind == Kind.SHARE else values
    for scale in (scale_for_line(values, kind), scale_from_zero(values, kind)):
        assert scale.low <= min(values) + 1e-6
        assert scale.high >= max(values) - 1e-6
        assert 2 <= len(scale.ticks) <= 10
    assert scale_from_zero(values, kind).is_from_zero
    if kind == Kind.SHARE:
        assert scale_for_line(values, kind).high <= 100


@pytest.mark.parametrize("values", [[0, 1], [0, 3], [6, 7]])
def test_counts_have_whole_gridlines(values):
    assert all(float(tick).is_integer() for tick in scale_for_line(values, Kind.COUNT).ticks)


def test_bars_below_nought_are_on_the_axis():
    assert scale_from_zero([-5, 3], Kind.COUNT).low <= -5
