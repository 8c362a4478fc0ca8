"""Visits to children looked after, and their reviews.

Source: definitions, "Children looked after"; the entries `CLA_VIS` and `CLA_REV`.
"""

import numpy as np
import pandas as pd

from helpers.cohorts.at_month_ends import events_in_12_months
from helpers.cohorts.care import are_short_breaks, looked_after, named_periods
from helpers.cohorts.known import Known, made_once
from helpers.cohorts.open_rows import OpenRows, take
from helpers.cohorts.placements import current_spells
from helpers.months import as_days, months_before, window_start
from helpers.terms.codes import INTERIM_CARE_ORDER, LONG_TERM_FOSTERING, WITH_PARENTS
from helpers.terms.tables import PERSON

FIRST_WEEK_DAYS = 7
NEW_PLACEMENT_DAYS = 42
USUAL_INTERVAL_DAYS = 42
AT_HOME_INTERVAL_DAYS = 28
LONG_TERM_INTERVAL_MONTHS = 3
NOT_A_DAY = np.datetime64("NaT", "D")


def _days(count: float | np.ndarray) -> np.ndarray:
    return np.asarray(count).astype("timedelta64[D]")


@made_once
def in_placement_for_a_week(known: Known) -> pd.DataFrame:
    """Children looked after whose current placement began 7 days or more before the month end, one row each.

    `spell_start` is its first day, `placement_type` its type.
    """
    spells = current_spells(known)[["spell_start", "placement_type"]]
    children = pd.concat([looked_after(known), spells], axis=1)
    return children[as_days(children["spell_start"]) <= as_days(children["month_end"]) - _days(FIRST_WEEK_DAYS)]


def had_visit_in_time(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child was seen in time, by a visit: the first of these rules that fits the child says when.

    In the first 42 days of a placement a visit in its first week is asked for; then one within the interval agreed for the
    child; of children with their parents under an interim care order one in 28 days; of those in long-term fostering for
    a year or more one in the 3 months to the month end; of all others one in 42 days.
    Raises NotAvailable where `ssd_cla_visits`, or a column of it or of `visit_frequency`, is missing.
    """
    month_end, start = as_days(children["month_end"]), as_days(children["spell_start"])
    is_new = start >= month_end - _days(NEW_PLACEMENT_DAYS)
    agreed = _agreed_intervals(children, known)
    is_at_home = (children["placement_type"] == WITH_PARENTS) & (children["legal_status"] == INTERIM_CARE_ORDER)
    is_long_term = children["placement_type"].isin(LONG_TERM_FOSTERING) & (start <= months_before(month_end, 12))
    since = np.select(
        [is_new, ~np.isnan(agreed), is_at_home, is_long_term],
        [
            start,
            month_end - _days(np.floor(np.nan_to_num(agreed))),
            month_end - _days(AT_HOME_INTERVAL_DAYS),
            window_start(month_end, LONG_TERM_INTERVAL_MONTHS),
        ],
        month_end - _days(USUAL_INTERVAL_DAYS),
    )
    until = np.where(is_new, start + _days(FIRST_WEEK_DAYS), month_end)
    return _last_seen(children[PERSON], until, known) >= since


def _last_seen(persons: pd.Series, until: np.ndarray, known: Known) -> np.ndarray:
    visits = known.rows("ssd_cla_visits", PERSON, "clav_cla_visit_date", "clav_cla_visit_seen")
    visits = visits[visits["clav_cla_visit_seen"] == "Y"]
    place = OpenRows(visits[PERSON], visits["clav_cla_visit_date"]).latest(persons, until)
    return take(as_days(visits["clav_cla_visit_date"]), place, NOT_A_DAY)


def _agreed_intervals(children: pd.DataFrame, known: Known) -> np.ndarray:
    """The interval agreed for each child, in days: that with the latest date on or before the month end; NaN for none."""
    columns = ("from_date", "interval_days")
    if not known.data.has("visit_frequency", PERSON, *columns):
        return np.full(len(children), np.nan)
    rows = known.rows("visit_frequency", PERSON, may_be_missing=columns).dropna(subset="interval_days")
    place = OpenRows(rows[PERSON], rows["from_date"]).latest(children[PERSON], as_days(children["month_end"]))
    return take(rows["interval_days"].to_numpy(), place, np.nan)


@made_once
def reviews_due(known: Known) -> pd.DataFrame:
    """Reviews due in the 12 months to each month end, not cancelled, one row a month end and review.

    The period of care that a review names must be no short break and open on the due date; where no period of that name is
    known at the month end, the review counts.
    Raises NotAvailable where `ssd_cla_reviews`, `ssd_cla_episodes` or `ssd_legal_status` is missing, or a column needed.
    """
    columns = ("clar_cla_id", "clar_cla_review_due_date", "clar_cla_review_date", "clar_cla_review_cancelled")
    rows = known.rows("ssd_cla_reviews", PERSON, *columns)
    rows = events_in_12_months(known, rows[rows["clar_cla_review_cancelled"] != "Y"], "clar_cla_review_due_date")
    found = named_periods(known, rows, "clar_cla_id")
    due, start = as_days(rows["event_date"]), as_days(found["period_start"])
    was_open = (start <= due) & (as_days(found["period_end"]) > due)
    is_care = was_open & ~are_short_breaks(known, rows[PERSON], start)
    return rows[is_care | np.isnat(start)].reset_index(drop=True)


def were_held_in_time(reviews: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each review was held on or before the day it was due."""
    return (reviews["clar_cla_review_date"] <= reviews["clar_cla_review_due_date"]).to_numpy()
