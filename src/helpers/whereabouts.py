"""Where the notebook that runs here is kept: children's records may not come into a file that git could take in."""

import os
import sys
from pathlib import Path

from helpers.clone import OWN_COPIES, REFERENCE, ROOT
from helpers.errors import UsageError

# Folders that git ignores, but for the reference tables; the same as in .gitignore, which a test compares.
IGNORED = (OWN_COPIES, ROOT / "data", ROOT / "outputs", ROOT / ".cache")
MADE_UP = ROOT / "data" / "demo"
# How Jupyter's server and VS Code tell a kernel whose it is. Papermill and the monthly run don't.
OF_JUPYTER, OF_CODE = "JPY_SESSION_NAME", "__vsc_ipynb_file__"


def is_for_git(path: Path) -> bool:
    """Return whether a file lies in the clone, at a place that git does not ignore."""
    return _is_in(path, ROOT) and (_is_in(path, REFERENCE) or not any(_is_in(path, folder) for folder in IGNORED))


def _is_in(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def open_notebook() -> Path | None:
    """Return the file of the notebook that an analyst has open and this process runs; nothing if there is none."""
    main = vars(sys.modules["__main__"]) if "ipykernel" in sys.modules else {}
    name = main.get(OF_CODE) or (os.environ.get(OF_JUPYTER) if main else None)
    return Path(str(name)) if str(name).endswith(".ipynb") else None


def refuse_for_git(data: Path) -> None:
    """Raise UsageError if the open notebook is one that git could take in, and the data are not the made-up council's."""
    notebook = open_notebook()
    if notebook is not None and is_for_git(notebook) and data.resolve() != MADE_UP.resolve():
        raise UsageError(
            f"{notebook.name} is in a folder of the workbook that git keeps, and would be saved with the records of real "
            "children.\nOpen your working copy instead: workbook lab"
        )
