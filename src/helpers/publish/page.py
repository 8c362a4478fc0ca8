"""An executed notebook to the page a reader gets. Also what `jupyter nbconvert --to workbook` calls."""

import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.exporters.html import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from traitlets import Bool, Instance, default

from helpers.errors import SectionFailed
from helpers.publish.marks import end_mark, page_metadata, shown_outputs
from helpers.publish.private import Private, private_of
from helpers.publish.scan import faults_in_page

TEMPLATE = Path(__file__).parent / "template"


class PageExporter(HTMLExporter):
    """Makes a report page: prose and what helpers displayed; no code, no prints, no warnings, nothing from outside.

    `resources["page"]` holds what the notebook says of its page. The template is the folder beside this module.
    Raises DefinitionError where the notebook opens no section, SectionFailed where it failed or the page fails a check.
    """

    export_from_notebook = "Workbook page"
    exclude_anchor_links = Bool(True).tag(config=True)
    exclude_input = Bool(True).tag(config=True)
    exclude_input_prompt = Bool(True).tag(config=True)
    exclude_output_prompt = Bool(True).tag(config=True)
    exclude_raw = Bool(True).tag(config=True)
    exclude_unknown = Bool(True).tag(config=True)
    private = Instance(Private, help="What of this machine may not stand in a page.")

    @default("private")
    def _private_default(self) -> Private:
        return private_of([Path.cwd()])

    @default("template_name")
    def _template_name_default(self) -> str:
        return TEMPLATE.name

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(TEMPLATE.parent)]

    @pass_context
    def markdown2html(self, context: Context, source: str) -> str:
        """Markdown as prose: HTML written into it is shown as text, headings get no link marks."""
        renderer = IPythonRenderer(escape=True, allow_harmful_protocols=False, exclude_anchor_links=True)
        return MarkdownWithMath(renderer=renderer).render(source)

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of an executed notebook, and the resources it was made with."""
        page = page_metadata(nb)
        refuse_failed(nb, page["section"])
        resources = dict(resources or {}) | {"page": copy.deepcopy(page)}
        html, resources = super().from_notebook_node(for_readers(nb), resources, **kw)
        faults = faults_in_page(html, self.private)
        if faults:
            raise SectionFailed(f"The page of {page['section']} is not released: it has {', '.join(faults)}.")
        return html, resources


def refuse_failed(notebook: NotebookNode, section: str) -> None:
    """Raises SectionFailed where a notebook holds an error, or its last code cell does not mark the section's end."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    if any(output.output_type == "error" for output in outputs):
        raise SectionFailed(f"The notebook of {section} holds an error, so makes no page.")
    if end_mark(notebook) != section:
        raise SectionFailed(f"The notebook of {section} did not reach its end, so makes no page.")


def for_readers(notebook: NotebookNode) -> NotebookNode:
    """A notebook with only what a reader may see: prose, and the HTML that cells displayed; the same for every run.

    Code, prints, warnings, other kinds of output, attachments and all metadata are left out, cells are named anew.
    """
    cells = []
    for cell in notebook.cells:
        name = f"cell-{len(cells) + 1}"
        if cell.cell_type == "markdown":
            cells.append(new_markdown_cell(cell.source, id=name))
        elif cell.cell_type == "code" and (outputs := _html_outputs(cell)):
            cells.append(new_code_cell("", id=name, outputs=outputs))
    return new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})


def _html_outputs(cell: NotebookNode) -> list[NotebookNode]:
    texts = [output.data["text/html"] for output in shown_outputs(cell) if "text/html" in output.data]
    return [new_output("display_data", {"text/html": "".join(text)}) for text in texts]


def page_of(notebook: NotebookNode, private: Private) -> bytes:
    """The page of an executed notebook, as it is written: UTF-8, each line ended by a line feed. Raises as PageExporter."""
    html, _ = _exporter(private, TEMPLATE).from_notebook_node(notebook)
    return html.replace("\r\n", "\n").encode("utf-8")


@lru_cache(maxsize=1)
def _exporter(private: Private, template: Path) -> PageExporter:
    """One exporter for all pages of a run: its template is read once."""
    return PageExporter(private=private, template_name=template.name, extra_template_basedirs=[str(template.parent)])
