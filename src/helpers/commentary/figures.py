"""Sentences on how much, and on how that lies beside earlier months: arithmetic on released figures, and no judgement."""

from helpers.charts.series import Cell, Point, groups_of, headline_months, months_of, reporting_month
from helpers.charts.words import when
from helpers.commentary.sentence import CHANGE, LEVEL, NO_FIGURE, Sentence
from helpers.indicator import Indicator
from helpers.protect.released import Released
from helpers.rounding import HIDDEN, say_difference

WHY_HIDDEN = "is not shown, so that nobody can be recognised"


def say_figures(indicator: Indicator, released: Released) -> tuple[Sentence, ...]:
    """How much, and how far from a month and a year earlier; nothing where no figure is released."""
    if indicator.is_grouped and not indicator.is_composition:
        return ()
    if indicator.is_composition and indicator.headline_group is None:
        points = _largest_group(indicator, released)
        subject = points[0] if points else ""
        months = points[1] if points else []
    else:
        subject, months = indicator.headline_words, headline_months(indicator, released)
    if not months:
        return ()
    sentences = [_level(indicator, subject, months[-1]), _compare(indicator, months)]
    return tuple(sentence for sentence in sentences if sentence)


def _level(indicator: Indicator, subject: str, point: Point) -> Sentence:
    name, moment, cell = subject or indicator.title, when(point.month, indicator.headline), point.cell
    rests_on = ((str(point.month), cell.shown),)
    if cell.is_shown:
        return Sentence(LEVEL, f"{name}: {cell.in_words} {moment}.", rests_on)
    why = WHY_HIDDEN if cell.shown == HIDDEN else _why_missing(cell)
    return Sentence(NO_FIGURE, f"{name}: the figure {moment} {why}.", rests_on)


def _why_missing(cell: Cell) -> str:
    return {
        "[z]": "can't be given, as there was nothing to count out of",
        "[x]": "is not available",
    }[cell.shown]


def _compare(indicator: Indicator, months: list[Point]) -> Sentence | None:
    now = months[-1].cell
    earlier = {"a month earlier": months[-2].cell, "a year earlier": months[-13].cell} if len(months) > 12 else {}
    said = {words: cell for words, cell in earlier.items() if cell.is_shown}
    if not now.is_shown or not said:
        return None
    parts = [f"{_difference(indicator, now, cell)} {words} ({cell.shown})" for words, cell in said.items()]
    text = f"That is {' and '.join(parts)}."
    places = {"a month earlier": months[-2], "a year earlier": months[-13]}
    return Sentence(CHANGE, text, tuple((str(places[words].month), cell.shown) for words, cell in said.items()))


def _difference(indicator: Indicator, now: Cell, then: Cell) -> str:
    difference = say_difference(indicator.kind, now.numerator, now.denominator, then.numerator, then.denominator)
    if difference.startswith("less than"):
        return "about the same as"
    return "the same as" if difference == "the same" else f"{difference} than"


def _largest_group(indicator: Indicator, released: Released) -> tuple[str, list[Point]] | None:
    """The group with most in the reporting month, the first in reading order of several alike, and its months."""
    if reporting_month(released) is None:
        return None
    grouping = indicator.measure.grouping
    months = {
        group: months_of(indicator, released, indicator.headline, grouping.name, group)
        for group in groups_of(indicator, released, grouping)
    }
    shown = {group: points for group, points in months.items() if points and points[-1].cell.is_shown}
    if not shown:
        return None
    largest = max(shown, key=lambda group: shown[group][-1].cell.value)
    return grouping.say(largest), shown[largest]
