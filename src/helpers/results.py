"""The arithmetic of every figure: entries and an extract to results, for all months at once."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.cohorts.known import Known
from helpers.cohorts.population import district_populations, populations
from helpers.errors import NotAvailable
from helpers.indicator import Composition, Count, Grouping, Indicator, Rate, Share
from helpers.indicators.groupings import DISTRICT
from helpers.months import MONTHS_IN, Window, as_days, window_start
from helpers.terms.codes import NOT_RECORDED
from helpers.terms.tables import PERSON

ALL = "all"
KEY = ["code", "month", "window", "breakdown", "group"]
FIGURES = ["numerator", "denominator", "value"]
# The distinct children behind numerator and denominator, which the gate looks at; they are never shown.
CHILDREN = ["numerator_children", "denominator_children"]
PER_HUNDRED = 100
PER_TEN_THOUSAND = 10_000


@dataclass(frozen=True)
class Missing:
    """An indicator, or one breakdown of it, that has no figure; and why, in plain words."""

    code: str
    breakdown: str
    reason: str


@dataclass(frozen=True)
class Results:
    """The figures of some indicators for some months, and what is not available.

    `frame`: one row a figure, sorted as text by its key (code, month, window, breakdown, group); numerator, denominator,
    value (%, per 10,000 or a number; unrounded; empty for an empty denominator), and the distinct children behind them.
    """

    frame: pd.DataFrame
    missing: tuple[Missing, ...]


def compute_results(entries: Iterable[Indicator], known: Known) -> Results:
    """The results of indicators for every month asked, in all their windows and breakdowns.

    An indicator whose table, column or side file is missing has no row; nor has a breakdown. `missing` says why.
    """
    frames: list[pd.DataFrame] = []
    missing: list[Missing] = []
    for entry in entries:
        try:
            frames.extend(_whole(entry, known))
        except NotAvailable as reason:
            missing.append(Missing(entry.code, ALL, str(reason)))
            continue
        for grouping in entry.breakdowns:
            try:
                frames.extend(_broken_down(entry, grouping, known))
            except NotAvailable as reason:
                missing.append(Missing(entry.code, grouping.name, str(reason)))
    columns = [*KEY, *FIGURES, *CHILDREN]
    frame = pd.concat(frames, ignore_index=True)[columns] if frames else pd.DataFrame(columns=columns)
    frame[KEY] = frame[KEY].astype("str")
    return Results(frame.sort_values(KEY, ignore_index=True), tuple(missing))


def _whole(entry: Indicator, known: Known) -> list[pd.DataFrame]:
    measure = entry.measure
    if isinstance(measure, Composition):
        rows = measure.denominator(known)
        groups = pd.Series(measure.grouping.of(rows, known), index=rows.index, dtype="str")
        return [_composition(entry, window, rows, groups, known) for window in entry.windows]
    rows, is_counted = _rows_and_answers(entry, known)
    if isinstance(measure, Rate):
        return [_rate(entry, _tally(rows, is_counted, None, window, known), known) for window in entry.windows]
    return [_finish(entry, window, _tally(rows, is_counted, None, window, known)) for window in entry.windows]


def _broken_down(entry: Indicator, grouping: Grouping, known: Known) -> list[pd.DataFrame]:
    rows, is_counted = _rows_and_answers(entry, known)
    groups = pd.Series(grouping.of(rows, known), index=rows.index, dtype="str")
    frames = []
    for window in entry.windows:
        tally = _tally(rows, is_counted, groups, window, known)
        if isinstance(entry.measure, Rate):
            frames.append(_rate_by_district(entry, grouping, tally, known))
        else:
            has_members = tally["denominator_rows"] > 0
            frames.append(_finish(entry, window, tally[has_members], grouping.name))
    return frames


def _rows_and_answers(entry: Indicator, known: Known) -> tuple[pd.DataFrame, np.ndarray]:
    """The rows of the cohort, and which of them the numerator counts: all but of a share."""
    if isinstance(entry.measure, Share):
        rows = entry.measure.denominator(known)
        return rows, np.asarray(entry.measure.numerator(rows, known), dtype=bool)
    rows = entry.measure.rows(known)
    return rows, np.ones(len(rows), dtype=bool)


def _tally(
    rows: pd.DataFrame, is_counted: np.ndarray, groups: pd.Series | None, window: Window, known: Known
) -> pd.DataFrame:
    """Rows, and distinct children, counted and in all: one row a month (and group found), months without rows too."""
    month_end = as_days(rows["month_end"])
    inside = np.ones(len(rows), dtype=bool)
    if window is not Window.SNAPSHOT:
        inside = as_days(rows["event_date"]) >= window_start(month_end, MONTHS_IN[window])
    frame = pd.DataFrame(
        {
            "month": np.searchsorted(known.month_ends, month_end),
            "group": ALL if groups is None else groups.to_numpy(),
            "person": rows[PERSON].to_numpy(),
            "is_counted": is_counted,
        }
    )[inside]
    in_all, counted = _numbers(frame), _numbers(frame[frame["is_counted"]])
    tally = in_all.join(counted, lsuffix="_in_all", rsuffix="_counted", how="left").fillna(0)
    found = sorted(frame["group"].unique()) if groups is not None else [ALL]
    every = pd.MultiIndex.from_product([range(len(known.months)), found], names=["month", "group"])
    tally = tally.reindex(every, fill_value=0).reset_index()
    return pd.DataFrame(
        {
            "month": [str(known.months[month]) for month in tally["month"]],
            "group": tally["group"],
            "numerator": tally["rows_counted"].astype(float),
            "denominator_rows": tally["rows_in_all"].astype(float),
            "numerator_children": tally["children_counted"].astype(float),
            "denominator_children": tally["children_in_all"].astype(float),
        }
    )


def _numbers(frame: pd.DataFrame) -> pd.DataFrame:
    by_month = frame.groupby(["month", "group"])["person"]
    return pd.DataFrame({"rows": by_month.size(), "children": by_month.nunique()})


def _finish(entry: Indicator, window: Window, tally: pd.DataFrame, breakdown: str = ALL) -> pd.DataFrame:
    frame = tally.assign(code=entry.code, window=str(window), breakdown=breakdown)
    if isinstance(entry.measure, Count):
        return frame.assign(denominator=np.nan, value=frame["numerator"], denominator_children=np.nan)
    denominator = frame["denominator_rows"]
    return frame.assign(denominator=denominator, value=_per(PER_HUNDRED, frame["numerator"], denominator))


def _composition(
    entry: Indicator, window: Window, rows: pd.DataFrame, groups: pd.Series, known: Known
) -> pd.DataFrame:
    whole = _tally(rows, np.ones(len(rows), dtype=bool), None, window, known).set_index("month")
    tally = _tally(rows, np.ones(len(rows), dtype=bool), groups, window, known).set_index(["month", "group"])
    every = pd.MultiIndex.from_product([whole.index, entry.groups], names=["month", "group"])
    tally = tally.reindex(every, fill_value=0).reset_index()
    for column in ("denominator_rows", "denominator_children"):
        tally[column] = tally["month"].map(whole[column])
    return _finish(entry, window, tally, entry.measure.grouping.name)


def _rate(entry: Indicator, tally: pd.DataFrame, known: Known) -> pd.DataFrame:
    estimates = populations(known)
    population = pd.Series(estimates["population"].to_numpy(), index=_month_texts(estimates, known))
    frame = tally.assign(denominator_rows=tally["month"].map(population))
    return _per_ten_thousand(entry, frame[frame["denominator_rows"].notna()], ALL)


def _rate_by_district(entry: Indicator, grouping: Grouping, tally: pd.DataFrame, known: Known) -> pd.DataFrame:
    if grouping is not DISTRICT:
        raise NotAvailable("A rate can be broken down by district alone.")
    council = set(_month_texts(populations(known), known))
    estimates = district_populations(known)
    areas = pd.DataFrame(
        {"month": _month_texts(estimates, known), "group": estimates["area"], "denominator_rows": estimates["population"]}
    )
    areas = areas[areas["month"].isin(council)]
    counted = tally[tally["group"] != NOT_RECORDED].drop(columns="denominator_rows")
    frame = areas.merge(counted, on=["month", "group"], how="left").fillna(0.0)
    return _per_ten_thousand(entry, frame, grouping.name)


def _per_ten_thousand(entry: Indicator, frame: pd.DataFrame, breakdown: str) -> pd.DataFrame:
    frame = frame.assign(code=entry.code, window=str(entry.windows[0]), breakdown=breakdown)
    rate = _per(PER_TEN_THOUSAND, frame["numerator"], frame["denominator_rows"])
    return frame.assign(denominator=frame["denominator_rows"], value=rate, denominator_children=np.nan)


def _per(base: int, numerator: pd.Series, denominator: pd.Series) -> np.ndarray:
    numerator, denominator = numerator.to_numpy(dtype=float), denominator.to_numpy(dtype=float)
    value = np.full(len(numerator), np.nan)
    return np.divide(base * numerator, denominator, out=value, where=denominator > 0)


def _month_texts(estimates: pd.DataFrame, known: Known) -> list[str]:
    places = np.searchsorted(known.month_ends, as_days(estimates["month_end"]))
    return [str(known.months[place]) for place in places]
