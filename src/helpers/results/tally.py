"""Adding up: the answers of a cohort's rows by month and group."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from helpers.cohorts.known import Known
from helpers.months import Window
from helpers.results.answers import Answers
from helpers.results.columns import ALL, CHILDREN


def tally(answers: Answers, groups: Iterable[str] | None, window: Window, known: Known) -> pd.DataFrame:
    """Sums of the rows that a window takes, one row a month and group found; 0 where a month has none of a group.

    Columns: month (text), group, rows (their number), numerator, denominator, and the distinct children behind each and
    behind the rows that are not counted; NaN for these where the rows are not about children. A row whose group is None is
    in none.
    """
    taken = np.flatnonzero(answers.rows_in(window))
    months = np.searchsorted(known.month_ends, answers.month_ends[taken])
    if groups is None:
        found, parts = [ALL], np.zeros(len(taken), dtype=np.int64)
    else:
        parts, names = pd.factorize(np.asarray(groups, dtype=object)[taken], sort=True)
        found, has_group = list(names), parts >= 0
        taken, months, parts = taken[has_group], months[has_group], parts[has_group]
    cells, count = months * len(found) + parts, len(known.months) * len(found)
    is_counted = answers.is_counted[taken]
    everyone = _distinct(answers.children, taken, cells, count)
    counted = everyone if is_counted.all() else _distinct(answers.children, taken[is_counted], cells[is_counted], count)
    left_over = _distinct(answers.children, taken[~is_counted], cells[~is_counted], count)
    return pd.DataFrame(
        {
            "month": np.repeat([str(month) for month in known.months], len(found)),
            "group": found * len(known.months),
            "rows": np.bincount(cells, minlength=count).astype(float),
            "numerator": _sums(answers.numerator[taken], cells, count),
            "denominator": _sums(answers.denominator[taken], cells, count),
            **dict(zip(CHILDREN, (counted, everyone, left_over), strict=True)),
        }
    )


def _sums(amounts: np.ndarray, cells: np.ndarray, count: int) -> np.ndarray:
    """The sum of amounts in each cell: of whole numbers as they come, of others with what rounding loses made up for."""
    if (amounts == np.rint(amounts)).all():
        return np.bincount(cells, weights=amounts, minlength=count)
    return pd.Series(amounts).groupby(cells).sum().reindex(range(count), fill_value=0.0).to_numpy()


def _distinct(children: np.ndarray | None, rows: np.ndarray, cells: np.ndarray, count: int) -> np.ndarray:
    """How many different children some rows in each cell are about; NaN where they are about none."""
    if children is None:
        return np.full(count, np.nan)
    is_one = children[rows] >= 0
    each = pd.unique(children[rows][is_one] * count + cells[is_one])
    return np.bincount(each % count, minlength=count).astype(float)
