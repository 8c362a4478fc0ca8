"""Intervals and funnels against figures worked by hand or published."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.compare.intervals import (
    Interval,
    difference_interval,
    districts_that_differ,
    funnel_limits,
    interval_of,
    poisson_interval,
    rate_interval,
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
def test_swapping_the_two_turns_the_interval_of_their_difference_round(now, then):
    first = difference_interval(now, poisson_interval(now), then, poisson_interval(then))
    second = difference_interval(then, poisson_interval(then), now, poisson_interval(now))
    assert first.lower == pytest.approx(-second.upper)
    assert first.holds(now - then)


def test_funnel_of_a_share_is_wilsons_around_the_whole():
    # 20% of 50: (0.2 + 0.03841 -+ 1.96 * 0.05979) / 1.07683.
    assert funnel_limits(Kind.SHARE, 20, 100, 50, 0.95) == near(11.24, 33.04)
    assert funnel_limits(Kind.SHARE, 100, 100, 50, 0.95).upper == 100


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
