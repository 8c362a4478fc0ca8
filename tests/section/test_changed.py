"""What changed since last month: which changes are put forward, in which order, and that nothing hidden is among them."""

import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from helpers.compare.bands import Target, Targets, band_of, is_met
from helpers.compare.breaks import Break, Breaks
from helpers.compare.judged import Judged, Yardsticks
from helpers.compare.real import judge_change
from helpers.indicator import Kind, Polarity
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.protect.released import COLUMNS, Released
from helpers.section.changed import Importance, find_changes, most_important, show_all_changes, show_changes

MONTH = ReportingMonth(2026, 10)
WORDS = ("Good", "Close", "Off target", "Concern")
# Months that move by chance alone: no rule of the chart fires, and none is higher or lower than all the others.
CALM = [20, 22, 21, 20, 22, 21] * 4
JUMP = [*CALM[:-1], 45]
RAISED = [*CALM[:16], *[26, 27] * 4]
HIDDEN = None


def target(code, wanted, edges=(), year="2026/27"):
    return Target(
        code=code, window=str(INDICATORS[code].headline), group="all", financial_year=year, target=wanted, edges=edges,
        words=WORDS[: len(edges) + 1], higher_is_better=INDICATORS[code].polarity is Polarity.HIGHER_IS_BETTER,
        agreed_by="", agreed_on=None, row=2,
    )  # fmt: skip


def months_of(code, window, numbers):
    """A row a month: a number, of 100 where it is a share; of 1,000,000 where it is a rate; HIDDEN."""
    kind = INDICATORS[code].kind
    of = {Kind.SHARE: 100, Kind.RATE: 1_000_000}.get(kind, np.nan)
    for month, number in zip(MONTH.back_to(len(numbers)), numbers, strict=True):
        is_hidden = number is HIDDEN
        n = np.nan if is_hidden else float(number)
        value = {Kind.SHARE: n, Kind.RATE: n / 100}.get(kind, n)
        yield dict(zip(COLUMNS, [code, str(month), window, "all", "all", n, of, value, is_hidden], strict=True))


def council(series, targets=(), breaks=()):
    """Figures of some indicators: numbers of 24 months, by code (the headline) or by code and window."""
    rows = []
    for key, numbers in series.items():
        code, window = key if isinstance(key, tuple) else (key, str(INDICATORS[key].headline))
        rows += months_of(code, window, numbers)
    frame = pd.DataFrame(rows)
    codes = dict.fromkeys(frame["code"])
    yardsticks = Yardsticks(Targets(tuple(targets)), Breaks(tuple(breaks)))
    judged = {code: judge(code, frame, yardsticks) for code in codes}
    released = Released(frame, "board", pd.DataFrame(), str(MONTH), judged)
    return SimpleNamespace(released=released, yardsticks=yardsticks, month=MONTH, known=SimpleNamespace(place=None))


def judge(code, frame, yardsticks):
    entry = INDICATORS[code]
    key = (code, str(MONTH), str(entry.headline), "all", "all")
    rows = frame[(frame[["code", "month", "window", "breakdown", "group"]] == list(key)).all(axis=1)]
    value = float(rows["value"].iloc[0])
    wanted = yardsticks.targets.of(code, str(entry.headline), "all", MONTH)
    has_target = wanted is not None and not np.isnan(value)
    return Judged(
        key=key, verdict=judge_change(entry, frame, MONTH, yardsticks.breaks), target=wanted,
        band=band_of(value, wanted) if has_target else None, is_met=is_met(value, wanted) if has_target else None,
    )  # fmt: skip


def put_forward(figures):
    return [(change.entry.code, change.importance.name) for change in find_changes(figures)]


def test_what_is_newly_real_comes_before_what_moved_before_what_is_highest_and_last_what_was_real_before():
    figures = council(
        {
            "ASS_45": CALM, ("ASS_45", "month"): RAISED,
            "CP_REV": [95] * 23 + [93],
            "MISS_EP": [*CALM[:-1], 23],
            "REREF": CALM, ("REREF", "month"): JUMP,
        },
        [target("CP_REV", 96, (97, 94, 90))],
    )  # fmt: skip
    assert put_forward(figures) == [
        ("REREF", "NEWLY_REAL"), ("CP_REV", "MOVED"), ("MISS_EP", "RECORD"), ("ASS_45", "STILL_REAL"),
    ]  # fmt: skip


