"""Visits to children looked after, and how often some are agreed to be visited."""

from collections.abc import Iterator

import pandas as pd

from helpers.demo.care import Spell, care_stays, spells_of
from helpers.demo.chance import Chance
from helpers.demo.dates import HISTORY_MONTHS, MINUTES, day_text, months_after, time_text
from helpers.demo.episodes import Stay
from helpers.demo.legal import status_on
from helpers.demo.signals import Trend, rounds
from helpers.demo.tables import numbered, whole_table
from helpers.demo.world import World

_VISITS = """
    clav_cla_visit_id clav_cla_id clav_person_id clav_cla_visit_date clav_cla_visit_seen clav_cla_visit_seen_alone
"""
_SIX_WEEKS, _FOUR_WEEKS, _THREE_MONTHS = 42, 28, 89  # days; three whole months are never fewer
_LATE = {-72: 0.50, -26: 0.62, -2: 0.22}  # share of visits that come late, by month: better for two years
_LATE_FIRST = {-72: 0.14, -26: 0.18, 0: 0.08}  # to a new placement
_NOT_SEEN = 0.03
_AGREED = 0.03  # share of stays with an interval of their own
_AGREED_DAYS = {14: 25.0, 28: 30.0, 84: 30.0, 183: 15.0}

Agreed = tuple[int, int]  # from that day, so many days


def make_care_visits(world: World) -> dict[str, pd.DataFrame]:
    """`ssd_cla_visits` one row a visit, seen or not; `visit_frequency` one row an agreed interval."""
    agreements, chance = world.chance("visit_frequency"), world.chance("ssd_cla_visits")
    visiting = _Visiting(world, chance)
    rows: list[tuple[str, ...]] = []
    agreed_rows: list[tuple[str, ...]] = []
    for stay in care_stays(world):
        agreed = _agreed(stay, world.calendar.extract, agreements)
        person_id = stay.period.person.person_id
        if agreed:
            agreed_rows.append((person_id, day_text(agreed[0]), str(agreed[1])))
        if agreements.falls(0.001):
            agreed_rows.append((person_id, day_text(stay.period.start), ""))  # no number: no agreement
        rows += [(stay.period.cla_id, person_id, *visit) for visit in visiting.visits(stay, agreed)]
    return {
        "ssd_cla_visits": whole_table(_VISITS, numbered("VI", rows)),
        "visit_frequency": whole_table("person_id from_date interval_days", agreed_rows),
    }


def _agreed(stay: Stay, known: int, chance: Chance) -> Agreed | None:
    period = stay.period
    if not chance.falls(_AGREED):
        return None
    return chance.whole(period.start, max(period.start, min(period.end, known))), chance.weighted(_AGREED_DAYS)


class _Visiting:
    """Visits stays; one stream of chance for them all."""

    def __init__(self, world: World, chance: Chance) -> None:
        self._first, self._known = world.calendar.end_of(-HISTORY_MONTHS), world.calendar.extract
        self._late, self._late_first = Trend(world.calendar, _LATE), Trend(world.calendar, _LATE_FIRST)
        self._chance = chance

    def visits(self, stay: Stay, agreed: Agreed | None) -> Iterator[tuple[str, str, str]]:
        """The day and time, seen, seen alone of each visit of a stay, in order."""
        for spell in spells_of(stay):
            until = min(spell.end, self._known + 1)
            if until > self._first:
                yield from self._to_spell(stay, spell, until, agreed)

    def _to_spell(self, stay: Stay, spell: Spell, until: int, agreed: Agreed | None) -> Iterator[tuple[str, str, str]]:
        for day in rounds(self._first_visit(spell), until, lambda day: self._gap(day, spell, stay, agreed)):
            yield from self._visit(day, spell.start)

    def _first_visit(self, spell: Spell) -> int:
        """The first or the seventh day after it or any between; a while before the history for older placements."""
        if spell.start < self._first:
            return max(spell.start, self._first - self._chance.whole(0, 35))
        if self._chance.falls(self._late_first.on(spell.start)):
            return spell.start + self._chance.whole(8, 24)
        return spell.start + self._chance.whole(0, 7)

    def _gap(self, day: int, spell: Spell, stay: Stay, agreed: Agreed | None) -> int:
        limit = _days_allowed(day, spell, stay, agreed)
        if self._chance.falls(self._late.on(day)):
            return limit + self._chance.whole(1, 28)
        return self._chance.whole(limit * 2 // 3, limit)

    def _visit(self, day: int, earliest: int) -> Iterator[tuple[str, str, str]]:
        chance = self._chance
        if chance.falls(_NOT_SEEN) and day - 4 >= earliest:
            yield _at(day - chance.whole(1, 4), chance), "N", "N"
        yield _at(day, chance), "Y", "Y" if chance.falls(0.7) else "N"


def _at(day: int, chance: Chance) -> str:
    return time_text(day * MINUTES + 5 * chance.whole(9 * 12, 19 * 12))


def _days_allowed(day: int, spell: Spell, stay: Stay, agreed: Agreed | None) -> int:
    """The longest time to the next visit, by what is in force on a day."""
    if agreed and agreed[0] <= day:
        return agreed[1]
    kind = spell.kind_on(day)
    if kind == "P1" and status_on(day, stay.path) == "C1":
        return _FOUR_WEEKS
    if kind in ("U1", "U4") and months_after(spell.start, 12) <= day:
        return _THREE_MONTHS
    return _SIX_WEEKS
