"""The legal statuses of a period of care: what it starts under, and how that changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from helpers.demo.chance import Chance
from helpers.demo.dates import age_on
from helpers.demo.routes import ADULT, Period

_FIRST_STATUS = {  # by the age at the start, up to and with; % of starters
    4: {"C1": 66.0, "V2": 29.0, "L1": 4.0, "L2": 1.0},
    9: {"C1": 64.0, "V2": 29.0, "L1": 5.5, "L2": 1.5},
    15: {"C1": 46.0, "V2": 48.0, "L1": 5.0, "L2": 1.0},
    17: {"C1": 12.0, "V2": 87.0, "L1": 1.0},
}
_PROTECTION_DAYS = {"L1": 3, "L2": 8}
_BEFORE_COURT_DAYS = (25, 60, 100, 160, 300)  # quantiles: accommodated by agreement, then an interim order
_PROCEEDINGS_DAYS = (150, 230, 300, 390, 620)  # quantiles: interim order to the final one
_PLACEMENT_ORDER_DAYS = (250, 400, 550, 750)  # quantiles: a placement order that leads to no adoption, until it is revoked


@dataclass(frozen=True)
class Status:
    """One legal status, in force from a day."""

    start: int
    code: str


def legal_path(period: Period, chance: Chance) -> list[Status]:
    """The legal statuses of a period in order, the first on its first day; each differs from the one before."""
    if period.route == "remand":
        return [Status(period.start, "J1")]
    if period.person.is_unaccompanied:
        return [Status(period.start, "V2")]
    age = age_on(period.start, period.person.birth)
    first: Mapping[str, float] = next(shares for oldest, shares in _FIRST_STATUS.items() if age <= oldest)
    path = [Status(period.start, chance.weighted({"C1": 1.0} if period.route == "adoption" else first))]
    if path[-1].code in _PROTECTION_DAYS:
        day = period.start + _PROTECTION_DAYS[path[-1].code]
        path.append(Status(day, "C1" if chance.falls(0.7) else "V2"))
    if path[-1].code == "V2" and age < 16 and chance.falls(0.88 if period.end - period.start > 200 else 0.2):
        path.append(Status(path[-1].start + int(chance.spread(_BEFORE_COURT_DAYS)), "C1"))
    if path[-1].code == "C1":
        path += _final_orders(period, path[-1].start, age, chance)
    return [status for status in path if status.start < period.end]


def _final_orders(period: Period, interim_start: int, age: int, chance: Chance) -> list[Status]:
    order_day = interim_start + int(chance.spread(_PROCEEDINGS_DAYS))
    if period.route == "adoption":
        return [Status(min(order_day, period.end - 240), "E1")]
    if age < 4 and period.route in (ADULT, "guardian") and chance.falls(0.3):
        return [Status(order_day, "E1"), Status(order_day + int(chance.spread(_PLACEMENT_ORDER_DAYS)), "C2")]
    return [Status(order_day, "C2")]


def status_on(day: int, path: list[Status]) -> str:
    """The code in force on a day of the period."""
    return [status.code for status in path if status.start <= day][-1]
