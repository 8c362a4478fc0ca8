"""Outturns reported before the workbook, of what the standard keeps only as it is today: they lead up to today's figures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from helpers.demo.care import in_care_on
from helpers.demo.chance import Chance
from helpers.demo.dates import months_after
from helpers.demo.health import immunisations
from helpers.demo.leavers import ABROAD_OR_UNKNOWN, GONE, LEAVERS, NO_AREA, NOT_IN_TOUCH_AREA, Leaver, make_leavers
from helpers.demo.staff import AREAS
from helpers.demo.tables import whole_table
from helpers.demo.world import World

_COLUMNS = "code month window breakdown group numerator denominator value source"
_MONTHS = 24
_SOURCE = "Monthly performance report, as presented to the board at the time"
_GROWTH = 0.05  # of care leavers, a year
_IMM_CHANGE = 3.0  # percentage points over the 24 months
_CONTACT_MONTHS, _PLAN_MONTHS = 2, 6

Counts = tuple[int, int]  # numerator, denominator
Row = tuple[str, ...]


@dataclass(frozen=True)
class _Share:
    """A share of care leavers: what counts, out of whom, and by how many percentage points it rose over the 24 months."""

    counts: Callable[[Leaver, int], bool]
    change: float
    out_of: Callable[[Leaver], bool] = lambda leaver: leaver.in_touch not in GONE


_SHARES = {
    "CL_SUIT": _Share(lambda x, _: x.suitable == "1", 2.0, lambda x: x.in_touch not in GONE and _is_at_home(x)),
    "CL_EET": _Share(lambda x, _: x.activity[:1] in ("F", "P"), 3.5),
    "CL_NEET": _Share(lambda x, _: x.activity[:1] == "G", -3.0),
    "CL_HE": _Share(lambda x, _: x.activity in ("F1", "P1"), 0.6),
    "CL_TOUCH": _Share(lambda x, _: x.in_touch == "YES", 0.5),
    "CL_CONT2M": _Share(lambda x, end: x.contact > _month_end(end, -_CONTACT_MONTHS), 4.0),
    "CL_PATH": _Share(lambda x, end: x.pathway_plan is not None and x.pathway_plan > _month_end(end, -_PLAN_MONTHS), 5.0),
}
_LESS_IN_TOUCH_CHANGE = -9.0


def make_earlier_outturns(world: World) -> dict[str, pd.DataFrame]:
    """`earlier_outturns`: care leavers by age group and area, and immunisations, for the months before the reporting month."""
    rows = [*_of_care_leavers(world), *_of_immunisations(world)]
    return {"earlier_outturns": whole_table(_COLUMNS, sorted(rows))}


def _is_at_home(leaver: Leaver) -> bool:
    return leaver.accommodation not in ABROAD_OR_UNKNOWN


def _month_end(end: int, months: int) -> int:
    """The last day of another month, from the last day of one."""
    return months_after(end + 1, months) - 1


def _row(code: str, month: str, breakdown: str, group: str, counts: Counts) -> Row:
    numerator, denominator = counts
    value = str(100 * numerator / denominator) if denominator else ""
    return code, month, "snapshot", breakdown, group, str(numerator), str(denominator), value, _SOURCE


def _count_row(month: str, breakdown: str, group: str, number: int) -> Row:
    return "CL_N", month, "snapshot", breakdown, group, str(number), "", str(number), _SOURCE


def _of_care_leavers(world: World) -> Iterable[Row]:
    """Each age group of each area has its own way to today's figures, so that the groups always add up."""
    chance, end = world.chance("earlier_outturns"), world.calendar.month_end
    leavers = make_leavers(world)
    cells = {
        (age, area): [x for x in leavers if (x.age_group, x.area) == (age, area)] for age in LEAVERS for area in (*AREAS, NO_AREA)
    }
    for back in range(1, _MONTHS + 1):
        month = str(world.calendar.month.plus(-back))
        numbers = {cell: _earlier_number(len(found), back, chance) for cell, found in cells.items()}
        for breakdown, group, inside in _groups():
            number = sum(numbers[cell] for cell in cells if inside(cell))
            if number or breakdown == "all":
                yield _count_row(month, breakdown, group, number)
        for code, share in _SHARES.items():
            then = {cell: _earlier(code, share, cell, cells[cell], numbers[cell], back, end, chance) for cell in cells}
            for breakdown, group, inside in _groups():
                counts = [then[cell] for cell in cells if inside(cell)]
                numerator, denominator = sum(n for n, _ in counts), sum(d for _, d in counts)
                if denominator:
                    yield _row(code, month, breakdown, group, (numerator, denominator))
        yield from _homes(leavers, month, sum(numbers.values()))


