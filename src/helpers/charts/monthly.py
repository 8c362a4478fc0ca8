"""Bars of the last 12 months, each with a mark at the same month a year earlier."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.charts.drawn import Drawn
from helpers.charts.scale import Scale, scale_from_zero
from helpers.charts.series import Point, headline_months
from helpers.charts.style import (
    CHARACTER,
    DARK_BLUE,
    FONT_SIZE,
    GREY_INK,
    INK,
    ORANGE,
    WHITE,
    WIDTH,
    as_svg,
    draw_scale,
    house_style,
    margin_for,
    new_chart,
    say_unit,
    write_at,
)
from helpers.charts.words import say_months, say_note, say_title, say_too_little
from helpers.indicator import Indicator
from helpers.months import Window
from helpers.protect.released import Released

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT = 310
YEAR = 12


def draw_monthly_counts(indicator: Indicator, released: Released) -> Drawn:
    """The monthly figures of an indicator; a sentence where fewer than two months have one."""
    window = Window.MONTH if Window.MONTH in indicator.windows else indicator.headline
    points = headline_months(indicator, released, window)
    shown = [point.cell.value for point in points if point.cell.is_shown]
    latest = [point for point in points[-YEAR:] if point.cell.is_shown]
    if len(shown) < 2 or not latest:
        return Drawn("", say_too_little(indicator, points), indicator.title)
    with house_style():
        svg = _draw(points, scale_from_zero(shown, indicator.kind))
    note = say_note([point.cell for point in points[-YEAR:]], [point.cell for point in points[:-YEAR]])
    return Drawn(svg, _say(points), say_title(indicator, points, window), note)


def _say(points: Sequence[Point]) -> str:
    said = f"Bars of 12 months. {say_months(points[-YEAR:])}"
    earlier = points[:-YEAR]
    if any(point.cell.is_shown for point in earlier):
        return f"{said} Marks show the 12 months before. {say_months(earlier)}"
    return f"{said} The 12 months before have no figures."


def _draw(points: Sequence[Point], scale: Scale) -> str:
    import seaborn

    year, before = points[-YEAR:], points[:-YEAR]
    kind = year[-1].cell.kind
    figure, axes = new_chart(HEIGHT, left=margin_for(scale), right=6, top=62, bottom=50)
    places = [str(at) for at in range(YEAR)]
    seaborn.barplot(
        x=places,
        y=[point.cell.value for point in year],
        order=places,
        ax=axes,
        color=DARK_BLUE,
        saturation=1,
        width=0.62,
        errorbar=None,
        zorder=3,
    )
    draw_scale(axes, scale, kind)
    axes.set_xlim(-0.6, YEAR - 0.4)
    for at, point in enumerate(before):
        draw_mark(axes, (at - 0.42, at + 0.42), (point.cell.value, point.cell.value))
    _label(axes, year, before, scale)
    write_at(figure, say_unit(scale, kind), 0, 18, color=GREY_INK)
    write_key(figure, 46, f"{year[0].month.short_words} to {year[-1].month.short_words}", "same month a year earlier")
    return as_svg(figure)


def draw_mark(axes: "Axes", x: tuple[float, float], y: tuple[float, float]) -> None:
    """The mark of a year earlier: an orange line, edged in white so that it stands out from the bar it lies on."""
    if x[0] == x[0] and y[0] == y[0]:
        axes.plot(x, y, color=WHITE, linewidth=6, solid_capstyle="butt", clip_on=False, zorder=4)
        axes.plot(x, y, color=ORANGE, linewidth=3.4, solid_capstyle="butt", clip_on=False, zorder=5)


def write_key(figure: "Figure", y: float, this_year: str, a_year_earlier: str) -> None:
    """What bar and mark stand for, in a line above them."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle

    height = figure.get_size_inches()[1] * 72
    base = 1 - (y - 1) / height
    figure.add_artist(Rectangle((0, base), 12 / WIDTH, 11 / height, color=DARK_BLUE, linewidth=0))
    write_at(figure, this_year, 19, y, color=DARK_BLUE, weight="bold")
    start = 19 + len(this_year) * CHARACTER + 24
    ends = [start / WIDTH, (start + 22) / WIDTH]
    figure.add_artist(Line2D(ends, [base + 5 / height] * 2, color=ORANGE, linewidth=3.4, solid_capstyle="butt"))
    write_at(figure, a_year_earlier, start + 30, y, color=INK)


def _label(axes: "Axes", year: Sequence[Point], before: Sequence[Point], scale: Scale) -> None:
    """Months under the bars, the latest figure over its bar, and the shorthand of months without one."""
    names = [point.month.short_words.split(" ") for point in year]
    with_year = [at for at in range(YEAR) if at == 0 or names[at][0] == "Jan"]
    axes.set_xticks(range(YEAR), [name[0] for name in names])
    for at in with_year:
        below = (0, -22 - FONT_SIZE)
        axes.annotate(names[at][1], (at, scale.low), below, textcoords="offset points", ha="center", color=GREY_INK)
    axes.set_xlabel("")
    axes.tick_params(axis="x", pad=6)
    for at, point in enumerate(year):
        if not point.cell.is_shown:
            _write_over(axes, str(point.cell.state), at, max(scale.low, 0), GREY_INK, "normal")
        elif point.cell.value == 0 and at < YEAR - 1:
            _write_over(axes, point.cell.shown, at, 0, GREY_INK, "normal")
    last, earlier = year[-1].cell, before[-1].cell if before else year[-1].cell
    if last.is_shown:
        top = max(value for value in (last.value, earlier.value, 0) if value == value)
        _write_over(axes, last.shown, YEAR - 1, top, DARK_BLUE, "bold")


def _write_over(axes: "Axes", text: str, x: float, y: float, colour: str, weight: str) -> None:
    axes.annotate(
        text, (x, y), (0, 5), textcoords="offset points", ha="center", va="bottom", color=colour, weight=weight, zorder=6
    )
