"""The command `workbook`, and the guard of its package's name: `helpers` is what a file of a user's may be called, too.

Imports nothing of `helpers`: while a user's file hides it, none of the package could say so.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

NAME = "helpers"
OWN = Path(__file__).resolve().parent / NAME
WRONG_USE = 2


def main() -> int:
    """Run the command `workbook`; return its exit code, 2 where another file is imported in place of the workbook's package."""
    if hiding := find_hiding():
        print(say_hiding(hiding), file=sys.stderr)  # noqa: T201 (it is the command's only word)
        return WRONG_USE
    from helpers.cli import main as run

    return run()


def find_hiding(path: Sequence[str] | None = None) -> Path | None:
    """Return the file that `import helpers` finds on a path (Python's own by default) in place of the workbook's package.

    None where it finds the workbook's, or none at all. A folder `helpers` without `__init__.py` hides nothing.
    """
    found = PathFinder.find_spec(NAME, path)
    if found is None or found.origin is None or Path(found.origin).resolve().parent == OWN:
        return None
    return Path(found.origin)


def say_hiding(file: Path) -> str:
    """Return what is said of a file that hides the workbook's package: which it is, and what to do."""
    is_folder = file.stem == "__init__"
    what, name = ("folder", "my_helpers") if is_folder else ("file", f"my_helpers{file.suffix}")
    return (
        f"The {what} {file.parent if is_folder else file} has the name of the workbook's own package, {NAME}, and hides it.\n"
        f"Rename it, for example to {name}, or take its folder out of PYTHONPATH if it is there."
    )


class _Guard(MetaPathFinder):
    """Asked before all others for a module; finds none, and refuses another `helpers` than the workbook's."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return nothing, so that the next finder is asked. Raises ImportError for `helpers` where another file hides it."""
        if fullname == NAME and (hiding := find_hiding()):
            raise ImportError(say_hiding(hiding))
        return None


def guard_imports() -> None:
    """From now on refuse, in this process, to import another `helpers` than the workbook's."""
    if not any(isinstance(finder, _Guard) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Guard())
