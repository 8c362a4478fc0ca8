"""The faults of real extracts, planted in finished tables at small rates: most kinds at least once in each table.

Tables and files are given back new. What is planted is told nowhere: a check has to find it.
"""

from collections.abc import Callable, Mapping

import pandas as pd

from helpers.demo.chance import Chance
from helpers.demo.fault_tables import STAND_INS, TABLES, WORDINGS, Rows

_UNKNOWN_CODES = ("Q9", "??", "Not known to system", "C9 - Other order")
_ENOUGH_DATES = 60  # filled cells: in a column with fewer, one unreadable date might stop the run
_UNREADABLE = ("31.12.25", "2025-02-30", "zz/05/2020", "n/k", "45231")
_OPEN_FOR_EVER, _LONG_AGO = "9999-12-31", "1900-01-01"
_DAY_FIRST, _UPPER_CASE, _WITH_MARK = "ssd_cla_placement", "ssd_disability", "ssd_cla_episodes"
_WINDOWS = ("ssd_legal_status", "ssd_contacts")
_MANY = 30_000  # places of which a few are drawn one by one


def faulty_tables(tables: Mapping[str, pd.DataFrame], seed: int) -> dict[str, pd.DataFrame]:
    """The tables with faults in their rows and cells; some side files stay as they are."""
    faulty = dict(tables)
    for name, rows in TABLES.items():
        chance, table = Chance(seed, f"faults in {name}"), tables[name].copy()
        for plant in (_other_wordings, _odd_dates, _ends_too_early, _odd_persons, _second_rows):
            table = plant(table, rows, chance)
        faulty[name] = table
    faulty["ssd_person"] = _without(faulty["ssd_person"], 0.002, Chance(seed, "strangers"))
    faulty["ssd_cla_episodes"] = _odd_episodes(faulty["ssd_cla_episodes"], Chance(seed, "odd episodes"))
    for name, column in STAND_INS.items():
        faulty[name] = _stand_ins(faulty[name], column, Chance(seed, f"stand-ins in {name}"))
    faulty[_DAY_FIRST] = _day_first(faulty[_DAY_FIRST], TABLES[_DAY_FIRST])
    strange = pd.DataFrame([["no_such_field", "Whatever", "C1"], ["lega_legal_status", "Section 99", "C9"]], dtype=object)
    faulty["code_spellings"] = pd.concat([tables["code_spellings"], strange.set_axis(["field", "wording", "code"], axis=1)])
    return faulty


def faulty_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with a byte order mark, a header in capitals, and two in Windows-1252."""
    faulty = dict(files)
    header, rows = files[f"{_UPPER_CASE}.csv"].split(b"\n", 1)
    faulty[f"{_UPPER_CASE}.csv"] = header.upper() + b"\n" + rows
    for name in (_WITH_MARK, "population"):
        faulty[f"{name}.csv"] = b"\xef\xbb\xbf" + files[f"{name}.csv"]
    for name in _WINDOWS:
        faulty[f"{name}.csv"] = files[f"{name}.csv"].decode().encode("windows-1252")
    return faulty


def _some(places: list[int], share: float, chance: Chance) -> list[int]:
    """That share of the places, at least one where there is one, in order."""
    count = max(1, int(share * len(places)))
    if len(places) < _MANY:
        return sorted(chance.shuffled(places)[:count])
    chosen: set[int] = set()
    while len(chosen) < count:
        chosen.add(chance.pick(places))
    return sorted(chosen)


def _filled(table: pd.DataFrame, column: str) -> list[int]:
    return [place for place, cell in enumerate(table[column].tolist()) if cell]


def _change(
    table: pd.DataFrame, column: str, places: list[int], share: float, chance: Chance, cell: Callable[[str], str]
) -> None:
    """Writes other cells into some of the places of a column of a table that is this module's own copy."""
    chosen, cells = set(_some(places, share, chance)), table[column].tolist()
    table[column] = pd.Series(
        [cell(text) if place in chosen else text for place, text in enumerate(cells)], index=table.index, dtype=object
    )


def _other_wordings(table: pd.DataFrame, rows: Rows, chance: Chance) -> pd.DataFrame:
    if rows.coded:
        words = WORDINGS[rows.coded]
        known = [place for place, code in enumerate(table[rows.coded].tolist()) if code in words]
        _change(table, rows.coded, known, 0.15, chance, lambda code: words[code])
        _change(table, rows.coded, _filled(table, rows.coded), 0.003, chance, lambda _: chance.pick(_UNKNOWN_CODES))
        _change(table, rows.coded, _filled(table, rows.coded), 0.005, chance, lambda code: f"\u00a0{code} ")
    return table


