"""The way to a permanent home: adoption and guardianship, step by step."""

import pandas as pd

from helpers.demo.care import care_stays
from helpers.demo.chance import Chance
from helpers.demo.dates import day_text
from helpers.demo.episodes import Stay
from helpers.demo.placements import Placement
from helpers.demo.tables import text_table
from helpers.demo.world import World

_PERMANENCE = """
    perm_table_id perm_person_id perm_cla_id perm_adm_decision_date perm_part_of_sibling_group perm_siblings_placed_together
    perm_siblings_placed_apart perm_ffa_cp_decision_date perm_placement_order_date perm_matched_date perm_adopter_sex
    perm_adopter_legal_status perm_number_of_adopters perm_placed_for_adoption_date perm_adopted_by_carer_flag
    perm_placed_foster_carer_date perm_placed_ffa_cp_date perm_placement_provider_urn perm_decision_reversed_date
    perm_decision_reversed_reason perm_permanence_order_date perm_permanence_order_type perm_adoption_worker_id
"""
_ORDERS = {"E41": "Child arrangements order", "E45": "SGO", "E46": "SGO", "E47": "SGO", "E48": "SGO"}
_WORDS = {"SGO": "Special Guardianship Order", "Child arrangements order": "Child Arrangements/ Residence Order"}
_REVERSED = {"RD1": 20.0, "RD2": 15.0, "RD3": 45.0, "RD4": 20.0}
_ADOPTERS = {("MF", "2", "L12"): 78.0, ("FF", "2", "L2"): 7.0, ("MM", "2", "L2"): 6.0, ("F1", "1", "L0"): 9.0}

Row = dict[str, str]


def make_permanence(world: World) -> dict[str, pd.DataFrame]:
    """`ssd_permanence`: one row a period of care with a plan of adoption, or an order made. Persons by their older id."""
    chance, known = world.chance("ssd_permanence"), world.calendar.extract
    older_ids = {person.person_id: f"K{20_000 + 7 * place}" for place, person in enumerate(world.people, 1)}
    rows: list[Row] = []
    for stay in care_stays(world):
        found = _adoption(stay, known, chance) or _order(stay, known)
        if found:
            place = f"PE{len(rows) + 1:05d}"
            ids = {"perm_person_id": older_ids[stay.period.person.person_id], "perm_cla_id": stay.period.cla_id}
            rows.append({"perm_table_id": place, **ids, **found})
    return {"ssd_permanence": text_table(_PERMANENCE, rows)}


def _order(stay: Stay, known: int) -> Row | None:
    """The order that ended care without adoption."""
    order = _ORDERS.get(stay.period.reason)
    if order is None or stay.period.end > known:
        return None
    return {"perm_permanence_order_date": day_text(stay.period.end), "perm_permanence_order_type": _WORDS[order]}


def _adoption(stay: Stay, known: int, chance: Chance) -> Row | None:
    """Decision, placement order, match, move, order: as far as it has come; a decision reversed where the order was revoked."""
    ordered = next((status.start for status in stay.path if status.code == "E1"), None)
    if ordered is None:
        return None
    revoked = next((status.start for status in stay.path if status.start > ordered), None)
    placed = next((p for p in stay.placements if p.kind.startswith("A")), None)
    decided = max(stay.period.start + 14, ordered - chance.whole(15, 70))
    matched = max(decided, placed.start - chance.whole(7, 35)) if placed else None
    siblings, reason = chance.weighted({0: 60.0, 1: 30.0, 2: 10.0}), chance.weighted(_REVERSED)
    adopters = chance.weighted(_ADOPTERS)
    reversed_on = revoked - chance.whole(0, 40) if revoked is not None else None
    if decided > known:
        return None
    row = {
        "perm_adm_decision_date": _by(decided, known),
        "perm_part_of_sibling_group": "1" if siblings else "0",
        "perm_siblings_placed_together": str(siblings),
        "perm_siblings_placed_apart": "0",
        "perm_placement_order_date": _by(ordered, known),
        "perm_matched_date": _by(matched, known),
        "perm_decision_reversed_date": _by(reversed_on, known),
        "perm_decision_reversed_reason": reason if reversed_on is not None and reversed_on <= known else "",
        "perm_adoption_worker_id": f"AW{chance.whole(1, 12):03d}",
    }
    return row | (_placed(stay, placed, adopters, known) if placed and placed.start <= known else {})


def _placed(stay: Stay, placed: Placement, adopters: tuple[str, str, str], known: int) -> Row:
    early = next((p for p in stay.placements if p.kind in ("U2", "U5")), None)
    with_carer = placed.kind in ("A3", "A5")
    sex, number, status = adopters
    is_adopted = stay.period.end <= known and stay.period.reason in ("E11", "E12")
    return {
        "perm_ffa_cp_decision_date": day_text(early.start) if early else "",
        "perm_adopter_sex": sex,
        "perm_adopter_legal_status": status,
        "perm_number_of_adopters": number,
        "perm_placed_for_adoption_date": day_text(placed.start),
        "perm_adopted_by_carer_flag": "Y" if with_carer else "N",
        "perm_placed_foster_carer_date": day_text(stay.placements[-2].start) if with_carer and not early else "",
        "perm_placed_ffa_cp_date": day_text(early.start) if early else "",
        "perm_placement_provider_urn": placed.urn,
        "perm_permanence_order_date": day_text(stay.period.end) if is_adopted else "",
        "perm_permanence_order_type": "Adoption" if is_adopted else "",
    }


def _by(day: int | None, known: int) -> str:
    """The day's text where it is known by the extract."""
    return day_text(day) if day is not None and day <= known else ""
