"""Whether a notebook imports what it should: libraries of the versions that the workbook was tested with, and its own package."""

import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from corporate_parenting_workbook import find_hiding, say_hiding
from helpers.errors import MachineError, UsageError
from helpers.publish.record import WORKBOOK


def check_libraries(distribution: str = WORKBOOK) -> None:
    """Nothing, where every library stated by the workbook is there in a version of its range.

    Another version may count, draw or print otherwise without a word. Raises MachineError naming all that differ.
    """
    if wrong := libraries_that_differ(distribution):
        raise MachineError(
            f"These libraries are not of the versions that the workbook is made for: {'; '.join(wrong)}.\n"
            "Set them up again: make clean and make report; with conda, conda env update -f environment.yml --prune"
        )


def check_own_package(folders: Iterable[Path]) -> None:
    """Nothing, where `import helpers` finds the workbook's package in notebooks that run in some folders.

    Raises UsageError naming each file of a user's that would be imported in its place.
    """
    found = [find_hiding([str(folder), *sys.path]) for folder in folders]
    if said := [say_hiding(hiding) for hiding in found if hiding is not None]:
        raise UsageError("\n".join(dict.fromkeys(said)))


def libraries_that_differ(distribution: str = WORKBOOK) -> list[str]:
    """In words, each library stated by a distribution that is not there, or of another version than its range."""
    return [words for text in requires(distribution) or () if (words := _what_differs(Requirement(text)))]


def _what_differs(needed: Requirement) -> str:
    if needed.marker is not None and not needed.marker.evaluate({"extra": ""}):
        return ""
    try:
        there = version(needed.name)
    except PackageNotFoundError:
        return f"{needed.name} is not installed"
    return "" if needed.specifier.contains(there, prereleases=True) else f"{needed.name} {there}, needed {needed.specifier}"
