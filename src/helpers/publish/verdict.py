"""Whether a notebook ran to its end, and why not: in one line without a value, a row or a traceback."""

import re

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from helpers.errors import WorkbookError
from helpers.publish.marks import ERROR_MARKER_TAG, INJECTED_TAG, code_cells, end_mark, tags
from helpers.publish.private import Private

LONGEST_MESSAGE = 500
CLASS_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,60}")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def known_errors() -> set[str]:
    """The names of the errors whose text is ours, so holds nothing of a child."""
    found: set[str] = set()
    waiting: list[type] = [WorkbookError]
    while waiting:
        kind = waiting.pop()
        found.add(kind.__name__)
        waiting.extend(kind.__subclasses__())
    return found


def without_markers(notebook: NotebookNode) -> NotebookNode:
    """The same notebook without the banner that papermill puts above a failed cell."""
    notebook.cells = [cell for cell in notebook.cells if ERROR_MARKER_TAG not in tags(cell)]
    return notebook


def cell_number(notebook: NotebookNode, cell: NotebookNode) -> int:
    """A cell's place as the notebook's writer counts: from 1, without the cell that papermill puts in."""
    own = [other for other in notebook.cells if INJECTED_TAG not in tags(other)]
    return next((number for number, other in enumerate(own, 1) if other is cell), 1)


def error_line(output: NotebookNode, private: Private) -> str:
    """An error output in one line: its class, and its text only if it is one of ours."""
    kind = output.get("ename", "")
    if kind not in known_errors():
        return f"stopped with {kind}" if CLASS_NAME.fullmatch(kind) else "stopped with an error"
    text = " ".join(COLOURS.sub("", output.get("evalue", "")).split())
    return f"{kind}: {private.without_paths(text)[:LONGEST_MESSAGE]}"


def reason_unfinished(notebook: NotebookNode, section: str, private: Private) -> str | None:
    """Why a notebook counts as failed although its run came back; nothing if it ran to its end.

    Every code cell must have run and completed without an error output, and the last must mark the section's end:
    papermill alone takes `sys.exit(0)`, an error that a tag allows, and cells never reached for success.
    """
    for cell in code_cells(notebook):
        errors = [output for output in cell.outputs if output.output_type == "error"]
        if errors:
            return f"cell {cell_number(notebook, cell)} {error_line(errors[0], private)}"
        status = cell.metadata.get("papermill", {}).get("status")
        if status != "completed" or cell.execution_count is None:
            return f"cell {cell_number(notebook, cell)} was not run to its end"
    if end_mark(notebook) != section:
        return "the last cell does not mark the section's end"
    return None


def reason_raised(error: BaseException, notebook: NotebookNode | None, private: Private) -> str:
    """Why a notebook's run raised, from the error's class and the notebook as far as it came."""
    where = _last_started(notebook)
    match error:
        case PapermillExecutionError() | CellExecutionError():
            return f"{where}stopped with an error"
        case CellTimeoutError():
            return f"{where}took longer than a cell may"
        case DeadKernelError():
            return f"{where}lost its kernel: it ran out of memory, or was ended"
        case WorkbookError():
            return private.without_paths(" ".join(str(error).split()))[:LONGEST_MESSAGE]
    return f"{where}could not be run ({type(error).__name__})"


def was_started(notebook: NotebookNode | None) -> bool:
    """True where a run reached at least one cell."""
    return notebook is not None and any(_started(cell) for cell in notebook.cells)


def _started(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("papermill", {}).get("start_time"))


def _last_started(notebook: NotebookNode | None) -> str:
    reached = [cell for cell in code_cells(notebook) if _started(cell)] if notebook is not None else []
    return f"cell {cell_number(notebook, reached[-1])} " if reached and notebook is not None else ""
