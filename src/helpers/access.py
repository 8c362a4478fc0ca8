"""Who may read what holds children's records or small numbers: its owner alone, or a group of the machine's as well.

On Windows such files have the permissions of the folder that they are in. Source: contract, "Output".
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from helpers.errors import DataError

OWNER, GROUP_READS, GROUP_WRITES = (0o700, 0o600), (0o750, 0o640), (0o2770, 0o660)


def refuse_unknown_group(group: str) -> None:
    """Raise DataError where this machine has no group of a name; an empty name is none, and Windows has no such groups."""
    if group and os.name != "nt":
        import grp

        try:
            grp.getgrnam(group)
        except KeyError:
            raise DataError(
                f'council.toml: [outputs] group = "{group}" is no group of this machine.\n'
                "Ask whoever runs the machine for the group of those who may read the analyst edition, or leave the key out."
            ) from None


def close(path: Path, group: str = "", *, may_write: bool = False) -> None:
    """Let a folder with all in it, or a file, be read by its owner alone, and by a group where one is given.

    What is another account's own stays as it is. Raises OSError where the disk refuses all else.
    """
    if os.name == "nt":
        return
    for_folders, for_files = OWNER if not group else GROUP_WRITES if may_write else GROUP_READS
    for each in _all_in(path):
        if each.is_symlink() or each.stat().st_uid != os.geteuid():
            continue
        if group:
            with suppress(PermissionError):
                shutil.chown(each, group=group)
        each.chmod(for_folders if each.is_dir() else for_files)


def _all_in(path: Path) -> Iterator[Path]:
    yield path
    if path.is_dir() and not path.is_symlink():
        for each in sorted(path.iterdir()):
            yield from _all_in(each)
