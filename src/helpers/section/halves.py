"""An extract loaded, and its results computed, in parts that may run side by side; together they give what one go gives."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.check import Finding, check_extract
from helpers.cohorts.known import Known
from helpers.errors import DataError
from helpers.indicator import Indicator
from helpers.load.care_data import CareData
from helpers.load.extract import KEY_TABLES, keep_texts, load_what_can_be_read, read_texts, refuse, release_texts
from helpers.load.folder import look_into
from helpers.load.freshness import refuse_empty_or_old
from helpers.load.spellings import SPELLINGS
from helpers.months import ReportingMonth
from helpers.results import KEY, Results, compute_results
from helpers.stages import note, timed
from helpers.terms.tables import TABLES

Task = Callable[[], Any]
Runner = Callable[[Sequence[Task]], list[Any]]
# Indicators that read these share most of their cohorts, so they are computed together.
OF_CHILDREN_IN_CARE = "ssd_cla_"
PARTS = 2
_HELD_FILES: dict[str, str] = {}


def load_in_parts(folder: Path, month: ReportingMonth, tables: Collection[str] | None, run: Runner) -> CareData:
    """An extract, as `load_extract` gives it, its tables read in parts of like size. Raises DataError as that does."""
    parts = _parts_of_like_size(folder, tables)
    answers = run([partial(load_what_can_be_read, folder, month, part) for part in parts])
    loaded: list[CareData] = [data for data, _ in answers]
    faults: dict[str, DataError] = {str(fault): fault for _, of_part in answers for fault in of_part}
    refuse(list(faults.values()))
    owner = {name: data for part, data in zip(parts, loaded, strict=True) for name in part}
    owner |= {name: loaded[0] for data in loaded for name in data.tables if name not in owner}
    found = {name: owner[name].tables[name] for name in sorted(owner) if name in owner[name].tables}
    notes = [note for data in loaded for note in data.notes if owner.get(note.table, loaded[0]) is data]
    notes.sort(key=lambda note: (note.table != SPELLINGS.name, note.table not in KEY_TABLES, note.table))
    data = replace(loaded[0], tables=found, notes=tuple(notes), asked=frozenset(TABLES if tables is None else tables))
    if tables is None:
        refuse_empty_or_old(data)
    return data


def hold_texts(folder: Path, files: Mapping[str, str], run: Runner) -> None:
    """Read an extract's files as text and hold them in this process, unless just these, by their hashes, are held."""
    if files == _HELD_FILES:
        return
    parts = _parts_of_like_size(folder, None)
    release_texts()
    for texts in run([partial(read_texts, folder, part) for part in parts]):
        keep_texts(texts)
    _HELD_FILES.clear()
    _HELD_FILES.update(files)


def _parts_of_like_size(folder: Path, tables: Collection[str] | None) -> list[list[str]]:
    """The tables that have a file, in parts: the largest first, each into the part that is smallest by then."""
    asked = set(TABLES) if tables is None else set(tables)
    found = {name: file.size for name, file in look_into(folder).tables.items() if name in asked}
    parts: list[list[str]] = [[] for _ in range(PARTS)]
    sizes = [0] * PARTS
    for name, size in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        smallest = sizes.index(min(sizes))
        parts[smallest].append(name)
        sizes[smallest] += size
    return parts


def compute_in_parts(entries: Iterable[Indicator], known: Known, run: Runner) -> tuple[Results, list[Finding]]:
    """The results of indicators, as `compute_results` gives them, and the findings on the extract."""
    entries = tuple(entries)
    in_care = [entry for entry in entries if any(table.startswith(OF_CHILDREN_IN_CARE) for table in entry.tables)]
    others = [entry for entry in entries if entry not in in_care]
    parts = [part for part in (others, in_care) if part]
    tasks = [*(partial(compute_results, part, known) for part in parts), partial(check_extract, known.data)]
    answers = run([timed(task) for task in tasks])
    (*results, findings), (*computed, checked) = zip(*answers, strict=True)
    note("results", computed, sum(len(one.frame) for one in results))
    note("check", [checked], len(findings))
    if len(results) < 2:
        return results[0] if results else compute_results((), known), findings
    frame = pd.concat([one.frame for one in results], ignore_index=True).sort_values(KEY, ignore_index=True)
    places = {entry.code: place for place, entry in enumerate(entries)}
    missing = sorted((each for one in results for each in one.missing), key=lambda each: places[each.code])
    uncertain = sorted((each for one in results for each in one.uncertain), key=lambda each: places[each.code])
    return Results(frame, tuple(missing), tuple(uncertain)), findings
