"""Sentences on one indicator, from what was released of it and from nothing else.

Up to five, in a fixed order: level, change, whether it is real, target, comparison. They say no cause.
"""

from helpers.commentary.figures import say_figures
from helpers.commentary.judgement import say_judgement
from helpers.commentary.sentence import CHANGE, COMPARISON, LEVEL, NO_FIGURE, REAL, TARGET, Sentence
from helpers.indicator import Indicator
from helpers.protect.released import Released

__all__ = ["CHANGE", "COMPARISON", "LEVEL", "NO_FIGURE", "REAL", "TARGET", "Sentence", "say_commentary"]


def say_commentary(indicator: Indicator, released: Released) -> tuple[Sentence, ...]:
    """What there is to say of an indicator's headline figure; nothing where no figure is released."""
    figures = say_figures(indicator, released)
    return (*figures, *say_judgement(indicator, released)) if figures else ()
