"""Identifiers of two tables compared, many at a time."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

LEADING_ZEROS_OR_DECIMAL = r"^0+|\.0+$"


def as_arrow(texts: pd.Series) -> pa.Array:
    """Return a column of texts as one Arrow array."""
    found = pa.array(texts.array, type=pa.large_string())
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def are_among(texts: pd.Series | pa.Array, known: pa.Array) -> np.ndarray:
    """Return whether each text is one of those known."""
    asked = as_arrow(texts) if isinstance(texts, pd.Series) else texts
    return pc.is_in(asked, value_set=known).to_numpy(zero_copy_only=False)


def pairs_of(identifiers: pd.Series, persons: pd.Series) -> pa.Array:
    """Return each identifier with its person, as one text."""
    return pc.binary_join_element_wise(as_arrow(identifiers), as_arrow(persons), pa.scalar("\0", pa.large_string()))


def plain_identifiers(texts: pa.Array) -> pa.Array:
    """Return identifiers without leading zeros and without `.0` at the end, which a spreadsheet takes away and adds."""
    return pc.replace_substring_regex(texts, LEADING_ZEROS_OR_DECIMAL, "")
