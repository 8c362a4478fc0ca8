"""What a measure asks of each row of its cohort, and which rows a window takes: under all figures and lists of children."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.cohorts.known import Known
from helpers.cohorts.place import are_in_place
from helpers.indicator import (
    Average,
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
from helpers.months import MONTHS_IN, Window, as_days, window_start
from helpers.terms.tables import PERSON

# The grouping of care leavers by the area of their team.
BY_TEAM = "area"


@dataclass(frozen=True)
class Answers:
    """The rows of a cohort, with what each adds to numerator and denominator, and whether the numerator counts it."""

    rows: pd.DataFrame
    numerator: np.ndarray
    denominator: np.ndarray
    is_counted: np.ndarray
    once: str | None = None

    @cached_property
    def children(self) -> np.ndarray | None:
        """A number for the child that each row is about, -1 where it names none; nothing where the rows are about no children."""
        return pd.factorize(self.rows[PERSON])[0] if PERSON in self.rows.columns else None

    @cached_property
    def month_ends(self) -> np.ndarray:
        """The month end of each row, as days."""
        return as_days(self.rows["month_end"])

    @cached_property
    def _event_days(self) -> np.ndarray:
        return as_days(self.rows["event_date"])

    def rows_in(self, window: Window) -> np.ndarray:
        """Which rows a window takes: for the day's state all, else events in it, the first of those that count once."""
        if window is Window.SNAPSHOT:
            return np.ones(len(self.rows), dtype=bool)
        days = self._event_days
        is_inside = days >= window_start(self.month_ends, MONTHS_IN[window])
        if self.once is None:
            return is_inside
        by_day = self.rows[["month_end", self.once]].assign(day=days)[is_inside].sort_values("day", kind="stable")
        first = by_day.drop_duplicates(["month_end", self.once]).index
        return is_inside & self.rows.index.isin(first)


def ask(measure: Measure, known: Known) -> Answers:
    """A measure's cohort with the answers of its rows. Raises NotAvailable where something it needs is not there."""
    match measure:
        case Count(rows=cohort) | Rate(rows=cohort) | MonthlyAverage(rows=cohort):
            return _all_counted(cohort(known))
        case CountOfChildren(rows=cohort, once=once):
            return _all_counted(cohort(known), once)
        case Composition(denominator=cohort):
            return _all_counted(cohort(known))
        case Share(denominator=cohort, numerator=question, once=once):
            rows = cohort(known)
            answers = np.asarray(question(rows, known), dtype=bool)
            return Answers(rows, answers.astype(float), np.ones(len(rows)), answers, once)
        case MonthlySum(rows=cohort, amount=amount):
            rows = cohort(known)
            return _all_counted(rows[rows[amount].notna()].reset_index(drop=True), amount=amount)
        case ShareOfSums(rows=cohort, part=part, whole=whole):
            rows = cohort(known)
            parts = rows[part].to_numpy(dtype=float)
            return Answers(rows, parts, rows[whole].to_numpy(dtype=float), parts != 0)
        case Average(rows=cohort, amount=amount, per=per):
            answers = _all_counted(cohort(known), amount=amount)
            if per is None:
                return answers
            return Answers(answers.rows, answers.numerator, answers.rows[per].to_numpy(dtype=float), answers.is_counted)


def within_place(entry: Indicator, answers: Answers, known: Known) -> Answers:
    """The answers of the rows in the place that the report is for; all where it is for the whole council.

    An area's care leavers are those of its teams. Raises NotAvailable where a row's place can't be told.
    """
    if known.place is None:
        return answers
    by_team = next((each for each in entry.breakdowns if each.name == BY_TEAM), None)
    if by_team is not None and known.place.is_area:
        inside = np.asarray(by_team.of(answers.rows, known), dtype=object) == known.place.name
    else:
        inside = are_in_place(answers.rows, known)
    narrowed = (answers.numerator[inside], answers.denominator[inside], answers.is_counted[inside])
    return Answers(answers.rows[inside], *narrowed, answers.once)


def _all_counted(rows: pd.DataFrame, once: str | None = None, amount: str | None = None) -> Answers:
    ones = np.ones(len(rows))
    amounts = ones if amount is None else rows[amount].to_numpy(dtype=float)
    return Answers(rows, amounts, ones, ones.astype(bool), once)


def children_behind(entry: Indicator, known: Known, window: Window | None = None) -> pd.DataFrame:
    """The list behind an indicator's figures: one row a row of its cohort that a window takes, the longest where none is given.

    Columns: month; `event_date` where it counts events; `person_id` where it counts children; is_counted, whether the
    numerator counts the row; `group` where the measure has groups; numerator and denominator, what the row adds to each;
    then the cohort's own columns. Raises NotAvailable as the figures do.
    """
    answers = within_place(entry, ask(entry.measure, known), known)
    frame = pd.DataFrame({"month": month_texts(known, answers.rows["month_end"])}, index=answers.rows.index)
    for column in ("event_date", PERSON):
        if column in answers.rows.columns:
            frame[column] = answers.rows[column]
    frame["is_counted"] = answers.is_counted
    if entry.grouping is not None:
        frame["group"] = entry.grouping.of(answers.rows, known)
    frame["numerator"], frame["denominator"] = answers.numerator, answers.denominator
    others = answers.rows.drop(columns=["month_end", *frame.columns], errors="ignore")
    frame = pd.concat([frame, others], axis=1)[answers.rows_in(window or entry.windows[-1])]
    if entry.known_at is not None:
        frame = frame[frame["month"].isin(month_texts(known, entry.known_at(known)))]
    return frame.sort_values("month", kind="stable", ignore_index=True)


def month_texts(known: Known, month_ends: pd.Series | np.ndarray) -> list[str]:
    """The months that some of an extract's month ends belong to, as text: 2026-10."""
    texts = [str(month) for month in known.months]
    return [texts[place] for place in np.searchsorted(known.month_ends, as_days(month_ends))]
