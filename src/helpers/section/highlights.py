"""The first screen: what works well and what is to be worked on, by the council's own targets and the verdicts on change."""

from markupsafe import Markup

from helpers.charts.series import Cell, headline_months
from helpers.commentary.judgement import say_direction, say_target
from helpers.compare.judged import Judged
from helpers.compare.real import Direction
from helpers.display import together
from helpers.indicator import Indicator, Kind, Polarity
from helpers.indicators import SECTIONS
from helpers.pages import PAGE_OF
from helpers.rounding import say_count, say_number, say_value
from helpers.section.figures import Figures
from helpers.section.standing import show_band
from helpers.tables import heading_id

MOST = 8
RULE = (
    "Under “Working well” stands what meets the council's target and is in its best band, or has really become better; "
    "under “To work on” what misses its target and is in one of the two worst bands, or has really become worse. "
    "The worst come first, then the order of the report. The targets and bands are the council's own and no inspection judgement."
)


def show_highlights(figures: Figures) -> Markup:
    """Two lists of headline figures, at most eight each, and the rule that put them there."""
    judged = [(entry, figures.released.judged.get(entry.code)) for section in SECTIONS for entry in section.indicators]
    targeted = [(entry, one) for entry, one in judged if one is not None and one.is_met is not None]
    well = [(entry, one) for entry, one in targeted if _works_well(one)]
    to_do = sorted(((entry, one) for entry, one in targeted if _is_to_work_on(one)), key=lambda pair: _worst_first(pair[1]))
    if not targeted:
        return Markup('<p class="note">The council has given no targets, so nothing is put forward here.</p>')
    return together(
        _list("Working well", well, figures), _list("To work on", to_do, figures), Markup('<p class="note">{}</p>').format(RULE)
    )


def _works_well(judged: Judged) -> bool:
    is_best = judged.band is not None and judged.band.place == 1
    return bool(judged.is_met) and (is_best or judged.verdict.direction is Direction.BETTER)


def _is_to_work_on(judged: Judged) -> bool:
    is_low = judged.band is not None and judged.band.place >= judged.band.of - 1 and judged.band.place > 1
    return not judged.is_met and (is_low or judged.verdict.direction is Direction.WORSE)


def _worst_first(judged: Judged) -> tuple[int, bool]:
    place = judged.band.place if judged.band else 0
    return -place, judged.verdict.direction is not Direction.WORSE


def _list(title: str, pairs: list[tuple[Indicator, Judged]], figures: Figures) -> Markup:
    heading = Markup('<h3 id="{}">{}</h3>').format(heading_id(title), title)
    if not pairs:
        return together(heading, Markup("<p>No indicator with a target stands here this month.</p>"))
    items = [_item(entry, judged, figures) for entry, judged in pairs[:MOST]]
    more = len(pairs) - MOST
    rest = Markup('<p class="note">And {} more, in the table below.</p>').format(more) if more > 0 else Markup("")
    return together(heading, Markup('<ul class="highlights">{}</ul>').format(Markup("").join(items)), rest)


def _item(entry: Indicator, judged: Judged, figures: Figures) -> Markup:
    cell = headline_months(entry, figures.released)[-1].cell
    key = next(section.key for section in SECTIONS if entry in section.indicators)
    href = f"{PAGE_OF[key].file}#{heading_id(entry.title)}"
    real = f", really {say_direction(entry, judged.verdict)}" if judged.verdict.is_real and judged.verdict.direction else ""
    words = f"{cell.in_full}; target {say_target(entry, judged.target)}{real}.{_the_others(entry, judged, cell)}"
    return Markup('<li><a href="{}">{}</a> {} {}</li>').format(href, entry.title, words, show_band(judged.band))


def _the_others(entry: Indicator, judged: Judged, cell: Cell) -> str:
    """How many a share leaves out, where more would be better and it misses its target: the other 21%."""
    if entry.kind is not Kind.SHARE or entry.polarity is not Polarity.HIGHER_IS_BETTER or judged.is_met or not cell.is_shown:
        return ""
    left = cell.denominator - cell.numerator
    return f" The other {say_value(Kind.SHARE, left, cell.denominator)}: {say_count(left)} of {say_number(cell.denominator)}."
