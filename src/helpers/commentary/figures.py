"""Sentences on how much: an indicator's figure of the month, with its time, or why there is none to show."""

from fractions import Fraction

from helpers.charts.series import Cell
from helpers.charts.words import when
from helpers.commentary.sentence import LEVEL, NO_FIGURE, Role, Sentence
from helpers.commentary.series import Series
from helpers.rounding import HIDDEN, LOW, SIGN_AFTER, UNIT_AFTER, decimals_of, say_number

WHY_HIDDEN = "is not shown, so that nobody can be recognised"
WHY_MISSING = {
    "[z]": "can't be given, as there was nothing to count out of",
    "[x]": "is not available",
}


def n_of_d(cell: Cell) -> str:
    """Return how many out of how many, with the mark of an uncertain figure: 2 of 3."""
    return cell.with_mark(f"{cell.shown_numerator} of {cell.shown_denominator}")


def in_words(cell: Cell) -> str:
    """A figure as a sentence says it, with its unit and the numbers behind a share."""
    return _without_shorthand(cell.in_words, cell, UNIT_AFTER.get(cell.kind, ""))


def in_brackets(cell: Cell) -> str:
    """A figure as it stands in brackets behind a difference, without a unit that was said before."""
    return _without_shorthand(cell.shown, cell, SIGN_AFTER.get(cell.kind, ""))


def _without_shorthand(text: str, cell: Cell, unit: str) -> str:
    """What is not 0 and would be rounded to it is less than the smallest figure that is shown: no reader need know a mark."""
    if LOW not in text:
        return text
    decimals = decimals_of(cell.kind, cell.denominator)
    return text.replace(LOW, f"less than {say_number(Fraction(1, 10**decimals), decimals)}{unit}")


def say_level(series: Series) -> Sentence:
    """How much it is, or that it can't be shown and why."""
    point = series.now
    moment, rests_on = when(point.month, series.window), (series.rests_on(Role.NOW, point),)
    if point.cell.is_shown:
        return Sentence(LEVEL, f"{_subject(series)} {in_words(point.cell)} {moment}.", rests_on)
    why = WHY_HIDDEN if point.cell.shown == HIDDEN else WHY_MISSING[point.cell.shown]
    return Sentence(NO_FIGURE, f"{_subject(series)} the figure {moment} {why}.", rests_on)


def _subject(series: Series) -> str:
    """What the figure is of, up to the figure: the indicator, with the group where it is of one."""
    indicator = series.indicator
    if not indicator.is_composition:
        of = f", {_inline(indicator.headline_words)}" if indicator.headline_words else ""
        return f"{indicator.title}{of}:"
    group = _inline(indicator.measure.grouping.say(series.group))
    largest = "" if indicator.headline_words else "the largest group is "
    return f"{indicator.title}: {largest}{group},"


def _inline(words: str) -> str:
    """Words that may begin a heading, as they stand inside a sentence; short forms keep their capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
