"""Text to dates, by the rules of the definitions, part "Rows"."""

import re
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
    places, uniques = pd.factorize(texts)
    read = read_month if kind is ColumnKind.MONTH else read_date
    found = [read(text) for text in uniques]
    unreadable = np.array([day is None and text != "" for day, text in zip(found, uniques, strict=True)], dtype=bool)
    unit = "datetime64[s]" if kind is ColumnKind.TIME else "datetime64[D]"
    unique_dates = np.array(found, dtype="datetime64[s]").astype(unit).astype("datetime64[s]")
    latest = months_before(np.array([last_day], dtype="datetime64[D]"), -12 * YEARS_AHEAD)[0]
    days = unique_dates.astype("datetime64[D]")
    stand_in = (days < np.datetime64(EARLIEST.get(kind, EARLIEST_OF_OTHERS))) | (days > latest)
    unique_dates[stand_in] = np.datetime64("NaT")
    filled = np.array([text != "" for text in uniques], dtype=bool)
    if not len(uniques):
        empty = np.zeros(len(texts), dtype=bool)
        return DateColumn(np.full(len(texts), np.datetime64("NaT"), dtype="datetime64[s]"), empty, empty, empty)
    return DateColumn(unique_dates[places], filled[places], unreadable[places], stand_in[places])
