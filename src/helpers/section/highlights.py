"""The first screen: what works well and what is to be worked on, by the council's own targets and the verdicts on change."""

from markupsafe import Markup

from helpers.charts.series import Cell, headline_months
from helpers.commentary.figures import in_words
from helpers.commentary.judgement import say_direction, say_target
from helpers.compare.judged import Judged
from helpers.compare.real import Direction
from helpers.display import together
from helpers.indicator import Indicator, Kind, Polarity
from helpers.indicators import SECTIONS
from helpers.rounding import say_count, say_number, say_value
from helpers.section.figures import Figures
from helpers.section.glance import SCORECARD, say_no_targets
from helpers.section.links import link_to
from helpers.section.standing import show_band
from helpers.tables import heading_id

MOST = 5
RULE = (
    "Under “Working well” stands what meets the council's target and is in its best band, or has really become better; what has "
    "really become better comes first. Under “To work on” stands what misses its target and is in one of the two worst bands, or "
    "has really become worse; the worst band comes first, within it what has really become worse. Then they stand in the order "
    "of the report. What is hidden, uncertain or has no figure stands in neither list. The targets and bands are the council's "
    "own and no inspection judgement."
)


def show_highlights(figures: Figures) -> Markup:
    """Two lists of headline figures, at most five each; a sentence where the council has given no targets."""
    if not any(judged.target is not None for judged in figures.released.judged.values()):
        return Markup('<p class="note">{}</p>').format(say_no_targets(figures))
    lists = (_list("Working well", works_well(figures), figures), _list("To work on", to_work_on(figures), figures))
    return Markup('<div class="side-by-side">{}</div>').format(together(*lists))


def show_rule() -> Markup:
    """The rule that puts indicators on the two lists."""
    return Markup("<p>{}</p>").format(RULE)


def works_well(figures: Figures) -> list[tuple[Indicator, Judged]]:
    """What meets its target and is in the best band or has really become better; those that became better come first."""
    found = [pair for pair in _with_a_verdict_on_target(figures) if _works_well(pair[1])]
    return sorted(found, key=lambda pair: pair[1].verdict.direction is not Direction.BETTER)


def to_work_on(figures: Figures) -> list[tuple[Indicator, Judged]]:
    """What misses its target and is in one of the two worst bands or has really become worse; the worst band comes first."""
    found = [pair for pair in _with_a_verdict_on_target(figures) if _is_to_work_on(pair[1])]
    return sorted(found, key=lambda pair: _worst_first(pair[1]))


def _with_a_verdict_on_target(figures: Figures) -> list[tuple[Indicator, Judged]]:
    judged = figures.released.judged
    entries = [entry for section in SECTIONS for entry in section.indicators if entry.code in judged]
    return [(entry, judged[entry.code]) for entry in entries if judged[entry.code].is_met is not None]


def _works_well(judged: Judged) -> bool:
    is_best = judged.band is not None and judged.band.place == 1
    return bool(judged.is_met) and (is_best or judged.verdict.direction is Direction.BETTER)


def _is_to_work_on(judged: Judged) -> bool:
    is_low = judged.band is not None and judged.band.place >= judged.band.of - 1 and judged.band.place > 1
    return not judged.is_met and (is_low or judged.verdict.direction is Direction.WORSE)


def _worst_first(judged: Judged) -> tuple[int, bool]:
    """By how far the band is from the last of its bands; a figure without a band comes after them."""
    from_worst = judged.band.of - judged.band.place if judged.band else len(Direction)
    return from_worst, judged.verdict.direction is not Direction.WORSE


def _list(title: str, pairs: list[tuple[Indicator, Judged]], figures: Figures) -> Markup:
    heading = Markup('<h3 id="{}">{}</h3>').format(heading_id(title), title)
    if not pairs:
        return Markup("<div>{}</div>").format(
            together(heading, Markup("<p>No indicator with a target stands here this month.</p>"))
        )
    items = [_item(entry, judged, figures) for entry, judged in pairs[:MOST]]
    more = len(pairs) - MOST
    rest = Markup('<p class="note">And {} more in the <a href="#{}">table of all indicators</a>.</p>').format(more, SCORECARD)
    listed = Markup('<ul class="highlights">{}</ul>').format(Markup("").join(items))
    return Markup("<div>{}</div>").format(together(heading, listed, rest if more > 0 else Markup("")))


def _item(entry: Indicator, judged: Judged, figures: Figures) -> Markup:
    cell = headline_months(entry, figures.released)[-1].cell
    real = f", really {say_direction(entry, judged.verdict)}" if judged.verdict.is_real and judged.verdict.direction else ""
    words = f"{in_words(cell)}; target {say_target(entry, judged.target)}{real}.{_the_others(entry, judged, cell)}"
    return Markup("<li>{} {} {}</li>").format(link_to(entry), show_band(judged.band), words)


def others_of(entry: Indicator, judged: Judged, cell: Cell) -> tuple[float, float] | None:
    """How many a share leaves out, and of how many, where more would be better and it misses its target; else None."""
    if entry.kind is not Kind.SHARE or entry.polarity is not Polarity.HIGHER_IS_BETTER or judged.is_met or not cell.is_shown:
        return None
    return cell.denominator - cell.numerator, cell.denominator


def _the_others(entry: Indicator, judged: Judged, cell: Cell) -> str:
    """Those whom a share leaves out, in words: the other 21%."""
    others = others_of(entry, judged, cell)
    if others is None:
        return ""
    return f" The other {say_value(Kind.SHARE, *others)}: {say_count(others[0])} of {say_number(others[1])}."
