"""Sentences on whether a change is real, on the target, and on published figures: what was judged, in words.

A figure is "similar" unless its verdict says otherwise; a number of children or events is more or fewer, never better.
"""

from helpers.charts.series import Cell, headline_months
from helpers.commentary.figures import n_of_d
from helpers.commentary.sentence import COMPARISON, REAL, TARGET, RestsOn, Role, Sentence, say_list
from helpers.compare.bands import Target
from helpers.compare.judged import Judged
from helpers.compare.published import Comparator
from helpers.compare.real import Direction, Verdict
from helpers.indicator import Indicator, Kind, Polarity, RealChange
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth, Window
from helpers.protect.released import Released
from helpers.rounding import SIGN_AFTER, decimals_of, round_half_away, say_as_published, say_as_set, say_value_with_unit

# More decimals than this tell a figure from a target in no paper.
MOST_DECIMALS = 4
RISES = {"more": "risen", "higher": "risen", "fewer": "fallen", "lower": "fallen"}
UNIT_OF_PUBLISHED = {"percent": "%", "per_10000": " per 10,000"}
BY_MONTH = "looked at month by month,"
SIMILAR_MONTH = "is similar to the months before: the difference is small enough to be chance"
SIMILAR_MONTHS = f"{BY_MONTH} it is similar to before: the differences are small enough to be chance"
SIMILAR_YEAR = "it is similar to a year ago: the difference is small enough to be chance"
NOT_AS_OURS = "They are not counted quite as ours is: the note on the published figures says what differs."
NOT_BY_CHANCE = "the difference is larger than chance alone would make it"


def say_judgement(indicator: Indicator, released: Released, change: Sentence | None = None) -> tuple[Sentence, ...]:
    """Whether the change is real, how the figure stands to its target, and what is published beside it; each if there is.

    `change` is the sentence said before, which may leave nothing to say of a year ago. Nothing is judged of an uncertain figure.
    """
    judged = released.judged.get(indicator.code)
    if judged is None:
        return ()
    cell = headline_months(indicator, released)[-1].cell
    real = say_real(indicator, judged.verdict, change) if cell.is_certain and not _is_said(judged.verdict, change) else None
    sentences = [real, _target(indicator, judged, cell), _comparison(indicator, judged.comparators)]
    return tuple(sentence for sentence in sentences if sentence)


def say_target(indicator: Indicator, target: Target) -> str:
    """A target with its unit, as the council wrote it: 9% or 8.25%."""
    return say_as_set(target.target) + SIGN_AFTER.get(indicator.kind, "")


def say_published(comparator: Comparator) -> str:
    """A published figure with its unit, as published: 10%, 64.8 per 10,000, 1,699."""
    return say_as_published(comparator.value, are_whole=comparator.are_whole) + UNIT_OF_PUBLISHED.get(comparator.unit, "")


def say_real(indicator: Indicator, verdict: Verdict, change: Sentence | None = None) -> Sentence | None:
    """Whether a change is real, or why that can't be told; None where no verdict is asked for."""
    rests_on = tuple(each for one in (verdict, *verdict.flows) for each in _rests_on(one))
    if verdict.flows:
        return Sentence(REAL, f"{BY_MONTH.capitalize()} {_flows(verdict.flows)}.", rests_on)
    if verdict.kind is RealChange.NONE:
        return None
    if verdict.is_real is None:
        return Sentence(REAL, f"We can't tell whether this is a real change: {verdict.because}.", rests_on)
    text = _by_months(indicator, verdict) if verdict.kind is RealChange.XMR else _by_year(indicator, verdict)
    if not verdict.is_real and change is not None and change.is_remarkable:
        text = f"even so, {text}"
    return Sentence(REAL, f"{text[:1].upper()}{text[1:]}.", rests_on)


def say_direction(indicator: Indicator, verdict: Verdict) -> str:
    """Which way a real change went: better or worse of a share or rate, higher or lower, of a number more or fewer."""
    if indicator.kind is not Kind.COUNT:
        return str(verdict.direction)
    rises = verdict.direction is Direction.HIGHER or (
        verdict.direction in (Direction.BETTER, Direction.WORSE)
        and (verdict.direction is Direction.BETTER) == (indicator.polarity is Polarity.HIGHER_IS_BETTER)
    )
    return "more" if rises else "fewer"


def _is_said(verdict: Verdict, change: Sentence | None) -> bool:
    """Whether the change from a year ago, which is none, was said already: a figure alike needs no chance to explain it."""
    is_alike = verdict.kind is RealChange.YEAR_APART and verdict.is_real is False and verdict.difference == 0
    return is_alike and change is not None and any(each.role is Role.YEAR_AGO for each in change.rests_on)


def _rests_on(verdict: Verdict) -> tuple[RestsOn, ...]:
    return tuple(
        RestsOn(
            role=Role.JUDGED,
            code=each.code,
            period=each.month,
            window=each.window,
            breakdown=each.breakdown,
            group=each.group,
        )
        for each in verdict.rests_on
    )


