"""Which change is called real: each kind of verdict by hand, what is not judged, and what real papers got wrong."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.compare.breaks import NO_BREAKS, Break, Breaks
from helpers.compare.process import TOO_FEW_MONTHS, TOO_MANY_GAPS
from helpers.compare.real import (
    ACROSS_A_BREAK,
    BY_ITS_FLOWS,
    DIFFERS,
    FLOWS,
    MAY_NOT_DIFFER,
    NO_FIGURE,
    NO_FIGURE_THEN,
    NO_RULE,
    NO_SPREAD,
    NOT_ASKED,
    TOO_FEW_CHILDREN,
    Direction,
    Figure,
    direction_of,
    judge_change,
    judge_months,
    judge_year_apart,
)
from helpers.indicator import Kind, Polarity, RealChange
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.results import FIGURES, KEY

OCTOBER = ReportingMonth(2026, 10)
NAN = float("nan")
Pair = tuple[float, float]


def series(
    code: str, figures: list[float | Pair | None], window: str = "month", breakdown: str = "all", group: str = "all"
) -> pd.DataFrame:
    """Results of the months up to October, one a month: a count, a numerator and denominator, or no row."""
    rows = []
    for month, figure in zip(OCTOBER.back_to(len(figures)), figures, strict=True):
        if figure is not None:
            n, d = figure if isinstance(figure, tuple) else (figure, NAN)
            per = 10_000 if INDICATORS[code].kind is Kind.RATE else 100
            value = n if math.isnan(d) else per * n / d if d else NAN
            rows.append((code, str(month), window, breakdown, group, float(n), float(d), value))
    return pd.DataFrame(rows, columns=[*KEY, *FIGURES])


def verdict(code: str, figures: list[float | Pair | None], breaks: Breaks = NO_BREAKS, **place: str):
    return judge_change(INDICATORS[code], series(code, figures, **place), OCTOBER, breaks)


def year_apart(code: str, then: float | Pair | None, now: float | Pair | None, breaks: Breaks = NO_BREAKS, **place: str):
    return verdict(code, [then, *[None] * 11, now], breaks, **{"window": "snapshot"} | place)


# XmR


def test_a_month_above_the_upper_limit_is_real_and_says_what_it_rests_on():
    # Mean 150 / 12, one range of 20 screened out: limits 7.18 and 17.82.
    found = verdict("REF_N", [10, 12] * 5 + [10, 30])
    assert (found.kind, found.is_real) == (RealChange.XMR, True)
    assert found.because == "this month is further above the average than chance alone would take it"
    assert found.direction is Direction.HIGHER
    assert (found.mean, found.limits.lower, found.limits.upper) == pytest.approx((12.5, 7.18, 17.82))
    assert (found.rests_on[0].month, found.rests_on[0].value) == ("2025-11", 10)
    assert (found.rests_on[-1].month, found.rests_on[-1].value, len(found.rests_on)) == ("2026-10", 30, 12)


def test_an_ordinary_month_has_no_direction():
    found = verdict("REF_N", [10, 12] * 6)
    assert (found.is_real, found.because, found.direction) == (False, NO_RULE, None)


@pytest.mark.parametrize(
    ("code", "direction"), [("ASS_45", Direction.BETTER), ("REREF", Direction.WORSE), ("PERM_SGO", Direction.HIGHER)]
)
def test_direction_is_by_polarity(code, direction):
    assert verdict(code, [(50, 100), (52, 100)] * 6 + [(90, 100)]).direction is direction


def test_eleven_months_are_too_few_and_so_are_eleven_with_a_value():
    assert verdict("REF_N", [10, 12] * 5 + [30]).because == TOO_FEW_MONTHS
    assert verdict("ASS_45", [(50, 100), (52, 100)] * 5 + [(0, 0), (90, 100)]).is_real is None


def test_a_month_without_a_value_is_no_part_of_mean_and_limits():
    found = verdict("ASS_45", [(50, 100), (52, 100)] * 3 + [(0, 0), None] + [(50, 100), (52, 100)] * 3 + [(90, 100)])
    assert (found.is_real, len(found.rests_on)) == (True, 13)


@pytest.mark.parametrize("gap", [None, (0, 0)])  # no row at all; nothing to count out of
def test_months_that_are_not_one_after_another_are_no_run(gap):
    calm, high = [(50, 100), (52, 100)] * 30, [(53, 100)] * 7
    assert verdict("ASS_45", [*calm, *high]).because == "each of the last 7 months is above the average"
    for at in range(1, 7):
        assert verdict("ASS_45", [*calm, *high[:at], gap, *high[at:]]).because == NO_RULE
    assert verdict("ASS_45", [*calm, gap, *high]).because == "each of the last 7 months is above the average"


def test_where_every_second_month_has_no_figure_nothing_is_judged():
    assert verdict("REF_N", [10, None, 12, None] * 6 + [30]).because == TOO_MANY_GAPS


@pytest.mark.parametrize(
    ("last", "because", "direction"),
    [
        # 60 months of 50 and 52 by turns, then these: the mean stays near 51, the limits near 51 -+ 2.66 * 2.
        ([70], "this month is further above the average than chance alone would take it", Direction.HIGHER),
        ([32], "this month is further below the average than chance alone would take it", Direction.LOWER),
        ([53] * 7, "each of the last 7 months is above the average", Direction.HIGHER),
        ([49] * 7, "each of the last 7 months is below the average", Direction.LOWER),
        ([48, 49, 50, 51, 52, 53, 54], "each of the last 6 months was higher than the one before", Direction.HIGHER),
        ([54, 53, 52, 51, 50, 49, 48], "each of the last 6 months was lower than the one before", Direction.LOWER),
        ([55, 51, 55], "2 of the last 3 months are far above the average", Direction.HIGHER),
        ([47, 51, 47], "2 of the last 3 months are far below the average", Direction.LOWER),
    ],
)
def test_each_rule_in_its_words_and_on_its_side(last, because, direction):
    found = verdict("REF_N", [50, 52] * 30 + last)
    assert (found.is_real, found.because, found.direction) == (True, because, direction)


def test_two_rules_at_once_are_both_said():
    # The trend ends above the limit.
    found = verdict("REF_N", [50, 52] * 30 + [51, 52, 53, 54, 55, 56, 60])
    assert found.because == (
        "this month is further above the average than chance alone would take it"
        " and each of the last 6 months was higher than the one before"
    )


def test_no_verdict_without_a_figure_for_the_month():
    assert verdict("REF_N", [10, 12] * 6 + [None]).because == NO_FIGURE
    assert verdict("ASS_45", [(50, 100)] * 12 + [(0, 0)]).because == NO_FIGURE
    assert verdict("REF_N", []).because == NO_FIGURE


def test_the_monthly_values_are_judged_and_rolling_ones_never():
    assert INDICATORS["REREF"].headline == "rolling_12"
    assert verdict("REREF", [(50, 100), (52, 100)] * 6, window="rolling_12").because == NO_FIGURE


def test_later_months_are_not_looked_at():
    results = series("REF_N", [10, 12] * 6 + [90])
    found = judge_change(INDICATORS["REF_N"], results, OCTOBER.plus(-1))
    assert (found.is_real, found.rests_on[-1].month) == (False, "2026-09")


def test_nothing_is_compared_across_a_break():
    # Thirty months at 10, then twelve at 30: without the break a run, with it a level.
    figures = [10, 12] * 15 + [30, 32] * 6
    assert verdict("REF_N", figures).is_real
    broken = Breaks((Break("REF_N", OCTOBER.plus(-11), "Counted in another way."),))
    found = verdict("REF_N", figures, broken)
    assert (found.is_real, found.mean, len(found.rests_on)) == (False, 31, 12)
    later = Breaks((Break("REF_N", OCTOBER.plus(-10), "Counted in another way."),))
    assert verdict("REF_N", figures, later).because == TOO_FEW_MONTHS


def test_limits_are_cut_at_nought_and_at_a_hundred_but_a_balance_s_are_not():
    assert verdict("EDU_SUSP", [3, 9] * 6).limits.lower == 0
    assert verdict("ASS_45", [(90, 100), (97, 100)] * 6).limits.upper == 100
    # Ranges of 4 around 0: 0 -+ 10.64.
    assert verdict("FOST_NET", [-2, 2] * 6).limits.lower == pytest.approx(-10.64)


# What real papers got wrong


def test_two_of_three_children_is_no_dip():
    """S4: 100%, then 66.7% in December."""
    assert verdict("PERM_ADOPT", [(3, 3)] * 12 + [(2, 3)]).is_real is not True
    assert verdict("PERM_ADOPT", [(3, 3)] * 12 + [(2, 3)]).because == TOO_FEW_CHILDREN
    assert year_apart("CL_SUIT", (3, 3), (2, 3), breakdown="age_group", group="19 to 21").is_real is False


def test_two_of_three_is_no_dip_where_other_months_have_many():
    usual = [(27, 30), (26, 30)] * 7
    found = verdict("RHI_OFF", [*usual, (2, 3)])
    assert found.limits.lower > 78 > 66.7  # outside, but of 3 children
    assert (found.is_real, found.because) == (False, NO_RULE)
    assert verdict("RHI_OFF", [*usual, (20, 30)]).direction is Direction.WORSE


def test_seven_months_at_a_hundred_after_two_of_three_are_no_rise():
    assert verdict("PERM_ADOPT", [(3, 3)] * 12 + [(2, 3)] + [(3, 3)] * 7).is_real is None


def test_a_rate_of_children_in_care_is_never_favourable():
    """S4: 52.8 against England's 60.0 was called favourable."""
    polarity = INDICATORS["CLA_RATE"].polarity
    assert direction_of(52.8 - 60.0, polarity) is Direction.LOWER
    assert year_apart("CLA_RATE", (800, 132_950), (702, 132_950)).direction is Direction.LOWER


