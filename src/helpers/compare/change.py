"""How far each figure lies from the month before, and from the same month last year."""

from enum import StrEnum

import pandas as pd

from helpers.months import ReportingMonth
from helpers.results import KEY


class Base(StrEnum):
    """The earlier month that a figure is set beside."""

    PREVIOUS_MONTH = "previous month"
    YEAR_AGO = "same month last year"


MONTHS_BACK = {Base.PREVIOUS_MONTH: 1, Base.YEAR_AGO: 12}
CHANGE_COLUMNS = [*KEY, "base", "from_month", "change"]


def compare_with_earlier_months(results: pd.DataFrame) -> pd.DataFrame:
    """The change of each figure from an earlier month's, one row a figure and base; where both months have a value.

    `change` is in the figure's own unit, unrounded: children or events, percentage points, or per 10,000.
    """
    values = results[[*KEY, "value"]]
    if values.empty:
        return pd.DataFrame(columns=CHANGE_COLUMNS)
    frames = []
    for base, back in MONTHS_BACK.items():
        earlier = {month: str(ReportingMonth.read(month).plus(-back)) for month in values["month"].unique()}
        asked = values.assign(from_month=values["month"].map(earlier), base=str(base))
        then = values.rename(columns={"month": "from_month", "value": "value_then"})
        both = asked.merge(then, on=[key if key != "month" else "from_month" for key in KEY])
        frames.append(both.assign(change=both["value"] - both["value_then"]))
    frame = pd.concat(frames, ignore_index=True)
    return frame[frame["change"].notna()][CHANGE_COLUMNS].sort_values([*KEY, "base"], ignore_index=True)
