"""The months of one figure, and which of them may be set beside which: both shown, and no break of the series between."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.charts.series import ALL, Cell, Point, groups_of, months_of, reporting_month
from helpers.commentary.sentence import RestsOn, Role
from helpers.compare.breaks import last_year_end
from helpers.indicator import Indicator
from helpers.months import ReportingMonth, Window
from helpers.protect.released import Released
from helpers.rounding import decimals_of, round_half_away

BACK = {Role.BEFORE: 1, Role.YEAR_AGO: 12}


@dataclass(frozen=True)
class Series:
    """The months of one figure that end with the reporting month, oldest first; `pairs` are those, later and earlier, whose
    difference the edition may say.
    """

    indicator: Indicator
    window: Window
    breakdown: str
    group: str
    points: Sequence[Point]
    pairs: frozenset[tuple[str, str]]

    @property
    def now(self) -> Point:
        """The reporting month."""
        return self.points[-1]

    def earlier(self, role: Role) -> Point | None:
        """The month of a role, where the reporting month may be set beside it."""
        month = self.month_of(role)
        return self._at(month) if (str(self.now.month), str(month)) in self.pairs else None

    def month_of(self, role: Role) -> ReportingMonth:
        """The month before, the same a year earlier, or the March that ended the last financial year."""
        return last_year_end(self.now.month) if role is Role.MARCH else self.now.month.plus(-BACK[role])

    @property
    def is_broken(self) -> bool:
        """Whether the figure of a year earlier is shown, and may not be set beside this month's: a break lies between."""
        then = self._at(self.month_of(Role.YEAR_AGO))
        is_shown = then is not None and then.cell.is_shown and self.now.cell.is_shown
        return is_shown and bool(self.pairs) and self.is_like(Role.YEAR_AGO) and self.earlier(Role.YEAR_AGO) is None

    def is_like(self, role: Role) -> bool:
        """Whether the month of a role holds as much time as the reporting month."""
        return self.indicator.may_compare(self.month_of(role), self.now.month)

    @property
    def unbroken(self) -> list[Point]:
        """Return the months up to the reporting month, oldest first, of which each may be compared with the one before.

        They end where a month is uncertain: nothing is told of a row of months with such a one among them.
        """
        months = [self.now]
        for point in reversed(self.points[:-1]):
            if (str(months[-1].month), str(point.month)) not in self.pairs:
                break
            if point.cell.is_uncertain or self.now.cell.is_uncertain:
                break
            months.append(point)
        return months[::-1]

    def rests_on(self, role: Role, point: Point) -> RestsOn:
        """A month of the series as what a sentence rests on."""
        return RestsOn(
            role=role,
            code=self.indicator.code,
            period=str(point.month),
            window=str(self.window),
            breakdown=self.breakdown,
            group=self.group,
            shown=point.cell.shown,
        )

    def _at(self, month: ReportingMonth) -> Point | None:
        return next((point for point in self.points if point.month == month), None)


def as_shown(cell: Cell) -> float:
    """A figure rounded as it is shown, in its unit: months are told apart by what a reader sees of them."""
    return float(round_half_away(cell.exact, decimals_of(cell.kind, cell.denominator)))


def headline_series(indicator: Indicator, released: Released, window: Window | None = None) -> Series | None:
    """The series that stands for an indicator: the whole, its headline group, or of the parts of a whole the largest.

    None where it has only groups and no headline, or nothing is released.
    """
    by, group = indicator.headline_breakdown, indicator.headline_group
    if by is not None and group is not None:
        return series_of(indicator, released, window or indicator.headline, by.name, group)
    if not indicator.is_grouped:
        return series_of(indicator, released, window or indicator.headline, ALL, ALL)
    return _largest(indicator, released) if indicator.is_composition else None


def series_of(indicator: Indicator, released: Released, window: Window, breakdown: str, group: str) -> Series | None:
    """One series; None where nothing is released."""
    points = months_of(indicator, released, window, breakdown, group)
    if not points:
        return None
    pairs = released.pairs.get((indicator.code, str(window), breakdown, group), frozenset())
    return Series(indicator, window, breakdown, group, points, pairs)


def _largest(indicator: Indicator, released: Released) -> Series | None:
    """The group with most in the reporting month, the first in reading order of several alike; None where none is shown."""
    if reporting_month(released) is None:
        return None
    by = indicator.measure.grouping
    groups = [series_of(indicator, released, indicator.headline, by.name, group) for group in groups_of(indicator, released, by)]
    shown = [series for series in groups if series is not None and series.now.cell.is_shown]
    return max(shown, key=lambda series: series.now.cell.exact, default=None)
