"""What tests share: a small made-up council."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.cache.store import VARIABLE as CACHE_VARIABLE
from helpers.clone import HISTORIES_VARIABLE
from helpers.demo import make_demo
from report.browsing import CHROMIUM, leave_out


@pytest.fixture(scope="session", autouse=True)
def own_history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of histories of the tests' own, so that no run of theirs is taken for a month that was reported."""
    folder = tmp_path_factory.mktemp("history")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(HISTORIES_VARIABLE, str(folder))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder of the tests' own, so that none of them is helped or spoilt by what another run kept."""
    folder = tmp_path_factory.getbasetemp() / "cache"
    if "PYTEST_XDIST_WORKER" in os.environ:
        # One for all processes of a run: what one has counted, another takes, as two commands of an analyst would.
        folder = tmp_path_factory.getbasetemp().parent / "cache"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(CACHE_VARIABLE, str(folder))
        yield folder


@pytest.fixture(scope="session")
def small_council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extract of a made-up council with 80 children in care; not to be written to."""
    folder = tmp_path_factory.mktemp("council") / "extract"
    make_demo(folder, "2026-10", children_in_care=80, seed=7)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a process: Playwright starts no second one while the first is there."""
    if CHROMIUM is None:
        leave_out("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
