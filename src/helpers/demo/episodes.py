"""Episodes of care: a new one whenever the legal status, the placement or the carer changes."""

from dataclasses import dataclass, replace

from helpers.demo.chance import Chance
from helpers.demo.legal import Status, status_on
from helpers.demo.placements import Placement
from helpers.demo.routes import Period

_JOINED_WITHIN_DAYS = 60  # a court's order and a move planned for it often come on one day


@dataclass(frozen=True)
class Episode:
    """One episode: first day, the day it ends, why it started and ended, where the child is placed in it."""

    period: Period
    start: int
    end: int
    start_reason: str
    end_reason: str
    placement: Placement


@dataclass(frozen=True)
class Stay:
    """A period of care with everything in it, each in order."""

    period: Period
    path: list[Status]
    placements: list[Placement]
    episodes: list[Episode]


def orders_with_moves(path: list[Status], placements: list[Placement], chance: Chance) -> list[Status]:
    """The legal statuses, some final orders put on the day of a move shortly after them."""
    moved: list[Status] = []
    for status in path:
        near = [p.start for p in placements[1:] if 0 < p.start - status.start <= _JOINED_WITHIN_DAYS]
        if status.code in ("C2", "E1") and near and chance.falls(0.5):
            status = replace(status, start=near[0])
        if not moved or moved[-1].start < status.start:
            moved.append(status)
    return moved


def episodes_of(period: Period, path: list[Status], placements: list[Placement]) -> list[Episode]:
    """The episodes of a period, one for each day on which something changes; nothing lies between them."""
    days = sorted({status.start for status in path} | {placement.start for placement in placements})
    placed = {placement.start: placement for placement in placements}
    episodes: list[Episode] = []
    for day, end in zip(days, [*days[1:], period.end], strict=True):
        placement = placed.get(day) or episodes[-1].placement
        reason = _start_reason(day, path, placed) if episodes else "S"
        episodes.append(Episode(period, day, end, reason, period.reason if end == period.end else "X1", placement))
    return episodes


def _start_reason(day: int, path: list[Status], placed: dict[int, Placement]) -> str:
    new_status = any(status.start == day for status in path) and status_on(day - 1, path) != status_on(day, path)
    if day not in placed:
        return "L"
    if placed[day].same_carer:
        return "U" if new_status else "T"
    return "B" if new_status else "P"
