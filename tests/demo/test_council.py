"""The made-up council obeys the definitions, and has the edges that the rules have."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from demo.demo_extract import age, by, day, legal_status, looked_after, periods, rows_of
from helpers.demo import make_demo

END = date(2026, 10, 31)
KINDS = "U1 U2 U3 U4 U5 U6 A3 A4 A5 A6 K1 K2 K3 H5 P1 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 Z1 Z12"
KEYS = {
    "ssd_person": "pers_person_id",
    "ssd_address": "addr_table_id",
    "ssd_cla_episodes": "clae_cla_episode_id",
    "ssd_cla_placement": "clap_cla_placement_id",
    "ssd_legal_status": "lega_legal_status_id",
    "ssd_disability": "disa_table_id",
    "ssd_immigration_status": "immi_immigration_status_id",
    "postcode_lookup": "postcode",
    "ssd_contacts": "cont_contact_id",
    "ssd_cin_episodes": "cine_referral_id",
    "ssd_cin_assessments": "cina_assessment_id",
    "ssd_cin_plans": "cinp_cin_plan_id",
    "ssd_cp_plans": "cppl_cp_plan_id",
    "ssd_cp_visits": "cppv_cp_visit_id",
    "ssd_cp_reviews": "cppr_cp_review_id",
    "ssd_cla_visits": "clav_cla_visit_id",
    "ssd_cla_reviews": "clar_cla_review_id",
    "ssd_cla_health": "clah_health_check_id",
    "ssd_cla_immunisations": "clai_person_id",
    "ssd_sdq_scores": "csdq_table_id",
    "ssd_missing": "miss_table_id",
    "ssd_care_leavers": "clea_table_id",
    "ssd_permanence": "perm_table_id",
    "ssd_involvements": "invo_involvements_id",
    "ssd_department": "dept_team_id",
    "team_area": "team_id",
    "cp_history": "person_id",
    "fostering": "month",
}
REFERENCES = """
    ssd_address.addr_person_id ssd_cla_episodes.clae_person_id ssd_disability.disa_person_id ssd_contacts.cont_person_id
    ssd_cin_episodes.cine_person_id ssd_cin_assessments.cina_person_id ssd_cin_plans.cinp_person_id ssd_cp_plans.cppl_person_id
    ssd_cp_visits.cppv_person_id ssd_cp_reviews.cppr_person_id ssd_cla_visits.clav_person_id ssd_cla_reviews.clar_cla_person_id
    ssd_cla_health.clah_person_id ssd_cla_immunisations.clai_person_id ssd_sdq_scores.csdq_person_id ssd_missing.miss_person_id
    ssd_care_leavers.clea_person_id ssd_involvements.invo_person_id visit_frequency.person_id missing_interviews.person_id
    exploitation.person_id cp_history.person_id cla_history.person_id exclusions.person_id attendance.person_id
    attainment.person_id peps.person_id youth_justice.person_id : ssd_person.pers_person_id
    ssd_permanence.perm_person_id : ssd_person.pers_legacy_id
    ssd_cla_visits.clav_cla_id ssd_cla_reviews.clar_cla_id ssd_permanence.perm_cla_id : ssd_cla_episodes.clae_cla_id
    ssd_cin_assessments.cina_referral_id ssd_cin_plans.cinp_referral_id ssd_cp_plans.cppl_referral_id
    ssd_involvements.invo_referral_id : ssd_cin_episodes.cine_referral_id
    ssd_cp_visits.cppv_cp_plan_id ssd_cp_reviews.cppr_cp_plan_id : ssd_cp_plans.cppl_cp_plan_id
    ssd_cin_episodes.cine_referral_worker_id ssd_cin_assessments.cina_assessment_worker_id ssd_cin_plans.cinp_cin_plan_worker_id
    ssd_involvements.invo_professional_id ssd_care_leavers.clea_care_leaver_worker_id : workforce.worker_id
    ssd_care_leavers.clea_care_leaver_allocated_team workforce.team_id ssd_cin_plans.cinp_cin_plan_team team_area.team_id
    ssd_cin_episodes.cine_referral_team ssd_department.dept_team_parent_id : ssd_department.dept_team_id
