"""Tables as text: every cell is a string, as in the files."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from helpers.demo.world import World

TableMaker = Callable[[World], dict[str, pd.DataFrame]]


def text_table(columns: str, rows: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    """A table with these columns (names with spaces between), in this order; what a row doesn't give is empty."""
    names = columns.split()
    cells = [[row.get(name, "") for name in names] for row in rows]
    return pd.DataFrame(cells, columns=names, dtype=object)


def whole_table(columns: str, rows: Iterable[Sequence[str]]) -> pd.DataFrame:
    """A table whose rows give every cell, in the order of the columns: for long tables."""
    return pd.DataFrame(list(rows), columns=columns.split(), dtype=object)


def numbered(prefix: str, rows: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """The rows with a key before each: the prefix and a number."""
    return [(f"{prefix}{place:06d}", *row) for place, row in enumerate(rows, 1)]
