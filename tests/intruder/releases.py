"""Releases to attack: the board edition of made-up councils, one month or many in a row."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.clone import HISTORY_VARIABLE
from helpers.history import write_month
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.protect.editions import BOARD
from helpers.protect.register import write_register
from helpers.section.figures import Figures, make_figures
from intruder.published import Cell, of_frame, of_release

ENTRIES = tuple(INDICATORS.values())
BEFORE = 12


def make(folder: Path, month: str, history: Path) -> Figures:
    """The figures of a month: as counted, and as the board edition shows and hides them after what a history tells."""
    history.mkdir(parents=True, exist_ok=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(HISTORY_VARIABLE, str(history))
        return make_figures(str(folder), month, BOARD, ENTRIES)


def make_releases(folder: Path, month: str, history: Path, before: int = BEFORE) -> Iterator[list[Cell]]:
    """The board editions of a month and those before it, oldest first, each with all that those before it left: their
    figures in the history, and what they showed in the register of what was published.
    """
    last = ReportingMonth.read(month)
    for back in range(before, -1, -1):
        figures = make(folder, str(last.plus(-back)), history)
        write_month(history, figures.month, figures.results.frame)
        write_register(history, figures.released)
        yield of_release(figures.released)


def counts_of(figures: Figures) -> list[Cell]:
    """The same figures with nothing hidden: what a relation between figures must hold for."""
    return of_frame(figures.results.frame.assign(is_hidden=False))
