"""A month's figures made once and kept: typed tables, then results and checks, then what an edition may show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from helpers.cache.keys import code_key, key_of, register_keys
from helpers.cache.store import Store
from helpers.check import Finding
from helpers.clone import history_folder
from helpers.cohorts.current_state import at_month_of_extract
from helpers.cohorts.known import Known, Place
from helpers.cohorts.place import find_place
from helpers.cohorts.population import estimates_by_month
from helpers.compare.breaks import compare_with_earlier_figures
from helpers.compare.judged import Yardsticks, facts_on_file, judge_headlines, read_yardsticks
from helpers.compare.published import OnFile
from helpers.compare.uncertain import doubts_of
from helpers.council import Council, read_council
from helpers.errors import DataError, DefinitionError
from helpers.history import History, fill_from_history, lost_tables, read_history, read_releases
from helpers.indicator import Indicator
from helpers.indicators import INDICATORS
from helpers.load.care_data import CareData, LoadedTable
from helpers.load.extract import load_extract, month_to_report
from helpers.months import ReportingMonth
from helpers.protect.editions import Edition
from helpers.protect.gate import release
from helpers.protect.register import name_in_register, read_register
from helpers.protect.released import Released
from helpers.results import Results, groups_never_recorded
from helpers.section.halves import Runner, Task, compute_in_parts, load_in_parts
from helpers.snapshot import Snapshot, history_files, input_files
from helpers.stages import stage

MONTHS = 24
# What breakdowns read beside the tables of their indicators.
FOR_BREAKDOWNS = ("ssd_person", "ssd_address", "postcode_lookup", "population", "team_area", "ssd_department")
# The council's own words and judgements: nothing is counted from them.
WORDS = ("commentary.csv", "questions.csv")
JUDGEMENTS = ("targets.csv", "breaks.csv", "published.csv", "earlier_outturns.csv")
# Taken as the code is imported: what is kept was made by this code, whatever is written to its files meanwhile.
CODE_KEY = code_key()


def one_by_one(tasks: Sequence[Task]) -> list[Any]:
    """What some tasks give, in their order, one after the other."""
    return [task() for task in tasks]


class Outline(CareData):
    """An extract without its rows: the council, the month, which tables there are, and how many rows each file has."""

    def rows(self, table: str, *columns: str, may_be_missing: tuple[str, ...] = (), along: tuple[str, ...] = ()) -> Any:
        """Nothing is to be had here. Raises DefinitionError."""
        raise DefinitionError("Rows are had from the figures' `known`, not from their `data`.")


@dataclass(frozen=True)
class Counted:
    """What is counted from an extract's tables: the results of some indicators, and the findings on the extract.

    `estimates` are those of the population that the rates of each month are of, each its year and its release.
    """

    outline: Outline
    months: tuple[ReportingMonth, ...]
    place: Place | None
    results: Results
    findings: tuple[Finding, ...]
    not_known: dict[str, tuple[str, ...]]
    on_file: OnFile
    estimates: Mapping[str, tuple[tuple[int, str], ...]]


@dataclass(frozen=True)
class Prepared:
    """All that the pages of one month and edition rest on, but the council's own words and the rows of the extract.

    `lost` are the tables that an earlier report had and this extract has not.
    """

    counted: Counted
    history: History
    yardsticks: Yardsticks
    released: Released
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """Which figures are asked for: of an extract's folder, a month, an area or none, and some indicators.

    `tables` are those to be loaded, all where it is None; `snapshot` is of the extract's files.
    """

    folder: Path
    council: Council
    month: ReportingMonth
    area: str
    entries: tuple[Indicator, ...]
    tables: tuple[str, ...] | None
    snapshot: Snapshot

    @property
    def may_be_kept(self) -> bool:
        """Whether all is known that the figures are made from; an indicator that is tried out may be any code."""
        return all(INDICATORS.get(entry.code) is entry for entry in self.entries)

    @property
    def history(self) -> Path:
        """The council's history folder."""
        return history_folder(self.folder, self.council.name, self.council.code, self.council.history)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The hash of each of the extract's files by its name. Raises DataError where one can't be read."""
        try:
            return self.snapshot.hashes
        except OSError as error:
            raise DataError(f"A file of the extract can't be read: {error.strerror or 'the file system refused'}.") from None

    @property
    def tables_key(self) -> str:
        """What the typed tables are made from."""
        counted = {name: key for name, key in self.files.items() if name.lower() not in (*WORDS, *JUDGEMENTS)}
        return key_of(CODE_KEY, counted, str(self.month), self.tables)

    @property
    def counted_key(self) -> str:
        """What the results are made from."""
        return key_of(self.tables_key, self.area, [entry.code for entry in self.entries], MONTHS)

    def shown_key(self, edition: Edition) -> str:
        """What the figures that an edition may show are made from."""
        judged_by = {name: key for name, key in self.files.items() if name.lower() in JUDGEMENTS}
        earlier = Snapshot.of(partial(history_files, self.history, str(self.month)))
        history = {} if self.area else earlier.hashes | register_keys(self.history, edition.key)
        return key_of(self.counted_key, judged_by, history, edition.key)

    def page_key(self, edition: Edition, store: Store) -> str:
        """As `shown_key`; once the month is published, its own entry in the register changes nothing: the key stays."""
        key = self.shown_key(edition)
        kept = store.get("same", key)
        return kept if isinstance(kept, str) else key


def ask(folder: Path, month: ReportingMonth | None, area: str, entries: Sequence[Indicator] | None = None) -> Asked:
    """Figures to be asked for, of every indicator of the report where none are named.

    Raises DataError for a `council.toml` or a month that stops the run, or a file that can't be read.
    """
    snapshot = Snapshot.of(partial(input_files, folder))
    council = read_council(folder)
    tables = None if entries is None else tuple(sorted({*(name for entry in entries for name in entry.tables), *FOR_BREAKDOWNS}))
    chosen = tuple(INDICATORS.values()) if entries is None else tuple(entries)
    return Asked(folder, council, month_to_report(council, month), area, chosen, tables, snapshot)


def load(asked: Asked, store: Store, run: Runner = one_by_one) -> CareData:
    """The typed tables, from the cache where they are kept.

    Raises as `load_extract`, DataError where a file changes meanwhile.
    """
    loaded, keeping = _load(asked, store, run)
    for keep in keeping:
        keep()
    return loaded


def _load(asked: Asked, store: Store, run: Runner) -> tuple[CareData, list[Task]]:
    """The typed tables, and what is to be done to keep them: nothing where they are kept, or may not be."""
    kept = store.get("tables", asked.tables_key) if asked.may_be_kept else None
    if isinstance(kept, CareData):
        return kept, []
    with stage("load") as loading:
        if run is one_by_one:
            loaded = load_extract(asked.folder, asked.month, asked.tables)
        else:
            loaded = load_in_parts(asked.folder, asked.month, asked.tables, run)
        loading.rows = sum(len(table.frame) for table in loaded.tables.values())
    if names := asked.snapshot.changed():
        raise DataError(f"Changed while it was read: {', '.join(names)}.\nRun again when the extract is whole.")
    return loaded, [partial(store.put, "tables", asked.tables_key, loaded)] if asked.may_be_kept else []


def known_for(asked: Asked, data: CareData) -> Known:
    """The extract at the end of each of the months, for the area asked. Raises UsageError for an unknown area."""
    known = Known(data, tuple(data.month.back_to(MONTHS)))
    return Known(data, known.months, find_place(asked.area, known)) if asked.area else known


def prepare(
    asked: Asked, editions: Sequence[Edition], store: Store, run: Runner = one_by_one, run_last: Runner | None = None
) -> list[Prepared]:
    """The figures of each edition, from the cache as far as they are kept there. Raises as `load`, UsageError for the area.

    `run_last` runs the last tasks, where there is something to be done beside them.
    """
    keys = [asked.page_key(edition, store) for edition in editions]
    found = [store.get("shown", key) if asked.may_be_kept else None for key in keys]
    if all(isinstance(each, Prepared) for each in found):
        return found
    loaded, keeping = _load(asked, store, run)
    known = known_for(asked, loaded)
    counted = store.get("counted", asked.counted_key) if asked.may_be_kept else None
    if not isinstance(counted, Counted):
        counted = _count(asked, known, run)
        if asked.may_be_kept:
            store.put("counted", asked.counted_key, counted)
    together = [editions] if run is one_by_one else [[edition] for edition in editions]
    with stage("gate") as gate:
        parts = (run_last or run)([*keeping, *(partial(_show, asked, part, known, counted) for part in together)])
        made = [each for part in parts[len(keeping) :] for each in part]
        gate.rows = sum(len(each.released.frame) for each in made)
    for key, each in zip(keys, made, strict=True):
        if asked.may_be_kept:
            store.put("shown", key, each)
    return made


def names_in_register(asked: Asked, editions: Sequence[Edition], store: Store) -> dict[str, str]:
    """The name in the register of what each edition that hides small numbers shows, by edition. Raises DataError."""
    hiding = [edition for edition in editions if not edition.shows_small_numbers]
    return {edition.key: name_in_register(asked.history, release_of(asked, edition, store)) for edition in hiding}


def release_of(asked: Asked, edition: Edition, store: Store) -> Released:
    """What an edition may show, from the cache where it is kept. Raises as `prepare`."""
    return prepare(asked, [edition], store)[0].released


def count(asked: Asked, store: Store) -> Counted:
    """What is counted from the extract's tables, from the cache where it is kept. Raises as `prepare`."""
    kept = store.get("counted", asked.counted_key) if asked.may_be_kept else None
    return kept if isinstance(kept, Counted) else _count(asked, known_for(asked, load(asked, store)), one_by_one)


