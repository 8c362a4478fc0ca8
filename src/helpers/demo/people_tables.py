"""Persons, disabilities and immigration statuses. Names and numbers of persons are plainly made up, so that a leak shows."""

import pandas as pd

from helpers.demo.chance import Chance
from helpers.demo.dates import birthday, day_text
from helpers.demo.own_words import worded
from helpers.demo.people import Person
from helpers.demo.tables import text_table
from helpers.demo.world import World

_PERSONS = """
    pers_legacy_id pers_person_id pers_upn pers_forename pers_surname pers_sex pers_gender pers_ethnicity pers_dob
    pers_single_unique_id pers_upn_unknown pers_send_flag pers_expected_dob pers_death_date pers_is_mother pers_nationality
"""
_DISABILITIES = "disa_table_id disa_person_id disa_disability_code"
_IMMIGRATION = """
    immi_immigration_status_id immi_person_id immi_immigration_status_start_date immi_immigration_status_end_date
    immi_immigration_status
"""
_GENDERS = {"M": "01", "F": "02", "U": "00"}
_UNACCOMPANIED_WORDS = {
    "UASC": 40.0,
    "Unaccompanied Asylum Seeking Child": 40.0,
    "Unaccompanied Asylum Seeking Child (UASC)": 20.0,
}
_OTHER_STATUSES = {"Refugee Status": 40.0, "ILR": 30.0, "Settled status": 30.0}


def make_people(world: World) -> dict[str, pd.DataFrame]:
    """`ssd_person`: one row a person, the unborn too."""
    chance = world.chance("ssd_person")
    rows = [_person(place, person, world.calendar.extract, chance) for place, person in enumerate(world.people, 1)]
    return {"ssd_person": text_table(_PERSONS, rows)}


def _person(place: int, person: Person, known: int, chance: Chance) -> dict[str, str]:
    is_expected = person.is_birth_estimated or person.birth > known
    return {
        "pers_legacy_id": f"K{20_000 + 7 * place}",
        "pers_person_id": person.person_id,
        "pers_upn": f"MADEUPN{place:06d}",
        "pers_forename": f"Madeforename{place}",
        "pers_surname": f"Madesurname{place}",
        "pers_sex": person.sex,
        "pers_gender": _GENDERS[person.sex],
        "pers_ethnicity": worded("pers_ethnicity", person.ethnicity, chance),
        "pers_dob": "" if is_expected else day_text(person.birth, with_time=True),
        "pers_single_unique_id": f"MADENHS{place:06d}",
        "pers_upn_unknown": "UN5" if person.is_unaccompanied else "",
        "pers_send_flag": "Y" if person.has_plan else "N",
        "pers_expected_dob": day_text(person.birth, with_time=True) if is_expected else "",
        "pers_death_date": day_text(person.death, with_time=True),
        "pers_is_mother": "Y" if person.is_mother else "",
        "pers_nationality": person.nationality,
    }


def make_disabilities(world: World) -> dict[str, pd.DataFrame]:
    """`ssd_disability`: one row a disability of a person, `NONE` for three in four of those without."""
    chance = world.chance("ssd_disability")
    pairs = [
        (person.person_id, code)
        for person in world.people
        for code in person.disabilities or (("NONE",) if chance.falls(0.75) else ())
    ]
    rows = (
        {"disa_table_id": f"DI{place:06d}", "disa_person_id": person_id, "disa_disability_code": code}
        for place, (person_id, code) in enumerate(pairs, 1)
    )
    return {"ssd_disability": text_table(_DISABILITIES, rows)}


def make_immigration_statuses(world: World) -> dict[str, pd.DataFrame]:
    """`ssd_immigration_status`: the statuses of unaccompanied children, and of a few others."""
    chance = world.chance("ssd_immigration_status")
    first_days = {id(stay.period.person): stay.period.start for stay in reversed(world.stays)}
    rows: list[dict[str, str]] = []
    for person in world.people:
        if person.is_unaccompanied:
            rows += _unaccompanied(person, first_days[id(person)], world.calendar.extract, chance)
        elif chance.falls(0.006) and person.birth <= world.calendar.extract:
            rows.append(_status(person, person.birth, None, chance.weighted(_OTHER_STATUSES)))
    numbered = ({**row, "immi_immigration_status_id": f"IM{place:05d}"} for place, row in enumerate(rows, 1))
    return {"ssd_immigration_status": text_table(_IMMIGRATION, numbered)}


def _unaccompanied(person: Person, arrived: int, known: int, chance: Chance) -> list[dict[str, str]]:
    """Until the 18th birthday, written down beforehand or only once it is reached; a few until an earlier decision."""
    words = worded("immi_immigration_status", chance.weighted(_UNACCOMPANIED_WORDS), chance)
    adult_day = birthday(person.birth, 18)
    start = None if chance.falls(0.06) else arrived
    decided = arrived + chance.whole(200, 700)
    if decided < min(adult_day, known) and chance.falls(0.15):
        return [_status(person, start, decided, words), _status(person, decided, None, "Refugee Status")]
    end = adult_day if adult_day <= known or chance.falls(0.3) else None
    return [_status(person, start, end, words)]


def _status(person: Person, start: int | None, end: int | None, words: str) -> dict[str, str]:
    return {
        "immi_person_id": person.person_id,
        "immi_immigration_status_start_date": day_text(start),
        "immi_immigration_status_end_date": day_text(end),
        "immi_immigration_status": words,
    }
