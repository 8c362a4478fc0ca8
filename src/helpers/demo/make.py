"""Makes the made-up council's extract, whole or not at all."""

import csv
import io
import os
import shutil
import tempfile
from pathlib import Path

import pandas as pd

from helpers.demo.addresses import make_addresses
from helpers.demo.board_words import make_board_words
from helpers.demo.care_leavers import make_care_leavers
from helpers.demo.care_reviews import make_care_reviews
from helpers.demo.care_tables import make_care
from helpers.demo.care_visits import make_care_visits
from helpers.demo.council_files import MADE_BY_DEMO, council_toml, make_cla_history
from helpers.demo.dates import Calendar
from helpers.demo.earlier_outturns import make_earlier_outturns
from helpers.demo.faults import faulty_files, faulty_tables
from helpers.demo.fostering import make_fostering
from helpers.demo.health import make_health
from helpers.demo.missing import make_missing
from helpers.demo.own_words import make_code_spellings
from helpers.demo.people_tables import make_disabilities, make_immigration_statuses, make_people
from helpers.demo.permanence import make_permanence
from helpers.demo.place_tables import make_population, make_postcode_lookup
from helpers.demo.risks import make_risks
from helpers.demo.schools import make_schools
from helpers.demo.social_work import make_social_work
from helpers.demo.tables import TableMaker
from helpers.demo.targets import make_targets
from helpers.demo.teams import make_teams
from helpers.demo.world import World, make_world
from helpers.errors import UsageError
from helpers.months import ReportingMonth

FEWEST, MOST = 10, 20_000  # children in care

# Each makes one or a few tables from the council; a new one goes at the end and changes no other's figures.
MAKERS: tuple[TableMaker, ...] = (
    make_people,
    make_addresses,
    make_care,
    make_disabilities,
    make_immigration_statuses,
    make_population,
    make_postcode_lookup,
    make_cla_history,
    make_code_spellings,
    make_targets,
    make_social_work,
    make_teams,
    make_care_visits,
    make_care_reviews,
    make_health,
    make_missing,
    make_risks,
    make_schools,
    make_permanence,
    make_care_leavers,
    make_fostering,
    make_earlier_outturns,
    make_board_words,
)


def make_demo(folder: Path, month: str = "2026-10", children_in_care: int = 2000, seed: int = 1, faults: bool = False) -> None:
    """Writes the extract of a council that does not exist: CSV tables of the standard, side files, `council.toml`.

    By the definitions exactly `children_in_care` children are looked after on the month's last day (with `faults`, which
    plants what real extracts get wrong, about as many). The same arguments give the same bytes. The folder appears whole or
    stays as it was.

    Raises
        UsageError: no such month; a number out of range; the folder holds something that is not a demo extract.
    """
    if not FEWEST <= children_in_care <= MOST:
        raise UsageError(f"Choose from {FEWEST} to {MOST} children in care for the demo council.")
    if seed < 0:
        raise UsageError("The seed of the demo council is a whole number, 0 or more.")
    calendar = Calendar(ReportingMonth.read(month))
    _refuse_foreign(folder)
    _write_whole(folder, extract_files(make_world(calendar, children_in_care, seed), faults))


def extract_files(world: World, faults: bool) -> dict[str, bytes]:
    """The files of the extract by name."""
    tables = {name: table for make in MAKERS for name, table in make(world).items()}
    if faults:
        tables = faulty_tables(tables, world.seed)
    files = {f"{name}.csv": _csv(table) for name, table in tables.items()}
    if faults:
        files = faulty_files(files)
    return {"council.toml": council_toml(world).encode(), **files}


def _csv(table: pd.DataFrame) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.itertuples(index=False, name=None))
    return text.getvalue().encode()


def _refuse_foreign(folder: Path) -> None:
    """Raises UsageError for a file, or a folder that holds something and was not made here."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder} is a file. Name a folder for the demo council.")
    marker = folder / "council.toml"
    is_ours = marker.is_file() and marker.read_text(encoding="utf-8", errors="replace").startswith(MADE_BY_DEMO)
    if any(folder.iterdir()) and not is_ours:
        raise UsageError(f"{folder} is not empty and holds no demo council. Name a new or an empty folder.")


def _write_whole(folder: Path, files: dict[str, bytes]) -> None:
    """Writes the files beside the folder, then puts them in its place; an earlier demo council goes only then."""
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        new = beside / "new"
        new.mkdir()
        for name, content in files.items():
            (new / name).write_bytes(content)
        if folder.exists():
            os.replace(folder, beside / "old")
        os.replace(new, folder)
    finally:
        if not folder.exists() and (beside / "old").exists():
            os.replace(beside / "old", folder)
        shutil.rmtree(beside, ignore_errors=True)