def _count(asked: Asked, known: Known, run: Runner) -> Counted:
    results, findings = compute_in_parts(asked.entries, known, run)
    data = known.data
    tables = {name: _without_rows(table) for name, table in data.tables.items()}
    outline = Outline(council=data.council, month=data.month, tables=tables, notes=())
    unknown, on_file = groups_never_recorded(asked.entries, known), facts_on_file(known)
    return Counted(outline, known.months, known.place, results, tuple(findings), unknown, on_file, estimates_by_month(known))


def _show(asked: Asked, editions: Sequence[Edition], known: Known, counted: Counted) -> list[Prepared]:
    """What each edition may show: held against the history and the council's judgements, then through the gate."""
    entries, month = asked.entries, str(asked.month)
    history = History() if asked.area else read_history(asked.history, asked.folder, asked.month)
    lost = () if asked.area else lost_tables(read_releases(asked.history), month, counted.outline.given)
    frame = fill_from_history(counted.results.frame, history, current_only(entries), [str(each) for each in known.months])
    yardsticks = read_yardsticks(asked.folder, known)
    changes = compare_with_earlier_figures(frame, asked.month, yardsticks.breaks)
    uncertain = counted.results.uncertain
    judged = judge_headlines(entries, frame, known, yardsticks, doubts_of(uncertain))
    folder = None if asked.area else asked.history
    made = []
    for edition in editions:
        published = read_register(folder, edition.key)
        to_show = (frame, changes, entries, edition, asked.council.disclosure, month, counted.not_known, judged)
        released = release(*to_show, yardsticks.breaks, published, uncertain)
        made.append(Prepared(counted, history, yardsticks, released, lost))
    return made


def current_only(entries: Sequence[Indicator]) -> list[str]:
    """The codes of indicators that an extract tells of its own month alone."""
    return [entry.code for entry in entries if entry.known_at is at_month_of_extract]


def _without_rows(table: LoadedTable) -> LoadedTable:
    return replace(table, frame=table.frame.iloc[:0])
