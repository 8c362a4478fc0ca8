"""Text to numbers, and to yes or no. Source: definitions, "Rows"."""

import re

import numpy as np
import pandas as pd

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
YES = ("y", "yes", "1", "true")
NO = ("n", "no", "0", "false")
NOT_APPLICABLE = "na"


def read_numbers(texts: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """A column of trimmed texts as numbers, NaN where empty or unreadable; and which cells are unreadable."""
    found = {text: float(text) if NUMBER.fullmatch(text) else np.nan for text in texts.unique()}
    numbers = texts.map(found).to_numpy(dtype=float, na_value=np.nan)
    return numbers, np.isnan(numbers) & (texts != "").to_numpy()


def read_yes_no(texts: pd.Series) -> tuple[pd.Series, np.ndarray]:
    """A column of trimmed texts as `Y`, `N` or empty; and which filled cells are neither."""
    found = {text: _yes_no(text) for text in texts.unique()}
    answers = texts.map(found).astype("str")
    return answers, ((answers == "") & (texts != "")).to_numpy()


def _yes_no(text: str) -> str:
    return "Y" if text.lower() in YES else "N" if text.lower() in NO else ""
