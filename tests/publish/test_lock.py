"""One run a month at a time, and a lock left by a crash holds nobody up."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, replace
from time import sleep

import pytest

from helpers import processes
from helpers.errors import MachineError
from helpers.publish.lock import Holder, month_lock

SINCE = "2026-11-03 09:12 UTC"
NAME = ".2026-10.lock-0"


def hold(outputs, month="2026-10"):
    return month_lock(outputs, month, SINCE)


def test_a_second_run_of_the_month_is_told_who_holds_it_since_when(tmp_path):
    with hold(tmp_path):
        with pytest.raises(MachineError, match=rf"process {os.getpid()}, since {SINCE}"), hold(tmp_path):
            pass
        with hold(tmp_path, "2026-11"):
            pass
    with hold(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_is_given_back_after_an_error(tmp_path):
    with pytest.raises(ValueError, match="x"), hold(tmp_path):
        raise ValueError("x")
    assert list(tmp_path.iterdir()) == []


def write(outputs, holder):
    (outputs / NAME).write_text(json.dumps(asdict(holder)))


def ended_process():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_lock_of_a_process_that_is_gone_counts_for_nothing(tmp_path):
    write(tmp_path, replace(Holder.this_run(SINCE), process=ended_process()))
    with hold(tmp_path):
        assert [Holder(**json.loads(path.read_text())).process for path in tmp_path.iterdir()] == [os.getpid()]
    assert list(tmp_path.iterdir()) == []


def test_a_process_of_the_same_number_after_a_restart_is_another(tmp_path):
    now = Holder.this_run(SINCE)
    write(tmp_path, replace(now, started=now.started - 3600))
    with hold(tmp_path):
        held = [Holder(**json.loads(path.read_text())).started for path in tmp_path.iterdir()]
    assert held == [now.started]


def test_a_clock_that_is_put_right_by_seconds_does_not_break_a_lock(tmp_path):
    now = Holder.this_run(SINCE)
    write(tmp_path, replace(now, started=now.started - 30))
    with pytest.raises(MachineError), hold(tmp_path):
        pass


def test_a_lock_of_another_machine_stays_until_somebody_removes_it(tmp_path):
    write(tmp_path, replace(Holder.this_run(SINCE), machine="another", process=ended_process(), token="0"))
    with pytest.raises(MachineError, match=r"on another machine.*delete \.2026-10\.lock-0 in"), hold(tmp_path):
        pass
    assert (tmp_path / NAME).is_file()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"process": 1}'])
def test_half_a_lock_is_what_a_power_cut_leaves(tmp_path, content):
    (tmp_path / NAME).write_text(content)
    with hold(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_tells_no_machine_s_name(tmp_path, monkeypatch):
    monkeypatch.setattr(processes.platform, "node", lambda: "pc-0417")
    with hold(tmp_path):
        assert all("pc-0417" not in path.name + path.read_text() for path in tmp_path.iterdir())


@pytest.mark.parametrize("attempt", range(5))
def test_of_many_at_once_never_two_get_the_month_though_a_stale_lock_is_there(tmp_path, attempt):
    write(tmp_path, replace(Holder.this_run(SINCE), process=ended_process()))
    together, inside, seen = threading.Barrier(8), [], []

    def try_it():
        together.wait()
        try:
            with hold(tmp_path):
                inside.append(1)
                seen.append(len(inside))
                sleep(0.02)
                inside.pop()
        except MachineError:
            pass

    threads = [threading.Thread(target=try_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) <= {1}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_lock_that_is_a_link_is_refused(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("kept")
    (tmp_path / NAME).symlink_to(victim)
    with pytest.raises(MachineError, match="is a link"), hold(tmp_path):
        pass
    assert victim.read_text() == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == [NAME, "victim"]
