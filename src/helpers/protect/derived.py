"""What is worked out of figures (changes, verdicts, bands), and may be said only where every figure under it is shown."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from helpers.compare.judged import Judged
from helpers.compare.real import Verdict
from helpers.results import KEY

Cell = tuple[str, str, str, str, str]
RESTS_ON_HIDDEN = "some of the figures needed for that are hidden"


def cells_of(frame: pd.DataFrame) -> list[Cell]:
    """The key of each row."""
    return list(zip(*(frame[column].to_numpy(dtype=object) for column in KEY), strict=True))


def changes_that_may_be_shown(changes: pd.DataFrame, shown: Collection[Cell]) -> pd.DataFrame:
    """The changes of which both ends are shown."""
    if changes.empty:
        return changes
    then = changes.assign(month=changes["from_month"])
    may = [now in shown and before in shown for now, before in zip(cells_of(changes), cells_of(then), strict=True)]
    return changes[np.array(may, dtype=bool)].reset_index(drop=True)


def judgements_that_may_be_said(judged: Mapping[str, Judged], shown: Collection[Cell]) -> dict[str, Judged]:
    """Judgements without what would give a hidden figure away: its band, or the verdict that rests on it."""
    return {code: _judgement_that_may_be_said(one, shown) for code, one in judged.items()}


def _judgement_that_may_be_said(judged: Judged, shown: Collection[Cell]) -> Judged:
    if judged.key not in shown:
        judged = replace(judged, band=None, is_met=None)
    return replace(judged, verdict=_verdict_that_may_be_said(judged.verdict, shown))


def _verdict_that_may_be_said(verdict: Verdict, shown: Collection[Cell]) -> Verdict:
    if any((each.code, each.month, each.window, each.breakdown, each.group) not in shown for each in verdict.rests_on):
        return Verdict(code=verdict.code, month=verdict.month, kind=verdict.kind, is_real=None, because=RESTS_ON_HIDDEN)
    return replace(verdict, flows=tuple(_verdict_that_may_be_said(flow, shown) for flow in verdict.flows))
