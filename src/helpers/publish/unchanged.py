"""Whether a month's report stands: made from what is there now, by this code, and on the disk as it was published.

It imports nothing but Python's own library and the arithmetic of months, so that the answer comes within moments.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from helpers.cache.keys import PUBLISHED, code_key, key_of, newest_in_register, register_keys
from helpers.clone import NOTEBOOKS, history_folder
from helpers.months import month_of_extract
from helpers.publish.plain import code_of, is_plain
from helpers.snapshot import Snapshot, file_hash, history_files, input_files

MADE_FROM, HISTORY_WRITTEN, IN_REGISTER = "made_from", "history_sha256", "in_register"
SETTINGS = "council.toml"


def made_from(data: Path, month: str, editions: Sequence[str], history: Path) -> str:
    """One hash of all that a month's report is made from; empty where a notebook does more than call helpers, and so may
    read anything. Raises OSError and ValueError where something can't be read.
    """
    notebooks = {path.name: file_hash(path) for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    if not all(is_plain(code_of(NOTEBOOKS / name)) for name in notebooks):
        return ""
    read = Snapshot.of(lambda: input_files(data)).hashes, Snapshot.of(lambda: history_files(history, month)).hashes
    release = register_keys(history, without=month), notebooks, month, list(editions)
    return key_of(code_key(), read, release, data.resolve().as_posix())


def standing_report(data: Path, month: str, outputs: Path, editions: Sequence[str]) -> str:
    """The month whose report stands as it was published, made from what is there now; empty where a run is needed.

    Any doubt calls for a run: it raises nothing.
    """
    try:
        settings = tomllib.loads((data / SETTINGS).read_bytes().decode("utf-8-sig"))
        history = history_folder(data, *(str(settings.get(key, "")) for key in ("name", "code", "history")))
        month = month or _month_of(settings["extract_date"])
        record = json.loads((outputs / "runs" / f"{month}.json").read_bytes())
        key = made_from(data, month, editions, history)
        is_same = bool(key) and record[MADE_FROM] == key and record["editions"] == list(editions)
        is_kept = record[HISTORY_WRITTEN] == file_hash(history / f"{month}.csv")
        is_kept &= all(_is_noted(history, edition, month, name) for edition, name in record[IN_REGISTER].items())
        return month if is_same and is_kept and _is_whole(outputs, month, editions, record["outputs"]) else ""
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""


def _is_noted(history: Path, edition: str, month: str, name: str) -> bool:
    """Whether a month's publication is the latest of it in the register, and unchanged. Raises OSError and ValueError."""
    mark = name.split(".")[-2]
    return newest_in_register(history, edition, month) == name and file_hash(history / PUBLISHED / name).startswith(mark)


def _month_of(extract_date: object) -> str:
    """The month of an extract's date, written as a date or as its text. Raises ValueError for anything else."""
    if isinstance(extract_date, str):
        extract_date = date.fromisoformat(extract_date)
    if not isinstance(extract_date, date) or isinstance(extract_date, datetime):
        raise ValueError
    return str(month_of_extract(extract_date))


def _is_whole(outputs: Path, month: str, editions: Sequence[str], published: Mapping[str, str]) -> bool:
    """Whether the folders of a month's editions hold what was published and nothing else, and no run was interrupted."""
    found: dict[str, str] = {}
    for edition in editions:
        folder = outputs / edition / month
        if folder.is_symlink() or (outputs / edition).is_symlink():
            return False
        for path in folder.rglob("*"):
            if path.is_symlink():
                return False
            if path.is_file():
                found[path.relative_to(outputs).as_posix()] = file_hash(path)
    left = [*outputs.glob(f".{month}.*"), *outputs.glob(f"*/.{month}.*"), *outputs.glob(f"analyst/failed/{month}")]
    return bool(found) and found == published and not left
