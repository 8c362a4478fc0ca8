"""Sentences on one indicator, from what was released of it and from nothing else.

Up to five, in a fixed order: level, change, whether it is real, target, comparison. They say no cause.
"""

from helpers.commentary.change import say_change
from helpers.commentary.figures import say_level
from helpers.commentary.judgement import say_judgement
from helpers.commentary.sentence import CHANGE, COMPARISON, LEVEL, NO_FIGURE, REAL, TARGET, RestsOn, Role, Sentence
from helpers.commentary.series import headline_series
from helpers.indicator import Indicator
from helpers.months import Window
from helpers.protect.released import Released

__all__ = [
    "CHANGE", "COMPARISON", "LEVEL", "NO_FIGURE", "REAL", "TARGET", "RestsOn", "Role", "Sentence", "say_commentary",
]  # fmt: skip


def say_commentary(indicator: Indicator, released: Released) -> tuple[Sentence, ...]:
    """What there is to say of an indicator's headline figure; nothing where no figure is released.

    Of an indicator of groups without a headline it is the largest of the parts of a whole, of other groups none.
    """
    series = headline_series(indicator, released)
    if series is None:
        return ()
    is_monthly = series.window is Window.MONTH and Window.ROLLING_12 in indicator.windows
    twelve_months = headline_series(indicator, released, Window.ROLLING_12) if is_monthly else None
    change = say_change(series, twelve_months) if series.now.cell.is_shown else None
    return (say_level(series), *([change] if change else []), *say_judgement(indicator, released, change))
