"""Children looked after who went missing, and the interviews on their return.

Source: definitions, "Time", on the 72 hours; the entries `MISS_*` and `RHI_*`.
"""

import numpy as np
import pandas as pd

from helpers.cohorts.at_month_ends import events_in_12_months
from helpers.cohorts.care import care_on
from helpers.cohorts.known import Known, made_once
from helpers.load.values import NOT_APPLICABLE
from helpers.months import as_days
from helpers.terms.codes import MISSING
from helpers.terms.tables import PERSON

START, END = "miss_missing_episode_start_date", "miss_missing_episode_end_date"
OFFERED = "miss_missing_rhi_offered"
IN_TIME = np.timedelta64(72, "h")
AFTER_MIDNIGHT = np.timedelta64(1, "D")
INSTANT = "datetime64[s]"


@made_once
def _episodes(known: Known) -> pd.DataFrame:
    """Missing episodes that begin while the child is looked after, one row each; what is away and not missing is left out."""
    rows = known.rows("ssd_missing", PERSON, "miss_missing_episode_type", START, along=(END, OFFERED))
    rows = rows[(rows["miss_missing_episode_type"] == MISSING) & rows[START].notna()].reset_index(drop=True)
    return rows[care_on(known, rows[PERSON], as_days(rows[START]))["is_looked_after"]]


@made_once
def missing_episodes(known: Known) -> pd.DataFrame:
    """Missing episodes of the 12 months to each month end, the child being looked after that day; one row each.

    Raises NotAvailable where `ssd_missing`, or a table of children looked after, is missing, or a column needed.
    """
    return events_in_12_months(known, _episodes(known), START)


@made_once
def returns(known: Known) -> pd.DataFrame:
    """Those of `missing_episodes` that ended by the month end and for which an interview was to be offered."""
    rows = _with_offer_due(known)
    return rows[as_days(rows[END]) <= as_days(rows["month_end"])].reset_index(drop=True)


@made_once
def returns_three_days_old(known: Known) -> pd.DataFrame:
    """Those of `returns` that ended 72 hours or more before the end of the month's last day."""
    rows = _with_offer_due(known)
    latest = (as_days(rows["month_end"]) + AFTER_MIDNIGHT).astype(INSTANT) - IN_TIME
    return rows[rows[END].to_numpy(dtype=INSTANT) <= latest].reset_index(drop=True)


def _with_offer_due(known: Known) -> pd.DataFrame:
    known.rows("ssd_missing", END, OFFERED)
    rows = missing_episodes(known)
    return rows[rows[OFFERED] != NOT_APPLICABLE]


def were_offered_interview(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether an interview was offered for each missing episode."""
    return (rows[OFFERED] == "Y").to_numpy()


def had_interview_in_time(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether an interview was completed, by the month end, 0 to 72 hours after each return; one such is enough.

    Interviews belong to the episode of the same person and start, seconds cut off. The return is `returned_at`, where that
    is empty the episode's end. Raises NotAvailable where `missing_interviews` or a column of it is missing.
    """
    columns = (PERSON, "missing_start", "completed_at")
    interviews = known.rows("missing_interviews", *columns, may_be_missing=("returned_at",))
    interviews = interviews.assign(minute=interviews["missing_start"].dt.floor("min")).dropna(subset="minute")
    asked = rows[[PERSON, "month_end", END]].assign(place=np.arange(len(rows)), minute=rows[START].dt.floor("min"))
    pairs = asked.merge(interviews, on=[PERSON, "minute"])
    completed = pairs["completed_at"].to_numpy(dtype=INSTANT)
    returned = pairs["returned_at"].fillna(pairs[END]).to_numpy(dtype=INSTANT)
    in_time = (completed >= returned) & (completed <= returned + IN_TIME)
    in_time &= as_days(completed) <= as_days(pairs["month_end"])
    return np.isin(asked["place"], pairs["place"][in_time])
