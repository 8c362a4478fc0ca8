"""The department's cells and periods: symbols that stand for a figure, and the words of a period."""

import re
from datetime import date

OK = "ok"
# What a cell may hold instead of a number. None of them is nought. The last row's are older ones, or another tool's.
SYMBOLS = {
    "c": "suppressed",
    "x": "not_available",
    "z": "not_applicable",
    "u": "low_reliability",
    "k": "low_rounds_to_zero", "low": "low_rounds_to_zero",
    ":": "no_figure", "~": "no_figure", "..": "no_figure", "-": "no_figure", "": "no_figure",
}  # fmt: skip
SUSPECT = "suspect_source_error"
# A number, but of two councils together.
JOINT = "joint"
MONTHS_UNIT = "months"

SNAPSHOT, YEAR, SEPTEMBER, ACADEMIC, MID_YEAR = "31 March", "year to 31 March", "30 September", "academic year", "mid"
# Which of the department's words for a time each kind of period goes with, and how many digits that time has.
IDENTIFIERS = {
    "reporting year": (4, (SNAPSHOT, YEAR, SEPTEMBER, MID_YEAR)),
    "financial year": (6, (SNAPSHOT, YEAR)),
    "academic year": (6, (ACADEMIC,)),
}
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_YEARS_AND_MONTHS = re.compile(r"(\d{2}):(0\d|1[01])", re.ASCII)


def read_cell(text: str, unit: str) -> tuple[float, str] | None:
    """A published cell as value and status; the value is NaN, never 0, where a symbol stands. None: can't be understood.

    In the unit `months` a cell is years and months, `01:07` for 19 months, and no time of day.
    """
    symbol = SYMBOLS.get(text.lower())
    if symbol is not None:
        return float("nan"), symbol
    if unit == MONTHS_UNIT:
        match = _YEARS_AND_MONTHS.fullmatch(text)
        return (int(match[1]) * 12.0 + int(match[2]), OK) if match else None
    return (float(text), OK) if _NUMBER.fullmatch(text) else None


def read_time(text: str, identifier: str) -> int | None:
    """The calendar year in which a published time ends: 2025 for `2025`, and for `202425` of an academic year.

    `identifier` is the department's word for what the time is, in small letters. None: can't be understood.
    """
    digits, _ = IDENTIFIERS.get(identifier, (0, ()))
    if len(text) != digits or not text.isdecimal():
        return None
    year = int(text[:4])
    if digits == 4:
        return year
    return year + 1 if (year + 1) % 100 == int(text[4:]) else None


def say_period(kind: str, year: int) -> str:
    """A period as it is said: `31 March 2025`, `year to 31 March 2025`, `academic year 2024/25`, `mid-2024`."""
    if kind == ACADEMIC:
        return f"{kind} {year - 1}/{year % 100:02d}"
    return f"mid-{year}" if kind == MID_YEAR else f"{kind} {year}"


def period_end(kind: str, year: int) -> date:
    """The last day of a period."""
    ends = {SEPTEMBER: (9, 30), ACADEMIC: (8, 31), MID_YEAR: (6, 30)}
    return date(year, *ends.get(kind, (3, 31)))


def period_end_of(period: str) -> str:
    """The last day of a period, in ISO, from its words. Raises ValueError where they are none of `say_period`'s."""
    match = re.fullmatch(r"(.+?)[ -](\d{4})(?:/(\d{2}))?", period, re.ASCII)
    if match is None:
        raise ValueError(period)
    kind, year = match[1], int(match[2]) + (match[3] is not None)
    if say_period(kind, year) != period or kind not in (SNAPSHOT, YEAR, SEPTEMBER, ACADEMIC, MID_YEAR):
        raise ValueError(period)
    return period_end(kind, year).isoformat()


def say_edition(kind: str, year: int) -> str:
    """The release whose newest figures are for a year, as it is said: `reporting year 2025`, `academic year 2024/25`."""
    return say_period(kind, year) if kind in (ACADEMIC, MID_YEAR) else f"reporting year {year}"
