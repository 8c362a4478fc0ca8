"""How published figures hang together: every equation and inequality that an outsider can write down about them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from intruder import knowledge as known
from intruder.published import ALL, Cell

INFINITE = float("inf")
LENGTHS = {"rolling_6": 6, "rolling_12": 12}


class Quantity(NamedTuple):
    """One number in the world: what is counted, when, and of whom."""

    what: str
    month: str
    window: str
    breakdown: str
    group: str

    def of(self, what: str) -> "Quantity":
        """Something else of the same month, window and group."""
        return self._replace(what=what)

    @property
    def whole(self) -> "Quantity":
        """The same of everybody."""
        return self._replace(breakdown=ALL, group=ALL)


Terms = tuple[tuple[Quantity, float], ...]


@dataclass(frozen=True)
class Relation:
    """What is known of a sum of quantities: it lies between `low` and `high`."""

    kind: str
    terms: Terms
    low: float
    high: float


def counted(cell: Cell) -> Quantity:
    """What a cell's numerator counts."""
    return Quantity(known.COUNTED.get(cell.code, f"counted of {cell.code}"), *cell.place)


def out_of(cell: Cell) -> Quantity | None:
    """What a cell's denominator counts; none where it has none, or one that is public."""
    if cell.code in known.COUNTS or cell.code in known.OUT_OF_IS_PUBLIC:
        return None
    quantity = Quantity(known.OUT_OF.get(cell.code, f"out of of {cell.code}"), *cell.place)
    return quantity.whole if cell.code in known.COMPOSITIONS else quantity


def is_share(cell: Cell) -> bool:
    """Whether a cell's numerator is part of its denominator."""
    return cell.code not in known.COUNTS | known.RATES | known.AVERAGES


def earlier(month: str, months: int) -> str:
    """The month so many months before."""
    number = int(month[:4]) * 12 + int(month[5:]) - 1 - months
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def relations(cells: Iterable[Cell]) -> list[Relation]:
    """Every relation between the figures of these cells."""
    cells = list(cells)
    there = is_there(cells)
    by_what: dict[str, list[Quantity]] = defaultdict(list)
    for quantity in sorted(there):
        by_what[quantity.what].append(quantity)
    found = [
        *_within_cells(cells), *_groups(there), *_windows(by_what, there), *_parts(by_what, there), *_sums(by_what, there),
        *_ages(by_what, there), *_scores(by_what, there), *_homes(by_what, there),
    ]  # fmt: skip
    return list(dict.fromkeys(found))


def is_there(cells: Iterable[Cell]) -> set[Quantity]:
    """Every quantity that some cell gives or hides."""
    cells = list(cells)
    return {counted(cell) for cell in cells} | {other for cell in cells if (other := out_of(cell)) is not None}


def _equal(kind: str, *terms: tuple[Quantity, float]) -> Relation:
    return Relation(kind, terms, 0, 0)


def _at_least(kind: str, *terms: tuple[Quantity, float]) -> Relation:
    return Relation(kind, terms, 0, INFINITE)


def _within_cells(cells: list[Cell]) -> Iterator[Relation]:
    for cell in cells:
        part, whole = counted(cell), out_of(cell)
        if whole is not None and is_share(cell) and part != whole:
            yield _at_least("counted are part of all", (whole, 1), (part, -1))


def _groups(there: set[Quantity]) -> Iterator[Relation]:
    """The groups of a breakdown are the whole; a group without a row is nobody."""
    groups = defaultdict(list)
    for quantity in sorted(there):
        if quantity.breakdown != ALL and quantity.what not in known.NO_WHOLE:
            groups[quantity.what, quantity.month, quantity.window, quantity.breakdown].append(quantity)
    for parts in groups.values():
        yield _equal("groups make the whole", (parts[0].whole, 1), *((part, -1) for part in parts))


def _windows(by_what: dict, there: set[Quantity]) -> Iterator[Relation]:
    for what in known.EVENTS | known.MORE_WITH_TIME | known.ONCE_A_WINDOW:
        for long in by_what.get(what, []):
            if long.window in LENGTHS:
                yield from _window(what, long, there)


