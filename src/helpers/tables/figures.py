"""Tables of an indicator's released figures: month by month, by the groups of a breakdown, by the parts of a whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from helpers.charts.series import Cell, State, cells_of_groups, months_of, reporting_month, whole_of
from helpers.charts.words import in_sentence
from helpers.indicator import Grouping, Indicator, Kind
from helpers.months import ReportingMonth, Window
from helpers.protect.released import Released
from helpers.rounding import NOT_AVAILABLE, say_count
from helpers.tables.layout import Column, Row, Table, heading_id

YEAR = 12
OF_KIND = {
    Kind.COUNT: ("Number",),
    Kind.SHARE: ("Number", "Out of", "%"),
    Kind.RATE: ("Number", "Population aged 0 to 17", "Per 10,000"),
    Kind.AVERAGE: ("Total", "Out of", "Average"),
}
DURING = {
    Window.SNAPSHOT: "On the last day of the month",
    Window.MONTH: "In the month",
    Window.ROLLING_6: "In the 6 months to its end",
    Window.ROLLING_12: "In the 12 months to its end",
}


def month_table(indicator: Indicator, released: Released) -> Markup:
    """The last 12 months of an indicator, newest first, each with the same month a year earlier.

    An indicator of events has a figure for each of its windows. Units stand over the columns: a number, out of how many, %.
    One that has figures of groups alone has their table instead.
    """
    if indicator.grouping is not None:
        return composition_table(indicator, released)
    last = reporting_month(released)
    if last is None:
        return _nothing(indicator)
    series = {window: months_of(indicator, released, window) for window in indicator.windows}
    columns = [Column("Month", is_number=False)]
    for window in indicator.windows:
        columns += _columns(indicator.kind, DURING[window])
    columns += _columns(indicator.kind, f"{DURING[indicator.headline]}, a year earlier")
    rows = []
    for at in range(-1, -YEAR - 1, -1):
        points = [series[window][at] for window in indicator.windows]
        cells = [*(point.cell for point in points), series[indicator.headline][at - YEAR].cell]
        rows.append(Row((points[0].month.words, *_shown(cells))))
    caption = f"{indicator.title}, month by month to {last.words}, newest first"
    return Table(f"{_id(indicator)}-months", caption, _flat(columns), tuple(rows)).html()


def group_table(indicator: Indicator, released: Released, grouping: Grouping) -> Markup:
    """The groups of a breakdown in the reporting month and a year earlier, in reading order, and the whole below them."""
    last = reporting_month(released)
    if last is None:
        return _nothing(indicator)
    months = (last, last.plus(-YEAR))
    cells = [cells_of_groups(indicator, released, grouping, month) for month in months]
    if not cells[0]:
        return _nothing(indicator)
    wholes = [whole_of(indicator, released, month) for month in months]
    rows = [Row((group, *_shown([each[group] for each in cells]))) for group in cells[0]]
    if not indicator.is_grouped:
        rows.append(Row(("All together", *_shown(wholes)), is_total=True))
    columns = [Column(_capital(grouping.words), is_number=False)]
    for month in months:
        columns += _columns(indicator.kind, _moment(month, indicator.headline))
    caption = f"{indicator.title} by {in_sentence(grouping.words)}, {last.words} and a year earlier"
    said = _together([(month, _reconcile(each, whole)) for month, each, whole in zip(months, cells, wholes, strict=True)])
    return Table(f"{_id(indicator)}-by-{heading_id(grouping.name)}", caption, _flat(columns), tuple(rows), said).html()


def composition_table(indicator: Indicator, released: Released) -> Markup:
    """The groups that one whole is made of, in the reporting month and a year earlier, and the whole below them."""
    last, grouping = reporting_month(released), indicator.grouping
    if not indicator.is_composition:
        return group_table(indicator, released, grouping)
    cells = [cells_of_groups(indicator, released, grouping, month) for month in (last, last.plus(-YEAR))] if last else [{}]
    if not cells[0]:
        return _nothing(indicator)
    rows = [Row((group, *_of_whole([each[group] for each in cells]))) for group in cells[0]]
    rows.append(Row(("All together", *_wholes(cells)), is_total=True))
    columns = [Column(_capital(grouping.words), is_number=False)]
    for month in (last, last.plus(-YEAR)):
        over = _moment(month, indicator.headline)
        columns += [Column("Number", over=over, is_first=True), Column("%", over=over)]
    caption = f"{indicator.title}, {last.words} and a year earlier"
    said = ("Percentages are rounded, so they may not add up to 100.",)
    return Table(f"{_id(indicator)}-groups", caption, tuple(columns), tuple(rows), said).html()


def _columns(kind: Kind, over: str) -> list[Column]:
    return [Column(words, over=over, is_first=not at) for at, words in enumerate(OF_KIND[kind])]


def _flat(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Columns of numbers alone need no words over them: each says its own."""
    if any(column.words != "Number" for column in columns[1:]):
        return tuple(columns)
    return (columns[0], *(Column(f"{column.over} (number)") for column in columns[1:]))


