"""An extract as it was known at the end of each of some months."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

import numpy as np

from helpers.council import Council
from helpers.load.care_data import CareData
from helpers.months import ReportingMonth, month_ends

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """A district, or an area with its districts, as the postcode lookup spells them."""

    name: str
    districts: frozenset[str]
    is_area: bool


@dataclass(frozen=True)
class Known:
    """An extract, and the months at whose ends it is asked; what happened after a month's end is not known at it.

    `place` is the part of the council that is looked at; the whole where it is empty.
    `kept` holds each cohort once it is made, so that indicators that share one don't make it again.
    """

    data: CareData
    months: tuple[ReportingMonth, ...]
    place: Place | None = None
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def council(self) -> Council:
        """The council whose extract it is, with the settings in force."""
        return self.data.council

    @property
    def month_ends(self) -> np.ndarray:
        """The last day of each month, oldest first."""
        return month_ends(list(self.months))


def made_once(make: Callable[[Known], T]) -> Callable[[Known], T]:
    """Keep what a function of an extract gives, in that extract; those who take it must not change it."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(known: Known) -> T:
        if name not in known.kept:
            known.kept[name] = make(known)
        return known.kept[name]

    return kept
