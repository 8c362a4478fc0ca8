"""Children looked after and their periods of care, as known at each month end.

Source: definitions, "Children looked after".
"""

import numpy as np
import pandas as pd

from helpers.cohorts.at_month_ends import LONGEST_WINDOW, open_at_month_ends
from helpers.cohorts.known import Known, made_once
from helpers.cohorts.open_rows import NEVER, NONE, OpenRows, ends_or_never, take
from helpers.cohorts.people import ADULT_AGE, ages_on, are_dead_on
from helpers.months import as_days, window_start
from helpers.terms.codes import LEGAL_STATUSES, UNMAPPED
from helpers.terms.tables import PERSON


@made_once
def episodes(known: Known) -> pd.DataFrame:
    """Episodes of care that have a start, one row an episode, by period of care, start and place in the file.

    `period` numbers the periods of care (an episode without a `clae_cla_id` is one by itself); `start` and `end` are
    days, `end` a day that never comes where the episode is open.
    Raises NotAvailable where `ssd_cla_episodes` or a column of it is missing.
    """
    needed = (PERSON, "clae_cla_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date")
    along = ("clae_cla_placement_id", "clae_cla_episode_start_reason", "clae_cla_episode_ceased_reason")
    rows = known.rows("ssd_cla_episodes", *needed, may_be_missing=("clae_entered_care_date",), along=along)
    rows = rows[rows["clae_cla_episode_start_date"].notna()].reset_index(drop=True)
    by_itself = pd.Series(rows.index.astype(str), index=rows.index).where(rows["clae_cla_id"] == "", "")
    period = rows.groupby([PERSON, "clae_cla_id", by_itself.rename("alone")], sort=False).ngroup()
    rows = rows.assign(
        period=period.to_numpy(),
        start=as_days(rows["clae_cla_episode_start_date"]),
        end=ends_or_never(rows["clae_cla_episode_ceased_date"]),
        entered=as_days(rows["clae_entered_care_date"]),
        place=np.arange(len(rows)),
    )
    return rows.sort_values(["period", "start", "place"], kind="stable", ignore_index=True)


@made_once
def _legal_rows(known: Known) -> tuple[pd.DataFrame, OpenRows]:
    dates = ("lega_legal_status_start_date", "lega_legal_status_end_date")
    rows = known.rows("ssd_legal_status", PERSON, "lega_legal_status", *dates)
    rows = rows[rows["lega_legal_status"].isin(LEGAL_STATUSES)].reset_index(drop=True)
    return rows, OpenRows(rows[PERSON], rows[dates[0]], rows[dates[1]])


def legal_status_on(known: Known, persons: pd.Series, days: np.ndarray) -> np.ndarray:
    """The legal status of being looked after of each person on a day, empty text for none.

    Raises NotAvailable where `ssd_legal_status` or a column of it is missing.
    """
    rows, open_rows = _legal_rows(known)
    return take(rows["lega_legal_status"].to_numpy(dtype=object), open_rows.latest(persons, days), "")


def are_short_breaks(known: Known, persons: pd.Series, days: np.ndarray) -> np.ndarray:
    """Whether each person's legal status on a day is one of short breaks (a setting)."""
    return np.isin(legal_status_on(known, persons, days), known.council.settings.short_break_statuses)


@made_once
def known_periods(known: Known) -> pd.DataFrame:
    """Periods of care as known at each month end, one row a month end and period that had begun by then.

    `period_start` is the earliest date of entering care of its episodes (all empty: the earliest start); `period_end`
    the latest ceased date, a day that never comes where it is open; `episodes_known` how many of its episodes had begun;
    `last_episode` the place in `episodes` of the one of latest end (ties: latest start, then last row).
    """
    rows = episodes(known)
    first = np.flatnonzero(rows["period"].diff().fillna(1).to_numpy())
    had_begun = rows["start"].to_numpy(dtype="datetime64[D]")[:, None] <= known.month_ends[None, :]
    counts = np.add.reduceat(had_begun, first, axis=0, dtype=np.int64)
    period, month = np.nonzero(counts)
    last = first[period] + counts[period, month] - 1
    starts, ends = _running_starts_and_ends(rows)
    is_latest_so_far = rows["end"].to_numpy(dtype="datetime64[D]") == ends
    latest_so_far = np.maximum.accumulate(np.where(is_latest_so_far, np.arange(len(rows)), 0))
    month_end = known.month_ends[month]
    return pd.DataFrame(
        {
            "month_end": month_end,
            PERSON: rows[PERSON].to_numpy()[last],
            "period": rows["period"].to_numpy()[last],
            "period_start": starts[last],
            "period_end": np.where(ends[last] > month_end, NEVER, ends[last]),
            "first_episode": first[period],
            "episodes_known": counts[period, month],
            "last_episode": latest_so_far[last],
        }
    )


