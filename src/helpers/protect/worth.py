"""What a cell is worth to readers: of two cells that would serve, the one worth less is hidden."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from helpers.indicator import Indicator
from helpers.months import ReportingMonth
from helpers.results import ALL

# The headline of the month reported on is what the report is for; a district's figure of two years ago is looked at last.
HEADLINE, WHOLE = 4.0, 3.0
THIS_MONTH, YEAR_AGO, LAST_MONTH = 15.0, 3.0, 2.0
# A zero says that nobody is in need of protection, and is shown while anything else serves.
ZERO = 40.0


def worth_of(figures: pd.DataFrame, entries: Mapping[str, Indicator], month: str) -> np.ndarray:
    """The worth of each row of results, above 0, for a report on a month; large figures are worth a little more."""
    last = ReportingMonth.read(month)
    by_month = {month: THIS_MONTH, str(last.plus(-12)): YEAR_AGO, str(last.plus(-1)): LAST_MONTH}
    worth = figures["month"].map(by_month).fillna(1.0).to_numpy(dtype=float, copy=True)
    worth *= np.where(figures["breakdown"] == ALL, WHOLE, 1.0)
    headlines = {_headline(entry) for entry in entries.values()}
    places = figures[["code", "window", "breakdown", "group"]].itertuples(index=False, name=None)
    worth *= np.array([HEADLINE if place in headlines else 1.0 for place in places])
    numerator, denominator = figures["numerator"].to_numpy(dtype=float), figures["denominator"].to_numpy(dtype=float)
    worth *= np.where((numerator == 0) | (numerator == denominator), ZERO, 1.0)
    return worth * (1 + np.log10(1 + np.nan_to_num(np.abs(numerator))) / 2)


def _headline(entry: Indicator) -> tuple[str, str, str, str]:
    breakdown = entry.headline_breakdown
    return entry.code, str(entry.headline), breakdown.name if breakdown else ALL, entry.headline_group or ALL
