"""Whether what a report is made from was written to while it was made: it never shows figures of before beside those of after."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from helpers.cache.keys import INPUT_KINDS
from helpers.errors import DataError

Written = Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Inputs:
    """A folder of tables and settings, and when each of its files was written to last; of a history, those before a month."""

    folder: Path
    before: str
    written: Written

    @classmethod
    def seen(cls, folder: Path, before: str = "") -> "Inputs":
        """The folder as it is now."""
        return cls(folder, before, _written(folder, before))

    def changed(self) -> list[str]:
        """The names of the files that were written to, added or taken away since; even where they hold the same again."""
        now = _written(self.folder, self.before)
        return sorted(name for name in {*now, *self.written} if now.get(name) != self.written.get(name))


def refuse_changed(names: list[str]) -> None:
    """Raises DataError naming the files of the input that were written to while the report was made."""
    if names:
        raise DataError(
            f"Changed during the run: {', '.join(names)}.\nRun again when the extract is whole. The earlier report is as it was."
        )


def _written(folder: Path, before: str) -> Written:
    found = {}
    with suppress(OSError):
        for path in folder.iterdir():
            if path.suffix.lower() in INPUT_KINDS and (not before or path.stem < before):
                with suppress(OSError):
                    status = path.stat()
                    found[path.name] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found
