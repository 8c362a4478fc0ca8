"""The numbers of the first screen: how many indicators stand in each band, how much changed, and whom a share leaves out."""

from collections.abc import Collection, Iterator

from helpers.charts.series import Cell, State, headline_months
from helpers.downloads.data_quality import OF_REPORT
from helpers.downloads.rows import Place, Row, row_at, row_of_cell
from helpers.indicator import Kind
from helpers.months import Window
from helpers.section.changed import Change, Importance
from helpers.section.figures import Figures
from helpers.section.first_screen import open_questions
from helpers.section.glance import count_bands
from helpers.section.highlights import MOST, others_of, to_work_on, works_well
from helpers.section.revised import Revised
from helpers.section.uncertain import uncertain_headlines

AT_A_GLANCE = "at_a_glance"


def list_first_screen(figures: Figures, changes: Collection[Change], revised: Collection[Revised]) -> Iterator[Row]:
    """What it counts, one row each, and the others of the shares that it lists, as "the other 21%" says them."""
    newly_real = [change for change in changes if change.importance is Importance.NEWLY_REAL]
    counts = {
        "real changes": newly_real, "revised figures": revised, "open questions": open_questions(figures),
        "uncertain figures": uncertain_headlines(figures),
    }  # fmt: skip
    for words, found in counts.items():
        yield _count(figures, words, len(found))
    targeted = [judged for judged in figures.released.judged.values() if judged.target is not None]
    if targeted:
        yield _count(figures, "indicators with a target", len(targeted))
        yield _count(figures, "indicators that meet it", sum(bool(judged.is_met) for judged in targeted))
        yield _count(figures, "indicators without a band", sum(judged.band is None for judged in targeted))
    for band, number in count_bands(targeted).items():
        yield _count(figures, f"{band.word} ({band.place} of {band.of})", number, "band")
    for entry, judged in (*works_well(figures)[:MOST], *to_work_on(figures)[:MOST]):
        others = others_of(entry, judged, headline_months(entry, figures.released)[-1].cell)
        if others is not None:
            code, month, window, breakdown, group = judged.key
            place = Place(code=code, month=month, window=window, breakdown=breakdown, group=group)
            row = row_of_cell(place, Cell(Kind.SHARE, *others, State.SHOWN), "remainder")
            yield from [row] if row else []


def _count(figures: Figures, words: str, number: int, breakdown: str = AT_A_GLANCE) -> Row:
    place = Place(
        code=OF_REPORT, month=str(figures.month), window=str(Window.SNAPSHOT), breakdown=breakdown, group=words
    )  # fmt: skip
    return row_at(place, AT_A_GLANCE, str(number), numerator=str(number))
