"""The outturns that pages show and draw, read through what charts and tables are made of; and how far they lie apart."""

from collections.abc import Iterator, Sequence

from helpers.charts.series import (
    ALL,
    MONTHS_SHOWN,
    Cell,
    Point,
    cells_of_groups,
    groups_of,
    months_of,
    reporting_month,
    whole_of,
)
from helpers.commentary.series import headline_series
from helpers.downloads.rows import Place, Row, plain, row_at, row_of_cell
from helpers.indicator import Chart, Grouping, Indicator, Kind
from helpers.months import ReportingMonth, Window
from helpers.protect.released import Released
from helpers.rounding import plain_difference, say_count
from helpers.tables.figures import YEAR, sum_of_rows

MARCH = 3


def list_outturns(entry: Indicator, released: Released) -> Iterator[Row]:
    """Every outturn of an indicator that is shown: months of the whole and of its headline group, groups in two months.

    Of the window that a chart draws 24 months, of others the 12 of the table. With each series come its changes.
    """
    last = reporting_month(released)
    if last is None:
        return
    if not entry.is_grouped:
        for window in entry.windows:
            yield from _months(entry, released, window, ALL, ALL)
    for grouping in _groupings(entry):
        yield from _groups(entry, released, grouping, last)
        if grouping == entry.headline_breakdown:
            for window in _windows_drawn(entry):
                yield from _months(entry, released, window, grouping.name, entry.headline_group)


def list_remainder(entry: Indicator, place: Place, cell: Cell) -> Iterator[Row]:
    """The others of a share, as "the other 21%" says them; nothing of other kinds or where the share is not shown."""
    if entry.kind is Kind.SHARE and cell.is_shown:
        left = cell.denominator - cell.numerator
        shown = row_of_cell(place, Cell(Kind.SHARE, left, cell.denominator, cell.state), "remainder")
        yield from [shown] if shown else []


def list_changes(points: Sequence[Point], place: Place, bases: Sequence[int]) -> Iterator[Row]:
    """How far the last of some months lies from earlier ones (so many months back), and the figure that it is set beside."""
    now = points[-1].cell
    for back in bases:
        then = points[-1 - back] if back < len(points) else None
        if then is None or not (now.is_shown and then.cell.is_shown):
            continue
        earlier = (then.cell.numerator, then.cell.denominator)
        change = plain_difference(now.kind, now.numerator, now.denominator, *earlier)
        yield row_at(place, "change", change, period=str(then.month))
        yield row_of_cell(place, then.cell, "change_from", str(then.month))


def months_back(last: ReportingMonth) -> tuple[int, ...]:
    """How many months back the months lie that a figure is set beside: the month before, a year before, the last 31 March."""
    return (1, YEAR, (last.number - MARCH) % YEAR or YEAR)


def _windows_drawn(entry: Indicator) -> set[Window]:
    """The windows of which the chart, the small line or the summary show 24 months of the headline figure."""
    drawn = {entry.headline}
    if entry.chart is Chart.MONTHLY_COUNTS and Window.MONTH in entry.windows:
        drawn.add(Window.MONTH)
    return drawn


def _months(entry: Indicator, released: Released, window: Window, breakdown: str, group: str) -> Iterator[Row]:
    points = months_of(entry, released, window, breakdown, group)
    is_drawn = window in _windows_drawn(entry)
    for point in points[-(MONTHS_SHOWN if is_drawn else YEAR) :]:
        row = row_of_cell(_place(entry, point.month, window, breakdown, group), point.cell)
        yield from [row] if row else []
    if is_drawn:
        month = points[-1].month
        place = _place(entry, month, window, breakdown, group)
        yield from list_changes(points, place, months_back(month))


def _groups(entry: Indicator, released: Released, grouping: Grouping, last: ReportingMonth) -> Iterator[Row]:
    for month in (last, last.plus(-YEAR)):
        cells = cells_of_groups(entry, released, grouping, month)
        for group in groups_of(entry, released, grouping):
            row = row_of_cell(_place(entry, month, entry.headline, grouping.name, group), cells[grouping.say(group)])
            yield from [row] if row else []
        place = _place(entry, month, entry.headline, grouping.name, ALL)
        yield from _together(entry, cells, whole_of(entry, released, month), place)
    if entry.is_composition and entry.headline_group is None:
        yield from _changes_of_largest(entry, released, grouping, last)


def _together(entry: Indicator, cells: dict[str, Cell], whole: Cell, place: Place) -> Iterator[Row]:
    """What stands below a table's rows: all parts of a composition together, or what rows add up to that are not the whole."""
    shown = [cell for cell in cells.values() if cell.is_shown]
    if entry.is_composition:
        if shown:
            number = plain(shown[0].shown_denominator)
            yield row_at(place, "whole", "100", numerator=number, denominator=number)
        return
    total = sum_of_rows(cells, whole)
    if total is not None:
        yield row_at(place, "sum_of_groups", plain(say_count(total)))


def _changes_of_largest(entry: Indicator, released: Released, grouping: Grouping, last: ReportingMonth) -> Iterator[Row]:
    """The changes of the group that the commentary speaks of, where a composition has no headline group."""
    largest = headline_series(entry, released)
    if largest is not None:
        place = _place(entry, last, entry.headline, grouping.name, largest.group)
        yield from list_changes(largest.points, place, months_back(last))


def _groupings(entry: Indicator) -> tuple[Grouping, ...]:
    return entry.breakdowns if entry.grouping is None else (entry.grouping,)


def _place(entry: Indicator, month: ReportingMonth, window: Window, breakdown: str, group: str) -> Place:
    return Place(code=entry.code, month=str(month), window=str(window), breakdown=breakdown, group=group)
