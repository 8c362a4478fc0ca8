"""A month's report from an extract's folder: figures made once, notebooks run from a warm process, outturns kept."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.access import refuse_unknown_group
from helpers.cache.store import VARIABLE, Store
from helpers.clone import ROOT
from helpers.months import ReportingMonth
from helpers.publish.failed import Underway, logged_if_failed
from helpers.publish.progress import Progress
from helpers.publish.temporary import private_folder
from helpers.publish.unchanged import HISTORY_WRITTEN, IN_REGISTER, MADE_FROM, made_from
from helpers.publish.warm import WarmProcess, warm_kernels
from helpers.publish.warming import importing
from helpers.released import released_notebooks
from helpers.snapshot import Snapshot, input_files
from helpers.stages import note_all, stages_ended

if TYPE_CHECKING:
    from helpers.protect.editions import Edition
    from helpers.publish.kernels import Provisioning
    from helpers.publish.record import Fact
    from helpers.publish.releasing import Releasing
    from helpers.publish.run import Means
    from helpers.section.prepared import Asked, Counted


# How many notebooks run at a time where nobody says: a warm kernel waits for its run more than it computes.
WARM_WORKERS, PLAIN_WORKERS = 4, 2


@dataclass(frozen=True)
class Wanted:
    """What is asked for: an extract's folder, a month or its own, where the report goes, for whom, and how much of it."""

    data: Path
    month: str
    outputs: Path
    editions: Sequence[str]
    area: str = ""
    sections: Sequence[str] = ()
    without: Sequence[str] = ()
    workers: int | None = None
    no_cache: bool = False
    plain_kernels: bool = False
    is_verbose: bool = False

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the report alone, which is a preview and never counts as the month's."""
        return bool(self.sections or self.area)


def make_report(wanted: Wanted, progress: Progress) -> list[Path]:
    """Makes a month's report and keeps its outturns; gives the editions' folders. Raises as `make_figures`, `publish_month`."""
    with usable_cache(not wanted.no_cache), warm_kernels(not wanted.plain_kernels) as warm:
        return make_with(warm, wanted, progress)


def make_with(warm: WarmProcess | None, wanted: Wanted, progress: Progress, *, is_one_of_many: bool = False) -> list[Path]:
    """Makes a month's report with kernels from a warm process, or plain ones where there is none. Raises as `make_report`."""
    with logged_if_failed(wanted.outputs, wanted.data, progress.say if wanted.is_verbose else None) as run:
        return _make(warm, wanted, progress, run, is_one_of_many)


def _make(warm: WarmProcess | None, wanted: Wanted, progress: Progress, run: Underway, is_one_of_many: bool) -> list[Path]:
    """As `make_with`; tells the run its month."""
    month = ReportingMonth.read(wanted.month) if wanted.month else None
    run.month = wanted.month
    extract = Snapshot.of(partial(input_files, wanted.data))
    if warm is not None:
        warm.prepare(wanted.data, wanted.month, wanted.area, wanted.editions, reads_once=is_one_of_many)
    # Imported here, so that the warm process makes the figures while this one reads its libraries.
    with importing():
        import helpers.publish.reuse
        import helpers.publish.run  # noqa: F401 (both are used further down, where the figures are awaited no more)
        from helpers.publish.log import with_kept
        from helpers.publish.releasing import look_at_history, plan
        from helpers.section.prepared import count, prepare

    editions, asked = _asked(wanted, month)
    run.month = str(asked.month)
    # What the report is made from is looked at before it is made, so that a change meanwhile is not taken for made.
    refuse_unknown_group(asked.council.outputs.group)
    known = None if wanted.is_part else look_at_history(asked, wanted.outputs)
    key = made_from(wanted.data, str(asked.month), wanted.editions, asked.history)
    is_warm = warm is not None and warm.is_ready()
    store = Store(without=("tables",)) if is_one_of_many else Store()
    shown = {edition.key: asked.page_key(edition, store) for edition in editions}
    if not is_warm:
        prepare(asked, editions, store)
    counted = count(asked, store)
    provisioning = warm.provisioner if warm is not None and is_warm else None

    def changed() -> list[str]:
        return extract.changed() or asked.snapshot.changed()

    note_all(warm.stages if warm is not None else ())
    run.tell(with_kept(stages_ended()))
    releasing = None if known is None else plan(asked, editions, store, counted, known, wanted.without)
    facts: dict[str, Fact] = {MADE_FROM: key}
    if releasing is not None:
        facts |= {IN_REGISTER: releasing.release.editions, HISTORY_WRITTEN: releasing.release.outturns}
    means = _means(wanted, asked, shown, store, provisioning, changed, releasing)
    return _publish(wanted, asked, counted, facts, means, progress, releasing)


