"""The council's own table of published figures: written by `workbook published`, and read back."""

from pathlib import Path

import numpy as np
import pandas as pd

from helpers.compare.published.spelling import plain_codes
from helpers.errors import DataError
from helpers.export import frame_as_csv, write_bytes

COLUMNS = [
    "published_code", "period", "period_end", "level", "la_code", "ons_code", "name",
    "value", "status", "unit", "publication", "version", "file",
]  # fmt: skip
CODES = ("la_code", "ons_code")
KEY_TEXTS = ("published_code", "period", "level", "name")
FILE = "published.csv"


def write_published(figures: pd.DataFrame, path: Path) -> None:
    """Write published figures to a CSV file; the same figures give the same bytes. Raises MachineError.

    Whole numbers have no decimal point; the value is empty, never 0, where `status` is not ok.
    """
    which, values = pd.factorize(figures["value"], use_na_sentinel=False)
    texts = np.array(["" if np.isnan(value) else f"{value:.15g}" for value in values], dtype=object)
    write_bytes(path, frame_as_csv(figures[COLUMNS].assign(value=texts[which])))


def read_published(path: Path) -> pd.DataFrame:
    """Read the table that `write_published` wrote; codes as they are meant where a spreadsheet took them for numbers.

    Raises DataError, naming the column, where it is another table.
    """
    try:
        figures = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except OSError as error:
        raise DataError(f"{path.name} can't be read: {error.strerror or 'the file system refused'}.") from None
    except ValueError:
        raise DataError(f"{path.name} can't be read as CSV.\nWrite it again with: workbook published") from None
    for name in COLUMNS:
        if name not in figures:
            raise DataError(f"{path.name} has no column {name}.\nWrite it again with: workbook published")
    try:
        values = pd.to_numeric(figures["value"].replace("", np.nan))
    except ValueError:
        raise DataError(f"{path.name}: the column value holds a text that is no number.") from None
    texts = {name: figures[name].str.strip() for name in KEY_TEXTS} | {name: plain_codes(figures[name]) for name in CODES}
    return figures[COLUMNS].assign(**texts, value=values.astype("float64"))
