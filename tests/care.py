"""Small made-up extracts from text, and who counts in them: for tests that read as the definition does.

Tables are written as text, `person_id | start_date`, with the short names below; columns by the end of their names. They
are read by the real door. A table that an indicator needs and a test doesn't care about is there, about a stranger.
"""

import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from helpers.cohorts.known import Known
from helpers.indicators import INDICATORS
from helpers.load.care_data import CareData
from helpers.load.extract import load_what_can_be_read, refuse
from helpers.months import ReportingMonth, Window
from helpers.results import Results, children_behind, compute_results
from helpers.terms.tables import PERSON, TABLES, TRUE_ZERO_FILES, TableTerms

NAMES = {
    "episodes": "ssd_cla_episodes", "placements": "ssd_cla_placement", "legal": "ssd_legal_status",
    "persons": "ssd_person", "addresses": "ssd_address", "disabilities": "ssd_disability",
    "immigration": "ssd_immigration_status", "contacts": "ssd_contacts", "referrals": "ssd_cin_episodes",
    "assessments": "ssd_cin_assessments", "need_plans": "ssd_cin_plans", "plans": "ssd_cp_plans",
    "plan_visits": "ssd_cp_visits", "plan_reviews": "ssd_cp_reviews", "visits": "ssd_cla_visits",
    "reviews": "ssd_cla_reviews", "health": "ssd_cla_health", "immunisations": "ssd_cla_immunisations",
    "scores": "ssd_sdq_scores", "missing": "ssd_missing", "leavers": "ssd_care_leavers",
    "permanence": "ssd_permanence", "involvements": "ssd_involvements", "departments": "ssd_department",
}  # fmt: skip
STRANGER = "Zed"
# What a stranger's row holds in columns of which something must be recognised: no date, so that it counts for nobody.
SEARCHED_WORDS = {
    "clah_health_check_type": ("Health assessment", "dental check"),
    "immi_immigration_status": ("UASC",),
    "addr_address_type": ("Home",),
}
MONTH = "2026-10"


def table(text: str) -> pd.DataFrame:
    """A table of texts, its first line the columns; cells are parted by `|`."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines() if line.strip()]
    return pd.DataFrame(lines[1:], columns=lines[0], dtype="str")


def in_care(names: str, since: str = "2026-01-01") -> str:
    """Episodes of children, named one after the other, who came into care on a day and have stayed."""
    return "\n".join(["person_id | start_date", *(f"{name} | {since}" for name in names.split())])


def column(terms: TableTerms, short: str) -> str:
    """The table's column whose name ends with the short one."""
    if short in (PERSON, "person"):
        return str(terms.person)
    by_end = [name for name in terms.columns if name == short or name.endswith(f"_{short}")]
    exact = [name for name in by_end if name == short or name.partition("_")[2] == short]
    found = exact or by_end
    if len(found) != 1:
        raise KeyError(f"{short} is one column of {terms.name}? {found}")
    return found[0]


def whole(terms: TableTerms, frame: pd.DataFrame) -> pd.DataFrame:
    """A table with all its columns; a period of care a person, and a key a row, unless the test gives its own."""
    frame = frame.rename(columns={short: column(terms, short) for short in frame.columns})
    if terms.name == "ssd_cla_episodes" and "clae_cla_id" not in frame:
        frame["clae_cla_id"] = frame["clae_person_id"]
    if terms.key and terms.key != terms.person and terms.key not in frame:
        frame[terms.key] = [f"{terms.name}-{row}" for row in range(len(frame))]
    return frame.reindex(columns=list(terms.columns), fill_value="")


def about_a_stranger(name: str) -> pd.DataFrame:
    """A table that holds one row, about nobody whom a test asks of."""
    terms = TABLES[name]
    recognised = {each: "+".join(codes) for each, codes in SEARCHED_WORDS.items()}
    return pd.DataFrame([{each: STRANGER if each == terms.person else recognised.get(each, "") for each in terms.columns}])


def write(folder: Path, council: str, tables: dict[str, pd.DataFrame]) -> None:
    """An extract's folder."""
    (folder / "council.toml").write_text(f'name = "Sampleshire"\n{council}', encoding="utf-8")
    for name, frame in tables.items():
        frame.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8")


