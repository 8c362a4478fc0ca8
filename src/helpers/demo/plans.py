"""Child in need and child protection plans, their visits and reviews."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from helpers.demo.chance import Chance
from helpers.demo.dates import HISTORY_MONTHS, MINUTES, YEAR, age_on, day_text, months_after, time_text
from helpers.demo.front_door import team_near
from helpers.demo.needs import Need, Plan
from helpers.demo.people import Person
from helpers.demo.signals import Trend, rounds
from helpers.demo.staff import Staff
from helpers.demo.tables import numbered, whole_table
from helpers.demo.world import World
from helpers.working_days import add_working_days

_CIN_PLANS = """
    cinp_cin_plan_id cinp_referral_id cinp_person_id cinp_cin_plan_start_date cinp_cin_plan_end_date cinp_cin_plan_team
    cinp_cin_plan_worker_id
"""
_CP_PLANS = """
    cppl_cp_plan_id cppl_referral_id cppl_icpc_id cppl_person_id cppl_cp_plan_start_date cppl_cp_plan_end_date cppl_cp_plan_ola
    cppl_cp_plan_initial_category cppl_cp_plan_latest_category
"""
_CP_VISITS = """
    cppv_cp_visit_id cppv_person_id cppv_cp_plan_id cppv_cp_visit_date cppv_cp_visit_seen cppv_cp_visit_seen_alone
    cppv_cp_visit_bedroom
"""
_CP_REVIEWS = """
    cppr_cp_review_id cppr_person_id cppr_cp_plan_id cppr_cp_review_due cppr_cp_review_date cppr_cp_review_meeting_id
    cppr_cp_review_outcome_continue_cp cppr_cp_review_quorate cppr_cp_review_participation
"""
_CATEGORIES = {"Neglect": 52.0, "Emotional abuse": 33.0, "Physical abuse": 8.0, "Sexual abuse": 4.0, "Multiple": 3.0}
_VISIT_WORKING_DAYS = 20
_LATE_VISIT = {-72: 0.27, -24: 0.28, -10: 0.32, 0: 0.30}  # share, by month
_LATE_REVIEW = 0.032
_FIRST_REVIEW_MONTHS, _REVIEW_MONTHS = 3, 6
_EARLIER_PLANS = {-72: 0.14, -36: 0.06, 0: 0.02}  # children whose plans before the extract's are known of, by month of this one


@dataclass(frozen=True)
class Named:
    """A child protection plan with its id and child."""

    plan_id: str
    person: Person
    need: Need
    plan: Plan


def make_plans(world: World, needs: list[Need], staff: Staff) -> dict[str, pd.DataFrame]:
    """The tables of plans, of child protection visits and reviews; `cp_history`: plans before the extract's."""
    since, known = world.calendar.end_of(-HISTORY_MONTHS), world.calendar.extract
    pairs = [(need, plan) for need in needs for plan in need.plans if plan.start <= known and plan.end > since]
    protection = [(need, plan) for need, plan in pairs if plan.is_protection]
    named = [Named(f"CP{n:06d}", need.person, need, plan) for n, (need, plan) in enumerate(protection, 1)]
    return {
        "ssd_cin_plans": _cin_plans([pair for pair in pairs if not pair[1].is_protection], world, staff),
        "ssd_cp_plans": _cp_plans(named, world),
        "ssd_cp_visits": _cp_visits(named, world),
        "ssd_cp_reviews": _cp_reviews(named, world),
        "cp_history": _cp_history(named, world),
    }


def _end(plan: Plan, known: int) -> int | None:
    return plan.end if plan.end <= known else None


def _cin_plans(pairs: list[tuple[Need, Plan]], world: World, staff: Staff) -> pd.DataFrame:
    chance, known = world.chance("ssd_cin_plans"), world.calendar.extract
    rows = [
        (
            need.need_id,
            need.person.person_id,
            day_text(plan.start, with_time=True),
            day_text(_end(plan, known), with_time=True),
            team_near("FS", need.person, chance.whole(1, 2)),
            chance.pick(staff.in_post("SW", plan.start)).worker_id,
        )
        for need, plan in pairs
    ]
    return whole_table(_CIN_PLANS, numbered("PL", rows))


