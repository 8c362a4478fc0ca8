"""From a folder and a month to the figures that a section may show: made once, kept, and handed to every page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from helpers.cache.store import Store
from helpers.check import Finding
from helpers.clone import ROOT
from helpers.cohorts.known import Known, Place
from helpers.compare.judged import Yardsticks
from helpers.compare.published import OnFile
from helpers.demo import make_demo
from helpers.errors import DataError
from helpers.history import History
from helpers.indicator import Indicator
from helpers.indicators import INDICATORS
from helpers.indicators.groupings import DISTRICT
from helpers.load.care_data import CareData
from helpers.months import ReportingMonth
from helpers.protect.editions import EDITIONS, Edition
from helpers.protect.released import Released
from helpers.results import Missing, Results
from helpers.section.halves import Runner, hold_texts
from helpers.section.prepared import Asked, Prepared, ask, known_for, load, one_by_one, prepare
from helpers.words import OwnWords, read_own_words

DEMO = "data/demo"
# What says in which district a child's home is.
FOR_DISTRICTS = ("ssd_address", "postcode_lookup")
# Figures made before the notebooks' processes came into being, which share them.
_HELD: dict[tuple[str, str, str, str], tuple[Asked, Prepared]] = {}


@dataclass(frozen=True)
class Figures:
    """All that the pages of one month and edition rest on.

    `results` holds every figure as counted, for analysts alone; `released` what the edition may show; `not_known`, by
    code, the groups of which the extract never holds a code. `data` tells of the extract, but of none of its rows.
    """

    asked: Asked
    prepared: Prepared
    entries: tuple[Indicator, ...]
    edition: Edition
    words: OwnWords = field(default_factory=OwnWords)

    @property
    def released(self) -> Released:
        """What the edition may show."""
        return self.prepared.released

    @property
    def results(self) -> Results:
        """Every figure as counted."""
        return self.prepared.counted.results

    @property
    def history(self) -> History:
        """What was reported for earlier months."""
        return self.prepared.history

    @property
    def not_known(self) -> dict[str, tuple[str, ...]]:
        """By code, the groups of which the extract never holds a code."""
        return self.prepared.counted.not_known

    @property
    def yardsticks(self) -> Yardsticks:
        """What the figures are held against."""
        return self.prepared.yardsticks

    @property
    def on_file(self) -> OnFile:
        """What the rules of published figures ask of the extract."""
        return self.prepared.counted.on_file

    @property
    def data(self) -> CareData:
        """The extract without its rows: the council, the month, its tables and their files."""
        return self.prepared.counted.outline

    @cached_property
    def known(self) -> Known:
        """The extract with its rows, at the end of each month; loaded when first asked for. Raises as loading does."""
        return known_for(self.asked, load(self.asked, Store()))

    @property
    def place(self) -> Place | None:
        """The area or district that is looked at; none for the whole council."""
        return self.prepared.counted.place

    @property
    def month(self) -> ReportingMonth:
        """The reporting month."""
        return self.prepared.counted.months[-1]

    @property
    def findings(self) -> list[Finding]:
        """What was odd in the extract."""
        return list(self.prepared.counted.findings)

    @property
    def tables_read(self) -> list[str]:
        """The names of the tables of the extract that the figures rest on: those of their indicators, and of districts."""
        own = {table for entry in self.entries for table in entry.tables}
        more = FOR_DISTRICTS if any(DISTRICT in entry.breakdowns for entry in self.entries) else ()
        return sorted({*own, *more} & set(self.data.tables))

    def missing(self, code: str) -> list[Missing]:
        """What of an indicator is not available, and why."""
        return [missing for missing in self.results.missing if missing.code == code]


def data_folder(data: str) -> Path:
    """The folder of an extract, read from the workbook's root where it is no whole path; the demo's is made on first use.

    Raises DataError where there is no such folder.
    """
    folder = Path(data) if Path(data).is_absolute() else ROOT / data
    if not folder.exists() and data.replace("\\", "/").strip("/") == DEMO:
        make_demo(folder)
    if not folder.is_dir():
        raise DataError("There is no data folder of that name.\nGive the folder that holds council.toml: --data DIR")
    return folder


def make_figures(
    data: str, month: str, edition: Edition, entries: tuple[Indicator, ...], area: str = "", *, whole: bool = False
) -> Figures:
    """The figures of some indicators for a month and the 23 before it, as an edition may show them.

    An empty month is that of the extract; an area or a district narrows the figures to its children.
    What is kept for the whole report is taken; else what the indicators read is loaded, or all where the `whole` is asked for.
    Raises DataError and UsageError as loading does, UsageError for an unknown area.
    """
    folder = data_folder(data)
    held = _HELD.get(_name(folder, month, area, edition))
    asked, prepared = held if held and _are_the_report_s(entries) else _prepare(folder, month, edition, entries, area, whole)
    words = OwnWords() if area else read_own_words(folder, INDICATORS.values(), tuple(EDITIONS))
    return Figures(asked, prepared, entries, edition, words)


def _prepare(
    folder: Path, month: str, edition: Edition, entries: tuple[Indicator, ...], area: str, whole: bool
) -> tuple[Asked, Prepared]:
    store, read = Store(), ReportingMonth.read(month) if month else None
    if _are_the_report_s(entries):
        asked = ask(folder, read, area)
        # What one page shows may give away what another hides, so an edition that hides is judged as a whole.
        if whole or not edition.shows_small_numbers:
            return asked, prepare(asked, [edition], store)[0]
        kept = store.get("shown", asked.page_key(edition, store))
        if isinstance(kept, Prepared):
            return asked, kept
        own = ask(folder, read, area, entries)
    else:
        others = tuple(entry for entry in INDICATORS.values() if entry.code not in {own.code for own in entries})
        computed = entries if edition.shows_small_numbers else (*others, *entries)
        own = ask(folder, read, area, computed)
    return own, prepare(own, [edition], store)[0]


def prepare_report(
    folder: Path,
    month: str,
    area: str,
    editions: Sequence[str],
    run: Runner = one_by_one,
    run_last: Runner | None = None,
    *,
    reads_once: bool = False,
) -> Asked:
    """Make the figures of the whole report for some editions, and hold them for the notebooks that this process becomes.

    Where other months of the extract will follow, its files are read once and held as text.
    Raises DataError and UsageError as `make_figures`.
    """
    asked = ask(folder, ReportingMonth.read(month) if month else None, area)
    chosen = [EDITIONS[name] for name in editions]
    store = Store(without=("tables",)) if reads_once else Store()
    if reads_once:
        hold_texts(folder, asked.files, run)
    made = prepare(asked, chosen, store, run, run_last)
    _HELD.clear()
    for edition, prepared in zip(chosen, made, strict=True):
        prepared.released.look_up()
        _HELD[_name(folder, str(asked.month), area, edition)] = (asked, prepared)
    return asked


def _name(folder: Path, month: str, area: str, edition: Edition) -> tuple[str, str, str, str]:
    return str(folder.resolve()), month, area, edition.key


def _are_the_report_s(entries: tuple[Indicator, ...]) -> bool:
    return all(INDICATORS.get(entry.code) is entry for entry in entries)
