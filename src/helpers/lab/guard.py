"""What a plain `jupyter lab` of this environment keeps to: a notebook that git tracks is saved without its outputs.

A file of settings that is installed with the workbook loads it as an extension of Jupyter's server.
"""

from pathlib import Path
from typing import Any

from helpers.whereabouts import is_for_git


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Hook into the saving of files, and have kernels encrypted or not started, as in the monthly run."""
    server.contents_manager.register_pre_save_hook(drop_outputs)
    server.kernel_manager.transport_encryption = "required"


def drop_outputs(model: dict[str, Any], path: str, contents_manager: Any, **others: Any) -> None:
    """Take the outputs out of a notebook before it is saved, if its place is one whose files git may take in."""
    if model.get("type") != "notebook" or not isinstance(model.get("content"), dict):
        return
    place = Path(contents_manager.root_dir, *path.strip("/").split("/"))
    if is_for_git(place):
        strip_outputs(model["content"])
        contents_manager.log.warning(
            "%s is part of the workbook, so its outputs are not saved. `workbook lab` opens a copy that keeps them.", place.name
        )


def strip_outputs(notebook: dict[str, object]) -> None:
    """Take outputs, execution counts and the state of widgets out of a notebook, given as JSON holds it."""
    cells, metadata = notebook.get("cells"), notebook.get("metadata")
    for cell in cells if isinstance(cells, list) else ():
        if cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None
            cell.get("metadata", {}).pop("execution", None)
    if isinstance(metadata, dict):
        metadata.pop("widgets", None)