def test_a_real_change_that_comes_and_goes_is_new_once_in_four_months():
    """The last month and an earlier one lie outside the limits: three months before it is known, four months before not."""

    def importance(*last):
        figures = council({"REREF": CALM, ("REREF", "month"): [*CALM[: 24 - len(last)], *last]})
        return [each for code, each in put_forward(figures) if code == "REREF"]

    assert importance(21, 45) == ["NEWLY_REAL"]
    assert importance(45, 45) == ["STILL_REAL"]
    assert importance(45, 20, 22, 45) == ["STILL_REAL"]
    assert importance(45, 20, 22, 21, 45) == ["NEWLY_REAL"]


def test_a_single_month_that_chance_may_move_so_far_comes_after_what_is_not_said_to_be_chance():
    edges = (97, 94, 90)
    figures = council(
        {"RHI_OFF": [*[93, 96] * 11, 95, 89], "CP_REV": [95] * 23 + [93], "CLA_HA": [93] * 23 + [95]},
        [target(code, 99, edges) for code in ("RHI_OFF", "CP_REV", "CLA_HA")],
    )
    assert [code for code, _ in put_forward(figures)] == ["CP_REV", "CLA_HA", "RHI_OFF"]
    similar = "October 2026 is similar to the months before: the difference is small enough to be chance."
    assert similar in show_all_changes(figures)
    first = str(show_changes(figures))
    assert first.count("This may be chance.") == 1 and similar not in first


def test_changes_alike_in_all_stand_in_the_order_of_the_report_whatever_the_order_of_the_figures():
    codes = ["CP_VIS", "CP_REV", "CLA_VIS", "CLA_HA", "CLA_DENT"]
    for some in (codes, codes[::-1], [*codes[2:], *codes[:2]]):
        figures = council({code: [95] * 23 + [93] for code in some}, [target(code, 99, (97, 94, 90)) for code in some])
        assert [code for code, _ in put_forward(figures)] == codes


@pytest.mark.parametrize("code", ["EDU_ABS", "EDU_PA"])
def test_a_year_that_began_anew_is_no_change(code):
    """In September the school year before gives way to the first weeks of the next."""
    assert put_forward(council({code: [20] * 23 + [8]}, [target(code, 15, (10, 12, 16))])) == []


def test_a_calm_month_puts_nothing_forward():
    assert put_forward(council({"REREF": CALM, ("REREF", "month"): CALM, "CP_REV": CALM})) == []
    assert "Nothing that can be shown has changed" in show_changes(council({"CP_REV": CALM}))


def test_worse_comes_before_better_then_more_bands_then_the_order_of_the_report():
    edges = (97, 94, 90)
    figures = council(
        {
            "CP_VIS": [95] * 23 + [98],
            "CLA_HA": [95] * 23 + [93],
            "CLA_DENT": [95] * 23 + [93],
            "CLA_VIS": [95] * 23 + [89],
        },
        [target(code, 99, edges) for code in ("CP_VIS", "CLA_HA", "CLA_DENT", "CLA_VIS")],
    )
    assert [code for code, _ in put_forward(figures)] == ["CLA_VIS", "CLA_HA", "CLA_DENT", "CP_VIS"]


def test_of_the_highest_and_lowest_the_largest_change_from_last_month_comes_first():
    figures = council({"MISS_EP": [*CALM[:-1], 23], "MISS_CH": [*CALM[:-1], 24], "CP_N": [*CALM[:-1], 19]})
    assert [change.entry.code for change in find_changes(figures)] == ["CP_N", "MISS_CH", "MISS_EP"]
    said = str(show_all_changes(figures))
    similar = "October 2026 is similar to the months before: the difference is small enough to be chance."
    assert f"The highest of the last 24 months.\n{similar}" in said
    assert "The lowest of the last 24 months." in said


def test_a_figure_that_ties_with_another_month_is_not_the_highest():
    assert put_forward(council({"MISS_EP": [*CALM[:-1], 22]})) == []


