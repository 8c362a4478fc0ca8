"""Children who go missing from care, and the interviews on their return."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from helpers.demo.care import care_stays, is_in_care
from helpers.demo.chance import Chance
from helpers.demo.dates import HISTORY_MONTHS, MINUTES, age_on, day_text, time_text
from helpers.demo.episodes import Stay
from helpers.demo.signals import Trend
from helpers.demo.tables import numbered, whole_table
from helpers.demo.world import World

_MISSING = """
    miss_table_id miss_person_id miss_missing_episode_start_date miss_missing_episode_type miss_missing_episode_end_date
    miss_missing_rhi_offered miss_missing_rhi_accepted
"""
_INTERVIEWS = "person_id missing_start returned_at offered_date completed_at refused"
_CHILDREN_A_MONTH = 24.5  # of 2,000 looked after
_CHILDREN_IN_CARE = 2000
_AGAIN_NEXT_MONTH = 0.52
_TIMES = {1: 58.0, 2: 21.0, 3: 12.0, 5: 7.0, 8: 2.0}  # in a month
_MINUTES_AWAY = (60.0, 240.0, 480.0, 780.0, 1200.0, 2600.0, 9000.0)  # quantiles
_AWAY = 0.12  # rows that are absences, not missing
_OFFERED = {"Y": 88.0, "N": 7.0, "NA": 3.0, "": 2.0}
_HOURS_72 = 72 * 60
_IN_TIME = {-72: 0.54, -24: 0.49, 0: 0.47}  # share of offers, by month: too few, for two years
_OLDEST, _YOUNGEST = 17, 10


@dataclass(frozen=True)
class Absence:
    """One time missing: from a minute to the minute of return, which may lie after the extract."""

    person_id: str
    start: int
    end: int
    offered: str


def make_missing(world: World) -> dict[str, pd.DataFrame]:
    """`ssd_missing` one row a time missing or away; `missing_interviews` one row an interview offered."""
    chance, known = world.chance("ssd_missing"), world.calendar.extract
    absences = _absences(world, chance)
    rows = [
        (
            absence.person_id,
            time_text(absence.start),
            "A" if chance.falls(_AWAY) else "M",
            time_text(absence.end) if absence.end < (known + 1) * MINUTES else "",
            absence.offered,
            {"Y": "Y" if chance.falls(0.7) else "N"}.get(absence.offered, absence.offered),
        )
        for absence in absences
    ]
    return {
        "ssd_missing": whole_table(_MISSING, numbered("MI", rows)),
        "missing_interviews": whole_table(_INTERVIEWS, _interviews(absences, world)),
    }


def _absences(world: World, chance: Chance) -> list[Absence]:
    """Month after month: some of those who were missing the month before, and others."""
    stays = care_stays(world)
    free_from: dict[str, int] = {}
    found: list[Absence] = []
    goers: list[Stay] = []
    for month in range(-HISTORY_MONTHS, 2):
        first, last = world.calendar.end_of(month - 1) + 1, min(world.calendar.end_of(month), world.calendar.extract)
        there = [s for s in stays if is_in_care(s, first) and _YOUNGEST <= age_on(first, s.period.person.birth) <= _OLDEST]
        goers = [s for s in goers if is_in_care(s, first) and chance.falls(_AGAIN_NEXT_MONTH)]
        share = (last - first + 1) / 30
        planned = chance.rounded(_CHILDREN_A_MONTH * share * world.size / _CHILDREN_IN_CARE + chance.whole(-20, 20) / 10)
        goers = goers[:planned]
        while len(goers) < planned and there:
            goers.append(chance.pick(there))
        for stay in goers:
            found += _absences_of(stay, first, min(last, stay.period.end - 1), free_from, chance)
    return sorted(found, key=lambda absence: (absence.start, absence.person_id))


def _absences_of(stay: Stay, first: int, last: int, free_from: dict[str, int], chance: Chance) -> Iterator[Absence]:
    """The times a child goes missing in these days, one after the other; mostly in the evening."""
    person_id, starts = stay.period.person.person_id, []
    for _ in range(chance.weighted(_TIMES)):
        of_day = chance.whole(14 * 60, 23 * 60) if chance.falls(0.8) else chance.whole(0, 8 * 60)
        starts.append(chance.whole(first, last) * MINUTES + of_day)
    for start in sorted(starts):
        end, offered = start + int(chance.spread(_MINUTES_AWAY)), chance.weighted(_OFFERED)
        if start > free_from.get(person_id, 0):
            free_from[person_id] = end
            yield Absence(person_id, start, end, offered)


def _interviews(absences: list[Absence], world: World) -> list[tuple[str, ...]]:
    """Within 72 hours of the return, at exactly 72 now and then, later, refused, or still to be held."""
    chance, in_time = world.chance("missing_interviews"), Trend(world.calendar, _IN_TIME)
    latest = (world.calendar.extract + 1) * MINUTES
    rows = []
    for absence in absences:
        if absence.offered != "Y" or absence.end >= latest:
            continue
        day = absence.end // MINUTES
        completed = _completed(absence.end, chance.falls(in_time.on(day)), chance)
        refused = completed is None and chance.falls(0.7)
        returned = "" if chance.falls(0.15) else time_text(absence.end)
        offered = day_text(min(day + chance.whole(0, 2), world.calendar.extract))
        held = time_text(completed) if completed is not None and completed < latest else ""
        rows.append((absence.person_id, time_text(absence.start), returned, offered, held, "Y" if refused else "N"))
    return rows


def _completed(returned: int, is_in_time: bool, chance: Chance) -> int | None:
    if is_in_time:
        return returned + (_HOURS_72 if chance.falls(0.03) else 5 * chance.whole(24, _HOURS_72 // 5))
    return None if chance.falls(0.62) else returned + _HOURS_72 + chance.whole(1, 20 * MINUTES)
