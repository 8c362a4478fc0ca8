"""Which figures are too small to be shown by themselves.

Source: the disclosure rule in `council.toml`, by default counts of 1 to 5 and shares of fewer than 10 children.
"""

import numpy as np
import pandas as pd

from helpers.council import Disclosure


def are_small(figures: pd.DataFrame, rule: Disclosure) -> np.ndarray:
    """Whether each row's count, the children behind it, or those left over from its denominator, are few.

    `figures` are results with the distinct children behind each figure; a share has `denominator_children`, a count or a
    rate has none. A true zero is not small; a share of few children is, whatever its numerator.
    """
    few = rule.hide_counts_up_to
    numerator, children = figures["numerator"].to_numpy(dtype=float), figures["numerator_children"].to_numpy(dtype=float)
    whole = figures["denominator_children"].to_numpy(dtype=float)
    denominator = figures["denominator"].to_numpy(dtype=float)
    is_share = ~np.isnan(whole)
    remainder = np.where(is_share, denominator - numerator, 0)
    small = _between_1_and(few, numerator) | _between_1_and(few, children) | _between_1_and(few, remainder)
    few_in_all = _between_1_and(rule.smallest_denominator - 1, np.where(is_share, whole, 0))
    return small | few_in_all


def _between_1_and(most: int, numbers: np.ndarray) -> np.ndarray:
    return (np.abs(numbers) > 0) & (np.abs(numbers) <= most)
