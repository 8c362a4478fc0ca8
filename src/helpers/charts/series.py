"""The released figures of one indicator in the shape a chart or a table wants: a cell a month, or a cell a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import takewhile

import pandas as pd

from helpers.indicator import Grouping, Indicator, Kind
from helpers.months import ReportingMonth, Window
from helpers.protect.released import Released
from helpers.rounding import (
    LOW,
    UNCERTAIN,
    exact_value,
    say_count,
    say_n_of_d,
    say_value,
    say_value_with_unit,
    shorthand_for,
    with_mark,
)

ALL = "all"
NOT_RECORDED = "Not recorded"
MONTHS_SHOWN = 24
# A % of fewer says little, so words give the children first.
FEW = 30


class State(StrEnum):
    """Why a cell has a figure or has none."""

    SHOWN = ""
    HIDDEN = "[c]"
    EMPTY = "[z]"
    ABSENT = "[x]"


@dataclass(frozen=True)
class Cell:
    """One figure of a month and a group, or the reason why there is none. A hidden cell holds no number at all.

    `is_uncertain` is of a figure that is there: wherever it is written, its mark stands beside it.
    """

    kind: Kind
    numerator: int | float | None
    denominator: int | float | None
    state: State
    is_uncertain: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether it has a figure."""
        return self.state == State.SHOWN

    @cached_property
    def exact(self) -> Fraction | None:
        """Its figure in its own unit, unrounded; None where it has none."""
        return exact_value(self.kind, self.numerator, self.denominator) if self.is_shown else None

    @property
    def value(self) -> float:
        """Its figure as a point of a chart; not a number where it has none."""
        value = self.exact
        return float("nan") if value is None else float(value)

    @property
    def is_certain(self) -> bool:
        """Whether it has a figure that may be judged, and that others may be judged by."""
        return self.is_shown and not self.is_uncertain

    @property
    def figure(self) -> str:
        """Its figure without a mark beside it, or its shorthand."""
        return say_value(self.kind, self.numerator, self.denominator) if self.is_shown else str(self.state)

    @property
    def shown(self) -> str:
        """Its figure as a table shows it, with its mark; or its shorthand."""
        return self.with_mark(self.figure)

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks that stand in its place and beside it."""
        in_place = (self.figure,) if not self.is_shown or self.figure == LOW else ()
        return (*in_place, UNCERTAIN) if self.is_uncertain else in_place

    def with_mark(self, said: str) -> str:
        """Return what is said of its figure, with its mark."""
        return with_mark(said, is_uncertain=self.is_uncertain)

    @property
    def shown_numerator(self) -> str:
        """How many, or its shorthand; of an empty denominator there are 0."""
        return say_count(0) if self.state == State.EMPTY else self._or_shorthand(self.numerator)

    @property
    def shown_denominator(self) -> str:
        """Out of how many, or its shorthand; an empty denominator is 0."""
        return say_count(0) if self.state == State.EMPTY else self._or_shorthand(self.denominator)

    def _or_shorthand(self, number: int | float | None) -> str:
        return say_count(number) if self.is_shown else str(self.state)

    @property
    def in_full(self) -> str:
        """Its figure with its unit, a share with the numbers behind it: 66.7% (2 of 3)."""
        if not self.is_shown:
            return str(self.state)
        figure = self.with_mark(say_value_with_unit(self.kind, self.numerator, self.denominator))
        return f"{figure} ({say_n_of_d(self.numerator, self.denominator)})" if self.kind == Kind.SHARE else figure

    @property
    def in_words(self) -> str:
        """Its figure as a sentence says it; out of fewer than 30, in children first: 2 of 3 (67%)."""
        if not self.is_few:
            return self.in_full
        return self.with_mark(f"{say_n_of_d(self.numerator, self.denominator)} ({self.figure})")

    @property
    def is_few(self) -> bool:
        """Whether it is a share of fewer than 30."""
        return self.is_shown and self.kind == Kind.SHARE and self.denominator < FEW


@dataclass(frozen=True)
class Point:
    """The cell of one month."""

    month: ReportingMonth
    cell: Cell


def reporting_month(released: Released) -> ReportingMonth | None:
    """The month reported on; where that is not said, the latest of any indicator. None where nothing is released."""
    if released.month:
        return ReportingMonth.read(released.month)
    months = released.frame["month"]
    return ReportingMonth.read(str(months.max())) if len(months) else None


def months_of(indicator: Indicator, released: Released, window: Window, breakdown: str = ALL, group: str = ALL) -> list[Point]:
    """The 24 months that end with the reporting month, oldest first, a cell each; none where nothing is released."""
    last = reporting_month(released)
    if last is None:
        return []
    held = _held(indicator, released, window, breakdown)
    return [
        Point(month, _cell(indicator.kind, held.get((str(month), group)), _is_uncertain(indicator, released, month, breakdown)))
        for month in last.back_to(MONTHS_SHOWN)
    ]


def headline_months(indicator: Indicator, released: Released, window: Window | None = None) -> list[Point]:
    """The months of the figure that stands for an indicator: the whole, or its headline group."""
    breakdown, group = ALL, ALL
    if indicator.headline_breakdown is not None:
        breakdown, group = indicator.headline_breakdown.name, indicator.headline_group
    return months_of(indicator, released, window or indicator.headline, breakdown, group)


def shown_in_a_row(points: Sequence[Point]) -> list[Point]:
    """Return the months up to the last of some, oldest first, that all have a certain figure; none where the last has none.

    Whatever is said of months in a row is said of these alone: a month that is hidden, not available or uncertain ends them.
    """
    return list(takewhile(lambda point: point.cell.is_certain, reversed(points)))[::-1]


def groups_of(indicator: Indicator, released: Released, grouping: Grouping) -> list[str]:
    """The groups with a figure in any of the months, in reading order: as the grouping gives them, others by name."""
    held = [_held(indicator, released, window, grouping.name) for window in Window]
    found = {group for each in held for _, group in each if group != ALL}
    given = [group for group in grouping.groups if indicator.is_composition or group in found]
    others = sorted((group for group in found if group not in given), key=lambda group: (group == NOT_RECORDED, group))
    return given + others


def cells_of_groups(indicator: Indicator, released: Released, grouping: Grouping, month: ReportingMonth) -> dict[str, Cell]:
    """The cell of each group in a month, by the group in words, in reading order.

    A month with figures leaves out groups without members: they count 0, and their share is out of nobody, in a
    composition 0 of all. In a month without any figure every group's is not available.
    """
    rows = _held(indicator, released, indicator.headline, grouping.name)
    groups = groups_of(indicator, released, grouping)
    uncertain = _is_uncertain(indicator, released, month, grouping.name)
    held = {group: _cell(indicator.kind, rows[str(month), group], uncertain) for group in groups if (str(month), group) in rows}
    left_out = _without_members(indicator, held, uncertain)
    return {grouping.say(group): held.get(group, left_out) for group in groups}


def whole_of(indicator: Indicator, released: Released, month: ReportingMonth, window: Window | None = None) -> Cell:
    """The cell of all groups together in a month."""
    window = window or indicator.headline
    figure = _held(indicator, released, window, ALL).get((str(month), ALL))
    return _cell(indicator.kind, figure, _is_uncertain(indicator, released, month, ALL))


def _held(
    indicator: Indicator, released: Released, window: Window, breakdown: str
) -> Mapping[tuple[str, str], tuple[float, float, bool]]:
    return released.by_series.get((indicator.code, str(window), breakdown), {})


def _is_uncertain(indicator: Indicator, released: Released, month: ReportingMonth, breakdown: str) -> bool:
    return bool(released.doubts.of(indicator.code, str(month), breakdown))


def _without_members(indicator: Indicator, held: dict[str, Cell], is_uncertain: bool) -> Cell:
    if not held or indicator.kind == Kind.RATE:
        return _absent(indicator.kind)
    if indicator.kind == Kind.COUNT:
        return Cell(Kind.COUNT, 0, None, State.SHOWN, is_uncertain)
    if not indicator.is_composition:
        return Cell(indicator.kind, None, None, State.EMPTY)
    shown = [cell for cell in held.values() if cell.is_shown]
    if shown:
        return Cell(indicator.kind, 0, shown[0].denominator, State.SHOWN, is_uncertain)
    return Cell(indicator.kind, None, None, next(iter(held.values())).state)


def _absent(kind: Kind) -> Cell:
    return Cell(kind, None, None, State.ABSENT)


def _cell(kind: Kind, figure: tuple[float, float, bool] | None, is_uncertain: bool) -> Cell:
    if figure is None:
        return _absent(kind)
    numerator, denominator, is_hidden = _number(figure[0]), _number(figure[1]), bool(figure[2])
    state = State(shorthand_for(kind, numerator, denominator, is_hidden=is_hidden))
    if state != State.SHOWN:
        return Cell(kind, None, None, state)
    return Cell(kind, numerator, denominator, state, is_uncertain)


def _number(value: object) -> int | float | None:
    """A number of the frame, whole where it is whole; None where it is empty."""
    if value is None or pd.isna(value):
        return None
    number = float(value)
    return int(number) if number.is_integer() else number
