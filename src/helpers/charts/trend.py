"""A line over 24 months: the last 12 in full colour, the 12 before them lighter; target and published figures beside it."""

from collections.abc import Sequence

from helpers.charts.beside import Beside, beside_of
from helpers.charts.beside_words import say_beside, say_beside_note
from helpers.charts.drawn import Drawn
from helpers.charts.frame import draw_breaks, draw_levels, draw_limits, levels_margin, top_for
from helpers.charts.letters import width_of
from helpers.charts.picture import Picture, Plot
from helpers.charts.scale import Scale, scale_for_line
from helpers.charts.series import Point, State, headline_months
from helpers.charts.style import (
    DARK_BLUE,
    GREY_INK,
    GRID,
    MID_BLUE,
    WHITE,
    WIDTH,
    draw_base,
    draw_scale,
    margin_for,
    say_unit,
)
from helpers.charts.words import say_months, say_title, say_too_little
from helpers.indicator import Indicator
from helpers.protect.released import Released
from helpers.rounding import say_shorthand

BELOW_TOP = 236
BOTTOM = 34
YEAR = 12
GAP_REACH = 5


def draw_trend(indicator: Indicator, released: Released) -> Drawn:
    """The trend of an indicator's headline figure; a sentence where fewer than two months have one."""
    points = headline_months(indicator, released)
    shown = [point.cell.value for point in points if point.cell.is_shown]
    if len(shown) < 2:
        return Drawn("", say_too_little(indicator, points), indicator.title)
    beside = beside_of(indicator, released, [point.month for point in points], indicator.headline)
    alternative = " ".join(
        [f"Line over {len(points)} months.", say_months(points, beside.breaks), *say_beside(beside, indicator.kind)]
    )
    marks = say_shorthand(mark for point in points for mark in point.cell.marks)
    note = " ".join(filter(None, [marks, *say_beside_note(beside, indicator.kind)]))
    svg = _draw(points, scale_for_line([*shown, *beside.values], indicator.kind), beside)
    return Drawn(svg, alternative, say_title(indicator, points, indicator.headline, beside.breaks), note)


def _draw(points: Sequence[Point], scale: Scale, beside: Beside) -> str:
    kind, last = points[-1].cell.kind, points[-1].cell
    top = top_for(beside)
    own = width_of(last.shown, is_bold=True) + 14
    right = WIDTH - max(own, 26.0, levels_margin(beside, last.shown))
    picture = Picture(WIDTH, top + BELOW_TOP)
    plot = Plot(margin_for(scale), top, right, top + BELOW_TOP - BOTTOM, scale.low, scale.high, -0.5, len(points) - 1)
    starts = beside.starts([point.month for point in points])
    draw_limits(picture, plot, points, beside)
    draw_scale(picture, plot, scale)
    if YEAR not in starts:
        picture.lines([((plot.x(YEAR - 0.5), top), (plot.x(YEAR - 0.5), plot.bottom))], GRID, 1)
    draw_base(picture, plot, scale)
    draw_breaks(picture, plot, starts)
    label = (last.value, last.shown) if last.is_shown else None
    draw_levels(picture, plot, beside, label, from_place=_target_from(points, beside))
    draw_line(picture, plot, [point.cell.value for point in points], YEAR, starts)
    _label_months(picture, plot, points)
    _label_points(picture, plot, points)
    _mark_gaps(picture, plot, points)
    picture.write(say_unit(scale, kind), 0, 18, GREY_INK)
    _name_years(picture, plot, points)
    return picture.svg


def _name_years(picture: Picture, plot: Plot, points: Sequence[Point]) -> None:
    """The two years over their halves of the line; side by side from the left where the halves are too narrow for them."""
    x = plot.left
    years = (0, YEAR, MID_BLUE, False), (YEAR, len(points), DARK_BLUE, True)
    names = [f"{points[start].month.short_words} to {points[end - 1].month.short_words}" for start, end, _, _ in years]
    fit = max(width_of(name, is_bold=True) for name in names) < plot.x(YEAR) - plot.x(0) - 6
    for name, (start, end, colour, is_bold) in zip(names, years, strict=True):
        if fit:
            picture.write(name, plot.x((start + end - 1) / 2), 46, colour, anchor="middle", is_bold=is_bold)
        else:
            picture.write(name, x, 46, colour, is_bold=is_bold)
            x += width_of(name) + 18


def _target_from(points: Sequence[Point], beside: Beside) -> float:
    """The place where the target's financial year starts, or the chart's first month."""
    months = [point.month for point in points]
    return months.index(beside.target_from) - 0.5 if beside.target_from in months else -0.5


