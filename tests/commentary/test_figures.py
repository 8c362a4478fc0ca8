"""Sentences say what the figures say, and nothing that they don't."""

import numpy as np
import pandas as pd
import pytest

from helpers.commentary import Role, say_commentary
from helpers.compare.breaks import NO_BREAKS, Break, Breaks, compare_with_earlier_figures
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.protect.released import COLUMNS, Released

OCTOBER = ReportingMonth(2026, 10)
MONTHS = [str(month) for month in OCTOBER.back_to(24)]
Pair = tuple[float | None, float]


def released(
    code: str, figures: dict[str, Pair], *, window: str = "", group: str = "all", breakdown: str = "all", month: str = "2026-10",
    breaks: Breaks = NO_BREAKS, year: dict[str, Pair] | None = None,
) -> Released:  # fmt: skip
    """Figures of some months, numerator and denominator each; a numerator of None is hidden. `year`: of 12 months each."""
    entry = INDICATORS[code]
    rows = []
    for of, pairs in ((window or str(entry.headline), figures), ("rolling_12", year or {})):
        for each, (numerator, denominator) in pairs.items():
            is_hidden = numerator is None
            value = (
                numerator if np.isnan(denominator) else 100 * numerator / denominator if denominator and not is_hidden else np.nan
            )
            rows.append((code, each, of, breakdown, group, numerator, denominator, value, is_hidden))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    changes = compare_with_earlier_figures(frame, ReportingMonth.read(month), breaks)
    return Released(frame, "board", changes, month)


def said(code: str, figures: dict[str, Pair], **keys) -> list[str]:
    return [sentence.text for sentence in say_commentary(INDICATORS[code], released(code, figures, **keys))]


def counts(*numbers: float, month: ReportingMonth = OCTOBER) -> dict[str, Pair]:
    """A count of each of the months that end with one."""
    return {str(each): (number, np.nan) for each, number in zip(month.back_to(len(numbers)), numbers, strict=True)}


UP_AND_DOWN = [1990, 2010] * 12


def test_a_number_on_a_day_is_set_beside_the_month_before_31_march_and_a_year_earlier() -> None:
    figures = counts(*UP_AND_DOWN) | {"2026-10": (2000, np.nan), "2026-09": (1992, np.nan), "2025-10": (2090, np.nan)}
    assert said("CLA_N", figures) == [
        "Children looked after: 2,000 at the end of October 2026.",
        (
            "That is 8 more than a month earlier (1,992), 10 more than at 31 March 2026 (1,990) "
            "and 90 fewer than a year earlier (2,090)."
        ),
    ]


def test_in_april_31_march_is_a_month_earlier_and_in_march_a_year_earlier() -> None:
    april, march = ReportingMonth(2026, 4), ReportingMonth(2026, 3)
    text = said("CLA_N", counts(*UP_AND_DOWN, month=april), month="2026-04")[1]
    assert text == "That is 20 more than a month earlier (1,990) and the same as a year earlier (2,010)."
    text = said("CLA_N", counts(*UP_AND_DOWN, month=march), month="2026-03")[1]
    assert text == "That is 20 more than a month earlier (1,990) and the same as a year earlier (2,010)."


def test_a_share_differs_by_percentage_points_and_says_so_once() -> None:
    figures = {month: (180 + 4 * (at % 2), 2000) for at, month in enumerate(MONTHS)} | {
        "2026-10": (185, 2000),
        "2026-02": (190, 2000),
    }
    assert said("CLA_3PL", figures) == [
        "Three or more placements in 12 months: 9.3% (185 of 2,000) at the end of October 2026.",
        (
            "That is 0.3 percentage points higher than a month earlier and at 31 March 2026 (9.0%) "
            "and 0.1 higher than a year earlier (9.2%)."
        ),
    ]


def test_what_is_shown_alike_and_is_not_the_same_is_about_the_same() -> None:
    # 50.02% and 49.98%: both are shown as 50.0%.
    figures = {month: (1000 + at % 2, 2000) for at, month in enumerate(MONTHS)} | {"2026-10": (1000, 2001)}
    figures |= {"2026-09": (1001, 2002), "2025-10": (1001, 2003)}
    assert (
        said("CLA_DIS", figures)[1] == "That is about the same as a month earlier, at 31 March 2026 and a year earlier (50.0%)."
    )


def test_a_monthly_number_is_set_beside_the_same_month_last_year_and_its_12_months_beside_the_12_before() -> None:
    year = {"2026-10": (438, np.nan), "2025-10": (444, np.nan)}
    figures = counts(*[38, 42] * 12) | {"2026-10": (40, np.nan), "2025-10": (39, np.nan)}
    assert said("MISS_EP", figures, year=year)[1] == (
        "That is 2 more than in September 2026 (38) and 1 more than in October 2025 (39). "
        "Over the 12 months to October 2026 it comes to 438, 6 fewer than over the 12 months before (444)."
    )


