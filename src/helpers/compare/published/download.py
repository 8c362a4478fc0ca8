"""One file of the department's, opened: its text, the area and the year of each row, and what no one can read of it."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.compare.published.cells import read_time
from helpers.compare.published.folder import header_of, say_other_kind
from helpers.compare.published.geography import AREA_COLUMNS, CODE_COLUMNS, part_joint_rows, read_areas
from helpers.compare.published.reference import Column
from helpers.compare.published.spelling import plain_codes, plain_label, plain_labels
from helpers.errors import DataError
from helpers.load.text_tables import TextTable, read_text_table
from helpers.terms.tables import ColumnKind, TableTerms

TIME_COLUMNS = ("time_period", "time_identifier")
LEVEL = "geographic_level"
CHANGED = "The department may have changed the file's layout."


@dataclass(frozen=True)
class Download:
    """One file of the department's: its text, one row an area, with that area, the row's number in the file, whether it
    was of two councils together, and the calendar year in which its time ends (0 for rows of no area that is read).
    """

    name: str
    frame: pd.DataFrame
    rows: np.ndarray
    is_joint: np.ndarray
    areas: pd.DataFrame
    years: np.ndarray
    is_windows_1252: bool = False

    @property
    def newest(self) -> int:
        """The newest year of the rows that are read; 0 where none is."""
        return int(self.years.max(initial=0))

    @cached_property
    def levels(self) -> np.ndarray:
        """The level of each row (england, region, la); empty where the row is not read."""
        return self.areas["level"].to_numpy(dtype=object)

    @cached_property
    def _labels(self) -> dict[str, np.ndarray]:
        return {}

    def labels(self, column: str) -> np.ndarray:
        """A column's texts as labels are compared."""
        if column not in self._labels:
            self._labels[column] = plain_labels(self.frame[column])
        return self._labels[column]

    def are(self, column: str, text: str) -> np.ndarray:
        """Which rows have a label in a column."""
        return self.labels(column) == plain_label(text)

    def picked(self, picks: tuple[tuple[str, str], ...]) -> np.ndarray:
        """Which rows of areas that are read have all of some labels."""
        found = self.levels != ""
        for name, text in picks:
            found = found & self.are(name, text)
        return found

    def row(self, places: np.ndarray) -> int:
        """The file's row number of the first of some places."""
        return int(self.rows[places[0]])


def open_download(path: Path, columns: tuple[Column, ...]) -> Download:
    """Open a file in which some columns stand. Raises DataError where it can't be read, or lacks a column; names both."""
    needed = {*TIME_COLUMNS, LEVEL}
    needed |= {column.column for column in columns} | {name for column in columns for name, _ in column.picks}
    text = _read_text(path, needed)
    frame = text.frame.assign(**{name: plain_codes(text.frame[name]) for name in CODE_COLUMNS if name in text.frame})
    parted = part_joint_rows(frame.assign(time_period=plain_codes(frame["time_period"])))
    areas = read_areas(parted.frame, path.name)
    rows = text.rows[parted.places]
    years = _years(path.name, parted.frame, rows, areas)
    return Download(path.name, parted.frame, rows, parted.is_joint, areas, years, text.is_windows_1252)


def _read_text(path: Path, needed: set[str]) -> TextTable:
    if other := say_other_kind(path):
        raise DataError(other)
    names = dict.fromkeys([*sorted(needed), *AREA_COLUMNS, "version"], ColumnKind.TEXT)
    text = read_text_table(path, TableTerms(name=path.stem, columns=names))
    for name in sorted(needed):
        if name not in text.frame:
            header, separator = header_of(path)
            if separator != ",":
                raise DataError(
                    f"{path.name}: a {separator} stands between its cells, where the department's files have a comma.\n"
                    "Another program may have saved it anew. Download it again, and don't save it from a spreadsheet."
                )
            near = get_close_matches(name, [each for each in header if each not in names], n=2)
            instead = f" It has {' and '.join(near)}, which nothing reads." if near else ""
            raise DataError(f"{path.name} has no column {name}.{instead}\n{CHANGED}")
    return text


def _years(name: str, frame: pd.DataFrame, rows: np.ndarray, areas: pd.DataFrame) -> np.ndarray:
    """The calendar year in which each row's time ends; 0 for rows of no area that is read."""
    times = frame["time_period"] + "|" + pd.Series(plain_labels(frame["time_identifier"]), index=frame.index)
    places, pairs = pd.factorize(times.where(areas["level"] != "", ""))
    years = []
    for place, pair in enumerate(pairs):
        time, _, identifier = pair.partition("|")
        year = read_time(time, identifier) if pair else 0
        if year is None:
            row = int(rows[np.flatnonzero(places == place)[0]])
            raise DataError(
                f"{name}, row {row}: the columns time_period and time_identifier hold no time that is understood.\n"
                f"Expected: four digits of a reporting year, or six of an academic year."
            )
        years.append(year)
    return np.array(years, dtype=np.int64)[places]
