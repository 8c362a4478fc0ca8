"""Drafts: a file appears whole or not at all, and what a killed process left is taken away, never what a running one writes."""

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from helpers.cache.store import Store
from helpers.drafts import draft_beside, is_draft, remove_dead_drafts, write_whole
from helpers.history import write_month
from helpers.months import ReportingMonth
from helpers.processes import Maker
from helpers.publish.month import usable_cache
from helpers.results import CHILDREN, FIGURES, KEY

OCTOBER = ReportingMonth(2026, 10)
SOURCE = Path(__file__).parents[1] / "src"
# Writes a month's outturns and an entry of the cache, and stops in the middle of each until it is killed.
WRITING = """
import os, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from helpers.drafts import write_whole
from helpers.cache.store import Store

def wait(*_):
    print("waits", flush=True)
    time.sleep(99)

if sys.argv[2] == "history":
    Path.replace = wait
    write_whole(Path(sys.argv[3]) / "2026-10.csv", b"half")
else:
    os.replace = wait
    Store(Path(sys.argv[3])).put("counted", "a" * 64, {"children": 80})
"""
ROW = dict(zip(KEY, ["CLA_N", "2026-10", "snapshot", "all", "all"], strict=True)) | dict.fromkeys([*FIGURES, *CHILDREN], 7.0)
RESULTS = pd.DataFrame([ROW])


@pytest.fixture
def writing(tmp_path):
    """Starts a process that writes to the history or the cache, and gives it once it is half through."""
    started = []

    def start(kind):
        words = [sys.executable, "-c", WRITING, str(SOURCE), kind, str(tmp_path)]
        process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        started.append(process)
        assert process.stdout.readline() == "waits\n"
        return process

    yield start
    for process in started:
        kill(process)


def drafts(folder):
    return [path.name for path in folder.rglob("*") if is_draft(path)]


def kill(process):
    process.kill()
    process.wait()


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
def test_the_next_month_written_takes_a_killed_run_s_draft_away_and_leaves_a_running_one_s(tmp_path, writing):
    killed, running = writing("history"), writing("history")
    assert len(drafts(tmp_path)) == 2
    write_month(tmp_path, OCTOBER.plus(-1), RESULTS)
    assert len(drafts(tmp_path)) == 2, "both are being written"
    kill(killed)
    write_month(tmp_path, OCTOBER, RESULTS)
    [left] = drafts(tmp_path)
    assert f".{running.pid}-" in left
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["2026-09.csv", "2026-10.csv"]
    assert b"half" not in (tmp_path / "2026-10.csv").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
def test_the_next_run_takes_a_killed_run_s_draft_out_of_the_cache_and_leaves_a_running_one_s(tmp_path, writing, monkeypatch):
    monkeypatch.setenv("WORKBOOK_CACHE", str(tmp_path))
    killed, running = writing("cache"), writing("cache")
    kill(killed)
    Store(tmp_path).put("counted", "b" * 64, {"children": 81})
    with usable_cache():
        [left] = drafts(tmp_path)
    assert f".{running.pid}-" in left
    assert Store(tmp_path).get("counted", "b" * 64) == {"children": 81}


def test_no_draft_is_left_where_the_disk_refuses(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "replace", refuse)
    (tmp_path / "figures.csv").write_text("as it was", encoding="utf-8")
    with pytest.raises(PermissionError):
        write_whole(tmp_path / "figures.csv", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["figures.csv"]
    assert (tmp_path / "figures.csv").read_text(encoding="utf-8") == "as it was"


def test_a_draft_of_another_machine_and_a_file_of_somebody_s_own_stay(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    own = Maker.this_process()
    names = {
        "elsewhere": Maker(gone.pid, own.started, "0" * 16).mark,
        "gone": Maker(gone.pid, own.started, own.machine).mark,
    }
    paths = {name: tmp_path / f".draft-{'0' * 32}.{mark}" for name, mark in names.items()}
    others = [
        tmp_path / ".draft-of-a-letter",
        tmp_path / f".draft-{'0' * 32}.x",
        tmp_path / "draft.csv",
        draft_beside(tmp_path / "a"),
    ]
    for path in (*paths.values(), *others):
        path.touch()
    remove_dead_drafts(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([paths["elsewhere"], *others])


def test_room_in_the_cache_is_never_made_of_what_is_being_written(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.cache.store.MOST_BYTES", 1)
    store = Store(tmp_path)
    assert store.put("counted", "a" * 64, 1)
    draft = draft_beside(store.folder / "x")
    draft.write_bytes(b"x" * 100)
    assert store.put("counted", "b" * 64, 2)
    assert draft.exists() and store.get("counted", "a" * 64) is None and store.get("counted", "b" * 64) == 2
