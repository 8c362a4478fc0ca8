"""Hidden quantities that hang together as linear programmes.

Each solution is a world in which all that is published would be just as it is. Two worlds that differ in a count hide it;
where none is found, its least and its greatest whole number are worked out.
"""

from functools import cache

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_matrix, csr_matrix, hstack, identity, vstack
from scipy.sparse.csgraph import connected_components

from intruder import knowledge as known
from intruder.learned import LEARNED
from intruder.outcome import NEAR, ROOM, Outcome, Pinned, Sheet, Target, is_telling
from intruder.relations import Relation, Terms

WORLDS = 12
SEED = 1
# What was only learned by watching is dropped before what the definitions say.
TRUSTED = 0.01


class System:
    """The relations as rows of a matrix over the quantities that aren't shown."""

    def __init__(self, sheet: Sheet, rules: list[Relation], targets: list[Target]) -> None:
        self.shown, self.contradictions = sheet.shown, sheet.contradictions
        names = {quantity: None for rule in rules for quantity, _ in rule.terms}
        names |= {quantity: None for target in targets for quantity, _ in target.terms}
        self.columns = {quantity: number for number, quantity in enumerate(q for q in names if q not in self.shown)}
        self.least = np.array([sheet.least.get(quantity, 0) for quantity in self.columns], dtype=float)
        self.whole = np.array([quantity.what not in known.NOT_WHOLE for quantity in self.columns], dtype=bool)
        self.kinds: list[str] = []
        self.rows, self.low, self.high = self._matrix(rules)
        self.targets = targets
        self.wanted, self.constant = self._functions([target.terms for target in targets])
        self._drop_what_contradicts()
        self.block = connected_components(self.rows.T @ self.rows if self.columns else csr_matrix((0, 0)), directed=False)[1]

    def _split(self, terms: Terms) -> tuple[list[tuple[int, float]], float]:
        """The terms that are not known, by column, and what the known ones come to."""
        return (
            [(self.columns[quantity], factor) for quantity, factor in terms if quantity in self.columns],
            sum(self.shown[quantity] * factor for quantity, factor in terms if quantity in self.shown),
        )

    def _matrix(self, rules: list[Relation]) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
        entries, lows, highs = [], [], []
        for rule in rules:
            unknown, known_part = self._split(rule.terms)
            if not unknown:
                if not rule.low - NEAR <= known_part <= rule.high + NEAR:
                    self.contradictions.append(f"{rule.kind}: {' '.join(rule.terms[0][0])}")
                continue
            entries.extend((len(lows), column, factor) for column, factor in unknown)
            lows.append(rule.low - known_part)
            highs.append(rule.high - known_part)
            self.kinds.append(rule.kind)
        return self._sparse(entries, len(lows)), np.array(lows), np.array(highs)

    def _functions(self, all_terms: list[Terms]) -> tuple[csr_matrix, np.ndarray]:
        split = [self._split(terms) for terms in all_terms]
        entries = [(row, column, factor) for row, (unknown, _) in enumerate(split) for column, factor in unknown]
        return self._sparse(entries, len(split)), np.array([constant for _, constant in split])

    def _sparse(self, entries: list[tuple[int, int, float]], rows: int) -> csr_matrix:
        row, column, factor = zip(*entries, strict=True) if entries else ((), (), ())
        return coo_matrix((factor, (row, column)), shape=(rows, len(self.columns))).tocsr()

    def _drop_what_contradicts(self) -> None:
        """Leave out the fewest relations, about, that no numbers can fit together: revised figures, or others' faults."""
        while self.columns and _least_world(np.zeros(len(self.columns)), self.rows, self.low, self.high, self.least) is None:
            give = identity(len(self.kinds), format="csr")
            rows = hstack([self.rows, give, -give]).tocsr()
            dear = [TRUSTED if kind.startswith(LEARNED) else 1.0 for kind in self.kinds]
            cost = np.concatenate([np.zeros(len(self.columns)), dear, dear])
            answer = _least_world(cost, rows, self.low, self.high, np.concatenate([self.least, np.zeros(2 * len(self.kinds))]))
            widths = np.abs(answer[len(self.columns) :]).reshape(2, -1).sum(axis=0)
            kept = widths <= NEAR
            self.contradictions.extend(self.kinds[row] for row in np.flatnonzero(~kept))
            self.rows, self.low, self.high = self.rows[kept], self.low[kept], self.high[kept]
            self.kinds = [kind for kind, keep in zip(self.kinds, kept, strict=True) if keep]

    def solve(self, outcome: Outcome, *, harmless: bool) -> None:
        """Fill an outcome: worlds that differ first, then the rest one by one."""
        outcome.blocks = len(set(self.block))
        low, high = self._worlds()
        for number in np.flatnonzero(~(high - low >= 1 - NEAR)):
            target = self.targets[number]
            # If it is one number, then that of every world: known to be harmless without another look.
            if not harmless and low[number] == high[number] and not is_telling(target, round(low[number])):
                continue
            least, most = self._ends(number)
            if least is None:
                outcome.contradictions.append(f"no world at all: {target.name}")
                continue
            outcome.intervals[target.name] = least, most
            if most - least < 1 - NEAR:
                outcome.pinned.append(Pinned(target, round(least), self._kinds_around(number)))

    def _worlds(self) -> tuple[np.ndarray, np.ndarray]:
        """The least and the greatest number of each target in some worlds that fit all that is published."""
        low, high = np.full(len(self.targets), np.inf), np.full(len(self.targets), -np.inf)
        is_known = np.diff(self.wanted.indptr) == 0
        low[is_known] = high[is_known] = self.constant[is_known]
        chance = np.random.default_rng(SEED)
        for world in range(WORLDS):
            open_still = ~(high - low >= 1 - NEAR)
            if not open_still.any():
                break
            sign = {0: 1.0, 1: -1.0}.get(world) or chance.choice([-1.0, 1.0], len(self.targets))
            blocks = np.unique(self.block[self.wanted[np.flatnonzero(open_still)].indices])
            if not len(blocks):
                continue
            values = self._world((sign * open_still) @ self.wanted, np.flatnonzero(np.isin(self.block, blocks)))
            seen = self.wanted @ values + self.constant
            low, high = np.fmin(low, seen), np.fmax(high, seen)
        return low, high

    def _world(self, cost: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """The numbers of one world, empty in blocks where no world of whole numbers was found."""
        values = np.full(len(self.columns), np.nan)
        rows = np.unique(self.rows[:, columns].nonzero()[0])
        part = self.rows[rows][:, columns]
        answer = _least_world(cost[columns], part, self.low[rows], self.high[rows], self.least[columns])
        if answer is not None:
            fractional = (np.abs(answer - np.round(answer)) > NEAR) & self.whole[columns]
            spoilt = np.isin(self.block[columns], np.unique(self.block[columns][fractional]))
            values[columns] = np.where(spoilt, np.nan, answer)
            return values
        blocks = np.unique(self.block[columns])
        for block in blocks if len(blocks) > 1 else []:
            own = columns[self.block[columns] == block]
            values[own] = self._world(cost, own)[own]
        return values

    def _ends(self, number: int) -> tuple[float | None, float | None]:
        """The least and the greatest whole number that a target can be; none where no world fits."""
        function = self.wanted[[number]].toarray()[0]
        used = np.flatnonzero(function)
        if not len(used):
            return self.constant[number], self.constant[number]
        columns, limits = self._part(tuple(np.unique(self.block[used])))
        ends = []
        for sign in (1, -1):
            answer = milp(
                sign * function[columns], constraints=limits, integrality=self.whole[columns].astype(int),
                bounds=Bounds(self.least[columns], ROOM), options={"time_limit": 60},
            )  # fmt: skip
            if answer.x is None:
                return None, None
            ends.append(round(float(function[columns] @ answer.x) + self.constant[number], 6))
        return ends[0], ends[1]

    @cache  # noqa: B019 - a system lives as long as its attack
    def _part(self, blocks: tuple[int, ...]) -> tuple[np.ndarray, tuple | LinearConstraint]:
        """The columns of some blocks, and what holds of them."""
        columns = np.flatnonzero(np.isin(self.block, blocks))
        rows = np.unique(self.rows[:, columns].nonzero()[0])
        return columns, LinearConstraint(self.rows[rows][:, columns], self.low[rows], self.high[rows]) if len(rows) else ()

    def _kinds_around(self, number: int) -> tuple[str, ...]:
        """The kinds of relation that touch a target."""
        used = self.wanted[[number]].indices
        return tuple(sorted({self.kinds[row] for row in self.rows[:, used].nonzero()[0]}))


def _least_world(cost: np.ndarray, rows: csr_matrix, low: np.ndarray, high: np.ndarray, least: np.ndarray) -> np.ndarray | None:
    """The world in which a cost is least, its numbers not held to be whole; None where there is none."""
    even = low == high
    has_high, has_low = np.isfinite(high) & ~even, np.isfinite(low) & ~even
    above = vstack([rows[has_high], -rows[has_low]]).tocsr()
    answer = linprog(
        cost, A_ub=above, b_ub=np.concatenate([high[has_high], -low[has_low]]), A_eq=rows[even], b_eq=low[even],
        bounds=np.column_stack([least, np.full(len(least), ROOM)]), method="highs",
    )  # fmt: skip
    return answer.x
