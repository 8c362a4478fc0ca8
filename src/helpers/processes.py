"""Which process made something, and whether that process is gone: what a killed run left may then be taken away by anyone."""

import hashlib
import os
import platform
import re
from dataclasses import dataclass
from typing import Self

import psutil

# Minutes of leeway, since clocks are set.
SAME_START_SECONDS = 120.0
MARK = re.compile(r"\d{1,12}-\d{1,12}-[0-9a-f]{16}")


def this_machine() -> str:
    """A digest of this machine's name, which itself has no place in any folder."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Maker:
    """A process: its number, when it started, in seconds since 1970, and its machine, by a digest."""

    process: int
    started: float
    machine: str

    @classmethod
    def this_process(cls, *more: str) -> Self:
        """This process; `more` is what a kind of maker holds besides."""
        return cls(os.getpid(), psutil.Process().create_time(), this_machine(), *more)

    @property
    def mark(self) -> str:
        """Who it is, short enough for a file's name."""
        return f"{self.process}-{self.started:.0f}-{self.machine}"

    @staticmethod
    def of_mark(mark: str) -> "Maker | None":
        """Whom a mark names; nothing where it is none."""
        if not MARK.fullmatch(mark):
            return None
        process, started, machine = mark.split("-")
        return Maker(int(process), float(started), machine)

    @property
    def is_gone(self) -> bool:
        """True if it ran on this machine and is no more; a process elsewhere can't be asked, so counts as running.

        A process of the same number that started at another time is another.
        """
        if self.machine != this_machine():
            return False
        try:
            return abs(psutil.Process(self.process).create_time() - self.started) > SAME_START_SECONDS
        except psutil.NoSuchProcess:
            return True
        except psutil.Error:
            return False
