"""The words for each kind of finding: what is odd, and what to do about it."""

from dataclasses import dataclass

from helpers.load.care_data import Oddity
from helpers.terms.codes import ADDRESS_TYPE, HEALTH_CHECK_TYPE, IMMIGRATION_STATUS


@dataclass(frozen=True)
class Words:
    """What is odd about one row and about several, and what the workbook does with them, or the reader should do.

    `is_warning` says that a figure may be wrong or lacking because of it; else it is worth knowing alone. `whole` is the
    sentence where it is no matter of rows: with the finding's {file}, {table}, {column}, {rows} and {detail}.
    """

    singular: str
    plural: str
    advice: str
    is_warning: bool = True
    whole: str = ""


HOW_DATES_ARE_WRITTEN = "Dates are written 2026-10-31 or 31/10/2026."
HOW_TO_MAP = "Give their codes in code_spellings.csv; `workbook check --spellings FILE` lists them, ready to fill in."

WORDS = {
    Oddity.NOT_UTF8: Words(
        "is not written in UTF-8",
        "is not written in UTF-8",
        "Read as Windows-1252. Export it in UTF-8, so that no letter is lost.",
        is_warning=False,
        whole="{file} is not written in UTF-8.",
    ),
    Oddity.WORD_FOR_EMPTY: Words(
        "cell holds what a tool writes for an empty one (such as NULL)",
        "cells hold what a tool writes for an empty one (such as NULL)",
        "Read as empty. Nothing needs to be done.",
        is_warning=False,
    ),
    Oddity.EXACT_REPEAT: Words(
        "row is repeated exactly",
        "rows are repeated exactly",
        "Counted once. The export may join tables in a way that repeats rows; look at its query.",
        is_warning=False,
    ),
    Oddity.SAME_KEY: Words(
        "row has the key and the person of a later row, with other content",
        "rows have the key and the person of a later row, with other content",
        "The last row in the file is counted. Change the export so that it gives one row for each key: the newest.",
    ),
    Oddity.NO_PERSON: Words(
        "row names no person",
        "rows name no person",
        "Not counted. Look at how the export finds the person; if the case system has none either, enter it there.",
    ),
    Oddity.NO_WORKER: Words(
        "row names no worker",
        "rows name no worker",
        "Not counted. Give every row the number of its worker.",
    ),
    Oddity.END_UNREADABLE: Words(
        "row has an end date that can't be read",
        "rows have an end date that can't be read",
        f"Not counted, since it is not known whether they are still open. {HOW_DATES_ARE_WRITTEN} Correct the export.",
    ),
    Oddity.ENDS_BEFORE_START: Words(
        "row ends before it starts",
        "rows end before they start",
        "Not counted. Correct the dates in the case system and export again.",
    ),
    Oddity.DATE_UNREADABLE: Words(
        "cell is not a date that can be read",
        "cells are not dates that can be read",
        f"Read as empty. {HOW_DATES_ARE_WRITTEN} Correct the export.",
    ),
    Oddity.STAND_IN_DATE: Words(
        "date stands for an empty cell (such as 1900-01-01 or 9999-12-31)",
        "dates stand for empty cells (such as 1900-01-01 or 9999-12-31)",
        "Read as empty. Nothing needs to be done, unless one of them was meant as a date.",
        is_warning=False,
    ),
    Oddity.MONTH_UNREADABLE: Words(
        "cell is not a month that can be read",
        "cells are not months that can be read",
        "These rows are passed over. Months are written 2026-10.",
    ),
    Oddity.YEAR_UNREADABLE: Words(
        "cell names no academic year",
        "cells name no academic year",
        "These rows are passed over. Academic years are written 2025/26.",
    ),
    Oddity.NUMBER_UNREADABLE: Words(
        "cell is not a number that can be read",
        "cells are not numbers that can be read",
        "Read as empty. Numbers are written in digits, without commas between them and without signs such as %.",
    ),
    Oddity.NUMBER_OUT_OF_RANGE: Words(
        "number can't be right",
        "numbers can't be right",
        "Read as empty. Correct them where they are kept, and export again.",
    ),
    Oddity.CODE_NOT_KNOWN: Words(
        "cell holds a wording for which no code is known",
        "cells hold a wording for which no code is known",
        f"Counted as not recorded. {HOW_TO_MAP}",
    ),
    Oddity.NONE_RECOGNISED: Words(
        "row, but nothing in this column is recognised",
        "rows, but nothing in this column is recognised",
        f"What needs it has no figure. {HOW_TO_MAP}",
        whole="{file}, column {column}: {detail} is recognised in {rows}.",
    ),
    Oddity.SPELLING_NOT_KNOWN: Words(
        "row names a column or a code that is not known",
        "rows name a column or a code that is not known",
        "Passed over. `field` is a column of codes of the standard, `code` one of its codes; docs/inputs.md lists them.",
    ),
    Oddity.YES_NO_UNREADABLE: Words(
        "cell is neither yes nor no",
        "cells are neither yes nor no",
        "Read as empty. Export Y or N.",
    ),
    Oddity.CELL_OF_ANOTHER_ROW: Words(
        "person is given twice, and the cell comes from another row than the last",
        "persons are given twice, and the cell comes from another row than the last",
        "The last cell that can be read is used. Change the export so that it gives one row for each person.",
        is_warning=False,
    ),
    Oddity.CELLS_DIFFER: Words(
        "person is given twice, with cells that differ",
        "persons are given twice, with cells that differ",
        "The last one is used. Change the export so that it gives one row for each person; if the case system holds "
        "two records of a child, join them there.",
    ),
    Oddity.FILLED_BY_ONE_OF_SEVERAL: Words(
        "row without a person names something that rows of several persons name",
        "rows without a person name something that rows of several persons name",
        "The person of the last of those rows is used. Change the export so that it gives the person with every row.",
    ),
    Oddity.NAMED_BY_ANOTHER_PERSON: Words(
        "row names by its id something that only another person's row has",
        "rows name by their id something that only another person's row has",
        "Used all the same. Look at how the export gives ids to these rows.",
    ),
    Oddity.PERSON_NOT_LISTED: Words(
        "row is about a person who is not in ssd_person",
        "rows are about persons who are not in ssd_person",
        "Counted, with age, sex and so on not recorded. Export these persons too.",
    ),
    Oddity.ESTIMATED_BIRTH_DATE: Words(
        "person has only an expected or estimated birth date, now past",
        "persons have only an expected or estimated birth date, now past",
        "Used as the birth date. Record the true one in the case system where it is known.",
        is_warning=False,
    ),
    Oddity.STALE: Words(
        "table holds nothing recent",
        "tables hold nothing recent",
        "Counted as it is. Was it exported again with the others?",
        whole="{file}: the newest date is {detail}, more than 31 days before the end of the month.",
    ),
    Oddity.FILE_PASSED_OVER: Words(
        "file is not read",
        "files are not read",
        "Rename it to the table's own name, move it, or name it in columns.csv, if it is the table.",
        whole="{detail} is not read.",
    ),
    Oddity.TABLE_MISSING: Words(
        "table is not there",
        "tables are not there",
        "What needs it has no figure; what only takes it into account is counted without it.",
        whole="There is no {table}.csv.",
    ),
    Oddity.COLUMN_MISSING: Words(
        "column is not there",
        "columns are not there",
        "What needs it has no figure; what only takes it into account is counted without it. If it has another name in this "
        "file, give that name in columns.csv; "
        "`workbook check --columns FILE` suggests names.",
        whole="{file} has no column {column}.",
    ),
}
# Where a kind of finding is about a file of the council's own, it is said in other words.
OF_OWN_FILES = {
    "columns": Words(
        "row names a table, a column or a file that is not there",
        "rows name a table, a column or a file that is not there",
        "Passed over. `table` and `column` are names of the standard (docs/inputs.md), `file` a file of this folder as it is "
        "called, with its ending.",
    ),
    "council": Words(
        "value leads nowhere", "values lead nowhere", "Correct it in council.toml.", whole="{file}, {column}: {detail}."
    ),
}
OTHERS_MAY_STAY = "Wordings that are neither may stay, or be given the code OTHER."
UNKNOWN_IN_SEARCHED = {
    ADDRESS_TYPE: "Not taken for homes. If one of them is a home, name it under home_address_types ([settings] in council.toml), "
    "or give it the code HOME in code_spellings.csv. Others may stay, or be given the code OTHER.",
    HEALTH_CHECK_TYPE: "Taken for neither a health assessment nor a dental check. If one of them is, give it the code HA or DENT "
    f"in code_spellings.csv. {OTHERS_MAY_STAY}",
    IMMIGRATION_STATUS: "Not taken for unaccompanied children. If one of them is, give it the code UASC in code_spellings.csv, "
    "and any other status the code OTHER.",
    "type": "Not counted: the types are CSE, GANG and CCE, in any case.",
    "role": "Not counted: the roles are SW, IRO and PA, in any case.",
    "kind": "Not counted: the kinds are permanent and suspension, in any case.",
}
NONE_IN_SEARCHED = {
    ADDRESS_TYPE: "No figure can be given by district. Name the types that are homes under home_address_types ([settings] in "
    "council.toml), or give their wordings the code HOME in code_spellings.csv.",
    HEALTH_CHECK_TYPE: "What needs it has no figure. Give the wordings the code HA or DENT in code_spellings.csv.",
    IMMIGRATION_STATUS: "What needs it has no figure. Give the wordings of unaccompanied children the code UASC in "
    "code_spellings.csv, and others the code OTHER.",
    "type": "What needs it has no figure. The types are CSE, GANG and CCE, in any case.",
    "role": "What needs it has no figure. The roles are SW, IRO and PA, in any case.",
}
IDS_LOST_ZEROS = (
    "Counted, with age, sex and so on not recorded. A spreadsheet or the export has taken the ids for numbers: export them as "
    "text, in every file alike. Persons who are really not there must be exported too."
)


def words_for(oddity: Oddity, table: str) -> Words:
    """Return the words for a kind of finding in a table, or in a file of the council's own."""
    return OF_OWN_FILES.get(table, WORDS[oddity]) if oddity is Oddity.SPELLING_NOT_KNOWN else WORDS[oddity]


def advice_on(oddity: Oddity, table: str, column: str, detail: str) -> str:
    """Return what is done with what was found, and what to do about it."""
    if oddity is Oddity.CODE_NOT_KNOWN and column in UNKNOWN_IN_SEARCHED:
        return UNKNOWN_IN_SEARCHED[column]
    if oddity is Oddity.NONE_RECOGNISED and column in NONE_IN_SEARCHED:
        return NONE_IN_SEARCHED[column]
    if oddity is Oddity.PERSON_NOT_LISTED and detail:
        return IDS_LOST_ZEROS
    return words_for(oddity, table).advice
