"""Find which indicators read which columns, by counting each on an extract that notes what it is asked for."""

from dataclasses import dataclass, field, fields, replace
from typing import Any

from helpers.cohorts.known import Known
from helpers.indicator import Indicator
from helpers.indicators import INDICATORS
from helpers.load.care_data import CareData
from helpers.results import compute_results

Place = tuple[str, str]  # a table and a column; `person_id` for the person, as after loading


@dataclass(frozen=True, kw_only=True)
class WatchedData(CareData):
    """An extract that notes each column it is asked for, and whether the column had to be there."""

    noted: list[tuple[str, str, bool]] = field(default_factory=list)

    def rows(self, table: str, *columns: str, may_be_missing: tuple[str, ...] = (), **options: Any) -> Any:
        """Return the rows of a table as `CareData` does. Raises NotAvailable likewise."""
        self.noted.extend((table, column, True) for column in columns)
        self.noted.extend((table, column, False) for column in may_be_missing)
        return super().rows(table, *columns, may_be_missing=may_be_missing, **options)


@dataclass
class Readers:
    """Who reads what: codes by place; and by place the breakdowns that need it, each with the codes that have it."""

    needed: dict[Place, set[str]] = field(default_factory=dict)
    used: dict[Place, set[str]] = field(default_factory=dict)
    breakdowns: dict[Place, dict[str, set[str]]] = field(default_factory=dict)

    def breakdowns_of(self, table: str) -> dict[str, set[str]]:
        """Return the breakdowns that need any column of a table, each with the codes of its indicators."""
        found: dict[str, set[str]] = {}
        for (name, _), by_breakdown in self.breakdowns.items():
            for breakdown, codes in by_breakdown.items() if name == table else ():
                found.setdefault(breakdown, set()).update(codes)
        return found


def find_readers(data: CareData) -> Readers:
    """Count every indicator, first by itself and then with each breakdown, and note what each asks for.

    Raises ValueError where an indicator has no figure for the made-up council, since what it reads can't be seen then.
    """
    readers = Readers()
    for code, entry in INDICATORS.items():
        own = _asked_by(replace(entry, breakdowns=(), headline_group=None), data)
        needed = {(table, column) for table, column, is_needed in own if is_needed}
        for place in needed:
            readers.needed.setdefault(place, set()).add(code)
        for place in {(table, column) for table, column, _ in own} - needed:
            readers.used.setdefault(place, set()).add(code)
        for grouping in entry.breakdowns:
            with_groups = _asked_by(replace(entry, breakdowns=(grouping,), headline_group=None), data)
            for table, column, is_needed in set(with_groups) - set(own):
                if is_needed:
                    readers.breakdowns.setdefault((table, column), {}).setdefault(grouping.name, set()).add(code)
    return readers


def _asked_by(entry: Indicator, data: CareData) -> list[tuple[str, str, bool]]:
    watched = WatchedData(**{each.name: getattr(data, each.name) for each in fields(data)})
    if compute_results([entry], Known(watched, (data.month,))).missing:
        raise ValueError(f"The made-up council has no figure of {entry.code}, so what it reads can't be seen.")
    return watched.noted
