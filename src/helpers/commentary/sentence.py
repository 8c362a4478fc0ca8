"""A sentence of the commentary, and the one job that it has."""

from dataclasses import dataclass

LEVEL, NO_FIGURE, CHANGE = "level", "no figure", "change"
REAL, TARGET, COMPARISON = "real", "target", "comparison"


@dataclass(frozen=True)
class Sentence:
    """A sentence, its one job, and the figures it rests on: the month (or the period) and the value, as shown, of each."""

    job: str
    text: str
    rests_on: tuple[tuple[str, str], ...] = ()
