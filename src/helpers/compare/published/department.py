"""The department's files as downloaded, read into one table of published figures."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.compare.published.cells import (
    IDENTIFIERS,
    JOINT,
    OK,
    SUSPECT,
    period_end,
    read_cell,
    read_time,
    say_edition,
    say_period,
)
from helpers.compare.published.geography import (
    AREA_COLUMNS,
    AREA_KEY,
    ENGLAND,
    REGION,
    REGION_PREFIX,
    part_joint_rows,
    read_areas,
)
from helpers.compare.published.reference import Column, Measure, columns_by_file, measures
from helpers.compare.published.table import COLUMNS
from helpers.errors import DataError
from helpers.load.text_tables import read_text_table
from helpers.terms.tables import ColumnKind, TableTerms

TIME_COLUMNS = ("time_period", "time_identifier")
# From the least settled to the last word.
VERSIONS = {"provisional": 0, "revised": 1, "final": 2}
# Units in which England lies between its lowest and its highest region.
BETWEEN_REGIONS = ("percent", "per_10000", "score", "ratio")
REGION_COUNT = 9


@dataclass(frozen=True)
class _File:
    """One file of the department's: its text, one row an area, with that area, the row's number in the file, whether it
    was of two councils together, and the calendar year in which its time ends.
    """

    name: str
    frame: pd.DataFrame
    rows: np.ndarray
    is_joint: np.ndarray
    areas: pd.DataFrame
    years: np.ndarray

    @property
    def newest(self) -> int:
        return int(self.years.max(initial=0))

    def row(self, places: np.ndarray) -> int:
        """The file's row number of the first of some places."""
        return int(self.rows[places[0]])


def read_department_files(folder: Path) -> pd.DataFrame:
    """Published figures of England, its regions and all councils, one row a measure, period and area.

    Reads every file in the folder, and in folders within, that `data/reference/published_columns.csv` knows by its name;
    others are ignored (`list_ignored_files`). Of two files, or versions, that hold the same figure the newer one's stays.

    Returns
        Columns published_code; period (words) and period_end (ISO); level (england, region, la); la_code (3 digits,
        councils only); ons_code; name; value (NaN, never 0, where a symbol stands); status (`joint` where two councils have one
        figure); unit; publication; version
        (Provisional, Revised, Final, or empty); file. Sorted by code, period end, level and area.
    Raises
        DataError: no file is known, or one can't be understood; names file, column and row.
    Source
        Explore Education Statistics: its layout and symbols, as they stood in April 2026.
    """
    known, _ = _sort_files(folder)
    if not known:
        raise DataError("No file of the department's is in the folder.\nDownload them as CSV, and leave their names as they are.")
    files = [(_open_file(path, columns), columns) for path, columns in known]
    files.sort(key=lambda each: (each[0].newest, each[0].name))
    figures = pd.concat([_read_file(file, columns) for file, columns in files], ignore_index=True)
    figures = figures.drop_duplicates(["published_code", "period", *AREA_KEY], keep="last")
    order = figures["level"].map({ENGLAND: 0, REGION: 1}).fillna(2)
    figures = figures.assign(order=order).sort_values(["published_code", "period_end", "order", "la_code", "ons_code"])
    return _without_suspects(figures[COLUMNS].reset_index(drop=True))


def list_ignored_files(folder: Path) -> tuple[str, ...]:
    """The names of the files in a folder that `read_department_files` does not read, in the order of the alphabet."""
    return _sort_files(folder)[1]


def _sort_files(folder: Path) -> tuple[list[tuple[Path, tuple[Column, ...]]], tuple[str, ...]]:
    if not folder.is_dir():
        raise DataError(f"There is no folder {folder.name}.")
    known, ignored = [], []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        stem = re.sub(r"[ _]*\(\d+\)$", "", path.stem.lower()).replace(" ", "_")
        columns = columns_by_file().get(re.sub(r"_\d{4}_to_\d{4}$", "", stem))
        if columns is None or path.suffix.lower() != ".csv":
            ignored.append(path.name)
        else:
            known.append((path, columns))
    return known, tuple(sorted(ignored))


def _open_file(path: Path, columns: tuple[Column, ...]) -> _File:
    needed = {*TIME_COLUMNS, "geographic_level"}
    needed |= {column.column for column in columns} | {name for column in columns for name, _ in column.picks}
    names = dict.fromkeys([*sorted(needed), *AREA_COLUMNS, "version"], ColumnKind.TEXT)
    text = read_text_table(path, TableTerms(name=path.stem, columns=names))
    for name in sorted(needed):
        if name not in text.frame:
            raise DataError(f"{path.name} has no column {name}.\nThe department may have changed the file's layout.")
    parted = part_joint_rows(text.frame)
    areas = read_areas(parted.frame, path.name)
    rows = text.rows[parted.places]
    return _File(path.name, parted.frame, rows, parted.is_joint, areas, _years(path.name, parted.frame, rows, areas))


