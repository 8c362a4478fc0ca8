"""What to look at again in the council's own words before they are shown: names, and numbers, which may tell hidden figures."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path

from helpers.compare.bands import say_fault
from helpers.errors import DataError
from helpers.load.folder import look_at_all
from helpers.load.text_tables import read_text_table
from helpers.months import ReportingMonth
from helpers.protect.editions import ANALYST
from helpers.terms.tables import ColumnKind, TableTerms
from helpers.words.choose import questions_for
from helpers.words.read import COMMENTARY_FILE, QUESTIONS_FILE, Comment, OwnWords, Question, Voice

# The loader drops these columns; for this check alone they are read, and kept nowhere.
_PERSON_NAMES = TableTerms(name="ssd_person", columns=dict.fromkeys(("pers_forename", "pers_surname"), ColumnKind.TEXT))
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_NAME = 3
_NUMBER_WORDS = frozenset((
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
))  # fmt: skip


def names_in_extract(folder: Path) -> frozenset[str]:
    """The forenames and surnames of an extract's `ssd_person`, as written; none where it, or a column of it, can't be read.

    A stand-in of the standard for a column that is not filled, such as SSD_PH, is no name.
    """
    file = look_at_all(folder).tables.get(_PERSON_NAMES.name) if folder.is_dir() else None
    if file is None:
        return frozenset()
    found: set[str] = set()
    with suppress(DataError):  # the loader says so
        frame = read_text_table(file.path, _PERSON_NAMES, file.headings).frame
        for column in frame.columns:
            found |= set(frame[column].unique())
    return frozenset(name for name in found if name and "_" not in name)


def warnings_on_names(words: OwnWords, names: Collection[str]) -> list[str]:
    """Return what may name a child, in all rows, a sentence a row, which tells the words' places only.

    A word is a name only where it is written with a capital letter.
    """
    listed = _words_of_names(names)
    said = [(COMMENTARY_FILE, each) for each in words.comments] + [(QUESTIONS_FILE, each) for each in words.questions]
    return [warning for file, each in said for warning in _on_names(file, each, listed)]


def rows_with_numbers(words: OwnWords, month: ReportingMonth) -> dict[str, list[int]]:
    """Return the rows with a number that an edition which hides figures may show for a month, by file.

    Numbers are digits, and words from one to twenty. Whether the figures that they are about are hidden is not asked.
    """
    comments, questions = _told_in(words, month)
    found = {
        COMMENTARY_FILE: [row for row, each in comments.items() if _places(_told_cells(each), _is_number)],
        QUESTIONS_FILE: [row for row, each in questions.items() if _places(_told_cells(each), _is_number)],
    }
    return {file: sorted(rows) for file, rows in found.items() if rows}


def _told_in(words: OwnWords, month: ReportingMonth) -> tuple[dict[int, Comment], dict[int, Question]]:
    """What an edition that hides figures may show of indicators in a month, by row."""
    comments = {each.row: each for each in words.comments if each.month == month and each.edition != ANALYST.key}
    codes = {each.code for each in words.questions if each.code}
    questions = {each.row: each for code in codes for each in questions_for(words, code, month.last_day)}
    return comments, questions


def _on_names(file: str, said: Comment | Question, listed: Collection[str]) -> Iterator[str]:
    if places := _places(_named_cells(said), lambda word: _is_capital(word) and word.casefold() in listed):
        yield say_fault(file, said.row, f"holds what is also a name in ssd_person ({places}); make sure that it names no child")


def _told_cells(said: Comment | Question) -> dict[str, str]:
    return {"text": said.text} | ({"answer": said.answer} if isinstance(said, Question) else {})


def _named_cells(said: Comment | Question) -> dict[str, str]:
    """The cells in which a child may be named: of those who say it, not staff and councillors, who may share a child's name."""
    if isinstance(said, Question):
        return {"asked_by": said.asked_by} | _told_cells(said)
    return ({"author": said.author} if said.voice is Voice.YOUNG_PEOPLE else {}) | _told_cells(said)


def _places(cells: dict[str, str], is_found: Callable[[str], bool]) -> str:
    """Where words are found, without them: `text, words 3 and 12`; words are counted as blanks part them."""
    said = []
    for column, text in cells.items():
        spaced = enumerate(_plain(text).split(), start=1)
        at = [str(place) for place, piece in spaced if any(is_found(word) for word in _WORD.findall(piece))]
        if at:
            said.append(f"{column}, {'word' if len(at) == 1 else 'words'} {' and '.join(at)}")
    return "; ".join(said)


def _words_of_names(names: Collection[str]) -> frozenset[str]:
    words = (word for name in names for word in _WORD.findall(_plain(name)))
    return frozenset(word.casefold() for word in words if sum(map(str.isalpha, word)) >= _SHORTEST_NAME)


def _plain(text: str) -> str:
    """A text without the accents of its letters, however they are encoded."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _is_capital(word: str) -> bool:
    """Whether a word is written as a name is; in scripts without capital letters any is."""
    return not word[0].islower()


def _is_number(word: str) -> bool:
    return word.casefold() in _NUMBER_WORDS or any(sign.isnumeric() for sign in word)
