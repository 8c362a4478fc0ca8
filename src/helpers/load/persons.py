"""Whose row it is: persons filled through a key, and the rows of a person given twice made one.

Source: definitions, "Rows".
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.load.care_data import ROW, LoadedTable, Oddity
from helpers.load.typed import Typed
from helpers.terms.tables import PERSON, ColumnKind


@dataclass(frozen=True)
class PersonsByKey:
    """The person of the last row of each key, and the keys that rows of several persons have."""

    persons: dict[str, str]
    of_several: frozenset[str]


def persons_by_key(table: LoadedTable, key: str) -> PersonsByKey:
    """Return the persons through whom rows with a key are filled, by the rows of a table that are not set aside."""
    rows = table.frame.loc[table.frame[key] != "", [key, PERSON]].drop_duplicates(keep="last")
    last = rows.drop_duplicates(key, keep="last")
    of_several = frozenset(rows.loc[rows.duplicated(key), key])
    return PersonsByKey(dict(zip(last[key], last[PERSON], strict=True)), of_several)


def fill_persons(typed: Typed, persons: PersonsByKey | None) -> bool:
    """Fill empty persons through their key, in place; return whether the table then has persons at all."""
    has_column = typed.terms.person in typed.text.frame.columns
    through = typed.terms.person_through
    if persons is None or through is None or through not in typed.text.frame.columns:
        return has_column
    person, keys = typed.columns[PERSON], typed.columns[through]
    is_empty = person == ""
    if is_empty.any():
        filled = keys[is_empty].map(lambda key: persons.persons.get(key, "")).astype("str")
        typed.columns[PERSON] = person.where(~is_empty, filled)
        typed.note(Oddity.FILLED_BY_ONE_OF_SEVERAL, through, (is_empty & keys.isin(persons.of_several)).to_numpy())
    return True


def join_rows_of_persons(frame: pd.DataFrame, typed: Typed, keep: np.ndarray) -> pd.DataFrame:
    """Return the table of persons with one row a person, and note the rows joined and the cells that were not the last row's.

    Each column holds the person's last cell that can be read, failing that the last filled one. The row is the last one's.
    """
    is_joined = frame[PERSON].duplicated(keep=False).to_numpy()
    if not is_joined.any():
        return frame
    places = np.flatnonzero(keep)[is_joined]
    rows = frame[is_joined].reset_index(drop=True)
    is_last = ~rows[PERSON].duplicated(keep="last").to_numpy()
    _note_places(typed, Oddity.SAME_KEY, typed.terms.key or "", places[~is_last])
    joined = rows[is_last].set_index(PERSON, drop=False)
    for column, kind in typed.terms.columns.items():
        if kind is ColumnKind.DROPPED or kind is ColumnKind.PERSON or column not in typed.text.frame.columns:
            continue
        is_filled, is_readable = _cells(typed, column, rows, places)
        joined[column] = _last_of_each(rows, column, is_readable, is_filled).reindex(joined.index).to_numpy()
        if column in typed.terms.asked:
            _note_cells(typed, column, rows, places, is_readable, is_last)
    others = frame[~is_joined]
    return pd.concat([others, joined.reset_index(drop=True)]).sort_values(ROW, kind="stable", ignore_index=True)


def _cells(typed: Typed, column: str, rows: pd.DataFrame, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which cells of a column are filled, and which of these can be read: no unreadable date, stand-in or unknown code."""
    is_filled = (typed.text.frame[column] != "").to_numpy()[places]
    is_empty_when_read = rows[column].isna().to_numpy() | (rows[column].astype("str") == "").to_numpy()
    return is_filled, is_filled & ~typed.unread[column][places] & ~is_empty_when_read


def _last_of_each(rows: pd.DataFrame, column: str, is_readable: np.ndarray, is_filled: np.ndarray) -> pd.Series:
    rank = np.where(is_readable, 2, np.where(is_filled, 1, 0))
    order = rows[[PERSON, column]].assign(rank=rank).sort_values("rank", kind="stable")
    return order.drop_duplicates(PERSON, keep="last").set_index(PERSON)[column]


def _note_cells(
    typed: Typed, column: str, rows: pd.DataFrame, places: np.ndarray, is_readable: np.ndarray, is_last: np.ndarray
) -> None:
    readable = rows[[PERSON, column]].assign(place=places)[is_readable]
    chosen = readable.drop_duplicates(PERSON, keep="last")
    _note_places(typed, Oddity.CELL_OF_ANOTHER_ROW, column, chosen["place"][~chosen["place"].isin(places[is_last])].to_numpy())
    different = readable.drop_duplicates([PERSON, column], keep="last")
    differ = different[different.duplicated(PERSON, keep="last")].drop_duplicates(PERSON)
    _note_places(typed, Oddity.CELLS_DIFFER, column, differ["place"].to_numpy())


def _note_places(typed: Typed, oddity: Oddity, column: str, places: np.ndarray) -> None:
    typed.note(oddity, column, np.isin(np.arange(len(typed.text.rows)), places))
