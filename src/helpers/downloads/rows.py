"""A row of the published figures, and the texts that a data file writes for what a page shows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.charts.series import ALL, Cell, Point, State
from helpers.errors import DefinitionError
from helpers.indicator import Indicator, Kind
from helpers.months import ReportingMonth, Window
from helpers.protect.released import KEY
from helpers.rounding import (
    HIDDEN,
    LOW,
    MINUS,
    NOT_APPLICABLE,
    OUT_OF,
    UNCERTAIN_LETTER,
    plain_value,
    say_count,
    say_number,
)

COLUMNS = [*KEY, "numerator", "denominator", "value", "series", "period", "marks"]
OUTTURN = "outturn"
SORTED_BY = [*KEY, "series", "period"]
_NUMBER = re.compile(rf"{MINUS}?[0-9][0-9,]*(?:\.[0-9]+)?")


@dataclass(frozen=True, kw_only=True)
class Place:
    """The key of a figure, as results have it."""

    code: str
    month: str
    window: str
    breakdown: str
    group: str


@dataclass(frozen=True, kw_only=True)
class Row(Place):
    """One published figure: texts as the file holds them, rounded as shown; empty where there is nothing to say.

    `series` says what sort of figure it is, `period` what it is for where that is not the month of its key, `marks` the
    letters of the marks that stand beside it.
    """

    numerator: str = ""
    denominator: str = ""
    value: str
    series: str
    period: str = ""
    marks: str = ""


def place_of(entry: Indicator, month: ReportingMonth, window: Window, breakdown: str = ALL, group: str = ALL) -> Place:
    """The key of an indicator's figure."""
    return Place(code=entry.code, month=str(month), window=str(window), breakdown=breakdown, group=group)


def row_at(
    place: Place, series: str, value: str, *,
    numerator: str = "", denominator: str = "", period: str = "", is_uncertain: bool = False,
) -> Row:  # fmt: skip
    """Return a row of a series at the place of a figure."""
    return Row(
        code=place.code, month=place.month, window=place.window, breakdown=place.breakdown, group=place.group,
        numerator=numerator, denominator=denominator, value=value, series=series, period=period,
        marks=UNCERTAIN_LETTER if is_uncertain else "",
    )  # fmt: skip


def row_of_cell(place: Place, cell: Cell, series: str = OUTTURN, period: str = "") -> Row | None:
    """A cell as pages show it: a hidden one is `[c]` throughout, of an empty denominator `[z]`; no row where not available."""
    if cell.state == State.ABSENT:
        return None
    has_denominator = cell.kind in OUT_OF
    if cell.state == State.HIDDEN:
        return row_at(place, series, HIDDEN, numerator=HIDDEN, denominator=HIDDEN if has_denominator else "", period=period)
    numerator, denominator = (_whole(each) for each in (cell.numerator, cell.denominator))
    if cell.state == State.EMPTY:
        value, numerator, denominator = NOT_APPLICABLE, "0", "0"
    elif cell.kind is Kind.COUNT:
        value = numerator
    else:
        value = plain_value(cell.kind, cell.numerator, cell.denominator)
        # Only what rounds to 0 can be more than that.
        value = LOW if not value.strip("-0.") and cell.figure == LOW else value
    return row_at(
        place, series, value, numerator=numerator, denominator=denominator if has_denominator else "", period=period,
        is_uncertain=cell.is_uncertain,
    )  # fmt: skip


def _whole(number: float | None) -> str:
    """A number of children or events as a data file writes it; the formatter rounds one that is not whole."""
    return str(number) if isinstance(number, int) else plain(say_count(number))


def rows_of_points(place: Place, points: Sequence[Point]) -> Iterator[Row]:
    """The outturns of some months of the series that a place is in."""
    for point in points:
        row = row_of_cell(replace(place, month=str(point.month)), point.cell)
        yield from [row] if row else []


def plain(said: str) -> str:
    """The number that a text of the formatter begins with, without separators or unit: 2000, -3, 66.7; else its shorthand."""
    found = _NUMBER.match(said)
    return found.group().replace(",", "").replace(MINUS, "-") if found else said


def plain_decimal(number: float, decimals: int = 1) -> str:
    """A number that has no numerator, such as a limit, as a data file writes it."""
    return say_number(number, decimals, separator="", minus="-")


def as_table(rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as a table of texts, each figure once, sorted as text by its key, series and period.

    Raises DefinitionError where two rows say different things of the same figure.
    """
    once = dict.fromkeys(rows)
    table = pd.DataFrame([[getattr(row, name) for name in COLUMNS] for row in once], columns=COLUMNS, dtype="str")
    twice = table[table.duplicated(SORTED_BY)]
    if len(twice):
        raise DefinitionError(f"{twice.iloc[0]['code']}: two rows of the published figures are of the same figure.")
    return table.sort_values(SORTED_BY, kind="stable", ignore_index=True)
