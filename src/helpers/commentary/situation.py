"""What is remarkable about a month among those shown: an extreme, a row of rises or falls, months without a change.

Only of months that are all shown, with no break among them, and told apart by their figures as shown.
"""

from dataclasses import dataclass
from itertools import pairwise

from helpers.charts.series import MONTHS_SHOWN, Point
from helpers.commentary.figures import in_brackets
from helpers.commentary.series import Series, as_shown
from helpers.months import ReportingMonth, Window

# An extreme of fewer months is none, and so is a row of fewer rises; fewer months without a change are nothing to speak of.
FEWEST_FOR_EXTREME, FEWEST_IN_A_ROW, FEWEST_UNCHANGED = 12, 4, 3
ORDINALS = {4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}


@dataclass(frozen=True)
class Extreme:
    """The highest or the lowest of all months shown, or of those since a month that was as high or higher (or low)."""

    is_highest: bool
    since: Point | None
    among: tuple[Point, ...]

    @property
    def words(self) -> str:
        """As a sentence says it: the highest of the 24 months shown; the lowest since March 2025 (4)."""
        which = "highest" if self.is_highest else "lowest"
        if self.since is None:
            return f"the {which} of the {len(self.among)} months shown"
        return f"the {which} since {self.since.month.words} ({in_brackets(self.since.cell)})"


@dataclass(frozen=True)
class Row:
    """How many rises, or falls, follow one upon another up to the reporting month, and the months that show it."""

    count: int
    is_rise: bool
    among: tuple[Point, ...]

    @property
    def words(self) -> str:
        """As a sentence says it: the fifth rise in a row."""
        what = "rise" if self.is_rise else "fall"
        nth = ORDINALS.get(self.count)
        return f"the {nth} {what} in a row" if nth else f"the latest of {self.count} {what}s in a row"


def find_extreme(series: Series) -> Extreme | None:
    """Whether the reporting month's figure is higher, or lower, than those of all months shown or of 12 and more before it."""
    months = series.unbroken
    now = as_shown(months[-1].cell) if months[-1].cell.is_shown else None
    if now is None:
        return None
    for is_highest in (True, False):
        among: list[Point] = []
        for point in reversed(months[:-1]):
            if as_shown(point.cell) >= now if is_highest else as_shown(point.cell) <= now:
                if len(among) >= FEWEST_FOR_EXTREME:
                    return Extreme(is_highest, point, (point, *among[::-1], months[-1]))
                break
            among.append(point)
        else:
            if len(months) == MONTHS_SHOWN:
                return Extreme(is_highest, None, tuple(months))
    return None


def find_row(series: Series) -> Row | None:
    """The rises or falls in a row, 4 or more; none of a rolling window, which shares most of its months with the one before."""
    if series.window in (Window.ROLLING_6, Window.ROLLING_12):
        return None
    months = series.unbroken
    if not months[-1].cell.is_shown:
        return None
    steps = [as_shown(later.cell) - as_shown(earlier.cell) for earlier, later in pairwise(months)]
    count = 0
    while count < len(steps) and steps[-1] * steps[-1 - count] > 0:
        count += 1
    return Row(count, steps[-1] > 0, tuple(months[-1 - count :])) if count >= FEWEST_IN_A_ROW else None


def unchanged_since(series: Series) -> ReportingMonth | None:
    """The first of the months, 4 or more with the reporting month, that all have its figure; None where they are fewer."""
    months = series.unbroken
    if not months[-1].cell.is_shown:
        return None
    count = 0
    while count < len(months) and months[-1 - count].cell.exact == months[-1].cell.exact:
        count += 1
    return months[-count].month if count > FEWEST_UNCHANGED else None