def _odd_dates(table: pd.DataFrame, rows: Rows, chance: Chance) -> pd.DataFrame:
    for column in filter(None, (rows.start, rows.end)):
        if len(_filled(table, column)) >= _ENOUGH_DATES:
            _change(table, column, _filled(table, column), 0.004, chance, lambda _: chance.pick(_UNREADABLE))
    if rows.end:
        still_open = [place for place, end in enumerate(table[rows.end].tolist()) if not end]
        _change(table, rows.end, still_open, 0.04, chance, lambda _: _OPEN_FOR_EVER)
        _change(table, rows.start, _filled(table, rows.start), 0.001, chance, lambda _: _LONG_AGO)
    return table


def _ends_too_early(table: pd.DataFrame, rows: Rows, chance: Chance) -> pd.DataFrame:
    if rows.end:
        ended = [place for place, end in enumerate(table[rows.end].tolist()) if end and not end.startswith(_OPEN_FOR_EVER)]
        _change(table, rows.end, ended, 0.002, chance, lambda _: "1994-02-11")
    return table


def _odd_persons(table: pd.DataFrame, rows: Rows, chance: Chance) -> pd.DataFrame:
    if rows.person:
        everyone = list(range(len(table)))
        _change(table, rows.person, everyone, 0.001, chance, lambda _: "")
        _change(table, rows.person, _filled(table, rows.person), 0.001, chance, lambda _: "-1")
        _change(table, rows.person, _filled(table, rows.person), 0.001, chance, lambda _: f"99{chance.whole(10_000, 99_999)}")
        _change(table, rows.person, _filled(table, rows.person), 0.0005, chance, lambda person: person.lstrip("0"))
    return table


def _second_rows(table: pd.DataFrame, rows: Rows, chance: Chance) -> pd.DataFrame:
    """Exact repeats, and rows with the key of another and other content; each after the row it copies, at the end."""
    if table.empty:
        return table
    everyone = list(range(len(table)))
    repeats = table.iloc[_some(everyone, 0.004, chance)]
    column = rows.coded or rows.end or rows.start
    likenesses = table.iloc[_some(everyone, 0.002, chance)].copy() if rows.key else table.iloc[:0]
    if rows.key:
        other = chance.pick(table[column].unique().tolist())
        likenesses[column] = [other if cell != other else "" for cell in likenesses[column].tolist()]
    return pd.concat([table, repeats, likenesses], ignore_index=True)


def _odd_episodes(table: pd.DataFrame, chance: Chance) -> pd.DataFrame:
    """Episodes that name no placement (`-1`), and some left open although others follow."""
    table = table.copy()
    _change(table, "clae_cla_placement_id", _filled(table, "clae_cla_placement_id"), 0.002, chance, lambda _: "-1")
    _change(table, "clae_referral_id", list(range(len(table))), 0.01, chance, lambda _: "-1")
    followed = [place for place, reason in enumerate(table["clae_cla_episode_ceased_reason"].tolist()) if reason == "X1"]
    _change(table, "clae_cla_episode_ceased_date", followed, 0.001, chance, lambda _: "")
    return table


def _stand_ins(table: pd.DataFrame, column: str, chance: Chance) -> pd.DataFrame:
    table = table.copy()
    empty = [place for place, cell in enumerate(table[column].tolist()) if not cell]
    _change(table, column, empty, 0.6, chance, lambda _: _LONG_AGO)
    return table


def _without(table: pd.DataFrame, share: float, chance: Chance) -> pd.DataFrame:
    """The table less some rows: their persons are in other tables only."""
    gone = set(_some(list(range(len(table))), share, chance))
    return table.iloc[[place for place in range(len(table)) if place not in gone]]


def _day_first(table: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Dates of the table as `31/10/2026`, as exports through a spreadsheet write them."""
    table = table.copy()
    for column in (rows.start, rows.end):
        table[column] = [_turned(text) for text in table[column].tolist()]
    return table


def _turned(text: str) -> str:
    day = text[:10]
    is_iso = len(day) == 10 and day[4] == day[7] == "-"
    return f"{day[8:]}/{day[5:7]}/{day[:4]}" if is_iso else text
