"""What an indicator is: one entry that says what it counts, its words, its polarity and its chart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

import numpy as np
import pandas as pd

from helpers.cohorts.known import Known
from helpers.errors import DefinitionError
from helpers.months import ReportingMonth, Window
from helpers.terms.tables import PERSON

Cohort = Callable[[Known], pd.DataFrame]
Question = Callable[[pd.DataFrame, Known], np.ndarray]
MonthEnds = Callable[[Known], np.ndarray]

# The windows of what counts events, and of what looks at the last day of the month.
EVENTS = (Window.MONTH, Window.ROLLING_6, Window.ROLLING_12)
ON_THE_DAY = (Window.SNAPSHOT,)


class Polarity(StrEnum):
    """Which way is better. What is context only is never banded, and never called better or worse."""

    HIGHER_IS_BETTER = "higher"
    LOWER_IS_BETTER = "lower"
    CONTEXT_ONLY = "neutral"


class Kind(StrEnum):
    """What sort of number a figure is: children or events, % of 100, a rate per 10,000 children, or an average."""

    COUNT = "count"
    SHARE = "share"
    RATE = "rate"
    AVERAGE = "average"


class RealChange(StrEnum):
    """What may say that a change is real, and no chance: which comparison its verdict rests on."""

    XMR = "xmr"
    YEAR_APART = "year_apart"
    FLOWS = "flows"
    NONE = "none"


class Chart(StrEnum):
    """The picture that shows an indicator; `charts` knows how each is drawn."""

    TREND = "trend"
    MONTHLY_COUNTS = "monthly counts"
    GROUPS = "groups"


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """A way to part the rows of a cohort.

    `of` gives the group of each row. `groups` holds all groups in the order a reader wants them; where it is empty the
    groups are those found, in the order of the alphabet. Where the groups are sets of codes, `codes` gives them and
    `column` the table and the column that hold them. `in_words` says groups that are codes.
    """

    name: str
    words: str
    of: Callable[[pd.DataFrame, Known], np.ndarray]
    groups: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    column: tuple[str, str] | None = None
    in_words: Mapping[str, str] = field(default_factory=dict, hash=False)

    def say(self, group: str) -> str:
        """A group as a page says it."""
        return self.in_words.get(group, group)


@dataclass(frozen=True, kw_only=True)
class Count:
    """The number of rows of a cohort."""

    rows: Cohort
    kind: Kind = Kind.COUNT


@dataclass(frozen=True, kw_only=True)
class Rate:
    """The rows of a cohort per 10,000 of the population aged 0-17."""

    rows: Cohort
    kind: Kind = Kind.RATE


@dataclass(frozen=True, kw_only=True)
class CountOfChildren:
    """The number of different children behind the rows of a cohort: each counts once a window, by the first event in it."""

    rows: Cohort
    once: str = PERSON
    kind: Kind = Kind.COUNT


@dataclass(frozen=True, kw_only=True)
class MonthlySum:
    """The sum of a column of rows that come once a month; no figure where a month of the window has none, or no number."""

    rows: Cohort
    amount: str
    kind: Kind = Kind.COUNT


@dataclass(frozen=True, kw_only=True)
class Share:
    """Of the rows of a cohort, the % for which the answer to a question is yes.

    Where `once` names a column, each of its values counts once a window, by the first event in it.
    """

    denominator: Cohort
    numerator: Question
    once: str | None = None
    kind: Kind = Kind.SHARE


@dataclass(frozen=True, kw_only=True)
class ShareOfSums:
    """The sum of one column of a cohort's rows as % of the sum of another."""

    rows: Cohort
    part: str
    whole: str
    kind: Kind = Kind.SHARE


@dataclass(frozen=True, kw_only=True)
class Composition:
    """Of the rows of a cohort, the % in each group; every group named has a figure, a numerator of 0 too.

    Where the grouping names no groups, those found in the month have one.
    """

    denominator: Cohort
    grouping: Grouping
    kind: Kind = Kind.SHARE


@dataclass(frozen=True, kw_only=True)
class Average:
    """The sum of a column of a cohort's rows for each row; where `per` names a column, for each one of its sum.

    With a grouping each group found has its own average, and the whole has none.
    """

    rows: Cohort
    amount: str
    per: str | None = None
    grouping: Grouping | None = None
    kind: Kind = Kind.AVERAGE


