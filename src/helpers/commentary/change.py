"""The sentence on change: how far a figure lies from earlier ones. Arithmetic on released figures, and no judgement.

Like stands beside like. What is counted on a day is set beside the month before, the 31 March that began the financial year,
and a year earlier; what is counted in a month beside the month before and the same month a year earlier, and its 12 months
beside the 12 before; a figure of 12 months beside the 12 before and the last financial year, where it shares at most half
of its months with that, and never beside the month before, with which it shares eleven. Nothing is said across a break.
"""

import re
from dataclasses import dataclass, replace

from helpers.charts.series import Cell, Point
from helpers.commentary.figures import in_brackets, n_of_d
from helpers.commentary.sentence import CHANGE, RestsOn, Role, Sentence, say_list
from helpers.commentary.series import Series
from helpers.commentary.situation import find_extreme, find_row, unchanged_since
from helpers.indicator import Kind
from helpers.months import MONTH_NAMES, Window
from helpers.rounding import say_difference

ROLES = {
    Window.SNAPSHOT: (Role.BEFORE, Role.MARCH, Role.YEAR_AGO),
    Window.MONTH: (Role.BEFORE, Role.YEAR_AGO),
    Window.ROLLING_6: (Role.YEAR_AGO,),
    Window.ROLLING_12: (Role.MARCH, Role.YEAR_AGO),
}
MOST_MONTHS_SHARED = 6
BROKEN = "A year earlier is left out: the way of counting has changed since"
UNIT = re.compile(" percentage points?| per 10,000")
THE_SAME, ALIKE = "the same as", "about the same as"


@dataclass(frozen=True)
class Beside:
    """An earlier month that the reporting month is set beside, and its words: a month earlier, at 31 March 2026."""

    role: Role
    words: str
    point: Point


def say_change(series: Series, twelve_months: Series | None = None) -> Sentence | None:
    """How far the reporting month's figure lies from earlier ones; None where there is none that it may be set beside.

    `twelve_months` is the series of 12 months of what is counted in a month.
    """
    beside = _all_beside(series)
    clauses, rests_on = [], [series.rests_on(each.role, each.point) for each in beside]
    if beside:
        if is_any_uncertain(series.now, *(each.point for each in beside)):
            said, among = _say_earlier(beside), []
        else:
            said, among = _say_in_children(series, beside) if _is_of_few(series, beside) else _say_differences(series, beside)
        clauses.append(said)
        rests_on += among
    year = _twelve_months(twelve_months) if twelve_months is not None else None
    if year is not None and beside:
        clauses.append(year[0])
        rests_on += year[1]
    if series.is_broken:
        clauses.append(BROKEN)
    if not series.is_like(Role.YEAR_AGO):
        clauses.append(_say_part_of_a_year(series.indicator.year_from))
    if not clauses:
        return None
    return Sentence(CHANGE, ". ".join(clauses) + ".", (series.rests_on(Role.NOW, series.now), *rests_on))


def _say_part_of_a_year(year_from: int) -> str:
    """Why what may be a part of a year is set beside nothing."""
    first, last = (MONTH_NAMES[month - 1] for month in (year_from, year_from - 1))
    return f"It counts a year that begins in {first}, and is set beside the year before only in {last}, when that year has ended"


def _all_beside(series: Series) -> list[Beside]:
    """What the month is set beside, each earlier month once: of two roles the first but for a year earlier."""
    found: dict[str, Beside] = {}
    for role in ROLES[series.window]:
        point = series.earlier(role)
        if point is None or role is Role.MARCH and _shares_too_much(series):
            continue
        month = str(point.month)
        if role is Role.MARCH and (month in found or point.month == series.month_of(Role.YEAR_AGO)):
            continue
        found[month] = Beside(role, _words(series, role), point)
    return list(found.values())


def _shares_too_much(series: Series) -> bool:
    """Whether more than half of a window's months are those of the last financial year."""
    months_since = (series.now.month.number - 4) % 12 + 1
    return series.window is Window.ROLLING_12 and 12 - months_since > MOST_MONTHS_SHARED


def _words(series: Series, role: Role) -> str:
    month = series.month_of(role)
    if series.window is Window.ROLLING_12:
        return f"in the financial year {month.financial_year}" if role is Role.MARCH else "in the 12 months before"
    if series.window is Window.MONTH:
        return f"in {month.words}"
    return {Role.BEFORE: "a month earlier", Role.MARCH: f"at 31 March {month.year}", Role.YEAR_AGO: "a year earlier"}[role]


def is_any_uncertain(*points: Point) -> bool:
    """Return whether one of some months is uncertain: then no difference between them is said."""
    return any(point.cell.is_uncertain for point in points)


