"""The report of a small made-up council, made once by the command itself."""

import shutil
from pathlib import Path

import pytest

from helpers.cli import main

CANARIES = {
    "ssd_person.csv": ("pers_forename", "pers_surname", "pers_upn"),
    "ssd_address.csv": ("addr_address_json",),
}


@pytest.fixture(scope="session")
def extract(small_council: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small council's extract in a folder whose name has a space."""
    folder = tmp_path_factory.mktemp("a council") / "the extract"
    shutil.copytree(small_council, folder)
    return folder


@pytest.fixture(scope="session")
def published(extract: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs folder after `workbook report` for that council's month."""
    outputs = tmp_path_factory.mktemp("published") / "outputs"
    assert main(["report", "--data", str(extract), "--outputs", str(outputs), "--month", "2026-10"]) == 0
    return outputs
