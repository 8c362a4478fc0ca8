"""Why figures are uncertain: how much of a column that they need could not be read, as an edition may say it.

What is uncertain is not judged: it has no verdict, no band and no rank, and no other figure is judged by it.
Source: definitions, "What could not be read".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
import pandas as pd

from helpers.compare.real import Verdict
from helpers.indicator import RealChange
from helpers.months import ReportingMonth
from helpers.results import ALL
from helpers.results.uncertain import Uncertain
from helpers.terms.column_words import COLUMN_WORDS

# Of fewer filled cells a share would tell of single cells, so none is said.
FEWEST_CELLS = 20
MOST_COLUMNS_SAID = 2
# Shares that are said in words, the largest first, and how many percentage points may lie between.
IN_WORDS = {
    Fraction(3, 4): "three quarters", Fraction(2, 3): "two thirds", Fraction(1, 2): "half", Fraction(1, 3): "a third",
    Fraction(1, 4): "a quarter", Fraction(1, 5): "a fifth", Fraction(1, 10): "a tenth",
}  # fmt: skip
NEAR = 1
UNCERTAIN_NOW = "the figure is uncertain"
UNCERTAIN_THEN = "the figure of the same month last year is uncertain"


@dataclass(frozen=True)
class Doubt:
    """A column of which too much could not be read: `percent` of its filled cells, whole; None where that is not said."""

    table: str
    column: str
    percent: int | None

    @property
    def words(self) -> str:
        """How much of what could not be read: a third of health types, 8% of visit dates, some of the staff roles."""
        held = COLUMN_WORDS[self.table, self.column]
        if self.percent is None:
            return f"some of the {held}"
        if self.percent == 100:
            return f"all {held}"
        near = (words for share, words in IN_WORDS.items() if abs(self.percent - 100 * share) <= NEAR)
        return f"{next(near, f'{self.percent}%')} of {held}"


@dataclass(frozen=True)
class Doubts:
    """Which figures are uncertain, and why: by code, month and breakdown, the columns most unread first.

    The breakdown `all` is of an indicator with all its breakdowns; another is of that breakdown alone.
    """

    found: Mapping[tuple[str, str, str], tuple[Doubt, ...]] = field(default_factory=dict)

    def of(self, code: str, month: str, breakdown: str = ALL) -> tuple[Doubt, ...]:
        """Return why a figure is uncertain; nothing where it is not."""
        whole = self.found.get((code, month, ALL), ())
        return whole if breakdown == ALL else whole + self.found.get((code, month, breakdown), ())

    def of_breakdown_alone(self, code: str, month: str, breakdown: str) -> tuple[Doubt, ...]:
        """Return why the figures of a breakdown are uncertain, where those of the whole are not for the same reason."""
        return self.found.get((code, month, breakdown), ())

    def are_uncertain(self, frame: pd.DataFrame) -> np.ndarray:
        """Return which rows of a table of figures (columns `code`, `month`, `breakdown`) are uncertain."""
        if not self.found:
            return np.zeros(len(frame), dtype=bool)
        keys = zip(*(frame[column].tolist() for column in ("code", "month", "breakdown")), strict=True)
        return np.array([bool(self.of(*key)) for key in keys], dtype=bool)

    def without_uncertain(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return a table of figures without those that are uncertain."""
        return frame[~self.are_uncertain(frame)] if self.found else frame


NO_DOUBTS = Doubts()


def doubts_of(uncertain: Iterable[Uncertain], hides_up_to: int = 0) -> Doubts:
    """Return the doubts on figures, as an edition that hides counts up to a number may say them.

    The share is left out where the column has few filled cells, or where the unread ones, or the others, are few enough to hide.
    """
    found: dict[tuple[str, str, str], list[tuple[float, Doubt]]] = {}
    for each in uncertain:
        share = Fraction(each.unread, each.filled)
        read = each.filled - each.unread
        may_say = each.filled >= FEWEST_CELLS and each.unread > hides_up_to and (not read or read > hides_up_to)
        doubt = Doubt(each.table, each.column, int(100 * share + Fraction(1, 2)) if may_say else None)
        found.setdefault((each.code, each.month, each.breakdown), []).append((-(doubt.percent or 0), doubt))
    by_size = {key: sorted(doubts, key=lambda pair: (pair[0], pair[1].words)) for key, doubts in found.items()}
    return Doubts({key: tuple(dict.fromkeys(doubt for _, doubt in pairs)) for key, pairs in by_size.items()})


def say_doubts(doubts: Iterable[Doubt]) -> str:
    """Return why a figure is uncertain in a few words, nothing without a doubt: a third of health types unread."""
    words = list(dict.fromkeys(doubt.words for doubt in doubts))
    if not words:
        return ""
    rest = len(words) - MOST_COLUMNS_SAID
    said = words if rest <= 0 else [*words[:MOST_COLUMNS_SAID], f"{rest} other column{'s' * (rest > 1)}"]
    *others, last = said
    return f"{', '.join(others)} and {last} unread" if others else f"{last} unread"


def verdict_with_doubts(verdict: Verdict, doubts: Doubts, breakdown: str = ALL) -> Verdict:
    """Return a verdict that was reached without uncertain figures, or none where its own, or a year ago's, is uncertain."""
    if doubts.of(verdict.code, verdict.month, breakdown):
        return Verdict(code=verdict.code, month=verdict.month, kind=verdict.kind, is_real=None, because=UNCERTAIN_NOW)
    year_ago = str(ReportingMonth.read(verdict.month).plus(-12))
    if verdict.kind is RealChange.YEAR_APART and doubts.of(verdict.code, year_ago, breakdown):
        return replace(verdict, because=UNCERTAIN_THEN)
    return replace(verdict, flows=tuple(verdict_with_doubts(flow, doubts) for flow in verdict.flows))
