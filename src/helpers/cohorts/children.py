"""Questions asked of children looked after, and the narrower cohorts of them."""

import numpy as np
import pandas as pd

from helpers.cohorts.care import looked_after
from helpers.cohorts.homes import postcodes
from helpers.cohorts.known import Known, made_once
from helpers.cohorts.open_rows import ALWAYS, NONE, OpenRows, places_in, take
from helpers.cohorts.placements import current_spells, placements_in_12_months
from helpers.months import as_days, months_before
from helpers.terms.codes import IMMIGRATION_STATUS, NO_DISABILITY, PLACED_FOR_ADOPTION, SEARCHED_CODES, UNACCOMPANIED
from helpers.terms.tables import PERSON

THREE = 3


def have_disability(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether a disability is recorded for each child; a code that can't be mapped is one.

    Raises NotAvailable where `ssd_disability` or a column of it is missing.
    """
    rows = known.rows("ssd_disability", PERSON, "disa_disability_code")
    recorded = rows[~rows["disa_disability_code"].isin(("", NO_DISABILITY))]
    return children[PERSON].isin(recorded[PERSON]).to_numpy()


def are_unaccompanied(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether a status of unaccompanied child seeking asylum is in force for each child; one without a start is.

    Raises NotAvailable where `ssd_immigration_status` or a column of it is missing.
    """
    dates = ("immi_immigration_status_start_date", "immi_immigration_status_end_date")
    known.data.ask_for_codes("ssd_immigration_status", IMMIGRATION_STATUS, *SEARCHED_CODES[IMMIGRATION_STATUS])
    rows = known.rows("ssd_immigration_status", PERSON, IMMIGRATION_STATUS, *dates)
    rows = rows[rows[IMMIGRATION_STATUS] == UNACCOMPANIED]
    in_force = OpenRows(rows[PERSON], rows[dates[0]], rows[dates[1]], empty_start=ALWAYS)
    return in_force.latest(children[PERSON], as_days(children["month_end"])) != NONE


@made_once
def with_placement_in_lookup(known: Known) -> pd.DataFrame:
    """Children looked after whose current placement's postcode is in the lookup, one row a month end and child.

    `in_area` is `Y`, `N` or, where the lookup doesn't say, empty. Raises NotAvailable without the lookup's columns.
    """
    known.rows("postcode_lookup", "postcode", "in_area")
    lookup = postcodes(known)
    places = places_in(lookup.index, current_spells(known)["postcode"])
    children = looked_after(known).assign(in_area=take(lookup["in_area"].to_numpy(dtype=object), places, ""))
    return children[places != NONE]


@made_once
def unaccompanied_with_placement_in_lookup(known: Known) -> pd.DataFrame:
    """Those of `with_placement_in_lookup` who are unaccompanied children seeking asylum."""
    children = with_placement_in_lookup(known)
    return children[are_unaccompanied(children, known)]


def are_placed_inside(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether the lookup says that each child's placement is in the council's area."""
    return (children["in_area"] == "Y").to_numpy()


def are_placed_outside(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether the lookup says that each child's placement is outside the council's area."""
    return (children["in_area"] == "N").to_numpy()


def had_three_or_more_placements(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child had three or more placements in force in the 12 months to the month end."""
    return placements_in_12_months(known)[children.index] >= THREE


@made_once
def under_16_in_care_for_30_months(known: Known) -> pd.DataFrame:
    """Children looked after, aged under 16, whose period of care began 30 months or more before; one row each."""
    current_spells(known)
    children = looked_after(known)
    long_enough = as_days(children["period_start"]) <= months_before(as_days(children["month_end"]), 30)
    return children[long_enough & (children["age_years"] < 16).to_numpy()]


def are_in_same_placement_for_two_years(children: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether each child's placement began 2 years or more before; for one placed for adoption, the placement before."""
    spells = current_spells(known).loc[children.index]
    two_years_ago = months_before(as_days(children["month_end"]), 24)
    is_long = as_days(spells["spell_start"]) <= two_years_ago
    was_long = as_days(spells["start_before"]) <= two_years_ago
    return is_long | (spells["placement_type"].isin(PLACED_FOR_ADOPTION).to_numpy() & was_long)


def have_been_looked_after_before(started: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether `cla_history`, where the council gives it, has earlier periods of care for each row's child."""
    if not known.data.has("cla_history", PERSON, "previous_periods"):
        return np.zeros(len(started), dtype=bool)
    rows = known.rows("cla_history", PERSON, may_be_missing=("previous_periods",))
    return started[PERSON].isin(rows.loc[rows["previous_periods"] > 0, PERSON]).to_numpy()
