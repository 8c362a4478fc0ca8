"""What was reported and published before: a council's history folder, which nothing else reads or writes.

Source: contract, "Output".
"""

from helpers.history.outturns import (
    EARLIER_COLUMNS,
    EARLIER_FILE,
    THE_COUNCIL,
    THE_WORKBOOK,
    History,
    fill_from_history,
    find_revised,
    month_as_history,
    read_history,
    write_month,
)
from helpers.history.owner import read_key, refuse_another_councils, write_owner
from helpers.history.releases import (
    MARK_FILE,
    Release,
    lost_tables,
    plan_release,
    read_releases,
    refuse_lost_releases,
    refuse_lost_tables,
    release_mark,
    write_release,
)

__all__ = [
    "EARLIER_COLUMNS",
    "EARLIER_FILE",
    "MARK_FILE",
    "THE_COUNCIL",
    "THE_WORKBOOK",
    "History",
    "Release",
    "fill_from_history",
    "find_revised",
    "lost_tables",
    "month_as_history",
    "plan_release",
    "read_history",
    "read_key",
    "read_releases",
    "refuse_another_councils",
    "refuse_lost_releases",
    "refuse_lost_tables",
    "release_mark",
    "write_month",
    "write_owner",
    "write_release",
]
