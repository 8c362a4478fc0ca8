"""Where children live: the placements of a period of care, one after the other, with nothing between them."""

from dataclasses import dataclass, replace

from helpers.demo.chance import Chance
from helpers.demo.dates import YEAR, Calendar, age_on, birthday
from helpers.demo.homes import choose_home, choose_kind, home_name_on
from helpers.demo.legal import Status, status_on
from helpers.demo.places import UNSETTLED_DISTRICT, Postcodes
from helpers.demo.routes import Period

_EXPONENTIAL = (0.0, 0.1, 0.22, 0.36, 0.51, 0.69, 0.92, 1.2, 1.61, 2.3, 4.6)  # tenths of the exponential distribution
_BRIDGE_DAYS = (4, 14, 35, 75, 140)  # quantiles of a first placement found in haste
_UNSETTLED_DAYS = (15, 35, 60, 90, 130)
_WITH_PARENTS_DAYS = (60, 120, 200, 320)
_MATCHED_DAYS = (150, 190, 230, 280, 340)  # placed for adoption, to the order
_LONG_TERM_AFTER_DAYS = (420, 600, 800)  # the same carer, approved for the long term


@dataclass(frozen=True)
class Placement:
    """One placement: first day, the day it ends, type, home; `same_carer` when only the type changed."""

    start: int
    end: int
    kind: str
    urn: str
    postcode: str
    provider: str
    miles: float
    same_carer: bool = False


class Placing:
    """Finds placements for periods of care; one stream of chance for them all."""

    def __init__(self, calendar: Calendar, postcodes: Postcodes, chance: Chance) -> None:
        self._calendar = calendar
        self._postcodes = postcodes
        self._chance = chance

    def placements(self, period: Period, path: list[Status]) -> list[Placement]:
        """The placements of a period in order: the first starts, the last ends with it."""
        placed = self._to_adoption(period, path) if period.route == "adoption" else self._to_the_end(period, path)
        return [replace(p, kind=home_name_on(p.kind, p.start, p.end, self._calendar.extract)) for p in placed]

    def _to_the_end(self, period: Period, path: list[Status]) -> list[Placement]:
        going_home = period.end
        if period.route == "home" and period.end - period.start > 400 and status_on(period.end - 1, path) == "C2":
            going_home = period.end - int(self._chance.spread(_WITH_PARENTS_DAYS))
        placed = self._until(going_home, period, path)
        if going_home < period.end:
            placed.append(self._place("P1", going_home, period.end, period))
        return [part for placement in placed for part in self._with_absences(self._long_term(placement), period)]

    def _until(self, end: int, period: Period, path: list[Status]) -> list[Placement]:
        placed: list[Placement] = []
        day = period.start
        while day < end:
            leaves = min(end, day + self._days(period, day, is_first=not placed))
            kind = choose_kind(period, day, status_on(day, path), not placed, self._chance)
            placed.append(self._place(kind, day, leaves, period))
            day = leaves
        return placed

    def _days(self, period: Period, day: int, is_first: bool) -> int:
        """How long a placement lasts that starts on a day, unless the period ends before."""
        chance, person = self._chance, period.person
        year_ago = self._calendar.month_end - 365
        is_unsettled = person.district == UNSETTLED_DISTRICT
        if is_unsettled and day >= year_ago and chance.falls(0.32) or is_first and chance.falls(0.22):
            return int(chance.spread(_UNSETTLED_DAYS if is_unsettled else _BRIDGE_DAYS))
        age_factor = 1.5 if age_on(day, person.birth) >= 11 else 0.8
        days = max(2, int(YEAR * chance.spread(_EXPONENTIAL) / (person.moves_a_year * age_factor)))
        if is_unsettled and day < year_ago < day + days and chance.falls(0.27):
            days = year_ago + chance.whole(5, 250) - day
        ready = birthday(person.birth, 16) + chance.whole(60, 600)
        if day + 90 < ready < day + days and chance.falls(0.55):
            return ready - day
        return days

    def _place(self, kind: str, start: int, end: int, period: Period) -> Placement:
        years_ago = (self._calendar.month_end - start) / YEAR
        home = choose_home(kind, years_ago, period.person, self._postcodes, self._chance)
        return Placement(start, end, kind, home.urn, home.postcode, home.provider, home.miles)

    def _long_term(self, placement: Placement) -> list[Placement]:
        """A placement whose carer may be approved for the long term on the way: a new type, the same home."""
        lasting = {"U3": "U1", "U6": "U4"}.get(placement.kind)
        approved = placement.start + int(self._chance.spread(_LONG_TERM_AFTER_DAYS))
        if lasting is None or approved >= placement.end or self._chance.falls(0.4):
            return [placement]
        return [replace(placement, end=approved), replace(placement, start=approved, kind=lasting, same_carer=True)]

    def _with_absences(self, parts: list[Placement], period: Period) -> list[Placement]:
        """The parts of a placement with, now and then, some days elsewhere in the last of them, and mostly back."""
        *before, last = parts
        days = last.end - last.start
        if days < 60 or last.kind == "P1" or not self._chance.falls(min(0.5, 0.06 * days / YEAR)):
            return parts
        away = last.start + self._chance.whole(20, days - 30)
        kind = self._chance.weighted({"T4": 50.0, "T3": 22.0, "T1": 13.0, "T0": 10.0, "T2": 5.0})
        back = away + self._chance.whole(1, 7 if kind == "T4" else 18)
        elsewhere = self._place(kind, away, back, period)
        if self._chance.falls(0.8):
            return [*before, replace(last, end=away), elsewhere, replace(last, start=back, same_carer=False)]
        return [*before, replace(last, end=away), elsewhere, self._place(last.kind.replace("U1", "U3"), back, last.end, period)]

    def _to_adoption(self, period: Period, path: list[Status]) -> list[Placement]:
        """Foster care, then placed for adoption: with other carers, or with those who cared for the child already."""
        matched = max(path[-1].start, period.end - int(self._chance.spread(_MATCHED_DAYS)))
        way = self._chance.weighted({"other": 72.0, "same": 14.0, "both approvals": 14.0})
        if way == "both approvals":
            placed = [self._place("U5" if self._chance.falls(0.85) else "U2", period.start, matched, period)]
        else:
            placed = self._until(matched, period, path)
        with_consent = self._chance.falls(0.08)
        if way == "other":
            return [*placed, self._place("A4" if with_consent else "A6", matched, period.end, period)]
        kind = "A3" if with_consent else "A5"
        return [*placed, replace(placed[-1], start=matched, end=period.end, kind=kind, same_carer=True)]
