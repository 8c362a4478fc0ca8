"""A council's extract after loading: typed tables, and notes of what was odd in the files."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from helpers.council import Council
from helpers.errors import NotAvailable
from helpers.months import ReportingMonth
from helpers.terms.tables import PERSON, TABLES, TRUE_ZERO_FILES

ROW = "row"


class Oddity(StrEnum):
    """What can be odd about the rows of a file."""

    NOT_UTF8 = "not UTF-8, read as Windows-1252"
    EXACT_REPEAT = "exact repeat"
    SAME_KEY = "same key, other content"
    NO_PERSON = "row without a person"
    END_UNREADABLE = "unreadable end date"
    ENDS_BEFORE_START = "ends before it starts"
    DATE_UNREADABLE = "unreadable date"
    STAND_IN_DATE = "stand-in date"
    NUMBER_UNREADABLE = "unreadable number"
    CODE_NOT_KNOWN = "code not known"
    SPELLING_NOT_KNOWN = "field, wording or code not known"
    YES_NO_UNREADABLE = "neither yes nor no"
    PERSON_NOT_LISTED = "person not in ssd_person"
    ESTIMATED_BIRTH_DATE = "estimated birth date"


SET_ASIDE = (
    Oddity.EXACT_REPEAT,
    Oddity.SAME_KEY,
    Oddity.NO_PERSON,
    Oddity.END_UNREADABLE,
    Oddity.ENDS_BEFORE_START,
    Oddity.SPELLING_NOT_KNOWN,
)


@dataclass(frozen=True)
class Note:
    """One kind of oddity in one column of a table: the file's rows that have it (the header is row 1), never a value."""

    oddity: Oddity
    table: str
    column: str
    rows: np.ndarray

    @property
    def is_set_aside(self) -> bool:
        """Whether rows with this oddity are not counted at all."""
        return self.oddity in SET_ASIDE


@dataclass(frozen=True, kw_only=True)
class LoadedTable:
    """A table after loading: the rows that count, in the order of the file, and which columns the file has.

    `frame` has the standard's column names, but `person_id` for the person, and `row`, the row in the file. Codes are
    codes, `?` where none was found and empty text where the cell was; dates are datetimes, NaT where empty.
    """

    name: str
    file: str
    frame: pd.DataFrame
    columns: frozenset[str]
    rows_in_file: int
    filled_cells: dict[str, int]
    unmapped: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CareData:
    """An extract: the council, the month that it was loaded for, its tables, and what was odd in its files."""

    council: Council
    month: ReportingMonth
    tables: dict[str, LoadedTable]
    notes: tuple[Note, ...]
    other_files: tuple[str, ...] = ()

    @property
    def as_at(self) -> date | None:
        """The day of the extract, where the council gives it."""
        return self.council.extract_date

    def rows(self, table: str, *columns: str, may_be_missing: tuple[str, ...] = ()) -> pd.DataFrame:
        """The rows of a table that count, one row a row of the file, with `row` and the columns asked for.

        Columns that may be missing are there, and empty, where the file lacks them.
        A header and no row in a file that lists what happened is a true zero: no rows, and no error.
        Raises NotAvailable where the table is missing, lacks another column, or holds no row; its text says which.
        """
        loaded = self.tables.get(table)
        if loaded is None:
            raise NotAvailable(f"There is no {table}.csv.")
        absent = [column for column in columns if column not in loaded.columns]
        if absent:
            raise NotAvailable(f"{loaded.file} has no column {_column_in_file(table, absent[0])}.")
        is_true_zero = table in TRUE_ZERO_FILES and loaded.rows_in_file == 0
        if loaded.frame.empty and not is_true_zero:
            raise NotAvailable(f"{loaded.file} holds no row that counts.")
        return loaded.frame[[ROW, *columns, *may_be_missing]]

    def has(self, table: str, *columns: str) -> bool:
        """Whether a table is there, holds a row and has some columns."""
        try:
            self.rows(table, *columns)
        except NotAvailable:
            return False
        return True


def _column_in_file(table: str, column: str) -> str:
    return TABLES[table].person or column if column == PERSON else column
