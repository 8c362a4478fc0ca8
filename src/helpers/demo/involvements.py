"""Who works with whom: social workers in times of need, reviewing officers, and advisers once the child is 18."""

from collections.abc import Iterator

import pandas as pd

from helpers.demo.care import care_stays
from helpers.demo.chance import Chance
from helpers.demo.dates import HISTORY_MONTHS, birthday, day_text
from helpers.demo.needs import Need
from helpers.demo.people import Person
from helpers.demo.staff import Staff
from helpers.demo.tables import numbered, whole_table
from helpers.demo.world import World

_INVOLVEMENTS = """
    invo_involvements_id invo_professional_id invo_professional_role_id invo_professional_team invo_person_id
    invo_involvement_start_date invo_involvement_end_date invo_worker_change_reason invo_referral_id
"""
_DAYS = {"SW": (60.0, 200.0, 400.0, 800.0), "IRO": (300.0, 700.0, 1200.0, 2200.0), "PA": (200.0, 500.0, 800.0, 1500.0)}
_ROLES = {"SW": "CW", "IRO": "IRO", "PA": "16PLUS"}
_REASONS = {"CHCHAN": 20.0, "TSPROC": 35.0, "ORGRST": 10.0, "MANAGE": 15.0, "ABSENC": 5.0, "OTHERS": 15.0}


def make_involvements(world: World, needs: list[Need], staff: Staff) -> dict[str, pd.DataFrame]:
    """`ssd_involvements`: one row a worker of a child, one after the other."""
    lives = _Working(world, staff)
    rows = [row for need in needs if need.kind != "nfa" for row in _with_need(need, lives)]
    for stay in care_stays(world):
        rows += lives.rows("IRO", stay.period.person, stay.period.start, stay.period.end, "")
    return {"ssd_involvements": whole_table(_INVOLVEMENTS, numbered("IN", rows))}


def _with_need(need: Need, working: "_Working") -> Iterator[tuple[str, ...]]:
    adult_day = birthday(need.person.birth, 18)
    yield from working.rows("SW", need.person, need.start, min(need.end, adult_day), need.need_id)
    yield from working.rows("PA", need.person, max(need.start, adult_day), need.end, need.need_id)
    for plan in need.plans:
        if plan.is_protection:
            yield from working.rows("IRO", need.person, plan.start, plan.end, need.need_id)


class _Working:
    """Finds workers for children; one stream of chance for them all."""

    def __init__(self, world: World, staff: Staff) -> None:
        self._staff, self._chance = staff, world.chance("ssd_involvements")
        self._since, self._known = world.calendar.end_of(-HISTORY_MONTHS), world.calendar.extract

    def rows(self, role: str, person: Person, start: int, end: int, need_id: str) -> Iterator[tuple[str, ...]]:
        """The workers of a role from one day to another."""
        day = max(start, self._since - 300)
        while day < min(end, self._known + 1):
            worker = self._chance.pick(self._staff.in_post(role, day))
            until = min(end, worker.end, day + int(self._chance.spread(_DAYS[role])))
            until = max(until, day + 1)
            is_over = until <= self._known
            if until > self._since:
                yield (
                    worker.worker_id,
                    _ROLES[role],
                    worker.team,
                    person.person_id,
                    day_text(day),
                    day_text(until) if is_over else "",
                    self._reason(until, end, worker.end, self._chance) if is_over else "",
                    need_id,
                )
            day = until

    @staticmethod
    def _reason(until: int, end: int, post_end: int, chance: Chance) -> str:
        if until == end:
            return "FCONTA"
        return "LEFTRL" if until == post_end else chance.weighted(_REASONS)
