"""A clone in a temporary folder whose notebooks are a few lines each, so that a run takes seconds."""

import json
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.display import END_MARK, PAGE_MARK

PARAMETERS = 'month = "2026-10"\ndata = "data"\nedition = "analyst"\narea = ""'
TEMPLATE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{{ resources.page.title }}</title></head><body>
<nav>{% for item in resources.page.navigation %}<a href="{{ item.href }}">{{ item.title }}</a>{% endfor %}</nav>
<main><h1>{{ resources.page.title }}</h1>
{% for cell in nb.cells %}{% if cell.cell_type == "markdown" %}{{ cell.source | markdown2html }}
{% else %}{% for output in cell.outputs %}{{ output.data["text/html"] }}
{% endfor %}{% endif %}{% endfor %}</main></body></html>
"""


@dataclass(frozen=True)
class Page:
    notebook: str
    key: str
    title: str


SUMMARY = Page("00_summary", "summary", "Summary")
PLACEMENTS = Page("50_placements", "placements", "Placements")
NAVIGATION = [{"href": "index.html", "title": "Summary", "current": False}]


def opening(page, navigation=()):
    """The cell that opens a section, as helpers.section does, without importing it."""
    said = {"title": page.title, "section": page.key, "council": "Exampleshire", "month_words": "October 2026",
            "edition_words": "An edition", "navigation": list(navigation), "draft": True}  # fmt: skip
    return (
        "from IPython.display import display\n"
        f"said = {said!r} | {{'month': month, 'edition': edition, 'restricted': edition == 'analyst'}}\n"
        f"display({{'text/html': '<p>Opened</p>', {PAGE_MARK!r}: said}}, raw=True)"
    )


def ending(page):
    return f"display({{'text/html': '<p>Sources</p>', {END_MARK!r}: {{'section': {page.key!r}}}}}, raw=True)"


def shown(html):
    return f"display({{'text/html': {html!r}}}, raw=True)"


def notebook_of(*cells, parameters=PARAMETERS, tags=()):
    """A notebook: text after `# ` is a markdown cell, all else a code cell; `tags` go to the third code cell."""
    made = [new_code_cell(parameters, metadata={"tags": ["parameters"]})] if parameters is not None else []
    made += [new_markdown_cell(cell[1:].strip()) if cell.startswith("#") else new_code_cell(cell) for cell in cells]
    if tags:
        made[2].metadata["tags"] = list(tags)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=made, metadata={"kernelspec": kernel})


@dataclass
class Clone:
    root: Path

    @property
    def data(self):
        return self.root / "data"

    @property
    def outputs(self):
        return self.root / "outputs"

    def write(self, page, *cells, **options):
        """Writes a notebook exactly as given."""
        path = self.root / "notebooks" / f"{page.notebook}.ipynb"
        nbformat.write(notebook_of(*cells, **options), path)
        return path

    def section(self, page, *cells, **options):
        """Writes a notebook that opens its section, runs some cells and marks its end."""
        return self.write(page, opening(page), *cells, ending(page), **options)

    def everything(self):
        """Every file below the outputs folder with its bytes, failed notebooks left out."""
        files = [path for path in self.outputs.rglob("*") if path.is_file()]
        contents = {path.relative_to(self.outputs).as_posix(): path.read_bytes() for path in files}
        return {name: content for name, content in contents.items() if not name.startswith("analyst/failed/")}

    def record(self):
        return json.loads((self.outputs / "runs" / "2026-10.json").read_bytes())


def make_clone(folder):
    clone = Clone(folder)
    (folder / "notebooks").mkdir(parents=True)
    clone.data.mkdir()
    (clone.data / "council.toml").write_text('name = "Exampleshire"\n', encoding="utf-8")
    (clone.data / "ssd_person.csv").write_text("pers_person_id\n1\n", encoding="utf-8")
    return clone
