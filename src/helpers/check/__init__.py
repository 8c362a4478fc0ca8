"""What is odd in an extract, all of it at once and in plain words. It knows no indicator."""

from helpers.check.findings import Finding, as_frame, check_extract, unmapped_wordings

__all__ = ["Finding", "as_frame", "check_extract", "unmapped_wordings"]
