"""The summary: performance on a page, one row an indicator."""

from markupsafe import Markup

from helpers.charts import draw_sparkline
from helpers.charts.series import Cell, headline_months
from helpers.indicator import Indicator, Kind
from helpers.indicators import SECTIONS
from helpers.months import WINDOW_WORDS
from helpers.pages import PAGE_OF
from helpers.rounding import say_n_of_d
from helpers.section.figures import Figures
from helpers.section.standing import show_band
from helpers.section.uncertain import say_why_uncertain
from helpers.tables import ScorecardRow, heading_id, scorecard


def show_scorecard(figures: Figures) -> Markup:
    """The table of the summary: outturn, n of d, previous month, same month last year and a small line of 24 months."""
    rows = [
        _row(entry, section.key, section.title, figures)
        for section in SECTIONS
        for entry in section.indicators
        if not (entry.is_grouped and entry.headline_group is None)
    ]
    return scorecard(rows, figures.month)


def _row(entry: Indicator, key: str, section_title: str, figures: Figures) -> ScorecardRow:
    points = headline_months(entry, figures.released)
    now, before, year_ago = (points[at].cell for at in (-1, -2, -13))
    judged = figures.released.judged.get(entry.code)
    group = f"{entry.headline_words}, " if entry.headline_words else ""
    return ScorecardRow(
        title=entry.title,
        href=f"{PAGE_OF[key].file}#{heading_id(entry.title)}",
        outturn=now.shown,
        n_of_d=_n_of_d(now),
        previous_month=before.shown,
        year_ago=year_ago.shown,
        sparkline=draw_sparkline(entry, figures.released),
        period=f"{group}{_unit(entry)}{WINDOW_WORDS[entry.headline]}",
        section=section_title,
        tag=show_band(judged.band if judged else None),
        marks=(*now.marks, *before.marks, *year_ago.marks),
        why_uncertain=say_why_uncertain(entry, figures.released),
    )


def _unit(entry: Indicator) -> str:
    return "per 10,000 children, " if entry.kind is Kind.RATE else ""


def _n_of_d(cell: Cell) -> str:
    return say_n_of_d(cell.numerator, cell.denominator) if cell.is_shown and cell.kind is Kind.SHARE else ""
