"""An extract in which every cell that names, dates or locates somebody can be told from all else."""

import csv
import re
import shutil
from pathlib import Path

from helpers.terms.tables import TABLES, ColumnKind

# In every name, number, postcode and note of the extract; in no word of the report.
TOKEN = "Qzxw"
# What every dropped column of every table says, and what columns say that no table should have.
UNKNOWN_COLUMNS = ("child_name", "nhs_number", "case_note", "telephone")
OF_A_PERSON = (ColumnKind.PERSON, ColumnKind.ID)
# Columns of plain text that say where somebody is, or who is responsible.
PLACES = {
    "addr_address_postcode", "clap_cla_placement_postcode", "postcode", "clap_cla_placement_urn", "la_code", "team_id",
    "dept_team_id", "dept_team_parent_id", "clea_care_leaver_allocated_team",
}  # fmt: skip
MISREAD = (
    ColumnKind.CODE, ColumnKind.ETHNICITY, ColumnKind.SEARCHED, ColumnKind.YES_NO, ColumnKind.NUMBER, ColumnKind.TIME,
    ColumnKind.DATE, ColumnKind.BIRTH_DATE, ColumnKind.WORK_DATE, ColumnKind.ONE_OF, ColumnKind.YES_NO_NA,
    ColumnKind.ACADEMIC_YEAR,
)  # fmt: skip
# A row more or less must leave these whole, since each of them is read as one.
NEVER_MISREAD = {"population", "fostering", "postcode_lookup"}
MANY = 40


def plant(council: Path, folder: Path) -> None:
    """Copy an extract, and plant a token in every cell that could name, date or locate somebody."""
    shutil.copytree(council, folder)
    for path in sorted(folder.glob("*.csv")):
        terms = TABLES.get(path.stem)
        if terms is None or path.stem == "code_spellings":
            continue
        header, rows = _read(path)
        for column, kind in terms.columns.items():
            if kind is ColumnKind.DROPPED and column not in header:
                header.append(column)
                rows = [[*row, ""] for row in rows]
        for place, column in enumerate(header):
            for number, row in enumerate(rows):
                row[place] = _planted(column, terms.columns.get(column), row[place], number)
        if path.stem not in NEVER_MISREAD:
            _misread(header, rows, terms.columns)
        _write(path, [*header, *UNKNOWN_COLUMNS], [[*row, *(f"{TOKEN} {name}" for name in UNKNOWN_COLUMNS)] for row in rows])
    _spellings(folder / "code_spellings.csv")
    (folder / "notes.csv").write_text(f"child,note\n{TOKEN} Ada,{TOKEN} lives at 4 Elm Row\n", encoding="utf-8")
    _write(folder / f"{TOKEN} Ada.csv", ["child"], [[f"{TOKEN} Ada"]])


def dates_of_people(folder: Path) -> set[str]:
    """Every day, as YYYY-MM-DD, that a date column of a person's table holds."""
    days = set()
    for path in folder.glob("ssd_*.csv"):
        header, rows = _read(path)
        for place, column in enumerate(header):
            if "date" in column or column.endswith("dob"):
                days |= {row[place][:10] for row in rows if re.match(r"\d{4}-\d{2}-\d{2}", row[place])}
    return days


def _planted(column: str, kind: ColumnKind | None, text: str, number: int) -> str:
    if kind is ColumnKind.DROPPED:
        return f"{TOKEN} {column} {number}"
    if text and (kind in OF_A_PERSON or column in PLACES):
        return f"{TOKEN}{text}"
    return text


def _misread(header: list[str], rows: list[list[str]], kinds: dict[str, ColumnKind]) -> None:
    """In every other column one cell holds what somebody may type into the wrong field: a name."""
    number = 0
    for place, column in enumerate(header):
        if kinds.get(column) in MISREAD and len(rows) > MANY:
            rows[number % len(rows)][place] = f"{TOKEN} Ada"
            number += 1


def _spellings(path: Path) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("clap_cla_placement_type", f"{TOKEN} Ada's aunt", "U1"), (f"{TOKEN}_field", f"{TOKEN} Ada", "U1"),
             ("lega_legal_status", f"{TOKEN} order", f"{TOKEN}")]
        )  # fmt: skip


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    return [name.lower() for name in header], rows


def _write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
