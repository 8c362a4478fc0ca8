"""Uncertain figures: why in words, what an edition may say of it, and that nothing is judged by them."""

import pandas as pd
import pytest

from helpers.compare.bands import Target
from helpers.compare.judged import Judged, judged_with_doubts
from helpers.compare.published import Comparator
from helpers.compare.real import judge_change
from helpers.compare.uncertain import (
    UNCERTAIN_NOW,
    UNCERTAIN_THEN,
    Doubt,
    Doubts,
    doubts_of,
    say_doubts,
    verdict_with_doubts,
)
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.results import FIGURES, KEY
from helpers.results.uncertain import Uncertain
from helpers.terms.column_words import COLUMN_WORDS
from helpers.terms.tables import TABLES, ColumnKind

OCTOBER = ReportingMonth(2026, 10)
NEVER_UNREAD = (ColumnKind.PERSON, ColumnKind.ID, ColumnKind.TEXT, ColumnKind.DROPPED)
HEALTH = ("ssd_cla_health", "clah_health_check_type")
VISITS = ("ssd_cla_visits", "clav_cla_visit_date")


def uncertain(unread, filled, code="CLA_HA", month="2026-10", breakdown="all", column=HEALTH):
    return Uncertain(code, month, breakdown, *column, unread, filled)


def test_every_column_that_may_be_unread_has_plain_words_and_no_other_column_has():
    asked = {
        (name, column) for name, terms in TABLES.items() for column in terms.asked if terms.columns[column] not in NEVER_UNREAD
    }
    assert set(COLUMN_WORDS) == asked
    for words in COLUMN_WORDS.values():
        assert words == words.strip() and 1 <= len(words.split()) <= 5, words


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        (8, "8% of health types"), (9, "a tenth of health types"), (13, "13% of health types"), (20, "a fifth of health types"),
        (26, "a quarter of health types"), (33, "a third of health types"), (36, "36% of health types"),
        (50, "half of health types"), (67, "two thirds of health types"), (75, "three quarters of health types"),
        (99, "99% of health types"), (100, "all health types"), (None, "some of the health types"),
    ],
)  # fmt: skip
def test_a_share_is_said_as_a_fraction_near_one_else_as_a_whole_percent(percent, said):
    assert Doubt(*HEALTH, percent).words == said


def test_a_reason_names_two_columns_and_counts_the_others():
    some = [Doubt(*HEALTH, 33), Doubt(*VISITS, 8), Doubt("workforce", "fte", 7), Doubt("workforce", "role", 6)]
    assert say_doubts(some[:1]) == "a third of health types unread"
    assert say_doubts(some[:2]) == "a third of health types and 8% of care visit dates unread"
    assert say_doubts(some[:3]) == "a third of health types, 8% of care visit dates and 1 other column unread"
    assert say_doubts(some) == "a third of health types, 8% of care visit dates and 2 other columns unread"
    assert say_doubts([]) == ""


def test_the_share_of_a_column_of_few_cells_is_not_said_nor_of_few_unread_cells_where_small_numbers_are_hidden():
    def percent(unread, filled, hides_up_to=0):
        return doubts_of([uncertain(unread, filled)], hides_up_to).of("CLA_HA", "2026-10")[0].percent

    assert [percent(5, 19), percent(5, 20)] == [None, 25]
    assert [percent(5, 20, 5), percent(6, 24, 5), percent(20, 24, 5), percent(24, 24, 5)] == [None, 25, None, 100]


def test_a_doubt_on_the_whole_holds_for_each_breakdown_and_one_on_a_breakdown_for_that_alone():
    doubts = doubts_of([uncertain(40, 120), uncertain(10, 100, breakdown="sex", column=("ssd_person", "pers_sex"))])
    assert say_doubts(doubts.of("CLA_HA", "2026-10")) == "a third of health types unread"
    assert say_doubts(doubts.of("CLA_HA", "2026-10", "sex")) == "a third of health types and a tenth of records of sex unread"
    assert say_doubts(doubts.of_breakdown_alone("CLA_HA", "2026-10", "sex")) == "a tenth of records of sex unread"
    assert say_doubts(doubts.of("CLA_HA", "2026-10", "district")) == "a third of health types unread"
    assert doubts.of("CLA_HA", "2026-09") == doubts.of("CLA_N", "2026-10", "sex") == ()


