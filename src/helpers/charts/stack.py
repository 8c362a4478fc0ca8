"""Words one above the other, each as near to its own height as the others leave it."""

from collections.abc import Sequence


def stack(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """The middles of some labels, in pixels from the top, in the order given: none lies on another, all between the edges.

    Each is as near to where it is wanted as the least sum of squares allows. Where they are too high for the room together
    they run over the bottom.
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    groups: list[list[int]] = []
    tops: list[float] = []
    for at in order:
        groups.append([at])
        tops.append(_top_of([at], wanted, heights, top, bottom))
        while len(groups) > 1 and tops[-2] + sum(heights[each] for each in groups[-2]) > tops[-1]:
            lower = groups.pop()
            groups[-1] += lower
            tops.pop()
            tops[-1] = _top_of(groups[-1], wanted, heights, top, bottom)
    middles = [0.0] * len(wanted)
    for group, start in zip(groups, tops, strict=True):
        for at in group:
            middles[at] = start + heights[at] / 2
            start += heights[at]
    return middles


def _top_of(group: Sequence[int], wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> float:
    """Where labels that touch each other start, so that all together are nearest to their places."""
    starts, above = [], 0.0
    for at in group:
        starts.append(wanted[at] - heights[at] / 2 - above)
        above += heights[at]
    return max(min(sum(starts) / len(starts), bottom - above), top)
