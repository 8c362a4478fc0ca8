"""What is wrong with the files that hold the council's own words and judgements. No figure is counted for it."""

from collections.abc import Sequence

from helpers.compare.bands import read_targets
from helpers.compare.breaks import read_breaks
from helpers.compare.judged import PUBLISHED_FILE
from helpers.compare.published import hold_published, read_published
from helpers.council import Council
from helpers.errors import DataError
from helpers.history import EARLIER_FILE, read_history
from helpers.indicators import INDICATORS
from helpers.load.folder import Folder
from helpers.load.spellings import SPELLINGS
from helpers.load.text_tables import read_text_table
from helpers.months import ReportingMonth
from helpers.protect.editions import EDITIONS
from helpers.words import names_in_extract, read_own_words, rows_with_numbers, warnings_on_names


def problems_of_own_files(folder: Folder, council: Council, month: ReportingMonth) -> list[str]:
    """Return what is wrong in the council's own files, and what to look at again in its words, a sentence each.

    No sentence holds a name or a text.
    """
    entries = tuple(INDICATORS.values())
    places = {*council.areas, *(name for names in council.areas.values() for name in names)}
    targets = read_targets(folder.path, entries, council.bands.words, places)
    words = read_own_words(folder.path, entries, tuple(EDITIONS))
    said = [*targets.problems, *read_breaks(folder.path, entries).problems, *words.problems]
    if words.comments or words.questions:
        said += warnings_on_names(words, names_in_extract(folder.path))
        said += [_say_numbers(file, rows) for file, rows in rows_with_numbers(words, month).items()]
    if read_history(None, folder.path, month).damaged:
        said.append(f"{EARLIER_FILE} can't be read, or lacks a column; nothing of it is used. docs/inputs.md lists its columns.")
    if number := _unfilled_lines(folder):
        lines = "1 line is" if number == 1 else f"{number:,} lines are"
        said.append(f"{SPELLINGS.name}.csv: {lines} still to be filled: the code is empty.")
    return said


def faults_of_own_files(folder: Folder) -> list[DataError]:
    """Return what stops a run in the council's own files: published figures that can't be read."""
    path = folder.path / PUBLISHED_FILE
    if not path.is_file():
        return []
    try:
        hold_published(read_published(path))
    except DataError as fault:
        return [fault]
    return []


def _say_numbers(file: str, rows: Sequence[int]) -> str:
    """Say that words hold numbers: whether figures beside them are hidden is known once the report is made."""
    named = ", ".join(map(str, rows[:-1])) + (" and " if len(rows) > 1 else "") + str(rows[-1])
    which = f"row {named} holds a number" if len(rows) == 1 else f"rows {named} hold numbers"
    return f"{file}: {which}; if the Board's edition hides the figures that they are about, make sure that they tell none."


def _unfilled_lines(folder: Folder) -> int:
    """Return how many lines of `code_spellings.csv` have a wording, and no code yet."""
    if folder.spellings is None:
        return 0
    try:
        frame = read_text_table(folder.spellings, SPELLINGS).frame
    except DataError:
        return 0
    if not set(SPELLINGS.columns) <= set(frame.columns):
        return 0
    return int(((frame["code"] == "") & (frame["wording"] != "")).sum())
