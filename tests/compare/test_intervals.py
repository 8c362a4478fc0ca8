"""Intervals and funnels against figures worked by hand or published."""

from math import comb, exp, factorial

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.compare.intervals import (
    Interval,
    difference_interval,
    districts_that_differ,
    funnel_limits,
    interval_of,
    poisson_interval,
    rate_interval,
    smooth_share_limits,
    wilson_interval,
)
from helpers.indicator import Kind
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.results import FIGURES, KEY

OCTOBER = ReportingMonth(2026, 10)


def near(lower: float, upper: float, digits: float = 0.005) -> Interval:
    return Interval(pytest.approx(lower, abs=digits), pytest.approx(upper, abs=digits))


@pytest.mark.parametrize(
    ("numerator", "denominator", "lower", "upper"),
    [
        # Newcombe 1998, table I, method 3.
        (81, 263, 25.53, 36.62),
        (15, 148, 6.24, 16.05),
        (0, 20, 0, 16.11),
        (1, 29, 0.61, 17.18),
        # By hand, z squared 3.8415: 2 of 3 is (0.6667 + 0.6402 -+ 1.96 * 0.4204) / 2.2805.
        (2, 3, 20.77, 93.85),
        (10, 10, 72.25, 100),
        (0, 1, 0, 79.35),
    ],
)
def test_wilson_interval_of_a_share(numerator, denominator, lower, upper):
    assert wilson_interval(numerator, denominator) == near(lower, upper)


def test_nobody_has_no_share_and_all_or_none_end_at_the_edge():
    assert wilson_interval(0, 0) is None
    assert wilson_interval(0, 7).lower == 0
    assert wilson_interval(7, 7).upper == 100


@pytest.mark.parametrize("numerator", [-1, 4])
def test_a_numerator_that_is_no_part_is_refused(numerator):
    with pytest.raises(ValueError, match="between 0 and its denominator"):
        wilson_interval(numerator, 3)


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [
        # Exact, the usual table of the Poisson distribution; the upper one of 0 is -ln 0.025.
        (0, 0, 3.689),
        (1, 0.0253, 5.572),
        (2, 0.242, 7.225),
        (5, 1.623, 11.668),
        (9, 4.115, 17.085),
        # Byar's by hand: 10 * (1 - 1/90 - 1.96 / 9.487)^3 and 11 * (1 - 1/99 + 1.96 / 9.950)^3.
        (10, 4.787, 18.392),
        (100, 81.362, 121.628),
    ],
)
def test_interval_of_a_count_is_exact_below_ten_and_byars_from_ten(count, lower, upper):
    assert poisson_interval(count) == near(lower, upper, 0.0006)


@pytest.mark.parametrize("count", range(1, 10))
def test_an_exact_interval_leaves_2_and_a_half_per_cent_on_either_side(count):
    """By its definition: as few as were counted, or as many, come about so rarely at its ends."""

    def up_to(most, mean):
        return sum(exp(-mean) * mean**each / factorial(each) for each in range(most + 1))

    found = poisson_interval(count)
    assert up_to(count, found.upper) == pytest.approx(0.025, abs=1e-6)
    assert 1 - up_to(count - 1, found.lower) == pytest.approx(0.025, abs=1e-6)


def test_byars_interval_of_65_by_hand():
    # 65 * (1 - 1/585 - 1.96 / 24.187)^3 = 65 * 0.91726^3 and 66 * (1 - 1/594 + 1.96 / 24.372)^3 = 66 * 1.07874^3.
    assert poisson_interval(65) == near(50.165, 82.848, 0.005)


def test_an_exact_interval_per_10000():
    # 5 events (1.623 to 11.668) in 20,000 children are 2.5 per 10,000.
    assert rate_interval(5, 20_000) == near(0.812, 5.834, 0.001)


def test_exact_and_byars_meet():
    # The exact interval of 10 is 4.795 to 18.390.
    assert poisson_interval(10) == near(4.795, 18.390, 0.01)


def test_a_count_below_nought_is_refused():
    with pytest.raises(ValueError, match="not below 0"):
        poisson_interval(-1)


def test_interval_of_a_rate_is_that_of_its_count_per_10000():
    assert rate_interval(100, 50_000) == near(16.272, 24.326, 0.001)
    assert rate_interval(5, 0) is None


def test_wider_with_more_confidence():
    assert poisson_interval(0, 0.998).upper == pytest.approx(6.908, abs=0.001)  # -ln 0.001
    assert wilson_interval(50, 100, 0.998).lower < wilson_interval(50, 100).lower


def test_an_average_has_no_interval_as_its_spread_is_not_known():
    assert interval_of(Kind.AVERAGE, 14, 1) is None
    assert interval_of(Kind.COUNT, 0, None) == near(0, 3.689)
    assert interval_of(Kind.SHARE, 2, 3) == near(20.77, 93.85)


