"""Times of need: from a referral to its close, with the plans in between. Every table of the front door is made from these."""

from dataclasses import dataclass, field

from helpers.demo.care import SHORT_BREAK
from helpers.demo.chance import Chance
from helpers.demo.dates import HISTORY_MONTHS, birthday, months_after
from helpers.demo.episodes import Stay
from helpers.demo.people import Person
from helpers.demo.routes import ADULT
from helpers.demo.world import World

_BEFORE_DAYS = 600  # before the history: what was open when it began
_KINDS = {"nfa": 4.2, "assessed": 34.0, "plan": 54.0}  # of referrals that lead to neither care nor protection
_AGAIN_SOON = 0.13  # of needs, another within twelve months
_EXACTLY_A_YEAR = 0.008
_SAME_DAY = 0.002
_PLAN_DAYS = (60.0, 120.0, 180.0, 270.0, 430.0)  # quantiles: a plan need, in all
_PROTECTION_DAYS = (20.0, 100.0, 205.0, 320.0, 440.0, 580.0, 1150.0)  # the child protection plan
_BEFORE_CARE_DAYS = (0.0, 5.0, 60.0, 180.0, 420.0)
_PROTECTED_BEFORE_CARE = 0.62
_PROTECTED = 0.95  # of children, once, in the years looked at
_PROTECTED_WHEN = (0.0, 0.2, 0.42, 0.69, 1.0)  # quantiles: share of those years
_PROTECTED_AFTER_CARE = 0.35  # of those who were protected before it
_AGAIN_WITHIN_A_YEAR, _AGAIN_LATER = 0.08, 0.14  # of those protected
_LEFT_OPEN = 0.6  # of the referrals of children who died
_ELSEWHERE = 0.012  # plans of another authority


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan in a time of need: child protection, or child in need."""

    start: int
    end: int
    is_protection: bool
    is_elsewhere: bool = False


@dataclass(slots=True)
class Need:
    """One referral and what follows: first day, the day it closes (it may lie after the extract), plans in order."""

    person: Person
    start: int
    end: int
    kind: str
    plans: list[Plan] = field(default_factory=list)
    need_id: str = ""


def make_needs(world: World) -> list[Need]:
    """The needs of everyone, in order of the person's id and the start; each named."""
    chance = world.chance("needs")
    stays: dict[str, list[Stay]] = {}
    for stay in world.stays:
        stays.setdefault(stay.period.person.person_id, []).append(stay)
    since, known = world.calendar.end_of(-HISTORY_MONTHS), world.calendar.extract
    needs = [
        need
        for person in world.people
        for need in _Life(person, stays.get(person.person_id, []), since, known, chance).needs()
        if need.end > since and need.start <= known
    ]
    for number, need in enumerate(needs, 1):
        need.need_id = f"RF{number:06d}"
    return needs


