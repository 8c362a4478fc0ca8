"""The health of children looked after: assessments, dental checks, immunisations, strengths and difficulties.

Source: definitions, "Others", on health; definitions, "Settings", on `health_cohort`.
"""

import numpy as np
import pandas as pd

from helpers.cohorts.care import looked_after
from helpers.cohorts.known import Known, made_once
from helpers.cohorts.open_rows import OpenRows, take
from helpers.months import as_days, months_before, window_start
from helpers.terms.codes import BOTH_CHECKS, COMPLETED, DENTAL_CHECK, HEALTH_ASSESSMENT, HEALTH_CHECK_TYPE
from helpers.terms.tables import PERSON

TABLE = "ssd_cla_health"
YOUNG = 5
MONTHS_OF_THE_YOUNG = 6
MONTHS_OF_OTHERS = 12
NOT_A_DAY = np.datetime64("NaT", "D")


@made_once
def in_care_for_12_months(known: Known) -> pd.DataFrame:
    """Children looked after whose period of care began 12 months or more before the month end, one row each."""
    children = looked_after(known)
    return children[as_days(children["period_start"]) <= months_before(as_days(children["month_end"]), 12)]


@made_once
def due_health_checks(known: Known) -> pd.DataFrame:
    """The children of whom health checks are asked: `in_care_for_12_months`, or (setting) all looked after."""
    asks_all = known.council.settings.health_cohort == "all"
    return looked_after(known) if asks_all else in_care_for_12_months(known)


@made_once
def _completed_checks(known: Known) -> pd.DataFrame:
    columns = (PERSON, HEALTH_CHECK_TYPE, "clah_health_check_date")
    if not known.data.has(TABLE, "clah_health_check_status"):
        return known.rows(TABLE, *columns)
    rows = known.rows(TABLE, *columns, "clah_health_check_status")
    status = rows["clah_health_check_status"]
    return rows[(status == COMPLETED) | (status == "").all()]


def _last_check(children: pd.DataFrame, code: str, known: Known) -> np.ndarray:
    known.data.ask_for_codes(TABLE, HEALTH_CHECK_TYPE, code, BOTH_CHECKS)
    rows = _completed_checks(known)
    rows = rows[rows[HEALTH_CHECK_TYPE].isin((code, BOTH_CHECKS))]
    place = OpenRows(rows[PERSON], rows["clah_health_check_date"]).latest(children[PERSON], as_days(children["month_end"]))
    return take(as_days(rows["clah_health_check_date"]), place, NOT_A_DAY)


def had_health_assessment(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child had a completed health assessment in the 12 months to the month end; of the under-fives in 6.

    Raises NotAvailable where `ssd_cla_health` or a column of it is missing.
    """
    is_young = children["age_years"].to_numpy() < YOUNG
    months = np.where(is_young, MONTHS_OF_THE_YOUNG, MONTHS_OF_OTHERS)
    since = window_start(as_days(children["month_end"]), months)
    return _last_check(children, HEALTH_ASSESSMENT, known) >= since


def had_dental_check(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child had a completed dental check in the 12 months to the month end.

    Raises NotAvailable where `ssd_cla_health` or a column of it is missing.
    """
    since = window_start(as_days(children["month_end"]), MONTHS_OF_OTHERS)
    return _last_check(children, DENTAL_CHECK, known) >= since


def are_immunised(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child's immunisations are up to date now. Raises NotAvailable without `ssd_cla_immunisations`."""
    rows = known.rows("ssd_cla_immunisations", PERSON, "clai_immunisations_status")
    return children[PERSON].isin(rows.loc[rows["clai_immunisations_status"] == "Y", PERSON]).to_numpy()


@made_once
def due_questionnaire(known: Known) -> pd.DataFrame:
    """Children looked after aged 4 to 16 whose period of care began 12 months or more before, one row a month end and child.

    `score` is the latest in the 12 months to the month end (ties: last row), NaN for none.
    Raises NotAvailable where `ssd_sdq_scores` or a column of it is missing.
    """
    children = in_care_for_12_months(known)
    children = children[children["age_years"].between(4, 16)]
    rows = known.rows("ssd_sdq_scores", PERSON, "csdq_sdq_completed_date", "csdq_sdq_score").dropna(subset="csdq_sdq_score")
    month_end = as_days(children["month_end"])
    place = OpenRows(rows[PERSON], rows["csdq_sdq_completed_date"]).latest(children[PERSON], month_end)
    completed = take(as_days(rows["csdq_sdq_completed_date"]), place, NOT_A_DAY)
    score = take(rows["csdq_sdq_score"].to_numpy(), place, np.nan)
    return children.assign(score=np.where(completed >= window_start(month_end, MONTHS_OF_OTHERS), score, np.nan))


def have_score(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child of `due_questionnaire` has a score."""
    return children["score"].notna().to_numpy()


@made_once
def with_score(known: Known) -> pd.DataFrame:
    """Those of `due_questionnaire` who have a score."""
    children = due_questionnaire(known)
    return children[have_score(children, known)].reset_index(drop=True)


@made_once
def without_score(known: Known) -> pd.DataFrame:
    """Those of `due_questionnaire` who have none."""
    children = due_questionnaire(known)
    return children[~have_score(children, known)].reset_index(drop=True)
