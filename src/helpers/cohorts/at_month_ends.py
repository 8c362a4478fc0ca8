"""Rows of a table as each month's end sees them: those open on it, and events of the 12 months to it."""

import numpy as np
import pandas as pd

from helpers.cohorts.known import Known
from helpers.cohorts.open_rows import ends_or_never
from helpers.months import as_days, window_start

LONGEST_WINDOW = 12


def open_at_month_ends(known: Known, rows: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """The rows open at each month end, one row a month end and row: what starts on the day is open, what ends is not.

    A row without a start is open at none. The columns are the rows', and `month_end`.
    """
    starts, ends = as_days(rows[start]), ends_or_never(rows[end])
    month_ends = known.month_ends[:, None]
    return _seen(known, rows, (starts <= month_ends) & (ends > month_ends))


def events_in_12_months(known: Known, rows: pd.DataFrame, day: str) -> pd.DataFrame:
    """The rows whose day lies in the 12 whole months to each month end, one row a month end and row.

    The columns are the rows', `month_end`, and `event_date`, the day; a row without one is no event.
    """
    days = as_days(rows[day])
    month_ends = known.month_ends[:, None]
    is_inside = (days >= window_start(known.month_ends, LONGEST_WINDOW)[:, None]) & (days <= month_ends)
    return _seen(known, rows.assign(event_date=days), is_inside)


def at_every_month_end(known: Known, rows: pd.DataFrame) -> pd.DataFrame:
    """Every row at each month end, one row a month end and row."""
    return _seen(known, rows, np.ones((len(known.months), len(rows)), dtype=bool))


def _seen(known: Known, rows: pd.DataFrame, is_seen: np.ndarray) -> pd.DataFrame:
    month, place = np.nonzero(is_seen)
    seen = rows.iloc[place].reset_index(drop=True)
    seen.insert(0, "month_end", known.month_ends[month])
    return seen
