"""Which published figures stand beside an indicator, for which period and from which publication; and why others do not."""

from functools import cache

from markupsafe import Markup

from helpers.compare.published import Comparator, find_comparators, say_why_none
from helpers.compare.published.reference import RULES, measures, read_reference
from helpers.indicator import Indicator
from helpers.months import WINDOW_WORDS, Window
from helpers.results import ALL
from helpers.section.figures import Figures


def say_beside(entry: Indicator, figures: Figures) -> dict[str, Markup]:
    """Terms and what is said under each: the published figures beside the headline, and those that are not used."""
    breakdown = entry.headline_breakdown.name if entry.headline_breakdown else ALL
    group = entry.headline_group or ALL
    asked = (entry, entry.headline, breakdown, group, figures.data.council)
    on_file = figures.on_file
    published = figures.yardsticks.published
    comparators = find_comparators(*asked, published, on_file) if published else ()
    why_none = say_why_none(*asked, on_file)
    said = {"Published beside it": _say_used(comparators, why_none)}
    unused = [_say_unused(row, entry) for row in rules_against(entry) if row["why"] != why_none]
    if unused:
        said["Not set beside it"] = Markup("<ul>{}</ul>").format(Markup("").join(unused))
    return said


def rules_against(entry: Indicator) -> list[dict[str, str]]:
    """The rows of the table of rules that keep a published figure from standing beside one of an indicator's."""
    return _rules_against().get(entry.code, [])


@cache
def _rules_against() -> dict[str, list[dict[str, str]]]:
    table = read_reference(RULES)
    against = table[table["comparable"] == "no"]
    return {code: rows.to_dict("records") for code, rows in against.groupby("code", sort=False)}


def _say_used(comparators: tuple[Comparator, ...], why_none: str | None) -> Markup:
    if not comparators:
        return Markup("None: {}.").format(why_none or "the department gave no figure")
    whose = ", ".join(f"{each.name} ({_neighbours(each)}{each.period})" for each in comparators)
    from_where = "; ".join(dict.fromkeys(each.publication for each in comparators))
    near = next((each.difference_in_words for each in comparators if each.is_near), "")
    differ = Markup(" They differ from ours: {}.").format(near.rstrip(".")) if near else Markup("")
    return Markup("{}. From: {}.{}").format(whose, from_where, differ)


def _neighbours(comparator: Comparator) -> str:
    if not comparator.neighbours_edition:
        return ""
    return f"the mean of {comparator.n}, list of {comparator.neighbours_edition}; "


def _say_unused(row: dict[str, str], entry: Indicator) -> Markup:
    """What is published, for which of our figures it is not used where that is not the headline, and why."""
    measure = measures().get(row["published_code"])
    what = measure.title if measure else "Nothing"
    ours = [] if row["window"] == str(entry.headline) else [WINDOW_WORDS[Window(row["window"])]]
    ours += [] if row["group"] == ALL else [row["group"]]
    of = f" (ours {', '.join(ours)})" if ours else ""
    return Markup("<li>{}{}: {}.</li>").format(what, of, row["why"].rstrip("."))
