"""Write docs/inputs.md: every file of an extract, column by column, made from what the code reads.

python tools/document_inputs.py

Nothing about a column is typed but what its kind means; see `readers_of_columns` for how its readers are found.
"""

import csv
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel

from helpers.compare.published.table import COLUMNS as PUBLISHED_COLUMNS
from helpers.compare.published.table import FILE as PUBLISHED_FILE
from helpers.council import Council
from helpers.demo import make_demo
from helpers.indicators import INDICATORS, SECTIONS
from helpers.load.care_data import CareData
from helpers.load.extract import load_extract
from helpers.starter.words_of_inputs import EXAMPLES, KEYS, KINDS, OWN_FILES
from helpers.terms.codes import CODES, ETHNICITY_GROUPS, SEARCHED_CODES
from helpers.terms.tables import PERSON, TABLES, TRUE_ZERO_FILES, ColumnKind, TableTerms
from readers_of_columns import Readers, find_readers

DOCUMENT = Path(__file__).parents[1] / "docs" / "inputs.md"
CHILDREN = 100
# A list that lacks no more than this is said by what it lacks.
FEW = 4
OPENING = """\
# Inputs, file by file

Made by `make docs` from the code; do not edit it by hand.

A data folder holds `council.toml`, a file for each table (CSV, or Parquet) named like the headings below, and the council's
own files. Columns may be in any order and in upper or lower case. Everything but the name in `council.toml` is optional:
what a missing file or column costs is said here. Examples are invented.

How cells are read is described in [definitions.md](definitions.md#rows), what stops a run in
[contract.md](contract.md#what-stops-a-run). Other columns of the standard (names, free text, JSON) are not needed. They are
dropped when a file is read, so an extract can leave them out.

"Needed by" lists the indicators that have no figure without the column; "used if given by" those that take note of it.
"All" means all that read the file. Titles of the codes are at the [end](#indicators).
"""


def write_demo_extract(folder: Path) -> tuple[CareData, dict[str, dict[str, str]]]:
    """Make the made-up council's extract in a folder. Return it loaded, and examples by file and column.

    An example is the first filled cell; of a column that holds one of a few words, all of them.
    """
    make_demo(folder, children_in_care=CHILDREN)
    examples: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        kinds = TABLES[path.stem].columns if path.stem in TABLES else {}
        examples[path.name] = {}
        for column in rows[0] if rows else ():
            values = [row[column] for row in rows if row[column]]
            shown = sorted(set(values)) if kinds.get(column) is ColumnKind.ONE_OF else values[:1]
            examples[path.name][column] = "`, `".join(shown)
    return load_extract(folder), examples | EXAMPLES


def say_codes(codes: Iterable[str], needing: Sequence[str], others: Sequence[str]) -> str:
    """Return codes as a list, in the report's order; in words where they are all, nearly all or a known part of a file's readers.

    `needing` are the codes that have no figure without the file, `others` those that only use it.
    """
    found = [code for code in INDICATORS if code in set(codes)]
    whole = [code for code in INDICATORS if code in {*needing, *others}]
    left_out = [code for code in whole if code not in found]
    if len(found) < FEW:
        return ", ".join(found)
    if found == list(needing) and others:
        return "all that need the file"
    if found == list(others) and needing:
        return "the others"
    if len(left_out) <= FEW:
        return f"all but {', '.join(left_out)}" if left_out else "all"
    return ", ".join(found)


def describe_table(terms: TableTerms, readers: Readers, examples: dict[str, str]) -> str:
    """Return the part on a table or side file: who reads it, what falls away without it, and its columns."""
    reading = [code for code, entry in INDICATORS.items() if terms.name in entry.tables]
    needing = [code for code in reading if terms.name in INDICATORS[code].reads]
    using = [code for code in reading if code not in needing]
    breakdowns = readers.breakdowns_of(terms.name)
    lines = [f"### {terms.name}.csv", ""]
    lines += [f"- **Read by:** {', '.join(reading) or 'breakdowns alone'}."]
    lines += [f"- **Without it:** {_say_lost(needing, using, breakdowns)}."]
    if terms.name in TRUE_ZERO_FILES:
        lines += ["- **A header and no rows** says that nothing happened: a true zero."]
    if terms.key:
        lines += [f'- **Row key:** `{terms.key}`; "Rows" in [definitions.md](definitions.md#rows) says how repeats are treated.']
    rows, unread = [], []
    for column, kind in terms.columns.items():
        if kind is ColumnKind.DROPPED:
            continue
        row = _describe_column(terms, column, (needing, using), readers, examples)
        rows.append(row) if row else unread.append(f"`{column}`")
    lines += ["", *_as_table(("Column", "Holds", "Example", "Needed by", "Used if given by"), rows)]
    if unread:
        lines += ["", f"Known, but no figure needs them: {', '.join(unread)}."]
    return "\n".join(lines)


def _say_lost(needing: Sequence[str], using: Sequence[str], breakdowns: dict[str, set[str]]) -> str:
    said = []
    if needing:
        said.append(f"not available: {'all of these' if not using and len(needing) > 1 else ', '.join(needing)}")
    for breakdown, codes in sorted(breakdowns.items()):
        others = [code for code in INDICATORS if code in codes - set(needing)]
        if others:
            said.append(f"not by {breakdown}: {', '.join(others)}")
    if using:
        said.append(f"counted without what it says: {'all others' if needing else 'all of these'}")
    return "; ".join(said) or "nothing is lost"


