"""Bars of the groups of one month, in reading order and never by size, each with a mark at a year earlier."""

import math
import textwrap
from collections.abc import Mapping
from itertools import accumulate, pairwise

from helpers.charts.beside_words import say_breaks
from helpers.charts.drawn import Drawn
from helpers.charts.letters import LINE, inert, width_of
from helpers.charts.monthly import draw_columns, draw_marks, write_key
from helpers.charts.panels import Panels, draw_panels, panels_of, say_panels
from helpers.charts.picture import Picture, Plot
from helpers.charts.series import Cell, cells_of_groups, reporting_month
from helpers.charts.style import GREY_INK, GRID, INK, UNITS, WIDTH, write_middle
from helpers.charts.words import in_sentence, say_groups, say_groups_title, say_no_groups, say_note
from helpers.indicator import Grouping, Indicator, Kind
from helpers.protect.released import Released
from helpers.rounding import say_count

MOST_GROUPS = 40
NAME_CHARACTERS = 22
ROW = 36
BAR = 20
TOP = 62
YEAR = 12


def draw_groups(indicator: Indicator, released: Released, grouping: Grouping) -> Drawn:
    """The groups of an indicator in the latest month; a sentence where none can be shown, or there are too many to draw."""
    month, by = reporting_month(released), in_sentence(grouping.words)
    if month is None:
        return Drawn("", f"{indicator.title} by {by}: no figures.", indicator.title)
    cells = cells_of_groups(indicator, released, grouping, month)
    if not any(cell.is_shown for cell in cells.values()):
        return Drawn("", say_no_groups(indicator, cells, month, by), indicator.title)
    a_year_earlier = month.plus(-YEAR)
    broken = released.breaks.between(indicator.code, a_year_earlier, month)
    earlier = {} if broken else cells_of_groups(indicator, released, grouping, a_year_earlier)
    title = say_groups_title(indicator, cells, earlier, month, by)
    unit = ", per 10,000" if indicator.kind == Kind.RATE else ""
    breaks = say_breaks([broken] if broken else [])
    if len(cells) > MOST_GROUPS:
        return Drawn("", f"{title}. There are {len(cells)} groups, too many to draw; the table gives each.", title)
    panels = panels_of(indicator, released, grouping)
    svg = _draw(indicator.kind, cells, earlier, month.short_words, panels)
    small = say_panels(panels) if panels else []
    alternative = " ".join([f"Bars{unit}. {say_groups(cells, earlier)}", *small, *breaks])
    note = say_note(list(cells.values()), [earlier[name] for name in cells if name in earlier])
    return Drawn(svg, alternative, title, " ".join(filter(None, [note, *breaks])))


def _draw(kind: Kind, cells: Mapping[str, Cell], earlier: Mapping[str, Cell], month: str, panels: Panels | None) -> str:
    names = [wrap_name(name) for name in cells]
    heights = [ROW + LINE * (len(lines) - 1) for lines in names]
    bottoms = list(accumulate(heights, initial=TOP))
    left = max(width_of(line) for lines in names for line in lines) + 12
    right = WIDTH - max(width_of(_label_of(cell)) for cell in cells.values()) - 10
    before = [earlier[name].value if name in earlier else math.nan for name in cells]
    values = [value for value in (*(cell.value for cell in cells.values()), *before) if value == value]
    low, high = min(0, *values, 0), max(*values, 0, 0) or 1
    picture = Picture(WIDTH, bottoms[-1] + 8 + (panels.height if panels else 0))
    plot = Plot(left, TOP, right, bottoms[-1], bottoms[-1], TOP, low, high)
    picture.lines([((0, y), (WIDTH, y)) for y in bottoms[1:-1]], GRID, 0.8)
    middles = [(above + below) / 2 for above, below in pairwise(bottoms)]
    drawn = {middle: cell.value for cell, middle in zip(cells.values(), middles, strict=True) if cell.is_shown}
    draw_columns(picture, plot, drawn, is_upright=False, width=BAR)
    picture.lines([((plot.x(0), TOP), (plot.x(0), bottoms[-1]))], GREY_INK, 1.2)
    marks = [(plot.x(value), middle) for value, middle in zip(before, middles, strict=True) if value == value]
    draw_marks(picture, [((x, y - BAR * 0.75), (x, y + BAR * 0.75)) for x, y in marks])
    for lines, cell, middle in zip(names, cells.values(), middles, strict=True):
        for at, line in enumerate(lines):
            write_middle(picture, line, left - 10, middle + (at - (len(lines) - 1) / 2) * LINE, INK, anchor="end")
        write_middle(picture, _label_of(cell), right + 10, middle, INK if cell.is_shown else GREY_INK)
    picture.write(UNITS[kind], 0, 18, GREY_INK)
    write_key(picture, 46, month, "a year earlier" if marks else "")
    if panels:
        draw_panels(picture, bottoms[-1] + 8, panels)
    return picture.svg


def _label_of(cell: Cell) -> str:
    """The figure beside a bar, a share or rate with the number of children behind it."""
    if not cell.is_shown or cell.kind in (Kind.COUNT, Kind.AVERAGE):
        return cell.shown
    return f"{cell.shown} ({say_count(cell.numerator)})"


def wrap_name(name: str) -> list[str]:
    """A group's name in at most three short lines."""
    lines = textwrap.wrap(inert(name), NAME_CHARACTERS, max_lines=3, placeholder=" …", break_long_words=True)
    return lines or ["(no name)"]
