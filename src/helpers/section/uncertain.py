"""What pages say of uncertain figures: why, once for an indicator on a page; how many there are; and which.

Source: definitions, "What could not be read".
"""

from dataclasses import dataclass

from markupsafe import Markup

from helpers.charts.series import headline_months
from helpers.charts.words import in_sentence
from helpers.compare.uncertain import Doubt, say_doubts
from helpers.indicator import Grouping, Indicator
from helpers.indicators import INDICATORS, SECTIONS
from helpers.months import ReportingMonth
from helpers.pages import DATA_QUALITY, PAGE_OF
from helpers.protect.released import Released
from helpers.results import ALL
from helpers.results.uncertain import Uncertain
from helpers.rounding import UNCERTAIN, say_count
from helpers.section.figures import Figures
from helpers.tables import heading_id, plain_table

UNCERTAIN_FIGURES = "Figures that are uncertain"
NONE_IS = "In no column could more than 5% of the filled cells not be read, so no figure is uncertain."


@dataclass(frozen=True)
class Why:
    """Why the figures of an indicator, or of one of its breakdowns, are uncertain: in the latest month shown that is."""

    month: ReportingMonth
    doubts: tuple[Doubt, ...]

    def words(self, reporting_month: str) -> str:
        """Return the reason in a few words; of an earlier month, with that month."""
        of_month = "" if str(self.month) == reporting_month else f"{self.month.words}: "
        return of_month + say_doubts(self.doubts)


def why_uncertain(entry: Indicator, released: Released, breakdown: str = ALL) -> Why | None:
    """Return why figures of an indicator that are shown are uncertain; of a breakdown, what is so of it alone.

    None where none is, or where those that are stand hidden.
    """
    rows = released.of(entry.code) if breakdown == ALL else released.of(entry.code, breakdown=breakdown)
    shown = rows.loc[~rows["is_hidden"] & rows["numerator"].notna(), "month"]
    for month in sorted(shown.unique(), reverse=True):
        if doubts := released.doubts.of_breakdown_alone(entry.code, month, breakdown):
            return Why(ReportingMonth.read(month), doubts)
    return None


def say_why_uncertain(entry: Indicator, released: Released, breakdown: str = ALL) -> str:
    """Return the reason in a few words: a third of health types unread; nothing where there is none."""
    why = why_uncertain(entry, released, breakdown)
    return why.words(released.month) if why else ""


def show_why_uncertain(entry: Indicator, released: Released, grouping: Grouping | None = None) -> Markup:
    """Return the reason as a note with its mark, of an indicator or of what is so of a breakdown alone."""
    said = say_why_uncertain(entry, released, grouping.name if grouping else ALL)
    return Markup('<p class="note uncertain">{} Uncertain: {}.</p>').format(UNCERTAIN, said) if said else Markup("")


def uncertain_headlines(figures: Figures) -> list[Indicator]:
    """Return the indicators of which the headline figure of the reporting month is shown and uncertain."""
    entries = [entry for section in SECTIONS for entry in section.indicators if entry in figures.entries]
    single = [entry for entry in entries if not (entry.is_grouped and entry.headline_group is None)]
    return [entry for entry in single if headline_months(entry, figures.released)[-1].cell.is_uncertain]


def show_how_many(figures: Figures) -> Markup:
    """Return the line at the foot of the first screen: how many figures are uncertain; nothing where none is."""
    number = len(uncertain_headlines(figures))
    if not number:
        return Markup("")
    said = Markup('<p class="note">{} {} of the figures below {} uncertain: <a href="{}#{}">which, and why</a>.</p>')
    address = PAGE_OF[DATA_QUALITY].file
    return said.format(UNCERTAIN, say_count(number), "is" if number == 1 else "are", address, heading_id(UNCERTAIN_FIGURES))


def show_uncertain(figures: Figures) -> Markup:
    """Return which figures are uncertain and why, a row a column of a file; the counts of cells for analysts alone."""
    columns = list(dict.fromkeys((each.table, each.column) for each in figures.results.uncertain))
    if not columns:
        return Markup("<p>{}</p>").format(NONE_IS)
    rows = [_row(table, column, figures) for table, column in sorted(columns)]
    heads = ("File and column", "What could not be read", UNCERTAIN_FIGURES)
    return plain_table("Columns that could not be read well enough", heads, rows)


def _row(table: str, column: str, figures: Figures) -> tuple[str, str, str]:
    found = [each for each in figures.results.uncertain if (each.table, each.column) == (table, column)]
    last = max(found, key=lambda each: each.month)
    return f"{figures.data.tables[table].file}, {column}", _how_much(last, figures), _which(found, figures)


def _how_much(last: Uncertain, figures: Figures) -> str:
    doubts = figures.released.doubts.of_breakdown_alone(last.code, last.month, last.breakdown)
    words = next(doubt.words for doubt in doubts if (doubt.table, doubt.column) == (last.table, last.column))
    if not figures.edition.shows_small_numbers:
        return words
    return f"{words} ({say_count(last.unread)} of {say_count(last.filled)})"


def _which(found: list[Uncertain], figures: Figures) -> str:
    """Return which figures a column makes uncertain: indicators, then those of which a breakdown alone is, by breakdown."""
    titles: dict[str, list[str]] = {}
    for code, breakdown in dict.fromkeys((each.code, each.breakdown) for each in found):
        entry = INDICATORS.get(code)
        if entry is not None:
            words = {grouping.name: f"By {in_sentence(grouping.words)}: " for grouping in entry.breakdowns}
            of_months = _of_months(
                {each.month for each in found if (each.code, each.breakdown) == (code, breakdown)}, code, figures
            )
            titles.setdefault(words.get(breakdown, ""), []).append(entry.title + of_months)
    return " ".join(f"{by}{'; '.join(some)}." for by, some in sorted(titles.items()))


def _of_months(uncertain: set[str], code: str, figures: Figures) -> str:
    """Return how many of its months are uncertain, where not all are."""
    frame = figures.results.frame
    months = frame.loc[frame["code"] == code, "month"].nunique()
    return f" ({len(uncertain)} of {months} months)" if len(uncertain) < months else ""
