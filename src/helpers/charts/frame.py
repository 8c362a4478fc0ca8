"""What is drawn round the figures of 24 or 12 months: levels beside them, limits of chance behind them, breaks between them."""

from collections.abc import Sequence

from helpers.charts.beside import Beside, Level, short_period
from helpers.charts.letters import LINE, width_of
from helpers.charts.picture import Picture, Plot
from helpers.charts.series import Point
from helpers.charts.stack import stack
from helpers.charts.style import DARK_BLUE, GREY_INK, INK, SHADE, WIDTH, write_middle

TOP = 62
BREAK_ROW = 22
BREAK_WORDS = "Break"
TICK = 20
TO_WORDS = 32


def top_for(beside: Beside) -> float:
    """Where the figures start, in pixels from the top: lower where breaks are named above them."""
    return TOP + (BREAK_ROW if beside.breaks else 0)


def levels_margin(beside: Beside, own: str) -> float:
    """The room in pixels that levels and the latest figure take at the right; 0 where no level is there."""
    if not beside.levels:
        return 0.0
    words = [(own, True), *(line for level in beside.levels for line in _lines(level, beside))]
    return TO_WORDS + max(width_of(text, is_bold=is_bold) for text, is_bold in words) + 2


def _lines(level: Level, beside: Beside) -> list[tuple[str, bool]]:
    """What a level says, a line each, and whether it is bold; a published figure with its own period."""
    if level is beside.target:
        return [(f"Target {level.shown}", True)]
    return [(f"{level.name} {level.shown}", False), (short_period(level.period), False)]


def draw_levels(picture: Picture, plot: Plot, beside: Beside, own: tuple[float, str] | None, *, from_place: float) -> None:
    """At the right of a line: the latest figure, the target with a dashed line over its year, and published figures.

    A published figure is a mark at its height past the last month, since it is of no month drawn. Words that would lie on
    each other move apart, each with a thin line to its mark.
    """
    if not beside.levels:
        if own:
            write_middle(picture, own[1], plot.right + 10, plot.y(own[0]), DARK_BLUE, is_bold=True)
        return
    named = [(level.value, _lines(level, beside), INK if level is beside.target else GREY_INK) for level in beside.levels]
    if own:
        named.insert(0, (own[0], [(own[1], True)], DARK_BLUE))
    heights = [LINE * len(lines) for _, lines, _ in named]
    middles = stack([plot.y(value) for value, _, _ in named], heights, plot.top - 6, plot.bottom + LINE / 2)
    for (value, lines, colour), middle, height in zip(named, middles, heights, strict=True):
        y, x = plot.y(value), plot.right + TO_WORDS
        ours = own is not None and colour == DARK_BLUE
        reach = plot.right + (6 if ours else TICK)
        picture.line([(reach, y), (x - 3, middle)], colour, 0.8)
        if colour == INK:
            picture.line([(plot.x(from_place), y), (plot.right + TICK, y)], INK, 1.8, dash="7 4", cap="butt")
        elif not ours:
            picture.lines([((plot.right + 8, y), (plot.right + TICK, y))], GREY_INK, 3)
        for at, (text, is_bold) in enumerate(lines):
            write_middle(picture, text, x, middle - height / 2 + LINE * (at + 0.5), colour, is_bold=is_bold)


def draw_limits(picture: Picture, plot: Plot, points: Sequence[Point], beside: Beside) -> None:
    """A quiet band between the limits of chance, over the months that they are of, with their mean as a thin line."""
    limits = beside.limits
    if limits is None:
        return
    months = [point.month for point in points]
    left = plot.x(months.index(limits.first) - 0.5) if limits.first in months else plot.left
    right = min(plot.x(len(points) - 0.5), plot.right)
    picture.bars([(left, plot.y(limits.high), right - left, plot.y(limits.low) - plot.y(limits.high))], SHADE)
    picture.line([(left, plot.y(limits.mean)), (right, plot.y(limits.mean))], GREY_INK, 1, dash="2 3", cap="butt")


def draw_breaks(picture: Picture, plot: Plot, starts: Sequence[int]) -> None:
    """Where the series starts anew: an upright line between two months, named above; names too near share one."""
    named = -WIDTH
    for start in starts:
        x = plot.x(start - 0.5)
        picture.line([(x, plot.top - 4), (x, plot.bottom)], GREY_INK, 1.2, dash="2 4", cap="butt")
        half = width_of(BREAK_WORDS) / 2
        middle = min(max(x, plot.left + half), WIDTH - half)
        if middle - named > 2 * half + 4:
            picture.write(BREAK_WORDS, middle, plot.top - 9, GREY_INK, anchor="middle")
            named = middle
