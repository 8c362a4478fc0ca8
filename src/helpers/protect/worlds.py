"""Other worlds: figures that agree with all that is shown, in which a hidden number is another than it truly is.

A hidden number is safe where such a world is at hand: nobody can tell it from the true one. Each world is held as its
difference from the true one, in whole numbers, so that it can be checked by adding up.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csc_array, csr_array, hstack
from scipy.sparse.csgraph import connected_components

from helpers.protect.relations import Terms

# No world needs to differ by more than this to leave a number open.
FURTHEST = 4.0
LARGEST = 16.0
# How many numbers a search looks at around the one to be hidden: first few, and more where they are not enough.
REACHES = (60, 400, 3000)
# What any difference costs, so that a world differs in as little as may be; and what is taken for a fraction.
A_LITTLE, NOT_WHOLE = 0.01, 1e-6

World = dict[int, int]


@dataclass
class System:
    """Numbers and the relations among them. `steps` are how far each may go down (0 or less), as a reader must think."""

    relations: Sequence[Terms]
    steps: np.ndarray
    matrix: csr_array = field(init=False)
    columns: csc_array = field(init=False)
    relations_of: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        rows = [row for row, terms in enumerate(self.relations) for _ in terms]
        places = [each for terms in self.relations for each, _ in terms]
        signs = [sign for terms in self.relations for _, sign in terms]
        self.matrix = coo_array((signs, (rows, places)), shape=(len(self.relations), len(self.steps))).tocsr()
        self.columns = self.matrix.tocsc()
        self.relations_of = [[] for _ in self.steps]
        for row, place in zip(rows, places, strict=True):
            self.relations_of[place].append(row)

    def agrees(self, world: World, is_open: np.ndarray) -> bool:
        """Whether a world differs in hidden numbers alone, keeps every relation, and holds nothing that can't be."""
        places, moves = np.fromiter(world, dtype=int, count=len(world)), np.array(list(world.values()), dtype=float)
        whole = np.zeros(len(self.steps))
        whole[places] = moves
        return bool(is_open[places].all() and (moves >= self.steps[places]).all() and not (self.matrix @ whole).any())


def free_numbers(system: System, is_open: np.ndarray) -> np.ndarray:
    """Which open numbers stay open when those are taken out that are the only open one of a relation, again and again."""
    is_free = is_open.copy()
    pattern = abs(system.matrix)
    while True:
        alone = pattern @ is_free.astype(float) == 1
        given_away = ((pattern.T @ alone.astype(float)) > 0) & is_free
        if not given_away.any():
            return is_free
        is_free &= ~given_away


def worlds_at_hand(system: System, is_open: np.ndarray, wanted: np.ndarray, rounds: int = 8) -> list[World]:
    """Worlds in which wanted numbers differ, as many as a few looks at all of them together find; one a connected part."""
    is_free = free_numbers(system, is_open)
    places = np.flatnonzero(is_free)
    if not len(places) or not (wanted & is_free).any():
        return []
    matrix = system.columns[:, places].tocsr()
    matrix = matrix[np.flatnonzero(np.diff(matrix.indptr))]
    part_of = _parts(matrix)
    bounds = np.column_stack([np.maximum(system.steps[places], -FURTHEST), np.full(len(places), FURTHEST)])
    chance = np.random.default_rng(0)
    missing = wanted[places].copy()
    lowest, highest = np.zeros(len(places)), np.zeros(len(places))
    worlds: list[World] = []
    for turn in range(rounds):
        signs = np.full(len(places), (-1.0) ** turn) if turn < 2 else chance.choice([-1.0, 1.0], len(places))
        # A light pull to where they are keeps the others still.
        result = linprog(-signs * missing, A_eq=matrix, b_eq=np.zeros(matrix.shape[0]), bounds=bounds, method="highs")
        moves = np.rint(result.x)
        is_whole = np.bincount(part_of, np.abs(result.x - moves) > NOT_WHOLE, part_of.max() + 1) == 0
        is_new = is_whole[part_of] & missing & ((moves < lowest) | (moves > highest))
        lowest, highest = (
            np.where(is_new, better(now, moves), now) for better, now in ((np.minimum, lowest), (np.maximum, highest))
        )
        worlds += _split(places, moves, part_of, np.unique(part_of[is_new]))
        missing &= highest - lowest < 2
        if not missing.any():
            break
    return worlds


def _parts(matrix: csr_array) -> np.ndarray:
    """Which connected part each column of a matrix belongs to."""
    return connected_components(abs(matrix).T @ abs(matrix), directed=False)[1]


def _split(places: np.ndarray, moves: np.ndarray, part_of: np.ndarray, parts: np.ndarray) -> list[World]:
    moved = np.flatnonzero((moves != 0) & np.isin(part_of, parts))
    worlds: dict[int, World] = {}
    for each in moved:
        worlds.setdefault(int(part_of[each]), {})[int(places[each])] = int(moves[each])
    return list(worlds.values())


def nearest_world(system: System, cost: np.ndarray, number: int, step: int) -> World | None:
    """The world in which a number differs by a step that costs least to open up; None where there is none.

    `cost` is what it costs to hide each number: 0 where it is hidden, infinite where it can't be any more.
    """
    if step < system.steps[number]:
        return None
    for reach in REACHES:
        places = _around(system, cost, number, reach)
        world = _cheapest_world(system, cost, places, number, step)
        if world is not None or len(places) < reach:
            return world
    return None


def _cheapest_world(system: System, cost: np.ndarray, places: np.ndarray, number: int, step: int) -> World | None:
    """The cheapest world that differs in some numbers alone, by one of them as asked."""
    matrix = system.columns[:, places].tocsr()
    matrix = matrix[np.flatnonzero(np.diff(matrix.indptr))]
    up, down = np.full(len(places), LARGEST), np.minimum(-system.steps[places], LARGEST)
    least = np.zeros(2 * len(places))
    here = int(np.searchsorted(places, number))
    up[here], down[here] = max(step, 0), max(-step, 0)
    most = np.concatenate([up, down])
    least[here + (len(places) if step < 0 else 0)] = abs(step)
    prices = np.tile(cost[places], 2) + A_LITTLE
    both = hstack([matrix, -matrix], format="csc")
    result = milp(prices, bounds=Bounds(least, most), constraints=LinearConstraint(both, 0, 0), options={"presolve": False})
    if result.x is None:
        return None
    moves = result.x[: len(places)] - result.x[len(places) :]
    whole = np.rint(moves)
    if np.abs(whole - moves).max() > NOT_WHOLE:
        return None
    return {int(places[each]): int(whole[each]) for each in np.flatnonzero(whole)}


def _around(system: System, cost: np.ndarray, number: int, reach: int) -> np.ndarray:
    """The numbers nearest to one by relations, cheap ones first, as many as the reach; in order."""
    distance = {number: 0.0}
    queue, done, seen = [(0.0, number)], set(), set()
    while queue and len(done) < reach:
        far, each = heapq.heappop(queue)
        if each in done:
            continue
        done.add(each)
        for row in system.relations_of[each]:
            if row in seen:
                continue
            seen.add(row)
            for other, _ in system.relations[row]:
                price = far + cost[other] + 0.1
                if price < distance.get(other, np.inf):
                    distance[other] = price
                    heapq.heappush(queue, (price, other))
    return np.array(sorted(done))
