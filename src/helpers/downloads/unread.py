"""Why figures are uncertain: how much of a column could not be read, where the pages say it."""

from collections.abc import Iterator

from helpers.downloads.rows import Row, place_of, row_at
from helpers.indicator import Indicator
from helpers.protect.released import Released
from helpers.results import ALL
from helpers.section.uncertain import why_uncertain


def list_unread(entry: Indicator, released: Released) -> Iterator[Row]:
    """Yield the share of each column that makes an indicator, or one of its breakdowns alone, uncertain; of few cells none."""
    for breakdown in (ALL, *(grouping.name for grouping in entry.breakdowns)):
        why = why_uncertain(entry, released, breakdown)
        for doubt in why.doubts if why else ():
            if doubt.percent is not None:
                place = place_of(entry, why.month, entry.headline, breakdown)
                yield row_at(place, "unread", str(doubt.percent), period=f"{doubt.table}.csv: {doubt.column}")
