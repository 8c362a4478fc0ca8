"""Which figures are too small to be shown by themselves.

Source: the disclosure rule in `council.toml`, by default counts of 1 to 5 and shares of fewer than 10 children.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from helpers.council import Disclosure
from helpers.indicator import Indicator, Kind

# A figure counted from one of these is of staff or foster carers, not of children.
OF_STAFF = frozenset({"workforce", "fostering"})


def are_small(figures: pd.DataFrame, entries: Iterable[Indicator], rule: Disclosure) -> np.ndarray:
    """Whether each row's count, the children behind it, or those left over from its denominator, are few.

    `figures` are results with the distinct children behind each figure. A true zero is not small; a share or an average of
    few children is, whatever its numerator; of staff and foster carers only a share or an average of few is. A code that
    no entry has is taken as small.
    """
    by_code = {entry.code: entry for entry in entries}
    kind = figures["code"].map({code: entry.kind for code, entry in by_code.items()}).to_numpy(dtype=object)
    is_staff = figures["code"].isin([code for code, entry in by_code.items() if OF_STAFF & set(entry.tables)]).to_numpy()
    numerator, denominator = (figures[name].to_numpy(dtype=float) for name in ("numerator", "denominator"))
    children, whole = (
        figures[f"{name}_children"].fillna(figures[name]).to_numpy(dtype=float) for name in ("numerator", "denominator")
    )
    is_share, is_average = kind == Kind.SHARE, kind == Kind.AVERAGE
    few = rule.hide_counts_up_to
    # The numerator of an average is a sum of scores, say; that of every other kind a number of children or events.
    small = _between_1_and(few, np.where(is_average, 0, numerator)) | _between_1_and(few, children)
    left_over = _between_1_and(few, np.where(is_share, denominator - numerator, 0))
    all_of_them = np.where(is_staff, denominator, whole)
    few_in_all = (is_share | is_average) & (all_of_them > 0) & (all_of_them < rule.smallest_denominator)
    return ((small | left_over) & ~is_staff) | few_in_all | pd.isna(kind)


def _between_1_and(most: int, numbers: np.ndarray) -> np.ndarray:
    return (np.abs(numbers) > 0) & (np.abs(numbers) <= most)
