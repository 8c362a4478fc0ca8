"""What gives a hidden figure away, kind by kind: small tables with answers worked out by hand."""

import pandas as pd

from helpers.indicators import INDICATORS
from helpers.protect.editions import BOARD
from helpers.protect.gate import release
from helpers.protect.quantities import bases
from protect.examples import RULE, count, frame_of, hidden, released, share

ROLLING = "rolling_6"


def starts(numbers: dict[str, int], windows: dict[str, int], code: str = "CON_N") -> list[dict]:
    months = [count(code, "all", number, month=month, window="month") for month, number in numbers.items()]
    return months + [count(code, "all", number, month=month, window=ROLLING) for month, number in windows.items()]


def test_of_parts_of_a_total_the_least_worth_goes_with_a_small_one() -> None:
    rows = [count("CLA_N", name, n, breakdown="sex") for name, n in {"Female": 40, "Male": 50, "Not recorded": 2}.items()]
    assert hidden(released([*rows, count("CLA_N", "all", 92)])) == {("sex", "Female"), ("sex", "Not recorded")}


def test_a_total_is_never_hidden_while_a_part_will_do() -> None:
    rows = [count("CLA_N", name, n, breakdown="sex") for name, n in {"Female": 90, "Male": 3}.items()]
    assert hidden(released([*rows, count("CLA_N", "all", 93)])) == {("sex", "Female"), ("sex", "Male")}


def test_where_no_total_is_shown_a_small_part_goes_alone() -> None:
    rows = [count("CLA_N", name, n, breakdown="sex") for name, n in {"Female": 90, "Male": 3}.items()]
    assert hidden(released(rows)) == {("Male",)}


def test_parts_that_leave_some_out_of_the_total_give_nothing_away() -> None:
    rows = [count("CLA_N", name, n, breakdown="district") for name, n in {"Alder": 40, "Birch": 3}.items()]
    assert hidden(released([*rows, count("CLA_N", "all", 60)])) == {("district", "Birch")}


def test_the_parts_of_a_whole_are_those_of_its_count_in_another_indicator() -> None:
    groups = {"Foster care": 60, "With parents": 3, "Other": 20}
    rows = [share("CLA_MIX", name, n, 83, breakdown="placement_type") for name, n in groups.items()]
    assert hidden(released([*rows, count("CLA_N", "all", 83)])) == {
        ("CLA_MIX", "placement_type", "With parents"),
        ("CLA_MIX", "placement_type", "Other"),
    }


def test_a_rate_with_its_population_is_a_count() -> None:
    numbers = {"Alder": 40, "Birch": 3, "Cedar": 9}
    rates = [share("CLA_RATE", name, n, 10_000, breakdown="district") for name, n in numbers.items()]
    counts = [count("CLA_N", name, n, breakdown="district") for name, n in numbers.items()]
    assert hidden(released([*rates, *counts, count("CLA_N", "all", 52)])) == {
        ("CLA_RATE", "district", "Birch"),
        ("CLA_N", "district", "Birch"),
        ("CLA_RATE", "district", "Cedar"),
        ("CLA_N", "district", "Cedar"),
    }


def test_what_is_left_over_of_one_indicator_is_the_count_of_another() -> None:
    # 30 due, 26 done: 4 without one, as SDQ_NONE says outright; 26 stand under SDQ_AVG as well.
    rows = [share("SDQ_DONE", "all", 26, 30), count("SDQ_NONE", "all", 4), share("SDQ_AVG", "all", 300, 26)]
    assert ("SDQ_DONE",) in hidden(released(rows))
    assert ("SDQ_NONE",) in hidden(released(rows))


def test_the_months_of_a_window_add_up_to_it() -> None:
    numbers = {f"2026-{n:02d}": 20 + n for n in range(5, 11)} | {"2026-08": 3}
    shown = hidden(released(starts(numbers, {"2026-10": sum(numbers.values())})))
    assert len(shown) == 2 and ("2026-08", "month") in shown and ("2026-10", "month") not in shown


def test_two_windows_give_away_the_month_in_which_they_differ() -> None:
    # The window to October less that to September is October less April: 3 where April is 21.
    numbers = {f"2026-{n:02d}": 20 for n in range(4, 11)} | {"2026-10": 3, "2026-04": 21}
    windows = {"2026-09": 121, "2026-10": 103}
    found = hidden(released(starts(numbers, windows)))
    assert ("2026-10", "month") in found
    # April shown, the difference of the windows would tell October's.
    assert ("2026-04", "month") in found or ("2026-10", ROLLING) in found or ("2026-09", ROLLING) in found


def test_of_what_counts_once_a_window_months_are_a_bound_alone() -> None:
    # Children who went missing: 7 in the window, of whom the months name 20, 20 and so on: nothing follows for October.
    months = [count("MISS_CH", "all", 4 if n == 10 else 20, month=f"2026-{n:02d}", window="month") for n in range(5, 11)]
    assert hidden(released([*months, count("MISS_CH", "all", 60, window=ROLLING)])) == {("2026-10", "month")}


def test_a_stock_gives_away_those_who_joined_it() -> None:
    # 100 and 3 joined, 13 left: 90. With both stocks and the leavers shown, the 3 follow.
    rows = [
        count("CLA_N", "all", 100, month="2026-09"),
        count("CLA_N", "all", 90),
        count("CLA_START", "all", 3, window="month"),
        count("CLA_CEASE", "all", 13, window="month"),
    ]
    assert len(hidden(released(rows)) - {("CLA_START", "2026-10", "month")}) == 1