def extract(month: str = MONTH, council: str = "", **tables: pd.DataFrame | str) -> CareData:
    """An extract of some tables, frames or texts, by their short names or the standard's."""
    frames = {}
    for short, given in tables.items():
        name = NAMES.get(short, short)
        frame = table(given) if isinstance(given, str) else given
        frames[name] = whole(TABLES[name], frame) if name in TABLES else frame
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), council, frames)
        data, faults = load_what_can_be_read(Path(folder), ReportingMonth.read(month))
        refuse(faults)  # how recent an extract is, tests/load/test_freshness.py asks
        return data


def without_gaps(code: str, tables: dict[str, pd.DataFrame | str]) -> dict[str, pd.DataFrame | str]:
    """The tables given, and those that an indicator must have besides, about a stranger."""
    given = {NAMES.get(short, short) for short in tables}
    needed = [name for name in INDICATORS[code].reads if not name.endswith("?")]
    side = {name: about_a_stranger(name) for name in needed if name not in given}
    return {**tables, **side}


@dataclass(frozen=True)
class Counted:
    """Who stands behind an indicator's figure of one month and window, and its figures of all windows and breakdowns."""

    code: str
    month: str
    known: Known
    window: Window

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows of the month."""
        rows = children_behind(INDICATORS[self.code], self.known, self.window)
        return rows[rows["month"] == self.month]

    def _who(self, rows: pd.DataFrame) -> list[str]:
        who = rows[PERSON] if PERSON in rows else rows["worker_id"]
        return sorted(who[who != STRANGER])

    @property
    def denominator(self) -> list[str]:
        """Whose rows are asked, in the order of the alphabet; a child of two events twice."""
        return self._who(self.rows)

    @property
    def numerator(self) -> list[str]:
        """Whose rows are counted."""
        return self._who(self.rows[self.rows["is_counted"]])

    def groups(self) -> dict[str, str]:
        """The group of each child."""
        return dict(zip(self.rows[PERSON], self.rows["group"], strict=True))

    @cached_property
    def results(self) -> Results:
        """All figures, and what is not available."""
        return compute_results([INDICATORS[self.code]], self.known)

    def figures(self, breakdown: str = "all") -> dict[str, tuple]:
        """Numerator, denominator and value of each group of a breakdown, in this month and window; None for empty."""
        frame = self.results.frame
        frame = frame[(frame["month"] == self.month) & (frame["window"] == self.window) & (frame["breakdown"] == breakdown)]
        cells = frame[["numerator", "denominator", "value"]]
        return {
            group: tuple(None if pd.isna(cell) else float(cell) for cell in row)
            for group, row in zip(frame["group"], cells.itertuples(index=False), strict=True)
        }

    @property
    def why_missing(self) -> dict[str, str]:
        """Why the whole, or a breakdown, is not available."""
        return {missing.breakdown: missing.reason for missing in self.results.missing}


def counted(
    code: str,
    month: str = MONTH,
    window: str | None = None,
    months: int = 1,
    council: str = "",
    **tables: pd.DataFrame | str,
) -> Counted:
    """Who counts in an indicator, for a month of an extract that holds some tables; its longest window if none is given."""
    data = extract(month, council, **without_gaps(code, tables))
    known = Known(data, tuple(data.month.back_to(months)))
    return Counted(code, month, known, Window(window) if window else INDICATORS[code].windows[-1])


def not_available(code: str, *left_out: str, **tables: pd.DataFrame | str) -> str:
    """Why an indicator is not available where some tables are left out; empty where it is."""
    filled = {NAMES.get(short, short): frame for short, frame in without_gaps(code, tables).items()}
    kept = {name: frame for name, frame in filled.items() if name not in left_out}
    data = extract(MONTH, "", **kept)
    results = compute_results([INDICATORS[code]], Known(data, (data.month,)))
    return {missing.breakdown: missing.reason for missing in results.missing}.get("all", "")


__all__ = [
    "MONTH",
    "NAMES",
    "STRANGER",
    "TRUE_ZERO_FILES",
    "about_a_stranger",
    "counted",
    "extract",
    "in_care",
    "not_available",
    "table",
]
