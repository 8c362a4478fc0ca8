"""How recent an extract is. Source: definitions, "Shape and freshness"."""

from datetime import date

import numpy as np

from helpers.errors import DataError
from helpers.load.care_data import CareData, LoadedTable
from helpers.months import DAY, as_days
from helpers.terms.tables import EVENT_DATES

STALE_DAYS = 31
TOO_OLD_DAYS = 62


def newest_date(table: LoadedTable, latest: date) -> np.datetime64 | None:
    """Return the newest date of an event table's rows that count, on or before a day; None where it has none."""
    days = [as_days(table.frame[column]) for column in EVENT_DATES[table.name]]
    every = np.concatenate([*days, np.array([], dtype=DAY)])
    every = every[every <= np.datetime64(latest)]
    return every.max() if len(every) else None


def newest_dates(data: CareData) -> dict[str, np.datetime64]:
    """Return the newest date of each event table that has one, by table: up to the day of the extract, else of the month."""
    latest = data.as_at or data.month.last_day
    found = {name: newest_date(data.tables[name], latest) for name in EVENT_DATES if name in data.tables}
    return {name: day for name, day in found.items() if day is not None}


def stale_tables(data: CareData) -> dict[str, np.datetime64]:
    """Return the newest date of each event table in which it is more than 31 days before the month's last day."""
    return {name: day for name, day in newest_dates(data).items() if _days_before(data, day) > STALE_DAYS}


def refuse_empty_or_old(data: CareData) -> None:
    """Raise DataError where an extract holds no rows, or none of its event tables anything recent."""
    holders = [name for name in ("ssd_person", *EVENT_DATES) if name in data.tables and data.tables[name].rows_in_file]
    if not holders:
        raise DataError(
            "The data folder holds no table of the extract with rows: neither ssd_person nor one of contacts, episodes, "
            "plans, visits ...\nExport the tables again, as ssd_person.csv and so on. `workbook check` says what is there."
        )
    newest = newest_dates(data)
    if any(_days_before(data, day) <= TOO_OLD_DAYS for day in newest.values()):
        return
    if not newest:
        said = "No table of the extract holds the date of an event that can be read."
    else:
        table = max(newest, key=newest.__getitem__)
        said = f"The newest date of any event is {newest[table]}, in {data.tables[table].file}."
    raise DataError(
        f"{said}\nA report of {data.month} needs something of the {TOO_OLD_DAYS} days before {data.month.last_day}. "
        "Export the tables again, or ask for an earlier month."
    )


def refuse_future(extract_date: date | None) -> None:
    """Raise DataError where the day of the extract is later than today."""
    today = date.today()
    if extract_date is not None and extract_date > today:
        raise DataError(
            f"council.toml says extract_date = {extract_date}, which is later than today, {today}.\n"
            "It is the day on which the tables were exported. Correct it."
        )


def _days_before(data: CareData, day: np.datetime64) -> int:
    return int((np.datetime64(data.month.last_day) - day).astype(int))
