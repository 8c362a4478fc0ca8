"""The words for each kind of finding: what is odd, and what to do about it."""

from dataclasses import dataclass

from helpers.load.care_data import Oddity


@dataclass(frozen=True)
class Words:
    """What is odd about one row and about several, and what the workbook does with them, or the reader should do.

    `is_warning` says that a figure may be wrong or lacking because of it; else it is worth knowing alone. `whole` is the
    sentence where it is no matter of rows: with the finding's {file}, {table}, {column}, {count} and {detail}.
    """

    singular: str
    plural: str
    advice: str
    is_warning: bool = True
    whole: str = ""


HOW_DATES_ARE_WRITTEN = "Dates are written 2026-10-31 or 31/10/2026."

WORDS = {
    Oddity.NOT_UTF8: Words(
        "is not written in UTF-8",
        "is not written in UTF-8",
        "It was read as Windows-1252. Export it in UTF-8, so that no letter is lost.",
        is_warning=False,
        whole="{file} is not written in UTF-8.",
    ),
    Oddity.WORD_FOR_EMPTY: Words(
        "cell holds what a tool writes for an empty one (such as NULL)",
        "cells hold what a tool writes for an empty one (such as NULL)",
        "They are read as empty. Nothing need be done; an export that leaves them empty is plainer.",
        is_warning=False,
    ),
    Oddity.EXACT_REPEAT: Words(
        "row is repeated exactly",
        "rows are repeated exactly",
        "Each is counted once. The export may join tables in a way that repeats rows.",
        is_warning=False,
    ),
    Oddity.SAME_KEY: Words(
        "row has the key and the person of a later row, with other content",
        "rows have the key and the person of a later row, with other content",
        "The last one in the file is counted. Export one row for each key: the newest.",
    ),
    Oddity.NO_PERSON: Words(
        "row names no person",
        "rows name no person",
        "They are not counted. Look at how the export finds the person.",
    ),
    Oddity.NO_WORKER: Words(
        "row names no worker",
        "rows name no worker",
        "They are not counted. Give every row the number of its worker.",
    ),
    Oddity.END_UNREADABLE: Words(
        "row has an end date that can't be read",
        "rows have an end date that can't be read",
        f"They are not counted, since nobody can say whether they are still open. {HOW_DATES_ARE_WRITTEN}",
    ),
    Oddity.ENDS_BEFORE_START: Words(
        "row ends before it starts",
        "rows end before they start",
        "They are not counted. Correct them in the case system and export again.",
    ),
    Oddity.DATE_UNREADABLE: Words(
        "cell is no date that can be read",
        "cells are no dates that can be read",
        f"They are read as empty. {HOW_DATES_ARE_WRITTEN}",
    ),
    Oddity.STAND_IN_DATE: Words(
        "date stands for an empty cell (such as 1900-01-01 or 9999-12-31)",
        "dates stand for empty cells (such as 1900-01-01 or 9999-12-31)",
        "They are read as empty. Nothing need be done.",
        is_warning=False,
    ),
    Oddity.MONTH_UNREADABLE: Words(
        "cell is no month that can be read",
        "cells are no months that can be read",
        "Their rows are passed over. Months are written 2026-10.",
    ),
    Oddity.YEAR_UNREADABLE: Words(
        "cell names no academic year",
        "cells name no academic year",
        "Their rows are passed over. Academic years are written 2025/26.",
    ),
    Oddity.NUMBER_UNREADABLE: Words(
        "cell is no number that can be read",
        "cells are no numbers that can be read",
        "They are read as empty. Numbers are written in digits, without commas or signs such as %.",
    ),
    Oddity.NUMBER_OUT_OF_RANGE: Words(
        "number can't be right",
        "numbers can't be right",
        "They are read as empty. Correct them where they are kept, and export again.",
    ),
    Oddity.CODE_NOT_KNOWN: Words(
        "cell holds a wording for which no code is known",
        "cells hold a wording for which no code is known",
        "They are counted as not recorded. Map the wordings in code_spellings.csv: `workbook check --spellings` lists them.",
    ),
    Oddity.NONE_RECOGNISED: Words(
        "row, but nothing in this column is recognised",
        "rows, but nothing in this column is recognised",
        "What needs it has no figure. Map the wordings in code_spellings.csv: `workbook check --spellings` lists them.",
        whole="{file}, column {column}: {detail} is recognised in {count:,} rows.",
    ),
    Oddity.SPELLING_NOT_KNOWN: Words(
        "row names something that is not known",
        "rows name something that is not known",
        "They map nothing. Correct them in this file.",
    ),
    Oddity.YES_NO_UNREADABLE: Words(
        "cell is neither yes nor no",
        "cells are neither yes nor no",
        "They are read as empty. Export Y or N.",
    ),
    Oddity.CELL_OF_ANOTHER_ROW: Words(
        "person is given twice, and the cell comes from another row than the last",
        "persons are given twice, and the cell comes from another row than the last",
        "The last cell that can be read is used. Export one row for each person.",
        is_warning=False,
    ),
    Oddity.CELLS_DIFFER: Words(
        "person is given twice, with cells that differ",
        "persons are given twice, with cells that differ",
        "The last one is used. Correct the wrong one in the case system, and export one row for each person.",
    ),
    Oddity.FILLED_BY_ONE_OF_SEVERAL: Words(
        "row without a person names something that rows of several persons name",
        "rows without a person name something that rows of several persons name",
        "The person of the last of those rows is used. Export the person with every row.",
    ),
    Oddity.NAMED_BY_ANOTHER_PERSON: Words(
        "row names by its number something that only another person's row has",
        "rows name by their number something that only another person's row has",
        "It is used all the same. Look at how the export numbers these rows.",
    ),
    Oddity.PERSON_NOT_LISTED: Words(
        "row is about a person who is not in ssd_person",
        "rows are about persons who are not in ssd_person",
        "They are counted, with age, sex and so on not recorded. Export these persons too.",
    ),
    Oddity.ESTIMATED_BIRTH_DATE: Words(
        "person has only an expected or estimated birth date, now past",
        "persons have only an expected or estimated birth date, now past",
        "It is used as the birth date. Record the true one in the case system where it is known.",
        is_warning=False,
    ),
    Oddity.STALE: Words(
        "table holds nothing of the last month: its newest date is",
        "tables hold nothing of the last month: their newest date is",
        "It is counted as it is. Was it exported again with the others?",
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
        "What needs it has no figure.",
        whole="There is no {table}.csv.",
    ),
    Oddity.COLUMN_MISSING: Words(
        "column is not there",
        "columns are not there",
        "What needs it has no figure. Where it is called otherwise, say so in columns.csv.",
        whole="{file} has no column {column}.",
    ),
}
