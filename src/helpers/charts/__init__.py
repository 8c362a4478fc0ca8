"""Charts: an indicator's released figures as a picture, its title and its text alternative."""

from helpers.charts.drawn import Drawn
from helpers.charts.funnel import draw_funnel
from helpers.charts.groups import draw_groups
from helpers.charts.monthly import draw_monthly_counts
from helpers.charts.notebook import notebook_style
from helpers.charts.spark import draw_sparkline
from helpers.charts.trend import draw_trend
from helpers.errors import DefinitionError
from helpers.indicator import Chart, Grouping, Indicator
from helpers.protect.released import Released

__all__ = ["Drawn", "draw_breakdown", "draw_chart", "draw_funnel", "draw_sparkline", "notebook_style"]


def draw_chart(indicator: Indicator, released: Released) -> Drawn:
    """The chart that an indicator's entry names."""
    if indicator.grouping is not None:
        return draw_groups(indicator, released, indicator.grouping)
    if indicator.chart == Chart.GROUPS:
        if not indicator.breakdowns:
            raise DefinitionError(f"{indicator.code}: its chart shows groups, and it has none.")
        return draw_groups(indicator, released, indicator.breakdowns[0])
    return {Chart.TREND: draw_trend, Chart.MONTHLY_COUNTS: draw_monthly_counts}[indicator.chart](indicator, released)


def draw_breakdown(indicator: Indicator, released: Released, grouping: Grouping) -> Drawn:
    """The latest month of an indicator by one of its breakdowns, district by district or group by group."""
    return draw_groups(indicator, released, grouping)