@pytest.mark.parametrize(
    ("now", "then", "lower", "upper"),
    [
        # Newcombe 1998, interval estimation for the difference, table II, method 10.
        ((56, 70), (48, 80), 5.24, 33.39),
        ((9, 10), (3, 10), 17.05, 80.90),
        ((10, 10), (0, 20), 67.91, 100),
        ((5, 56), (0, 29), -3.81, 19.26),
    ],
)
def test_newcombes_interval_of_a_difference_of_shares(now, then, lower, upper):
    shares = [100 * numerator / denominator for numerator, denominator in (now, then)]
    found = difference_interval(shares[0], wilson_interval(*now), shares[1], wilson_interval(*then))
    assert found == near(lower, upper)


def test_interval_of_a_difference_of_counts_squares_and_adds_by_hand():
    # 100 (81.36 to 121.63) less 100: 18.64 and 21.63 squared, added, rooted.
    hundred = poisson_interval(100)
    assert difference_interval(100, hundred, 100, hundred) == near(-28.55, 28.55, 0.01)


@given(st.integers(0, 60), st.integers(0, 60))
@settings(deadline=None)
def test_swapping_the_two_turns_the_interval_of_their_difference_round(now, then):
    first = difference_interval(now, poisson_interval(now), then, poisson_interval(then))
    second = difference_interval(then, poisson_interval(then), now, poisson_interval(now))
    assert first.lower == pytest.approx(-second.upper)
    assert first.holds(now - then)


@pytest.mark.parametrize(
    ("whole", "size", "confidence", "lower", "upper"),
    [
        # Of 10 at one half, in 1,024ths: P(0) is 1, P(up to 1) 11, P(up to 2) 56; 2.5% is 25.6 and 0.1% is 1.02.
        ((5, 10), 10, 0.95, 20, 80),
        ((5, 10), 10, 0.998, 10, 90),
        # Of 5 at one half each end has 1 in 32, 3.1%, so all and none are within.
        ((5, 10), 5, 0.95, 0, 100),
        # Of 3 at one in ten: P(3) = 0.001, P(2 or more) = 0.028. On the edge is within.
        ((1, 10), 3, 0.95, 0, 200 / 3),
        ((1, 10), 3, 0.998, 0, 100),
        # Of 1 the one comes with 2.5%, half of what 95% leaves.
        ((1, 40), 1, 0.95, 0, 100),
        ((39, 40), 1, 0.95, 0, 100),
        ((1, 41), 1, 0.95, 0, 0),
        # All of 105 come with 0.985^105 = 20%. Not more than 101 with 7.6%, 100 with 2.2%; 98 with 0.11%, 97 with 0.02%.
        ((985, 1000), 105, 0.95, 100 * 101 / 105, 100),
        ((985, 1000), 105, 0.998, 100 * 98 / 105, 100),
        # From the table of the binomial, 50 at 20%: P(up to 4) = 0.0185, P(up to 5) = 0.0480, P(16 or more) = 0.0308,
        # P(17 or more) = 0.0144.
        ((20, 100), 50, 0.95, 10, 32),
    ],
)  # fmt: skip
def test_funnel_of_a_share_holds_the_counts_that_chance_brings(whole, size, confidence, lower, upper):
    assert funnel_limits(Kind.SHARE, *whole, size, confidence) == near(lower, upper, 1e-9)


def test_funnel_of_a_share_of_none_or_all_and_of_nobody():
    assert funnel_limits(Kind.SHARE, 0, 100, 50, 0.95) == Interval(0, 0) == smooth_share_limits(0, 100, 50, 0.95)
    assert funnel_limits(Kind.SHARE, 100, 100, 50, 0.95) == Interval(100, 100) == smooth_share_limits(100, 100, 50, 0.95)
    assert funnel_limits(Kind.SHARE, 1, 2, 0, 0.95) is None is smooth_share_limits(1, 2, 0, 0.95)
    assert funnel_limits(Kind.SHARE, 0, 0, 9, 0.95) is None is smooth_share_limits(0, 0, 9, 0.95)


def share_outside(share: float, size: int, limits: Interval) -> float:
    """The chance that a district like the whole lies outside some limits, summed over every count."""
    chances = (comb(size, count) * share**count * (1 - share) ** (size - count) for count in range(size + 1))
    return sum(chance for count, chance in enumerate(chances) if not limits.holds(100 * count / size))


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize(("percent", "size"), [(98.5, 105), (95, 40), (90, 50), (2, 50)])
def test_chance_alone_passes_the_limits_of_a_share_no_more_often_than_they_say(percent, size, confidence):
    limits = funnel_limits(Kind.SHARE, percent, 100, size, confidence)
    assert share_outside(percent / 100, size, limits) < 1 - confidence


