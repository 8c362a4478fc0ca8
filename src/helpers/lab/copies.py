"""An analyst's working copy of the notebooks: made once, brought up to date, and never overwritten where it was changed.

Source: contract, "Commands", on `workbook lab`.
"""

import getpass
import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from helpers.clone import NOTEBOOKS, OWN_COPIES, ROOT
from helpers.drafts import write_whole
from helpers.errors import DefinitionError, MachineError, UsageError
from helpers.lab.guard import strip_outputs
from helpers.pages import PAGES
from helpers.publish.disk import is_link
from helpers.released import notebook_hash

EXAMPLES = ("behind_a_figure", "try_an_indicator")
# Inside a copy, hidden from JupyterLab's list of files: what JupyterLab keeps, and the hashes of the notebooks as copied.
KEPT = ".lab"
COPIED = "copied.json"
PLAIN_NAME = re.compile(r"[a-z0-9_]([a-z0-9._-]{0,38}[a-z0-9_-])?")
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
OF_OWNER = 0o700


@dataclass
class Copy:
    """A working copy: its folder, and what was done to its notebooks, by name."""

    folder: Path
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    laid_beside: list[tuple[str, str]] = field(default_factory=list)

    def sentences(self) -> list[str]:
        """Return what the analyst is told, one sentence a line."""
        said = [f"Your working copy of the notebooks is {self.folder.relative_to(ROOT).as_posix()}."]
        if self.updated:
            said.append(f"Brought up to date, since you had not changed them: {', '.join(self.updated)}.")
        for name, beside in self.laid_beside:
            said.append(f"{name} has changed in the report, and you have changed your copy. The new one is next to it: {beside}.")
        return said


def account_name() -> str:
    """Return the name of the account. Raises UsageError if the machine does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("This machine does not tell the account's name. Give one: workbook lab NAME") from None


def folder_name(name: str) -> str:
    """Return the name of a copy's folder, the same on every system: two names share one only if they differ by case alone.

    A name of anything but letters a to z, digits and `._-` gets a part of its hash.
    """
    whole = unicodedata.normalize("NFC", name).casefold()
    if PLAIN_NAME.fullmatch(whole) and not RESERVED.fullmatch(whole):
        return whole
    letters = unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", letters))[:30].strip("-")
    digest = hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{words or 'copy'}-{digest}"


def prepare_copy(name: str = "", today: date | None = None) -> Copy:
    """Make an analyst's working copy of the notebooks, or bring an earlier one up to date; without a name, the account's.

    A notebook that the analyst has changed stays as it is. If the report's has changed too, that is laid next to it.
    Raises UsageError if no name is known, DefinitionError if a notebook of the report can't be read, and MachineError if
    the folder can't be used.
    """
    copy = Copy(OWN_COPIES / folder_name(name or account_name()))
    try:
        _make_private(copy.folder)
        noted = _read_noted(copy.folder)
        for source in _sources():
            noted[source.stem] = _refresh(copy, source, noted.get(source.stem), today or date.today())
        _write_private(copy.folder / KEPT / COPIED, json.dumps(noted, indent=1, sort_keys=True).encode())
    except OSError as error:
        raise MachineError(
            f"The working copy {copy.folder.relative_to(ROOT).as_posix()} can't be written ({type(error).__name__}): "
            "the disk is full, or the folder is another account's. Give another name: workbook lab NAME"
        ) from error
    return copy


def _sources() -> Iterator[Path]:
    """Yield the notebooks that are copied: those of the report, then the worked examples."""
    yield from (NOTEBOOKS / f"{page.notebook}.ipynb" for page in PAGES)
    yield from (OWN_COPIES.parent / f"{name}.ipynb" for name in EXAMPLES)


def _refresh(copy: Copy, source: Path, noted: str | None, today: date) -> str:
    """Copy a notebook if it is not there, or has changed in the report. Return the hash to note. Raises OSError."""
    released, target = notebook_hash(source), copy.folder / source.name
    if is_link(target):
        raise MachineError(f"{source.name} in the working copy is a link to another place. Remove it and run again.")
    if not target.exists():
        _write_private(target, without_outputs(source))
        copy.added.append(source.name)
        return released
    own = _hash_or_none(target)
    if own == released or released == noted:
        return released
    if own is not None and own == noted:
        _write_private(target, without_outputs(source))
        copy.updated.append(source.name)
        return released
    beside = _free_name(copy.folder, f"{source.stem} (released {today.isoformat()}")
    _write_private(copy.folder / beside, without_outputs(source))
    copy.laid_beside.append((source.name, beside))
    return released


def without_outputs(notebook: Path) -> bytes:
    """Return a notebook's file without outputs and execution counts. Raises OSError, DefinitionError as `notebook_hash`."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    strip_outputs(content)
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _hash_or_none(path: Path) -> str | None:
    """Return a notebook's hash; nothing if it can't be read as one, so that it counts as changed."""
    try:
        return notebook_hash(path)
    except DefinitionError:
        return None


def _free_name(folder: Path, start: str) -> str:
    names = (f"{start}{more}).ipynb" for more in ("", *(f", {number}" for number in range(2, 1000))))
    return next(name for name in names if not (folder / name).exists())


def _read_noted(folder: Path) -> dict[str, str]:
    """Return the hash of each notebook as it was copied, by name; empty if that is not known."""
    with suppress(OSError, ValueError):
        noted = json.loads((folder / KEPT / COPIED).read_text(encoding="utf-8"))
        if isinstance(noted, dict):
            return {str(name): str(digest) for name, digest in noted.items()}
    return {}


def _make_private(folder: Path) -> None:
    """Make a copy's folder, for its owner alone, and whatever an earlier lab or hand put there. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    for part in (folder.parent, folder):
        if is_link(part):
            raise MachineError(f"The folder {part.name} of working copies is a link to another place. Remove it and run again.")
    folder.mkdir(mode=OF_OWNER, exist_ok=True)
    folder.chmod(OF_OWNER)
    (folder / KEPT).mkdir(exist_ok=True)
    for where, folders, files in os.walk(folder):
        for path in (Path(where, name) for name in (*folders, *files)):
            if not is_link(path):
                path.chmod(path.stat().st_mode & OF_OWNER)


def _write_private(path: Path, content: bytes) -> None:
    """Write a file that its owner alone can read, whole or not at all. Raises OSError."""
    write_whole(path, content)
    path.chmod(0o600)
