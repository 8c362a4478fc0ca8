"""Runs notebooks by papermill, several at a time, and says of each that it ran to its end or why it did not."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import papermill
from nbformat import NotebookNode

from helpers.errors import MachineError, SectionFailed, UsageError
from helpers.publish.disk import plainly
from helpers.publish.engine import ENGINE
from helpers.publish.kernels import KERNEL, NO_HISTORY, KernelGuard, Provisioning, kernel_config, manager_class
from helpers.publish.private import Private, private_of
from helpers.publish.progress import Progress, SilentProgress
from helpers.publish.signals import signals_raise
from helpers.publish.temporary import private_folder
from helpers.publish.verdict import reason_raised, reason_unfinished, was_started, without_markers
from helpers.stages import stage

LOUD = ("papermill", "nbclient", "traitlets", "asyncio")


@dataclass(frozen=True)
class Job:
    """One notebook to run for one edition, and where its executed copy goes."""

    name: str
    section: str
    notebook: Path
    output: Path
    parameters: Mapping[str, str]
    edition: str = ""

    @property
    def words(self) -> str:
        """The job as a message names it: 50_placements (board)."""
        return f"{self.name} ({self.edition})" if self.edition else self.name


@dataclass(frozen=True)
class Limits:
    """How long things may take, in seconds, and how often a kernel that never came up is started again."""

    start_seconds: int = 60
    cell_seconds: int = 600
    notebook_seconds: int = 3600
    launches: int = 3


@dataclass(frozen=True)
class Executed:
    """A notebook that ran to its end, and the seconds it took; or that did so before and is kept."""

    job: Job
    notebook: NotebookNode
    seconds: float
    is_kept: bool = False


@dataclass
class Bench:
    """What the notebooks of one run share: where kernels start, their private folder, limits, guards of those running."""

    root: Path
    folder: Path
    limits: Limits
    private: Private
    provisioning: Provisioning | None = None
    guards: list[KernelGuard] = field(default_factory=list)
    is_stopped: bool = False
    has_failed: bool = False

    def guard(self) -> KernelGuard:
        """A guard for one more kernel."""
        guard = KernelGuard()
        self.guards.append(guard)
        guard.is_stopped = self.is_stopped
        return guard

    def stop(self) -> None:
        """Ends every kernel of the run, and lets none start."""
        self.is_stopped = True
        for guard in list(self.guards):
            guard.stop()


def execute_all(
    jobs: Sequence[Job],
    *,
    root: Path,
    workers: int = 2,
    limits: Limits | None = None,
    progress: Progress | None = None,
    private: Private | None = None,
    provisioning: Provisioning | None = None,
    then: Callable[[Executed], object] = id,
) -> list[Executed]:
    """Runs notebooks, so many at a time, each in a fresh kernel started in the clone's root.

    `provisioning` gives what brings each kernel into being; without it each is a process started anew.
    `then` is called with each notebook as it has run to its end, while others run; it should take no time.
    After a first failure those running are let finish and no more are started. An interrupt or SIGTERM ends all kernels.

    Returns
        The executed notebooks, in the order of the jobs.
    Raises
        SectionFailed: names every notebook that failed, its cell, and the class of the error; no value, no traceback.
        MachineError: a notebook could not be written.
        UsageError: less than one worker.
    """
    if workers < 1:
        raise UsageError("At least one worker is needed.")
    progress = progress or SilentProgress()
    with private_folder() as folder, _quiet(), signals_raise():
        bench = Bench(root.resolve(), folder, limits or Limits(), private or private_of([root]), provisioning)
        with ThreadPoolExecutor(max_workers=workers) as pool:
            futures = {pool.submit(_timed, job, bench): job for job in jobs}
            try:
                _wait(futures, progress, then)
            except BaseException:
                bench.stop()
                raise
    _raise_together([error for future in futures if (error := future.exception())])
    return [executed for future in futures if (executed := future.result()) is not None]


def _wait(futures: Mapping[Future[Executed | None], Job], progress: Progress, then: Callable[[Executed], object]) -> None:
    """Waits for all, tells of each that was run, and hands it on."""
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            if future.exception():
                progress.done(f"{futures[future].words}: failed")
            elif executed := future.result():
                progress.done(f"{futures[future].words}: {executed.seconds:.1f} seconds")
                then(executed)


def _raise_together(errors: Sequence[BaseException]) -> None:
    """One error for all: the machine's fault if one is, else the sections'; a bug of ours is raised as it is."""
    if not errors:
        return
    for error in errors:
        if not isinstance(error, SectionFailed | MachineError):
            raise error
    kind = MachineError if any(isinstance(error, MachineError) for error in errors) else SectionFailed
    raise kind("\n".join(sorted({str(error) for error in errors})))


def _timed(job: Job, bench: Bench) -> Executed | None:
    """Runs a notebook and takes its time; nothing is run after a failure."""
    if bench.has_failed or bench.is_stopped:
        return None
    with stage("section", section=job.name, edition=job.edition) as section:
        try:
            notebook = execute(job, bench)
        except BaseException:
            bench.has_failed = True
            raise
    return Executed(job, notebook, section.seconds)


def execute(job: Job, bench: Bench) -> NotebookNode:
    """Runs one notebook in a fresh kernel and reads its executed copy back. Raises as `execute_all`.

    A kernel that dies before the first cell (two may pick one port) is started again, a few times.
    """
    for launch in range(1, bench.limits.launches + 1):
        guard = bench.guard()
        reason = _run(job, bench, guard)
        notebook = _read_back(job)
        if reason is None:
            reason = _verdict(notebook, job, bench)
            if reason is None and notebook is not None:
                return notebook
        if was_started(notebook) or guard.is_stopped or launch == bench.limits.launches:
            break
    raise SectionFailed(f"{job.words}: {reason}.")


def _run(job: Job, bench: Bench, guard: KernelGuard) -> str | None:
    """One try of a notebook under its wall clock. Returns why it failed, or nothing. Raises MachineError."""
    clock = threading.Timer(bench.limits.notebook_seconds, guard.overrun)
    clock.daemon = True
    clock.start()
    try:
        with plainly(f"run {job.words}"):
            _papermill(job, bench, guard)
        return None
    except MachineError:
        if not guard.is_stopped:
            raise
        return "was ended before it was done"
    except Exception as error:  # noqa: BLE001 (whatever it is, the section failed)
        if guard.has_overrun:
            return f"took longer than the {bench.limits.notebook_seconds} seconds a notebook may"
        if guard.is_stopped:
            return "was ended before it was done"
        notebook = _read_back(job)
        seen = _verdict(notebook, job, bench) if _holds_error(notebook) else None
        return seen or reason_raised(error, notebook, bench.private)
    finally:
        clock.cancel()
        guard.end()


def _papermill(job: Job, bench: Bench, guard: KernelGuard) -> None:
    """The run itself. The kernel's folder is handed to nbclient: papermill's own `cwd` would move the whole process."""
    papermill.execute_notebook(
        _as_is(job.notebook),
        _as_is(job.output),
        dict(job.parameters),
        engine_name=ENGINE,
        kernel_name=KERNEL,
        language="python",
        progress_bar=False,
        start_timeout=bench.limits.start_seconds,
        iopub_timeout=bench.limits.start_seconds,
        execution_timeout=bench.limits.cell_seconds,
        autosave_cell_every=0,
        config=kernel_config(bench.folder),
        kernel_manager_class=manager_class(bench.folder, guard, bench.provisioning),
        resources={"metadata": {"path": str(bench.root)}},
        extra_arguments=list(NO_HISTORY),
        ipython_hist_file="",
        shutdown_kernel="immediate",
        force_raise_errors=True,
        record_timing=False,
    )


def _as_is(path: Path) -> str:
    """A path in which papermill finds no field to fill in."""
    return str(path.resolve()).replace("{", "{{").replace("}", "}}")


def _verdict(notebook: NotebookNode | None, job: Job, bench: Bench) -> str | None:
    if notebook is None:
        return "its executed copy can't be read"
    return reason_unfinished(notebook, job.section, bench.private)


def _read_back(job: Job) -> NotebookNode | None:
    try:
        return without_markers(nbformat.read(job.output, as_version=4))
    except (OSError, ValueError):
        return None


def _holds_error(notebook: NotebookNode | None) -> bool:
    cells = notebook.cells if notebook is not None else []
    return any(output.output_type == "error" for cell in cells for output in cell.get("outputs", []))


@contextmanager
def _quiet() -> Iterator[None]:
    """Silences the libraries' logs for a run: they repeat tracebacks, hence values."""
    before = {name: logging.getLogger(name).level for name in LOUD}
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
