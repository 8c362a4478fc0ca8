"""The gate: the one way from figures to what an edition may show. What it can't judge it hides."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pandas as pd

from helpers.compare.breaks import NO_BREAKS, Breaks
from helpers.compare.judged import Judged
from helpers.compare.uncertain import doubts_of
from helpers.council import Disclosure
from helpers.indicator import Indicator
from helpers.protect.derived import cells_of, changes_that_may_be_shown, judgements_that_may_be_said
from helpers.protect.editions import Edition
from helpers.protect.register import HIDDEN, Register
from helpers.protect.released import COLUMNS, Released
from helpers.protect.small import are_small
from helpers.results import FIGURES
from helpers.results.uncertain import Uncertain


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
    published: Register | None = None,
    uncertain: Iterable[Uncertain] = (),
) -> Released:
    """The figures that an edition may show: small ones, and all that would give them away, are hidden.

    `figures` are results with the distinct children behind each, of the whole report: what one page shows may give away
    what another hides. `published` is what the edition has shown before. What is worked out of figures (changes, verdicts,
    bands) is left out unless every figure under it is shown.
    `not_known` names, for a code, groups of which nothing is known: their cells are empty, and not hidden.
    `uncertain` says which figures are uncertain: of the cells counted for that only a share is kept, and none of few.
    """
    frame = figures.reset_index(drop=True)
    is_hidden = np.zeros(len(frame), dtype=bool)
    if not edition.shows_small_numbers and len(frame):
        is_hidden = _hide(frame, entries, rule, published or Register(), month or str(frame["month"].max()))
    may_be_said = set(cells_of(frame[~is_hidden]))
    hides_up_to = 0 if edition.shows_small_numbers else rule.hide_counts_up_to
    return Released(
        _shown(frame, is_hidden, not_known or {}),
        edition.key,
        changes_that_may_be_shown(changes, may_be_said),
        month,
        judgements_that_may_be_said(judged or {}, may_be_said),
        breaks,
        hides_up_to,
        (published or Register()).rows,
        doubts_of(uncertain, hides_up_to),
    )


def _shown(frame: pd.DataFrame, is_hidden: np.ndarray, not_known: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """Return figures without the numbers of those that are hidden or not known."""
    shown = frame.assign(is_hidden=is_hidden)
    shown.loc[is_hidden, FIGURES] = np.nan
    for code, groups in not_known.items():
        shown.loc[(shown["code"] == code) & shown["group"].isin(groups), FIGURES] = np.nan
    return shown[COLUMNS]


def _hide(frame: pd.DataFrame, entries: Iterable[Indicator], rule: Disclosure, published: Register, month: str) -> np.ndarray:
    """Which rows an edition that hides small numbers hides."""
    # An edition that hides nothing does without the optimiser, which takes long to load.
    from helpers.protect.secondary import hide_what_gives_away

    by_code = {entry.code: entry for entry in entries}
    small = are_small(frame, by_code.values(), rule, published.rows)
    return hide_what_gives_away(frame, by_code, small, rule, published.rows, month)


def release_number(number: int, edition: Edition, rule: Disclosure) -> str:
    """A count that stands by itself, such as that of a finding, as an edition may show it."""
    if not edition.shows_small_numbers and 1 <= number <= rule.hide_counts_up_to:
        return HIDDEN
    return f"{number:,}"
