"""The newest published figures held of each measure: the reference tables', and those of the council's own table."""

from collections import namedtuple
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from helpers.compare.published.cells import period_end_of, read_cell
from helpers.compare.published.geography import COUNCIL, ENGLAND, ENGLAND_CODE, REGION
from helpers.compare.published.reference import (
    OF_COUNCILS,
    OF_ENGLAND_AND_REGIONS,
    areas,
    comparable_rules,
    read_reference,
)
from helpers.compare.published.table import FILE
from helpers.errors import DataError, DefinitionError

FACTS = ["published_code", "period", "unit", "publication", "published", "source"]
HELD = ["published_code", "period", "period_end", "level", "la_code", "ons_code", "name", "value", "unit", "publication"]
_Row = namedtuple("_Row", HELD)


@dataclass(frozen=True)
class NewestFigures:
    """The newest period held of one measure: its words, its unit, who published it, and the figures of that period alone.

    `england` is NaN, and a region or council (3-digit code) is NaN or left out, where the department gave no number.
    """

    period: str
    period_end: str
    unit: str
    publication: str
    england: float
    regions: Mapping[str, float]
    councils: Mapping[str, float]


@dataclass(frozen=True)
class Published:
    """The newest figures held of every measure that a rule lets stand beside ours, by published code."""

    newest: Mapping[str, NewestFigures]


def hold_published(own: pd.DataFrame | None = None) -> Published:
    """The newest figures held, of the reference tables and of the council's own table (`read_published`), if it has one.

    The newest period of a measure is used, and no older one, whatever it leaves without a number; where both tables hold
    that period the council's own goes before. Raises DataError where the council's table holds an unknown period.
    """
    if own is None:
        return Published(_reference_newest())
    asked = own[own["published_code"].isin(_codes())]
    try:
        ends = {period: period_end_of(period) for period in asked["period"].unique()}
    except ValueError:
        raise DataError(
            f"{FILE}: the column period holds a text that is no period of the department's.\n"
            "A spreadsheet may have saved it anew, periods as dates. Write it again with: workbook published"
        ) from None
    asked = asked.assign(period_end=asked["period"].map(ends))
    return Published(_newest(pd.concat([_reference_figures(), asked[HELD]], ignore_index=True)))


def _codes() -> set[str]:
    rules = comparable_rules().values()
    return {code for rule in rules for code in (rule.published_code, rule.mix_code) if code}


@cache
def _reference_newest() -> dict[str, NewestFigures]:
    return _newest(_reference_figures())


@cache
def _reference_figures() -> pd.DataFrame:
    places = areas()
    above = places[places["level"] != COUNCIL].set_index("name")
    councils = places[places["level"] == COUNCIL].drop_duplicates("la_code", keep="last").set_index("la_code")
    regions = _long(OF_ENGLAND_AND_REGIONS).rename(columns={"area": "name"}).join(above[["level", "ons_code"]], on="name")
    la = _long(OF_COUNCILS).rename(columns={"area": "la_code"}).join(councils[["level", "ons_code", "name"]], on="la_code")
    figures = pd.concat([regions.assign(la_code=""), la], ignore_index=True)
    if figures["level"].isna().any():
        raise DefinitionError(f"{OF_ENGLAND_AND_REGIONS} or {OF_COUNCILS} has a column of an area that is not known.")
    return figures[HELD]


def _long(name: str) -> pd.DataFrame:
    table = read_reference(name)
    long = table.melt(id_vars=FACTS, var_name="area", value_name="cell")
    long = long[long["cell"] != ""]
    try:
        ends = {period: period_end_of(period) for period in long["period"].unique()}
    except ValueError as error:
        raise DefinitionError(f"{name}: {error} is no period.") from None
    cells = {text: read_cell(text, "") for text in long["cell"].unique()}
    unknown = [text for text, cell in cells.items() if cell is None]
    if unknown:
        raise DefinitionError(f"{name}: {unknown[0]} is neither a number nor a symbol.")
    return long.assign(
        period_end=long["period"].map(ends),
        value=long["cell"].map({text: cell[0] for text, cell in cells.items() if cell}).astype("float64"),
        publication=long["publication"] + ", " + long["published"],
    )


def _newest(figures: pd.DataFrame) -> dict[str, NewestFigures]:
    """By code, the figures of the newest period; of two rows of one area the later one's."""
    newest = figures[figures["period_end"] == figures.groupby("published_code")["period_end"].transform("max")]
    by_code: dict[str, list[_Row]] = {}
    for cells in zip(*(newest[name].to_numpy(dtype=object) for name in HELD), strict=True):
        row = _Row(*cells)
        by_code.setdefault(row.published_code, []).append(row)
    return {code: _figures_of(rows) for code, rows in sorted(by_code.items())}


def _figures_of(rows: list[_Row]) -> NewestFigures:
    last = rows[-1]
    england = [row.value for row in rows if row.level == ENGLAND and row.ons_code == ENGLAND_CODE]
    return NewestFigures(
        period=last.period,
        period_end=last.period_end,
        unit=last.unit,
        publication=last.publication,
        england=england[-1] if england else np.nan,
        regions={row.name: row.value for row in rows if row.level == REGION},
        councils={row.la_code: row.value for row in rows if row.level == COUNCIL},
    )
