"""The arithmetic of every figure: entries and an extract to results, for all months at once."""

from helpers.results.answers import children_behind
from helpers.results.columns import ALL, CHILDREN, FIGURES, KEY
from helpers.results.compute import Missing, Results, compute_results
from helpers.results.unrecorded import groups_never_recorded

__all__ = [
    "ALL",
    "CHILDREN",
    "FIGURES",
    "KEY",
    "Missing",
    "Results",
    "children_behind",
    "compute_results",
    "groups_never_recorded",
]
