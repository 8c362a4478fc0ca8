"""The table of care leavers: several rows a person, of whom the latest contact counts."""

from collections.abc import Iterator

import pandas as pd

from helpers.demo.care import is_in_care
from helpers.demo.chance import Chance
from helpers.demo.dates import age_on, day_text
from helpers.demo.leavers import Leaver, last_stays, make_leavers
from helpers.demo.people import Person
from helpers.demo.routes import ADULT
from helpers.demo.staff import AREA_OF_DISTRICT, Staff
from helpers.demo.tables import numbered, whole_table
from helpers.demo.teams import LEAVING_CARE
from helpers.demo.world import World

_CARE_LEAVERS = """
    clea_table_id clea_person_id clea_care_leaver_eligibility clea_care_leaver_in_touch clea_care_leaver_latest_contact
    clea_care_leaver_accommodation clea_care_leaver_accom_suitable clea_care_leaver_activity clea_pathway_plan_review_date
    clea_care_leaver_personal_advisor clea_care_leaver_allocated_team clea_care_leaver_worker_id
"""
_EARLIER_RECORDS = {0: 30.0, 1: 35.0, 2: 25.0, 3: 10.0}
_LATER_RECORD = 0.04  # written between the month's end and the extract
_SAME_DAY = 0.03  # two records of the latest contact's day: the last row counts
_OTHERS = {"Qualifying": 55.0, "No Current Eligibility": 45.0}
_HOMES, _ACTIVITIES = ("B", "D", "U", "Z", "S"), ("F2", "F5", "G5", "G4", "")

Row = tuple[str, ...]


def make_care_leavers(world: World) -> dict[str, pd.DataFrame]:
    """`ssd_care_leavers`: care leavers of 17 to 21; those who are older, still in care, or not owed the same, too."""
    chance, staff, end = world.chance("ssd_care_leavers"), Staff(world), world.calendar.month_end
    advisers = [worker.worker_id for worker in staff.in_post("PA", end)]
    leavers = {leaver.person.person_id: leaver for leaver in make_leavers(world)}
    rows: list[Row] = []
    for stay in last_stays(world):
        person = stay.period.person
        leaver, adviser = leavers.get(person.person_id), chance.pick(advisers)
        if leaver:
            rows += [(*row, adviser, leaver.team, adviser) for row in _records(leaver, world.calendar.extract - end, end, chance)]
        elif eligibility := _eligibility(person, stay.period.route, is_in_care(stay, end), end, chance):
            team = chance.pick(LEAVING_CARE[AREA_OF_DISTRICT.get(person.district or "", "Central")])
            rows.append((*_other(person, eligibility, end, chance), adviser, team, adviser))
    return {"ssd_care_leavers": whole_table(_CARE_LEAVERS, numbered("CL", rows))}


def _records(leaver: Leaver, days_after: int, end: int, chance: Chance) -> Iterator[Row]:
    """Earlier records, one of the same day now and then, the one that counts, and one written since."""
    eligibility = "Relevant" if leaver.age_group == "17 to 18" and age_on(end, leaver.person.birth) == 17 else "Former Relevant"
    days = sorted(leaver.contact - chance.whole(25, 400) for _ in range(chance.weighted(_EARLIER_RECORDS)))
    if chance.falls(_SAME_DAY):
        days.append(leaver.contact)
    for day in days:
        plan = day_text(day - chance.whole(0, 150))
        home = chance.pick(_HOMES)
        suitable = "2" if home == "S" else "1"
        yield (leaver.person.person_id, eligibility, "YES", day_text(day), home, suitable, chance.pick(_ACTIVITIES), plan)
    now = (leaver.in_touch, day_text(leaver.contact), leaver.accommodation, leaver.suitable, leaver.activity)
    yield leaver.person.person_id, eligibility, *now, day_text(leaver.pathway_plan)
    if chance.falls(_LATER_RECORD):
        since = ("YES", day_text(end + chance.whole(1, days_after)), "U", "1", "G5", day_text(end + 1))
        yield leaver.person.person_id, eligibility, *since


def _eligibility(person: Person, route: str, is_there: bool, end: int, chance: Chance) -> str | None:
    """What a person is who is no care leaver of 17 to 21; None: on no list."""
    age = age_on(end, person.birth)
    if person.death is not None:
        return None
    if is_there:
        return "Eligible" if age >= 16 and chance.falls(0.8) else None
    if age >= 22:
        return "Former Relevant" if chance.falls(0.6) else None
    return chance.weighted(_OTHERS) if age >= 17 and route == ADULT and chance.falls(0.5) else None


def _other(person: Person, eligibility: str, end: int, chance: Chance) -> Row:
    contact, reviewed = day_text(end - chance.whole(0, 200)), day_text(end - chance.whole(0, 250))
    return person.person_id, eligibility, "YES", contact, chance.pick(_HOMES[:4]), "1", chance.pick(_ACTIVITIES), reviewed
