"""Fault 14: the same data give the same bytes in another time zone, locale and folder, and with another number of workers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from faults.test_windows import is_taken_by_windows
from helpers.pages import PAGES, page_file

PLAIN = {"TZ": "Europe/London", "LC_ALL": "C.UTF-8"}
ELSEWHERE = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "de_DE.ISO-8859-1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
PREVIEW = "analyst/preview/2026-10"
# A run's own times stand in its log, which is never published.
TIMED = {f"{PREVIEW}/analyst/run.log"}


def publish(folder, extract, workers, environment):
    """The files of a run by place; its folders are made below the one given."""
    program = Path(__file__).with_name("publishing.py")
    words = [str(folder / "clone"), str(extract), str(folder / "outputs"), str(workers)]
    # A cache and a history of its own, or what was counted in one place would only be shown in the other.
    own = {name: str(folder / name.lower()) for name in ("WORKBOOK_CACHE", "WORKBOOK_HISTORY")}
    run = subprocess.run([sys.executable, str(program), *words], env=os.environ | own | environment, capture_output=True)
    assert run.returncode == 0, run.stderr.decode(errors="replace")
    files = [path for path in sorted((folder / "outputs").rglob("*")) if path.is_file()]
    return {path.relative_to(folder / "outputs").as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def twice(small_council, tmp_path_factory):
    """The report as made here, and as made elsewhere: in a folder of spaces and more than 200 characters."""
    folder = tmp_path_factory.mktemp("bytes")
    far = folder / "a folder of the council's own" / ("long name " * 11).strip() / ("one more long name " * 5).strip()
    far.mkdir(parents=True)
    assert len(str(far)) > 200
    return publish(folder / "here", small_council, 2, PLAIN), publish(far, small_council, 1, ELSEWHERE)


def test_every_page_and_table_is_the_same_byte_for_byte(twice):
    here, elsewhere = twice
    assert set(here) == set(elsewhere)
    assert {f"{PREVIEW}/board/placements.html", f"{PREVIEW}/analyst/notebooks/50_placements.ipynb"} <= set(here)
    assert [name for name in here if here[name] != elsewhere[name] and name not in TIMED] == []
    assert b"image/svg+xml" in here[f"{PREVIEW}/board/placements.html"]


def test_lines_end_in_line_feeds_alone(twice):
    assert [name for name, content in twice[0].items() if b"\r" in content] == []


def test_names_of_files_are_taken_by_windows_and_differ_by_more_than_case(twice):
    names = [*twice[0], *(page_file(page.notebook) for page in PAGES)]
    assert len({name.lower() for name in names}) == len(names)
    assert [name for name in names if not is_taken_by_windows(name)] == []
