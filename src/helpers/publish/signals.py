"""How a run ends when it is told to: everything it holds is put back first, and no step that must be whole is cut in two."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

# A closed terminal's signal is unknown to Windows.
TOLD_TO_END = tuple(number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None)
EXIT_CODE_BASE = 128


class Ended(SystemExit):
    """The run was told to end by a signal other than the keyboard's; its code is that of the shell's custom."""


@contextmanager
def signals_raise() -> Iterator[None]:
    """Makes SIGTERM and SIGHUP end the run by an exception, so that all is put back; only the main thread may ask for that.

    A signal that is ignored, as under `nohup`, stays so.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        raise Ended(EXIT_CODE_BASE + number)

    with _handled_by(leave, TOLD_TO_END):
        yield


@contextmanager
def held_back() -> Iterator[None]:
    """Lets SIGINT, SIGTERM and SIGHUP wait until the end of a step that must not be cut in two."""
    came: list[int] = []
    with _handled_by(lambda number, frame: came.append(number), (signal.SIGINT, *TOLD_TO_END)):
        yield
    if came:
        signal.raise_signal(came[0])


@contextmanager
def _handled_by(handler: Any, numbers: tuple[int, ...]) -> Iterator[None]:
    before: dict[int, Any] = {}
    try:
        if threading.current_thread() is threading.main_thread():
            for number in numbers:
                now = signal.getsignal(number)
                if now not in (signal.SIG_IGN, None):
                    before[number] = now
                    signal.signal(number, handler)
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
