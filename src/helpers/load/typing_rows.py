"""One file's text to a typed table: each cell read once, and all that could not be read noted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from helpers.errors import DataError
from helpers.load.care_data import ROW, ColumnRead, LoadedTable, Note, Oddity
from helpers.load.codes import Wordings, read_codes
from helpers.load.dates import DateColumn, read_dates
from helpers.load.persons import PersonsByKey, fill_persons, join_rows_of_persons
from helpers.load.searched import plain, read_searched
from helpers.load.setting_aside import rows_that_count
from helpers.load.text_tables import TextTable
from helpers.load.typed import Typed
from helpers.load.values import are_out_of_range, first_year, read_choices, read_numbers, read_yes_no
from helpers.terms.codes import ACCOMMODATION, SUITABILITY, SUITABILITY_DIGITS, UNMAPPED
from helpers.terms.tables import DATE_KINDS, PERSON, ColumnKind, TableTerms

MOST_UNREADABLE = 0.05
FEWEST_TO_JUDGE = 20
FEWEST_TO_BE_A_WORD = 4
SESSIONS = ("sessions_possible", "sessions_missed")


@dataclass(frozen=True)
class Rules:
    """What the reading of cells rests on beside the standard: the council's wordings and home types, and the month's last day."""

    own: Wordings
    home_types: Collection[str]
    last_day: date


def type_table(text: TextTable, terms: TableTerms, rules: Rules, persons: PersonsByKey | None) -> tuple[LoadedTable, list[Note]]:
    """Return a file's table, typed, with the rows that count; and notes of what was odd.

    `persons` gives the person of each key that a row without a person may be filled through; none where there is none.
    Raises DataError where too much of a date column can't be read (definitions, "Rows", on dates).
    """
    typed = Typed(terms, text)
    if text.is_windows_1252:
        typed.notes.append(Note(Oddity.NOT_UTF8, terms.name, "", np.array([1])))
    for column, kind in terms.columns.items():
        if kind is not ColumnKind.DROPPED:
            _type_column(typed, column, kind, rules)
    columns = set(text.frame.columns)
    if _take_digits_of_suitability(typed):
        columns.add(SUITABILITY)
    _refuse_more_missed_than_possible(typed)
    has_persons = True
    if terms.person:
        columns.discard(terms.person)
        has_persons = fill_persons(typed, persons)
        if has_persons:
            columns.add(PERSON)
    keep = rows_that_count(typed, has_persons)
    frame = pd.DataFrame({ROW: text.rows, **typed.columns})[keep].reset_index(drop=True)
    if terms.key == terms.person and terms.name == "ssd_person":
        frame = join_rows_of_persons(frame, typed, keep)
    table = LoadedTable(
        name=terms.name,
        file=text.file,
        frame=frame,
        columns=frozenset(columns),
        rows_in_file=len(text.rows),
        read=typed.read,
        unmapped=typed.unmapped,
        unknown_headings=text.unknown_headings,
        wordings=typed.wordings,
    )
    return table, typed.notes


def _type_column(typed: Typed, column: str, kind: ColumnKind, rules: Rules) -> None:
    texts = typed.text.frame.get(column)
    if texts is None:
        texts = pd.Series([""] * len(typed.text.rows), dtype="str")
    if column in typed.text.words_for_empty:
        typed.note(Oddity.WORD_FOR_EMPTY, column, typed.text.words_for_empty[column])
    nothing = np.zeros(len(texts), dtype=bool)
    typed.unread[column] = nothing
    codes: frozenset[str] = frozenset()
    values: pd.Series | np.ndarray
    if kind in DATE_KINDS:
        values = _read_date_column(typed, column, texts, kind, rules.last_day)
    elif kind in (ColumnKind.CODE, ColumnKind.ETHNICITY, ColumnKind.SEARCHED, ColumnKind.ONE_OF):
        values = _read_code_column(typed, column, texts, kind, rules)
        codes = frozenset(values.unique()) - {""}
    elif kind is ColumnKind.NUMBER:
        values = _read_number_column(typed, column, texts)
    elif kind in (ColumnKind.YES_NO, ColumnKind.YES_NO_NA):
        values, typed.unread[column] = read_yes_no(texts, may_not_apply=kind is ColumnKind.YES_NO_NA)
        typed.note(Oddity.YES_NO_UNREADABLE, column, typed.unread[column])
    elif kind is ColumnKind.ACADEMIC_YEAR:
        values = texts
        typed.unread[column] = ((texts != "") & texts.map(first_year).isna()).to_numpy()
        typed.note(Oddity.YEAR_UNREADABLE, column, typed.unread[column])
    else:
        values = texts.where(texts != "-1", "") if column.endswith("_id") else texts
    typed.columns[PERSON if kind is ColumnKind.PERSON else column] = values
    typed.read[column] = ColumnRead(int((texts != "").sum()), int(typed.unread[column].sum()), codes)


def _read_date_column(typed: Typed, column: str, texts: pd.Series, kind: ColumnKind, last_day: date) -> np.ndarray:
    read = read_dates(texts, kind, last_day)
    _refuse_unreadable(typed, column, read)
    typed.unread[column] = read.is_unreadable
    if column == typed.terms.end:
        _refuse_word_for_open(typed, column, texts, read)
        typed.end_unreadable = read.is_unreadable
    else:
        oddity = Oddity.MONTH_UNREADABLE if kind is ColumnKind.MONTH else Oddity.DATE_UNREADABLE
        typed.note(oddity, column, read.is_unreadable)
    typed.note(Oddity.STAND_IN_DATE, column, read.is_stand_in)
    return read.dates


def _refuse_unreadable(typed: Typed, column: str, read: DateColumn) -> None:
    filled, unreadable = read.is_filled.sum(), read.is_unreadable.sum()
    if filled >= FEWEST_TO_JUDGE and unreadable > MOST_UNREADABLE * filled:
        raise DataError(
            f"{typed.text.file}: {unreadable} of {filled} filled cells of {column} are no dates that can be read "
            f"(the first in rows {_first_rows(typed, read.is_unreadable)}).\n"
            "Dates are written 2026-10-31 or 31/10/2026. Correct the export; with so many unread nothing is reported."
        )


def _refuse_word_for_open(typed: Typed, column: str, texts: pd.Series, read: DateColumn) -> None:
    """Raise DataError where one word stands in so many cells of an end that it may mean "still open"."""
    words = texts[read.is_unreadable].str.lower()
    words = words[~words.str.contains("[0-9]")]
    if words.empty:
        return
    most = int(words.value_counts().iloc[0])
    is_most_of_them = 2 * most > read.is_unreadable.sum()
    if most >= FEWEST_TO_BE_A_WORD and is_most_of_them and most > (~read.is_filled).sum() + read.is_stand_in.sum():
        raise DataError(
            f"{typed.text.file}: {most} cells of {column} hold one word instead of a date "
            f"(the first in rows {_first_rows(typed, read.is_unreadable)}).\n"
            "It may mean that the row is still open: then the cell must be empty. Correct the export."
        )


def _first_rows(typed: Typed, mask: np.ndarray) -> str:
    return ", ".join(str(row) for row in typed.text.rows[mask][:3])


def _read_code_column(typed: Typed, column: str, texts: pd.Series, kind: ColumnKind, rules: Rules) -> pd.Series:
    if kind is ColumnKind.SEARCHED:
        codes = read_searched(texts, column, rules.own, rules.home_types)
        typed.wordings[column] = frozenset(plain(text) for text in texts.unique())
    elif kind is ColumnKind.ONE_OF:
        codes = read_choices(texts, typed.terms.choices[column])
    else:
        codes = read_codes(texts, column, rules.own)
    mask = (codes == UNMAPPED).to_numpy()
    typed.unread[column] = mask
    typed.note(Oddity.CODE_NOT_KNOWN, column, mask)
    if kind is not ColumnKind.ONE_OF:
        for wording, count in texts[mask].value_counts(sort=False).items():
            typed.unmapped[(column, str(wording))] = int(count)
    return codes


def _read_number_column(typed: Typed, column: str, texts: pd.Series) -> np.ndarray:
    numbers, unreadable = read_numbers(texts)
    typed.note(Oddity.NUMBER_UNREADABLE, column, unreadable)
    allowed = typed.terms.ranges.get(column)
    outside = np.zeros(len(numbers), dtype=bool) if allowed is None else are_out_of_range(numbers, allowed)
    typed.note(Oddity.NUMBER_OUT_OF_RANGE, column, outside)
    typed.unread[column] = unreadable | outside
    return np.where(outside, np.nan, numbers)


def _take_digits_of_suitability(typed: Typed) -> bool:
    """Part accommodations from the digit of their suitability, and fill that where its cell is empty; whether there are any."""
    codes = typed.columns.get(ACCOMMODATION)
    if codes is None:
        return False
    has_digit = codes.str.len().gt(1) & codes.str[-1].isin(SUITABILITY_DIGITS)
    if not has_digit.any():
        return False
    texts = typed.text.frame.get(SUITABILITY)
    is_empty = has_digit if texts is None else has_digit & (texts == "")
    typed.columns[SUITABILITY] = typed.columns[SUITABILITY].where(~is_empty, codes.str[-1])
    typed.columns[ACCOMMODATION] = codes.where(~has_digit, codes.str[:-1])
    return True


def _refuse_more_missed_than_possible(typed: Typed) -> None:
    """Read both numbers of sessions as empty in rows where more were missed than possible; that counts as unread once."""
    if not all(column in typed.columns for column in SESSIONS):
        return
    possible, missed = (np.asarray(typed.columns[column], dtype=float) for column in SESSIONS)
    mask = missed > possible
    typed.note(Oddity.NUMBER_OUT_OF_RANGE, SESSIONS[1], mask)
    for column, numbers in zip(SESSIONS, (possible, missed), strict=True):
        typed.columns[column] = np.where(mask, np.nan, numbers)
    read = typed.read[SESSIONS[1]]
    typed.read[SESSIONS[1]] = ColumnRead(read.filled, read.unread + int(mask.sum()))