# Too few a month


def test_counts_below_three_a_month_are_not_judged():
    # Eleven of 3 and one of 2: 35 in 12 months.
    assert verdict("EDU_SUSP", [3] * 11 + [2]).because == TOO_FEW_CHILDREN
    assert verdict("EDU_SUSP", [3] * 12).is_real is False


def test_shares_with_fewer_than_three_a_month_on_either_side_are_not_judged():
    assert verdict("ASS_45", [(98, 100)] * 12).because == TOO_FEW_CHILDREN
    assert verdict("REREF", [(2, 100)] * 12).because == TOO_FEW_CHILDREN
    assert verdict("ASS_45", [(97, 100)] * 12).is_real is False


def test_a_balance_may_be_small():
    assert verdict("FOST_NET", [-1, 1] * 6).is_real is False


# A year apart


def test_a_share_a_year_apart_by_newcombe():
    # 60% of 80, then 80% of 70: 5.24 to 33.39 points.
    found = year_apart("CLA_DENT", (48, 80), (56, 70))
    assert (found.kind, found.is_real, found.because) == (RealChange.YEAR_APART, True, DIFFERS)
    assert found.direction is Direction.BETTER
    assert (found.difference, found.interval.lower, found.interval.upper) == pytest.approx((20, 5.243, 33.387), abs=0.001)
    assert [(each.month, each.value) for each in found.rests_on] == [("2025-10", 60), ("2026-10", 80)]


