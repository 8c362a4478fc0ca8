"""A release together with those before it: what one month's pages show may stand beside what another's hide."""

from collections.abc import Sequence

from intruder.attack import attack
from intruder.outcome import Outcome
from intruder.published import Cell
from intruder.relations import Quantity, counted, out_of


def attack_apart(releases: Sequence[Sequence[Cell]], *, learning: bool = False, harmless: bool = True) -> list[Outcome]:
    """Each release by itself, as if every figure might have been revised since."""
    return [attack(cells, learning=learning, harmless=harmless) for cells in releases]


def attack_together(releases: Sequence[Sequence[Cell]], *, learning: bool = False, harmless: bool = True) -> Outcome:
    """All releases at once, oldest first, by an intruder who takes a figure for unrevised unless it shows that it is not."""
    return attack(together(releases), learning=learning, harmless=harmless)


def together(releases: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The cells of all releases. Of a figure that two releases show otherwise the later one's cells alone are kept."""
    newest_first = list(reversed(releases))
    shown: dict[Quantity, float] = {}
    revised: set[Quantity] = set()
    kept: list[Cell] = []
    for cells in newest_first:
        here = {quantity: number for cell in cells for quantity, number in _numbers(cell) if number is not None}
        revised |= {quantity for quantity, number in here.items() if shown.get(quantity, number) != number}
        kept.extend(
            cell for cell in cells if not any(quantity in revised for quantity, _ in _numbers(cell)) or cells is newest_first[0]
        )
        shown = here | shown
    return list(dict.fromkeys(kept))


def _numbers(cell: Cell) -> list[tuple[Quantity, float | None]]:
    whole = out_of(cell)
    return [(counted(cell), cell.numerator), *([(whole, cell.denominator)] if whole is not None else [])]
