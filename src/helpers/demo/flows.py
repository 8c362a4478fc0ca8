"""Who comes into care and who leaves, month by month, so that the numbers on each month's last day follow a plan."""

from itertools import pairwise

from helpers.demo.chance import Chance
from helpers.demo.dates import EXTRACT_AFTER_DAYS, HISTORY_MONTHS, MONTH, Calendar, birthday
from helpers.demo.people import Person, born, child_in_care
from helpers.demo.routes import ADULT, Period, birth_at_start, period_from

_CHILDREN = 2000  # that the numbers below are given for; months are counted from the reporting month, 0
_STARTS_A_MONTH = 53.0
_STOCK = {-120: 1960, -84: 1985, -72: 2010, -60: 2090, -50: 2085, -40: 2040, -28: 1985, -14: 1975, 0: 2000}  # by month
_SEASON = (-3, 0, 4, 7, 9, 8, 5, 1, -3, -6, -7, -6)  # children more than planned, January to December
_PLAN_STARTS = min(_STOCK)
_FIRST_MONTH = _PLAN_STARTS - 19 * 12  # by the time the plan starts, all ages and lengths of stay are there
_UNACCOMPANIED_SHARE = {-240: 0.03, -60: 0.06, -36: 0.09, -24: 0.06, -12: 0.045}  # of starters, from that month on
_RETURNS = 0.17  # of starters
_REMEMBERED = 260  # leavers who may come back


class Flow:
    """The children looked after as the months go by; call `month` for each, oldest first."""

    def __init__(self, calendar: Calendar, size: int, seed: int) -> None:
        self._calendar = calendar
        self._scale = size / _CHILDREN
        self._chance = Chance(seed, "flows")
        self._people = Chance(seed, "people in care")
        self._in_care: list[Period] = []
        self._may_return: list[Period] = []
        self.periods: list[Period] = []

    def month(self, month: int) -> None:
        """One month: leavers leave, and children come until the plan's number is reached; before the plan, a steady number."""
        first, last = self._calendar.end_of(month - 1) + 1, self._calendar.end_of(month)
        self._leave(last)
        if month < _PLAN_STARTS:
            for _ in range(self._chance.rounded(_STARTS_A_MONTH * self._scale)):
                self._start(first, last, month)
            return
        planned = self._planned(month)
        while len(self._in_care) < planned:
            self._start(first, last, month)
        for period in self._leaving_early(len(self._in_care) - planned, first):
            period.end = self._chance.whole(first, last)
        self._leave(last)

    def days_after(self) -> None:
        """The days between the month's end and the extract."""
        first = self._calendar.month_end + 1
        for _ in range(self._chance.rounded(_STARTS_A_MONTH * self._scale * EXTRACT_AFTER_DAYS / MONTH)):
            self._start(first, self._calendar.extract, 0)

    def _leave(self, last: int) -> None:
        """Those whose period ends by a day; some may come back, as long as they are remembered."""
        leavers = [p for p in self._in_care if p.end <= last]
        self._in_care = [p for p in self._in_care if p.end > last]
        back = [p for p in leavers if p.route in ("home", "guardian") or p.reason == "E8" and p.route != ADULT]
        self._may_return = (self._may_return + back)[-max(5, int(_REMEMBERED * self._scale)) :]

    def _start(self, first: int, last: int, month: int) -> None:
        """One child comes into care on a day from first to last; gone again by the last day, or counted on it."""
        start = self._chance.whole(first, last)
        returned = self._returning(start, first, last) if self._chance.falls(_RETURNS) else None
        person, start = returned or (self._new_child(start, month), start)
        period = period_from(person, start, self._chance)
        self.periods.append(period)
        self._in_care.append(period)
        self._leave(last)

    def _returning(self, start: int, first: int, last: int) -> tuple[Person, int] | None:
        """A child who was in care before and the day of return, now and then the very next day; None: there is none."""
        if not self._may_return:
            return None
        earlier = self._chance.pick(self._may_return)
        if self._chance.falls(0.08):
            latest = max(self._may_return, key=lambda p: p.end)
            if first <= latest.end + 1 <= last:
                earlier, start = latest, latest.end + 1
        if not earlier.end < start < birthday(earlier.person.birth, 18) - 30:
            return None
        self._may_return.remove(earlier)
        return earlier.person, start

    def _new_child(self, start: int, month: int) -> Person:
        shares = [share for since, share in _UNACCOMPANIED_SHARE.items() if since <= month]
        is_unaccompanied = self._chance.falls(shares[-1] if shares else 0.0)
        birth = born(birth_at_start(start, is_unaccompanied, self._chance), self._chance)
        return child_in_care(min(birth, start), is_unaccompanied, self._people)

    def _planned(self, month: int) -> int:
        """How many are to be looked after on the month's last day; exactly the size asked for in the last month."""
        if month == 0:
            return round(_CHILDREN * self._scale)
        (low, before), (high, after) = next(pair for pair in pairwise(_STOCK.items()) if pair[0][0] <= month <= pair[1][0])
        trend = before + (after - before) * (month - low) / (high - low)
        season = _SEASON[self._calendar.month.plus(month).number - 1]
        return round((trend + season + self._chance.whole(-5, 5)) * self._scale)

    def _leaving_early(self, too_many: int, first: int) -> list[Period]:
        """Who leaves earlier than meant where there are more children than planned: those nearest to going home or to family."""
        if too_many <= 0:
            return []
        nearest = sorted((p for p in self._in_care if p.start < first), key=lambda p: (p.route in (ADULT, "adoption"), p.end))
        for period in nearest[:too_many]:
            if period.route in (ADULT, "adoption"):
                period.route, period.reason = "other", "E8"
        return nearest[:too_many]


def care_periods(calendar: Calendar, size: int, seed: int) -> list[Period]:
    """All periods of care of everyone looked after at some time in the history, in order of start.

    On the month's last day `size` children are looked after; none is 18, nobody has two periods open at once.
    """
    flow = Flow(calendar, size, seed)
    for month in range(_FIRST_MONTH, 1):
        flow.month(month)
    flow.days_after()
    history_start = calendar.end_of(-HISTORY_MONTHS) + 1
    known = {id(p.person) for p in flow.periods if p.end >= history_start}
    periods = sorted((p for p in flow.periods if id(p.person) in known), key=lambda p: p.start)
    for period in periods:
        if period.reason == "E2" and period.end <= calendar.extract:
            period.person.death = period.end
    return periods
