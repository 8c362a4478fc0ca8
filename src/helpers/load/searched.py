"""Columns that are searched for words: types of health check, kinds of address, immigration statuses.

Source: definitions, "Rows", on what is searched for words. Such a column may rightly hold much that no figure asks for.
"""

import re
from collections.abc import Callable, Collection

import pandas as pd

from helpers.load.codes import Wordings, own_or_known_wording
from helpers.terms.codes import (
    ADDRESS_TYPE,
    BOTH_CHECKS,
    DENTAL_CHECK,
    DENTAL_CHECK_WORDS,
    HEALTH_ASSESSMENT,
    HEALTH_ASSESSMENT_ABBREVIATIONS,
    HEALTH_ASSESSMENT_WORDS,
    HEALTH_CHECK_TYPE,
    HEALTH_CHECK_WORDS,
    HOME,
    IMMIGRATION_STATUS,
    MEDICAL_ASSESSMENT_WORDS,
    MENTAL_HEALTH_WORD,
    OTHER,
    UNACCOMPANIED,
    UNACCOMPANIED_WORDS,
    UNMAPPED,
)

# What a health check is where no row of the table is an assessment by another word.
PERHAPS_ASSESSMENT = "HA?"


def read_searched(texts: pd.Series, field: str, own: Wordings, home_types: Collection[str]) -> pd.Series:
    """Return trimmed texts as the codes found by their words, `?` where none is, empty where the cell is; one a row.

    `home_types` are the address types that are homes (setting). Raises KeyError for a field that is not searched.
    """
    readers: dict[str, Callable[[str], str | None]] = {
        HEALTH_CHECK_TYPE: _health_check,
        IMMIGRATION_STATUS: _immigration_status,
        ADDRESS_TYPE: lambda text: HOME if text in {plain(kind) for kind in home_types} else None,
    }
    search = readers[field]
    found = {
        text: (own_or_known_wording(field, text, own) or search(plain(text)) or UNMAPPED) if text else ""
        for text in texts.unique()
    }
    if field == HEALTH_CHECK_TYPE:
        has_assessment = any(code in (HEALTH_ASSESSMENT, BOTH_CHECKS) for code in found.values())
        read_as = UNMAPPED if has_assessment else HEALTH_ASSESSMENT
        found = {text: read_as if code == PERHAPS_ASSESSMENT else code for text, code in found.items()}
    return texts.map(found).astype("str")


def plain(text: str) -> str:
    """Return a text as it is searched: in small letters, with spaces run together."""
    return " ".join(text.lower().split())


def _health_check(text: str) -> str | None:
    is_dental = any(words in text for words in DENTAL_CHECK_WORDS)
    assessment = _health_assessment(text, is_dental)
    if assessment and _has_word(text, MENTAL_HEALTH_WORD):
        return DENTAL_CHECK if is_dental else OTHER
    if is_dental:
        return BOTH_CHECKS if assessment else DENTAL_CHECK
    return assessment


def _health_assessment(text: str, is_dental: bool) -> str | None:
    """Return whether a text names a health assessment, or may do so; of a dental check by its full words alone."""
    if HEALTH_ASSESSMENT_WORDS in text:
        return HEALTH_ASSESSMENT
    if is_dental:
        return None
    if MEDICAL_ASSESSMENT_WORDS in text or any(_has_word(text, word) for word in HEALTH_ASSESSMENT_ABBREVIATIONS):
        return HEALTH_ASSESSMENT
    return PERHAPS_ASSESSMENT if HEALTH_CHECK_WORDS in text else None


def _immigration_status(text: str) -> str | None:
    return UNACCOMPANIED if any(words in text for words in UNACCOMPANIED_WORDS) else None


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", text) is not None
