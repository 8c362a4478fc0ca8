"""The XmR chart: the limits within which a process moves by itself, and the four rules that say it has changed.

Limits and rules are those of NHSRplotthedots. Source: publication, "Statistics". The values are monthly ones (the window
`month`): rolling ones share eleven twelfths of their children, and would signal change that is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, takewhile
from math import fsum, isnan

from helpers.compare.intervals import ALIKE
from helpers.errors import NotAvailable

FEWEST_POINTS = 12
# Without gaps 12 values have so many; where every second month had none, no range would be left to tell chance by.
FEWEST_RANGES = 11
TO_LIMIT = 2.66
SCREENED_ABOVE = 3.267
RUN = 7
TOO_FEW_MONTHS = "there are too few months"
TOO_MANY_GAPS = "too many months have no figure"


class Rule(StrEnum):
    """The four rules, in the order in which they are said where several fire."""

    OUTSIDE = "outside the limits"
    RUN = "7 months in a row on one side of the mean"
    TREND = "7 months in a row rising or falling"
    TWO_OF_THREE = "2 of 3 months near one limit"


_WORDS = {
    (Rule.OUTSIDE, 1): "this month is further above the average than chance alone would take it",
    (Rule.OUTSIDE, -1): "this month is further below the average than chance alone would take it",
    (Rule.RUN, 1): "each of the last 7 months is above the average",
    (Rule.RUN, -1): "each of the last 7 months is below the average",
    (Rule.TREND, 1): "each of the last 6 months was higher than the one before",
    (Rule.TREND, -1): "each of the last 6 months was lower than the one before",
    (Rule.TWO_OF_THREE, 1): "2 of the last 3 months are far above the average",
    (Rule.TWO_OF_THREE, -1): "2 of the last 3 months are far below the average",
}


@dataclass(frozen=True)
class ProcessLimits:
    """Mean and limits of a process, in the unit of its values; the limits are not cut at 0 or 100%."""

    mean: float
    mean_moving_range: float

    @property
    def lower(self) -> float:
        """The lower limit."""
        return self.mean - TO_LIMIT * self.mean_moving_range

    @property
    def upper(self) -> float:
        """The upper limit."""
        return self.mean + TO_LIMIT * self.mean_moving_range

    def side(self, value: float) -> int:
        """1 above the mean, -1 below it, 0 on it."""
        return 0 if abs(value - self.mean) <= ALIKE else 1 if value > self.mean else -1

    def is_outside(self, value: float) -> bool:
        """Whether a value lies beyond a limit; on it is within."""
        return abs(value - self.mean) > TO_LIMIT * self.mean_moving_range + ALIKE

    def is_in_outer_third(self, value: float) -> bool:
        """Whether a value lies more than two thirds of the way to a limit, and not beyond it."""
        return not self.is_outside(value) and abs(value - self.mean) > TO_LIMIT * self.mean_moving_range * 2 / 3 + ALIKE


@dataclass(frozen=True)
class Signal:
    """A rule that fired at the last month, and on which side: 1 higher, -1 lower."""

    rule: Rule
    side: int

    @property
    def words(self) -> str:
        """The rule in words, with its side."""
        return _WORDS[self.rule, self.side]


def process_limits(values: Sequence[float]) -> ProcessLimits:
    """Return the mean and limits of monthly values, oldest first; a month without a figure is NaN.

    Moving ranges lie between neighbouring months, none across a month without a figure. Those above 3.267 times their mean
    are left out of it, once. Raises NotAvailable below 12 values, or below 11 moving ranges.
    """
    given = [value for value in values if not isnan(value)]
    if len(given) < FEWEST_POINTS:
        raise NotAvailable(TOO_FEW_MONTHS)
    ranges = [abs(later - earlier) for earlier, later in pairwise(values) if not isnan(later - earlier)]
    if len(ranges) < FEWEST_RANGES:
        raise NotAvailable(TOO_MANY_GAPS)
    most = SCREENED_ABOVE * _mean(ranges) + ALIKE
    return ProcessLimits(_mean(given), _mean([each for each in ranges if each <= most]))


def signals_at_the_end(values: Sequence[float], limits: ProcessLimits) -> tuple[Signal, ...]:
    """Return the rules that fire at the last of some monthly values, in the order of `Rule`; each at most once.

    A month without a figure (NaN) ends every run: only the months after it are looked at. A value on the mean ends a run
    too, one equal to the month before a trend. Of the 2 of 3 months the last is one.
    """
    values = since_last_gap(values)
    if not values:
        return ()
    last = values[-1]
    sides = [limits.side(value) for value in values]
    found = []
    if limits.is_outside(last):
        found.append(Signal(Rule.OUTSIDE, sides[-1]))
    if sides[-1] and len(values) >= RUN and len(set(sides[-RUN:])) == 1:
        found.append(Signal(Rule.RUN, sides[-1]))
    if trend := _trend(values[-RUN:]):
        found.append(Signal(Rule.TREND, trend))
    near = [side for value, side in zip(values[-3:], sides[-3:], strict=True) if limits.is_in_outer_third(value)]
    if limits.is_in_outer_third(last) and near.count(sides[-1]) >= 2:
        found.append(Signal(Rule.TWO_OF_THREE, sides[-1]))
    return tuple(found)


def since_last_gap(values: Sequence[float]) -> list[float]:
    """Return the values after the last NaN, oldest first: those of months in a row up to the last."""
    return list(takewhile(lambda value: not isnan(value), reversed(values)))[::-1]


def _trend(values: Sequence[float]) -> int:
    steps = {_step(earlier, later) for earlier, later in pairwise(values)}
    return steps.pop() if len(values) == RUN and len(steps) == 1 else 0


def _step(earlier: float, later: float) -> int:
    return 0 if abs(later - earlier) <= ALIKE else 1 if later > earlier else -1


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values) if values else 0.0
