"""Whose a history folder is: a council's name and code, in a file of its own; and its key. Source: contract, "Output"."""

import json
import secrets
from pathlib import Path

from helpers.errors import DataError
from helpers.export import write_durably

FILE = "council.json"
KEY_FILE = "key"
KEY_BYTES = 32


def refuse_another_councils(folder: Path, name: str, code: str) -> None:
    """Raise DataError where a history folder is another council's, or its file can't be read. One without a file is nobody's.

    Councils are told apart by their codes; where either has none, by their names.
    """
    owner = _read(folder)
    if owner is None:
        return
    is_same = owner["code"] == code if owner["code"] and code else _plain(owner["name"]) == _plain(name)
    if not is_same:
        raise DataError(
            f"The history folder is that of {_say(owner['name'], owner['code'])}, and this extract is of {_say(name, code)}.\n"
            "Name this council's own history folder with --history, or as history in council.toml; or mend name and code there."
        )


def read_key(folder: Path) -> bytes:
    """Return the key with which a council's run records hash what they were made from; a new one where there is none yet."""
    path = folder / KEY_FILE
    return path.read_bytes() if path.is_file() else secrets.token_bytes(KEY_BYTES)


def write_owner(folder: Path, name: str, code: str, key: bytes) -> None:
    """Write whose a history folder is, and its key. Raises MachineError where they can't be written."""
    content = json.dumps({"name": name, "code": code}, ensure_ascii=False, indent=1) + "\n"
    for path, wanted in ((folder / FILE, content.encode()), (folder / KEY_FILE, key)):
        if not path.is_file() or path.read_bytes() != wanted:
            write_durably(path, wanted)


def _read(folder: Path) -> dict[str, str] | None:
    path = folder / FILE
    if not path.exists():
        return None
    try:
        owner = json.loads(path.read_bytes())
        return {"name": str(owner["name"]), "code": str(owner["code"])}
    except (OSError, ValueError, KeyError, TypeError):
        raise DataError(
            f"{FILE} of the history folder, which says whose it is, can't be read.\nPut it back from a copy, or delete it if you "
            "are certain that the folder is this council's: the next report writes it anew."
        ) from None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _say(name: str, code: str) -> str:
    return f"{name} ({code})" if code else name
