"""Sentences on verdicts, targets and published figures say what was judged, and no more."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from helpers.commentary import CHANGE, COMPARISON, REAL, TARGET, RestsOn, Role, Sentence, say_commentary
from helpers.commentary.judgement import say_real
from helpers.compare.bands import Band, Target, is_met
from helpers.compare.breaks import compare_with_earlier_figures
from helpers.compare.judged import Judged
from helpers.compare.process import TOO_FEW_MONTHS
from helpers.compare.published import Comparator
from helpers.compare.real import NO_SPREAD, TOO_FEW_CHILDREN, Direction, Verdict
from helpers.indicator import RealChange
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.protect.released import COLUMNS, Released

MONTHS = [str(month) for month in ReportingMonth(2026, 10).back_to(24)]


def verdict(code: str, kind: RealChange, is_real: bool | None, because: str = "x", direction: Direction | None = None, flows=()):
    return Verdict(code=code, month="2026-10", kind=kind, is_real=is_real, because=because, direction=direction, flows=flows)


def target(wanted: float, edges: tuple[float, ...] = (), *, higher: bool = True) -> Target:
    words = ("Good", "Close", "Off target", "Concern")[: len(edges) + 1]
    return Target(
        code="X", window="snapshot", group="all", financial_year="2026/27", target=wanted, edges=edges, words=words,
        higher_is_better=higher, agreed_by="the Board", agreed_on=None, row=2,
    )  # fmt: skip


def said(code: str, numerator: float | None, denominator: float, **judged) -> dict[str, str]:
    """The sentences by their job, for a figure that has not moved in 24 months and what was judged of it."""
    entry = INDICATORS[code]
    breakdown = entry.headline_breakdown.name if entry.headline_breakdown else "all"
    group = entry.headline_group or "all"
    key = (code, "2026-10", str(entry.headline), breakdown, group)
    is_hidden = numerator is None
    value = math.nan if is_hidden else numerator if math.isnan(denominator) else 100 * numerator / denominator
    rows = [(code, month, str(entry.headline), breakdown, group, numerator, denominator, value, is_hidden) for month in MONTHS]
    judged = {"verdict": verdict(code, RealChange.NONE, None)} | judged
    frame = pd.DataFrame(rows, columns=COLUMNS)
    changes = compare_with_earlier_figures(frame, ReportingMonth(2026, 10))
    released = Released(frame, "board", changes, "2026-10", {code: Judged(key=key, **judged)})
    return {sentence.job: sentence.text for sentence in say_commentary(entry, released)}


def test_without_a_real_change_it_is_similar() -> None:
    real = said("CLA_3PL", 185, 2000, verdict=verdict("CLA_3PL", RealChange.YEAR_APART, is_real=False))[REAL]
    assert real == "It is similar to a year ago: the difference is small enough to be chance."
    real = said("REREF", 185, 2000, verdict=verdict("REREF", RealChange.XMR, is_real=False))[REAL]
    assert real == "Looked at month by month, it is similar to before: the differences are small enough to be chance."


def test_a_real_change_is_better_or_worse_where_the_polarity_says_so() -> None:
    given = verdict("CLA_3PL", RealChange.YEAR_APART, is_real=True, direction=Direction.WORSE)
    assert said("CLA_3PL", 185, 2000, verdict=given)[REAL] == (
        "It has really become worse since a year ago: the difference is larger than chance alone would make it."
    )


@pytest.mark.parametrize(
    ("code", "direction", "words"),
    [
        ("FOST_APPR", Direction.BETTER, "risen"),
        ("FOST_APPR", Direction.WORSE, "fallen"),
        ("EDU_SUSP", Direction.BETTER, "fallen"),
        ("EDU_SUSP", Direction.WORSE, "risen"),
        ("CON_N", Direction.HIGHER, "risen"),
        ("CON_N", Direction.LOWER, "fallen"),
    ],
)
def test_a_number_rises_or_falls_and_never_becomes_better(code: str, direction: Direction, words: str) -> None:
    real = said(code, 40, math.nan, verdict=verdict(code, RealChange.XMR, is_real=True, because="7 months", direction=direction))
    assert real[REAL] == f"The number has really {words}: 7 months."


def test_a_stock_is_judged_by_those_who_come_and_go() -> None:
    flows = (
        verdict("CLA_START", RealChange.XMR, is_real=True, because="7 months", direction=Direction.HIGHER),
        verdict("CLA_CEASE", RealChange.XMR, is_real=False),
    )
    real = said("CLA_N", 2000, math.nan, verdict=verdict("CLA_N", RealChange.FLOWS, None, flows=flows))[REAL]
    assert real == (
        "Looked at month by month, children who became looked after have really risen in number (7 months) "
        "and children who ceased to be looked after are similar in number to before."
    )
    flows = tuple(verdict(code, RealChange.XMR, is_real=False) for code in ("CLA_START", "CLA_CEASE"))
    real = said("CLA_N", 2000, math.nan, verdict=verdict("CLA_N", RealChange.FLOWS, None, flows=flows))[REAL]
    assert real == (
        "Looked at month by month, the numbers behind it are similar to before: children who became looked after, "
        "and children who ceased to be looked after."
    )


def test_what_can_t_be_told_is_said_with_the_reason_and_what_is_not_asked_is_not_said() -> None:
    real = said("CLA_REP", 60, 400, verdict=verdict("CLA_REP", RealChange.XMR, None, because=TOO_FEW_MONTHS))[REAL]
    assert real == "We can't tell whether this is a real change: there are too few months."
    assert REAL not in said("EDU_ABS", 60, 400)


@pytest.mark.parametrize(
    ("numerator", "is_met", "text"),
    [
        (190, True, "It meets the council's target for 2026/27 (95%), and is in the band “Good” (1 of 3)."),
        (180, False, "It does not meet the council's target for 2026/27 (95%), and is in the band “Close” (2 of 3)."),
    ],
)
def test_a_target_is_said_with_whether_it_is_met_and_the_band(numerator: float, is_met: bool, text: str) -> None:
    band = Band("Good", 1, 3) if is_met else Band("Close", 2, 3)
    judged = {"target": target(95, (95, 90)), "band": band, "is_met": is_met}
    assert said("CLA_VIS", numerator, 200, **judged)[TARGET] == text


def test_where_rounding_would_hide_that_a_target_is_missed_a_decimal_is_added() -> None:
    text = said("CLA_VIS", 1799, 2000, target=target(89.96), is_met=False)[TARGET]
    assert text.startswith("At 89.95% it does not meet the council's target for 2026/27 (89.96%)")
    text = said("CLA_VIS", 94, 99, target=target(95), is_met=False)[TARGET]
    assert text.startswith("At 94.9% it does not meet the council's target for 2026/27 (95%)")


@pytest.mark.parametrize(
    ("code", "numerator", "denominator", "wanted", "text"),
    [
        # 201 of 2,500 is 8.04%, shown as 8.0%, which would meet 8%.
        ("CLA_3PL", 201, 2500, 8, "At 8.04% it does not meet the council's target for 2026/27 (8%)."),
        ("CLA_3PL", 200, 2500, 8, "It meets the council's target for 2026/27 (8%)."),
        # Of fewer than 100 whole numbers are shown: 8 of 97 is 8.2%.
        ("CLA_3PL", 8, 97, 8, "At 8.2% it does not meet the council's target for 2026/27 (8%)."),
        ("EDU_SUSP", 18, math.nan, 18, "It meets the council's target for 2026/27 (18)."),
        ("EDU_SUSP", 19, math.nan, 18, "It does not meet the council's target for 2026/27 (18)."),
        # A mean of 15.04 is shown as 15.0.
        ("WF_CASE", 3008, 200, 15, "At 15.04 it does not meet the council's target for 2026/27 (15)."),
    ],
)
def test_where_lower_is_better_a_decimal_is_added_too(
    code: str, numerator: float, denominator: float, wanted: float, text
) -> None:
    value = numerator if math.isnan(denominator) else numerator / denominator * (1 if code == "WF_CASE" else 100)
    wants = target(wanted, higher=False)
    assert said(code, numerator, denominator, target=wants, is_met=is_met(value, wants))[TARGET] == text


def test_a_hidden_figure_says_its_target_alone_and_no_verdict() -> None:
    judged = {"target": target(95), "verdict": verdict("CLA_VIS", RealChange.YEAR_APART, is_real=None)}
    sentences = said("CLA_VIS", None, math.nan, **judged)
    assert sentences[TARGET] == "The council's target for 2026/27 is 95%."
    assert REAL not in sentences


def test_each_published_figure_is_said_with_its_own_period_and_what_differs() -> None:
    england = Comparator(
        level="england", name="England", value=10, unit="percent", period="year to 31 March 2025", publication="p",
        published_code="X", is_near=True, difference_in_words="ages differ.",
    )  # fmt: skip
    neighbours = Comparator(
        level="neighbours", name="Statistical neighbours", value=9.25, unit="percent", period="year to 31 March 2025",
        publication="p", published_code="X", is_near=True, difference_in_words="ages differ.", n=10,
        neighbours_edition="May 2025",
    )  # fmt: skip
    assert said("CLA_3PL", 185, 2000, comparators=(england, neighbours))[COMPARISON] == (
        "Published for the year to 31 March 2025: England 10% and the mean of 10 statistical neighbours (list of May 2025) 9.3%. "
        "They are not counted quite as ours is: the note on the published figures says what differs."
    )


def test_published_figures_of_different_times_stand_each_with_its_own() -> None:
    asked = {"level": "england", "unit": "per_10000", "publication": "p", "published_code": "X", "is_near": False}
    newer = Comparator(name="England", value=71, period="31 March 2026", **asked)
    older = Comparator(name="North West", value=90.4, period="year to 31 March 2025", **asked | {"level": "region"})
    assert said("CLA_RATE", 2000, 261_392, comparators=(newer, older))[COMPARISON] == (
        "Published for 31 March 2026: England 71 per 10,000; for the year to 31 March 2025: North West 90.4 per 10,000."
    )


def test_at_most_five_sentences_in_a_fixed_order() -> None:
    england = Comparator(
        level="england", name="England", value=10, unit="percent", period="year to 31 March 2025", publication="p",
        published_code="X", is_near=False,
    )  # fmt: skip
    judged = {
        "verdict": verdict("CLA_3PL", RealChange.YEAR_APART, is_real=False), "target": target(9, higher=False), "is_met": False,
        "comparators": (england,),
    }  # fmt: skip
    assert list(said("CLA_3PL", 185, 2000, **judged)) == ["level", "change", "real", "target", "comparison"]


def test_a_share_of_few_stands_to_its_target_with_the_children_behind_it() -> None:
    # 17 of 29 is 58.62%, shown as 59%.
    text = said("UASC_OUT", 17, 29, target=target(59), is_met=False)[TARGET]
    assert text == "At 58.6% (17 of 29) it does not meet the council's target for 2026/27 (59%)."


def test_even_so_after_what_is_remarkable_and_no_verdict_on_a_difference_that_is_none() -> None:
    similar = verdict("CLA_3PL", RealChange.YEAR_APART, is_real=False)
    change = Sentence(CHANGE, "x", (RestsOn(role=Role.SHOWN, code="CLA_3PL", period="2026-10"),))
    assert say_real(INDICATORS["CLA_3PL"], similar, change).text.startswith("Even so, it is similar to a year ago")
    same = replace(similar, difference=0.0)
    assert REAL not in said("CLA_3PL", 185, 2000, verdict=same)
    assert REAL in said("CLA_3PL", 185, 2000, verdict=similar)


def test_an_average_is_never_judged_and_that_is_said_in_plain_words() -> None:
    real = said("SDQ_AVG", 1400, 100, verdict=verdict("SDQ_AVG", RealChange.YEAR_APART, None, because=NO_SPREAD))[REAL]
    assert real == "We can't tell whether this is a real change: it is not known how far a figure like this moves by chance."


def test_a_care_rate_below_england_s_is_never_called_favourable_and_2_of_3_children_are_no_dip() -> None:
    england = Comparator(
        level="england", name="England", value=60, unit="per_10000", period="31 March 2016", publication="p",
        published_code="CLA_RATE", is_near=False,
    )  # fmt: skip
    text = " ".join(said("CLA_RATE", 702, 132950, comparators=(england,)).values())
    assert "31 March 2016" in text
    assert not any(word in text for word in ("favourabl", "better", "worse", "well"))
    few = verdict("ADO_14M", RealChange.XMR, None, because=TOO_FEW_CHILDREN)
    assert "We can't tell whether this is a real change: there are too few children" in said("ADO_14M", 2, 3, verdict=few)[REAL]
