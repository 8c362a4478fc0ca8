"""Kinds of placement and homes: which kind for whom, who provides it, where it is."""

from dataclasses import dataclass
from datetime import date

from helpers.demo.chance import Chance
from helpers.demo.dates import age_on
from helpers.demo.people import Person
from helpers.demo.places import Postcodes
from helpers.demo.routes import Period

_KINDS = {  # by age at the start of the placement, up to and with; % of placements
    0: {"U6": 56.0, "U3": 18.0, "U5": 3.0, "U2": 1.0, "R3": 7.0, "P1": 15.0},
    9: {"U6": 42.0, "U3": 22.0, "U4": 6.0, "U1": 3.0, "K2": 5.0, "P1": 21.0, "S1": 0.5, "Z1": 1.5},
    15: {"U6": 33.0, "U3": 12.0, "U4": 8.0, "U1": 3.0, "K2": 23.0, "P1": 18.0, "S1": 1.2, "K1": 0.5, "R2": 0.5, "Z1": 2.0},
    17: {"U6": 12.0, "U4": 4.0, "U3": 5.0, "K3": 60.0, "K2": 12.0, "P1": 4.0, "R1": 1.0, "R5": 0.6, "R2": 0.4, "Z1": 2.0},
}
_KINDS_UNACCOMPANIED = {15: {"U6": 85.0, "K2": 7.0, "U4": 8.0}, 17: {"K3": 62.0, "U6": 30.0, "K2": 3.0, "Z1": 5.0}}
_KINDS_REMAND = {"R5": 45.0, "K1": 25.0, "K2": 20.0, "U6": 10.0}

_PROVIDERS = {
    "U": {"PR1": 54.0, "PR4": 42.0, "PR5": 3.0, "PR2": 1.0},
    "A": {"PR1": 78.0, "PR5": 12.0, "PR2": 10.0},
    "K": {"PR4": 78.0, "PR1": 13.0, "PR5": 9.0},
    "R": {"PR3": 40.0, "PR4": 40.0, "PR1": 12.0, "PR2": 8.0},
    "P": {"PR0": 1.0},
    "S": {"PR4": 60.0, "PR5": 40.0},
    "Z": {"PR4": 60.0, "": 40.0},
    "T": {"": 55.0, "PR1": 30.0, "PR4": 15.0},
}
_INSIDE = {"U": 0.78, "A": 0.6, "K": 0.56, "R": 0.5, "P": 0.9, "S": 0.35, "Z": 0.6, "T": 0.8}  # share in the county, today
_INSIDE_UNACCOMPANIED = 0.55
_INSIDE_A_YEAR = 0.02  # by so much less with every year that passes: a slow drift for a board to see
_SUPPORTED_SINCE = date(2024, 4, 1).toordinal()  # K3 in the place of H5
_OTHER_SINCE = date(2025, 4, 1).toordinal()  # Z11 to Z14 in the place of Z1


@dataclass(frozen=True)
class Home:
    """Where a placement is: registration, postcode, provider, miles from the child's home (999.9: not known)."""

    urn: str
    postcode: str
    provider: str
    miles: float


def choose_kind(period: Period, day: int, status: str, is_first: bool, chance: Chance) -> str:
    """The type of a placement that starts on a day under a legal status; with parents only under an order."""
    if status == "J1":
        return chance.weighted(_KINDS_REMAND)
    age = age_on(day, period.person.birth)
    by_age = _KINDS_UNACCOMPANIED if period.person.is_unaccompanied else _KINDS
    kind = chance.weighted(next(shares for oldest, shares in by_age.items() if age <= oldest))
    at_home_is_no_way = status not in ("C1", "C2") or is_first and chance.falls(0.7)
    return "U6" if kind == "P1" and at_home_is_no_way else kind


def choose_home(kind: str, years_ago: float, person: Person, postcodes: Postcodes, chance: Chance) -> Home:
    """A home for a placement of this type that starts so many years before the reporting month's end."""
    group = kind[0]
    inside = _INSIDE_UNACCOMPANIED if person.is_unaccompanied else _INSIDE[group]
    provider = chance.weighted({"PR1": 1.0} if kind in ("U1", "U2", "U3") else _PROVIDERS[group])
    urn = "" if group == "P" or chance.falls(0.03) else f"SC{chance.whole(300_000, 799_999)}"
    if chance.falls(min(0.97, inside + _INSIDE_A_YEAR * max(-1.0, years_ago))):
        postcode, miles = postcodes.near(person.district, chance), chance.spread((0.2, 2.5, 5.0, 9.0, 15.0, 26.0))
    else:
        postcode, miles = postcodes.away(chance), chance.spread((6.0, 14.0, 22.0, 35.0, 60.0, 190.0))
    if group == "A" and chance.falls(0.5):
        postcode = ""  # often withheld
    return Home(urn, postcode, provider, 999.9 if person.district is None or chance.falls(0.01) else round(miles, 1))


def home_name_on(kind: str, start: int, end: int, extract: int) -> str:
    """The type as it was called at the time: supported accommodation and the "other" ones were renamed."""
    if kind == "K3" and min(end, extract) < _SUPPORTED_SINCE:
        return "H5"
    if kind == "Z1" and start >= _OTHER_SINCE:
        return "Z12"
    return kind