def _years(name: str, frame: pd.DataFrame, rows: np.ndarray, areas: pd.DataFrame) -> np.ndarray:
    """The calendar year in which each row's time ends; 0 for rows of no area that is read."""
    times = frame["time_period"] + "|" + frame["time_identifier"].str.lower()
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


def _read_file(file: _File, columns: tuple[Column, ...]) -> pd.DataFrame:
    figures = pd.concat([_read_measure(file, column, measures()[column.code]) for column in columns])
    if not len(figures):
        name = next((name for column in columns for name, _ in column.picks), "geographic_level")
        raise DataError(
            f"{file.name}: the column {name} holds none of the texts that are looked for.\n"
            "The department may have worded them anew."
        )
    return figures


def _read_measure(file: _File, column: Column, measure: Measure) -> pd.DataFrame:
    """The figures of one measure in a file; none where the file has no rows of it, as after a break in categories."""
    frame = file.frame
    picked = (file.areas["level"] != "").to_numpy()
    for name, text in column.picks:
        picked = picked & (frame[name].str.lower() == text.lower()).to_numpy()
    places = np.flatnonzero(picked)
    _check_kind(file, places, measure)
    values, statuses = _read_values(file, places, column, measure)
    years = file.years[places]
    version = frame["version"].to_numpy()[places] if "version" in frame else np.full(len(places), "", dtype=object)
    figures = file.areas.iloc[places].assign(
        published_code=measure.code,
        period=[say_period(measure.period_kind, year) for year in years],
        period_end=[period_end(measure.period_kind, year).isoformat() for year in years],
        value=values,
        status=np.where(file.is_joint[places] & (statuses == OK), JOINT, statuses),
        is_joint=file.is_joint[places],
        unit=measure.unit,
        publication=f"{measure.publication}, {say_edition(measure.period_kind, file.newest)}",
        version=version,
        file=file.name,
    )
    return _last_version(figures, file)


def _check_kind(file: _File, places: np.ndarray, measure: Measure) -> None:
    identifiers = file.frame["time_identifier"].str.lower().to_numpy()[places]
    for identifier in set(identifiers):
        if measure.period_kind not in IDENTIFIERS[identifier][1]:
            row = file.row(places[identifiers == identifier])
            raise DataError(
                f"{file.name}, row {row}: the column time_identifier says {identifier}, but {measure.code} is published"
                f" for another time ({measure.period_kind})."
            )


def _read_values(file: _File, places: np.ndarray, column: Column, measure: Measure) -> tuple[np.ndarray, np.ndarray]:
    which, texts = pd.factorize(file.frame[column.column].iloc[places])
    read = []
    for place, text in enumerate(texts):
        cell = read_cell(text, measure.unit)
        if cell is None:
            row = file.row(places[which == place])
            raise DataError(
                f"{file.name}, row {row}: the column {column.column} holds neither a number nor a symbol that is known.\n"
                "The department may have changed the file's layout, or the file was changed after it was downloaded."
            )
        read.append(cell)
    values = np.array([value for value, _ in read], dtype=float)
    statuses = np.array([status for _, status in read], dtype=object)
    return (values[which], statuses[which]) if read else (values, statuses)


def _last_version(figures: pd.DataFrame, file: _File) -> pd.DataFrame:
    """One row a period and area: of several versions the most settled; a council's own row goes before a joint one."""
    key = ["period", *AREA_KEY]
    rank = figures["version"].str.lower().map(VERSIONS).fillna(-1) - figures["is_joint"] * 0.5
    figures = figures.assign(rank=rank).sort_values("rank", kind="stable")
    settled = figures[figures["rank"] == figures.groupby(key)["rank"].transform("max")] if len(figures) else figures
    if settled.duplicated(key).any():
        place = settled[settled.duplicated(key)].index[0]
        raise DataError(f"{file.name}, row {int(file.rows[place])}: repeats a time and an area that stand in an earlier row.")
    return settled


def _without_suspects(figures: pd.DataFrame) -> pd.DataFrame:
    """Published figures, England's value emptied where it lies outside the range of its nine regions.

    A tool of the department's gave England the sum of its regions' rates: no mean of parts lies outside them.
    """
    asked = figures[figures["unit"].isin(BETWEEN_REGIONS)]
    regions = asked[asked["ons_code"].str.startswith(REGION_PREFIX) & asked["value"].notna()]
    span = regions.groupby(["published_code", "period"])["value"].agg(["min", "max", "count"])
    england = asked[asked["level"] == ENGLAND].join(span, on=["published_code", "period"])
    outside = (england["value"] < england["min"]) | (england["value"] > england["max"])
    suspect = england.index[outside & (england["count"] == REGION_COUNT)]
    is_suspect = figures.index.isin(suspect)
    return figures.assign(
        value=figures["value"].mask(is_suspect), status=figures["status"].mask(is_suspect, SUSPECT).astype("str")
    )
