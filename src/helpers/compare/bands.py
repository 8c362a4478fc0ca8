"""The council's targets and bands, `targets.csv`: read, and a figure judged by them. Source: contract, "Input"."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path

import pandas as pd

from helpers.council import Bands
from helpers.errors import DataError
from helpers.indicator import Indicator, Polarity
from helpers.load.dates import read_date
from helpers.load.text_tables import read_text_table
from helpers.load.values import NUMBER
from helpers.months import ReportingMonth
from helpers.results import ALL
from helpers.terms.tables import ColumnKind, TableTerms

TARGETS_FILE = "targets.csv"
EDGES = ("band_1_from", "band_2_from", "band_3_from")
TARGETS_NEEDED = ("code", "window", "financial_year", "target")
TARGETS_COLUMNS = (*TARGETS_NEEDED, "group", *EDGES, "agreed_by", "agreed_on")
_TERMS = TableTerms(name="targets", columns=dict.fromkeys(TARGETS_COLUMNS, ColumnKind.TEXT))
# A figure is a fraction, an edge a decimal; the nearest that differ lie further apart than this.
ON_THE_EDGE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Target:
    """What the council wants of one figure in one financial year, in the figure's unit (%, per 10,000, children ...).

    `edges` part the bands from best to worst, `words` name these, one more than there are edges; no edges, no bands.
    Between two edges alike the band is empty.
    `row` is that of the file.
    """

    code: str
    window: str
    group: str
    financial_year: str
    target: float
    edges: tuple[float, ...]
    words: tuple[str, ...]
    higher_is_better: bool
    agreed_by: str
    agreed_on: date | None
    row: int

    def reaches(self, value: float, edge: float) -> bool:
        """Whether a figure is on an edge or on its better side."""
        better = value - edge if self.higher_is_better else edge - value
        return better >= -ON_THE_EDGE


@dataclass(frozen=True)
class Band:
    """The band that a figure is in: its word, its place (1 is best), and how many bands there are."""

    word: str
    place: int
    of: int


@dataclass(frozen=True)
class Targets:
    """The rows of `targets.csv` that can be used, and what is wrong with the others, a sentence each."""

    rows: tuple[Target, ...] = ()
    problems: tuple[str, ...] = ()

    def of(self, code: str, window: str, group: str, month: ReportingMonth) -> Target | None:
        """The target of a figure in the financial year that holds a month; None where none is set."""
        key = (code, str(window), group, month.financial_year)
        return next((row for row in self.rows if _key(row) == key), None)


def band_of(value: float | None, target: Target) -> Band | None:
    """The band of an unrounded figure; on an edge it is in the better band. None without a figure or without bands."""
    if value is None or pd.isna(value) or not target.edges:
        return None
    reached = (place for place, edge in enumerate(target.edges) if target.reaches(value, edge))
    place = next(reached, len(target.edges))
    return Band(target.words[place], place + 1, len(target.edges) + 1)


def is_met(value: float | None, target: Target) -> bool | None:
    """Whether an unrounded figure meets its target; on the target does. None without a figure."""
    return None if value is None or pd.isna(value) else target.reaches(value, target.target)


def read_targets(
    folder: Path, entries: Iterable[Indicator], words: tuple[str, ...] = Bands().words, places: Iterable[str] = ()
) -> Targets:
    """The targets of an extract's folder; none where it has no `targets.csv`.

    `entries` are all of the workbook's, whatever is reported; `words` those of `[bands]`, best first; `places` the names of
    districts and areas, where they are known (without them any group of a breakdown by place is taken). A row at fault is
    passed over and named in `problems` with what is wrong, the lower row number first; of a repeated key the last row holds.
    It raises nothing for what the file holds.
    """
    path = folder / TARGETS_FILE
    if not path.is_file():
        return Targets()
    try:
        text = read_text_table(path, _TERMS)
    except DataError as error:
        return Targets(problems=(" ".join(str(error).split()),))
    missing = [name for name in TARGETS_NEEDED if name not in text.frame.columns]
    if missing:
        return Targets(problems=(f"{TARGETS_FILE} has no column {missing[0]}, so no target is used.",))
    reader = _Reader({entry.code: entry for entry in entries}, words, frozenset(places))
    frame = text.frame.reindex(columns=list(_TERMS.columns), fill_value="")
    rows: dict[tuple[str, ...], Target] = {}
    problems: list[tuple[int, str]] = []
    for number, cells in zip(text.rows.tolist(), frame.to_dict("records"), strict=True):
        try:
            target = reader.read(cells, number)
        except ValueError as fault:
            problems.append((number, str(fault)))
            continue
        if earlier := rows.get(_key(target)):
            problems.append((earlier.row, f"has the code, window, group and year of row {number}, which holds instead"))
        if cells["agreed_on"] and target.agreed_on is None:
            problems.append((number, "agreed_on holds no date; the target is used without it"))
        rows[_key(target)] = target
    said = tuple(say_fault(TARGETS_FILE, number, fault) for number, fault in sorted(problems))
    return Targets(tuple(rows.values()), said)


def say_fault(file: str, row: int, fault: str) -> str:
    """What is wrong with a row of a file, as a sentence."""
    return f"{file}, row {row}: {fault}" + ("" if fault.endswith("?") else ".")


def say_unknown_code(code: str, codes: Collection[str]) -> str:
    """That no indicator has a code, with the nearest that one has."""
    if not code:
        return "code is empty"
    return f"there is no indicator {code[:20]}" + _did_you_mean(get_close_matches(code.upper(), list(codes), n=1, cutoff=0.5))


def _key(target: Target) -> tuple[str, str, str, str]:
    return target.code, target.window, target.group, target.financial_year


@dataclass(frozen=True)
class _Reader:
    """Reads a row of texts as a target; raises ValueError, with what is wrong in words, where it is none."""

    entries: dict[str, Indicator]
    words: tuple[str, ...]
    places: frozenset[str]

    def read(self, cells: dict[str, str], number: int) -> Target:
        """The target in a row's cells, by column; `number` is the row's in its file. Raises ValueError as said above."""
        entry = self._entry(cells["code"])
        group = cells["group"] or ALL
        if cells["window"] not in entry.windows:
            raise ValueError(f"the window of {entry.code} is one of {', '.join(entry.windows)}")
        self._check_group(entry, group)
        _check_year(cells["financial_year"])
        higher = entry.polarity is Polarity.HIGHER_IS_BETTER
        edges = self._edges(cells, higher)
        agreed = read_date(cells["agreed_on"])
        return Target(
            code=entry.code,
            window=cells["window"],
            group=group,
            financial_year=cells["financial_year"],
            target=_number(cells, "target"),
            edges=edges,
            words=self.words[: len(edges) + 1] if edges else (),
            higher_is_better=higher,
            agreed_by=cells["agreed_by"],
            agreed_on=agreed.date() if agreed else None,
            row=number,
        )

    def _entry(self, code: str) -> Indicator:
        entry = self.entries.get(code)
        if entry is None:
            raise ValueError(say_unknown_code(code, self.entries))
        if entry.polarity is Polarity.CONTEXT_ONLY:
            raise ValueError(f"{code} is given for context, neither way is better, so it has no target and no bands")
        return entry

    def _check_group(self, entry: Indicator, group: str) -> None:
        groupings = (entry.grouping, *entry.breakdowns) if entry.grouping is not None else entry.breakdowns
        known = [name for grouping in groupings for name in grouping.groups]
        if not entry.is_grouped:
            known.append(ALL)
        is_open = any(not grouping.groups for grouping in groupings)
        if group in known or is_open and group != ALL and (group in self.places or not self.places or entry.is_grouped):
            return
        near = get_close_matches(group, [*known, *sorted(self.places)] if is_open else known, n=1, cutoff=0.4)
        raise ValueError(f"{entry.code} has no such group" + _did_you_mean(near))

    def _edges(self, cells: dict[str, str], higher: bool) -> tuple[float, ...]:
        filled = [name for name in EDGES if cells[name]]
        if filled != list(EDGES[: len(filled)]):
            raise ValueError(f"{filled[-1]} is filled, but an edge before it is empty")
        edges = tuple(_number(cells, name) for name in filled)
        if edges and len(edges) >= len(self.words):
            raise ValueError(f"it parts {len(edges) + 1} bands, but there are words for {len(self.words)} in council.toml")
        steps = [later - earlier for earlier, later in pairwise(edges)]
        if any(step > 0 if higher else step < 0 for step in steps):
            wrong = "higher" if higher else "lower"
            raise ValueError(f"the edges are in the wrong order: from best to worst, none is {wrong} than the one before")
        return edges


def _number(cells: dict[str, str], column: str) -> float:
    if not NUMBER.fullmatch(cells[column]):
        raise ValueError(f"{column} holds no number")
    return float(cells[column])


def _check_year(text: str) -> None:
    years = re.fullmatch(r"([0-9]{4})/([0-9]{2})", text, flags=re.ASCII)
    if not years or (int(years[1]) + 1) % 100 != int(years[2]):
        raise ValueError("financial_year is written as 2026/27, from April to March")


def _did_you_mean(near: list[str]) -> str:
    return f"; did you mean {near[0]}?" if near else ""
