"""Tables of an indicator's released figures: month by month, by the groups of a breakdown, by the parts of a whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup

from helpers.charts.series import FEW, Cell, State, cells_of_groups, headline_months, reporting_month, whole_of
from helpers.charts.words import in_sentence
from helpers.indicator import Grouping, Indicator, Kind
from helpers.months import ReportingMonth, Window
from helpers.protect.released import Released
from helpers.rounding import NOT_AVAILABLE, say_count, with_mark
from helpers.tables.layout import NARROW, Column, Row, Table, heading_id

YEAR = 12
UNITS = {Kind.COUNT: "number", Kind.SHARE: "%", Kind.RATE: "per 10,000", Kind.AVERAGE: "average"}
DURING = {
    Window.SNAPSHOT: "On the last day of the month",
    Window.MONTH: "In the month",
    Window.ROLLING_6: "In the 6 months to its end",
    Window.ROLLING_12: "In the 12 months to its end",
}
NOW, EARLIER = "That month", "A year earlier"
BEHIND = {
    Kind.SHARE: "With each % stands how many of how many.",
    Kind.RATE: "With each rate stands the number, of how many aged 0 to 17.",
    Kind.AVERAGE: "With each average stands the total, and among how many it is shared.",
}
# The classes of how much room the numbers behind a table's figures take, in letters: each figure stands close to its own.
ROOMS = (6, 10, 14, 18)
OF_FEW = f"A % of fewer than {FEW} moves a lot with each child or event more or less."


def month_table(indicator: Indicator, released: Released) -> Markup:
    """The last 12 months of an indicator, newest first, with the same month a year earlier: the 24 months of its charts.

    An indicator of events has a figure for each of its windows; the month's own and the headline have one of a year earlier.
    One that has figures of groups alone has their table instead.
    """
    if indicator.grouping is not None:
        return composition_table(indicator, released)
    last = reporting_month(released)
    if last is None:
        return _nothing(indicator)
    places = _places_of_months(indicator)
    series = {window: headline_months(indicator, released, window) for window in indicator.windows}
    rows, held = [], []
    for at in range(-1, -YEAR - 1, -1):
        cells = [series[window][at - back].cell for window, back in places]
        rows.append(Row((series[indicator.headline][at].month.words, *map(_figure, cells))))
        held += cells
    columns = (Column("Month", is_number=False), *_columns_of_months(indicator, places))
    group = f", {in_sentence(indicator.headline_words)}" if indicator.headline_words else ""
    caption = f"{indicator.title}{group}, month by month to {last.words}, newest first"
    return Table(
        f"{_id(indicator)}-months", caption, columns, tuple(rows), _notes(indicator, held),
        css_class="months" if len(columns) > NARROW else "", marks=_marks(held), room=_room(map(_behind, held)),
    ).html()  # fmt: skip


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
    rows = [Row((group, *(_figure(each[group]) for each in cells))) for group in cells[0]]
    held = [cell for each in cells for cell in each.values()]
    if not indicator.is_grouped:
        rows.append(Row(("All together", *map(_figure, wholes)), is_total=True))
        held += wholes
    caption = f"{indicator.title} by {in_sentence(grouping.words)}, {last.words} and a year earlier"
    reasons = [_reconcile(each, whole, released) for each, whole in zip(cells, wholes, strict=True)]
    said = _together(list(zip(months, reasons, strict=True)))
    return Table(
        f"{_id(indicator)}-by-{heading_id(grouping.name)}", caption, _columns_of_groups(indicator, grouping, months),
        tuple(rows), (*said, *_notes(indicator, held)), marks=_marks(held), room=_room(map(_behind, held)),
    ).html()  # fmt: skip


def composition_table(indicator: Indicator, released: Released) -> Markup:
    """The groups that one whole is made of, in the reporting month and a year earlier, and the whole below them."""
    last, grouping = reporting_month(released), indicator.grouping
    if not indicator.is_composition:
        return group_table(indicator, released, grouping)
    months = (last, last.plus(-YEAR)) if last else ()
    cells = [cells_of_groups(indicator, released, grouping, month) for month in months]
    if not cells or not cells[0]:
        return _nothing(indicator)
    rows = [Row((group, *(_part(each[group]) for each in cells))) for group in cells[0]]
    rows.append(Row(("All together", *map(_whole, cells)), is_total=True))
    held = [cell for each in cells for cell in each.values()]
    caption = f"{indicator.title}, {last.words} and a year earlier"
    said = ("With each % stands how many. Percentages are rounded, so they may not add up to 100.",)
    return Table(
        f"{_id(indicator)}-groups", caption, _columns_of_groups(indicator, grouping, months),
        tuple(rows), said, marks=_marks(held), room=_room(cell.shown_denominator for cell in held if cell.is_shown),
    ).html()  # fmt: skip


def _places_of_months(indicator: Indicator) -> list[tuple[Window, int]]:
    """The window of each column and how many months it lies back: those that a chart or a verdict rests on, a year too."""
    places = []
    for window in indicator.windows:
        places.append((window, 0))
        if window in (indicator.headline, Window.MONTH):
            places.append((window, YEAR))
    return places


def _columns_of_months(indicator: Indicator, places: Sequence[tuple[Window, int]]) -> Iterator[Column]:
    for window, back in places:
        over = f"{DURING[window]} ({UNITS[indicator.kind]})"
        label = f"{DURING[window]}, {in_sentence(EARLIER)}" if back else DURING[window]
        yield Column(EARLIER if back else NOW, over=over, is_first=not back, label=label)


def _columns_of_groups(indicator: Indicator, grouping: Grouping, months: Sequence[ReportingMonth]) -> tuple[Column, ...]:
    of_months = (Column(f"{_moment(month, indicator.headline)} ({UNITS[indicator.kind]})") for month in months)
    return (Column(_capital(grouping.words), is_number=False), *of_months)


def _figure(cell: Cell) -> Markup:
    """A figure as a table shows it, with the numbers behind it, for which a mark leaves their room; a number by itself."""
    return Markup("{}").format(cell.shown) if cell.kind == Kind.COUNT else _with(cell.shown, _behind(cell))


def _behind(cell: Cell) -> str:
    """How many of how many are behind a figure; nothing behind a number, or a mark."""
    if not cell.is_shown or cell.kind == Kind.COUNT:
        return ""
    among = "among" if cell.kind == Kind.AVERAGE else "of"
    return f"{cell.shown_numerator} {among} {cell.shown_denominator}"


def _room(behind: Iterable[str]) -> str:
    """The class of a table by the longest of the numbers behind its figures; none where it has none."""
    longest = max(map(len, behind), default=0)
    return f"of-{next((room for room in ROOMS if longest <= room), ROOMS[-1])}" if longest else ""


def _part(cell: Cell) -> Markup:
    """A part of a whole: its %, and how many."""
    return _with(cell.shown, cell.shown_numerator if cell.is_shown else "")


def _whole(cells: Mapping[str, Cell]) -> Markup:
    """All parts of a whole together: 100%, and how many; the mark of the first where none can be shown."""
    shown = [cell for cell in cells.values() if cell.is_shown]
    if shown:
        return _with(shown[0].with_mark("100%"), shown[0].shown_denominator)
    return _with(next((str(cell.state) for cell in cells.values()), NOT_AVAILABLE), "")


def _with(figure: str, behind: str) -> Markup:
    return Markup('{}{}<span class="of">{}</span>').format(figure, " " if behind else "", behind)


def _marks(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the marks in place of some figures and beside them, for the note that says what they stand for."""
    return tuple(dict.fromkeys(mark for cell in cells for mark in cell.marks))


