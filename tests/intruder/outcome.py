"""What an attack is after, and what it comes to."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from intruder.published import Cell
from intruder.relations import Quantity, Terms

NEAR = 1e-6
# No hidden count is thought to be greater: a room wide enough to prove nothing.
ROOM = 1e5
# A count above this is shown, by the rule that every page states.
SHOWN_ABOVE = 5
COUNTED, OUT_OF, LEFT_OVER = "counted", "out of", "left over"


@dataclass(frozen=True)
class Target:
    """A hidden count of a cell: its numerator, what it is out of, or those left over."""

    cell: Cell
    role: str
    terms: Terms

    @property
    def name(self) -> str:
        """The cell, and what of it."""
        return f"{self.cell.name}: {self.role}"


@dataclass(frozen=True)
class Pinned:
    """A hidden count that can only be one number, and the kinds of relation around it."""

    target: Target
    number: int
    kinds: tuple[str, ...]

    @property
    def is_given_away(self) -> bool:
        """Whether it tells of few."""
        return is_telling(self.target, self.number, is_shown=not self.kinds)

    def is_true(self, counted: Cell) -> bool:
        """Whether it is the number that was counted."""
        numerator, out_of = counted.numerator or 0.0, counted.denominator or 0.0
        return self.number == {COUNTED: numerator, OUT_OF: out_of, LEFT_OVER: out_of - numerator}[self.target.role]

    @property
    def says(self) -> str:
        """What is given away, in one line."""
        return f"{self.target.name} = {self.number}, by {', '.join(self.kinds) or 'the same count in another place'}"


@dataclass
class Outcome:
    """What an attack came to."""

    cells: int = 0
    hidden: int = 0
    targets: int = 0
    relations: int = 0
    blocks: int = 0
    pinned: list[Pinned] = field(default_factory=list)
    intervals: dict[str, tuple[float, float]] = field(default_factory=dict)
    contradictions: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def given_away(self) -> list[str]:
        """The hidden counts that can only be one number: those counted, and the few left over or out of."""
        return sorted(pinned.says for pinned in self.pinned if pinned.is_given_away)

    def told(self, counts: Iterable[Cell]) -> list[str]:
        """Those given away that are so, by the counts with nothing hidden: an equation that doesn't hold tells a wrong number."""
        by_name = {cell.name: cell for cell in counts}
        return sorted(each.says for each in self.pinned if each.is_given_away and each.is_true(by_name[each.target.cell.name]))

    @property
    def narrow(self) -> int:
        """How many hidden counts can be two numbers only."""
        return sum(1 - NEAR <= most - least < 2 - NEAR for least, most in self.intervals.values())


@dataclass
class Sheet:
    """Quantities: those shown with their number, the hidden ones with the least that they can be."""

    shown: dict[Quantity, float]
    least: dict[Quantity, float]
    contradictions: list[str]


def is_telling(target: Target, number: int, *, is_shown: bool = False) -> bool:
    """Whether a number tells of few: any counted that is hidden everywhere, and 1 to 5 left over or out of.

    A zero names nobody, and a greater number is harmless where a count of it is shown, or might be.
    """
    return number != 0 and (number <= SHOWN_ABOVE or (target.role == COUNTED and not is_shown))
