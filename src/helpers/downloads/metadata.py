"""The description of the published figures that stands beside them. Source: W3C, "Metadata Vocabulary for Tabular Data"."""

import json
from collections.abc import Collection, Mapping

from helpers.council import Council, Disclosure
from helpers.indicator import Indicator, Kind
from helpers.months import ReportingMonth
from helpers.rounding import BESIDE_FIGURES, SHORTHAND, UNCERTAIN, UNCERTAIN_LETTER

UNITS = {
    Kind.COUNT: "number",
    Kind.SHARE: "%",
    Kind.RATE: "per 10,000 children aged 0 to 17",
    Kind.AVERAGE: "average",
}
_COLUMNS = {
    "code": ("Code", "The indicator; its title and unit stand in the notes. EXTRACT and REPORT: of files, not of children."),
    "month": ("Month", "The month whose last day the figure speaks of, or with whose last day its window ends."),
    "window": ("Window", "month, rolling_6 and rolling_12 are that many whole months; snapshot is the last day of the month."),
    "breakdown": ("Breakdown", "What the group is a group of: all, or district, age band and so on."),
    "group": ("Group", "The group; all where the figure is of the whole."),
    "numerator": ("Numerator", "How many children or events, or their sum where the value is an average."),
    "denominator": (
        "Denominator",
        "Out of how many; empty for a number. Of neighbours how many the mean is of, of a rank or a band among how many it is.",
    ),
    "value": ("Value", "The figure in its indicator's unit, rounded as the pages show it; a word for a band or a verdict."),
    "series": ("Series", "What sort of figure the row holds; each sort stands in the notes."),
    "period": (
        "Period",
        "What the figure is for where that is not its month: an earlier month, a published year, a column of a file.",
    ),
    "marks": ("Marks", "The letters of the marks that stand beside the figure on the pages; empty where there is none."),
}  # fmt: skip
# What each series is. One that is not here can't be published.
SERIES = {
    "outturn": "the figure reached",
    "as_reported": "the figure as it was reported at the time, where it has changed since",
    "outturn_beside_target": "the figure with the decimals that tell it from its target",
    "remainder": "the others of a share that misses its target: those of the denominator who are not in the numerator",
    "whole": "all groups of a whole together",
    "sum_of_groups": "what the groups add up to, where that is not the whole",
    "target": "the council's own target, for the financial year in period",
    "band": "the council's own band: its word, and its place (1 is best) among how many; no inspection judgement",
    "change": "how far the figure lies from that of the month in period: in percentage points for a share",
    "change_from": "the figure of the month in period, which the change is from",
    "verdict": "whether the change is real or no more than chance; of a district whether it differs from the whole",
    "mean": "the mean of the monthly figures, of the process chart",
    "lower_limit": "the lower limit of the process chart",
    "upper_limit": "the upper limit of the process chart",
    "lower_limit_95": "the lower end of where chance alone puts 95% of districts of this size",
    "upper_limit_95": "the upper end of where chance alone puts 95% of districts of this size",
    "lower_limit_99_8": "the lower end of where chance alone puts 99.8% of districts of this size",
    "upper_limit_99_8": "the upper end of where chance alone puts 99.8% of districts of this size",
    "england": "published for England, for the period given",
    "region": "published for the council's region, for the period given",
    "neighbours": "the mean of what is published for the statistical neighbours, for the period given",
    "own": "published for the council itself, for the period given",
    "rank": "the council's place by its published figure (1 is best) among how many",
    "quartile": "the quartile of the council's published figure (A is best)",
    "at_a_glance": "how many indicators, real changes, revised or uncertain figures, or open questions the first screen counts",
    "unread": "how much of the column in period could not be read, in % of its filled cells; therefore the figure is uncertain",
    "finding": "how many rows of a file have what was found",
    "indicators_with_figures": "how many indicators of a section have figures, out of how many",
}


def describe(
    file: str, council: Council, month: ReportingMonth, entries: Collection[Indicator], series: Collection[str]
) -> bytes:
    """The description of a month's published figures as JSON: title, publisher, licence, columns, units, the disclosure rule.

    `entries` are those with a row, `series` those used. The licence is the council's to choose (`[cover]` of
    council.toml), by default the Open Government Licence. Raises KeyError for a series not known.
    """
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file,
        "dc:title": f"Corporate parenting report of {council.name}, {month.words}: published figures",
        "dc:description": f"Every figure that the published report shows, draws or says. {say_rule(council.disclosure)}",
        "dc:publisher": council.name,
        "dc:license": {"@id": council.cover.licence},
        "dc:language": "en-GB",
        "dc:temporal": str(month),
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\n"]},
        "notes": [
            *({"code": each.code, "title": each.title, "unit": UNITS[each.kind]} for each in entries),
            *({"series": name, "means": SERIES[name]} for name in sorted(series)),
            *({"mark": mark, "means": meaning} for mark, meaning in SHORTHAND.items()),
            {"mark": UNCERTAIN_LETTER, "means": BESIDE_FIGURES[UNCERTAIN]},
        ],
        "tableSchema": {
            "columns": [_column(name, *words) for name, words in _COLUMNS.items()],
            "primaryKey": ["code", "month", "window", "breakdown", "group", "series", "period"],
        },
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def say_rule(rule: Disclosure) -> str:
    """The disclosure rule in force, as the metadata says it."""
    return (
        f"So that nobody can be recognised, counts of 1 to {rule.hide_counts_up_to} and shares of fewer than "
        f"{rule.smallest_denominator} children are hidden, and so is what would give them away: each such cell is [c]. "
        "A 0 is a true 0."
    )


def _column(name: str, title: str, description: str) -> Mapping[str, object]:
    column: dict[str, object] = {"name": name, "titles": [name, title], "dc:description": description, "datatype": "string"}
    if name == "month":
        column["datatype"] = "gYearMonth"
    if name in ("numerator", "denominator"):
        column |= {"datatype": "decimal", "null": ["", *SHORTHAND]}
    if name not in ("numerator", "denominator", "value", "period", "marks"):
        column["required"] = True
    return column
