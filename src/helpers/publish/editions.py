"""The files of each edition, made from the executed notebooks and checked, before any of them is on the disk."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

from helpers.errors import SectionFailed, WorkbookError
from helpers.pages import page_file
from helpers.publish.execute import Executed
from helpers.publish.keep import for_analysts
from helpers.publish.log import log_of
from helpers.publish.marks import page_metadata
from helpers.publish.page import page_of
from helpers.publish.request import Report
from helpers.publish.scan import faults_in_text, missing_links
from helpers.stages import stage, stages_ended

Files = dict[str, bytes]


class Pages:
    """Makes pages, and analysts' copies, from executed notebooks, one at a time, while other notebooks still run."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._made: dict[str, Future[tuple[bytes, bytes]]] = {}

    def __enter__(self) -> Self:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages")
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def begin(self, item: Executed) -> None:
        """Lets a notebook's page be made, and its copy for analysts."""
        self._made[item.job.words] = self._pool.submit(self._make, item)

    def of(self, item: Executed) -> tuple[bytes, bytes]:
        """The page of a notebook and its copy for analysts, awaited; that is empty in other editions.

        Raises SectionFailed where the page is not in order, DefinitionError as `page_of`.
        """
        if item.job.words not in self._made:
            self.begin(item)
        return self._made[item.job.words].result()

    def _make(self, item: Executed) -> tuple[bytes, bytes]:
        _check_page(self._report, item)
        private = self._report.private
        copy = for_analysts(item.notebook, private) if item.job.edition == "analyst" else b""
        return page_of(item.notebook, private), copy


def folders_of(report: Report, executed: Sequence[Executed], pages: Pages) -> dict[str, Files]:
    """The files of each target folder, all checked. Raises SectionFailed naming every page and file that fails."""
    faults: list[str] = []
    with stage("export"):
        made = {
            edition: _edition(report, edition, [item for item in executed if item.job.edition == edition], pages, faults)
            for edition in report.editions
        }
        if faults:
            raise SectionFailed("\n".join(faults))
    folders: dict[str, Files] = {}
    for edition, files in made.items():
        if edition == "analyst":
            files.setdefault("run.log", log_of(report.clock, stages_ended()))
        place = folders.setdefault(report.target(edition), {})
        place.update({f"{edition}/{name}": content for name, content in files.items()} if report.is_preview else files)
    return folders


def _edition(report: Report, edition: str, executed: Sequence[Executed], made: Pages, faults: list[str]) -> Files:
    """The files of one edition; what is wrong with any is added to the faults."""
    pages: Files = {}
    others = dict(report.extras.get(edition, {}))
    for item in executed:
        try:
            pages[page_file(item.job.name)], copy = made.of(item)
        except WorkbookError as error:
            faults.append(f"{item.job.words}: {error}")
            continue
        if edition == "analyst":
            others[f"notebooks/{item.job.name}.ipynb"] = copy
    for name, content in others.items():
        found = faults_in_text(content.decode("utf-8", errors="replace"), report.private)
        faults += [f"{name} ({edition}): not released, it has {fault}." for fault in found]
    if not report.is_preview and not faults:
        texts = {name: content.decode("utf-8") for name, content in pages.items()}
        faults += [f"{link} ({edition}): there is no such file." for link in missing_links(texts, others)]
    if len({name.lower() for name in (*pages, *others)}) < len(pages) + len(others):
        faults.append(f"{edition}: two files would have one name.")
    return pages | others


def _check_page(report: Report, item: Executed) -> None:
    """Raises SectionFailed where a page is not of the month, edition and section asked for, or hides what it is."""
    page = page_metadata(item.notebook)
    if (page["month"], page["edition"], page["section"]) != (report.month, item.job.edition, item.job.section):
        raise SectionFailed("the page is of another month, edition or section than was asked for.")
    if item.job.edition == "analyst" and not page["restricted"]:
        raise SectionFailed("the page does not say that it is restricted.")
