"""The report of a small made-up council, made once by the command itself, and one browser to look at it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.cli import main
from report.browsing import MONTH, console_of


@pytest.fixture(scope="session")
def extract(small_council: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small council's extract in a folder whose name has a space, and a history of its own."""
    folder = tmp_path_factory.mktemp("a council") / "the extract"
    shutil.copytree(small_council, folder)
    settings = folder / "council.toml"
    settings.write_text('history = "../history"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def published(extract: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs folder after `workbook report` for that council's month."""
    outputs = tmp_path_factory.mktemp("published") / "outputs"
    assert main(["report", "--data", str(extract), "--outputs", str(outputs), "--month", "2026-10"]) == 0
    return outputs


@pytest.fixture
def open_page(browser: Any, published: Path) -> Iterator[Callable[..., Any]]:
    """Opens a page of an edition at a width; gives it with what it `asked` for and what went `wrong`."""
    contexts = []

    def opened(file: str, width: int = 1280, *, edition: str = "board", height: int = 900, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.wrong = [], console_of(page)
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto((published / edition / MONTH / file).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
