"""Published figures of England, regions and councils: read as the department publishes them, and set beside our own."""

from helpers.compare.published.comparators import (
    Comparator,
    OnFile,
    find_comparators,
    find_mix_comparators,
    say_why_none,
)
from helpers.compare.published.department import Downloads, read_downloads
from helpers.compare.published.held import Published, hold_published
from helpers.compare.published.table import read_published, write_published

__all__ = [
    "Comparator",
    "Downloads",
    "OnFile",
    "Published",
    "find_comparators",
    "find_mix_comparators",
    "hold_published",
    "read_downloads",
    "read_published",
    "say_why_none",
    "write_published",
]
