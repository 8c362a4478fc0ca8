"""The whole report's figures and files at once, for the commands."""

from pathlib import Path

import pandas as pd

from helpers.check import as_frame
from helpers.cohorts.known import Known
from helpers.compare.uncertain import doubts_of
from helpers.council import Council
from helpers.export import frame_as_csv, results_as_csv
from helpers.history import fill_from_history, read_history
from helpers.indicators import INDICATORS
from helpers.load.care_data import CareData
from helpers.results import ALL, Results, compute_results
from helpers.results.uncertain import LEGAL_STATUSES, Uncertain
from helpers.rounding import UNCERTAIN_LETTER
from helpers.section.prepared import Counted, current_only


def compute_all(data: CareData, months: int) -> Results:
    """Every indicator's results for so many months that end with the extract's reporting month."""
    return compute_results(INDICATORS.values(), Known(data, tuple(data.month.back_to(months))))


def with_history(results: pd.DataFrame, history: Path, folder: Path, data: CareData, months: int) -> pd.DataFrame:
    """Results with the earlier months of what an extract tells of its own month alone, as reported then."""
    asked = [str(month) for month in data.month.back_to(months)]
    reported = read_history(history, folder, data.month)
    return fill_from_history(results, reported, current_only(tuple(INDICATORS.values())), asked)


def say_no_folder(typed: Path, folder: Path) -> str:
    """Say that a data folder is none, by its name as it was typed; of a whole path by its last part."""
    name = typed.name if typed.is_absolute() else str(typed)
    if folder.exists():
        return f"{name} is a file, not a folder.\nGive the folder that holds it: --data DIR"
    return f'There is no data folder "{name}".\nGive the folder that holds council.toml and the tables: --data DIR'


def say_missing(results: Results) -> list[str]:
    """Say of each indicator without figures, and of each such breakdown, why it has none."""
    said = []
    for missing in results.missing:
        part = "" if missing.breakdown == ALL else f" by {missing.breakdown}"
        said.append(f"{missing.code}{part} is not available: {missing.reason}")
    return said


def say_uncertain(results: Results, data: CareData) -> list[str]:
    """Say of each indicator with uncertain figures, and of each such breakdown, why they are: how much could not be read.

    The numbers are those of the latest month that is uncertain.
    """
    reasons: dict[tuple[str, str], dict[tuple[str, str], Uncertain]] = {}
    for one in sorted(results.uncertain, key=lambda each: each.month):
        reasons.setdefault((one.code, one.breakdown), {})[one.table, one.column] = one
    said = []
    for (code, breakdown), columns in sorted(reasons.items()):
        part = "" if breakdown == ALL else f" by {breakdown}"
        why = "; ".join(_say_unread(one, data) for _, one in sorted(columns.items()))
        said.append(f"{code}{part} is uncertain: {why}.")
    return said


def _say_unread(one: Uncertain, data: CareData) -> str:
    table = data.tables.get(one.table)
    file = table.file if table is not None else f"{one.table}.csv"
    whose = f"children with a legal status in {one.month}" if (one.table, one.column) == LEGAL_STATUSES else "filled cells"
    return f"{one.unread:,} of {one.filled:,} {whose} can't be read in the column {one.column} of {file}"


def analyst_files(counted: Counted) -> dict[str, bytes]:
    """The files that go with the analyst edition: every figure as counted, and every finding."""
    return {
        "results.csv": results_as_csv(counted.results.frame.assign(marks=_marks(counted.results)), "marks"),
        "findings.csv": frame_as_csv(as_frame(list(counted.findings))),
    }


def _marks(results: Results) -> list[str]:
    """Return the letter of each uncertain row, as the published figures have it; empty for the others."""
    uncertain = doubts_of(results.uncertain).are_uncertain(results.frame)
    return [UNCERTAIN_LETTER if is_uncertain else "" for is_uncertain in uncertain]


def council_facts(council: Council) -> dict[str, str]:
    """What the run record says of the council: name, code and the day of the extract."""
    as_at = council.extract_date.isoformat() if council.extract_date else ""
    return {"council": council.name, "council_code": council.code, "extract_date": as_at}
