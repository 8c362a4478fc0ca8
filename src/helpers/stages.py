"""What a run's stages took: when each began, for how long it went on, and of how many rows; nothing of what they held."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Any


@dataclass
class Stage:
    """A stage that is done: when it began and how long it took, in seconds of the machine's monotonic clock; rows it gave."""

    name: str
    began: float
    seconds: float = 0.0
    rows: int | None = None


_DONE: list[Stage] = []


@contextmanager
def stage(name: str) -> Iterator[Stage]:
    """Takes the time of a stage; who runs it may set its rows. One that fails is not noted."""
    found = Stage(name, monotonic())
    yield found
    found.seconds = monotonic() - found.began
    _DONE.append(found)


def timed(task: Callable[[], Any]) -> Callable[[], Any]:
    """A task that gives its answer, when it began and the seconds it took; it may be done by another process."""
    return partial(_time, task)


def note(name: str, times: list[tuple[float, float]], rows: int) -> None:
    """Notes a stage done in parts, each by its beginning and its seconds: from the first beginning to the last end."""
    began = min(start for start, _ in times)
    _DONE.append(Stage(name, began, max(start + seconds for start, seconds in times) - began, rows))


def take_stages() -> list[Stage]:
    """The stages done since this was asked last, in the order in which they began."""
    found = sorted(_DONE, key=lambda each: each.began)
    _DONE.clear()
    return found


def _time(task: Callable[[], Any]) -> tuple[Any, tuple[float, float]]:
    began = monotonic()
    answer = task()
    return answer, (began, monotonic() - began)
