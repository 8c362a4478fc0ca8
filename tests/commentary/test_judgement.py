"""Sentences on verdicts, targets and published figures say what was judged, and no more."""

import math

import pandas as pd
import pytest

from helpers.commentary import COMPARISON, REAL, TARGET, say_commentary
from helpers.compare.bands import Band, Target
from helpers.compare.judged import Judged
from helpers.compare.published import Comparator
from helpers.compare.real import Direction, Verdict
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
    released = Released(pd.DataFrame(rows, columns=COLUMNS), "board", month="2026-10", judged={code: Judged(key=key, **judged)})
    return {sentence.job: sentence.text for sentence in say_commentary(entry, released)}


def test_without_a_real_change_it_is_similar() -> None:
    real = said("CLA_3PL", 185, 2000, verdict=verdict("CLA_3PL", RealChange.YEAR_APART, is_real=False))[REAL]
    assert real == "It is similar to a year ago: chance alone could make the difference."
    real = said("REREF", 185, 2000, verdict=verdict("REREF", RealChange.XMR, is_real=False))[REAL]
    assert real == "Month by month it is similar to before, within what chance alone brings about."


def test_a_real_change_is_better_or_worse_where_the_polarity_says_so() -> None:
    given = verdict("CLA_3PL", RealChange.YEAR_APART, is_real=True, direction=Direction.WORSE)
    assert said("CLA_3PL", 185, 2000, verdict=given)[REAL].startswith("It is really worse than a year ago")


@pytest.mark.parametrize(
    ("code", "direction", "words"),
    [
        ("FOST_APPR", Direction.BETTER, "more"),
        ("FOST_APPR", Direction.WORSE, "fewer"),
        ("EDU_SUSP", Direction.BETTER, "fewer"),
        ("EDU_SUSP", Direction.WORSE, "more"),
        ("CON_N", Direction.HIGHER, "more"),
        ("CON_N", Direction.LOWER, "fewer"),
    ],
)
def test_a_number_is_more_or_fewer_and_never_better(code: str, direction: Direction, words: str) -> None:
    real = said(code, 40, math.nan, verdict=verdict(code, RealChange.XMR, is_real=True, because="7 months", direction=direction))
    assert real[REAL] == f"Month by month it is really {words} than before: 7 months."


def test_a_stock_is_judged_by_those_who_come_and_go() -> None:
    flows = (
        verdict("CLA_START", RealChange.XMR, is_real=True, direction=Direction.HIGHER),
        verdict("CLA_CEASE", RealChange.XMR, is_real=False),
    )
    real = said("CLA_N", 2000, math.nan, verdict=verdict("CLA_N", RealChange.FLOWS, None, flows=flows))[REAL]
    assert real == (
        "Whether it really changes is seen in its flow: children who became looked after, really more than before; "
        "children who ceased to be looked after, similar to before."
    )


def test_what_can_t_be_told_is_said_with_the_reason_and_what_is_not_asked_is_not_said() -> None:
    real = said("CLA_REP", 60, 400, verdict=verdict("CLA_REP", RealChange.XMR, None, because="too few months"))[REAL]
    assert real == "Whether it has really changed can't be told: too few months."
    assert REAL not in said("EDU_ABS", 60, 400)


@pytest.mark.parametrize(
    ("numerator", "is_met", "text"),
    [
        (190, True, "At 95.0% it meets the council's target for 2026/27, 95%, and is in the band “Good” (1 of 3)."),
        (180, False, "At 90.0% it does not meet the council's target for 2026/27, 95%, and is in the band “Close” (2 of 3)."),
    ],
)
def test_a_target_is_said_with_whether_it_is_met_and_the_band(numerator: float, is_met: bool, text: str) -> None:
    band = Band("Good", 1, 3) if is_met else Band("Close", 2, 3)
    judged = {"target": target(95, (95, 90)), "band": band, "is_met": is_met}
    assert said("CLA_VIS", numerator, 200, **judged)[TARGET] == text


def test_where_rounding_would_hide_that_a_target_is_missed_a_decimal_is_added() -> None:
    text = said("CLA_VIS", 1799, 2000, target=target(89.96), is_met=False)[TARGET]
    assert text.startswith("At 89.95% it does not meet the council's target for 2026/27, 89.96%")
    text = said("CLA_VIS", 94, 99, target=target(95), is_met=False)[TARGET]
    assert text.startswith("At 94.9% it does not meet the council's target for 2026/27, 95%")


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
        "Published: England 10% (year to 31 March 2025), statistical neighbours, mean of 10, list of May 2025, 9.3% "
        "(year to 31 March 2025). They differ from ours: ages differ."
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


def test_a_care_rate_below_england_s_is_never_called_favourable_and_2_of_3_children_are_no_dip() -> None:
    england = Comparator(
        level="england", name="England", value=60, unit="per_10000", period="31 March 2016", publication="p",
        published_code="CLA_RATE", is_near=False,
    )  # fmt: skip
    text = " ".join(said("CLA_RATE", 702, 132950, comparators=(england,)).values())
    assert "31 March 2016" in text
    assert not any(word in text for word in ("favourabl", "better", "worse", "well"))
    few = verdict("ADO_14M", RealChange.XMR, None, because="too few children or events a month")
    assert "can't be told: too few children" in said("ADO_14M", 2, 3, verdict=few)[REAL]
