"""The arithmetic of results: windows, groups, children behind a figure, and what is not available."""

import numpy as np
import pandas as pd
import pytest

import care
from helpers.cohorts.known import Known
from helpers.errors import DefinitionError
from helpers.indicator import (
    EVENTS,
    ON_THE_DAY,
    Average,
    Chart,
    Composition,
    Count,
    CountOfChildren,
    Grouping,
    Indicator,
    MonthlyAverage,
    MonthlySum,
    Polarity,
    Share,
    ShareOfSums,
)
from helpers.months import ReportingMonth, Window
from helpers.results import ALL, CHILDREN, FIGURES, KEY, children_behind, compute_results

MONTHS = tuple(ReportingMonth(2026, 10).back_to(2))
ROWS = pd.DataFrame(
    {
        "month_end": np.array(["2026-09-30", "2026-10-31", "2026-10-31", "2026-10-31"], dtype="datetime64[D]"),
        "event_date": np.array(["2026-09-30", "2026-09-30", "2026-10-01", "2026-10-20"], dtype="datetime64[D]"),
        "person_id": ["Asha", "Asha", "Ben", "Ben"],
        "kind": ["x", "x", "y", "x"],
        "amount": [1.0, 2.0, 4.0, 8.0],
        "whole": [10.0, 10.0, 0.0, 30.0],
    }
)
BY_KIND = Grouping(name="kind", words="Kind", of=lambda rows, known: rows["kind"].to_numpy())
X_Y_Z = Grouping(name="kind", words="Kind", of=lambda rows, known: rows["kind"].to_numpy(), groups=("x", "y", "z"))


def cohort(known: Known) -> pd.DataFrame:
    return ROWS


def are_y(rows: pd.DataFrame, known: Known) -> np.ndarray:
    return (rows["kind"] == "y").to_numpy()


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(care.extract(persons="person_id\nZed"), MONTHS)


def entry(measure, windows=ON_THE_DAY, **fields) -> Indicator:
    words = dict.fromkeys(("counts", "out_of", "why_it_matters", "in_plain_words", "caveat", "definition_from"), "words")
    defaults = {
        "code": "X", "title": "X", "windows": windows, "headline": windows[0], "polarity": Polarity.CONTEXT_ONLY,
        "chart": Chart.TREND, "reads": (), **words,
    }  # fmt: skip
    return Indicator(measure=measure, **(defaults | fields))


def figures(measure, known, month="2026-10", windows=ON_THE_DAY, **fields) -> dict[tuple, tuple]:
    frame = compute_results([entry(measure, windows, **fields)], known).frame
    frame = frame[frame["month"] == month]
    keys = frame[["window", "breakdown", "group"]].itertuples(index=False, name=None)
    cells = frame[[*FIGURES, *CHILDREN]].astype(object).itertuples(index=False, name=None)
    return {key: tuple(None if pd.isna(cell) else cell for cell in row) for key, row in zip(keys, cells, strict=True)}


DAY = ("snapshot", ALL, ALL)


def test_results_have_one_row_a_figure_sorted_as_text(known):
    frame = compute_results([entry(Count(rows=cohort), EVENTS, breakdowns=(BY_KIND,))], known).frame
    assert list(frame.columns) == [*KEY, *FIGURES, *CHILDREN]
    assert not frame.duplicated(KEY).any()
    keys = [tuple(row) for row in frame[KEY].to_numpy()]
    assert keys == sorted(keys)


def test_a_count_is_its_rows_and_knows_the_children_behind_them(known):
    assert figures(Count(rows=cohort), known) == {DAY: (3, None, 3, 2, None, None)}
    assert figures(Count(rows=cohort), known, "2026-09") == {DAY: (1, None, 1, 1, None, None)}


def test_adding_up_fractions_loses_nothing(known):
    ten = pd.DataFrame({"month_end": np.array(["2026-10-31"] * 10, dtype="datetime64[D]"), "amount": [0.1] * 10})
    assert figures(Average(rows=lambda known: ten, amount="amount"), known)[DAY] == (1.0, 10, 0.1, None, None, None)


