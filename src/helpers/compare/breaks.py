"""Where a series breaks, `breaks.csv`, and the earlier Marches that a figure may be set beside: none across a break.

Source: contract, "Input"; contract, "Published figures", on `change` and `change_from`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.compare.bands import say_fault, say_unknown_code
from helpers.compare.change import CHANGE_COLUMNS, compare_with_earlier_months
from helpers.errors import DataError
from helpers.indicator import Indicator
from helpers.indicators import INDICATORS
from helpers.load.dates import read_month
from helpers.load.text_tables import read_text_table
from helpers.months import ReportingMonth
from helpers.results import KEY
from helpers.terms.tables import ColumnKind, TableTerms

BREAKS_FILE = "breaks.csv"
BREAKS_COLUMNS = ("code", "month", "text")
_TERMS = TableTerms(name="breaks", columns=dict.fromkeys(BREAKS_COLUMNS, ColumnKind.TEXT))
YEARS_BACK = 5


class MarchBase(StrEnum):
    """The earlier March that a figure is set beside."""

    LAST_YEAR_END = "end of the last financial year"
    EARLIER_YEAR_END = "end of an earlier financial year"


@dataclass(frozen=True)
class Break:
    """A break in an indicator's series: `month` is the first that doesn't compare with those before it; why, in words."""

    code: str
    month: ReportingMonth
    text: str


@dataclass(frozen=True)
class Breaks:
    """The breaks of a council's series, and what is wrong with the other rows of the file, a sentence each."""

    rows: tuple[Break, ...] = ()
    problems: tuple[str, ...] = ()

    def between(self, code: str, earlier: ReportingMonth, later: ReportingMonth) -> Break | None:
        """The latest break that two months of an indicator don't compare across; None where they do."""
        across = [each for each in self.rows if each.code == code and earlier < each.month <= later]
        return max(across, key=lambda each: each.month, default=None)

    def months_since_break(self, code: str, months: Sequence[ReportingMonth]) -> list[ReportingMonth]:
        """Of some months those that compare with the last of them, in the order given; all where no break lies between."""
        last = max(months, default=None)
        return [month for month in months if self.between(code, month, last) is None]


NO_BREAKS = Breaks()


def read_breaks(folder: Path, entries: Iterable[Indicator]) -> Breaks:
    """The breaks of an extract's folder; none where it has no `breaks.csv`.

    `entries` are all of the workbook's. A row at fault is passed over and named in `problems`; of two rows for an indicator
    and month the last holds. It raises nothing for what the file holds.
    """
    path = folder / BREAKS_FILE
    if not path.is_file():
        return Breaks()
    try:
        text = read_text_table(path, _TERMS)
    except DataError as error:
        return Breaks(problems=(" ".join(str(error).split()),))
    missing = [name for name in BREAKS_COLUMNS if name not in text.frame.columns]
    if missing:
        return Breaks(problems=(f"{BREAKS_FILE} has no column {missing[0]}, so no break is known.",))
    codes = [entry.code for entry in entries]
    rows: dict[tuple[str, ReportingMonth], Break] = {}
    problems = []
    for number, cells in zip(text.rows.tolist(), text.frame.to_dict("records"), strict=True):
        try:
            found = _read_row(cells, codes)
        except ValueError as fault:
            problems.append(say_fault(BREAKS_FILE, number, str(fault)))
            continue
        if (found.code, found.month) in rows:
            problems.append(say_fault(BREAKS_FILE, number, f"is the second for {found.code} and its month, and holds instead"))
        rows[found.code, found.month] = found
    return Breaks(tuple(rows.values()), tuple(problems))


def _read_row(cells: dict[str, str], codes: list[str]) -> Break:
    code = cells["code"]
    if code not in codes:
        raise ValueError(say_unknown_code(code, codes))
    day = read_month(cells["month"])
    if day is None or not 1990 <= day.year <= 2200:
        raise ValueError("month is written YYYY-MM, for example 2026-10")
    if not cells["text"]:
        raise ValueError("text is empty; say what changed")
    return Break(code, ReportingMonth.of(day), cells["text"])


def last_year_end(month: ReportingMonth) -> ReportingMonth:
    """The March that ended the financial year before a month's own: of March 2026 it is March 2025."""
    return ReportingMonth(int(month.financial_year[:4]), 3)


def compare_with_earlier_figures(results: pd.DataFrame, month: ReportingMonth, breaks: Breaks = NO_BREAKS) -> pd.DataFrame:
    """Every change that may be spoken of, none across a break: of each month from the one before and from a year earlier,
    of the reporting month from earlier Marches too. Rows and columns as of the two comparisons that it puts together.

    What holds a year as far as it has gone is compared only at its end (`Indicator.year_from`): a part is not like the whole.
    """
    months = without_breaks(compare_with_earlier_months(results), breaks)
    changes = pd.concat([months, compare_with_earlier_marches(results, month, breaks)], ignore_index=True)
    return _without_parts_of_a_year(changes)


def compare_with_earlier_marches(results: pd.DataFrame, month: ReportingMonth, breaks: Breaks = NO_BREAKS) -> pd.DataFrame:
    """How far each figure of a month lies from those of earlier Marches, one row a figure and March, where both have a value.

    The five latest Marches that ended a financial year; none from before a break. Columns as those of
    `compare_with_earlier_months`; `change` in the figure's own unit, unrounded: children or events, percentage points, or
    per 10,000.
    """
    values = results[[*KEY, "value"]]
    now = values[values["month"] == str(month)]
    marches = [str(last_year_end(month).plus(-12 * back)) for back in range(YEARS_BACK)]
    then = values[values["month"].isin(marches)].rename(columns={"month": "from_month", "value": "value_then"})
    both = now.merge(then, on=[key for key in KEY if key != "month"])
    is_last = both["from_month"] == marches[0]
    base = np.where(is_last, str(MarchBase.LAST_YEAR_END), str(MarchBase.EARLIER_YEAR_END))
    changes = both.assign(base=base, change=both["value"] - both["value_then"])
    changes = changes[changes["change"].notna()][CHANGE_COLUMNS]
    return without_breaks(changes, breaks).sort_values([*KEY, "base", "from_month"], ignore_index=True)


def _without_parts_of_a_year(changes: pd.DataFrame) -> pd.DataFrame:
    read = ReportingMonth.read
    may_compare = np.ones(len(changes), dtype=bool)
    for code, entry in INDICATORS.items():
        if entry.year_from is not None:
            for at in np.flatnonzero(changes["code"] == code):
                may_compare[at] = entry.may_compare(read(changes["from_month"].iloc[at]), read(changes["month"].iloc[at]))
    return changes[may_compare].reset_index(drop=True)


def without_breaks(changes: pd.DataFrame, breaks: Breaks) -> pd.DataFrame:
    """Of some changes (columns `code`, `month`, `from_month`, and any others) those not made across a break."""
    columns = [changes[name].to_numpy(dtype=object) for name in ("code", "from_month", "month")]
    keys = list(zip(*columns, strict=True))
    read = {text: ReportingMonth.read(text) for text in {*columns[1], *columns[2]}}
    across = {key for key in set(keys) if breaks.between(key[0], read[key[1]], read[key[2]]) is not None}
    return changes[np.array([key not in across for key in keys], dtype=bool)].reset_index(drop=True)
