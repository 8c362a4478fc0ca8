"""The demo extract as plain Python reads it: a second route to its figures, with none of the workbook's own code."""

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

Row = dict[str, str]
SHORT_BREAKS = {"V1", "V3", "V4"}
BANK_HOLIDAYS = {
    "2025-08-25", "2025-12-25", "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31",
}  # fmt: skip


def rows_of(folder: Path, name: str) -> list[Row]:
    """The rows of a table as text, the council's own wordings turned into codes."""
    codes = {(r["field"], r["wording"]): r["code"] for r in _read(folder, "code_spellings")}
    return [{column: codes.get((column, cell), cell) for column, cell in row.items()} for row in _read(folder, name)]


def _read(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    """The day of a cell; None where it is empty."""
    return date.fromisoformat(text[:10]) if text else None


def is_open(start: str, end: str, on: date) -> bool:
    """Whether a row with these cells is open on a day."""
    started, ended = day(start), day(end)
    return started is not None and started <= on and (ended is None or ended > on)


def age(born: date, on: date) -> int:
    """The age in whole years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def months_before(on: date, months: int) -> date:
    """The same day so many months before, or that month's last day."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    for number in (on.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError


def working_days(start: date, end: date) -> int:
    """Working days after one day, up to and with another, of the year to October 2026."""
    days = (start + timedelta(n) for n in range(1, (end - start).days + 1))
    return sum(d.weekday() < 5 and d.isoformat() not in BANK_HOLIDAYS for d in days)


def share(answers: list[bool]) -> float:
    """The share of yes, in %."""
    return 100 * sum(answers) / len(answers)


def legal_status(statuses: list[Row], on: date) -> str:
    """The code in force of one child's legal statuses: the latest started, of those the last row; empty: none."""
    start, end = "lega_legal_status_start_date", "lega_legal_status_end_date"
    in_force = [r for r in statuses if is_open(r[start], r[end], on)]
    return max(reversed(in_force), key=lambda r: r[start])["lega_legal_status"] if in_force else ""


def by(rows: list[Row], column: str) -> dict[str, list[Row]]:
    """The rows by the cell of a column."""
    groups = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def looked_after(folder: Path, on: date) -> dict[str, Row]:
    """The children looked after on a day, each with the current episode."""
    persons = {r["pers_person_id"]: r for r in rows_of(folder, "ssd_person")}
    statuses = by(rows_of(folder, "ssd_legal_status"), "lega_person_id")
    current = {}
    for person_id, episodes in by(rows_of(folder, "ssd_cla_episodes"), "clae_person_id").items():
        start, end = "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"
        open_ones = [r for r in episodes if is_open(r[start], r[end], on)]
        person = persons[person_id]
        born, died = day(person["pers_dob"] or person["pers_expected_dob"]), day(person["pers_death_date"])
        if not open_ones or legal_status(statuses.get(person_id, []), on) in SHORT_BREAKS:
            continue
        if (died is None or died > on) and (born is None or age(born, on) < 18):
            current[person_id] = max(open_ones, key=lambda r: r[start])
    return current


def periods(folder: Path) -> list[tuple[str, date, date | None, bool]]:
    """Periods of care: person, first day, the day it ended (None: open), whether a short break."""
    statuses = by(rows_of(folder, "ssd_legal_status"), "lega_person_id")
    found = []
    for episodes in by(rows_of(folder, "ssd_cla_episodes"), "clae_cla_id").values():
        person_id = episodes[0]["clae_person_id"]
        start = min(date.fromisoformat(r["clae_cla_episode_start_date"]) for r in episodes)
        ends = [day(r["clae_cla_episode_ceased_date"]) for r in episodes]
        end = None if None in ends else max(e for e in ends if e)
        found.append((person_id, start, end, legal_status(statuses[person_id], start) in SHORT_BREAKS))
    return found


def spells(episodes: list[Row], placements: dict[str, Row]) -> list[tuple[date, date | None, str]]:
    """The placement spells of one period of care, as start, end and type; temporary ones left out, away and back is one."""
    begun: list[list[Row]] = []
    for row in sorted(episodes, key=lambda r: r["clae_cla_episode_start_date"]):
        if row["clae_cla_episode_start_reason"] in ("S", "P", "B"):
            begun.append([])
        begun[-1].append(row)
    found: list[tuple[date, date | None, str]] = []
    home, was_away = ("", ""), False
    for rows in begun:
        first, last = placements[rows[0]["clae_cla_placement_id"]], placements[rows[-1]["clae_cla_placement_id"]]
        start, end = date.fromisoformat(rows[0]["clae_cla_episode_start_date"]), day(rows[-1]["clae_cla_episode_ceased_date"])
        if first["clap_cla_placement_type"].startswith("T"):
            was_away = True
            continue
        this_home = (last["clap_cla_placement_urn"], last["clap_cla_placement_postcode"])
        if was_away and found and this_home == home and all(home):
            start = found.pop()[0]
        found.append((start, end, last["clap_cla_placement_type"]))
        home, was_away = this_home, False
    return found
