"""Whose a history folder is: a council's name and code, in a file of its own. Source: contract, "Output"."""

import json
from pathlib import Path

from helpers.errors import DataError
from helpers.export import write_durably

FILE = "council.json"


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


def write_owner(folder: Path, name: str, code: str) -> None:
    """Write whose a history folder is. Raises MachineError where it can't be written."""
    content = json.dumps({"name": name, "code": code}, ensure_ascii=False, indent=1) + "\n"
    path = folder / FILE
    if not path.is_file() or path.read_bytes() != content.encode():
        write_durably(path, content.encode())


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
