"""The tables of an extract and their columns, each spelled once.

The columns are those of the Standard Safeguarding Dataset; the side files' are those of the workbook's definitions.
A line that starts a table gives its row key, the dates that a row starts and ends with, and the key through which an
empty person is found. `dropped` columns (names, free text, what no indicator reads) never pass the door; their text is
only used there, to tell exact repeats of a row.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from helpers.terms.side_files import SIDE_FILES
from helpers.terms.standard import STANDARD

PERSON = "person_id"


class ColumnKind(StrEnum):
    """How a column's text is read."""

    PERSON = "person"
    ID = "id"
    DATE = "date"
    TIME = "time"
    BIRTH_DATE = "birth_date"
    WORK_DATE = "work_date"
    MONTH = "month"
    CODE = "code"
    ETHNICITY = "ethnicity"
    IMMIGRATION = "immigration"
    YES_NO = "yes_no"
    NUMBER = "number"
    TEXT = "text"
    LOWER_TEXT = "lower_text"
    DROPPED = "dropped"


DATE_KINDS = (ColumnKind.DATE, ColumnKind.TIME, ColumnKind.BIRTH_DATE, ColumnKind.WORK_DATE, ColumnKind.MONTH)


@dataclass(frozen=True, kw_only=True)
class TableTerms:
    """A table of the standard, or a side file: its columns with their kinds, and what its rows are known by."""

    name: str
    columns: dict[str, ColumnKind]
    key: str | None = None
    start: str | None = None
    end: str | None = None
    person_through: str | None = None

    @cached_property
    def person(self) -> str | None:
        """The column that says whose row it is; none in a table that is not about persons."""
        return next((name for name, kind in self.columns.items() if kind is ColumnKind.PERSON), None)

    @cached_property
    def dates(self) -> list[str]:
        """The columns that hold dates."""
        return [name for name, kind in self.columns.items() if kind in DATE_KINDS]

    @property
    def is_standard(self) -> bool:
        """Whether it is a table of the standard; a side file else."""
        return self.name.startswith("ssd_")


# In these side files a header and no row is given on purpose: nothing of the kind happened.
TRUE_ZERO_FILES = frozenset(
    {
        "missing_interviews",
        "exploitation",
        "exclusions",
        "youth_justice",
        "visit_frequency",
        "cp_history",
        "cla_history",
    }
)


def _read_terms(text: str) -> dict[str, TableTerms]:
    tables: dict[str, TableTerms] = {}
    columns: dict[str, ColumnKind] = {}
    for line in text.strip().splitlines():
        words = line.split()
        if line.startswith(" "):
            columns[words[0]] = ColumnKind(words[1])
        else:
            columns = {}
            marks = dict(word.split("=") for word in words[1:])
            tables[words[0]] = TableTerms(name=words[0], columns=columns, **marks)
    return tables


TABLES: dict[str, TableTerms] = _read_terms(STANDARD) | _read_terms(SIDE_FILES)
