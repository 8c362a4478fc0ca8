"""What is odd about an extract beyond single cells: tables and columns that lack, names that lead elsewhere, what is old."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa

from helpers.check.council_values import notes_on_council
from helpers.check.identifiers import are_among, as_arrow, pairs_of, plain_identifiers
from helpers.load.care_data import ROW, CareData, LoadedTable, Note, Oddity
from helpers.load.freshness import stale_tables
from helpers.months import as_days, month_ends
from helpers.terms.codes import (
    ADDRESS_TYPE,
    BOTH_CHECKS,
    DENTAL_CHECK,
    HEALTH_ASSESSMENT,
    HEALTH_CHECK_TYPE,
    HOME,
    IMMIGRATION_STATUS,
    SEARCHED_CODES,
    UNMAPPED,
)
from helpers.terms.tables import PERSON, TABLES

ONE = np.array([1])
SEARCHED = {
    "ssd_cla_health": HEALTH_CHECK_TYPE,
    "ssd_address": ADDRESS_TYPE,
    "ssd_immigration_status": IMMIGRATION_STATUS,
    "exploitation": "type",
    "workforce": "role",
}
# What a figure asks of some of them, and says is missing where no row is read so.
WANTED = {
    HEALTH_CHECK_TYPE: {
        "no health assessment": (HEALTH_ASSESSMENT, BOTH_CHECKS),
        "no dental check": (DENTAL_CHECK, BOTH_CHECKS),
    },
    ADDRESS_TYPE: {"no home": (HOME,)},
}
# Whose rows name a row of another table by an id: (table, id there, table named, its id).
NAMES = (
    ("ssd_cla_episodes", "clae_cla_placement_id", "ssd_cla_placement", "clap_cla_placement_id"),
    ("ssd_cla_reviews", "clar_cla_id", "ssd_cla_episodes", "clae_cla_id"),
    ("ssd_cin_assessments", "cina_referral_id", "ssd_cin_episodes", "cine_referral_id"),
)


def notes_beyond_cells(data: CareData) -> list[Note]:
    """Return a note of each table or column that lacks, is old or not recognised, and of rows that lead elsewhere."""
    return [
        *_missing(data),
        *_stale(data),
        *_none_recognised(data),
        *_named_by_another_person(data),
        *_persons_not_listed(data),
        *_estimated_birth_dates(data),
        *notes_on_council(data),
    ]


def _missing(data: CareData) -> Iterator[Note]:
    for name in TABLES:
        table = data.tables.get(name)
        if name in data.asked and table is None:
            yield Note(Oddity.TABLE_MISSING, name, "", ONE)
        elif table is not None:
            for column in missing_columns(table):
                yield Note(Oddity.COLUMN_MISSING, name, column, ONE)


def missing_columns(table: LoadedTable) -> list[str]:
    """Return the columns that a figure reads and a table lacks; a person's not, where rows are filled through a key."""
    terms = TABLES[table.name]
    there = {terms.person if column == PERSON else column for column in table.columns}
    return [column for column in terms.asked if column not in there]


def _stale(data: CareData) -> Iterator[Note]:
    for name, day in stale_tables(data).items():
        yield Note(Oddity.STALE, name, "", ONE, detail=str(day))


def _none_recognised(data: CareData) -> Iterator[Note]:
    for name, column in SEARCHED.items():
        table = data.tables.get(name)
        read = data.read_of(name, column)
        if table is None or column not in table.columns or not (table.rows_in_file if column in SEARCHED_CODES else read.filled):
            continue
        wanted = WANTED.get(column, {"nothing": read.codes - {UNMAPPED}})
        lacking = [what for what, codes in wanted.items() if not read.codes.intersection(codes)]
        if lacking:
            yield Note(Oddity.NONE_RECOGNISED, name, column, np.arange(table.rows_in_file), detail=" and ".join(lacking))


def _named_by_another_person(data: CareData) -> Iterator[Note]:
    for name, column, named, key in NAMES:
        if not data.has(name, PERSON, column) or not data.has(named, PERSON, key):
            continue
        rows, others = data.tables[name].frame, data.tables[named].frame
        ids = rows.loc[rows[column] != "", [ROW, PERSON, column]]
        is_known = are_among(ids[column], as_arrow(others[key]))
        is_own = are_among(pairs_of(ids[column], ids[PERSON]), pairs_of(others[key], others[PERSON]))
        lead_elsewhere = is_known & ~is_own
        if lead_elsewhere.any():
            yield Note(Oddity.NAMED_BY_ANOTHER_PERSON, name, column, ids[ROW].to_numpy()[lead_elsewhere])


def _persons_not_listed(data: CareData) -> Iterator[Note]:
    if not data.has("ssd_person", PERSON):
        return
    persons = data.tables["ssd_person"].frame
    listed = as_arrow(persons[PERSON])
    for name, table in data.tables.items():
        if name in ("ssd_person", "workforce") or PERSON not in table.frame.columns:
            continue
        known = pa.concat_arrays([listed, as_arrow(persons["pers_legacy_id"])]) if name == "ssd_permanence" else listed
        ids = table.frame[PERSON]
        is_unlisted = ~are_among(ids, known)
        if is_unlisted.any():
            alike = _count_alike(ids[is_unlisted], known)
            rows = table.frame[ROW].to_numpy()[is_unlisted]
            yield Note(Oddity.PERSON_NOT_LISTED, name, TABLES[name].person or "", rows, detail=f"{alike:,}" if alike else "")


def _count_alike(unlisted: pd.Series, known: pa.Array) -> int:
    """How many identifiers would be known but for leading zeros, or for `.0` at the end."""
    different = as_arrow(unlisted).unique()
    return int(are_among(plain_identifiers(different), plain_identifiers(known)).sum())


def _estimated_birth_dates(data: CareData) -> Iterator[Note]:
    if not data.has("ssd_person", PERSON, "pers_expected_dob"):
        return
    persons = data.tables["ssd_person"].frame
    expected = as_days(persons["pers_expected_dob"])
    estimated = persons["pers_dob"].isna().to_numpy() & (expected <= month_ends([data.month])[0])
    if estimated.any():
        yield Note(Oddity.ESTIMATED_BIRTH_DATE, "ssd_person", "pers_expected_dob", np.asarray(persons[ROW])[estimated])
