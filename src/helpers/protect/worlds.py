"""Other worlds: figures that agree with all that is shown, in which a hidden number is another than it truly is.

A hidden number is safe where such a world is at hand: nobody can tell it from the true one. Each world is held as its
difference from the true one, in whole numbers, so that it can be checked by adding up.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csc_array, csr_array, hstack
from scipy.sparse.csgraph import connected_components

from helpers.protect.relations import Terms

# No world needs to differ by more than this to leave a number open.
A_FEW, FURTHEST, LARGEST = 2.0, 4.0, 16.0
# Over how many whole numbers a hidden one must be free to lie beyond its own.
WIDE = 1
# How often all hidden numbers are looked at together.
ROUNDS = 8
# How many numbers a search looks at around the one to be hidden: first few, and more where they are not enough.
REACHES = (60, 250, 1000, 4000, 1_000_000)
# How many times its step a number is moved where a world of whole numbers is not at hand.
TIMES = (1, 2, 3, 4)
# What one relation further away counts beside what it costs to hide a number there.
HOP = 0.1
# What any difference costs, so that a world differs in as little as may be; and what is taken for a fraction.
A_LITTLE, NOT_WHOLE = 0.01, 1e-6
# What it is worth to move another number that must be open: more than moving costs, less than hiding any cell.
A_WISH = 0.05

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


def worlds_at_hand(system: System, is_open: np.ndarray, wanted: np.ndarray, rounds: int = ROUNDS) -> list[World]:
    """Worlds in which wanted numbers differ and hidden ones alone, as many as a few looks at all of them together find."""
    is_free = free_numbers(system, is_open)
    places = np.flatnonzero(is_free)
    missing = wanted[places].copy()
    if not missing.any():
        return []
    matrix = _among(system, places).tocsc()
    _, part_of = connected_components(abs(matrix).T @ abs(matrix), directed=False)
    chance = np.random.default_rng(0)
    worlds: list[World] = []
    for turn in range(rounds):
        here = np.flatnonzero(np.isin(part_of, part_of[missing]))
        found = _worlds_with(matrix[:, here], system.steps[places[here]], missing[here], _signs(turn, len(here), chance))
        for part, moves in found:
            missing[here[part]] = False
            worlds.append(dict(zip(places[here[part]].tolist(), moves.astype(int).tolist(), strict=True)))
        if not missing.any():
            break
    return worlds


def _signs(turn: int, count: int, chance: np.random.Generator) -> np.ndarray:
    """Which way each number is asked to move: all up, all down, and then by chance."""
    return np.full(count, (-1.0) ** turn) if turn < 2 else chance.choice([-1.0, 1.0], count)


def _worlds_with(
    matrix: csc_array, steps: np.ndarray, missing: np.ndarray, signs: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Worlds of whole numbers in which as many missing ones as may be move as asked; what can't go down is asked to go up."""
    room = np.where(missing, A_FEW, LARGEST)
    asked = np.where(steps > -1, 1.0, signs) * missing
    moves = milp(-asked, bounds=Bounds(np.maximum(steps, -room), room), constraints=LinearConstraint(matrix, 0, 0)).x
    for part in _parts_that_moved(matrix, moves):
        whole = np.rint(moves[part])
        if missing[part][whole != 0].any() and np.abs(whole - moves[part]).max() < NOT_WHOLE:
            yield part, whole


def _parts_that_moved(matrix: csc_array, moves: np.ndarray) -> list[np.ndarray]:
    """The numbers that moved, in parts that no relation holds together: each part is a world by itself."""
    moved = np.flatnonzero(np.abs(moves) > NOT_WHOLE)
    pattern = abs(matrix[:, moved])
    _, part_of = connected_components(pattern.T @ pattern, directed=False)
    order = np.argsort(part_of, kind="stable")
    return np.split(moved[order], np.flatnonzero(np.diff(part_of[order])) + 1) if len(moved) else []


def nearest_worlds(
    system: System, cost: np.ndarray, number: int, step: int, others: np.ndarray, start: int = 0
) -> tuple[list[World], int]:
    """The world in which a number differs by a step that costs least to open up, first; none where there is none.

    `cost` is what it costs to hide each number: 0 where it is hidden, infinite where it can't be any more. Worlds in which
    `others` differ too come with it where they cost nothing more. `start` says how far to look at first, of `REACHES`; how
    far was looked is given as well.
    """
    if step < system.steps[number]:
        return [], start
    for at in range(start, len(REACHES)):
        places = _around(system, cost, number, REACHES[at])
        worlds = _whole_worlds(system, cost, places, number, step, others)
        if worlds or len(places) < REACHES[at]:
            return worlds or [], at
    return [], start


