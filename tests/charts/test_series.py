"""Which cell a month or a group has: a figure, or the reason why there is none."""

from dataclasses import replace

import pytest

from charts.examples import DISTRICT, HIDE, LAST, MEASURES, PLACEMENT, entry, events, group_rows, grouping, released, rows
from helpers.charts.series import State, cells_of_groups, groups_of, headline_months, months_of, reporting_month, whole_of
from helpers.months import Window


def test_there_are_24_months_oldest_first_to_the_month_reported_on():
    indicator = entry()
    points = headline_months(indicator, released(rows(indicator, range(30))))
    assert [str(point.month) for point in points] == [str(month) for month in LAST.back_to(24)]
    assert [point.cell.numerator for point in points] == list(range(6, 30))


def test_the_month_reported_on_is_that_of_all_indicators():
    late, early = entry(code="LATE"), entry(code="EARLY")
    both = released(rows(late, [1]), rows(early, [5], last=LAST.plus(-1)))
    assert reporting_month(both) == LAST
    assert [str(point.cell.state) for point in headline_months(early, both)[-2:]] == ["", "[x]"]
    assert reporting_month(released()) is None


def test_the_month_reported_on_may_have_no_figure_at_all():
    said = replace(released(rows(entry(), [7], last=LAST.plus(-1))), month=str(LAST))
    assert reporting_month(said) == LAST
    assert [str(point.cell.shown) for point in headline_months(entry(), said)[-2:]] == ["7", "[x]"]


def test_a_hidden_figure_keeps_no_number_even_where_the_frame_does():
    indicator = entry("share")
    figures = released(rows(indicator, [(HIDE, 0)]))
    figures.frame.loc[0, ["numerator", "denominator", "value"]] = (4321, 9876, 43.75)
    cell = headline_months(indicator, figures)[-1].cell
    assert (cell.state, cell.numerator, cell.denominator, cell.exact) == (State.HIDDEN, None, None, None)
    assert {cell.shown, cell.shown_numerator, cell.shown_denominator, cell.in_full} == {"[c]"}


def test_an_empty_denominator_is_a_true_nought_of_nought():
    indicator = entry("share")
    cell = headline_months(indicator, released(rows(indicator, [(0, 0)])))[-1].cell
    assert (cell.shown_numerator, cell.shown_denominator, cell.shown) == ("0", "0", "[z]")


@pytest.mark.parametrize(("measure", "left_out"), [("count", "0"), ("share", "[z]"), ("rate", "[x]")])
def test_a_group_without_a_row_has_no_members(measure, left_out):
    indicator = entry(measure, breakdowns=(DISTRICT,))
    number = {"count": 7, "share": (1, 7), "rate": (7, 9000)}[measure]
    figures = released(group_rows(indicator, "district", {"Wyre": [number, number], "Fylde": [number, None]}))
    assert cells_of_groups(indicator, figures, DISTRICT, LAST)["Fylde"].shown == left_out
    assert cells_of_groups(indicator, figures, DISTRICT, LAST.plus(-5))["Fylde"].shown == "[x]"


def test_a_part_without_a_row_is_none_of_the_whole():
    indicator = entry("composition")
    figures = released(group_rows(indicator, "placement_type", {"Foster care": [(150, 200)], "With parents": [(50, 200)]}))
    assert cells_of_groups(indicator, figures, PLACEMENT, LAST)["Not recorded"].in_full == "0.0% (0 of 200)"


def test_groups_stand_in_the_order_given_and_found_ones_by_name_with_not_recorded_last():
    given = grouping("sex", "sex", ["Male", "Female"])
    indicator = entry(breakdowns=(given,))
    found = group_rows(indicator, "sex", {name: [6] for name in ("Not recorded", "Other", "Female", "Another")})
    assert groups_of(indicator, released(found), given) == ["Female", "Another", "Other", "Not recorded"]
    assert groups_of(entry("composition"), released(), PLACEMENT) == ["Foster care", "With parents", "Not recorded"]


def test_windows_and_the_whole_are_kept_apart():
    indicator = events(headline=Window.ROLLING_12)
    figures = released(rows(indicator, [640]), rows(indicator, [55], window=Window.MONTH))
    assert months_of(indicator, figures, Window.MONTH)[-1].cell.shown == "55"
    assert whole_of(indicator, figures, LAST).shown == "640"
    assert whole_of(indicator, figures, LAST, Window.ROLLING_6).shown == "[x]"


def test_the_headline_of_a_composition_is_its_headline_group():
    indicator = entry(MEASURES["composition"], headline_group="With parents")
    figures = released(group_rows(indicator, "placement_type", {"Foster care": [(150, 200)], "With parents": [(50, 200)]}))
    assert headline_months(indicator, figures)[-1].cell.in_full == "25.0% (50 of 200)"
