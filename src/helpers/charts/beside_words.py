"""What a chart says of the target, published figures, limits and breaks that stand in it."""

from collections.abc import Sequence

from helpers.charts.beside import Beside, Limits
from helpers.compare.breaks import Break
from helpers.indicator import Kind
from helpers.rounding import SIGN_AFTER, say_number

NEAR = "The published figures at the right are not counted quite as ours are; the table of published figures says how."


def say_beside(beside: Beside, kind: Kind) -> list[str]:
    """Everything that stands beside the figures, a sentence each, for a text alternative."""
    said = [f"Target for {beside.target.period}: {beside.target.in_full}."] if beside.target else []
    said += [f"{level.name}, {level.period}: {level.in_full}." for level in beside.published]
    return [*said, *say_limits(beside.limits, kind), *say_breaks(beside.breaks)]


def say_beside_note(beside: Beside, kind: Kind) -> list[str]:
    """What the picture can't say by itself: what is shaded, how published figures differ, and why the series breaks."""
    near = [NEAR] if beside.are_near else []
    return [*say_limits(beside.limits, kind), *near, *say_breaks(beside.breaks)]


def say_limits(limits: Limits | None, kind: Kind) -> list[str]:
    """What the shaded band is and where it lies."""
    if limits is None:
        return []
    low, mean, high = (say_number(value, 1) + SIGN_AFTER.get(kind, "") for value in (limits.low, limits.mean, limits.high))
    return [f"Shaded: {low} to {high}, where nearly every month would lie if only chance moved it. Dotted: the mean, {mean}."]


def say_breaks(breaks: Sequence[Break]) -> list[str]:
    """Each break: when, and why in the council's words; nothing is compared across it."""
    apart = "Earlier months are not compared with later ones."
    return [f"The series breaks in {each.month.words}: {each.text.strip().rstrip('.')}. {apart}" for each in breaks]
