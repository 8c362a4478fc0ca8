"""The reference tables: rules row by row as they were laid down, and values as they were published."""

from pathlib import Path

import pandas as pd
import pytest

from helpers.compare.published.cells import period_end_of, read_cell, say_period
from helpers.compare.published.comparators import CONDITION_WORDS, CONDITIONS
from helpers.compare.published.reference import columns_by_file, comparable_rules, measures, read_reference
from helpers.indicator import Kind, Polarity
from helpers.indicators import INDICATORS
from helpers.months import Window

SHARED = Path(__file__).resolve().parents[3] / "shared"
KEY = ["code", "window", "breakdown", "group", "published_code"]
REGIONS = [
    "North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands", "East of England",
    "London", "Inner London", "Outer London", "South East", "South West",
]  # fmt: skip

needs_design = pytest.mark.skipif(
    not (SHARED / "design").exists(), reason="the rules to test against are not part of the clone: ../shared/design"
)
needs_benchmarks = pytest.mark.skipif(
    not (SHARED / "benchmarks").exists(), reason="the figures to test against are not part of the clone: ../shared/benchmarks"
)


@needs_design
def test_the_rules_are_those_laid_down_row_by_row() -> None:
    laid_down = pd.read_csv(SHARED / "design" / "published.csv", dtype="str", keep_default_na=False)
    laid_down = laid_down.rename(columns={"published_period": "period"})
    ours = read_reference("published_rules.csv")
    asked = [*KEY, "comparable", "period"]
    pd.testing.assert_frame_equal(ours[asked], laid_down[asked], check_dtype=False)
    is_count = laid_down["why"].str.contains("own published count|own count") & (laid_down["comparable"] != "no")
    assert (ours["beside"] == "own count").tolist() == is_count.tolist()
    assert (ours["mix_code"] != "").tolist() == laid_down["why"].str.contains(r"beside CLA_\w+_PCT").tolist()
    for why, condition in zip(laid_down["why"], ours["condition"], strict=True):
        assert ("rereferral_counts_nfa" in why) == ("rereferral_counts_nfa" in condition)
        assert ("12 months of referrals" in why) == ("year_of_referrals" in condition)
        assert ("unless cp_history is given" in why) == (condition == "cp_history")
        assert ("only while health_cohort = twelve_months" in why) == (condition == "twelve_month_cohort")
        assert ("30 September only" in why) == (condition == "september")


def test_every_rule_says_why_where_from_and_near_ones_their_difference() -> None:
    rules = read_reference("published_rules.csv")
    assert set(rules["comparable"]) == {"yes", "near", "no"}
    assert (rules["why"] != "").all()
    assert (rules["source"] != "").all()
    assert ((rules["comparable"] == "near") == (rules["difference"] != "")).all()
    names = {name for text in rules["condition"] for name in text.split()}
    assert names == set(CONDITIONS) == set(CONDITION_WORDS)


def test_every_rule_is_of_a_figure_that_the_report_has() -> None:
    for (code, window, breakdown, group), rule in comparable_rules().items():
        entry = INDICATORS[code]
        assert Window(window) in entry.windows
        groupings = {each.name: each for each in (entry.grouping, *entry.breakdowns) if each is not None}
        assert breakdown == "all" and group == "all" or breakdown in groupings
        if breakdown != "all" and groupings[breakdown].groups:
            assert group in groupings[breakdown].groups
        unit = measures()[rule.published_code].unit
        assert (unit == "count") == (entry.kind is Kind.COUNT) == rule.is_own_count
        if entry.kind is Kind.RATE:
            assert unit == "per_10000"
        if entry.kind is Kind.SHARE:
            assert unit == "percent"


def test_a_rule_and_its_measure_speak_of_the_same_time() -> None:
    for rule in comparable_rules().values():
        assert measures()[rule.published_code].period_kind == rule.period
        if rule.mix_code:
            assert (measures()[rule.mix_code].unit, measures()[rule.mix_code].period_kind) == ("percent", rule.period)


def test_no_direction_of_ours_is_the_opposite_of_the_departments() -> None:
    opposite = {Polarity.LOWER_IS_BETTER, Polarity.HIGHER_IS_BETTER}
    for key, rule in comparable_rules().items():
        assert {measures()[rule.published_code].polarity, INDICATORS[key[0]].polarity} != opposite


def test_every_measure_that_a_file_holds_is_described() -> None:
    held = {column.code for columns in columns_by_file().values() for column in columns}
    assert held <= set(measures())


def test_every_measure_of_a_rule_is_held_for_england_with_its_source() -> None:
    table = read_reference("published_england_regions.csv")
    assert list(table.columns[6:]) == ["England", *REGIONS]
    facts = ["unit", "publication", "published", "source"]
    assert (table[facts] != "").all(axis=None)
    assert not table.duplicated(["published_code", "period"]).any()
    asked = {code for rule in comparable_rules().values() for code in (rule.published_code, rule.mix_code) if code}
    assert set(table["published_code"]) == asked
    for name in ("published_england_regions.csv", "published_councils.csv"):
        frame = read_reference(name)
        assert all(measures()[code].unit == unit for code, unit in zip(frame["published_code"], frame["unit"], strict=True))
        for code, period in zip(frame["published_code"], frame["period"], strict=True):
            assert period.startswith(measures()[code].period_kind)


def test_a_period_is_read_back_from_its_words() -> None:
    ends = {"31 March 2025": "2025-03-31", "year to 31 March 2025": "2025-03-31", "30 September 2025": "2025-09-30",
            "academic year 2024/25": "2025-08-31", "academic year 1999/00": "2000-08-31", "mid-2024": "2024-06-30"}  # fmt: skip
    assert {words: period_end_of(words) for words in ends} == ends
    for words in ("2025", "31 April 2025", "academic year 2024/26", "31 March 2025/26", "year to date"):
        with pytest.raises(ValueError):
            period_end_of(words)
    assert say_period("academic year", 2000) == "academic year 1999/00"


@needs_benchmarks
@pytest.mark.parametrize("name", ["published_england_regions.csv", "published_councils.csv"])
def test_values_are_those_published(name: str) -> None:
    columns = ["indicator_code", "period_end", "period_type", "geography_level", "geography_name", "la_code_3digit", "value"]
    theirs = pd.read_parquet(SHARED / "benchmarks" / "published_indicators.parquet", columns=columns)
    is_council = name == "published_councils.csv"
    theirs = theirs[theirs["geography_level"].isin(["la"] if is_council else ["england", "region"])]
    area = "la_code_3digit" if is_council else "geography_name"
    theirs = theirs.set_index(["indicator_code", "period_end", area])["value"]
    table = read_reference(name)
    held = table.set_index(["published_code", "period"]).iloc[:, 4:].stack()
    cells = held[held != ""]
    keys = [(code, period_end_of(period), place) for code, period, place in cells.index]
    expected = theirs.loc[pd.MultiIndex.from_tuples(keys)].to_numpy()
    ours = pd.Series([read_cell(text, "")[0] for text in cells])
    pd.testing.assert_series_equal(ours, pd.Series(expected), rtol=1e-12)
    every_year = theirs.loc[theirs.index.get_level_values(0).isin(table["published_code"])]
    ends = every_year.index.get_level_values("period_end")
    newest = ends == every_year.index.to_frame().groupby(level=0)["period_end"].transform("max").to_numpy()
    assert len(cells) >= (every_year[newest] if is_council else every_year).notna().sum()
