"""A month's report: every notebook run for every edition, every page checked, then all put in place together."""

import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from helpers.cache.keys import PUBLISHED
from helpers.errors import DataError, DefinitionError, MachineError, SectionFailed
from helpers.publish.disk import make_folder, plainly
from helpers.publish.editions import Files, Pages, folders_of
from helpers.publish.execute import Executed, Job, Limits, execute_all
from helpers.publish.failed import FAILED, forget_failed, keep_failed
from helpers.publish.folders import beside, heal, replace_all, unhealed_months
from helpers.publish.kernels import Provisioning
from helpers.publish.lock import month_lock
from helpers.publish.notebooks import PageLike, chosen_pages, not_in_the_report, notebook_paths
from helpers.publish.progress import Progress, SilentProgress
from helpers.publish.record import Fact, file_hashes, input_hashes, run_record
from helpers.publish.request import Report, check_request, parameters_of
from helpers.publish.reuse import KeptNotebooks
from helpers.publish.scan import faults_in_text
from helpers.publish.signals import held_back
from helpers.released import notebook_hash
from helpers.stages import note_kept, stage


@dataclass(frozen=True)
class Means:
    """What a run may use to be quick, and to tell that it is right all the same.

    `noted` is entered once all is made and checked, before anything is put in its place, and left when all is there, so
    that nothing is ever shown without being noted. `provisioning` gives what brings a kernel into being, without it each is
    started anew; `kept` executed notebooks that are taken where they would show the same; `changed` names, before anything
    is put in its place, what was read and has been written to since the run began.
    """

    provisioning: Provisioning | None = None
    kept: KeptNotebooks | None = None
    changed: Callable[[], list[str]] = list
    noted: Callable[[], AbstractContextManager[None]] = nullcontext


def publish_month(
    month: str,
    data: Path,
    outputs: Path,
    editions: Sequence[str],
    pages: Sequence[PageLike],
    *,
    root: Path,
    workers: int = 2,
    section_names: Collection[str] | None = None,
    area: str = "",
    extras: Mapping[str, Mapping[str, bytes]] | None = None,
    history: Path | None = None,
    facts: Mapping[str, Fact] | None = None,
    released: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
    means: Means | None = None,
    key: bytes = b"",
    group: str = "",
) -> list[Path]:
    """Makes a month's report: all editions are made and checked before any is put in its place.

    Of a selection of sections, or an area, the pages go to `analyst/preview/<month>/<edition>/`, and the report stays as it is.
    `extras` are further files of each edition by name, `facts` plain words for the run record, `released` the hash of each
    notebook as released, `key` that of the record's hashes of inputs, `group` may read restricted editions.
    Returns the folders that now hold the pages, in the order of the editions. Raises UsageError, DefinitionError before a
    kernel starts; SectionFailed naming all that failed; DataError naming inputs that changed meanwhile; MachineError.
    """
    report = Report(
        month, data, outputs, tuple(editions), chosen_pages(pages, section_names), root.resolve(), workers,
        bool(section_names or area), area, extras or {}, history, facts or {}, released or {}, limits or Limits(),
        key=key, group=group,
    )  # fmt: skip
    return _publish(report, progress or SilentProgress(), means or Means())


def _publish(report: Report, progress: Progress, means: Means) -> list[Path]:
    """Checks the request, then makes and places the report under the month's lock. Raises as `publish_month`."""
    check_request(report)
    parameters = parameters_of(report)
    make_folder(report.outputs)
    heal_all(report.outputs, report.clock.words)
    with month_lock(report.outputs, report.month, report.clock.words):
        heal(report.outputs, report.month)
        try:
            folders, files = _make(report, parameters, progress, means)
        except SectionFailed:
            _refuse_changed(means.changed())
            raise
        _refuse_changed(means.changed())
        with stage("publish"), nullcontext() if report.is_preview else means.noted():
            replace_all(report.outputs, report.month, folders, files, report.closed)
        forget_failed(report.outputs, report.month)
    return [report.place(edition) for edition in report.editions]


def _refuse_changed(names: Sequence[str]) -> None:
    if names:
        raise DataError(
            f"Changed during the run: {', '.join(names)}.\nRun again when the extract is whole. The earlier report is as it was."
        )


