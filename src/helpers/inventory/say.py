"""The inventory and the findings in plain text, for a terminal of 100 columns; ASCII marks alone, for every console."""

import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from helpers.check import Finding
from helpers.inventory.rows import Row, State
from helpers.load.care_data import CareData, Oddity
from helpers.load.folder import Folder
from helpers.months import say_date
from helpers.terms.tables import OPTIONAL_COLUMNS, TRUE_ZERO_FILES

WIDEST = 100
# Said in the inventory, or with the files passed over.
SAID_ELSEWHERE = (Oddity.TABLE_MISSING, Oddity.COLUMN_MISSING, Oddity.FILE_PASSED_OVER)
MOST_UNKNOWN, LONGEST_HEADING = 6, 40
MOST_NEAR = 3


def say_inventory(rows: Sequence[Row], data: CareData, council: str, *, is_month_known: bool = True) -> Iterator[str]:
    """Yield the lines of the inventory: the tables found, then those that are missing."""
    as_at = f"from an extract of {say_date(data.as_at)}" if data.as_at else "from an extract without a date"
    month = data.month.words if is_month_known else f"the month is not known, so looked at as for {data.month.words}"
    found = [row for row in rows if row.file]
    missing = [row for row in rows if not row.file]
    yield f"{council or 'The council'}: {month}, {as_at}"
    yield f"{len(found)} of the {len(rows)} tables and side files that figures read are there."
    if found:
        yield ""
        wide = max(len(_file_of(row)) for row in found)
        yield f"{'Found':<{wide}}  {'rows':>9}  {'first date':<10}  {'last date':<10}  needed by"
        for row in found:
            yield from _say_found(row, wide)
    if missing:
        yield ""
        yield from _say_missing(missing)


def say_passed_over(folder: Folder) -> Iterator[str]:
    """Yield a line for each file that looks like a table and is not read, and what to do about them."""
    if not folder.passed_over:
        return
    yield "Files passed over"
    for passed in folder.passed_over:
        read = folder.tables.get(passed.table)
        looks = (
            f" It looks like {passed.table}{f', which is read from {read.path.name}' if read else ''}." if passed.table else ""
        )
        yield f"  {passed.file} is not read.{looks}"
    unpack = "Unpack a .zip. " if any(passed.file.lower().endswith(".zip") for passed in folder.passed_over) else ""
    name = "Rename a table to its own name, move it into the folder itself, or name it in columns.csv. What is no table may stay."
    yield from wrapped(unpack + name, 6, first="   -> ")


def say_findings(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the findings that are not said elsewhere: warnings first; of a kind together, each kind with what to do."""
    shown = [finding for finding in findings if finding.kind not in SAID_ELSEWHERE]
    for is_warning, title in ((True, "Warnings: figures may be wrong, or lacking"), (False, "Worth knowing")):
        of_kind = sorted((each for each in shown if each.is_warning is is_warning), key=lambda each: (each.kind, each.advice))
        if of_kind and len(of_kind) < len(shown) and not is_warning:
            yield ""
        if of_kind:
            yield f"{title} ({len(of_kind)})"
        for (_, advice), alike in groupby(of_kind, key=lambda each: (each.kind, each.advice)):
            for finding in alike:
                yield from wrapped(finding.sentence, 2)
            yield from wrapped(advice, 6, first="   -> ")


def say_own_files(problems: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong in the council's own files of judgements and words."""
    if problems:
        yield f"The council's own files ({len(problems)})"
        for problem in problems:
            yield from wrapped(problem, 2)


def say_last(rows: Sequence[Row], findings: Sequence[Finding], problems: Sequence[str]) -> str:
    """Return the last line: how much was found to be wrong and how much is missing."""
    shown = [finding for finding in findings if finding.kind not in SAID_ELSEWHERE]
    numbers = (
        (sum(finding.is_warning for finding in shown), "warning", "warnings"),
        (sum(not finding.is_warning for finding in shown), "thing worth knowing", "things worth knowing"),
        (len(problems), "note on the council's own files", "notes on the council's own files"),
        (sum(finding.kind == Oddity.FILE_PASSED_OVER for finding in findings), "file passed over", "files passed over"),
        (sum(not row.file for row in rows), "table or side file missing", "tables or side files missing"),
        (sum(bool(row.file) and not row.is_whole for row in rows), "table not whole", "tables not whole"),
    )
    said = [f"{number:,} {one if number == 1 else several}" for number, one, several in numbers if number]
    return f"{', '.join(said)}." if said else "Nothing was found to be wrong, and everything that figures need is there."


def wrapped(text: str, indent: int, first: str = "") -> list[str]:
    """Return a text in lines no wider than the terminal, 100 columns at most; in one line where it goes elsewhere."""
    start = first or " " * indent
    if not sys.stdout.isatty():
        return [start + text]
    width = min(WIDEST, shutil.get_terminal_size().columns)
    return textwrap.wrap(
        text, width, initial_indent=start, subsequent_indent=" " * (indent + 2 * (not first)), break_long_words=False
    )


def _file_of(row: Row) -> str:
    """The file of a table, with the table's name where the file has another."""
    is_own = row.file.lower().startswith(f"{row.table}.")
    return row.file if is_own else f"{row.file} ({row.table})"


def _say_found(row: Row, wide: int) -> Iterator[str]:
    if row.state is State.SPOILT:
        yield f"{_file_of(row):<{wide}}  can't be read; the reason is given at the end"
        return
    dates = f"{row.first:<10}  {row.last:<10}" if row.rows else f"{_say_no_row(row):<22}"
    facts = f"{_file_of(row):<{wide}}  {row.rows:>9,}  {dates}  "
    yield (facts + row.readers.in_short(WIDEST - len(facts))).rstrip()
    yield from _say_headings(row.likely)
    others = [column for column in row.missing if column not in row.likely]
    needed = [column for column in others if column not in OPTIONAL_COLUMNS]
    optional = [column for column in others if column in OPTIONAL_COLUMNS]
    if needed:
        yield from wrapped(f"no column {', '.join(needed)}", 4)
    if optional:
        yield from wrapped(f"no column {', '.join(optional)}, which may be missing", 4)
    if row.unknown:
        more = len(row.unknown) - MOST_UNKNOWN
        named = ", ".join(f'"{heading[:LONGEST_HEADING]}"' for heading in row.unknown[:MOST_UNKNOWN])
        yield from wrapped(f"headings not known: {named}{f' and {more} more' if more > 0 else ''}", 4)


def _say_no_row(row: Row) -> str:
    return "a true zero" if row.table in TRUE_ZERO_FILES else "nothing to count from"


def _say_headings(likely: Mapping[str, str]) -> Iterator[str]:
    for column, heading in likely.items():
        yield f'    no column {column}; "{heading[:LONGEST_HEADING]}" may be it'


def _say_missing(rows: Sequence[Row]) -> Iterator[str]:
    """Yield missing tables of the standard and those nearly found in a line each, other side files together."""
    alone = [row for row in rows if row.is_standard or row.near]
    wide = max((len(row.table) for row in alone), default=len("Missing"))
    yield f"{'Missing':<{wide}}  needed by"
    for row in alone:
        yield f"{row.table:<{wide}}  {row.readers.in_short(WIDEST - wide)}"
        for near in row.near[:MOST_NEAR]:
            yield f"    perhaps it is {near.file}"
            yield from _say_headings(near.headings)
    together = [f"{row.table} ({row.readers.in_short(WIDEST)})" for row in rows if row not in alone]
    if together:
        yield from wrapped(f"Side files, each optional: {', '.join(together)}", 0)