def test_a_share_a_year_apart_that_may_be_chance():
    # 0% of 29, then 8.9% of 56: -3.81 to 19.26 points.
    found = year_apart("YOT", (0, 29), (5, 56))
    assert (found.is_real, found.because, found.direction) == (False, MAY_NOT_DIFFER, None)


def test_whole_families_a_year_apart_by_hand():
    # 100 (81.36 to 121.63) and 135 (113.19 to 159.79): 35 less root(21.81^2 + 21.63^2) = 4.28; with a brother or sister
    # each, 35 less root(2) times as much = -8.44. And 100 and 150 (126.95 to 176.02): 50 less root(2) times 31.61 = 5.30.
    assert year_apart("EXP_CSE", 100, 135).interval.lower == pytest.approx(4.28, abs=0.01)
    found = year_apart("CIN_N", 100, 135)
    assert (found.is_real, found.because, found.interval.lower) == (False, MAY_NOT_DIFFER, pytest.approx(-8.44, abs=0.01))
    assert year_apart("CIN_N", 100, 150).interval.lower == pytest.approx(5.30, abs=0.01)


@pytest.mark.parametrize("code", [code for code in INDICATORS if code.startswith(("REF", "CIN", "CP"))])
def test_whole_families_are_referred_and_put_on_a_plan(code):
    """Of children, of a rate or of a share: 35 more of 100 is no change, which 35 more care leavers would be."""
    if INDICATORS[code].real_change is not RealChange.YEAR_APART:
        assert INDICATORS[code].real_change in (RealChange.XMR, RealChange.FLOWS)  # which measure chance in the series itself
        return
    figures = {"count": (100, 135), "rate": ((100, 10_000), (135, 10_000)), "share": ((50, 100), (65, 100))}
    then, now = figures[INDICATORS[code].kind]
    assert year_apart(code, then, now, window=str(INDICATORS[code].headline)).is_real is False


