"""Exploitation and youth justice, of children looked after and of others."""

from collections.abc import Mapping

import pandas as pd

from helpers.demo.care import care_stays, in_care_on
from helpers.demo.chance import Chance
from helpers.demo.dates import HISTORY_MONTHS, birthday, day_text
from helpers.demo.people import Person
from helpers.demo.tables import whole_table
from helpers.demo.world import World

_EXPLOITATION = "person_id type start_date end_date"
_YOUTH_JUSTICE = "person_id start_date end_date outcome_date"
_CHILDREN_IN_CARE = 2000
_STARTS_A_MONTH = {"CSE": 7.0, "GANG": 4.2, "CCE": 3.5}  # of a county with 2,000 looked after
_GIRLS = {"CSE": 0.83, "GANG": 0.12, "CCE": 0.3}
_EXPLOITATION_DAYS = (40.0, 150.0, 280.0, 420.0, 800.0)
_KNOWN_TO_JUSTICE_A_MONTH = 6.0  # of 2,000 looked after, 3 boys in 4
_JUSTICE_DAYS = (60.0, 150.0, 240.0, 330.0, 600.0)


def make_risks(world: World) -> dict[str, pd.DataFrame]:
    """`exploitation` one row a time at risk, `youth_justice` one row a time known to the service."""
    return {
        "exploitation": whole_table(_EXPLOITATION, _exploitation(world)),
        "youth_justice": whole_table(_YOUTH_JUSTICE, _youth_justice(world)),
    }


def _exploitation(world: World) -> list[tuple[str, ...]]:
    """By month of start: teenagers, half of them ever looked after."""
    chance, known = world.chance("exploitation"), world.calendar.extract
    in_care = list({id(s.period.person): s.period.person for s in care_stays(world)}.values())
    rows = []
    for month in range(-HISTORY_MONTHS, 1):
        for kind, starts in _STARTS_A_MONTH.items():
            for _ in range(chance.rounded(starts * world.size / _CHILDREN_IN_CARE)):
                day = chance.whole(world.calendar.end_of(month - 1) + 1, world.calendar.end_of(month))
                sex = "F" if chance.falls(_GIRLS[kind]) else "M"
                person = _teenager(in_care if chance.falls(0.6) else world.people, day, {sex: 1.0}, chance)
                end = day + int(chance.spread(_EXPLOITATION_DAYS))
                rows += [(person.person_id, kind, *_dates(day, end, known))] if person else []
    return rows


def _teenager(people: list[Person], day: int, sexes: Mapping[str, float], chance: Chance) -> Person | None:
    """Someone of one of these sexes who is 11 to 17 on a day; None where a few tries find nobody."""
    sex = chance.weighted(sexes)
    for _ in range(60):
        person = chance.pick(people)
        if person.sex == sex and birthday(person.birth, 11) <= day < birthday(person.birth, 18) and person.death is None:
            return person
    return None


def _youth_justice(world: World) -> list[tuple[str, ...]]:
    """By month of start: children looked after that day, aged 10 to 17; half have an outcome."""
    chance, known = world.chance("youth_justice"), world.calendar.extract
    rows = []
    for month in range(-HISTORY_MONTHS, 1):
        there = [s.period.person for s in in_care_on(world, world.calendar.end_of(month), range(10, 18))]
        for _ in range(chance.rounded(_KNOWN_TO_JUSTICE_A_MONTH * world.size / _CHILDREN_IN_CARE)):
            day = chance.whole(world.calendar.end_of(month - 1) + 1, world.calendar.end_of(month))
            person = _teenager(there, day, {"M": 75.0, "F": 25.0}, chance) if there else None
            end = day + int(chance.spread(_JUSTICE_DAYS))
            outcome = day_text(chance.whole(day, min(end, known))) if chance.falls(0.5) else ""
            rows += [(person.person_id, *_dates(day, end, known), outcome)] if person else []
    return rows


def _dates(start: int, end: int, known: int) -> tuple[str, str]:
    return day_text(start), day_text(end) if end <= known else ""
