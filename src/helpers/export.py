"""Results and findings as files: the same figures give the same bytes."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.drafts import write_whole
from helpers.errors import MachineError, UsageError
from helpers.results import CHILDREN, FIGURES, KEY
from helpers.results.uncertain import Uncertain, as_frame

RESULT_COLUMNS = [*KEY, *FIGURES]
# Source: OWASP, "CSV Injection".
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def results_as_csv(results: pd.DataFrame, *others: str) -> bytes:
    """Return results as CSV in UTF-8, one row a figure; whole numbers without a decimal point, an empty cell for no value.

    `others` are columns of text that follow those of results.
    """
    return _with_numbers(results.assign(group=results["group"].map(as_text_cell)), FIGURES, others)


def results_as_history(results: pd.DataFrame) -> bytes:
    """Results as CSV, with the distinct children behind each figure: for the history folder, which is never published."""
    return _with_numbers(results, [*FIGURES, *CHILDREN])


def _with_numbers(results: pd.DataFrame, numbers: list[str], others: Sequence[str] = ()) -> bytes:
    text = results[[*KEY, *numbers, *others]].copy()
    for column in numbers:
        text[column] = pd.Series([_number(value) for value in text[column]], dtype="str", index=text.index)
    return frame_as_csv(text)


def as_text_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that opens like a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def frame_as_csv(frame: pd.DataFrame) -> bytes:
    """A table as CSV in UTF-8 with line feeds, without an index."""
    buffer = io.StringIO()
    frame.to_csv(buffer, index=False, lineterminator="\n")
    return buffer.getvalue().encode()


def results_as_parquet(results: pd.DataFrame) -> bytes:
    """Results as Parquet, one row a figure: texts as strings, figures as doubles, null for no value."""
    table = pa.Table.from_pandas(results[RESULT_COLUMNS], preserve_index=False).replace_schema_metadata(None)
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()


def write_results(results: pd.DataFrame, path: Path) -> None:
    """Write results to a file, as CSV or Parquet by its ending.

    Raises UsageError for another ending, MachineError where the file can't be written.
    """
    writers = {".csv": results_as_csv, ".parquet": results_as_parquet}
    if path.suffix.lower() not in writers:
        raise UsageError("Results are written to a file that ends in .csv or .parquet.")
    write_durably(path, writers[path.suffix.lower()](results))


def write_uncertain(uncertain: Iterable[Uncertain], path: Path) -> None:
    """Write which figures are uncertain, as CSV: code, month, breakdown, table, column. Raises MachineError."""
    write_bytes(path, frame_as_csv(as_frame(uncertain)))


def write_bytes(path: Path, content: bytes, *, is_synced: bool = False) -> None:
    """Write a file whole or not at all, on the disk before it returns if `is_synced`. Raises MachineError where it can't be."""
    try:
        write_whole(path, content, is_synced=is_synced)
    except OSError as error:
        raise MachineError(f"{path.name} can't be written: {error.strerror or 'the file system refused'}.") from None


def write_durably(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, for its owner alone, and wait until the disk has it. Raises MachineError."""
    try:
        write_whole(path, content, is_durable=True)
    except OSError as error:
        raise MachineError(f"{path.name} can't be written: {error.strerror or 'the file system refused'}.") from None


def _number(value: float) -> str:
    if pd.isna(value):
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
