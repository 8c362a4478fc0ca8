"""An edition's month appears whole or not at all: staged beside its place, put there by renames, healed after a crash.

A month's targets (a folder an edition, the run record) change together. Beside target `board/2026-10` lie, while it
changes, `board/.2026-10.new-<token>` and `board/.2026-10.old-<token>`; `.2026-10.swap` in the outputs folder is the
journal: while it exists the renames it lists are carried through, or taken back if it says so.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import sleep
from types import MappingProxyType
from uuid import uuid4

from helpers.access import close
from helpers.drafts import keep_folder
from helpers.errors import MachineError
from helpers.publish.disk import is_link, plainly, refuse_links, write_file
from helpers.publish.signals import held_back

LEFTOVER = re.compile(r"\.(?P<name>[0-9]{4}-[0-9]{2}(?:\.json)?)\.(?P<kind>new|old|work)-[0-9a-f]{32}")
JOURNAL = re.compile(r"\.(?P<month>[0-9]{4}-[0-9]{2})\.swap")
RENAME_WAITS = (0.1, 0.3, 1.0, 2.0)
PLACES = ("*/", "*/*/")


@dataclass(frozen=True)
class Swap:
    """The journal: which targets change, which of them were there before, and whether to go on or to take back."""

    token: str
    targets: Mapping[str, bool]
    digests: Mapping[str, str]
    is_taken_back: bool = False


def beside(outputs: Path, target: str, kind: str, token: str) -> Path:
    """Where a target is staged (`new`), kept aside (`old`) or worked on (`work`): in its own folder, hidden."""
    path = outputs / target
    return path.with_name(f".{path.name}.{kind}-{token}")


def replace_all(
    outputs: Path,
    month: str,
    folders: Mapping[str, Mapping[str, bytes]],
    files: Mapping[str, bytes],
    closed: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Puts folders and files in their places in the outputs folder, all or none; call it under the month's lock.

    `folders` holds a target such as `board/2026-10` to its files by name, `files` a target such as `runs/2026-10.json`;
    `closed` the targets that not everybody may read, each to the group that may besides the owner, empty for none.
    Raises MachineError where the disk refuses, a target is a link, or a file is open elsewhere; then all is as before.
    """
    targets = [*folders, *files]
    for target in targets:
        refuse_links(outputs, target)
    token = uuid4().hex
    try:
        with plainly("write the report"):
            for target, contents in folders.items():
                staged = beside(outputs, target, "new", token)
                _stage_folder(staged, contents, 0o700 if target in closed else 0o777)
                if target in closed:
                    close(staged, closed[target])
            for target, content in files.items():
                _stage_file(beside(outputs, target, "new", token), content)
            swap = Swap(
                token,
                {target: (outputs / target).exists() for target in targets},
                {target: digest(beside(outputs, target, "new", token)) for target in targets},
            )
        with held_back():
            with plainly("write the report"):
                _write_journal(outputs, month, swap)
            _carry_through(outputs, month, swap)
    except BaseException:
        with held_back():
            _drop(outputs, targets, token)
        raise


def heal(outputs: Path, month: str) -> None:
    """Ends what an interrupted run of a month left: a change begun is carried through, all else is taken back.

    Call it under the month's lock. Raises MachineError where the disk refuses.
    """
    with held_back():
        _heal(outputs, month)


def _heal(outputs: Path, month: str) -> None:
    swap = _read_journal(outputs, month)
    if swap is not None:
        refused = swap.is_taken_back or not _is_sound(outputs, swap)
        (_take_back if refused else _carry_through)(outputs, month, swap)
    for path in outputs.glob(f".{month}.swap-*"):
        path.unlink(missing_ok=True)
    for path in leftovers(outputs, month):
        kind = LEFTOVER.fullmatch(path.name)
        place = path.with_name(kind["name"]) if kind else path
        with plainly("tidy up after an interrupted run"):
            if kind and kind["kind"] == "old" and not place.exists():
                _rename(path, place)
            else:
                _remove(path)


def leftovers(outputs: Path, month: str | None = None) -> list[Path]:
    """What interrupted runs left behind, of one month or of all; sorted."""
    found = []
    for path in (path for place in PLACES for path in outputs.glob(f"{place}.*")):
        match = LEFTOVER.fullmatch(path.name)
        is_inside = not any(is_link(outputs / parent) for parent in path.relative_to(outputs).parents[:-1])
        if match and is_inside and month in (None, match["name"].removesuffix(".json")):
            found.append(path)
    return sorted(found)


