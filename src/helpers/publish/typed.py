"""Words of the command line as what they mean; each that means nothing is refused in words that argparse shows."""

import argparse

from helpers.errors import UsageError
from helpers.months import ReportingMonth

MOST_MONTHS = 240


def read_month(text: str) -> ReportingMonth:
    """Return a month, typed as 2026-10. Raises ArgumentTypeError for anything else."""
    try:
        return ReportingMonth.read(text)
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def read_positive(text: str) -> int:
    """Return a whole number from 1 on. Raises ArgumentTypeError for anything else."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a whole number from 1 on")
    return int(text)


def read_number_of_months(text: str) -> int:
    """Return how many months, 240 at most. Raises ArgumentTypeError for anything else."""
    number = read_positive(text)
    if number > MOST_MONTHS:
        raise argparse.ArgumentTypeError(f"must be {MOST_MONTHS} at most")
    return number
