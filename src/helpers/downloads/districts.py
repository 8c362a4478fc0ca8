"""What the heat map and the funnels show of districts, beside the outturns of their tables."""

from collections.abc import Iterator

from helpers.charts.funnel import find_funnel
from helpers.charts.funnel_words import LIMITS
from helpers.compare.bands import Band
from helpers.downloads.judgements import SIMILAR, row_of_band
from helpers.downloads.rows import Place, Row, plain_decimal, row_at, row_of_cell
from helpers.indicator import Indicator, Kind
from helpers.indicators.groupings import DISTRICT
from helpers.months import ReportingMonth
from helpers.protect.released import Released
from helpers.results import ALL
from helpers.section.districts import band_of_district, entries_with_districts
from helpers.section.figures import Figures
from helpers.tables.heat_map import lines_of_districts


def list_heat_map(figures: Figures) -> Iterator[Row]:
    """Every cell of the heat map, with its band; a district that an indicator has no row of shows its 0 there."""

    def band_for(code: str, group: str) -> Band | None:
        return band_of_district(code, group, figures)

    lines, names = lines_of_districts(entries_with_districts(figures), figures.released, DISTRICT, band_for)
    for line in lines:
        for name in names if line.cells else ():
            place = _place(line.indicator, figures.month, name)
            row = row_of_cell(place, line.cell(name))
            yield from [row] if row else []
            if name in line.bands:
                yield row_of_band(place, line.bands[name])
        if ALL in line.bands:
            yield row_of_band(_place(line.indicator, figures.month, ALL), line.bands[ALL])


def list_funnel(entry: Indicator, released: Released, month: ReportingMonth) -> Iterator[Row]:
    """Of each district that a funnel holds, whether it differs from the whole; where one does, the limits that are drawn."""
    if DISTRICT not in entry.breakdowns or entry.kind not in (Kind.SHARE, Kind.RATE):
        return
    funnel = find_funnel(entry, released, DISTRICT)
    if isinstance(funnel, str):
        return
    for name, cell in funnel.cells.items():
        place, found = _place(entry, month, name), funnel.differ.get(name)
        yield row_at(place, "verdict", SIMILAR if found is None else "higher" if found.is_higher else "lower")
        for confidence, words in LIMITS.items() if funnel.differ else ():
            of = words.removesuffix("%").replace(".", "_")
            for side, limit in zip(("lower", "upper"), funnel.limits(cell.denominator, confidence), strict=True):
                yield row_at(place, f"{side}_limit_{of}", plain_decimal(limit))


def _place(entry: Indicator, month: ReportingMonth, district: str) -> Place:
    breakdown = ALL if district == ALL else DISTRICT.name
    return Place(code=entry.code, month=str(month), window=str(entry.headline), breakdown=breakdown, group=district)