def _whole_worlds(
    system: System, cost: np.ndarray, places: np.ndarray, number: int, step: int, others: np.ndarray
) -> list[World] | None:
    """The cheapest worlds as below, of whole numbers. Where halves or thirds come out, others are left alone and twice or
    three times the step is tried, which mends it nearly always; whole numbers are asked for last, as that may take seconds.
    """
    worlds = _cheapest_worlds(system, cost, places, number, step, others, is_whole=False)
    if worlds == []:
        nobody = np.zeros_like(others)
        for times in TIMES:
            if step * times >= system.steps[number]:
                worlds = _cheapest_worlds(system, cost, places, number, step * times, nobody, is_whole=False)
            if worlds:
                return worlds
        return _cheapest_worlds(system, cost, places, number, step, nobody, is_whole=True)
    return worlds


def _cheapest_worlds(
    system: System, cost: np.ndarray, places: np.ndarray, number: int, step: int, others: np.ndarray, *, is_whole: bool
) -> list[World] | None:
    """The cheapest worlds in which some numbers alone differ, one of them as asked; empty where that is not by whole numbers,
    None where there is none. `is_whole` asks for whole numbers, which takes longer.
    """
    moves = _cheapest_moves(system, cost, places, number, step, others, is_whole=is_whole)
    return None if moves is None else _worlds_of(system, places, moves, number)


def _cheapest_moves(
    system: System, cost: np.ndarray, places: np.ndarray, number: int, step: int, others: np.ndarray, *, is_whole: bool
) -> np.ndarray | None:
    """The cheapest moves of some numbers alone, with one of them as asked; `is_whole` asks for whole numbers."""
    matrix = _among(system, places)
    up, down = np.full(len(places), LARGEST), np.minimum(-system.steps[places], LARGEST)
    least = np.zeros(2 * len(places))
    here = int(np.searchsorted(places, number))
    up[here], down[here] = max(step, 0), max(-step, 0)
    least[here + (len(places) if step < 0 else 0)] = abs(step)
    wished = np.where(others[places], A_WISH, 0.0)
    # Half of the others up and half down: they make room for each other.
    is_up = (places % 2 == 0) | (system.steps[places] > -1)
    prices = np.concatenate([cost[places] + A_LITTLE - wished * is_up, cost[places] + A_LITTLE - wished * ~is_up])
    up, down = np.where(others[places], np.minimum(up, FURTHEST), up), np.where(others[places], np.minimum(down, FURTHEST), down)
    most = np.maximum(np.concatenate([up, down]), least)
    result = milp(
        prices,
        integrality=np.ones(len(prices)) if is_whole else None,
        bounds=Bounds(least, most),
        constraints=LinearConstraint(hstack([matrix, -matrix], format="csc"), 0, 0),
        options={"presolve": is_whole, "node_limit": 200},
    )
    return None if result.x is None else result.x[: len(places)] - result.x[len(places) :]


def _worlds_of(system: System, places: np.ndarray, moves: np.ndarray, number: int) -> list[World]:
    """The worlds that moves are made of, that of a number first; none where that is not of whole numbers."""
    worlds = []
    for part in _parts_that_moved(_among(system, places).tocsc(), moves):
        whole = np.rint(moves[part])
        if np.abs(whole - moves[part]).max() < NOT_WHOLE:
            worlds.append({int(place): int(move) for place, move in zip(places[part], whole, strict=True)})
    worlds.sort(key=lambda world: number not in world)
    return worlds if worlds and number in worlds[0] else []


def _among(system: System, places: np.ndarray) -> csr_array:
    """The relations that touch some numbers, with the columns of these alone."""
    matrix = system.columns[:, places].tocsr()
    return matrix[np.flatnonzero(np.diff(matrix.indptr))]


def _around(system: System, cost: np.ndarray, number: int, reach: int) -> np.ndarray:
    """The numbers nearest to one by relations, cheap ones first, as many as the reach; in order."""
    found, done, seen = {number}, [], set()
    queue = [(0.0, number)]
    while queue and len(done) < reach:
        far, each = heapq.heappop(queue)
        done.append(each)
        for row in system.relations_of[each]:
            beside = [] if row in seen else [other for other, _ in system.relations[row] if other not in found]
            seen.add(row)
            for other in beside:
                if cost[other] < np.inf:
                    found.add(other)
                    heapq.heappush(queue, (far + cost[other] + HOP, other))
    return np.array(sorted(done))
