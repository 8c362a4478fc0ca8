"""The whole check of an extract: what is there, what was found, and what stops a run. Source: contract, "Commands"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from helpers.check import Finding, check_extract
from helpers.council import Council, read_council
from helpers.errors import DataError
from helpers.inventory.own_files import faults_of_own_files, problems_of_own_files
from helpers.inventory.rows import Row, take_inventory
from helpers.inventory.say import say_findings, say_inventory, say_last, say_own_files, say_passed_over
from helpers.load.care_data import CareData
from helpers.load.extract import load_for, month_to_report
from helpers.load.folder import Folder, look_at_all
from helpers.load.freshness import refuse_empty_or_old
from helpers.months import ReportingMonth, month_of_extract


@dataclass(frozen=True)
class Checked:
    """An extract after its check: the inventory, the findings, problems of the council's own files, and what stops a run."""

    folder: Folder
    data: CareData
    council: str
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    problems: tuple[str, ...]
    faults: tuple[DataError, ...]
    is_month_known: bool

    @property
    def has_warning(self) -> bool:
        """Whether a finding is a warning."""
        return any(finding.is_warning for finding in self.findings)


def check_folder(path: Path, month: ReportingMonth | None) -> Checked:
    """Check the extract of a folder for a month, that of the extract where none is asked for.

    It is loaded once, and no figure is counted. What stops a run is gathered and raised by nobody here.
    """
    council, name, faults = _council_of(path)
    to_report, why_none = _month_of(council, month)
    faults += why_none if name else []
    data, unreadable = load_for(council, to_report, path)
    faults += unreadable
    if not unreadable:
        faults += _empty_or_old(data, is_month_known=not why_none)
    folder = look_at_all(path)
    faults += faults_of_own_files(folder)
    return Checked(
        folder=folder,
        data=data,
        council=name,
        rows=tuple(take_inventory(folder, data)),
        findings=tuple(check_extract(data)),
        problems=tuple(problems_of_own_files(folder, council, to_report)),
        faults=tuple(faults),
        is_month_known=not why_none,
    )


def say_checked(checked: Checked) -> Iterator[str]:
    """Yield what a check says, line by line: what is there, files passed over, findings, own files, and how much it is."""
    parts = (
        say_inventory(checked.rows, checked.data, checked.council, is_month_known=checked.is_month_known),
        say_passed_over(checked.folder),
        say_findings(checked.findings),
        say_own_files(checked.problems),
    )
    for part in parts:
        lines = list(part)
        yield from lines
        if lines:
            yield ""
    if not checked.faults:
        yield say_last(checked.rows, checked.findings, checked.problems)


def _council_of(path: Path) -> tuple[Council, str, list[DataError]]:
    """The council of a folder with its name, or one without facts of its own and why it can't be read."""
    try:
        council = read_council(path)
    except DataError as fault:
        return Council(name="-"), "", [fault]
    return council, council.name, []


def _month_of(council: Council, asked: ReportingMonth | None) -> tuple[ReportingMonth, list[DataError]]:
    """Return the month to report; where it can't be told, the latest that there may be, and why."""
    try:
        return month_to_report(council, asked), []
    except DataError as fault:
        latest = month_of_extract(min(council.extract_date or date.today(), date.today()))
        return min(asked, latest) if asked else latest, [fault]


def _empty_or_old(data: CareData, *, is_month_known: bool) -> list[DataError]:
    """Return why an extract is empty or too old; how old one is can't be said without a month."""
    try:
        if is_month_known or not any(table.rows_in_file for table in data.tables.values()):
            refuse_empty_or_old(data)
    except DataError as fault:
        return [fault]
    return []