def unhealed_months(outputs: Path) -> list[str]:
    """The months of which an interrupted run left something behind; sorted."""
    names = {match["name"].removesuffix(".json") for path in leftovers(outputs) if (match := LEFTOVER.fullmatch(path.name))}
    return sorted(names | {match["month"] for path in outputs.glob(".*.swap") if (match := JOURNAL.fullmatch(path.name))})


def digest(path: Path) -> str:
    """The SHA-256 of a file, or of a folder's names and contents."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    names = sorted(item.relative_to(path).as_posix() for item in path.rglob("*") if item.is_file())
    lines = [f"{name} {digest(path / name)}" for name in names]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _stage_folder(staged: Path, contents: Mapping[str, bytes], mode: int) -> None:
    staged.parent.mkdir(parents=True, exist_ok=True)
    staged.mkdir(mode=mode)
    for name, content in contents.items():
        path = staged / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, content)
    for folder in {staged, *(path for path in staged.rglob("*") if path.is_dir())}:
        keep_folder(folder)


def _stage_file(staged: Path, content: bytes) -> None:
    staged.parent.mkdir(parents=True, exist_ok=True)
    write_file(staged, content)


def _carry_through(outputs: Path, month: str, swap: Swap) -> None:
    """Every target is put aside and the staged one put in its place; taken back if a file is open elsewhere."""
    try:
        for target in swap.targets:
            new, old = (beside(outputs, target, kind, swap.token) for kind in ("new", "old"))
            if new.exists():
                if (outputs / target).exists():
                    _rename(outputs / target, old)
                _rename(new, outputs / target)
                keep_folder((outputs / target).parent)
    except OSError as error:
        _write_journal(outputs, month, replace(swap, is_taken_back=True))
        _take_back(outputs, month, swap)
        with plainly("put the report in its place"):
            raise error
    _end(outputs, month, swap)


def _take_back(outputs: Path, month: str, swap: Swap) -> None:
    """Every target is what it was before the change began."""
    with plainly("put the earlier report back"):
        for target, was_there in swap.targets.items():
            new, old = (beside(outputs, target, kind, swap.token) for kind in ("new", "old"))
            is_swapped = old.exists() if was_there else not new.exists()
            if is_swapped and (outputs / target).exists():
                _rename(outputs / target, new)
            if old.exists():
                _rename(old, outputs / target)
            keep_folder((outputs / target).parent)
    _end(outputs, month, swap)


def _end(outputs: Path, month: str, swap: Swap) -> None:
    """The change is done: the journal goes first, then what was kept aside; what can't go now goes at the next run."""
    with suppress(OSError):
        _journal(outputs, month).unlink(missing_ok=True)
        keep_folder(outputs)
    _drop(outputs, list(swap.targets), swap.token)


def _drop(outputs: Path, targets: list[str], token: str) -> None:
    """Removes what was staged or kept aside, but never the only copy of a target."""
    for target in targets:
        new, old = (beside(outputs, target, kind, token) for kind in ("new", "old"))
        with suppress(OSError):
            if not _journal_holds(outputs, token):
                _remove(new)
                if (outputs / target).exists():
                    _remove(old)


def _journal_holds(outputs: Path, token: str) -> bool:
    return any(token in path.read_text(encoding="utf-8") for path in outputs.glob(".*.swap"))


def _journal(outputs: Path, month: str) -> Path:
    return outputs / f".{month}.swap"


def _write_journal(outputs: Path, month: str, swap: Swap) -> None:
    draft = outputs / f".{month}.swap-{uuid4().hex}"
    try:
        write_file(draft, json.dumps(asdict(swap), indent=1).encode())
        os.replace(draft, _journal(outputs, month))
        keep_folder(outputs)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _read_journal(outputs: Path, month: str) -> Swap | None:
    try:
        swap = Swap(**json.loads(_journal(outputs, month).read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, OSError):
        raise MachineError(
            f"The file .{month}.swap in the outputs folder can't be read. "
            f"Look that the month is there, delete the file and run again."
        ) from None
    for target in swap.targets:
        refuse_links(outputs, target)
    return swap


def _is_sound(outputs: Path, swap: Swap) -> bool:
    """True if each target's new content, staged or already in place, is what was staged."""
    for target, expected in swap.digests.items():
        new = beside(outputs, target, "new", swap.token)
        path = new if new.exists() else outputs / target
        if not path.exists() or digest(path) != expected:
            return False
    return True


def _rename(source: Path, target: Path) -> None:
    """A rename that waits for other programs to let go of a file, some seconds in all. Raises OSError."""
    for wait in RENAME_WAITS:
        try:
            os.rename(source, target)
            return
        except PermissionError:
            sleep(wait)
    os.rename(source, target)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
