"""What a section's notebook says of itself in its outputs: which page it makes, and that it reached its end."""

from collections.abc import Iterator, Mapping
from typing import Any

from nbformat import NotebookNode

from helpers.display import END_MARK, PAGE_MARK
from helpers.errors import DefinitionError

INJECTED_TAG = "injected-parameters"
ERROR_MARKER_TAG = "papermill-error-cell-tag"
SHOWN = ("display_data", "execute_result")
PAGE_FIELDS: dict[str, type] = {
    "title": str,
    "section": str,
    "council": str,
    "month": str,
    "month_words": str,
    "edition": str,
    "edition_words": str,
    "restricted": bool,
    "navigation": list,
    "draft": bool,
}


def tags(cell: NotebookNode) -> list[str]:
    """A cell's tags, none where it has no such field."""
    return cell.get("metadata", {}).get("tags", [])


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The code cells that hold code, in order; an empty one is never run."""
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def shown_outputs(cell: NotebookNode) -> Iterator[NotebookNode]:
    """What a cell displayed or returned; not what it printed or warned of."""
    return (output for output in cell.get("outputs", []) if output.output_type in SHOWN)


def page_metadata(notebook: NotebookNode) -> dict[str, Any]:
    """What a notebook's first helper call says of its page.

    Raises DefinitionError where there isn't exactly one such output, or a field of it is missing or of another kind.
    """
    found = [
        output.data[PAGE_MARK] for cell in code_cells(notebook) for output in shown_outputs(cell) if PAGE_MARK in output.data
    ]
    if len(found) != 1:
        raise DefinitionError(f"The notebook must open its section once; it does so {len(found)} times.")
    page = found[0]
    wrong = [name for name, kind in PAGE_FIELDS.items() if not isinstance(page, Mapping) or type(page.get(name)) is not kind]
    if wrong:
        raise DefinitionError(f"The notebook's page does not say its {', '.join(wrong)}.")
    return page


def end_mark(notebook: NotebookNode) -> str | None:
    """The section whose end the last code cell marks; nothing where it marks none."""
    cells = code_cells(notebook)
    marks = [output.data[END_MARK] for output in shown_outputs(cells[-1]) if END_MARK in output.data] if cells else []
    return marks[0].get("section") if len(marks) == 1 and isinstance(marks[0], Mapping) else None
