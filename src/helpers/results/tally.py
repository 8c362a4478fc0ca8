"""Adding up: the answers of a cohort's rows by month and group."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from helpers.cohorts.known import Known
from helpers.months import Window, as_days
from helpers.results.answers import Answers
from helpers.results.columns import ALL, CHILDREN
from helpers.terms.tables import PERSON

SUMS = ["rows", "numerator", "denominator", *CHILDREN]


def tally(answers: Answers, groups: Iterable[str] | None, window: Window, known: Known) -> pd.DataFrame:
    """Sums of the rows that a window takes, one row a month and group found; 0 where a month has none of a group.

    Columns: month (text), group, rows (their number), numerator, denominator, and the distinct children behind each and
    behind the rows that are not counted; NaN for these where the rows are not about children.
    """
    rows = answers.rows
    frame = pd.DataFrame(
        {
            "place": np.searchsorted(known.month_ends, as_days(rows["month_end"])),
            "group": ALL if groups is None else np.asarray(groups, dtype=object),
            "person": rows[PERSON].to_numpy() if PERSON in rows.columns else "",
            "rows": 1.0,
            "numerator": answers.numerator,
            "denominator": answers.denominator,
            "is_counted": answers.is_counted,
        }
    )[answers.rows_in(window)]
    by_cell = frame.groupby(["place", "group"])
    sums = by_cell[["rows", "numerator", "denominator"]].sum()
    sums["numerator_children"] = frame[frame["is_counted"]].groupby(["place", "group"])["person"].nunique()
    sums["denominator_children"] = by_cell["person"].nunique()
    sums["remainder_children"] = frame[~frame["is_counted"]].groupby(["place", "group"])["person"].nunique()
    found = [ALL] if groups is None else sorted(frame["group"].unique())
    every = pd.MultiIndex.from_product([range(len(known.months)), found], names=["place", "group"])
    sums = sums.reindex(every).fillna(0.0)[SUMS].reset_index()
    if PERSON not in rows.columns:
        sums[CHILDREN] = np.nan
    sums.insert(0, "month", [str(known.months[place]) for place in sums.pop("place")])
    return sums
