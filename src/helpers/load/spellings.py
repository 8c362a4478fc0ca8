"""The council's own wordings for codes: `code_spellings.csv`. Source: definitions, "Rows", on codes."""

from pathlib import Path

import numpy as np

from helpers.errors import DataError
from helpers.load.care_data import ROW, Note, Oddity
from helpers.load.codes import Wordings, bare, known_code, known_field
from helpers.load.text_tables import read_text_table
from helpers.terms.tables import ColumnKind, TableTerms

SPELLINGS = TableTerms(
    name="code_spellings",
    columns=dict.fromkeys(("field", "wording", "code"), ColumnKind.TEXT),
)


def read_spellings(path: Path | None) -> tuple[Wordings, list[Note]]:
    """Return the wordings of a file, of a repeated one the last; and a note of rows whose field or code is not known.

    Raises DataError where the file can't be read or lacks a column.
    """
    if path is None:
        return {}, []
    text = read_text_table(path, SPELLINGS)
    if missing := [column for column in SPELLINGS.columns if column not in text.frame.columns]:
        raise DataError(f"{path.name} has no column {missing[0]}.")
    wordings: dict[tuple[str, str], str] = {}
    refused = []
    rows = text.frame.assign(**{ROW: text.rows})
    for row, field, wording, code in rows[[ROW, *SPELLINGS.columns]].itertuples(index=False):
        known = known_code(field.lower(), code) if known_field(field.lower()) and code else None
        if known and bare(wording):
            wordings[(field.lower(), bare(wording))] = known
        elif code or not (field and wording):
            refused.append(row)
    notes = [Note(Oddity.SPELLING_NOT_KNOWN, SPELLINGS.name, "code", np.array(refused))] if refused else []
    return wordings, notes
