"""Setting counts beside the population: of the council, and of each of its districts."""

import pandas as pd

from helpers.cohorts.known import Known
from helpers.cohorts.population import district_populations, populations
from helpers.errors import NotAvailable
from helpers.indicator import Grouping
from helpers.indicators.groupings import DISTRICT
from helpers.results.answers import month_texts
from helpers.terms.codes import NOT_RECORDED


def per_population(sums: pd.DataFrame, known: Known) -> pd.DataFrame:
    """Sums of the council, or of the place looked at, with its population; months without an estimate are left out."""
    estimates = populations(known) if known.place is None else _of_place(known)
    population = pd.Series(estimates["population"].to_numpy(), index=month_texts(known, estimates["month_end"]))
    frame = sums.assign(denominator=sums["month"].map(population))
    return frame[frame["denominator"].notna()]


def per_district(sums: pd.DataFrame, grouping: Grouping, known: Known) -> pd.DataFrame:
    """Sums by district with each district's population; every district with an estimate has a row, those without none.

    Raises NotAvailable for another grouping, since nothing else has a population.
    """
    if grouping is not DISTRICT:
        raise NotAvailable("A rate can be broken down by district alone.")
    council = set(month_texts(known, populations(known)["month_end"]))
    estimates = district_populations(known)
    areas = pd.DataFrame(
        {
            "month": month_texts(known, estimates["month_end"]),
            "group": estimates["area"],
            "denominator": estimates["population"],
        }
    )
    areas = areas[areas["month"].isin(council)]
    if known.place is not None:
        areas = areas[areas["group"].isin(known.place.districts)]
    counted = sums[sums["group"] != NOT_RECORDED].drop(columns="denominator")
    return areas.merge(counted, on=["month", "group"], how="left").fillna(0.0)


def _of_place(known: Known) -> pd.DataFrame:
    """The population of the place looked at, one row a month end at which every district of it has an estimate."""
    estimates = district_populations(known)
    estimates = estimates[estimates["area"].isin(known.place.districts)]
    by_month = estimates.groupby("month_end")["population"].agg(["sum", "size"]).reset_index()
    complete = by_month[by_month["size"] == len(known.place.districts)]
    return complete.rename(columns={"sum": "population"})
