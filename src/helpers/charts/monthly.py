"""Bars of the last 12 months, each with a mark at the same month a year earlier."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from helpers.charts.beside import Beside, beside_of
from helpers.charts.beside_words import say_beside, say_beside_note
from helpers.charts.drawn import Drawn
from helpers.charts.frame import BREAK_ROW, draw_breaks, draw_levels, draw_limits, levels_margin
from helpers.charts.letters import LARGE_FONT_SIZE, width_of
from helpers.charts.picture import Picture, Plot
from helpers.charts.scale import Scale, scale_from_zero
from helpers.charts.series import Point, headline_months
from helpers.charts.style import (
    DARK_BLUE,
    GREY_INK,
    INK,
    ORANGE,
    WHITE,
    WIDTH,
    draw_base,
    draw_scale,
    margin_for,
    say_unit,
)
from helpers.charts.words import say_months, say_note, say_title, say_too_little
from helpers.indicator import Indicator
from helpers.months import Window
from helpers.protect.released import Released

TOP = 68
BELOW_TOP = 250
BOTTOM = 52
YEAR = 12
BAR = 0.62
MARK = 0.84


def draw_monthly_counts(indicator: Indicator, released: Released) -> Drawn:
    """The monthly figures of an indicator; a sentence where fewer than two months have one."""
    window = Window.MONTH if Window.MONTH in indicator.windows else indicator.headline
    points = headline_months(indicator, released, window)
    shown = [point.cell.value for point in points if point.cell.is_shown]
    if len(shown) < 2 or not any(point.cell.is_shown for point in points[-YEAR:]):
        return Drawn("", say_too_little(indicator, points), indicator.title)
    beside = beside_of(indicator, released, [point.month for point in points], window)
    before = [point if beside.compares(point.month, point.month.plus(YEAR)) else None for point in points[:-YEAR]]
    svg = _draw(points[-YEAR:], before, scale_from_zero([*shown, *beside.values], indicator.kind), beside)
    cells = [point.cell for point in points[-YEAR:]]
    note = say_note(cells, [point.cell for point in before if point], is_broken=None in before)
    said = " ".join([_say(points, before, beside), *say_beside(beside, indicator.kind)])
    notes = " ".join(filter(None, [note, *say_beside_note(beside, indicator.kind)]))
    return Drawn(svg, said, say_title(indicator, points, window, beside.breaks), notes)


def _say(points: Sequence[Point], before: Sequence[Point | None], beside: Beside) -> str:
    said = f"Bars of 12 months. {say_months(points[-YEAR:], beside.breaks)}"
    marked = [point for point in before if point]
    if any(point.cell.is_shown for point in marked):
        months = "the 12 months before" if len(marked) == YEAR else f"the {len(marked)} months that compare with a year later"
        return f"{said} Marks show {months}. {say_months(marked, beside.breaks)}"
    return f"{said} The 12 months before have no figures{'' if len(marked) == YEAR else ' that compare'}."


def _draw(year: Sequence[Point], before: Sequence[Point | None], scale: Scale, beside: Beside) -> str:
    kind, months = year[0].cell.kind, [point.month for point in year]
    starts = [months.index(each.month) for each in beside.breaks if each.month in months[1:]]
    top = TOP + (BREAK_ROW if starts else 0)
    picture = Picture(WIDTH, top + BELOW_TOP)
    right = WIDTH - (levels_margin(beside, "") or 6)
    plot = Plot(margin_for(scale), top, right, top + BELOW_TOP - BOTTOM, scale.low, scale.high, -0.6, YEAR - 0.4)
    draw_limits(picture, plot, year, beside)
    draw_scale(picture, plot, scale)
    values = {at: point.cell.value for at, point in enumerate(year) if point.cell.is_shown}
    draw_columns(picture, plot, values, is_upright=True)
    draw_base(picture, plot, scale)
    reach = MARK / 2 * (plot.x(1) - plot.x(0))
    shown = {at: plot.y(point.cell.value) for at, point in enumerate(before) if point and point.cell.is_shown}
    draw_marks(picture, [((plot.x(at) - reach, y), (plot.x(at) + reach, y)) for at, y in shown.items()])
    draw_breaks(picture, plot, starts)
    from_place = months.index(beside.target_from) - 0.6 if beside.target_from in months else plot.first
    draw_levels(picture, plot, beside, None, from_place=from_place)
    _label(picture, plot, year, shown)
    picture.write(say_unit(scale, kind), 0, 18, GREY_INK)
    write_key(picture, 46, f"{year[0].month.short_words} to {year[-1].month.short_words}", "same month a year earlier")
    return picture.svg


def draw_columns(picture: Picture, plot: Plot, values: Mapping[float, float], *, is_upright: bool, width: float = BAR) -> None:
    """Bars from 0 to values at their places, upright or lying; `width` in the unit of the places.

    Seaborn takes a width as a share of what lies between two bars."""
    import seaborn

    apart = min((after - before for before, after in pairwise(sorted(values))), default=1)
    places, ends = (values.keys(), values.values()) if is_upright else (values.values(), values.keys())
    picture.draw(plot, lambda axes: seaborn.barplot(
        x=list(places), y=list(ends), orient="v" if is_upright else "h", native_scale=True, errorbar=None,
        color=DARK_BLUE, saturation=1, width=width / apart, linewidth=0, ax=axes,
    ))  # fmt: skip


def draw_marks(picture: Picture, marks: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    """The marks of a year earlier: orange lines, edged in white so that they stand out from the bars they lie on."""
    picture.lines(marks, WHITE, 6)
    picture.lines(marks, ORANGE, 3.4)


def write_key(picture: Picture, y: float, this_year: str, a_year_earlier: str = "") -> None:
    """What bar and mark stand for, in a line above them."""
    picture.bars([(0, y - 11, 12, 11)], DARK_BLUE)
    picture.write(this_year, 19, y, DARK_BLUE, is_bold=True)
    if a_year_earlier:
        start = 19 + width_of(this_year, is_bold=True) + 20
        picture.lines([((start, y - 5), (start + 22, y - 5))], ORANGE, 3.4)
        picture.write(a_year_earlier, start + 30, y, INK)


def _label(picture: Picture, plot: Plot, year: Sequence[Point], before: dict[int, float]) -> None:
    """Months under the bars, the latest figure over its bar, and the shorthand of months without one."""
    base = plot.y(max(plot.low, 0))
    short = "month" if plot.x(1) - plot.x(0) > width_of("May") else "letter"
    for at, point in enumerate(year):
        month, number = point.month.short_words.split(" ")
        picture.write(month if short == "month" else month[0], plot.x(at), plot.bottom + 22, GREY_INK, anchor="middle")
        if at == 0 or month == "Jan":
            picture.write(number, plot.x(at), plot.bottom + 24 + LARGE_FONT_SIZE, GREY_INK, anchor="middle")
        if not point.cell.is_shown:
            picture.write(str(point.cell.state), plot.x(at), base - 7, GREY_INK, anchor="middle", halo=True)
        elif point.cell.value == 0 and at < YEAR - 1:
            picture.write(point.cell.shown, plot.x(at), base - 7, GREY_INK, anchor="middle", halo=True)
    last = year[-1].cell
    if last.is_shown:
        over = min(plot.y(last.value), before.get(YEAR - 1, base), base)
        x = min(plot.x(YEAR - 1), WIDTH - width_of(last.shown, is_bold=True) / 2)
        picture.write(last.shown, x, over - 7, DARK_BLUE, anchor="middle", is_bold=True, halo=True)
