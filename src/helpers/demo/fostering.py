"""Fostering, month by month."""

import pandas as pd

from helpers.demo.dates import HISTORY_MONTHS
from helpers.demo.tables import whole_table
from helpers.demo.world import World

_FOSTERING = "month enquiries applications approvals leavers households places filled"
_CHILDREN_IN_CARE = 2000
_HOUSEHOLDS, _PLACES_A_HOUSEHOLD = 690, 1.75  # at the start of the history
_ENQUIRIES, _APPLICATIONS, _APPROVALS, _LEAVERS = 31.0, 8.5, 4.9, 5.8  # a month


def make_fostering(world: World) -> dict[str, pd.DataFrame]:
    """`fostering`: one row a month; households go up by approvals and down by leavers."""
    chance, scale = world.chance("fostering"), world.size / _CHILDREN_IN_CARE
    households, rows = round(_HOUSEHOLDS * scale), []
    for back in range(HISTORY_MONTHS, -1, -1):
        spread = (0.3, 0.8, 1.0, 1.2, 1.7)
        approvals = chance.rounded(_APPROVALS * scale * chance.spread(spread))
        leavers = min(households, chance.rounded(_LEAVERS * scale * chance.spread(spread)))
        households += approvals - leavers
        places = round(households * _PLACES_A_HOUSEHOLD)
        filled = min(places, round(places * (76 + 0.08 * (HISTORY_MONTHS - back) + chance.whole(-10, 10) / 10) / 100))
        enquiries = chance.rounded(_ENQUIRIES * scale * chance.spread(spread))
        applications = min(enquiries, chance.rounded(_APPLICATIONS * scale * chance.spread(spread)))
        numbers = (enquiries, applications, approvals, leavers, households, places, filled)
        rows.append((str(world.calendar.month.plus(-back)), *(str(number) for number in numbers)))
    return {"fostering": whole_table(_FOSTERING, rows)}
