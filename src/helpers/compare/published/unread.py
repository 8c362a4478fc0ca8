"""What of a department's file gives no figure though its rows are there: a label, a level or a code that is not recognised."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import numpy as np

from helpers.compare.published.download import LEVEL, Download
from helpers.compare.published.geography import COUNCIL, ENGLAND, LEVELS, REGION
from helpers.compare.published.reference import Column
from helpers.compare.published.spelling import plain_label

ROWS_OF = {ENGLAND: "England", REGION: "regions", COUNCIL: "councils"}
MOST_LABELS, LONGEST_LABEL = 3, 120
LIKE_ENOUGH = 0.5

Fault = tuple[str, str, tuple[str, ...]]


def say_unread(file: Download, columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Return what is wrong with a file whose rows are not all read, a text each; nothing where all are.

    A measure gives no figure for the file's newest year, of all its areas or those of a level: with the column whose label
    is not recognised and the labels it has. Rows whose level, or whose council's code, is not recognised.
    """
    notes = [_say_encoding(file)] if file.is_windows_1252 else []
    notes += [*_say_levels(file), *_say_codes(file), *_say_empty(file, columns)]
    faults = find_faults(file, columns)
    return (*notes, *(_say_fault(file, columns, fault, codes) for fault, codes in faults.items()))


def find_faults(file: Download, columns: Iterable[Column]) -> Mapping[Fault, list[str]]:
    """Return the measures without a row of the newest year, by the column and label that none of it has, and the levels."""
    is_newest = (file.years == file.newest) & (file.levels != "")
    levels = set(file.levels[is_newest])
    found: dict[Fault, list[str]] = {}
    for column in columns:
        without = levels - set(file.levels[is_newest & file.picked(column.picks)])
        if without:
            rows = is_newest & np.isin(file.levels, sorted(without))
            name, text, _ = _first_without(file, column, rows)
            found.setdefault((name, text, tuple(sorted(without))), []).append(column.code)
    return found


def _first_without(file: Download, column: Column, rows: np.ndarray) -> tuple[str, str, np.ndarray]:
    """The first of a measure's picks that none of some rows has, of those that have the picks before it; with these rows."""
    for name, text in column.picks:
        kept = rows & file.are(name, text)
        if not kept.any():
            return name, text, rows
        rows = kept
    raise ValueError(column.code)


def _say_fault(file: Download, columns: tuple[Column, ...], fault: Fault, codes: list[str]) -> str:
    name, text, without = fault
    year = _time(file, file.newest)
    own = [column for column in columns if column.code in codes]
    rows = (file.years == file.newest) & np.isin(file.levels, without)
    near = _nearest(file, columns, fault, _first_without(file, own[0], rows)[2])
    read = np.any([file.picked(column.picks) for column in own], axis=0) & np.isin(file.levels, without)
    last = f"The newest year read is {_time(file, int(file.years[read].max()))}." if read.any() else "No year is read."
    of_all = set(without) == set(file.levels[file.years == file.newest]) - {""}
    where = "" if of_all else f" in the rows of {' and '.join(ROWS_OF[level] for level in without)}"
    return (
        f"{file.name}: {year} gives no figure{where} for {', '.join(codes)}.\n"
        f"  The column {name} has no label “{text}” for {year}; {near}. {last}\n"
        "  The department may have worded it anew. Tell whoever maintains the workbook."
    )


def _nearest(file: Download, columns: tuple[Column, ...], fault: Fault, rows: np.ndarray) -> str:
    """The labels, of some rows, that nothing reads: those nearest to the one looked for; new ones before all others."""
    name, text, without = fault
    labels = file.labels(name)
    looked_for = {plain_label(label) for column in columns for pick, label in column.picks if pick == name}
    before = set(labels[(file.years < file.newest) & np.isin(file.levels, without)])
    unread = {label for label in labels[rows] if label and label not in looked_for}
    candidates = sorted(unread - before) or sorted(unread)
    found = get_close_matches(plain_label(text), candidates, n=MOST_LABELS, cutoff=LIKE_ENOUGH)
    found = found or sorted(unread - before)[:MOST_LABELS]
    if not found:
        return "it has no other like it"
    shown = [str(file.frame[name].iloc[np.flatnonzero(labels == label)[0]])[:LONGEST_LABEL] for label in found]
    return f"it has {' and '.join(f'“{label}”' for label in shown)}, which {'is' if len(shown) == 1 else 'are'} not recognised"


def _say_empty(file: Download, columns: tuple[Column, ...]) -> list[str]:
    """What is said of columns without a number or a symbol in any row of the newest year that is read."""
    notes = []
    for column in columns:
        cells = file.frame[column.column][file.picked(column.picks) & (file.years == file.newest)]
        if len(cells) and not cells.ne("").any():
            year = _time(file, file.newest)
            notes.append(f"{file.name}: {year} gives no figure for {column.code}: the column {column.column} is empty.")
    return notes


def _say_levels(file: Download) -> list[str]:
    """What is said of rows whose level is none that is known, one text a level."""
    labels, notes = file.labels(LEVEL), []
    for text in dict.fromkeys(label for label in labels if label not in LEVELS):
        shown = str(file.frame[LEVEL].iloc[np.flatnonzero(labels == text)[0]])[:LONGEST_LABEL]
        known = ", ".join(level.capitalize() for level in LEVELS)
        notes.append(_say_rows(file, labels == text, f"the column {LEVEL} holds “{shown}”, and none of {known}"))
    return notes


def _say_codes(file: Download) -> list[str]:
    """What is said of councils without a three-digit code, and of a nation's rows where none is England's."""
    level = np.array([LEVELS.get(label, "") for label in file.labels(LEVEL)], dtype=object)
    is_unread = file.levels == ""
    councils, nation = is_unread & (level == COUNCIL), is_unread & (level == ENGLAND)
    notes = [_say_rows(file, councils, "the column old_la_code holds no three-digit code of a council")] if councils.any() else []
    if nation.any() and not (file.levels == ENGLAND).any():
        notes.append(_say_rows(file, nation, "the column country_code does not hold the code of England (E92000001)"))
    return notes


def _say_rows(file: Download, rows: np.ndarray, what: str) -> str:
    places = np.flatnonzero(rows)
    times = sorted(set(file.frame["time_period"].iloc[places]))
    when = times[0] if len(times) == 1 else f"{times[0]} to {times[-1]}"
    count = f"{len(places):,} row{'s' if len(places) > 1 else ''} of {when}, from row {file.row(places)} on,"
    return f"{file.name}: {count} {'are' if len(places) > 1 else 'is'} not read: {what}."


def _say_encoding(file: Download) -> str:
    return (
        f"{file.name} is not written in UTF-8, as the department's files are, and was read as Windows-1252.\n"
        "  Another program may have saved it anew. Download it again where figures or names look wrong."
    )


def _time(file: Download, year: int) -> str:
    """A year as the file writes it: 2025, or 202425 of an academic year."""
    return str(file.frame["time_period"].iloc[np.flatnonzero((file.years == year) & (file.levels != ""))[0]])
