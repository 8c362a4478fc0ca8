"""Contacts, referrals and assessments, from the times of need."""

from collections.abc import Iterator

import pandas as pd

from helpers.demo.chance import Chance
from helpers.demo.dates import HISTORY_MONTHS, MINUTES, day_text, time_text
from helpers.demo.needs import Need
from helpers.demo.people import Person
from helpers.demo.signals import Trend
from helpers.demo.staff import AREA_OF_DISTRICT, Staff
from helpers.demo.tables import numbered, whole_table
from helpers.demo.world import World
from helpers.working_days import add_working_days

_CONTACTS = """
    cont_contact_id cont_person_id cont_contact_date cont_contact_source_code cont_contact_source_desc cont_contact_outcome_json
"""
_REFERRALS = """
    cine_referral_id cine_person_id cine_referral_date cine_cin_primary_need_code cine_referral_source_code
    cine_referral_source_desc cine_referral_outcome_json cine_referral_nfa cine_close_reason cine_close_date cine_referral_team
    cine_referral_worker_id
"""
_ASSESSMENTS = """
    cina_assessment_id cina_person_id cina_referral_id cina_assessment_start_date cina_assessment_child_seen
    cina_assessment_auth_date cina_assessment_outcome_json cina_assessment_outcome_nfa cina_assessment_team
    cina_assessment_worker_id
"""
_SOURCES = {
    ("1A", "Family member \u2013 relative or carer"): 9.0, ("2A", "Schools"): 21.0, ("3A", "Health services \u2013 GP"): 3.0,
    ("3B", "Health visitor"): 5.0, ("3E", "Hospital"): 8.0, ("4", "Housing"): 2.0, ("5A", "Social care"): 12.0,
    ("6", "Police"): 29.0, ("7", "Other legal agency"): 3.0, ("8", "Other"): 5.0, ("9", "Anonymous"): 2.0, ("10", "Unknown"): 1.0,
}  # fmt: skip
_NEEDS = {"N1": 58.0, "N2": 9.0, "N3": 3.0, "N4": 10.0, "N5": 15.0, "N6": 2.0, "N8": 1.0, "N0": 2.0}
_CONTACTS_WITHOUT_REFERRAL = 0.9  # for every referral
_LATE = {-72: 0.11, -26: 0.14, -16: 0.115, 0: 0.055}  # share of assessments over 45 working days, by month of their start
_IN_TIME_DAYS, _LATE_DAYS = (4, 18, 31, 40, 45.99), (46, 48, 53, 62, 95)  # quantiles, working days
_SECOND_AFTER = 330  # days: a need that lasts longer is assessed again


def make_front_door(world: World, needs: list[Need], staff: Staff) -> dict[str, pd.DataFrame]:
    """`ssd_contacts` one row a contact, `ssd_cin_episodes` a referral, `ssd_cin_assessments` an assessment."""
    chance, known = world.chance("ssd_cin_episodes"), world.calendar.extract
    assessments = _Assessing(world, staff)
    return {
        "ssd_contacts": whole_table(_CONTACTS, numbered("CO", _contacts(world, needs))),
        "ssd_cin_episodes": whole_table(_REFERRALS, [_referral(need, known, staff, chance) for need in needs]),
        "ssd_cin_assessments": whole_table(_ASSESSMENTS, numbered("AS", [row for need in needs for row in assessments.of(need)])),
    }


def team_near(kind: str, person: Person, number: int) -> str:
    """The id of a team of a kind in the person's area."""
    return f"{kind}{AREA_OF_DISTRICT.get(person.district or '', 'Central')[0]}{number}"


def _contacts(world: World, needs: list[Need]) -> list[tuple[str, ...]]:
    """One a referral, the day before or that day; and others, of anyone, that led to nothing."""
    chance, since, known = world.chance("ssd_contacts"), world.calendar.end_of(-HISTORY_MONTHS), world.calendar.extract
    found: list[tuple[int, str, str]] = []
    for need in needs:
        if need.start > since:
            found.append((_minute(need.start - chance.whole(0, 1), chance), need.person.person_id, "NEW_REFERRAL_FLAG"))
        if chance.falls(_CONTACTS_WITHOUT_REFERRAL):
            day = chance.whole(since + 1, known)
            found.append((_minute(day, chance), chance.pick(needs).person.person_id, "NFA_FLAG"))
    rows = []
    for minute, person_id, outcome in sorted(found):
        code, words = chance.weighted(_SOURCES)
        rows.append((person_id, time_text(minute), code, words, f'{{"{outcome}": "Y"}}'))
    return rows


def _minute(day: int, chance: Chance) -> int:
    return day * MINUTES + 5 * chance.whole(8 * 12, 20 * 12)


def _referral(need: Need, known: int, staff: Staff, chance: Chance) -> tuple[str, ...]:
    code, words = chance.weighted(_SOURCES)
    is_closed = need.end <= known
    is_nfa = need.kind == "nfa"
    reason = {"nfa": "RC8", "assessed": "RC8", "care": "RC7"}.get(need.kind, "RC9")
    return (
        need.need_id,
        need.person.person_id,
        day_text(need.start, with_time=True),
        need.person.need or chance.weighted(_NEEDS),
        code,
        words,
        '{"NFA_FLAG": "Y"}' if is_nfa else '{"SINGLE_ASSESSMENT_FLAG": "Y"}',
        "Y" if is_nfa else "N",
        reason if is_closed else "",
        day_text(need.end, with_time=True) if is_closed else "",
        team_near("AS", need.person, chance.whole(1, 2)),
        chance.pick(staff.in_post("SW", need.start)).worker_id,
    )


class _Assessing:
    """Assesses needs; one stream of chance for them all."""

    def __init__(self, world: World, staff: Staff) -> None:
        self._chance, self._staff, self._known = world.chance("ssd_cin_assessments"), staff, world.calendar.extract
        self._since = world.calendar.end_of(-HISTORY_MONTHS)
        self._late = Trend(world.calendar, _LATE)

    def of(self, need: Need) -> Iterator[tuple[str, ...]]:
        """None where no further action follows; a second where the need lasts."""
        if need.kind == "nfa":
            return
        starts = [need.start + self._chance.whole(0, 2)]
        if need.end - need.start > _SECOND_AFTER and self._chance.falls(0.5):
            starts.append(starts[0] + self._chance.whole(200, 320))
        for start in starts:
            if self._since < start <= self._known:
                yield self._row(need, start)

    def _row(self, need: Need, start: int) -> tuple[str, ...]:
        chance = self._chance
        days = int(chance.spread(_LATE_DAYS if chance.falls(self._late.on(start)) else _IN_TIME_DAYS))
        authorised = add_working_days(start, days)
        is_done = authorised <= self._known
        return (
            need.person.person_id,
            need.need_id,
            day_text(start, with_time=True),
            "Y" if chance.falls(0.96) else "N",
            day_text(authorised, with_time=True) if is_done else "",
            "{}",
            "Y" if is_done and need.kind == "assessed" else "N",
            team_near("AS", need.person, chance.whole(1, 2)),
            chance.pick(self._staff.in_post("SW", start)).worker_id,
        )
