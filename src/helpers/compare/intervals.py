"""Intervals of chance: how far a figure may lie from what it stands for when nothing but chance moves it.

Shares by Wilson's interval, counts and rates by Byar's for 10 events or more and by the exact one below; differences by
Newcombe's square-and-add of the two. Source: publication, "Statistics"; PHEindicatormethods; Newcombe 1998, method 10.
A funnel's limits are exact, binomial for shares and Poisson's for rates. All of them take children or events to be
independent of one another; brothers and sisters, who come and go together, are allowed for in differences alone.
"""

from dataclasses import dataclass
from math import ceil, exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

import pandas as pd

from helpers.indicator import Indicator, Kind
from helpers.months import ReportingMonth
from helpers.results import ALL
from helpers.terms.codes import NOT_RECORDED

CONFIDENCE = 0.95
# The two pairs of limits of a funnel.
WARNING_LIMIT, CONTROL_LIMIT = 0.95, 0.998
FEWEST_FOR_BYAR = 10
PER_CENT, PER_10000 = 100, 10_000
DISTRICT = "district"
# Sums of decimals differ in their last digits: what lies nearer than this is alike.
ALIKE = 1e-9
_HALVINGS = 80


@dataclass(frozen=True)
class Interval:
    """From where to where, both ends in it; in the unit of the figure."""

    lower: float
    upper: float

    def holds(self, value: float) -> bool:
        """Whether a value lies in it; on an end is in."""
        return self.lower - ALIKE <= value <= self.upper + ALIKE


