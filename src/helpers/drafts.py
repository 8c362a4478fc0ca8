"""Files that appear whole or not at all: each is written as a draft beside its place, and then renamed.

A draft's name is hidden and tells whose it is, so that one which a killed run left can be told from one being written.
"""

import errno
import os
import re
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from helpers.processes import Maker

NAME = re.compile(r"\.draft-[0-9a-f]{32}\.(?P<mark>[0-9a-f-]+)")


def draft_beside(path: Path) -> Path:
    """A name for this process's draft of a file, in the same folder; another one each time."""
    return path.with_name(f".draft-{uuid4().hex}.{Maker.this_process().mark}")


def is_draft(path: Path) -> bool:
    """Whether a file is a draft, by its name."""
    return NAME.fullmatch(path.name) is not None


def remove_dead_drafts(folder: Path) -> None:
    """Removes from a folder the drafts of processes that are gone; never another's. What can't be removed stays."""
    with suppress(OSError):
        for path in folder.glob(".*"):
            match = NAME.fullmatch(path.name)
            maker = Maker.of_mark(match["mark"]) if match else None
            if maker is not None and maker.is_gone:
                with suppress(OSError):
                    path.unlink()


def write_whole(path: Path, content: bytes, *, is_durable: bool = False, is_synced: bool = False) -> None:
    """Write a file, in place of an earlier one if there is one; take dead drafts beside it away. Raises OSError.

    A durable one is for its owner alone, and on the disk when this returns: a power cut leaves it or the earlier one. One
    that is synced is on the disk before it takes the earlier one's place, and for whom files of this account are for.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if is_durable else 0o777)
    remove_dead_drafts(path.parent)
    draft = draft_beside(path)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if is_durable else 0o666), "wb") as file:
            file.write(content)
            if is_durable or is_synced:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
        if is_durable:
            keep_folder(path.parent)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def keep_folder(path: Path) -> None:
    """Wait until the disk has the names in a folder; Windows has no such call and needs none. Raises OSError."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)
