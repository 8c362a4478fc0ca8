"""What changes over the months for a board to see, and things that come round again and again."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from helpers.demo.dates import Calendar


class Trend:
    """A number that changes steadily between the ends of some months (0: the reporting month), and not beyond them."""

    def __init__(self, calendar: Calendar, by_month: Mapping[int, float]) -> None:
        self._points = [(calendar.end_of(month), value) for month, value in sorted(by_month.items())]

    def on(self, day: int) -> float:
        """The number on a day."""
        if day <= self._points[0][0]:
            return self._points[0][1]
        for (before, low), (after, high) in pairwise(self._points):
            if day <= after:
                return low + (high - low) * (day - before) / (after - before)
        return self._points[-1][1]


def rounds(first: int, until: int, gap: Callable[[int], int]) -> Iterator[int]:
    """The days from the first to before another, each so many days after the last as `gap` says of that one."""
    day = first
    while day < until:
        yield day
        day += gap(day)
