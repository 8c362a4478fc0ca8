"""Text to numbers, to yes or no and to one of a few words. Source: definitions, "Rows"."""

import re
from collections.abc import Collection

import numpy as np
import pandas as pd

from helpers.terms.codes import UNMAPPED
from helpers.terms.tables import Range

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
ACADEMIC_YEAR = re.compile(r"[0-9]{4}")
ACADEMIC_YEARS = (1990, 2100)
YES = ("y", "yes", "1", "-1", "true", "t")
NO = ("n", "no", "0", "false", "f")
NOT_APPLICABLE = "NA"
NOT_APPLICABLE_TEXTS = ("na", "n/a")
# What tools write for an empty cell. NA, N/A and NONE are values.
EMPTY_TEXTS = ("null", "(null)", r"\n", "nan", "nat", "#n/a", "<na>")


def are_words_for_empty(texts: pd.Series) -> np.ndarray:
    """Whether each of some trimmed texts is what a tool writes for an empty cell."""
    found = [text for text in texts.unique() if text.lower() in EMPTY_TEXTS]
    return texts.isin(found).to_numpy() if found else np.zeros(len(texts), dtype=bool)


def read_numbers(texts: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return trimmed texts as numbers, NaN where empty or unreadable; and which cells are unreadable."""
    found = {text: float(text) if NUMBER.fullmatch(text) else np.nan for text in texts.unique()}
    numbers = texts.map(found).to_numpy(dtype=float, na_value=np.nan)
    return numbers, np.isnan(numbers) & (texts != "").to_numpy()


def are_out_of_range(numbers: np.ndarray, allowed: Range) -> np.ndarray:
    """Whether each number is none that its column may hold; an empty one is not out of range."""
    is_outside = (numbers < allowed.lowest) | (numbers > allowed.highest)
    return is_outside | (allowed.is_whole & ~np.isnan(numbers) & (numbers % 1 != 0))


def read_yes_no(texts: pd.Series, *, may_not_apply: bool = False) -> tuple[pd.Series, np.ndarray]:
    """Return trimmed texts as `Y`, `N` or empty, `NA` where that may be; and which filled cells are none of them."""
    found = {text: _yes_no(text.lower(), may_not_apply) for text in texts.unique()}
    answers = texts.map(found).astype("str")
    return answers, ((answers == "") & (texts != "")).to_numpy()


def _yes_no(text: str, may_not_apply: bool) -> str:
    if may_not_apply and text in NOT_APPLICABLE_TEXTS:
        return NOT_APPLICABLE
    return "Y" if text in YES else "N" if text in NO else ""


def read_choices(texts: pd.Series, choices: Collection[str]) -> pd.Series:
    """Return trimmed texts as the word that each is in any case, `?` for another, empty where the cell is."""
    by_lower = {"": "", **{choice.lower(): choice for choice in choices}}
    return texts.map({text: by_lower.get(text.lower(), UNMAPPED) for text in texts.unique()}).astype("str")


def first_year(text: str) -> int | None:
    """Return the calendar year in which an academic year begins, 2025 of `2025/26`; None where no such year is named."""
    match = ACADEMIC_YEAR.search(text)
    year = int(match[0]) if match else 0
    return year if ACADEMIC_YEARS[0] <= year <= ACADEMIC_YEARS[1] else None
