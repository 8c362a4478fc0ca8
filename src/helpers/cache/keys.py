"""What something was made from, as one hash: files, code, and the versions of the libraries that the code rests on.

It imports nothing but Python's own library, so that a command can tell within moments that nothing has changed.
"""

import hashlib
import json
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from helpers.clone import REFERENCE
from helpers.snapshot import file_hash

CODE = Path(__file__).resolve().parents[1]
# Where, in a history folder, the register of what was published lies.
PUBLISHED = "published"
RELEASES = "releases.jsonl"
LIBRARIES = (
    "holidays", "ipykernel", "ipython", "jinja2", "markupsafe", "matplotlib", "mistune", "nbclient", "nbconvert", "nbformat",
    "numpy", "pandas", "papermill", "pyarrow", "pydantic", "scipy", "seaborn",
)  # fmt: skip


def key_of(*parts: object) -> str:
    """One hash of texts, numbers, lists and mappings of them; their order counts, that of a mapping's keys doesn't."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=True, default=str).encode()).hexdigest()


def register_keys(folder: Path, edition: str = "", without: str = "") -> dict[str, str]:
    """The hash of each file of the register of what was published, of one edition or all, without a month's, by its name;
    and of the tables that releases were made from.

    Raises OSError.
    """
    found = sorted((folder / PUBLISHED).glob(f"{edition or '*'}-*.csv"))
    keys = {path.name: file_hash(path) for path in found if not (without and f"-{without}." in path.name)}
    return keys | {RELEASES: key_of(_tables_of_releases(folder, without))}


def _tables_of_releases(folder: Path, without: str) -> list[tuple[object, ...]]:
    """The tables that each release was made from, but for those of a month; none where the register can't be read."""
    try:
        lines = [json.loads(line) for line in (folder / RELEASES).read_bytes().splitlines()]
        return [(line["month"], line["tables"], line["without"]) for line in lines if line["month"] != without]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return []


def newest_in_register(folder: Path, edition: str, month: str) -> str:
    """The name of the file of a month's latest publication in the register; empty where it was never published."""
    names = [path.name for path in (folder / PUBLISHED).glob(f"{edition}-{month}.*.csv")]
    return max(names, key=lambda name: int(name.split(".")[1]), default="")


@cache
def code_key() -> str:
    """One hash of the workbook's code and reference tables, of Python and of the libraries that figures and pages rest on.

    It is taken once a process: what runs is what was imported then. Raises OSError where a file can't be read.
    """
    found = sorted(path for folder in (CODE, REFERENCE) for path in folder.rglob("*") if path.is_file())
    files = [(path.name, path.parent.name, file_hash(path)) for path in found if "__pycache__" not in path.parts]
    return key_of(sys.version, sys.platform, {name: _version(name) for name in LIBRARIES}, files)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
