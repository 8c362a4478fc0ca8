"""Executed notebooks as they are kept for analysts."""

import copy
import re
from pathlib import PurePath

import nbformat
from nbformat import NotebookNode

from helpers.publish.marks import INJECTED_TAG, tags
from helpers.publish.private import Private


def for_analysts(notebook: NotebookNode, private: Private) -> bytes:
    """An executed notebook without papermill's notes, warnings and this machine's paths; the same run, the same bytes."""
    kept = copy.deepcopy(notebook)
    kept.metadata.pop("papermill", None)
    for number, cell in enumerate(kept.cells, 1):
        cell["id"] = f"cell-{number}"
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        if INJECTED_TAG in tags(cell):
            cell.source = re.sub(r'(?m)^data = "(.*)"$', _folder_name, cell.source)
    return (private.without_paths(nbformat.writes(kept)).rstrip("\n") + "\n").encode("utf-8")


def _folder_name(line: re.Match[str]) -> str:
    path = line[1]
    return f'data = "{PurePath(path).name}"' if PurePath(path).is_absolute() else line[0]
