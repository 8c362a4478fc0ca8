"""The attack: for every hidden count, whether only one number can stand there."""

import time
from collections import defaultdict
from collections.abc import Iterable

from intruder import knowledge as known
from intruder.learned import learned
from intruder.outcome import COUNTED, LEFT_OVER, OUT_OF, ROOM, Outcome, Sheet, Target
from intruder.published import Cell
from intruder.relations import Quantity, Terms, counted, is_share, out_of, relations
from intruder.system import System


def attack(cells: Iterable[Cell], *, learning: bool = False, harmless: bool = True) -> Outcome:
    """Work out what the cells of a release, or of several, give away; with what an intruder learns by watching, too.

    What would be harmless if it could be worked out is left alone where nobody wants it.
    """
    started, cells = time.monotonic(), list(cells)
    sheet = read_sheet(cells)
    rules = relations(cells) + (learned(cells, sheet.shown) if learning else [])
    targets = _targets(cells, sheet)
    system = System(sheet, rules, targets)
    outcome = Outcome(len(cells), sum(cell.is_hidden for cell in cells), len(targets), len(rules))
    outcome.contradictions = sheet.contradictions
    system.solve(outcome, harmless=harmless)
    outcome.seconds = time.monotonic() - started
    return outcome


def read_sheet(cells: Iterable[Cell]) -> Sheet:
    """Every quantity of the cells. A number shown in one place is known wherever else it is hidden."""
    shown: dict[Quantity, float] = {}
    least: dict[Quantity, float] = defaultdict(float)
    contradictions = []
    for cell in cells:
        for quantity, number in ((counted(cell), cell.numerator), (out_of(cell), cell.denominator)):
            if quantity is None:
                continue
            if number is None:
                least[quantity] = max(least[quantity], _least(cell, quantity))
            elif shown.setdefault(quantity, number) != number:
                contradictions.append(cell.name)
    return Sheet(shown, least, contradictions)


def _least(cell: Cell, quantity: Quantity) -> float:
    """A true zero is shown, so a hidden count is at least 1, and so is what a hidden share is out of."""
    if quantity.what in known.MAY_BE_NEGATIVE:
        return -ROOM
    if quantity.what in known.NOT_WHOLE or cell.code in known.AVERAGES:
        return 0
    return 1 if cell.code in known.COUNTS | known.RATES or quantity == out_of(cell) else 0


def _targets(cells: list[Cell], sheet: Sheet) -> list[Target]:
    """What is to stay hidden: of every hidden cell what it counts, is out of and leaves over, each once."""
    targets: dict[Terms, Target] = {}
    for cell in cells:
        if not cell.is_hidden:
            continue
        part, whole = counted(cell), out_of(cell)
        if part.what not in known.NOT_WHOLE:
            targets.setdefault(((part, 1),), Target(cell, COUNTED, ((part, 1),)))
        if whole is None or whole.what in known.NOT_WHOLE or whole in sheet.shown:
            continue
        targets.setdefault(((whole, 1),), Target(cell, OUT_OF, ((whole, 1),)))
        if is_share(cell):
            left = ((whole, 1), (part, -1))
            targets.setdefault(left, Target(cell, LEFT_OVER, left))
    return list(targets.values())
