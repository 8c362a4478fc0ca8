"""The council's own settings, and what it knows of earlier periods of care."""

import pandas as pd

from helpers.demo.dates import YEAR, day_text
from helpers.demo.places import COUNTY, COUNTY_CODE, DISTRICTS, REGION
from helpers.demo.tables import text_table
from helpers.demo.world import World

MADE_BY_DEMO = "# Made by `workbook demo`: every child, place and number in this folder is invented."

_HISTORY_COLUMNS = "person_id previous_periods last_period_end"


def council_toml(world: World) -> str:
    """The text of `council.toml`; its first line says who made it."""
    areas: dict[str, list[str]] = {}
    for district in DISTRICTS:
        areas.setdefault(district.area, []).append(f'"{district.name}"')
    lines = [
        MADE_BY_DEMO,
        f'name = "{COUNTY}"',
        f'code = "{COUNTY_CODE}"',
        f'region = "{REGION}"',
        f'extract_date = "{day_text(world.calendar.extract)}"',
        "",
        "[areas]",
        *(f"{area} = [{', '.join(names)}]" for area, names in areas.items()),
    ]
    return "\n".join(lines) + "\n"


def make_cla_history(world: World) -> dict[str, pd.DataFrame]:
    """`cla_history`: periods of care before the extract's own, for one child in 25; some rows say there were none."""
    chance = world.chance("cla_history")
    first_days = {stay.period.person.person_id: (stay.period.start, stay.period.person.birth) for stay in reversed(world.stays)}
    rows = []
    for person_id, (start, birth) in sorted(first_days.items()):
        if start - birth > 2 * YEAR and chance.falls(0.04):
            periods = chance.weighted({0: 15.0, 1: 60.0, 2: 25.0})
            ended = day_text(chance.whole(birth + 90, start - 60)) if periods else ""
            rows.append({"person_id": person_id, "previous_periods": str(periods), "last_period_end": ended})
    return {"cla_history": text_table(_HISTORY_COLUMNS, rows)}
