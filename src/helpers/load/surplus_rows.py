"""Rows that belong to no table: titles above a header, dashes below it, messages of query tools at the end."""

import csv
import io
import re
from collections.abc import Collection

from helpers.errors import DataError

TRAILER = re.compile(r"(?i)\brows? (affected|selected|returned)|completion time|^\(?[0-9,]+ rows?\)?$")
DASHES = re.compile(r"\s*-+\s*")
LAST_TO_LOOK_AT = 12
SIZE_TO_LOOK_AT = 50_000
FEWEST_NAMES = 2


def refuse_surplus_rows(text: str, known: Collection[str], file: str) -> None:
    """Raise DataError where a title is above the header of a CSV file, or a row of dashes below it.

    `known` are the names that a header may hold, in small letters: the standard's, and the council's own. A header is a row
    with two of them or more, or with the only one.
    """
    try:
        reader = csv.reader(io.StringIO(text[:SIZE_TO_LOOK_AT], newline=""))
        rows = [record for record, _ in zip(reader, range(LAST_TO_LOOK_AT), strict=False)]
    except csv.Error:
        return
    if not rows:
        return
    wanted = min(FEWEST_NAMES, len(known))
    names = [len({cell.strip().lower() for cell in row} & set(known)) for row in rows]
    if names[0] == 0 and (header := next((row for row, count in enumerate(names, start=1) if count >= wanted), None)):
        raise DataError(
            f"{file}: row 1 looks like a title; the header seems to be row {header}.\n"
            "The first row must hold the names of the columns. Export the table without a title above it."
        )
    if names[0] and len(rows) > 1 and len(rows[1]) > 1 and all(DASHES.fullmatch(cell) for cell in rows[1]):
        raise DataError(
            f"{file}: row 2 is a line of dashes, as query tools write it below a header.\n"
            "Export the rows alone, without that line, and without a count or a message below the last row."
        )


def is_trailer(cells: Collection[str]) -> bool:
    """Return whether a row is what a query tool writes below its rows, such as `(123 rows affected)`."""
    return TRAILER.search(",".join(cells).strip()) is not None
