"""Sentences on whether a change is real, on the target, and on published figures: what was judged, in words.

A figure is "similar" unless its verdict says otherwise; a number of children or events is more or fewer, never better.
"""

from decimal import Decimal

from helpers.charts.series import Cell, headline_months
from helpers.commentary.sentence import COMPARISON, REAL, TARGET, Sentence
from helpers.compare.bands import Target
from helpers.compare.judged import Judged
from helpers.compare.published import Comparator
from helpers.compare.real import Direction, Verdict
from helpers.indicator import Indicator, Kind, Polarity, RealChange
from helpers.indicators import INDICATORS
from helpers.protect.released import Released
from helpers.rounding import SIGN_AFTER, decimals_of, exact, round_half_away, say_number, say_value_with_unit

SIMILAR = {
    RealChange.XMR: "Month by month it is similar to before, within what chance alone brings about.",
    RealChange.YEAR_APART: "It is similar to a year ago: chance alone could make the difference.",
}
# More decimals than this tell a figure from a target in no paper.
MOST_DECIMALS = 4
UNIT_OF_PUBLISHED = {"percent": "%", "per_10000": " per 10,000"}


def say_judgement(indicator: Indicator, released: Released) -> tuple[Sentence, ...]:
    """Whether the change is real, how the figure stands to its target, and what is published beside it; each if there is."""
    judged = released.judged.get(indicator.code)
    if judged is None:
        return ()
    cell = headline_months(indicator, released)[-1].cell
    real = _real(indicator, judged.verdict) if cell.is_shown else None
    sentences = [real, _target(indicator, judged, cell), _comparison(judged.comparators)]
    return tuple(sentence for sentence in sentences if sentence)


def say_target(indicator: Indicator, target: Target) -> str:
    """A target with its unit, as the council wrote it: 9% or 8.25%."""
    decimals = max(0, -Decimal(repr(float(target.target))).normalize().as_tuple().exponent)
    return say_number(exact(float(target.target)), decimals) + SIGN_AFTER.get(indicator.kind, "")


def say_published(comparator: Comparator) -> str:
    """A published figure with its unit, as published: 10%, 64.8 per 10,000, 1,699."""
    return _plain(comparator.value) + UNIT_OF_PUBLISHED.get(comparator.unit, "")


def _real(indicator: Indicator, verdict: Verdict) -> Sentence | None:
    rests_on = tuple((each.month, each.code) for each in verdict.rests_on)
    if verdict.flows:
        said = [f"{_in_sentence(INDICATORS[flow.code].title)}, {_flow(INDICATORS[flow.code], flow)}" for flow in verdict.flows]
        return Sentence(REAL, f"Whether it really changes is seen in its flow: {'; '.join(said)}.", rests_on)
    if verdict.kind is RealChange.NONE:
        return None
    if verdict.is_real is None:
        return Sentence(REAL, f"Whether it has really changed can't be told: {verdict.because}.", rests_on)
    if not verdict.is_real:
        return Sentence(REAL, SIMILAR[verdict.kind], rests_on)
    direction = say_direction(indicator, verdict)
    if verdict.kind is RealChange.YEAR_APART:
        return Sentence(REAL, f"It is really {direction} than a year ago: chance alone would not make the difference.", rests_on)
    return Sentence(REAL, f"Month by month it is really {direction} than before: {verdict.because}.", rests_on)


def say_direction(indicator: Indicator, verdict: Verdict) -> str:
    """Which way a real change went: better or worse of a share or rate, higher or lower, of a number more or fewer."""
    if indicator.kind is not Kind.COUNT:
        return str(verdict.direction)
    rises = verdict.direction is Direction.HIGHER or (
        verdict.direction in (Direction.BETTER, Direction.WORSE)
        and (verdict.direction is Direction.BETTER) == (indicator.polarity is Polarity.HIGHER_IS_BETTER)
    )
    return "more" if rises else "fewer"


def _flow(entry: Indicator, verdict: Verdict) -> str:
    if verdict.is_real is None:
        return f"of which nothing can be told ({verdict.because})"
    return f"really {say_direction(entry, verdict)} than before" if verdict.is_real else "similar to before"


def _target(indicator: Indicator, judged: Judged, cell: Cell) -> Sentence | None:
    target = judged.target
    if target is None:
        return None
    wanted = say_target(indicator, target)
    if judged.is_met is None:
        return Sentence(TARGET, f"The council's target for {target.financial_year} is {wanted}.")
    extra = decimals_to_tell(cell, target, is_met=judged.is_met)
    figure = say_value_with_unit(cell.kind, cell.numerator, cell.denominator, extra_decimals=extra)
    meets = "meets" if judged.is_met else "does not meet"
    text = f"At {figure} it {meets} the council's target for {target.financial_year}, {wanted}"
    if judged.band is not None:
        text += f", and is in the band “{judged.band.word}” ({judged.band.place} of {judged.band.of})"
    return Sentence(TARGET, f"{text}.", ((target.financial_year, wanted),))


def decimals_to_tell(cell: Cell, target: Target, *, is_met: bool) -> int:
    """How many decimals more a figure needs, so that as shown it says of the target what the unrounded figure does."""
    usual = decimals_of(cell.kind, cell.denominator)
    for extra in range(MOST_DECIMALS):
        if target.reaches(float(round_half_away(cell.exact, usual + extra)), target.target) == is_met:
            return extra
    return MOST_DECIMALS


def _comparison(comparators: tuple[Comparator, ...]) -> Sentence | None:
    if not comparators:
        return None
    said = [f"{_whose(each)} {say_published(each)} ({each.period})" for each in comparators]
    near = next((each.difference_in_words for each in comparators if each.is_near), "")
    text = f"Published: {', '.join(said)}." + (f" They differ from ours: {near.rstrip('.')}." if near else "")
    return Sentence(COMPARISON, text, tuple((each.period, say_published(each)) for each in comparators))


def _whose(comparator: Comparator) -> str:
    if comparator.level == "neighbours":
        return f"statistical neighbours, mean of {comparator.n}, list of {comparator.neighbours_edition},"
    rank = f", rank {comparator.rank} of {comparator.rank_of}, quartile {comparator.quartile}," if comparator.rank else ""
    return f"{comparator.name}{rank}"


def _plain(number: float) -> str:
    decimals = 0 if exact(number).denominator == 1 else 1
    return say_number(exact(number), decimals)


def _in_sentence(words: str) -> str:
    return words[:1].lower() + words[1:]