def _describe_column(
    terms: TableTerms, column: str, reading: tuple[Sequence[str], Sequence[str]], readers: Readers, examples: dict[str, str]
) -> tuple[str, ...] | None:
    """Return the row on a column; None where nothing needs it."""
    kind = terms.columns[column]
    place = terms.name, PERSON if kind is ColumnKind.PERSON else column
    needed = say_codes(readers.needed.get(place, ()), *reading)
    by_breakdown = sorted(readers.breakdowns.get(place, {}))
    if column == terms.person:
        needed = "every row"
    elif by_breakdown and needed != "all":
        needed = ", ".join([*([needed] if needed else []), *(f"breakdowns by {name}" for name in by_breakdown)])
    used = say_codes(readers.used.get(place, ()), *reading)
    roles = [" (row key)"] * (column == terms.key) + [" (finds the person, if empty)"] * (column == terms.person_through)
    if not (needed or used or roles):
        return None
    words, example = say_kind(kind)
    if kind is ColumnKind.CODE:
        example = next(iter(CODES.get(column, ())), "")
    example = example or examples.get(column, "")
    return f"`{column}`", words + "".join(roles), f"`{example}`" if example else "", needed, used


def say_kind(kind: ColumnKind) -> tuple[str, str]:
    """Return what columns of a kind hold, and an example or nothing. Raises ValueError for a kind without words."""
    if kind not in KINDS:
        raise ValueError(f"Say in src/helpers/starter/words_of_inputs.py what a column of the kind {kind} holds.")
    return KINDS[kind]


def describe_own_file(name: str, examples: dict[str, str]) -> str:
    """Return the part on one of the council's own files. Raises ValueError where its columns and their words differ."""
    columns, purpose, words = OWN_FILES[name]
    if set(columns) != set(words):
        raise ValueError(
            f"Say in src/helpers/starter/words_of_inputs.py what these columns of {name} hold: {set(columns) ^ set(words)}."
        )
    rows = [(f"`{column}`", words[column], f"`{examples[column]}`" if examples.get(column) else "") for column in columns]
    return "\n".join([f"### {name}", "", purpose, "", *_as_table(("Column", "Holds", "Example"), rows)])


def describe_published_file() -> str:
    """Return the part on the council's own table of published figures."""
    purpose = (
        "Written by `workbook published` from the department's files, and not by hand. Without it the figures that come with"
    )
    columns = ", ".join(f"`{name}`" for name in PUBLISHED_COLUMNS)
    return f"### {PUBLISHED_FILE}\n\n{purpose} the workbook are used. Columns: {columns}."


def describe_council_file() -> str:
    """Return the part on `council.toml`. Raises ValueError where its keys and their words differ."""
    defaults = dict(_keys_of(Council(name="-")))
    if set(defaults) != set(KEYS):
        raise ValueError(f"Say in src/helpers/starter/words_of_inputs.py what these keys mean: {set(defaults) ^ set(KEYS)}.")
    rows = [(f"`{key}`", KEYS[key], "" if key == "name" else _as_toml(default)) for key, default in defaults.items()]
    opening = "A key with a dot is one of a table: `bands.words` is `words` under `[bands]`. An unknown key stops the run."
    return "\n".join(["### council.toml", "", opening, "", *_as_table(("Key", "Meaning", "Default"), rows)])


def _keys_of(model: BaseModel, before: str = "") -> Iterable[tuple[str, object]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from _keys_of(value, f"{before}{name}.")
        else:
            yield before + name, value


def _as_toml(value: object) -> str:
    if isinstance(value, tuple):
        return "`[" + ", ".join(f'"{each}"' for each in value) + "]`"
    if isinstance(value, bool | int):
        return f"`{str(value).lower()}`"
    return f'`"{value}"`' if value else ""


def describe_codes() -> str:
    """Return the part on codes: each column of codes, with every code and its meaning."""
    parts = ["## Codes", "", 'A code may also be written as in "Rows" of [definitions.md](definitions.md#rows).']
    for column, meanings in CODES.items():
        parts += ["", f"**{column}:** " + "; ".join(f"`{code}` {meaning}" for code, meaning in meanings.items()) + "."]
    for column, codes in SEARCHED_CODES.items():
        parts += ["", f"**{column}** (in `code_spellings.csv`): " + ", ".join(f"`{code}`" for code in codes) + "."]
    groups = "; ".join(f"{group}: " + ", ".join(f"`{code}`" for code in codes) for group, codes in ETHNICITY_GROUPS.items())
    return "\n".join([*parts, "", f"**Ethnicity:** {groups}."])


def describe_indicators() -> str:
    """Return the part that gives the title of every code, section by section."""
    rows = [(entry.code, entry.title, section.title) for section in SECTIONS for entry in section.indicators]
    return "\n".join(["## Indicators", "", *_as_table(("Code", "Title", "Section"), rows)])


def _as_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    cells = [headings, ["---"] * len(headings), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return [f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in row)}|" for row in cells]


def write_document() -> str:
    """Return the text of docs/inputs.md. Raises ValueError where a kind, a column or a key has no words."""
    with tempfile.TemporaryDirectory() as place:
        data, examples = write_demo_extract(Path(place) / "extract")
    readers = find_readers(data)
    tables = [describe_table(terms, readers, examples.get(f"{name}.csv", {})) for name, terms in TABLES.items()]
    standard = [part for part, terms in zip(tables, TABLES.values(), strict=True) if terms.is_standard]
    side_files = [part for part in tables if part not in standard]
    own = [describe_own_file(name, examples.get(name, {})) for name in OWN_FILES]
    parts = [
        OPENING, "## Tables of the standard", *standard, "## Side files", *side_files,
        "## The council's own files", describe_council_file(), *own, describe_published_file(),
        describe_codes(), describe_indicators(),
    ]  # fmt: skip
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(write_document(), encoding="utf-8", newline="\n")
