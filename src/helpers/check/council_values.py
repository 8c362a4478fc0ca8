"""Values of `council.toml` compared with the data: a name or code there that leads nowhere. Source: contract, "Input"."""

import re
from collections.abc import Iterator

import numpy as np

from helpers.load.care_data import CareData, Note, Oddity
from helpers.load.searched import plain
from helpers.terms.codes import ADDRESS_TYPE, COUNCIL_CODE, DEPARTMENT_CODE, PARTS_OF_LONDON, REGIONS

FILE, TABLE = "council.toml", "council"
ONE = np.array([1])


def notes_on_council(data: CareData) -> list[Note]:
    """Return a note of each code, region, district or type of home in `council.toml` that is not known, in words."""
    said = [*_code_and_region(data), *_districts(data), *_home_types(data)]
    return [Note(Oddity.SPELLING_NOT_KNOWN, TABLE, key, ONE, detail=detail) for key, detail in said]


def _code_and_region(data: CareData) -> Iterator[tuple[str, str]]:
    council = data.council
    if council.code and not re.fullmatch(f"{COUNCIL_CODE}|{DEPARTMENT_CODE}", council.code.upper()):
        yield "code", f'"{council.code}" is not the code of an English council: E06, E08, E09 or E10, and six digits'
    if council.region.strip() and _region(council.region) not in map(_region, (*REGIONS, *PARTS_OF_LONDON)):
        yield "region", f'"{council.region}" is not one of the nine regions: {", ".join(REGIONS)}'


def _districts(data: CareData) -> Iterator[tuple[str, str]]:
    """Each district of an area that the postcode lookup does not have, any case, spaces aside."""
    if not data.has("postcode_lookup", "district"):
        return
    known = {_plain(name) for name in data.tables["postcode_lookup"].frame["district"].unique()}
    for area, districts in data.council.areas.items():
        for district in districts:
            if _plain(district) not in known:
                yield "areas", f'"{district}", a district of the area "{area}", is in no row of postcode_lookup'


def _home_types(data: CareData) -> Iterator[tuple[str, str]]:
    """Each type of address that the council itself calls a home, and no row has."""
    table = data.tables.get("ssd_address")
    is_given = "home_address_types" in data.council.settings.model_fields_set
    if table is None or not is_given or not table.read[ADDRESS_TYPE].filled:
        return
    for kind in data.council.settings.home_address_types:
        if plain(kind) not in table.wordings[ADDRESS_TYPE]:
            yield "settings.home_address_types", f'"{kind}" is the type of no address in {table.file}'


def _region(name: str) -> str:
    return _plain(name.lower().replace("&", "and").replace(" the ", " ").removesuffix(" region"))


def _plain(text: str) -> str:
    return "".join(text.lower().split())
