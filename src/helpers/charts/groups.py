"""Bars of the groups of one month, in reading order and never by size, each with a mark at a year earlier."""

import textwrap
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from helpers.charts.drawn import Drawn
from helpers.charts.monthly import draw_mark, write_key
from helpers.charts.series import Cell, cells_of_groups, reporting_month
from helpers.charts.style import (
    CHARACTER,
    DARK_BLUE,
    FONT_SIZE,
    GREY_INK,
    GRID,
    INK,
    LINE,
    UNITS,
    as_svg,
    house_style,
    inert,
    new_chart,
    write_at,
    write_beside,
)
from helpers.charts.words import in_sentence, say_groups, say_groups_title, say_no_groups, say_note
from helpers.indicator import Grouping, Indicator, Kind
from helpers.protect.released import Released
from helpers.rounding import say_count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_GROUPS = 40
NAME_CHARACTERS = 22
ROW = 34
BAR = 19
TOP = 62


def draw_groups(indicator: Indicator, released: Released, grouping: Grouping) -> Drawn:
    """The groups of an indicator in the latest month; a sentence where none can be shown, or there are too many to draw."""
    month, by = reporting_month(released), in_sentence(grouping.words)
    if month is None:
        return Drawn("", f"{indicator.title} by {by}: no figures.", indicator.title)
    cells = cells_of_groups(indicator, released, grouping, month)
    if not any(cell.is_shown for cell in cells.values()):
        return Drawn("", say_no_groups(indicator, cells, month, by), indicator.title)
    earlier = cells_of_groups(indicator, released, grouping, month.plus(-12))
    title = say_groups_title(indicator, cells, earlier, month, by)
    unit = ", per 10,000" if indicator.kind == Kind.RATE else ""
    alternative = f"Bars{unit}. {say_groups(cells, earlier)}"
    if len(cells) > MOST_GROUPS:
        return Drawn("", f"{title}. There are {len(cells)} groups, too many to draw; the table gives each.", title)
    with house_style():
        svg = _draw(indicator.kind, cells, earlier, month.short_words)
    return Drawn(svg, alternative, title, say_note(list(cells.values()), [earlier[name] for name in cells if name in earlier]))


def _draw(kind: Kind, cells: Mapping[str, Cell], earlier: Mapping[str, Cell], month: str) -> str:
    import seaborn

    names = [wrap_name(name) for name in cells]
    heights = [ROW + LINE * name.count("\n") for name in names]
    centres = [sum(heights[:at]) + height / 2 for at, height in enumerate(heights)]
    left = max(len(line) for name in names for line in name.split("\n")) * CHARACTER + 12
    right = max(len(_label_of(cell)) for cell in cells.values()) * CHARACTER + 8
    figure, axes = new_chart(TOP + sum(heights) + 8, left=left, right=right, top=TOP, bottom=8)
    values = [cell.value for cell in cells.values()]
    before = [earlier[name].value if name in earlier else float("nan") for name in cells]
    nearest = min((b - a for a, b in pairwise(centres)), default=1)
    seaborn.barplot(
        y=centres,
        x=values,
        orient="h",
        native_scale=True,
        ax=axes,
        color=DARK_BLUE,
        saturation=1,
        width=BAR / nearest,
        errorbar=None,
        zorder=3,
    )
    _set_axes(axes, [value for value in (*values, *before) if value == value], sum(heights))
    for at, cell in enumerate(cells.values()):
        _label(axes, names[at], cell, centres[at])
        draw_mark(axes, (before[at], before[at]), (centres[at] - BAR * 0.75, centres[at] + BAR * 0.75))
        if at:
            axes.axhline(sum(heights[:at]), color=GRID, linewidth=0.8, zorder=0)
    write_at(figure, UNITS[kind], 0, 18, color=GREY_INK)
    write_key(figure, 46, month, "a year earlier")
    return as_svg(figure)


def _set_axes(axes: "Axes", values: list[float], height: float) -> None:
    axes.set(xlim=(min(0, *values, 0), max(*values, 0, 0) or 1), ylim=(height, 0), xlabel="", ylabel="", xticks=[], yticks=[])
    axes.axvline(0, color=GREY_INK, linewidth=1.2, zorder=2)


def _label(axes: "Axes", name: str, cell: Cell, centre: float) -> None:
    """A group's name at the left of its bar and its figure at the right."""
    write_beside(axes, name, axes.get_xlim()[0], centre, color=INK)
    axes.annotate(
        _label_of(cell),
        (1, centre),
        (8, -FONT_SIZE * 0.36),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="baseline",
        color=INK if cell.is_shown else GREY_INK,
        annotation_clip=False,
    )


def _label_of(cell: Cell) -> str:
    """The figure beside a bar, a share or rate with the number of children behind it."""
    if not cell.is_shown or cell.kind in (Kind.COUNT, Kind.AVERAGE):
        return cell.shown
    return f"{cell.shown} ({say_count(cell.numerator)})"


def wrap_name(name: str) -> str:
    """A group's name in at most three short lines."""
    lines = textwrap.wrap(inert(name), NAME_CHARACTERS, max_lines=3, placeholder=" …", break_long_words=True)
    return "\n".join(lines) or "(no name)"
