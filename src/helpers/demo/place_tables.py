"""The side files on places: population estimates and the postcode lookup."""

import pandas as pd

from helpers.demo.places import COUNTY, COUNTY_CODE, DISTRICTS, OUTSIDE
from helpers.demo.tables import text_table
from helpers.demo.world import World

_YEARS = 9
_CHILDREN_IN_CARE = 2000  # in a county with the districts' number of children
_GROWTH_A_YEAR = 0.004


def make_population(world: World) -> dict[str, pd.DataFrame]:
    """`population`: people aged 0 to 17, one row a year and area; the districts add up to the county."""
    latest = world.calendar.month.year - 1
    rows = []
    for year in range(latest - _YEARS + 1, latest + 1):
        factor = world.size / _CHILDREN_IN_CARE * (1 - _GROWTH_A_YEAR * (latest - year))
        districts = [max(20, round(district.children * factor)) for district in DISTRICTS]
        rows.append(_estimate("all", COUNTY, year, sum(districts)))
        rows += [_estimate(d.code, d.name, year, number) for d, number in zip(DISTRICTS, districts, strict=True)]
    return {"population": text_table("area_code area_name year population_0_17 release", rows)}


def _estimate(code: str, name: str, year: int, number: int) -> dict[str, str]:
    release = f"Mid-{year} estimates, made up"
    return {"area_code": code, "area_name": name, "year": str(year), "population_0_17": str(number), "release": release}


def make_postcode_lookup(world: World) -> dict[str, pd.DataFrame]:
    """`postcode_lookup`: one row a postcode, the county's and the neighbours'."""
    outside_codes = dict(OUTSIDE)
    inside = [(code, COUNTY_CODE, name, "Y") for name, codes in world.postcodes.inside.items() for code in codes]
    outside = [(code, outside_codes[name], name, "N") for name, codes in world.postcodes.outside.items() for code in codes]
    columns = ("postcode", "la_code", "district", "in_area")
    return {"postcode_lookup": text_table(" ".join(columns), (dict(zip(columns, row, strict=True)) for row in inside + outside))}
