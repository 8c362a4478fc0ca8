"""What the command that checks says and writes. Source: contract, "Commands"."""

from collections.abc import Iterator
from pathlib import Path

from helpers.check import as_frame
from helpers.export import frame_as_csv, write_bytes
from helpers.inventory.checked import Checked, say_checked
from helpers.inventory.half_filled import add_columns, add_spellings

FINDING_COLUMNS = ["kind", "table", "column", "rows", "share"]


def say_and_write(checked: Checked, findings: Path | None, spellings: Path | None, columns: Path | None) -> Iterator[str]:
    """Yield what a check says, line by line, and write the files that were asked for.

    Raises UsageError where a file to add to is another kind of file, MachineError where one can't be written.
    """
    yield from say_checked(checked)
    if findings:
        write_bytes(findings, frame_as_csv(as_frame(list(checked.findings))[FINDING_COLUMNS]))
    if spellings:
        yield f"Added to {spellings.name}: {add_spellings(spellings, checked.data):,} wordings."
    if columns:
        yield f"Added to {columns.name}: {add_columns(columns, checked.rows):,} likely names. Look at each of them."
    if checked.faults:
        yield "This stops a run:"
