"""What stands beside an indicator's figures in a chart: its target, published figures, the limits of chance, its breaks.

All of it is what the gate let through, for the very figure that is drawn; nothing is computed here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.charts.series import ALL
from helpers.compare.breaks import Break
from helpers.compare.judged import Judged
from helpers.indicator import Indicator, Kind
from helpers.months import ReportingMonth, Window
from helpers.protect.released import Released
from helpers.rounding import SIGN_AFTER, UNIT_AFTER, say_as_published, say_as_set

UNITS_OF = {Kind.SHARE: ("percent",), Kind.RATE: ("per_10000",), Kind.COUNT: ("count",), Kind.AVERAGE: ("score", "ratio")}
# Our own line and three levels beside it are as many as a reader can tell apart. The council's own published figure is
# none of them: it is a part of our line, counted by someone else.
MOST_LEVELS = 3
WHOSE = {"england": "", "neighbours": "Neighbours", "region": ""}


@dataclass(frozen=True)
class Level:
    """A level that stands beside the figures: whose it is, in their unit, in short and in full, and what it is for."""

    name: str
    value: float
    shown: str
    in_full: str
    period: str


@dataclass(frozen=True)
class Limits:
    """Between which limits the monthly figures lie while nothing but chance moves them, and their mean; unrounded."""

    low: float
    mean: float
    high: float
    first: ReportingMonth


@dataclass(frozen=True)
class Beside:
    """What stands beside one series of figures; nothing of it where nothing is known.

    `target_from` is the first month of the financial year that the target is for. `breaks` are those of the 24 months
    drawn, oldest first; the months on both sides of one are not compared.
    """

    target: Level | None = None
    target_from: ReportingMonth | None = None
    published: tuple[Level, ...] = ()
    are_near: bool = False
    limits: Limits | None = None
    breaks: tuple[Break, ...] = ()

    @property
    def values(self) -> list[float]:
        """Every value that the axis must hold."""
        return [level.value for level in self.levels] + ([self.limits.low, self.limits.high] if self.limits else [])

    @property
    def levels(self) -> tuple[Level, ...]:
        """The target, then published figures."""
        return (*((self.target,) if self.target else ()), *self.published)

    def starts(self, months: list[ReportingMonth]) -> tuple[int, ...]:
        """The places of the months, other than the first, with which the series starts anew."""
        return tuple(months.index(each.month) for each in self.breaks)

    def compares(self, earlier: ReportingMonth, later: ReportingMonth) -> bool:
        """Whether no break lies between two months."""
        return not any(earlier < each.month <= later for each in self.breaks)


def beside_of(indicator: Indicator, released: Released, months: list[ReportingMonth], window: Window) -> Beside:
    """What stands beside an indicator's headline figure in some months, oldest first, counted over a window.

    Target and published figures only beside the window that they are for; limits only beside the monthly figures that they
    are of, and where the verdict that holds them may be shown.
    """
    of_code = (each for each in released.breaks.rows if each.code == indicator.code and months[0] < each.month <= months[-1])
    breaks = tuple(sorted(of_code, key=lambda each: each.month))
    judged = released.judged.get(indicator.code)
    if judged is None:
        return Beside(breaks=breaks)
    is_same = judged.key[2:] == (str(window), *_place(indicator)) and judged.key[1] == str(months[-1])
    if not is_same:
        return Beside(breaks=breaks, limits=_limits(judged, months, window))
    target = _target(indicator.kind, judged)
    published = tuple(_published(indicator.kind, judged))[: MOST_LEVELS - (target is not None)]
    near = {each.level for each in judged.comparators if each.is_near and each.level in WHOSE}
    return Beside(
        target=target,
        target_from=_first_of_year(months[-1]) if target else None,
        published=published,
        are_near=bool(published and near),
        limits=_limits(judged, months, window),
        breaks=breaks,
    )


def _place(indicator: Indicator) -> tuple[str, str]:
    if indicator.headline_breakdown is None:
        return ALL, ALL
    return indicator.headline_breakdown.name, str(indicator.headline_group)


def _first_of_year(month: ReportingMonth) -> ReportingMonth:
    return ReportingMonth(int(month.financial_year[:4]), 4)


def _target(kind: Kind, judged: Judged) -> Level | None:
    if judged.target is None:
        return None
    value, year = judged.target.target, judged.target.financial_year
    number = say_as_set(value)
    return Level("Target", value, number + SIGN_AFTER.get(kind, ""), number + UNIT_AFTER.get(kind, ""), year)


def _published(kind: Kind, judged: Judged) -> Iterator[Level]:
    """The published figures in the unit of ours, those that most want to see first."""
    by_level = {each.level: each for each in judged.comparators if each.unit in UNITS_OF[kind]}
    for level, name in WHOSE.items():
        if level in by_level:
            found = by_level[level]
            number, short = say_as_published(found.value, are_whole=found.are_whole), SIGN_AFTER.get(kind, "")
            full = number + UNIT_AFTER.get(kind, "")
            yield Level(name or found.name, found.value, number + short, full, found.period)


def _limits(judged: Judged, months: list[ReportingMonth], window: Window) -> Limits | None:
    verdict = judged.verdict
    rests_on = [each for each in verdict.rests_on if each.window == str(window) and each.month >= str(months[0])]
    if verdict.limits is None or verdict.mean is None or not rests_on or window is not Window.MONTH:
        return None
    first = ReportingMonth.read(min(each.month for each in rests_on))
    return Limits(verdict.limits.lower, verdict.mean, verdict.limits.upper, first)


def short_period(period: str) -> str:
    """A period with its month cut to three letters: year to 31 Mar 2025."""
    return re.sub(r"\b([A-Z][a-z]{2})[a-z]+(?= \d{4}\b)", r"\1", period)
