"""The texts of a starter: a commented `council.toml`, headers, and a README, made from the words of docs/inputs.md."""

from collections.abc import Iterator

from pydantic import BaseModel

from helpers.council import PLACEHOLDER, Council
from helpers.inventory.needed import readers_of
from helpers.starter.words_of_inputs import KEYS, OWN_FILES
from helpers.terms.tables import TABLES, TRUE_ZERO_FILES, ColumnKind, TableTerms

WIDE = 200
# Values to go by, of keys that have no default which would show how they are written.
EXAMPLE_VALUES = {
    "code": '"E10000000"',
    "region": '"North West"',
    "extract_date": "2026-11-03",
    "areas": 'North = ["Alderwick", "Brackenholt"]',
}
LEFT_OUT = ("editions",)
OPENING = f"""\
# The council whose report it is. Every key but the name may be left out.
# A line that begins with # is a remark; take the # away, and what follows it counts.
# Texts stand between straight quotation marks, dates are written 2026-11-03. Save this file in UTF-8.

# {KEYS["name"]}
name = "{PLACEHOLDER}"
"""
README = """\
# What goes into this folder

Made by `workbook init`. The workbook reads this folder and never writes to it. Keep it outside the clone.

1. Write the council's name, and the day of the extract, in `council.toml`.
2. Put the tables of the case system here, one CSV (or Parquet) file each, named as below.
3. `workbook check --data DIR` says what is there, what is missing and what is odd.
4. `workbook report --data DIR` makes the report.

Columns may be in any order; others are ignored. Dates are written 2026-10-31 or 31/10/2026. Identifiers are text: leading zeros
matter. docs/inputs.md of the workbook lists every column. If a file or a column has another name in your case system, give that
name in `columns.csv`; if it has other wordings for codes, give those in `code_spellings.csv`. `workbook check` suggests lines for
both (`--columns FILE`, `--spellings FILE`).
"""
ZEROS = """\
A file marked * says, by a header and no row, that nothing of the kind happened: figures are then 0. So it is not here yet, but as
a template: fill it in and save it in this folder under its own name (`exploitation.csv`), or leave it out if it is not known.
"""


def council_file() -> str:
    """Return `council.toml` to be filled in: each key with what it means, and its default or an example."""
    parts = [OPENING]
    table = ""
    for key, default in _keys(Council(name="-")):
        if key == "name" or key in LEFT_OUT:
            continue
        name, _, rest = key.rpartition(".")
        if name != table or key == "areas":
            table = name or key
            parts.append(f"\n{'# ' if key == 'areas' else ''}[{table}]\n")
        parts.append(f"# {KEYS.get(key, key).replace('`', '')}\n")
        parts.append(
            f"# {EXAMPLE_VALUES[key] if key == 'areas' else f'{rest} = {EXAMPLE_VALUES.get(key) or _as_toml(default)}'}\n"
        )
    return "".join(parts)


def header_of(name: str) -> str:
    """Return the header of a side file, or of a file of the council's own, as a file."""
    columns = OWN_FILES[f"{name}.csv"][0] if name not in TABLES else TABLES[name].columns
    return ",".join(columns) + "\n"


def readme() -> str:
    """Return the README of a data folder."""
    standard = [terms for terms in TABLES.values() if terms.is_standard]
    side = [terms for terms in TABLES.values() if not terms.is_standard]
    own = [f"| `{name}` | {purpose} |" for name, (_, purpose, _) in OWN_FILES.items()]
    parts = [
        README,
        "## Tables of the standard\n",
        "\n".join(["| File | Needed by |", "| --- | --- |", *map(_row, standard)]) + "\n",
        "## Side files, each optional\n",
        ZEROS,
        "\n".join(["| File | Needed by | Columns |", "| --- | --- | --- |", *map(_row_with_columns, side)]) + "\n",
        "## The council's own judgements and words, each optional\n",
        "\n".join(["| File | For |", "| --- | --- |", *own]) + "\n",
    ]
    return "\n".join(parts)


def _row(terms: TableTerms) -> str:
    return f"| `{terms.name}.csv` | {readers_of(terms.name).in_short(WIDE)} |"


def _row_with_columns(terms: TableTerms) -> str:
    mark = " *" if terms.name in TRUE_ZERO_FILES else ""
    columns = ", ".join(name for name, kind in terms.columns.items() if kind is not ColumnKind.DROPPED)
    return f"| `{terms.name}.csv`{mark} | {readers_of(terms.name).in_short(WIDE)} | {columns} |"


def _keys(model: BaseModel, before: str = "") -> Iterator[tuple[str, object]]:
    """Yield each key with its default: those of no table first, since they must be above the tables in the file."""
    inner = [(name, getattr(model, name)) for name in type(model).model_fields]
    for name, value in inner:
        if not isinstance(value, BaseModel) and not isinstance(value, dict):
            yield before + name, value
    for name, value in inner:
        if isinstance(value, BaseModel):
            yield from _keys(value, f"{before}{name}.")
        elif isinstance(value, dict):
            yield before + name, value


def _as_toml(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{each}"' for each in value) + "]"
    return str(value).lower() if isinstance(value, bool | int) else f'"{value or ""}"'
