"""What pages say beside an outturn: target and band, verdict with its mean and limits, and what the department published."""

from collections.abc import Iterator

from helpers.charts.series import Cell, headline_months
from helpers.commentary.judgement import decimals_to_tell, say_direction, say_published, say_target
from helpers.compare.bands import Band
from helpers.compare.judged import Judged
from helpers.compare.published import Comparator
from helpers.compare.real import Verdict
from helpers.downloads.outturns import list_remainder
from helpers.downloads.rows import Place, Row, plain, plain_decimal, row_at
from helpers.indicator import Indicator, RealChange
from helpers.indicators import INDICATORS
from helpers.months import Window
from helpers.protect.released import Released
from helpers.results import ALL
from helpers.rounding import say_value

NOT_JUDGED, SIMILAR = "not judged", "similar"


def list_judgement(entry: Indicator, released: Released) -> Iterator[Row]:
    """All that is said of an indicator's headline figure besides how much it is; nothing where nothing was judged."""
    judged = released.judged.get(entry.code)
    if judged is None:
        return
    place, cell = Place(**dict(zip(Place.__dataclass_fields__, judged.key, strict=True))), _headline(entry, released)
    yield from list_remainder(entry, place, cell)
    yield from _target(entry, judged, place, cell)
    if judged.band is not None:
        yield row_of_band(place, judged.band)
    if cell.is_shown:
        yield from _verdict(entry, judged.verdict, place)
    for comparator in judged.comparators:
        yield from _published(comparator, place)


def row_of_band(place: Place, band: Band) -> Row:
    """The band that a figure is in: its word, its place (1 is best) and how many bands there are."""
    return row_at(place, "band", band.word, numerator=str(band.place), denominator=str(band.of))


def _headline(entry: Indicator, released: Released) -> Cell:
    return headline_months(entry, released)[-1].cell


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


def _verdict(entry: Indicator, verdict: Verdict, place: Place) -> Iterator[Row]:
    """A verdict in a word, with the numbers that it rests on; of a stock those of its flows."""
    for flow in verdict.flows:
        at = Place(code=flow.code, month=flow.month, window=str(Window.MONTH), breakdown=ALL, group=ALL)
        yield from _verdict(INDICATORS[flow.code], flow, at)
    if verdict.kind in (RealChange.NONE, RealChange.FLOWS):
        return
    if verdict.kind is RealChange.XMR:
        place = Place(**{name: getattr(place, name) for name in Place.__dataclass_fields__} | {"window": str(Window.MONTH)})
    word = NOT_JUDGED if verdict.is_real is None else say_direction(entry, verdict) if verdict.is_real else SIMILAR
    yield row_at(place, "verdict", word)
    if verdict.mean is not None and verdict.limits is not None:
        yield row_at(place, "mean", plain_decimal(verdict.mean))
        yield row_at(place, "lower_limit", plain_decimal(verdict.limits.lower))
        yield row_at(place, "upper_limit", plain_decimal(verdict.limits.upper))
    if verdict.interval is not None and verdict.rests_on:
        period = verdict.rests_on[0].month
        yield row_at(place, "interval_low", plain_decimal(verdict.interval.lower), period=period)
        yield row_at(place, "interval_high", plain_decimal(verdict.interval.upper), period=period)


def _published(comparator: Comparator, place: Place) -> Iterator[Row]:
    """A published figure, as published and for its own period; of the council's own also its rank and quartile."""
    number = "" if comparator.n is None else str(comparator.n)
    yield row_at(place, comparator.level, plain(say_published(comparator)), denominator=number, period=comparator.period)
    if comparator.rank is not None and comparator.rank_of is not None:
        rank, of = str(comparator.rank), str(comparator.rank_of)
        yield row_at(place, "rank", rank, numerator=rank, denominator=of, period=comparator.period)
    if comparator.quartile is not None:
        yield row_at(place, "quartile", comparator.quartile, period=comparator.period)
