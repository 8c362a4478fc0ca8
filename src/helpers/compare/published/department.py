"""The department's files as downloaded, read into one table of published figures."""

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
    say_edition,
    say_period,
)
from helpers.compare.published.download import Download, open_download
from helpers.compare.published.folder import say_passed_over, sort_files
from helpers.compare.published.geography import AREA_KEY, ENGLAND, REGION, REGION_PREFIX
from helpers.compare.published.reference import Column, Measure, measures
from helpers.compare.published.table import COLUMNS
from helpers.compare.published.unread import say_unread
from helpers.errors import DataError

# From the least settled to the last word.
VERSIONS = {"provisional": 0, "revised": 1, "final": 2}
# Units in which England lies between its lowest and its highest region.
BETWEEN_REGIONS = ("percent", "per_10000", "score", "ratio")
REGION_COUNT = 9


@dataclass(frozen=True)
class Downloads:
    """The published figures of a folder of downloads, and what was not read of it, a text each."""

    figures: pd.DataFrame
    notes: tuple[str, ...]


def read_downloads(folder: Path) -> Downloads:
    """Read published figures of England, its regions and all councils, one row a measure, period and area.

    Reads every file in the folder, and in folders within, that `data/reference/published_columns.csv` knows by its name;
    others are named in `notes`, and so are the measures for which a file's newest year gives no figure, and rows that are
    not read. Of two files, or versions, that hold the same figure the newer one's stays.

    Returns
        `figures`: columns published_code; period (words) and period_end (ISO); level (england, region, la); la_code (3
        digits, councils only); ons_code; name; value (NaN, never 0, where a symbol stands); status (`joint` where two
        councils have one figure); unit; publication; version (Provisional, Revised, Final, or empty); file. Sorted by code,
        period end, level and area.
    Raises
        DataError: no file is known, or one can't be understood; names file, column and row.
    Source
        Explore Education Statistics: its layout and symbols, as they stood in April 2026.
    """
    known, others = sort_files(folder)
    files = [(open_download(path, columns), columns) for path, columns in known]
    files.sort(key=lambda each: (each[0].newest, each[0].name))
    notes = {file.name: say_unread(file, columns) for file, columns in files}
    figures = pd.concat([_read_file(file, columns, notes[file.name]) for file, columns in files], ignore_index=True)
    figures = figures.drop_duplicates(["published_code", "period", *AREA_KEY], keep="last")
    order = figures["level"].map({ENGLAND: 0, REGION: 1}).fillna(2)
    figures = figures.assign(order=order).sort_values(["published_code", "period_end", "order", "la_code", "ons_code"])
    said = (note for name in sorted(notes) for note in notes[name])
    return Downloads(
        _without_suspects(figures[COLUMNS].reset_index(drop=True)), (*said, *(say_passed_over(path) for path in others))
    )


def _read_file(file: Download, columns: tuple[Column, ...], notes: tuple[str, ...]) -> pd.DataFrame:
    figures = pd.concat([_read_measure(file, column, measures()[column.code]) for column in columns])
    if not len(figures):
        raise DataError("\n".join([f"{file.name} gives no figure at all.", *notes]))
    return figures


def _read_measure(file: Download, column: Column, measure: Measure) -> pd.DataFrame:
    """The figures of one measure in a file; none where the file has no rows of it, as after a break in categories."""
    frame = file.frame
    places = np.flatnonzero(file.picked(column.picks))
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


def _check_kind(file: Download, places: np.ndarray, measure: Measure) -> None:
    identifiers = file.labels("time_identifier")[places]
    for identifier in set(identifiers):
        if measure.period_kind not in IDENTIFIERS[identifier][1]:
            row = file.row(places[identifiers == identifier])
            raise DataError(
                f"{file.name}, row {row}: the column time_identifier says {identifier}, but {measure.code} is published"
                f" for another time ({measure.period_kind})."
            )


def _read_values(file: Download, places: np.ndarray, column: Column, measure: Measure) -> tuple[np.ndarray, np.ndarray]:
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


def _last_version(figures: pd.DataFrame, file: Download) -> pd.DataFrame:
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
