"""Kernels copied from a warm process: each a process of its own, with the output of a plain one, and none left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import psutil
import pytest

from helpers.clone import NOTEBOOKS, ROOT
from helpers.errors import SectionFailed
from helpers.publish import warm as module
from helpers.publish.execute import Job, Limits, execute_all
from helpers.publish.forking import can_fork, side_by_side
from helpers.publish.keep import for_analysts
from helpers.publish.private import private_of
from helpers.publish.warm import warm_kernels
from publish.clones import PLACEMENTS, ending, make_clone, opening

HELPERS = ROOT / "src" / "helpers"
forks = pytest.mark.skipif(not can_fork(), reason="processes are copied on Linux alone")
QUICK = Limits(start_seconds=60, cell_seconds=120, notebook_seconds=200, launches=2)


def test_where_processes_can_t_be_copied_there_is_no_warm_one(monkeypatch):
    monkeypatch.setattr(module, "can_fork", lambda: False)
    with warm_kernels() as warm:
        assert warm is None
    with warm_kernels(are_wanted=False) as warm:
        assert warm is None


def job(notebook, section, folder, data):
    folder.mkdir(exist_ok=True)
    parameters = {"month": "2026-10", "data": str(data), "edition": "analyst", "area": ""}
    return Job(notebook.stem, section, notebook, folder / notebook.name, parameters, "analyst")


@pytest.fixture(scope="module")
def warm(small_council):
    """A warm process that holds the small council's figures."""
    if not can_fork():
        pytest.skip("processes are copied on Linux alone")
    with warm_kernels() as process:
        process.prepare(small_council, "2026-10", "", ["analyst"])
        assert process.is_ready(), "it has one thread, and the figures were made"
        yield process


def test_a_copied_kernel_gives_a_plain_one_s_output_byte_for_byte(warm, small_council, tmp_path):
    private = private_of([tmp_path])
    jobs = [("70_education", "education"), ("95_definitions", "definitions")]
    made = {}
    for kind, provisioning in (("copied", warm.provisioner), ("plain", None)):
        run = [job(NOTEBOOKS / f"{name}.ipynb", section, tmp_path / kind, small_council) for name, section in jobs]
        executed = execute_all(run, root=ROOT, limits=QUICK, provisioning=provisioning)
        made[kind] = [for_analysts(item.notebook, private) for item in executed]
    assert not warm._is_gone, "else the copied ones were started anew"
    assert made["copied"] == made["plain"]
    assert b"image/svg" in made["copied"][0] or b"<svg" in made["copied"][0]


ASKED = """
import json, os, random, sys, threading, numpy
print(json.dumps({"pid": os.getpid(), "parent": os.getppid(), "group": os.getpgid(0), "folder": os.getcwd(),
    "drawn": [random.random(), numpy.random.random()], "seed": os.environ["PYTHONHASHSEED"], "path": sys.path,
    "main": __name__, "held": "helpers.section" in sys.modules, "arguments": sys.argv[0]}))
"""


def told_by(executed):
    return json.loads("".join(output.text for output in executed.notebook.cells[3].outputs if output.get("name") == "stdout"))


def test_each_notebook_has_a_process_and_a_group_of_its_own(warm, tmp_path):
    clone = make_clone(tmp_path / "clone")
    notebook = clone.section(PLACEMENTS, ASKED)
    runs = [job(notebook, "placements", tmp_path / name, clone.data) for name in ("one", "two")]
    one, two = (told_by(item) for item in execute_all(runs, root=clone.root, limits=QUICK, provisioning=warm.provisioner))
    plain = told_by(execute_all(runs[:1], root=clone.root, limits=QUICK)[0])
    assert len({one["pid"], two["pid"], one["parent"]}) == 3
    assert one["parent"] == two["parent"] == warm._process.pid
    assert one["group"] == one["pid"]
    assert one["drawn"] != two["drawn"]
    assert one["held"]
    assert not plain["held"]
    for same in ("folder", "seed", "main"):
        assert one[same] == plain[same]
    assert [Path(path).name for path in one["path"] if path] == [Path(path).name for path in plain["path"] if path]


def test_a_copied_kernel_that_is_killed_fails_its_section_and_the_next_runs(warm, tmp_path):
    clone = make_clone(tmp_path / "clone")
    bad = job(clone.section(PLACEMENTS, "import os\nos.kill(os.getpid(), 9)"), "placements", tmp_path / "bad", clone.data)
    with pytest.raises(SectionFailed, match="lost its kernel"):
        execute_all([bad], root=clone.root, limits=QUICK, provisioning=warm.provisioner)
    clone.section(PLACEMENTS)
    assert execute_all([bad], root=clone.root, limits=QUICK, provisioning=warm.provisioner)


