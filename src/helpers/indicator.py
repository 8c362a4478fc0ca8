"""What an indicator is: one entry that says what it counts, its words, its polarity and its chart."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum

import numpy as np
import pandas as pd

from helpers.cohorts.known import Known
from helpers.errors import DefinitionError
from helpers.months import Window

Cohort = Callable[[Known], pd.DataFrame]
Question = Callable[[pd.DataFrame, Known], np.ndarray]


class Polarity(StrEnum):
    """Which way is better. What is context only is never banded, and never called better or worse."""

    HIGHER_IS_BETTER = "higher"
    LOWER_IS_BETTER = "lower"
    CONTEXT_ONLY = "neutral"


class Kind(StrEnum):
    """What sort of number a figure is: children or events, % of 100, or a rate per 10,000 children."""

    COUNT = "count"
    SHARE = "share"
    RATE = "rate"


class Chart(StrEnum):
    """The picture that shows an indicator; `charts` knows how each is drawn."""

    TREND = "trend"
    MONTHLY_COUNTS = "monthly counts"
    GROUPS = "groups"


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """A way to part the rows of a cohort.

    `of` gives the group of each row. `groups` holds all groups in the order a reader wants them; where it is empty the
    groups are those found, in the order of the alphabet.
    """

    name: str
    words: str
    of: Callable[[pd.DataFrame, Known], np.ndarray]
    groups: tuple[str, ...] = ()


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
class Share:
    """Of the rows of a cohort, the % for which the answer to a question is yes."""

    denominator: Cohort
    numerator: Question
    kind: Kind = Kind.SHARE


@dataclass(frozen=True, kw_only=True)
class Composition:
    """Of the rows of a cohort, the % in each group; every group has a figure, a numerator of 0 too."""

    denominator: Cohort
    grouping: Grouping
    kind: Kind = Kind.SHARE


Measure = Count | Rate | Share | Composition


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator of the report. Entries stand in `indicators`, one file a section; no entry reads another's result.

    `counts` and `out_of` say in words what numerator and denominator are; `reads` names the tables of the extract, those
    that may be missing with a `?`; `headline` is the window of the figure on the summary page, `headline_group` its
    group where that is not the whole. Raises DefinitionError where a field is empty or two contradict each other.
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
    counts: str
    out_of: str
    why_it_matters: str
    in_plain_words: str
    caveat: str
    reads: tuple[str, ...]
    definition_from: str

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            may_be_empty = field.name == "out_of" and self.kind is Kind.COUNT
            if isinstance(value, str) and (value != value.strip() or not value and not may_be_empty):
                raise DefinitionError(f"{self.code}: {field.name} is empty or has spaces at its ends.")
        if self.headline not in self.windows:
            raise DefinitionError(f"{self.code}: its headline window is none of its windows.")
        if Window.SNAPSHOT in self.windows and len(self.windows) > 1:
            raise DefinitionError(f"{self.code}: counts either events or a day's state, not both.")
        if isinstance(self.measure, Composition) and self.breakdowns:
            raise DefinitionError(f"{self.code}: parts its cohort into groups already, so it has no breakdowns.")
        if self.headline_group is not None and self.headline_group not in self.groups:
            raise DefinitionError(f"{self.code}: its headline group is none of its groups.")

    @property
    def kind(self) -> Kind:
        """What sort of number its figures are."""
        return self.measure.kind

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that a composition parts its cohort into, in reading order; none for another measure."""
        return self.measure.grouping.groups if isinstance(self.measure, Composition) else ()

    @property
    def is_composition(self) -> bool:
        """Whether its figures are the parts of one whole."""
        return isinstance(self.measure, Composition)
