"""Where the made-up council is: county, districts, areas, postcodes. No such place exists, nor a postcode area ZA or ZB."""

from dataclasses import dataclass

from helpers.demo.chance import Chance

COUNTY = "Thornmereshire"
COUNTY_CODE = "E10009998"
REGION = "North West"


@dataclass(frozen=True)
class District:
    """One district: its code, area, people aged 0 to 17, and how its share of children in care compares with the county's."""

    name: str
    code: str
    area: str
    children: int
    care_ratio: float


DISTRICTS = (
    District("Alderwick", "E07000951", "North", 26_480, 1.0),
    District("Brackenholt", "E07000952", "North", 14_190, 0.5),
    District("Corvendale", "E07000953", "North", 20_820, 1.0),
    District("Dunmarsh", "E07000954", "North", 23_040, 1.4),
    District("Elmscar", "E07000955", "East", 19_440, 1.4),
    District("Farrowdale", "E07000956", "East", 24_000, 1.4),
    District("Gilderbeck", "E07000957", "East", 12_290, 0.5),
    District("Hartsmoor", "E07000958", "East", 15_560, 1.0),
    District("Inglemoss", "E07000959", "Central", 36_230, 1.4),
    District("Kelderby", "E07000960", "Central", 22_710, 1.0),
    District("Larkfold", "E07000961", "Central", 24_020, 1.0),
    District("Mossgarth", "E07000962", "Central", 22_620, 1.0),
)
UNSETTLED_DISTRICT = "Elmscar"  # where placements break down more often in the last year: something for a board to see
OUTSIDE = (("Westering", "E06009981"), ("Quillborough", "E08009982"), ("Fennmouth", "E10009983"), ("Ostrey", "E06009984"))

_HOMES_A_DISTRICT = 90
_HOMES_OUTSIDE = 45
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True)
class Postcodes:
    """The postcodes of each district by name, and those outside the county."""

    inside: dict[str, tuple[str, ...]]
    outside: dict[str, tuple[str, ...]]

    def near(self, district: str | None, chance: Chance) -> str:
        """A postcode in the county, in this district three times in five."""
        if district is None or chance.falls(0.4):
            district = chance.pick(DISTRICTS).name
        return chance.pick(self.inside[district])

    def away(self, chance: Chance) -> str:
        """A postcode outside the county."""
        return chance.pick(self.outside[chance.pick(OUTSIDE)[0]])


def make_postcodes(chance: Chance) -> Postcodes:
    """The county's postcodes, `ZA..`, and the neighbours', `ZB..`; each once."""
    inside = {d.name: _some(f"ZA{10 + i}", _HOMES_A_DISTRICT, chance) for i, d in enumerate(DISTRICTS)}
    outside = {name: _some(f"ZB{20 + i}", _HOMES_OUTSIDE, chance) for i, (name, _) in enumerate(OUTSIDE)}
    return Postcodes(inside, outside)


def _some(outward: str, count: int, chance: Chance) -> tuple[str, ...]:
    ends = [f"{digit}{first}{last}" for digit in range(1, 10) for first in _LETTERS for last in _LETTERS]
    return tuple(sorted(f"{outward} {end}" for end in chance.shuffled(ends)[:count]))
