"""What the tests of faults share: an extract to be spoilt, and how a command ended."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

SECRET = "Wrenfield"


@dataclass(frozen=True)
class Council:
    """An extract that a test may spoil."""

    folder: Path

    def text(self, table: str) -> pd.DataFrame:
        """A table's cells as they stand."""
        return pd.read_csv(self.folder / f"{table}.csv", dtype="str", keep_default_na=False, encoding="utf-8")

    def write(self, table: str, frame: pd.DataFrame) -> None:
        """A table in place of the one that was there."""
        frame.to_csv(self.folder / f"{table}.csv", index=False, lineterminator="\n", encoding="utf-8")


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str
