"""Targets and bands: every edge, every fault in the file, and what is never banded."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.compare.bands import Band, Target, Targets, band_of, is_met, read_targets
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth

OCTOBER = ReportingMonth(2026, 10)
HEADER = "code,window,group,financial_year,target,band_1_from,band_2_from,band_3_from,agreed_by,agreed_on"
GOOD, CLOSE, OFF, CONCERN = "Good", "Close", "Off target", "Concern"


def targets_of(folder: Path, *lines: str, header: str = HEADER, **known) -> Targets:
    (folder / "targets.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return read_targets(folder, INDICATORS.values(), **known)


def target(*edges: float, aim: float = 90, higher: bool = True) -> Target:
    words = (GOOD, CLOSE, OFF, CONCERN)[: len(edges) + 1] if edges else ()
    return Target(
        code="CLA_DENT", window="snapshot", group="all", financial_year="2026/27", target=aim, edges=edges, words=words,
        higher_is_better=higher, agreed_by="", agreed_on=None, row=2,
    )  # fmt: skip


def word(value: float | None, which: Target) -> str | None:
    band = band_of(value, which)
    return band.word if band else None


@pytest.mark.parametrize(
    ("value", "is_in"),
    [
        (100, GOOD), (90, GOOD), (89.999, CLOSE), (85, CLOSE), (84.999, OFF), (75, OFF), (74.999, CONCERN), (0, CONCERN),
    ],
)  # fmt: skip
def test_where_higher_is_better_an_edge_belongs_to_the_better_band(value, is_in):
    assert word(value, target(90, 85, 75)) == is_in


@pytest.mark.parametrize(
    ("value", "is_in"),
    [(0, GOOD), (8, GOOD), (8.001, CLOSE), (10, CLOSE), (10.001, OFF), (12, OFF), (12.001, CONCERN), (50, CONCERN)],
)
def test_where_lower_is_better_an_edge_belongs_to_the_better_band(value, is_in):
    assert word(value, target(8, 10, 12, higher=False)) == is_in


def test_a_band_has_its_word_its_place_and_how_many_there_are():
    assert band_of(86, target(90, 85, 75)) == Band(CLOSE, 2, 4)
    assert band_of(50, target(90)) == Band(CLOSE, 2, 2)


def test_fewer_edges_fewer_bands_and_none_no_band():
    assert word(80, target(90, 85)) == OFF
    assert band_of(80, target()) is None
    assert is_met(90, target()) is True


def test_two_edges_alike_leave_the_band_between_them_empty(tmp_path):
    found = targets_of(tmp_path, "CLA_DENT,snapshot,all,2026/27,88,90,90,80,,")
    assert found.problems == ()
    assert [word(value, found.rows[0]) for value in (90, 89, 79)] == [GOOD, OFF, CONCERN]


def test_without_a_figure_nothing_is_judged():
    for nothing in (None, float("nan")):
        assert band_of(nothing, target(90, 85, 75)) is None
        assert is_met(nothing, target()) is None


def test_the_unrounded_value_is_judged():
    # 89.96% is shown as 90.0% and is below it; 10.04% is shown as 10.0%.
    assert is_met(89.96, target(aim=90)) is False
    assert word(89.96, target(90, 85)) == CLOSE
    assert word(10.04, target(10, higher=False)) == CLOSE


@pytest.mark.parametrize(("numerator", "denominator", "edge"), [(7, 100, 7), (29, 100, 29), (57, 1000, 5.7), (11, 200, 5.5)])
def test_a_fraction_that_is_exactly_the_edge_is_on_it(numerator, denominator, edge):
    # As computed some of them lie a last digit beyond it: 7 / 100 * 100 is 7.000000000000001.
    for value in (100 * numerator / denominator, numerator / denominator * 100):
        assert is_met(value, target(aim=edge, higher=False))
        assert is_met(value, target(aim=edge, higher=True))


@pytest.mark.parametrize(("higher", "met", "missed"), [(True, 90, 89.999), (False, 90, 90.001)])
def test_on_the_target_is_met_and_just_off_it_is_missed(higher, met, missed):
    assert is_met(met, target(aim=90, higher=higher)) is True
    assert is_met(missed, target(aim=90, higher=higher)) is False


@pytest.mark.parametrize(("higher", "worse"), [(True, -0.001), (False, 0.001)])
def test_each_of_three_edges_belongs_to_the_band_above_it(higher, worse):
    edges = (90, 85, 75) if higher else (75, 85, 90)
    bands = target(*edges, higher=higher)
    assert [word(edge, bands) for edge in edges] == [GOOD, CLOSE, OFF]
    assert [word(edge + worse, bands) for edge in edges] == [CLOSE, OFF, CONCERN]


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=3, unique=True), st.integers(0, 1000), st.booleans())
def test_bands_follow_their_edges(edges, value, higher):
    ordered = sorted(edges, reverse=higher)
    band = band_of(value, target(*ordered, higher=higher))
    assert 1 <= band.place <= band.of == len(edges) + 1
    beyond = sum(value < edge if higher else value > edge for edge in ordered)
    assert band.place == beyond + 1
    mirrored = band_of(-value, target(*(-edge for edge in ordered), higher=not higher))
    assert mirrored == band


# The file


def test_a_row_is_read_and_found_by_its_key(tmp_path):
    targets = targets_of(tmp_path, "CLA_DENT,snapshot,all,2026/27,88,90,85,76,Corporate Parenting Board,2026-03-20")
    found = targets.of("CLA_DENT", "snapshot", "all", OCTOBER)
    assert targets.problems == ()
    assert (found.target, found.edges, found.words) == (88, (90, 85, 76), (GOOD, CLOSE, OFF, CONCERN))
    assert (found.higher_is_better, found.agreed_on, found.row) == (True, date(2026, 3, 20), 2)


def test_the_financial_year_of_the_month_window_and_group_must_match(tmp_path):
    targets = targets_of(tmp_path, "CLA_REP,rolling_12,all,2025/26,13,10,13,16,,", "CLA_REP,rolling_12,all,2026/27,12,10,13,16,,")
    assert targets.of("CLA_REP", "rolling_12", "all", ReportingMonth(2026, 3)).target == 13
    assert targets.of("CLA_REP", "rolling_12", "all", ReportingMonth(2026, 4)).target == 12
    assert targets.of("CLA_REP", "rolling_12", "all", ReportingMonth(2027, 4)) is None
    assert targets.of("CLA_REP", "month", "all", OCTOBER) is None
    assert targets.of("CLA_REP", "rolling_12", "Burnley", OCTOBER) is None


def test_no_file_is_no_target_and_no_problem(tmp_path):
    assert read_targets(tmp_path, INDICATORS.values()) == Targets()


def test_a_group_column_may_be_missing_and_edges_too(tmp_path):
    targets = targets_of(tmp_path, "CLA_DENT,snapshot,2026/27,88", header="code,window,financial_year,target")
    assert targets.problems == ()
    assert targets.rows[0].group == "all"
    assert band_of(50, targets.rows[0]) is None


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("CLA_3P,snapshot,all,2026/27,9,8,10,12,,", "there is no indicator CLA_3P; did you mean CLA_3PL?"),
        ("QQQQQQ,snapshot,all,2026/27,9,8,10,12,,", "there is no indicator QQQQQQ."),
        (",snapshot,all,2026/27,9,8,10,12,,", "code is empty."),
        ("CLA_3PL,month,all,2026/27,9,8,10,12,,", "the window of CLA_3PL is one of snapshot."),
        ("CLA_IMM,snapshot,All,2026/27,9,,,,,", "CLA_IMM has no such group; did you mean all?"),
        ("CLA_3PL,snapshot,all,2026-27,9,8,10,12,,", "financial_year is written as 2026/27, from April to March."),
        ("CLA_3PL,snapshot,all,2026/28,9,8,10,12,,", "financial_year is written as 2026/27, from April to March."),
        ("CLA_3PL,snapshot,all,2026/27,9%,8,10,12,,", "target holds no number."),
        ("CLA_3PL,snapshot,all,2026/27,,8,10,12,,", "target holds no number."),
        ("CLA_3PL,snapshot,all,2026/27,9,8,ten,12,,", "band_2_from holds no number."),
        ("CLA_3PL,snapshot,all,2026/27,9,8,,12,,", "band_3_from is filled, but an edge before it is empty."),
        (
            "CLA_3PL,snapshot,all,2026/27,9,12,10,8,,",
            "the edges are in the wrong order: from best to worst, none is lower than the one before.",
        ),
        (
            "CLA_DENT,snapshot,all,2026/27,88,76,85,90,,",
            "the edges are in the wrong order: from best to worst, none is higher than the one before.",
        ),
    ],
)
def test_a_row_at_fault_is_passed_over_and_named(tmp_path, line, problem):
    targets = targets_of(tmp_path, line, "CLA_DENT,snapshot,all,2026/27,88,90,85,76,,")
    assert targets.problems == (f"targets.csv, row 2: {problem}",)
    assert [row.row for row in targets.rows] == [3]


def test_what_is_given_for_context_is_never_banded(tmp_path):
    """S4 called 52.8 looked after per 10,000, below England, favourable."""
    targets = targets_of(tmp_path, "CLA_RATE,snapshot,all,2026/27,60,50,60,70,,")
    assert targets.rows == ()
    assert targets.problems == (
        "targets.csv, row 2: CLA_RATE is given for context, neither way is better, so it has no target and no bands.",
    )


def test_of_a_repeated_key_the_last_row_holds(tmp_path):
    targets = targets_of(tmp_path, "CLA_DENT,snapshot,all,2026/27,88,,,,,", "CLA_DENT,snapshot,all,2026/27,89,,,,,")
    assert [row.target for row in targets.rows] == [89]
    assert targets.problems == ("targets.csv, row 2: has the code, window, group and year of row 3, which holds instead.",)


def test_a_date_that_is_none_costs_the_target_nothing(tmp_path):
    targets = targets_of(tmp_path, "CLA_DENT,snapshot,all,2026/27,88,,,,Board,March")
    assert (targets.rows[0].target, targets.rows[0].agreed_on) == (88, None)
    assert targets.problems == ("targets.csv, row 2: agreed_on holds no date; the target is used without it.",)


def test_groups_of_the_measure_and_of_breakdowns(tmp_path):
    lines = (
        "CL_SUIT,snapshot,19 to 21,2026/27,93,,,,,",
        "EDU_ATT,snapshot,KS4 Attainment 8,2026/27,20,,,,,",
        "CLA_DENT,snapshot,Burnley,2026/27,88,,,,,",
        "EDU_ATT,snapshot,all,2026/27,20,,,,,",
    )
    targets = targets_of(tmp_path, *lines)
    assert [row.row for row in targets.rows] == [2, 3, 4]
    assert targets.problems == ("targets.csv, row 5: EDU_ATT has no such group.",)
    known = targets_of(tmp_path, *lines[:2], "CLA_DENT,snapshot,Burnly,2026/27,88,,,,,", places=["Burnley", "Wyre"])
    assert known.problems == ("targets.csv, row 4: CLA_DENT has no such group; did you mean Burnley?",)


def test_words_are_the_council_s_and_more_bands_than_words_are_a_fault(tmp_path):
    two = ("On track", "Not yet")
    targets = targets_of(tmp_path, "CLA_DENT,snapshot,all,2026/27,88,90,,,,", "CLA_REV,month,all,2026/27,88,90,85,,,", words=two)
    assert word(90, targets.rows[0]) == "On track"
    assert word(89, targets.rows[0]) == "Not yet"
    assert targets.problems == ("targets.csv, row 3: it parts 3 bands, but there are words for 2 in council.toml.",)


def test_a_file_that_can_not_be_used_is_one_problem(tmp_path):
    targets = targets_of(tmp_path, "CLA_DENT,snapshot", header="code,window")
    assert targets.problems == ("targets.csv has no column financial_year, so no target is used.",)
    targets = targets_of(tmp_path, "CLA_DENT,snapshot")
    assert len(targets.problems) == 1
    assert targets.problems[0].startswith("targets.csv, row 2: has 2 cells, but the header has 10.")


def test_the_made_up_council_s_targets_have_no_fault(small_council):
    targets = read_targets(small_council, INDICATORS.values())
    assert targets.rows
    assert targets.problems == ()
