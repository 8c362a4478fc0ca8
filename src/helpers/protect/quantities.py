"""The numbers behind the cells of a release: several cells may show one and the same number.

A count and its rate show the same children; the shares of one cohort have one denominator. Who reads one cell knows the
number in every other, so what is judged is the number, not the cell.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from helpers.council import Disclosure
from helpers.indicator import (
    Composition,
    Count,
    CountOfChildren,
    Indicator,
    Measure,
    MonthlyAverage,
    MonthlySum,
    Rate,
    Share,
    ShareOfSums,
)
from helpers.protect.small import is_of_staff, is_private
from helpers.results import ALL, KEY

# What a number counts: children or events of a cohort, those of whom something is (not) so, or a sum over them.
ROWS, ONCE, YES, NO, SUM = "rows", "once", "yes", "no", "sum"
NUMERATOR, DENOMINATOR, REMAINDER = "numerator", "denominator", "remainder"

Base = tuple[Hashable, ...]


@dataclass(frozen=True)
class Where:
    """Of what months and which children a number is."""

    month: str
    window: str
    breakdown: str = ALL
    group: str = ALL


@dataclass
class Quantities:
    """Every number behind some cells, once: what it truly is, the least a reader must think it is, and the cells that show it.

    One that no cell shows (a remainder, a month before the first) is as unknown to a reader as what follows from the rest
    allows. `of_cell` gives, for a row of the figures, its numbers by part.
    """

    truth: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    shown_in: list[list[int]] = field(default_factory=list)
    by_name: dict[tuple[Base, Where], int] = field(default_factory=dict)
    of_cell: list[dict[str, int]] = field(default_factory=list)

    def add(self, truth: float, floor: float, name: tuple[Base, Where] | None = None) -> int:
        """A further number, by a name where it has one."""
        self.truth.append(truth)
        self.floor.append(floor)
        self.shown_in.append([])
        if name is not None:
            self.by_name[name] = len(self.truth) - 1
        return len(self.truth) - 1

    def named(self, base: Base, where: Where, truth: float, floor: float) -> int:
        """The number of a name; a further one where the name has another value, as one that was reported otherwise then."""
        found = self.by_name.get((base, where))
        if found is None:
            return self.add(truth, floor, (base, where))
        if self.truth[found] != truth:
            return self.add(truth, floor)
        self.floor[found] = max(self.floor[found], floor)
        return found


def bases(measure: Measure) -> dict[str, Base]:
    """What numerator, denominator and remainder of a measure count; a part that a reader knows anyway is left out."""
    match measure:
        case Count(rows=rows) | Rate(rows=rows) | MonthlyAverage(rows=rows):
            return {NUMERATOR: (ROWS, rows)}
        case CountOfChildren(rows=rows, once=once):
            return {NUMERATOR: (ONCE, rows, once)}
        case MonthlySum(rows=rows, amount=amount):
            return {NUMERATOR: (SUM, rows, amount)}
        case Share(denominator=rows, numerator=question, once=once):
            whole = (ROWS, rows) if once is None else (ONCE, rows, once)
            answers = (rows, question, once)
            return {NUMERATOR: (YES, *answers), DENOMINATOR: whole, REMAINDER: (NO, *answers)}
        case Composition(denominator=rows):
            return {NUMERATOR: (ROWS, rows), DENOMINATOR: (ROWS, rows), REMAINDER: (NO, rows)}
        case ShareOfSums(rows=rows, part=part, whole=whole):
            return {NUMERATOR: (SUM, rows, part), DENOMINATOR: (SUM, rows, whole), REMAINDER: (NO, rows, part, whole)}
    rows, per = measure.rows, measure.per
    return {NUMERATOR: (SUM, rows, measure.amount), DENOMINATOR: (ROWS, rows) if per is None else (SUM, rows, per)}


def find_quantities(figures: pd.DataFrame, entries: Mapping[str, Indicator], rule: Disclosure) -> Quantities:
    """The numbers behind results; of staff, and of a code that no entry has, none: no sum is known to give them away."""
    found = Quantities()
    parts = {code: bases(entry.measure) for code, entry in entries.items() if not is_of_staff(entry)}
    is_whole = {code: entry.is_composition for code, entry in entries.items()}
    private = {code for code, entry in entries.items() if is_private(entry)}
    columns = [*KEY, "numerator", "denominator"]
    for row, (code, month, window, breakdown, group, numerator, denominator) in enumerate(
        figures[columns].itertuples(index=False, name=None)
    ):
        where = Where(month, window, breakdown, group)
        cell: dict[str, int] = {}
        # A zero of few, or a private one, is hidden as well, so nobody can rule it out.
        may_be_zero = denominator < rule.smallest_denominator or code in private
        for part, base in parts.get(code, {}).items():
            if part == NUMERATOR:
                number, place = numerator, where
            elif part == DENOMINATOR:
                number, place = denominator, Where(month, window) if is_whole[code] else where
            else:
                number, place = denominator - numerator, where
            if np.isfinite(number) and not (part == REMAINDER and number < 0):
                floor = 0.0 if may_be_zero and part != DENOMINATOR and number > 0 else _least(number)
                cell[part] = found.named(base, place, number, floor)
                if part != REMAINDER:
                    found.shown_in[cell[part]].append(row)
        found.of_cell.append(cell)
    return found


def published_numbers(published: pd.DataFrame, entries: Mapping[str, Indicator]) -> dict[tuple[Base, Where], float | None]:
    """The numbers in the rows of a register, by name; the last shown holds, and None is what was counted in hidden
    rows alone: one number may stand in several, so that one row hides what another shows.
    """
    found: dict[tuple[Base, Where], float | None] = {}
    parts = {code: bases(entry.measure) for code, entry in entries.items() if not is_of_staff(entry)}
    columns = [*KEY, "numerator", "denominator", "is_hidden"]
    for code, month, window, breakdown, group, *numbers, is_hidden in published[columns].itertuples(index=False, name=None):
        for part, number in zip((NUMERATOR, DENOMINATOR), numbers, strict=True):
            if part not in parts.get(code, {}):
                continue
            is_of_all = part == DENOMINATOR and entries[code].is_composition
            name = parts[code][part], Where(month, window) if is_of_all else Where(month, window, breakdown, group)
            if not is_hidden:
                found[name] = number
            elif part == NUMERATOR:
                found.setdefault(name, None)
    return found


def remainders(quantities: Quantities) -> Iterator[tuple[int, int, int]]:
    """Numerator, denominator and remainder of every cell that has all three."""
    for cell in quantities.of_cell:
        if len(cell) == 3:
            yield cell[NUMERATOR], cell[DENOMINATOR], cell[REMAINDER]


def _least(truth: float) -> float:
    """What a reader must think that a hidden number is at least: 1 where it isn't 0, as zeros are shown; of a balance nothing."""
    return min(truth, 1.0) if truth >= 0 else -np.inf
