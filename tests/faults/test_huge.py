"""Fault 31: a stand-in of 300,000 episodes and 100 columns more is read and looked through in bounded memory and time."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

MOST_BYTES = 1_500_000_000
MOST_SECONDS = 120
ROWS = 300_000
CODE = """
import resource, sys
from helpers.load.extract import load_extract
from pathlib import Path
rows = len(load_extract(Path(sys.argv[1]), None).tables["ssd_cla_episodes"].frame)
print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told in other units")
def test_a_huge_and_wide_table_is_read_in_bounded_memory_and_time(council):
    path = council.folder / "ssd_cla_episodes.csv"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    place = head.lower().split(",").index("clae_cla_episode_id")
    wide = "," + ",".join(f"extra_{number}" for number in range(100))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{head}{wide}\n")
        for number in range(ROWS):
            cells = lines[number % len(lines)].split(",")
            cells[place] = f"E{number}"
            file.write(f"{','.join(cells)}{',' * 100}\n")
    began = time.monotonic()
    source = str(Path(__file__).parents[2] / "src")
    run = subprocess.run(
        [sys.executable, "-c", f"import sys\nsys.path.insert(0, {source!r})\n{CODE}", str(council.folder)],
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    rows, most = (int(word) for word in run.stdout.split())
    assert rows == ROWS
    assert most < MOST_BYTES
    assert time.monotonic() - began < MOST_SECONDS
