"""Which figures are too small to be shown by themselves.

Source: the disclosure rule in `council.toml`, by default counts of 1 to 5 and shares of fewer than 10 children.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from helpers.council import Disclosure
from helpers.indicator import Kind


def are_small(figures: pd.DataFrame, kinds: Mapping[str, Kind], rule: Disclosure) -> np.ndarray:
    """Whether each row's count, the children behind it, or those left over from its denominator, are few.

    `figures` are results with the distinct children behind each figure, `kinds` the kind of each code. A true zero is not
    small; a share or an average of few children is, whatever its numerator. A code of no known kind is taken as small.
    """
    few = rule.hide_counts_up_to
    numerator, denominator = (figures[name].to_numpy(dtype=float) for name in ("numerator", "denominator"))
    children, whole = (figures[f"{name}_children"].to_numpy(dtype=float) for name in ("numerator", "denominator"))
    kind = figures["code"].map(kinds).to_numpy(dtype=object)
    is_share, is_average = kind == Kind.SHARE, kind == Kind.AVERAGE
    # The numerator of an average is a sum of scores, say; that of every other kind a number of children or events.
    small = _between_1_and(few, np.where(is_average, 0, numerator)) | _between_1_and(few, children)
    left_over = _between_1_and(few, np.where(is_share, denominator - numerator, 0))
    few_in_all = _between_1_and(rule.smallest_denominator - 1, np.where(is_share | is_average, whole, 0))
    return small | left_over | few_in_all | pd.isna(kind)


def _between_1_and(most: int, numbers: np.ndarray) -> np.ndarray:
    return (np.abs(numbers) > 0) & (np.abs(numbers) <= most)
