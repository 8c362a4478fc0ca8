"""The small line of the summary's scorecard."""

from helpers.charts.drawn import Drawn
from helpers.charts.series import headline_months
from helpers.charts.style import DARK_BLUE, as_svg, house_style, new_chart
from helpers.charts.trend import DOT, YEAR, draw_line
from helpers.charts.words import say_months, say_title
from helpers.indicator import Indicator
from helpers.protect.released import Released

WIDTH = 132
HEIGHT = 36


def draw_sparkline(indicator: Indicator, released: Released) -> Drawn:
    """The last 24 months of an indicator's headline figure, a few words high; words where fewer than two have one."""
    if indicator.is_grouped and indicator.headline_group is None:
        return Drawn("", "Shown by group in its section.", indicator.title)
    points = headline_months(indicator, released)
    values = [point.cell.value for point in points]
    shown = [value for value in values if value == value]
    if len(shown) < 2:
        return Drawn("", f"{'Only one month has' if shown else 'No month has'} a figure.", indicator.title)
    with house_style():
        figure, axes = new_chart(HEIGHT, left=6, right=6, top=6, bottom=6, width=WIDTH)
        figure.set_facecolor("none")
        room = (max(shown) - min(shown)) or 1
        axes.set(xlim=(0, len(values) - 1), ylim=(min(shown) - room * 0.05, max(shown) + room * 0.05))
        draw_line(axes, values, YEAR, thick=2.2, thin=1.5)
        axes.set(xticks=[], yticks=[], xlabel="", ylabel="")
        if values[-1] == values[-1]:
            axes.plot([len(values) - 1], [values[-1]], color=DARK_BLUE, clip_on=False, zorder=5, **DOT)
        return Drawn(as_svg(figure), f"24 months. {say_months(points)}", say_title(indicator, points, indicator.headline))
