"""Which notebooks are those released with this version of the workbook: a changed one runs, and the report says so."""

import csv
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from helpers.clone import NOTEBOOKS, REFERENCE
from helpers.errors import DefinitionError

RELEASED = REFERENCE / "notebooks.csv"


def notebook_hash(path: Path) -> str:
    """The SHA-256 of what a notebook says and runs; its outputs, ids and ends of lines don't count.

    Raises DefinitionError where it can't be read.
    """
    try:
        cells = [
            [cell["cell_type"], "\n".join("".join(cell["source"]).splitlines()), sorted(cell["metadata"].get("tags", []))]
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DefinitionError(f"{path.name} can't be read as a notebook ({type(error).__name__}).") from None
    return hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode("utf-8")).hexdigest()


def released_notebooks() -> dict[str, str]:
    """The hash of each notebook as released, by its name. Raises DefinitionError where the table can't be read."""
    try:
        with RELEASED.open(encoding="utf-8", newline="") as file:
            return {row["name"]: row["sha256"] for row in csv.DictReader(file)}
    except (OSError, ValueError, KeyError) as error:
        raise DefinitionError(f"{RELEASED.name} can't be read ({type(error).__name__}).") from None


def changed_notebooks(names: Iterable[str]) -> list[str]:
    """Which of the report's notebooks are not as released, or were not released at all; sorted. Raises DefinitionError."""
    released = released_notebooks()
    return sorted(name for name in names if released.get(name) != notebook_hash(NOTEBOOKS / f"{name}.ipynb"))


def released_table() -> bytes:
    """The table of released notebooks as the notebooks now are: one row a notebook, its name and its hash."""
    rows = [f"{path.stem},{notebook_hash(path)}\n" for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    return "".join(["name,sha256\n", *rows]).encode("utf-8")
