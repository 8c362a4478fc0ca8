"""Writing a starter into a data folder; nothing that is there is overwritten. Source: contract, "Commands"."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.council_file import FILE as COUNCIL_FILE
from helpers.errors import MachineError, UsageError
from helpers.load.folder import look_at_all
from helpers.starter.texts import council_file, header_of, readme
from helpers.starter.words_of_inputs import OWN_FILES
from helpers.terms.tables import TABLES, TRUE_ZERO_FILES

TEMPLATES = "templates"
README = "README.md"
# Figures of earlier months are either there or not: a header alone would say that none were reported.
NOT_YET = ("earlier_outturns",)


@dataclass(frozen=True)
class Made:
    """What a starter wrote, and what was there already, by the names from the folder on."""

    written: tuple[str, ...]
    there: tuple[str, ...]

    @property
    def in_words(self) -> list[str]:
        """What was written and what was there already, a line a file, and what to do next."""
        return [
            *(f"{name}: written" for name in self.written),
            *(f"{name}: there already, left as it is" for name in self.there),
            "Next: write the council's name and the day of the extract in council.toml, then: workbook check --data DIR",
        ]


def make_starter(folder: Path) -> Made:
    """Write a starter into a folder, which is made where it is not there; files that are there stay as they are.

    Files whose header alone would be read as "nothing happened" are written as templates, under names that are not read.
    Raises UsageError where it is no folder, MachineError where it can't be written.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder.name} is a file, not a folder.")
    written, there = [], []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        given = look_at_all(folder).tables
        names = {path.name.lower() for path in folder.iterdir()}
        for name, text in _files():
            if name.lower() in names or name.removesuffix(".csv") in given or (folder / name).exists():
                there.append(name)
                continue
            (folder / name).parent.mkdir(exist_ok=True)
            with (folder / name).open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            written.append(name)
    except OSError as error:
        raise MachineError(f"The starter can't be written: {error.strerror or 'the file system refused'}.") from None
    return Made(tuple(written), tuple(there))


def _files() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file of a starter."""
    yield COUNCIL_FILE, council_file()
    yield README, readme()
    side_files = [name for name, terms in TABLES.items() if not terms.is_standard]
    own_files = [name.removesuffix(".csv") for name in OWN_FILES]
    for name in (*side_files, *own_files):
        is_template = name in TRUE_ZERO_FILES or name in NOT_YET
        yield f"{TEMPLATES}/{name}_template.csv" if is_template else f"{name}.csv", header_of(name)
