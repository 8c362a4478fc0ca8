"""What a funnel shows, and what it says in words: its title, its text alternative and its note. Nothing is ranked."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from helpers.charts.series import Cell, State
from helpers.charts.words import WHY
from helpers.compare.intervals import CONTROL_LIMIT, WARNING_LIMIT, DistrictThatDiffers, funnel_limits
from helpers.indicator import Kind
from helpers.rounding import say_number

LIMITS = {WARNING_LIMIT: "95%", CONTROL_LIMIT: "99.8%"}
WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


@dataclass(frozen=True)
class Funnel:
    """What a funnel shows: the districts with a figure by name, the whole, and those that differ from it by more than chance."""

    kind: Kind
    noun: str
    cells: Mapping[str, Cell]
    whole: Cell
    differ: Mapping[str, DistrictThatDiffers]
    without: Mapping[State, int]

    @property
    def sizes(self) -> list[float]:
        """What each district's figure is out of."""
        return [cell.denominator for cell in self.cells.values()]

    def limits(self, size: float, confidence: float) -> tuple[float, float]:
        """The limits of a district of such a size, in the figure's unit."""
        found = funnel_limits(self.kind, self.whole.numerator, self.whole.denominator, size, confidence)
        return (found.lower, found.upper) if found else (math.nan, math.nan)


def say_funnel_title(funnel: Funnel) -> str:
    """How many districts differ from the whole by more than chance, and which, by name."""
    shown = "that can be shown " if any(funnel.without.values()) else ""
    if not funnel.differ:
        return f"No {funnel.noun} {shown}differs from the whole by more than chance"
    verb = "differs" if len(funnel.differ) == 1 else "differ"
    which = ", ".join(f"{name} ({'higher' if found.is_higher else 'lower'})" for name, found in funnel.differ.items())
    some, of = (_count(len(each)) for each in (funnel.differ, funnel.cells))
    how_many = f"All {of.lower()}" if some == of else f"{some} of {of.lower()}"
    return f"{how_many} {funnel.noun}s {shown}{verb} from the whole by more than chance: {which}"


def say_funnel(funnel: Funnel, what: str) -> str:
    """What the picture says: the whole, the limits of the smallest and the largest, and the districts outside them."""
    sizes = dict.fromkeys((min(funnel.sizes), max(funnel.sizes)))
    said = [
        f"Funnel of {len(funnel.cells)} {funnel.noun}s: {what}, each by its size.",
        f"The whole: {funnel.whole.in_full}.",
        *(_say_limits(funnel, size) for size in sizes),
    ]
    for name, found in funnel.differ.items():
        side = "above" if found.is_higher else "below"
        said.append(f"{name}: {funnel.cells[name].in_full}, {side} the {LIMITS[found.confidence]} limits.")
    rest = len(funnel.cells) - len(funnel.differ)
    said.append(f"Within the limits: {f'the other {rest}' if funnel.differ and rest else rest or 'none'}.")
    return " ".join([*said, *_say_without(funnel)])


def say_funnel_note(funnel: Funnel) -> str:
    """What stands under the picture: how often chance alone passes the limits, and which districts are left out."""
    chance = "at most about one in 20 lies outside the 95% limits by chance alone, and one in 500 outside the 99.8% limits."
    return " ".join([f"Of {funnel.noun}s that do not differ from the whole, {chance}", *_say_without(funnel)])


def _say_limits(funnel: Funnel, size: float) -> str:
    unit = "%" if funnel.kind == Kind.SHARE else ""
    spans = []
    for confidence, name in LIMITS.items():
        lower, upper = (say_number(limit, 1) + unit for limit in funnel.limits(size, confidence))
        spans.append(f"{lower} to {upper} ({name} limits)")
    return f"Chance alone would put a {funnel.noun} of {say_number(size)} at {' or '.join(spans)}."


def _say_without(funnel: Funnel) -> list[str]:
    counted = [(count, WHY[state]) for state, count in funnel.without.items() if count]
    return [f"{_count(count)} {funnel.noun}{' is' if count == 1 else 's are'} left out: {why}." for count, why in counted]


def _count(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else say_number(number)
