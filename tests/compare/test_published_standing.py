"""Rank, quartile band and neighbours' mean: by hand, and against figures made by the rules of the department's tool."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers.compare.published import Downloads, read_downloads
from helpers.compare.published.reference import measures, neighbours_by_edition
from helpers.compare.published.standing import Standing, mean_of_neighbours, quartile_cuts, standing_of
from helpers.indicator import Polarity

BENCHMARKS = Path(__file__).resolve().parents[3] / "shared" / "benchmarks"
NONE = float("nan")
LOWER, HIGHER, NEUTRAL = Polarity.LOWER_IS_BETTER, Polarity.HIGHER_IS_BETTER, Polarity.CONTEXT_ONLY
# Five councils; the quartiles are 2, 3 and 4.
FIVE = {"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0, "e": 5.0}

needs_benchmarks = pytest.mark.skipif(
    not BENCHMARKS.exists(), reason="the published files to test against are not part of the clone: ../shared/benchmarks"
)


def test_equal_values_share_the_best_of_their_ranks() -> None:
    values = {"a": 7.0, "b": 7.0, "c": 8.0, "d": NONE}
    assert [standing_of(code, values, LOWER).rank for code in "abc"] == [1, 1, 3]
    assert [standing_of(code, values, HIGHER).rank for code in "abc"] == [2, 2, 1]


def test_a_council_without_a_value_has_no_rank_and_is_not_counted() -> None:
    values = {**FIVE, "f": NONE}
    assert standing_of("f", values, LOWER) is None
    assert standing_of("g", values, LOWER) is None
    assert standing_of("a", values, LOWER) == Standing(1, 5, "A")


def test_a_measure_without_a_better_direction_has_no_rank() -> None:
    assert standing_of("a", FIVE, NEUTRAL) is None


def test_a_value_on_a_cut_is_of_the_band_of_lower_values_either_way() -> None:
    assert [standing_of(code, FIVE, LOWER).quartile for code in "abcde"] == ["A", "A", "B", "C", "D"]
    assert [standing_of(code, FIVE, HIGHER).quartile for code in "abcde"] == ["D", "D", "C", "B", "A"]


def test_values_too_close_together_have_a_rank_but_no_band() -> None:
    assert standing_of("a", FIVE, LOWER, has_quartiles=False) == Standing(1, 5, "data range too small")


def test_the_mean_leaves_out_neighbours_without_a_value() -> None:
    mean = mean_of_neighbours({"a": 1.0, "b": NONE, "c": 4.0}, ["a", "b", "c", "d"])
    assert mean is not None
    assert (mean.value, mean.n) == (2.5, 2)
    assert mean_of_neighbours({"b": NONE}, ["a", "b"]) is None


def test_every_council_has_ten_neighbours_in_both_editions() -> None:
    editions = neighbours_by_edition()
    assert list(editions) == ["2025-05", "2021-04"]
    assert {len(of) for lists in editions.values() for of in lists.values()} == {10}
    both = set(editions["2025-05"]["888"]) & set(editions["2021-04"]["888"])
    assert both == {"351", "808", "891", "359"}  # Bury, Stockton-on-Tees, Nottinghamshire, Wigan


@needs_benchmarks
def test_neighbours_are_those_published() -> None:
    theirs = pd.read_csv(BENCHMARKS / "statistical_neighbours.csv", dtype="str")
    for row in theirs.itertuples():
        assert neighbours_by_edition()[row.edition][row.la_code][int(row.rank) - 1] == row.neighbour_la_code


@pytest.fixture(scope="module")
def downloads() -> Downloads:
    return read_downloads(BENCHMARKS / "raw_ees")


@pytest.fixture(scope="module")
def as_read(downloads: Downloads) -> pd.DataFrame:
    return downloads.figures


@pytest.fixture(scope="module")
def as_tidied() -> pd.DataFrame:
    columns = {"indicator_code": "published_code", "geography_level": "level", "la_code_3digit": "la_code",
               "geography_name": "name"}  # fmt: skip
    frame = pd.read_parquet(BENCHMARKS / "published_indicators.parquet").rename(columns=columns)
    return frame[frame["level"].isin(["england", "region", "la"])]


@needs_benchmarks
def test_every_row_of_the_departments_tool_is_reached(as_read: pd.DataFrame, as_tidied: pd.DataFrame) -> None:
    from_files = 0
    rows = pd.read_csv(BENCHMARKS / "lait_style_summary.csv", dtype={"la_code": "str"})
    no_quartiles = pd.read_csv(BENCHMARKS / "indicators.csv").set_index("indicator_code")["no_quartile"].eq("N")
    for row in rows.itertuples():
        is_read = (as_read["published_code"] == row.indicator_code).any()
        from_files += is_read
        frame = as_read if is_read else as_tidied
        frame = frame[frame["published_code"] == row.indicator_code]
        newest = frame[frame["period_end"] == frame["period_end"].max()]
        values = newest[newest["level"] == "la"].set_index("la_code")["value"].to_dict()
        polarity = {"Low": LOWER, "High": HIGHER}.get(row.polarity, NEUTRAL)
        if row.indicator_code in measures():
            assert measures()[row.indicator_code].polarity is polarity
        region = {"888": "North West", "873": "East of England"}[row.la_code]
        asked = (("England", row.england_value), (region, row.region_value))
        for name, theirs in asked:
            ours = newest[(newest["level"] != "la") & (newest["name"] == name)]["value"]
            np.testing.assert_equal(ours.iloc[-1] if len(ours) else np.nan, theirs)
        np.testing.assert_equal(values[row.la_code], row.la_value)
        _agrees(row, values, polarity, has_quartiles=not no_quartiles[row.indicator_code])
    assert (len(rows), from_files) == (186, 92)


def _agrees(row, values, polarity, *, has_quartiles) -> None:
    place = standing_of(row.la_code, values, polarity, has_quartiles=has_quartiles)
    if place is None:
        assert row.national_rank in ("-", "nan") or pd.isna(row.national_rank), row
        assert row.quartile_band == "-" or pd.isna(row.quartile_band), row
    else:
        assert (place.rank, place.rank_of, place.quartile) == (int(row.national_rank), row.n_ranked, row.quartile_band), row
    assert np.sum(~np.isnan(list(values.values()))) == row.n_ranked, row
    cuts = quartile_cuts(values)
    np.testing.assert_allclose(cuts, [row.q_min, row.q25, row.q50, row.q75, row.q_max], atol=1e-9)
    for edition, theirs in (("2025-05", row.sn_average_2025), ("2021-04", row.sn_average_2021)):
        mean = mean_of_neighbours(values, neighbours_by_edition()[edition][row.la_code])
        assert mean.value == pytest.approx(theirs, abs=6e-5), row


@needs_benchmarks
def test_what_is_read_equals_what_was_published_cell_by_cell(as_read: pd.DataFrame, as_tidied: pd.DataFrame) -> None:
    ours = as_read.assign(key=as_read["la_code"].where(as_read["level"] == "la", as_read["ons_code"]))
    theirs = as_tidied.assign(key=as_tidied["la_code"].where(as_tidied["level"] == "la", as_tidied["geography_code"]))
    theirs = theirs[theirs["source"].str.startswith("EES:")]
    theirs = theirs[theirs["published_code"].isin(ours["published_code"])]
    keys = ["published_code", "period_end", "level", "key"]
    both = theirs.merge(ours, on=keys, suffixes=("_theirs", "_ours"), how="left", validate="one_to_one")
    assert both["status_ours"].notna().all()
    pd.testing.assert_series_equal(both["value_ours"], both["value_theirs"], check_names=False)
    assert (both["status_ours"] == both["status_theirs"]).all()
    assert len(both) > 100_000


@needs_benchmarks
def test_every_file_is_read_and_every_measure_has_its_newest_year(downloads: Downloads, as_read: pd.DataFrame) -> None:
    # The older workforce file holds nothing that the newer one does not.
    files = {path.name for path in (BENCHMARKS / "raw_ees").glob("*.csv")}
    assert files - set(as_read["file"]) == {"csww_headline_measures_2017_to_2022.csv"}
    assert downloads.notes == ()
    assert not (as_read["status"] == "suspect_source_error").any()
    assert as_read["value"].notna().equals(as_read["status"].isin(["ok", "joint"]))
