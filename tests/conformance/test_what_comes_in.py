"""Extracts and downloads that are not as they should be: what the command says of each, run as it is typed."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.clone import ROOT

FOLDER = ROOT.parent / "shared" / "conformance" / "real"
COMMAND = "import sys; from helpers.cli import main; sys.exit(main(sys.argv[1:]))"
CASES = ("months-missing-in-a-row", "published-newest-year-reworded")
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real extracts' cases are not beside the clone")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("case", CASES)
def test_a_run_ends_and_speaks_as_the_case_says(case: str, tmp_path: Path) -> None:
    with (FOLDER / case / "expected_runs.csv").open(encoding="utf-8", newline="") as file:
        runs = list(csv.DictReader(file))
    assert runs
    places = {"data": (FOLDER / case / "input").as_posix(), "out": tmp_path.as_posix()}
    for run in runs:
        arguments = [argument.format(**places) for argument in run["arguments"].split()]
        command = [sys.executable, "-c", COMMAND, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)
        assert str(done.returncode) in run["exit"].split("|"), done.stderr
        said = done.stdout + done.stderr
        if run["in"]:
            found = sorted(tmp_path.glob(Path(run["in"].format(**places)).relative_to(tmp_path).as_posix()))
            assert found
            said = "\n".join(path.read_text(encoding="utf-8") for path in found)
        assert not run["says"] or re.search(run["says"], said, re.IGNORECASE)
        assert not run["says_not"] or not re.search(run["says_not"], said, re.IGNORECASE)
