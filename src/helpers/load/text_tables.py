"""Reading the files of an extract as text, cell by cell as they stand."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from helpers.errors import DataError
from helpers.load.surplus_rows import is_trailer, refuse_surplus_rows
from helpers.load.values import are_words_for_empty
from helpers.load.whole_columns import read_whole_columns
from helpers.snapshot import parts_of
from helpers.terms.tables import ColumnKind, TableTerms

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
LARGEST_CELL = 1_000_000
SEPARATORS = {";": "semicolons (;)", "\t": "tabs", "|": "upright bars (|)"}
# A number in it may have a comma: (1,234 rows affected).
MOST_CELLS_OF_A_TRAILER = 3
# Shorter files are read row by row as quickly, and without a thread of the reader's own.
SHORTEST_TO_HURRY = 50_000


Cells = pa.Array | pa.ChunkedArray


@dataclass(frozen=True)
class TextTable:
    """A file as text: one row a row of the file, its known columns, trimmed; empty text where a cell is empty.

    `rows` are the file's row numbers (the header is row 1). `alike` numbers rows of which another has the same cells, but
    for the person's; -1 for a row like no other. `words_for_empty` marks, by column, the cells that held what a tool writes
    for an empty one; `unknown_headings` are those of columns that are not the standard's.
    """

    file: str
    frame: pd.DataFrame
    rows: np.ndarray
    alike: np.ndarray
    words_for_empty: dict[str, np.ndarray] = field(default_factory=dict)
    unknown_headings: tuple[str, ...] = ()
    is_windows_1252: bool = False

    def repeats(self, persons: pd.Series | None = None) -> np.ndarray:
        """Whether each row has the cells of a later one, and its person, where persons are given."""
        found = np.zeros(len(self.alike), dtype=bool)
        places = np.flatnonzero(self.alike >= 0)
        if len(places):
            asked = pd.DataFrame({"alike": self.alike[places]})
            if persons is not None:
                asked["person"] = persons.to_numpy(dtype=object)[places]
            found[places] = asked.duplicated(keep="last").to_numpy()
        return found


def read_text_table(path: Path, terms: TableTerms, headings: Mapping[str, str] | None = None) -> TextTable:
    """Read a table's file, CSV or Parquet, as text; columns that are not the standard's, and dropped ones, left out.

    A folder of Parquet parts is one table, its parts in order of name. `headings` are the council's own for columns, by
    column; the standard's goes first. Raises DataError, naming file, row and column but no content, where it can't be read.
    """
    is_windows_1252 = False
    try:
        if path.is_dir():
            names, columns, rows = _read_parts(path)
        elif path.suffix.lower() == ".parquet":
            names, columns, rows = _read_parquet(path)
        else:
            text, is_windows_1252 = _decode(path)
            own = [heading.strip().lower() for heading in (headings or {}).values()]
            refuse_surplus_rows(text, {*terms.columns, *own}, path.name)
            names, columns, rows = _read_csv(text, path.name)
    except OSError as error:
        raise DataError(f"{path.name} can't be read: {error.strerror or 'the file system refused'}.") from None
    known = find_columns(names, terms, path.name, headings or {})
    trimmed = {name: pc.utf8_trim_whitespace(columns[place]) for name, place in known.items()}
    frame = pa.table(trimmed).to_pandas(use_threads=False) if trimmed else pd.DataFrame(index=range(len(rows)))
    words_for_empty = {name: mask for name in frame if (mask := are_words_for_empty(frame[name])).any()}
    for name, mask in words_for_empty.items():
        frame[name] = frame[name].where(~mask, "")
    kept = [name for name in frame.columns if terms.columns[name] is not ColumnKind.DROPPED]
    unknown = tuple(name.strip() for place, name in enumerate(names) if place not in known.values() and name.strip())
    return TextTable(
        path.name, frame[kept].astype("str"), rows, _number_alike(frame, terms), words_for_empty, unknown, is_windows_1252
    )


def _number_alike(frame: pd.DataFrame, terms: TableTerms) -> np.ndarray:
    content = frame[[name for name in frame.columns if name != terms.person]]
    numbers = np.full(len(frame), -1, dtype=np.int64)
    if len(content.columns) == 0:
        return np.zeros(len(frame), dtype=np.int64) if len(frame.columns) else numbers
    is_repeated = content.duplicated(keep=False).to_numpy()
    if is_repeated.any():
        numbers[is_repeated] = content[is_repeated].groupby(list(content.columns), sort=False, dropna=False).ngroup()
    return numbers


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
    _refuse_separator(names, file)
    for row, record in zip(rows, records, strict=True):
        if len(record) != len(names):
            raise DataError(_say_ragged(file, row, record, len(names)))
    columns = zip(*records, strict=True) if records else [()] * len(names)
    return names, [pa.array(column, type=pa.string()) for column in columns], np.array(rows, dtype=np.int64)


def _refuse_separator(names: list[str], file: str) -> None:
    if len(names) == 1 and (found := next((each for each in SEPARATORS if each in names[0]), None)):
        raise DataError(f"{file} has {SEPARATORS[found]} between its cells.\nExport it again with commas (CSV).")


def _say_ragged(file: str, row: int, record: list[str], width: int) -> str:
    """Say why a row that has not as many cells as the header can't be read, in the words for what it looks like."""
    said = f"{file}, row {row}: has {len(record)} {'cell' if len(record) == 1 else 'cells'}, but the header has {width}.\n"
    if len(record) <= MOST_CELLS_OF_A_TRAILER and is_trailer(record):
        return said + "It is what a query tool writes below its rows. Export the rows alone, without a count or a message."
    if width == 1:
        return said + "The first row must hold the names of the columns, and no title may stand above it. Export it again."
    return said + "A comma or a line break may stand in a cell that is not quoted. Export it again."


