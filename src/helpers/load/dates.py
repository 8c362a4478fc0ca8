"""Text to dates. Source: definitions, "Rows", on dates."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from helpers.months import months_before
from helpers.terms.tables import ColumnKind

ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
DAY_FIRST = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
CLOCK = re.compile(r"[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?(?: ?(Z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?))?")
YEAR_AND_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")

DAY_LENGTH = len("2026-10-31")
LONDON = ZoneInfo("Europe/London")
MOST_HOURS_FROM_UTC = timedelta(hours=14)

EARLIEST = {ColumnKind.BIRTH_DATE: date(1920, 1, 1), ColumnKind.WORK_DATE: date(1950, 1, 1)}
EARLIEST_OF_OTHERS = date(1990, 1, 1)
YEARS_AHEAD = 20
INSTANT = "datetime64[s]"
LENGTH = "timedelta64[s]"


@dataclass(frozen=True)
class DateColumn:
    """A column of dates: NaT where the cell is empty, unreadable or a stand-in for empty; times only where asked for."""

    dates: np.ndarray
    is_filled: np.ndarray
    is_unreadable: np.ndarray
    is_stand_in: np.ndarray


@dataclass(frozen=True)
class Clock:
    """A time of day as written, and how far it is from UTC; None where it names no zone."""

    since_midnight: timedelta
    from_utc: timedelta | None


def read_day(text: str) -> date | None:
    """Return the day that a text of ten characters names, ISO or day-first; None for any other text."""
    if match := ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_clock(text: str) -> Clock | None:
    """Return the time that follows a date, midnight where nothing does; None for a text that is no time."""
    if not text:
        return Clock(timedelta(), None)
    match = CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    from_utc = _read_zone(match[4]) if match[4] else None
    if hour > 23 or minute > 59 or second > 59 or (match[4] and from_utc is None):
        return None
    return Clock(timedelta(hours=hour, minutes=minute, seconds=second), from_utc)


def _read_zone(text: str) -> timedelta | None:
    if text in ("Z", "UTC"):
        return timedelta()
    digits = text[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    distance = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or distance > MOST_HOURS_FROM_UTC:
        return None
    return -distance if text[0] == "-" else distance


def read_date(text: str) -> datetime | None:
    """Return the date that a text holds, with its time on London's clock where it has one; None for any other text."""
    day, clock = read_day(text[:DAY_LENGTH]), read_clock(text[DAY_LENGTH:])
    if day is None or clock is None:
        return None
    try:
        moment = datetime(day.year, day.month, day.day) + clock.since_midnight
        if clock.from_utc is None:
            return moment
        return (moment - clock.from_utc).replace(tzinfo=ZoneInfo("UTC")).astimezone(LONDON).replace(tzinfo=None)
    except OverflowError:
        return None


def read_month(text: str) -> datetime | None:
    """Return the first day of the month that a text names, `2026-10` or a date in it; None for any other text."""
    if match := YEAR_AND_MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
        return datetime(year, month, 1) if year and 1 <= month <= 12 else None
    day = read_date(text)
    return day.replace(day=1, hour=0, minute=0, second=0) if day else None


def read_dates(texts: pd.Series, kind: ColumnKind, last_day: date) -> DateColumn:
    """Read a column of trimmed texts as dates, one a row; `last_day` is the reporting month's."""
    if kind is ColumnKind.MONTH:
        dates = _read_each(texts, read_month, INSTANT)
    else:
        dates = _read_moments(texts)
        dates = dates if kind is ColumnKind.TIME else dates.astype("datetime64[D]").astype(INSTANT)
    filled = (texts != "").to_numpy()
    unreadable = np.isnat(dates) & filled
    latest = months_before(np.array([last_day], dtype="datetime64[D]"), -12 * YEARS_AHEAD)[0]
    days = dates.astype("datetime64[D]")
    stand_in = (days < np.datetime64(EARLIEST.get(kind, EARLIEST_OF_OTHERS))) | (days > latest)
    dates[stand_in] = np.datetime64("NaT")
    return DateColumn(dates, filled, unreadable, stand_in)


def _read_moments(texts: pd.Series) -> np.ndarray:
    """Return dates with their times, to the second, NaT where a text holds none.

    Days and times of day are few, and each is read once; their pairs are nearly as many as the rows.
    """
    days = _read_each(texts.str[:DAY_LENGTH], read_day, INSTANT)
    places, different = pd.factorize(texts.str[DAY_LENGTH:])
    clocks = [read_clock(text) for text in different]
    since_midnight = np.array([clock and clock.since_midnight for clock in clocks], dtype=LENGTH)[places]
    moments = days + since_midnight
    has_zone = np.array([clock is not None and clock.from_utc is not None for clock in clocks], dtype=bool)[places]
    if has_zone.any():
        from_utc = np.array([clock and clock.from_utc for clock in clocks], dtype=LENGTH)[places]
        moments[has_zone] = _on_londons_clock(moments[has_zone] - from_utc[has_zone])
    return moments


def _on_londons_clock(moments: np.ndarray) -> np.ndarray:
    """Return what London's clock shows at some moments of UTC."""
    there = pd.DatetimeIndex(moments, tz="UTC").tz_convert(LONDON).tz_localize(None)
    return there.to_numpy(dtype=INSTANT)


def _read_each(texts: pd.Series, read: Callable[[str], date | None], dtype: str) -> np.ndarray:
    """Return the dates that some texts hold, NaT where they hold none; each different text is read once."""
    places, different = pd.factorize(texts)
    found = np.array([*map(read, different.to_numpy()), None], dtype=dtype)
    return found[places]
