"""A month's report stands only if it was made from what is there now, and lies on the disk as it was published."""

import json
import shutil
import subprocess
import sys
from hashlib import sha256

import pytest

from helpers.cache import keys
from helpers.clone import HISTORY_VARIABLE
from helpers.publish import unchanged as module
from helpers.publish.unchanged import HISTORY_WRITTEN, IN_REGISTER, MADE_FROM, made_from, standing_report
from helpers.snapshot import file_hash
from publish.clones import PLACEMENTS, SUMMARY

MONTH, EDITIONS = "2026-10", ["board", "analyst"]
PLAIN = "from helpers.section import open_section\nsection = open_section('summary', month, data, edition, area)"


@pytest.fixture
def report(clone, tmp_path, monkeypatch):
    """A report that stands: extract, notebooks, history, pages and the record of the run."""
    monkeypatch.setattr(module, "NOTEBOOKS", clone.root / "notebooks")
    monkeypatch.setenv(HISTORY_VARIABLE, str(tmp_path / "history"))
    for page in (SUMMARY, PLACEMENTS):
        clone.write(page, PLAIN)
    (clone.data / "council.toml").write_text('name = "Exampleshire"\nextract_date = 2026-11-03\n')
    (clone.data / "commentary.csv").write_text("month,code,voice,text\n")
    (tmp_path / "history").mkdir()
    for month in ("2026-09", MONTH):
        (tmp_path / "history" / f"{month}.csv").write_text("code\n")
    for edition in EDITIONS:
        (clone.outputs / edition / MONTH / "notebooks").mkdir(parents=True)
        (clone.outputs / edition / MONTH / "index.html").write_text(edition)
        (clone.outputs / edition / MONTH / "notebooks" / "a.ipynb").write_text("{}")
    mark = sha256(b"code").hexdigest()[:12]
    noted = tmp_path / "history" / "published" / f"board-{MONTH}.1.{mark}.csv"
    noted.parent.mkdir()
    noted.write_bytes(b"code")
    pages = {path.relative_to(clone.outputs).as_posix(): path for path in clone.outputs.rglob("*") if path.is_file()}
    record = {
        "editions": EDITIONS,
        "outputs": {name: file_hash(path) for name, path in pages.items()},
        MADE_FROM: made_from(clone.data, MONTH, EDITIONS, tmp_path / "history"),
        HISTORY_WRITTEN: file_hash(tmp_path / "history" / f"{MONTH}.csv"),
        IN_REGISTER: {"board": noted.name},
    }
    (clone.outputs / "runs").mkdir()
    (clone.outputs / "runs" / f"{MONTH}.json").write_text(json.dumps(record))
    return clone


def stands(clone, month=MONTH, editions=EDITIONS):
    return standing_report(clone.data, month, clone.outputs, editions)


def test_it_stands_and_the_month_is_that_of_the_extract_where_none_is_asked_for(report):
    assert stands(report) == MONTH
    assert stands(report, month="") == MONTH


CHANGES = {
    "a table": lambda clone: (clone.data / "ssd_person.csv").write_text("pers_person_id\n2\n"),
    "a table more": lambda clone: (clone.data / "ssd_contacts.csv").write_text("a\n"),
    "a table less": lambda clone: (clone.data / "ssd_person.csv").unlink(),
    "a setting": lambda clone: (clone.data / "council.toml").write_text('name = "Other"\nextract_date = 2026-11-03\n'),
    "a remark": lambda clone: (clone.data / "commentary.csv").write_text("month,code,voice,text\nx"),
    "a notebook": lambda clone: clone.write(SUMMARY, PLAIN, "section.summary()"),
    "a notebook that reads files": lambda clone: clone.write(SUMMARY, PLAIN, "open('x')"),
    "a notebook more": lambda clone: shutil.copy(
        clone.root / "notebooks" / "00_summary.ipynb", clone.root / "notebooks" / "10_more.ipynb"
    ),
    "a page": lambda clone: (clone.outputs / "board" / MONTH / "index.html").write_text("Board"),
    "a page less": lambda clone: (clone.outputs / "analyst" / MONTH / "index.html").unlink(),
    "a file more": lambda clone: (clone.outputs / "board" / MONTH / "more.html").write_text("x"),
    "an edition gone": lambda clone: shutil.rmtree(clone.outputs / "analyst"),
    "the record gone": lambda clone: (clone.outputs / "runs" / f"{MONTH}.json").unlink(),
    "the record spoilt": lambda clone: (clone.outputs / "runs" / f"{MONTH}.json").write_text("{"),
    "a record of another kind": lambda clone: (clone.outputs / "runs" / f"{MONTH}.json").write_text("[]"),
    "a change cut short": lambda clone: (clone.outputs / f".{MONTH}.swap").write_text("{}"),
    "another run": lambda clone: (clone.outputs / f".{MONTH}.lock-1").write_text("{}"),
    "a staged edition": lambda clone: (clone.outputs / "board" / f".{MONTH}.new-1").mkdir(),
    "a run that failed": lambda clone: (clone.outputs / "analyst" / "failed" / MONTH).mkdir(parents=True),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_calls_for_a_run(report, name):
    CHANGES[name](report)
    assert stands(report) == ""


@pytest.mark.parametrize("name", ["2026-09.csv", "2026-10.csv"])
def test_a_change_in_the_history_up_to_the_month_calls_for_a_run_a_later_month_does_not(report, tmp_path, name):
    (tmp_path / "history" / "2026-11.csv").write_text("later")
    assert stands(report) == MONTH
    (tmp_path / "history" / name).write_text("changed")
    assert stands(report) == ""


def test_a_publication_that_was_changed_or_taken_away_or_followed_by_another_calls_for_a_run(report, tmp_path):
    noted = next((tmp_path / "history" / "published").iterdir())
    content = noted.read_bytes()
    for spoil in (lambda: noted.write_bytes(b"other"), noted.unlink):
        spoil()
        assert stands(report) == ""
        noted.write_bytes(content)
        assert stands(report) == MONTH
    noted.with_name(f"board-{MONTH}.2.{noted.name.split('.')[2]}.csv").write_bytes(content)
    assert stands(report) == ""


def test_what_was_published_of_another_month_since_calls_for_a_run(report, tmp_path):
    (tmp_path / "history" / "published" / "board-2026-09.1.0.csv").write_bytes(b"code")
    assert stands(report) == ""


def test_other_editions_or_another_month_call_for_a_run(report):
    assert stands(report, editions=["analyst"]) == ""
    assert stands(report, editions=[*EDITIONS][::-1]) == ""
    assert stands(report, month="2026-09") == ""


@pytest.mark.parametrize("what", ["version", "code"])
def test_another_version_or_other_code_calls_for_a_run(report, monkeypatch, tmp_path, what):
    keys.code_key.cache_clear()
    if what == "version":
        monkeypatch.setattr(keys, "version", lambda library: "0")
    else:
        (tmp_path / "code").mkdir()
        (tmp_path / "code" / "cli.py").write_text("")
        monkeypatch.setattr(keys, "CODE", tmp_path / "code")
    assert stands(report) == ""
    monkeypatch.undo()
    keys.code_key.cache_clear()


def test_the_answer_needs_no_library_but_the_arithmetic_of_months():
    code = "import sys, helpers.cli, helpers.publish.unchanged\nprint(*{'pandas', 'papermill', 'pydantic'} & {*sys.modules})"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""