def _window(what: str, long: Quantity, there: set[Quantity]) -> Iterator[Relation]:
    months = [long._replace(month=earlier(long.month, back), window="month") for back in range(LENGTHS[long.window])]
    halves = [long._replace(month=earlier(long.month, back), window="rolling_6") for back in (0, 6)]
    for parts in (months, halves if long.window == "rolling_12" else []):
        # A group that is left out where it has no members counts 0, as long as the month itself has its figures.
        if not parts or not all(part.whole in there for part in parts):
            continue
        terms = [(part, -1) for part in parts if part in there]
        if what in known.PLACED_LATER and long.breakdown == "district":
            sign = -1 if long.group == known.NOT_RECORDED else 1
            yield _at_least("districts become known", *((quantity, sign * factor) for quantity, factor in ((long, 1), *terms)))
        elif what in known.EVENTS:
            yield _equal("a window is its months", (long, 1), *terms)
        elif what in known.MORE_WITH_TIME:
            yield _at_least("a window holds its months", (long, 1), *terms)
        else:
            yield Relation("a child counts once a window", ((long, 1), *terms), -INFINITE, 0)
            yield from (_at_least("a window holds each month", (long, 1), term) for term in terms)


def _parts(by_what: dict, there: set[Quantity]) -> Iterator[Relation]:
    for small, big in known.PARTS:
        for part in by_what.get(small, []):
            if part.of(big) in there:
                yield _at_least(f"{small} are part of {big}", (part.of(big), 1), (part, -1))


def _sums(by_what: dict, there: set[Quantity]) -> Iterator[Relation]:
    for sign, terms in known.SUMS:
        for first in by_what.get(terms[0][1], []):
            made = tuple((first.of(what), factor) for factor, what in terms)
            if all(quantity in there for quantity, _ in made):
                kind = f"{terms[0][1]} beside {terms[1][1]}"
                yield _equal(kind, *made) if sign == "=" else _at_least(kind, *made)


def _ages(by_what: dict, there: set[Quantity]) -> Iterator[Relation]:
    for what in known.AGED:
        sign, ages = known.AGED[what]
        for whole in by_what.get(what, []):
            if whole.breakdown != ALL:
                continue
            banded = [
                whole._replace(what="looked after", breakdown="age_band", group=age) for age in (*known.AGES, known.NOT_RECORDED)
            ]
            if not any(band in there for band in banded):
                continue
            terms = [(band, 1) for band in banded if band in there and band.group in ages]
            if sign == "=":
                yield _equal("a cohort is its ages", (whole, -1), *terms)
                continue
            yield _at_least("a cohort lies within its ages", (whole, -1), *terms)
            least = known.AT_LEAST_AGED.get(what)
            if least:
                yield _at_least("a cohort holds its ages", (whole, 1), *((b, -1) for b, _ in terms if b.group in least))


def _scores(by_what: dict, there: set[Quantity]) -> Iterator[Relation]:
    for total in by_what.get("counted of SDQ_AVG", []):
        bands = [
            (total._replace(what="questionnaires", breakdown="sdq_band", group=band), ends) for band, ends in known.SCORES.items()
        ]
        if all(band in there for band, _ in bands):
            yield _at_least("scores lie in their bands", (total, 1), *((band, -low) for band, (low, _) in bands))
            yield _at_least("scores lie in their bands", (total, -1), *((band, high) for band, (_, high) in bands))


def _homes(by_what: dict, there: set[Quantity]) -> Iterator[Relation]:
    for asked in by_what.get("out of of CL_SUIT", []):
        if asked.breakdown != ALL:
            continue
        homes = [q for q in by_what.get("care leavers", []) if q.breakdown == "accommodation" and q.month == asked.month]
        away = [(home, -1) for home in homes if home.group in known.NOT_ASKED_OF_HOMES]
        if homes:
            yield _at_least("not asked of these homes", (asked.of("care leavers"), 1), (asked, -1), *away)
            in_touch = (asked.of("care leavers to be asked"), -1)
            yield _at_least("asked of all other homes", (asked, 1), in_touch, *((home, 1) for home, _ in away))
