"""Where a chart's value axis starts and ends: from 0, unless that would flatten the line."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.indicator import Kind

FLAT = 0.2
ROOM = 2.0
LEAST_SPAN = 0.12
MOST_STEPS = 5


@dataclass(frozen=True)
class Scale:
    """The values at the ends of an axis, and those that have a gridline."""

    low: float
    high: float
    ticks: tuple[float, ...]

    @property
    def is_from_zero(self) -> bool:
        """Whether 0 is on the axis."""
        return self.low <= 0 <= self.high


def scale_from_zero(values: Sequence[float], kind: Kind) -> Scale:
    """The axis of bars: always from 0."""
    return _scale(min(0.0, *values), max(0.0, *values), kind)


def scale_for_line(values: Sequence[float], kind: Kind) -> Scale:
    """The axis of a line: from 0 where the figures span a fifth of the highest or more, else round about them.

    Where all figures are alike there is no line to flatten. An axis that doesn't start at 0 spans twice what the
    figures span, and an eighth of the highest at least, so that a small wobble is not drawn as a great change.
    """
    lowest, highest = min(values), max(values)
    if lowest <= 0 or lowest == highest or highest - lowest >= FLAT * highest:
        return scale_from_zero(values, kind)
    span = max(ROOM * (highest - lowest), LEAST_SPAN * highest)
    low = (lowest + highest - span) / 2
    high = (lowest + highest + span) / 2
    if kind == Kind.SHARE and high > 100:
        low, high = max(0.0, 100 - span), 100.0
    return _scale(low, high, kind)


def whole_ticks(low: float, high: float) -> list[int]:
    """Round whole numbers between two sizes, few enough to be read side by side."""
    step = int(_step(max(high - low, 1) / MOST_STEPS, Kind.COUNT))
    return list(range(math.ceil(low / step) * step, math.floor(high) + 1, step))


def _scale(low: float, high: float, kind: Kind) -> Scale:
    if high - low < 1e-6:
        high = low + (1 if kind == Kind.COUNT else 10)
    step = _step((high - low) / MOST_STEPS, kind)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if kind == Kind.SHARE and high <= 100 < last * step:
        last = math.floor(100 / step)
    ticks = tuple(round(step * index, 6) for index in range(first, last + 1))
    return Scale(ticks[0], max(ticks[-1], high), ticks)


def _step(least: float, kind: Kind) -> float:
    """The smallest round step that is no less: 1, 2 or 5 and so many noughts; whole for counts."""
    power = 10.0 ** math.floor(math.log10(least))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))
    return max(step, 1.0) if kind == Kind.COUNT else step
