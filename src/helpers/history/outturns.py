"""Outturns of earlier months as they were reported then.

A case system keeps only today's state of some things, so what was reported in an earlier month can't be computed again;
and what can may come to another figure once late rows are in. Source: definitions, "Others"; contract, "Output".
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.errors import DataError
from helpers.export import results_as_history, write_durably
from helpers.load.text_tables import read_text_table
from helpers.load.values import read_numbers
from helpers.months import ReportingMonth
from helpers.results import CHILDREN, FIGURES, KEY
from helpers.terms.tables import ColumnKind, TableTerms

EARLIER_FILE = "earlier_outturns.csv"
# Where a file does not tell how many children stand behind a number, each event is taken for another child.
AS_MANY = {"numerator_children": "numerator", "denominator_children": "denominator"}
REPORTED_COLUMNS = [*KEY, *FIGURES, *CHILDREN]
EARLIER_COLUMNS = [*REPORTED_COLUMNS, "source"]
THE_WORKBOOK, THE_COUNCIL = "the workbook", "the council"
_TERMS = TableTerms(name="history", columns=dict.fromkeys(EARLIER_COLUMNS, ColumnKind.TEXT))


def _nothing_reported() -> pd.DataFrame:
    kinds = dict.fromkeys([*KEY, "source"], "str") | dict.fromkeys([*FIGURES, *CHILDREN], "float64")
    return pd.DataFrame(columns=[*REPORTED_COLUMNS, "source"]).astype(kinds)


@dataclass(frozen=True)
class History:
    """What was reported for earlier months: the columns of results and `source`, the workbook's or the council's own word.

    `damaged` names the files that could not be read; nothing of them is used.
    """

    reported: pd.DataFrame = field(default_factory=_nothing_reported)
    damaged: tuple[str, ...] = ()


def read_history(folder: Path | None, data: Path, before: ReportingMonth) -> History:
    """What was reported for the months before one: the history folder's files, then the council's `earlier_outturns.csv`.

    Of a figure in both the workbook's own is taken. A damaged file is named in `damaged` and stops nothing.
    """
    frames: list[pd.DataFrame] = []
    damaged: list[str] = []
    files = sorted(folder.glob("????-??.csv")) if folder and folder.is_dir() else []
    files = [path for path in files if path.stem < str(before)]
    for path in [*files, data / EARLIER_FILE]:
        if not path.is_file():
            continue
        try:
            frames.append(_read_file(path))
        except DataError:
            damaged.append(path.name)
    if not frames:
        return History(damaged=tuple(damaged))
    reported = pd.concat(frames, ignore_index=True)
    reported = reported[reported["month"] < str(before)].drop_duplicates(KEY, keep="first")
    return History(reported.sort_values(KEY, ignore_index=True), tuple(damaged))


def write_month(folder: Path, month: ReportingMonth, results: pd.DataFrame) -> Path:
    """Write a month's outturns as computed now, durably; the file of that month is replaced. Return the file.

    Raises MachineError where it can't be written.
    """
    path = folder / f"{month}.csv"
    write_durably(path, month_as_history(month, results))
    return path


def month_as_history(month: ReportingMonth, results: pd.DataFrame) -> bytes:
    """A month's outturns as its file in the history folder holds them."""
    return results_as_history(results[results["month"] == str(month)])


def fill_from_history(
    results: pd.DataFrame, history: History, current_only: Collection[str], months: Collection[str]
) -> pd.DataFrame:
    """Results with, for indicators that are known for today alone, the earlier months as reported then.

    One row a figure, sorted by its key; `is_as_reported` marks rows from the history. A figure computed now is kept.
    """
    asked = history.reported["code"].isin(list(current_only)) & history.reported["month"].isin([str(m) for m in months])
    earlier = history.reported[asked].drop(columns="source")
    if earlier.empty:
        return results.assign(is_as_reported=False)
    both = pd.concat([results.assign(is_as_reported=False), earlier.assign(is_as_reported=True)], ignore_index=True)
    both = both.drop_duplicates(KEY, keep="first")
    return both.sort_values(KEY, ignore_index=True)


def find_revised(results: pd.DataFrame, history: History) -> pd.DataFrame:
    """Figures of earlier months that come to another number now, one row each: the key, as reported, as now known.

    Columns `numerator_reported`, `denominator_reported`, `value_reported` beside those of results, and `source`.
    """
    both = results.merge(history.reported, on=KEY, suffixes=("", "_reported"))
    differs = pd.Series(False, index=both.index)
    for column in ("numerator", "denominator"):
        now, then = both[column], both[f"{column}_reported"]
        differs |= (now != then) & ~(now.isna() | then.isna())
    return both[differs].reset_index(drop=True)


def _read_file(path: Path) -> pd.DataFrame:
    text = read_text_table(path, _TERMS).frame
    missing = [column for column in [*KEY, *FIGURES] if column not in text.columns]
    if missing:
        raise DataError(f"{path.name} has no column {missing[0]}.")
    frame = text[KEY].copy()
    for column in [*FIGURES, *CHILDREN]:
        if column not in text.columns:
            frame[column] = frame[AS_MANY[column]] if column in AS_MANY else np.nan
            continue
        frame[column], unreadable = read_numbers(text[column])
        if unreadable.any():
            raise DataError(f"{path.name}: {unreadable.sum()} cells of {column} are no numbers.")
    is_own = path.name != EARLIER_FILE
    if is_own and set(frame["month"]) - {path.stem}:
        raise DataError(f"{path.name} holds another month than its name says.")
    return frame.assign(source=THE_WORKBOOK if is_own else THE_COUNCIL)
