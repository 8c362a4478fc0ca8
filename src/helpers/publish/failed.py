"""What a failed run leaves for whoever mends it, where only analysts look: its log, and the notebooks of failed sections.

They lie in `analyst/failed/<month>/` of the outputs folder, in place of those of an earlier failed run of the month; the run
that makes the report takes them away.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.drafts import write_whole
from helpers.errors import MachineError, SectionFailed, UsageError
from helpers.publish.disk import refuse_links
from helpers.publish.lock import MonthHeld
from helpers.publish.record import RunClock
from helpers.publish.signals import held_back
from helpers.stages import Stage, stages_ended, take_stages

if TYPE_CHECKING:
    from helpers.publish.execute import Job

FAILED = "analyst/failed"
LOG = "run.log"


@dataclass
class Underway:
    """A run as far as it is known: its month is empty until the extract has told it. `say` is for people, where they asked."""

    say: Callable[[str], None] | None = None
    month: str = ""
    _told: set[str] = field(default_factory=set)

    def tell(self, stages: Sequence[Stage]) -> None:
        """Says of each stage how it ended, unless that was said; progress tells of sections."""
        from helpers.publish.log import SECTION, in_words

        for each in stages:
            if self.say is not None and each.name not in {SECTION, *self._told}:
                self._told.add(each.name)
                self.say(in_words(each))


@contextmanager
def logged_if_failed(outputs: Path, data: Path, say: Callable[[str], None] | None = None) -> Iterator[Underway]:
    """Keeps the log of a run that fails or is ended; says of each stage how it ended, where asked to.

    Wrong use of the command leaves none, nor does a run that finds its month held by another: neither began.
    """
    clock, run = RunClock(), Underway(say)
    take_stages()
    try:
        yield run
        run.tell(stages_ended())
    except (UsageError, MonthHeld):
        raise
    except BaseException as error:
        stages = stages_ended()
        run.tell(stages)
        if not outputs.resolve().is_relative_to(data.resolve()):
            from helpers.publish.log import log_of_failure

            with held_back(), suppress(OSError, MachineError):
                if not isinstance(error, SectionFailed):
                    forget_failed(outputs, run.month)
                _keep_log(outputs, run.month, log_of_failure(clock, stages, error, [outputs, data]))
        raise


def keep_failed(outputs: Path, month: str, jobs: Sequence["Job"]) -> list[str]:
    """Keeps the notebooks of a failed run.

    Returns their names in the outputs folder; none that could not be kept, since the failure itself matters more.
    """
    folder = outputs / FAILED / month
    forget_failed(outputs, month)
    kept = []
    with suppress(OSError):
        folder.mkdir(parents=True, mode=0o700)
        for job in jobs:
            if job.output.is_file():
                name = f"{job.name}.{job.edition}.ipynb"
                shutil.copyfile(job.output, folder / name)
                kept.append(f"{FAILED}/{month}/{name}")
    return kept


def forget_failed(outputs: Path, month: str) -> None:
    """Removes what a failed run of the month left, and the log of one that ended before its month was known."""
    refuse_links(outputs, FAILED)
    if month:
        shutil.rmtree(outputs / FAILED / month, ignore_errors=True)
    with suppress(OSError):
        (outputs / FAILED / LOG).unlink(missing_ok=True)


def _keep_log(outputs: Path, month: str, content: bytes) -> None:
    """Puts a log in its place, whole. Raises OSError; MachineError where the way there leads by a link."""
    refuse_links(outputs, f"{FAILED}/{month}")
    folder = outputs / FAILED / month
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(folder / LOG, content)
