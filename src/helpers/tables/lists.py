"""Tables that hold no indicator's months: the summary's scorecard, and plain ones of findings, definitions, settings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from helpers.charts import Drawn
from helpers.months import ReportingMonth
from helpers.rounding import NOT_AVAILABLE, say_count
from helpers.tables.layout import NARROW, Column, Row, Table, heading_id

YEAR = 12
# Columns of words that stand beside each other on the narrowest screen.
MOST_WORDS = 2


@dataclass(frozen=True, kw_only=True)
class ScorecardRow:
    """One indicator of the summary, as shown: texts of the number formatter, and a small line.

    `href` leads to its place in its section; `period` says what the figures are for; `n_of_d` is what stands under
    the outturn: 2 of 3, or per 10,000; nothing under a number. `marks` are those in place of its figures and beside them,
    `why_uncertain` says why one is uncertain.
    Rows of one `section` stand together under its name. `tag` is markup made by helpers, that of the band.
    """

    title: str
    href: str
    outturn: str
    previous_month: str
    year_ago: str
    sparkline: Drawn
    n_of_d: str = ""
    period: str = ""
    section: str = ""
    tag: Markup = field(default_factory=Markup)
    marks: tuple[str, ...] = ()
    why_uncertain: str = ""


def scorecard(rows: Sequence[ScorecardRow], month: ReportingMonth) -> Markup:
    """The summary's table: a row an indicator, with its outturn, the month before, a year earlier and 24 months as a line."""
    columns = (
        Column("Indicator", is_number=False), Column(month.words), Column(month.plus(-1).words),
        Column(month.plus(-YEAR).words), Column("24 months", is_number=False),
    )  # fmt: skip
    caption = f"Indicators in {month.words}, with the month before and the same month a year earlier"
    written = tuple(Row(_score(row), body=row.section) for row in rows)
    marks = (*(row.outturn for row in rows), *(mark for row in rows for mark in row.marks))
    return Table("scorecard", caption, columns, written, css_class="scorecard", marks=marks).html()


def plain_table(
    caption: str, columns: Sequence[str], rows: Sequence[Sequence[object]], numeric: Collection[str] = (), *, name: str = ""
) -> Markup:
    """Any other table, of findings, definitions or settings; the first column heads its row.

    `numeric` names the columns of numbers: whole ones get their separators, a text is taken as it is. A cell without
    anything is `[x]`. `name` is the table's own within its page, by default that of its caption. Where several columns hold
    words, a narrow screen shows each row as a block.
    """
    heads = tuple(Column(words, is_number=words in numeric) for words in columns)
    written = tuple(Row(tuple(_plain(cell) for cell in row)) for row in rows)
    words = len(columns) - len(numeric)
    css_class = "stacked" if words > MOST_WORDS or len(columns) > NARROW else ""
    return Table(f"table-{heading_id(name or caption)}", caption, heads, written, css_class=css_class).html()


def _plain(cell: object) -> str | Markup:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return say_count(cell)
    text = "" if cell is None else cell if isinstance(cell, Markup) else str(cell)
    return text if text.strip() else NOT_AVAILABLE


def _score(row: ScorecardRow) -> tuple[str | Markup, ...]:
    title = Markup('<a href="{}">{}</a>').format(row.href, row.title)
    if row.period:
        title += Markup(' <span class="period">{}</span>').format(row.period)
    if row.why_uncertain:
        title += Markup(' <span class="period">Uncertain: {}</span>').format(row.why_uncertain)
    outturn = Markup("<strong>{}</strong>").format(row.outturn)
    if row.n_of_d and row.n_of_d != row.outturn:
        outturn += Markup(' <span class="of">{}</span>').format(row.n_of_d)
    if row.tag:
        outturn += Markup(" ") + row.tag
    return title, outturn, row.previous_month, row.year_ago, row.sparkline.image("sparkline")
