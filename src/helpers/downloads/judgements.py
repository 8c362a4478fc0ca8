"""What pages say beside an outturn: target and band, verdict, mean and limits, and what the department published."""

from collections.abc import Iterator
from dataclasses import replace

from helpers.charts.beside import beside_of
from helpers.charts.series import ALL, MONTHS_SHOWN, Cell, headline_months
from helpers.commentary.judgement import decimals_to_tell, say_direction, say_published, say_target
from helpers.compare.bands import Band
from helpers.compare.judged import Judged
from helpers.compare.published import Comparator
from helpers.compare.real import Verdict
from helpers.downloads.rows import Place, Row, plain, plain_decimal, row_at
from helpers.indicator import Chart, Indicator, RealChange
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth, Window
from helpers.protect.released import Released
from helpers.rounding import say_value

NOT_JUDGED, SIMILAR = "not judged", "similar"


def list_judgement(entry: Indicator, released: Released) -> Iterator[Row]:
    """All that is said of an indicator's headline figure besides how much it is; nothing where nothing was judged."""
    judged = released.judged.get(entry.code)
    if judged is None:
        return
    code, month, window, breakdown, group = judged.key
    place = Place(code=code, month=month, window=window, breakdown=breakdown, group=group)
    cell = headline_months(entry, released)[-1].cell
    yield from _target(entry, judged, place, cell)
    if judged.band is not None:
        yield row_of_band(place, judged.band)
    if cell.is_certain:
        yield from _verdict(entry, judged.verdict, place, released)
    yield from _limits(entry, released, place)
    for comparator in judged.comparators:
        yield from _published(comparator, place)


def row_of_band(place: Place, band: Band) -> Row:
    """The band that a figure is in: its word, its place (1 is best) and how many bands there are."""
    return row_at(place, "band", band.word, numerator=str(band.place), denominator=str(band.of))


def _target(entry: Indicator, judged: Judged, place: Place, cell: Cell) -> Iterator[Row]:
    if judged.target is None:
        return
    yield row_at(place, "target", plain(say_target(entry, judged.target)), period=judged.target.financial_year)
    if judged.is_met is None or not cell.is_shown:
        return
    extra = decimals_to_tell(cell, judged.target, is_met=judged.is_met)
    if extra:
        said = say_value(cell.kind, cell.numerator, cell.denominator, extra_decimals=extra)
        yield row_at(place, "outturn_beside_target", plain(said))


def _verdict(entry: Indicator, verdict: Verdict, place: Place, released: Released) -> Iterator[Row]:
    """Yield a verdict in a word; of a stock those of its flows that are not uncertain."""
    for flow in verdict.flows:
        at = Place(code=flow.code, month=flow.month, window=str(Window.MONTH), breakdown=ALL, group=ALL)
        if not released.doubts.of(flow.code, flow.month):
            yield from _verdict(INDICATORS[flow.code], flow, at, released)
    if verdict.kind in (RealChange.NONE, RealChange.FLOWS):
        return
    if verdict.kind is RealChange.XMR:
        place = replace(place, window=str(Window.MONTH))
    word = NOT_JUDGED if verdict.is_real is None else say_direction(entry, verdict) if verdict.is_real else SIMILAR
    yield row_at(place, "verdict", word)


def _limits(entry: Indicator, released: Released, place: Place) -> Iterator[Row]:
    """The mean and the limits of the monthly figures, where the indicator's chart draws them."""
    if Window.MONTH not in entry.windows or (entry.chart is not Chart.MONTHLY_COUNTS and entry.headline is not Window.MONTH):
        return
    last = ReportingMonth.read(place.month)
    limits = beside_of(entry, released, last.back_to(MONTHS_SHOWN), Window.MONTH).limits
    if limits is not None:
        named = {"mean": limits.mean, "lower_limit": limits.low, "upper_limit": limits.high}
        for series, number in named.items():
            yield row_at(replace(place, window=str(Window.MONTH)), series, plain_decimal(number))


def _published(comparator: Comparator, place: Place) -> Iterator[Row]:
    """A published figure, as published and for its own period; of the council's own also its rank and quartile."""
    number = "" if comparator.n is None else str(comparator.n)
    yield row_at(place, comparator.level, plain(say_published(comparator)), denominator=number, period=comparator.period)
    if comparator.rank is not None and comparator.rank_of is not None:
        rank, of = str(comparator.rank), str(comparator.rank_of)
        yield row_at(place, "rank", rank, numerator=rank, denominator=of, period=comparator.period)
    if comparator.quartile is not None:
        yield row_at(place, "quartile", comparator.quartile, period=comparator.period)
