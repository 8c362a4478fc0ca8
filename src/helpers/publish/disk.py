"""Writing to the outputs folder: bytes that reach the disk, links that are not followed, faults said in plain words."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.errors import MachineError

FULL = {errno.ENOSPC, errno.EDQUOT}
REFUSED = {errno.EACCES, errno.EPERM}
REASONS = {
    **dict.fromkeys(FULL, "the disk is full. Make room and run again"),
    **dict.fromkeys(REFUSED, "there is no permission, or another program has it open. Close it or ask for access, and run again"),
    errno.EROFS: "the disk can only be read. Choose another folder with --outputs",
    errno.ENAMETOOLONG: "its name is too long. Choose a folder with a shorter name",
    errno.EMFILE: "too many files are open. Close other programs and run again",
    errno.ENOMEM: "the machine has no memory left. Close other programs and run again",
}


@contextmanager
def plainly(what: str) -> Iterator[None]:
    """Turns a fault of the disk into a MachineError that says what could not be done and why; no path is in it.

    A time-out passes: Python counts it among the faults of the disk, though a cell's is none.
    """
    try:
        yield
    except TimeoutError:
        raise
    except OSError as error:
        reason = REASONS.get(error.errno or 0, f"the machine says {type(error).__name__}")
        raise MachineError(f"Can't {what}: {reason}. The earlier report is as it was.") from error


def is_link(path: Path) -> bool:
    """True for a symbolic link, and for a junction of Windows."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return False
    junction = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)
    return stat.S_ISLNK(status.st_mode) or (junction is not None and getattr(status, "st_reparse_tag", 0) == junction)


def refuse_links(outputs: Path, target: str) -> None:
    """Raises MachineError if any part of a target inside the outputs folder is a link, which could lead anywhere."""
    path = outputs
    for part in Path(target).parts:
        path = path / part
        if is_link(path):
            raise MachineError(
                f"{path.relative_to(outputs).as_posix()} in the outputs folder is a link to another place. "
                "Links are not followed there: remove it and run again."
            )


def write_file(path: Path, content: bytes) -> None:
    """Writes a new file, as given to the byte, and waits until the disk has it. Raises OSError; never replaces a file."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def make_folder(path: Path) -> None:
    """Makes a folder with those above it, if it isn't there. Raises MachineError."""
    with plainly(f"make the folder {path.name}"):
        path.mkdir(parents=True, exist_ok=True)
