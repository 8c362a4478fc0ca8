"""Whether a change is real, or no more than chance: the verdict that each indicator's `real_change` asks for.

Source: definitions, "Indicators"; publication, "Statistics". A verdict says that a figure has changed, never
why. Better and worse are said of a real change only, and only where the polarity says which way is better.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import fsum, isnan

import pandas as pd

from helpers.compare.breaks import NO_BREAKS, Breaks
from helpers.compare.intervals import (
    PER_CENT,
    WARNING_LIMIT,
    Interval,
    difference_interval,
    funnel_limits,
    interval_of,
)
from helpers.compare.process import (
    ProcessLimits,
    Rule,
    Signal,
    process_limits,
    signals_at_the_end,
)
from helpers.errors import NotAvailable
from helpers.indicator import Indicator, Kind, Polarity, RealChange
from helpers.months import ReportingMonth, Window
from helpers.results import ALL, FIGURES, KEY

# Below this many a month, counted or not counted, chance itself makes runs and leaps: most months of 0 or 1, or of 100%.
# From 3 on about 2 verdicts in 100 are false; of counts of 1 a month 7, of less than 1 every third.
FEWEST_A_MONTH = 3
# Whole families are referred and helped, and put on a plan: the codes that begin so, and how many children come together,
# counted from one of them. Of families with children 44 in 100 have 1 child, 41 have 2 and 15 have 3 or more (Office for
# National Statistics, Families and households in the UK, 2024), so that a child has 1 brother or sister on average.
COME_AS_FAMILIES = ("REF", "CIN", "CP")
CHILDREN_TOGETHER = 2
# The starters and leavers by which a stock is judged.
FLOWS = {"CLA": ("CLA_START", "CLA_CEASE"), "CP": ("CP_START",)}

NO_FIGURE = "there is no figure for the month"
NO_FIGURE_THEN = "there is no figure for the same month last year"
TOO_FEW_CHILDREN = "there are too few children or events a month"
NO_SPREAD = "it is not known how far a figure like this moves by chance"
NOT_ASKED = "no verdict is given on this indicator"
ACROSS_A_BREAK = "the way of counting changed within the last 12 months"
BY_ITS_FLOWS = "judged by those who start and those who leave"
NO_RULE = "within what chance alone brings about"
DIFFERS = "further from a year ago than chance alone brings about"
MAY_NOT_DIFFER = "no further from a year ago than chance alone may bring about"


class Direction(StrEnum):
    """Which way a figure has gone; better and worse only where the polarity says which is which."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    SAME = "the same"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of results: its key, numerator, denominator (NaN for a count) and unrounded value (NaN where it has none)."""

    code: str
    month: str
    window: str
    breakdown: str
    group: str
    numerator: float
    denominator: float
    value: float


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether a figure's change is real, and what that rests on.

    `is_real` is None where nothing is judged; `because` says in words which rule fired, or why there is no verdict. Without
    a real change `direction` is None; but a stock's says how it stands beside a year ago, though itself it is not judged.
    `mean` and `limits` are of the monthly values, `difference` and `interval` of the change from a year ago, in the unit of
    the figure (percentage points for shares); `flows` are the verdicts that a stock is judged by. It may be shown only where
    every figure it `rests_on` may be.
    """

    code: str
    month: str
    kind: RealChange
    is_real: bool | None
    because: str
    direction: Direction | None = None
    rests_on: tuple[Figure, ...] = ()
    mean: float | None = None
    limits: Interval | None = None
    difference: float | None = None
    interval: Interval | None = None
    flows: tuple["Verdict", ...] = ()


def direction_of(difference: float, polarity: Polarity) -> Direction:
    """Which way a difference goes, above 0 being higher; better or worse where the polarity says so."""
    if difference == 0:
        return Direction.SAME
    if polarity is Polarity.CONTEXT_ONLY:
        return Direction.HIGHER if difference > 0 else Direction.LOWER
    return Direction.BETTER if (difference > 0) == (polarity is Polarity.HIGHER_IS_BETTER) else Direction.WORSE


def judge_change(
    indicator: Indicator, results: pd.DataFrame, month: ReportingMonth, breaks: Breaks = NO_BREAKS, group: str | None = None
) -> Verdict:
    """The verdict on an indicator's headline figure in a month, or on a group of the headline's breakdown.

    `results` holds the months up to it, those of the flows too where it is a stock; rows of later months are not looked at.
    Nothing is compared across a break. Raises nothing for want of figures: the verdict then says why there is none.
    """
    breakdown = indicator.headline_breakdown.name if indicator.headline_breakdown else ALL
    place = (breakdown, group or indicator.headline_group or ALL)
    if indicator.real_change is RealChange.XMR:
        figures = _figures(indicator.code, results, month, Window.MONTH, place)
        return judge_months(_since_break(figures, breaks), indicator.kind, indicator.polarity, indicator.code, month)
    if indicator.real_change is RealChange.NONE:
        return Verdict(code=indicator.code, month=str(month), kind=RealChange.NONE, is_real=None, because=NOT_ASKED)
    figures = _figures(indicator.code, results, month, indicator.headline, place)
    is_broken = breaks.between(indicator.code, month.plus(-12), month) is not None
    if indicator.real_change is RealChange.YEAR_APART:
        together = CHILDREN_TOGETHER if _group_of(indicator.code) in COME_AS_FAMILIES else 1
        asked = (figures, indicator.kind, indicator.polarity, indicator.code, month)
        return judge_year_apart(*asked, is_broken=is_broken, together=together)
    flows = tuple(_judge_flow(code, results, month, breaks) for code in FLOWS[_group_of(indicator.code)])
    return _judge_stock(indicator.code, figures, month, flows, is_broken=is_broken)


def judge_months(figures: Sequence[Figure], kind: Kind, polarity: Polarity, code: str, month: ReportingMonth) -> Verdict:
    """Return the verdict of the XmR chart on the last of some monthly figures, oldest first and no break among them.

    A month without a value, or without a row, ends every run of months. At least 12 values and 11 pairs of neighbouring
    months, and on average 3 children or events a month, of a share 3 on either side: fewer are not judged (a balance, which
    may be below 0, is). A month outside the limits, or near one, whose own denominator is so small that chance alone may put
    it there, is no signal either. Seasons are not allowed for: a low August is low. The direction is that of the first rule,
    in the order of `Rule`, where several fire.
    """
    given = tuple(figure for figure in figures if not isnan(figure.value))

    def unjudged(because: str) -> Verdict:
        return Verdict(code=code, month=str(month), kind=RealChange.XMR, is_real=None, because=because, rests_on=given)

    if not given or given[-1].month != str(month):
        return unjudged(NO_FIGURE)
    values = _month_by_month(given)
    try:
        limits = process_limits(values)
    except NotAvailable as why:
        return unjudged(str(why))
    if not _has_enough(given, kind):
        return unjudged(TOO_FEW_CHILDREN)
    signals = [each for each in signals_at_the_end(values, limits) if not _is_by_chance(each, given[-1], limits, kind)]
    return Verdict(
        code=code,
        month=str(month),
        kind=RealChange.XMR,
        is_real=bool(signals),
        because=" and ".join(each.words for each in signals) or NO_RULE,
        direction=direction_of(signals[0].side, polarity) if signals else None,
        rests_on=given,
        mean=limits.mean,
        limits=_cut(limits, [figure.value for figure in given], kind),
    )


def judge_year_apart(
    figures: Sequence[Figure],
    kind: Kind,
    polarity: Polarity,
    code: str,
    month: ReportingMonth,
    *,
    is_broken: bool = False,
    together: float = 1,
) -> Verdict:
    """The verdict on a month's figure and that of 12 months earlier: real where the interval of their difference leaves out 0.

    95%: shares by Newcombe's interval, counts and rates by the same of two Poisson numbers; averages, whose spread no result
    gives, are not judged. Many children stand in both months. The interval takes the two for independent, so it is wider
    than it need be: the verdict is cautious, and misses changes rather than make them up. `together` as in
    `difference_interval`: how many brothers and sisters come and go together, or share an answer.
    """
    now, then = _at(figures, month), _at(figures, month.plus(-12))
    both = tuple(figure for figure in (then, now) if figure is not None)
    judged = Verdict(code=code, month=str(month), kind=RealChange.YEAR_APART, is_real=None, because=NO_SPREAD, rests_on=both)
    if now is None or then is None or is_broken:
        return replace(judged, because=NO_FIGURE if now is None else ACROSS_A_BREAK if is_broken else NO_FIGURE_THEN)
    intervals = [_interval(figure, kind) for figure in (now, then)]
    if intervals[0] is None or intervals[1] is None:
        return judged
    interval = difference_interval(now.value, intervals[0], then.value, intervals[1], together)
    is_real = not interval.holds(0)
    return replace(
        judged,
        is_real=is_real,
        because=DIFFERS if is_real else MAY_NOT_DIFFER,
        direction=direction_of(now.value - then.value, polarity) if is_real else None,
        difference=now.value - then.value,
        interval=interval,
    )


def _figures(code: str, results: pd.DataFrame, month: ReportingMonth, window: Window, place: tuple[str, str]) -> list[Figure]:
    """The figures of one series up to a month, oldest first."""
    own = results.loc[results["code"] == code, [*KEY, *FIGURES]]
    is_asked = (own["window"] == str(window)) & (own["month"] <= str(month))
    is_asked &= (own["breakdown"] == place[0]) & (own["group"] == place[1])
    rows = own[is_asked].sort_values("month")
    return [Figure(**row) for row in rows.to_dict("records")]


def _group_of(code: str) -> str:
    return code.partition("_")[0]


def _month(figure: Figure) -> ReportingMonth:
    return ReportingMonth.read(figure.month)


def _at(figures: Sequence[Figure], month: ReportingMonth) -> Figure | None:
    return next((each for each in figures if each.month == str(month) and not isnan(each.value)), None)


def _month_by_month(figures: Sequence[Figure]) -> list[float]:
    """The values of every month from the first figure's to the last one's; NaN where there is no figure."""
    values = {figure.month: figure.value for figure in figures}
    first, last = _month(figures[0]), _month(figures[-1])
    count = 12 * (last.year - first.year) + last.number - first.number + 1
    return [values.get(str(month), float("nan")) for month in last.back_to(count)]


def _has_enough(figures: Sequence[Figure], kind: Kind) -> bool:
    counted = fsum(figure.numerator for figure in figures)
    if kind is Kind.SHARE:
        counted = min(counted, fsum(figure.denominator - figure.numerator for figure in figures))
    is_balance = any(figure.numerator < 0 for figure in figures)
    return is_balance or counted >= FEWEST_A_MONTH * len(figures)


def _is_by_chance(signal: Signal, last: Figure, limits: ProcessLimits, kind: Kind) -> bool:
    """Whether a signal rests on the last month's place alone, and its share is of too few for that to say anything."""
    if kind is not Kind.SHARE or signal.rule not in (Rule.OUTSIDE, Rule.TWO_OF_THREE):
        return False
    mean = min(max(limits.mean, 0.0), float(PER_CENT))
    by_chance = funnel_limits(kind, mean, PER_CENT, last.denominator, WARNING_LIMIT)
    return by_chance is not None and by_chance.holds(last.value)


