"""The education of children looked after: plans, exclusions, attendance, attainment.

Source: definitions, "Others", on the academic year; the entries `EDU_*`.
"""

import numpy as np
import pandas as pd

from helpers.cohorts.at_month_ends import at_every_month_end, events_in_12_months
from helpers.cohorts.care import care_on, looked_after
from helpers.cohorts.known import Known, made_once
from helpers.cohorts.open_rows import OpenRows, take
from helpers.errors import NotAvailable
from helpers.load.values import first_year
from helpers.months import as_days, window_start
from helpers.terms.tables import PERSON

PLAN_AGES = (3, 17)
PERSISTENT_SHARE_PERCENT = 10
SESSIONS = ["sessions_possible", "sessions_missed"]


@made_once
def due_education_plan(known: Known) -> pd.DataFrame:
    """Children looked after aged 3 to 17, one row a month end and child."""
    children = looked_after(known)
    return children[children["age_years"].between(*PLAN_AGES)]


def had_education_plan(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child's plan was completed in the 4 months (setting) to the month end. Raises NotAvailable without `peps`."""
    rows = known.rows("peps", PERSON, "completed_date")
    month_end = as_days(children["month_end"])
    place = OpenRows(rows[PERSON], rows["completed_date"]).latest(children[PERSON], month_end)
    completed = take(as_days(rows["completed_date"]), place, np.datetime64("NaT"))
    return completed >= window_start(month_end, known.council.settings.pep_months)


@made_once
def permanent_exclusions(known: Known) -> pd.DataFrame:
    """Permanent exclusions of the 12 months to each month end, the child being looked after that day; one row each."""
    return _exclusions(known, "permanent")


@made_once
def suspensions(known: Known) -> pd.DataFrame:
    """Suspensions of the 12 months to each month end, the child being looked after that day; one row each."""
    return _exclusions(known, "suspension")


def _exclusions(known: Known, kind: str) -> pd.DataFrame:
    """Raises NotAvailable where `exclusions` or a column of it is missing."""
    rows = known.rows("exclusions", PERSON, "kind", "start_date")
    rows = rows[(rows["kind"] == kind) & rows["start_date"].notna()]
    is_in_care = care_on(known, rows[PERSON], as_days(rows["start_date"]))["is_looked_after"]
    return events_in_12_months(known, rows[is_in_care], "start_date")


def _first_years(texts: pd.Series) -> pd.Series:
    """The calendar year in which each academic year begins: 2025 of `2025/26`; NaN where no such year is named."""
    return texts.map(first_year).astype(float)


@made_once
def _years_attended(known: Known) -> np.ndarray:
    """The latest academic year on file that had begun at each month end, by its first calendar year; NaN for none."""
    first_years = _first_years(known.rows("attendance", "academic_year")["academic_year"])
    on_file = np.unique(first_years.dropna())
    begins = np.array([f"{year:04.0f}-09-01" for year in on_file], dtype="datetime64[D]")
    place = np.searchsorted(begins, known.month_ends, side="right") - 1
    return take(on_file, place, np.nan)


def months_with_attendance(known: Known) -> np.ndarray:
    """The month ends by which an academic year on file had begun. Raises NotAvailable where there are none."""
    month_ends = known.month_ends[~np.isnan(_years_attended(known))]
    if not len(month_ends):
        raise NotAvailable("attendance.csv holds no academic year that had begun.")
    return month_ends


@made_once
def sessions_of_children(known: Known) -> pd.DataFrame:
    """Children looked after with rows of attendance in the latest academic year begun, one row a month end and child.

    `sessions_possible` and `sessions_missed` are the sums of the child's rows that hold both.
    Raises NotAvailable where `attendance` or a column of it is missing.
    """
    rows = known.rows("attendance", PERSON, "academic_year", *SESSIONS).dropna(subset=SESSIONS)
    rows = rows.assign(first_year=_first_years(rows["academic_year"]))
    sums = rows.groupby([PERSON, "first_year"], as_index=False)[SESSIONS].sum()
    children = looked_after(known)
    month = np.searchsorted(known.month_ends, as_days(children["month_end"]))
    return children.assign(first_year=_years_attended(known)[month]).merge(sums, on=[PERSON, "first_year"])


@made_once
def with_sessions(known: Known) -> pd.DataFrame:
    """Those of `sessions_of_children` for whom any session was possible."""
    children = sessions_of_children(known)
    return children[children["sessions_possible"] > 0].reset_index(drop=True)


def were_persistently_absent(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child missed 10% or more of their sessions."""
    missed, possible = (children[column].to_numpy() for column in ("sessions_missed", "sessions_possible"))
    return missed * 100 >= possible * PERSISTENT_SHARE_PERCENT


@made_once
def attainment_values(known: Known) -> pd.DataFrame:
    """What children attained in the latest academic year ended by each month end, of each stage and measure; one row each.

    A year counts for a stage and measure where it has a value on file; of a child's rows the last with a value holds.
    `stage_and_measure` names both. Raises NotAvailable where `attainment` or a column of it is missing.
    """
    rows = known.rows("attainment", PERSON, "academic_year", "stage", "measure", "value").dropna(subset="value")
    rows = rows.assign(
        first_year=_first_years(rows["academic_year"]),
        stage_and_measure=(rows["stage"] + " " + rows["measure"]).str.strip(),
    ).dropna(subset="first_year")
    rows = rows.drop_duplicates([PERSON, "first_year", "stage_and_measure"], keep="last")
    ended = np.array([f"{year + 1:04.0f}-08-31" for year in rows["first_year"]], dtype="datetime64[D]")
    seen = at_every_month_end(known, rows.assign(ended=ended))
    seen = seen[as_days(seen["ended"]) <= as_days(seen["month_end"])]
    latest = seen.groupby(["month_end", "stage_and_measure"])["first_year"].transform("max")
    return seen[seen["first_year"] == latest].reset_index(drop=True)
