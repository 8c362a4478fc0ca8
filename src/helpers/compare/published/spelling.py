"""Texts of the department's files as they are meant: codes without a decimal point, labels without odd spaces or marks."""

import re

import numpy as np
import pandas as pd

# A spreadsheet or a data frame that once took a code for a number writes it with a decimal point: 888.0, 202425.0.
_AS_NUMBER = re.compile(r"\b(\d+)\.0+(?!\d)", re.ASCII)
# A mark at the start of a file that was put behind another one, and spaces that have no width.
_NO_WIDTH = dict.fromkeys(map(ord, "\ufeff\u200b\u2060"))
_MARKS = str.maketrans("‘’“”‐‑‒–—", "''\"\"-----")


def plain_text(text: str) -> str:
    """Return a text with one space wherever there are spaces of any kind, and none around it."""
    return " ".join(text.translate(_NO_WIDTH).split())


def plain_code(text: str) -> str:
    """Return a code or a year as it is meant: `888` for ` 888.0 `, `940 / 941` for `940.0 / 941.0`."""
    return _AS_NUMBER.sub(r"\1", plain_text(text)).upper()


def plain_label(text: str) -> str:
    """Return a label as labels are compared: small letters, plain spaces, straight quotation marks, one kind of dash."""
    return plain_text(text).translate(_MARKS).lower()


def plain_codes(texts: pd.Series) -> pd.Series:
    """Return a column of codes as they are meant; each different text is looked at once."""
    which, found = pd.factorize(texts)
    meant = np.array([plain_code(text) for text in found], dtype=object)
    return pd.Series(meant[which] if len(which) else meant, index=texts.index, dtype="str")


def plain_labels(texts: pd.Series) -> np.ndarray:
    """Return a column of labels as labels are compared; each different text is looked at once."""
    which, found = pd.factorize(texts)
    return np.array([plain_label(text) for text in found], dtype=object)[which]