def _running_starts_and_ends(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """What the start and the end of a period are once its episodes up to each are known."""
    by_period = rows.groupby("period", sort=False)
    entered = rows["entered"].fillna(pd.Timestamp(NEVER)).groupby(rows["period"], sort=False).cummin()
    earliest = as_days(entered)
    first_start = as_days(by_period["start"].transform("first"))
    return np.where(earliest == NEVER, first_start, earliest), as_days(by_period["end"].cummax())


@made_once
def _periods_with_names(known: Known) -> pd.DataFrame:
    """`known_periods` that have a `clae_cla_id`, which is in a column of that name; the period of the file's last row last."""
    rows, periods = episodes(known), known_periods(known)
    last_rows = rows.groupby("period", sort=False)["place"].cummax().to_numpy()
    known_to = periods["first_episode"].to_numpy() + periods["episodes_known"].to_numpy() - 1
    names = rows["clae_cla_id"].to_numpy(dtype=object)[known_to]
    periods = periods.assign(clae_cla_id=names, last_row=last_rows[known_to])
    return periods[periods["clae_cla_id"] != ""].sort_values("last_row", kind="stable")


def named_periods(known: Known, rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """The period of care that each row names by an id, in the order of the rows; empty cells where none of that id is known.

    Rows have `month_end`, the person and the id. A period of the same person goes first; where there is none, that of the
    file's last row with the id, whoever's it is. Columns: period, period_start, period_end.
    Source: definitions, "Rows", on what is named by an id.
    """
    asked = rows[["month_end", PERSON, column]].rename(columns={column: "clae_cla_id"}).reset_index(drop=True)
    periods = _periods_with_names(known)[["month_end", PERSON, "clae_cla_id", "period", "period_start", "period_end"]]
    own = asked.merge(periods, on=["month_end", PERSON, "clae_cla_id"], how="left")
    last = periods.drop_duplicates(["month_end", "clae_cla_id"], keep="last").drop(columns=PERSON)
    whoevers = asked.merge(last, on=["month_end", "clae_cla_id"], how="left")
    found = own.where(own["period"].notna(), whoevers)
    return found[["period", "period_start", "period_end"]]


@made_once
def legal_statuses_unread(known: Known) -> pd.DataFrame:
    """How many children's legal status could not be read, one row a month end with any.

    `asked` are the children with an episode and a filled legal status open at the month end, `unread` those of them of whose
    statuses none has a code. Source: definitions, "What could not be read".
    """
    dates = ("lega_legal_status_start_date", "lega_legal_status_end_date")
    rows = known.data.rows("ssd_legal_status", PERSON, "lega_legal_status", *dates)
    rows = open_at_month_ends(known, rows[rows["lega_legal_status"] != ""], *dates)
    is_in_care = _open_episodes(known).latest(rows[PERSON], as_days(rows["month_end"])) != NONE
    rows = rows[is_in_care].assign(has_code=rows["lega_legal_status"] != UNMAPPED)
    children = rows.groupby(["month_end", PERSON])["has_code"].any()
    counts = children.groupby(level="month_end").agg(asked="size", read="sum").reset_index()
    return counts.assign(unread=counts["asked"] - counts["read"])[["month_end", "asked", "unread"]]


@made_once
def _open_episodes(known: Known) -> OpenRows:
    rows = episodes(known)
    ends = rows["end"].to_numpy(dtype="datetime64[D]")
    return OpenRows(rows[PERSON], rows["start"], np.where(ends == NEVER, np.datetime64("NaT"), ends))


def care_on(known: Known, persons: pd.Series, days: np.ndarray) -> pd.DataFrame:
    """What care each person is in on a day, one row a person and day, in the order asked.

    `episode` is the place in `episodes` of the open one with the latest start (ties: last row), -1 for none;
    `legal_status` empty text where there is none, `age_years` NaN where the birth date is not known. `is_looked_after`:
    an episode is open, the legal status is no short break's, and the child is neither dead nor aged 18 or over.
    Raises NotAvailable where `ssd_cla_episodes`, `ssd_legal_status` or `ssd_person` is missing, or a column needed.
    """
    care = pd.DataFrame(
        {
            "episode": _open_episodes(known).latest(persons, days),
            "legal_status": legal_status_on(known, persons, days),
            "age_years": ages_on(known, persons, days),
        },
        index=persons.index,
    )
    is_short_break = care["legal_status"].isin(known.council.settings.short_break_statuses)
    is_adult = care["age_years"] >= ADULT_AGE
    is_dead = are_dead_on(known, persons, days)
    return care.assign(is_looked_after=(care["episode"] != NONE) & ~is_short_break & ~is_adult & ~is_dead)


@made_once
def looked_after(known: Known) -> pd.DataFrame:
    """Children looked after at each month end, one row a month end and child.

    An episode that ends on the day doesn't count, one that starts on it does; short breaks don't, nor the dead, nor
    those aged 18 or over; a child of unknown age does. Of several open episodes the latest started is the current one.
    `episode` is its place in `episodes`, `period_start` the start of the current period of care as known then,
    `age_years` NaN where the birth date is not known, `legal_status` empty text where there is none.
    Raises NotAvailable where `ssd_cla_episodes`, `ssd_legal_status` or `ssd_person` is missing, or a column needed.
    """
    rows = episodes(known)
    persons = open_at_month_ends(known, rows[[PERSON, "start", "end"]], "start", "end")
    persons = persons[["month_end", PERSON]].drop_duplicates(ignore_index=True)
    care = care_on(known, persons[PERSON], as_days(persons["month_end"]))
    children = pd.concat([persons, care], axis=1)[care["is_looked_after"]].drop(columns="is_looked_after")
    children = children.assign(period=rows["period"].to_numpy()[children["episode"]])
    periods = known_periods(known)[["month_end", "period", "period_start"]]
    return children.merge(periods, on=["month_end", "period"], how="left")


@made_once
def recent_periods(known: Known) -> pd.DataFrame:
    """Periods of care in force in the 12 months to each month end, or ended just before; one row a month end and period.

    Columns of `known_periods`, and `is_short_break`: the legal status on the period's first day is a short break's.
    """
    periods = known_periods(known)
    is_recent = as_days(periods["period_end"]) >= window_start(as_days(periods["month_end"]), LONGEST_WINDOW)
    recent = periods[is_recent].reset_index(drop=True)
    return recent.assign(is_short_break=are_short_breaks(known, recent[PERSON], as_days(recent["period_start"])))


@made_once
def periods_started(known: Known) -> pd.DataFrame:
    """Periods of care begun in the 12 months to each month end, short breaks left out; one row a month end and period.

    `event_date` is the period's first day.
    """
    return _events(known, "period_start")


@made_once
def periods_ended(known: Known) -> pd.DataFrame:
    """Periods of care ended in the 12 months to each month end, short breaks left out; one row a month end and period.

    `event_date` is the day on which the period ended.
    """
    return _events(known, "period_end")


def _events(known: Known, column: str) -> pd.DataFrame:
    periods = recent_periods(known)
    month_end, day = as_days(periods["month_end"]), as_days(periods[column])
    in_window = (day >= window_start(month_end, LONGEST_WINDOW)) & (day <= month_end)
    events = periods[in_window & ~periods["is_short_break"].to_numpy()].reset_index(drop=True)
    return events.assign(event_date=events[column])


def had_earlier_period(started: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether the child of each row of `periods_started` had another period of care, no short break, that ended before.

    "Before" is by more than 1 day: a period that ended the day before goes on.
    """
    periods = known_periods(known)
    periods = periods[periods[PERSON].isin(started[PERSON])].reset_index(drop=True)
    periods = periods[~are_short_breaks(known, periods[PERSON], as_days(periods["period_start"]))]
    asked = started[["month_end", PERSON, "period", "period_start"]].assign(place=np.arange(len(started)))
    pairs = asked.merge(periods, on=["month_end", PERSON], suffixes=("", "_other"))
    ended_before = as_days(pairs["period_end"]) < as_days(pairs["period_start"]) - np.timedelta64(1, "D")
    is_another = pairs["period"] != pairs["period_other"]
    return np.isin(asked["place"], pairs.loc[is_another & ended_before, "place"])