def _asked(wanted: Wanted, month: ReportingMonth | None) -> "tuple[list[Edition], Asked]":
    """The editions and the figures asked for. Raises UsageError for an edition or a section that there is not, as `ask`."""
    from helpers.pages import PAGES
    from helpers.protect.editions import read_edition
    from helpers.publish.notebooks import chosen_pages
    from helpers.section.prepared import ask

    editions = [read_edition(name) for name in wanted.editions]
    chosen_pages(PAGES, wanted.sections)
    return editions, ask(wanted.data, month, wanted.area)


def _means(
    wanted: Wanted,
    asked: "Asked",
    shown: Mapping[str, str],
    store: Store,
    provisioning: "Provisioning | None",
    changed: Callable[[], list[str]],
    releasing: "Releasing | None",
) -> "Means":
    """What the run uses to be quick, the warm process and the executed notebooks that are kept; and what notes the release."""
    from helpers.indicators import INDICATORS
    from helpers.protect.editions import EDITIONS
    from helpers.publish.reuse import KeptNotebooks
    from helpers.publish.run import Means
    from helpers.words import OwnWords, read_own_words

    words = OwnWords() if wanted.area else read_own_words(wanted.data, INDICATORS.values(), tuple(EDITIONS))
    kept = KeptNotebooks(store, asked.month, shown, words)
    return Means(provisioning, kept, changed, nullcontext if releasing is None else releasing.noted)


def _publish(
    wanted: Wanted,
    asked: "Asked",
    counted: "Counted",
    facts: "Mapping[str, Fact]",
    means: "Means",
    progress: Progress,
    releasing: "Releasing | None",
) -> list[Path]:
    """Runs the notebooks and puts the report in its place. Raises as `publish_month`."""
    from helpers.downloads import board_files
    from helpers.pages import PAGES
    from helpers.publish.run import publish_month
    from helpers.section.whole import analyst_files, council_facts

    files_beside = {"analyst": lambda: analyst_files(counted), "board": lambda: board_files(wanted.data, asked.month)}
    extras = {} if releasing is None else releasing.files
    for name in extras.keys() & files_beside.keys():
        extras[name] |= files_beside[name]()
    return publish_month(
        str(asked.month),
        wanted.data,
        wanted.outputs,
        wanted.editions,
        PAGES,
        root=ROOT,
        workers=wanted.workers or (WARM_WORKERS if means.provisioning is not None else PLAIN_WORKERS),
        section_names=wanted.sections or None,
        area=wanted.area,
        extras=extras,
        history=asked.history,
        released=released_notebooks(),
        facts={**council_facts(asked.council), **facts},
        progress=progress,
        means=means,
        key=b"" if releasing is None else releasing.known.key,
        group=asked.council.outputs.group,
    )


@contextmanager
def usable_cache(is_kept: bool = True) -> Iterator[None]:
    """The cache folder for a run: the usual one, or one of its own, gone afterwards, where that can't or may not be used."""
    if is_kept and Store().is_usable():
        Store().tidy()
        yield
        return
    before = os.environ.get(VARIABLE)
    with private_folder() as folder:
        os.environ[VARIABLE] = str(folder)
        try:
            yield
        finally:
            os.environ.pop(VARIABLE)
            if before is not None:
                os.environ[VARIABLE] = before
