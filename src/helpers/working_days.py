"""Working days of England and Wales: Monday to Friday, bank holidays left out.

Source: definitions, "Time". The bank holidays are those of the `holidays` library, proclaimed extra ones too.
"""

from datetime import date
from functools import cache

import holidays
import numpy as np

from helpers.months import DAY

ONE_DAY = np.timedelta64(1, "D")


def working_days_between(first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The working days later than the first day, up to and including the last; NaN where either day is empty.

    The first day is day 0; where the last day lies before it there are none.
    """
    first, last = np.broadcast_arrays(np.asarray(first, dtype=DAY), np.asarray(last, dtype=DAY))
    counts = np.full(first.shape, np.nan)
    known = ~np.isnat(first) & ~np.isnat(last)
    if not known.any():
        return counts
    begin, end = first[known], np.maximum(first[known], last[known])
    counts[known] = np.busday_count(begin + ONE_DAY, end + ONE_DAY, holidays=_bank_holidays(begin.min(), end.max()))
    return counts


def add_working_days(day: int, count: int) -> int:
    """The day so many working days later, both as ordinals of the calendar; the day itself is day 0."""
    first = date.fromordinal(day)
    later = np.busday_offset(np.datetime64(first, "D"), count, roll="backward", busdaycal=_calendar_from(first.year))
    return later.astype(object).toordinal()


@cache
def _calendar_from(year: int) -> np.busdaycalendar:
    """The working days of a year, of the one before it and of the one after."""
    return np.busdaycalendar(holidays=[day for each in (year - 1, year, year + 1) for day in _bank_holidays_of(each)])


def _bank_holidays(first: np.datetime64, last: np.datetime64) -> np.ndarray:
    years = range(first.astype(object).year, last.astype(object).year + 1)
    days = [day for year in years for day in _bank_holidays_of(year)]
    return np.array(days, dtype=DAY)


@cache
def _bank_holidays_of(year: int) -> tuple[np.datetime64, ...]:
    return tuple(np.datetime64(day, "D") for day in sorted(holidays.country_holidays("GB", subdiv="ENG", years=year)))
