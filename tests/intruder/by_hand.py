"""Releases of a few cells, written as tables."""

from intruder.published import HIDDEN, Cell


def read(table: str) -> list[Cell]:
    """Cells from lines of code, month, window, breakdown, group (spaces as _), numerator and denominator; [c] is hidden."""
    return [_cell(*line.split()) for line in table.strip().splitlines()]


def _cell(code: str, month: str, window: str, breakdown: str, group: str, numerator: str, denominator: str = "-") -> Cell:
    numbers = [None if text in (HIDDEN, "-") else float(text) for text in (numerator, denominator)]
    return Cell(code, month, window, breakdown, group.replace("_", " "), *numbers, numerator == HIDDEN)


def months(count: int, last: int = 12) -> list[str]:
    """So many months of 2026 up to one, oldest first; those before January are of 2025."""
    return [f"{2026 + (n - 1) // 12}-{(n - 1) % 12 + 1:02d}" for n in range(last - count + 1, last + 1)]