def _notes(indicator: Indicator, cells: Sequence[Cell]) -> tuple[str, ...]:
    """What the numbers beside the figures are, and that a % of few moves a lot."""
    behind = BEHIND.get(indicator.kind, "")
    return tuple(note for note in (behind, OF_FEW if any(cell.is_few for cell in cells) else "") if note)


def _reconcile(cells: Mapping[str, Cell], whole: Cell, released: Released) -> str:
    """Why rows don't add up to the whole below them; nothing where they do, or where there is nothing to add up."""
    held = [cell for cell in cells.values() if cell.state != State.EMPTY]
    if not whole.is_shown or not held or all(cell.state == State.ABSENT for cell in held):
        return ""
    if any(not cell.is_shown for cell in held):
        return "the rows shown do not add up to the whole, as some are hidden or not available."
    if _add_up(held, whole):
        return ""
    total = sum_of_rows(cells, whole, released)
    if total is None:
        return "the rows do not add up to the whole; a few stand in no row or in several."
    added = with_mark(say_count(total), is_uncertain=any(cell.is_uncertain for cell in held))
    of_whole = whole.with_mark(whole.shown_numerator)
    return f"the rows add up to {added}, the whole is {of_whole}; some stand in no row or in several."


def sum_of_rows(cells: Mapping[str, Cell], whole: Cell, released: Released) -> int | float | None:
    """What the numerators of a table's rows add up to, where that is not the whole's; None where it is, or can't be told.

    How far the two lie apart is how many stand in no row, or in several: where these are few it is not said.
    """
    held = [cell for cell in cells.values() if cell.state != State.EMPTY]
    if not whole.is_shown or not held or any(not cell.is_shown for cell in held) or _add_up(held, whole):
        return None
    total = sum(cell.numerator for cell in held)
    return total if released.may_say_difference(total - whole.numerator) else None


def _add_up(held: Sequence[Cell], whole: Cell) -> bool:
    parts: list[Callable[[Cell], float | None]] = [lambda cell: cell.numerator]
    if whole.kind != Kind.COUNT:
        parts.append(lambda cell: cell.denominator)
    return all(sum(part(cell) for cell in held) == part(whole) for part in parts)


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
