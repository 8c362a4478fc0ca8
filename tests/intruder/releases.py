"""Releases to attack: the board edition of made-up councils, one month or many in a row."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpers.clone import HISTORY_VARIABLE
from helpers.history import write_month
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.protect.editions import BOARD
from helpers.section.figures import Figures, make_figures
from intruder.published import Cell, of_frame, of_release

ENTRIES = tuple(INDICATORS.values())
BEFORE = 12


def make_release(folder: Path, month: str = "") -> list[Cell]:
    """What the board edition of a month shows and hides."""
    return of_release(_figures(folder, month).released)


def make_releases(folder: Path, month: str, history: Path, before: int = BEFORE) -> Iterator[list[Cell]]:
    """The board editions of a month and those before it, oldest first, each with the history that those before it left."""
    last = ReportingMonth.read(month)
    with _history(history):
        for back in range(before, -1, -1):
            figures = _figures(folder, str(last.plus(-back)))
            write_month(history, figures.month, figures.results.frame)
            yield of_release(figures.released)


def make_counts(folder: Path, month: str = "") -> list[Cell]:
    """The same figures with nothing hidden: what a relation between figures must hold for."""
    return of_frame(_figures(folder, month).results.frame.assign(is_hidden=False))


def _figures(folder: Path, month: str) -> Figures:
    return make_figures(str(folder), month, BOARD, ENTRIES)


@contextmanager
def _history(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(HISTORY_VARIABLE, str(folder))
        yield
