"""The one type of figure that may be shown: what has passed the gate."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from helpers.compare.breaks import NO_BREAKS, Breaks
from helpers.compare.judged import Judged
from helpers.compare.uncertain import NO_DOUBTS, Doubts

KEY = ["code", "month", "window", "breakdown", "group"]
COLUMNS = [*KEY, "numerator", "denominator", "value", "is_hidden"]


@dataclass(frozen=True)
class Released:
    """Figures that may be shown in an edition, one row an indicator, month, window, breakdown and group.

    Columns as in `COLUMNS`: `month` is text (2026-10); numerator, denominator and value (%, per 10,000, or a count) are
    empty where `is_hidden`, and unrounded elsewhere; a value is empty, but not hidden, where its denominator is 0.
    `judged` holds, by code, what may be said of a headline figure: a verdict only where every figure that it rests on may be
    shown, a band only where the figure itself may.
    `month` is the reporting month, whether or not any figure of it is there.
    `breaks` are those of the council's series, which nothing is compared across.
    `changes` has a row for each change from an earlier month of which both ends may be shown.
    `hides_up_to` is the number up to which the edition hides counts, 0 where it hides none.
    `published` are the rows of the register that it was made beside: what the edition has shown before.
    `doubts` says which figures are uncertain, and why.
    Charts, tables and sentences take this type alone. It is made by the gate and by nothing else.
    """

    frame: pd.DataFrame
    edition: str
    changes: pd.DataFrame = field(default_factory=pd.DataFrame)
    month: str = ""
    judged: Mapping[str, Judged] = field(default_factory=dict)
    breaks: Breaks = NO_BREAKS
    hides_up_to: int = 0
    published: pd.DataFrame = field(default_factory=pd.DataFrame)
    doubts: Doubts = NO_DOUBTS

    def look_up(self) -> None:
        """Make now what pages look figures up in, once for all processes that this one becomes."""
        for make in (self.by_series, self.pairs):
            len(make)

    def may_say_difference(self, difference: float) -> bool:
        """Whether a difference of two shown numbers, which is itself a number of children or events, is not of few."""
        return not 0 < abs(difference) <= self.hides_up_to

    def was_shown(self, cell: tuple[str, ...], numerator: float, denominator: float) -> bool:
        """Whether the edition has shown a figure, by its key, with these very numbers before; one that hides none may always."""
        if not self.hides_up_to:
            return True
        return (*cell, numerator, denominator if pd.notna(denominator) else None) in self._shown_before

    @cached_property
    def _shown_before(self) -> frozenset[tuple]:
        if self.published.empty:
            return frozenset()
        rows = self.published[~self.published["is_hidden"]]
        numbers = rows[[*KEY, "numerator", "denominator"]].itertuples(index=False, name=None)
        return frozenset((*row[:6], row[6] if pd.notna(row[6]) else None) for row in numbers)

    @cached_property
    def by_series(self) -> Mapping[tuple[str, str, str], Mapping[tuple[str, str], tuple[float, float, bool]]]:
        """The figures to look up one by one: by code, window and breakdown, then by month and group.

        Each is its numerator, its denominator and whether it is hidden. Made once; a page looks up thousands.
        """
        found: dict[tuple[str, str, str], dict[tuple[str, str], tuple[float, float, bool]]] = {}
        columns = ("code", "window", "breakdown", "month", "group", "numerator", "denominator", "is_hidden")
        for code, window, breakdown, month, group, *figure in zip(*(self.frame[each].tolist() for each in columns), strict=True):
            found.setdefault((code, window, breakdown), {})[month, group] = tuple(figure)
        return found

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str, str, str], frozenset[tuple[str, str]]]:
        """The months, later and earlier, whose difference may be said: by code, window, breakdown and group."""
        if self.changes.empty:
            return {}
        found: dict[tuple[str, str, str, str], set[tuple[str, str]]] = {}
        columns = ("code", "window", "breakdown", "group", "month", "from_month")
        for *series, month, earlier in zip(*(self.changes[each].astype(str).tolist() for each in columns), strict=True):
            found.setdefault(tuple(series), set()).add((month, earlier))
        return {series: frozenset(pairs) for series, pairs in found.items()}

    def of(self, code: str, **keys: str) -> pd.DataFrame:
        """The rows of one indicator, narrowed by columns of the key, oldest month first."""
        rows = self._by_code.get(code, self.frame.iloc[:0])
        for column, value in keys.items():
            rows = rows[rows[column] == value]
        return rows.sort_values(KEY, kind="stable").reset_index(drop=True)

    @cached_property
    def _by_code(self) -> Mapping[str, pd.DataFrame]:
        return dict(iter(self.frame.groupby("code", sort=False)))
