"""The made-up people: children in care, those who were, and thousands who never were."""

from dataclasses import dataclass
from datetime import date

from helpers.demo.chance import Chance
from helpers.demo.dates import YEAR, Calendar, birthday
from helpers.demo.places import DISTRICTS

_ETHNICITIES = {
    "WBRI": 79, "WIRI": 1, "WOTH": 3.4, "WROM": 0.3, "WIRT": 0.3, "MWBC": 2.6, "MWBA": 1.4, "MWAS": 2, "MOTH": 2, "AIND": 0.6,
    "APKN": 3, "ABAN": 0.7, "AOTH": 0.5, "CHNE": 0.1, "BCRB": 0.2, "BAFR": 0.6, "BOTH": 0.2, "OOTH": 1, "REFU": 0.3, "NOBT": 0.6,
}  # fmt: skip
_ETHNICITIES_UNACCOMPANIED = {"AOTH": 35, "OOTH": 30, "BAFR": 25, "WOTH": 6, "NOBT": 4}
_NEEDS = {"N1": 70, "N2": 2.5, "N3": 1, "N4": 5.5, "N5": 16, "N6": 1, "N7": 0.3, "N8": 1.5}
_DISABILITIES = {"AUT": 30, "LD": 28, "BEH": 12, "COMM": 9, "MOB": 7, "PC": 3, "HEAR": 3, "VIS": 3, "CON": 3, "INC": 1, "DDA": 2}
_COUNTRIES = ("Afghanistan", "Albania", "Eritrea", "Ethiopia", "Iran", "Iraq", "Sudan", "Syria", "Vietnam")
_DISTRICT_OF_CARE = {d.name: d.children * d.care_ratio for d in DISTRICTS}
_DISTRICT_OF_ALL = {d.name: float(d.children) for d in DISTRICTS}


@dataclass(slots=True)
class Person:
    """One person; days as ordinals. `moves_a_year` is how often a settled placement breaks down, looked after or not."""

    birth: int
    sex: str
    ethnicity: str
    district: str | None
    need: str = ""
    disabilities: tuple[str, ...] = ()
    is_unaccompanied: bool = False
    is_birth_estimated: bool = False
    has_plan: bool = False
    is_mother: bool = False
    nationality: str = ""
    moves_a_year: float = 0.0
    death: int | None = None
    person_id: str = ""


def born(day: int, chance: Chance) -> int:
    """That day of birth, but a fifth of a leap year's February falls on the 29th: the rules have an edge there."""
    birth = date.fromordinal(day)
    if birth.month == 2 and birth.year % 4 == 0 and chance.falls(0.2):
        return date(birth.year, 2, 29).toordinal()
    return day


def child_in_care(birth: int, is_unaccompanied: bool, chance: Chance) -> Person:
    """A child who comes into care, born that day."""
    disabled = chance.falls(0.02 if is_unaccompanied else 0.1)
    return Person(
        birth=birth,
        sex=_sex(0.92 if is_unaccompanied else 0.54, chance),
        ethnicity=chance.weighted(_ETHNICITIES_UNACCOMPANIED if is_unaccompanied else _ETHNICITIES),
        district=None if is_unaccompanied else chance.weighted(_DISTRICT_OF_CARE),
        need="N8" if is_unaccompanied else chance.weighted(_NEEDS),
        disabilities=disabilities(chance) if disabled else (),
        is_unaccompanied=is_unaccompanied,
        is_birth_estimated=chance.falls(0.12 if is_unaccompanied else 0.002),
        has_plan=chance.falls(0.25),
        nationality=chance.pick(_COUNTRIES) if is_unaccompanied else "",
        moves_a_year=chance.weighted({0.05: 52, 0.36: 42, 2.4: 5}),
    )


def disabilities(chance: Chance) -> tuple[str, ...]:
    """One disability code, or two of them."""
    first, second = chance.weighted(_DISABILITIES), chance.weighted(_DISABILITIES)
    return (first,) if first == second or chance.falls(0.6) else (first, second)


def other_people(count: int, calendar: Calendar, chance: Chance) -> list[Person]:
    """People never in care, aged 0 to 21 on the extract's day; one in a hundred is not born yet."""
    return [_other(calendar, chance) for _ in range(count)]


def _other(calendar: Calendar, chance: Chance) -> Person:
    is_unborn = chance.falls(0.01)
    days = -chance.whole(5, 230) if is_unborn else chance.whole(1, int(21 * YEAR))
    person = Person(
        birth=born(calendar.extract - days, chance) if days > 0 else calendar.extract - days,
        sex="U" if is_unborn else _sex(0.51, chance),
        ethnicity="NOBT" if is_unborn else chance.weighted(_ETHNICITIES),
        district=chance.weighted(_DISTRICT_OF_ALL),
        disabilities=disabilities(chance) if not is_unborn and chance.falls(0.06) else (),
        is_birth_estimated=not is_unborn and chance.falls(0.003),
        has_plan=not is_unborn and chance.falls(0.07),
    )
    person.is_mother = person.sex == "F" and birthday(person.birth, 15) < calendar.extract and chance.falls(0.02)
    if not is_unborn and chance.falls(0.001):
        person.death = min(calendar.extract, person.birth + chance.whole(0, days))
    return person


def _sex(male_share: float, chance: Chance) -> str:
    if chance.falls(0.001):
        return "U"
    return "M" if chance.falls(male_share) else "F"


def number_people(people: list[Person], chance: Chance) -> list[Person]:
    """The people in the order of their ids, seven digits with leading zeros, which tell nothing of who was in care."""
    ordered = chance.shuffled(people)
    for place, person in enumerate(ordered):
        person.person_id = f"{4007 + 11 * place:07d}"
    return ordered
