"""Rows of made-up results, and what the gate makes of them."""

import numpy as np
import pandas as pd

from helpers.compare.change import compare_with_earlier_months
from helpers.council import Disclosure
from helpers.indicators import INDICATORS
from helpers.protect.editions import BOARD, Edition
from helpers.protect.gate import release
from helpers.protect.register import Register
from helpers.protect.released import KEY, Released
from helpers.results import CHILDREN, FIGURES

RULE = Disclosure()


def count(code: str, group: str, number: float, *, breakdown: str = "all", month: str = "2026-10", window: str = "snapshot"):
    """A row of results of a count."""
    key = dict(zip(KEY, (code, month, window, breakdown, group), strict=True))
    return key | {"numerator": number, "denominator": np.nan, "value": number} | dict.fromkeys(CHILDREN, number)


def share(code: str, group: str, number: float, out_of: float, *, breakdown="all", month="2026-10", window="snapshot"):
    """A row of results of a share, or of an average."""
    key = dict(zip(KEY, (code, month, window, breakdown, group), strict=True))
    value = 100 * number / out_of if out_of else np.nan
    figures = {"numerator": number, "denominator": out_of, "value": value}
    return key | figures | {"numerator_children": number, "denominator_children": out_of, "remainder_children": np.nan}


def frame_of(rows: list[dict]) -> pd.DataFrame:
    """Rows as a frame of results."""
    frame = pd.DataFrame(rows, columns=[*KEY, *FIGURES, *CHILDREN])
    frame["denominator_children"] = frame["denominator_children"].where(frame["denominator"].notna())
    return frame


def released(rows: list[dict], edition: Edition = BOARD, published: Register | None = None, month: str = "2026-10") -> Released:
    """What an edition shows of some rows."""
    frame = frame_of(rows)
    changes = compare_with_earlier_months(frame)
    return release(frame, changes, INDICATORS.values(), edition, RULE, month, published=published)


def hidden(shown: Released) -> set[tuple[str, ...]]:
    """What is hidden, each by those parts of its key that are not the same for all rows."""
    varying = [key for key in KEY if shown.frame[key].nunique() > 1]
    return set(shown.frame.loc[shown.frame["is_hidden"], varying].itertuples(index=False, name=None))
