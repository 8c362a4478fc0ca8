"""What the tests of the published figures share: the figures of a month once, and its pages without a kernel."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.clone import NOTEBOOKS
from helpers.indicators import INDICATORS
from helpers.pages import PAGES
from helpers.protect.editions import BOARD
from helpers.section import section
from helpers.section.figures import Figures, make_figures


def figures_of(folder: Path) -> Figures:
    """The figures of a whole report, as the board edition shows them."""
    return make_figures(str(folder), "", BOARD, tuple(INDICATORS.values()), whole=True)


def pages_of(figures: Figures) -> dict[str, str]:
    """Each page by its file's name: headings and outputs of its notebook, whose cells are run here, without a kernel."""

    def made(data: str, month: str, edition: object, entries: tuple, *_: object, **__: object) -> Figures:
        return replace(figures, entries=entries)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(section, "make_figures", made)
        return {page.file: page_of(page.notebook, figures) for page in PAGES}


def page_of(notebook: str, figures: Figures) -> str:
    cells = json.loads((NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    names = {"month": str(figures.month), "data": "", "edition": "board", "area": ""}
    parts = []
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            parts += [f"<h2>{words}</h2>" for words in re.findall(r"^## (.+)$", source, flags=re.MULTILINE)]
        elif "parameters" not in cell["metadata"].get("tags", ()):
            parts.append(_output(source, names))
    return "\n".join(parts)


def _output(source: str, names: dict[str, object]) -> str:
    """What the last line of a cell shows."""
    *before, last = source.strip().split("\n")
    exec("\n".join(before), names)  # a notebook's own cells
    shown = eval(last, names)
    return shown._repr_mimebundle_()["text/html"]


@pytest.fixture(scope="session")
def figures(small_council: Path) -> Figures:
    return figures_of(small_council)


@pytest.fixture(scope="session")
def pages(figures: Figures) -> dict[str, str]:
    return pages_of(figures)
