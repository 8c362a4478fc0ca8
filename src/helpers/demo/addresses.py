"""Addresses: the homes of every person over time, and where children in care are placed now."""

import pandas as pd

from helpers.demo.chance import Chance
from helpers.demo.dates import day_text
from helpers.demo.people import Person
from helpers.demo.places import DISTRICTS, Postcodes
from helpers.demo.tables import text_table
from helpers.demo.world import World

_ADDRESSES = """
    addr_table_id addr_person_id addr_address_type addr_address_start_date addr_address_end_date addr_address_postcode
    addr_address_json
"""
_UNKNOWN_POSTCODE = "ZZ993VZ"  # as case systems write "not known"; in no lookup
_MOVES = {0: 68.0, 1: 23.0, 2: 9.0}
_NO_HOME = 0.008  # share of people
_UNKNOWN_HOME = 0.006


def make_addresses(world: World) -> dict[str, pd.DataFrame]:
    """`ssd_address`: one row an address of a person; none for unaccompanied children and a few others."""
    chance = world.chance("ssd_address")
    rows = [row for person in world.people for row in _homes(person, world.calendar.extract, world.postcodes, chance)]
    rows += _placed_now(world, chance)
    rows.sort(key=lambda row: row["addr_person_id"])
    numbered = (
        {**row, "addr_table_id": f"AD{place:06d}", "addr_address_json": f'{{"line": "{place} Madeup Street"}}'}
        for place, row in enumerate(rows, 1)
    )
    return {"ssd_address": text_table(_ADDRESSES, numbered)}


def _homes(person: Person, known: int, postcodes: Postcodes, chance: Chance) -> list[dict[str, str]]:
    """One home after the other; the last in the person's district, the first from birth (empty for some)."""
    if person.district is None or chance.falls(_NO_HOME):
        return []
    born = min(person.birth, known - 120)
    moves = sorted({chance.whole(born + 60, known) for _ in range(chance.weighted(_MOVES))})
    starts = [None if chance.falls(0.04) else born, *moves]
    homes = []
    for start, end in zip(starts, [*moves, None], strict=True):
        district = person.district if end is None or chance.falls(0.6) else chance.pick(DISTRICTS).name
        postcode = _UNKNOWN_POSTCODE if chance.falls(_UNKNOWN_HOME) else chance.pick(postcodes.inside[district])
        homes.append(_address(person, "Home", start, end, _as_typed(postcode, chance)))
    return homes


def _as_typed(postcode: str, chance: Chance) -> str:
    return postcode.lower() if chance.falls(0.02) else postcode.replace(" ", "")


def _placed_now(world: World, chance: Chance) -> list[dict[str, str]]:
    known = world.calendar.extract
    return [
        _address(stay.period.person, "Placement", placement.start, None, placement.postcode.replace(" ", ""))
        for stay in world.stays
        for placement in stay.placements
        if placement.start <= known < placement.end and placement.postcode and placement.kind != "P1" and chance.falls(0.7)
    ]


def _address(person: Person, kind: str, start: int | None, end: int | None, postcode: str) -> dict[str, str]:
    return {
        "addr_person_id": person.person_id,
        "addr_address_type": kind,
        "addr_address_start_date": day_text(start, with_time=True),
        "addr_address_end_date": day_text(end, with_time=True),
        "addr_address_postcode": postcode,
    }
