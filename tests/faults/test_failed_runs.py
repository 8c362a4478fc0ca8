"""What a failed run leaves to whoever mends it, its log beside the earlier report; and what `--verbose` says."""

import json
import re

import pytest

from faults.spoilt import SECRET
from helpers.errors import MachineError, SectionFailed
from helpers.publish import editions as editions_module
from helpers.publish import execute as execute_module
from helpers.publish import run as run_module
from publish.test_page import PAGE, executed

SECTIONS = ("00_summary", "50_placements", "90_data_quality", "95_definitions")
FIGURES = ("load", "results", "check", "gate")
PUT_IN_PLACE = run_module.replace_all
ONE = ("--section", "placements", "--edition", "analyst", "--plain-kernels", "--workers", "1")


@pytest.fixture
def fails(monkeypatch):
    """Made-up pages in place of run notebooks; the error given is raised where it is said: by a section, or in publishing."""

    def at(place, error):
        def execute(job, bench):
            if job.name == place:
                raise error
            return executed(page=PAGE | {"section": job.section, "edition": job.edition, "restricted": True}, end=job.section)

        def replace_all(*_):
            raise error

        monkeypatch.setattr(run_module, "replace_all", replace_all if place == "publish" else PUT_IN_PLACE)
        monkeypatch.setattr(execute_module, "execute", execute)
        monkeypatch.setattr(editions_module, "page_of", lambda notebook, private: b"<p>made up</p>")

    return at


@pytest.fixture
def log(council, command, earlier):
    """Runs the report, and gives what it said and the lines of the log that it left."""

    def run(*more):
        before = {path: path.read_bytes() for path in earlier.rglob("*") if path.is_file()}
        said = command("report", "--data", council.folder, "--outputs", earlier, *ONE, *more)
        assert {path: path.read_bytes() for path in before} == before
        text = (earlier / "analyst" / "failed" / "2026-10" / "run.log").read_text(encoding="utf-8")
        assert SECRET not in text and str(earlier) not in text
        return said, [json.loads(line) for line in text.splitlines()]

    return run


def of_sections(lines):
    return {line["section"]: line["outcome"] for line in lines if line["stage"] == "section"}


def test_a_failed_section_s_log_says_what_was_done_and_where_it_stopped(fails, log):
    fails("50_placements", SectionFailed("50_placements (analyst): cell 3 stopped with KeyError."))
    said, lines = log()
    assert said.code == 3
    assert of_sections(lines) == {"00_summary": "done", "50_placements": "failed"}
    assert {line["outcome"] for line in lines if line["stage"] in FIGURES} <= {"done"}
    last = lines[-1]
    assert (last["stage"], last["outcome"], last["exit_code"], last["rows"]) == ("run", "failed", 3, None)
    assert last["reason"].startswith("50_placements (analyst): cell 3 stopped with KeyError.")
    assert last["seconds"] >= sum(line["seconds"] for line in lines if line["stage"] == "section")
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", line["start"]) for line in lines if line["outcome"] != "kept")


def test_the_log_of_a_refused_publication_says_that_all_else_was_done(fails, log):
    fails("publish", MachineError("Can't put the report in its place: the disk is full."))
    said, lines = log()
    assert said.code == 4
    assert of_sections(lines) == dict.fromkeys(SECTIONS, "done")
    assert [(line["stage"], line["outcome"]) for line in lines[-3:]] == [
        ("export", "done"),
        ("publish", "failed"),
        ("run", "failed"),
    ]


def test_a_run_that_is_interrupted_is_said_to_have_been_ended(fails, log):
    fails("50_placements", KeyboardInterrupt())
    said, lines = log()
    assert said.code == 4 and said.err.rstrip().endswith("the same command goes on.")
    assert (lines[-1]["outcome"], lines[-1]["exit_code"]) == ("ended", 4)


def test_a_fault_of_the_workbook_itself_is_named_by_its_lines_and_tells_no_cell(fails, log):
    fails("50_placements", KeyError(SECRET))
    said, lines = log()
    assert said.code == 3
    assert re.search(r"A fault of the workbook itself: KeyError at cli\.py:\d+ > .*publish/execute\.py:\d+", said.err)
    assert lines[-1]["reason"].rpartition(" > ")[2] in said.err


def test_the_run_that_makes_the_report_takes_the_log_away(fails, log, council, command, earlier):
    fails("publish", MachineError("x"))
    log()
    fails("nowhere", None)
    assert command("report", "--data", council.folder, "--outputs", earlier, *ONE).code == 0
    assert list((earlier / "analyst" / "failed").iterdir()) == []


def test_verbose_says_of_each_stage_how_long_it_took_and_of_how_many_rows(fails, council, command, earlier):
    fails("nowhere", None)
    arguments = ("report", "--data", council.folder, "--outputs", earlier, *ONE)
    first, again = command(*arguments, "--no-cache", "--verbose"), command(*arguments)
    told = [line for line in first.err.splitlines() if not re.match(r"\d of 4  ", line)]
    patterns = [rf"{name}: \d+\.\d seconds, \d[\d,]* rows?" for name in FIGURES] + [
        r"export: \d+\.\d seconds",
        r"publish: \d+\.\d seconds",
    ]
    assert len(told) == len(patterns)
    assert all(re.fullmatch(pattern, line) for pattern, line in zip(patterns, told, strict=True)), told
    names = sorted(line.partition("  ")[2].partition(":")[0] for line in again.err.splitlines())
    assert names == [f"{name} (analyst)" for name in SECTIONS]


def test_verbose_says_what_was_kept_and_which_stage_failed(fails, council, command, earlier):
    fails("nowhere", None)
    arguments = ("report", "--data", council.folder, "--outputs", earlier, *ONE)
    assert command(*arguments).code == 0
    fails("publish", MachineError("x"))
    said = command(*arguments, "--verbose").err
    sections = [f"{at} of 4  {name} (analyst): kept" for at, name in enumerate(SECTIONS, 1)]
    kept = ["load: kept", "check: kept", "results: kept", "gate: kept", *sections]
    assert [line for line in said.splitlines() if line.endswith(": kept")] == kept
    assert re.search(r"(?m)^publish: failed after \d+\.\d seconds$", said)
