"""Children who come for short breaks only: nights away under an agreement, which is not being looked after."""

from dataclasses import replace

from helpers.demo.chance import Chance
from helpers.demo.dates import HISTORY_MONTHS, YEAR, Calendar, birthday
from helpers.demo.episodes import Stay, episodes_of
from helpers.demo.legal import Status
from helpers.demo.people import Person, child_in_care, disabilities
from helpers.demo.placements import Placement
from helpers.demo.places import Postcodes
from helpers.demo.routes import Period

_CHILDREN = 0.022  # for every child looked after
_STATUSES = {"V4": 68.0, "V3": 28.0, "V1": 4.0}  # an agreement, each stay by itself, the older code
_DAYS_BETWEEN_STAYS = (12, 25, 35, 50, 90)  # quantiles


def short_break_stays(calendar: Calendar, size: int, postcodes: Postcodes, chance: Chance) -> list[Stay]:
    """The stays of disabled children who come for short breaks: one long one under an agreement, or many of a few nights."""
    children = [_child(calendar, chance) for _ in range(max(3, int(size * _CHILDREN)))]
    statuses = ["V3", "V4", "V1", *(chance.weighted(_STATUSES) for _ in children[3:])]
    return [
        stay
        for child, status in zip(children, statuses, strict=True)
        for stay in _stays(child, status, calendar, postcodes, chance)
    ]


def _child(calendar: Calendar, chance: Chance) -> Person:
    birth = calendar.extract - chance.whole(int(6 * YEAR), int(17 * YEAR))
    return replace(child_in_care(birth, False, chance), need="N2", disabilities=disabilities(chance), has_plan=True)


def _stays(child: Person, status: str, calendar: Calendar, postcodes: Postcodes, chance: Chance) -> list[Stay]:
    earliest = max(calendar.end_of(-HISTORY_MONTHS), birthday(child.birth, 4))
    first = chance.whole(earliest, calendar.month_end - 90)
    adult_day = birthday(child.birth, 18)
    home = Placement(first, adult_day, chance.weighted({"K2": 70.0, "U6": 30.0}), f"SC{chance.whole(300_000, 799_999)}",
                     postcodes.near(child.district, chance), "PR1", float(chance.whole(1, 15)))  # fmt: skip
    if status != "V3":
        end = adult_day if chance.falls(0.6) else chance.whole(first + 60, calendar.month_end)
        return [_stay(child, status, first, min(end, adult_day), home)]
    stays: list[Stay] = []
    while first < calendar.extract:
        stays.append(_stay(child, status, first, min(adult_day, first + chance.whole(1, 4)), home))
        first += int(chance.spread(_DAYS_BETWEEN_STAYS))
        if first >= adult_day:
            break
    return stays


def _stay(child: Person, status: str, start: int, end: int, home: Placement) -> Stay:
    period = Period(child, start, end, "short break", "E4A")
    path, placements = [Status(start, status)], [replace(home, start=start, end=end)]
    return Stay(period, path, placements, episodes_of(period, path, placements))
