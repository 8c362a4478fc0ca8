"""What is odd in an extract, said all at once and in plain words. It knows no indicator."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.load.care_data import ROW, CareData, Note, Oddity
from helpers.months import as_days, month_ends
from helpers.terms.tables import PERSON, TABLES

ROWS_NAMED = 5
UNCERTAIN_SHARE = 0.05

# What each oddity is, for one row and for several; and what the workbook does with such a row.
_WORDS = {
    Oddity.NOT_UTF8: (
        "is not written in UTF-8",
        "is not written in UTF-8",
        "It was read as Windows-1252. Export it in UTF-8, so that no letter is lost.",
    ),
    Oddity.EXACT_REPEAT: ("row is repeated exactly", "rows are repeated exactly", "Each is counted once."),
    Oddity.SAME_KEY: (
        "row has the key of a later row, with other content",
        "rows have the key of a later row, with other content",
        "The last one in the file is counted. Correct them in the case system.",
    ),
    Oddity.NO_PERSON: ("row names no person", "rows name no person", "They are not counted."),
    Oddity.END_UNREADABLE: (
        "row has an end date that can't be read",
        "rows have an end date that can't be read",
        "They are not counted, since they can't be told from open ones. Dates are written 2026-10-31 or 31/10/2026.",
    ),
    Oddity.ENDS_BEFORE_START: (
        "row ends before it starts",
        "rows end before they start",
        "They are not counted. Correct them in the case system and export again.",
    ),
    Oddity.DATE_UNREADABLE: (
        "cell is no date that can be read",
        "cells are no dates that can be read",
        "They are read as empty. Dates are written 2026-10-31 or 31/10/2026.",
    ),
    Oddity.STAND_IN_DATE: (
        "date stands for an empty cell (such as 1900-01-01 or 9999-12-31)",
        "dates stand for empty cells (such as 1900-01-01 or 9999-12-31)",
        "They are read as empty.",
    ),
    Oddity.NUMBER_UNREADABLE: (
        "cell is no number that can be read",
        "cells are no numbers that can be read",
        "They are read as empty.",
    ),
    Oddity.CODE_NOT_KNOWN: (
        "cell holds a wording for which no code is known",
        "cells hold a wording for which no code is known",
        "They are counted as not recorded. Map the wordings in code_spellings.csv.",
    ),
    Oddity.SPELLING_NOT_KNOWN: (
        "row has a field, wording or code that is not known",
        "rows have a field, wording or code that is not known",
        "They map nothing. Correct them in code_spellings.csv.",
    ),
    Oddity.YES_NO_UNREADABLE: ("cell is neither yes nor no", "cells are neither yes nor no", "They are read as empty."),
    Oddity.PERSON_NOT_LISTED: (
        "row is about a person who is not in ssd_person",
        "rows are about persons who are not in ssd_person",
        "They are counted, with age, sex and so on not recorded.",
    ),
    Oddity.ESTIMATED_BIRTH_DATE: (
        "person has only an expected or estimated birth date, now past",
        "persons have only an expected or estimated birth date, now past",
        "It is used as the birth date.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One kind of oddity in one column of a table, with the file's rows that have it; never a child's value."""

    kind: str
    table: str
    file: str
    column: str
    count: int
    rows: tuple[int, ...]
    is_set_aside: bool
    is_uncertain: bool
    advice: str

    @property
    def sentence(self) -> str:
        """What was found, and where: `ssd_cla_episodes.csv: 3 rows end before they start (rows 14, 92, 310).`"""
        singular, plural, _ = _WORDS[Oddity(self.kind)]
        if self.kind == Oddity.NOT_UTF8:
            return f"{self.file} {singular}."
        place = f", column {self.column}" if self.column else ""
        return f"{self.file}{place}: {self.count:,} {singular if self.count == 1 else plural} ({self._rows_named})."

    @property
    def sentence_without_rows(self) -> str:
        """What was found, without saying how often and in which rows."""
        _, plural, _ = _WORDS[Oddity(self.kind)]
        return f"{self.file}{f', column {self.column}' if self.column else ''}: {plural}"

    @property
    def _rows_named(self) -> str:
        named = ", ".join(str(row) for row in self.rows[:ROWS_NAMED])
        more = self.count - ROWS_NAMED
        rows = "row" if self.count == 1 else "rows"
        return f"{rows} {named} and {more:,} more" if more > 0 else f"{rows} {named}"


def check_extract(data: CareData) -> list[Finding]:
    """Every finding on an extract, one an oddity, table and column, in the order of tables.

    `is_uncertain` marks a column of which more than 5% of the filled cells could not be mapped to a code.
    """
    notes = [*data.notes, *_persons_not_listed(data), *_estimated_birth_dates(data)]
    findings = [_finding(note, data) for note in notes]
    return sorted(findings, key=lambda finding: (finding.table, finding.column, finding.kind))


def as_frame(findings: list[Finding]) -> pd.DataFrame:
    """Findings as a table, one row a finding: kind, table, column, rows (their number), first_rows, advice."""
    columns = ["kind", "table", "column", "rows", "first_rows", "finding", "advice"]
    return pd.DataFrame(
        [(f.kind, f.table, f.column, f.count, " ".join(map(str, f.rows[:ROWS_NAMED])), f.sentence, f.advice) for f in findings],
        columns=columns,
    )


def unmapped_wordings(data: CareData) -> pd.DataFrame:
    """The wordings for which no code is known, in the layout of code_spellings.csv with their counts, ready to fill."""
    rows = [
        (field, wording, "", count)
        for table in data.tables.values()
        for (field, wording), count in sorted(table.unmapped.items())
    ]
    return pd.DataFrame(rows, columns=["field", "wording", "code", "rows"])


def _finding(note: Note, data: CareData) -> Finding:
    table = data.tables[note.table]
    filled = table.filled_cells.get(note.column, 0)
    return Finding(
        kind=str(note.oddity),
        table=note.table,
        file=table.file,
        column=note.column,
        count=len(note.rows),
        rows=tuple(int(row) for row in note.rows),
        is_set_aside=note.is_set_aside,
        is_uncertain=note.oddity is Oddity.CODE_NOT_KNOWN and len(note.rows) > UNCERTAIN_SHARE * filled,
        advice=_WORDS[note.oddity][2],
    )


def _persons_not_listed(data: CareData) -> list[Note]:
    if not data.has("ssd_person", PERSON):
        return []
    persons = data.tables["ssd_person"].frame
    listed = set(persons[PERSON])
    notes = []
    for name, table in data.tables.items():
        if name in ("ssd_person", "workforce") or PERSON not in table.frame.columns:
            continue
        known = listed | set(persons["pers_legacy_id"]) if name == "ssd_permanence" else listed
        unlisted = np.array([person not in known for person in table.frame[PERSON].tolist()], dtype=bool)
        if unlisted.any():
            rows = table.frame[ROW].to_numpy()[unlisted]
            notes.append(Note(Oddity.PERSON_NOT_LISTED, name, TABLES[name].person or "", rows))
    return notes


def _estimated_birth_dates(data: CareData) -> list[Note]:
    if not data.has("ssd_person", PERSON, "pers_expected_dob"):
        return []
    persons = data.tables["ssd_person"].frame
    expected = as_days(persons["pers_expected_dob"])
    estimated = persons["pers_dob"].isna().to_numpy() & (expected <= month_ends([data.month])[0])
    if not estimated.any():
        return []
    rows = np.asarray(persons[ROW])[estimated]
    return [Note(Oddity.ESTIMATED_BIRTH_DATE, "ssd_person", "pers_expected_dob", rows)]
