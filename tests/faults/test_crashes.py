"""Faults 25, 27 and 28: a run killed, interrupted or refused by the disk at every step leaves the month old or new, never mixed,
and the next command heals it. `crashing.py` strikes; all steps of all kinds with WORKBOOK_EVERY_STRIKE=1, else a choice of them.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.errors import MachineError

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are struck in copies of a process")
EVERY = "WORKBOOK_EVERY_STRIKE"
# Of each kind, each so many-th step is struck in the suite.
STRIDES = {"kill": 1, "term": 4, "int": 3, "full": 3, "stays full": 3, "readonly": 6, "denied": 6, "quota": 9}
REMOVALS = {"os.remove", "os.rmdir", "shutil.rmtree"}


def strike(folder, strikes):
    program = Path(__file__).with_name("crashing.py")
    run = subprocess.run(
        [sys.executable, str(program), str(folder), json.dumps(strikes)], capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.fixture(scope="module")
def struck(tmp_path_factory):
    """What came of every strike: over an earlier report, and where there was none."""
    [whole] = strike(tmp_path_factory.mktemp("whole") / "run", [["count", 0]])
    assert whole["code"] == 0 and whole["steps"] > 40
    last = whole["steps"]
    strides = dict.fromkeys(STRIDES, 1) if os.environ.get(EVERY) else STRIDES
    strikes = [
        [kind, at] for place, (kind, stride) in enumerate(strides.items()) for at in range(1 + place % stride, last + 1, stride)
    ]
    strikes += [[kind, at, "first"] for kind in ("kill", "stays full") for at in range(2, last - 5, max(strides["term"], 1))]
    return strike(tmp_path_factory.mktemp("struck") / "run", strikes)


def of(struck, *kinds):
    chosen = [each for each in struck if each["kind"] in kinds]
    assert len(chosen) > 5
    return chosen


def test_no_edition_and_no_record_is_ever_a_mixture(struck):
    assert [each for each in struck if "mixed" in each["after"].values()] == []


def test_the_next_command_heals_it_and_leaves_nothing_behind(struck):
    bad = [each for each in struck if each["again"] or set(each["healed"].values()) != {"new"} or each["still"]]
    assert bad == []


def test_a_killed_run_left_each_target_as_it_was_or_new_or_said_what_is_to_be_healed(struck):
    for each in of(struck, "kill"):
        assert each["code"] in (-9, 0), each
        if len(set(each["after"].values())) > 1 or "absent" in each["after"].values():
            begun = [name for name in each["left"] if name == ".2026-10.swap"]
            assert begun or set(each["after"].values()) == {"absent"}, each


def test_a_run_that_is_told_to_end_puts_everything_back_or_through(struck):
    for each in of(struck, "term", "int"):
        assert each["code"] == {"term": 143, "int": 4}[each["kind"]], each
        assert len(set(each["after"].values())) == 1, each
        assert each["left"] == [], each


def test_a_disk_that_refuses_one_step_stops_the_run_or_leaves_but_what_can_t_be_removed(struck):
    for each in of(struck, "full", "readonly", "denied", "quota"):
        assert each["code"] in (0, MachineError.exit_code), each
        assert set(each["after"].values()) == ({"old"} if each["code"] else {"new"}), each
        assert not each["left"] or each["struck"] in REMOVALS, each


def test_a_disk_that_stays_full_stops_the_run_and_leaves_nothing(struck):
    codes = set()
    for each in of(struck, "stays full"):
        codes.add(each["code"])
        assert each["code"] in (0, MachineError.exit_code), each
        assert set(each["after"].values()) <= ({"old", "absent"} if each["code"] else {"new"}), each
        assert each["left"] == [], each
    assert MachineError.exit_code in codes
