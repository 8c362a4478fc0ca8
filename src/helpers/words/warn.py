"""What to look at again in the council's own words before they are shown: names, and numbers beside hidden figures."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from helpers.compare.bands import say_fault
from helpers.errors import DataError
from helpers.load.text_tables import read_text_table
from helpers.months import ReportingMonth
from helpers.protect.editions import ANALYST
from helpers.terms.tables import ColumnKind, TableTerms
from helpers.words.choose import questions_for
from helpers.words.read import COMMENTARY_FILE, QUESTIONS_FILE, Comment, OwnWords, Question, Voice

# The loader drops these columns; for this check alone they are read, and kept nowhere.
_PERSON_NAMES = TableTerms(name="ssd_person", columns=dict.fromkeys(("pers_forename", "pers_surname"), ColumnKind.TEXT))
_FILE_KINDS = (".csv", ".parquet")
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
    files = folder.iterdir() if folder.is_dir() else ()
    paths = [path for path in files if path.stem.lower() == _PERSON_NAMES.name and path.suffix.lower() in _FILE_KINDS]
    found: set[str] = set()
    for path in paths:
        try:
            frame = read_text_table(path, _PERSON_NAMES).frame
        except DataError:  # the loader says so
            continue
        for column in frame.columns:
            found |= set(frame[column].unique())
    return frozenset(name for name in found if name and "_" not in name)


def warnings_on_words(words: OwnWords, names: Collection[str], hidden_codes: Collection[str], month: ReportingMonth) -> list[str]:
    """What may name a child or give a hidden figure away, a sentence a row and kind, which tells the words' places only.

    Names are looked for in all rows; numbers, in digits or as words from one to twenty, in what an edition with hidden
    figures of that code may show for the month. A word is a name only where it is written with a capital letter.
    """
    listed = _words_of_names(names)
    comments = {each.row: each for each in words.comments if each.month == month and each.edition != ANALYST.key}
    questions = {each.row: each for code in hidden_codes for each in questions_for(words, code, month.last_day) if code}
    found = []
    for comment in words.comments:
        found += _on_names(COMMENTARY_FILE, comment, listed)
        if comment.code in hidden_codes and comment.row in comments:
            found += _on_numbers(COMMENTARY_FILE, comment)
    for question in words.questions:
        found += _on_names(QUESTIONS_FILE, question, listed)
        if question.row in questions:
            found += _on_numbers(QUESTIONS_FILE, questions[question.row])
    return found


def _on_names(file: str, said: Comment | Question, listed: Collection[str]) -> Iterator[str]:
    if places := _places(_named_cells(said), lambda word: _is_capital(word) and word.casefold() in listed):
        yield say_fault(file, said.row, f"holds what is also a name in ssd_person ({places}); make sure that it names no child")


def _on_numbers(file: str, said: Comment | Question) -> Iterator[str]:
    if places := _places(_told_cells(said), _is_number):
        why = f"figures of {said.code} are hidden; make sure that it tells none of them"
        yield say_fault(file, said.row, f"holds a number ({places}), and {why}")


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
