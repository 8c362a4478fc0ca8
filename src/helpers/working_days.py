"""Working days of England and Wales: Monday to Friday, bank holidays left out.

Source: definitions, "Time". The bank holidays are those of the `holidays` library, proclaimed extra ones too.
"""

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


def _bank_holidays(first: np.datetime64, last: np.datetime64) -> np.ndarray:
    years = range(first.astype(object).year, last.astype(object).year + 1)
    days = [day for year in years for day in _bank_holidays_of(year)]
    return np.array(days, dtype=DAY)


@cache
def _bank_holidays_of(year: int) -> tuple[np.datetime64, ...]:
    return tuple(np.datetime64(day, "D") for day in sorted(holidays.country_holidays("GB", subdiv="ENG", years=year)))
