"""Text to codes: the council's own wordings, the codes, the standard's wordings, and codes within a text.

Source: definitions, "Rows", on codes. A column's different texts are few, so each is looked at once.
"""

import csv
import re
from collections.abc import Callable, Mapping
from functools import cache

import pandas as pd

from helpers.clone import REFERENCE
from helpers.errors import DefinitionError
from helpers.terms.codes import CODES, ETHNICITIES, UNACCOMPANIED, UNACCOMPANIED_WORDS, UNMAPPED

ETHNICITY_FIELD = "pers_ethnicity"
IMMIGRATION_FIELD = "immi_immigration_status"
OTHER_IMMIGRATION = "other"

IN_BRACKETS = re.compile(r"(?:^|(?<=\s))[\[(]([^\[\]()]*)[\])]")

Wordings = Mapping[tuple[str, str], str]


def bare(wording: str) -> str:
    """A wording with all but its letters a-z and digits left out, as wordings are compared."""
    return re.sub(r"[^a-z0-9]", "", wording.lower())


def known_code(field: str, code: str) -> str | None:
    """A code as the standard spells it, whatever its case; None where the field has no such code."""
    if field == ETHNICITY_FIELD:
        return code.upper() if code.upper() in ETHNICITIES else None
    if field == IMMIGRATION_FIELD:
        return UNACCOMPANIED if code.upper() == UNACCOMPANIED else OTHER_IMMIGRATION
    return _codes_in_any_case(field).get(code.upper())


def known_field(field: str) -> bool:
    """Whether a field is one that holds codes, or one whose wordings a council may map."""
    return field in CODES or field in (ETHNICITY_FIELD, IMMIGRATION_FIELD)


def read_codes(texts: pd.Series, field: str, own: Wordings) -> pd.Series:
    """A column of trimmed texts as codes, `?` where none can be found, empty where the cell is; one a row."""
    readers: dict[str, Callable[[str, str, Wordings], str | None]] = {
        ETHNICITY_FIELD: _find_ethnicity,
        IMMIGRATION_FIELD: _find_immigration,
    }
    find = readers.get(field, _find_code)
    found = {text: (find(field, text, own) or UNMAPPED) if text else "" for text in texts.unique()}
    return texts.map(found).astype("str")


def _find_code(field: str, text: str, own: Wordings) -> str | None:
    codes = _codes_in_any_case(field)
    wording = bare(text)
    return (
        own.get((field, wording))
        or codes.get(text.upper())
        or _standard_wordings().get((field, wording))
        or _code_that_opens(field, text)
        or next((codes[inner] for inner in _in_brackets(text) if inner in codes), None)
    )


def _find_ethnicity(field: str, text: str, own: Wordings) -> str | None:
    return own.get((field, bare(text))) or known_code(field, text)


def _find_immigration(field: str, text: str, own: Wordings) -> str | None:
    if mapped := own.get((field, bare(text))):
        return mapped
    return UNACCOMPANIED if any(words in text.lower() for words in UNACCOMPANIED_WORDS) else OTHER_IMMIGRATION


def _code_that_opens(field: str, text: str) -> str | None:
    match = _opening(field).match(text)
    return _codes_in_any_case(field)[(match[1] or match[2]).upper()] if match else None


def _in_brackets(text: str) -> list[str]:
    return [match[1].strip().upper() for match in IN_BRACKETS.finditer(text)]


@cache
def _codes_in_any_case(field: str) -> dict[str, str]:
    return {code.upper(): code for code in CODES[field]}


@cache
def _opening(field: str) -> re.Pattern[str]:
    longest_first = sorted(CODES[field], key=len, reverse=True)
    several = "|".join(re.escape(code) for code in longest_first if len(code) > 1) or r"(?!)"
    single = "|".join(re.escape(code) for code in longest_first if len(code) == 1) or r"(?!)"
    return re.compile(rf"(?:({several})\s*[-–:\[(]|({single})(?::|\s+[\[(]|\s+[-–]\s))", re.IGNORECASE)


@cache
def _standard_wordings() -> dict[tuple[str, str], str]:
    path = REFERENCE / "code_wordings.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["code"] not in CODES.get(row["field"], {}):
            raise DefinitionError(f"{path.name}: {row['code']} is no code of {row['field']}.")
    return {(row["field"], bare(row["wording"])): row["code"] for row in rows}
