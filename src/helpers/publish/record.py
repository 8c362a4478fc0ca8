"""The run record: what was run, on what, when, with which versions, and hashes; no figure, no person, no place.

The only module that reads the clock on the wall; durations are from a clock that nobody sets.
"""

import hashlib
import hmac
import json
import platform
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import monotonic

from helpers.snapshot import Snapshot, file_hash, input_files

PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,80}\.(?:csv|parquet|toml|xlsx)", re.IGNORECASE)
PACKAGES = ("pandas", "pyarrow", "papermill", "nbconvert", "ipykernel", "matplotlib", "seaborn")
WORKBOOK = "corporate-parenting-workbook"
Fact = str | int | bool | None | Mapping[str, str]


@dataclass(frozen=True)
class RunClock:
    """When a run began, and how long it takes."""

    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    _began: float = field(default_factory=monotonic)

    @property
    def started(self) -> float:
        """When it began, on the machine's monotonic clock."""
        return self._began

    @staticmethod
    def now() -> float:
        """What the machine's monotonic clock says, in seconds."""
        return monotonic()

    @property
    def words(self) -> str:
        """When it began, to the minute: 2026-11-03 09:12 UTC."""
        return self.began.strftime("%Y-%m-%d %H:%M UTC")

    @property
    def seconds(self) -> float:
        """How long it has taken, in seconds to the tenth; right even if the clock on the wall is set meanwhile."""
        return round(monotonic() - self._began, 1)


def run_record(
    clock: RunClock,
    *,
    month: str,
    editions: Iterable[str],
    inputs: Mapping[str, str],
    history: Mapping[str, str],
    notebooks: Mapping[str, Mapping[str, object]],
    outputs: Mapping[str, Mapping[str, bytes]],
    facts: Mapping[str, Fact],
) -> bytes:
    """The record of a run, as JSON. `outputs` holds each target's files; only their hashes are kept, as for the rest.

    `facts` are the caller's own plain words on what was run, such as the council and the day of the extract.
    """
    record = {
        "month": month,
        "editions": list(editions),
        "began_at": clock.began.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "took_seconds": clock.seconds,
        **dict(sorted(facts.items())),
        "versions": versions(),
        "inputs": dict(sorted(inputs.items())),
        "history": dict(sorted(history.items())),
        "notebooks": notebooks,
        "outputs": {
            f"{target}/{name}": _sha256(content)
            for target, files in sorted(outputs.items())
            for name, content in sorted(files.items())
        },
    }
    return (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def versions() -> dict[str, str]:
    """The versions that a run depends on, and the kind of system it ran on; no name of the machine."""
    found = {"python": platform.python_version(), "system": platform.system(), "workbook": _version(WORKBOOK)}
    return found | {name: _version(name) for name in PACKAGES}


def input_hashes(folder: Path, key: bytes) -> dict[str, str]:
    """Return a keyed hash of each file that a data folder's report may be read from, by its name.

    Without the key, which is kept in the history, nobody can try what a file held. A file with an odd name is left out, since
    its name might name a child.
    """
    hashes = Snapshot.of(partial(input_files, folder)).hashes
    plain = {name: found for name, found in hashes.items() if all(PLAIN_NAME.fullmatch(part) for part in name.split("/"))}
    return {name: hmac.new(key, found.encode(), "sha256").hexdigest() for name, found in plain.items()}


def file_hashes(folder: Path | None) -> dict[str, str]:
    """Return the SHA-256 of each table in a folder, by file name; none where there is no folder."""
    if folder is None or not folder.is_dir():
        return {}
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and PLAIN_NAME.fullmatch(path.name)]
    return {path.name: file_hash(path) for path in files}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
