"""The numbers of the page on how good the data are: revised figures, findings, and how many indicators have figures."""

from collections.abc import Iterator, Sequence

from helpers.downloads.rows import OUTTURN, Place, Row, plain, row_at
from helpers.months import Window
from helpers.protect.gate import release_number
from helpers.results import ALL
from helpers.rounding import LOW, NOT_APPLICABLE, plain_value, say_count, say_value
from helpers.section.figures import Figures
from helpers.section.quality import count_available
from helpers.section.revised import Revised

# What stands in the place of a code in rows that are of no indicator.
OF_EXTRACT, OF_REPORT = "EXTRACT", "REPORT"


def list_data_quality(figures: Figures, revised: Sequence[Revised]) -> Iterator[Row]:
    """Every number of that page, one row each; a finding's count is hidden as the edition hides a count."""
    for one in revised:
        yield from _revised(one)
    month, rule = str(figures.month), figures.data.council.disclosure
    for finding in figures.findings:
        group = f"{finding.column}: {finding.kind}" if finding.column else finding.kind
        place = Place(code=OF_EXTRACT, month=month, window=str(Window.SNAPSHOT), breakdown=finding.file, group=group)
        number = plain(release_number(finding.count, figures.edition, rule))
        yield row_at(place, "finding", number, numerator=number)
    for title, held, of in count_available(figures):
        place = Place(code=OF_REPORT, month=month, window=str(Window.SNAPSHOT), breakdown="section", group=title)
        yield row_at(place, "indicators_with_figures", str(held), numerator=str(held), denominator=str(of))


def _revised(revised: Revised) -> Iterator[Row]:
    """A figure as it was reported, and as now known where its month lies before those of its series."""
    entry = revised.entry
    by = entry.headline_breakdown
    place = Place(
        code=entry.code, month=str(revised.month), window=str(entry.headline),
        breakdown=by.name if by else ALL, group=entry.headline_group or ALL,
    )  # fmt: skip
    for series, (numerator, denominator) in (("as_reported", revised.as_reported), (OUTTURN, revised.as_now_known)):
        said = say_value(entry.kind, numerator, denominator)
        value = said if said in (LOW, NOT_APPLICABLE) else plain_value(entry.kind, numerator, denominator)
        out_of = plain(say_count(denominator)) if denominator == denominator else ""
        is_uncertain = series == OUTTURN and revised.is_uncertain
        yield row_at(
            place, series, value, numerator=plain(say_count(numerator)), denominator=out_of, is_uncertain=is_uncertain
        )  # fmt: skip