@dataclass(frozen=True, kw_only=True)
class MonthlyAverage:
    """The number of rows of a cohort for each month of the window."""

    rows: Cohort
    kind: Kind = Kind.AVERAGE


Measure = Count | CountOfChildren | MonthlySum | Rate | Share | ShareOfSums | Composition | Average | MonthlyAverage


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator of the report. Entries stand in `indicators`, one file a section; no entry reads another's result.

    `counts` and `out_of` say in words what numerator and denominator are; `reads` names the tables of the extract, those
    that may be missing with a `?`; `headline` is the window of the figure on the summary page, `headline_group` its
    group, of the measure or of a breakdown, where that is not the whole. `known_at` gives the month ends, of those asked,
    for which the figure can be told; all where it is empty. `year_from` is the month (9: September) that begins the year
    which a figure holds as far as it has gone; empty where each month's figure holds as much time as any other.
    Raises DefinitionError where a field is empty or two contradict each other.
    """

    code: str
    title: str
    measure: Measure
    windows: tuple[Window, ...]
    headline: Window
    headline_group: str | None = None
    polarity: Polarity
    breakdowns: tuple[Grouping, ...] = ()
    chart: Chart
    real_change: RealChange = RealChange.NONE
    known_at: MonthEnds | None = None
    year_from: int | None = None
    counts: str
    out_of: str
    why_it_matters: str
    in_plain_words: str
    caveat: str
    reads: tuple[str, ...]
    definition_from: str

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            may_be_empty = each.name == "out_of" and self.kind is Kind.COUNT
            if isinstance(value, str) and (value != value.strip() or not value and not may_be_empty):
                raise DefinitionError(f"{self.code}: {each.name} is empty or has spaces at its ends.")
        if self.headline not in self.windows:
            raise DefinitionError(f"{self.code}: its headline window is none of its windows.")
        if Window.SNAPSHOT in self.windows and len(self.windows) > 1:
            raise DefinitionError(f"{self.code}: counts either events or a day's state, not both.")
        if self.is_grouped and self.breakdowns:
            raise DefinitionError(f"{self.code}: parts its cohort into groups already, so it has no breakdowns.")
        if self.headline_group is not None and self.headline_breakdown is None:
            raise DefinitionError(f"{self.code}: its headline group is none of its groups.")

    @property
    def kind(self) -> Kind:
        """What sort of number its figures are."""
        return self.measure.kind

    def may_compare(self, earlier: ReportingMonth, later: ReportingMonth) -> bool:
        """Whether figures of two months hold as much time: of a year as far as it has gone, only those at its end do."""
        return self.year_from is None or all(month.number % 12 + 1 == self.year_from for month in (earlier, later))

    @property
    def grouping(self) -> Grouping | None:
        """The grouping that its measure parts the cohort by; none where the figure is of the whole."""
        return self.measure.grouping if isinstance(self.measure, Composition | Average) else None

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that its measure names, in reading order; none where the figure is of the whole or they are found."""
        return self.grouping.groups if self.grouping is not None else ()

    @property
    def headline_breakdown(self) -> Grouping | None:
        """The grouping that the group of its headline stands in; none where the headline is of the whole."""
        groupings = (self.grouping, *self.breakdowns)
        return next((each for each in groupings if each is not None and self.headline_group in each.groups), None)

    @property
    def headline_words(self) -> str:
        """What the headline is of, where that is not the whole: Foster care; Age 19 to 21."""
        by, group = self.headline_breakdown, self.headline_group
        if by is None or group is None:
            return ""
        return by.say(group) if self.is_grouped else f"{by.words} {by.say(group)}"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that it reads, those that may be missing too."""
        return tuple(read.rstrip("?") for read in self.reads)

    @property
    def is_composition(self) -> bool:
        """Whether its figures are the parts of one whole."""
        return isinstance(self.measure, Composition)

    @property
    def is_grouped(self) -> bool:
        """Whether it has figures of groups, and none of the whole."""
        return self.grouping is not None
