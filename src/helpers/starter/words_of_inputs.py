"""What docs/inputs.md says of kinds of columns, of the council's own files and of `council.toml`, in words.

Which columns and keys there are comes from the code. A kind, column or key without words here stops `make docs`.
"""

from helpers.compare.bands import TARGETS_COLUMNS, TARGETS_FILE
from helpers.compare.breaks import BREAKS_COLUMNS, BREAKS_FILE
from helpers.history import EARLIER_COLUMNS, EARLIER_FILE
from helpers.load.folder import OWN_NAMES
from helpers.load.spellings import SPELLINGS
from helpers.terms.tables import ColumnKind
from helpers.words.read import COMMENTARY_COLUMNS, COMMENTARY_FILE, QUESTIONS_COLUMNS, QUESTIONS_FILE

# What a column of each kind holds, and an example where that of the made-up council would not be as clear.
KINDS: dict[ColumnKind, tuple[str, str]] = {
    ColumnKind.PERSON: ("who it is about; the same in every file", ""),
    ColumnKind.ID: ("identifier", ""),
    ColumnKind.DATE: ("date", "2026-10-31"),
    ColumnKind.TIME: ("date and time", "2026-10-31 14:05"),
    ColumnKind.BIRTH_DATE: ("date of birth", "2012-03-09"),
    ColumnKind.WORK_DATE: ("date", "2019-09-02"),
    ColumnKind.MONTH: ("month", "2026-10"),
    ColumnKind.CODE: ("[code](#codes)", ""),
    ColumnKind.ETHNICITY: ("[four-letter code](#codes)", ""),
    ColumnKind.SEARCHED: ("wording, searched for words", ""),
    ColumnKind.ONE_OF: ("one of a few words, in any case", ""),
    ColumnKind.YES_NO: ("`Y` or `N`", "Y"),
    ColumnKind.YES_NO_NA: ("`Y`, `N` or `NA`", "Y"),
    ColumnKind.ACADEMIC_YEAR: ("academic year", "2025/26"),
    ColumnKind.NUMBER: ("number", ""),
    ColumnKind.TEXT: ("text", ""),
}

# The council's own files: the columns that the code reads, and in words what the file is for and what each column holds.
OWN_FILES: dict[str, tuple[tuple[str, ...], str, dict[str, str]]] = {
    TARGETS_FILE: (
        tuple(TARGETS_COLUMNS),
        "Targets and bands. Without it no target and no band is shown.",
        {
            "code": "the indicator",
            "window": "`month`, `rolling_6`, `rolling_12` or `snapshot`: one of the indicator's windows",
            "financial_year": "from April to March",
            "target": "in the figure's unit: %, per 10,000, children ...",
            "group": "the group; empty or `all` for the whole",
            "band_1_from": "where the best band ends; may be empty",
            "band_2_from": "where the second band ends; may be empty",
            "band_3_from": "where the third band ends; may be empty",
            "agreed_by": "who agreed the target; may be empty",
            "agreed_on": "when; may be empty",
        },
    ),
    BREAKS_FILE: (
        tuple(BREAKS_COLUMNS),
        "Where the way of counting changed. Nothing is compared across a break. Without it every month is compared.",
        {
            "code": "the indicator",
            "month": "the first month after the break",
            "text": "what changed",
        },
    ),
    COMMENTARY_FILE: (
        tuple(COMMENTARY_COLUMNS),
        "Remarks on a month's figures. Without it there are none.",
        {
            "month": "the reporting month",
            "code": "the indicator",
            "voice": "`service`, `board` or `young_people`",
            "text": "the remark",
            "edition": "the edition that shows it; empty for all",
            "author": "who says it; may be empty",
            "read_by": "who has read it; empty: only analysts see it",
        },
    ),
    QUESTIONS_FILE: (
        tuple(QUESTIONS_COLUMNS),
        "Questions of the Board, of young people and of others; each is shown until it is answered. Without it there are none.",
        {
            "asked_on": "date",
            "code": "the indicator; empty for the whole report",
            "text": "the question",
            "asked_by": "`board`, `young_people` or others, as written",
            "answer": "empty while the question is open",
            "answered_on": "date; empty while the question is open",
        },
    ),
    EARLIER_FILE: (
        tuple(EARLIER_COLUMNS),
        "Figures reported before the workbook was used. Without it, earlier months lack what a case system keeps only for today.",
        {
            "code": "the indicator",
            "month": "the reporting month",
            "window": "`month`, `rolling_6`, `rolling_12` or `snapshot`",
            "breakdown": "`all`, or the name of a breakdown",
            "group": "`all`, or the group",
            "numerator": "number",
            "denominator": "number; empty for a count",
            "value": "number, unrounded",
            "numerator_children": "different children behind the numerator; the column may be missing",
            "denominator_children": "different children behind the denominator; the column may be missing",
            "remainder_children": "different children left over; the column may be missing",
            "source": "where the figure was reported; may be empty",
        },
    ),
    f"{SPELLINGS.name}.csv": (
        tuple(SPELLINGS.columns),
        "The case system's wordings for codes; `workbook check --spellings` lists them. Without it they count as not recorded.",
        {
            "field": "the column of the standard",
            "wording": "the text in the extract",
            "code": "the code that it means",
        },
    ),
    f"{OWN_NAMES.name}.csv": (
        tuple(OWN_NAMES.columns),
        "The case system's names for files and headings; `workbook check --columns` suggests lines. Without it none are known.",
        {
            "table": "the table of the standard, or the side file",
            "column": "its column; empty if the line is about the file alone",
            "file": "the file that holds the table, with its ending; may be empty",
            "header": "the heading of the column in that file; may be empty",
        },
    ),
}
# Examples of what the made-up council does not give.
EXAMPLES = {
    "columns.csv": {
        "table": "ssd_person",
        "column": "pers_dob",
        "file": "person_table.csv",
        "header": "date_of_birth",
    },
}

# Every key of council.toml.
KEYS = {
    "name": "the council's name; the one key that must be there",
    "code": "its code of nine characters, by which published figures are found; names the history folder",
    "region": "its region, as the department spells it",
    "history": "the history folder, from the data folder on (`../history`); by default `data/history/<code>` in the clone",
    "extract_date": "the day of the extract; the month of the report follows from it",
    "outputs.group": "a group of the machine that may read the analyst edition and the history; by default only the owner may",
    "settings.short_break_statuses": "legal statuses that are short breaks",
    "settings.spell_start_reasons": "episode start reasons that begin a placement spell",
    "settings.temporary_placement_types": "placement types that are not placements",
    "settings.rereferral_counts_nfa": "`false`: a referral closed without further action is no earlier referral",
    "settings.assessment_clock": 'what an assessment\'s working days run from: `"assessment"` or `"referral"`',
    "settings.cp_visit_working_days": "working days between child protection visits",
    "settings.health_cohort": 'whose health checks count: `"twelve_months"` in care, or `"all"`',
    "settings.home_address_types": "types of address that are a home",
    "settings.pep_months": "months for which a personal education plan is up to date",
    "areas": 'areas and the districts of each: `North = ["Alderwick", "Brackenholt"]`',
    "bands.words": "the words for the bands, best first",
    "disclosure.hide_counts_up_to": "the largest number of children that the board edition hides",
    "disclosure.smallest_denominator": "percentages, rates and averages out of fewer are hidden",
    "cover.licence": "the address of the licence of the published figures",
    "editions": "accepted, and not used by this version",
}
