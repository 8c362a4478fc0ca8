"""Every notebook of the report: thin, without outputs, and showing every entry of its section in the entry's own words."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

from helpers.indicators import SECTIONS
from helpers.pages import NOTEBOOKS, PAGES

ROOT = Path(__file__).resolve().parents[1]
PARAMETERS = {"month": "2026-10", "data": "data/demo", "edition": "analyst", "area": ""}
LONGEST_CELL = 6
# What a section shows after its indicators.
OTHER_HEADINGS = {"visits_reviews_health": ["How often a child should be seen"]}


def notebook(name: str) -> nbformat.NotebookNode:
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)


def code_cells(name: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook(name).cells if cell.cell_type == "code"]


def headings(name: str) -> list[str]:
    prose = "\n".join(cell.source for cell in notebook(name).cells if cell.cell_type == "markdown")
    return re.findall(r"^## (.+)$", prose, flags=re.MULTILINE)


each_page = pytest.mark.parametrize("name", [page.notebook for page in PAGES])
each_section = pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)


def test_every_notebook_of_the_folder_is_a_page_and_every_page_has_one() -> None:
    assert {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")} == {page.notebook for page in PAGES}
    assert set(NOTEBOOKS) == {section.key for section in SECTIONS}


@each_page
def test_its_parameters_are_those_of_all_in_one_tagged_cell_of_plain_values(name: str) -> None:
    tagged = [cell for cell in code_cells(name) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    values = {node.targets[0].id: ast.literal_eval(node.value) for node in ast.parse(tagged[0].source).body}
    assert values == PARAMETERS


@each_page
def test_it_is_thin(name: str) -> None:
    for cell in code_cells(name):
        assert len(cell.source.splitlines()) <= LONGEST_CELL
        tree = ast.parse(cell.source)
        forbidden = ast.FunctionDef | ast.ClassDef | ast.For | ast.While | ast.comprehension | ast.Lambda | ast.Try
        assert not [node for node in ast.walk(tree) if isinstance(node, forbidden)]
        imported = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        assert all(isinstance(node, ast.ImportFrom) and node.module == "helpers.section" for node in imported)


@each_page
def test_it_has_no_outputs_and_opens_with_prose(name: str) -> None:
    assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(name))
    assert notebook(name).cells[0].cell_type == "markdown"
    assert code_cells(name)[-1].source == "section.close()"


@each_section
def test_its_headings_are_the_titles_of_its_entries_in_their_order(section) -> None:
    own = headings(NOTEBOOKS[section.key])
    assert own[: len(section.indicators)] == [entry.title for entry in section.indicators]
    assert own[len(section.indicators) :] == OTHER_HEADINGS.get(section.key, [])


@each_section
def test_it_shows_every_entry_of_its_section_below_its_heading(section) -> None:
    cells = [cell.source for cell in notebook(NOTEBOOKS[section.key]).cells]
    shown = [match[1] for source in cells for match in [re.fullmatch(r'section\.show\("([A-Z0-9_]+)"\)', source)] if match]
    assert shown == [entry.code for entry in section.indicators]


@each_page
def test_no_month_figure_or_place_is_typed_into_its_prose(name: str) -> None:
    prose = " ".join(cell.source for cell in notebook(name).cells if cell.cell_type == "markdown")
    assert not re.search(r"\b20[0-9]{2}\b", prose)
    assert not re.search(r"(?i)\b(lac|looked-after child(?:ren)?)\b", prose)
