"""Health of children looked after: assessments, dental checks, immunisations, strengths and difficulties."""

from collections.abc import Iterator

import pandas as pd

from helpers.demo.care import care_stays
from helpers.demo.chance import Chance
from helpers.demo.dates import HISTORY_MONTHS, age_on, birthday, day_text
from helpers.demo.episodes import Stay
from helpers.demo.signals import Trend, rounds
from helpers.demo.tables import numbered, whole_table
from helpers.demo.world import World

_HEALTH = "clah_health_check_id clah_person_id clah_health_check_type clah_health_check_date clah_health_check_status"
_IMMUNISATIONS = "clai_person_id clai_immunisations_status clai_immunisations_status_date"
_SDQ = "csdq_table_id csdq_person_id csdq_sdq_completed_date csdq_sdq_score csdq_sdq_reason"

_LATE_HEALTH = {-72: 0.36, -24: 0.34, 0: 0.31}  # share of assessments that come late
_NO_DENTIST = {-18: 0.08, -16: 0.5, -12: 0.5, -10: 0.08}  # share of checks that don't take place: a dip a year ago
_SDQ_LATE = 0.26
_ASSESSMENTS = {"Health Assessment": 60.0, "Review Health Assessment": 40.0}
_DENTAL = {"Dental Check": 75.0, "Dentist": 25.0}
_UNDONE = {"Refused": 55.0, "Cancelled": 45.0}
_UNDER_FIVES_DAYS, _YEAR_DAYS = 181, 364
_IMMUNISED = 0.89
_USUAL_SCORE = (2.0, 6.0, 10.0, 14.0, 19.0, 24.0, 32.0)  # quantiles, over children

Check = tuple[str, int, str]  # type, day, status


def make_health(world: World) -> dict[str, pd.DataFrame]:
    """`ssd_cla_health` one row a check, done or not; `ssd_cla_immunisations` a child; `ssd_sdq_scores` a score."""
    nurse, dentist = world.chance("health assessments"), world.chance("dental checks")
    checking = _Checking(world)
    checks: list[tuple[str, str, str, str]] = []
    scores: list[tuple[str, ...]] = []
    for stay in care_stays(world):
        person_id = stay.period.person.person_id
        found = sorted([*checking.assessments(stay, nurse), *checking.dental(stay, dentist)], key=lambda check: check[1])
        checks += [(person_id, kind, day_text(day), status) for kind, day, status in found]
        scores += [(person_id, day_text(day), score, reason) for day, score, reason in checking.scores(stay)]
    return {
        "ssd_cla_health": whole_table(_HEALTH, numbered("HC", checks)),
        "ssd_cla_immunisations": whole_table(_IMMUNISATIONS, immunisations(world)),
        "ssd_sdq_scores": whole_table(_SDQ, numbered("SD", scores)),
    }


def immunisations(world: World) -> Iterator[tuple[str, str, str]]:
    """As they are today, one row a child ever looked after; nothing is known of one in a hundred."""
    chance, known = world.chance("ssd_cla_immunisations"), world.calendar.extract
    starts = {stay.period.person.person_id: stay.period.start for stay in reversed(care_stays(world))}
    for person_id, start in sorted(starts.items()):
        status = "Y" if chance.falls(_IMMUNISED) else "N"
        if start <= known and not chance.falls(0.01):
            yield person_id, status, day_text(max(start, known - chance.whole(0, 330)))


class _Checking:
    """Checks the children of stays."""

    def __init__(self, world: World) -> None:
        self._since, self._known = world.calendar.end_of(-HISTORY_MONTHS - 13), world.calendar.extract
        self._late, self._no_dentist = Trend(world.calendar, _LATE_HEALTH), Trend(world.calendar, _NO_DENTIST)
        self._sdq = world.chance("ssd_sdq_scores")

    def _span(self, stay: Stay, first: tuple[int, int], chance: Chance) -> tuple[int, int]:
        """The day of a first check, so many days after the start or later in the history, and when checks end."""
        start = stay.period.start + chance.whole(*first)
        if start < self._since:
            start = self._since + chance.whole(0, 180)
        return start, min(stay.period.end, self._known + 1)

    def assessments(self, stay: Stay, chance: Chance) -> Iterator[Check]:
        """Twice a year under five, else once a year; the first within weeks; the next one planned."""
        birth = stay.period.person.birth

        def gap(day: int) -> int:
            allowed = _UNDER_FIVES_DAYS if age_on(day + _UNDER_FIVES_DAYS, birth) < 5 else _YEAR_DAYS
            if chance.falls(self._late.on(day)):
                return allowed + chance.whole(1, allowed * 3 // 5)
            return allowed - chance.whole(0, 30)

        day, (first, end) = None, self._span(stay, (8, 35), chance)
        for day in rounds(first, end, gap):
            kind = "Initial Health Assessment" if day == first and first > self._since + 180 else chance.weighted(_ASSESSMENTS)
            if chance.falls(0.05):
                yield kind, day - chance.whole(0, 20), chance.weighted(_UNDONE)
            yield kind, day, "Completed"
        if day is not None and stay.period.end > self._known and chance.falls(0.25):
            yield "Review Health Assessment", self._known + chance.whole(1, 60), "Planned"

    def dental(self, stay: Stay, chance: Chance) -> Iterator[Check]:
        """About twice a year; an optician now and then, who is neither."""
        is_avoiding = chance.falls(0.27)

        def gap(_: int) -> int:
            return chance.whole(200, 640) if is_avoiding else chance.whole(150, 290)

        for day in rounds(*self._span(stay, (20, 150), chance), gap):
            kind = chance.weighted(_DENTAL)
            if chance.falls(self._no_dentist.on(day)):
                if chance.falls(0.3):
                    yield kind, day, chance.weighted(_UNDONE)
                continue
            yield kind, day, "Completed"
            if chance.falls(0.08):
                yield "Optician", day, "Completed"

    def scores(self, stay: Stay) -> Iterator[tuple[int, str, str]]:
        """A score a year from 4 to 16, near the child's usual one; now and then a reason in its place."""
        chance, birth = self._sdq, stay.period.person.birth
        usual = chance.spread(_USUAL_SCORE)
        first, end = self._span(stay, (30, 330), chance)
        first = max(first, birthday(birth, 4) + chance.whole(0, 200))
        end = min(end, birthday(birth, 17))
        for day in rounds(first, end, lambda _: chance.whole(366, 560) if chance.falls(_SDQ_LATE) else chance.whole(300, 364)):
            if chance.falls(0.02):
                yield day, "", "SDQ2"
                continue
            score = min(40, max(0, int(usual + chance.spread((-6.0, -2.0, 0.0, 2.0, 6.0)))))
            yield day, str(score), "SSD_PH"
