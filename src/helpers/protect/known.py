"""What readers know already of the figures of a release, from what the edition has published before."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.protect.derived import cells_of


@dataclass(frozen=True)
class KnownBefore:
    """For each row of results: whether its numerator, or its denominator, was shown before as it is now; and whether the
    figure stood as hidden once.

    A figure that was hidden stays so: what is shown later would let readers work it out backwards. One that was shown with
    another number has been revised: the number that holds now is not known yet.
    """

    numerator: np.ndarray
    denominator: np.ndarray
    was_hidden: np.ndarray


def known_before(figures: pd.DataFrame, published: pd.DataFrame) -> KnownBefore:
    """What is known of results; `published` are the rows of a register."""
    cells = cells_of(figures)
    hidden = set(cells_of(published[published["is_hidden"]]))
    shown = published[~published["is_hidden"]]
    keys = cells_of(shown)
    parts = []
    for column in ("numerator", "denominator"):
        seen = set(zip(keys, shown[column].to_numpy(dtype=float), strict=True))
        now = figures[column].to_numpy(dtype=float)
        parts.append(np.array([(cell, number) in seen for cell, number in zip(cells, now, strict=True)], dtype=bool))
    return KnownBefore(*parts, np.array([cell in hidden for cell in cells], dtype=bool))
