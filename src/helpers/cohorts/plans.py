"""Children on plans: child in need plans, and child protection plans with their visits and reviews.

Source: definitions, "Others", on plans; definitions, "Settings", on `cp_visit_working_days`.
"""

import numpy as np
import pandas as pd

from helpers.cohorts.at_month_ends import LONGEST_WINDOW, events_in_12_months, open_at_month_ends
from helpers.cohorts.care import looked_after
from helpers.cohorts.known import Known, made_once
from helpers.cohorts.open_rows import OpenRows, take
from helpers.cohorts.people import are_known_adults_on, are_known_dead_on
from helpers.months import as_days, months_before, window_start
from helpers.terms.tables import PERSON
from helpers.working_days import working_days_between

START, END = "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"
FIRST_REVIEW_MONTHS = 3
NEXT_REVIEW_MONTHS = 6
NOT_A_DAY = np.datetime64("NaT", "D")


@made_once
def open_protection_plans(known: Known) -> pd.DataFrame:
    """Child protection plans open at each month end, one row a month end and plan; another authority's are left out.

    Plans of the dead and of those aged 18 or over are left out; of the unborn and of unknown age they are in.
    Raises NotAvailable where `ssd_cp_plans` or a column of it is missing.
    """
    rows = known.rows("ssd_cp_plans", PERSON, START, END, may_be_missing=("cppl_cp_plan_ola",))
    rows = open_at_month_ends(known, rows[rows["cppl_cp_plan_ola"] != "Y"], START, END)
    days = as_days(rows["month_end"])
    is_out = are_known_adults_on(known, rows[PERSON], days) | are_known_dead_on(known, rows[PERSON], days)
    return rows[~is_out].reset_index(drop=True)


@made_once
def children_on_protection_plans(known: Known) -> pd.DataFrame:
    """Children with an open child protection plan at each month end, one row a month end and child."""
    return open_protection_plans(known).drop_duplicates(["month_end", PERSON], ignore_index=True)


@made_once
def children_on_need_plans(known: Known) -> pd.DataFrame:
    """Children with an open child in need plan at each month end, one row a month end and child.

    Those with an open child protection plan, those looked after and the dead are left out.
    Raises NotAvailable where a table of plans, of care or of persons is missing, or a column needed.
    """
    dates = ("cinp_cin_plan_start_date", "cinp_cin_plan_end_date")
    rows = open_at_month_ends(known, known.rows("ssd_cin_plans", PERSON, *dates), *dates)
    rows = rows.drop_duplicates(["month_end", PERSON], ignore_index=True)
    child = pd.MultiIndex.from_frame(rows[["month_end", PERSON]])
    others = [pd.MultiIndex.from_frame(cohort(known)[["month_end", PERSON]]) for cohort in (open_protection_plans, looked_after)]
    is_out = child.isin(others[0]) | child.isin(others[1])
    is_out |= are_known_dead_on(known, rows[PERSON], as_days(rows["month_end"]))
    return rows[~is_out].reset_index(drop=True)


@made_once
def protection_plans_started(known: Known) -> pd.DataFrame:
    """Child protection plans begun in the 12 months to each month end, another authority's left out; one row each.

    Raises NotAvailable where `ssd_cp_plans` or a column of it is missing.
    """
    rows = known.rows("ssd_cp_plans", PERSON, START, may_be_missing=("cppl_cp_plan_ola",))
    return events_in_12_months(known, rows[rows["cppl_cp_plan_ola"] != "Y"], START)


def _last_plan_ended_before(started: pd.DataFrame, known: Known) -> np.ndarray:
    """When the child's last plan before each one started had ended, by more than 1 day, whichever authority's; else NaT."""
    rows = known.rows("ssd_cp_plans", PERSON, END)
    latest_end = as_days(started["event_date"]) - np.timedelta64(2, "D")
    place = OpenRows(rows[PERSON], rows[END]).latest(started[PERSON], latest_end)
    return take(as_days(rows[END]), place, NOT_A_DAY)


