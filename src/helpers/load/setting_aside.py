"""Which rows of a file count: those without a person, repeats and rows that make no sense are set aside.

Source: definitions, "Rows".
"""

import numpy as np
import pandas as pd

from helpers.load.care_data import Oddity
from helpers.load.typed import Typed
from helpers.months import as_days
from helpers.terms.tables import PERSON

WORKER_TABLE = "workforce"


def rows_that_count(typed: Typed, has_persons: bool) -> np.ndarray:
    """Return which rows of a typed table are not set aside, and note those that are, each for its first reason."""
    terms, columns = typed.terms, typed.columns
    aside = typed.text.repeats(columns.get(PERSON))
    typed.note(Oddity.EXACT_REPEAT, "", aside)

    def set_aside(oddity: Oddity, column: str, mask: np.ndarray) -> None:
        typed.note(oddity, column, mask & ~aside)
        np.logical_or(aside, mask, out=aside)

    if terms.person and has_persons:
        oddity = Oddity.NO_WORKER if terms.name == WORKER_TABLE else Oddity.NO_PERSON
        set_aside(oddity, terms.person, (columns[PERSON] == "").to_numpy())
    if terms.end:
        set_aside(Oddity.END_UNREADABLE, terms.end, typed.end_unreadable)
        set_aside(Oddity.ENDS_BEFORE_START, terms.end, as_days(columns[terms.end]) < as_days(columns[terms.start]))
    if terms.key and terms.name != "ssd_person":
        set_aside(Oddity.SAME_KEY, terms.key, _have_key_of_a_later_row(typed, aside))
    return ~aside


def _have_key_of_a_later_row(typed: Typed, aside: np.ndarray) -> np.ndarray:
    """Whether each row that counts so far has the key, and the person, of a later one; an empty key is none."""
    terms = typed.terms
    key = typed.columns[PERSON if terms.key == terms.person else terms.key]
    places = np.flatnonzero(~aside & (key != "").to_numpy())
    asked = pd.DataFrame({"key": np.asarray(key, dtype=object)[places]})
    if PERSON in typed.columns:
        asked["person"] = np.asarray(typed.columns[PERSON], dtype=object)[places]
    found = np.zeros(len(aside), dtype=bool)
    found[places] = asked.duplicated(keep="last").to_numpy()
    return found
