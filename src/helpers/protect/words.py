"""The disclosure rule in words, for the definitions page: what is hidden, and why more is hidden than is small.

Source: publication, "What is hidden"; publication, "Why more is hidden".
"""

from helpers.council import Disclosure


def rule_words(rule: Disclosure) -> tuple[str, ...]:
    """The rule in force as sentences, in reading order; its numbers are those of the council's settings."""
    most, fewest = rule.hide_counts_up_to, rule.smallest_denominator
    counts = f"1 to {most}"
    return (
        f"A number of {counts} is hidden, shown as [c]. So is a larger number of events that are those of {counts} children.",
        f"A percentage is hidden where the children counted, or those left over, are {counts}.",
        f"A percentage or an average is hidden where it is out of fewer than {fewest}.",
        "A 0 is shown. But 0% and 100% are hidden where they would say something private of everyone in a group.",
        "Private are health, offending, exploitation and the home of a care leaver.",
        "An average is hidden where it is of one child more or fewer than the next average shown.",
        f"Of staff and foster carers only percentages and averages out of fewer than {fewest} are hidden.",
        "Further figures are hidden where they would let a reader work out a hidden one.",
        "That may be by adding up, from month to month, from another indicator, or from an earlier report.",
        "A table of events by group and month of which more than a quarter is small is hidden whole.",
        "What rests on a hidden figure, such as a change or a verdict, is left out.",
        "A figure that was hidden in an earlier report stays hidden.",
    )
