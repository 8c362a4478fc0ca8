"""Which figures give away others: every sum among the numbers of a release, by kind, from what the entries count.

A relation is a list of numbers with signs that come to 0 together. One that does not hold of the figures themselves (a
figure reported otherwise then, say) is no relation. Where numbers are at most another, what is left is a number of its own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from helpers.indicator import Indicator
from helpers.months import MONTHS_IN, ReportingMonth, Window
from helpers.protect.quantities import NO, NUMERATOR, ONCE, ROWS, YES, Base, Quantities, Where, bases, remainders
from helpers.results import ALL
from helpers.terms.tables import PERSON

Terms = tuple[tuple[int, float], ...]
Entries = Mapping[str, Indicator]

# Numbers of two indicators that are one and the same, where the functions that count them don't say so.
SAME = (
    (("SDQ_DONE", "numerator"), ("SDQ_AVG", "denominator")),
    (("SDQ_DONE", "remainder"), ("SDQ_NONE", "numerator")),
)
# Numbers that, of the same month and group, can't together be more than another: parts of it that don't overlap.
AT_MOST = (
    ((("PERM_ADOPT", "numerator"), ("PERM_SGO", "numerator")), ("PERM_ALL", "numerator")),
    ((("CP_REP12", "numerator"),), ("CP_REPEVER", "numerator")),
    ((("CL_HE", "numerator"),), ("CL_EET", "numerator")),
    ((("CL_EET", "numerator"), ("CL_NEET", "numerator")), ("CL_EET", "denominator")),
    ((("CL_SUIT", "denominator"),), ("CL_N", "numerator")),
    ((("CL_EET", "denominator"),), ("CL_N", "numerator")),
    ((("MISS_CH", "numerator"),), ("MISS_EP", "numerator")),
    ((("ASS_45", "denominator"),), ("ASS_N", "numerator")),
    ((("RHI_3D", "denominator"),), ("RHI_OFF", "denominator")),
    ((("CP_VIS", "denominator"),), ("CP_N", "numerator")),
    ((("CP_REV", "denominator"),), ("CP_N", "numerator")),
    ((("CLA_IN", "denominator"),), ("CLA_N", "numerator")),
    ((("UASC_OUT", "denominator"),), ("UASC", "numerator")),
    ((("CLA_2Y", "denominator"),), ("CLA_N", "numerator")),
    ((("CLA_VIS", "denominator"),), ("CLA_N", "numerator")),
    ((("CLA_HA", "denominator"),), ("CLA_N", "numerator")),
    ((("SDQ_DONE", "denominator"),), ("CLA_HA", "denominator")),
    ((("YOT", "denominator"),), ("CLA_N", "numerator")),
    ((("YOT_OFF", "denominator"),), ("YOT", "denominator")),
    ((("EDU_PEP", "denominator"),), ("CLA_N", "numerator")),
)
# A stock, and those who join it and leave it in a month.
STOCKS = (("CLA_N", "CLA_START", "CLA_CEASE"),)


@dataclass(frozen=True)
class RelationKind:
    """A way in which figures give away others: in words, and how its relations are found."""

    words: str
    find: Callable[[Quantities, Entries], Iterator[Terms]]


def find_relations(quantities: Quantities, entries: Entries) -> list[Terms]:
    """Every relation among some numbers, of every kind. Numbers that no cell shows are added to those given."""
    found = []
    for kind in KINDS:
        found += [terms for terms in kind.find(quantities, entries) if _holds(terms, quantities)]
    return found


def _holds(terms: Terms, quantities: Quantities) -> bool:
    return abs(sum(sign * quantities.truth[each] for each, sign in terms)) < 1e-6


def _counts_and_remainders(quantities: Quantities, entries: Entries) -> Iterator[Terms]:
    for numerator, denominator, remainder in remainders(quantities):
        yield (numerator, 1.0), (remainder, 1.0), (denominator, -1.0)


def _earlier_counts(quantities: Quantities, entries: Entries) -> Iterator[Terms]:
    """As above for months before the first, which windows tell of and an earlier report may have shown."""
    for (base, where), each in list(quantities.by_name.items()):
        if base[0] == YES and not quantities.shown_in[each]:
            whole = (ROWS, base[1]) if base[-1] is None else (ONCE, base[1], base[-1])
            if (whole, where) in quantities.by_name:
                yield _at_most(quantities, [each], quantities.by_name[whole, where])


def _parts_of_a_total(quantities: Quantities, entries: Entries) -> Iterator[Terms]:
    parts = defaultdict(list)
    for (base, where), each in quantities.by_name.items():
        if where.breakdown != ALL and base[0] != NO:
            parts[base, where.month, where.window, where.breakdown].append(each)
    for (base, month, window, _), members in parts.items():
        whole = quantities.by_name.get((base, Where(month, window)))
        if whole is not None:
            yield _at_most(quantities, members, whole, may_be_equal=True)


def _months_of_a_window(quantities: Quantities, entries: Entries) -> Iterator[Terms]:
    series: dict[tuple, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for (base, where), each in list(quantities.by_name.items()):
        if where.window in MONTHS_IN and quantities.shown_in[each]:
            series[base, where.breakdown, where.group][where.window][where.month] = each
    spans = {(base, breakdown): _span(series, base, breakdown) for base, breakdown, _ in series}
    for (base, breakdown, group), windows in series.items():
        if not windows[Window.MONTH]:
            continue
        if _child_counts_once(base):
            yield from _at_most_their_months(quantities, windows)
        else:
            yield from _sums_of_months(
                quantities, windows, (base, Where("", Window.MONTH, breakdown, group)), spans[base, breakdown]
            )
        yield from _halves_of_a_year(quantities, windows)


def _child_counts_once(base: Base) -> bool:
    """Whether each child counts once a window; a period of care that counts once hardly ever comes again."""
    return base[0] in (ONCE, YES) and base[-1] == PERSON


def _months_of(month: str, window: str) -> list[str]:
    return [str(each) for each in ReportingMonth.read(month).back_to(MONTHS_IN[window])]


def _span(series: Mapping, base: Base, breakdown: str) -> tuple[str, str]:
    months = [month for (b, by, _), windows in series.items() if (b, by) == (base, breakdown) for month in windows[Window.MONTH]]
    return (min(months), max(months)) if months else ("", "")


def _sums_of_months(quantities: Quantities, windows: Mapping, name: tuple[Base, Where], span: tuple[str, str]) -> Iterator[Terms]:
    """Windows as sums of their months, the latest first, so that of the months before the first each follows from the rest."""
    base, where = name
    months = windows[Window.MONTH]
    for window in (Window.ROLLING_12, Window.ROLLING_6):
        for month in sorted(windows[window], reverse=True):
            parts = _months_of(month, window)
            # A group without members in a month has no cell there, and is known to be 0.
            missing = [each for each in parts if each not in months and not (where.breakdown != ALL and each >= span[0])]
            if len(missing) > 1 or (missing and missing[0] >= span[0]):
                continue
            whole = windows[window][month]
            for each in missing:
                left = quantities.truth[whole] - sum(quantities.truth[months[part]] for part in parts if part in months)
                if left < 0:
                    break
                months[each] = quantities.add(left, 0.0, (base, replace(where, month=each)))
            else:
                yield _compared(quantities, [months[part] for part in parts if part in months], whole)


def _halves_of_a_year(quantities: Quantities, windows: Mapping) -> Iterator[Terms]:
    """Windows of 12 months beside their two halves, which months not shown any more may not bind."""
    halves = windows[Window.ROLLING_6]
    for month, whole in windows[Window.ROLLING_12].items():
        parts = [halves[each] for each in (month, str(ReportingMonth.read(month).plus(-6))) if each in halves]
        if len(parts) == 2:
            yield _compared(quantities, parts, whole)


def _at_most_their_months(quantities: Quantities, windows: Mapping) -> Iterator[Terms]:
    """Of what counts once a window: no more than its months together, and no fewer than any one of them."""
    months = windows[Window.MONTH]
    for window in (Window.ROLLING_6, Window.ROLLING_12):
        for month, whole in windows[window].items():
            parts = _months_of(month, window)
            if all(part in months for part in parts):
                yield _at_most(quantities, [whole], *(months[part] for part in parts))
            for part in parts:
                if part in months:
                    yield _at_most(quantities, [months[part]], whole)


def _stocks_and_flows(quantities: Quantities, entries: Entries) -> Iterator[Terms]:
    names = quantities.by_name
    for codes in STOCKS:
        if any(code not in entries for code in codes):
            continue
        stock, joined, left = (bases(entries[code].measure)[NUMERATOR] for code in codes)
        for (base, where), now in list(names.items()):
            if base != stock or where.breakdown != ALL:
                continue
            earlier = str(ReportingMonth.read(where.month).plus(-1))
            others = (names.get((stock, replace(where, month=earlier))),)
            others += tuple(names.get((flow, Where(where.month, Window.MONTH))) for flow in (joined, left))
            if None not in others:
                yield (now, 1.0), (others[0], -1.0), (others[1], -1.0), (others[2], 1.0)


def _same_numbers(quantities: Quantities, entries: Entries) -> Iterator[Terms]:
    for one, other in SAME:
        for first, second in _side_by_side(quantities, entries, one, other):
            yield (first, 1.0), (second, -1.0)


def _parts_of_others(quantities: Quantities, entries: Entries) -> Iterator[Terms]:
    for parts, whole in AT_MOST:
        for *members, total in _side_by_side(quantities, entries, *parts, whole):
            yield _at_most(quantities, members, total)


def _side_by_side(quantities: Quantities, entries: Entries, *parts: tuple[str, str]) -> Iterator[tuple[int, ...]]:
    """Numbers of several indicators, those of the same month, window and group together."""
    if any(code not in entries for code, _ in parts):
        return
    named = [bases(entries[code].measure)[part] for code, part in parts]
    for base, where in list(quantities.by_name):
        if base == named[-1]:
            found = [quantities.by_name.get((each, where)) for each in named]
            if None not in found:
                yield tuple(found)


def _compared(quantities: Quantities, parts: list[int], whole: int) -> Terms:
    """That some numbers come to another, or as they are to less or to more: some are known late, or of another place then."""
    if sum(quantities.truth[each] for each in parts) <= quantities.truth[whole]:
        return _at_most(quantities, parts, whole, may_be_equal=True)
    return _at_most(quantities, [whole], *parts)


def _at_most(quantities: Quantities, parts: list[int], *wholes: int, may_be_equal: bool = False) -> Terms:
    """That some numbers together are at most others together; where they may be said to be equal and are, just that."""
    left = sum(quantities.truth[each] for each in wholes) - sum(quantities.truth[each] for each in parts)
    terms = (*((each, 1.0) for each in parts), *((each, -1.0) for each in wholes))
    return terms if left < 0 or (left == 0 and may_be_equal) else (*terms, (quantities.add(left, 0.0), 1.0))


# The one table of what gives figures away; of windows first, as they tell of months before the first.
KINDS = (
    RelationKind("a count and what is left over from its total", _counts_and_remainders),
    RelationKind("the months of a window", _months_of_a_window),
    RelationKind("the same in months before the first", _earlier_counts),
    RelationKind("the parts of a total: districts, areas, sexes, ages, kinds of placement", _parts_of_a_total),
    RelationKind("those looked after, those who join them and those who leave", _stocks_and_flows),
    RelationKind("the same number in two indicators", _same_numbers),
    RelationKind("numbers that are part of another's", _parts_of_others),
)
