"""A notebook counts as run only if it ran to its end; a failure is told without a value of it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import psutil
import pytest

from helpers.errors import MachineError, SectionFailed, UsageError
from helpers.publish.execute import Job, Limits, execute_all
from helpers.publish.kernels import kernel_environment
from publish.clones import PLACEMENTS, SUMMARY, Page, ending, opening, shown

TOKEN = "Zzyzx Qwertington"
PARAMETERS = {"month": "2026-10", "data": "data", "edition": "board", "area": ""}
QUICK = Limits(start_seconds=30, cell_seconds=3, notebook_seconds=60, launches=2)


def job(clone, page=PLACEMENTS):
    work = clone.root / "work"
    work.mkdir(exist_ok=True)
    name = page.notebook
    return Job(name, page.key, clone.root / "notebooks" / f"{name}.ipynb", work / f"{name}.ipynb", PARAMETERS, "board")


def run(clone, *pages, limits=QUICK, workers=2):
    return execute_all([job(clone, page) for page in pages or (PLACEMENTS,)], root=clone.root, limits=limits, workers=workers)


def shown_by(executed, cell):
    return executed.notebook.cells[cell].outputs[0].data["text/html"]


def test_a_kernel_is_encrypted_private_and_of_this_environment(clone, monkeypatch, no_children_left):
    monkeypatch.setenv("PYTHONSTARTUP", str(clone.root / "startup.py"))
    (clone.root / "startup.py").write_text("spoilt = 1")
    facts = """
    import json, os, sys, stat
    from ipykernel.kernelapp import IPKernelApp
    app = IPKernelApp.instance()
    connection = json.load(open(app.abs_connection_file))
    display({'text/html': json.dumps({
        'keys': sorted(key for key in connection if key.startswith('curve') and connection[key]),
        'mode': stat.S_IMODE(os.stat(os.path.dirname(app.abs_connection_file)).st_mode),
        'connection': app.abs_connection_file,
        'history': get_ipython().history_manager.enabled,
        'profile': get_ipython().profile_dir.location,
        'matplotlib': os.environ['MPLCONFIGDIR'], 'seed': os.environ['PYTHONHASHSEED'],
        'spoilt': 'spoilt' in globals(), 'python': sys.executable, 'folder': os.getcwd(), 'month': month,
        'encrypted': bool(app.shell_socket.get(47)),
    })}, raw=True)
    """
    clone.section(PLACEMENTS, dedent(facts))
    told = json.loads(shown_by(run(clone)[0], 3))
    assert told["keys"] == ["curve_publickey", "curve_secretkey"]
    assert told["encrypted"], "the socket itself is a server with keys"
    assert told["mode"] & 0o077 == 0
    assert (told["history"], told["spoilt"], told["seed"], told["month"]) == (False, False, "0", "2026-10")
    assert told["python"] == sys.executable
    assert told["folder"] == str(clone.root.resolve())
    private = Path(told["connection"]).parent
    assert not private.exists(), "nothing of the kernel is left"
    assert Path(told["profile"]).is_relative_to(private)
    assert Path(told["matplotlib"]).is_relative_to(private)


def test_a_kernel_s_environment_holds_nothing_of_a_user_s_notebook_settings(tmp_path):
    base = {"JUPYTER_PATH": "x", "PYTHONSTARTUP": "x", "IPYTHONDIR": "x", "MATPLOTLIBRC": "x", "TZ": "Europe/London", "PATH": "p"}
    made = kernel_environment(tmp_path, base)
    assert made["TZ"] == "Europe/London"
    assert "x" not in made.values()
    assert "JUPYTER_PATH" not in made


FAILURES = {
    "sys.exit(0)": (["import sys\nsys.exit(0)", shown("never")], "cell 3 stopped with SystemExit"),
    "raise": ([f"raise ValueError({TOKEN!r})"], "cell 3 stopped with ValueError"),
    "a frame in a traceback": ([f"rows = [{TOKEN!r}]\n{{}}[rows[0]]"], "cell 3 stopped with KeyError"),
    "a class named by a value": ([f"raise type({TOKEN!r}, (Exception,), {{}})()"], "cell 3 stopped with an error"),
    "no code": (["for"], "cell 3 stopped with SyntaxError"),
    "an error shown, not raised": (["try:\n    1/0\nexcept Exception:\n    get_ipython().showtraceback()"], "ZeroDivisionError"),
    "input": (["input()"], "cell 3 stopped with StdinNotImplementedError"),
    "a kernel killed": (["import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"], "cell 3 lost its kernel"),
    "quit": (["quit()", "import time\ntime.sleep(2)"], "kernel"),
    "a time-out": (["import time\ntime.sleep(60)"], "cell 3 took longer than a cell may"),
    "one of our errors": (
        ["class DataError(Exception): pass\nraise DataError('episodes.csv: 3 rows\\n end before they start.')"],
        "DataError: episodes.csv: 3 rows end before they start.",
    ),
}


@pytest.mark.parametrize("name", FAILURES)
def test_what_counts_as_failed_and_what_is_told_of_it(clone, name, capfd, caplog, no_children_left):
    cells, words = FAILURES[name]
    clone.section(PLACEMENTS, *cells)
    with pytest.raises(SectionFailed) as failure:
        run(clone)
    told = str(failure.value)
    assert told.startswith("50_placements (board): ")
    assert words in told
    assert "\n" not in told
    heard = capfd.readouterr()
    for text in (told, heard.out, heard.err, caplog.text):
        assert TOKEN not in text
        assert "Qwertington" not in text
        assert "Traceback" not in text


@pytest.mark.parametrize("tag", ["raises-exception", "skip-execution"])
def test_a_tag_does_not_turn_a_failure_into_success(clone, tag):
    clone.write(PLACEMENTS, opening(PLACEMENTS), "1/0", ending(PLACEMENTS), tags=[tag])
    with pytest.raises(SectionFailed, match="cell 3"):
        run(clone)


@pytest.mark.parametrize(
    "cells",
    [
        [opening(PLACEMENTS), "'no end'"],
        [opening(PLACEMENTS), ending(PLACEMENTS), "'one more'"],
        [opening(PLACEMENTS), ending(SUMMARY)],
        [opening(PLACEMENTS), ending(PLACEMENTS) + "\n" + ending(PLACEMENTS)],
    ],
)
def test_the_last_cell_must_mark_the_end_of_its_own_section_once(clone, cells):
    clone.write(PLACEMENTS, *cells)
    with pytest.raises(SectionFailed, match="does not mark the section's end"):
        run(clone)


def test_a_hung_notebook_ends_with_all_that_it_started(clone):
    detached = "import subprocess, sys\nsleeper = [sys.executable, '-c', 'import time; time.sleep(99)']\n"
    detached += "for alone in (True, False):\n    print(subprocess.Popen(sleeper, start_new_session=alone).pid)"
    clone.section(PLACEMENTS, detached, "import time\ntime.sleep(99)")
    begin = time.monotonic()
    with pytest.raises(SectionFailed, match="3 seconds a notebook may"):
        run(clone, limits=Limits(cell_seconds=60, notebook_seconds=3))
    assert time.monotonic() - begin < 15
    output = json.loads(job(clone).output.read_text())["cells"][3]["outputs"][0]["text"]
    pids = [int(pid) for pid in "".join(output).split()]
    assert len(pids) == 2
    assert not [pid for pid in pids if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE]


def test_a_kernel_that_never_comes_up_is_tried_again_then_told(clone, monkeypatch):
    from helpers.publish import kernels

    tries = []
    spec = kernels.get_kernel_dict() | {"argv": [sys.executable, "-c", "raise SystemExit(1)", "{connection_file}"]}
    monkeypatch.setattr(kernels, "get_kernel_dict", lambda: tries.append(1) or spec)
    clone.section(PLACEMENTS)
    with pytest.raises(SectionFailed, match="could not be run"):
        run(clone)
    assert len(tries) == QUICK.launches


def test_all_failures_are_told_together_and_no_more_notebooks_are_started(clone):
    pages = [Page(f"{number}_page", f"page_{number}", "A page") for number in range(10, 14)]
    for page in pages:
        clone.section(page, "import time\ntime.sleep(1.5)\nraise ValueError")
    with pytest.raises(SectionFailed) as failure:
        run(clone, *pages)
    assert [line.split()[0] for line in str(failure.value).splitlines()] == ["10_page", "11_page"]


def test_a_folder_s_name_with_braces_is_no_riddle_and_order_is_kept(tmp_path):
    from publish.clones import make_clone

    clone = make_clone(tmp_path / "a {month} b")
    for page in (SUMMARY, PLACEMENTS):
        clone.section(page)
    assert [item.job.section for item in run(clone, PLACEMENTS, SUMMARY)] == ["placements", "summary"]


def test_a_full_disk_is_the_machine_s_fault(clone, monkeypatch):
    import errno

    from helpers.publish import execute as module

    def full(*arguments, **options):
        raise OSError(errno.ENOSPC, "No space left on device", str(clone.root))

    monkeypatch.setattr(module.papermill, "execute_notebook", full)
    clone.section(PLACEMENTS)
    with pytest.raises(MachineError, match="the disk is full") as failure:
        run(clone)
    assert str(clone.root) not in str(failure.value)


def test_at_least_one_worker_is_needed(clone):
    clone.section(PLACEMENTS)
    with pytest.raises(UsageError):
        run(clone, workers=0)


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_run_ends_its_kernels(clone, number):
    clone.section(PLACEMENTS, "import os\nopen('pid', 'w').write(str(os.getpid()))\nimport time\ntime.sleep(99)")
    code = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from pathlib import Path
from publish.clones import Clone
from publish.test_execute import run, Limits
run(Clone(Path({str(clone.root)!r})), limits=Limits())
"""
    running = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    told = clone.root / "pid"
    for _ in range(300):
        if told.is_file() and told.read_text():
            break
        time.sleep(0.1)
    kernel = psutil.Process(int(told.read_text()))
    running.send_signal(number)
    assert running.wait(timeout=15) != 0
    psutil.wait_procs([kernel], timeout=5)
    assert not kernel.is_running()
