"""An extract as it was known at the end of each of some months."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from helpers.council import Council
from helpers.load.care_data import CareData
from helpers.months import ReportingMonth, month_ends

T = TypeVar("T")
# A table and one of its columns.
Column = tuple[str, str]


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
    `kept` holds each cohort once it is made, with the columns it was made from, so that indicators that share one don't
    make it again. `readers` are the sets in which those who ask `reading` have the columns noted.
    """

    data: CareData
    months: tuple[ReportingMonth, ...]
    place: Place | None = None
    kept: dict[str, tuple[Any, frozenset[Column]]] = field(default_factory=dict, repr=False, compare=False)
    readers: list[set[Column]] = field(default_factory=list, repr=False, compare=False)

    @property
    def council(self) -> Council:
        """The council whose extract it is, with the settings in force."""
        return self.data.council

    @property
    def month_ends(self) -> np.ndarray:
        """The last day of each month, oldest first."""
        return month_ends(list(self.months))

    def rows(self, table: str, *columns: str, may_be_missing: tuple[str, ...] = (), along: tuple[str, ...] = ()) -> pd.DataFrame:
        """Return the rows of a table that count, as `CareData.rows` does, and note the columns as read.

        Columns `along` come with the rows where the file has them, and are not read by this call: whoever counts by one asks
        for it again. Raises NotAvailable where the table or a column is missing, holds nothing or could not be read.
        """
        self._note((table, column) for column in (*columns, *may_be_missing))
        return self.data.rows(table, *columns, may_be_missing=may_be_missing, along=along)

    @contextmanager
    def reading(self) -> Iterator[set[Column]]:
        """Give a set that holds, after the block, each table and column that was read in it, by a cohort kept before too."""
        found: set[Column] = set()
        self.readers.append(found)
        try:
            yield found
        finally:
            self.readers.pop()
            self._note(found)

    def _note(self, columns: Iterable[Column]) -> None:
        if self.readers:
            self.readers[-1].update(columns)


def made_once(make: Callable[[Known], T]) -> Callable[[Known], T]:
    """Keep what a function of an extract gives, in that extract; those who take it must not change it."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(known: Known) -> T:
        if name not in known.kept:
            with known.reading() as read:
                value = make(known)
            known.kept[name] = (value, frozenset(read))
        value, read_for_it = known.kept[name]
        known._note(read_for_it)
        return value

    return kept
