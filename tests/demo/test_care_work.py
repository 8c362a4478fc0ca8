"""Visits, reviews, health, school, those missing, those who left: near the figures of a county of this kind, by another route."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from demo.demo_extract import (
    Row,
    age,
    by,
    day,
    is_open,
    legal_status,
    looked_after,
    months_before,
    periods,
    rows_of,
    share,
    spells,
)

END, YEAR_START = date(2026, 10, 31), date(2025, 11, 1)


@pytest.fixture(scope="module")
def born(county: Path) -> dict[str, date]:
    return {r["pers_person_id"]: day(r["pers_dob"] or r["pers_expected_dob"]) for r in rows_of(county, "ssd_person")}


@pytest.fixture(scope="module")
def now(county: Path) -> dict[str, Row]:
    """The current episode of each child looked after at the month's end."""
    return looked_after(county, END)


@pytest.fixture(scope="module")
def a_year_in_care(now: dict[str, Row]) -> set[str]:
    return {person for person, row in now.items() if row["clae_entered_care_date"] <= "2025-10-31"}


@pytest.fixture(scope="module")
def seen(county: Path) -> dict[str, list[date]]:
    rows = [r for r in rows_of(county, "ssd_cla_visits") if r["clav_cla_visit_seen"] == "Y"]
    return {person: [day(r["clav_cla_visit_date"]) for r in found] for person, found in by(rows, "clav_person_id").items()}


def visits_in_time(county: Path, on: date, seen: dict[str, list[date]]) -> list[bool]:
    """Whether each child looked after on a day was seen in time."""
    placements = {r["clap_cla_placement_id"]: r for r in rows_of(county, "ssd_cla_placement")}
    episodes = by([r for r in rows_of(county, "ssd_cla_episodes") if day(r["clae_cla_episode_start_date"]) <= on], "clae_cla_id")
    statuses = by(rows_of(county, "ssd_legal_status"), "lega_person_id")
    agreed = by([r for r in rows_of(county, "visit_frequency") if r["interval_days"] and day(r["from_date"]) <= on], "person_id")
    answers = []
    for person, row in looked_after(county, on).items():
        start, _, kind = spells(episodes[row["clae_cla_id"]], placements)[-1]
        visits = [visit for visit in seen.get(person, []) if visit <= on]
        if (on - start).days < 7:
            continue
        if (on - start).days <= 42:
            answers.append(any(0 <= (visit - start).days <= 7 for visit in visits))
            continue
        since = on - timedelta(42)
        if agreed.get(person):
            since = on - timedelta(int(agreed[person][-1]["interval_days"]))
        elif kind == "P1" and legal_status(statuses[person], on) == "C1":
            since = on - timedelta(28)
        elif kind in ("U1", "U4") and start <= months_before(on, 12):
            since = months_before(on, 2).replace(day=1)
        answers.append(any(visit >= since for visit in visits))
    return answers


def test_visits_get_more_punctual(county: Path, seen: dict[str, list[date]]) -> None:
    assert 90 < share(visits_in_time(county, END, seen)) < 94
    assert 81.5 < share(visits_in_time(county, date(2024, 10, 31), seen)) < 87


def test_reviews_in_time(county: Path) -> None:
    due = [
        r for r in rows_of(county, "ssd_cla_reviews")
        if YEAR_START <= day(r["clar_cla_review_due_date"]) <= END and r["clar_cla_review_cancelled"] == "N"
    ]  # fmt: skip
    held = [bool(r["clar_cla_review_date"]) and r["clar_cla_review_date"] <= r["clar_cla_review_due_date"] for r in due]
    assert 93 < share(held) < 97


def test_health(county: Path, a_year_in_care: set[str], born: dict[str, date]) -> None:
    checks = by([r for r in rows_of(county, "ssd_cla_health") if r["clah_health_check_status"] == "Completed"], "clah_person_id")
    last = {
        (kind, person): max(
            (day(r["clah_health_check_date"]) for r in rows if kind in r["clah_health_check_type"]), default=date.min
        )
        for kind in ("Assessment", "Dent")
        for person, rows in checks.items()
    }
    months = {person: 6 if age(born[person], END) < 5 else 12 for person in a_year_in_care}
    assessed = [last.get(("Assessment", p), date.min) > months_before(END, n) for p, n in months.items()]
    checked = [last.get(("Dent", p), date.min) > months_before(END, 12) for p in a_year_in_care]
    assert 88 < share(assessed) < 93
    assert 86 < share(checked) < 91
    immunised = {r["clai_person_id"]: r["clai_immunisations_status"] for r in rows_of(county, "ssd_cla_immunisations")}
    assert 86 < share([immunised.get(p) == "Y" for p in a_year_in_care]) < 91


