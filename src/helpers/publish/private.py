"""What a machine would give away in a released file: its paths, its user's name, its own name."""

import getpass
import json
import platform
import re
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

SHORTEST = 4
COMMON_NAMES = {
    "admin", "administrator", "analyst", "board", "build", "care", "children", "computer", "container", "council", "data",
    "debian", "desktop", "docker", "east", "guest", "home", "laptop", "linux", "local", "localhost", "main", "north",
    "office", "python", "report", "root", "runner", "server", "service", "shared", "social", "south", "system", "test",
    "ubuntu", "user", "users", "vscode", "west", "windows", "work", "workbook", "worker", "workstation",
}  # fmt: skip
# A page is long and seldom holds any of these, so they are looked for first, as they are.
PART_OF_HOME = ("/home", "/Users", "\\Users", "file:")
ANY_HOME = re.compile(r"(?:(?<![\w.])/(?:home|Users)/[\w.-]+|\b[A-Za-z]:\\{1,2}Users\\|\bfile://)")


@dataclass(frozen=True)
class Private:
    """Paths, and names of the user and the machine, that may not stand in what is released."""

    paths: tuple[str, ...]
    names: tuple[str, ...]

    def paths_in(self, text: str) -> bool:
        """True where a text holds a path of this machine, or the kind of path that home folders have."""
        is_home = any(part in text for part in PART_OF_HOME) and ANY_HOME.search(text)
        return bool(is_home) or any(path in text and _path_pattern(path).search(text) for path in self.paths)

    def names_in(self, text: str) -> bool:
        """True where a text holds the user's or the machine's name as a word of its own, in the same letters."""
        return any(name in text and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for name in self.names)

    def without_paths(self, text: str) -> str:
        """A text with each path of this machine cut down to its last part."""
        for path in (path for path in self.paths if path in text):
            last = PurePath(path.replace("\\", "/")).name
            text = last.join(_path_pattern(path).split(text))
        return text


def private_of(paths: Iterable[Path] = ()) -> Private:
    """What is private here: the paths given, this account's, Python's and temporary folders, the names of user and machine."""
    places = [*paths, Path.home(), Path(tempfile.gettempdir()), Path(sys.prefix), Path(sys.base_prefix)]
    texts = {form for place in places for form in _forms(place)}
    names = {_user(), platform.node(), platform.node().split(".")[0]}
    return Private(
        paths=tuple(sorted(texts, key=lambda text: (-len(text), text))),
        names=tuple(sorted(name for name in names if len(name) >= SHORTEST and name.lower() not in COMMON_NAMES)),
    )


def _user() -> str:
    """The account's name, empty where the machine does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _forms(place: Path) -> set[str]:
    """The ways in which an absolute path may be written; none for a path too short or too common to look for."""
    whole = {place.absolute(), place.resolve()}
    plain = {form for path in whole if len(path.parts) > 1 for form in (str(path), path.as_posix())}
    kept = {text for text in plain if len(text) >= SHORTEST and text not in {"/usr", "/opt", "/usr/local"}}
    return kept | {json.dumps(text)[1:-1] for text in kept}


def _path_pattern(path: str) -> re.Pattern[str]:
    # `</main>` is no path, though the clone may lie in /main.
    return re.compile(rf"(?<![\w.<-]){re.escape(path)}(?![\w-])")