def wilson_interval(numerator: float, denominator: float, confidence: float = CONFIDENCE) -> Interval | None:
    """Wilson's interval of a share, in %; None where the denominator is 0.

    Raises ValueError where the numerator is no part of the denominator.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError("A share's numerator lies between 0 and its denominator.")
    if denominator == 0:
        return None
    z = _z(confidence)
    share = numerator / denominator
    middle = share + z * z / (2 * denominator)
    reach = z * sqrt(share * (1 - share) / denominator + z * z / (4 * denominator * denominator))
    whole = 1 + z * z / denominator
    lower = 0.0 if numerator == 0 else (middle - reach) / whole
    upper = 1.0 if numerator == denominator else (middle + reach) / whole
    return Interval(PER_CENT * lower, PER_CENT * upper)


def poisson_interval(count: float, confidence: float = CONFIDENCE) -> Interval:
    """The interval of a count, in children or events: exact below 10 events, Byar's from 10 on.

    The exact one is that of the chi-square quantiles, found here as the means under which so few, or so many, are only just
    to be expected. Raises ValueError for a count below 0.
    """
    if count < 0:
        raise ValueError("A count is not below 0.")
    if count >= FEWEST_FOR_BYAR:
        z = _z(confidence)
        more = count + 1
        lower = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3
        return Interval(lower, more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3)
    tail = (1 - confidence) / 2
    whole = round(count)
    lower = 0.0 if whole == 0 else _mean_that_gives(whole - 1, 1 - tail)
    return Interval(lower, _mean_that_gives(whole, tail))


def rate_interval(count: float, population: float, confidence: float = CONFIDENCE) -> Interval | None:
    """The interval of a rate, per 10,000, the population taken as known; None where that is 0."""
    if population <= 0:
        return None
    interval = poisson_interval(count, confidence)
    return Interval(PER_10000 * interval.lower / population, PER_10000 * interval.upper / population)


def interval_of(kind: Kind, numerator: float, denominator: float | None, confidence: float = CONFIDENCE) -> Interval | None:
    """The interval of a figure of some kind, in its unit; None for an average, whose spread no result gives."""
    if kind is Kind.COUNT:
        return poisson_interval(numerator, confidence)
    if kind is Kind.AVERAGE or denominator is None:
        return None
    return (wilson_interval if kind is Kind.SHARE else rate_interval)(numerator, denominator, confidence)


def difference_interval(
    now: float, now_interval: Interval, then: float, then_interval: Interval, together: float = 1
) -> Interval:
    """The interval of now less then, from the interval of each: Newcombe's, who squares and adds.

    In the unit of the figures, percentage points for shares. It takes the two for independent; where the same children
    stand in both, it is too wide, so that a difference is called real too seldom rather than too often.
    `together` is how many children come together, counted from one of them (the design effect of a sample in clusters):
    chance then moves a figure as it moves one of so many times fewer, and the interval reaches further by the root of it.
    """
    difference = now - then
    down = sqrt(together * ((now - now_interval.lower) ** 2 + (then_interval.upper - then) ** 2))
    up = sqrt(together * ((now_interval.upper - now) ** 2 + (then - then_interval.lower) ** 2))
    return Interval(difference - down, difference + up)


def funnel_limits(
    kind: Kind, whole_numerator: float, whole_denominator: float, denominator: float, confidence: float
) -> Interval | None:
    """Between which limits a part of such a denominator lies when it differs from the whole by chance alone.

    In % for shares and per 10,000 for rates: the smallest and the largest count that isn't outside, over the denominator. A
    count is outside where chance brings one so far out, or further, with less than half of what the confidence leaves:
    binomial chance for shares, Poisson's for rates. None for other kinds and for no denominator.

    Source: publication, "Statistics", on districts. Limits by Wilson's formula are more usual for shares; round an expected
    share near 0% or 100% they call far more than 5%, or 0.2%, of districts that are like the whole different from it.
    """
    if whole_denominator <= 0 or denominator <= 0:
        return None
    tail = (1 - confidence) / 2
    if kind is Kind.SHARE:
        size = max(1, round(denominator))
        (fewest, _), (most, _) = _within(size, whole_numerator / whole_denominator, tail)
        return Interval(PER_CENT * fewest / size, PER_CENT * most / size)
    if kind is not Kind.RATE:
        return None
    expected = denominator * whole_numerator / whole_denominator
    lower, upper = _quantile(expected, tail), _quantile(expected, 1 - tail)
    return Interval(PER_10000 * lower / denominator, PER_10000 * upper / denominator)


def smooth_share_limits(whole_numerator: float, whole_denominator: float, size: int, confidence: float) -> Interval | None:
    """The limits of a share, in %, as a curve over sizes may show them: without the steps of one child.

    Each lies between the last count within and the first outside, by where their chances stand about what the confidence
    leaves. So a count is outside the curve exactly where it is outside `funnel_limits`. None for no denominator.
    """
    if whole_denominator <= 0 or size <= 0:
        return None
    (fewest, less), (most, more) = _within(size, whole_numerator / whole_denominator, (1 - confidence) / 2)
    return Interval(max(0.0, PER_CENT * (fewest - less) / size), min(100.0, PER_CENT * (most + more) / size))


@dataclass(frozen=True)
class DistrictThatDiffers:
    """A district outside the limits of chance around the council's figure, in the figure's unit.

    `confidence` is 0.95 or 0.998, the furthest limits that it passes, and `limits` are those.
    """

    district: str
    value: float
    confidence: float
    limits: Interval
    is_higher: bool


def districts_that_differ(indicator: Indicator, results: pd.DataFrame, month: ReportingMonth) -> tuple[DistrictThatDiffers, ...]:
    """The districts whose headline share or rate lies outside the 95% or 99.8% limits of a funnel around the council's.

    By name: districts are never ranked. None for other kinds of figure, nor where there is no figure of the whole. Of 20
    districts that don't differ at most one or so passes the 95% limits by chance alone. The council's figure holds its
    districts', which makes the limits a little too wide.
    """
    is_asked = (results["code"] == indicator.code) & (results["window"] == str(indicator.headline))
    rows = results[is_asked & (results["month"] == str(month)) & results["value"].notna()]
    whole = rows[rows["breakdown"] == ALL]
    if len(whole) != 1 or indicator.kind not in (Kind.SHARE, Kind.RATE):
        return ()
    of_whole = (whole["numerator"].item(), whole["denominator"].item())
    districts = rows[(rows["breakdown"] == DISTRICT) & (rows["group"] != NOT_RECORDED)].sort_values("group")
    found = []
    for name, value, denominator in zip(districts["group"], districts["value"], districts["denominator"], strict=True):
        for confidence in (CONTROL_LIMIT, WARNING_LIMIT):
            limits = funnel_limits(indicator.kind, *of_whole, denominator, confidence)
            if limits and not limits.holds(value):
                found.append(DistrictThatDiffers(name, value, confidence, limits, value > limits.upper))
                break
    return tuple(found)


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _chance_of(count: int, mean: float) -> float:
    return exp(count * log(mean) - mean - lgamma(count + 1)) if mean > 0 else float(count == 0)


def _mean_that_gives(count: int, chance: float) -> float:
    """The Poisson mean under which at most so many come about with such a chance; halving, as the chance falls with it."""
    low, high = 0.0, count + 50.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if sum(_chance_of(each, middle) for each in range(count + 1)) > chance:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _quantile(mean: float, chance: float) -> int:
    """The smallest count that a Poisson number of such a mean does not exceed with at least such a chance."""
    count, so_far = 0, _chance_of(0, mean)
    last = mean + 20 * sqrt(mean) + 50
    while so_far < chance and count < last:
        count += 1
        so_far += _chance_of(count, mean)
    return count


def _within(size: int, share: float, tail: float) -> tuple[tuple[int, float], tuple[int, float]]:
    """The fewest and the most of so many that aren't outside; each with how far a curve lies on the way to the next outside."""
    share = min(share, 1.0)
    missing, beyond = _most_within(size, 1 - share, tail)
    return (size - missing, beyond), _most_within(size, share, tail)


def _most_within(size: int, share: float, tail: float) -> tuple[int, float]:
    """The largest count that a binomial number reaches with at least such a chance, and how far a curve lies beyond it.

    Summed from above, the smallest chances first, from a count so large that what lies above it is nothing beside a tail.
    """
    if share in (0, 1):
        return round(size * share), 0.0
    mean = size * share
    so_far = 0.0
    for count in range(min(size, ceil(mean + 10 * sqrt(mean * (1 - share))) + 40), 0, -1):
        chance = _binomial_chance_of(count, size, share)
        if so_far + chance >= tail * (1 - ALIKE):
            return count, max(0.0, (so_far + chance - tail) / chance)
        so_far += chance
    return 0, (1 - tail) / (1 - so_far)


def _binomial_chance_of(count: int, size: int, share: float) -> float:
    ways = lgamma(size + 1) - lgamma(count + 1) - lgamma(size - count + 1)
    return exp(ways + count * log(share) + (size - count) * log1p(-share))
