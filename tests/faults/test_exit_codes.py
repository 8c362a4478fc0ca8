"""What a command ends with where its output or its settings are of a kind that nobody expects. Typed from the contract."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.export import as_text_cell
from helpers.publish.private import private_of

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such devices")


def start(*words: str | Path, **streams: object) -> subprocess.Popen:
    program = "import sys; from helpers.cli import main; sys.exit(main())"
    return subprocess.Popen([sys.executable, "-c", program, *map(str, words)], **streams)


@needs_posix
def test_output_that_nobody_reads_any_more_is_the_machines_fault_and_nothing_is_said(small_council):
    check = start("check", "--data", small_council, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    check.stdout.close()
    said = check.stderr.read().decode()
    assert check.wait() == 4
    assert said == ""


@needs_posix
def test_output_that_finds_no_room_is_the_machines_fault(small_council):
    with Path("/dev/full").open("wb") as full:
        check = start("check", "--data", small_council, stdout=full, stderr=subprocess.PIPE)
        said = check.stderr.read().decode()
    assert check.wait() == 4
    assert said.startswith("The machine refused: No space left on device")
    assert "Traceback" not in said and "Exception ignored" not in said


@needs_posix
@pytest.mark.parametrize("output", ["/dev/full", "closed"])
def test_a_report_that_was_published_ends_well_though_nobody_is_told_where_it_is(small_council, tmp_path, output):
    words = ("report", "--data", small_council, "--outputs", tmp_path / "outputs", "--history", tmp_path / "history")
    words += ("--edition", "analyst")
    if output == "closed":
        report = start(*words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        report.stdout.close()
    else:
        report = start(*words, stdout=Path(output).open("wb"), stderr=subprocess.PIPE)  # noqa: SIM115 (the command's own)
    said = report.stderr.read().decode()
    assert (report.wait(), "Exception ignored" in said) == (0, False)
    assert (tmp_path / "outputs" / "analyst" / "2026-10" / "index.html").is_file()


@pytest.mark.parametrize(
    "settings",
    ["a = " + "[" * 5000 + "]" * 5000, "[disclosure]\nhide_counts_up_to = " + "9" * 5000, "# " + "x" * 1_000_001],
    ids=["deep", "huge number", "huge file"],
)
def test_settings_that_are_deep_or_huge_stop_the_run_in_plain_words(council, command, settings):
    (council.folder / "council.toml").write_text(f'name = "Exampleshire"\n{settings}\n', encoding="utf-8")
    said = command("results", "--data", council.folder, "--to", council.folder.parent / "r.csv")
    assert said.code == 1
    assert said.err.startswith("council.toml")


def test_more_months_than_any_extract_holds_is_wrong_use(council, command):
    said = command("results", "--data", council.folder, "--months", "30000", "--to", council.folder.parent / "r.csv")
    assert said.code == 2


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_a_text_that_opens_like_a_formula_is_a_text_in_full_width_too(sign):
    assert as_text_cell(f"{sign}1+1") == f"'{sign}1+1"


def test_a_clone_in_a_folder_of_one_word_is_not_seen_in_every_page():
    private = private_of([Path("/main")])
    assert not private.paths_in("<body><main>text</main></body>")
    assert private.paths_in("read from /main/data")
