"""The figures published beside the pages of a whole report, held against every page as it is published."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from downloads.held_against import FIXED_WORDS, Book, unexplained_in
from downloads.pages_read import Node, numbers_in, read_said, read_tree
from helpers.clone import NOTEBOOKS
from helpers.pages import FIGURES_FILE, PAGES

MONTH = "2026-10"


@pytest.fixture(scope="module")
def folder(published: Path) -> Path:
    return published / "board" / MONTH


@pytest.fixture(scope="module")
def book(folder: Path) -> Book:
    return Book(pd.read_csv(folder / FIGURES_FILE, dtype="str", keep_default_na=False), MONTH)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_no_published_page_holds_a_number_that_is_not_in_the_file_beside_it(folder: Path, book: Book, page) -> None:
    html = (folder / page.file).read_text(encoding="utf-8")
    said = list(read_said(html))
    assert any(numbers_in(one.text) for one in said)
    assert [str(found) for found in unexplained_in(said, book)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_prose_between_the_figures_holds_no_number_that_its_notebook_does_not(folder: Path, page) -> None:
    cells = json.loads((NOTEBOOKS / f"{page.notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    written = " ".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    tree = read_tree((folder / page.file).read_text(encoding="utf-8"))
    prose = re.sub("|".join(FIXED_WORDS), " ", " ".join(without_outputs(tree)))
    assert set(numbers_in(prose)) <= set(numbers_in(written))


def without_outputs(node: Node) -> list[str]:
    """The texts of a page outside what its cells show, the lists of links and the style."""
    if "workbook" in node.classes() or node.tag in ("style", "nav", "head"):
        return []
    return [text for part in node.parts for text in ([part] if isinstance(part, str) else without_outputs(part))]


def test_the_file_and_its_description_stand_beside_the_board_s_pages_alone(published: Path) -> None:
    names = sorted(path.name for path in (published / "board" / MONTH / "downloads").iterdir())
    assert names == ["figures.csv", "figures.csv-metadata.json"]
    assert not (published / "analyst" / MONTH / "downloads").exists()
    assert all(
        f'href="{FIGURES_FILE}"' in page.read_text(encoding="utf-8") for page in (published / "board" / MONTH).glob("*.html")
    )
    assert not any(FIGURES_FILE in page.read_text(encoding="utf-8") for page in (published / "analyst" / MONTH).glob("*.html"))
