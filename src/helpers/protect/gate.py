"""The gate: the one way from figures to what an edition may show. What it can't judge it hides."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from helpers.compare.breaks import NO_BREAKS, Breaks
from helpers.compare.judged import Judged
from helpers.compare.real import Verdict
from helpers.council import Disclosure
from helpers.indicator import Indicator
from helpers.protect.editions import Edition
from helpers.protect.relations import Cell, Relation, find_relations, same_numbers
from helpers.protect.released import COLUMNS, KEY, Released
from helpers.protect.small import are_small

HIDDEN = "[c]"
RESTS_ON_HIDDEN = "some of the figures that it would rest on are hidden"


def release(
    figures: pd.DataFrame,
    changes: pd.DataFrame,
    entries: Iterable[Indicator],
    edition: Edition,
    rule: Disclosure,
    month: str = "",
    not_known: Mapping[str, Collection[str]] | None = None,
    judged: Mapping[str, Judged] | None = None,
    breaks: Breaks = NO_BREAKS,
) -> Released:
    """The figures that an edition may show: small ones, and what would give them away in the same table, are hidden.

    `figures` are results with the distinct children behind each. A change is left out where either end is hidden.
    `not_known` names, for a code, groups of which nothing is known: their cells are empty, and not hidden.
    """
    entries = tuple(entries)
    frame = figures.reset_index(drop=True)
    is_hidden = np.zeros(len(frame), dtype=bool)
    if not edition.shows_small_numbers:
        is_hidden = _hide(frame, entries, are_small(frame, entries, rule))
    shown = frame.assign(is_hidden=is_hidden)
    shown.loc[is_hidden, ["numerator", "denominator", "value"]] = np.nan
    for code, groups in (not_known or {}).items():
        shown.loc[(shown["code"] == code) & shown["group"].isin(groups), ["numerator", "denominator", "value"]] = np.nan
    hidden = set(_cells(frame[is_hidden]))
    may_be_said = {code: _judged_that_may_be_said(one, hidden) for code, one in (judged or {}).items()}
    return Released(shown[COLUMNS], edition.key, _changes_that_may_be_shown(changes, hidden), month, may_be_said, breaks)


def release_number(number: int, edition: Edition, rule: Disclosure) -> str:
    """A count that stands by itself, such as that of a finding, as an edition may show it."""
    if not edition.shows_small_numbers and 1 <= number <= rule.hide_counts_up_to:
        return HIDDEN
    return f"{number:,}"


def _hide(frame: pd.DataFrame, entries: tuple[Indicator, ...], is_small: np.ndarray) -> np.ndarray:
    cells = _cells(frame)
    numerators = dict(zip(cells, frame["numerator"].to_numpy(dtype=float), strict=True))
    hidden = {cell for cell, small in zip(cells, is_small, strict=True) if small}
    relations, alike = find_relations(frame, entries), same_numbers(entries)
    while True:
        more = _twins(hidden, alike, numerators) | _given_away(relations, hidden, numerators)
        if not more - hidden:
            break
        hidden |= more
    return np.array([cell in hidden for cell in cells], dtype=bool)


def _twins(hidden: set[Cell], alike: list[tuple[str, ...]], numerators: dict[Cell, float]) -> set[Cell]:
    """The cells of other indicators that hold the same numbers as hidden ones."""
    twins = {code: codes for codes in alike for code in codes}
    found = {(other, *rest) for code, *rest in hidden for other in twins.get(code, ())}
    return found & numerators.keys()


def _given_away(relations: list[Relation], hidden: set[Cell], numerators: dict[Cell, float]) -> set[Cell]:
    """Further cells to hide, at most one a relation, so that no relation gives a hidden cell away."""
    more: set[Cell] = set()
    for relation in relations:
        covered = hidden | more
        concealed = [cell for cell in relation.parts if cell in covered]
        is_whole_hidden = relation.whole in covered
        if not concealed or is_whole_hidden:
            if is_whole_hidden and not concealed:
                more |= _smallest_shown(relation.parts, covered, numerators)
            continue
        total = sum(numerators[cell] for cell in concealed)
        if len(concealed) == 1 or total <= len(concealed):
            further = _smallest_shown(relation.parts, covered, numerators)
            more |= further or ({relation.whole} if relation.whole else set())
    return more


def _smallest_shown(parts: tuple[Cell, ...], covered: set[Cell], numerators: dict[Cell, float]) -> set[Cell]:
    shown = [cell for cell in parts if cell not in covered and numerators[cell] != 0]
    return {min(shown, key=lambda cell: (numerators[cell], cell))} if shown else set()


def _changes_that_may_be_shown(changes: pd.DataFrame, hidden: set[Cell]) -> pd.DataFrame:
    if changes.empty:
        return changes
    then = changes.assign(month=changes["from_month"])
    may = [now not in hidden and before not in hidden for now, before in zip(_cells(changes), _cells(then), strict=True)]
    return changes[np.array(may, dtype=bool)].reset_index(drop=True)


def _judged_that_may_be_said(judged: Judged, hidden: set[Cell]) -> Judged:
    """A judgement without what would give a hidden figure away: its band, or the verdict that rests on it."""
    if judged.key in hidden:
        judged = replace(judged, band=None, is_met=None)
    return replace(judged, verdict=_verdict_that_may_be_said(judged.verdict, hidden))


def _verdict_that_may_be_said(verdict: Verdict, hidden: set[Cell]) -> Verdict:
    if any((each.code, each.month, each.window, each.breakdown, each.group) in hidden for each in verdict.rests_on):
        return Verdict(code=verdict.code, month=verdict.month, kind=verdict.kind, is_real=None, because=RESTS_ON_HIDDEN)
    return replace(verdict, flows=tuple(_verdict_that_may_be_said(flow, hidden) for flow in verdict.flows))


def _cells(frame: pd.DataFrame) -> list[Cell]:
    return list(frame[KEY].itertuples(index=False, name=None))
