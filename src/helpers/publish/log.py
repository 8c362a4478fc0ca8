"""The log of a run: one line of JSON for each stage and each section; no figure, no child, no place."""

import json
from collections.abc import Sequence
from datetime import timedelta

from helpers.publish.execute import Executed
from helpers.publish.record import RunClock
from helpers.stages import Stage

# What the figures are made by; a stage that was not run had kept what it made before.
STAGES = ("load", "check", "results", "gate")


def log_of(clock: RunClock, stages: Sequence[Stage], executed: Sequence[Executed], export_began: float) -> bytes:
    """The log up to the moment at which the report is put in its place, as lines of JSON.

    Each says `stage`, `start` (UTC), `seconds`, `rows` (empty where a stage has none) and `outcome`: done, kept or begun; a
    section's also its `section` and `edition`.
    """
    done = {each.name for each in stages}
    lines = [
        {"stage": name, "start": None, "seconds": 0.0, "rows": None, "outcome": "kept"} for name in STAGES if name not in done
    ]
    lines += [_line(clock, each, "done") for each in stages]
    for item in executed:
        own = {"section": item.job.name, "edition": item.job.edition}
        outcome = "kept" if item.is_kept else "done"
        lines.append(_line(clock, Stage("section", item.began, item.seconds), outcome) | own)
    now = clock.now()
    lines.append(_line(clock, Stage("export", export_began, now - export_began), "done"))
    lines.append(_line(clock, Stage("publish", now), "begun"))
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode("utf-8")


def in_words(stage: Stage) -> str:
    """A stage as a line for people: load: 1.2 seconds, 12,345 rows."""
    rows = "" if stage.rows is None else f", {stage.rows:,} rows"
    return f"{stage.name}: {stage.seconds:.1f} seconds{rows}"


def _line(clock: RunClock, stage: Stage, outcome: str) -> dict[str, object]:
    start = (
        None
        if outcome == "kept"
        else (clock.began + timedelta(seconds=stage.began - clock.started)).strftime("%Y-%m-%dT%H:%M:%SZ")
    )
    return {"stage": stage.name, "start": start, "seconds": round(stage.seconds, 1), "rows": stage.rows, "outcome": outcome}
