"""Groups that read 0 only because their codes never arrive: of them nothing is known."""

from collections.abc import Iterable

from helpers.cohorts.known import Known
from helpers.errors import NotAvailable
from helpers.indicator import Indicator


def groups_never_recorded(entries: Iterable[Indicator], known: Known) -> dict[str, tuple[str, ...]]:
    """For each composition by codes, its groups of which no row of the extract, whenever, holds a code.

    Some case systems leave codes out of their extract, supported accommodation for one; a true 0 looks the same, so such
    a group is not known. Codes with no such group, and those whose table is missing, are left out.
    """
    found = {}
    for entry in entries:
        if not entry.is_composition or entry.grouping.column is None:
            continue
        table, column = entry.grouping.column
        try:
            recorded = set(known.data.rows(table, column)[column].unique())
        except NotAvailable:
            continue
        never = tuple(group for group, codes in entry.grouping.codes.items() if not recorded & set(codes))
        if never:
            found[entry.code] = never
    return found
