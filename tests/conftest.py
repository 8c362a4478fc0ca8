"""What tests share: a small made-up council."""

from pathlib import Path

import pytest

from helpers.demo import make_demo


@pytest.fixture(scope="session")
def small_council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extract of a made-up council with 80 children in care; not to be written to."""
    folder = tmp_path_factory.mktemp("council") / "extract"
    make_demo(folder, "2026-10", children_in_care=80, seed=7)
    return folder