def test_a_part_that_leaves_no_room_gives_away_the_other() -> None:
    # Of 40 who left, 8 to a permanent home, 7 of these adopted: at most 1 to special guardianship.
    rows = [
        share("PERM_ALL", "all", 8, 40, window="rolling_12"),
        share("PERM_ADOPT", "all", 7, 40, window="rolling_12"),
        share("PERM_SGO", "all", 1, 40, window="rolling_12"),
    ]
    assert hidden(released(rows)) in ({("PERM_SGO",), ("PERM_ADOPT",)}, {("PERM_SGO",), ("PERM_ALL",)})


def test_a_month_before_the_first_shown_follows_from_windows_and_is_no_way_round() -> None:
    numbers = {f"2026-{n:02d}": 20 for n in range(5, 11)} | {"2026-07": 3}
    windows = {"2026-09": 103, "2026-10": 103}
    found = hidden(released(starts(numbers, windows)))
    assert ("2026-07", "month") in found and len(found) > 1


def test_windows_that_come_to_less_than_their_months_are_no_relation() -> None:
    numbers = {f"2026-{n:02d}": 20 for n in range(6, 11)} | {"2026-07": 3}
    assert hidden(released(starts(numbers, {"2026-10": 60}))) == {("2026-07", "month")}


def test_a_window_with_a_month_missing_within_is_no_relation() -> None:
    numbers = {f"2026-{n:02d}": 20 for n in range(4, 11) if n != 8} | {"2026-07": 3}
    assert hidden(released(starts(numbers, {"2026-10": 103}))) == {("2026-07", "month")}


def test_what_was_reported_otherwise_is_another_number() -> None:
    # The share's denominator of 83 is not the count of 84: neither says anything of the other.
    assert hidden(released([share("CLA_3PL", "all", 3, 83), count("CLA_N", "all", 84)])) == {("CLA_3PL",)}


def test_a_table_of_events_that_is_mostly_small_is_hidden_whole() -> None:
    rows = [
        count("REF_N", name, n, breakdown="district", window="month") for name, n in {"A": 3, "B": 2, "C": 30, "D": 60}.items()
    ]
    assert hidden(released(rows)) == {("A",), ("B",), ("C",), ("D",)}


def test_a_zero_is_shown_while_another_figure_will_do() -> None:
    rows = [count("CLA_N", name, n, breakdown="sex") for name, n in {"Female": 0, "Male": 90, "Not recorded": 3}.items()]
    assert hidden(released([*rows, count("CLA_N", "all", 93)])) == {("sex", "Male"), ("sex", "Not recorded")}


def test_a_window_of_what_counts_once_binds_though_some_of_its_months_are_not_there() -> None:
    months = [count("MISS_CH", "all", 4 if n == 10 else 20, month=f"2026-{n:02d}", window="month") for n in range(8, 11)]
    assert hidden(released([*months, count("MISS_CH", "all", 60, window=ROLLING)])) == {("2026-10", "month")}


def test_a_month_that_would_come_below_nothing_is_no_relation() -> None:
    numbers = {f"2026-{n:02d}": 20 for n in range(6, 11)} | {"2026-07": 3}
    assert ("2026-07", "month") in hidden(released(starts(numbers, {"2026-10": 50})))


def test_some_indicators_alone_have_the_relations_among_them_alone() -> None:
    sexes = [count("CLA_N", name, n, breakdown="sex") for name, n in {"Male": 3, "Female": 87}.items()]
    frame = frame_of([count("CLA_N", "all", 90), *sexes])
    shown = release(frame, pd.DataFrame(), [INDICATORS["CLA_N"]], BOARD, RULE)
    assert shown.frame.loc[shown.frame["is_hidden"], "group"].tolist() == ["Male", "Female"]


def test_sums_by_the_month_are_told_by_what_they_sum() -> None:
    approved, net = (bases(INDICATORS[code].measure)["numerator"] for code in ("FOST_APPR", "FOST_NET"))
    assert approved != net and approved == bases(INDICATORS["FOST_APPR"].measure)["numerator"]


def test_a_window_that_holds_less_than_its_months_bounds_them_where_it_leaves_no_room() -> None:
    # Five months of 20 and one of 3 are 103. The window of 102 says only that the small one is 2 or more; nothing else is hidden.
    numbers = {f"2026-{n:02d}": 20 for n in range(6, 11)} | {"2026-05": 3}
    assert hidden(released(starts(numbers, {"2026-10": 102}))) == {("2026-05", "month")}
    assert len(hidden(released(starts(numbers, {"2026-10": 103})))) == 2


def test_two_halves_of_a_year_add_up_to_it() -> None:
    # 40 in the year less 36 in its second half leaves 4 in the first: one of the two others is hidden with it.
    halves = {"2026-04": 4, "2026-10": 36}
    rows = [count("CON_N", "all", n, month=month, window=ROLLING) for month, n in halves.items()]
    months = [count("CON_N", "all", 6, window="month")]
    found = hidden(released([*rows, *months, count("CON_N", "all", 40, window="rolling_12")]))
    assert ("2026-04", ROLLING) in found and len(found) == 2
