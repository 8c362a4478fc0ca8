"""Text to codes: the council's own wordings, the codes, known wordings, and codes within a text.

Source: definitions, "Rows", on codes. A column's different texts are few, so each is looked at once.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache

import pandas as pd

from helpers.clone import REFERENCE
from helpers.errors import DefinitionError
from helpers.terms.codes import (
    ACCOMMODATION,
    CODES,
    ETHNICITIES,
    ETHNICITY,
    IMMIGRATION_STATUS,
    OTHER,
    SEARCHED_CODES,
    SUITABILITY_DIGITS,
    UNMAPPED,
)

IN_BRACKETS = re.compile(r"(?:^|(?<=\s))[\[(]([^\[\]()]*)[\])]")
LIST_MARK = re.compile(r"(?:\(?(?:[A-Za-z][0-9]?|[0-9]{1,2})\)\s*|[A-Za-z]\.\s)")
ACCOMMODATION_WITH_DIGIT = {code + digit: code + digit for code in CODES[ACCOMMODATION] for digit in SUITABILITY_DIGITS}

Wordings = Mapping[tuple[str, str], str]


def bare(wording: str) -> str:
    """Return a wording with all but its letters a-z and digits left out, as wordings are compared."""
    return re.sub(r"[^a-z0-9]", "", wording.lower())


def known_code(field: str, code: str) -> str | None:
    """Return a code as the standard spells it, whatever its case; None where the field has no such code.

    Of an immigration status whatever is not UASC is OTHER.
    """
    found = _codes_to_map_to(field).get(code.upper())
    return found or (OTHER if field == IMMIGRATION_STATUS and code else None)


def known_field(field: str) -> bool:
    """Whether a field is one whose wordings a council may map."""
    return field in CODES or field in SEARCHED_CODES or field == ETHNICITY


def read_codes(texts: pd.Series, field: str, own: Wordings) -> pd.Series:
    """Return trimmed texts as codes, `?` where none can be found, empty where the cell is; one a row.

    An accommodation keeps the digit of its suitability where its code holds one: `U1`.
    """
    find = _find_ethnicity if field == ETHNICITY else _find_code
    found = {text: (find(field, text, own) or UNMAPPED) if text else "" for text in texts.unique()}
    return texts.map(found).astype("str")


def own_or_known_wording(field: str, text: str, own: Wordings) -> str | None:
    """Return the code that the council's own wordings, or failing that the known ones, give a text; None for none."""
    key = (field, bare(text))
    return own.get(key) or _known_wordings().get(key)


def _find_code(field: str, text: str, own: Wordings) -> str | None:
    found = _find_in(field, text, own)
    if found is None and (mark := LIST_MARK.match(text)):
        return _find_in(field, text[mark.end() :].strip(), own)
    return found


def _find_in(field: str, text: str, own: Wordings) -> str | None:
    codes = _codes_in_any_case(field)
    wording = bare(text)
    return (
        own.get((field, wording))
        or codes.get(text.upper())
        or _known_wordings().get((field, wording))
        or _code_that_opens(field, text)
        or next((codes[inner] for inner in _in_brackets(text) if inner in codes), None)
    )


def _find_ethnicity(field: str, text: str, own: Wordings) -> str | None:
    return own.get((field, bare(text))) or known_code(field, text)


def _code_that_opens(field: str, text: str) -> str | None:
    match = _opening(field).match(text)
    return _codes_in_any_case(field)[(match[1] or match[2]).upper()] if match else None


def _in_brackets(text: str) -> list[str]:
    return [match[1].strip().upper() for match in IN_BRACKETS.finditer(text)]


@cache
def _codes_to_map_to(field: str) -> dict[str, str]:
    if field == ETHNICITY:
        return {code: code for code in ETHNICITIES}
    codes = SEARCHED_CODES[field] if field in SEARCHED_CODES else CODES.get(field, {})
    return {code.upper(): code for code in codes}


@cache
def _codes_in_any_case(field: str) -> dict[str, str]:
    codes = {code.upper(): code for code in CODES[field]}
    return codes | ACCOMMODATION_WITH_DIGIT if field == ACCOMMODATION else codes


@cache
def _opening(field: str) -> re.Pattern[str]:
    longest_first = sorted(_codes_in_any_case(field), key=len, reverse=True)
    several = "|".join(re.escape(code) for code in longest_first if len(code) > 1) or r"(?!)"
    single = "|".join(re.escape(code) for code in longest_first if len(code) == 1) or r"(?!)"
    return re.compile(rf"(?:({several})\s*[-–:\[(]|({single})(?::|\s+[\[(]|\s+[-–]\s))", re.IGNORECASE)


@cache
def _known_wordings() -> dict[tuple[str, str], str]:
    path = REFERENCE / "code_wordings.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["code"] not in _codes_to_map_to(row["field"]).values():
            raise DefinitionError(f"{path.name}: {row['code']} is no code of {row['field']}.")
    return {(row["field"], bare(row["wording"])): row["code"] for row in rows}