def test_where_this_month_or_the_one_before_is_hidden_nothing_is_said():
    edges = (97, 94, 90)
    for last in ([95, HIDDEN], [HIDDEN, 89]):
        figures = council({"CP_REV": [95] * 22 + last, "MISS_EP": [*CALM[:-2], *last]}, [target("CP_REV", 96, edges)])
        assert put_forward(figures) == []
        assert "89" not in show_changes(figures)


def test_fewer_than_twelve_months_make_no_highest():
    hidden = [HIDDEN] * 13
    assert put_forward(council({"MISS_EP": [*hidden, *range(30, 41)]})) == []
    assert put_forward(council({"MISS_EP": [*hidden[1:], *range(30, 42)]}))[0][0] == "MISS_EP"


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([60] * 11 + [HIDDEN] + [20, 21] * 5 + [22, 23], "The highest of the last 12 months."),
        ([60] * 12 + [HIDDEN] + [20, 21] * 5 + [23], None),  # eleven in a row are too few, whatever came before
        ([20] * 12 + [HIDDEN] + [20, 21] * 5 + [23], None),
        ([20] * 20 + [HIDDEN] + [20, 21, 23], None),
        ([20] * 23 + [23], "The highest of the last 24 months."),
    ],
)
def test_a_month_without_a_figure_ends_the_months_of_which_one_is_the_highest(numbers, said):
    figures = council({"CP_N": numbers})
    assert put_forward(figures) == ([("CP_N", "RECORD")] if said else [])
    assert (said or "Nothing that can be shown has changed") in show_changes(figures)


def test_nothing_is_compared_across_a_break():
    first = Break(code="CP_REV", month=MONTH, text="Counted otherwise.")
    figures = council({"CP_REV": [95] * 23 + [89]}, [target("CP_REV", 96, (97, 94, 90))], [first])
    assert put_forward(figures) == []


def test_a_figure_has_not_moved_where_its_target_has():
    april = [target("CP_REV", 96, (97, 94, 90)), target("CP_REV", 90, (92, 88, 80), "2025/26")]
    figures = council({"CP_REV": [95] * 24}, april)
    figures.month = MONTH
    assert put_forward(figures) == []


def test_a_target_missed_or_reached_within_a_band_is_said():
    figures = council({"CP_REV": [97] * 23 + [95], "CLA_HA": [95] * 23 + [97]}, [target("CP_REV", 96), target("CLA_HA", 96)])
    said = str(show_changes(figures))
    assert said.index("It misses its target now, and met it a month ago.") < said.index("It meets its target now")


def test_a_rate_is_left_out_where_its_number_stands_there():
    numbers = [*CALM[:-1], 23]
    assert [code for code, _ in put_forward(council({"CIN_N": numbers, "CIN_RATE": numbers}))] == ["CIN_N"]
    assert [code for code, _ in put_forward(council({"CIN_RATE": numbers}))] == ["CIN_RATE"]


@pytest.mark.parametrize("code", ["CON_N", "EDU_SUSP", "FOST_APPR"])
def test_a_number_is_more_or_fewer_and_never_better_or_worse(code):
    figures = council({code: JUMP})
    said = str(show_changes(figures))
    assert "23 more than a month earlier. The number has really risen.</li>" in said
    assert "The number has really risen: this month is further above the average" in show_all_changes(figures)
    assert not re.search("better|worse", said)


def test_the_first_screen_has_six_at_most_three_of_a_kind_and_says_how_many_more():
    codes = ("CP_VIS", "CP_REV", "CLA_VIS", "CLA_HA", "CLA_DENT")
    figures = council(
        {code: [95] * 23 + [93] for code in codes} | {code: [*CALM[:-1], 23] for code in ("MISS_EP", "MISS_CH", "CP_N", "CIN_N")},
        [target(code, 99, (97, 94, 90)) for code in codes],
    )
    first = most_important(find_changes(figures))
    assert [change.importance for change in first] == [Importance.MOVED] * 3 + [Importance.RECORD] * 3
    assert [change.entry.code for change in first[:3]] == ["CP_VIS", "CP_REV", "CLA_VIS"]
    assert ">3 more</a>" in show_changes(figures)