def _cp_plans(plans: list[Named], world: World) -> pd.DataFrame:
    chance, known, rows = world.chance("ssd_cp_plans"), world.calendar.extract, []
    for place, named in enumerate(plans, 1):
        first = chance.weighted(_CATEGORIES)
        latest = chance.weighted(_CATEGORIES) if chance.falls(0.1) else first
        plan, elsewhere = named.plan, "Y" if named.plan.is_elsewhere else "N"
        ends = day_text(plan.start), day_text(_end(plan, known))
        rows.append(
            (named.plan_id, named.need.need_id, f"IC{place:06d}", named.person.person_id, *ends, elsewhere, first, latest)
        )
    return whole_table(_CP_PLANS, rows)


def _cp_visits(plans: list[Named], world: World) -> pd.DataFrame:
    chance, late, known = world.chance("ssd_cp_visits"), Trend(world.calendar, _LATE_VISIT), world.calendar.extract
    since = world.calendar.end_of(-HISTORY_MONTHS)

    def gap(day: int) -> int:
        allowed = add_working_days(day, _VISIT_WORKING_DAYS) - day
        return allowed + chance.whole(1, 30) if chance.falls(late.on(day)) else chance.whole(allowed - 9, allowed)

    rows: list[tuple[str, ...]] = []
    for named in plans:
        first = max(since, named.plan.start + chance.whole(-4, 8))
        for day in rounds(first, min(named.plan.end, known + 1), gap):
            seen = ("Y", "Y" if chance.falls(0.75) else "N", "Y" if chance.falls(0.6) else "N")
            if chance.falls(0.04):
                rows.append((*_visit(named, day - chance.whole(1, 3), chance), "N", "N", "N"))
            rows.append((*_visit(named, day, chance), *seen))
    return whole_table(_CP_VISITS, numbered("CV", rows))


def _visit(named: Named, day: int, chance: Chance) -> tuple[str, str, str]:
    plan_id = "" if chance.falls(0.2) else named.plan_id
    return named.person.person_id, plan_id, time_text(day * MINUTES + 5 * chance.whole(9 * 12, 19 * 12))


def _cp_reviews(plans: list[Named], world: World) -> pd.DataFrame:
    chance, known = world.chance("ssd_cp_reviews"), world.calendar.extract
    rows = [(named.person.person_id, named.plan_id, *review) for named in plans for review in _reviews(named, known, chance)]
    return whole_table(_CP_REVIEWS, numbered("CR", rows))


def _reviews(named: Named, known: int, chance: Chance) -> Iterator[tuple[str, ...]]:
    """The first three months after the plan began, each later one six months after the last; one still to come has no date."""
    end = named.plan.end
    due = months_after(named.plan.start, _FIRST_REVIEW_MONTHS)
    while due < end:
        early = 0 if chance.falls(0.3) else chance.whole(1, 20)
        held = due + int(chance.spread((1, 1, 4, 12, 40))) if chance.falls(_LATE_REVIEW) else due - early
        took_part = "PN0" if age_on(held, named.person.birth) < 4 else ""
        if held >= end:
            return
        if held > known:
            yield day_text(due), "", "", "", "", ""
            return
        meeting = f"ME{chance.whole(100_000, 999_999)}"
        following = months_after(held, _REVIEW_MONTHS)
        yield day_text(due), day_text(held), meeting, "Y" if following < end else "N", "Y", took_part
        due = following


def _cp_history(plans: list[Named], world: World) -> pd.DataFrame:
    """One row a child whose earlier plans are known of; some rows say there were none."""
    chance, share = world.chance("cp_history"), Trend(world.calendar, _EARLIER_PLANS)
    firsts: dict[str, Named] = {}
    for named in plans:
        firsts.setdefault(named.person.person_id, named)
    rows = []
    for person_id, named in firsts.items():
        earliest, latest = named.person.birth + 30, named.plan.start - 60
        if chance.falls(share.on(named.plan.start)) and earliest < latest:
            count = chance.weighted({0: 12.0, 1: 70.0, 2: 18.0})
            ended = day_text(chance.whole(max(earliest, latest - int(5 * YEAR)), latest)) if count else ""
            rows.append((person_id, str(count), ended))
    return whole_table("person_id previous_plans last_plan_end", rows)
