"""Which figures add up to others, so that one that is hidden could be worked out from those that are shown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from helpers.indicator import Count, Indicator, Rate
from helpers.months import MONTHS_IN, ReportingMonth, Window
from helpers.results import ALL

Cell = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Relation:
    """Cells whose numerators add up to that of a whole; none where the whole is no cell of its own but is known."""

    parts: tuple[Cell, ...]
    whole: Cell | None


def find_relations(figures: pd.DataFrame, entries: Iterable[Indicator]) -> list[Relation]:
    """Every sum among some figures: groups of a breakdown, and months of a window."""
    cells = set(figures[["code", "month", "window", "breakdown", "group"]].itertuples(index=False, name=None))
    compositions = {entry.code for entry in entries if entry.is_composition}
    # Of different children each counts once a window, so months don't add up to it.
    added_up = {entry.code for entry in entries if getattr(entry.measure, "once", None) is None}
    return [*_groups(cells, compositions), *_windows({cell for cell in cells if cell[0] in added_up})]


def same_numbers(entries: Iterable[Indicator]) -> list[tuple[str, ...]]:
    """Codes whose numerators are the same numbers, as those of a count and of its rate."""
    by_rows = defaultdict(list)
    for entry in entries:
        if isinstance(entry.measure, Count | Rate):
            by_rows[entry.measure.rows].append(entry.code)
    return [tuple(codes) for codes in by_rows.values() if len(codes) > 1]


def _groups(cells: set[Cell], compositions: set[str]) -> list[Relation]:
    parts = defaultdict(list)
    for cell in sorted(cells):
        code, month, window, breakdown, _ = cell
        if breakdown != ALL:
            parts[code, month, window, breakdown].append(cell)
    relations = []
    for (code, month, window, _), members in parts.items():
        whole = (code, month, window, ALL, ALL)
        if whole in cells or code in compositions:
            relations.append(Relation(tuple(members), whole if whole in cells else None))
    return relations


def _windows(cells: set[Cell]) -> list[Relation]:
    relations = []
    for code, month, window, breakdown, group in sorted(cells):
        count = MONTHS_IN.get(Window(window), 1)
        if count == 1:
            continue
        months = [str(earlier) for earlier in ReportingMonth.read(month).back_to(count)]
        parts = [(code, earlier, str(Window.MONTH), breakdown, group) for earlier in months]
        if breakdown == ALL and all(part in cells for part in parts):
            relations.append(Relation(tuple(parts), (code, month, window, breakdown, group)))
    return relations
