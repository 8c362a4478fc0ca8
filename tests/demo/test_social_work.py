"""The front door, plans and workers: near the figures of a county of this kind, by another route."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from demo.demo_extract import Row, age, by, day, is_open, months_before, rows_of, share, working_days

END, YEAR_START = date(2026, 10, 31), date(2025, 11, 1)


@pytest.fixture(scope="module")
def referrals(county: Path) -> dict[str, list[date]]:
    """The days of referral of each child."""
    rows = by(rows_of(county, "ssd_cin_episodes"), "cine_person_id")
    return {person: [day(r["cine_referral_date"]) for r in found] for person, found in rows.items()}


@pytest.fixture(scope="module")
def plans(county: Path) -> list[Row]:
    """Child protection plans."""
    return rows_of(county, "ssd_cp_plans")


@pytest.fixture(scope="module")
def open_plans(county: Path, plans: list[Row]) -> list[Row]:
    """The plans of this authority open at the month's end, of children under 18."""
    born = {r["pers_person_id"]: day(r["pers_dob"] or r["pers_expected_dob"]) for r in rows_of(county, "ssd_person")}
    return [
        row
        for row in plans
        if is_open(row["cppl_cp_plan_start_date"], row["cppl_cp_plan_end_date"], END)
        and row["cppl_cp_plan_ola"] != "Y"
        and age(born[row["cppl_person_id"]], END) < 18
    ]


def in_the_year(on: date | None) -> bool:
    return on is not None and YEAR_START <= on <= END


def test_re_referrals(referrals: dict[str, list[date]]) -> None:
    again = [
        any(months_before(on, 12) <= other < on for other in days)
        for days in referrals.values()
        for on in days
        if in_the_year(on)
    ]
    assert 3800 < len(again) < 5500
    assert 14 < share(again) < 18.5


def test_referrals_with_no_further_action(county: Path) -> None:
    rows = [r for r in rows_of(county, "ssd_cin_episodes") if in_the_year(day(r["cine_referral_date"]))]
    assert 2 < share([r["cine_referral_nfa"] == "Y" for r in rows]) < 4.5


def test_assessments_in_45_working_days(county: Path) -> None:
    rows = [r for r in rows_of(county, "ssd_cin_assessments") if in_the_year(day(r["cina_assessment_auth_date"]))]
    days = [working_days(day(r["cina_assessment_start_date"]), day(r["cina_assessment_auth_date"])) for r in rows]
    assert 89 < share([number <= 45 for number in days]) < 94
    assert {45, 46} <= set(days)


def test_children_in_need(county: Path) -> None:
    rows = rows_of(county, "ssd_cin_episodes")
    open_ones = {
        r["cine_person_id"]
        for r in rows
        if is_open(r["cine_referral_date"], r["cine_close_date"], END) and r["cine_referral_nfa"] == "N"
    }
    assert 4000 < len(open_ones) < 5000
    plans = [
        r for r in rows_of(county, "ssd_cin_plans") if is_open(r["cinp_cin_plan_start_date"], r["cinp_cin_plan_end_date"], END)
    ]
    assert 650 < len(plans) < 1200


def test_plans_open_and_again(plans: list[Row], open_plans: list[Row], county: Path) -> None:
    assert 840 < len({r["cppl_person_id"] for r in open_plans}) < 950
    of_child, known = (
        by(plans, "cppl_person_id"),
        {r["person_id"] for r in rows_of(county, "cp_history") if r["previous_plans"] != "0"},
    )
    ever, within = [], []
    for row in plans:
        start = day(row["cppl_cp_plan_start_date"])
        if not in_the_year(start) or row["cppl_cp_plan_ola"] == "Y":
            continue
        ends = [day(r["cppl_cp_plan_end_date"]) for r in of_child[row["cppl_person_id"]] if r is not row]
        ends = [end for end in ends if end and end < start - timedelta(1)]
        ever.append(bool(ends) or row["cppl_person_id"] in known)
        within.append(any(end >= months_before(start, 12) for end in ends))
    assert 17 < share(ever) < 22
    assert 5 < share(within) < 9
    assert 0 < sum(r["cppl_cp_plan_ola"] == "Y" for r in plans) < 0.03 * len(plans)


def test_protection_visits_in_twenty_working_days(county: Path, open_plans: list[Row]) -> None:
    seen: dict[str, date] = {}
    for row in rows_of(county, "ssd_cp_visits"):
        on = day(row["cppv_cp_visit_date"])
        if row["cppv_cp_visit_seen"] == "Y" and on <= END:
            seen[row["cppv_person_id"]] = max(on, seen.get(row["cppv_person_id"], on))
    old = [
        r
        for r in open_plans
        if working_days(day(r["cppl_cp_plan_start_date"]), END) >= 20 or r["cppl_cp_plan_start_date"] < "2026"
    ]
    in_time = [working_days(seen.get(r["cppl_person_id"], date(2026, 1, 1)), END) <= 20 for r in old]
    assert 81 < share(in_time) < 89


def test_protection_reviews_mostly_on_time(county: Path) -> None:
    held = [r for r in rows_of(county, "ssd_cp_reviews") if in_the_year(day(r["cppr_cp_review_date"]))]
    assert 94 < share([r["cppr_cp_review_date"] <= r["cppr_cp_review_due"] for r in held]) < 98.5


def test_workers_and_caseloads(county: Path) -> None:
    workforce = rows_of(county, "workforce")
    in_post = {r["worker_id"]: r for r in workforce if is_open(r["start_date"], r["end_date"], END)}
    children = {"SW": set(), "IRO": set()}
    for row in rows_of(county, "ssd_involvements"):
        worker = in_post.get(row["invo_professional_id"])
        if (
            worker
            and worker["role"] in children
            and is_open(row["invo_involvement_start_date"], row["invo_involvement_end_date"], END)
        ):
            children[worker["role"]].add((row["invo_person_id"], worker["worker_id"]))
    for role, (low, high) in {"SW": (13.5, 17), "IRO": (60, 75)}.items():
        fte = sum(float(r["fte"] or 1) for r in in_post.values() if r["role"] == role)
        assert low < len(children[role]) / fte < high
    assert 2 < share([r["agency"] == "Y" for r in in_post.values() if r["role"] == "SW"]) < 9
    assert max(Counter(r["worker_id"] for r in workforce).values()) == 2
