"""Sentences say what the figures say, and nothing that they don't."""

import numpy as np
import pandas as pd
import pytest

from helpers.commentary import say_commentary
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.protect.released import COLUMNS, Released

MONTHS = [str(month) for month in ReportingMonth(2026, 10).back_to(24)]


def released(code: str, figures: dict[str, tuple[float, float]], *, group: str = "all", breakdown: str = "all") -> Released:
    """Figures of some months, numerator and denominator each; a numerator of None is hidden."""
    entry = INDICATORS[code]
    rows = []
    for month, (numerator, denominator) in figures.items():
        is_hidden = numerator is None
        value = np.nan if is_hidden or denominator == 0 else 100 * numerator / denominator if denominator else numerator
        rows.append((code, month, str(entry.headline), breakdown, group, numerator, denominator, value, is_hidden))
    return Released(pd.DataFrame(rows, columns=COLUMNS), "board")


def said(code: str, figures: dict[str, tuple[float, float]], **keys: str) -> list[str]:
    return [sentence.text for sentence in say_commentary(INDICATORS[code], released(code, figures, **keys))]


def test_a_count_is_said_and_set_beside_the_month_before_and_a_year_earlier() -> None:
    figures = dict.fromkeys(MONTHS, (2000, np.nan)) | {"2026-09": (1992, np.nan), "2025-10": (2090, np.nan)}
    assert said("CLA_N", figures) == [
        "Children looked after: 2,000 at the end of October 2026.",
        "That is 8 more than a month earlier (1,992) and 90 fewer than a year earlier (2,090).",
    ]


def test_a_share_is_said_with_the_numbers_behind_it_and_differs_by_percentage_points() -> None:
    figures = dict.fromkeys(MONTHS, (180, 2000)) | {"2026-10": (185, 2000)}
    assert said("CLA_3PL", figures) == [
        "Three or more placements in 12 months: 9.3% (185 of 2,000) at the end of October 2026.",
        (
            "That is 0.3 percentage points higher than a month earlier (9.0%) "
            "and 0.3 percentage points higher than a year earlier (9.0%)."
        ),
    ]


def test_out_of_fewer_than_30_it_speaks_of_children_first() -> None:
    assert said("UASC_OUT", {"2026-10": (8, 12)})[0].startswith("Unaccompanied children placed outside the county: 8 of 12 (67%)")


def test_the_same_figure_is_the_same() -> None:
    figures = dict.fromkeys(MONTHS, (7, 70))
    assert said("CLA_DIS", figures)[1] == "That is the same as a month earlier (10%) and the same as a year earlier (10%)."


@pytest.mark.parametrize(
    ("figure", "why"),
    [((None, np.nan), "is not shown, so that nobody can be recognised"), ((0, 0), "as there was nothing to count out of")],
)
def test_a_figure_that_can_t_be_shown_is_said_to_be_so_and_compared_with_nothing(figure, why: str) -> None:
    sentences = said("UASC_OUT", dict.fromkeys(MONTHS, (8, 40)) | {"2026-10": figure})
    assert len(sentences) == 1
    assert why in sentences[0]


def test_an_earlier_month_that_is_hidden_is_passed_over() -> None:
    figures = dict.fromkeys(MONTHS, (8, 40)) | {"2026-09": (None, np.nan)}
    assert "month earlier" not in said("UASC_OUT", figures)[1]


def test_of_the_parts_of_a_whole_the_largest_is_said_or_the_one_that_stands_for_it() -> None:
    figures = dict.fromkeys(MONTHS, (60, 100))
    legal = released("CLA_LEGAL", figures, breakdown="legal_status", group="Full care order")
    assert say_commentary(INDICATORS["CLA_LEGAL"], legal)[0].text.startswith("Full care order: 60.0% (60 of 100)")
    mix = released("CLA_MIX", figures, breakdown="placement_type", group="Foster care")
    assert say_commentary(INDICATORS["CLA_MIX"], mix)[0].text.startswith("Foster care: 60.0% (60 of 100)")


def test_nothing_released_says_nothing_and_each_sentence_keeps_what_it_rests_on() -> None:
    assert said("CLA_LEGAL", {}) == []
    figures = dict.fromkeys(MONTHS, (2000, np.nan))
    level, change = say_commentary(INDICATORS["CLA_N"], released("CLA_N", figures))
    assert level.rests_on == (("2026-10", "2,000"),)
    assert change.rests_on == (("2026-09", "2,000"), ("2025-10", "2,000"))


def test_no_sentence_judges_or_gives_a_cause() -> None:
    figures = {month: (5 + at * 3, 400) for at, month in enumerate(MONTHS)}
    for code in ("CLA_3PL", "CLA_2Y", "CLA_IN"):
        text = " ".join(said(code, figures)).lower()
        assert not any(word in text for word in ("better", "worse", "improv", "because", "due to", "good", "bad"))