def test_a_notebook_that_overruns_ends_with_all_that_it_started(warm, tmp_path):
    clone = make_clone(tmp_path / "clone")
    start = "import subprocess, sys\nprint(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)']).pid)"
    slow = job(clone.section(PLACEMENTS, start, "import time\ntime.sleep(99)"), "placements", tmp_path / "slow", clone.data)
    with pytest.raises(SectionFailed, match="4 seconds a notebook may"):
        execute_all([slow], root=clone.root, limits=replace(QUICK, notebook_seconds=4), provisioning=warm.provisioner)
    pid = int(nbformat.read(slow.output, as_version=4).cells[3].outputs[0].text)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@forks
def test_where_the_figures_can_t_be_made_the_run_is_told_and_nothing_is_left(tmp_path, no_children_left):
    with warm_kernels() as process:
        process.prepare(tmp_path / "nowhere", "2026-10", "", ["analyst"])
        assert not process.is_ready()


@forks
def test_when_the_warm_process_is_gone_kernels_are_started_anew(tmp_path, no_children_left):
    clone = make_clone(tmp_path / "clone")
    run = job(clone.section(PLACEMENTS), "placements", tmp_path / "run", clone.data)
    with warm_kernels() as process:
        process.prepare(tmp_path / "nowhere", "2026-10", "", ["analyst"])
        process._process.kill()
        assert not process.is_ready()
        while not process._is_gone:
            time.sleep(0.01)
        assert execute_all([run], root=clone.root, limits=QUICK, provisioning=process.provisioner)


@forks
def test_a_warm_process_that_hangs_as_it_makes_the_figures_is_ended(small_council, no_children_left, monkeypatch):
    monkeypatch.setattr(module, "READY_SECONDS", 1.0)
    with warm_kernels() as process:
        os.kill(process._process.pid, signal.SIGSTOP)
        process.prepare(small_council, "2026-10", "", ["analyst"])
        assert not process.is_ready()
        assert process._process.wait(5) == -signal.SIGKILL


@forks
def test_where_the_warm_process_hangs_as_it_is_asked_for_a_kernel_one_is_started_anew(tmp_path, no_children_left, monkeypatch):
    monkeypatch.setattr(module, "START_SECONDS", 1.0)
    clone = make_clone(tmp_path / "clone")
    run = job(clone.section(PLACEMENTS), "placements", tmp_path / "run", clone.data)
    with warm_kernels() as process:
        os.kill(process._process.pid, signal.SIGSTOP)
        assert execute_all([run], root=clone.root, limits=QUICK, provisioning=process.provisioner)


@forks
def test_all_ends_with_the_run_even_if_that_is_killed(tmp_path):
    clone = make_clone(tmp_path / "clone")
    notebook = clone.write(
        PLACEMENTS, opening(PLACEMENTS), "import os\nopen('pid', 'w').write(str(os.getpid()))\nimport time\ntime.sleep(99)",
        ending(PLACEMENTS),
    )  # fmt: skip
    code = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from pathlib import Path
from publish.test_warm import QUICK, execute_all, job, warm_kernels
folder = Path({str(tmp_path)!r})
with warm_kernels() as warm:
    run = job(Path({str(notebook)!r}), "placements", folder / "run", folder)
    execute_all([run], root=Path({str(clone.root)!r}), limits=QUICK, provisioning=warm.provisioner)
"""
    running = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    told, deadline = clone.root / "pid", time.monotonic() + 60
    while not (told.is_file() and told.read_text()):
        assert time.monotonic() < deadline and running.poll() is None
        time.sleep(0.05)
    family = psutil.Process(running.pid).children(recursive=True)
    assert int(told.read_text()) in {process.pid for process in family}
    running.send_signal(signal.SIGKILL)
    running.wait()
    _, left = psutil.wait_procs(family, timeout=10)
    assert [process for process in left if process.status() != psutil.STATUS_ZOMBIE] == []


@forks
def test_tasks_side_by_side_give_their_answers_in_order_and_raise_the_first_error(no_children_left):
    assert side_by_side([lambda number=number: (number, os.getpid() != psutil.Process().ppid()) for number in range(5)]) == [
        (number, True) for number in range(5)
    ]

    def fail(text):
        raise ValueError(text)

    with pytest.raises(ValueError, match="first"):
        side_by_side([lambda: 1, lambda: fail("first"), lambda: fail("second")])
    with pytest.raises(ChildProcessError):
        side_by_side([lambda: os.kill(os.getpid(), signal.SIGKILL)])
    assert side_by_side([]) == []
    done_here = []
    assert side_by_side([os.getpid] * 3, lambda: done_here.append(os.getpid())).count(os.getpid()) == 0
    assert done_here == [os.getpid()]
    assert len(side_by_side([lambda: bytes(3_000_000)])[0]) == 3_000_000
