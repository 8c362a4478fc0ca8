"""Lines for the council to fill in, added below what a file holds: `code_spellings.csv` and `columns.csv`.

No line of the file is taken away or changed, and none is added that is there. Source: contract, "Commands".
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from helpers.errors import UsageError
from helpers.export import as_text_cell, write_bytes
from helpers.inventory.rows import Row
from helpers.load.care_data import CareData
from helpers.load.codes import bare
from helpers.load.folder import OWN_NAMES, READ_BY_NAME
from helpers.load.spellings import SPELLINGS

Line = Mapping[str, str]
Key = tuple[str, ...]
MARK = b"\xef\xbb\xbf"


def add_spellings(path: Path, data: CareData) -> int:
    """Add the wordings without a code to a file, with how many rows have each; return how many lines were added.

    Raises UsageError where the file is another kind of file, MachineError where it can't be written.
    """
    lines = [
        {"field": field, "wording": wording, "code": "", "rows": str(count)}
        for table in data.tables.values()
        for (field, wording), count in sorted(table.unmapped.items())
    ]
    return _add(path, lines, tuple(SPELLINGS.columns), ("rows",), _key_of_spelling)


def add_columns(path: Path, rows: Iterable[Row]) -> int:
    """Add the likely files and headings of tables to a file; return how many lines were added. Raises as `add_spellings`."""
    lines: list[dict[str, str]] = []
    for row in rows:
        lines += [_line(row.table, column, header=heading) for column, heading in row.likely.items()]
        # Other kinds of file, and files in another folder, can't be named there.
        for near in (each for each in row.near if "/" not in each.file and each.file.lower().endswith(READ_BY_NAME)):
            lines.append(_line(row.table, file=near.file))
            lines += [_line(row.table, column, header=heading) for column, heading in near.headings.items()]
    return _add(path, lines, tuple(OWN_NAMES.columns), (), _key_of_name)


def _line(table: str, column: str = "", file: str = "", header: str = "") -> dict[str, str]:
    return {"table": table, "column": column, "file": file, "header": header}


def _key_of_spelling(line: Line) -> Key:
    wording = line["wording"].strip()
    return line["field"].strip().lower(), bare(wording) or wording


def _key_of_name(line: Line) -> Key:
    column = line["column"].strip().lower()
    return line["table"].strip().lower(), column, "" if column else line["file"].strip().lower()


def _add(
    path: Path, lines: Sequence[Line], columns: tuple[str, ...], more_columns: tuple[str, ...], key_of: Callable[[Line], Key]
) -> int:
    path = path.resolve()
    content = path.read_bytes() if path.is_file() else b""
    encoding, text = _decode(content, path.name)
    header, there = _read(text, columns, path.name)
    known = {key_of(line) for line in there}
    new: dict[Key, Line] = {}
    for line in lines:
        if key_of(line) not in known:
            new.setdefault(key_of(line), line)
    if not new and content:
        return 0
    names = header or [*columns, *more_columns]
    line_end = "\r\n" if "\r\n" in text else "\n"
    added = [[as_text_cell(line.get(name.strip().lower(), "")) for name in names] for line in new.values()]
    gap = "" if not header or text.endswith(("\n", "\r")) else line_end
    text_added = gap + _as_csv(added if header else [names, *added], line_end)
    try:
        write_bytes(path, (content if header else b"") + text_added.encode(encoding), is_synced=True)
    except UnicodeEncodeError:
        raise UsageError(f"{path.name} is not written in UTF-8, so not every wording can be added. Save it in UTF-8.") from None
    return len(new)


def _decode(content: bytes, name: str) -> tuple[str, str]:
    try:
        return "utf-8", content.removeprefix(MARK).decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return "cp1252", content.decode("cp1252")
    except UnicodeDecodeError:
        raise UsageError(f"{name} is not a text file that can be read. Nothing was added to it; name another file.") from None


def _read(text: str, columns: tuple[str, ...], name: str) -> tuple[list[str], list[Line]]:
    """Return a file's header and its lines, by the columns asked; no header where the file is empty."""
    try:
        records = [record for record in csv.reader(io.StringIO(text, newline=""), strict=True) if any(record)]
    except csv.Error as fault:
        raise UsageError(f"{name} can't be read as CSV. Nothing was added to it; correct it, or name another file.") from fault
    if not records:
        return [], []
    header, *rows = records
    places = [each.strip().lower() for each in header]
    if not set(columns) <= set(places):
        wanted = ", ".join(columns)
        raise UsageError(f"{name} is another kind of file: its columns are not {wanted}. Nothing was added to it.")
    cells = [dict(zip(places, [*row, *[""] * len(places)], strict=False)) for row in rows]
    return header, [{column: line[column] for column in columns} for line in cells]


def _as_csv(rows: Iterable[Sequence[str]], line_end: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator=line_end).writerows(rows)
    return buffer.getvalue()
