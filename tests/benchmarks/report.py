"""How long a month's report takes, beside its notebooks run one after the other: run by hand, never part of the tests.

    .venv/bin/python tests/benchmarks/report.py [--data DIR] [--editions analyst] [--skip plain all]

Every leg runs the same notebooks on the same extract with two processors, and begins with empty folders for the cache, the
outputs and the history; only "nothing changed" finds what the leg before it left. One after the other means `papermill` and
`jupyter nbconvert` called once a notebook. Peak memory is that of all processes together, what they share counted once; it
is taken in a second run of the leg, since to look slows down what is looked at.
The made-up council is made before the first leg, and the code compiled. Prints a table in Markdown.
"""

import argparse
import compileall
import os
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
MONTH = "2026-10"
PROCESSORS = 2
SAMPLE_SECONDS = 0.25
GIGABYTE = 1024**3
WORKBOOK = [sys.executable, "-c", "from helpers.cli import main; raise SystemExit(main())", "report"]


@dataclass(frozen=True)
class Leg:
    """What was run, how long it took on the clock and on the processors, in seconds."""

    name: str
    wall: float
    cpu: float


class Memory(threading.Thread):
    """Watches how much memory a process and all below it take together."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak, self.done = 0, threading.Event()

    def run(self) -> None:
        """Samples until told to stop."""
        while not self.done.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, sum(_memory_of(process) for process in psutil.Process().children(recursive=True)))


def _memory_of(process: psutil.Process) -> int:
    try:
        used = process.memory_full_info()
    except psutil.Error:
        return 0
    return getattr(used, "pss", used.rss)


def run(commands: Sequence[Sequence[str]], folder: Path) -> None:
    """Run commands one after the other, with the caches, outputs and history of a folder."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"WORKBOOK_CACHE": str(folder / "cache"), "WORKBOOK_HISTORY": str(folder / "history")}
    for command in commands:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stderr[-2000:])


def timed(name: str, commands: Sequence[Sequence[str]], folder: Path) -> Leg:
    """Run commands, and take their time."""
    before, begin = os.times(), time.perf_counter()
    run(commands, folder)
    wall, after = time.perf_counter() - begin, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"{name}: {wall:.1f} s, {cpu:.1f} s of processors", file=sys.stderr, flush=True)
    return Leg(name, wall, cpu)


def peak_memory(commands: Sequence[Sequence[str]], folder: Path) -> int:
    """The most memory that commands take, in bytes."""
    memory = Memory()
    memory.start()
    run(commands, folder)
    memory.done.set()
    memory.join()
    return memory.peak


def one_after_the_other(data: Path, editions: Sequence[str], folder: Path) -> list[list[str]]:
    """The commands of papermill and nbconvert, a pair for each notebook and edition."""
    commands = []
    for edition in editions:
        for notebook in sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")):
            made = folder / edition / notebook.name
            made.parent.mkdir(parents=True, exist_ok=True)
            parameters = ["-p", "month", MONTH, "-p", "data", str(data), "-p", "edition", edition]
            commands.append([sys.executable, "-m", "papermill", str(notebook), str(made), *parameters, "-k", "python3"])
            commands.append([sys.executable, "-m", "jupyter", "nbconvert", "--to", "workbook", str(made)])
    return commands


def report(data: Path, editions: Sequence[str], folder: Path, *more: str) -> list[list[str]]:
    """The one command that makes the same pages."""
    chosen = [part for edition in editions for part in ("--edition", edition)]
    return [[*WORKBOOK, "--data", str(data), "--month", MONTH, *chosen, "--outputs", str(folder / "outputs"), *more]]


def bodies_differ(folder: Path, pages: Path, edition: str) -> list[str]:
    """The pages whose bodies are not those that the notebooks one after the other gave."""
    differ = []
    for made in sorted((folder / edition).glob("*.html")):
        name = "index.html" if made.name.startswith("00_") else f"{made.stem.split('_', 1)[1]}.html"
        if _body(made) != _body(pages / edition / MONTH / name):
            differ.append(name)
    return differ


def _body(page: Path) -> str:
    found = re.search(r"<body.*</body>", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return found.group() if found else ""


def measure(data: Path, editions: Sequence[str], temporary: Path, skipped: Sequence[str]) -> list[str]:
    """The table's lines for some editions."""
    name = " and ".join(editions)
    apart, whole, plain = (temporary / f"{kind}-{name}" for kind in ("apart", "whole", "plain"))
    base = timed(f"{name}, one after the other", one_after_the_other(data, editions, apart), apart)
    lines = [_line(base, base)]
    cold = timed(f"{name}, `workbook report`", report(data, editions, whole), whole)
    again = timed(f"{name}, again, nothing changed", report(data, editions, whole), whole)
    lines += [_line(cold, base, watched(data, editions, temporary / f"whole-watched-{name}")), _line(again, base)]
    if "plain" not in skipped:
        leg = timed(f"{name}, plain kernels, as on Windows", report(data, editions, plain, "--plain-kernels"), plain)
        lines.append(_line(leg, base, watched(data, editions, temporary / f"plain-watched-{name}", "--plain-kernels")))
    differ = [page for edition in editions for page in bodies_differ(apart, whole / "outputs", edition)]
    print(f"Pages whose bodies differ: {', '.join(differ) or 'none'}", file=sys.stderr)
    return lines


def watched(data: Path, editions: Sequence[str], folder: Path, *more: str) -> str:
    """The most memory that a report takes, in gigabytes, as the table says it."""
    return f"{peak_memory(report(data, editions, folder, *more), folder) / GIGABYTE:.2f}"


def _line(leg: Leg, base: Leg, memory: str = "") -> str:
    times = f"{base.wall / leg.wall:.1f}" if leg is not base else "1"
    return f"| {leg.name} | {leg.wall:.1f} | {leg.cpu:.1f} | {memory} | {times} |"


def main() -> None:
    """Make the made-up council unless given another, measure, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    parser.add_argument("--editions", nargs="+", default=["analyst"])
    parser.add_argument("--skip", nargs="*", default=[], choices=["plain", "all"])
    asked = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:PROCESSORS])
    compileall.compile_dir(ROOT / "src", quiet=2)
    with tempfile.TemporaryDirectory() as temporary:
        data = asked.data.resolve() if asked.data else Path(temporary) / "extract"
        if not asked.data:
            from helpers.demo import make_demo

            make_demo(data, MONTH)
        lines = measure(data, asked.editions, Path(temporary), asked.skip)
        if "all" not in asked.skip:
            lines += measure(data, ["board", "analyst"], Path(temporary), [*asked.skip, "plain"])
    machine = f"{PROCESSORS} processors, {psutil.virtual_memory().total / GIGABYTE:.0f} GB, {platform.system()}"
    print(f"\n{datetime.now(UTC):%d %B %Y}, {machine}, Python {platform.python_version()}\n")
    print("| Run | Seconds | Processor seconds | Peak memory, GB | Times faster |\n| --- | --: | --: | --: | --: |")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
