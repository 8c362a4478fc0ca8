"""The disclosure rule as the definitions page says it."""

from helpers.council import Disclosure
from helpers.protect.words import rule_words


def test_the_rule_is_said_with_the_councils_own_numbers() -> None:
    words = rule_words(Disclosure(hide_counts_up_to=7, smallest_denominator=12))
    assert words[0].startswith("A number of 1 to 7 is hidden")
    assert words[2].endswith("out of fewer than 12.") and "1 to 5" not in " ".join(words)
