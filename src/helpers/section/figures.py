"""From a folder and a month to the figures that a section may show: the flow from loading to the gate, run once."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from helpers.check import Finding, check_extract
from helpers.clone import ROOT
from helpers.cohorts.current_state import at_month_of_extract
from helpers.cohorts.known import Known
from helpers.cohorts.place import find_place
from helpers.compare.breaks import compare_with_earlier_figures
from helpers.compare.judged import Yardsticks, judge_headlines, read_yardsticks
from helpers.council import Council
from helpers.demo import make_demo
from helpers.errors import DataError
from helpers.history import History, fill_from_history, read_history
from helpers.indicator import Indicator
from helpers.indicators import INDICATORS
from helpers.load.care_data import CareData
from helpers.load.extract import load_extract
from helpers.months import ReportingMonth
from helpers.protect.editions import EDITIONS, Edition
from helpers.protect.gate import release
from helpers.protect.register import Register, read_register
from helpers.protect.released import Released
from helpers.results import Missing, Results, compute_results, groups_never_recorded
from helpers.words import OwnWords, read_own_words

MONTHS = 24
DEMO = "data/demo"
# What breakdowns read beside the tables of their indicators.
FOR_BREAKDOWNS = ("ssd_person", "ssd_address", "postcode_lookup", "population", "team_area", "ssd_department")
HISTORY_VARIABLE = "WORKBOOK_HISTORY"


@dataclass(frozen=True)
class Figures:
    """All that the pages of one month and edition rest on.

    `results` holds every figure as counted, for analysts alone; `released` what the edition may show; `not_known`, by
    code, the groups of which the extract never holds a code.
    """

    known: Known
    entries: tuple[Indicator, ...]
    edition: Edition
    results: Results
    released: Released
    history: History = field(default_factory=History)
    not_known: dict[str, tuple[str, ...]] = field(default_factory=dict)
    yardsticks: Yardsticks = field(default_factory=Yardsticks)
    words: OwnWords = field(default_factory=OwnWords)

    @property
    def data(self) -> CareData:
        """The extract."""
        return self.known.data

    @property
    def month(self) -> ReportingMonth:
        """The reporting month."""
        return self.known.months[-1]

    @property
    def findings(self) -> list[Finding]:
        """What was odd in the extract."""
        return check_extract(self.data)

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
    Of the extract what the indicators read is loaded; all of it where the `whole` is asked for.
    Raises DataError and UsageError as loading does, UsageError for an unknown area.
    """
    folder = data_folder(data)
    # What one page shows may give away what another hides, so an edition that hides is judged as a whole.
    computed = entries if edition.shows_small_numbers else _with_all(entries)
    whole = whole or not edition.shows_small_numbers
    tables = None if whole else {*(table for entry in entries for table in entry.tables), *FOR_BREAKDOWNS}
    extract = load_extract(folder, ReportingMonth.read(month) if month else None, tables)
    known = Known(extract, tuple(extract.month.back_to(MONTHS)))
    if area:
        known = Known(extract, known.months, find_place(area, known))
    results = compute_results(computed, known)
    history = History() if area else read_history(history_folder(extract.council), folder, extract.month)
    frame = fill_from_history(results.frame, history, current_only(computed), [str(each) for each in known.months])
    yardsticks = read_yardsticks(folder, known)
    changes = compare_with_earlier_figures(frame, extract.month, yardsticks.breaks)
    judged = judge_headlines(computed, frame, known, yardsticks)
    unknown = groups_never_recorded(computed, known)
    published = Register() if area else read_register(history_folder(extract.council), edition.key)
    asked = (changes, computed, edition, extract.council.disclosure, str(extract.month))
    released = release(frame, *asked, unknown, judged, yardsticks.breaks, published)
    words = OwnWords() if area else read_own_words(folder, INDICATORS.values(), tuple(EDITIONS))
    return Figures(known, entries, edition, results, released, history, unknown, yardsticks, words)


def _with_all(entries: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """Every indicator of the report, and those asked for that are no part of it yet."""
    return (*INDICATORS.values(), *(entry for entry in entries if entry.code not in INDICATORS))


def history_folder(council: Council) -> Path:
    """The council's history folder: that of the environment's WORKBOOK_HISTORY, else `data/history/<code>`."""
    given = os.environ.get(HISTORY_VARIABLE)
    return Path(given) if given else ROOT / "data" / "history" / (council.code or "council")


def set_history_folder(folder: Path) -> None:
    """Take another history folder in this process, and in the notebooks that it runs."""
    os.environ[HISTORY_VARIABLE] = str(folder)


def current_only(entries: tuple[Indicator, ...]) -> list[str]:
    """The codes of indicators that an extract tells of its own month alone."""
    return [entry.code for entry in entries if entry.known_at is at_month_of_extract]
