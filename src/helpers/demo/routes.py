"""Ways through care: who comes in, how long they stay, and why they leave.

Shares follow what the Department for Education publishes on a county of this kind (starters, leavers, reasons), smoothed.
"""

from dataclasses import dataclass

from helpers.demo.chance import Chance
from helpers.demo.dates import YEAR, age_on, birthday
from helpers.demo.people import Person

AGES_AT_START = {(0, 0): 26.5, (1, 4): 20.0, (5, 9): 14.5, (10, 15): 23.5, (16, 17): 13.0}  # years, both in; % of starters
ADULT = "grows up in care"

# How a stay that starts at an age ends: its share of such stays, and the quantiles of its length in years.
_STAYS: dict[tuple[int, int], dict[str, tuple[float, tuple[float, ...]]]] = {
    (0, 0): {
        "adoption": (8.0, (1.2, 1.7, 2.1, 2.6, 3.6)),
        "guardian": (5.5, (0.3, 0.6, 0.9, 1.3, 2.2)),
        "home": (6.0, (0.01, 0.15, 0.45, 0.9, 1.8)),
        "other": (0.8, (0.05, 0.3, 0.8, 1.5, 2.5)),
        "guardian later": (1.2, (2.0, 3.5, 5.0, 8.0, 12.0)),
        ADULT: (2.2, (18.0, 18.0)),
    },
    (1, 4): {
        "adoption": (3.0, (1.3, 1.8, 2.2, 2.7, 3.6)),
        "guardian": (6.0, (0.3, 0.7, 1.0, 1.5, 2.5)),
        "home": (5.0, (0.01, 0.1, 0.4, 1.0, 2.0)),
        "other": (1.0, (0.05, 0.3, 0.8, 1.5, 2.5)),
        "guardian later": (2.2, (2.0, 3.5, 5.0, 8.0, 12.0)),
        ADULT: (3.8, (18.0, 18.0)),
    },
    (5, 9): {
        "guardian": (4.0, (0.3, 0.7, 1.1, 1.6, 2.6)),
        "home": (5.0, (0.01, 0.1, 0.4, 1.0, 2.2)),
        "other": (1.5, (0.03, 0.2, 0.8, 1.6, 3.0)),
        "guardian later": (2.2, (2.0, 3.0, 4.0, 5.5, 8.0)),
        ADULT: (5.0, (18.0, 18.0)),
    },
    (10, 15): {
        "guardian": (1.2, (0.3, 0.7, 1.1, 1.6, 2.6)),
        "home": (5.5, (0.005, 0.06, 0.3, 0.8, 2.2)),
        "other": (2.3, (0.01, 0.1, 0.4, 1.0, 2.5)),
        "remand": (0.5, (0.02, 0.08, 0.15, 0.3, 0.6)),
        ADULT: (14.0, (18.0, 18.0)),
    },
    (16, 17): {
        "home": (1.3, (0.005, 0.05, 0.15, 0.4, 1.0)),
        "other": (1.0, (0.02, 0.1, 0.3, 0.6, 1.2)),
        "remand": (0.5, (0.02, 0.06, 0.12, 0.2, 0.4)),
        ADULT: (12.5, (18.0, 18.0)),
    },
}
_UNACCOMPANIED_STAYS = {"other": (8.0, (0.02, 0.1, 0.3, 0.7, 1.5)), ADULT: (92.0, (18.0, 18.0))}

_REASONS = {
    "adoption": {"E12": 75.0, "E11": 25.0},
    "guardian": {"E45": 52.0, "E47": 18.0, "E46": 9.0, "E48": 3.0, "E41": 18.0},
    "home": {"E4A": 73.0, "E4B": 19.0, "E13": 8.0},
    "other": {"E8": 79.0, "E3": 9.0, "E16": 4.0, "E2": 4.0, "E9": 4.0},
    "remand": {"E14": 80.0, "E9": 20.0},
    ADULT: {"E17": 41.0, "E8": 26.0, "E5": 16.0, "E6": 14.0, "E7": 3.0},
}
_UNACCOMPANIED_REASONS = {
    "other": {"E15": 55.0, "E8": 35.0, "E16": 10.0},
    ADULT: {"E5": 40.0, "E6": 25.0, "E17": 15.0, "E8": 20.0},
}


@dataclass(slots=True)
class Period:
    """One period of care: first day, the day it ends (it may lie after the extract), the way through it, the reason it ends."""

    person: Person
    start: int
    end: int
    route: str
    reason: str
    cla_id: str = ""


def birth_at_start(start: int, is_unaccompanied: bool, chance: Chance) -> int:
    """A birth date for a child who comes into care that day; of the babies two in five within their first fortnight."""
    if is_unaccompanied:
        return start - int(YEAR * chance.spread((13.5, 15.8, 16.5, 17.0, 17.7)))
    low, high = chance.weighted(AGES_AT_START)
    if high == 0:
        return start - (chance.whole(0, 14) if chance.falls(0.42) else chance.whole(15, 364))
    return start - chance.whole(int(low * YEAR), int(min(high + 1, 17.9) * YEAR) - 1)


def period_from(person: Person, start: int, chance: Chance) -> Period:
    """The period of care of a child under 18 that starts on a day: at least a night long, never past the 18th birthday."""
    age = age_on(start, person.birth)
    stays = _UNACCOMPANIED_STAYS if person.is_unaccompanied else next(s for (_, high), s in _STAYS.items() if age <= high)
    route = chance.weighted({name: share for name, (share, _) in stays.items()})
    end = start + max(1, int(YEAR * chance.spread(stays[route][1])))
    adult_day = birthday(person.birth, 18)
    if end >= adult_day:
        route, end = ADULT, adult_day
    route = route.removesuffix(" later")
    reasons = _UNACCOMPANIED_REASONS if person.is_unaccompanied else _REASONS
    return Period(person, start, end, route, chance.weighted(reasons.get(route) or _REASONS[route]))
