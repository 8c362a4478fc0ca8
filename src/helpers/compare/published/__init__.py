"""Published figures of England, regions and councils: read as the department publishes them, and set beside our own."""

from helpers.compare.published.comparators import (
    Comparator,
    OnFile,
    find_comparators,
    find_mix_comparators,
    say_why_none,
)
from helpers.compare.published.department import list_ignored_files, read_department_files
from helpers.compare.published.held import Published, hold_published
from helpers.compare.published.table import read_published, write_published

__all__ = [
    "Comparator",
    "OnFile",
    "Published",
    "find_comparators",
    "find_mix_comparators",
    "hold_published",
    "list_ignored_files",
    "read_department_files",
    "read_published",
    "say_why_none",
    "write_published",
]
