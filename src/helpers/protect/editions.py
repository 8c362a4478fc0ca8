"""The editions of the report, and what each may show."""

from dataclasses import dataclass

from helpers.errors import UsageError


@dataclass(frozen=True)
class Edition:
    """One edition: its folder's name, what it is called on its pages, and whether it shows small numbers."""

    key: str
    words: str
    shows_small_numbers: bool


BOARD = Edition("board", "Board edition", shows_small_numbers=False)
ANALYST = Edition("analyst", "Analyst edition", shows_small_numbers=True)
EDITIONS = {edition.key: edition for edition in (BOARD, ANALYST)}


def read_edition(name: str) -> Edition:
    """The edition of a name. Raises UsageError for a name that no edition has."""
    if name not in EDITIONS:
        raise UsageError(f"There is no edition of that name. Editions: {', '.join(EDITIONS)}.")
    return EDITIONS[name]