def _say_earlier(beside: list[Beside]) -> str:
    """Return the earlier figures alone: how far an uncertain figure lies from another is not said."""
    times: dict[str, list[str]] = {}
    for each in beside:
        cell = each.point.cell
        times.setdefault(n_of_d(cell) if cell.is_few else in_brackets(cell), []).append(each.words)
    return f"It was {say_list([f'{figure} {say_list(words)}' for figure, words in times.items()])}"


def _is_of_few(series: Series, beside: list[Beside]) -> bool:
    return any(each.cell.is_few for each in (series.now, *(one.point for one in beside)))


def _say_in_children(series: Series, beside: list[Beside]) -> tuple[str, list[RestsOn]]:
    """The earlier numbers behind a share of few: no difference of per cents stands for two or three children."""
    now = n_of_d(series.now.cell)
    times: dict[str, list[str]] = {}
    for each in beside:
        times.setdefault(n_of_d(each.point.cell), []).append(each.words)
    if list(times) == [now]:
        return f"It was the same {say_list(times[now])}", []
    said = [f"{'also ' if figure == now else ''}{figure} {say_list(words)}" for figure, words in times.items()]
    is_long = any(len(words) > 1 for words in list(times.values())[:-1])
    return f"It was {', '.join(said[:-1])}, and {said[-1]}" if is_long else f"It was {say_list(said)}", []


def _say_differences(series: Series, beside: list[Beside]) -> tuple[str, list[RestsOn]]:
    """The differences, those alike together, with what is remarkable about the month and the months that show it."""
    beside, same = _without_unchanged(series, beside)
    among: list[Point] = []
    parts: dict[tuple[str, str], list[str]] = {}
    for each in beside:
        parts.setdefault((_difference(series, each.point.cell), in_brackets(each.point.cell)), []).append(each.words)
    said = [f"{difference} {say_list(words)} ({figure})" for (difference, figure), words in parts.items()]
    is_told_apart = next(iter(parts))[0] not in (THE_SAME, ALIKE)
    remarkable = []
    if extreme := find_extreme(series):
        remarkable.append(extreme.words)
        among += extreme.among
    if beside[0].role is Role.BEFORE and is_told_apart and (row := find_row(series)):
        remarkable.append(row.words)
        among += row.among
    rests_on = [series.rests_on(Role.SAME, point) for point in same]
    lead = f"That is {say_list(remarkable)}. It is" if remarkable else "That is"
    return f"{lead} {say_list(_unit_once(said))}", rests_on + [series.rests_on(Role.SHOWN, point) for point in among]


def _unit_once(said: list[str]) -> list[str]:
    """Differences of which only the first has the unit: 0.3 percentage points higher than ..., 1.6 higher than ..."""
    first = next((at for at, words in enumerate(said) if UNIT.search(words)), len(said))
    return [UNIT.sub("", words, count=1) if at > first else words for at, words in enumerate(said)]


def _without_unchanged(series: Series, beside: list[Beside]) -> tuple[list[Beside], list[Point]]:
    """Where the figure has not changed for some months: these in one, and what is set beside the month from before them."""
    since = unchanged_since(series)
    if since is None or beside[0].role is not Role.BEFORE:
        return beside, []
    same = replace(beside[0], words=f"in every month since {since.words}")
    return [same, *(each for each in beside if each.point.month < since)], [each for each in series.points if each.month >= since]


def _difference(series: Series, then: Cell) -> str:
    now = series.now.cell
    if now.shown == then.shown and now.exact != then.exact:
        return ALIKE
    difference = say_difference(series.indicator.kind, now.numerator, now.denominator, then.numerator, then.denominator)
    if difference.startswith("less than"):
        return ALIKE
    return THE_SAME if difference == "the same" else f"{difference} than"


def _twelve_months(series: Series) -> tuple[str, list[RestsOn]] | None:
    """What is counted in a month over 12 months, beside the 12 before."""
    before = series.earlier(Role.YEAR_AGO)
    if before is None:
        return None
    now, then, time = series.now.cell, before.cell, f"Over the 12 months to {series.now.month.words}"
    rests_on = [series.rests_on(Role.NOW, series.now), series.rests_on(Role.YEAR_AGO, before)]
    if is_any_uncertain(series.now, before) and not (now.is_few or then.is_few):
        return f"{time} it is {in_brackets(now)}, and over the 12 months before it was {in_brackets(then)}", rests_on
    if now.is_few or then.is_few:
        return f"{time} it is {n_of_d(now)}, and over the 12 months before it was {n_of_d(then)}", rests_on
    difference = _difference(series, then)
    is_what = "comes to" if series.indicator.kind is Kind.COUNT else "is"
    return f"{time} it {is_what} {in_brackets(now)}, {difference} over the 12 months before ({in_brackets(then)})", rests_on