def test_counts_a_year_apart_by_hand():
    # 100 (81.36 to 121.63) and 130 (108.61 to 154.36): 30 less root(21.39^2 + 21.63^2) = -0.42; and 131 is real (0.5).
    assert year_apart("EXP_CSE", 100, 130).is_real is False
    assert year_apart("EXP_CSE", 100, 132).is_real is True
    assert year_apart("EXP_CSE", 0, 0).is_real is False


def test_rates_a_year_apart():
    found = year_apart("CIN_RATE", (1000, 100_000), (1200, 100_000))
    assert (found.is_real, found.direction, found.difference) == (True, Direction.HIGHER, pytest.approx(20))
    # 1,000 (938.97 to 1,063.95) and 1,200 (1,133.06 to 1,269.87): 200 less root(66.94^2 + 63.95^2) = 107.42; as families
    # 200 less root(2) times 92.58 = 69.08, per 10,000 of 100,000 children 6.91.
    assert found.interval.lower == pytest.approx(6.91, abs=0.01)


def test_of_a_headline_group_its_own_figures_are_judged():
    results = pd.concat(
        [
            series("CL_EET", [(50, 100), *[None] * 11, (80, 100)], "snapshot", "age_group", "19 to 21"),
            series("CL_EET", [(50, 100), *[None] * 11, (50, 100)], "snapshot", "age_group", "17 to 18"),
        ]
    )
    assert judge_change(INDICATORS["CL_EET"], results, OCTOBER).direction is Direction.BETTER
    assert judge_change(INDICATORS["CL_EET"], results, OCTOBER, group="17 to 18").is_real is False


def test_what_can_not_be_judged_a_year_apart_says_why():
    assert year_apart("CLA_DENT", None, (2, 3)).because == NO_FIGURE_THEN
    assert year_apart("CLA_DENT", (0, 0), (2, 3)).because == NO_FIGURE_THEN
    assert year_apart("CLA_DENT", (2, 3), None).because == NO_FIGURE
    assert year_apart("SDQ_AVG", (1400, 100), (1800, 100)).because == NO_SPREAD
    assert year_apart("FOST_FILL", (110, 100), (90, 100)).because == NO_SPREAD
    broken = Breaks((Break("CLA_DENT", OCTOBER.plus(-3), "Read from another system."),))
    assert year_apart("CLA_DENT", (48, 80), (56, 70), broken).because == ACROSS_A_BREAK
    older = Breaks((Break("CLA_DENT", OCTOBER.plus(-12), "Read from another system."),))
    assert year_apart("CLA_DENT", (48, 80), (56, 70), older).is_real


# Flows, and none


def test_a_stock_is_judged_by_its_starters_and_leavers():
    results = pd.concat(
        [
            series("CLA_N", [2000, *[None] * 11, 2040], "snapshot"),
            series("CLA_START", [50, 52] * 6 + [90]),
            series("CLA_CEASE", [50, 52] * 6 + [50]),
        ]
    )
    found = judge_change(INDICATORS["CLA_N"], results, OCTOBER)
    assert (found.is_real, found.because) == (None, BY_ITS_FLOWS)
    assert (found.direction, found.difference) == (Direction.HIGHER, 40)
    assert [(flow.code, flow.is_real) for flow in found.flows] == [("CLA_START", True), ("CLA_CEASE", False)]


