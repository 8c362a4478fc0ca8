"""What lies in a council's data folder: which file holds which table, and what is passed over though it looks like one.

Source: definitions, "Shape and freshness"; contract, "Input", on `columns.csv`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from helpers.errors import DataError
from helpers.load.care_data import Note, Oddity
from helpers.load.codes import bare
from helpers.load.spellings import SPELLINGS
from helpers.load.text_tables import read_text_table
from helpers.snapshot import parts_of
from helpers.terms.tables import COUNCIL_FILES, TABLES, ColumnKind, TableTerms

FILE_KINDS = (".csv", ".parquet")
# What may hold a table, and is not read as one unless `columns.csv` names it.
LIKELY_KINDS = re.compile(r"\.(csv|parquet|txt|tsv|xls\w?|ods|json|zip|gz)|", re.IGNORECASE)
READ_BY_NAME = (*FILE_KINDS, ".txt", ".tsv")
PACKED = ".zip"
OTHER_SOURCES = ("ssda903",)
OWN_NAMES = TableTerms(
    name="columns",
    columns=dict.fromkeys(("table", "column", "file", "header"), ColumnKind.TEXT),
)


@dataclass(frozen=True)
class TableFile:
    """The file that holds a table, or the folder of its Parquet parts; and the council's own headings, by column."""

    path: Path
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many bytes it holds."""
        files = parts_of(self.path) if self.path.is_dir() else [self.path]
        return sum(path.stat().st_size for path in files)


@dataclass(frozen=True)
class PassedOver:
    """A file that is not read, by its name from the data folder on, and the table that it looks like; empty for none."""

    file: str
    table: str


@dataclass(frozen=True)
class Folder:
    """A data folder: the files of its tables by table, the council's spellings, what is passed over, and notes on it.

    `unread` are all files that are not read and may hold a table, by whatever name; `faults` what stops a run.
    """

    path: Path
    tables: dict[str, TableFile]
    spellings: Path | None
    own_names: Path | None
    passed_over: tuple[PassedOver, ...]
    notes: tuple[Note, ...]
    unread: tuple[Path, ...] = ()
    faults: tuple[DataError, ...] = ()


def look_into(path: Path) -> Folder:
    """Return what lies in a data folder. Raises DataError where two files hold one table, or `columns.csv` can't be read."""
    found = look_at_all(path)
    if found.faults:
        raise DataError("\n".join(map(str, found.faults)))
    return found


def look_at_all(path: Path) -> Folder:
    """Return what lies in a data folder, whatever is wrong with it: that is among its faults."""
    by_name, faults = _files_by_name(path)
    own_names = by_name.pop(OWN_NAMES.name, None)
    spellings = by_name.pop(SPELLINGS.name, None)
    there = {entry.name.lower(): entry for entry in sorted(path.iterdir())}
    try:
        names, notes = _read_own_names(own_names, there.keys())
    except DataError as fault:
        names, notes = _OwnNames(), []
        faults.append(fault)
    tables = {}
    for table in TABLES:
        file = by_name.get(table) or there.get(names.files.get(table, "").lower())
        if file is not None:
            tables[table] = TableFile(file, names.headings.get(table, {}))
    read = {file.path for file in tables.values()} | {spellings, own_names}
    passed_over = _passed_over(path, read, set(tables))
    notes += [Note(Oddity.FILE_PASSED_OVER, each.table, "", np.array([1]), detail=each.file) for each in passed_over]
    unread = [each for each in there.values() if each not in read and _may_hold_a_table(each)]
    return Folder(path, tables, spellings, own_names, tuple(passed_over), tuple(notes), tuple(unread), tuple(faults))


def _files_by_name(folder: Path) -> tuple[dict[str, Path], list[DataError]]:
    """The files of a folder that have the name of a table or of a list of the council's own names, by that name.

    And a fault for each further file of a name.
    """
    found: dict[str, Path] = {}
    faults = []
    for path in sorted(folder.iterdir()):
        name = path.stem.lower()
        is_table = path.suffix.lower() in FILE_KINDS and name in {*TABLES, SPELLINGS.name, OWN_NAMES.name}
        if not is_table or (path.is_dir() and path.suffix.lower() != ".parquet"):
            continue
        if name in found:
            faults.append(DataError(f"{found[name].name} and {path.name} hold the same table.\nLeave one of them out."))
            continue
        found[name] = path
    return found, faults


@dataclass(frozen=True)
class _OwnNames:
    files: dict[str, str] = field(default_factory=dict)
    headings: dict[str, dict[str, str]] = field(default_factory=dict)


def _read_own_names(path: Path | None, there: Collection[str]) -> tuple[_OwnNames, list[Note]]:
    """The council's own names for files and headings, of a repeated one the last; a note of rows that name nothing known.

    `there` are the names of the folder's files, in small letters.
    """
    names = _OwnNames()
    if path is None:
        return names, []
    text = read_text_table(path, OWN_NAMES)
    if missing := [column for column in OWN_NAMES.columns if column not in text.frame.columns]:
        raise DataError(f"{path.name} has no column {missing[0]}.")
    refused = []
    columns = [text.frame[column] for column in OWN_NAMES.columns]
    for row, table, column, file, header in zip(text.rows, *columns, strict=True):
        table, column = table.lower(), column.lower()
        is_known = table in TABLES and (not column or column in TABLES[table].columns)
        is_plain = not file or (Path(file).name == file and Path(file).suffix.lower() in READ_BY_NAME)
        if not is_known or not is_plain or (file and file.lower() not in there):
            refused.append(row)
            continue
        if file:
            names.files[table] = file
        if column and header:
            names.headings.setdefault(table, {})[column] = header
    notes = [Note(Oddity.SPELLING_NOT_KNOWN, OWN_NAMES.name, "", np.array(refused))] if refused else []
    return names, notes


def _passed_over(folder: Path, read: set[Path | None], tables: set[str]) -> list[PassedOver]:
    found = []
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            is_source = path.name.lower() in OTHER_SOURCES
            found += [] if path in read or is_source else _one_folder_down(path, tables)
        elif path not in read and _may_hold_a_table(path):
            table = table_like(path)
            if table or path.suffix.lower() == PACKED:
                found.append(PassedOver(path.name, table))
    return found


def _may_hold_a_table(path: Path) -> bool:
    return path.is_file() and path.name.lower() not in COUNCIL_FILES and LIKELY_KINDS.fullmatch(path.suffix) is not None


def _one_folder_down(folder: Path, tables: set[str]) -> list[PassedOver]:
    inside = sorted(path for path in folder.iterdir() if path.suffix.lower() in FILE_KINDS and path.stem.lower() in TABLES)
    return [PassedOver(f"{folder.name}/{path.name}", path.stem.lower()) for path in inside if path.stem.lower() not in tables]


def table_like(path: Path) -> str:
    """Return the table whose name a file's name holds, the longest, or is without `ssd`; empty text for none."""
    name = bare(path.name.removesuffix(path.suffix))
    held = [table for table in TABLES if bare(table) in name]
    if held:
        return max(held, key=len)
    without_digits = re.sub(r"[0-9]", "", name)
    standard = (table for table, terms in TABLES.items() if terms.is_standard)
    return next((table for table in standard if bare(table.removeprefix("ssd_")) in (name, without_digits)), "")
