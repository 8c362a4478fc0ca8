"""Findings on an extract, each with its words."""

from dataclasses import dataclass

import pandas as pd

from helpers.check.beyond_cells import SEARCHED, notes_beyond_cells
from helpers.check.council_values import FILE as COUNCIL_FILE
from helpers.check.council_values import TABLE as COUNCIL
from helpers.check.words import WORDS, advice_on, words_for
from helpers.load.care_data import CareData, Note, Oddity
from helpers.terms.tables import OPTIONAL_COLUMNS, OPTIONAL_TABLES, TABLES

ROWS_NAMED = 5
# What is found in a file that is no table.
FILES = {COUNCIL: COUNCIL_FILE}
# Columns that may rightly hold much that no figure asks for.
MAY_HOLD_MORE = frozenset(SEARCHED.values())


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One kind of oddity in one column of a table, with the file's rows that have it; never a child's value.

    `share` is % of the column's filled cells, or of the table's rows where no column is meant; None where it is neither.
    """

    kind: str
    table: str
    file: str
    column: str
    count: int
    share: float | None
    rows: tuple[int, ...]
    detail: str
    is_set_aside: bool
    is_uncertain: bool
    advice: str

    @property
    def is_warning(self) -> bool:
        """Whether a figure may be wrong, or lacks something that the council may be expected to have."""
        if self.kind == Oddity.TABLE_MISSING:
            return TABLES[self.table].is_standard and self.table not in OPTIONAL_TABLES
        if self.kind == Oddity.COLUMN_MISSING:
            return self.column not in OPTIONAL_COLUMNS
        if self.kind == Oddity.CODE_NOT_KNOWN:
            return self.is_uncertain or self.column not in MAY_HOLD_MORE
        return WORDS[Oddity(self.kind)].is_warning

    @property
    def sentence(self) -> str:
        """What was found, and where: `ssd_cla_episodes.csv: 3 rows end before they start (rows 14, 92, 310).`"""
        words = words_for(Oddity(self.kind), self.table)
        if words.whole:
            return self._filled_in(words.whole, "1 row" if self.count == 1 else f"{self.count:,} rows")
        said = words.singular if self.count == 1 else words.plural
        return f"{self._place}: {self.count:,} {said} ({self._rows_named}).{self._more}"

    @property
    def sentence_without_rows(self) -> str:
        """What was found, without saying how often and in which rows."""
        words = words_for(Oddity(self.kind), self.table)
        return f"{self._place}: {words.plural}" if not words.whole else self._filled_in(words.whole, "any row").rstrip(".")

    def _filled_in(self, whole: str, rows: str) -> str:
        return whole.format(file=self.file, table=self.table, column=self.column, rows=rows, detail=self.detail)

    @property
    def _place(self) -> str:
        return f"{self.file}{f', column {self.column}' if self.column else ''}"

    @property
    def _rows_named(self) -> str:
        named = ", ".join(str(row) for row in self.rows[:ROWS_NAMED])
        more = self.count - ROWS_NAMED
        rows = "row" if self.count == 1 else "rows"
        return f"{rows} {named} and {more:,} more" if more > 0 else f"{rows} {named}"

    @property
    def _more(self) -> str:
        if self.kind != Oddity.PERSON_NOT_LISTED or not self.detail:
            return ""
        return f" {self.detail} {'id matches' if self.detail == '1' else 'ids match'} but for leading zeros (or .0)."


def check_extract(data: CareData) -> list[Finding]:
    """Return every finding on an extract, one an oddity, table and column, in the order of tables.

    `is_uncertain` marks a column of which more than 5% of the filled cells could not be mapped to a code.
    """
    findings = [_finding(note, data) for note in [*data.notes, *notes_beyond_cells(data)]]
    return sorted(findings, key=lambda finding: (finding.table, finding.column, finding.kind, finding.detail))


def as_frame(findings: list[Finding]) -> pd.DataFrame:
    """Return findings as a table, one row a finding: kind, table, column, rows (their number), share, first_rows, advice."""
    columns = ["kind", "table", "column", "rows", "share", "first_rows", "finding", "advice"]
    rows = [
        (f.kind, f.table, f.column, f.count, f.share, " ".join(map(str, f.rows[:ROWS_NAMED])), f.sentence, f.advice)
        for f in findings
    ]
    return pd.DataFrame(rows, columns=columns)


def unmapped_wordings(data: CareData) -> pd.DataFrame:
    """The wordings for which no code is known, in the layout of code_spellings.csv with their counts, ready to fill."""
    rows = [
        (field, wording, "", count)
        for table in data.tables.values()
        for (field, wording), count in sorted(table.unmapped.items())
    ]
    return pd.DataFrame(rows, columns=["field", "wording", "code", "rows"])


def _finding(note: Note, data: CareData) -> Finding:
    table = data.tables.get(note.table)
    read = data.read_of(note.table, note.column)
    whole = read.filled if note.column else (table.rows_in_file if table is not None else 0)
    return Finding(
        kind=str(note.oddity),
        table=note.table,
        file=table.file if table is not None else FILES.get(note.table, f"{note.table}.csv"),
        column=note.column,
        count=len(note.rows),
        share=round(100 * len(note.rows) / whole, 1) if whole else None,
        rows=tuple(int(row) for row in note.rows),
        detail=note.detail,
        is_set_aside=note.is_set_aside,
        is_uncertain=note.oddity is Oddity.CODE_NOT_KNOWN and read.is_uncertain,
        advice=advice_on(note.oddity, note.table, note.column, note.detail),
    )
