"""How a change is judged, how often that errs, what is hidden and why, and how figures are rounded: the rules, in words."""

import pandas as pd
from markupsafe import Markup

from helpers.charts.series import FEW
from helpers.compare.intervals import PER_CENT, WARNING_LIMIT
from helpers.compare.process import FEWEST_POINTS, FEWEST_RANGES, RUN
from helpers.compare.published.reference import read_reference
from helpers.compare.real import FEWEST_A_MONTH
from helpers.display import together
from helpers.errors import DefinitionError
from helpers.indicator import RealChange
from helpers.rounding import SMALL_DENOMINATOR
from helpers.section.figures import Figures
from helpers.tables import plain_table

FALSE_ALARMS = "false_alarms.csv"
FALSE_ALARM_COLUMNS = ["method", "words", "simulated", "verdicts", "false_alarms", "share_percent", "measured_with"]
# How each kind of verdict comes about, in a line that stands with an indicator.
HOW_JUDGED = {
    RealChange.XMR: "By its single months, with an XmR chart.",
    RealChange.YEAR_APART: "By its difference from a year ago, with the interval of that difference.",
    RealChange.FLOWS: "By those who start and those who leave; the number itself is only said to be higher or lower.",
    RealChange.NONE: "No verdict is given.",
}
METHODS = {
    RealChange.XMR: "Month by month (XmR chart)",
    RealChange.YEAR_APART: "A year apart",
    RealChange.FLOWS: "By those who start and leave",
}


def show_judging() -> Markup:
    """The rules by which a change is called real, in words."""
    rules = _paragraphs(f"""
        Most figures of events are judged by their single months. From at least {FEWEST_POINTS} months comes a mean, and from
        how far each month usually lies from the one before come an upper and a lower limit: an XmR chart. Four things make a
        change real: a month outside the limits; {RUN} months in a row on one side of the mean; {RUN} months in a row that
        each rise, or each fall; 2 of the last 3 months near one limit. A month without a figure ends every run of months;
        nothing is judged where fewer than {FEWEST_RANGES} months follow straight on a month with a figure. Rolling 12
        months are not judged so, since they share 11 months.

        Fewer than {FEWEST_A_MONTH} children or events a month, on average, are not judged: chance alone moves them too far.

        Figures of one day are judged by their difference from a year ago. It is real where its interval of 95% leaves out no
        difference at all. Many of the children are the same in both years, so real changes are missed more often than made
        up.

        The number of children looked after, and of those on a plan, changes because some start and some leave. These are
        judged.

        A figure that is uncertain is not judged: it has no verdict, band or rank, and it is left out where other months are
        judged by it.

        Averages whose spread is not known, and figures that come once a year, are not judged.

        Seasons are not allowed for. August is low for referrals in every year, and may be called really lower for that alone.

        Nothing is compared across a break in a series. A verdict says that a figure has changed, and never why. Better and
        worse are said only where one way is better; a number of children or events is more or fewer.

        Districts are held against the figure of the whole council. Between the limits of {_percent(WARNING_LIMIT)} chance
        alone may put a district; outside those of 99.8% it differs. Districts are never ranked.
    """)
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(rule) for rule in rules))


def read_false_alarms() -> pd.DataFrame:
    """How often each kind of verdict errs, one row a kind of figure, as text; columns as in `FALSE_ALARM_COLUMNS`.

    Raises DefinitionError where the table can't be read, lacks a column or names a method that is none of `METHODS`.
    """
    table = read_reference(FALSE_ALARMS)
    if list(table.columns) != FALSE_ALARM_COLUMNS:
        raise DefinitionError(f"data/reference/{FALSE_ALARMS} must have the columns {', '.join(FALSE_ALARM_COLUMNS)}.")
    unknown = sorted(set(table["method"]) - {str(method) for method in METHODS})
    if unknown:
        raise DefinitionError(f"data/reference/{FALSE_ALARMS} names a method that is not known: {unknown[0]}.")
    return table


def show_false_alarms(table: pd.DataFrame | None = None) -> Markup:
    """How often a verdict of real change was given where nothing changed, method by method, and how that was measured."""
    table = read_false_alarms() if table is None else table
    rows = [
        (
            METHODS[RealChange(row["method"])],
            row["words"],
            int(row["verdicts"]),
            int(row["false_alarms"]),
            f"{row['share_percent']}%",
        )
        for row in table.to_dict("records")
    ]
    columns = ("How it is judged", "What was judged", "Verdicts", "False alarms", "Share")
    measured = "; ".join(dict.fromkeys(table["measured_with"]))
    note = Markup('<p class="note">Measured with {}.</p>').format(measured)
    return together(plain_table("False alarms where nothing changes", columns, rows, numeric=columns[2:]), note)


def show_hidden(figures: Figures) -> Markup:
    """What an edition hides and why, by the council's own rule."""
    rule = figures.data.council.disclosure
    few, least = rule.hide_counts_up_to, rule.smallest_denominator
    rules = _paragraphs(f"""
        Numbers of 1 to {few} children are hidden, and so are those left over: where 97 of 100 were seen, 3 were not, and both
        are hidden. A true 0 is shown.

        A share or an average of fewer than {least} children is hidden, whatever it is.

        What would give a hidden number away is hidden too: a second district where one is hidden, so that it can't be found
        by taking the others from the whole; the same number where it stands elsewhere in the report.

        A change is said only where both months may be shown, and a verdict only where every figure it rests on may be.

        Figures of earlier reports are treated alike: what was reported and what is now known are both shown, or neither.

        Numbers of staff and of foster carers are shown; their shares and averages are hidden where they are of few.
    """)
    listed = Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(words) for words in rules))
    if figures.edition.shows_small_numbers:
        return together(
            Markup('<p class="note">This is the analyst edition: nothing is hidden in it. The Board\'s hides:</p>'), listed
        )
    return listed


def show_rounding() -> Markup:
    """How figures are rounded, in words."""
    rules = _paragraphs(f"""
        A % and an average have one decimal; they are whole where they are of fewer than {SMALL_DENOMINATOR}, since one child
        more or less moves them by more than a decimal shows.

        Out of fewer than {FEW}, words give the children first: 2 of 3 (67%).

        A rate has one decimal. A number of children or events is whole.

        Halves are rounded up, and below 0 down: 0.25 becomes 0.3.

        Bands, targets, changes and verdicts go by the figures before they are rounded. Where the rounded figure would seem to
        say otherwise, a decimal more is shown.

        The difference between two shares is in percentage points: from 40% to 42% is 2 percentage points.
    """)
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(rule) for rule in rules))


def _percent(part: float) -> str:
    return f"{part * PER_CENT:g}%"


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each in a line."""
    return [" ".join(part.split()) for part in text.strip().split("\n\n")]
