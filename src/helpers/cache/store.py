"""The cache folder: things that took time to make, each under the hash of what it was made from.

It holds children's records, so only this account may open it. Whatever in it is damaged, cut short or not this account's
own counts as not there, and so does a folder that can't be written to: a run then takes longer, and nothing else happens. An
entry holds JSON and Arrow alone, so that nothing in it can act when it is read.
"""

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from helpers.cache.codec import NotKept, decode, encode
from helpers.clone import ROOT
from helpers.drafts import draft_beside, is_draft, remove_dead_drafts

VARIABLE = "WORKBOOK_CACHE"
OWN_FOLDER = "kept"
MARK = b"workbook cache 2\n"
MOST_BYTES = 1_500_000_000


class Store:
    """The entries of a cache folder. No method raises for what the disk or an entry is like."""

    def __init__(self, folder: Path | None = None, *, without: tuple[str, ...] = ()) -> None:
        """The store of a folder; without one that of the environment's WORKBOOK_CACHE, else `.cache` in the clone.

        Kinds that it goes `without` are looked up and never kept.
        """
        self.without = without
        self.folder = (folder or Path(os.environ.get(VARIABLE) or ROOT / ".cache")) / OWN_FOLDER

    def is_usable(self) -> bool:
        """Whether things can be kept here, and are this account's alone."""
        probe = draft_beside(self.folder / "probe")
        try:
            if not self._is_made():
                return False
            probe.touch(mode=0o600)
            probe.unlink()
        except OSError:
            return False
        return True

    def tidy(self) -> None:
        """Removes what runs that were killed left half written."""
        with suppress(OSError):
            if _is_private(self.folder):
                remove_dead_drafts(self.folder)

    def get(self, kind: str, key: str) -> Any | None:
        """What was kept under a hash; nothing where there is none, or it is not what was put there, which is then removed."""
        path = self._path(kind, key)
        try:
            if not _is_private(self.folder):
                return None
            content = path.read_bytes()
        except OSError:
            return None
        start = len(MARK) + 64
        payload = memoryview(content)[start:]
        if content[:start] == MARK + _digest(kind, key, payload):
            with suppress(Exception):
                found = decode(payload)
                with suppress(OSError):
                    os.utime(path)
                return found
        with suppress(OSError):
            path.unlink()
        return None

    def put(self, kind: str, key: str, value: Any) -> bool:
        """Keep something under a hash; whether that could be done."""
        if kind in self.without:
            return False
        path = self._path(kind, key)
        draft = draft_beside(path)
        try:
            if not self._is_made():
                return False
            payload = encode(value)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(MARK + _digest(kind, key, payload))
                file.write(payload)
            os.replace(draft, path)
        except (OSError, NotKept):
            return False
        finally:
            with suppress(OSError):
                draft.unlink()
        self._make_room(path)
        return True

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / f"{kind}-{key}"

    def _is_made(self) -> bool:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        return _is_private(self.folder)

    def _make_room(self, newest: Path) -> None:
        """Takes away what was used longest ago, until the folder holds no more than it may."""
        found = []
        with suppress(OSError):
            for path in (each for each in self.folder.iterdir() if not is_draft(each)):
                with suppress(OSError):
                    status = path.stat()
                    found.append((status.st_mtime_ns, status.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= MOST_BYTES:
                return
            if path != newest:
                with suppress(OSError):
                    path.unlink()
                    total -= size


def _digest(kind: str, key: str, payload: bytes | memoryview) -> bytes:
    found = hashlib.sha256(f"{kind}\n{key}\n".encode())
    found.update(payload)
    return found.hexdigest().encode()


def _is_private(folder: Path) -> bool:
    """Whether a folder is this account's own, and closed to all others; Windows keeps that by other means."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        return False
    return os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)
