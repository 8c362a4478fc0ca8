"""What a run's stages took: when each began, for how long it went on, and of how many rows; nothing of what they held."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any

DONE, KEPT, FAILED = "done", "kept", "failed"


@dataclass
class Stage:
    """A stage: when it began and how long it took, in seconds of the machine's monotonic clock, rows it gave, how it ended.

    `of` says which of several stages of one name it is: a section's is that of its notebook and edition.
    """

    name: str
    began: float
    seconds: float = 0.0
    rows: int | None = None
    outcome: str = DONE
    of: Mapping[str, object] = field(default_factory=dict)


_ENDED: list[Stage] = []


@contextmanager
def stage(name: str, **of: str) -> Iterator[Stage]:
    """Takes the time of a stage and notes it, as failed where it raises; who runs it may set its rows."""
    found = Stage(name, monotonic(), of=of)
    try:
        yield found
    except BaseException:
        found.outcome = FAILED
        raise
    finally:
        found.seconds = monotonic() - found.began
        _ENDED.append(found)


def timed(task: Callable[[], Any]) -> Callable[[], Any]:
    """A task that gives its answer, when it began and the seconds it took; it may be done by another process."""
    return partial(_time, task)


def note(name: str, times: list[tuple[float, float]], rows: int) -> None:
    """Notes a stage done in parts, each by its beginning and its seconds: from the first beginning to the last end."""
    began = min(start for start, _ in times)
    _ENDED.append(Stage(name, began, max(start + seconds for start, seconds in times) - began, rows))


def note_kept(name: str, **of: str) -> None:
    """Notes a stage that was not run, since what it made before is kept."""
    _ENDED.append(Stage(name, monotonic(), outcome=KEPT, of=of))


def note_all(stages: Iterable[Stage]) -> None:
    """Notes stages that another process ran."""
    _ENDED.extend(stages)


def stages_ended() -> list[Stage]:
    """The stages that ended since they were taken last, in the order in which they began."""
    return sorted(_ENDED, key=lambda each: each.began)


def take_stages() -> list[Stage]:
    """As `stages_ended`; they are then forgotten."""
    found = stages_ended()
    _ENDED.clear()
    return found


def _time(task: Callable[[], Any]) -> tuple[Any, tuple[float, float]]:
    began = monotonic()
    answer = task()
    return answer, (began, monotonic() - began)
