"""One file's text to a typed table: each cell read once, rows that can't count set aside, and all that was odd noted."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from helpers.errors import DataError
from helpers.load.care_data import ROW, LoadedTable, Note, Oddity
from helpers.load.codes import Wordings, read_codes
from helpers.load.dates import DateColumn, read_dates
from helpers.load.text_tables import TextTable
from helpers.load.values import read_numbers, read_yes_no
from helpers.months import as_days
from helpers.terms.codes import UNMAPPED
from helpers.terms.tables import DATE_KINDS, PERSON, ColumnKind, TableTerms

MOST_UNREADABLE = 0.05
FEWEST_TO_JUDGE = 20


@dataclass
class _Typed:
    """A table while it is typed: its columns so far, and the notes taken."""

    terms: TableTerms
    text: TextTable
    columns: dict[str, object] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=dict)
    unmapped: dict[tuple[str, str], int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    end_unreadable: np.ndarray | None = None

    def note(self, oddity: Oddity, column: str, mask: np.ndarray) -> None:
        if mask.any():
            self.notes.append(Note(oddity, self.terms.name, column, self.text.rows[mask]))


def type_table(
    text: TextTable, terms: TableTerms, own: Wordings, last_day: date, persons: pd.Series | None
) -> tuple[LoadedTable, list[Note]]:
    """A file's table, typed, with the rows that count; and notes of what was odd.

    `persons` gives the person of each key that a row without a person may be filled through; none where there is none.
    Raises DataError where more than 5% of at least 20 filled cells of a date column can't be read.
    """
    typed = _Typed(terms, text)
    if text.is_windows_1252:
        typed.notes.append(Note(Oddity.NOT_UTF8, terms.name, "", np.array([1])))
    for column in terms.columns:
        _type_column(typed, column, own, last_day)
    columns = set(text.frame.columns)
    if terms.person:
        columns.discard(terms.person)
        if _fill_persons(typed, persons):
            columns.add(PERSON)
    keep = _rows_that_count(typed)
    frame = pd.DataFrame({ROW: text.rows, **typed.columns})[keep].reset_index(drop=True)
    table = LoadedTable(
        name=terms.name,
        file=text.file,
        frame=frame,
        columns=frozenset(columns),
        rows_in_file=len(text.rows),
        filled_cells=typed.filled,
        unmapped=typed.unmapped,
    )
    return table, typed.notes


def _type_column(typed: _Typed, column: str, own: Wordings, last_day: date) -> None:
    kind = typed.terms.columns[column]
    if kind is ColumnKind.DROPPED:
        return
    texts = typed.text.frame.get(column)
    if texts is None:
        texts = pd.Series([""] * len(typed.text.rows), dtype="str")
    typed.filled[column] = int((texts != "").sum())
    name = PERSON if kind is ColumnKind.PERSON else column
    if kind in DATE_KINDS:
        typed.columns[name] = _note_dates(typed, column, read_dates(texts, kind, last_day))
    elif kind in (ColumnKind.CODE, ColumnKind.ETHNICITY, ColumnKind.IMMIGRATION):
        typed.columns[name] = _note_codes(typed, column, texts, read_codes(texts, column, own))
    elif kind is ColumnKind.NUMBER:
        typed.columns[name], unreadable = read_numbers(texts)
        typed.note(Oddity.NUMBER_UNREADABLE, column, unreadable)
    elif kind is ColumnKind.YES_NO:
        typed.columns[name], unreadable = read_yes_no(texts)
        typed.note(Oddity.YES_NO_UNREADABLE, column, unreadable)
    elif kind is ColumnKind.LOWER_TEXT:
        typed.columns[name] = texts.str.lower()
    elif column.endswith("_id"):
        typed.columns[name] = texts.where(texts != "-1", "")
    else:
        typed.columns[name] = texts


def _note_dates(typed: _Typed, column: str, read: DateColumn) -> np.ndarray:
    filled, unreadable = read.is_filled.sum(), read.is_unreadable.sum()
    if filled >= FEWEST_TO_JUDGE and unreadable > MOST_UNREADABLE * filled:
        rows = ", ".join(str(row) for row in typed.text.rows[read.is_unreadable][:3])
        raise DataError(
            f"{typed.text.file}: {unreadable} of {filled} filled cells of {column} are no dates that can be read "
            f"(the first in rows {rows}).\n"
            "Dates are written 2026-10-31 or 31/10/2026. Correct the export; with so many unread nothing is reported."
        )
    if column == typed.terms.end:
        typed.end_unreadable = read.is_unreadable
    else:
        typed.note(Oddity.DATE_UNREADABLE, column, read.is_unreadable)
    typed.note(Oddity.STAND_IN_DATE, column, read.is_stand_in)
    return read.dates


def _note_codes(typed: _Typed, column: str, texts: pd.Series, codes: pd.Series) -> pd.Series:
    mask = (codes == UNMAPPED).to_numpy()
    typed.note(Oddity.CODE_NOT_KNOWN, column, mask)
    for wording, count in texts[mask].value_counts(sort=False).items():
        typed.unmapped[(column, str(wording))] = int(count)
    return codes


def _fill_persons(typed: _Typed, persons: pd.Series | None) -> bool:
    """Fill empty persons through their key; whether the table then has a column of persons at all."""
    has_column = typed.terms.person in typed.text.frame.columns
    through = typed.terms.person_through
    if persons is None or through is None or through not in typed.text.frame.columns:
        return has_column
    person = typed.columns[PERSON]
    is_empty = person == ""
    if is_empty.any():
        by_key = persons.to_dict()
        filled = typed.columns[through][is_empty].map(lambda key: by_key.get(key, "")).astype("str")
        typed.columns[PERSON] = person.where(~is_empty, filled)
    return True


def _rows_that_count(typed: _Typed) -> np.ndarray:
    terms, columns = typed.terms, typed.columns
    aside = typed.text.is_repeat.copy()
    typed.note(Oddity.EXACT_REPEAT, "", aside)

    def set_aside(oddity: Oddity, column: str, mask: np.ndarray) -> None:
        typed.note(oddity, column, mask & ~aside)
        np.logical_or(aside, mask, out=aside)

    if terms.person:
        set_aside(Oddity.NO_PERSON, terms.person, (columns[PERSON] == "").to_numpy())
    if terms.end:
        set_aside(Oddity.END_UNREADABLE, terms.end, typed.end_unreadable)
        set_aside(Oddity.ENDS_BEFORE_START, terms.end, as_days(columns[terms.end]) < as_days(columns[terms.start]))
    key = columns.get(PERSON if terms.key == terms.person else terms.key) if terms.key else None
    if key is not None:
        counted = key[~aside]
        earlier = counted.index[(counted != "") & counted.duplicated(keep="last")]
        set_aside(Oddity.SAME_KEY, terms.key or "", np.isin(np.arange(len(aside)), earlier))
    return ~aside