def _shown(cells: Sequence[Cell]) -> Iterator[str]:
    for cell in cells:
        if cell.kind != Kind.COUNT:
            yield cell.shown_numerator
            yield cell.shown_denominator
        yield cell.shown.removesuffix("%")


def _of_whole(cells: Sequence[Cell]) -> Iterator[str]:
    for cell in cells:
        yield cell.shown_numerator
        yield cell.shown.removesuffix("%")


def _wholes(each: Sequence[Mapping[str, Cell]]) -> Iterator[str]:
    for cells in each:
        shown = [cell for cell in cells.values() if cell.is_shown]
        states = [str(cell.state) for cell in cells.values()]
        yield shown[0].shown_denominator if shown else states[0] if states else NOT_AVAILABLE
        yield "100" if shown else states[0] if states else NOT_AVAILABLE


def _reconcile(cells: Mapping[str, Cell], whole: Cell) -> str:
    """Why rows don't add up to the whole below them; nothing where they do, or where there is nothing to add up."""
    held = [cell for cell in cells.values() if cell.state != State.EMPTY]
    if not whole.is_shown or not held or all(cell.state == State.ABSENT for cell in held):
        return ""
    if any(not cell.is_shown for cell in held):
        return "the rows shown do not add up to the whole, as some are hidden or not available."
    total = sum_of_rows(cells, whole)
    if total is None:
        return ""
    return f"the rows add up to {say_count(total)}, the whole is {whole.shown_numerator}; some stand in no row or in several."


def sum_of_rows(cells: Mapping[str, Cell], whole: Cell) -> int | float | None:
    """What the numerators of a table's rows add up to, where that is not the whole's; None where it is, or can't be told."""
    held = [cell for cell in cells.values() if cell.state != State.EMPTY]
    if not whole.is_shown or not held or any(not cell.is_shown for cell in held):
        return None
    parts: list[Callable[[Cell], float | None]] = [lambda cell: cell.numerator]
    if whole.kind != Kind.COUNT:
        parts.append(lambda cell: cell.denominator)
    if all(sum(part(cell) for cell in held) == part(whole) for part in parts):
        return None
    return sum(cell.numerator for cell in held)


def _together(reasons: Sequence[tuple[ReportingMonth, str]]) -> tuple[str, ...]:
    """Each reason once, after the months that it is for."""
    said = dict.fromkeys(reason for _, reason in reasons if reason)
    return tuple(f"{' and '.join(m.words for m, reason in reasons if reason == one)}: {one}" for one in said)


def _moment(month: ReportingMonth, window: Window) -> str:
    return {Window.ROLLING_6: "6 months to ", Window.ROLLING_12: "12 months to "}.get(window, "") + month.words


def _id(indicator: Indicator) -> str:
    return f"table-{heading_id(indicator.code)}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _nothing(indicator: Indicator) -> Markup:
    return Markup('<p class="note">{}: there are no figures for a table.</p>').format(indicator.title)
