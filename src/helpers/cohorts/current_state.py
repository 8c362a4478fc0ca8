"""What an extract tells of today alone, and so of the month of the extract, not of earlier months.

Source: definitions, "Time", on the month of the extract; definitions, "Others", on care leavers.
"""

import numpy as np

from helpers.cohorts.known import Known
from helpers.errors import NotAvailable
from helpers.months import ReportingMonth, month_ends, month_of_extract


def month_of_current_state(known: Known) -> ReportingMonth:
    """The month of the extract; without the extract's date, the month asked for."""
    day = known.council.extract_date
    return known.data.month if day is None else month_of_extract(day)


def at_month_of_extract(known: Known) -> np.ndarray:
    """The end of the month of the extract. Raises NotAvailable where it is none of the months asked for."""
    month = month_of_current_state(known)
    if month not in known.months:
        raise NotAvailable(f"The extract holds today's state alone, so this can be told for {month.words} only.")
    return month_ends([month])
