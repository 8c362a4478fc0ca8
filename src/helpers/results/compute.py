"""From entries to figures: every window, and every breakdown, of every indicator."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from helpers.cohorts.known import Column, Known
from helpers.errors import NotAvailable
from helpers.indicator import Composition, Grouping, Indicator, Kind, MonthlyAverage, MonthlySum, Rate, Share
from helpers.months import MONTHS_IN, Window
from helpers.results.answers import Answers, ask, month_texts, within_place
from helpers.results.columns import ALL, CHILDREN, FIGURES, KEY
from helpers.results.rates import per_district, per_population
from helpers.results.tally import tally
from helpers.results.uncertain import Uncertain, uncertain_figures, unread_months

PER = {Kind.SHARE: 100, Kind.RATE: 10_000, Kind.AVERAGE: 1}


@dataclass(frozen=True)
class Missing:
    """An indicator, or one breakdown of it, that has no figure; and why, in plain words."""

    code: str
    breakdown: str
    reason: str


@dataclass(frozen=True)
class Results:
    """The figures of some indicators for some months, what is not available, and what is uncertain.

    `frame`: one row a figure, sorted as text by its key (code, month, window, breakdown, group); numerator, denominator,
    value (%, per 10,000 or a number; unrounded; empty for an empty denominator), and the distinct children behind numerator and
    denominator and, of a share, behind what is left over.
    """

    frame: pd.DataFrame
    missing: tuple[Missing, ...]
    uncertain: tuple[Uncertain, ...] = ()


def compute_results(entries: Iterable[Indicator], known: Known) -> Results:
    """The results of indicators for every month asked, in all their windows and breakdowns.

    An indicator whose table, column or side file is missing has no row; nor has a breakdown. `missing` says why.
    """
    parts = [_compute(entry, known) for entry in entries]
    frames = [frame for part in parts for frame in part.frames]
    columns = [*KEY, *FIGURES, *CHILDREN]
    frame = pd.concat(frames, ignore_index=True)[columns] if frames else pd.DataFrame(columns=columns)
    frame = frame.astype(dict.fromkeys(KEY, "str") | dict.fromkeys([*FIGURES, *CHILDREN], "float64"))
    missing = tuple(each for part in parts for each in part.missing)
    uncertain = tuple(each for part in parts for each in part.uncertain)
    return Results(frame.sort_values(KEY, ignore_index=True), missing, uncertain)


@dataclass
class _Part:
    """The results of one indicator while they are computed."""

    frames: list[pd.DataFrame] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    uncertain: list[Uncertain] = field(default_factory=list)

    def add(
        self,
        breakdown: str,
        frames: list[pd.DataFrame],
        unread: Collection[str],
        read: Collection[Column],
        known: Known,
    ) -> None:
        """Add figures, but for months in which most legal statuses could not be read, and what makes them uncertain."""
        if unread:
            frames = [frame[~frame["month"].isin(list(unread))] for frame in frames]
        self.frames += frames
        self.uncertain += uncertain_figures(pd.concat(frames), breakdown, read, known)


def _compute(entry: Indicator, known: Known) -> _Part:
    part = _Part()
    try:
        with known.reading() as read:
            answers = within_place(entry, ask(entry.measure, known), known)
            whole = _whole(entry, answers, known)
        unread = unread_months(read, known)
    except NotAvailable as reason:
        part.missing.append(Missing(entry.code, ALL, str(reason)))
        return part
    if last := unread.get(str(known.months[-1])):
        reason = f"The legal status of {last.unread:,} of {last.filled:,} children can't be read."
        part.missing.append(Missing(entry.code, ALL, reason))
    part.add(ALL, whole, unread, read, known)
    for grouping in entry.breakdowns:
        try:
            with known.reading() as read_besides:
                frames = _broken_down(entry, grouping, answers, known)
        except NotAvailable as reason:
            part.missing.append(Missing(entry.code, grouping.name, str(reason)))
        else:
            part.add(grouping.name, frames, unread, read_besides - read, known)
    return part


def _whole(entry: Indicator, answers: Answers, known: Known) -> list[pd.DataFrame]:
    """The figures of the whole; of a measure with groups of its own those of its groups."""
    frames = []
    for window in entry.windows:
        if entry.grouping is not None:
            sums = _by_group(entry, entry.grouping, answers, window, known)
            frames.append(_finish(entry, window, sums, entry.grouping.name, known))
            continue
        sums = tally(answers, None, window, known)
        if isinstance(entry.measure, Rate):
            sums = per_population(sums, known)
        if isinstance(entry.measure, MonthlySum):
            sums = sums[sums["rows"] == MONTHS_IN[window]]
        frames.append(_finish(entry, window, sums, ALL, known))
    return frames


def _by_group(entry: Indicator, grouping: Grouping, answers: Answers, window: Window, known: Known) -> pd.DataFrame:
    """Sums by group: every group that the grouping names, else those found; of a composition out of the whole."""
    sums = tally(answers, grouping.of(answers.rows, known), window, known)
    if isinstance(entry.measure, Composition):
        whole = tally(answers, None, window, known).set_index("month")
        if grouping.groups:
            every = pd.MultiIndex.from_product([whole.index, grouping.groups], names=["month", "group"])
            sums = sums.set_index(["month", "group"]).reindex(every, fill_value=0.0).reset_index()
        for column in ("denominator", "denominator_children"):
            sums[column] = sums["month"].map(whole[column])
    return sums if grouping.groups else sums[sums["rows"] > 0]


def _broken_down(entry: Indicator, grouping: Grouping, answers: Answers, known: Known) -> list[pd.DataFrame]:
    groups = grouping.of(answers.rows, known)
    frames = []
    for window in entry.windows:
        sums = tally(answers, groups, window, known)
        sums = per_district(sums, grouping, known) if isinstance(entry.measure, Rate) else sums[sums["rows"] > 0]
        frames.append(_finish(entry, window, sums, grouping.name, known))
    return frames


def _finish(entry: Indicator, window: Window, sums: pd.DataFrame, breakdown: str, known: Known) -> pd.DataFrame:
    frame = sums.assign(code=entry.code, window=str(window), breakdown=breakdown)
    if entry.known_at is not None:
        frame = frame[frame["month"].isin(month_texts(known, entry.known_at(known)))]
    if not isinstance(entry.measure, Share):
        frame = frame.assign(remainder_children=np.nan)
    if isinstance(entry.measure, MonthlyAverage):
        frame = frame.assign(denominator=float(MONTHS_IN[window]), denominator_children=np.nan)
    if isinstance(entry.measure, Rate):
        frame = frame.assign(denominator_children=np.nan)
    if entry.kind is Kind.COUNT:
        return frame.assign(denominator=np.nan, value=frame["numerator"], denominator_children=np.nan)
    return frame.assign(value=_divide(PER[entry.kind], frame["numerator"], frame["denominator"]))


def _divide(base: int, numerator: pd.Series, denominator: pd.Series) -> np.ndarray:
    numerator, denominator = numerator.to_numpy(dtype=float), denominator.to_numpy(dtype=float)
    value = np.full(len(numerator), np.nan)
    return np.divide(base * numerator, denominator, out=value, where=denominator > 0)
