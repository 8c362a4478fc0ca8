"""Care leavers aged 17 to 21, as the extract knows them today.

Source: definitions, "Others", on care leavers.
"""

import numpy as np
import pandas as pd

from helpers.cohorts.care import care_on
from helpers.cohorts.current_state import month_of_current_state
from helpers.cohorts.known import Known, made_once
from helpers.cohorts.open_rows import NONE, places_in, take
from helpers.cohorts.people import are_dead_on
from helpers.months import as_days, month_ends, window_start
from helpers.terms.codes import (
    AT_UNIVERSITY,
    CARE_LEAVER_AGE_GROUPS,
    CARE_LEAVER_ELIGIBILITIES,
    DIED_OR_RETURNED_HOME,
    HOME_OUT_OF_REACH,
    IN_EDUCATION_OR_WORK,
    IN_TOUCH,
    NOT_IN_EDUCATION_OR_WORK,
    NOT_RECORDED,
    SUITABLE,
)
from helpers.terms.tables import PERSON

TABLE = "ssd_care_leavers"
CONTACT = "clea_care_leaver_latest_contact"
ATTRIBUTES = (
    "clea_care_leaver_in_touch",
    "clea_care_leaver_accommodation",
    "clea_care_leaver_accom_suitable",
    "clea_care_leaver_activity",
    "clea_pathway_plan_review_date",
    "clea_care_leaver_allocated_team",
)
OLDEST = 21
YOUNGEST = 17
CONTACT_MONTHS = 2
PLAN_MONTHS = 6


@made_once
def care_leavers(known: Known) -> pd.DataFrame:
    """Care leavers at the end of the month of the extract, one row each; of no other month, since only today is known.

    Of several rows of a person that of the latest contact by then counts (an empty or later one is earliest; ties: last
    row), and its eligibility alone. Those looked after and the dead are none.
    Raises NotAvailable where `ssd_care_leavers`, or a table of children looked after, is missing, or a column needed.
    """
    rows = known.rows(TABLE, PERSON, "clea_care_leaver_eligibility", CONTACT, along=ATTRIBUTES)
    day = month_ends([month_of_current_state(known)])[0]
    contact = as_days(rows[CONTACT])
    picked = rows.assign(order=np.where(contact <= day, contact, np.datetime64("0001-01-01")))
    picked = picked.sort_values("order", kind="stable").drop_duplicates(PERSON, keep="last").drop(columns="order")
    care = care_on(known, picked[PERSON], np.full(len(picked), day))
    is_leaver = picked["clea_care_leaver_eligibility"].isin(CARE_LEAVER_ELIGIBILITIES) & ~care["is_looked_after"]
    is_leaver &= care["age_years"].between(YOUNGEST, OLDEST) & ~are_dead_on(known, picked[PERSON], day)
    picked = picked.assign(month_end=day, age_years=care["age_years"])[is_leaver]
    return picked[picked["month_end"].isin(known.month_ends)].reset_index(drop=True)


def _asked(known: Known, *columns: str) -> pd.DataFrame:
    """Care leavers, once the columns that a question rests on are known to be there."""
    known.rows(TABLE, *columns)
    return care_leavers(known)


@made_once
def to_be_supported(known: Known) -> pd.DataFrame:
    """Those of `care_leavers` who have neither died nor returned home, by their in touch code."""
    rows = _asked(known, "clea_care_leaver_in_touch")
    return rows[~rows["clea_care_leaver_in_touch"].isin(DIED_OR_RETURNED_HOME)]


@made_once
def to_be_housed(known: Known) -> pd.DataFrame:
    """Those of `to_be_supported` whose home is neither abroad nor unknown."""
    _asked(known, "clea_care_leaver_accommodation")
    rows = to_be_supported(known)
    return rows[~rows["clea_care_leaver_accommodation"].isin(HOME_OUT_OF_REACH)]


def _holds(rows: pd.DataFrame, column: str, codes: tuple[str, ...], known: Known) -> np.ndarray:
    known.rows(TABLE, column)
    return rows[column].isin(codes).to_numpy()


def live_suitably(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each care leaver's home is recorded as suitable."""
    return _holds(rows, "clea_care_leaver_accom_suitable", (SUITABLE,), known)


def are_in_education_or_work(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each care leaver is in education, employment or training."""
    return _holds(rows, "clea_care_leaver_activity", IN_EDUCATION_OR_WORK, known)


def are_not_in_education_or_work(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each care leaver is recorded as not in education, employment or training."""
    return _holds(rows, "clea_care_leaver_activity", NOT_IN_EDUCATION_OR_WORK, known)


def are_at_university(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each care leaver is in higher education."""
    return _holds(rows, "clea_care_leaver_activity", AT_UNIVERSITY, known)


def are_in_touch(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether the council is in touch with each care leaver."""
    return _holds(rows, "clea_care_leaver_in_touch", (IN_TOUCH,), known)


def had_contact_in_two_months(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether the latest contact with each care leaver was in the 2 months to the month end."""
    return _is_in_months(rows, CONTACT, CONTACT_MONTHS)


def had_plan_reviewed_in_six_months(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each care leaver's pathway plan was reviewed in the 6 months to the month end."""
    known.rows(TABLE, "clea_pathway_plan_review_date")
    return _is_in_months(rows, "clea_pathway_plan_review_date", PLAN_MONTHS)


def _is_in_months(rows: pd.DataFrame, column: str, months: int) -> np.ndarray:
    day, month_end = as_days(rows[column]), as_days(rows["month_end"])
    return (day >= window_start(month_end, months)) & (day <= month_end)


def age_groups(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """The age group of each care leaver."""
    conditions = [rows["age_years"].between(*ages) for ages in CARE_LEAVER_AGE_GROUPS.values()]
    return np.select(conditions, list(CARE_LEAVER_AGE_GROUPS), NOT_RECORDED)


def areas(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """The area of each care leaver's team, failing that of the team it belongs to; "Not recorded" where it can't be told.

    Raises NotAvailable where `team_area`, or the column of teams, is missing.
    """
    known.rows(TABLE, "clea_care_leaver_allocated_team")
    teams = rows["clea_care_leaver_allocated_team"]
    own, parents = _areas_of(teams, known), np.full(len(rows), "", dtype=object)
    if known.data.has("ssd_department", "dept_team_id", "dept_team_parent_id"):
        departments = known.rows("ssd_department", "dept_team_id", "dept_team_parent_id")
        departments = departments[departments["dept_team_id"] != ""]
        place = places_in(departments["dept_team_id"], teams)
        parent = take(departments["dept_team_parent_id"].to_numpy(dtype=object), place, "")
        parents = _areas_of(pd.Series(parent, dtype="str"), known)
    return np.where(own != "", own, np.where(parents != "", parents, NOT_RECORDED))


def _areas_of(teams: pd.Series, known: Known) -> np.ndarray:
    lookup = known.rows("team_area", "team_id", "area").drop_duplicates("team_id", keep="last")
    place = places_in(lookup["team_id"], teams)
    return take(lookup["area"].to_numpy(dtype=object), np.where(teams == "", NONE, place), "")
