"""The log: one line of JSON a stage and section, when it began and how long it took; nothing of a child in it."""

import json
from datetime import UTC, datetime

from helpers.publish.execute import Executed, Job
from helpers.publish.log import in_words, log_of
from helpers.publish.record import RunClock
from helpers.stages import Stage, note, stage, take_stages, timed

BEGAN = datetime(2026, 11, 3, 9, 12, 0, tzinfo=UTC)


def executed(tmp_path, edition, **more):
    job = Job("50_placements", "placements", tmp_path / "a.ipynb", tmp_path / "b.ipynb", {}, edition)
    return Executed(job, {}, **more)


def test_a_line_each_for_stages_sections_export_and_publishing(tmp_path):
    clock = RunClock(began=BEGAN, _began=1000.0)
    stages = [Stage("load", 1001.0, 2.04, 12345), Stage("check", 1003.0, 0.5, 3), Stage("results", 1003.0, 4.0, 900)]
    items = [
        executed(tmp_path, "board", seconds=3.21, began=1061.0),
        executed(tmp_path, "analyst", seconds=0.0, is_kept=True),
    ]
    lines = [json.loads(line) for line in log_of(clock, stages, items, 1064.0).splitlines()]
    assert lines[:6] == [
        {"stage": "gate", "start": None, "seconds": 0.0, "rows": None, "outcome": "kept"},
        {"stage": "load", "start": "2026-11-03T09:12:01Z", "seconds": 2.0, "rows": 12345, "outcome": "done"},
        {"stage": "check", "start": "2026-11-03T09:12:03Z", "seconds": 0.5, "rows": 3, "outcome": "done"},
        {"stage": "results", "start": "2026-11-03T09:12:03Z", "seconds": 4.0, "rows": 900, "outcome": "done"},
        {
            "stage": "section", "start": "2026-11-03T09:13:01Z", "seconds": 3.2, "rows": None, "outcome": "done",
            "section": "50_placements", "edition": "board",
        },
        {
            "stage": "section", "start": None, "seconds": 0.0, "rows": None, "outcome": "kept",
            "section": "50_placements", "edition": "analyst",
        },
    ]  # fmt: skip
    assert [(line["stage"], line["outcome"]) for line in lines[6:]] == [("export", "done"), ("publish", "begun")]


def test_a_stage_in_words():
    assert in_words(Stage("load", 0.0, 1.24, 12345)) == "load: 1.2 seconds, 12,345 rows"
    assert in_words(Stage("gate", 0.0, 0.5)) == "gate: 0.5 seconds"


def test_stages_are_noted_once_in_the_order_they_began_and_one_done_in_parts_spans_them():
    take_stages()
    note("results", [(10.0, 3.0), (9.0, 1.0)], 7)
    note("check", [(8.0, 1.0)], 2)
    found = take_stages()
    assert [(each.name, each.began, each.seconds, each.rows) for each in found] == [
        ("check", 8.0, 1.0, 2),
        ("results", 9.0, 4.0, 7),
    ]
    assert take_stages() == []
    with stage("load") as loading:
        loading.rows = 5
    [load] = take_stages()
    assert (load.name, load.rows) == ("load", 5) and load.seconds >= 0
    answer, (began, seconds) = timed(lambda: 7)()
    assert answer == 7 and began > 0 and seconds >= 0
