"""The log: one line of JSON a stage and section, when it began and how long it took; nothing of a child in it."""

import json
from datetime import UTC, datetime

import pytest

from helpers.errors import DataError, DefinitionError, MachineError, UsageError
from helpers.publish.failed import Underway, forget_failed, logged_if_failed
from helpers.publish.lock import MonthHeld
from helpers.publish.log import in_words, log_of, log_of_failure
from helpers.publish.record import RunClock
from helpers.publish.signals import Ended
from helpers.stages import Stage, note, note_all, note_kept, stage, stages_ended, take_stages, timed

BEGAN = datetime(2026, 11, 3, 9, 12, 0, tzinfo=UTC)
BOARD = {"section": "50_placements", "edition": "board"}
NAME = "Wrenfield"


def test_a_line_each_for_stages_sections_export_and_publishing():
    clock = RunClock(began=BEGAN, _began=1000.0)
    stages = [
        Stage("load", 1001.0, 2.04, 12345), Stage("check", 1003.0, 0.5, 3), Stage("results", 1003.0, 4.0, 900),
        Stage("section", 1060.0, outcome="kept", of=BOARD | {"edition": "analyst"}),
        Stage("section", 1061.0, 3.21, of=BOARD), Stage("export", 1064.0, 1.0),
    ]  # fmt: skip
    lines = [json.loads(line) for line in log_of(clock, stages).splitlines()]
    assert lines[:7] == [
        {"stage": "gate", "start": None, "seconds": 0.0, "rows": None, "outcome": "kept"},
        {"stage": "load", "start": "2026-11-03T09:12:01Z", "seconds": 2.0, "rows": 12345, "outcome": "done"},
        {"stage": "check", "start": "2026-11-03T09:12:03Z", "seconds": 0.5, "rows": 3, "outcome": "done"},
        {"stage": "results", "start": "2026-11-03T09:12:03Z", "seconds": 4.0, "rows": 900, "outcome": "done"},
        {
            "stage": "section", "start": None, "seconds": 0.0, "rows": None, "outcome": "kept",
            "section": "50_placements", "edition": "analyst",
        },
        {
            "stage": "section", "start": "2026-11-03T09:13:01Z", "seconds": 3.2, "rows": None, "outcome": "done",
            "section": "50_placements", "edition": "board",
        },
        {"stage": "export", "start": "2026-11-03T09:13:04Z", "seconds": 1.0, "rows": None, "outcome": "done"},
    ]  # fmt: skip
    assert [(line["stage"], line["outcome"]) for line in lines[7:]] == [("publish", "begun")]


def failing(error):
    """The error, as raised in code that is not the workbook's."""
    try:
        raise error
    except BaseException as raised:  # noqa: BLE001 (it is what is looked at)
        return raised


@pytest.mark.parametrize(
    ("error", "code", "outcome", "reason"),
    [
        (DataError("ssd_person.csv, line 3: has 2 cells."), 1, "failed", "ssd_person.csv, line 3: has 2 cells."),
        (DefinitionError("CLA_N is wrong."), 3, "failed", "CLA_N is wrong."),
        (MachineError("The disk is full."), 4, "failed", "The disk is full."),
        (KeyError(NAME), 3, "failed", "A fault of the workbook itself: KeyError"),
        (KeyboardInterrupt(), 4, "ended", "Stopped."),
        (Ended(143), 143, "ended", "Stopped."),
    ],
)
def test_the_log_of_a_failure_ends_with_its_exit_code_and_reason_and_holds_no_cell(error, code, outcome, reason):
    clock = RunClock(began=BEGAN)
    stages = [Stage("load", clock.started + 1, 2.0, 7), Stage("section", clock.started + 3, 0.4, outcome="failed", of=BOARD)]
    text = log_of_failure(clock, stages, failing(error)).decode()
    first, second, last = (json.loads(line) for line in text.splitlines())
    assert (first["stage"], first["outcome"], first["rows"], first["start"]) == ("load", "done", 7, "2026-11-03T09:12:01Z")
    assert (second["section"], second["edition"], second["outcome"]) == ("50_placements", "board", "failed")
    assert (last["stage"], last["exit_code"], last["outcome"], last["start"]) == ("run", code, outcome, "2026-11-03T09:12:00Z")
    assert last["reason"].startswith(reason)
    assert NAME not in text


def test_the_reason_holds_no_path_of_this_machine(tmp_path):
    text = log_of_failure(RunClock(), [], MachineError(f"{tmp_path}/x can't be written."), [tmp_path]).decode()
    assert str(tmp_path) not in text and "can't be written" in text


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage("load", 0.0, 1.24, 12345), "load: 1.2 seconds, 12,345 rows"),
        (Stage("gate", 0.0, 0.5), "gate: 0.5 seconds"),
        (Stage("results", 0.0, outcome="kept"), "results: kept"),
        (Stage("load", 0.0, 2.0, outcome="failed"), "load: failed after 2.0 seconds"),
        (Stage("check", 0.0, 0.41, 1), "check: 0.4 seconds, 1 row"),
    ],
)
def test_a_stage_in_words(stage, words):
    assert in_words(stage) == words


