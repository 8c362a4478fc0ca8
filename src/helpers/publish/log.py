"""The log of a run: one line of JSON for each stage and each section; no figure, no child, no place."""

import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path

from helpers.errors import exit_code_of, say_fault
from helpers.publish.private import private_of
from helpers.publish.record import RunClock
from helpers.stages import KEPT, Stage

# What the figures are made by; a stage that was not run had kept what it made before.
STAGES = ("load", "check", "results", "gate")
SECTION, RUN = "section", "run"
ENDED = "ended"


def with_kept(stages: Sequence[Stage]) -> list[Stage]:
    """The stages of a run whose figures were made, with those that were not run since what they made was kept."""
    ended = {each.name for each in stages}
    return [*(Stage(name, 0.0, outcome=KEPT) for name in STAGES if name not in ended), *stages]


def log_of(clock: RunClock, stages: Sequence[Stage]) -> bytes:
    """The log up to the moment at which the report is put in its place, as lines of JSON.

    Each says `stage`, `start` (UTC), `seconds`, `rows` (empty where a stage has none) and `outcome`: done, kept or begun; a
    section's also its `section` and `edition`.
    """
    return _as_lines(clock, [*with_kept(stages), Stage("publish", clock.now(), outcome="begun")])


def log_of_failure(clock: RunClock, stages: Sequence[Stage], error: BaseException, places: Iterable[Path] = ()) -> bytes:
    """The log of a run that failed or was ended: the stages that ended, and last the run with its exit code and the reason.

    As `log_of`; an outcome may be failed, and that of the run is failed or ended. What is not there was not reached, or kept.
    The reason names no path of this machine, nor of the `places`.
    """
    reason = private_of(places).without_paths(say_fault(error))
    outcome = "failed" if isinstance(error, Exception) else ENDED
    of = {"exit_code": exit_code_of(error), "reason": reason}
    return _as_lines(clock, [*stages, Stage(RUN, clock.started, clock.seconds, outcome=outcome, of=of)])


def in_words(stage: Stage) -> str:
    """A stage as a line for people: load: 1.2 seconds, 12,345 rows."""
    if stage.outcome == KEPT:
        return f"{stage.name}: kept"
    rows = "" if stage.rows is None else f", {stage.rows:,} row{'' if stage.rows == 1 else 's'}"
    failed = "" if stage.outcome == "done" else f"{stage.outcome} after "
    return f"{stage.name}: {failed}{stage.seconds:.1f} seconds{rows}"


def _as_lines(clock: RunClock, stages: Iterable[Stage]) -> bytes:
    return "".join(f"{json.dumps(_line(clock, each), ensure_ascii=False)}\n" for each in stages).encode("utf-8")


def _line(clock: RunClock, stage: Stage) -> dict[str, object]:
    start = None
    if stage.outcome != KEPT:
        start = (clock.began + timedelta(seconds=stage.began - clock.started)).strftime("%Y-%m-%dT%H:%M:%SZ")
    line = {"stage": stage.name, "start": start, "seconds": round(stage.seconds, 1), "rows": stage.rows, "outcome": stage.outcome}
    return line | dict(stage.of)
