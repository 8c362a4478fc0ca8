"""A row of the published figures, and the texts that a data file writes for what a page shows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from helpers.charts.series import Cell, State
from helpers.errors import DefinitionError
from helpers.protect.released import KEY
from helpers.rounding import HIDDEN, LOW, MINUS, NOT_APPLICABLE, OUT_OF, plain_value, say_number

COLUMNS = [*KEY, "numerator", "denominator", "value", "series", "period"]
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

    `series` says what sort of figure it is, `period` what it is for where that is not the month of its key.
    """

    numerator: str = ""
    denominator: str = ""
    value: str
    series: str
    period: str = ""


def row_at(place: Place, series: str, value: str, *, numerator: str = "", denominator: str = "", period: str = "") -> Row:
    """A row of a series at the place of a figure."""
    key = {name: getattr(place, name) for name in KEY}
    return Row(**key, numerator=numerator, denominator=denominator, value=value, series=series, period=period)


def row_of_cell(place: Place, cell: Cell, series: str = OUTTURN, period: str = "") -> Row | None:
    """A cell as pages show it: a hidden one is `[c]` throughout, of an empty denominator `[z]`; no row where not available."""
    if cell.state == State.ABSENT:
        return None
    if cell.state == State.HIDDEN:
        value = HIDDEN
    elif cell.state == State.EMPTY:
        value = NOT_APPLICABLE
    else:
        value = LOW if cell.shown == LOW else plain_value(cell.kind, cell.numerator, cell.denominator)
    numerator, denominator = plain(cell.shown_numerator), plain(cell.shown_denominator)
    has_denominator = cell.kind in OUT_OF
    return row_at(place, series, value, numerator=numerator, denominator=denominator if has_denominator else "", period=period)


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
