"""Which figures are uncertain, since much of a column that they rest on could not be read.

Source: definitions, "What could not be read".
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pandas as pd

from helpers.cohorts.care import legal_statuses_unread
from helpers.cohorts.known import Column, Known
from helpers.load.care_data import ColumnRead
from helpers.results.answers import month_texts
from helpers.terms.codes import LEGAL_STATUS
from helpers.terms.tables import PERSON, TABLES

LEGAL_STATUSES = ("ssd_legal_status", LEGAL_STATUS)


@dataclass(frozen=True)
class Uncertain:
    """A figure of one month that is given, though more than 5% of a column's filled cells could not be read.

    `breakdown` is `all` where that holds of the indicator with all its breakdowns. Of legal statuses `filled` and `unread`
    are children, of every other column cells.
    """

    code: str
    month: str
    breakdown: str
    table: str
    column: str
    unread: int
    filled: int


def uncertain_figures(frame: pd.DataFrame, breakdown: str, columns: Iterable[Column], known: Known) -> list[Uncertain]:
    """Return what makes an indicator's figures uncertain, of the whole or of a breakdown, one an entry month and column."""
    if frame.empty:
        return []
    code, months = frame["code"].iloc[0], sorted(frame["month"].unique())
    found = []
    for table, column in sorted(columns):
        for month, read in _read_by_month(table, column, months, known).items():
            if read.is_uncertain:
                name = TABLES[table].person or column if column == PERSON else column
                found.append(Uncertain(code, month, breakdown, table, name, read.unread, read.filled))
    return found


def unread_months(columns: Collection[Column], known: Known) -> dict[str, ColumnRead]:
    """Return the months of which most children's legal status could not be read, where the figure rests on it."""
    if LEGAL_STATUSES not in columns:
        return {}
    return {month: read for month, read in _legal_statuses(known).items() if read.is_mostly_unread}


def _read_by_month(table: str, column: str, months: list[str], known: Known) -> dict[str, ColumnRead]:
    if (table, column) == LEGAL_STATUSES:
        return {month: read for month, read in _legal_statuses(known).items() if month in months}
    return dict.fromkeys(months, known.data.read_of(table, column))


def _legal_statuses(known: Known) -> dict[str, ColumnRead]:
    if not known.data.read_of(*LEGAL_STATUSES).unread:
        return {}
    counts = legal_statuses_unread(known)
    reads = [ColumnRead(int(asked), int(unread)) for asked, unread in zip(counts["asked"], counts["unread"], strict=True)]
    return dict(zip(month_texts(known, counts["month_end"]), reads, strict=True))


def as_frame(uncertain: Iterable[Uncertain]) -> pd.DataFrame:
    """Return uncertain figures as a table, sorted as text: code, month, breakdown, table, column."""
    columns = ["code", "month", "breakdown", "table", "column"]
    rows = sorted((each.code, each.month, each.breakdown, each.table, each.column) for each in uncertain)
    return pd.DataFrame(rows, columns=columns)
