"""What an intruder holds: the cells of a release, as anybody can read them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.protect.released import Released

HIDDEN = "[c]"
ALL = "all"
# An outturn, and the earlier outturn that a change is reckoned from; its month stands in the period.
OUTTURNS = ("outturn", "change_from")


@dataclass(frozen=True)
class Cell:
    """One published figure: its key, and its numbers where they are shown."""

    code: str
    month: str
    window: str
    breakdown: str
    group: str
    numerator: float | None
    denominator: float | None
    is_hidden: bool

    @property
    def place(self) -> tuple[str, str, str, str]:
        """When and of whom it speaks: month, window, breakdown, group."""
        return self.month, self.window, self.breakdown, self.group

    @property
    def name(self) -> str:
        """Its key in one line."""
        return " ".join((self.code, *self.place))


def of_release(released: Released) -> list[Cell]:
    """The cells of a release that was made here and now: what its pages are drawn from."""
    return of_frame(released.frame)


def of_frame(frame: pd.DataFrame) -> list[Cell]:
    """The cells of a frame with the columns of a release."""
    columns = ["code", "month", "window", "breakdown", "group", "numerator", "denominator", "is_hidden"]
    return [
        Cell(*row[:5], None if row[7] else _number(row[5]), None if row[7] else _number(row[6]), bool(row[7]))
        for row in frame[columns].itertuples(index=False)
    ]


def of_file(path: Path) -> list[Cell]:
    """The cells of a published `figures.csv`: its outturns, those that changes are reckoned from too."""
    return list(_read(path))


def _read(path: Path) -> Iterator[Cell]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["series"] not in OUTTURNS:
                continue
            numerator, denominator = row["numerator"], row["denominator"]
            is_hidden = HIDDEN in (numerator, denominator, row["value"])
            month = row["period"] if row["series"] == "change_from" else row["month"]
            yield Cell(
                row["code"], month, row["window"], row["breakdown"], row["group"],
                _read_number(numerator), _read_number(denominator), is_hidden,
            )  # fmt: skip


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _read_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
