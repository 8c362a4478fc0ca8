"""School: attendance, exclusions, attainment and personal education plans of children looked after."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from helpers.demo.care import care_stays, in_care_on
from helpers.demo.chance import Chance
from helpers.demo.dates import HISTORY_MONTHS, MONTH, age_on, birthday, day_text
from helpers.demo.episodes import Stay
from helpers.demo.signals import Trend, rounds
from helpers.demo.tables import whole_table
from helpers.demo.world import World

_ATTENDANCE = "person_id academic_year term sessions_possible sessions_missed"
_ATTAINMENT = "person_id academic_year stage measure value"
_CHILDREN_IN_CARE = 2000
_TERMS = {"Autumn": (9, 1, 140), "Spring": (1, 4, 118), "Summer": (4, 7, 122)}  # first month, the month after the last, sessions
_MISSED = (0.0, 0.01, 0.019, 0.029, 0.039, 0.05, 0.062, 0.075, 0.095, 0.22, 0.72)  # quantiles of the share, over children
_SUSPENSIONS_A_MONTH, _EXCLUSIONS_A_MONTH = 24.0, 0.45  # in term, of 2,000 looked after
_PLAN_LATE = {-72: 0.34, -24: 0.30, -8: 0.22, 0: 0.2}  # share of education plans, by month
_PLAN_DAYS = 118
_SCORES = (0.0, 2.0, 6.0, 12.0, 17.0, 22.0, 29.0, 38.0, 52.0)  # quantiles, Attainment 8


def make_schools(world: World) -> dict[str, pd.DataFrame]:
    """`attendance` one row a child and term, `exclusions` an exclusion, `attainment` a result, `peps` a plan."""
    peps = world.chance("peps")
    late = Trend(world.calendar, _PLAN_LATE)
    plans = [row for stay in care_stays(world) for row in _education_plans(stay, world, late, peps)]
    return {
        "attendance": whole_table(_ATTENDANCE, _attendance(world)),
        "exclusions": whole_table("person_id kind start_date sessions", _exclusions(world)),
        "attainment": whole_table(_ATTAINMENT, _attainment(world)),
        "peps": whole_table("person_id due_date completed_date", plans),
    }


def _year_name(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"


def _years(world: World) -> list[int]:
    """The years in which the academic years of the history began, oldest first."""
    latest = world.calendar.month.plus(-8).year
    return list(range(latest - HISTORY_MONTHS // 12 + 1, latest + 1))


def _attendance(world: World) -> list[tuple[str, ...]]:
    """Each term of which a child of school age was in care for a while; the sessions until the month's end."""
    chance, end = world.chance("attendance"), world.calendar.month_end
    rows = []
    for stay in care_stays(world):
        birth, usual = stay.period.person.birth, chance.spread(_MISSED)
        for year in _years(world):
            if not 5 <= age_on(date(year, 8, 31).toordinal(), birth) <= 15:
                continue
            for term, (first_month, last_month, sessions) in _TERMS.items():
                first = date(year + (first_month < 9), first_month, 5).toordinal()
                last = date(year + 1, last_month, 1).toordinal() - 8
                share = (min(last, end) - max(first, stay.period.start)) / (last - first)
                if first > end or share <= 0 or stay.period.end <= first:
                    continue
                possible = max(4, int(sessions * min(1.0, share)))
                missed = min(possible, chance.rounded(possible * usual * chance.whole(60, 140) / 100))
                rows.append((stay.period.person.person_id, _year_name(year), term, str(possible), str(missed)))
    return rows


def _exclusions(world: World) -> list[tuple[str, ...]]:
    """By month, none in the summer holidays: children of secondary age mostly, some again and again."""
    chance = world.chance("exclusions")
    rows: list[tuple[str, ...]] = []
    before: list[Stay] = []
    for month in range(-HISTORY_MONTHS, 1):
        first, last = world.calendar.end_of(month - 1) + 1, world.calendar.end_of(month)
        in_term = {7: 0.6, 8: 0.0, 12: 0.7, 4: 0.6}.get(date.fromordinal(last).month, 1.15)
        there = in_care_on(world, last, range(7, 17), first)
        scale = in_term * world.size / _CHILDREN_IN_CARE * chance.spread((0.6, 0.9, 1.0, 1.1, 1.4))
        still = {s.period.cla_id for s in there}
        suspended = [s for s in before if s.period.cla_id in still and chance.falls(0.35)] if scale else before
        for _ in range(chance.rounded(_SUSPENSIONS_A_MONTH * scale) - len(suspended)):
            suspended += [_likely(there, chance)] if there else []
        before = suspended
        excluded = [_likely(there, chance) for _ in range(chance.rounded(_EXCLUSIONS_A_MONTH * scale)) if there]
        for kind, stays in (("suspension", suspended if scale else []), ("permanent", excluded)):
            for stay in stays:
                sessions = "" if kind == "permanent" else str(2 * chance.weighted({1: 50.0, 2: 25.0, 3: 15.0, 5: 10.0}))
                rows.append((stay.period.person.person_id, kind, day_text(chance.whole(first, last)), sessions))
    return rows


def _likely(stays: list[Stay], chance: Chance) -> Stay:
    """One of them, the older of two more often."""
    one, other = chance.pick(stays), chance.pick(stays)
    return one if one.period.person.birth < other.period.person.birth else other


def _attainment(world: World) -> Iterator[tuple[str, ...]]:
    """Results at 11 and 16 of the children in care for a year at the end of March, of the academic years that are over."""
    chance = world.chance("attainment")
    for year in _years(world):
        ended, counted = date(year + 1, 8, 31).toordinal(), date(year + 1, 3, 31).toordinal()
        if ended > world.calendar.month_end:
            return
        for stay in in_care_on(world, counted, range(9, 17), counted - 365):
            person_id, age = stay.period.person.person_id, age_on(ended, stay.period.person.birth)
            if age == 11:
                yield person_id, _year_name(year), "KS2", "RWM expected %", "100" if chance.falls(0.36) else "0"
            elif age == 16:
                score = round(chance.spread(_SCORES), 1)
                passed = score > 27 and chance.falls(0.65)
                yield person_id, _year_name(year), "KS4", "Attainment 8", str(score)
                yield person_id, _year_name(year), "KS4", "English and maths 4+ %", "100" if passed else "0"


def _education_plans(stay: Stay, world: World, late: Trend, chance: Chance) -> Iterator[tuple[str, str, str]]:
    """One after the other, three a year and more, from the third birthday on; the last one of a child in care is still to do."""
    birth, known = stay.period.person.birth, world.calendar.extract
    since = world.calendar.end_of(-HISTORY_MONTHS) - int(5 * MONTH)
    first = max(stay.period.start + chance.whole(5, 25), birthday(birth, 3) + chance.whole(0, 60))
    first = first if first > since else since + chance.whole(0, 90)
    end = min(stay.period.end, birthday(birth, 18))

    def gap(day: int) -> int:
        return _PLAN_DAYS + chance.whole(1, 60) if chance.falls(late.on(day)) else chance.whole(80, _PLAN_DAYS)

    due = first
    for day in rounds(first, min(end, known + 1), gap):
        yield stay.period.person.person_id, day_text(due), day_text(day)
        due = day + 112
    if first <= known < end:
        yield stay.period.person.person_id, day_text(due), ""