def _groups() -> list[tuple[str, str, Callable[[tuple[str, str]], bool]]]:
    """Breakdown, group and which cells are in it."""
    groups: list[tuple[str, str, Callable[[tuple[str, str]], bool]]] = [("all", "all", lambda _: True)]
    groups += [("age_group", age, lambda cell, age=age: cell[0] == age) for age in LEAVERS]
    groups += [("area", area, lambda cell, area=area: cell[1] == area) for area in (*AREAS, NO_AREA)]
    return groups


def _earlier_number(today: int, back: int, chance: Chance) -> int:
    noise = chance.whole(-1, 1) if today > 20 else 0
    return max(0, round(today * (1 - _GROWTH * back / 12)) + noise)


def _earlier(
    code: str, share: _Share, cell: tuple[str, str], found: list[Leaver], number: int, back: int, end: int, chance: Chance
) -> Counts:
    """The counts of a cell so many months back."""
    out_of = [leaver for leaver in found if share.out_of(leaver)]
    if not found or not out_of:
        return 0, 0
    denominator = round(number * len(out_of) / len(found))
    today = sum(share.counts(leaver, end) for leaver in out_of) / len(out_of)
    lost_touch = code == "CL_TOUCH" and cell[1] == NOT_IN_TOUCH_AREA
    change = _LESS_IN_TOUCH_CHANGE if lost_touch else share.change
    then = denominator * (today - change / 100 * back / _MONTHS) + (chance.whole(-10, 10) / 10 if len(found) > 20 else 0)
    return min(denominator, max(0, round(then))), denominator


def _homes(leavers: list[Leaver], month: str, number: int) -> Iterable[Row]:
    """Where care leavers lived, in today's shares; the rounding falls to the most common home."""
    if not leavers:
        return
    homes = [leaver.accommodation for leaver in leavers]
    counts = {home: round(number * homes.count(home) / len(homes)) for home in sorted(set(homes))}
    most = max(counts, key=lambda home: counts[home])
    counts[most] += number - sum(counts.values())
    for home, count in counts.items():
        if count > 0:
            yield _row("CL_ACC", month, "accommodation", home, (count, number))


def _of_immunisations(world: World) -> Iterable[Row]:
    chance = world.chance("earlier immunisations")
    statuses = {person_id: status for person_id, status, _ in immunisations(world)}
    today = _a_year_in_care(world, 0)
    share = sum(statuses.get(person_id) == "Y" for person_id in today) / max(1, len(today))
    for back in range(1, _MONTHS + 1):
        denominator = len(_a_year_in_care(world, back))
        then = share - _IMM_CHANGE / 100 * back / _MONTHS + chance.whole(-3, 3) / 1000
        numerator = min(denominator, round(denominator * then))
        yield _row("CLA_IMM", str(world.calendar.month.plus(-back)), "all", "all", (numerator, denominator))


def _a_year_in_care(world: World, back: int) -> list[str]:
    """The children looked after so many months back, for twelve months or more."""
    end = world.calendar.end_of(-back)
    return [stay.period.person.person_id for stay in in_care_on(world, end, since=months_after(end, -12))]
