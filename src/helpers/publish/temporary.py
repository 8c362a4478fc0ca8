"""Temporary folders that only this account can open: gone after use, and those of a run that was killed at the next one."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from helpers.processes import Maker
from helpers.publish.disk import is_link, plainly
from helpers.publish.signals import held_back

NAME = re.compile(r"workbook-(?P<mark>.+)-\w+")


@contextmanager
def private_folder() -> Iterator[Path]:
    """A temporary folder that only this account can open, gone afterwards. Its name tells whose it is.

    Raises MachineError where none can be made.
    """
    own = Maker.this_process()
    folder: Path | None = None
    try:
        with held_back(), plainly("make a temporary folder"):
            sweep()
            folder = Path(tempfile.mkdtemp(prefix=f"workbook-{own.mark}-"))
        yield folder
    finally:
        if folder is not None:
            with held_back():
                shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Removes the temporary folders of this account's runs that are gone: they may hold children's records."""
    with suppress(OSError):
        for path in Path(tempfile.gettempdir()).glob("workbook-*"):
            if (match := NAME.fullmatch(path.name)) and not is_link(path) and _is_own(path):
                holder = Maker.of_mark(match["mark"])
                if holder is not None and holder.is_gone:
                    shutil.rmtree(path, ignore_errors=True)


def _is_own(path: Path) -> bool:
    return os.name == "nt" or path.stat().st_uid == os.geteuid()