def _make(
    report: Report, parameters: Mapping[str, Mapping[str, str]], progress: Progress, means: Means
) -> tuple[dict[str, Files], Files]:
    """The checked files of each target folder, and the run record. Notebooks that fail are kept for mending."""
    with _work_folder(report) as work, Pages(report) as pages:
        jobs = _jobs(report, parameters, work)
        _announce(report, len(jobs), progress)
        try:
            executed = _execute(report, jobs, progress, means, pages)
            folders = folders_of(report, executed, pages)
        except SectionFailed as error:
            raise _with_evidence(error, keep_failed(report.outputs, report.month, jobs)) from None
        finally:
            progress.close()
    for item in executed if means.kept is not None else ():
        means.kept.keep(item)
    return folders, {} if report.is_preview else _record(report, executed, folders)


def _execute(report: Report, jobs: Sequence[Job], progress: Progress, means: Means, pages: Pages) -> list[Executed]:
    """Every job's executed notebook, in their order: those that are kept, and the others run now. Raises as `execute_all`."""
    found = [means.kept.find(job) if means.kept is not None else None for job in jobs]
    for job, one in zip(jobs, found, strict=True):
        if one is not None:
            note_kept("section", section=job.name, edition=job.edition)
            progress.done(f"{job.words}: kept")
    run = iter(
        execute_all(
            [job for job, one in zip(jobs, found, strict=True) if one is None],
            root=report.root,
            workers=report.workers,
            limits=report.limits,
            progress=progress,
            private=report.private,
            provisioning=means.provisioning,
            then=pages.begin,
        )
    )
    return [one or next(run) for one in found]


def heal_all(outputs: Path, since: str) -> None:
    """Ends what interrupted runs left, of any month that no run holds. Raises MachineError where the disk refuses."""
    for month in unhealed_months(outputs):
        try:
            with month_lock(outputs, month, since):
                heal(outputs, month)
        except MachineError:
            continue


def _jobs(report: Report, parameters: Mapping[str, Mapping[str, str]], work: Path) -> list[Job]:
    """One job a page and edition, in the report's order."""
    paths = notebook_paths(report.root, report.pages)
    for edition in report.editions:
        make_folder(work / edition)
    return [
        Job(name, page.key, paths[name], work / edition / f"{name}.ipynb", parameters[edition], edition)
        for page in report.pages
        for edition in report.editions
        if (name := page.notebook)
    ]


def _announce(report: Report, total: int, progress: Progress) -> None:
    unlisted = not_in_the_report(report.root, report.pages) if not report.is_preview else []
    for name in unlisted:
        progress.say(f"{name}.ipynb is not on the report's list of sections, so is not run.")
    progress.start(total)


@contextmanager
def _work_folder(report: Report) -> Iterator[Path]:
    """A hidden folder in the analysts' part of the outputs for notebooks while they run; gone afterwards."""
    work = beside(report.outputs, f"analyst/{report.month}", "work", uuid4().hex)
    with plainly("make the working folder"):
        work.parent.mkdir(parents=True, exist_ok=True)
        work.mkdir(mode=0o700)
    try:
        yield work
    finally:
        with held_back():
            shutil.rmtree(work, ignore_errors=True)


def _record(report: Report, executed: Sequence[Executed], folders: Mapping[str, Files]) -> Files:
    """The run record, by its place in the outputs folder. Raises DefinitionError where it holds a path or a name."""
    notebooks: dict[str, dict[str, object]] = {}
    for item in executed:
        name, code = item.job.name, notebook_hash(item.job.notebook)
        as_released = report.released[name] == code if name in report.released else None
        entry = notebooks.setdefault(name, {"sha256": code, "is_as_released": as_released})
        entry[f"{item.job.edition}_seconds"] = round(item.seconds, 1)
    content = run_record(
        report.clock,
        month=report.month,
        editions=report.editions,
        inputs=input_hashes(report.data, report.key),
        history=file_hashes(report.history) | file_hashes(report.history and report.history / PUBLISHED),
        notebooks=notebooks,
        outputs=folders,
        facts=report.facts,
    )
    if faults := faults_in_text(content.decode("utf-8"), report.private):
        raise DefinitionError(f"The run record is not written: it has {', '.join(faults)}.")
    return {f"runs/{report.month}.json": content}


def _with_evidence(error: SectionFailed, kept: Sequence[str]) -> SectionFailed:
    where = f"\nTo mend them, look in {FAILED} of the outputs folder; they may hold children's records." if kept else ""
    return SectionFailed(f"{error}\nNothing was published; the earlier report is as it was.{where}")
