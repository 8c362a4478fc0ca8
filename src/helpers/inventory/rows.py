"""The inventory of an extract: one row a table that a figure reads. Source: definitions, "Shape and freshness"."""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.check.beyond_cells import missing_columns
from helpers.check.likely_names import likely_columns, table_by_headings, table_by_name
from helpers.inventory.needed import Readers, readers_of
from helpers.load.care_data import CareData, LoadedTable
from helpers.load.folder import Folder
from helpers.months import DAY, as_days
from helpers.terms.tables import EVENT_DATES, PERSON, TABLES, TRUE_ZERO_FILES, ColumnKind, TableTerms

HEADER_BYTES = 20_000
NO_EVENT = (ColumnKind.BIRTH_DATE,)


class State(StrEnum):
    """Whether a table is there: read, not readable, or missing, perhaps under another name."""

    FOUND = "found"
    SPOILT = "can't be read"
    NEAR = "nearly found"
    MISSING = "missing"


@dataclass(frozen=True)
class NearFile:
    """A file that is not read and may be a table, and the headings there that its columns may have, by column."""

    file: str
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A table that a figure reads: what is there of it, and who reads it.

    `first` and `last` are the first and the last of its main dates, the last by the day of the extract. `likely` holds, for
    columns that are missing, the heading that each may have; `unknown` are the other headings that are not the standard's.
    """

    table: str
    state: State
    readers: Readers
    file: str = ""
    rows: int = 0
    first: str = ""
    last: str = ""
    missing: tuple[str, ...] = ()
    likely: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    near: tuple[NearFile, ...] = ()

    @property
    def is_standard(self) -> bool:
        """Whether it is a table of the standard; a side file else, each of which is optional."""
        return TABLES[self.table].is_standard

    @property
    def is_whole(self) -> bool:
        """Whether it is there with all its columns and something to count."""
        has_rows = self.rows > 0 or self.table in TRUE_ZERO_FILES
        return self.state is State.FOUND and has_rows and not self.missing


def take_inventory(folder: Folder, data: CareData) -> list[Row]:
    """Return a row for each table that a figure reads, in the order of the standard, then the side files."""
    absent = [table for table in TABLES if table not in folder.tables]
    near = near_files(folder, absent)
    rows = []
    for table in TABLES:
        readers = readers_of(table)
        if table in data.tables:
            rows.append(_row_of(data.tables[table], data, readers))
        elif table in folder.tables:
            rows.append(Row(table=table, state=State.SPOILT, readers=readers, file=folder.tables[table].path.name))
        else:
            state = State.NEAR if near.get(table) else State.MISSING
            rows.append(Row(table=table, state=state, readers=readers, near=tuple(near.get(table, ()))))
    return rows


def near_files(folder: Folder, absent: Collection[str]) -> dict[str, list[NearFile]]:
    """Return the files that may be some absent tables, by table: by their names, failing that by their headings."""
    by_name = {passed.file: passed.table for passed in folder.passed_over if passed.table in absent}
    paths = {path.name: path for path in folder.unread} | {name: folder.path / name for name in by_name}
    found: dict[str, list[NearFile]] = {}
    for name, path in sorted(paths.items()):
        headings = read_headings(path)
        table = by_name.get(name) or table_by_name(path.name.removesuffix(path.suffix), absent)
        table = table or table_by_headings(headings, absent)
        if table:
            found.setdefault(table, []).append(NearFile(name, _likely_in(headings, TABLES[table])))
    return found


def _likely_in(headings: Sequence[str], terms: TableTerms) -> dict[str, str]:
    there = {heading.strip().lower() for heading in headings}
    others = [heading for heading in headings if heading.strip().lower() not in terms.columns]
    return likely_columns(others, [column for column in terms.asked if column not in there], terms)


def read_headings(path: Path) -> list[str]:
    """Return the headings of a file, CSV or Parquet; none where they can't be read."""
    try:
        if path.suffix.lower() == ".parquet":
            return list(pq.read_schema(path).names) if path.is_file() else []
        if path.suffix.lower() not in (".csv", ".txt", ".tsv", ""):
            return []
        with path.open("rb") as file:
            content = file.read(HEADER_BYTES)
        text = content.decode("utf-8-sig", errors="replace")
        return next(csv.reader(io.StringIO(text, newline="")), []) if "\0" not in text else []
    except (OSError, pa.ArrowException, csv.Error):
        return []


def _row_of(table: LoadedTable, data: CareData, readers: Readers) -> Row:
    terms = TABLES[table.name]
    missing = tuple(missing_columns(table))
    likely = likely_columns(table.unknown_headings, missing, terms)
    first, last = _first_and_last(table, terms, data)
    # A first row that names next to no column is no header, and may hold a child's data.
    has_header = len(table.columns - {PERSON}) > 0
    others = [name for name in table.unknown_headings if name not in likely.values()] if missing and has_header else []
    return Row(
        table=table.name,
        state=State.FOUND,
        readers=readers,
        file=table.file,
        rows=table.rows_in_file,
        first=first,
        last=last,
        missing=missing,
        likely=likely,
        unknown=tuple(others),
    )


def _first_and_last(table: LoadedTable, terms: TableTerms, data: CareData) -> tuple[str, str]:
    """Return the first and the last of a table's main dates, as text; empty where it has none."""
    columns = [column for column in main_dates(terms) if column in table.frame]
    days = [as_days(table.frame[column]) for column in columns]
    every = np.concatenate([*days, np.array([], dtype=DAY)])
    every = every[every <= np.datetime64(data.as_at or data.month.last_day)]
    return (str(every.min()), str(every.max())) if len(every) else ("", "")


def main_dates(terms: TableTerms) -> tuple[str, ...]:
    """Return the columns whose dates say how far a table reaches: those that the definitions name, else its first date."""
    if terms.name in EVENT_DATES:
        return EVENT_DATES[terms.name]
    dates = [column for column in terms.dates if terms.columns[column] not in NO_EVENT and column in terms.asked]
    return (terms.start,) if terms.start else tuple(column for column in dates if not column.endswith("death_date"))[:1]
