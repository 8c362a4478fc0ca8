"""A sentence of the commentary, its one job, and the figures that it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LEVEL, NO_FIGURE, CHANGE = "level", "no figure", "change"
REAL, TARGET, COMPARISON = "real", "target", "comparison"


class Role(StrEnum):
    """What a figure does in a sentence."""

    NOW = "the reporting month's figure"
    BEFORE = "the month before"
    MARCH = "the end of the last financial year"
    YEAR_AGO = "a year earlier"
    SAME = "one of the months without a change"
    SHOWN = "one of the months that an extreme, or rises or falls in a row, are seen in"
    JUDGED = "one of the figures judged"
    TARGET = "the council's target"
    PUBLISHED = "a published figure"


@dataclass(frozen=True, kw_only=True)
class RestsOn:
    """A figure under a sentence: its role, its key as in results (`period` is the month, or what a target or a published
    figure is for), and its value as shown; empty where a sentence does not say the value.
    """

    role: Role
    code: str
    period: str
    window: str = ""
    breakdown: str = ""
    group: str = ""
    shown: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence, its one job, and the figures that it rests on."""

    job: str
    text: str
    rests_on: tuple[RestsOn, ...] = ()

    @property
    def is_remarkable(self) -> bool:
        """Whether it speaks of an extreme among the months shown, or of rises or falls in a row."""
        return any(each.role is Role.SHOWN for each in self.rests_on)


def say_list(words: Iterable[str]) -> str:
    """Words in a row: a, b and c."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
