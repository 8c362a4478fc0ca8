"""A county's figures are near those published for a county of this kind; shares in %."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from demo.demo_extract import age, by, day, legal_status, looked_after, periods, rows_of, spells

END = date(2026, 10, 31)
RESIDENTIAL = "other residential"
KIND = {"U": "foster", "A": "adoption", "P": "parents", "R": RESIDENTIAL, "S": RESIDENTIAL, "Z": "other", "T": "temporary"}


@pytest.fixture(scope="module")
def current(county: Path) -> dict[str, dict[str, str]]:
    """The placement of each child looked after at the month's end, with birth date, sex and legal status."""
    placements = {r["clap_cla_placement_id"]: r for r in rows_of(county, "ssd_cla_placement")}
    persons = {r["pers_person_id"]: r for r in rows_of(county, "ssd_person")}
    statuses = by(rows_of(county, "ssd_legal_status"), "lega_person_id")
    return {
        person: {**placements[row["clae_cla_placement_id"]], **persons[person], "status": legal_status(statuses[person], END)}
        for person, row in looked_after(county, END).items()
    }


def shares(values: list[str]) -> dict[str, float]:
    return {value: 100 * count / len(values) for value, count in Counter(values).items()}


def outside(found: dict[str, float], expected: dict[str, tuple[float, float]]) -> dict[str, float]:
    """Of some figures those that do not lie between the two expected."""
    return {name: found.get(name, 0.0) for name, (low, high) in expected.items() if not low <= found.get(name, 0.0) <= high}


def test_where_children_live(current: dict[str, dict[str, str]]) -> None:
    kinds = [r["clap_cla_placement_type"] for r in current.values()]
    groups = ["supported" if k in ("K3", "P2") else "homes" if k[0] == "K" else KIND[k[0]] for k in kinds]
    assert (
        outside(
            shares(groups), {"foster": (63, 71), "homes": (9, 13), "supported": (6, 9), "parents": (7, 11), "adoption": (1, 3)}
        )
        == {}
    )
    assert outside(shares(groups), {RESIDENTIAL: (0.8, 3), "other": (0.8, 3), "temporary": (0, 1)}) == {}


def test_who_provides(current: dict[str, dict[str, str]]) -> None:
    found = shares([r["clap_cla_placement_provider"] for r in current.values()])
    assert outside(found, {"PR1": (45, 54), "PR4": (32, 40), "PR5": (2, 5), "PR0": (7, 11)}) == {}


def test_legal_statuses(current: dict[str, dict[str, str]]) -> None:
    assert (
        outside(shares([r["status"] for r in current.values()]), {"C2": (61, 69), "C1": (15, 20), "E1": (3, 6.5), "V2": (10, 15)})
        == {}
    )


def test_ages_and_sex(current: dict[str, dict[str, str]]) -> None:
    bands = []
    for row in current.values():
        years = age(day(row["pers_dob"] or row["pers_expected_dob"]), END)
        bands.append("0" if years < 1 else "1-4" if years < 5 else "5-9" if years < 10 else "10-15" if years < 16 else "16+")
    assert outside(shares(bands), {"0": (3, 6), "1-4": (11, 17), "5-9": (16, 22), "10-15": (37, 43), "16+": (20, 27)}) == {}
    assert outside(shares([r["pers_sex"] for r in current.values()]), {"M": (52, 57), "F": (43, 48)}) == {}


def test_starts_and_leavers_in_a_year(county: Path) -> None:
    spans = [(start, end) for _, start, end, is_short_break in periods(county) if not is_short_break]
    for year in range(2021, 2026):
        before, after = date(year, 10, 31), date(year + 1, 10, 31)
        assert 560 < sum(before < start <= after for start, _ in spans) < 740
        assert 560 < sum(end is not None and before < end <= after for _, end in spans) < 740


def test_the_stock_falls_and_then_levels(county: Path) -> None:
    stock = {year: len(looked_after(county, date(year, 10, 31))) for year in (2021, 2023, 2024, 2025)}
    assert stock[2021] > 2060 > stock[2023] > 2000 > stock[2024]
    assert abs(stock[2025] - stock[2024]) < 40


def test_fewer_children_live_in_the_county_than_five_years_ago(county: Path) -> None:
    inside = {r["postcode"]: r["in_area"] for r in rows_of(county, "postcode_lookup")}
    placements = {r["clap_cla_placement_id"]: r["clap_cla_placement_postcode"] for r in rows_of(county, "ssd_cla_placement")}
    share = {}
    for year in (2021, 2026):
        codes = [placements[r["clae_cla_placement_id"]] for r in looked_after(county, date(year, 10, 31)).values()]
        share[year] = shares([inside[code] for code in codes if code])["Y"]
    assert 83 < share[2021] < 89
    assert 73 < share[2026] < 80


def test_unaccompanied_children(county: Path) -> None:
    rows = by(rows_of(county, "ssd_immigration_status"), "immi_person_id")
    words = ("UASC", "Unaccompanied")
    alone = {p for p, statuses in rows.items() if any(word in r["immi_immigration_status"] for r in statuses for word in words)}
    assert 30 <= len(alone & looked_after(county, END).keys()) <= 65


def spells_now(county: Path) -> dict[str, list[list[tuple[date, date | None, str]]]]:
    """The placement spells of each child looked after at the month's end, in a list a period of care, the current one last."""
    placements = {r["clap_cla_placement_id"]: r for r in rows_of(county, "ssd_cla_placement")}
    episodes = by(
        [r for r in rows_of(county, "ssd_cla_episodes") if r["clae_cla_episode_start_date"] <= "2026-10-31"], "clae_person_id"
    )
    return {
        person: [spells(rows, placements) for rows in by(episodes[person], "clae_cla_id").values()]
        for person in looked_after(county, END)
    }


def test_three_or_more_placements_most_of_all_in_one_district(county: Path) -> None:
    districts = {r["postcode"].replace(" ", ""): r["district"] for r in rows_of(county, "postcode_lookup")}
    homes = {
        r["addr_person_id"]: districts.get(r["addr_address_postcode"].upper().replace(" ", ""))
        for r in rows_of(county, "ssd_address")
        if r["addr_address_type"] == "Home" and not r["addr_address_end_date"]
    }
    year_start = date(2025, 11, 1)
    moved = {
        person: sum(end is None or end > year_start for found in periods_of_child for _, end, _ in found) >= 3
        for person, periods_of_child in spells_now(county).items()
    }
    assert 7 < 100 * sum(moved.values()) / 2000 < 10.5
    there = [has_moved for person, has_moved in moved.items() if homes.get(person) == "Elmscar"]
    assert 16 < 100 * sum(there) / len(there) < 26


def test_same_placement_for_two_years(county: Path) -> None:
    persons = {r["pers_person_id"]: r for r in rows_of(county, "ssd_person")}
    stable = []
    for person, periods_of_child in spells_now(county).items():
        found = periods_of_child[-1]
        birth = day(persons[person]["pers_dob"] or persons[person]["pers_expected_dob"])
        if age(birth, END) < 16 and found[0][0] <= date(2024, 4, 30):
            before_adoption = found[-2][0] if found[-1][2].startswith("A") and len(found) > 1 else END
            stable.append(min(found[-1][0], before_adoption) <= date(2024, 10, 31))
    assert 600 < len(stable) < 950
    assert 64 < 100 * sum(stable) / len(stable) < 71
