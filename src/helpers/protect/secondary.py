"""What else must be hidden, so that no small figure can be worked out; as little as may be, and checked before it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from helpers.council import Disclosure
from helpers.errors import DefinitionError
from helpers.indicator import Indicator
from helpers.months import Window
from helpers.protect.known import KnownBefore, known_before
from helpers.protect.quantities import DENOMINATOR, NUMERATOR, Quantities, find_quantities, published_numbers
from helpers.protect.relations import find_relations
from helpers.protect.small import is_private
from helpers.protect.worlds import WIDE, System, World, nearest_worlds, worlds_at_hand
from helpers.protect.worth import worth_of
from helpers.results import ALL

# A table of events of which a larger part than this would be hidden anyway is hidden whole.
MOSTLY = 0.25


@dataclass
class Search:
    """What is hidden so far, what it leaves open, and the worlds that keep each protected number so."""

    system: System
    quantities: Quantities
    worth: np.ndarray
    is_hidden: np.ndarray
    is_known: np.ndarray
    wanted: np.ndarray
    is_open: np.ndarray = field(init=False)
    cost: np.ndarray = field(init=False)
    worlds: list[World] = field(default_factory=list)
    of_number: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        places = range(len(self.quantities.truth))
        self.cost = np.array([self.cost_of(each) for each in places])
        self.is_open = self.cost == 0

    def cost_of(self, number: int) -> float:
        """What it would cost to leave a number open: the worth of the cells that show it still."""
        if self.is_known[number]:
            return np.inf
        return float(sum(self.worth[row] for row in self.quantities.shown_in[number] if not self.is_hidden[row]))

    def set_hidden(self, row: int) -> None:
        """Hide a cell."""
        self.is_hidden[row] = True
        for each in self.quantities.of_cell[row].values():
            self.cost[each] = self.cost_of(each)
            self.is_open[each] = self.cost[each] == 0

    def take(self, world: World) -> None:
        """Hide what a world differs in, and hold it for all numbers among them."""
        for each in world:
            for row in self.quantities.shown_in[each]:
                if not self.is_hidden[row]:
                    self.set_hidden(row)
        self.worlds.append(world)
        for each in world:
            self.of_number.setdefault(each, []).append(len(self.worlds) - 1)

    def hide_beside(self, number: int) -> None:
        """Hide all that shares a relation with a number and isn't known anyway."""
        beside = {each for relation in self.system.relations_of[number] for each, _ in self.system.relations[relation]}
        for row in sorted({row for each in beside if not self.is_known[each] for row in self.quantities.shown_in[each]}):
            self.set_hidden(row)

    def width(self, number: int) -> int:
        """How far apart the values lie that a number has in the true world and those held for it."""
        moves = [0, *(self.worlds[each][number] for each in self.of_number.get(number, ()))]
        return max(moves) - min(moves)

    def also_hidden(self) -> np.ndarray:
        """The counts of hidden rows that are no zero and not wanted yet: hidden with others, they must not be told either."""
        counts = [self.quantities.of_cell[row].get(NUMERATOR, -1) for row in np.flatnonzero(self.is_hidden)]
        found = np.zeros(len(self.wanted), dtype=bool)
        found[[each for each in counts if each >= 0 and self.quantities.truth[each] != 0]] = True
        return found & self.is_open & ~self.wanted


def hide_what_gives_away(
    figures: pd.DataFrame,
    entries: Mapping[str, Indicator],
    small: np.ndarray,
    rule: Disclosure,
    published: pd.DataFrame,
    month: str,
) -> np.ndarray:
    """Which rows of results to hide, so that of no small row a number can be told from those shown: those and others.

    `published` are the rows of the register: what was shown stays known, what was hidden stays hidden. The same figures and
    register give the same. Raises DefinitionError where the proof fails.
    """
    quantities = find_quantities(figures, entries, rule)
    relations = find_relations(quantities, entries)
    system = System(relations, np.array(quantities.floor) - np.array(quantities.truth))
    before = known_before(figures, published)
    is_known = _known(quantities, before)
    wanted = _wanted(quantities, figures, entries, small, rule.hide_counts_up_to)
    _add_earlier(quantities, published, entries, is_known, wanted)
    wanted &= ~is_known
    is_hidden = small | before.was_hidden | _in_tables_mostly_small(figures, small)
    for each in np.flatnonzero(wanted):
        is_hidden[quantities.shown_in[each]] = True
    search = Search(system, quantities, worth_of(figures, entries, month), is_hidden.copy(), is_known, wanted)
    lost: set[int] = set()
    more = wanted | search.also_hidden()
    # What is hidden beside the small ones is hidden for nothing where it can be told, so it is wanted as well, and so on.
    while more.any():
        search.wanted = search.wanted | more
        lost |= _open_up(search, more)
        more = search.also_hidden()
    _prove(search, lost)
    return search.is_hidden