def test_stages_are_noted_once_in_the_order_they_began_and_one_done_in_parts_spans_them():
    take_stages()
    note("results", [(10.0, 3.0), (9.0, 1.0)], 7)
    note("check", [(8.0, 1.0)], 2)
    note_all([Stage("load", 7.0, 1.0, 5)])
    assert [(each.name, each.began, each.seconds, each.rows) for each in stages_ended()] == [
        ("load", 7.0, 1.0, 5),
        ("check", 8.0, 1.0, 2),
        ("results", 9.0, 4.0, 7),
    ]
    assert take_stages() and take_stages() == []
    with stage("load") as loading:
        loading.rows = 5
    note_kept("section", **BOARD)
    [load, kept] = take_stages()
    assert (load.name, load.rows, load.outcome) == ("load", 5, "done") and load.seconds >= 0
    assert (kept.name, kept.outcome, kept.of) == ("section", "kept", BOARD)
    answer, (began, seconds) = timed(lambda: 7)()
    assert answer == 7 and began > 0 and seconds >= 0


def test_a_stage_that_fails_is_noted_as_failed():
    take_stages()
    with pytest.raises(DataError), stage("load"):
        raise DataError("x")
    assert [(each.name, each.outcome) for each in take_stages()] == [("load", "failed")]


@pytest.fixture
def outputs(tmp_path):
    take_stages()
    return tmp_path / "outputs"


def fail(outputs, error, month="2026-10", data=None):
    with pytest.raises(type(error)), logged_if_failed(outputs, data or outputs.with_name("extract")) as run:
        with stage("load"):
            pass
        run.month = month
        raise error


def lines_of(path):
    return [json.loads(line)["stage"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_failed_run_leaves_its_log_where_only_analysts_look_in_place_of_the_last_one_s(outputs):
    folder = outputs / "analyst" / "failed" / "2026-10"
    folder.mkdir(parents=True)
    (folder / "50_placements.board.ipynb").write_text("of an earlier run", encoding="utf-8")
    fail(outputs, DataError("first"))
    assert [path.name for path in folder.iterdir()] == ["run.log"]
    assert lines_of(folder / "run.log") == ["load", "run"]
    fail(outputs, DataError("second"))
    assert lines_of(folder / "run.log") == ["load", "run"]
    assert "second" in (folder / "run.log").read_text(encoding="utf-8")
    fail(outputs, MachineError("of another month"), "2026-09")
    assert "second" in (folder / "run.log").read_text(encoding="utf-8")


def test_a_run_whose_month_was_never_known_leaves_one_too_until_a_report_is_made(outputs):
    fail(outputs, DataError("no council.toml"), month="")
    log = outputs / "analyst" / "failed" / "run.log"
    assert lines_of(log) == ["load", "run"]
    forget_failed(outputs, "2026-10")
    assert not log.exists()


@pytest.mark.parametrize("error", [UsageError("no such area"), MonthHeld("another run holds 2026-10")])
def test_wrong_use_and_a_month_that_is_held_leave_none(outputs, error):
    fail(outputs, error)
    assert not outputs.exists()


def test_no_log_goes_into_the_data_folder_or_by_a_link(tmp_path, outputs):
    fail(tmp_path / "extract" / "outputs", DataError("x"), data=tmp_path / "extract")
    assert not (tmp_path / "extract").exists()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (outputs / "analyst").mkdir(parents=True)
    (outputs / "analyst" / "failed").symlink_to(elsewhere)
    fail(outputs, DataError("x"))
    assert list(elsewhere.iterdir()) == []


def test_a_run_that_does_not_fail_leaves_none(outputs):
    with logged_if_failed(outputs, outputs.with_name("extract")) as run:
        run.month = "2026-10"
    assert not outputs.exists()


def test_each_stage_is_told_once_and_sections_not_at_all_though_the_run_fails(outputs):
    said = []
    take_stages()
    with pytest.raises(DataError), logged_if_failed(outputs, outputs.with_name("extract"), said.append) as run:
        note_all([Stage("load", 1.0, 2.0, 1500)])
        run.tell(stages_ended())
        note_all([Stage("section", 3.0, 1.0, of=BOARD), Stage("export", 4.0, 1.0, outcome="failed")])
        raise DataError("x")
    assert said == ["load: 2.0 seconds, 1,500 rows", "export: failed after 1.0 seconds"]


def test_nothing_is_told_where_nobody_asked():
    Underway().tell([Stage("load", 1.0, 2.0)])
    said = []
    Underway(said.append).tell([Stage("load", 1.0, 2.0)])
    assert said == ["load: 2.0 seconds"]