def test_a_window_takes_the_events_of_its_months(known):
    found = figures(Count(rows=cohort), known, windows=EVENTS)
    assert {window: figure[0] for (window, _, _), figure in found.items()} == {"month": 2, "rolling_6": 3, "rolling_12": 3}


def test_a_count_of_children_counts_each_once_a_window(known):
    found = figures(CountOfChildren(rows=cohort), known, windows=EVENTS)
    assert {window: figure[:1] + figure[3:4] for (window, _, _), figure in found.items()} == {
        "month": (1, 1),
        "rolling_6": (2, 2),
        "rolling_12": (2, 2),
    }


def test_what_counts_once_counts_by_its_first_event_in_the_window(known):
    once = figures(Share(denominator=cohort, numerator=are_y, once="person_id"), known, windows=EVENTS)
    assert once[("month", ALL, ALL)][:3] == (1, 1, 100)  # Ben, by the event of 1 October
    assert once[("rolling_6", ALL, ALL)][:3] == (1, 2, 50)


def test_a_share_is_of_100_and_empty_without_rows(known):
    assert figures(Share(denominator=cohort, numerator=are_y), known)[DAY] == (1, 3, pytest.approx(100 / 3), 1, 2, 2)
    nobody = Share(denominator=lambda known: ROWS.iloc[:0], numerator=are_y)
    assert figures(nobody, known) == {DAY: (0, 0, None, 0, 0, 0)}


def test_groups_without_members_are_left_out_of_a_breakdown(known):
    found = figures(Share(denominator=cohort, numerator=are_y), known, "2026-09", breakdowns=(BY_KIND,))
    assert found == {DAY: (0, 1, 0, 0, 1, 1), ("snapshot", "kind", "x"): (0, 1, 0, 0, 1, 1)}


def test_a_row_of_no_group_is_in_none(known):
    sometimes = Grouping(name="kind", words="Kind", of=lambda rows, known: np.where(rows["kind"] == "x", "x", None))
    for month, expected in (("2026-09", {"all": 1, "x": 1}), ("2026-10", {"all": 3, "x": 2})):
        found = figures(Count(rows=cohort), known, month, breakdowns=(sometimes,))
        assert {group: figure[0] for (_, _, group), figure in found.items()} == expected


def test_every_named_group_of_a_composition_has_a_figure_out_of_one_whole(known):
    found = figures(Composition(denominator=cohort, grouping=X_Y_Z), known)
    assert {group: figure for (_, _, group), figure in found.items()} == {
        "x": (2, 3, pytest.approx(200 / 3), 2, 2, None),
        "y": (1, 3, pytest.approx(100 / 3), 1, 2, None),
        "z": (0, 3, 0, 0, 2, None),
    }


def test_a_composition_without_named_groups_has_those_found(known):
    found = figures(Composition(denominator=cohort, grouping=BY_KIND), known, "2026-09")
    assert found == {("snapshot", "kind", "x"): (1, 1, 100, 1, 1, None)}


def test_a_share_of_sums_is_of_two_columns(known):
    measure = ShareOfSums(rows=cohort, part="amount", whole="whole")
    assert figures(measure, known)[DAY] == (14, 40, 35, 2, 2, None)


def test_an_average_is_for_each_row_or_for_each_one_of_another_sum(known):
    assert figures(Average(rows=cohort, amount="amount"), known)[DAY][:3] == (14, 3, pytest.approx(14 / 3))
    assert figures(Average(rows=cohort, amount="amount", per="whole"), known)[DAY][:3] == (14, 40, 0.35)
    by_kind = figures(Average(rows=cohort, amount="amount", grouping=BY_KIND), known)
    assert {group: figure[:3] for (_, _, group), figure in by_kind.items()} == {"x": (10, 2, 5), "y": (4, 1, 4)}