def _read_parts(folder: Path) -> tuple[list[str], Sequence[Cells], np.ndarray]:
    """Read a folder of Parquet parts as one table. Raises DataError where it holds none, or they have not the same columns."""
    parts = parts_of(folder)
    if not parts:
        raise DataError(f"{folder.name} is a folder that holds no part (*.parquet).\nExport it again.")
    names, first, _ = _read_parquet(parts[0])
    columns = [[column] for column in first]
    for part in parts[1:]:
        others, more, _ = _read_parquet(part)
        if sorted(others) != sorted(names):
            raise DataError(f"{folder.name}: {part.name} has not the columns of {parts[0].name}.\nExport it again.")
        for place, name in enumerate(names):
            columns[place].append(more[others.index(name)])
    whole = [pa.chunked_array(chunks, type=pa.string()) for chunks in columns]
    return names, whole, np.arange(2, (len(whole[0]) if whole else 0) + 2)


def _read_parquet(path: Path) -> tuple[list[str], list[pa.Array], np.ndarray]:
    try:
        table = pq.ParquetFile(path).read()
    except pa.ArrowException:
        raise DataError(f"{path.name} can't be read as Parquet.\nExport it again.") from None
    columns = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        try:
            columns.append(pc.fill_null(_as_text(column.combine_chunks()), ""))
        except pa.ArrowException:
            raise DataError(f"{path.name}: the column {name} is of a kind that can't be read as text.") from None
    return table.column_names, columns, np.arange(2, table.num_rows + 2)


def _as_text(column: pa.Array) -> pa.Array:
    """Return a column as text. A time with a zone is written in UTC, so that no machine's list of zones is asked."""
    if pa.types.is_timestamp(column.type) and column.type.tz is not None:
        in_utc = pc.cast(column, pa.timestamp(column.type.unit)).cast(pa.string())
        return pc.binary_join_element_wise(in_utc, "Z", "")
    return column.cast(pa.string())


def find_columns(names: list[str], terms: TableTerms, file: str, headings: Mapping[str, str]) -> dict[str, int]:
    """Return the place of each known column in a header: by the standard's name, failing that by the council's own heading.

    Raises DataError where a column is there twice.
    """
    found = [name.strip().lower() for name in names]
    places: dict[str, int] = {}
    for column in terms.columns:
        own = headings.get(column, "").lower()
        looked_for = column if column in found or not own else own
        if found.count(looked_for) > 1:
            raise DataError(f"{file} has two columns named {looked_for}.\nLeave one of them out and export it again.")
        if looked_for in found:
            places[column] = found.index(looked_for)
    return places