def draw_line(
    picture: Picture, plot: Plot, values: Sequence[float], split: int, starts: Sequence[int] = (), *,
    thick: float = 3.0, thin: float = 2.0,
) -> None:  # fmt: skip
    """A line with a gap wherever there is no value or the series breaks, lighter up to `split`; a lone value is a dot."""
    looks = {"before": (MID_BLUE, thin), "this": (DARK_BLUE, thick)}
    for start, end in runs(values, starts):
        years = {"before": range(start, min(end, split) + 1), "this": range(max(start, split), end + 1)}
        for year, part in years.items():
            if len(part) > 1:
                picture.line([(plot.x(at), plot.y(values[at])) for at in part], *looks[year])
        if start == end:
            colour, width = looks["before" if start < split else "this"]
            picture.dot(plot.x(start), plot.y(values[start]), 1.1 * width, colour)


def runs(values: Sequence[float], starts: Sequence[int] = ()) -> list[tuple[int, int]]:
    """The first and last place of each unbroken stretch of values; one starts anew at each of `starts`."""
    there = [value == value for value in values]
    firsts = [at for at, is_there in enumerate(there) if is_there and (at == 0 or not there[at - 1] or at in starts)]
    last = len(there) - 1
    ends = [at for at, is_there in enumerate(there) if is_there and (at == last or not there[at + 1] or at + 1 in starts)]
    return list(zip(firsts, ends, strict=True))


def _label_months(picture: Picture, plot: Plot, points: Sequence[Point]) -> None:
    """Every sixth month, back from the latest; every twelfth where the months lie too close."""
    every = 6 if plot.x(6) - plot.x(0) > width_of("Oct 2026") + 6 else YEAR
    for at in range(len(points) - 1, -1, -every):
        words = points[at].month.short_words
        x = min(plot.x(at), WIDTH - width_of(words) / 2)
        picture.write(words, x, plot.bottom + 24, GREY_INK, anchor="middle")


def _label_points(picture: Picture, plot: Plot, points: Sequence[Point]) -> None:
    """The first figure and that of a year ago, each beside its dot, and the dot of the latest."""
    shown = [at for at, point in enumerate(points) if point.cell.is_shown]
    last, named = len(points) - 1, plot.x(len(points))
    for at in sorted({shown[0], last - YEAR, last} & set(shown), reverse=True):
        value, colour, words = points[at].cell.value, DARK_BLUE if at > last - YEAR else MID_BLUE, points[at].cell.shown
        picture.dot(plot.x(at), plot.y(value), 4.5, colour, edge=WHITE)
        x, anchor, right = plot.x(at), "middle", plot.x(at) + width_of(words) / 2
        if at < 2 or x - width_of(words) / 2 < plot.left:
            x, anchor, right = plot.x(at) - 6, "start", plot.x(at) + width_of(words)
        if at < last and right < named - 4:
            picture.write(words, x, _label_height(plot, points, at), colour, anchor=anchor, halo=True)
            named = right - width_of(words)


def _label_height(plot: Plot, points: Sequence[Point], at: int) -> float:
    """The height of a label's letters: above or below the line, clear of what stands over the figures and of gaps' marks."""
    where, is_above = _clear_of_line(plot, points, at)
    has_gap = not all(point.cell.is_shown for point in points[max(0, at - GAP_REACH) : at + GAP_REACH + 1])
    lowest = plot.bottom - (32 if has_gap else 5)
    return min(max(plot.y(where) + (-9 if is_above else 21), plot.top + 9), lowest)


def _clear_of_line(plot: Plot, points: Sequence[Point], at: int) -> tuple[float, bool]:
    """Where a label is clear of the line of the months beside it, and whether that is above it; the nearer of the two."""
    near = [point.cell.value for point in points[max(0, at - 1 - (at < 2)) : at + 2 + (at < 2)] if point.cell.is_shown]
    value, room = points[at].cell.value, 0.15 * (plot.high - plot.low)
    above, below = max(near) - value, value - min(near)
    is_above = min(near) - plot.low < room or (plot.high - max(near) >= room and above <= below)
    return (max(near), True) if is_above else (min(near), False)


def _mark_gaps(picture: Picture, plot: Plot, points: Sequence[Point]) -> None:
    """The shorthand of months without a figure, just above the base line, once for each stretch, or for several near by."""
    states = [point.cell.state for point in points]
    at, named, before = 0, 0.0, State.SHOWN
    while at < len(states):
        end = at
        while end + 1 < len(states) and states[end + 1] == states[at]:
            end += 1
        if states[at] != State.SHOWN:
            base = plot.bottom - 5
            picture.lines([((plot.x(at - 0.3), base), (plot.x(end + 0.3), base))], GREY_INK, 2)
            words, middle = str(states[at]), plot.x((at + end) / 2)
            is_near = middle - width_of(words) / 2 < named
            if not is_near or states[at] != before:
                picture.write(words, middle, base - (24 if is_near else 5), GREY_INK, anchor="middle", halo=True)
                named, before = middle + width_of(words) / 2 + 4, states[at]
        at = end + 1
