"""A council's extract after loading: typed tables, and notes of what was odd in the files."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from helpers.council import Council
from helpers.errors import NotAvailable
from helpers.months import ReportingMonth
from helpers.terms.codes import LEGAL_STATUS, SEARCHED_CODES, UNMAPPED
from helpers.terms.tables import PERSON, TABLES, TRUE_ZERO_FILES

ROW = "row"
MOSTLY = 0.5
UNCERTAIN_FROM = 0.05
# A disability of an unknown code counts as one; a legal status is asked of children, month by month (`cohorts.care`); and
# columns that may rightly hold much else are asked for the codes that a figure needs.
UNREAD_BY_OTHER_RULES = frozenset({"disa_disability_code", LEGAL_STATUS, "type", "role", *SEARCHED_CODES})


class Oddity(StrEnum):
    """What can be odd about the rows of a file."""

    NOT_UTF8 = "not UTF-8, read as Windows-1252"
    EXACT_REPEAT = "exact repeat"
    SAME_KEY = "same key, other content"
    WORD_FOR_EMPTY = "word for empty"
    NO_PERSON = "row without a person"
    NO_WORKER = "row without a worker"
    END_UNREADABLE = "unreadable end date"
    ENDS_BEFORE_START = "ends before it starts"
    DATE_UNREADABLE = "unreadable date"
    STAND_IN_DATE = "stand-in date"
    MONTH_UNREADABLE = "unreadable month"
    YEAR_UNREADABLE = "unreadable year"
    NUMBER_UNREADABLE = "unreadable number"
    NUMBER_OUT_OF_RANGE = "number out of range"
    CODE_NOT_KNOWN = "code not known"
    NONE_RECOGNISED = "none recognised"
    SPELLING_NOT_KNOWN = "field, wording or code not known"
    YES_NO_UNREADABLE = "neither yes nor no"
    CELL_OF_ANOTHER_ROW = "given twice, cell of another row"
    CELLS_DIFFER = "given twice, cells differ"
    FILLED_BY_ONE_OF_SEVERAL = "filled by one of several persons"
    NAMED_BY_ANOTHER_PERSON = "named by another person"
    PERSON_NOT_LISTED = "person not in ssd_person"
    ESTIMATED_BIRTH_DATE = "estimated birth date"
    STALE = "stale"
    FILE_PASSED_OVER = "file passed over"
    TABLE_MISSING = "table missing"
    COLUMN_MISSING = "column missing"


SET_ASIDE = (
    Oddity.EXACT_REPEAT,
    Oddity.SAME_KEY,
    Oddity.NO_PERSON,
    Oddity.NO_WORKER,
    Oddity.END_UNREADABLE,
    Oddity.ENDS_BEFORE_START,
    Oddity.SPELLING_NOT_KNOWN,
)


@dataclass(frozen=True)
class Note:
    """One kind of oddity in one column of a table: the file's rows that have it (the header is row 1), never a value.

    `detail` names what is no row: a file that is passed over, a column that is missing, a day.
    """

    oddity: Oddity
    table: str
    column: str
    rows: np.ndarray
    detail: str = ""

    @property
    def is_set_aside(self) -> bool:
        """Whether rows with this oddity are not counted at all."""
        return self.oddity in SET_ASIDE


@dataclass(frozen=True)
class ColumnRead:
    """How much of a column could be read, over all rows of its file.

    `filled` cells, `unread` ones of them, and the codes found, where it is a column of codes or words.
    """

    filled: int
    unread: int = 0
    codes: frozenset[str] = frozenset()

    @property
    def is_mostly_unread(self) -> bool:
        """Whether more than half of the filled cells could not be read."""
        return self.unread > MOSTLY * self.filled

    @property
    def is_uncertain(self) -> bool:
        """Whether more than 5% of the filled cells could not be read."""
        return self.unread > UNCERTAIN_FROM * self.filled


@dataclass(frozen=True, kw_only=True)
class LoadedTable:
    """A table after loading: the rows that count, in the order of the file, and which columns the file has.

    `frame` has the standard's column names, but `person_id` for the person, and `row`, the row in the file. Codes are
    codes, `?` where none was found and empty text where the cell was; dates are datetimes, NaT where empty.
    `read` says of each column of the standard how much of it could be read; `wordings` of each searched one which texts it
    holds, in small letters.
    """

    name: str
    file: str
    frame: pd.DataFrame
    columns: frozenset[str]
    rows_in_file: int
    read: dict[str, ColumnRead]
    unmapped: dict[tuple[str, str], int] = field(default_factory=dict)
    unknown_headings: tuple[str, ...] = ()
    wordings: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CareData:
    """An extract: the council, the month that it was loaded for, its tables, and what was odd in its files.

    `asked` are the tables that were looked for.
    """

    council: Council
    month: ReportingMonth
    tables: dict[str, LoadedTable]
    notes: tuple[Note, ...]
    asked: frozenset[str] = frozenset(TABLES)

    @property
    def as_at(self) -> date | None:
        """The day of the extract, where the council gives it."""
        return self.council.extract_date

    @property
    def given(self) -> tuple[str, ...]:
        """The tables whose files hold rows, or tell by a header alone that nothing of the kind happened; sorted."""
        return tuple(sorted(name for name, table in self.tables.items() if table.rows_in_file or name in TRUE_ZERO_FILES))

    def rows(self, table: str, *columns: str, may_be_missing: tuple[str, ...] = (), along: tuple[str, ...] = ()) -> pd.DataFrame:
        """The rows of a table that count, one row a row of the file, with `row` and the columns asked for.

        Columns that may be missing, and those that only come `along`, are there, and empty, where the file lacks them.
        A header and no row in a file that lists what happened is a true zero: no rows, and no error.
        Raises NotAvailable where the table is missing, lacks another column, holds no row, or most of another column could
        not be read; its text says which. Source: definitions, "Values" and "What could not be read".
        """
        self._ask_for(table, *columns)
        for column in columns:
            self._ask_to_be_read(table, column)
        return self.tables[table].frame[[ROW, *columns, *may_be_missing, *along]]

    def has(self, table: str, *columns: str) -> bool:
        """Whether a table is there, holds a row and has some columns."""
        try:
            self._ask_for(table, *columns)
        except NotAvailable:
            return False
        return True

    def read_of(self, table: str, column: str) -> ColumnRead:
        """How much of a column could be read; of one that is not there, nothing is filled."""
        loaded = self.tables.get(table)
        return loaded.read.get(_column_in_file(table, column), ColumnRead(0)) if loaded is not None else ColumnRead(0)

    def ask_for_codes(self, table: str, column: str, *codes: str) -> None:
        """Raise NotAvailable where a table holds rows, but a searched column none of some codes."""
        loaded = self.tables.get(table)
        if loaded is not None and loaded.rows_in_file and not self.read_of(table, column).codes.intersection(codes):
            raise NotAvailable(f"Nothing in the column {column} of {loaded.file} is recognised.")

    def ask_for_known_words(self, table: str, column: str) -> None:
        """Raise NotAvailable where a column that may hold only some words is filled, but with none of them."""
        read = self.read_of(table, column)
        if read.filled and not read.codes - {UNMAPPED}:
            raise NotAvailable(f"Nothing in the column {column} of {self.tables[table].file} is recognised.")

    def _ask_for(self, table: str, *columns: str) -> None:
        loaded = self.tables.get(table)
        if loaded is None:
            raise NotAvailable(f"There is no {table}.csv.")
        absent = [column for column in columns if column not in loaded.columns]
        if absent:
            raise NotAvailable(f"{loaded.file} has no column {_column_in_file(table, absent[0])}.")
        is_true_zero = table in TRUE_ZERO_FILES and loaded.rows_in_file == 0
        if loaded.frame.empty and not is_true_zero:
            raise NotAvailable(f"{loaded.file} holds no row that counts.")

    def _ask_to_be_read(self, table: str, column: str) -> None:
        read = self.read_of(table, column)
        if read.is_mostly_unread and column not in UNREAD_BY_OTHER_RULES:
            file, name = self.tables[table].file, _column_in_file(table, column)
            raise NotAvailable(f"Most of the column {name} of {file} can't be read: {read.unread:,} of {read.filled:,} cells.")


def _column_in_file(table: str, column: str) -> str:
    return TABLES[table].person or column if column == PERSON else column
