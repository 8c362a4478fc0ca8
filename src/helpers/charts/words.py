"""What a chart says in words: its title and its text alternative, from the cells that it draws and from nothing else.

Arithmetic only. No cause, and nothing is called better or worse.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from helpers.charts.series import Cell, Point, State
from helpers.compare.breaks import Break
from helpers.indicator import Indicator, Kind
from helpers.months import ReportingMonth, Window
from helpers.rounding import UNCERTAIN, say_difference, say_shorthand

MAY_LIST = 15
WHY = {
    State.HIDDEN: "hidden so that nobody can be recognised",
    State.EMPTY: "not applicable, as there was nothing to count out of",
    State.ABSENT: "not available",
}


def when(month: ReportingMonth, window: Window) -> str:
    """The time that a figure speaks of, as a sentence says it."""
    return {
        Window.SNAPSHOT: f"at the end of {month.words}",
        Window.MONTH: f"in {month.words}",
        Window.ROLLING_6: f"in the 6 months to {month.words}",
        Window.ROLLING_12: f"in the 12 months to {month.words}",
    }[window]


def in_sentence(words: str) -> str:
    """Words that may begin a heading, as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


def say_title(indicator: Indicator, points: Sequence[Point], window: Window, breaks: Sequence[Break] = ()) -> str:
    """The latest figure of some months, and how far it lies from the same month a year earlier where no break lies between."""
    last, earlier = points[-1], points[-13] if len(points) > 12 else None
    is_broken = earlier is not None and any(earlier.month < each.month <= last.month for each in breaks)
    if earlier and (is_broken or not indicator.may_compare(earlier.month, last.month)):
        earlier = None
    group = f"{_inline(indicator.headline_group)} " if indicator.headline_group is not None else ""
    return _say_figure(indicator.title, group, last.cell, earlier.cell if earlier else None, when(last.month, window))


def say_months(points: Sequence[Point], breaks: Sequence[Break] = ()) -> str:
    """First, latest, highest and lowest of some months, and how many have no figure and why; apart on each side of a break."""
    inside = [each for each in breaks if points[0].month < each.month <= points[-1].month]
    if not inside:
        return " ".join([*_say_extremes(points), *_say_without(points)])
    said = []
    starts = [points[0].month, *(each.month for each in inside), points[-1].month.plus(1)]
    for at, (start, end) in enumerate(pairwise(starts)):
        part = [point for point in points if start <= point.month < end]
        said.append(f"{'Before' if at == 0 else 'From'} {(end if at == 0 else start).words}{' on' if at else ''}:")
        said += [*(_say_extremes(part) or ["No figure can be shown."]), *_say_without(part)]
    return " ".join(said)


def _say_extremes(points: Sequence[Point]) -> list[str]:
    shown = [point for point in points if point.cell.is_shown]
    if not shown:
        return []
    if len(shown) == 1:
        return [f"Only {_at(shown[0])}."]
    return [
        f"First: {_at(shown[0])}.",
        f"Latest: {_at(shown[-1])}.",
        f"Highest: {_at_all(shown, max(point.cell.exact for point in shown))}.",
        f"Lowest: {_at_all(shown, min(point.cell.exact for point in shown))}.",
    ]


def say_too_little(indicator: Indicator, points: Sequence[Point]) -> str:
    """Why there is no picture: no month, or only one, has a figure."""
    shown = [point for point in points if point.cell.is_shown]
    if shown:
        said = f"{indicator.title}: only one month can be shown, {_at(shown[0])}."
    else:
        said = f"{indicator.title}: no month can be shown."
    return " ".join([said, *_say_without(points)])


def say_groups_title(
    indicator: Indicator, cells: Mapping[str, Cell], earlier: Mapping[str, Cell], month: ReportingMonth, by: str
) -> str:
    """The headline or largest group of a composition; of another breakdown, between what and what its groups lie."""
    moment = when(month, indicator.headline)
    if not indicator.is_composition:
        return f"{indicator.title} by {by}, {moment}: {_range_of(indicator.kind, cells)}"
    group = indicator.headline_group
    if group in cells:
        return _say_figure(indicator.title, f"{_inline(group)} ", cells[group], earlier.get(group), moment)
    shown = {name: cell for name, cell in cells.items() if cell.is_shown}
    top = max(cell.exact for cell in shown.values())
    largest = [name for name, cell in shown.items() if cell.exact == top]
    noun = "largest group" if len(largest) == 1 else "largest groups, each"
    return f"{indicator.title}: {noun} {shown[largest[0]].in_full} {moment}, {' and '.join(map(_inline, largest))}"


