"""Where the workbook's own files are: the notebooks, and the reference tables that come with it."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
# Analysts' working copies: git ignores them, and the report never reads them.
OWN_COPIES = NOTEBOOKS / "explore" / "own"
REFERENCE = ROOT / "data" / "reference"
HISTORY_VARIABLE = "WORKBOOK_HISTORY"


def history_folder(council_code: str) -> Path:
    """A council's history folder: that of the environment's WORKBOOK_HISTORY, else `data/history/<code>`."""
    given = os.environ.get(HISTORY_VARIABLE)
    return Path(given) if given else ROOT / "data" / "history" / (council_code or "council")
