"""What is said of an indicator's headline figure: its target and band, whether its change is real, and what stands beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from helpers.cohorts.known import Known
from helpers.compare.bands import Band, Target, Targets, band_of, is_met, read_targets
from helpers.compare.breaks import Breaks, read_breaks
from helpers.compare.published import (
    Comparator,
    OnFile,
    find_comparators,
    hold_published,
    read_published,
    say_why_none,
)
from helpers.compare.published.held import Published
from helpers.compare.real import Verdict, judge_change
from helpers.compare.uncertain import NO_DOUBTS, Doubts, verdict_with_doubts
from helpers.indicator import Indicator
from helpers.indicators import INDICATORS
from helpers.months import as_days, month_ends, months_before
from helpers.results import ALL, KEY

PUBLISHED_FILE = "published.csv"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One indicator's headline figure, judged. Key as that of results; `value` unrounded, NaN where there is none.

    `band` and `is_met` are None without a target or a figure; `why_no_comparator` says why none of `comparators` is there.
    """

    key: tuple[str, str, str, str, str]
    verdict: Verdict
    target: Target | None = None
    band: Band | None = None
    is_met: bool | None = None
    comparators: tuple[Comparator, ...] = ()
    why_no_comparator: str | None = None


@dataclass(frozen=True)
class Yardsticks:
    """What figures are held against: the council's targets and breaks, and the published figures held."""

    targets: Targets = field(default_factory=Targets)
    breaks: Breaks = field(default_factory=Breaks)
    published: Published | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the council's own files, a sentence each."""
        return (*self.targets.problems, *self.breaks.problems)


def read_yardsticks(folder: Path, known: Known) -> Yardsticks:
    """The targets, breaks and published figures of an extract's folder, those that come with the workbook beside them.

    Raises DataError where the council's `published.csv` can't be read.
    """
    entries = tuple(INDICATORS.values())
    council = known.council
    places = {*council.areas, *(name for names in council.areas.values() for name in names)}
    targets = read_targets(folder, entries, council.bands.words, places)
    own = folder / PUBLISHED_FILE
    published = hold_published(read_published(own) if own.is_file() else None)
    return Yardsticks(targets, read_breaks(folder, entries), published)


def judge_headlines(
    entries: Iterable[Indicator], results: pd.DataFrame, known: Known, yardsticks: Yardsticks, doubts: Doubts = NO_DOUBTS
) -> Mapping[str, Judged]:
    """Each indicator's headline figure of the last month judged, by code; of parts of a whole those with a headline group.

    A part of the council (an area) is judged by its change alone: targets and published figures are the whole's. What is
    uncertain has a target and published figures beside it, and no verdict, band or rank.
    """
    month = known.months[-1]
    certain = doubts.without_uncertain(results)
    on_file = facts_on_file(known)
    of_month = results[results["month"] == str(month)]
    keys = zip(*(of_month[column].to_numpy(dtype=object) for column in KEY), strict=True)
    values = dict(zip(keys, of_month["value"].astype(float), strict=True))
    judged = {}
    for entry in entries:
        if not (entry.is_grouped and entry.headline_group is None):
            one = _judge(entry, certain, values, known, yardsticks, on_file)
            judged[entry.code] = judged_with_doubts(one, doubts)
    return judged


def judged_with_doubts(judged: Judged, doubts: Doubts) -> Judged:
    """Return what was judged without uncertain figures, with no verdict, band or rank where the headline itself is uncertain."""
    code, month, _, breakdown, _ = judged.key
    judged = replace(judged, verdict=verdict_with_doubts(judged.verdict, doubts, breakdown))
    if not doubts.of(code, month, breakdown):
        return judged
    comparators = tuple(replace(each, rank=None, rank_of=None, quartile=None) for each in judged.comparators)
    return replace(judged, band=None, is_met=None, comparators=comparators)


def facts_on_file(known: Known) -> OnFile:
    """What the rules of published figures ask of the extract."""
    has_history = known.data.has("cp_history", "person_id", "previous_plans")
    has_year = False
    if known.data.has("ssd_cin_episodes", "cine_referral_date"):
        referred = as_days(known.data.rows("ssd_cin_episodes", "cine_referral_date")["cine_referral_date"])
        first_needed = months_before(month_ends([known.months[-1]]), 24)[0]
        has_year = bool((referred <= first_needed).any())
    return OnFile(month=known.months[-1], has_cp_history=has_history, has_year_of_referrals=has_year)


def _judge(
    entry: Indicator,
    results: pd.DataFrame,
    values: Mapping[tuple[str, ...], float],
    known: Known,
    yardsticks: Yardsticks,
    on_file: OnFile,
) -> Judged:
    month = known.months[-1]
    breakdown = entry.headline_breakdown.name if entry.headline_breakdown else ALL
    group = entry.headline_group or ALL
    key = (entry.code, str(month), str(entry.headline), breakdown, group)
    verdict = judge_change(entry, results, month, yardsticks.breaks)
    if known.place is not None or yardsticks.published is None:
        return Judged(key=key, verdict=verdict)
    value = values.get(key, float("nan"))
    target = yardsticks.targets.of(entry.code, str(entry.headline), group, month)
    asked = (entry, entry.headline, breakdown, group, known.council)
    return Judged(
        key=key,
        verdict=verdict,
        target=target,
        band=band_of(value, target) if target else None,
        is_met=is_met(value, target) if target else None,
        comparators=find_comparators(*asked, yardsticks.published, on_file),
        why_no_comparator=say_why_none(*asked, on_file),
    )
