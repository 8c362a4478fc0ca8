"""Executed notebooks as they are kept for analysts, and failed ones as they are kept for mending."""

import copy
import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePath

import nbformat
from nbformat import NotebookNode

from helpers.publish.execute import Job
from helpers.publish.marks import INJECTED_TAG, tags
from helpers.publish.private import Private

FAILED = "analyst/failed"


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


def keep_failed(outputs: Path, month: str, jobs: Sequence[Job]) -> list[str]:
    """Puts the notebooks of a failed run where only analysts look, in place of those of an earlier one.

    Returns their names in the outputs folder; none that could not be kept, since the failure itself matters more.
    """
    folder = outputs / FAILED / month
    forget_failed(outputs, month)
    kept = []
    with suppress(OSError):
        folder.mkdir(parents=True, mode=0o700)
        for job in jobs:
            if job.output.is_file():
                name = f"{job.name}.{job.edition}.ipynb"
                shutil.copyfile(job.output, folder / name)
                kept.append(f"{FAILED}/{month}/{name}")
    return kept


def forget_failed(outputs: Path, month: str) -> None:
    """Removes what a failed run of the month left for mending."""
    shutil.rmtree(outputs / FAILED / month, ignore_errors=True)
