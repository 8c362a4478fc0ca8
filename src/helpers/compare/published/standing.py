"""Where a council stands among all councils, by the rules of the department's own interactive tool (LAIT)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from helpers.indicator import Polarity

TOO_SMALL = "data range too small"


@dataclass(frozen=True)
class NeighboursMean:
    """The unweighted mean of a council's statistical neighbours that have a value, and how many these are."""

    value: float
    n: int


@dataclass(frozen=True)
class Standing:
    """A council's place among all: rank (1 is best) of so many with a value, and quartile band (A is best).

    The band is `data range too small` where the measure's values lie too close together to part them.
    """

    rank: int
    rank_of: int
    quartile: str


def mean_of_neighbours(values: Mapping[str, float], neighbours: Iterable[str]) -> NeighboursMean | None:
    """The mean over neighbours, in the values' unit, unrounded; those without a value are left out. None: none has one.

    Source: LAIT, `mean(values_num, na.rm = TRUE)` of the ten neighbours.
    """
    found = [values[code] for code in neighbours if not np.isnan(values.get(code, np.nan))]
    return NeighboursMean(float(np.mean(found)), len(found)) if found else None


def quartile_cuts(values: Mapping[str, float]) -> np.ndarray | None:
    """Least value, the three quartiles and the greatest, over all councils with a value; None where none has one.

    Source: LAIT, R's `quantile()` with its default, which is numpy's "linear".
    """
    found = np.array([value for value in values.values() if not np.isnan(value)])
    return _cuts(found) if len(found) else None


def standing_of(code: str, values: Mapping[str, float], polarity: Polarity, *, has_quartiles: bool = True) -> Standing | None:
    """Rank and quartile band of one council among all councils' values for one year.

    Equal values share the best of their ranks. None where neither direction is better, or the council has no value.
    """
    own = values.get(code, np.nan)
    if polarity is Polarity.CONTEXT_ONLY or np.isnan(own):
        return None
    found = np.array([value for value in values.values() if not np.isnan(value)])
    is_better = found < own if polarity is Polarity.LOWER_IS_BETTER else found > own
    band = _band(own, found, polarity) if has_quartiles else TOO_SMALL
    return Standing(int(is_better.sum()) + 1, len(found), band)


def _band(own: float, values: np.ndarray, polarity: Polarity) -> str:
    """A value on a cut belongs to the band of lower values, whichever way is better; so the rule is not symmetric."""
    place = int(np.searchsorted(_cuts(values)[1:4], own, side="left"))
    return ("ABCD" if polarity is Polarity.LOWER_IS_BETTER else "DCBA")[place]


def _cuts(values: np.ndarray) -> np.ndarray:
    return np.quantile(values, [0, 0.25, 0.5, 0.75, 1])
