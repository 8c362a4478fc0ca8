"""How many children aged 0-17 live in the council and its districts: the latest estimate known for each month.

Source: definitions, "Others", on the population of a rate.
"""

import pandas as pd

from helpers.cohorts.homes import bare_texts, postcodes
from helpers.cohorts.known import Known, made_once
from helpers.errors import NotAvailable
from helpers.months import as_days
from helpers.terms.codes import NOT_RECORDED

WHOLE_COUNCIL = "ALL"


@made_once
def populations(known: Known) -> pd.DataFrame:
    """The population aged 0-17 of the council at each month end, one row a month end with an estimate.

    Columns: month_end, population, year and release of the mid-year estimate. The estimate is the latest for a year
    before the month's; an empty one, or 0, is none. Raises NotAvailable where `population` is missing.
    """
    rows = _estimates(known)
    return _latest(known, rows[rows["area_code"].str.upper() == WHOLE_COUNCIL].assign(area=""))


@made_once
def district_populations(known: Known) -> pd.DataFrame:
    """The population aged 0-17 of each district of the lookup, one row a month end and district with an estimate.

    Columns as in `populations`, and `area`, the district as the lookup spells it.
    Raises NotAvailable where `population` or its area names, or the postcode lookup, is missing.
    """
    known.rows("population", "area_name")
    known.rows("postcode_lookup", "district")
    rows = _estimates(known)
    rows = rows[rows["area_code"].str.upper() != WHOLE_COUNCIL]
    spelled = {district: district for district in postcodes(known)["district"] if district != NOT_RECORDED}
    by_bare = dict(zip(bare_texts(pd.Series(list(spelled), dtype="str")), spelled, strict=True))
    rows = rows.assign(area=bare_texts(rows["area_name"]).map(by_bare))
    return _latest(known, rows[rows["area"].notna()])


def estimates_by_month(known: Known) -> dict[str, tuple[tuple[int, str], ...]]:
    """Which mid-year estimates the rates of each month are of: by month its years, oldest first, each with its release.

    One a month, save where the districts of an area have not all the same. A release that is not given is empty; a month
    without an estimate is left out, and so is every month where there are none at all.
    """
    try:
        frame = populations(known) if known.place is None else district_populations(known)
    except NotAvailable:
        return {}
    if known.place is not None:
        frame = frame[frame["area"].isin(known.place.districts)]
    named = frame[["month_end", "year", "release"]].drop_duplicates().sort_values(["month_end", "year"], kind="stable")
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for end, year, release in named.itertuples(index=False):
        month = f"{end:%Y-%m}"
        found[month] = (*found.get(month, ()), (int(year), "" if pd.isna(release) else str(release).strip()))
    return found


def _estimates(known: Known) -> pd.DataFrame:
    needed = ("area_code", "year", "population_0_17")
    rows = known.rows("population", *needed, along=("area_name", "release"))
    return rows[rows["population_0_17"] > 0]


def _latest(known: Known, rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.drop_duplicates(["area", "year"], keep="last").sort_values("year", kind="stable")
    found = []
    for month, month_end in zip(known.months, known.month_ends, strict=True):
        latest = rows[rows["year"] < month.year].drop_duplicates("area", keep="last")
        found.append(latest.assign(month_end=month_end))
    frame = pd.concat(found, ignore_index=True).rename(columns={"population_0_17": "population"})
    if frame.empty:
        raise NotAvailable("population.csv holds no estimate of this area for a year before the month's.")
    return frame.assign(month_end=as_days(frame["month_end"]))[["month_end", "area", "population", "year", "release"]]
