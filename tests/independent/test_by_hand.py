"""Figures agree with plain loops over small random extracts, child by child."""

import pytest

from helpers.cohorts.known import Known
from helpers.indicators import INDICATORS
from helpers.months import MONTHS_IN, ReportingMonth, Window
from helpers.results import children_behind, compute_results
from independent import by_hand
from independent.made_up import as_extract, made_up_rows

ON_THE_DAY = {
    "CLA_N": by_hand.cla_n, "CLA_3PL": by_hand.cla_3pl, "CLA_2Y": by_hand.cla_2y, "CLA_VIS": by_hand.cla_vis,
    "CP_VIS": by_hand.cp_vis, "CP_REV": by_hand.cp_rev, "CIN_PLAN_N": by_hand.cin_plan_n, "ADO_WAIT": by_hand.ado_wait,
}  # fmt: skip
OF_TODAY = {"CL_N": by_hand.cl_n, "CL_SUIT": by_hand.cl_suit}
IN_A_WINDOW = {
    "CLA_START": by_hand.cla_start, "CLA_CEASE": by_hand.cla_cease, "CLA_REP": by_hand.cla_rep, "REREF": by_hand.reref,
    "ASS_45": by_hand.ass_45, "CP_REP12": by_hand.cp_rep12, "CLA_REV": by_hand.cla_rev, "PERM_ALL": by_hand.perm_all,
    "ADO_14M": by_hand.ado_14m, "MISS_EP": by_hand.miss_ep, "MISS_CH": by_hand.miss_ch, "RHI_3D": by_hand.rhi_3d,
}  # fmt: skip
MONTH = ReportingMonth(2026, 10)
MONTHS = (ReportingMonth(2025, 2), ReportingMonth(2026, 2), ReportingMonth(2026, 9), MONTH)
SEEDS = range(8)
CHILDREN = 30
_made: dict[int, tuple[by_hand.Rows, Known]] = {}


def made(seed: int) -> tuple[by_hand.Rows, Known]:
    if seed not in _made:
        rows = made_up_rows(seed, CHILDREN)
        _made[seed] = rows, Known(as_extract(rows), MONTHS)
    return _made[seed]


def who(code: str, known: Known, month: ReportingMonth, window: Window) -> tuple[list[str], list[str]]:
    rows = children_behind(INDICATORS[code], known, window)
    rows = rows[rows["month"] == str(month)]
    return sorted(rows["person_id"]), sorted(rows.loc[rows["is_counted"], "person_id"])


@pytest.mark.parametrize("code", [*ON_THE_DAY, *OF_TODAY])
def test_children_of_a_day_are_those_counted_by_hand(code):
    seen = 0
    for seed in SEEDS:
        rows, known = made(seed)
        for month in [MONTH] if code in OF_TODAY else MONTHS:
            asked, counted = (ON_THE_DAY | OF_TODAY)[code](rows, month.last_day)
            assert who(code, known, month, Window.SNAPSHOT) == (sorted(asked), sorted(counted)), (seed, month)
            seen += len(counted)
    assert seen > 3  # else the made-up rows say nothing about the rule


@pytest.mark.parametrize("code", IN_A_WINDOW)
def test_events_of_a_window_are_those_counted_by_hand(code):
    seen = 0
    for seed in SEEDS:
        rows, known = made(seed)
        for month in MONTHS:
            for window, months in MONTHS_IN.items():
                asked, counted = IN_A_WINDOW[code](rows, month.last_day, by_hand.first_day(month.last_day, months))
                assert who(code, known, month, window) == (sorted(asked), sorted(counted)), (seed, month, window)
                seen += len(counted)
    assert seen > 3


def test_caseloads_are_those_counted_by_hand():
    seen = 0
    for seed in SEEDS:
        rows, known = made(seed)
        figures = compute_results([INDICATORS["WF_CASE"]], known).frame.set_index("month")
        for month in MONTHS:
            cases, fte = by_hand.caseload(rows, month.last_day)
            found = figures.loc[str(month)]
            assert (found["numerator"], found["denominator"]) == (cases, fte), (seed, month)
            seen += cases
    assert seen > 3
