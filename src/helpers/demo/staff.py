"""Teams and the people who work in them, one post after the other."""

from bisect import bisect_left
from dataclasses import dataclass

import pandas as pd

from helpers.demo.chance import Chance
from helpers.demo.dates import HISTORY_MONTHS, YEAR, day_text
from helpers.demo.places import DISTRICTS
from helpers.demo.signals import Trend
from helpers.demo.tables import whole_table
from helpers.demo.world import World

_WORKFORCE = "worker_id role fte agency start_date end_date team_id"
_POSTS = {"SW": 308, "IRO": 50, "PA": 46}  # in a county with 2,000 children in care
_CHILDREN_IN_CARE = 2000
_FTE = {"1": 72.0, "0.8": 12.0, "0.6": 9.0, "0.5": 4.0, "": 3.0}
_LEAVES_A_MONTH, _AGENCY_LEAVES_A_MONTH = 0.0075, 0.055
_AGENCY_NEXT = {-72: 0.14, -24: 0.14, -6: 0.28}  # share of empty posts filled by agency, by month
_AGENCY_STAYS = 0.5
_CHANGES_HOURS = 0.0012  # a month: a second row of the same worker
_TEAMS = {"SW": ("AS", "FS", "CL"), "IRO": ("IR",), "PA": ("LC",)}
AREA_OF_DISTRICT = {district.name: district.area for district in DISTRICTS}
AREAS = tuple(dict.fromkeys(AREA_OF_DISTRICT.values()))


@dataclass(frozen=True)
class Worker:
    """One row of the workforce: from a day to another, after the extract where it is open."""

    worker_id: str
    role: str
    fte: str
    is_agency: bool
    start: int
    end: int
    team: str


class Staff:
    """Who works for the council, month after month."""

    def __init__(self, world: World) -> None:
        chance, agency_next = world.chance("workforce"), Trend(world.calendar, _AGENCY_NEXT)
        self._ends = [world.calendar.end_of(month) for month in range(-HISTORY_MONTHS, 2)]
        self._known, self._number = world.calendar.extract, 0
        self.workers: list[Worker] = []
        for role, posts in _POSTS.items():
            for _ in range(max(3, round(posts * world.size / _CHILDREN_IN_CARE))):
                self._post(role, agency_next, chance)
        self._in_post: dict[tuple[str, int], list[Worker]] = {}

    def in_post(self, role: str, day: int) -> list[Worker]:
        """Who has a role from the end of the month before to that of the day's month, or nearly; never nobody."""
        month = min(max(bisect_left(self._ends, day), 1), len(self._ends) - 1)
        if (role, month) not in self._in_post:
            first, last = self._ends[month - 1], min(self._ends[month], self._known)
            there = [w for w in self.workers if w.role == role and w.start <= first and w.end > last]
            self._in_post[role, month] = there or [w for w in self.workers if w.role == role][:1]
        return self._in_post[role, month]

    def _post(self, role: str, agency_next: Trend, chance: Chance) -> None:
        """The workers of one post over the months, now and then with weeks between them."""
        area = chance.pick(AREAS)
        team = f"{chance.pick(_TEAMS[role])}{area[0]}{chance.whole(1, 2)}"
        start: int | None = self._ends[0] - chance.whole(20, int(9 * YEAR))
        is_agency, fte = chance.falls(0.05), chance.weighted(_FTE)
        worker_id = self._next_id()
        for first, last in zip(self._ends[:-1], self._ends[1:], strict=True):
            if start is None or start > first:
                start = chance.whole(first + 1, last) if start is None and chance.falls(0.6) else start
                continue
            if chance.falls(_AGENCY_LEAVES_A_MONTH if is_agency else _LEAVES_A_MONTH):
                end = chance.whole(first + 1, last)
                self.workers.append(Worker(worker_id, role, fte, is_agency, start, end, team))
                start = None if chance.falls(0.4) else end + chance.whole(0, 3)
                is_agency = chance.falls(_AGENCY_STAYS if is_agency else agency_next.on(end))
                worker_id, fte = self._next_id(), "1" if is_agency else chance.weighted(_FTE)
            elif chance.falls(_CHANGES_HOURS):
                day = chance.whole(first + 1, last)
                self.workers.append(Worker(worker_id, role, fte, is_agency, start, day, team))
                start, fte = day, "0.6" if fte == "1" else "1"
        if start is not None:
            self.workers.append(Worker(worker_id, role, fte, is_agency, start, self._known + 1, team))

    def _next_id(self) -> str:
        self._number += 1
        return f"W{1000 + 3 * self._number:06d}"

    def table(self) -> pd.DataFrame:
        """`workforce`: one row a worker, two where the hours changed; those who left long ago too."""
        rows = [
            (
                worker.worker_id,
                worker.role,
                worker.fte,
                "Y" if worker.is_agency else "N",
                day_text(worker.start),
                day_text(worker.end) if worker.end <= self._known else "",
                worker.team,
            )
            for worker in self.workers
            if worker.start <= self._known
        ]
        return whole_table(_WORKFORCE, rows)
