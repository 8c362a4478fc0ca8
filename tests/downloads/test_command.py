"""Which files the command puts beside the pages of each edition."""

from pathlib import Path

import pytest

from helpers.cli import main
from helpers.clone import HISTORY_VARIABLE
from helpers.downloads import METADATA_FILE
from helpers.pages import FIGURES_FILE
from helpers.publish import run

BOARD = {FIGURES_FILE, METADATA_FILE, "release.json"}
ANALYST = {"results.csv", "findings.csv", "release.json", "history/releases.jsonl", "history/2026-10.csv"}


@pytest.fixture
def beside(small_council: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs the command without a kernel, and gives the names of the files that it hands over for each edition."""
    handed_over = {}

    def publish(*_: object, extras: dict[str, dict[str, bytes]], **__: object) -> list[Path]:
        handed_over.update({edition: set(files) for edition, files in extras.items()})
        return []

    def report(*words: str) -> dict[str, set[str]]:
        assert main(["report", "--data", str(small_council), "--outputs", str(tmp_path / "outputs"), *words]) == 0
        return handed_over

    monkeypatch.setenv(HISTORY_VARIABLE, str(tmp_path / "history"))
    monkeypatch.setattr(run, "publish_month", publish)
    return report


def test_the_board_s_pages_have_the_published_figures_and_the_analysts_all_of_them(beside) -> None:
    found = beside()
    (register,) = (name for name in found["analyst"] if name.startswith("history/published/board-2026-10.1."))
    assert found == {"board": BOARD, "analyst": ANALYST | {register}}


def test_an_edition_by_itself_has_its_own_files_alone(beside) -> None:
    assert beside("--edition", "board") == {"board": BOARD}


def test_a_preview_of_a_section_has_no_files_beside_it(beside) -> None:
    assert beside("--section", "placements") == {}