def test_a_monthly_average_is_of_the_months_of_its_window(known):
    found = figures(MonthlyAverage(rows=cohort), known, windows=(Window.ROLLING_6,))
    assert found == {("rolling_6", ALL, ALL): (3, 6, 0.5, 2, None, None)}


def test_a_monthly_sum_needs_every_month_of_its_window(known):
    def given(known: Known) -> pd.DataFrame:
        days = pd.to_datetime(["2026-10-01", "2026-09-01", "2026-08-01", "2026-07-01", "2026-06-01", "2026-05-01", "2026-04-01"])
        amounts = [1.0, 2, 4, 8, 16, 32, np.nan]
        return pd.DataFrame({"month_end": np.datetime64("2026-10-31"), "event_date": days, "amount": amounts})

    found = figures(MonthlySum(rows=given, amount="amount"), known, windows=EVENTS)
    nobody = (None, None, None)
    assert found == {("month", ALL, ALL): (1, None, 1, *nobody), ("rolling_6", ALL, ALL): (63, None, 63, *nobody)}


def test_only_months_that_can_be_told_have_a_figure(known):
    measure = Count(rows=cohort)
    last = np.array(["2026-10-31"], dtype="datetime64[D]")
    frame = compute_results([entry(measure, known_at=lambda known: last)], known).frame
    assert list(frame["month"]) == ["2026-10"]
    assert set(children_behind(entry(measure, known_at=lambda known: last), known)["month"]) == {"2026-10"}


def test_the_list_behind_a_figure_has_a_row_a_row_of_its_cohort(known):
    share = entry(Share(denominator=cohort, numerator=are_y), EVENTS)
    rows = children_behind(share, known, Window.MONTH)
    assert list(rows.columns) == [
        "month", "event_date", "person_id", "is_counted", "numerator", "denominator", "kind", "amount", "whole",
    ]  # fmt: skip
    assert list(rows["person_id"]) == ["Asha", "Ben", "Ben"]
    assert list(rows["is_counted"]) == [False, True, False]
    assert len(children_behind(share, known)) == 4
    grouped = children_behind(entry(Composition(denominator=cohort, grouping=BY_KIND)), known)
    assert list(grouped["group"]) == ["x", "x", "y", "x"]


def test_what_is_not_available_has_no_row_and_says_why(known):
    missing = entry(Count(rows=lambda known: known.data.rows("ssd_cp_plans", "person_id")), code="NONE")
    results = compute_results([missing, entry(Count(rows=cohort))], known)
    assert set(results.frame["code"]) == {"X"}
    assert [(each.code, each.breakdown, each.reason) for each in results.missing] == [
        ("NONE", ALL, "There is no ssd_cp_plans.csv.")
    ]


def test_nothing_at_all_gives_an_empty_table(known):
    frame = compute_results([], known).frame
    assert frame.empty and list(frame.columns) == [*KEY, *FIGURES, *CHILDREN]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"caveat": ""}, "caveat"),
        ({"caveat": " words"}, "caveat"),
        ({"headline": Window.MONTH}, "headline window"),
        ({"windows": (Window.SNAPSHOT, Window.MONTH)}, "not both"),
        ({"headline_group": "x"}, "headline group"),
        ({"measure": Composition(denominator=cohort, grouping=X_Y_Z), "breakdowns": (BY_KIND,)}, "no breakdowns"),
        ({"out_of": "", "measure": Average(rows=cohort, amount="amount")}, "out_of"),
    ],
)
def test_an_entry_that_contradicts_itself_is_refused(fields, fault):
    with pytest.raises(DefinitionError, match=fault):
        entry(**({"measure": Count(rows=cohort)} | fields))


def test_a_headline_group_may_be_of_the_measure_or_of_a_breakdown():
    assert entry(Composition(denominator=cohort, grouping=X_Y_Z), headline_group="z").headline_breakdown is X_Y_Z
    assert entry(Count(rows=cohort), headline_group="x", breakdowns=(X_Y_Z,)).headline_breakdown is X_Y_Z
    assert entry(Count(rows=cohort)).headline_breakdown is None
