"""Fault 28 with real kernels: the command is killed, interrupted or told to end while a kernel starts or a cell runs.

No process, socket or temporary file is left; after a kill the next command takes away what was.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from publish.clones import PLACEMENTS, SUMMARY, make_clone

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
MARK = "WORKBOOK_TEST_MARK"
WAITING = "import pathlib, time\npathlib.Path('..', 'waits').write_text('yes')\ntime.sleep(99)"
EVERY = "WORKBOOK_EVERY_STRIKE"
CODES = {signal.SIGKILL: -signal.SIGKILL, signal.SIGTERM: 128 + signal.SIGTERM, signal.SIGINT: 4}
STRUCK = [
    ("warm", "cell", signal.SIGKILL),
    ("plain", "cell", signal.SIGKILL),
    ("warm", "start", signal.SIGINT),
    ("plain", "cell", signal.SIGTERM),
]
if os.environ.get(EVERY):
    STRUCK = [(kind, where, number) for kind in ("warm", "plain") for where in ("cell", "start") for number in CODES]


def command(folder, kind, where):
    """The command, started in a temporary folder of its own; whatever it starts bears the folder's name in its environment."""
    (folder / "temporary").mkdir(exist_ok=True)
    environment = os.environ | {"TMPDIR": str(folder / "temporary"), MARK: str(folder)}
    program = Path(__file__).with_name("told_to_end.py")
    return subprocess.Popen(
        [sys.executable, str(program), str(folder), kind, where], env=environment, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def still_there(folder):
    """The processes of a run that still are; a process that ended meanwhile is none."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == str(folder) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def wait_for(what, seconds=60):
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize(("kind", "where", "number"), STRUCK)
def test_a_run_that_is_struck_leaves_nothing_and_the_next_command_makes_the_report(tmp_path, kind, where, number):
    clone = make_clone(tmp_path / "clone")
    page = clone.outputs / "board" / "2026-10" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("as it was", encoding="utf-8")
    clone.section(SUMMARY)
    clone.section(PLACEMENTS, *([WAITING] if where == "cell" else []))
    running = command(tmp_path, kind, where)
    wait_for(lambda: (tmp_path / "waits").is_file() or running.poll() is not None)
    running.send_signal(number)
    _, said = running.communicate(timeout=30)
    assert running.returncode == CODES[number], said
    wait_for(lambda: not still_there(tmp_path), 10)
    assert page.read_text(encoding="utf-8") == "as it was"
    assert "Traceback" not in said
    if number != signal.SIGKILL:
        assert "Every report is as it was, or new and whole" in said
        assert [path.name for path in (tmp_path / "temporary").iterdir()] == []
        assert [path.name for path in clone.outputs.rglob(".*")] == []
    clone.section(PLACEMENTS)
    again = command(tmp_path, "plain", "nowhere")
    _, said = again.communicate(timeout=60)
    assert again.returncode == 0, said
    assert (page.parent / "placements.html").is_file()
    assert [path.name for path in (tmp_path / "temporary").iterdir()] == []
    assert [path.name for path in clone.outputs.rglob(".*")] == []
    assert still_there(tmp_path) == []
