"""Reviews of children looked after."""

from collections.abc import Iterator

import pandas as pd

from helpers.demo.care import care_stays
from helpers.demo.chance import Chance
from helpers.demo.dates import HISTORY_MONTHS, age_on, day_text, months_after
from helpers.demo.episodes import Stay
from helpers.demo.signals import Trend
from helpers.demo.tables import numbered, whole_table
from helpers.demo.world import World
from helpers.working_days import add_working_days

_REVIEWS = """
    clar_cla_review_id clar_cla_id clar_cla_person_id clar_cla_review_due_date clar_cla_review_date clar_cla_review_cancelled
    clar_cla_review_participation
"""
_FIRST_WORKING_DAYS, _SECOND_MONTHS, _LATER_MONTHS = 20, 3, 6
_LATE = {-72: 0.06, -30: 0.07, -15: 0.055, 0: 0.04}  # share of reviews, by month
_CANCELLED = 0.025
_EARLY_DAYS = (0, 0, 2, 9, 28)  # quantiles: before the due day
_LATE_DAYS = (1, 2, 6, 15, 60)
_PARTICIPATION = {"PN1": 58.0, "PN2": 3.0, "PN3": 5.0, "PN4": 4.0, "PN5": 10.0, "PN6": 12.0, "PN7": 8.0}


def make_care_reviews(world: World) -> dict[str, pd.DataFrame]:
    """`ssd_cla_reviews`: one row a review held, cancelled or still to come."""
    chance, late = world.chance("ssd_cla_reviews"), Trend(world.calendar, _LATE)
    since, known = world.calendar.end_of(-HISTORY_MONTHS), world.calendar.extract
    rows = [row for stay in care_stays(world) for row in _reviews(stay, since, known, late, chance)]
    return {"ssd_cla_reviews": whole_table(_REVIEWS, numbered("RV", rows))}


def _reviews(stay: Stay, since: int, known: int, late: Trend, chance: Chance) -> Iterator[tuple[str, ...]]:
    """The reviews of a stay, one after the other; the next one is due by the day the last was held."""
    person, end = stay.period.person, min(stay.period.end, known + 1)
    due, months = add_working_days(stay.period.start, _FIRST_WORKING_DAYS), _SECOND_MONTHS
    while due < stay.period.end:
        held = due + int(chance.spread(_LATE_DAYS)) if chance.falls(late.on(due)) else due - int(chance.spread(_EARLY_DAYS))
        held = max(held, stay.period.start + 1)
        took_part = "PN0" if age_on(held, person.birth) < 4 else chance.weighted(_PARTICIPATION)
        is_held, is_cancelled = held < end, chance.falls(_CANCELLED)
        if due > since:
            done = (day_text(held), "N", took_part) if is_held else ("", "N", "")
            if is_cancelled:
                yield stay.period.cla_id, person.person_id, day_text(due), "", "Y", ""
            yield stay.period.cla_id, person.person_id, day_text(due), *done
        if not is_held:
            return
        due, months = months_after(held, months), _LATER_MONTHS