def test_a_monthly_share_of_few_is_said_in_children() -> None:
    figures = {"2026-10": (2, 3), "2026-09": (3, 3), "2025-10": (2, 3)}
    year = {"2026-10": (20, 31), "2025-10": (18, 29)}
    assert said("RHI_3D", figures, year=year)[1] == (
        "It was 3 of 3 in September 2026 and also 2 of 3 in October 2025. "
        "Over the 12 months to October 2026 it is 20 of 31, and over the 12 months before it was 18 of 29."
    )


def test_a_figure_of_12_months_is_never_set_beside_the_month_before_nor_beside_a_year_it_shares_most_months_with() -> None:
    figures = {month: (160 + at % 2, 1000) for at, month in enumerate(MONTHS)}
    assert said("REREF", figures)[1] == (
        "That is 0.1 percentage points higher than in the financial year 2025/26 (16.0%) "
        "and the same as in the 12 months before (16.1%)."
    )
    june = ReportingMonth(2026, 6)
    figures = {str(month): (160 + at % 2, 1000) for at, month in enumerate(june.back_to(24))}
    assert said("REREF", figures, month="2026-06")[1] == "That is the same as in the 12 months before (16.1%)."


def test_nothing_is_compared_across_a_break_and_that_is_said() -> None:
    broken = Breaks((Break("CLA_N", ReportingMonth(2026, 4), "Short breaks are left out."),))
    assert said("CLA_N", counts(*UP_AND_DOWN), breaks=broken)[1] == (
        "That is 20 more than a month earlier (1,990). A year earlier is left out: the way of counting has changed since."
    )
    now = Breaks((Break("CLA_N", OCTOBER, "Short breaks are left out."),))
    assert (
        said("CLA_N", counts(*UP_AND_DOWN), breaks=now)[1] == "A year earlier is left out: the way of counting has changed since."
    )


def test_the_highest_of_all_months_shown_and_the_lowest_since_a_month_as_low() -> None:
    text = said("CLA_N", counts(*UP_AND_DOWN[:-1], 2011))[1]
    assert text.startswith(
        "That is the highest of the 24 months shown. It is 21 more than a month earlier and at 31 March 2026 (1,990)"
    )
    text = said("EXP_CSE", counts(*[60] * 10, 50, *[61, 62] * 6, 51))[1]
    assert text.startswith("That is the lowest since September 2025 (50). It is 11 fewer than a month earlier")
    # Eleven months between are too few to speak of.
    assert said("EXP_CSE", counts(*[60] * 11, 50, *[61, 62] * 5, 61, 51))[1].startswith("That is 10 fewer")


def test_an_extreme_is_no_extreme_with_a_tie_a_hidden_month_or_a_break() -> None:
    up = counts(*range(1001, 1025))
    assert "the highest of the 24 months shown" in said("CLA_N", up)[1]
    for figures in (up | {"2025-01": (1024, np.nan)}, up | {"2026-08": (None, np.nan)}):
        assert "of the 24 months" not in said("CLA_N", figures)[1]
    broken = Breaks((Break("CLA_N", ReportingMonth(2026, 1), "x"),))
    assert "of the 24 months" not in said("CLA_N", up, breaks=broken)[1]


def test_rises_in_a_row_are_counted_from_four_on_and_never_of_12_months() -> None:
    def text(*last: float) -> str:
        return said("CLA_N", counts(*[100, 90] * 9, *[95] * (6 - len(last)), *last))[1]

    assert "a row" not in text(50, 51, 52, 53)
    assert text(50, 51, 52, 53, 54).startswith(
        "That is the fourth rise in a row. It is 1 more than a month earlier (53), 46 fewer"
    )
    assert "the fifth fall in a row" in text(59, 58, 57, 56, 55)
    assert "a row" not in said("REREF", {month: (100 + at, 1000) for at, month in enumerate(MONTHS)})[1]


def test_a_figure_that_has_not_moved_for_months_is_said_to_be_the_same_since() -> None:
    text = said("EXP_CSE", counts(*[60, 62] * 10, 70, 70, 70, 70))[1]
    assert text == (
        "That is the same as in every month since July 2026 (70), 10 more than at 31 March 2026 (60) "
        "and 8 more than a year earlier (62)."
    )


def test_out_of_fewer_than_30_it_speaks_of_children_and_of_no_per_cent() -> None:
    figures = {"2026-10": (8, 12), "2026-09": (7, 11), "2026-03": (9, 14), "2025-10": (8, 12)}
    level, change = said("UASC_OUT", figures)
    assert level.startswith("Unaccompanied children placed outside the county: 8 of 12 (67%)")
    assert change == "It was 7 of 11 a month earlier, 9 of 14 at 31 March 2026 and also 8 of 12 a year earlier."
    assert (
        said("UASC_OUT", dict.fromkeys(MONTHS, (8, 12)))[1]
        == "It was the same a month earlier, at 31 March 2026 and a year earlier."
    )