def test_fewer_saw_a_dentist_a_year_ago(county: Path) -> None:
    done = [r for r in rows_of(county, "ssd_cla_health") if "Dent" in r["clah_health_check_type"]]
    done = [r["clah_health_check_date"][:7] for r in done if r["clah_health_check_status"] == "Completed"]
    by_month = Counter(done)
    assert sum(by_month[month] for month in ("2025-07", "2025-08", "2025-09")) < 0.65 * sum(
        by_month[month] for month in ("2026-07", "2026-08", "2026-09")
    )


def test_strengths_and_difficulties(county: Path, a_year_in_care: set[str], born: dict[str, date]) -> None:
    scores = {
        r["csdq_person_id"]: int(r["csdq_sdq_score"])
        for r in rows_of(county, "ssd_sdq_scores")
        if r["csdq_sdq_score"] and YEAR_START <= day(r["csdq_sdq_completed_date"]) <= END
    }
    children = [person for person in a_year_in_care if 4 <= age(born[person], END) <= 16]
    assert 86 < share([person in scores for person in children]) < 93
    values = [scores[person] for person in children if person in scores]
    assert 13.5 < sum(values) / len(values) < 15.5
    assert all(0 <= value <= 40 for value in values)


def test_missing_children_and_interviews(county: Path) -> None:
    rows = [r for r in rows_of(county, "ssd_missing") if r["miss_missing_episode_type"] == "M"]
    times = Counter(r["miss_missing_episode_start_date"][:7] for r in rows)
    last_year = [months_before(END, back).isoformat()[:7] for back in range(12)]
    assert 32 < sum(times[month] for month in last_year) / 12 < 44
    assert max(Counter(r["miss_person_id"] for r in rows if r["miss_missing_episode_start_date"] > "2025-11").values()) >= 8
    known = {(r["person_id"], r["missing_start"]): r for r in rows_of(county, "missing_interviews")}
    in_time = []
    for row in rows:
        end = row["miss_missing_episode_end_date"]
        if (
            not "2025-11" < row["miss_missing_episode_start_date"] < "2026-11"
            or not end
            or row["miss_missing_rhi_offered"] == "NA"
        ):
            continue
        interview = known.get((row["miss_person_id"], row["miss_missing_episode_start_date"]))
        completed = interview["completed_at"] if interview else ""
        wait = datetime.fromisoformat(completed) - datetime.fromisoformat(end) if completed else None
        in_time.append(wait is not None and timedelta(0) <= wait <= timedelta(hours=72))
    assert 39 < share(in_time) < 50


def test_interviews_at_exactly_three_days(county: Path) -> None:
    rows = [r for r in rows_of(county, "missing_interviews") if r["returned_at"] and r["completed_at"]]
    waits = [datetime.fromisoformat(r["completed_at"]) - datetime.fromisoformat(r["returned_at"]) for r in rows]
    assert timedelta(hours=72) in waits
    assert min(waits) > timedelta(0)
    assert max(waits) > timedelta(hours=72)


def test_school(county: Path, now: dict[str, Row], born: dict[str, date]) -> None:
    sums: dict[str, list[int]] = {}
    for row in rows_of(county, "attendance"):
        if row["academic_year"] == "2025/26" and row["person_id"] in now:
            total = sums.setdefault(row["person_id"], [0, 0])
            total[0] += int(row["sessions_missed"])
            total[1] += int(row["sessions_possible"])
    missed, possible = (sum(total[place] for total in sums.values()) for place in (0, 1))
    assert 8.5 < 100 * missed / possible < 11
    assert 17 < share([total[0] >= 0.1 * total[1] for total in sums.values()]) < 24
    plans = by([r for r in rows_of(county, "peps") if r["completed_date"]], "person_id")
    last = {
        person: max(day(r["completed_date"]) for r in rows if day(r["completed_date"]) <= END)
        for person, rows in plans.items()
        if any(day(r["completed_date"]) <= END for r in rows)
    }
    pupils = [person for person in now if 3 <= age(born[person], END) <= 17]
    assert 90 < share([last.get(person, date.min) > date(2026, 6, 30) for person in pupils]) < 96


