"""Which files something is read from, and whether they are still as they were: one answer for run, cache and record.

It imports nothing but Python's own library, so that a command can tell within moments that nothing has changed.
"""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

INPUT_KINDS = (".csv", ".parquet", ".toml", ".xlsx", ".txt", ".tsv")
PARTS = ".parquet"
Files = Mapping[str, Path]
State = tuple[int, int, int, int]


def input_files(folder: Path) -> dict[str, Path]:
    """Return what of a data folder may be read, by its name from the folder on; empty where there is no such folder.

    The parts of a Parquet folder are files of their own. Raises OSError where the folder can't be looked into.
    """
    if not folder.is_dir():
        return {}
    found = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == PARTS and path.is_dir():
            found |= {f"{path.name}/{part.name}": part for part in parts_of(path)}
        elif path.suffix.lower() in INPUT_KINDS and path.is_file():
            found[path.name] = path
    return found


def parts_of(folder: Path) -> list[Path]:
    """Return the Parquet parts of a folder, by name; those whose names begin with `_` or `.` are passed over."""
    return sorted(path for path in folder.glob(f"*{PARTS}") if path.name[0] not in "_." and path.is_file())


def history_files(folder: Path, before: str) -> dict[str, Path]:
    """Return each month's file in a history folder that comes before a month, by its name."""
    if not folder.is_dir():
        return {}
    return {path.name: path for path in sorted(folder.glob("????-??.csv")) if path.stem < before and path.is_file()}


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file. Raises OSError where it can't be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True)
class Snapshot:
    """Some files as they were at one moment: when each was written to last, and how large it was, by its name."""

    list_files: Callable[[], Files]
    states: Mapping[str, State]

    @classmethod
    def of(cls, list_files: Callable[[], Files]) -> "Snapshot":
        """Take the files that are listed now. Raises OSError where they can't be listed."""
        return cls(list_files, _states(list_files()))

    @cached_property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of each file, by its name. Raises OSError where one can't be read."""
        files = self.list_files()
        return {name: file_hash(files[name]) for name in self.states if name in files}

    def changed(self) -> list[str]:
        """Return the names of files written to, added or taken away since; even where they hold the same again."""
        try:
            now = _states(self.list_files())
        except OSError:
            now = {}
        return sorted(name for name in {*now, *self.states} if now.get(name) != self.states.get(name))


def _states(files: Files) -> dict[str, State]:
    found = {}
    for name, path in files.items():
        with suppress(OSError):
            status = path.stat()
            found[name] = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
    return found