def _cut(limits: ProcessLimits, values: Sequence[float], kind: Kind) -> Interval:
    """The limits, cut where no figure can lie: below 0 (but of a balance), and above 100%."""
    lower = limits.lower if min(values) < 0 else max(limits.lower, 0.0)
    return Interval(lower, min(limits.upper, float(PER_CENT)) if kind is Kind.SHARE else limits.upper)


def _interval(figure: Figure, kind: Kind) -> Interval | None:
    is_whole = figure.numerator >= 0 and (kind is not Kind.SHARE or figure.numerator <= figure.denominator)
    return interval_of(kind, figure.numerator, figure.denominator) if is_whole else None


def _judge_flow(code: str, results: pd.DataFrame, month: ReportingMonth, breaks: Breaks) -> Verdict:
    """The verdict on a flow, a count for context."""
    figures = _figures(code, results, month, Window.MONTH, (ALL, ALL))
    return judge_months(_since_break(figures, breaks), Kind.COUNT, Polarity.CONTEXT_ONLY, code, month)


def _since_break(figures: Sequence[Figure], breaks: Breaks) -> list[Figure]:
    return [each for each in figures if breaks.between(each.code, _month(each), _month(figures[-1])) is None]


def _judge_stock(
    code: str, figures: Sequence[Figure], month: ReportingMonth, flows: tuple[Verdict, ...], *, is_broken: bool
) -> Verdict:
    """How a stock stands beside a year ago, which isn't judged, and the verdicts on its flows."""
    now, then = _at(figures, month), _at(figures, month.plus(-12))
    difference = None if now is None or then is None or is_broken else now.value - then.value
    return Verdict(
        code=code,
        month=str(month),
        kind=RealChange.FLOWS,
        is_real=None,
        because=BY_ITS_FLOWS,
        direction=None if difference is None else direction_of(difference, Polarity.CONTEXT_ONLY),
        rests_on=tuple(figure for figure in (then, now) if figure is not None),
        difference=difference,
        flows=flows,
    )
