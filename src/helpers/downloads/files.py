"""The published figures as files: the table and its description, the same bytes for the same figures."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from helpers.downloads.changes import list_said, list_since_last_month
from helpers.downloads.data_quality import list_data_quality
from helpers.downloads.districts import list_funnel, list_heat_map
from helpers.downloads.first_screen import list_first_screen
from helpers.downloads.judgements import list_judgement
from helpers.downloads.metadata import describe
from helpers.downloads.outturns import list_outturns
from helpers.downloads.rows import Row, as_table
from helpers.downloads.unread import list_unread
from helpers.export import as_text_cell, frame_as_csv
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.pages import FIGURES_FILE
from helpers.protect.editions import BOARD
from helpers.section.changed import find_changes
from helpers.section.figures import Figures, make_figures
from helpers.section.revised import find_revised_headlines

METADATA_FILE = f"{FIGURES_FILE}-metadata.json"


def board_files(folder: Path, month: ReportingMonth) -> dict[str, bytes]:
    """The files beside the pages of a month's board edition, by name. Raises DataError and UsageError as loading does."""
    return board_downloads(make_figures(str(folder), str(month), BOARD, tuple(INDICATORS.values()), whole=True))


def board_downloads(figures: Figures) -> dict[str, bytes]:
    """The files beside the pages of a published edition, by name, from the figures of the whole report."""
    table = published_figures(figures)
    codes = set(table["code"])
    entries = [entry for entry in figures.entries if entry.code in codes]
    name = FIGURES_FILE.rpartition("/")[2]
    return {
        FIGURES_FILE: frame_as_csv(_without_formulas(table)),
        METADATA_FILE: describe(name, figures.data.council, figures.month, entries, set(table["series"])),
    }


def _without_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the names that the council gives, of districts and of bands, as no spreadsheet takes for a formula."""
    is_band = table["series"] == "band"
    value = table["value"].mask(is_band, table["value"].map(as_text_cell))
    return table.assign(group=table["group"].map(as_text_cell), value=value)


def published_figures(figures: Figures) -> pd.DataFrame:
    """Every figure that an edition shows, draws or says: a table of texts, one row a figure, sorted as text.

    Columns: those of results (value rounded as shown; `[c]` where hidden), series, period, marks.
    Source: contract, "Published figures".
    """
    return as_table(_rows(figures))


def _rows(figures: Figures) -> Iterator[Row]:
    released = figures.released
    for entry in figures.entries:
        yield from list_outturns(entry, released)
        yield from list_unread(entry, released)
        yield from list_judgement(entry, released)
        yield from list_funnel(entry, released, figures.month)
        yield from list_said(entry, released)
    yield from list_heat_map(figures)
    changes, revised = find_changes(figures), find_revised_headlines(figures)
    yield from list_since_last_month(changes, released)
    yield from list_first_screen(figures, changes, revised)
    yield from list_data_quality(figures, revised)