def test_the_same_figure_is_the_same() -> None:
    assert said("CLA_DIS", dict.fromkeys(MONTHS, (7, 70)))[1] == "That is the same as in every month since November 2024 (10%)."


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
    assert said("UASC_OUT", figures)[1] == "That is the same as at 31 March 2026 and a year earlier (20%)."


def test_of_the_parts_of_a_whole_the_largest_is_said_or_the_one_that_stands_for_it() -> None:
    figures = dict.fromkeys(MONTHS, (60, 100))
    legal = said("CLA_LEGAL", figures, breakdown="legal_status", group="Full care order")
    assert legal[0].startswith("Legal status of children looked after: the largest group is full care order, 60.0% (60 of 100)")
    mix = said("CLA_MIX", figures, breakdown="placement_type", group="Foster care")
    assert mix[0].startswith("Where children looked after live: foster care, 60.0% (60 of 100)")


def test_of_largest_groups_alike_the_first_in_reading_order_is_said() -> None:
    entry = INDICATORS["CLA_LEGAL"]
    groups = entry.groups
    rows = [("CLA_LEGAL", "2026-10", "snapshot", "legal_status", group, 0, 100, 0.0, False) for group in groups]
    for first, second in ((0, 2), (1, 3), (2, 1)):
        some = [(*row[:5], 40, 100, 40.0, False) if at in (first, second) else row for at, row in enumerate(rows)]
        frame = pd.DataFrame(some[::-1], columns=COLUMNS)
        text = say_commentary(entry, Released(frame, "board", pd.DataFrame(), "2026-10"))[0].text
        name = groups[min(first, second)]
        assert f"the largest group is {name[:1].lower()}{name[1:]}, 40.0% (40 of 100)" in text


def test_the_highest_and_a_row_of_rises_are_said_together() -> None:
    text = said("CLA_N", counts(*[100, 90] * 9, 96, 97, 98, 99, 100, 101))[1]
    assert text.startswith("That is the highest of the 24 months shown and the sixth rise in a row. It is 1 more than")


@pytest.mark.parametrize(
    ("month", "text"),
    [
        (ReportingMonth(2026, 8), "That is 2.0 percentage points higher than a year earlier (8.0%)."),
        (
            OCTOBER,
            (
                "It counts a year that begins in September, and is set beside the year before only in August, "
                "when that year has ended."
            ),
        ),
    ],
)
def test_what_holds_a_school_year_so_far_is_set_beside_the_year_before_at_its_end_alone(month, text: str) -> None:
    figures = dict.fromkeys([str(each) for each in month.back_to(24)], (90, 1000)) | {
        str(month): (100, 1000),
        str(month.plus(-12)): (80, 1000),
    }
    for code in ("EDU_ABS", "EDU_PA"):
        assert said(code, figures, month=str(month))[1] == text


def test_what_rounds_to_nought_and_is_not_is_less_than_the_smallest_figure_shown() -> None:
    # 1 of 2,500 is 0.04%, and 2 of 2,500 is 0.08%.
    figures = dict.fromkeys(MONTHS, (2, 2500)) | {"2026-10": (1, 2500), "2026-03": (1, 2500)}
    level, change = said("CLA_DIS", figures)
    assert level == "Children looked after with a disability: less than 0.1% (1 of 2,500) at the end of October 2026."
    assert "the same as at 31 March 2026 (less than 0.1%)" in change


def test_nothing_released_says_nothing_and_each_sentence_keeps_what_it_rests_on() -> None:
    assert said("CLA_LEGAL", {}) == []
    level, change = say_commentary(INDICATORS["CLA_N"], released("CLA_N", counts(*UP_AND_DOWN)))
    (now,) = level.rests_on
    assert (now.role, now.code, now.period, now.window, now.breakdown, now.group, now.shown) == (
        Role.NOW, "CLA_N", "2026-10", "snapshot", "all", "all", "2,010",
    )  # fmt: skip
    assert [(each.role, each.period, each.shown) for each in change.rests_on] == [
        (Role.NOW, "2026-10", "2,010"),
        (Role.BEFORE, "2026-09", "1,990"),
        (Role.MARCH, "2026-03", "1,990"),
        (Role.YEAR_AGO, "2025-10", "2,010"),
    ]
    assert not change.is_remarkable


def test_no_sentence_judges_or_gives_a_cause() -> None:
    figures = {month: (5 + at * 3, 400) for at, month in enumerate(MONTHS)}
    for code in ("CLA_3PL", "CLA_2Y", "CLA_IN"):
        text = " ".join(said(code, figures)).lower()
        assert not any(word in text for word in ("better", "worse", "improv", "because", "due to", "good", "bad"))
