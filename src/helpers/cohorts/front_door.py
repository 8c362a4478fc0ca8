"""Contacts, referrals and assessments: how children come to the council's notice, and what it looks into.

Source: definitions, "Others", on open referrals; definitions, "Settings", on `rereferral_counts_nfa` and `assessment_clock`.
"""

import numpy as np
import pandas as pd

from helpers.cohorts.at_month_ends import events_in_12_months, open_at_month_ends
from helpers.cohorts.known import Known, made_once
from helpers.cohorts.open_rows import NONE, OpenRows, pair_texts, places_in, take
from helpers.cohorts.people import are_known_dead_on
from helpers.months import as_days, months_before
from helpers.terms.tables import PERSON
from helpers.working_days import ONE_DAY, working_days_between

ASSESSED_IN_TIME_WORKING_DAYS = 45
REFERRAL_DATE = "cine_referral_date"


@made_once
def contacts(known: Known) -> pd.DataFrame:
    """Contacts of the 12 months to each month end, one row a month end and contact.

    Raises NotAvailable where `ssd_contacts` or a column of it is missing.
    """
    return events_in_12_months(known, known.rows("ssd_contacts", PERSON, "cont_contact_date"), "cont_contact_date")


@made_once
def _referral_rows(known: Known) -> pd.DataFrame:
    return known.rows("ssd_cin_episodes", PERSON, REFERRAL_DATE, along=("cine_referral_nfa",))


@made_once
def referrals(known: Known) -> pd.DataFrame:
    """Referrals of the 12 months to each month end, one row a month end and referral.

    Raises NotAvailable where `ssd_cin_episodes` or a column of it is missing.
    """
    return events_in_12_months(known, _referral_rows(known), REFERRAL_DATE)


def had_earlier_referral(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each referral's child had another dated before it, and no earlier than 12 months before; the day itself is in.

    Referrals closed with no further action count as earlier ones (a setting).
    """
    earlier = _referral_rows(known)
    if not known.council.settings.rereferral_counts_nfa:
        known.rows("ssd_cin_episodes", may_be_missing=("cine_referral_nfa",))
        earlier = earlier[earlier["cine_referral_nfa"] != "Y"]
    days = as_days(rows["event_date"])
    place = OpenRows(earlier[PERSON], earlier[REFERRAL_DATE]).latest(rows[PERSON], days - ONE_DAY)
    before = take(as_days(earlier[REFERRAL_DATE]), place, np.datetime64("NaT"))
    return before >= months_before(days, 12)


@made_once
def assessments(known: Known) -> pd.DataFrame:
    """Assessments authorised in the 12 months to each month end, one row a month end and assessment.

    Raises NotAvailable where `ssd_cin_assessments` or a column of it is missing.
    """
    rows = known.rows("ssd_cin_assessments", PERSON, "cina_assessment_auth_date")
    return events_in_12_months(known, rows, "cina_assessment_auth_date")


@made_once
def timed_assessments(known: Known) -> pd.DataFrame:
    """Those of `assessments` with a day from which their time runs, `clock_start`: their start, or (setting) the referral's.

    Raises NotAvailable where a table or column that gives this day is missing.
    """
    if known.council.settings.assessment_clock == "assessment":
        rows = known.rows("ssd_cin_assessments", PERSON, "cina_assessment_auth_date", "cina_assessment_start_date")
        clock_start = as_days(rows["cina_assessment_start_date"])
    else:
        rows = known.rows("ssd_cin_assessments", PERSON, "cina_assessment_auth_date", "cina_referral_id")
        clock_start = _dates_of_referrals(known, rows["cina_referral_id"], rows[PERSON])
    rows = rows.assign(clock_start=clock_start)
    return events_in_12_months(known, rows[rows["clock_start"].notna()], "cina_assessment_auth_date")


def _dates_of_referrals(known: Known, ids: pd.Series, persons: pd.Series) -> np.ndarray:
    """The date of the referral that each row names by its id: of the same person first; of several the file's last row."""
    rows = known.rows("ssd_cin_episodes", PERSON, "cine_referral_id", REFERRAL_DATE)
    rows = rows[rows["cine_referral_id"] != ""]
    dates = as_days(rows[REFERRAL_DATE])
    own = _last_with(pair_texts(rows["cine_referral_id"], rows[PERSON]), pair_texts(ids, persons))
    whoevers = _last_with(rows["cine_referral_id"], ids)
    return take(dates, np.where(own == NONE, whoevers, own), np.datetime64("NaT"))


def _last_with(keys: pd.Series, asked: pd.Series) -> np.ndarray:
    """The place of the last row with each key asked for; -1 for none."""
    last = keys.reset_index(drop=True).drop_duplicates(keep="last")
    return take(last.index.to_numpy(), places_in(last, asked), NONE)


def were_assessed_in_time(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each assessment was authorised 45 working days or fewer after its time began to run."""
    days = working_days_between(as_days(rows["clock_start"]), as_days(rows["event_date"]))
    return days <= ASSESSED_IN_TIME_WORKING_DAYS


@made_once
def children_in_need(known: Known) -> pd.DataFrame:
    """Children with an open referral at each month end, one row a month end and child; one of no further action is none.

    Raises NotAvailable where `ssd_cin_episodes` or a column of it is missing.
    """
    dates = (REFERRAL_DATE, "cine_close_date")
    rows = known.rows("ssd_cin_episodes", PERSON, *dates, may_be_missing=("cine_referral_nfa",))
    rows = open_at_month_ends(known, rows[rows["cine_referral_nfa"] != "Y"], *dates)
    rows = rows[~are_known_dead_on(known, rows[PERSON], as_days(rows["month_end"]))]
    return rows.drop_duplicates(["month_end", PERSON], ignore_index=True)
