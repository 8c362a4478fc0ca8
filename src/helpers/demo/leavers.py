"""Care leavers as they are today: who they are, and what is known of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from helpers.demo.care import SHORT_BREAK, is_in_care
from helpers.demo.chance import Chance
from helpers.demo.dates import age_on
from helpers.demo.episodes import Stay
from helpers.demo.people import Person
from helpers.demo.routes import ADULT
from helpers.demo.staff import AREA_OF_DISTRICT, AREAS
from helpers.demo.teams import COUNTY_TEAM, LEAVING_CARE
from helpers.demo.world import World

LEAVERS = {"17 to 18": 251, "19 to 21": 666}  # in a county with 2,000 looked after
NO_AREA = "Not recorded"
NOT_IN_TOUCH_AREA = "East"  # whose advisers lost touch with some over two years: something for a board to see
GONE = ("DIED", "RHOM")
ABROAD_OR_UNKNOWN = ("G", "H", "R")

_CHILDREN_IN_CARE = 2000
_SEVENTEEN = 0.12  # share of the younger group
_IN_TOUCH = {"YES": 96.4, "NO": 2.0, "REFU": 0.8, "NREQ": 0.6, "RHOM": 0.2}
_LESS_IN_TOUCH = {"YES": 86.0, "NO": 11.0, "REFU": 2.0, "NREQ": 1.0}
_HOMES = {
    "17 to 18": {"B": 10, "C": 1, "D": 28, "E": 9, "K": 1, "T": 2, "U": 12, "V": 1, "W": 1.2, "X": 1.8, "S": 1.5, "Y": 1, "Z": 30,
                 "R": 0.8, "G": 0.4},
    "19 to 21": {"B": 14, "D": 14, "E": 4, "K": 3, "T": 2, "U": 42, "V": 1, "W": 1, "X": 3.2, "S": 2, "Y": 2, "Z": 10, "R": 1.2,
                 "G": 0.5, "H": 0.1},
}  # fmt: skip
_UNSUITABLE_HOMES, _UNSUITABLE = ("S", "V", "W", "X"), 0.012
_ACTIVITIES = {
    "17 to 18": {"F1": 1, "F2": 34, "F4": 5, "F5": 15, "P2": 3, "P4": 0.5, "P5": 4.5, "G4": 8, "G5": 24, "G6": 3.5, "": 1.5},
    "19 to 21": {"F1": 5.6, "P1": 0.5, "F2": 11, "P2": 3, "F4": 2, "F5": 17.5, "P5": 9, "G4": 12, "G5": 32, "G6": 5.4, "": 2},
}  # fmt: skip
# Quantiles of the days before the month's end.
_CONTACT_DAYS, _LONG_AGO_DAYS = (0.0, 8.0, 20.0, 33.0, 48.0, 66.0), (66.0, 90.0, 140.0, 300.0)
_PLAN_DAYS, _OLD_PLAN_DAYS = (0.0, 40.0, 85.0, 130.0, 182.0), (184.0, 210.0, 270.0, 420.0)


@dataclass(frozen=True)
class Leaver:
    """What the latest record says of one care leaver on the month's last day."""

    person: Person
    age_group: str
    area: str
    team: str
    in_touch: str
    contact: int
    accommodation: str
    suitable: str
    activity: str
    pathway_plan: int | None


def last_stays(world: World) -> list[Stay]:
    """The last stay of everyone who was looked after by the month's end, in order of the person's id."""
    last = {
        stay.period.person.person_id: stay
        for stay in world.stays
        if stay.period.route != SHORT_BREAK and stay.period.start <= world.calendar.month_end
    }
    return list(last.values())


def make_leavers(world: World) -> list[Leaver]:
    """The care leavers of 17 to 21, in order of the person's id; as many as are planned where there are so many."""
    chance, end = world.chance("care leavers"), world.calendar.month_end
    groups: dict[int, list[Person]] = {}
    for stay in last_stays(world):
        person, age = stay.period.person, age_on(end, stay.period.person.birth)
        if 17 <= age <= 21 and not is_in_care(stay, end) and (stay.period.route == ADULT or age == 17) and person.death is None:
            groups.setdefault(age, []).append(person)
    scale = world.size / _CHILDREN_IN_CARE
    young, older = (round(number * scale) for number in LEAVERS.values())
    seventeen = chance.shuffled(groups.get(17, []))[: int(young * _SEVENTEEN)]
    eighteen = chance.shuffled(groups.get(18, []))[: young - len(seventeen)]
    others = chance.shuffled([person for age in (19, 20, 21) for person in groups.get(age, [])])[:older]
    chosen = [(person, "17 to 18") for person in seventeen + eighteen] + [(person, "19 to 21") for person in others]
    return [_leaver(person, group, end, chance) for person, group in sorted(chosen, key=lambda pair: pair[0].person_id)]


def _leaver(person: Person, group: str, end: int, chance: Chance) -> Leaver:
    area = AREA_OF_DISTRICT[person.district] if person.district else NO_AREA if chance.falls(0.5) else chance.pick(AREAS)
    team = COUNTY_TEAM if area == NO_AREA else chance.pick(LEAVING_CARE[area])
    in_touch = chance.weighted(_LESS_IN_TOUCH if area == NOT_IN_TOUCH_AREA else _IN_TOUCH)
    is_near = in_touch == "YES"
    home, suitable = _home(_HOMES[group], is_near, chance)
    days_ago = chance.spread(_CONTACT_DAYS if is_near and chance.falls(0.95) else _LONG_AGO_DAYS)
    has_plan, is_current = not chance.falls(0.015), chance.falls(0.84)
    reviewed = end - int(chance.spread(_PLAN_DAYS if is_current else _OLD_PLAN_DAYS))
    activity = chance.weighted(_ACTIVITIES[group])
    return Leaver(
        person, group, area, team, in_touch, end - int(days_ago), home, suitable,
        activity if is_near or chance.falls(0.6) else "", reviewed if has_plan else None,
    )  # fmt: skip


def _home(homes: Mapping[str, float], is_near: bool, chance: Chance) -> tuple[str, str]:
    """The accommodation and whether it is suitable (1, 2; empty: not known)."""
    home = chance.weighted(homes)
    if not is_near and chance.falls(0.3):
        return "R", ""
    if home in ABROAD_OR_UNKNOWN:
        return home, ""
    return home, "2" if home in _UNSUITABLE_HOMES or chance.falls(_UNSUITABLE) else "1"
