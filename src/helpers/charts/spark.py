"""The small line of the summary's scorecard."""

from helpers.charts.beside import beside_of
from helpers.charts.beside_words import say_breaks
from helpers.charts.drawn import Drawn
from helpers.charts.picture import Picture, Plot
from helpers.charts.series import headline_months
from helpers.charts.style import DARK_BLUE, WHITE
from helpers.charts.trend import YEAR, draw_line
from helpers.charts.words import say_months, say_title
from helpers.indicator import Indicator
from helpers.protect.released import Released

WIDTH = 132
HEIGHT = 36
EDGE = 6


def draw_sparkline(indicator: Indicator, released: Released) -> Drawn:
    """The last 24 months of an indicator's headline figure, a few words high; words where fewer than two have one."""
    if indicator.is_grouped and indicator.headline_group is None:
        return Drawn("", "Shown by group in its section.", indicator.title)
    points = headline_months(indicator, released)
    values = [point.cell.value for point in points]
    shown = [value for value in values if value == value]
    if len(shown) < 2:
        return Drawn("", f"{'Only one month has' if shown else 'No month has'} a figure.", indicator.title)
    months = [point.month for point in points]
    breaks = beside_of(indicator, released, months, indicator.headline).breaks
    picture = Picture(WIDTH, HEIGHT, ground="")
    room = (max(shown) - min(shown)) or 1
    edges = (min(shown) - room * 0.05, max(shown) + room * 0.05)
    plot = Plot(EDGE, EDGE, WIDTH - EDGE, HEIGHT - EDGE, *edges, 0, len(values) - 1)
    starts = [months.index(each.month) for each in breaks]
    draw_line(picture, plot, values, YEAR, starts, thick=2.2, thin=1.5)
    if points[-1].cell.is_shown:
        picture.dot(plot.right, plot.y(values[-1]), 4.5, DARK_BLUE, edge=WHITE)
    said = " ".join([f"{len(points)} months.", say_months(points, breaks), *say_breaks(breaks)])
    return Drawn(picture.svg, said, say_title(indicator, points, indicator.headline, breaks))
