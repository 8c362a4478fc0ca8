"""A district's or an area's own report, for analysts: the same indicators, of its children alone."""

from pathlib import Path

import pandas as pd
import pytest

from helpers.cohorts.known import Known
from helpers.cohorts.place import find_place
from helpers.display import PAGE_MARK
from helpers.errors import UsageError
from helpers.load.extract import load_extract
from helpers.section import open_section

MONTH = "2026-10"


@pytest.fixture(scope="module")
def districts(small_council: Path) -> dict[str, float]:
    """Children looked after at the month's end by district."""
    rows = open_section("children_looked_after", MONTH, str(small_council)).results("CLA_N")
    rows = rows[(rows["month"] == MONTH) & (rows["breakdown"] == "district")]
    return dict(zip(rows["group"], rows["numerator"], strict=True))


def whole(small_council: Path, area: str, code: str = "CLA_N", key: str = "children_looked_after") -> pd.Series:
    rows = open_section(key, MONTH, str(small_council), area=area).results(code)
    return rows[(rows["month"] == MONTH) & (rows["breakdown"] == "all")].iloc[0]


def test_a_district_s_report_counts_its_children_alone(small_council: Path, districts: dict[str, float]) -> None:
    for name in list(districts)[:3]:
        if name != "Not recorded":
            assert whole(small_council, name)["numerator"] == districts[name]


def test_an_area_s_report_counts_those_of_its_districts_and_its_rate_is_of_their_population(
    small_council: Path, districts: dict[str, float]
) -> None:
    data = load_extract(small_council)
    members = data.council.areas["North"]
    assert whole(small_council, "north")["numerator"] == sum(districts.get(name, 0) for name in members)
    estimates = data.tables["population"].frame
    estimates = estimates[estimates["area_name"].isin(members) & (estimates["year"] == 2025)]
    assert whole(small_council, "North", "CLA_RATE")["denominator"] == estimates["population_0_17"].sum()


def test_the_children_behind_a_figure_are_those_of_the_place(small_council: Path) -> None:
    opened = open_section("placements", MONTH, str(small_council), area="North")
    behind = opened.children("CLA_3PL")
    behind = behind[behind["month"] == MONTH]
    figure = whole(small_council, "North", "CLA_3PL", "placements")
    assert len(behind) == figure["denominator"]
    assert behind["is_counted"].sum() == figure["numerator"]


def test_its_pages_say_whose_they_are(small_council: Path) -> None:
    opened = open_section("placements", MONTH, str(small_council), area="north")
    assert opened.summary()._repr_mimebundle_()[PAGE_MARK]["council"].startswith("North, ")


def test_only_analysts_get_it_and_an_unknown_place_is_told_the_known_ones(small_council: Path) -> None:
    with pytest.raises(UsageError, match="analyst edition alone"):
        open_section("placements", MONTH, str(small_council), "board", "North")
    with pytest.raises(UsageError, match="Areas: North, East, Central"):
        open_section("placements", MONTH, str(small_council), area="Nowhere")


def test_case_and_spaces_of_a_place_do_not_matter(small_council: Path) -> None:
    data = load_extract(small_council)
    known = Known(data, (data.month,))
    district = next(iter(data.council.areas["East"]))
    assert find_place(f" {district.upper()} ", known) == find_place(district, known)
