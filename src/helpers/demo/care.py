"""Who is looked after when, and the placement spells of a stay, as the definitions count them."""

from dataclasses import dataclass, replace

from helpers.demo.dates import age_on
from helpers.demo.episodes import Stay
from helpers.demo.placements import Placement
from helpers.demo.world import World

SHORT_BREAK = "short break"


@dataclass(frozen=True)
class Spell:
    """Placements with one carer, one after the other: first day, the day the next spell begins, and they themselves."""

    start: int
    end: int
    placements: tuple[Placement, ...]

    @property
    def is_temporary(self) -> bool:
        """Whether it is no placement but a few days elsewhere."""
        return self.placements[0].kind.startswith("T")

    def kind_on(self, day: int) -> str:
        """The type of the placement in force on a day of the spell."""
        return [p for p in self.placements if p.start <= day][-1].kind


def care_stays(world: World) -> list[Stay]:
    """The stays that are periods of being looked after, in order of the child's id and start."""
    return [stay for stay in world.stays if stay.period.route != SHORT_BREAK]


def is_in_care(stay: Stay, day: int) -> bool:
    """Whether the stay's child is looked after on a day."""
    return stay.period.start <= day < stay.period.end


def in_care_on(world: World, day: int, ages: range = range(18), since: int | None = None) -> list[Stay]:
    """The stays of the children looked after on a day, of some ages, those that began by another day only if one is given."""
    latest = day if since is None else since
    there = (stay for stay in world.stays if stay.period.start <= latest and day < stay.period.end)
    return [s for s in there if s.period.route != SHORT_BREAK and age_on(day, s.period.person.birth) in ages]


def spells_of(stay: Stay) -> list[Spell]:
    """The spells of a stay in order, temporary ones left out; away and back to the same home is one."""
    groups: list[list[Placement]] = []
    for placement in stay.placements:
        if groups and placement.same_carer:
            groups[-1].append(placement)
        else:
            groups.append([placement])
    spells: list[Spell] = []
    was_away = False
    for group in groups:
        spell = Spell(group[0].start, group[-1].end, tuple(group))
        if spell.is_temporary:
            was_away = True
            continue
        if was_away and spells and _home(spells[-1]) == _home(spell) and all(_home(spell)):
            before = spells.pop()
            spell = replace(spell, start=before.start, placements=before.placements + spell.placements)
        spells.append(spell)
        was_away = False
    return spells


def _home(spell: Spell) -> tuple[str, str]:
    last = spell.placements[-1]
    return last.urn, last.postcode.replace(" ", "")