class _Life:
    """The needs of one person."""

    def __init__(self, person: Person, stays: list[Stay], since: int, known: int, chance: Chance) -> None:
        self._person, self._stays, self._known, self._chance = person, stays, known, chance
        self._adult_day = birthday(person.birth, 18)
        self._first = max(since - _BEFORE_DAYS, person.birth - (110 if person.birth > known - 120 else 0))
        self._protect_from: int | None = None  # the first need from that day on leads to protection
        if chance.falls(_PROTECTED) and not person.is_unaccompanied:
            years = max(0, min(self._adult_day, known) - self._first)
            self._protect_from = self._first + int(years * chance.spread(_PROTECTED_WHEN))

    def needs(self) -> list[Need]:
        """All in order; between the times of care, as often as others are referred."""
        found: list[Need] = []
        day = self._first + self._chance.whole(0, 90 if self._person.birth > self._known - 120 else 430)
        for need in self._needs_of_care():
            found += self._free(day, need.start)
            found.append(need)
            day = need.end + self._pause(need)
        found += self._free(day, self._person.death or self._adult_day)
        if self._person.death is not None and found and self._chance.falls(_LEFT_OPEN):
            found[-1].end = self._adult_day
        return found

    def _needs_of_care(self) -> list[Need]:
        """One for each stay, or for several with little between them; open long before, some until 21."""
        found: list[Need] = []
        for stay in self._stays:
            start, end = stay.period.start, self._end_of_care(stay)
            if found and start <= found[-1].end + 2:
                found[-1].end = max(end, found[-1].end)
                continue
            lead = self._chance.whole(0, 2) if self._person.is_unaccompanied else int(self._chance.spread(_BEFORE_CARE_DAYS))
            earliest = max(self._person.birth - 100, found[-1].end + 1 if found else 0)
            need = Need(self._person, max(earliest, start - lead), end, "care")
            if start - need.start > 40 and self._chance.falls(_PROTECTED_BEFORE_CARE) and stay.period.route != SHORT_BREAK:
                need.plans.append(self._protection(need.start, start + self._chance.whole(0, 70), end))
                if not self._chance.falls(_PROTECTED_AFTER_CARE):
                    self._protect_from = None
            found.append(need)
        return found

    def _end_of_care(self, stay: Stay) -> int:
        period = stay.period
        if self._person.death is not None:
            return self._person.death
        if period.route == ADULT:
            return birthday(self._person.birth, 21) if self._chance.falls(0.35) else period.end + self._chance.whole(0, 60)
        return period.end + self._chance.whole(5, 120)

    def _free(self, day: int, until: int) -> list[Need]:
        """Needs one after the other, from a day on, all closed before another."""
        found: list[Need] = []
        while day < min(until - 20, self._known + 1):
            need = self._need(day, until)
            found.append(need)
            if self._chance.falls(_SAME_DAY):
                found.append(Need(self._person, day, min(day + 3, until), "nfa"))
            day = max(need.end + 1, self._next_day(need))
        return found

    def _next_day(self, need: Need) -> int:
        """The day of the next referral: soon where it leads to protection again; mostly more than twelve months later."""
        again = self._protect_from
        if again is not None and any(plan.is_protection and again - plan.end < 364 for plan in need.plans):
            return again
        if self._chance.falls(_AGAIN_SOON):
            return need.start + self._chance.whole(80, 364)
        year_later = months_after(need.start, 12)
        if self._chance.falls(_EXACTLY_A_YEAR):
            return year_later + self._chance.whole(0, 1)  # exactly twelve months are within them
        return year_later + 1 + int(self._chance.spread((0.0, 20.0, 50.0, 110.0, 330.0)))

    def _pause(self, need: Need) -> int:
        """Days without a referral after care."""
        return self._chance.whole(60, 330) if self._chance.falls(0.25) else self._chance.whole(366, 800)

    def _need(self, start: int, until: int) -> Need:
        kind = self._chance.weighted(_KINDS)
        if self._protect_from is not None and start >= self._protect_from:
            kind, self._protect_from = "protection", None
        need = Need(self._person, start, start, kind)
        latest = until - 5
        if kind == "nfa":
            need.end = start + self._chance.whole(0, 6)
        elif kind == "assessed":
            need.end = start + self._chance.whole(20, 75)
        elif kind == "plan":
            need.end = start + int(self._chance.spread(_PLAN_DAYS))
            begin, end = start + self._chance.whole(30, 60), need.end - self._chance.whole(0, 12)
            need.plans.append(Plan(begin, min(latest, end), False))
        else:
            plan = self._protection(start, start + int(self._chance.spread(_PROTECTION_DAYS)) + 30, latest)
            if self._chance.falls(_AGAIN_WITHIN_A_YEAR):
                self._protect_from = plan.end + self._chance.whole(20, 330)
            elif self._chance.falls(_AGAIN_LATER):
                self._protect_from = plan.end + self._chance.whole(366, 1200)
            need.end = plan.end + int(self._chance.spread((5.0, 30.0, 90.0, 170.0)))
            need.plans.append(plan)
            if need.end - plan.end > 30 and need.end <= latest:
                need.plans.append(Plan(plan.end, need.end, False))
        need.end = min(need.end, latest)
        need.plans = [plan for plan in need.plans if plan.start < plan.end <= need.end]
        return need

    def _protection(self, start: int, end: int, latest: int) -> Plan:
        begin = start + self._chance.whole(12, 30)
        return Plan(begin, min(latest, max(end, begin + 10)), True, self._chance.falls(_ELSEWHERE))
