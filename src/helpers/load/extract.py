"""Loading a council's extract: every known file of the folder, each once."""

from collections.abc import Collection, Mapping
from pathlib import Path

from helpers.council import Council, read_council
from helpers.errors import DataError
from helpers.load.care_data import CareData, LoadedTable, Note
from helpers.load.folder import TableFile, look_at_all, look_into
from helpers.load.freshness import refuse_empty_or_old, refuse_future
from helpers.load.persons import PersonsByKey, persons_by_key
from helpers.load.spellings import read_spellings
from helpers.load.text_tables import TextTable, read_text_table
from helpers.load.typing_rows import Rules, type_table
from helpers.months import ReportingMonth, month_of_extract
from helpers.terms.tables import TABLES, TableTerms

# Through these tables' keys a row without a person is filled; they are loaded before the others.
KEY_TABLES = {"ssd_cla_episodes": "clae_cla_id", "ssd_cp_plans": "cppl_cp_plan_id"}
_HELD: dict[Path, TextTable] = {}


def load_extract(folder: Path, month: ReportingMonth | None = None, tables: Collection[str] | None = None) -> CareData:
    """A council's extract for a month, that of the extract where none is asked for.

    Of all its tables, or of those named and those through which rows without a person are filled.
    Raises DataError, naming all that is wrong, where the folder, files in it or the month stop the run (contract, "What
    stops a run"); that nothing is recent is asked where all tables are loaded.
    """
    data, faults = load_what_can_be_read(folder, month, tables)
    refuse(faults)
    if tables is None:
        refuse_empty_or_old(data)
    return data


def refuse(faults: Collection[DataError]) -> None:
    """Raise DataError with the words of all faults, where there are any."""
    if faults:
        raise DataError("\n".join(str(fault) for fault in faults))


def load_what_can_be_read(
    folder: Path, month: ReportingMonth | None = None, tables: Collection[str] | None = None
) -> tuple[CareData, list[DataError]]:
    """An extract without the files that can't be read, and why each of them can't. Raises DataError for folder or month."""
    council = read_council(folder)
    return load_for(council, month_to_report(council, month), folder, tables)


def load_for(
    council: Council, month: ReportingMonth, folder: Path, tables: Collection[str] | None = None
) -> tuple[CareData, list[DataError]]:
    """Return the extract in a folder for a council and a month, without the files that can't be read, and why they can't."""
    found = look_at_all(folder)
    faults = list(found.faults)
    try:
        own, spelling_notes = read_spellings(found.spellings)
    except DataError as fault:
        own, spelling_notes = {}, []
        faults.append(fault)
    rules = Rules(own, council.settings.home_address_types, month.last_day)
    asked = set(TABLES) if tables is None else {*tables, *_filling(tables)}
    loaded: dict[str, LoadedTable] = {}
    notes: list[Note] = [*found.notes, *spelling_notes]
    persons: dict[str, PersonsByKey] = {}
    for name in sorted(asked & set(found.tables), key=lambda name: (name not in KEY_TABLES, name)):
        try:
            loaded[name], oddities = type_table(
                _read(found.tables[name], TABLES[name]), TABLES[name], rules, _persons_for(TABLES[name], persons)
            )
        except DataError as fault:
            faults.append(fault)
            continue
        notes.extend(oddities)
        if name in KEY_TABLES:
            persons[KEY_TABLES[name]] = persons_by_key(loaded[name], KEY_TABLES[name])
    tables_in_order = dict(sorted(loaded.items()))
    data = CareData(council=council, month=month, tables=tables_in_order, notes=tuple(notes), asked=frozenset(asked))
    return data, faults


def _read(file: TableFile, terms: TableTerms) -> TextTable:
    return _HELD.get(file.path) or read_text_table(file.path, terms, file.headings)


def read_texts(folder: Path, tables: Collection[str]) -> dict[Path, TextTable]:
    """The files of some tables as text, by their paths. Raises DataError as `load_extract`."""
    found = look_into(folder).tables
    return {file.path: read_text_table(file.path, TABLES[name], file.headings) for name, file in found.items() if name in tables}


def keep_texts(texts: Mapping[Path, TextTable]) -> None:
    """Hold files' texts in this process, for extracts that are loaded for one month after the other."""
    _HELD.update(texts)


def release_texts() -> None:
    """Hold no texts any more."""
    _HELD.clear()


def _filling(tables: Collection[str]) -> set[str]:
    """The tables through whose keys rows without a person of some tables are filled."""
    through = {TABLES[name].person_through for name in tables} - {None}
    return {table for table, key in KEY_TABLES.items() if any(each.endswith(_suffix(key)) for each in through)}


def month_to_report(council: Council, month: ReportingMonth | None) -> ReportingMonth:
    """The month asked for, that of the extract where none is. Raises DataError for a month that the extract can't tell of."""
    refuse_future(council.extract_date)
    if council.extract_date is None:
        if month is None:
            raise DataError(
                "council.toml gives no extract_date, and no month was asked for.\n"
                "Add extract_date = 2026-11-03 (the day of the extract), or ask for a month: --month 2026-10"
            )
        return month
    latest = month_of_extract(council.extract_date)
    if month is None:
        return latest
    if month > latest:
        raise DataError(
            f"The extract of {council.extract_date} holds no whole month later than {latest}, "
            f"so {month} can't be reported.\nMake a newer extract, or ask for {latest} or an earlier month."
        )
    return month


def _persons_for(terms: TableTerms, persons: dict[str, PersonsByKey]) -> PersonsByKey | None:
    if terms.person_through is None:
        return None
    return next((found for key, found in persons.items() if terms.person_through.endswith(_suffix(key))), None)


def _suffix(key: str) -> str:
    """What the names of a key have in common in all tables: `_cla_id` of `clae_cla_id`."""
    return key[key.index("_") :]
