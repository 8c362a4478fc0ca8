"""One run a month at a time: files in the outputs folder that say which process holds the month, since when.

Whoever wants the month first puts down a file of its own, then looks for those of others: of two that come at once each
sees the other, so never do both go on. A file of a process that is gone has a name of its own, so anyone may remove it.
"""

import json
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import sleep
from uuid import uuid4

from helpers.errors import MachineError
from helpers.processes import Maker, this_machine
from helpers.publish.disk import plainly, refuse_links, write_file
from helpers.publish.signals import held_back

TRIES = 6
LONGEST_WAIT_SECONDS = 0.3


@dataclass(frozen=True)
class Holder(Maker):
    """Who holds a month, since when, and which lock is its own."""

    since: str
    token: str

    @classmethod
    def this_run(cls, since: str) -> "Holder":
        """This process, as a holder."""
        return cls.this_process(since, uuid4().hex)


class MonthHeld(MachineError):
    """Another run holds the month."""


@contextmanager
def month_lock(outputs: Path, month: str, since: str) -> Iterator[None]:
    """Holds a month of an outputs folder. A lock whose process is gone, after a crash say, counts for nothing.

    Raises MonthHeld within seconds where another run holds the month, saying which process, since when.
    """
    own = Holder.this_run(since)
    path = outputs / f".{month}.lock-{own.token}"
    try:
        with plainly("lock the month"):
            _take(outputs, month, path, own)
        yield
    finally:
        with held_back():
            _remove(path)


def _take(outputs: Path, month: str, path: Path, own: Holder) -> None:
    """Puts down the lock, and takes it back while another run has one."""
    for attempt in range(TRIES):
        _put_down(path, own)
        other = _other_holder(outputs, month, own)
        if other is None:
            return
        _remove(path)
        if attempt < TRIES - 1:
            sleep(random.uniform(0, LONGEST_WAIT_SECONDS))
    raise MonthHeld(_held(other, month))


def _put_down(path: Path, own: Holder) -> None:
    """The lock appears with its content or not at all."""
    draft = path.with_name(f"{path.name.replace('.lock-', '.draft-')}.{own.mark}")
    try:
        write_file(draft, json.dumps(asdict(own)).encode())
        os.replace(draft, path)
    finally:
        with held_back():
            _remove(draft)


def _other_holder(outputs: Path, month: str, own: Holder) -> Holder | None:
    """Another run that holds the month or wants it; what runs that are gone put down is removed on the way."""
    for path in outputs.glob(f".{month}.draft-*"):
        drafted_by = Maker.of_mark(path.name.rpartition(".")[2])
        if drafted_by is not None and drafted_by.is_gone:
            _remove(path)
    for path in sorted(outputs.glob(f".{month}.lock-*")):
        refuse_links(outputs, path.name)
        holder = _read(path)
        if holder is None or holder.is_gone:
            _remove(path)
        elif holder != own:
            return holder
    return None


def _read(path: Path) -> Holder | None:
    """Who put a lock down; nothing where it is gone, or was spoilt by a crash of the machine."""
    try:
        return Holder(**json.loads(path.read_bytes()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _held(holder: Holder, month: str) -> str:
    where = "" if holder.machine == this_machine() else " on another machine"
    return (
        f"Another run{where} holds {month}: process {holder.process}, since {holder.since}. Run again when it is done. "
        f"If it no longer runs, delete .{month}.lock-{holder.token} in the outputs folder."
    )


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        pass
