"""The earlier figures that sentences and charts' titles set a figure beside, and how far it lies from them."""

from collections.abc import Iterator, Sequence

from helpers.charts.series import ALL, Point, headline_months, months_of, reporting_month
from helpers.commentary import RestsOn, Role, say_commentary
from helpers.commentary.change import is_any_uncertain
from helpers.downloads.rows import Place, Row, place_of, row_at, row_of_cell, rows_of_points
from helpers.indicator import Chart, Indicator
from helpers.months import ReportingMonth, Window
from helpers.protect.released import Released
from helpers.rounding import plain_difference
from helpers.section.changed import Change
from helpers.tables.figures import YEAR

OF_MONTHS = (Role.NOW, Role.SAME, Role.SHOWN)
BESIDE = (Role.BEFORE, Role.MARCH, Role.YEAR_AGO)


def list_said(entry: Indicator, released: Released) -> Iterator[Row]:
    """What the commentary on an indicator and the title of its chart rest on: months, and changes since earlier ones."""
    series: dict[tuple[str, str, str], list[RestsOn]] = {}
    for sentence in say_commentary(entry, released):
        for each in sentence.rests_on:
            if each.role in (*OF_MONTHS, *BESIDE):
                series.setdefault((each.window, each.breakdown, each.group), []).append(each)
    for (window, breakdown, group), rests_on in series.items():
        points = months_of(entry, released, Window(window), breakdown, group)
        yield from _rows(place_of(entry, points[-1].month, Window(window), breakdown, group), points, rests_on)
    yield from _change_in_title(entry, released)


def list_since_last_month(changes: Sequence[Change], released: Released) -> Iterator[Row]:
    """How far each figure of what changed lies from that of the month before; nothing of a series that breaks there."""
    for change in changes:
        points, window = headline_months(change.entry, released), change.entry.headline
        if released.breaks.between(change.entry.code, points[-2].month, points[-1].month) is None:
            yield from change_from(_headline_place(change.entry, points[-1].month, window), points, points[-2].month)


def change_from(place: Place, points: Sequence[Point], month: ReportingMonth, *, is_counted: bool = True) -> Iterator[Row]:
    """How far the last of some months lies from an earlier one, and the figure of that; the figure alone where not counted."""
    now, then = points[-1].cell, next((point.cell for point in points if point.month == month), None)
    if then is None or not (now.is_shown and then.is_shown):
        return
    if is_counted:
        change = plain_difference(now.kind, now.numerator, now.denominator, then.numerator, then.denominator)
        yield row_at(place, "change", change, period=str(month))
    row = row_of_cell(place, then, "change_from", str(month))
    yield from [row] if row else []


def _rows(place: Place, points: Sequence[Point], rests_on: Sequence[RestsOn]) -> Iterator[Row]:
    """Yield the months that sentences rest on; of a share of few, and of uncertain figures, the earlier ones are said alone."""
    months = {each.period for each in rests_on if each.role in OF_MONTHS}
    yield from rows_of_points(place, [point for point in points if str(point.month) in months])
    beside = {each.period for each in rests_on if each.role in BESIDE}
    earlier = [point for point in points if str(point.month) in beside]
    all_said = (points[-1], *earlier)
    is_counted = not any(point.cell.is_few for point in all_said) and not is_any_uncertain(*all_said)
    for point in earlier:
        yield from change_from(place, points, point.month, is_counted=is_counted)


def _change_in_title(entry: Indicator, released: Released) -> Iterator[Row]:
    """How far a chart's latest figure lies from a year earlier, as its title says; of groups that of a headline group."""
    last = reporting_month(released)
    is_of_groups = entry.chart is Chart.GROUPS or entry.is_grouped
    if last is None or (is_of_groups and not (entry.is_composition and entry.headline_group is not None)):
        return
    a_year_earlier = last.plus(-YEAR)
    if entry.may_compare(a_year_earlier, last) and released.breaks.between(entry.code, a_year_earlier, last) is None:
        window = Window.MONTH if entry.chart is Chart.MONTHLY_COUNTS and Window.MONTH in entry.windows else entry.headline
        points = headline_months(entry, released, window)
        is_counted = not is_any_uncertain(points[-1], *(point for point in points if point.month == a_year_earlier))
        yield from change_from(_headline_place(entry, last, window), points, a_year_earlier, is_counted=is_counted)


def _headline_place(entry: Indicator, month: ReportingMonth, window: Window) -> Place:
    by = entry.headline_breakdown
    return place_of(entry, month, window, by.name if by else ALL, entry.headline_group or ALL)
