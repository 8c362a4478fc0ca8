"""What stands beside a figure of ours: England, the region, statistical neighbours, the council's own published figure."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from helpers.compare.published.geography import la_code_of, regions_of
from helpers.compare.published.held import NewestFigures, Published
from helpers.compare.published.reference import (
    Rule,
    comparable_rules,
    measures,
    neighbours_by_edition,
    reasons_for_none,
)
from helpers.compare.published.standing import mean_of_neighbours, standing_of
from helpers.council import Council
from helpers.errors import DefinitionError
from helpers.indicator import Indicator, Polarity
from helpers.months import ReportingMonth, Window

ENGLAND, REGION, NEIGHBOURS, OWN = "england", "region", "neighbours", "own"


@dataclass(frozen=True, kw_only=True)
class OnFile:
    """What the conditions of the rules ask of an extract, apart from the council's settings.

    `month` is the month of our figure; `has_cp_history` whether the council gave its history of protection plans;
    `has_year_of_referrals` whether referrals are on file for the 12 months before the figure's window.
    """

    month: ReportingMonth | None = None
    has_cp_history: bool = False
    has_year_of_referrals: bool = False


@dataclass(frozen=True, kw_only=True)
class Comparator:
    """A published figure that may stand beside ours.

    `level` is england, region, neighbours or own; `value` is in `unit` (percent, per_10000, count, score, ratio),
    unrounded; `period` says in words what it is for, `publication` who published it, where and when. Where `is_near`
    something differs, and `difference_in_words` says what. `n` is how many neighbours the mean is of, and
    `neighbours_edition` the edition of their list; `rank` (1 is best) of `rank_of` councils and `quartile` (A is best)
    are of the council's own published figure, none where neither direction is better. `are_whole` says whether it and the
    published figures of its measure beside it are all whole numbers, and so are said without a decimal; None: not known.
    """

    level: str
    name: str
    value: float
    unit: str
    period: str
    publication: str
    published_code: str
    is_near: bool
    difference_in_words: str = ""
    n: int | None = None
    neighbours_edition: str | None = None
    rank: int | None = None
    rank_of: int | None = None
    quartile: str | None = None
    are_whole: bool | None = None


# The conditions that the table of rules may name.
CONDITIONS: dict[str, Callable[[Council, OnFile], bool]] = {
    "rereferral_counts_nfa": lambda council, _: council.settings.rereferral_counts_nfa,
    "twelve_month_cohort": lambda council, _: council.settings.health_cohort == "twelve_months",
    "year_of_referrals": lambda _, on_file: on_file.has_year_of_referrals,
    "cp_history": lambda _, on_file: on_file.has_cp_history,
    "september": lambda _, on_file: on_file.month is not None and on_file.month.number == 9,
}
# Why there is no comparator while a condition is not met, as a page says it.
CONDITION_WORDS = {
    "rereferral_counts_nfa": "the published share counts referrals closed with no further action as earlier ones, ours does not",
    "twelve_month_cohort": "the published share is of children looked after 12 months or more, ours is of all",
    "year_of_referrals": "the extract does not hold referrals for the year before",
    "cp_history": "earlier plans are not known in full without the council's history of plans",
    "september": "published once a year, for 30 September: it stands beside our September alone",
}


def find_comparators(
    entry: Indicator,
    window: Window,
    breakdown: str,
    group: str,
    council: Council,
    published: Published,
    on_file: OnFile,
) -> tuple[Comparator, ...]:
    """The published figures that may stand beside a figure: England, region, neighbours, own; those with a number.

    By the rules of `data/reference/published_rules.csv` and no others, for the newest period held. A count has the
    council's own published count alone. Empty where no rule lets it be compared, or a condition is not met.
    Raises DefinitionError where a rule names a condition or measure that is not known.
    """
    rule = comparable_rules().get((entry.code, str(window), breakdown, group))
    if rule is None or _unmet(rule, council, on_file):
        return ()
    return _comparators(entry, rule, rule.published_code, council, published, own_only=rule.is_own_count)


def find_mix_comparators(
    entry: Indicator,
    window: Window,
    breakdown: str,
    group: str,
    council: Council,
    published: Published,
    on_file: OnFile,
) -> tuple[Comparator, ...]:
    """The published shares that may stand beside a group's share of the whole, where the figure itself is a count.

    Ours is the group's count as % of the whole's count. Otherwise as `find_comparators`.
    """
    rule = comparable_rules().get((entry.code, str(window), breakdown, group))
    if rule is None or not rule.mix_code or _unmet(rule, council, on_file):
        return ()
    return _comparators(entry, rule, rule.mix_code, council, published, own_only=False)


def say_why_none(entry: Indicator, window: Window, breakdown: str, group: str, council: Council, on_file: OnFile) -> str | None:
    """Why a figure has no comparator, in words that begin small and end without a stop; None where a rule gives one."""
    key = (entry.code, str(window), breakdown, group)
    rule = comparable_rules().get(key)
    if rule is None:
        return reasons_for_none().get(key, "no published figure is for the same window and group")
    unmet = _unmet(rule, council, on_file)
    return CONDITION_WORDS[unmet[0]] if unmet else None


def _unmet(rule: Rule, council: Council, on_file: OnFile) -> list[str]:
    unknown = [name for name in rule.conditions if name not in CONDITIONS]
    if unknown:
        raise DefinitionError(f"The rules of published figures name a condition that is not known: {unknown[0]}.")
    return [name for name in rule.conditions if not CONDITIONS[name](council, on_file)]


def _comparators(
    entry: Indicator, rule: Rule, code: str, council: Council, published: Published, *, own_only: bool
) -> tuple[Comparator, ...]:
    if code not in measures():
        raise DefinitionError(f"The rules of published figures name a measure that is not known: {code}.")
    figures = published.newest.get(code)
    if figures is None:
        return ()
    own = _own(entry, rule, code, council, figures)
    if own_only:
        return own
    england, region = _england(rule, code, figures), _region(rule, code, council, figures)
    are_whole = all(each.value.is_integer() for each in (*england, *region, *own))
    england, region, own = (tuple(replace(each, are_whole=are_whole) for each in one) for one in (england, region, own))
    return (*england, *region, *_neighbours(rule, code, council, figures), *own)


def _england(rule: Rule, code: str, figures: NewestFigures) -> tuple[Comparator, ...]:
    return _one(rule, code, figures, level=ENGLAND, name="England", value=figures.england)


def _region(rule: Rule, code: str, council: Council, figures: NewestFigures) -> tuple[Comparator, ...]:
    for name in regions_of(council):
        found = _one(rule, code, figures, level=REGION, name=name, value=figures.regions.get(name, np.nan))
        if found:
            return found
    return ()


def _neighbours(rule: Rule, code: str, council: Council, figures: NewestFigures) -> tuple[Comparator, ...]:
    edition, lists = next(iter(neighbours_by_edition().items()))
    mean = mean_of_neighbours(figures.councils, lists.get(la_code_of(council) or "", ()))
    if mean is None:
        return ()
    found = _one(rule, code, figures, level=NEIGHBOURS, name="Statistical neighbours", value=mean.value)
    return tuple(replace(each, n=mean.n, neighbours_edition=ReportingMonth.read(edition).words) for each in found)


def _own(entry: Indicator, rule: Rule, code: str, council: Council, figures: NewestFigures) -> tuple[Comparator, ...]:
    la_code = la_code_of(council) or ""
    measure = measures()[code]
    # A rank says which way is better: only where the department and our entry both say so, and say the same.
    polarity = measure.polarity if measure.polarity is entry.polarity else Polarity.CONTEXT_ONLY
    place = standing_of(la_code, figures.councils, polarity, has_quartiles=measure.has_quartiles)
    found = _one(rule, code, figures, level=OWN, name=council.name, value=figures.councils.get(la_code, np.nan))
    if place is None:
        return found
    return tuple(replace(each, rank=place.rank, rank_of=place.rank_of, quartile=place.quartile) for each in found)


def _one(rule: Rule, code: str, figures: NewestFigures, *, level: str, name: str, value: float) -> tuple[Comparator, ...]:
    """One comparator, or none where the department gave no number: what is hidden or missing is never nought."""
    if np.isnan(value):
        return ()
    comparator = Comparator(
        level=level,
        name=name,
        value=float(value),
        unit=figures.unit,
        period=figures.period,
        publication=figures.publication,
        published_code=code,
        is_near=rule.is_near,
        difference_in_words=rule.difference,
    )
    return (comparator,)
