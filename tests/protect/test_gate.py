"""What the board edition hides, and what it must not give away in the same table."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.errors import UsageError
from helpers.indicators import INDICATORS
from helpers.protect.editions import ANALYST, BOARD, read_edition
from helpers.protect.gate import release, release_number
from helpers.protect.released import KEY, Released
from helpers.results import CHILDREN, FIGURES
from helpers.results.uncertain import Uncertain
from protect.examples import RULE, count, frame_of, released, share

AGES = ("Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over")


def hidden_groups(shown: Released) -> list[str]:
    return shown.frame.loc[shown.frame["is_hidden"], "group"].tolist()


@pytest.mark.parametrize(("number", "is_hidden"), [(0, False), (1, True), (5, True), (6, False)])
def test_counts_of_1_to_5_are_hidden_and_a_true_zero_is_shown(number: int, is_hidden: bool) -> None:
    shown = released([count("CLA_N", "all", number)])
    assert shown.frame["is_hidden"].tolist() == [is_hidden]
    assert shown.frame["numerator"].isna().tolist() == [is_hidden]


@pytest.mark.parametrize(
    ("number", "out_of", "is_hidden"),
    [
        (6, 20, False),
        (5, 20, True),
        (15, 20, True),
        (14, 20, False),
        (0, 20, False),
        (20, 20, False),
        (0, 9, True),
        (0, 10, False),
    ],
)
def test_a_share_is_hidden_where_those_counted_or_left_over_are_few_or_all_are_fewer_than_10(number, out_of, is_hidden) -> None:
    assert released([share("CLA_3PL", "all", number, out_of)]).frame["is_hidden"].tolist() == [is_hidden]


def test_a_share_of_nobody_is_shown_as_such() -> None:
    assert released([share("CLA_DIS", "all", 0, 0)]).frame["is_hidden"].tolist() == [False]


def test_a_hidden_figure_leaves_no_number_behind() -> None:
    shown = released([share("CLA_DIS", "all", 3, 200)])
    assert shown.frame[["numerator", "denominator", "value"]].isna().all(axis=None)


def test_few_children_behind_many_events_are_hidden_too() -> None:
    rows = [count("CLA_START", "all", 8, window="month")]
    rows[0]["numerator_children"] = 2
    assert released(rows).frame["is_hidden"].tolist() == [True]


def test_a_single_small_group_takes_the_next_smallest_with_it() -> None:
    numbers = (3, 40, 12, 60, 30)
    rows = [count("CLA_N", group, number, breakdown="age_band") for group, number in zip(AGES, numbers, strict=True)]
    shown = released([*rows, count("CLA_N", "all", sum(numbers))])
    assert hidden_groups(shown) == ["Under 1", "5 to 9"]


def test_two_small_groups_of_one_child_each_would_be_given_away_by_their_sum() -> None:
    numbers = (1, 1, 12, 60, 30)
    rows = [count("CLA_N", group, number, breakdown="age_band") for group, number in zip(AGES, numbers, strict=True)]
    shown = released([*rows, count("CLA_N", "all", sum(numbers))])
    assert hidden_groups(shown) == ["Under 1", "1 to 4", "5 to 9"]


def test_a_rate_hides_what_its_count_hides() -> None:
    districts = {"Alder": 3, "Birch": 30, "Cedar": 40}
    counts = [count("CLA_N", name, number, breakdown="district") for name, number in districts.items()]
    counts.append(count("CLA_N", "Not recorded", 20, breakdown="district"))
    rates = [count("CLA_RATE", name, number, breakdown="district") for name, number in districts.items()]
    for row in rates:
        row |= {"denominator": 10_000.0, "value": row["numerator"], "denominator_children": np.nan}
    shown = released([*counts, *rates, count("CLA_N", "all", 93)])
    hidden = shown.frame[shown.frame["is_hidden"]]
    assert set(zip(hidden["code"], hidden["group"], strict=True)) == {
        ("CLA_N", "Alder"),
        ("CLA_RATE", "Alder"),
        ("CLA_N", "Not recorded"),
    }


def test_a_small_month_is_not_given_away_by_the_window_that_holds_it() -> None:
    months = [f"2026-{number:02d}" for number in range(5, 11)]
    numbers = (10, 3, 12, 14, 9, 11)
    rows = [count("CLA_START", "all", n, month=m, window="month") for m, n in zip(months, numbers, strict=True)]
    rows.append(count("CLA_START", "all", sum(numbers), month="2026-10", window="rolling_6"))
    hidden = released(rows).frame.query("is_hidden")
    assert hidden["month"].tolist() == ["2026-05", "2026-06"]


def test_a_change_is_shown_only_where_both_months_are() -> None:
    rows = [count("CLA_N", "all", number, month=month) for month, number in (("2026-08", 7), ("2026-09", 4), ("2026-10", 9))]
    assert released(rows).changes.empty
    assert released(rows, ANALYST).changes["change"].tolist() == [-3, 5]


def test_two_months_may_be_set_against_each_other_where_both_are_shown() -> None:
    rows = [count("CLA_N", "all", number, month=month) for month, number in (("2025-10", 90), ("2026-09", 4), ("2026-10", 99))]
    assert released(rows).pairs == {("CLA_N", "snapshot", "all", "all"): frozenset({("2026-10", "2025-10")})}
    assert released(rows[1:]).pairs == {}


def test_the_analyst_edition_shows_all() -> None:
    shown = released([count("CLA_N", "all", 1), share("CLA_DIS", "all", 1, 2)], ANALYST)
    assert not shown.frame["is_hidden"].any()
    assert shown.frame["numerator"].tolist() == [1, 1]


def test_a_figure_that_stands_by_itself_is_gated_alike() -> None:
    assert [release_number(number, BOARD, RULE) for number in (0, 1, 5, 6, 1200)] == ["0", "[c]", "[c]", "6", "1,200"]
    assert release_number(3, ANALYST, RULE) == "3"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=2, max_size=5))
def test_no_hidden_group_can_be_worked_out_from_the_others_and_the_whole(numbers: list[int]) -> None:
    groups = AGES[: len(numbers)]
    rows = [count("CLA_N", group, number, breakdown="age_band") for group, number in zip(groups, numbers, strict=True)]
    shown = released([*rows, count("CLA_N", "all", sum(numbers))]).frame.set_index("group")
    hidden = [group for group in groups if shown.loc[group, "is_hidden"]]
    if shown.loc["all", "is_hidden"] or not hidden:
        return
    left = int(shown.loc["all", "numerator"] - shown.loc[[g for g in groups if g not in hidden], "numerator"].sum())
    # What a reader knows of a hidden group: at least one child, since zeros are shown.
    possible = [mix for mix in itertools.product(range(1, left + 1), repeat=len(hidden)) if sum(mix) == left]
    for place, _ in enumerate(hidden):
        assert len({mix[place] for mix in possible}) > 1


def test_staff_and_foster_carers_are_hidden_only_where_they_are_fewer_than_10_in_all() -> None:
    rows = [share("WF_AGENCY", "all", 2, 44), share("WF_AGENCY_IRO", "all", 1, 9.6), count("FOST_APPR", "all", 3, window="month")]
    for row in rows:
        row["numerator_children"] = np.nan
    shown = released(rows).frame.set_index("code")["is_hidden"].to_dict()
    assert shown == {"WF_AGENCY": False, "WF_AGENCY_IRO": True, "FOST_APPR": False}


def test_an_average_is_hidden_where_few_children_stand_behind_it_whatever_their_scores() -> None:
    assert released([share("SDQ_AVG", "all", 140, 9)]).frame["is_hidden"].tolist() == [True]
    assert released([share("SDQ_AVG", "all", 12, 10)]).frame["is_hidden"].tolist() == [False]


def test_a_figure_without_its_children_is_judged_by_its_own_number() -> None:
    row = count("CLA_N", "all", 3)
    row["numerator_children"] = np.nan
    assert released([row]).frame["is_hidden"].tolist() == [True]


def test_a_code_that_no_entry_has_is_hidden() -> None:
    assert released([count("UNHEARD_OF", "all", 1000)]).frame["is_hidden"].tolist() == [True]


def test_a_verdict_is_said_only_where_every_figure_under_it_is_shown_and_a_band_where_its_own_is() -> None:
    from helpers.compare.bands import Band
    from helpers.compare.judged import Judged
    from helpers.compare.real import Figure, Verdict
    from helpers.indicator import RealChange

    rows = [count("CLA_N", "all", 4, month="2025-10"), count("CLA_N", "all", 40)]
    key = ("CLA_N", "2026-10", "snapshot", "all", "all")
    figure = Figure(
        code="CLA_N", month="2025-10", window="snapshot", breakdown="all", group="all", numerator=4, denominator=np.nan, value=4
    )
    verdict = Verdict(
        code="CLA_N", month="2026-10", kind=RealChange.YEAR_APART, is_real=True, because="x", rests_on=(figure,), difference=36
    )
    judged = {"CLA_N": Judged(key=key, verdict=verdict, band=Band("Good", 1, 4), is_met=True)}
    frame = pd.DataFrame(rows, columns=[*KEY, *FIGURES, *CHILDREN])
    shown = release(frame, pd.DataFrame(), INDICATORS.values(), BOARD, RULE, "2026-10", None, judged).judged["CLA_N"]
    assert shown.verdict.is_real is None and shown.verdict.difference is None and shown.verdict.rests_on == ()
    assert shown.band == Band("Good", 1, 4)
    rows[1]["numerator"] = rows[1]["numerator_children"] = 3
    frame = pd.DataFrame(rows, columns=[*KEY, *FIGURES, *CHILDREN])
    shown = release(frame, pd.DataFrame(), INDICATORS.values(), BOARD, RULE, "2026-10", None, judged).judged["CLA_N"]
    assert shown.band is None and shown.is_met is None


def test_a_verdict_stands_where_all_under_it_is_shown_and_one_that_rests_on_no_figure_at_hand_does_not() -> None:
    from helpers.compare.judged import Judged
    from helpers.compare.real import Figure, Verdict
    from helpers.indicator import RealChange

    def verdict_on(month: str) -> Verdict:
        figure = Figure(
            code="CLA_N", month=month, window="snapshot", breakdown="all", group="all", numerator=40, denominator=np.nan, value=40
        )
        return Verdict(code="CLA_N", month="2026-10", kind=RealChange.YEAR_APART, is_real=True, because="x", rests_on=(figure,))

    frame = frame_of([count("CLA_N", "all", 40)])
    for month, is_real in (("2026-10", True), ("2025-10", None)):
        judged = {"CLA_N": Judged(key=("CLA_N", "2026-10", "snapshot", "all", "all"), verdict=verdict_on(month))}
        shown = release(frame, pd.DataFrame(), INDICATORS.values(), BOARD, RULE, "2026-10", None, judged)
        assert shown.judged["CLA_N"].verdict.is_real is is_real


def test_groups_of_which_nothing_is_known_are_empty_and_not_hidden() -> None:
    rows = [share("CLA_MIX", name, n, 83, breakdown="placement_type") for name, n in {"Foster care": 83, "Other": 0}.items()]
    shown = release(frame_of(rows), pd.DataFrame(), INDICATORS.values(), BOARD, RULE, "2026-10", {"CLA_MIX": ["Other"]}).frame
    assert shown["is_hidden"].tolist() == [False, False] and shown["numerator"].isna().tolist() == [False, True]


def test_nothing_to_release_is_released_as_nothing() -> None:
    assert release(frame_of([]), pd.DataFrame(), INDICATORS.values(), BOARD, RULE).frame.empty


def test_a_number_that_is_none_and_one_of_staff_are_judged_without_relations() -> None:
    rows = [count("CLA_N", "all", np.nan), count("FOST_APPR", "all", 3, window="month")]
    assert released(rows).frame["is_hidden"].tolist() == [True, False]


def test_an_edition_goes_by_its_name() -> None:
    assert read_edition("board") is BOARD
    with pytest.raises(UsageError, match="Editions: board, analyst"):
        read_edition("public")


def test_the_rows_of_an_indicator_are_narrowed_by_key_and_ordered_by_month() -> None:
    months = [count("CLA_N", "all", n, month=month) for month, n in (("2026-10", 40), ("2026-09", 50))]
    shown = released([*months, count("CP_N", "all", 60)])
    assert shown.of("CLA_N")["numerator"].tolist() == [50, 40]
    assert shown.of("CLA_N", month="2026-10")["numerator"].tolist() == [40]
    found = shown.by_series["CLA_N", "snapshot", "all"]
    assert found["2026-10", "all"][0] == 40 and found["2026-09", "all"][2] is False


def test_what_pages_look_figures_up_in_is_made_before_they_do() -> None:
    shown = released([count("CLA_N", "all", 90)])
    assert not {"by_series", "pairs"} & set(vars(shown))
    shown.look_up()
    assert {"by_series", "pairs"} <= set(vars(shown))


def test_of_what_makes_figures_uncertain_an_edition_that_hides_keeps_a_share_and_no_count_and_of_few_cells_nothing() -> None:
    def doubts(unread: int, filled: int, edition=BOARD):
        found = Uncertain("CLA_N", "2026-10", "all", "ssd_legal_status", "lega_legal_status", unread, filled)
        frame = frame_of([count("CLA_N", "all", 40)])
        return release(frame, pd.DataFrame(), INDICATORS.values(), edition, RULE, "2026-10", uncertain=[found]).doubts

    assert vars(doubts(33, 100).of("CLA_N", "2026-10")[0]) == {
        "table": "ssd_legal_status", "column": "lega_legal_status", "percent": 33,
    }  # fmt: skip
    assert doubts(33, 100) == doubts(330, 1000)
    assert doubts(2, 30) == doubts(3, 30) == doubts(5, 30) == doubts(7, 19) == doubts(28, 30)
    assert doubts(2, 30, ANALYST) != doubts(3, 30, ANALYST)


def test_a_mark_is_beside_a_figure_whatever_hidden_numbers_are() -> None:
    found = [Uncertain("CLA_N", "2026-10", "district", "ssd_address", "addr_address_type", 33, 100)]

    def shown(few: int, more: int):
        numbers = {"Fylde": few, "Wyre": more, "Ribble": 60}
        districts = [count("CLA_N", name, number, breakdown="district") for name, number in numbers.items()]
        rows = [count("CLA_N", "all", 100), *districts]
        released = release(frame_of(rows), pd.DataFrame(), INDICATORS.values(), BOARD, RULE, "2026-10", uncertain=found)
        return released.frame.to_csv(), released.doubts

    assert shown(3, 37) == shown(4, 36)
    assert shown(3, 37)[0].count("True") == 2
