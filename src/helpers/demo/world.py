"""The made-up council before it is written down: its people and their stays in care. Every table is made from this."""

from dataclasses import dataclass

from helpers.demo.chance import Chance
from helpers.demo.dates import Calendar
from helpers.demo.episodes import Stay, episodes_of, orders_with_moves
from helpers.demo.flows import care_periods
from helpers.demo.legal import legal_path
from helpers.demo.people import Person, number_people, other_people
from helpers.demo.placements import Placing
from helpers.demo.places import Postcodes, make_postcodes
from helpers.demo.routes import Period
from helpers.demo.short_breaks import short_break_stays

_OTHER_PEOPLE = 2.0  # never in care, for every child looked after


@dataclass(frozen=True)
class World:
    """People in order of id; stays in order of the child's id and start, short breaks among them."""

    calendar: Calendar
    size: int
    seed: int
    postcodes: Postcodes
    people: list[Person]
    stays: list[Stay]

    def chance(self, name: str) -> Chance:
        """The stream of draws of one table or module, by name."""
        return Chance(self.seed, name)


def make_world(calendar: Calendar, size: int, seed: int) -> World:
    """The council with `size` children looked after on the month's last day."""
    postcodes = make_postcodes(Chance(seed, "postcodes"))
    stays = _stays(care_periods(calendar, size, seed), calendar, postcodes, seed)
    stays += short_break_stays(calendar, size, postcodes, Chance(seed, "short breaks"))
    in_care = list({id(stay.period.person): stay.period.person for stay in stays}.values())
    others = other_people(int(size * _OTHER_PEOPLE), calendar, Chance(seed, "other people"))
    people = number_people(in_care + others, Chance(seed, "ids"))
    stays.sort(key=lambda stay: (stay.period.person.person_id, stay.period.start))
    for number, stay in enumerate(stays, 1):
        stay.period.cla_id = f"PC{number:06d}"
    return World(calendar, size, seed, postcodes, people, stays)


def _stays(periods: list[Period], calendar: Calendar, postcodes: Postcodes, seed: int) -> list[Stay]:
    placing = Placing(calendar, postcodes, Chance(seed, "placements"))
    law, courts = Chance(seed, "legal statuses"), Chance(seed, "court dates")
    stays = []
    for period in periods:
        path = legal_path(period, law)
        placements = placing.placements(period, path)
        path = orders_with_moves(path, placements, courts)
        stays.append(Stay(period, path, placements, episodes_of(period, path, placements)))
    return stays
