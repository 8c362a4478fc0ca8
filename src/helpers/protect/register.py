"""What each edition has already published: a register in the history folder, since what was once shown can't be taken back.

One file a published month and version, never changed: `published/board-2026-10.1.3f9a1c2b4d5e.csv`, the edition, the month,
the version, and the beginning of the hash of what the file holds. A file that was changed, cut off or taken away stops the run.
"""

import hashlib
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.cache.keys import PUBLISHED
from helpers.errors import DataError
from helpers.export import frame_as_csv, write_durably
from helpers.protect.released import Released
from helpers.results import FIGURES, KEY

FOLDER = PUBLISHED
HIDDEN = "[c]"
COLUMNS = [*KEY, *FIGURES]
_NAME = re.compile(r"(?P<edition>[a-z_]+)-(?P<month>[0-9]{4}-[0-9]{2})\.(?P<version>[1-9][0-9]*)\.(?P<hash>[0-9a-f]{12})\.csv")
ADVICE = (
    "Without it nobody can tell what has been shown already. Put the file back from a copy: the analyst edition of its month "
    "holds one, in its folder history."
)


def _nothing() -> pd.DataFrame:
    kinds = dict.fromkeys([*KEY, "published"], "str") | dict.fromkeys(FIGURES, "float64") | {"is_hidden": "bool"}
    return pd.DataFrame(columns=list(kinds)).astype(kinds)


@dataclass(frozen=True)
class Register:
    """All that an edition has shown, one row a figure and publication, oldest publication first.

    Columns as in results; `published` names the month and version of the publication (2026-10.1), `is_hidden` says that the
    figure stood there as hidden: its numbers are empty then. `files` are those that it was read from, by name.
    """

    rows: pd.DataFrame = field(default_factory=_nothing)
    files: tuple[Path, ...] = ()


def register_bytes(released: Released) -> bytes:
    """The register's file of a release: the columns of results as shown, `[c]` for what is hidden; the same each time."""
    text = released.frame[COLUMNS].copy()
    hidden = released.frame["is_hidden"].to_numpy(dtype=bool)
    for column in FIGURES:
        said = ["" if pd.isna(each) else repr(float(each)) for each in text[column]]
        text[column] = pd.Series(np.where(hidden, HIDDEN, said), index=text.index, dtype="str")
    return frame_as_csv(text.sort_values(KEY, kind="stable"))


def write_register(folder: Path, released: Released) -> Path:
    """Add a release to the register in a history folder, and give its file; one that shows just the same is not added again.

    Called by a run that completed, and by nothing else. Raises DataError as reading does, MachineError where it can't be written.
    """
    path = folder / FOLDER / name_in_register(folder, released)
    if not path.exists():
        write_durably(path, register_bytes(released))
    return path


def name_in_register(folder: Path, released: Released) -> str:
    """The name of a release's file in the register, whether or not it is there yet. Raises DataError as reading does."""
    earlier = [each for each in _files(folder, released.edition) if each["month"] == released.month]
    mark = hashlib.sha256(register_bytes(released)).hexdigest()[:12]
    if earlier and earlier[-1]["hash"] == mark:
        return earlier[-1].string
    return f"{released.edition}-{released.month}.{len(earlier) + 1}.{mark}.csv"


def read_register(folder: Path | None, edition: str) -> Register:
    """All that an edition has published, whatever the month: what was shown of a later month is known as well.

    Raises DataError where a file was changed, can't be read, or a version is missing.
    """
    names = _files(folder, edition) if folder is not None else []
    if not names:
        return Register()
    paths = tuple(folder / FOLDER / each.string for each in names)
    frames = [_read(path, each) for path, each in zip(paths, names, strict=True)]
    return Register(pd.concat(frames, ignore_index=True), paths)


def _files(folder: Path, edition: str) -> list[re.Match[str]]:
    """The names of an edition's files, in order of month and version. Raises DataError where a version is missing."""
    names = [_NAME.fullmatch(path.name) for path in sorted((folder / FOLDER).glob(f"{edition}-*"))]
    if None in names:
        raise DataError(f"The register of what was published holds a file of another kind.\n{ADVICE}")
    names.sort(key=lambda each: (each["month"], int(each["version"])))
    expected = 0
    for at, each in enumerate(names):
        expected = expected + 1 if at and names[at - 1]["month"] == each["month"] else 1
        if int(each["version"]) != expected:
            raise DataError(f"The register of what was published lacks a version of {each['month']}.\n{ADVICE}")
    return names


def _read(path: Path, name: re.Match[str]) -> pd.DataFrame:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest()[:12] != name["hash"]:
        raise DataError(f"{path.name} of the register of what was published has been changed.\n{ADVICE}")
    frame = pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False)
    is_hidden = (frame["numerator"] == HIDDEN).to_numpy()
    for column in FIGURES:
        frame[column] = pd.to_numeric(frame[column].mask(is_hidden, ""))
    return frame.assign(published=f"{name['month']}.{name['version']}", is_hidden=is_hidden)
