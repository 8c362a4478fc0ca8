"""Which of a person's rows is in force on a day: asked of many persons and days at once."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from helpers.months import DAY, as_days

NONE = -1
ALWAYS = np.datetime64("1000-01-01", "D")
NEVER = np.datetime64("9999-12-31", "D")
Texts = pd.Series | np.ndarray | pd.api.extensions.ExtensionArray


def pair_texts(first: pd.Series, second: pd.Series) -> pd.Series:
    """Two texts of each row as one, by which rows are found that have both."""
    return first.str.cat(second, sep="\0")


def ends_or_never(dates: pd.Series | np.ndarray) -> np.ndarray:
    """End dates as days, a day that never comes where empty: open."""
    days = as_days(dates)
    return np.where(np.isnat(days), NEVER, days)


class OpenRows:
    """Rows with a person, a start and an end, ready to be asked which is open on a day.

    A row is open on a day when its start is on or before it and its end is later or empty. Rows without a start are open
    on no day, unless `empty_start` says from when. Source: definitions, "Time".
    """

    def __init__(
        self,
        persons: pd.Series,
        starts: pd.Series | np.ndarray,
        ends: pd.Series | np.ndarray | None = None,
        empty_start: np.datetime64 | None = None,
    ) -> None:
        days = as_days(starts)
        if empty_start is not None:
            days = np.where(np.isnat(days), empty_start, days)
        self._persons = pd.unique(persons)
        codes = places_in(self._persons, persons)
        usable = np.flatnonzero(~np.isnat(days))
        order = usable[np.lexsort((usable, days[usable], codes[usable]))]
        self._places = order
        self._codes = codes[order]
        self._starts = days[order]
        self._ends = np.full(len(order), NEVER) if ends is None else ends_or_never(ends)[order]
        self._keys = _key(self._codes, self._starts)

    def latest(self, persons: pd.Series | np.ndarray, days: np.ndarray) -> np.ndarray:
        """For each person and day the place of the open row with the latest start (ties: the last row); -1 for none."""
        codes = places_in(self._persons, persons)
        days = np.broadcast_to(np.asarray(days, dtype=DAY), codes.shape)
        at = np.searchsorted(self._keys, _key(codes, days), side="right") - 1
        asked = np.flatnonzero((codes != NONE) & ~np.isnat(days) & (at >= 0))
        found = np.full(len(codes), NONE)
        while len(asked):
            place = at[asked]
            same = self._codes[place] == codes[asked]
            asked, place = asked[same], place[same]
            is_open = self._ends[place] > days[asked]
            found[asked[is_open]] = self._places[place[is_open]]
            asked = asked[~is_open]
            at[asked] -= 1
            asked = asked[at[asked] >= 0]
        return found

    def first_after(self, persons: pd.Series | np.ndarray, days: np.ndarray, until: np.ndarray) -> np.ndarray:
        """For each person the place of the first row to start after a day, by another (ties: the last row); -1 for none."""
        codes = places_in(self._persons, persons)
        days = np.broadcast_to(np.asarray(days, dtype=DAY), codes.shape)
        at = np.searchsorted(self._keys, _key(codes, days), side="right")
        asked = np.flatnonzero((codes != NONE) & ~np.isnat(days) & (at < len(self._keys)))
        place = at[asked]
        is_found = (self._codes[place] == codes[asked]) & (self._starts[place] <= np.asarray(until)[asked])
        asked, place = asked[is_found], place[is_found]
        last_of_ties = np.searchsorted(self._keys, self._keys[place], side="right") - 1
        found = np.full(len(codes), NONE)
        found[asked] = self._places[last_of_ties]
        return found


def _key(codes: np.ndarray, days: np.ndarray) -> np.ndarray:
    """One number that sorts by person, then day; empty days sort before all."""
    number = np.where(np.isnat(days), 0, days.astype(np.int64) + 1_000_000)
    return codes.astype(np.int64) * 10_000_000 + number


def places_in(among: Texts, texts: Texts) -> np.ndarray:
    """For each text its place among some that differ from one another; -1 where it is none of them."""
    found = pc.index_in(pa.array(texts, pa.large_string()), value_set=pa.array(among, pa.large_string()))
    return pc.fill_null(found, NONE).to_numpy().astype(np.int64)


def take(values: pd.Series | np.ndarray, places: np.ndarray, missing: object) -> np.ndarray:
    """The values at some places, `missing` where the place is -1."""
    values = np.asarray(values)
    if not len(values):
        return np.full(len(places), missing)
    return np.where(places == NONE, missing, values[np.maximum(places, 0)])
