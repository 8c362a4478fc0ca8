"""Loading a council's extract: every known file of the folder, each once."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.council import Council, read_council
from helpers.errors import DataError
from helpers.load.care_data import ROW, CareData, LoadedTable, Note, Oddity
from helpers.load.codes import Wordings, bare, known_code, known_field
from helpers.load.text_tables import TextTable, read_text_table
from helpers.load.typing_rows import type_table
from helpers.months import ReportingMonth, month_of_extract
from helpers.terms.tables import PERSON, TABLES, ColumnKind, TableTerms

FILE_KINDS = (".csv", ".parquet")
SPELLINGS = TableTerms(
    name="code_spellings",
    columns=dict.fromkeys(("field", "wording", "code"), ColumnKind.TEXT),
)
# Through these tables' keys a row without a person is filled; they are loaded before the others.
KEY_TABLES = {"ssd_cla_episodes": "clae_cla_id", "ssd_cp_plans": "cppl_cp_plan_id"}
_HELD: dict[Path, TextTable] = {}


def load_extract(folder: Path, month: ReportingMonth | None = None, tables: Collection[str] | None = None) -> CareData:
    """A council's extract for a month, that of the extract where none is asked for.

    Of all its tables, or of those named and those through which rows without a person are filled.
    Raises DataError where the folder, a file in it or the month stops the run. Source: contract, "What stops a run".
    """
    council = read_council(folder)
    month = month_to_report(council, month)
    files = _files(folder)
    own, notes, spellings = _read_spellings(files)
    asked = set(TABLES) if tables is None else {*tables, *_filling(tables)}
    loaded = dict(spellings)
    persons: dict[str, pd.Series] = {}
    for name in sorted(asked & set(files), key=lambda name: (name not in KEY_TABLES, name)):
        terms = TABLES[name]
        text = _HELD.get(files[name]) or read_text_table(files[name], terms)
        through = _persons_for(terms, persons)
        loaded[name], oddities = type_table(text, terms, own, month.last_day, through)
        notes.extend(oddities)
        if name in KEY_TABLES:
            persons[KEY_TABLES[name]] = _persons_by_key(loaded[name], KEY_TABLES[name])
    return CareData(council=council, month=month, tables=dict(sorted(loaded.items())), notes=tuple(notes))


def read_texts(folder: Path, tables: Collection[str]) -> dict[Path, TextTable]:
    """The files of some tables as text, by their paths. Raises DataError as `load_extract`."""
    return {path: read_text_table(path, TABLES[name]) for name, path in _files(folder).items() if name in tables}


def keep_texts(texts: Mapping[Path, TextTable]) -> None:
    """Hold files' texts in this process, for extracts that are loaded for one month after the other."""
    _HELD.update(texts)


def release_texts() -> None:
    """Hold no texts any more."""
    _HELD.clear()


def _filling(tables: Collection[str]) -> set[str]:
    """The tables through whose keys rows without a person of some tables are filled."""
    through = {TABLES[name].person_through for name in tables} - {None}
    return {table for table, key in KEY_TABLES.items() if any(each.endswith(_suffix(key)) for each in through)}


def month_to_report(council: Council, month: ReportingMonth | None) -> ReportingMonth:
    """The month asked for, that of the extract where none is. Raises DataError for a month that the extract can't tell of."""
    if council.extract_date is None:
        if month is None:
            raise DataError(
                "council.toml gives no extract_date, and no month was asked for.\n"
                "Add extract_date = 2026-11-03 (the day of the extract), or ask for a month: --month 2026-10"
            )
        return month
    latest = month_of_extract(council.extract_date)
    if month is None:
        return latest
    if month > latest:
        raise DataError(
            f"The extract of {council.extract_date} holds no whole month later than {latest}, "
            f"so {month} can't be reported.\nMake a newer extract, or ask for {latest} or an earlier month."
        )
    return month


def _files(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        name = path.stem.lower()
        if path.suffix.lower() not in FILE_KINDS or name not in {*TABLES, SPELLINGS.name}:
            continue
        if name in found:
            raise DataError(f"{found[name].name} and {path.name} hold the same table.\nLeave one of them out.")
        found[name] = path
    return found


def _read_spellings(files: dict[str, Path]) -> tuple[Wordings, list[Note], dict[str, LoadedTable]]:
    path = files.pop(SPELLINGS.name, None)
    if path is None:
        return {}, [], {}
    text = read_text_table(path, SPELLINGS)
    table, notes = type_table(text, replace(SPELLINGS), {}, ReportingMonth(2000, 1).last_day, None)
    if missing := set(SPELLINGS.columns) - table.columns:
        raise DataError(f"{path.name} has no column {sorted(missing)[0]}.")
    wordings: dict[tuple[str, str], str] = {}
    refused = []
    for row, field, wording, code in table.frame[[ROW, *SPELLINGS.columns]].itertuples(index=False):
        known = known_code(field.lower(), code) if known_field(field.lower()) and code else None
        if known and bare(wording):
            wordings[(field.lower(), bare(wording))] = known
        else:
            refused.append(row)
    if refused:
        notes.append(Note(Oddity.SPELLING_NOT_KNOWN, SPELLINGS.name, "code", np.array(refused)))
    return wordings, notes, {SPELLINGS.name: table}


def _persons_for(terms: TableTerms, persons: dict[str, pd.Series]) -> pd.Series | None:
    if terms.person_through is None:
        return None
    return next((found for key, found in persons.items() if terms.person_through.endswith(_suffix(key))), None)


def _suffix(key: str) -> str:
    """What the names of a key have in common in all tables: `_cla_id` of `clae_cla_id`."""
    return key[key.index("_") :]


def _persons_by_key(table: LoadedTable, key: str) -> pd.Series:
    rows = table.frame[table.frame[key] != ""].drop_duplicates(key, keep="last")
    return rows.set_index(key)[PERSON]