def test_adoption_is_as_the_placements_say(county: Path) -> None:
    adoptive = {
        r["clap_cla_id"]: r["clap_cla_placement_start_date"][:10]
        for r in reversed(rows_of(county, "ssd_cla_placement"))
        if r["clap_cla_placement_type"].startswith("A")
    }
    rows = rows_of(county, "ssd_permanence")
    assert {r["perm_cla_id"]: r["perm_placed_for_adoption_date"] for r in rows if r["perm_placed_for_adoption_date"]} == adoptive
    for row in rows:
        steps = [row[f"perm_{step}_date"] for step in ("adm_decision", "matched", "placed_for_adoption")]
        assert [s for s in steps if s] == sorted(s for s in steps if s)
        assert not (row["perm_placed_for_adoption_date"] and row["perm_decision_reversed_date"])
    assert {r["perm_permanence_order_type"] for r in rows} >= {"Adoption", "Special Guardianship Order"}


def latest_records(county: Path, now: dict[str, Row], born: dict[str, date]) -> dict[str, Row]:
    """The record of each care leaver of 17 to 21 that counts: the latest contact, of those the last row."""
    found = {}
    for person, rows in by(rows_of(county, "ssd_care_leavers"), "clea_person_id").items():
        dates = [
            r["clea_care_leaver_latest_contact"] if r["clea_care_leaver_latest_contact"] <= "2026-10-31" else "" for r in rows
        ]
        latest = max(dates)
        row = [r for r, contact in zip(rows, dates, strict=True) if contact == latest][-1]
        if (
            row["clea_care_leaver_eligibility"] in ("Relevant", "Former Relevant")
            and 17 <= age(born[person], END) <= 21
            and person not in now
        ):
            found[person] = row
    return found


def test_care_leavers(county: Path, now: dict[str, Row], born: dict[str, date]) -> None:
    records = latest_records(county, now, born)
    young = [person for person in records if age(born[person], END) <= 18]
    assert (len(young), len(records) - len(young)) == (251, 666)
    older = [row for person, row in records.items() if person not in young]
    assert 44 < share([r["clea_care_leaver_activity"][:1] in ("F", "P") for r in older]) < 52
    in_touch = [r["clea_care_leaver_in_touch"] == "YES" for r in records.values()]
    east = [
        r["clea_care_leaver_in_touch"] == "YES"
        for r in records.values()
        if r["clea_care_leaver_allocated_team"].startswith("LCE")
    ]
    assert 92 < share(in_touch) < 97
    assert share(east) < share(in_touch) - 5
    at_home = [r for r in records.values() if r["clea_care_leaver_accommodation"] not in ("G", "H", "R")]
    assert 91 < share([r["clea_care_leaver_accom_suitable"] == "1" for r in at_home]) < 96
    rows = rows_of(county, "ssd_care_leavers")
    contacts = Counter((r["clea_person_id"], r["clea_care_leaver_latest_contact"]) for r in rows)
    assert max(contacts.values()) == 2
    assert any(r["clea_care_leaver_latest_contact"] > "2026-10-31" for r in rows)


def test_edges_of_the_rules_are_there(
    county: Path, seen: dict[str, list[date]], now: dict[str, Row], born: dict[str, date]
) -> None:
    last = [max(visit for visit in seen[person] if visit <= END) for person in now if min(seen.get(person, [date.max])) <= END]
    assert {42, 43} <= {(END - visit).days for visit in last}
    reviews = [r for r in rows_of(county, "ssd_cla_reviews") if r["clar_cla_review_date"]]
    waits = {(day(r["clar_cla_review_date"]) - day(r["clar_cla_review_due_date"])).days for r in reviews}
    assert {0, 1} <= waits
    days = by(rows_of(county, "ssd_cin_episodes"), "cine_person_id")
    gaps = [
        (months_before(day(later["cine_referral_date"]), 12) - day(earlier["cine_referral_date"])).days
        for rows in days.values()
        for earlier, later in pairwise(rows)
    ]
    assert {0, -1, 1} <= set(gaps)
    assert any(
        start == END - timedelta(28) for start in (day(r["cppl_cp_plan_start_date"]) for r in rows_of(county, "ssd_cp_plans"))
    )
    assert any(end == END and born[person].replace(year=born[person].year + 18) == END for person, _, end, _ in periods(county))
    adult = [r for r in rows_of(county, "ssd_cin_episodes") if is_open(r["cine_referral_date"], r["cine_close_date"], END)]
    assert any(age(born[r["cine_person_id"]], END) >= 18 for r in adult)