def had_plan_within_12_months(started: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether another plan of the child ended before each one started, no earlier than 12 months before, to the day."""
    return _last_plan_ended_before(started, known) >= months_before(as_days(started["event_date"]), 12)


def had_plan_before(started: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether another plan of the child ended before each one started, or `cp_history`, where given, tells of one."""
    had_plan = ~np.isnat(_last_plan_ended_before(started, known))
    if not known.data.has("cp_history", PERSON, "previous_plans"):
        return had_plan
    history = known.rows("cp_history", PERSON, may_be_missing=("previous_plans",))
    return had_plan | started[PERSON].isin(history.loc[history["previous_plans"] > 0, PERSON]).to_numpy()


@made_once
def children_due_a_protection_visit(known: Known) -> pd.DataFrame:
    """Children with a child protection plan open at each month end that began 20 working days (setting) or more before."""
    rows = open_protection_plans(known)
    passed = working_days_between(as_days(rows[START]), as_days(rows["month_end"]))
    is_due = passed >= known.council.settings.cp_visit_working_days
    return rows[is_due].drop_duplicates(["month_end", PERSON], ignore_index=True)


def had_protection_visit_in_time(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child was seen on a visit 20 working days (setting) or fewer before the month end.

    Raises NotAvailable where `ssd_cp_visits` or a column of it is missing.
    """
    visits = known.rows("ssd_cp_visits", PERSON, "cppv_cp_visit_date", "cppv_cp_visit_seen")
    visits = visits[visits["cppv_cp_visit_seen"] == "Y"]
    month_ends = as_days(children["month_end"])
    place = OpenRows(visits[PERSON], visits["cppv_cp_visit_date"]).latest(children[PERSON], month_ends)
    seen = take(as_days(visits["cppv_cp_visit_date"]), place, NOT_A_DAY)
    return working_days_between(seen, month_ends) <= known.council.settings.cp_visit_working_days


@made_once
def children_due_a_protection_review(known: Known) -> pd.DataFrame:
    """Children with a child protection plan open at each month end that began 3 months or more before; one row each."""
    return _plans_due_a_review(known).drop_duplicates(["month_end", PERSON], ignore_index=True)


def _plans_due_a_review(known: Known) -> pd.DataFrame:
    rows = open_protection_plans(known)
    is_due = as_days(rows[START]) <= months_before(as_days(rows["month_end"]), FIRST_REVIEW_MONTHS)
    return rows[is_due]


def had_reviews_in_time(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether none of each child's plans has a late review that counts.

    A review due by the month end and not held by its due date is late. It counts when it was due in the 12 months to the
    month end, or was due earlier and still not held when those began.
    Raises NotAvailable where `ssd_cp_reviews` or a column of it is missing.
    """
    steps = _plans_due_a_review(known).merge(_reviews_due(known), on=[PERSON, START])
    month_end, due, held = (as_days(steps[column]) for column in ("month_end", "due", "held"))
    first_day = window_start(month_end, LONGEST_WINDOW)
    is_late = (due <= month_end) & ~(held <= due)
    still_counts = (due >= first_day) | ~(held < first_day)
    failed = pd.MultiIndex.from_frame(steps.loc[is_late & still_counts, ["month_end", PERSON]])
    return ~pd.MultiIndex.from_frame(children[["month_end", PERSON]]).isin(failed)


@made_once
def _reviews_due(known: Known) -> pd.DataFrame:
    """What reviews each start of a plan leads to, one row each: when due, and when held (NaT: not yet).

    The first is due 3 months after the start, each later one 6 months after the last held.
    """
    rows = known.rows("ssd_cp_reviews", PERSON, "cppr_cp_review_date").dropna(subset="cppr_cp_review_date")
    starts = open_protection_plans(known)[[PERSON, START]].drop_duplicates()
    held = starts.merge(rows[[PERSON, "cppr_cp_review_date"]].drop_duplicates(), on=PERSON)
    held = held[held["cppr_cp_review_date"] > held[START]].rename(columns={"cppr_cp_review_date": "since"})
    first = starts.assign(since=starts[START], months=FIRST_REVIEW_MONTHS)
    steps = pd.concat([first, held.assign(months=NEXT_REVIEW_MONTHS)]).sort_values([PERSON, START, "since"])
    due = months_before(as_days(steps["since"]), -steps["months"].to_numpy())
    return steps.assign(due=due, held=steps.groupby([PERSON, START])["since"].shift(-1))