def _in_tables_mostly_small(figures: pd.DataFrame, small: np.ndarray) -> np.ndarray:
    """The rows of tables of events by group and month of which a good part is small; windows give the rest away."""
    is_of_events = (figures["window"] != Window.SNAPSHOT) & (figures["breakdown"] != ALL)
    of_table = pd.Series(small).groupby([figures["code"], figures["window"], figures["breakdown"]])
    return (is_of_events & (of_table.transform("mean") > MOSTLY)).to_numpy()


def _known(quantities: Quantities, before: KnownBefore) -> np.ndarray:
    """The numbers that readers know from what was published before."""
    is_known = np.zeros(len(quantities.truth), dtype=bool)
    for part, rows in ((NUMERATOR, before.numerator), (DENOMINATOR, before.denominator)):
        for row in np.flatnonzero(rows):
            if part in quantities.of_cell[row]:
                is_known[quantities.of_cell[row][part]] = True
    return is_known


def _add_earlier(
    quantities: Quantities, published: pd.DataFrame, entries: Mapping[str, Indicator], is_known: np.ndarray, wanted: np.ndarray
) -> None:
    """Months before the first, which windows tell of: what an earlier report showed of them is known, what it hid is wanted."""
    earlier = published_numbers(published, entries)
    for name, each in quantities.by_name.items():
        if not quantities.shown_in[each] and name in earlier:
            is_known[each] = earlier[name] == quantities.truth[each]
            wanted[each] = earlier[name] is None and quantities.truth[each] != 0


def _wanted(
    quantities: Quantities, figures: pd.DataFrame, entries: Mapping[str, Indicator], small: np.ndarray, few: int
) -> np.ndarray:
    """The numbers that nobody may be able to tell: those of small rows; a denominator only where it is few itself, a zero
    only where it is private.
    """
    wanted = np.zeros(len(quantities.truth), dtype=bool)
    private = {code for code, entry in entries.items() if is_private(entry)}
    for row, code in zip(np.flatnonzero(small), figures["code"].to_numpy()[small], strict=True):
        for part, number in quantities.of_cell[row].items():
            truth = quantities.truth[number]
            wanted[number] |= 0 < truth <= few if part == DENOMINATOR else truth != 0 or code in private
    return wanted


def _open_up(search: Search, wanted: np.ndarray) -> set[int]:
    """Hide further cells until some numbers are open; gives those that no hiding can help, and hides all beside them."""
    lost = set()
    is_narrow = wanted.copy()
    is_narrow[[each for each in search.of_number if search.width(each) >= WIDE]] = False
    for world in worlds_at_hand(search.system, search.is_open, is_narrow):
        search.take(world)
        is_narrow[list(world)] = False
    reach = 0
    for each in np.flatnonzero(is_narrow):
        number = int(each)
        if not is_narrow[number]:
            continue
        for step in (WIDE, -WIDE):
            # Numbers that stand beside one another need to look equally far; now and then a nearer look is tried again.
            worlds, reach = nearest_worlds(search.system, search.cost, number, step, is_narrow, max(reach - (number % 4 == 0), 0))
            if worlds:
                break
        else:
            lost.add(number)
            search.hide_beside(number)
        for world in worlds:
            search.take(world)
            is_narrow[list(world)] = False
    return lost


def _prove(search: Search, lost: set[int]) -> None:
    """Check by adding up that every protected number has a world. Raises DefinitionError where one has none."""
    sound = [search.system.agrees(world, search.is_open) for world in search.worlds]
    for each in np.flatnonzero(search.wanted):
        held = search.of_number.get(int(each), ())
        if int(each) not in lost and not any(sound[at] for at in held):
            raise DefinitionError("A figure that must be hidden could be worked out, so nothing is shown.")
