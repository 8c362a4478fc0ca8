"""What was revised: headline figures of earlier months that come to another number now than was reported, old and new."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from markupsafe import Markup

from helpers.display import together
from helpers.history import find_revised
from helpers.indicator import Indicator, Kind
from helpers.months import ReportingMonth
from helpers.protect.released import Released
from helpers.results import ALL
from helpers.rounding import exact_value, say_value, with_mark
from helpers.section.figures import Figures
from helpers.section.links import REVISED_ADDRESS, link_to

MOST = 3


@dataclass(frozen=True, kw_only=True)
class Revised:
    """A headline figure that came to another number after it was reported: numerator and denominator, then and now.

    `is_uncertain` is of the figure as now known; of one reported earlier that is not on file.
    """

    entry: Indicator
    month: ReportingMonth
    as_reported: tuple[float, float]
    as_now_known: tuple[float, float]
    is_uncertain: bool = False

    @property
    def in_words(self) -> tuple[str, str]:
        """Return the figure as reported, and as now known with the mark of an uncertain one."""
        old, new = (say_value(self.entry.kind, *pair) for pair in (self.as_reported, self.as_now_known))
        return old, with_mark(new, is_uncertain=self.is_uncertain)

    @property
    def reads_alike(self) -> bool:
        """Return whether both are written with the same digits."""
        old, new = (say_value(self.entry.kind, *pair) for pair in (self.as_reported, self.as_now_known))
        return old == new

    @property
    def size(self) -> Fraction:
        """How far the two lie apart, as a part of what was reported, or of 1 where that is less."""
        old, new = (exact_value(self.entry.kind, *pair) for pair in (self.as_reported, self.as_now_known))
        return Fraction(0) if old is None or new is None else abs(new - old) / max(abs(old), 1)


def find_revised_headlines(figures: Figures) -> list[Revised]:
    """Headline figures of earlier months that have changed since, newest first; only where the edition shows the new one.

    The old one must have been shown too, by the register of what was published: what was only counted then is no one's to know.
    """
    revised = find_revised(figures.results.frame, figures.history)
    entries = {entry.code: entry for entry in figures.entries}
    is_headline = [
        one.code in entries and (one.window, one.breakdown, one.group) == _headline_key(entries[one.code])
        for one in revised.itertuples()
    ]
    revised = revised[np.array(is_headline, dtype=bool)]
    found = []
    for one in revised.sort_values(["month", "code"], ascending=[False, True], kind="stable").itertuples():
        cell = (one.code, one.month, one.window, one.breakdown, one.group)
        old, new = (one.numerator_reported, one.denominator_reported), (one.numerator, one.denominator)
        if _is_shown(figures.released, cell) and figures.released.was_shown(cell, *old):
            month = ReportingMonth.read(one.month)
            doubts = figures.released.doubts.of(one.code, one.month, one.breakdown)
            found.append(
                Revised(
                    entry=entries[one.code], month=month, as_reported=old, as_now_known=new, is_uncertain=bool(doubts),
                )
            )  # fmt: skip
    return found


def most_important(revised: list[Revised]) -> list[Revised]:
    """At most three, of those whose figure reads otherwise: last month's first, then the largest as a part of what it was.

    A rate is left out where the number that it is of stands there too; of two alike the newer one comes first.
    """
    numbers = {(one.month, one.entry.measure.rows) for one in revised if one.entry.kind is Kind.COUNT}
    read_otherwise = [
        one
        for one in revised
        if not one.reads_alike and not (one.entry.kind is Kind.RATE and (one.month, one.entry.measure.rows) in numbers)
    ]
    latest = max((one.month for one in revised), default=None)
    return sorted(read_otherwise, key=lambda one: (one.month != latest, -one.size))[:MOST]


def show_most_revised(figures: Figures) -> Markup:
    """The few most important figures that were revised, old and new, and how many others there are and where."""
    revised = find_revised_headlines(figures)
    if not revised:
        return Markup("<p>No figure of an earlier month that was reported has changed since.</p>")
    shown = most_important(revised)
    items = [
        Markup("<li>{}, {}: {} as reported, now {}.</li>").format(link_to(one.entry), one.month.words, *one.in_words)
        for one in shown
    ]
    listed = Markup('<ul class="changes">{}</ul>').format(Markup("").join(items)) if items else Markup("")
    rest = len(revised) - len(shown)
    words = f"{rest} {'more' if shown else 'in all'}{'' if shown else ', none by as much as its last digit'}"
    more = Markup('<p class="note"><a href="{}">{}</a>.</p>').format(REVISED_ADDRESS, words)
    return together(listed, more if rest else Markup(""))


def _is_shown(released: Released, cell: tuple[str, str, str, str, str]) -> bool:
    code, month, window, breakdown, group = cell
    figure = released.by_series.get((code, window, breakdown), {}).get((month, group))
    return figure is not None and not figure[2]


def _headline_key(entry: Indicator) -> tuple[str, str, str]:
    breakdown = entry.headline_breakdown
    return str(entry.headline), breakdown.name if breakdown else ALL, entry.headline_group or ALL
