"""Where the workbook's own files are: the notebooks, and the reference tables that come with it."""

import os
import re
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
# Analysts' working copies: git ignores them, and the report never reads them.
OWN_COPIES = NOTEBOOKS / "explore" / "own"
REFERENCE = ROOT / "data" / "reference"
# One council's history folder, and the folder of all councils' histories.
HISTORY_VARIABLE = "WORKBOOK_HISTORY"
HISTORIES_VARIABLE = "WORKBOOK_HISTORIES"


def history_folder(data: Path, name: str, code: str = "", history: str = "") -> Path:
    """Return a council's history folder, whether it is there or not.

    That of the environment's WORKBOOK_HISTORY; else what `council.toml` calls `history`, from the data folder on; else the
    folder of its code among all histories, or of its name, in small letters and hyphens, where it has no code.
    """
    if given := os.environ.get(HISTORY_VARIABLE):
        return Path(given)
    if history:
        return Path(os.path.normpath(data / history))
    return Path(os.environ.get(HISTORIES_VARIABLE) or ROOT / "data" / "history") / (code or folder_name(name))


def folder_name(name: str) -> str:
    """Return a name as that of a folder: its letters a-z and digits, and hyphens between them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "council"
