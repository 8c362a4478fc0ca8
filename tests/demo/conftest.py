from pathlib import Path

import pytest

from helpers.demo import make_demo


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo council with 200 children looked after at the end of October 2026."""
    folder = tmp_path_factory.mktemp("demo") / "council"
    make_demo(folder, children_in_care=200)
    return folder


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo council of the size of a county, for shares that need many children."""
    folder = tmp_path_factory.mktemp("demo") / "county"
    make_demo(folder)
    return folder


@pytest.fixture(scope="session")
def faulty_council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The council of 200, with the faults of real extracts."""
    folder = tmp_path_factory.mktemp("demo") / "faulty"
    make_demo(folder, children_in_care=200, faults=True)
    return folder
