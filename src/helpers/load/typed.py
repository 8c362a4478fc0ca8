"""A table while it is typed."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from helpers.load.care_data import ColumnRead, Note, Oddity
from helpers.load.text_tables import TextTable
from helpers.terms.tables import TableTerms


@dataclass
class Typed:
    """A table while it is typed: its columns so far, how much of each could be read, and the notes taken."""

    terms: TableTerms
    text: TextTable
    columns: dict[str, pd.Series | np.ndarray] = field(default_factory=dict)
    read: dict[str, ColumnRead] = field(default_factory=dict)
    unread: dict[str, np.ndarray] = field(default_factory=dict)
    unmapped: dict[tuple[str, str], int] = field(default_factory=dict)
    wordings: dict[str, frozenset[str]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    end_unreadable: np.ndarray | None = None

    def note(self, oddity: Oddity, column: str, mask: np.ndarray) -> None:
        """Note the rows that have an oddity, where any has."""
        if mask.any():
            self.notes.append(Note(oddity, self.terms.name, column, self.text.rows[mask]))
