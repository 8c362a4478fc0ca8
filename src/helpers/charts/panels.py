"""Small multiples: a small line of 24 months for each group, all on one scale, in the order of the bars above them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from helpers.charts.letters import inert, width_of
from helpers.charts.picture import Picture, Plot
from helpers.charts.scale import Scale, scale_for_line
from helpers.charts.series import MONTHS_SHOWN, Point, groups_of, months_of
from helpers.charts.style import DARK_BLUE, GREY_INK, GRID, INK, WHITE, WIDTH, say_tick
from helpers.charts.trend import YEAR, draw_line
from helpers.indicator import Grouping, Indicator, Kind
from helpers.protect.released import Released
from helpers.rounding import SIGN_AFTER, UNIT_AFTER

# Three stand beside each other; two where a name is too long for a third of the width.
MOST_COLUMNS, FEWEST_COLUMNS = 3, 2
GAP = 22
HEAD = 50
ROW = 92
NAME = 18
MOST_PANELS = 15
FEWEST_LINES = 2
# Where no group's line moves by so much of the scale, all are flat, and bars say as much in less room.
LEAST_MOVE = 0.25


@dataclass(frozen=True)
class Panels:
    """The months of each group by its name in words, in reading order, the scale that all share, and where it breaks."""

    kind: Kind
    months: Mapping[str, Sequence[Point]]
    scale: Scale
    starts: tuple[int, ...] = ()

    @cached_property
    def columns(self) -> int:
        """How many stand beside each other."""
        fit = all(width_of(inert(name)) <= panel_width(MOST_COLUMNS) for name in self.months)
        return MOST_COLUMNS if fit else FEWEST_COLUMNS

    @property
    def width(self) -> float:
        """The width in pixels of each."""
        return panel_width(self.columns)

    @property
    def height(self) -> float:
        """The room in pixels that they take."""
        return HEAD + ROW * -(-len(self.months) // self.columns)

    @property
    def title(self) -> str:
        """From when to when, and what every panel's scale is."""
        points = next(iter(self.months.values()))
        low, high = (say_tick(tick, self.scale) for tick in (self.scale.ticks[0], self.scale.ticks[-1]))
        months = f"{points[0].month.short_words} to {points[-1].month.short_words}"
        return f"{months}, each from {low} to {high}{SIGN_AFTER.get(self.kind, '')}"


def panel_width(columns: int) -> float:
    """The width in pixels of each of so many panels beside each other."""
    return (WIDTH - (columns - 1) * GAP) / columns


def panels_of(indicator: Indicator, released: Released, grouping: Grouping) -> Panels | None:
    """The small lines of a breakdown; None where fewer than two groups have a line, all are flat, or there are too many."""
    groups = groups_of(indicator, released, grouping)
    months = {grouping.say(group): months_of(indicator, released, indicator.headline, grouping.name, group) for group in groups}
    lines = [points for points in months.values() if sum(point.cell.is_shown for point in points) > 1]
    if len(groups) > MOST_PANELS or len(lines) < FEWEST_LINES:
        return None
    values = [[point.cell.value for point in points if point.cell.is_shown] for points in months.values()]
    scale = scale_for_line([value for each in values for value in each], indicator.kind)
    if max(max(each) - min(each) for each in values if each) < LEAST_MOVE * (scale.high - scale.low):
        return None
    drawn = [point.month for point in lines[0]]
    breaks = {each.month for each in released.breaks.rows if each.code == indicator.code}
    starts = tuple(at for at in range(1, MONTHS_SHOWN) if drawn[at] in breaks)
    return Panels(indicator.kind, months, scale, starts)


def draw_panels(picture: Picture, top: float, panels: Panels) -> None:
    """A panel a group from `top` on: its name, its line, and its shorthand where the latest month has no figure."""
    picture.write("Month by month", 0, top + 20, INK, is_bold=True)
    picture.write(panels.title, 0, top + 20 + 22, GREY_INK)
    plots, width = [_plot_of(at, top + HEAD, panels) for at in range(len(panels.months))], panels.width
    heights = [(plot, y) for plot in plots for y in (plot.top, (plot.top + plot.bottom) / 2)]
    picture.lines([((plot.left, y), (plot.left + width, y)) for plot, y in heights], GRID, 1)
    picture.lines([((plot.left, plot.bottom), (plot.left + width, plot.bottom)) for plot in plots], GREY_INK, 1)
    breaks = [(plot, plot.x(start - 0.5)) for plot in plots for start in panels.starts]
    picture.lines([((x, plot.top), (x, plot.bottom)) for plot, x in breaks], GREY_INK, 1, dash="2 4")
    for plot, (name, points) in zip(plots, panels.months.items(), strict=True):
        picture.write(fit_name(name, width), plot.left, plot.top - 10, INK)
        values = [point.cell.value for point in points]
        draw_line(picture, plot, values, YEAR, panels.starts, thick=2.4, thin=1.6)
        if points[-1].cell.is_shown:
            picture.dot(plot.right, plot.y(values[-1]), 4, DARK_BLUE, edge=WHITE)
        else:
            state = str(points[-1].cell.state)
            picture.write(state, plot.left + width, plot.bottom - 5, GREY_INK, anchor="end", halo=True)


def _plot_of(at: int, top: float, panels: Panels) -> Plot:
    left, above = at % panels.columns * (panels.width + GAP), top + at // panels.columns * ROW
    edges = (panels.scale.low, panels.scale.high, 0, MONTHS_SHOWN - 1)
    return Plot(left, above + NAME + 10, left + panels.width - 6, above + ROW - 8, *edges)


def fit_name(name: str, room: float) -> str:
    """A group's name, cut where it is wider than a panel."""
    words = inert(name)
    while width_of(words) > room and len(words) > 1:
        words = words.removesuffix("…")[:-1].rstrip() + "…"
    return words


def say_panels(panels: Panels) -> list[str]:
    """What the small lines show: between which figures each group lay over the months that can be shown."""
    unit = UNIT_AFTER.get(panels.kind, "")
    said = [f"Below, a small line a group, {panels.title}{unit.removeprefix('%')}."]
    for name, points in panels.months.items():
        shown = [point.cell for point in points if point.cell.is_shown]
        if shown:
            low, high = (find(shown, key=lambda cell: cell.exact) for find in (min, max))
            span = f"between {low.shown} and {high.shown}" if low.exact != high.exact else f"always {low.shown}"
            without = len(points) - len(shown)
            not_shown = f", {without} month{'s' if without > 1 else ''} not shown" if without else ""
            said.append(f"{name}: {span}{not_shown}.")
    return said