def _by_months(indicator: Indicator, verdict: Verdict) -> str:
    """A verdict on monthly figures: the headline's own, or those behind a headline of 12 months."""
    is_monthly = indicator.headline is Window.MONTH
    if not verdict.is_real:
        return f"{ReportingMonth.read(verdict.month).words} {SIMILAR_MONTH}" if is_monthly else SIMILAR_MONTHS
    return f"{'' if is_monthly else f'{BY_MONTH} '}{_way(indicator, verdict)}: {verdict.because}"


def _by_year(indicator: Indicator, verdict: Verdict) -> str:
    """A verdict on the change from a year earlier."""
    if not verdict.is_real:
        return SIMILAR_YEAR
    return f"{_way(indicator, verdict)} since a year ago: {NOT_BY_CHANCE}"


def _way(indicator: Indicator, verdict: Verdict) -> str:
    """Which way a real change went, as the words that a sentence begins with: a number rises or falls."""
    direction = say_direction(indicator, verdict)
    if direction in (Direction.BETTER, Direction.WORSE):
        return f"it has really become {direction}"
    return f"{'the number' if indicator.kind is Kind.COUNT else 'it'} has really {RISES[direction]}"


def _flows(verdicts: tuple[Verdict, ...]) -> str:
    """The flows of a stock: whether those who come, or go, are more or fewer than before; in one where all are similar."""
    titles = [INDICATORS[one.code].title for one in verdicts]
    titles = [f"{title[:1].lower()}{title[1:]}" for title in titles]
    if len(titles) > 1 and all(one.is_real is False for one in verdicts):
        return f"the numbers behind it are similar to before: {', and '.join(titles)}"
    return say_list([_flow(title, one) for title, one in zip(titles, verdicts, strict=True)])


def _flow(title: str, verdict: Verdict) -> str:
    if verdict.is_real is None:
        return f"we can't tell of {title} ({verdict.because})"
    if verdict.is_real:
        return f"{title} have really {RISES[say_direction(INDICATORS[verdict.code], verdict)]} in number ({verdict.because})"
    return f"{title} are similar in number to before"


def _target(indicator: Indicator, judged: Judged, cell: Cell) -> Sentence | None:
    target = judged.target
    if target is None:
        return None
    wanted = say_target(indicator, target)
    rests_on = [RestsOn(role=Role.TARGET, code=indicator.code, period=target.financial_year, shown=wanted)]
    if judged.is_met is None:
        return Sentence(TARGET, f"The council's target for {target.financial_year} is {wanted}.", tuple(rests_on))
    extra = decimals_to_tell(cell, target, is_met=judged.is_met)
    figure = say_value_with_unit(cell.kind, cell.numerator, cell.denominator, extra_decimals=extra)
    figure += f" ({n_of_d(cell)})" if cell.is_few else ""
    # The figure was said before; it is said again where its rounding would deny what is said of it.
    it = f"At {figure} it" if extra else "It"
    text = f"{it} {'meets' if judged.is_met else 'does not meet'} the council's target for {target.financial_year} ({wanted})"
    if judged.band is not None:
        text += f", and is in the band “{judged.band.word}” ({judged.band.place} of {judged.band.of})"
    code, month, window, breakdown, group = judged.key
    now = RestsOn(role=Role.NOW, code=code, period=month, window=window, breakdown=breakdown, group=group, shown=figure)
    return Sentence(TARGET, f"{text}.", (*rests_on, now))


def decimals_to_tell(cell: Cell, target: Target, *, is_met: bool) -> int:
    """How many decimals more a figure needs, so that as shown it says of the target what the unrounded figure does."""
    usual = decimals_of(cell.kind, cell.denominator)
    for extra in range(MOST_DECIMALS):
        if target.reaches(float(round_half_away(cell.exact, usual + extra)), target.target) == is_met:
            return extra
    return MOST_DECIMALS


def _comparison(indicator: Indicator, comparators: tuple[Comparator, ...]) -> Sentence | None:
    """What is published, those of one period together: no more or less than the figures, their periods and their difference."""
    if not comparators:
        return None
    periods = dict.fromkeys(each.period for each in comparators)
    said = [f"{_for(period)}: {say_list([_one(each) for each in comparators if each.period == period])}" for period in periods]
    text = f"Published {'; '.join(said)}." + (f" {NOT_AS_OURS}" if any(each.is_near for each in comparators) else "")
    rests_on = [
        RestsOn(role=Role.PUBLISHED, code=indicator.code, period=each.period, group=each.name, shown=say_published(each))
        for each in comparators
    ]
    return Sentence(COMPARISON, text, tuple(rests_on))


def _for(period: str) -> str:
    return f"for {'' if period[:1].isdigit() else 'the '}{period}"


def _one(comparator: Comparator) -> str:
    if comparator.level == "neighbours":
        whose = f"the mean of {comparator.n} statistical neighbours (list of {comparator.neighbours_edition})"
    else:
        whose = comparator.name
    rank = f" (rank {comparator.rank} of {comparator.rank_of}, quartile {comparator.quartile})" if comparator.rank else ""
    return f"{whose} {say_published(comparator)}{rank}"
