"""The outturns that tables show and charts draw, read through what these are made of."""

from collections.abc import Iterator, Mapping

from helpers.charts.panels import panels_of
from helpers.charts.series import (
    ALL,
    MONTHS_SHOWN,
    Cell,
    cells_of_groups,
    groups_of,
    headline_months,
    months_of,
    reporting_month,
    whole_of,
)
from helpers.downloads.rows import Place, Row, place_of, plain, row_at, row_of_cell, rows_of_points
from helpers.indicator import Grouping, Indicator
from helpers.months import ReportingMonth, Window
from helpers.protect.released import Released
from helpers.rounding import say_count
from helpers.tables.figures import YEAR, sum_of_rows


def list_outturns(entry: Indicator, released: Released) -> Iterator[Row]:
    """Every outturn of an indicator that is shown: months of its headline, and its groups with the whole below them.

    Of a window that a chart, the summary or a table shows with a year earlier 24 months, of others the 12 of the table.
    Groups have two months, and the 24 where small lines draw them.
    """
    last = reporting_month(released)
    if last is None:
        return
    if entry.headline_group is not None or not entry.is_grouped:
        yield from _months_of_headline(entry, released)
    for grouping in entry.breakdowns if entry.grouping is None else (entry.grouping,):
        yield from _groups(entry, released, grouping, last)


def _months_of_headline(entry: Indicator, released: Released) -> Iterator[Row]:
    for window in (entry.headline,) if entry.is_grouped else entry.windows:
        points = headline_months(entry, released, window)
        is_set_beside = window in (entry.headline, Window.MONTH)
        by, group = entry.headline_breakdown, entry.headline_group or ALL
        place = place_of(entry, points[-1].month, window, by.name if by else ALL, group)
        yield from rows_of_points(place, points[-(MONTHS_SHOWN if is_set_beside else YEAR) :])


def _groups(entry: Indicator, released: Released, grouping: Grouping, last: ReportingMonth) -> Iterator[Row]:
    groups = groups_of(entry, released, grouping)
    cells = {month: cells_of_groups(entry, released, grouping, month) for month in (last, last.plus(-YEAR))}
    for month, of_month in cells.items():
        for group in groups:
            row = row_of_cell(place_of(entry, month, entry.headline, grouping.name, group), of_month[grouping.say(group)])
            yield from [row] if row else []
        if groups:
            yield from _together(entry, of_month, released, month, grouping)
    if any(cell.is_shown for cell in cells[last].values()) and panels_of(entry, released, grouping):
        for group in groups:
            points = months_of(entry, released, entry.headline, grouping.name, group)
            yield from rows_of_points(place_of(entry, last, entry.headline, grouping.name, group), points)


def _together(
    entry: Indicator, cells: Mapping[str, Cell], released: Released, month: ReportingMonth, grouping: Grouping
) -> Iterator[Row]:
    """What stands below a table's rows: all parts together, or the whole and what rows add up to where that is not it."""
    place: Place = place_of(entry, month, entry.headline, grouping.name, ALL)
    whole = whole_of(entry, released, month)
    if entry.is_composition:
        shown = [cell for cell in cells.values() if cell.is_shown]
        if shown:
            number = plain(shown[0].shown_denominator)
            yield row_at(
                place, "whole", "100", numerator=number, denominator=number, is_uncertain=shown[0].is_uncertain
            )  # fmt: skip
        return
    if not entry.is_grouped:
        row = row_of_cell(place_of(entry, month, entry.headline, ALL, ALL), whole)
        yield from [row] if row else []
    total = sum_of_rows(cells, whole, released)
    if total is not None:
        is_uncertain = any(cell.is_uncertain for cell in cells.values())
        yield row_at(place, "sum_of_groups", plain(say_count(total)), is_uncertain=is_uncertain)
