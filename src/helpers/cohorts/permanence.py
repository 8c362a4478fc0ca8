"""Children who left care to a permanent home, and adoption.

Source: definitions, "Indicators"; the entries `PERM_*` and `ADO_*`.
"""

import numpy as np
import pandas as pd

from helpers.cohorts.at_month_ends import at_every_month_end, events_in_12_months
from helpers.cohorts.care import episodes, known_periods, looked_after, named_periods
from helpers.cohorts.known import Known, made_once
from helpers.months import as_days, months_before
from helpers.terms.codes import ADOPTED, LEFT_TO_A_PERMANENT_HOME, LEFT_TO_SPECIAL_GUARDIANSHIP
from helpers.terms.tables import PERSON

ADOPTION_MONTHS = 14
PLACED = "perm_placed_for_adoption_date"


def _ceased_reasons(ended: pd.DataFrame, known: Known) -> np.ndarray:
    """Why the last episode of each ended period of care ceased. Raises NotAvailable without the column."""
    known.rows("ssd_cla_episodes", "clae_cla_episode_ceased_reason")
    return episodes(known)["clae_cla_episode_ceased_reason"].to_numpy(dtype=object)[ended["last_episode"]]


def left_to_a_permanent_home(ended: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each period of care ended in adoption, special guardianship or a child arrangements order."""
    return np.isin(_ceased_reasons(ended, known), LEFT_TO_A_PERMANENT_HOME)


def left_through_adoption(ended: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each period of care ended in adoption."""
    return np.isin(_ceased_reasons(ended, known), ADOPTED)


def left_to_special_guardianship(ended: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each period of care ended in special guardianship."""
    return np.isin(_ceased_reasons(ended, known), LEFT_TO_SPECIAL_GUARDIANSHIP)


def _of_known_periods(known: Known, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of permanence whose period of care is known at their month end, with its number, `period`."""
    periods = named_periods(known, rows, "perm_cla_id")["period"]
    return rows[periods.notna()].assign(period=periods[periods.notna()].astype(int))


@made_once
def waiting_for_adoption(known: Known) -> pd.DataFrame:
    """Children looked after for whom adoption is decided, not reversed, and who are not placed; one row a month end and child.

    Decision, reversal and placing are those of one row of `ssd_permanence` of the child's current period of care.
    Raises NotAvailable where `ssd_permanence` or a column of it is missing.
    """
    dates = ("perm_adm_decision_date", PLACED, "perm_decision_reversed_date")
    rows = at_every_month_end(known, known.rows("ssd_permanence", PERSON, "perm_cla_id", *dates))
    rows = _of_known_periods(known, rows)
    children = looked_after(known)
    asked = children[["month_end", "period"]].assign(place=children.index)
    pairs = asked.merge(rows.drop(columns=PERSON), on=["month_end", "period"])
    month_end = as_days(pairs["month_end"])
    is_decided, is_placed, is_reversed = (as_days(pairs[column]) <= month_end for column in dates)
    return children[children.index.isin(pairs["place"][is_decided & ~is_placed & ~is_reversed])]


@made_once
def placed_for_adoption(known: Known) -> pd.DataFrame:
    """Placings for adoption in the 12 months to each month end of known periods of care, one row a month end and placing.

    `period_start` is when the period began. Raises NotAvailable where `ssd_permanence` or a column of it is missing.
    """
    rows = events_in_12_months(known, known.rows("ssd_permanence", PERSON, "perm_cla_id", PLACED), PLACED)
    rows = _of_known_periods(known, rows)
    periods = known_periods(known)
    return rows.drop(columns=PERSON).merge(periods, on=["month_end", "period"])


def moved_in_within_14_months(placed: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child was placed before the day 14 months after the period of care began."""
    return as_days(placed["event_date"]) < months_before(as_days(placed["period_start"]), -ADOPTION_MONTHS)
