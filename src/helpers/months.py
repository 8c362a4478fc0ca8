"""Reporting months, their windows, and arithmetic on dates. Source: definitions, "Time"."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from helpers.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

DAY = "datetime64[D]"
# Spelled here, so that no machine's language changes a page.
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Window(StrEnum):
    """The whole calendar months that a figure speaks of, all ending with the reporting month."""

    MONTH = "month"
    ROLLING_6 = "rolling_6"
    ROLLING_12 = "rolling_12"
    SNAPSHOT = "snapshot"


MONTHS_IN = {Window.MONTH: 1, Window.ROLLING_6: 6, Window.ROLLING_12: 12}
WINDOW_WORDS = {
    Window.MONTH: "in the month",
    Window.ROLLING_6: "in the last 6 months",
    Window.ROLLING_12: "in the last 12 months",
    Window.SNAPSHOT: "on the last day of the month",
}


@dataclass(frozen=True, order=True)
class ReportingMonth:
    """A calendar month that is reported on; not the month in which the report is made."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str) -> "ReportingMonth":
        """The month written `YYYY-MM`. Raises UsageError for any other text."""
        if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text, flags=re.ASCII):
            raise UsageError("A month is written YYYY-MM, for example 2026-10.")
        year, number = int(text[:4]), int(text[5:])
        if not 1990 <= year <= 2200:
            raise UsageError("A month lies between 1990 and 2200.")
        return cls(year, number)

    @classmethod
    def of(cls, day: date) -> "ReportingMonth":
        """The month that holds a day."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def last_day(self) -> date:
        """The day `t` of the definitions."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def words(self) -> str:
        """The month as it is said: October 2026."""
        return f"{MONTH_NAMES[self.number - 1]} {self.year}"

    @property
    def short_words(self) -> str:
        """The month as a narrow column or an axis says it: Oct 2026."""
        return f"{MONTH_NAMES[self.number - 1][:3]} {self.year}"

    def plus(self, months: int) -> "ReportingMonth":
        """The month a number of months later; earlier where that number is below nought."""
        index = self.year * 12 + self.number - 1 + months
        return ReportingMonth(index // 12, index % 12 + 1)

    def back_to(self, count: int) -> list["ReportingMonth"]:
        """The `count` months that end with this one, oldest first."""
        return [self.plus(-back) for back in range(count - 1, -1, -1)]

    @property
    def financial_year(self) -> str:
        """The financial year that holds the month, from April to March: 2026/27."""
        start = self.year if self.number >= 4 else self.year - 1
        return f"{start}/{(start + 1) % 100:02d}"


def say_date(day: date) -> str:
    """A day as it is said: 31 October 2026."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def month_of_extract(extract_date: date) -> ReportingMonth:
    """The latest month whose last day is on or before the extract's date (an extract of 3 November is October's)."""
    month = ReportingMonth.of(extract_date)
    return month if month.last_day <= extract_date else month.plus(-1)


def month_ends(months: list[ReportingMonth]) -> np.ndarray:
    """The last days of some months, as days, in the order given."""
    return np.array([month.last_day for month in months], dtype=DAY)


def as_days(dates: "pd.Series | np.ndarray") -> np.ndarray:
    """Dates and times as days, times of day cut off; an empty date stays empty (NaT)."""
    return np.asarray(dates, dtype="datetime64[us]").astype(DAY)


def months_before(days: np.ndarray, months: int | np.ndarray) -> np.ndarray:
    """The same day of the month so many months before each day, or that month's last day where it has none.

    Empty stays empty. A number below nought gives the day so many months after.
    """
    days = np.asarray(days, dtype=DAY)
    start = days.astype("datetime64[M]")
    offset = days - start.astype(DAY)
    target = start - months
    last = (target + 1).astype(DAY) - target.astype(DAY) - np.timedelta64(1, "D")
    return target.astype(DAY) + np.minimum(offset, last)


def window_start(ends: np.ndarray, months: int) -> np.ndarray:
    """The first day of the window of whole calendar months that ends on each month end."""
    return (np.asarray(ends, dtype=DAY).astype("datetime64[M]") - (months - 1)).astype(DAY)


def ages(birth_dates: np.ndarray, on: np.ndarray) -> np.ndarray:
    """Ages in whole years on some days, NaN where the birth date is empty or later.

    A birthday of 29 February is reached on 1 March in years without that day.
    """
    born, on = np.broadcast_arrays(np.asarray(birth_dates, dtype=DAY), np.asarray(on, dtype=DAY))
    years = _year(on) - _year(born)
    not_yet = (_month(on) < _month(born)) | ((_month(on) == _month(born)) & (_day(on) < _day(born)))
    age = (years - not_yet).astype(float)
    age[np.isnat(born) | np.isnat(on) | (born > on)] = np.nan
    return age


def _year(days: np.ndarray) -> np.ndarray:
    return days.astype("datetime64[Y]").astype(np.int64) + 1970


def _month(days: np.ndarray) -> np.ndarray:
    return days.astype("datetime64[M]").astype(np.int64) % 12


def _day(days: np.ndarray) -> np.ndarray:
    return (days - days.astype("datetime64[M]").astype(DAY)).astype(np.int64)
