"""A month's report from an extract's folder: figures made once, notebooks run from a warm process, outturns kept."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from helpers.cache.store import VARIABLE, Store
from helpers.clone import ROOT, history_folder
from helpers.publish.progress import Progress
from helpers.publish.unchanged import HISTORY_WRITTEN, MADE_FROM, made_from
from helpers.publish.warm import WarmProcess, warm_kernels


@dataclass(frozen=True)
class Wanted:
    """What is asked for: an extract's folder, a month or its own, where the report goes, for whom, and how much of it."""

    data: Path
    month: str
    outputs: Path
    editions: Sequence[str]
    area: str = ""
    sections: Sequence[str] = ()
    workers: int = 2
    no_cache: bool = False
    plain_kernels: bool = False

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
    if warm is not None:
        warm.prepare(wanted.data, wanted.month, wanted.area, wanted.editions, reads_once=is_one_of_many)
    # Imported here, so that the warm process makes the figures while this one reads its libraries.
    from helpers.history import month_as_history, write_month
    from helpers.indicators import INDICATORS
    from helpers.months import ReportingMonth
    from helpers.pages import PAGES
    from helpers.protect.editions import EDITIONS, read_edition
    from helpers.publish.reuse import KeptNotebooks
    from helpers.publish.run import publish_month
    from helpers.section.prepared import ask, count, prepare
    from helpers.section.whole import analyst_files, council_facts
    from helpers.words import OwnWords, read_own_words

    editions = [read_edition(name) for name in wanted.editions]
    asked = ask(wanted.data, ReportingMonth.read(wanted.month) if wanted.month else None, wanted.area)
    history, store = history_folder(asked.council.code), Store()
    shown = {edition.key: asked.shown_key(edition) for edition in editions}
    key = made_from(wanted.data, str(asked.month), wanted.editions, history)
    words = OwnWords() if wanted.area else read_own_words(wanted.data, INDICATORS.values(), tuple(EDITIONS))
    is_warm = warm is not None and warm.is_ready()
    if not is_warm:
        prepare(asked, editions, Store(without=("tables",)) if is_one_of_many else store)
    counted = count(asked, store)
    outturns = month_as_history(asked.month, counted.results.frame)
    folders = publish_month(
        str(asked.month),
        wanted.data,
        wanted.outputs,
        wanted.editions,
        PAGES,
        root=ROOT,
        workers=wanted.workers,
        section_names=wanted.sections or None,
        area=wanted.area,
        extras={} if wanted.is_part or "analyst" not in wanted.editions else {"analyst": analyst_files(counted)},
        history=history,
        facts=council_facts(asked.council) | {MADE_FROM: key, HISTORY_WRITTEN: sha256(outturns).hexdigest()},
        progress=progress,
        provisioning=warm.provisioner if is_warm else None,
        kept=KeptNotebooks(store, asked.month, shown, words),
        is_still_so=asked.is_still_so,
    )
    if not wanted.is_part:
        write_month(history, asked.month, counted.results.frame)
    return folders


@contextmanager
def usable_cache(is_kept: bool = True) -> Iterator[None]:
    """The cache folder for a run: the usual one, or one of its own, gone afterwards, where that can't or may not be used."""
    if is_kept and Store().is_usable():
        yield
        return
    before = os.environ.get(VARIABLE)
    folder = tempfile.mkdtemp(prefix="workbook-cache-")
    os.environ[VARIABLE] = folder
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.environ.pop(VARIABLE)
        if before is not None:
            os.environ[VARIABLE] = before
