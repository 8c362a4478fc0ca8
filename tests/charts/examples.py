"""Made-up entries and released figures, for the tests of charts, tables and the page."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from helpers.indicator import Average, Chart, Composition, Count, Grouping, Indicator, Polarity, Rate, Share
from helpers.months import ReportingMonth, Window
from helpers.protect.released import COLUMNS, Released

LAST = ReportingMonth(2026, 10)
HIDE = "hide"


def nobody(*_: object) -> None:
    """Stands where an entry wants a cohort or a question; no test here counts anything."""


def grouping(name: str = "district", words: str = "district", groups: Sequence[str] = ()) -> Grouping:
    return Grouping(name=name, words=words, of=nobody, groups=tuple(groups))


DISTRICT = grouping()
PLACEMENT = grouping("placement_type", "placement type", ["Foster care", "With parents", "Not recorded"])
MEASURES = {
    "count": Count(rows=nobody),
    "rate": Rate(rows=nobody),
    "share": Share(denominator=nobody, numerator=nobody),
    "average": Average(rows=nobody, amount="score"),
    "composition": Composition(denominator=nobody, grouping=PLACEMENT),
}


def entry(measure: str | Composition | Average = "count", **changes: object) -> Indicator:
    """An entry of a snapshot, with words enough to be valid."""
    fields = {
        "code": "CLA_N", "title": "Children looked after", "measure": MEASURES.get(measure, measure),
        "windows": (Window.SNAPSHOT,), "headline": Window.SNAPSHOT, "polarity": Polarity.CONTEXT_ONLY,
        "chart": Chart.TREND, "counts": "children looked after", "out_of": "nobody", "why_it_matters": "It does.",
        "in_plain_words": "how many", "caveat": "None.", "reads": ("ssd_cla_episodes",), "definition_from": "here",
    }  # fmt: skip
    return Indicator(**(fields | changes))


def events(measure: str = "count", **changes: object) -> Indicator:
    """An entry that counts events, in the three windows."""
    windows = (Window.MONTH, Window.ROLLING_6, Window.ROLLING_12)
    return entry(measure, **({"windows": windows, "headline": Window.MONTH} | changes))


def rows(
    indicator: Indicator,
    numbers: Sequence[object],
    *,
    window: Window | None = None,
    breakdown: str = "all",
    group: str = "all",
    last: ReportingMonth = LAST,
) -> list[dict]:
    """Rows of months that end with `last`: a number, (n, d), HIDE, or None for a month without a row."""
    held = []
    for month, number in zip(last.back_to(len(numbers)), numbers, strict=True):
        if number is None:
            continue
        numerator, denominator = number if isinstance(number, tuple) else (number, np.nan)
        is_hidden = numerator == HIDE
        held.append({
            "code": indicator.code, "month": str(month), "window": str(window or indicator.headline),
            "breakdown": breakdown, "group": group, "numerator": np.nan if is_hidden else numerator,
            "denominator": np.nan if is_hidden else denominator, "value": np.nan, "is_hidden": is_hidden,
        })  # fmt: skip
    return held


def group_rows(indicator: Indicator, breakdown: str, groups: Mapping[str, Sequence[object]]) -> list[dict]:
    """Rows of groups, each with its months."""
    return [row for group, numbers in groups.items() for row in rows(indicator, numbers, breakdown=breakdown, group=group)]


def released(*many: list[dict]) -> Released:
    """All of some rows as figures that passed the gate."""
    frame = pd.DataFrame([row for some in many for row in some], columns=COLUMNS)
    numbers = {"numerator": float, "denominator": float, "value": float, "is_hidden": bool}
    return Released(frame.astype(numbers), "board")