def say_groups(cells: Mapping[str, Cell], earlier: Mapping[str, Cell]) -> str:
    """Every group with its figure and that of a year earlier, in reading order; of many groups, how many there are."""
    if len(cells) > MAY_LIST:
        hidden = sum(cell.state == State.HIDDEN for cell in cells.values())
        return f"{len(cells)} groups, of which {hidden} are hidden; the table gives each."
    said = [_say_group(name, cell, earlier.get(name)) for name, cell in cells.items()]
    if any(cell.state == State.HIDDEN for cell in [*cells.values(), *earlier.values()]):
        said.append("Figures are hidden so that nobody can be recognised.")
    return " ".join(said)


def say_no_groups(indicator: Indicator, cells: Mapping[str, Cell], month: ReportingMonth, by: str) -> str:
    """Why there is no picture of the groups."""
    moment = when(month, indicator.headline)
    states = {cell.state for cell in cells.values()}
    why = WHY[next(iter(states))] if len(states) == 1 else "hidden or not available"
    return f"{indicator.title} by {by}, {moment}: no group can be shown; {why}."


def say_note(cells: Sequence[Cell], earlier: Sequence[Cell], *, is_broken: bool = False) -> str:
    """What stands under bars: what their shorthand stands for, and why a mark of a year earlier is missing."""
    of_earlier = [UNCERTAIN for cell in earlier if cell.is_uncertain]
    said = [say_shorthand([*(mark for cell in cells for mark in cell.marks), *of_earlier])]
    why = ["no figure that can be shown for a year earlier"] if any(not cell.is_shown for cell in earlier) else []
    why += ["a break in the series between the two"] if is_broken else []
    if why:
        said.append(f"Where there is no mark, there is {' or '.join(why)}.")
    return " ".join(sentence for sentence in said if sentence)


def _say_figure(title: str, group: str, cell: Cell, earlier: Cell | None, moment: str) -> str:
    if not cell.is_shown:
        return f"{title}, {moment}: {group}{WHY[cell.state]}"
    return f"{title}: {group}{cell.in_full} {moment}{_than_a_year_earlier(cell, earlier)}"


def _say_group(name: str, cell: Cell, earlier: Cell | None) -> str:
    before = f"; a year earlier {_briefly(earlier)}" if earlier is not None else ""
    return f"{name}: {_briefly(cell)}{before}."


def _briefly(cell: Cell) -> str:
    if cell.is_shown:
        return cell.in_full.replace(" per 10,000", "")
    return WHY[cell.state].split(" so that ")[0].split(", as ")[0]


def _range_of(kind: Kind, cells: Mapping[str, Cell]) -> str:
    shown = [cell for cell in cells.values() if cell.is_shown]
    if len(shown) == 1 < len(cells):
        (name,) = [name for name, cell in cells.items() if cell.is_shown]
        return f"only {_inline(name)} can be shown, {shown[0].in_full}"
    lowest, highest = min(shown, key=lambda cell: cell.exact), max(shown, key=lambda cell: cell.exact)
    of_those = "" if len(shown) == len(cells) else ", of those that can be shown"
    if lowest.exact == highest.exact:
        return f"{lowest.shown}{of_those}"
    unit = " per 10,000" if kind == Kind.RATE else ""
    return f"between {lowest.shown} and {highest.shown}{unit}{of_those}"


def _than_a_year_earlier(cell: Cell, earlier: Cell | None) -> str:
    if earlier is None or not (cell.is_shown and earlier.is_shown):
        return ""
    if not (cell.is_certain and earlier.is_certain):
        return f", a year earlier {earlier.in_full}"
    far = say_difference(cell.kind, cell.numerator, cell.denominator, earlier.numerator, earlier.denominator)
    return f", {far} as a year earlier" if far == "the same" else f", {far} than a year earlier"


def _at(point: Point) -> str:
    return f"{point.cell.in_full} in {point.month.words}"


def _at_all(points: Sequence[Point], value: object) -> str:
    reached = [point for point in points if point.cell.exact == value]
    more = len(reached) - 1
    also = f" and in {more} other month{'s' if more > 1 else ''}" if more else ""
    return _at(reached[0]) + also


def _say_without(points: Sequence[Point]) -> list[str]:
    counts = {state: sum(point.cell.state == state for point in points) for state in WHY}
    return [f"{_months(count)} {WHY[state]}." for state, count in counts.items() if count]


def _months(count: int) -> str:
    return "1 month is" if count == 1 else f"{count} months are"


def _inline(group: str) -> str:
    """A group's name inside a sentence, in quotation marks so that its own capitals and commas do no harm."""
    return f"\N{LEFT SINGLE QUOTATION MARK}{group}\N{RIGHT SINGLE QUOTATION MARK}"
