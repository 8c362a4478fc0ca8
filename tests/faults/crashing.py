"""Runs of a tiny report that are struck at a chosen step, each in a process of its own; run as a program, with one JSON line
of what came of each. What counts as a step: a call that changes the outputs, history or temporary folder, as Python tells it.

python crashing.py FOLDER STRIKES     strikes as JSON: [["kill", 12], ["full", 3], ["count", 0]]
"""

import errno
import json
import os
import shutil
import signal
import sys
import tempfile
import warnings
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from helpers.errors import WorkbookError  # noqa: E402
from helpers.publish import editions as editions_module  # noqa: E402
from helpers.publish import folders as folders_module  # noqa: E402
from helpers.publish import record as record_module  # noqa: E402
from helpers.publish import run as run_module  # noqa: E402
from helpers.publish.disk import plainly  # noqa: E402
from helpers.publish.execute import Executed  # noqa: E402
from helpers.publish.signals import Ended, signals_raise  # noqa: E402
from helpers.publish.temporary import private_folder  # noqa: E402
from publish.clones import PLACEMENTS, SUMMARY, make_clone  # noqa: E402
from publish.test_page import PAGE, executed, shown  # noqa: E402

PAGES = [SUMMARY, PLACEMENTS]
EVENTS = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.truncate", "shutil.rmtree"}
SIGNALS = {"kill": signal.SIGKILL, "term": signal.SIGTERM, "int": signal.SIGINT}
REFUSALS = {"full": errno.ENOSPC, "readonly": errno.EROFS, "denied": errno.EACCES, "quota": errno.EDQUOT}
TARGETS = ("board/2026-10", "analyst/2026-10", "runs/2026-10.json")


@dataclass
class Strike:
    """What happens at which step, counted from 1; steps are those below some folders."""

    kind: str
    at: int
    folders: tuple[str, ...]
    steps: int = 0
    struck: str = ""

    def __call__(self, event, arguments):
        """Python's audit hook."""
        is_written = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if not (is_written or event in EVENTS) or not str(arguments[0]).startswith(self.folders):
            return
        self.steps += 1
        if self.steps == self.at:
            self.struck = event
        if self.kind in SIGNALS and self.steps == self.at:
            os.kill(os.getpid(), SIGNALS[self.kind])
        # Python says that a tree is to be removed before it looks whether a refusal matters.
        if self.kind in REFUSALS and self.steps == self.at and event != "shutil.rmtree":
            raise OSError(REFUSALS[self.kind], "no", str(arguments[0]))
        # A full disk stays full: whatever makes a file or a folder from there on is refused; taking away is not.
        if self.kind == "stays full" and self.steps >= self.at and (is_written or event == "os.mkdir"):
            raise OSError(errno.ENOSPC, "no", str(arguments[0]))


@cache
def made_up(section, edition, text):
    """An executed notebook."""
    notebook = executed(page=PAGE | {"section": section, "edition": edition, "restricted": True}, end=section)
    notebook.cells[0].outputs.insert(0, shown(f"<p>{text}</p>"))
    return notebook


def publish(clone, text):
    """The tiny report, its notebooks not run but made up, so that only what is around them takes time."""

    def run_all(jobs, **_):
        made = []
        with private_folder() as folder:
            with plainly("start a kernel"):
                (folder / "connection.json").write_text("{}", encoding="utf-8")
            for job in jobs:
                with plainly("run a notebook"):
                    job.output.write_text("{}", encoding="utf-8")
                made.append(Executed(job, made_up(job.section, job.edition, text), 1.0))
        return made

    run_module.execute_all = run_all
    editions_module.page_of = lambda notebook, private: f"<p>{text}</p>".encode()
    run_module.publish_month(
        "2026-10", clone.data, clone.outputs, ["board", "analyst"], PAGES, root=clone.root, facts={"council": text}
    )


def in_a_process(clone, text, strike=None):
    """Publishes in a copy of this process; gives its exit status as Python says it, the number of steps, what was struck."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if not pid:
        code = 9
        try:
            if strike:
                sys.addaudithook(strike)
            with signals_raise():
                publish(clone, text)
            code = 0
        except WorkbookError as error:
            code = error.exit_code
        except (KeyboardInterrupt, Ended) as end:
            code = int(getattr(end, "code", 4))
        finally:
            os.write(theirs, f"{strike.steps} {strike.struck}".encode() if strike else b"0 ")
            os._exit(code)
    os.close(theirs)
    _, status = os.waitpid(pid, 0)
    steps, _, struck = os.read(ours, 100).decode().partition(" ")
    os.close(ours)
    return os.waitstatus_to_exitcode(status), int(steps or 0), struck


def state(outputs):
    """Of each target: old, new, absent; mixed where a folder holds anything else than a whole report of one run."""
    found = {}
    for target in TARGETS:
        path = outputs / target
        files = [path] if path.is_file() else sorted(item for item in path.rglob("*") if item.is_file())
        texts = [item.read_text(encoding="utf-8") for item in files if item.name != "run.log"]
        whole = len(files) == (1 if target.startswith("runs") else 5 if target.startswith("analyst") else 2)
        kinds = [kind for kind in ("the-old-one", "the-new-one") if whole and all(kind in text for text in texts)]
        found[target] = kinds[0][4:7] if len(kinds) == 1 else "mixed" if path.exists() else "absent"
    return found


def hidden(folder):
    """What lies about: hidden files and folders, by name."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob(".*"))


def main():
    # Waiting for the disk and for other programs takes the time, and what is struck is the process, not the disk.
    os.fsync = folders_module.sleep = lambda _: None
    folder = Path(sys.argv[1])
    clone = make_clone(folder / "clone")
    for page in PAGES:
        clone.section(page)
    own = folder / "temporary"
    own.mkdir()
    tempfile.tempdir = str(own)
    # Made once here, for all copies of this process.
    for section, edition, text in product([page.key for page in PAGES], ["board", "analyst"], ["the-old-one", "the-new-one"]):
        made_up(section, edition, text)
    versions = record_module.versions()
    record_module.versions = lambda: versions
    in_a_process(clone, "the-old-one")
    shutil.copytree(clone.outputs, folder / "old")
    for kind, at, *more in json.loads(sys.argv[2]):
        shutil.rmtree(clone.outputs)
        if more != ["first"]:
            shutil.copytree(folder / "old", clone.outputs)
        strike = Strike(kind, at, (str(clone.outputs), str(own)))
        code, steps, struck = in_a_process(clone, "the-new-one", strike)
        after, left = state(clone.outputs), [*hidden(clone.outputs), *(path.name for path in own.iterdir())]
        again, *_ = in_a_process(clone, "the-new-one")
        healed, still = state(clone.outputs), [*hidden(clone.outputs), *(path.name for path in own.iterdir())]
        told = {"kind": kind, "at": at, "code": code, "steps": steps, "struck": struck, "after": after, "left": left}
        print(json.dumps(told | {"again": again, "healed": healed, "still": still}), flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
