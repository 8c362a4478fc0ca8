"""What an intruder learns by watching: equations that need not hold, but that every published month bears out."""

from collections.abc import Iterable, Iterator

from intruder import knowledge as known
from intruder.published import Cell
from intruder.relations import Quantity, Relation, earlier, is_there

LEARNED = "learned"
# So many months must bear an equation out, and none speak against it, before the intruder believes it.
ENOUGH = 12


def learned(cells: Iterable[Cell], shown: dict[Quantity, float]) -> list[Relation]:
    """The equations that what is shown bears out: cohorts that are all of a greater one, and stocks that follow their flows."""
    there = is_there(cells)
    found: list[Relation] = []
    for kind, terms in (*_same(there), *_flows(there)):
        found.append(Relation(kind, terms, 0, 0))
    kinds: dict[str, list[float]] = {}
    for relation in found:
        if all(quantity in shown for quantity, _ in relation.terms):
            kinds.setdefault(relation.kind, []).append(sum(shown[quantity] * factor for quantity, factor in relation.terms))
    believed = {kind for kind, sums in kinds.items() if len(sums) >= ENOUGH and not any(sums)}
    return [relation for relation in found if relation.kind in believed]


def _same(there: set[Quantity]) -> Iterator[tuple[str, tuple]]:
    for small, big in known.PARTS:
        for part in sorted(there):
            if part.what == small and part.of(big) in there:
                yield f"{LEARNED}: {small} are all of {big}, {part.window} {part.breakdown}", ((part, 1), (part.of(big), -1))


def _flows(there: set[Quantity]) -> Iterator[tuple[str, tuple]]:
    for stock in sorted(there):
        if stock.what != "looked after" or stock != stock.whole:
            continue
        before = stock._replace(month=earlier(stock.month, 1))
        came, left = (stock._replace(what=what, window="month") for what in ("came into care", "left care"))
        if before in there and came in there and left in there:
            yield f"{LEARNED}: a stock follows its flows", ((stock, 1), (before, -1), (came, -1), (left, 1))