def test_wilsons_limits_would_call_chance_a_difference():
    wilson = wilson_interval(105 * 0.985, 105, 0.998)
    assert share_outside(0.985, 105, wilson) > 0.2


@given(st.integers(1, 999), st.integers(1, 400), st.sampled_from([0.95, 0.998]))
def test_limits_of_those_without_are_the_limits_of_those_with_turned_round(per_mille, size, confidence):
    for limits_of in (lambda *figures: funnel_limits(Kind.SHARE, *figures), smooth_share_limits):
        with_it = limits_of(per_mille, 1000, size, confidence)
        without = limits_of(1000 - per_mille, 1000, size, confidence)
        assert (with_it.lower, with_it.upper) == pytest.approx((100 - without.upper, 100 - without.lower), abs=1e-6)


@given(st.integers(1, 199), st.integers(1, 150), st.sampled_from([0.95, 0.998]))
def test_the_next_count_beyond_a_limit_of_a_share_is_outside(of_200, size, confidence):
    share, tail = of_200 / 200, (1 - confidence) / 2
    most = round(funnel_limits(Kind.SHARE, of_200, 200, size, confidence).upper * size / 100)
    chances = [comb(size, count) * share**count * (1 - share) ** (size - count) for count in range(size + 1)]
    assert sum(chances[most:]) >= tail * (1 - 1e-8)
    assert sum(chances[most + 1 :]) < tail


def test_funnel_of_a_share_of_many():
    # Of 5,000 at one half the normal limits, with half a child, are 2,500 -+ 69.8.
    assert funnel_limits(Kind.SHARE, 1, 2, 5000, 0.95) == near(48.62, 51.38, 0.011)


def test_funnel_of_a_rate_holds_the_counts_that_chance_brings():
    # Of a mean of 10: P(up to 3) = 0.0103, P(up to 4) = 0.0293, P(up to 16) = 0.9730, P(up to 17) = 0.9857; and
    # P(up to 1) = 0.0005, P(up to 2) = 0.0028, P(up to 20) = 0.9984, P(up to 21) = 0.9993.
    assert funnel_limits(Kind.RATE, 100, 20_000, 2_000, 0.95) == near(20, 85)
    assert funnel_limits(Kind.RATE, 100, 20_000, 2_000, 0.998) == near(10, 105)


def test_funnel_of_a_large_expected_number_and_of_none():
    # Of a mean of 1,000 the normal limits are 1,000 -+ 62.
    assert funnel_limits(Kind.RATE, 1000, 100_000, 100_000, 0.95) == near(93.8, 106.2, 0.11)
    assert funnel_limits(Kind.RATE, 0, 100_000, 100_000, 0.95) == Interval(0, 0)
    assert funnel_limits(Kind.SHARE, 0, 0, 5, 0.95) is None
    assert funnel_limits(Kind.SHARE, 1, 5, 0, 0.95) is None
    assert funnel_limits(Kind.COUNT, 1, 5, 5, 0.95) is None


def by_district(code: str, per: int, **groups: tuple[int, int]) -> pd.DataFrame:
    rows = [
        (code, "2026-10", "snapshot", "all" if name == "all" else "district", name.replace("_", " "), n, d, per * n / d)
        for name, (n, d) in groups.items()
    ]
    return pd.DataFrame(rows, columns=[*KEY, *FIGURES])


def test_districts_that_differ_by_name_with_the_furthest_limits_passed():
    results = by_district(
        "CLA_RATE", 10_000, all=(100, 20_000), Wyre=(18, 2_000), Burnley=(22, 2_000), Fylde=(17, 2_000), Chorley=(4, 2_000),
        Pendle=(1, 2_000), Not_recorded=(50, 2_000),
    )  # fmt: skip
    found = districts_that_differ(INDICATORS["CLA_RATE"], results, OCTOBER)
    assert [(each.district, each.confidence, each.is_higher) for each in found] == [
        ("Burnley", 0.998, True), ("Pendle", 0.998, False), ("Wyre", 0.95, True),
    ]  # fmt: skip
    assert found[0].value == pytest.approx(110)
    assert found[0].limits == near(10, 105)


def test_a_small_district_does_not_differ_by_two_of_three_children():
    results = by_district("CLA_DENT", 100, all=(900, 1000), Fylde=(2, 3), Preston=(60, 80))
    assert [each.district for each in districts_that_differ(INDICATORS["CLA_DENT"], results, OCTOBER)] == ["Preston"]


def test_no_district_differs_without_a_whole_or_of_a_count():
    results = by_district("CLA_DENT", 100, Preston=(60, 80))
    assert districts_that_differ(INDICATORS["CLA_DENT"], results, OCTOBER) == ()
    counts = by_district("CLA_N", 1, all=(1000, 1), Preston=(900, 1))
    assert districts_that_differ(INDICATORS["CLA_N"], counts, OCTOBER) == ()