def test_the_column_most_unread_comes_first():
    doubts = doubts_of([uncertain(8, 100, column=VISITS), uncertain(33, 100)])
    assert [doubt.percent for doubt in doubts.of("CLA_HA", "2026-10")] == [33, 8]


def series(code, numbers, window):
    rows = [
        (code, str(month), window, "all", "all", float(number), 100.0, float(number))
        for month, number in zip(OCTOBER.back_to(len(numbers)), numbers, strict=True)
    ]
    return pd.DataFrame(rows, columns=[*KEY, *FIGURES])


def doubt(code, *months):
    return Doubts({(code, month, "all"): (Doubt(*HEALTH, 33),) for month in months})


def verdict(code, numbers, window, doubts):
    found = judge_change(INDICATORS[code], doubts.without_uncertain(series(code, numbers, window)), OCTOBER)
    return verdict_with_doubts(found, doubts)


def test_a_figure_is_not_judged_where_it_or_that_of_a_year_ago_is_uncertain():
    numbers = [40, *[50] * 11, 80]
    assert verdict("CLA_HA", numbers, "snapshot", Doubts()).is_real
    now = verdict("CLA_HA", numbers, "snapshot", doubt("CLA_HA", "2026-10"))
    then = verdict("CLA_HA", numbers, "snapshot", doubt("CLA_HA", "2025-10"))
    assert (now.is_real, now.because, now.direction) == (None, UNCERTAIN_NOW, None)
    assert (then.is_real, then.because, then.direction) == (None, UNCERTAIN_THEN, None)
    assert verdict("CLA_HA", numbers, "snapshot", doubt("CLA_HA", "2026-03")).is_real


def test_months_that_are_uncertain_are_left_out_of_the_mean_and_limits():
    calm = [50, 52, 51, 50, 52, 51] * 4
    odd = [*calm[:10], 90, *calm[11:]]
    found = verdict("REREF", odd, "month", doubt("REREF", "2025-09"))
    assert [month.month for month in found.rests_on if month.value == 90] == []
    assert found.is_real is False and found.limits.upper < 60
    assert verdict("REREF", odd, "month", doubt("REREF", "2026-10")).is_real is None


def test_a_headline_that_is_uncertain_has_its_target_and_no_band_no_verdict_on_it_and_no_rank():
    target = Target(
        code="CLA_HA", window="snapshot", group="all", financial_year="2026/27", target=90, edges=(), words=("Good",),
        higher_is_better=True, agreed_by="", agreed_on=None, row=2,
    )  # fmt: skip
    own = Comparator(
        level="own", name="Westshire", period="year to 31 March 2025", value=88.0, unit="percent", publication="DfE",
        published_code="X", is_near=False,        rank=5, rank_of=150, quartile="A",
    )  # fmt: skip
    found = judge_change(INDICATORS["CLA_HA"], series("CLA_HA", [40, *[50] * 11, 95], "snapshot"), OCTOBER)
    key = ("CLA_HA", "2026-10", "snapshot", "all", "all")
    given = Judged(key=key, verdict=found, target=target, is_met=True, comparators=(own,))
    judged = judged_with_doubts(given, doubt("CLA_HA", "2026-10"))
    assert (judged.target, judged.is_met, judged.band, judged.verdict.is_real) == (target, None, None, None)
    (beside,) = judged.comparators
    assert (beside.value, beside.rank, beside.rank_of, beside.quartile) == (88.0, None, None, None)
    assert judged_with_doubts(given, Doubts()) == given
