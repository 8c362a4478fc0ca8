"""`commentary.csv` and `questions.csv`: read row by row, what is wrong said without a word of them. Source: contract, "Input"."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from helpers.compare.bands import say_fault
from helpers.errors import DataError
from helpers.indicator import Indicator
from helpers.load.dates import read_date, read_month
from helpers.load.text_tables import read_text_table
from helpers.months import ReportingMonth
from helpers.terms.tables import ColumnKind, TableTerms

COMMENTARY_FILE, QUESTIONS_FILE = "commentary.csv", "questions.csv"
COMMENTARY_COLUMNS = ("month", "code", "voice", "text", "edition", "author", "read_by")
QUESTIONS_COLUMNS = ("asked_on", "code", "text", "asked_by", "answer", "answered_on")
# Without the first so many of its columns a file can't be used; the others may be left out.
NUMBER_NEEDED = {COMMENTARY_FILE: 4, QUESTIONS_FILE: 3}
_YEARS = range(1990, 2201)
Row = TypeVar("Row")


class Voice(StrEnum):
    """Whose words they are."""

    SERVICE = "service"
    BOARD = "board"
    YOUNG_PEOPLE = "young_people"


@dataclass(frozen=True, kw_only=True)
class Comment:
    """A remark on an indicator's month. `edition` is empty where it is for all; nobody has read it where `read_by` is empty."""

    month: ReportingMonth
    code: str
    edition: str
    voice: Voice
    author: str
    text: str
    read_by: str
    row: int


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question on an indicator, on the whole report where `code` is empty; open while `answer` is empty.

    `asked_by` is a voice where it names one, else as written.
    """

    asked_on: date
    asked_by: str
    code: str
    text: str
    answer: str
    answered_on: date | None
    row: int


@dataclass(frozen=True)
class OwnWords:
    """The rows that can be used, in the order of their files, and what is wrong with the others, a sentence each."""

    comments: tuple[Comment, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[str, ...] = ()


def read_own_words(folder: Path, entries: Iterable[Indicator], edition_keys: Collection[str]) -> OwnWords:
    """The council's own words in an extract's folder; none where it has neither file.

    `entries` are all of the workbook's, whatever is reported. A row at fault is passed over and named in `problems` by its
    file and row, never by its words. It raises nothing for what the files hold.
    """
    reader = _Reader(tuple(entry.code for entry in entries), tuple(edition_keys))
    comments, wrong_comments = _read_file(folder / COMMENTARY_FILE, COMMENTARY_COLUMNS, reader.comment)
    questions, wrong_questions = _read_file(folder / QUESTIONS_FILE, QUESTIONS_COLUMNS, reader.question)
    doubts = [say_fault(QUESTIONS_FILE, each.row, doubt) for each in questions if (doubt := _doubt(each))]
    questions = [each if each.answer else replace(each, answered_on=None) for each in questions]
    return OwnWords(tuple(comments), tuple(questions), (*wrong_comments, *wrong_questions, *doubts))


def _read_file(path: Path, columns: tuple[str, ...], read: Callable[[dict[str, str], int], Row]) -> tuple[list[Row], list[str]]:
    if not path.is_file():
        return [], []
    try:
        text = read_text_table(path, TableTerms(name=path.stem, columns=dict.fromkeys(columns, ColumnKind.TEXT)))
    except DataError as error:
        return [], [" ".join(str(error).split())]
    missing = [name for name in columns[: NUMBER_NEEDED[path.name]] if name not in text.frame.columns]
    if missing:
        return [], [f"{path.name} has no column {missing[0]}, so nothing of it is shown."]
    rows: list[Row] = []
    problems = []
    frame = text.frame.reindex(columns=list(columns), fill_value="")
    for number, cells, is_repeat in zip(text.rows.tolist(), frame.to_dict("records"), text.repeats(), strict=True):
        if is_repeat:
            problems.append(say_fault(path.name, number, "is repeated exactly further down, and shown once"))
            continue
        try:
            rows.append(read(cells, number))
        except ValueError as fault:
            problems.append(say_fault(path.name, number, str(fault)))
    return rows, problems


@dataclass(frozen=True)
class _Reader:
    """Reads rows of texts; raises ValueError, with what is wrong in words and nothing of the row, where one can't be used."""

    codes: tuple[str, ...]
    editions: tuple[str, ...]

    def comment(self, cells: dict[str, str], number: int) -> Comment:
        """The comment in a row's cells, by column; `number` is the row's in its file. Raises ValueError as said above."""
        day = read_month(cells["month"])
        if day is None or day.year not in _YEARS:
            raise ValueError("month is written YYYY-MM, for example 2026-10")
        if not cells["code"]:
            raise ValueError("code is empty")
        if not cells["text"]:
            raise ValueError("text is empty")
        voice = _key(cells["voice"])
        if voice not in list(Voice):
            raise ValueError(_say_unknown("voice", voice, list(Voice)))
        edition = _key(cells["edition"])
        if edition and edition not in self.editions:
            raise ValueError(_say_unknown("edition", edition, self.editions))
        return Comment(
            month=ReportingMonth.of(day),
            code=self._code(cells["code"]),
            edition=edition,
            voice=Voice(voice),
            author=cells["author"],
            text=cells["text"],
            read_by=cells["read_by"],
            row=number,
        )

    def question(self, cells: dict[str, str], number: int) -> Question:
        """The question in a row's cells, by column; `number` is the row's in its file. Raises ValueError as said above."""
        asked_on = _day(cells, "asked_on")
        if not cells["text"]:
            raise ValueError("text is empty")
        answered_on = _day(cells, "answered_on") if cells["answered_on"] else None
        if answered_on and answered_on < asked_on:
            raise ValueError("is answered before it is asked")
        asked_by = _key(cells["asked_by"])
        return Question(
            asked_on=asked_on,
            asked_by=asked_by if asked_by in list(Voice) else cells["asked_by"],
            code=self._code(cells["code"]) if cells["code"] else "",
            text=cells["text"],
            answer=cells["answer"],
            answered_on=answered_on,
            row=number,
        )

    def _code(self, code: str) -> str:
        if code not in self.codes:
            near = get_close_matches(code.upper(), self.codes, n=1, cutoff=0.5)
            raise ValueError("there is no such indicator" + (f"; did you mean {near[0]}?" if near else ""))
        return code


def _doubt(question: Question) -> str:
    """What is odd about a question that is carried all the same; empty for nothing."""
    if question.answer and question.answered_on is None:
        return "has an answer, but answered_on is empty; it is shown every month until that is filled"
    if question.answered_on and not question.answer:
        return "answered_on is filled, but answer is empty; the question stays open"
    return ""


def _key(text: str) -> str:
    """Return a key as the files spell it: `Young people` is young_people."""
    return "_".join(text.lower().replace("-", " ").replace("_", " ").split())


def _say_unknown(column: str, word: str, known: Collection[str]) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0.7)
    return f"{column} is one of {', '.join(known)}" + (f"; did you mean {near[0]}?" if near else "")


def _day(cells: dict[str, str], column: str) -> date:
    day = read_date(cells[column])
    if day is None or day.year not in _YEARS:
        raise ValueError(f"{column} holds no date; dates are written 2026-10-31 or 31/10/2026")
    return day.date()