"""


@pytest.mark.parametrize(
    ("children", "month", "end", "seed"),
    [(200, "2026-10", END, 3), (60, "2024-02", date(2024, 2, 29), 1), (10, "2025-12", date(2025, 12, 31), 7)],
)
def test_as_many_are_looked_after_as_asked_for(tmp_path: Path, children: int, month: str, end: date, seed: int) -> None:
    make_demo(tmp_path / "demo", month, children, seed)
    assert len(looked_after(tmp_path / "demo", end)) == children


def test_a_county_has_two_thousand(county: Path) -> None:
    assert len(looked_after(county, END)) == 2000


def test_stock_before_and_starts_less_leavers_give_the_stock(council: Path) -> None:
    spans = [(start, end) for _, start, end, is_short_break in periods(council) if not is_short_break]
    for year in range(2021, 2026):
        before, after = date(year, 10, 31), date(year + 1, 10, 31)
        starts = sum(before < start <= after for start, _ in spans)
        leavers = sum(end is not None and before < end <= after for _, end in spans)
        assert len(looked_after(council, before)) + starts - leavers == len(looked_after(council, after))


@pytest.mark.parametrize("table", KEYS)
def test_every_key_is_there_once(council: Path, table: str) -> None:
    keys = [row[KEYS[table]] for row in rows_of(council, table)]
    assert keys
    assert "" not in keys
    assert len(keys) == len(set(keys))


def test_every_row_is_of_a_person_who_is_listed(council: Path) -> None:
    persons = {row["pers_person_id"] for row in rows_of(council, "ssd_person")}
    assert all(len(person) == 7 and person.startswith("0") for person in persons)


def test_what_a_row_names_is_there(council: Path) -> None:
    sources: list[str] = []
    words = REFERENCES.split()
    for place, word in enumerate(words):
        if word == ":":
            listed = cells(council, words[place + 1])
            dangling = {source: cells(council, source) - listed - {""} for source in sources}
            assert {source: found for source, found in dangling.items() if found} == {}
            sources = []
        elif words[place - 1] != ":":
            sources.append(word)


def cells(folder: Path, table_and_column: str) -> set[str]:
    table, column = table_and_column.split(".")
    return {row[column] for row in rows_of(folder, table)}


def test_episodes_of_a_period_follow_one_another(council: Path) -> None:
    for episodes in by(rows_of(council, "ssd_cla_episodes"), "clae_cla_id").values():
        assert [r["clae_cla_episode_start_reason"] for r in episodes].index("S") == 0
        for one, following in pairwise(episodes):
            assert one["clae_cla_episode_ceased_date"] == following["clae_cla_episode_start_date"]
            assert one["clae_cla_episode_ceased_reason"] == "X1"
            assert following["clae_cla_episode_start_reason"] in "LPTBU"
        assert episodes[-1]["clae_cla_episode_ceased_reason"] != "X1"
        assert {r["clae_entered_care_date"] for r in episodes} == {episodes[0]["clae_cla_episode_start_date"]}


def test_start_reasons_say_what_changed(council: Path) -> None:
    placements = {r["clap_cla_placement_id"]: r for r in rows_of(council, "ssd_cla_placement")}
    statuses = by(rows_of(council, "ssd_legal_status"), "lega_person_id")
    for episodes in by(rows_of(council, "ssd_cla_episodes"), "clae_cla_id").values():
        for one, following in pairwise(episodes):
            start = date.fromisoformat(following["clae_cla_episode_start_date"])
            of_child = statuses[one["clae_person_id"]]
            new_status = legal_status(of_child, start - timedelta(1)) != legal_status(of_child, start)
            new_placement = one["clae_cla_placement_id"] != following["clae_cla_placement_id"]
            before, after = (placements[r["clae_cla_placement_id"]] for r in (one, following))
            same_home = before["clap_cla_placement_urn"] == after["clap_cla_placement_urn"]
            reason = following["clae_cla_episode_start_reason"]
            assert new_status == (reason in "LBU")
            assert new_placement == (reason in "PTBU")
            assert reason not in "TU" or same_home


def test_every_day_of_care_has_a_legal_status(council: Path) -> None:
    statuses = by(rows_of(council, "ssd_legal_status"), "lega_person_id")
    for person_id, start, end, _ in periods(council):
        last = (end or END) - timedelta(1)
        assert legal_status(statuses[person_id], start)
        assert legal_status(statuses[person_id], max(start, last))


def test_placement_of_the_right_age_and_status(council: Path) -> None:
    born = {r["pers_person_id"]: day(r["pers_dob"] or r["pers_expected_dob"]) for r in rows_of(council, "ssd_person")}
    statuses = by(rows_of(council, "ssd_legal_status"), "lega_person_id")
    for row in rows_of(council, "ssd_cla_placement"):
        start, kind = date.fromisoformat(row["clap_cla_placement_start_date"][:10]), row["clap_cla_placement_type"]
        birth = born[row["clap_person_id"]]
        assert kind not in ("K3", "H5", "P2") or age(birth, start) >= 16
        assert kind != "H5" or start < date(2024, 4, 1)
        assert kind != "P1" or legal_status(statuses[row["clap_person_id"]], start) in ("C1", "C2")


def test_nobody_is_in_care_before_birth_at_eighteen_or_twice_at_once(council: Path) -> None:
    persons = {r["pers_person_id"]: r for r in rows_of(council, "ssd_person")}
    spans = sorted(periods(council), key=lambda p: (p[0], p[1]))
    for person_id, start, end, _ in spans:
        birth = day(persons[person_id]["pers_dob"] or persons[person_id]["pers_expected_dob"])
        assert birth <= start
        assert age(birth, (end or END) - timedelta(1)) < 18
    for (person_id, _, end, _), (next_id, next_start, _, _) in pairwise(spans):
        assert person_id != next_id or (end is not None and end < next_start)


def test_edges_of_the_rules_are_there(county: Path) -> None:
    persons = rows_of(county, "ssd_person")
    in_care = {r["clae_person_id"] for r in rows_of(county, "ssd_cla_episodes")}
    assert any(r["pers_dob"][5:10] == "02-29" and r["pers_person_id"] in in_care for r in persons)
    assert any(not r["pers_dob"] and r["pers_expected_dob"] < "2026" and r["pers_person_id"] in in_care for r in persons)
    assert any(not r["pers_dob"] and r["pers_expected_dob"] > "2026-11-04" for r in persons)
    assert any(r["pers_death_date"] for r in persons)
    born = {r["pers_person_id"]: day(r["pers_dob"] or r["pers_expected_dob"]) for r in persons}
    spans = periods(county)
    ages_at_end = [(age(born[p], end - timedelta(1)), age(born[p], end)) for p, _, end, _ in spans if end]
    assert ages_at_end.count((17, 18)) > 100
    ends = {(person, end) for person, _, end, is_short_break in spans if not is_short_break}
    gaps = Counter((person, start - timedelta(1)) in ends for person, start, _, is_short_break in spans if not is_short_break)
    assert gaps[True] > 0
    assert any(start > END for _, start, _, _ in spans)


def test_kinds_of_episode_and_placement_are_there(county: Path) -> None:
    placements = rows_of(county, "ssd_cla_placement")
    kinds = Counter(r["clap_cla_placement_type"] for r in placements)
    assert set(kinds) >= set(KINDS.split())
    reasons = Counter(r["clae_cla_episode_start_reason"] for r in rows_of(county, "ssd_cla_episodes"))
    assert set(reasons) == set("SLPTBU")
    statuses = {r["lega_legal_status"] for r in rows_of(county, "ssd_legal_status")}
    assert statuses == {"C1", "C2", "E1", "V1", "V2", "V3", "V4", "L1", "L2", "J1"}
    words = {r["immi_immigration_status"] for r in rows_of(county, "ssd_immigration_status")}
    assert words >= {"UASC", "Unaccompanied Asylum Seeking Child"}


def test_some_come_back_from_a_temporary_placement_and_some_do_not(council: Path) -> None:
    back = Counter()
    for rows in by(rows_of(council, "ssd_cla_placement"), "clap_cla_id").values():
        for before, temporary, after in zip(rows, rows[1:], rows[2:], strict=False):
            if temporary["clap_cla_placement_type"].startswith("T") and before["clap_cla_placement_urn"]:
                home = ("clap_cla_placement_urn", "clap_cla_placement_postcode")
                back[all(before[column] == after[column] for column in home)] += 1
    assert back[True] > back[False] > 0


def test_districts_add_up_to_the_county(council: Path) -> None:
    for rows in by(rows_of(council, "population"), "year").values():
        county, *districts = (int(r["population_0_17"]) for r in rows)
        assert rows[0]["area_code"] == "all"
        assert sum(districts) == county
        assert len(districts) == 12
    assert {"2020", "2025"} <= set(by(rows_of(council, "population"), "year"))
    assert "2026" not in by(rows_of(council, "population"), "year")


def test_names_and_numbers_are_plainly_made_up(council: Path) -> None:
    for row in rows_of(council, "ssd_person"):
        assert all(row[column].startswith("Made") for column in ("pers_forename", "pers_surname"))
        assert row["pers_upn"].startswith("MADE")
    assert all(row["postcode"].startswith(("ZA", "ZB")) for row in rows_of(council, "postcode_lookup"))
