"""Text to dates. Source: definitions, "Rows", on dates."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pandas as pd

from helpers.months import months_before
from helpers.terms.tables import ColumnKind

TIME = r"(?:[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?)?"
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})" + TIME)
DAY_FIRST = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})" + TIME)
YEAR_AND_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")

DAY_LENGTH = len("2026-10-31")
MIDNIGHT = "2000-01-01"

EARLIEST = {ColumnKind.BIRTH_DATE: date(1920, 1, 1), ColumnKind.WORK_DATE: date(1950, 1, 1)}
EARLIEST_OF_OTHERS = date(1990, 1, 1)
YEARS_AHEAD = 20


@dataclass(frozen=True)
class DateColumn:
    """A column of dates: NaT where the cell is empty, unreadable or a stand-in for empty; times only where asked for."""

    dates: np.ndarray
    is_filled: np.ndarray
    is_unreadable: np.ndarray
    is_stand_in: np.ndarray


def read_date(text: str) -> datetime | None:
    """The date, with its time where it has one, that a text holds: ISO or day-first; None for any other text."""
    if match := ISO.fullmatch(text):
        year, month, day, *time = match.groups()
    elif match := DAY_FIRST.fullmatch(text):
        day, month, year, *time = match.groups()
    else:
        return None
    try:
        return datetime(int(year), int(month), int(day), *(int(part or 0) for part in time))
    except ValueError:
        return None


def read_month(text: str) -> datetime | None:
    """The first day of the month that a text names, `2026-10` or a date in it; None for any other text."""
    if match := YEAR_AND_MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
        return datetime(year, month, 1) if year and 1 <= month <= 12 else None
    day = read_date(text)
    return day.replace(day=1, hour=0, minute=0, second=0) if day else None


def read_dates(texts: pd.Series, kind: ColumnKind, last_day: date) -> DateColumn:
    """A column of trimmed texts as dates, one a row; `last_day` is the reporting month's."""
    if kind is ColumnKind.MONTH:
        dates = _read_each(texts, read_month)
    else:
        # Days and times of day are few, and each is read once; their pairs are nearly as many as the rows.
        dates = _read_each(texts.str[:DAY_LENGTH], read_date)
        since_midnight = _read_each(MIDNIGHT + texts.str[DAY_LENGTH:], read_date) - np.datetime64(MIDNIGHT)
        dates = dates + (since_midnight if kind is ColumnKind.TIME else since_midnight.astype("timedelta64[D]"))
    filled = (texts != "").to_numpy()
    unreadable = np.isnat(dates) & filled
    latest = months_before(np.array([last_day], dtype="datetime64[D]"), -12 * YEARS_AHEAD)[0]
    days = dates.astype("datetime64[D]")
    stand_in = (days < np.datetime64(EARLIEST.get(kind, EARLIEST_OF_OTHERS))) | (days > latest)
    dates[stand_in] = np.datetime64("NaT")
    return DateColumn(dates, filled, unreadable, stand_in)


def _read_each(texts: pd.Series, read: Callable[[str], datetime | None]) -> np.ndarray:
    """The dates that some texts hold, to the second, NaT where they hold none; each different text is read once."""
    places, uniques = pd.factorize(texts)
    found = np.array([*map(read, uniques.to_numpy()), None], dtype="datetime64[s]")
    return found[places]
