"""Episodes, placements and legal statuses, from the stays in care."""

import pandas as pd

from helpers.demo.chance import Chance
from helpers.demo.dates import day_text
from helpers.demo.episodes import Stay
from helpers.demo.own_words import worded
from helpers.demo.placements import Placement
from helpers.demo.tables import text_table
from helpers.demo.world import World

_EPISODES = """
    clae_cla_episode_id clae_person_id clae_cla_placement_id clae_cla_episode_start_date clae_cla_episode_start_reason
    clae_cla_primary_need_code clae_cla_episode_ceased_date clae_cla_episode_ceased_reason clae_cla_id clae_referral_id
    clae_cla_last_iro_contact_date clae_entered_care_date
"""
_PLACEMENTS = """
    clap_cla_placement_id clap_cla_id clap_person_id clap_cla_placement_start_date clap_cla_placement_type clap_cla_placement_urn
    clap_cla_placement_distance clap_cla_placement_provider clap_cla_placement_postcode clap_cla_placement_end_date
    clap_cla_placement_change_reason
"""
_LEGAL_STATUSES = """
    lega_legal_status_id lega_person_id lega_legal_status lega_legal_status_start_date lega_legal_status_end_date
"""
_CHANGE_REASONS = {  # %; the case systems' own codes
    "OTHER": 38.0, "PLACE": 19.0, "CREQB": 15.0, "APPRR": 8.0, "CREQO": 7.0, "CHILD": 7.0, "LAREQ": 3.0, "ALLEG": 1.0,
    "STAND": 1.0, "CLOSE": 1.0,
}  # fmt: skip


def make_care(world: World) -> dict[str, pd.DataFrame]:
    """`ssd_cla_episodes` one row an episode, `ssd_cla_placement` a placement, `ssd_legal_status` a legal status of a stay.

    What ends after the extract's day is open; a placement's dates carry a time of day, the others do not.
    """
    known, chance = world.calendar.extract, world.chance("care tables")
    stays = world.stays
    return {
        "ssd_cla_episodes": text_table(_EPISODES, [row for stay in stays for row in _episodes(stay, known, chance)]),
        "ssd_cla_placement": text_table(_PLACEMENTS, [row for stay in stays for row in _placements(stay, known, chance)]),
        "ssd_legal_status": text_table(_LEGAL_STATUSES, [row for stay in stays for row in _legal(stay, known, chance)]),
    }


def _id(prefix: str, stay: Stay, place: int) -> str:
    return f"{prefix}{stay.period.cla_id[2:]}-{place:02d}"


def _episodes(stay: Stay, known: int, chance: Chance) -> list[dict[str, str]]:
    period = stay.period
    return [
        {
            "clae_cla_episode_id": _id("EP", stay, place),
            "clae_person_id": period.person.person_id,
            "clae_cla_placement_id": _id("PM", stay, stay.placements.index(episode.placement) + 1),
            "clae_cla_episode_start_date": day_text(episode.start),
            "clae_cla_episode_start_reason": episode.start_reason,
            "clae_cla_primary_need_code": period.person.need,
            "clae_cla_episode_ceased_date": day_text(episode.end) if episode.end <= known else "",
            "clae_cla_episode_ceased_reason": _ceased_reason(episode.end_reason, chance) if episode.end <= known else "",
            "clae_cla_id": period.cla_id,
            "clae_entered_care_date": day_text(period.start),
        }
        for place, episode in enumerate(stay.episodes, 1)
        if episode.start <= known
    ]


def _ceased_reason(code: str, chance: Chance) -> str:
    return worded("clae_cla_episode_ceased_reason", code, chance)


def _placements(stay: Stay, known: int, chance: Chance) -> list[dict[str, str]]:
    return [
        {
            "clap_cla_placement_id": _id("PM", stay, place),
            "clap_cla_id": stay.period.cla_id,
            "clap_person_id": stay.period.person.person_id,
            "clap_cla_placement_start_date": day_text(placement.start, with_time=True),
            "clap_cla_placement_type": worded("clap_cla_placement_type", placement.kind, chance),
            "clap_cla_placement_urn": placement.urn,
            "clap_cla_placement_distance": str(placement.miles),
            "clap_cla_placement_provider": worded("clap_cla_placement_provider", placement.provider, chance),
            "clap_cla_placement_postcode": placement.postcode,
            **(_ended(placement, stay.period.end, chance) if placement.end <= known else {}),
        }
        for place, placement in enumerate(stay.placements, 1)
        if placement.start <= known
    ]


def _ended(placement: Placement, period_end: int, chance: Chance) -> dict[str, str]:
    reason = "" if placement.end == period_end else chance.weighted(_CHANGE_REASONS)
    return {"clap_cla_placement_end_date": day_text(placement.end, with_time=True), "clap_cla_placement_change_reason": reason}


def _legal(stay: Stay, known: int, chance: Chance) -> list[dict[str, str]]:
    ends = [status.start for status in stay.path[1:]] + [stay.period.end]
    return [
        {
            "lega_legal_status_id": _id("LS", stay, place),
            "lega_person_id": stay.period.person.person_id,
            "lega_legal_status": worded("lega_legal_status", status.code, chance),
            "lega_legal_status_start_date": day_text(status.start),
            "lega_legal_status_end_date": day_text(end) if end <= known else "",
        }
        for place, (status, end) in enumerate(zip(stay.path, ends, strict=True), 1)
        if status.start <= known
    ]
