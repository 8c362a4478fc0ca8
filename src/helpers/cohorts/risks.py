"""Children at risk of exploitation, and children looked after whom youth justice knows."""

import numpy as np
import pandas as pd

from helpers.cohorts.at_month_ends import open_at_month_ends
from helpers.cohorts.care import looked_after
from helpers.cohorts.health import in_care_for_12_months
from helpers.cohorts.known import Known, made_once
from helpers.cohorts.open_rows import NONE, OpenRows, take
from helpers.cohorts.people import are_known_dead_on
from helpers.months import as_days, window_start
from helpers.terms.tables import PERSON

OFFENDING_AGES = (10, 17)


@made_once
def at_risk_of_sexual_exploitation(known: Known) -> pd.DataFrame:
    """Children with an open row of sexual exploitation at each month end, one row a month end and child."""
    return _at_risk_of(known, "CSE")


@made_once
def at_risk_of_gangs(known: Known) -> pd.DataFrame:
    """Children with an open row of exploitation by gangs at each month end, one row a month end and child."""
    return _at_risk_of(known, "GANG")


def _at_risk_of(known: Known, kind: str) -> pd.DataFrame:
    """Raises NotAvailable where `exploitation` or a column of it is missing."""
    known.data.ask_for_known_words("exploitation", "type")
    rows = known.rows("exploitation", PERSON, "type", "start_date", "end_date")
    rows = open_at_month_ends(known, rows[rows["type"] == kind], "start_date", "end_date")
    rows = rows[~are_known_dead_on(known, rows[PERSON], as_days(rows["month_end"]))]
    return rows.drop_duplicates(["month_end", PERSON], ignore_index=True)


@made_once
def looked_after_aged_10_to_17(known: Known) -> pd.DataFrame:
    """Children looked after aged 10 to 17, one row a month end and child."""
    children = looked_after(known)
    return children[children["age_years"].between(*OFFENDING_AGES)]


@made_once
def in_care_for_12_months_aged_10_to_17(known: Known) -> pd.DataFrame:
    """Children looked after aged 10 to 17 whose period of care began 12 months or more before, one row each."""
    children = in_care_for_12_months(known)
    return children[children["age_years"].between(*OFFENDING_AGES)]


def are_known_to_youth_justice(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child has an open row of youth justice at the month end. Raises NotAvailable without `youth_justice`."""
    rows = known.rows("youth_justice", PERSON, "start_date", "end_date")
    open_rows = OpenRows(rows[PERSON], rows["start_date"], rows["end_date"])
    return open_rows.latest(children[PERSON], as_days(children["month_end"])) != NONE


def had_outcome(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child was convicted or cautioned in the 12 months to the month end.

    Raises NotAvailable where `youth_justice` or its outcome date is missing.
    """
    rows = known.rows("youth_justice", PERSON, "outcome_date")
    month_end = as_days(children["month_end"])
    place = OpenRows(rows[PERSON], rows["outcome_date"]).latest(children[PERSON], month_end)
    outcome = take(as_days(rows["outcome_date"]), place, np.datetime64("NaT"))
    return outcome >= window_start(month_end, 12)
