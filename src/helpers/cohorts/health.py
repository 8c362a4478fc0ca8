"""The health of children looked after: assessments, dental checks, immunisations, strengths and difficulties.

Source: definitions, "Others", on health; definitions, "Settings", on `health_cohort`.
"""

import numpy as np
import pandas as pd

from helpers.cohorts.care import looked_after
from helpers.cohorts.known import Known, made_once
from helpers.cohorts.open_rows import OpenRows, take
from helpers.months import as_days, months_before, window_start
from helpers.terms.codes import COMPLETED, DENTAL_CHECK_WORDS, HEALTH_ASSESSMENT_WORDS
from helpers.terms.tables import PERSON

YOUNG = 5
MONTHS_OF_THE_YOUNG = 6
MONTHS_OF_OTHERS = 12
HIGHEST_SCORE = 40
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
    columns = ("clah_health_check_type", "clah_health_check_date")
    rows = known.data.rows("ssd_cla_health", PERSON, *columns, may_be_missing=("clah_health_check_status",))
    status = rows["clah_health_check_status"]
    rows = rows[(status == COMPLETED) | (status == "").all()]
    return rows.assign(kind=rows["clah_health_check_type"].str.lower())


def _last_check(children: pd.DataFrame, words: tuple[str, ...], known: Known) -> np.ndarray:
    rows = _completed_checks(known)
    rows = rows[rows["kind"].str.contains("|".join(words))]
    place = OpenRows(rows[PERSON], rows["clah_health_check_date"]).latest(children[PERSON], as_days(children["month_end"]))
    return take(as_days(rows["clah_health_check_date"]), place, NOT_A_DAY)


def had_health_assessment(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child had a completed health assessment in the 12 months to the month end; of the under-fives in 6.

    Raises NotAvailable where `ssd_cla_health` or a column of it is missing.
    """
    is_young = children["age_years"].to_numpy() < YOUNG
    months = np.where(is_young, MONTHS_OF_THE_YOUNG, MONTHS_OF_OTHERS)
    since = window_start(as_days(children["month_end"]), months)
    return _last_check(children, HEALTH_ASSESSMENT_WORDS, known) >= since


def had_dental_check(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child had a completed dental check in the 12 months to the month end.

    Raises NotAvailable where `ssd_cla_health` or a column of it is missing.
    """
    since = window_start(as_days(children["month_end"]), MONTHS_OF_OTHERS)
    return _last_check(children, DENTAL_CHECK_WORDS, known) >= since


def are_immunised(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child's immunisations are up to date now. Raises NotAvailable without `ssd_cla_immunisations`."""
    rows = known.data.rows("ssd_cla_immunisations", PERSON, "clai_immunisations_status")
    return children[PERSON].isin(rows.loc[rows["clai_immunisations_status"] == "Y", PERSON]).to_numpy()


@made_once
def due_questionnaire(known: Known) -> pd.DataFrame:
    """Children looked after aged 4 to 16 whose period of care began 12 months or more before, one row a month end and child.

    `score` is the latest in the 12 months to the month end (ties: last row), NaN for none.
    Raises NotAvailable where `ssd_sdq_scores` or a column of it is missing.
    """
    children = in_care_for_12_months(known)
    children = children[children["age_years"].between(4, 16)]
    rows = known.data.rows("ssd_sdq_scores", PERSON, "csdq_sdq_completed_date", "csdq_sdq_score")
    scores = rows["csdq_sdq_score"]
    rows = rows[scores.between(0, HIGHEST_SCORE) & (scores % 1 == 0)]
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
