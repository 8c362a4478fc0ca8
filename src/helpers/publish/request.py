"""What a run is asked for, and everything that can be wrong with it before a kernel starts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from helpers.errors import DefinitionError, UsageError
from helpers.months import ReportingMonth
from helpers.protect.editions import read_edition
from helpers.publish.disk import refuse_links
from helpers.publish.execute import Limits
from helpers.publish.failed import FAILED
from helpers.publish.notebooks import PageLike, check_parameters, notebook_paths, read_notebook, report_parameters
from helpers.publish.private import Private, private_of
from helpers.publish.record import Fact, RunClock

EDITIONS = ("board", "analyst")
FILE_NAME = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/)*[A-Za-z0-9_][A-Za-z0-9_.-]*")
PREVIEW = "analyst/preview"


@dataclass(frozen=True)
class Report:
    """What is asked for: which month of which data, for whom, from which notebooks, to where; and what goes with it."""

    month: str
    data: Path
    outputs: Path
    editions: Sequence[str]
    pages: Sequence[PageLike]
    root: Path
    workers: int = 2
    is_preview: bool = False
    area: str = ""
    extras: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    history: Path | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    released: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    clock: RunClock = field(default_factory=RunClock)
    key: bytes = b""
    group: str = ""

    @cached_property
    def private(self) -> Private:
        """What of this machine may not stand in the report."""
        return private_of([self.root, self.data, self.outputs])

    def target(self, edition: str) -> str:
        """The folder that an edition goes to, within the outputs folder."""
        return f"{PREVIEW if self.is_preview else edition}/{self.month}"

    @property
    def closed(self) -> dict[str, str]:
        """The folders that not everybody may read, each to the group that may besides the owner."""
        editions = [edition for edition in self.editions if read_edition(edition).shows_small_numbers]
        targets = {self.target(edition): self.group for edition in editions}
        return targets | ({self.target(self.editions[0]): self.group} if self.is_preview else {})

    def place(self, edition: str) -> Path:
        """Where an edition's pages are in the end: a preview holds all its editions in one folder."""
        folder = self.outputs / self.target(edition)
        return folder / edition if self.is_preview else folder


def check_request(report: Report) -> None:
    """Looks at all of a request but the notebooks, before anything is written.

    Raises UsageError, DefinitionError for a name of an extra file, MachineError for a link in the outputs folder.
    """
    ReportingMonth.read(report.month)
    if not report.editions or len(set(report.editions)) < len(report.editions):
        raise UsageError("Name each edition once, and at least one.")
    wrong = sorted(set(report.extras) - set(report.editions))
    names = [name for files in report.extras.values() for name in files if not FILE_NAME.fullmatch(name)]
    if wrong or names:
        raise DefinitionError(f"No edition, or no name of a file: {', '.join([*wrong, *names])}.")
    if report.outputs.resolve().is_relative_to(report.data.resolve()):
        raise UsageError("The outputs folder can't lie in the data folder, which is never written to.")
    for target in [*(report.target(edition) for edition in report.editions), f"runs/{report.month}.json", FAILED]:
        refuse_links(report.outputs, target)


def parameters_of(report: Report) -> dict[str, dict[str, str]]:
    """What every notebook is sent, by edition, compared with what each declares. Raises UsageError naming all faults."""
    sent = {
        edition: report_parameters(report.month, report.data, edition, report.area, editions=EDITIONS, root=report.root)
        for edition in report.editions
    }
    faults = []
    for name, path in notebook_paths(report.root, report.pages).items():
        try:
            check_parameters(read_notebook(path), name, sent[report.editions[0]])
        except UsageError as error:
            faults.append(str(error))
    if faults:
        raise UsageError("\n".join(faults))
    return sent