def test_a_stock_of_plans_is_judged_by_its_starters_alone():
    found = judge_change(INDICATORS["CP_N"], series("CP_N", [900, *[None] * 11, 900], "snapshot"), OCTOBER)
    assert (found.direction, found.difference) == (Direction.SAME, 0)
    assert [(flow.code, flow.because) for flow in found.flows] == [("CP_START", NO_FIGURE)]


def test_a_stock_without_a_year_ago_or_with_a_break_has_no_difference():
    results = series("CLA_N", [2040], "snapshot")
    assert judge_change(INDICATORS["CLA_N"], results, OCTOBER).direction is None
    broken = Breaks((Break("CLA_N", OCTOBER, "Short breaks are left out."),))
    results = series("CLA_N", [2000, *[None] * 11, 2040], "snapshot")
    assert judge_change(INDICATORS["CLA_N"], results, OCTOBER, broken).difference is None


def test_every_stock_has_flows():
    stocks = [code for code, entry in INDICATORS.items() if entry.real_change is RealChange.FLOWS]
    assert stocks
    for code in stocks:
        flows = FLOWS[code.partition("_")[0]]
        assert all(INDICATORS[flow].real_change is RealChange.XMR for flow in flows)


def test_some_indicators_have_no_verdict():
    found = verdict("WF_CASE", [(100, 10)] * 13, window="snapshot")
    assert (found.kind, found.is_real, found.because) == (RealChange.NONE, None, NOT_ASKED)


@pytest.mark.parametrize("code", INDICATORS)
def test_every_indicator_has_a_verdict_of_its_kind_on_no_results(code):
    found = judge_change(INDICATORS[code], series(code, []), OCTOBER)
    assert (found.kind, found.is_real) == (INDICATORS[code].real_change, None)


# What holds of any series


def figures_of(counts: list[int]) -> list[Figure]:
    months = OCTOBER.back_to(len(counts))
    key = {"code": "X", "window": "month", "breakdown": "all", "group": "all"}
    return [
        Figure(month=str(month), numerator=count, denominator=NAN, value=count, **key)
        for month, count in zip(months, counts, strict=True)
    ]


SWAPPED = {Direction.BETTER: Direction.WORSE, Direction.WORSE: Direction.BETTER, None: None}


@given(st.lists(st.integers(3, 60), min_size=12, max_size=30), st.integers(0, 500))
@settings(max_examples=60)
def test_adding_a_constant_keeps_a_verdict_and_turning_polarity_round_swaps_better_and_worse(counts, constant):
    def judge(numbers: list[int], polarity: Polarity):
        return judge_months(figures_of(numbers), Kind.COUNT, polarity, "X", OCTOBER)

    up = judge(counts, Polarity.HIGHER_IS_BETTER)
    moved = judge([count + constant for count in counts], Polarity.HIGHER_IS_BETTER)
    assert (moved.is_real, moved.because, moved.direction) == (up.is_real, up.because, up.direction)
    down = judge(counts, Polarity.LOWER_IS_BETTER)
    assert (down.is_real, down.direction) == (up.is_real, SWAPPED[up.direction])
    context = judge(counts, Polarity.CONTEXT_ONLY)
    assert context.direction in (None, Direction.HIGHER, Direction.LOWER)


@given(st.integers(0, 400), st.integers(0, 400))
@settings(max_examples=60)
def test_a_change_there_and_its_way_back_are_both_real_or_neither(first, second):
    def judge(then: int, now: int):
        return judge_year_apart(figures_of([then, *[0] * 11, now]), Kind.COUNT, Polarity.HIGHER_IS_BETTER, "X", OCTOBER)

    there, back = judge(first, second), judge(second, first)
    assert there.is_real == back.is_real
    assert back.direction is SWAPPED[there.direction]
