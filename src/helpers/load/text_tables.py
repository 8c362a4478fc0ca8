"""Reading the files of an extract as text, cell by cell as they stand."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from helpers.errors import DataError
from helpers.load.whole_columns import read_whole_columns
from helpers.terms.tables import ColumnKind, TableTerms

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
LARGEST_CELL = 1_000_000
# Shorter files are read row by row as quickly, and without a thread of the reader's own.
SHORTEST_TO_HURRY = 50_000


Cells = pa.Array | pa.ChunkedArray


@dataclass(frozen=True)
class TextTable:
    """A file as text: one row a row of the file, its known columns, trimmed; empty text where a cell is empty.

    `rows` are the file's row numbers (the header is row 1). `is_repeat` marks rows of which an exact repeat comes later.
    """

    file: str
    frame: pd.DataFrame
    rows: np.ndarray
    is_repeat: np.ndarray
    is_windows_1252: bool = False


def read_text_table(path: Path, terms: TableTerms) -> TextTable:
    """A table's file, CSV or Parquet, as text; columns that are not the standard's, and dropped ones, left out.

    Raises DataError, naming file, row and column but no content, where it can't be read.
    """
    is_windows_1252 = False
    try:
        if path.suffix.lower() == ".parquet":
            names, columns, rows = _read_parquet(path)
        else:
            text, is_windows_1252 = _decode(path)
            names, columns, rows = _read_csv(text, path.name)
    except OSError as error:
        raise DataError(f"{path.name} can't be read: {error.strerror or 'the file system refused'}.") from None
    known = _known_columns(names, terms, path.name)
    trimmed = {name: pc.utf8_trim_whitespace(columns[place]) for name, place in known.items()}
    frame = pa.table(trimmed).to_pandas(use_threads=False) if trimmed else pd.DataFrame(index=range(len(rows)))
    is_repeat = frame.duplicated(keep="last").to_numpy() if len(frame.columns) else np.zeros(len(rows), dtype=bool)
    kept = [name for name in frame.columns if terms.columns[name] is not ColumnKind.DROPPED]
    return TextTable(path.name, frame[kept].astype("str"), rows, is_repeat, is_windows_1252)


def _decode(path: Path) -> tuple[str, bool]:
    content = path.read_bytes()
    if content.startswith(UTF16_MARKS):
        raise DataError(f"{path.name} is written in UTF-16.\nExport it again as CSV in UTF-8.")
    if b"\0" in content:
        row = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise DataError(f"{path.name}, line {row}: holds a NUL byte, so it is no text file.\nExport it again as CSV.")
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return content.removeprefix(b"\xef\xbb\xbf").decode("cp1252", errors="replace"), True


def _read_csv(text: str, file: str) -> tuple[list[str], Sequence[Cells], np.ndarray]:
    if len(text) >= SHORTEST_TO_HURRY and (found := read_whole_columns(text, LARGEST_CELL)) is not None:
        names, columns, count = found
        return names, columns, np.arange(2, count + 2)
    return read_row_by_row(text, file)


def read_row_by_row(text: str, file: str) -> tuple[list[str], Sequence[Cells], np.ndarray]:
    """A CSV file's header, its columns as text, and the numbers of its rows. Raises DataError where it can't be read."""
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[list[str]] = []
    rows: list[int] = []
    try:
        names = next(reader, [])
        for row, record in enumerate(reader, start=2):
            if record:
                records.append(record)
                rows.append(row)
    except csv.Error:
        raise DataError(
            f"{file}, line {reader.line_num}: can't be read as CSV.\n"
            "A quotation mark may be left open, or stand inside a cell that is not quoted. Export it again."
        ) from None
    if not any(name.strip() for name in names):
        raise DataError(f"{file} has no header row.\nIts first row must hold the names of the columns.")
    for row, record in zip(rows, records, strict=True):
        if len(record) != len(names):
            raise DataError(
                f"{file}, row {row}: has {len(record)} cells, but the header has {len(names)}.\n"
                "A comma or a line break may stand in a cell that is not quoted. Export it again."
            )
    columns = zip(*records, strict=True) if records else [()] * len(names)
    return names, [pa.array(column, type=pa.string()) for column in columns], np.array(rows, dtype=np.int64)


def _read_parquet(path: Path) -> tuple[list[str], Sequence[Cells], np.ndarray]:
    try:
        table = pq.read_table(path)
    except pa.ArrowException:
        raise DataError(f"{path.name} can't be read as Parquet.\nExport it again.") from None
    columns = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        try:
            columns.append(pc.fill_null(column.combine_chunks().cast(pa.string()), ""))
        except pa.ArrowException:
            raise DataError(f"{path.name}: the column {name} is of a kind that can't be read as text.") from None
    return table.column_names, columns, np.arange(2, table.num_rows + 2)


def _known_columns(names: list[str], terms: TableTerms, file: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        column = name.strip().lower()
        if column in terms.columns and column in places:
            raise DataError(f"{file} has two columns named {column}.\nLeave one of them out and export it again.")
        if column in terms.columns:
            places[column] = place
    return {column: places[column] for column in terms.columns if column in places}
