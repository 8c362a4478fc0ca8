"""The reference tables of published figures that come with the workbook: rules, measures, columns, areas, neighbours."""

from dataclasses import dataclass
from functools import cache

import pandas as pd

from helpers.clone import REFERENCE
from helpers.errors import DefinitionError
from helpers.indicator import Polarity

RULES = "published_rules.csv"
MEASURES = "published_measures.csv"
COLUMNS = "published_columns.csv"
AREAS = "published_areas.csv"
NEIGHBOURS = "statistical_neighbours.csv"
OF_ENGLAND_AND_REGIONS = "published_england_regions.csv"
OF_COUNCILS = "published_councils.csv"

RuleKey = tuple[str, str, str, str]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Which published measure a figure may stand beside, and on what conditions; one row of the table of rules.

    `is_near` where the published measure differs in something, which `difference` says. `is_own_count` where it is a
    count, so that the council's own published count alone stands beside ours; `mix_code` is then the published share
    of all children looked after, if there is one. `conditions` are names that `comparators` knows.
    """

    published_code: str
    period: str
    is_near: bool
    is_own_count: bool
    mix_code: str
    conditions: tuple[str, ...]
    difference: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A published measure. `unit` is percent, per_10000, count, score, ratio (cases a worker), fte or months.

    `period_kind` begins the words of its period; `polarity` is the department's own. `has_quartiles` is false where the
    department finds the range of the councils' values too small to part them.
    """

    code: str
    title: str
    unit: str
    period_kind: str
    polarity: Polarity
    has_quartiles: bool
    publication: str


@dataclass(frozen=True, kw_only=True)
class Column:
    """Where a published measure stands in the department's files: a file, the rows to pick, the column of the value."""

    code: str
    file: str
    picks: tuple[tuple[str, str], ...]
    column: str


def read_reference(name: str) -> pd.DataFrame:
    """A reference table as text, an empty text where a cell is empty. Raises DefinitionError where it can't be read."""
    try:
        return pd.read_csv(REFERENCE / name, dtype="str", keep_default_na=False)
    except (OSError, ValueError):
        raise DefinitionError(f"data/reference/{name} is missing, or can't be read.") from None


@cache
def comparable_rules() -> dict[RuleKey, Rule]:
    """The rules that let a figure be compared, by code, window, breakdown and group.

    Raises DefinitionError where two rules fit one figure, or a near one does not say its difference.
    """
    rules: dict[RuleKey, Rule] = {}
    for row in read_reference(RULES).to_dict("records"):
        if row["comparable"] not in ("yes", "near"):
            continue
        key = (row["code"], row["window"], row["breakdown"], row["group"])
        if key in rules or (row["comparable"] == "near") != bool(row["difference"]):
            raise DefinitionError(f"{RULES}: the rules of {' '.join(key)} contradict each other, or don't say a difference.")
        rules[key] = Rule(
            published_code=row["published_code"],
            period=row["period"],
            is_near=row["comparable"] == "near",
            is_own_count=row["beside"] == "own count",
            mix_code=row["mix_code"],
            conditions=tuple(row["condition"].split()),
            difference=row["difference"],
            why=row["why"],
        )
    return rules


@cache
def reasons_for_none() -> dict[RuleKey, str]:
    """Why a figure has no comparator, in words, by code, window, breakdown and group; the first reason of each."""
    table = read_reference(RULES)
    table = table[table["comparable"] == "no"].drop_duplicates(["code", "window", "breakdown", "group"])
    keys = zip(table["code"], table["window"], table["breakdown"], table["group"], strict=True)
    return dict(zip(keys, table["why"], strict=True))


@cache
def measures() -> dict[str, Measure]:
    """The published measures that the workbook knows, by code."""
    return {
        row["published_code"]: Measure(
            code=row["published_code"],
            title=row["title"],
            unit=row["unit"],
            period_kind=row["period_kind"],
            polarity=Polarity(row["polarity"]),
            has_quartiles=row["has_quartiles"] == "Y",
            publication=row["publication"],
        )
        for row in read_reference(MEASURES).to_dict("records")
    }


@cache
def columns_by_file() -> dict[str, tuple[Column, ...]]:
    """Where measures stand in the department's files, by the file's name without its years and ending."""
    found: dict[str, list[Column]] = {}
    for row in read_reference(COLUMNS).to_dict("records"):
        picks = [pick.partition("=") for pick in row["picks"].split("; ") if pick]
        column = Column(
            code=row["published_code"],
            file=row["file"],
            picks=tuple((name, text) for name, _, text in picks),
            column=row["column"],
        )
        found.setdefault(column.file, []).append(column)
    return {file: tuple(columns) for file, columns in found.items()}


@cache
def areas() -> pd.DataFrame:
    """England, its regions, Inner and Outer London and its councils, present and past; columns level (england, region,
    la), la_code (3 digits), ons_code, name, region, source. A council whose ONS code has changed has a row for each.
    """
    return read_reference(AREAS)


@cache
def neighbours_by_edition() -> dict[str, dict[str, tuple[str, ...]]]:
    """The ten statistical neighbours of each council, nearest first, as 3-digit codes; by edition (2025-05), newest first."""
    table = read_reference(NEIGHBOURS)
    table = table.assign(rank=table["rank"].astype("int64")).sort_values(["edition", "la_code", "rank"])
    return {
        edition: {code: tuple(rows) for code, rows in of.groupby("la_code")["neighbour_la_code"]}
        for edition, of in sorted(table.groupby("edition"), reverse=True)
    }
