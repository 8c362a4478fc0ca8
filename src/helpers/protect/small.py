"""Which figures may not be shown, whatever stands beside them.

Source: publication, "What is hidden". The numbers are those of `[disclosure]` in `council.toml`: by default counts of 1 to 5,
and shares, rates and averages of fewer than 10 children.
"""

import bisect
from collections.abc import Iterable

import numpy as np
import pandas as pd

from helpers.council import Disclosure
from helpers.indicator import Average, Indicator, Kind, ShareOfSums
from helpers.protect.known import known_before
from helpers.results import KEY

# A figure counted from one of these is of staff or foster carers, not of children.
OF_STAFF = frozenset({"workforce", "fostering"})
# Health, offending and exploitation: the tables that hold what is private to a child. Where care leavers live has no table.
PRIVATE_TABLES = frozenset(
    {"ssd_cla_health", "ssd_cla_immunisations", "ssd_sdq_scores", "ssd_disability", "youth_justice", "exploitation"}
)
PRIVATE_CODES = frozenset({"CL_SUIT", "CL_ACC"})


def is_of_staff(entry: Indicator) -> bool:
    """Whether an indicator is of staff or foster carers."""
    return bool(OF_STAFF & set(entry.tables))


def is_private(entry: Indicator) -> bool:
    """Whether 0% or 100% would say of everyone in a group what is private: health, offending, exploitation, a home."""
    return entry.code in PRIVATE_CODES or bool(PRIVATE_TABLES & set(entry.tables))


def are_small(
    figures: pd.DataFrame, entries: Iterable[Indicator], rule: Disclosure, published: pd.DataFrame | None = None
) -> np.ndarray:
    """Whether each row's count, the children behind it, or those left over from its denominator, are few.

    `figures` are results with the distinct children behind each figure. A true zero is not small, unless it is one of a
    share that is private; a share, a rate or an average of few children is, whatever its numerator; of staff and foster
    carers only a share or an average of few is. A code that no entry has, and a number that can't be read, is small.
    `published` are the rows of the register: an average that was shown stays known, so the one near it gives way.
    """
    entries = tuple(entries)
    by_code = {entry.code: entry for entry in entries}
    kind = figures["code"].map({code: entry.kind for code, entry in by_code.items()}).to_numpy(dtype=object)
    is_staff = figures["code"].isin([code for code, entry in by_code.items() if is_of_staff(entry)]).to_numpy()
    private = figures["code"].isin([code for code, entry in by_code.items() if is_private(entry)]).to_numpy()
    sums = [code for code, entry in by_code.items() if isinstance(entry.measure, ShareOfSums)]
    is_sum = figures["code"].isin(sums).to_numpy()
    numerator, denominator = (figures[name].to_numpy(dtype=float) for name in ("numerator", "denominator"))
    children, whole = (
        figures[f"{name}_children"].fillna(figures[name]).to_numpy(dtype=float) for name in ("numerator", "denominator")
    )
    is_share, is_average = kind == Kind.SHARE, kind == Kind.AVERAGE
    few = rule.hide_counts_up_to
    # The numerator of an average is a sum of scores, say; that of every other kind a number of children or events.
    small = _between_1_and(few, np.where(is_average, 0, numerator)) | _between_1_and(few, children)
    # Where it is not told how many children stand behind what is left over: at least so many, and that must not be few.
    small |= _between_1_and(few, np.where(is_share, denominator - numerator, 0))
    at_least = np.maximum(whole - children, (denominator - numerator) - (denominator - whole))
    apart = figures["remainder_children"].fillna(pd.Series(at_least, index=figures.index)).to_numpy(dtype=float)
    small |= is_share & ~is_sum & (denominator > numerator) & (apart <= few)
    small |= private & is_share & (denominator > 0) & ((numerator == 0) | (numerator == denominator))
    all_of_them = np.where(is_staff, denominator, whole)
    few_in_all = (is_share | is_average | (kind == Kind.RATE)) & (all_of_them > 0) & (all_of_them < rule.smallest_denominator)
    unreadable = pd.isna(kind) | ~np.isfinite(numerator) | ((is_share | is_average) & ~np.isfinite(denominator))
    found = (small & ~is_staff) | few_in_all | unreadable
    return found | _near_alike(figures, entries, found, published)


def _near_alike(
    figures: pd.DataFrame, entries: Iterable[Indicator], is_small: np.ndarray, published: pd.DataFrame | None
) -> np.ndarray:
    """Averages of one child more or fewer than the next that is shown, in time: the two sums would give that child's own.

    What was shown before stays; else the later one does.
    """
    codes = [entry.code for entry in entries if isinstance(entry.measure, Average) and not is_of_staff(entry)]
    near = np.zeros(len(figures), dtype=bool)
    is_known = np.zeros(len(figures), dtype=bool) if published is None else known_before(figures, published).denominator
    averages = figures.assign(place=np.arange(len(figures)), is_known=is_known)[figures["code"].isin(codes) & ~is_small]
    for _, series in averages.groupby([key for key in KEY if key != "month"], sort=True):
        kept: list[tuple[str, float]] = []
        ordered = series.sort_values(["is_known", "month"], ascending=False)
        for month, number, place, known in ordered[["month", "denominator", "place", "is_known"]].itertuples(index=False):
            at = bisect.bisect(kept, (month, number))
            near[place] = not known and any(abs(number - other) == 1 for _, other in kept[max(at - 1, 0) : at + 1])
            if not near[place]:
                kept.insert(at, (month, number))
    return near


def _between_1_and(most: int, numbers: np.ndarray) -> np.ndarray:
    return (np.abs(numbers) > 0) & (np.abs(numbers) <= most)
