"""The tables of an extract and their columns, each spelled once.

The columns are those of the Standard Safeguarding Dataset; the side files' are those of the workbook's definitions.
A line that starts a table gives its row key, the dates that a row starts and ends with, and the key through which an
empty person is found. `dropped` columns (names, free text, what no indicator reads) never pass the door; their text is
only used there, to tell exact repeats of a row. After a column's kind come the range of a number, `whole` where it has no
decimals, or the words that it may hold; and `unasked`, where it is checked, and a row's key perhaps, but no figure reads it.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from helpers.terms.side_files import SIDE_FILES
from helpers.terms.standard import STANDARD

PERSON = "person_id"
UNASKED = "unasked"


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
    SEARCHED = "searched"
    ONE_OF = "one_of"
    YES_NO = "yes_no"
    YES_NO_NA = "yes_no_na"
    NUMBER = "number"
    ACADEMIC_YEAR = "academic_year"
    TEXT = "text"
    DROPPED = "dropped"


DATE_KINDS = (ColumnKind.DATE, ColumnKind.TIME, ColumnKind.BIRTH_DATE, ColumnKind.WORK_DATE, ColumnKind.MONTH)


@dataclass(frozen=True)
class Range:
    """The numbers that a column may hold, both ends included; whole ones alone where it says so."""

    lowest: float
    highest: float
    is_whole: bool = False


@dataclass(frozen=True, kw_only=True)
class TableTerms:
    """A table of the standard, or a side file: its columns with their kinds, and what its rows are known by.

    `ranges` gives the range of each column of numbers that has one, `choices` the words that a column may hold, `asked` the
    columns that a figure reads.
    """

    name: str
    columns: dict[str, ColumnKind]
    ranges: dict[str, Range] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
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

# What a figure notes where it is there, and does without else. Source: definitions, "Values".
OPTIONAL_TABLES = frozenset({"ssd_department"})
OPTIONAL_COLUMNS = frozenset(
    {
        "cppl_cp_plan_ola",
        "cine_referral_nfa",
        "pers_death_date",
        "pers_expected_dob",
        "clae_entered_care_date",
        "clah_health_check_status",
        "clea_care_leaver_accom_suitable",
        "returned_at",
        "fte",
        "agency",
    }
)

# The dates by which it is told how recent each event table is. Source: definitions, "Shape and freshness".
EVENT_DATES = {
    "ssd_contacts": ("cont_contact_date",),
    "ssd_cin_episodes": ("cine_referral_date", "cine_close_date"),
    "ssd_cin_assessments": ("cina_assessment_start_date", "cina_assessment_auth_date"),
    "ssd_cin_plans": ("cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
    "ssd_cp_plans": ("cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
    "ssd_cp_visits": ("cppv_cp_visit_date",),
    "ssd_cp_reviews": ("cppr_cp_review_date",),
    "ssd_cla_episodes": ("clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
    "ssd_legal_status": ("lega_legal_status_start_date", "lega_legal_status_end_date"),
    "ssd_cla_placement": ("clap_cla_placement_start_date", "clap_cla_placement_end_date"),
    "ssd_cla_reviews": ("clar_cla_review_date",),
    "ssd_cla_visits": ("clav_cla_visit_date",),
    "ssd_cla_health": ("clah_health_check_date",),
    "ssd_missing": ("miss_missing_episode_start_date", "miss_missing_episode_end_date"),
    "ssd_care_leavers": ("clea_care_leaver_latest_contact",),
    "ssd_involvements": ("invo_involvement_start_date", "invo_involvement_end_date"),
}
# The council's own judgements and words, from which nothing is counted.
COUNCIL_FILES = (
    "targets.csv",
    "commentary.csv",
    "questions.csv",
    "breaks.csv",
    "earlier_outturns.csv",
    "published.csv",
    "code_spellings.csv",
    "columns.csv",
)


def _read_terms(text: str) -> dict[str, TableTerms]:
    tables: list[TableTerms] = []
    for line in text.strip().splitlines():
        name, *words = line.split()
        if line.startswith(" "):
            _add_column(tables[-1], name, *words)
        else:
            tables.append(TableTerms(name=name, columns={}, **dict(word.split("=") for word in words)))
    return {terms.name: terms for terms in tables}


def _add_column(terms: TableTerms, column: str, kind: str, *details: str) -> None:
    terms.columns[column] = ColumnKind(kind)
    if details[-1:] == (UNASKED,):
        details = details[:-1]
    elif terms.columns[column] is not ColumnKind.DROPPED:
        terms.asked.append(column)
    if terms.columns[column] is ColumnKind.ONE_OF:
        terms.choices[column] = details
    elif details:
        lowest, highest, *whole = details
        terms.ranges[column] = Range(float(lowest), float(highest), is_whole=bool(whole))


TABLES: dict[str, TableTerms] = _read_terms(STANDARD) | _read_terms(SIDE_FILES)
