"""A line over 24 months: the last 12 in full colour, the 12 before them lighter."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.charts.drawn import Drawn
from helpers.charts.scale import Scale, scale_for_line
from helpers.charts.series import Point, State, headline_months
from helpers.charts.style import (
    CHARACTER,
    DARK_BLUE,
    FONT_SIZE,
    GREY_INK,
    GRID,
    MID_BLUE,
    WHITE,
    as_svg,
    draw_scale,
    house_style,
    margin_for,
    new_chart,
    say_unit,
    write_at,
)
from helpers.charts.words import say_months, say_title, say_too_little
from helpers.indicator import Indicator
from helpers.protect.released import Released
from helpers.rounding import say_shorthand

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT = 300
TOP = 62
BOTTOM = 32
YEAR = 12
DOT = {"marker": "o", "markersize": 9, "markeredgecolor": WHITE, "markeredgewidth": 1.5}


def draw_trend(indicator: Indicator, released: Released) -> Drawn:
    """The trend of an indicator's headline figure; a sentence where fewer than two months have one."""
    points = headline_months(indicator, released)
    shown = [point.cell.value for point in points if point.cell.is_shown]
    if len(shown) < 2:
        return Drawn("", say_too_little(indicator, points), indicator.title)
    title = say_title(indicator, points, indicator.headline)
    alternative = f"Line over {len(points)} months. {say_months(points)}"
    with house_style():
        svg = _draw(points, scale_for_line(shown, indicator.kind))
    return Drawn(svg, alternative, title, say_shorthand(point.cell.shown for point in points))


def _draw(points: Sequence[Point], scale: Scale) -> str:
    kind = points[-1].cell.kind
    left = margin_for(scale)
    right = max(len(points[-1].cell.shown) * CHARACTER, 2 * CHARACTER) + 16
    figure, axes = new_chart(HEIGHT, left=left, right=right, top=TOP, bottom=BOTTOM)
    axes.set_xlim(-0.5, len(points) - 0.7)
    draw_scale(axes, scale, kind)
    axes.axvline(YEAR - 0.5, color=GRID, linewidth=1, zorder=0)
    draw_line(axes, [point.cell.value for point in points], YEAR)
    _label_months(axes, points)
    _label_points(axes, points)
    _mark_gaps(axes, points, scale)
    write_at(figure, say_unit(scale, kind), 0, 18, color=GREY_INK)
    for part, colour, weight in ((points[:YEAR], MID_BLUE, "normal"), (points[YEAR:], DARK_BLUE, "bold")):
        middle = axes.transData.transform(((points.index(part[0]) + points.index(part[-1])) / 2, scale.low))[0]
        words = f"{part[0].month.short_words} to {part[-1].month.short_words}"
        write_at(figure, words, middle, 46, color=colour, weight=weight, ha="center")
    return as_svg(figure)


def draw_line(axes: "Axes", values: Sequence[float], split: int, thick: float = 3.0, thin: float = 2.0) -> None:
    """A line with a gap wherever there is no value, lighter up to `split`; a lone value is a dot."""
    import seaborn

    for start, end in runs(values):
        lighter = range(start, min(end, split) + 1)
        darker = range(max(start, split), end + 1)
        for part, colour, width in ((lighter, MID_BLUE, thin), (darker, DARK_BLUE, thick)):
            if len(part) > 1:
                seaborn.lineplot(
                    x=list(part), y=[values[at] for at in part], ax=axes, color=colour, linewidth=width, estimator=None, zorder=3
                )
        if start == end:
            colour, width = (MID_BLUE, thin) if start < split else (DARK_BLUE, thick)
            axes.plot([start], [values[start]], marker="o", markersize=2.2 * width, color=colour, clip_on=False, zorder=3)


def runs(values: Sequence[float]) -> list[tuple[int, int]]:
    """The first and last place of each unbroken stretch of values."""
    there = [value == value for value in values]
    starts = [at for at, is_there in enumerate(there) if is_there and (at == 0 or not there[at - 1])]
    ends = [at for at, is_there in enumerate(there) if is_there and (at == len(there) - 1 or not there[at + 1])]
    return list(zip(starts, ends, strict=True))


def _label_months(axes: "Axes", points: Sequence[Point]) -> None:
    """Every sixth month, back from the latest."""
    places = list(range(len(points) - 1, -1, -6))
    axes.set_xticks(places, [points[at].month.short_words for at in places])
    axes.set_xlabel("")
    axes.tick_params(axis="x", pad=8)


def _label_points(axes: "Axes", points: Sequence[Point]) -> None:
    """The first figure, that of a year ago and the latest, each beside its dot."""
    shown = [at for at, point in enumerate(points) if point.cell.is_shown]
    last = len(points) - 1
    for at in sorted({shown[0], last - YEAR, last} & set(shown)):
        value, colour = points[at].cell.value, DARK_BLUE if at > last - YEAR else MID_BLUE
        axes.plot([at], [value], color=colour, clip_on=False, zorder=5, **DOT)
        if at == last:
            where, offset, look = value, (9, -FONT_SIZE * 0.36), {"ha": "left", "va": "baseline", "weight": "bold"}
        else:
            where, is_above = _clear_of_line(axes, points, at)
            offset, look = (0, 8 if is_above else -8), {"ha": "center", "va": "bottom" if is_above else "top"}
            if at < 2:
                offset, look = (-6, offset[1]), look | {"ha": "left"}
        axes.annotate(points[at].cell.shown, (at, where), offset, textcoords="offset points", color=colour, zorder=6, **look)


def _clear_of_line(axes: "Axes", points: Sequence[Point], at: int) -> tuple[float, bool]:
    """Where a label is clear of the line of the months beside it, and whether that is above it; the nearer of the two."""
    near = [point.cell.value for point in points[max(0, at - 1 - (at < 2)) : at + 2 + (at < 2)] if point.cell.is_shown]
    value, (low, high) = points[at].cell.value, axes.get_ylim()
    above, below = max(near) - value, value - min(near)
    room = 0.15 * (high - low)
    is_above = min(near) - low < room or (high - max(near) >= room and above <= below)
    return (max(near), True) if is_above else (min(near), False)


def _mark_gaps(axes: "Axes", points: Sequence[Point], scale: Scale) -> None:
    """The shorthand of months without a figure, just above the base line, once for each stretch of them."""
    states = [point.cell.state for point in points]
    at = 0
    while at < len(states):
        end = at
        while end + 1 < len(states) and states[end + 1] == states[at]:
            end += 1
        if states[at] != State.SHOWN:
            base = scale.low + 0.025 * (scale.high - scale.low)
            axes.plot([at - 0.3, end + 0.3], [base, base], color=GREY_INK, linewidth=2, solid_capstyle="butt", zorder=4)
            axes.annotate(
                str(states[at]),
                ((at + end) / 2, base),
                (0, 4),
                textcoords="offset points",
                ha="center",
                va="bottom",
                color=GREY_INK,
                zorder=6,
            )
        at = end + 1
