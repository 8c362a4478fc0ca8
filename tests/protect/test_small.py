"""What may not be shown, whatever stands beside it."""

import numpy as np
import pytest

from helpers.indicators import INDICATORS
from helpers.protect.small import are_small
from protect.examples import RULE, count, frame_of, hidden, released, share


def is_small(*rows: dict) -> list[bool]:
    return are_small(frame_of(list(rows)), INDICATORS.values(), RULE).tolist()


def test_eight_missing_incidents_of_one_child_are_one_child() -> None:
    row = count("MISS_EP", "all", 8, window="month") | {"numerator_children": 1}
    assert is_small(row) == [True]
    assert is_small(row | {"numerator_children": 6}) == [False]


def test_few_children_behind_what_is_left_over_are_few_though_their_events_are_many() -> None:
    # 30 returns of 20 children, 20 of them with an interview: 10 returns without, of the 2 children with none at all or more.
    row = share("RHI_OFF", "all", 20, 30, window="month") | {"numerator_children": 18, "denominator_children": 20}
    assert is_small(row) == [True]
    assert is_small(row | {"numerator_children": 14}) == [False]
    # Once it is told who they are, that alone counts.
    assert is_small(row | {"remainder_children": 6}) == [False]
    assert is_small(row | {"numerator_children": 14, "remainder_children": 5}) == [True]


@pytest.mark.parametrize("code", ["CLA_HA", "CLA_IMM", "CLA_DIS", "SDQ_DONE", "YOT", "YOT_OFF", "CL_SUIT", "CL_ACC"])
@pytest.mark.parametrize("number", [0, 40])
def test_nothing_private_is_said_of_a_whole_group(code: str, number: int) -> None:
    breakdown = "accommodation" if code == "CL_ACC" else "all"
    assert is_small(share(code, "all", number, 40, breakdown=breakdown)) == [True]
    assert is_small(share(code, "all", 20, 40, breakdown=breakdown)) == [False]


def test_elsewhere_none_and_all_are_shown() -> None:
    assert is_small(share("CLA_3PL", "all", 0, 40), share("CP_VIS", "all", 40, 40), count("EXP_CSE", "all", 0)) == [False] * 3


@pytest.mark.parametrize(("numbers", "expected"), [((20, 21), ["2026-09"]), ((20, 22), []), ((20, 20), [])])
def test_of_two_averages_a_child_apart_the_later_is_shown(numbers: tuple[int, int], expected: list[str]) -> None:
    rows = [share("SDQ_AVG", "all", 15 * n, n, month=m) for m, n in zip(("2026-09", "2026-10"), numbers, strict=True)]
    assert [month for (month,) in hidden(released(rows))] == expected


def test_an_average_between_two_that_are_shown_is_held_against_both() -> None:
    months = ("2026-07", "2026-08", "2026-09", "2026-10")
    rows = [share("SDQ_AVG", "all", 15 * n, n, month=m) for m, n in zip(months, (20, 21, 22, 22), strict=True)]
    # 22 and 22 are no child apart, 21 and 22 are; the 20 of July stands beside the 22 of September then.
    assert hidden(released(rows)) == {("2026-08",)}


def test_what_cannot_be_read_is_small() -> None:
    rows = [count("CLA_N", "all", np.nan), share("CLA_3PL", "all", 30, np.nan), count("NO_SUCH", "all", 90)]
    assert is_small(*rows) == [True, True, True]


def test_of_an_empty_denominator_nothing_is_hidden() -> None:
    assert is_small(share("CLA_HA", "all", 0, 0)) == [False]


def test_sums_of_sessions_are_judged_by_the_children_who_missed_some() -> None:
    row = share("EDU_ABS", "all", 400, 9000) | {"numerator_children": 38, "denominator_children": 40}
    assert is_small(row) == [False]
    assert is_small(row | {"numerator_children": 3}) == [True]
