"""The folder of downloads: which files in it are the department's, by name, and what is said of the others."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from helpers.compare.published.reference import Column, columns_by_file
from helpers.errors import DataError

# What files of other kinds begin with, whatever their names end in.
KINDS = {
    b"PK\x03\x04": "a zip archive or a spreadsheet",
    b"\xd0\xcf\x11\xe0": "a spreadsheet",
    b"%PDF": "a PDF document",
    b"<": "a web page",
}
ZIP = ".zip"
SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods")
HEADER_BYTES = 1 << 16
MOST_NAMED = 12
SEPARATORS = {";": "semicolon", "\t": "tab", "|": "bar"}

Known = list[tuple[Path, tuple[Column, ...]]]


def sort_files(folder: Path) -> tuple[Known, tuple[Path, ...]]:
    """Return the files of a folder, and of folders within, that are known by name with their columns; and all others.

    Raises DataError where there is no such folder, or no known file in it: it says what is there and what is looked for.
    """
    give = "Give the folder that holds the department's files: --from DIR"
    if folder.is_file():
        raise DataError(f"{folder.name} is a file.\n{give}")
    if not folder.is_dir():
        raise DataError(f"There is no folder {folder.name}.\n{give}")
    known: Known = []
    others = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        columns = columns_by_file().get(_plain_stem(path))
        if columns is None or path.suffix.lower() != ".csv":
            others.append(path)
        else:
            known.append((path, columns))
    if not known:
        raise DataError(_say_none(folder, others))
    return known, tuple(sorted(others, key=lambda path: path.name))


def _plain_stem(path: Path) -> str:
    """A file's name without its ending, its years and the number of a second download."""
    stem = re.sub(r"[ _]*\(\d+\)$", "", path.stem.lower()).replace(" ", "_")
    return re.sub(r"_\d{4}_to_\d{4}$", "", stem)


def _say_none(folder: Path, others: Sequence[Path]) -> str:
    found = [f"In it: {_list([path.name for path in others])}." if others else "It is empty."]
    found += [hint for path in others[:MOST_NAMED] if (hint := _hint(path))]
    wanted = ", ".join(f"{name}.csv" for name in sorted(columns_by_file()))
    return "\n".join(
        [
            f"No file of the department's is in the folder {folder.name}.",
            *found,
            f"Looked for, by name, with or without years at the end: {wanted}.",
            "Download them as CSV from Explore Education Statistics, unpack them, and leave their names as they are.",
        ]
    )


def say_passed_over(path: Path) -> str:
    """Return what is said of a file that is not read: what it is, and what to do where it may be one of the department's."""
    return _hint(path) or f"{path.name} is none of the department's files that are known, and was passed over."


def _hint(path: Path) -> str | None:
    if path.suffix.lower() == ZIP:
        return f"{path.name} is a zip archive that is not unpacked, and was passed over. Unpack it into the folder."
    if path.suffix.lower() in SPREADSHEETS:
        return f"{path.name} is a spreadsheet, and was passed over. Download the same figures as CSV."
    if path.suffix.lower() == ".csv" and (name := _known_by_header(path)):
        return f"{path.name} was passed over, but has the columns of {name}.csv. If it is that file, give it that name."
    return None


def _known_by_header(path: Path) -> str | None:
    """The known file all of whose columns a file has; of several the one with most."""
    header = set(header_of(path)[0])
    needed = {
        name: {"time_period", *(column.column for column in columns), *(pick for column in columns for pick, _ in column.picks)}
        for name, columns in columns_by_file().items()
    }
    fitting = [name for name, columns in needed.items() if columns <= header]
    return max(fitting, key=lambda name: len(needed[name]), default=None)


def say_other_kind(path: Path) -> str | None:
    """Return what is said of a file that is no CSV file though its name ends so; None of one that may be."""
    start = _read_start(path).removeprefix(b"\xef\xbb\xbf").lstrip()
    kind = next((kind for mark, kind in KINDS.items() if start.startswith(mark)), None)
    if kind is None:
        return None
    return f"{path.name} is {kind}, whatever its name says.\nDownload the department's file again, as CSV."


def header_of(path: Path) -> tuple[list[str], str]:
    """Return the names in a CSV file's first row, in small letters, and the word for what stands between its cells."""
    first = _read_start(path).decode("utf-8-sig", errors="replace").partition("\n")[0].rstrip("\r")
    separator = next((mark for mark in SEPARATORS if mark in first and "," not in first), ",")
    try:
        names = next(csv.reader([first], delimiter=separator), [])
    except csv.Error:
        names = []
    return [name.strip().lower() for name in names], SEPARATORS.get(separator, separator)


def _read_start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEADER_BYTES)
    except OSError:
        return b""  # what reads the file itself says why


def _list(names: Sequence[str]) -> str:
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
