"""What real board papers printed and got wrong, as the workbook would have said it. Source: the papers' own figures."""

import math
import re

import pandas as pd
import pytest

from care import counted
from helpers.charts.series import headline_months
from helpers.charts.words import say_title
from helpers.commentary import CHANGE, COMPARISON, LEVEL, REAL, TARGET, say_commentary
from helpers.compare.bands import Target, band_of, is_met
from helpers.compare.breaks import NO_BREAKS, Break, Breaks, compare_with_earlier_figures
from helpers.compare.judged import Judged
from helpers.compare.published import OnFile, find_comparators, hold_published, say_why_none
from helpers.compare.published.reference import measures
from helpers.compare.published.table import COLUMNS
from helpers.compare.real import FLOWS, judge_change
from helpers.council import Council, Disclosure
from helpers.indicator import Kind, Polarity
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.protect.editions import EDITIONS
from helpers.protect.gate import release
from helpers.protect.released import Released
from helpers.results import CHILDREN, FIGURES, KEY
from helpers.rounding import say_difference, say_n_of_d, say_value, say_value_with_unit

LANCASHIRE = Council(name="Lancashire County Council", code="E10000017", region="North West")
CAMBRIDGESHIRE = Council(name="Cambridgeshire County Council", code="E10000003", region="East of England")
# What is never said of a rate of children in care, nor of a number.
VERDICTS = re.compile("favourabl|better|worse|good|well|improv|concern|high-perform", re.IGNORECASE)
Pair = tuple[float, float]

LANCASHIRE_AS_PRINTED, LANCASHIRE_REBASED = 247_700, 247_443
CAMBRIDGESHIRE_AS_PRINTED, CAMBRIDGESHIRE_2016, CAMBRIDGESHIRE_2017 = 132_950, 132_181, 132_267


@pytest.mark.parametrize(
    ("number", "population", "rate"),
    [
        (1194, LANCASHIRE_AS_PRINTED, "48.2"),
        (1194, LANCASHIRE_REBASED, "48.3"),
        (2105, LANCASHIRE_AS_PRINTED, "85.0"),
        (2103, LANCASHIRE_REBASED, "85.0"),
        (702, CAMBRIDGESHIRE_AS_PRINTED, "52.8"),
        (702, CAMBRIDGESHIRE_2016, "53.1"),
        (702, CAMBRIDGESHIRE_2017, "53.1"),
    ],
)
def test_a_rate_moves_by_its_population_s_vintage(number: int, population: int, rate: str) -> None:
    assert say_value(Kind.RATE, number, population) == rate
    assert say_value_with_unit(Kind.RATE, number, population) == f"{rate} per 10,000"


def test_66_7_per_cent_is_two_of_three_children_and_is_printed_with_them() -> None:
    assert say_n_of_d(2, 3) == "2 of 3"
    assert say_value(Kind.SHARE, 2, 3) == "67%"
    assert say_value(Kind.SHARE, 200, 300) == "66.7%"


def test_a_rise_from_684_to_702_is_18_children() -> None:
    assert say_difference(Kind.COUNT, 702, None, 684, None) == "18 more"
    assert say_value(Kind.SHARE, 702 - 684, 684) == "2.6%"


def test_29_incidents_of_18_children_are_two_figures() -> None:
    children = [f"Child{number}" for number in range(18)]
    starts = [*children, *children[:11]]
    missing = ["person_id | start_date | type | end_date"]
    missing += [f"{child} | 2026-10-{1 + at:02d} | M | 2026-10-{2 + at:02d}" for at, child in enumerate(starts)]
    episodes = "\n".join(["person_id | start_date", *(f"{child} | 2026-01-01" for child in children)])
    tables = {"missing": "\n".join(missing), "episodes": episodes}
    assert counted("MISS_EP", window="month", **tables).figures()["all"][0] == 29
    assert counted("MISS_CH", window="month", **tables).figures()["all"][0] == 18


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [(924, 1000, "92.4%"), (438, 1000, "43.8%"), (85, 1000, "8.5%"), (2125, 10000, "21.3%"), (6665, 10000, "66.7%")],
)
def test_halves_are_rounded_away_from_zero_on_the_exact_fraction(numerator: int, denominator: int, printed: str) -> None:
    assert say_value(Kind.SHARE, numerator, denominator) == printed


# What the pages say of such figures


def own_published(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    """A council's own table of published figures: measure, period, name of England or a region, value."""
    records = [
        dict.fromkeys(COLUMNS, "")
        | {
            "published_code": code, "period": period, "level": "england" if name == "England" else "region", "name": name,
            "value": value, "unit": measures()[code].unit, "publication": "Department for Education", "la_code": "",
            "ons_code": "E92000001" if name == "England" else "",
        }
        for code, period, name, value in rows
    ]  # fmt: skip
    return pd.DataFrame(records, columns=COLUMNS).astype({"value": "float64"})


def reported(
    code: str,
    figures: dict[str, float | Pair],
    *,
    monthly: dict[str, list[float]] | None = None,
    council: Council = LANCASHIRE,
    published: pd.DataFrame | None = None,
    target: Target | None = None,
    breaks: Breaks = NO_BREAKS,
    edition: str = "board",
) -> Released:
    """What an edition may show of an indicator, through the gate: figures by month, and of its flows those of the last months."""
    entry, month = INDICATORS[code], ReportingMonth.read(max(figures))
    by = entry.headline_breakdown.name if entry.headline_breakdown else "all"
    group = entry.headline_group or "all"
    rows = []
    for when, pair in figures.items():
        n, d = pair if isinstance(pair, tuple) else (pair, math.nan)
        per = {Kind.RATE: 10_000, Kind.SHARE: 100}.get(entry.kind, 1)
        rows.append((code, when, str(entry.headline), by, group, n, d, n if math.isnan(d) else per * n / d))
    for flow, numbers in (monthly or {}).items():
        for when, number in zip(month.back_to(len(numbers)), numbers, strict=True):
            rows.append((flow, str(when), "month", "all", "all", number, math.nan, number))
    frame = pd.DataFrame(rows, columns=[*KEY, *FIGURES])
    on_file = OnFile(month=month, has_cp_history=True, has_year_of_referrals=True)
    comparators = find_comparators(entry, entry.headline, by, group, council, hold_published(published), on_file)
    value = float(frame[(frame["code"] == code) & (frame["month"] == str(month))]["value"].iloc[0])
    judged = Judged(
        key=(code, str(month), str(entry.headline), by, group), verdict=judge_change(entry, frame, month, breaks), target=target,
        band=band_of(value, target) if target else None, is_met=is_met(value, target) if target else None,
        comparators=comparators,
    )  # fmt: skip
    changes = compare_with_earlier_figures(frame, month, breaks)
    frame = frame.assign(**dict.fromkeys(CHILDREN, math.nan))
    entries = [entry, *(INDICATORS[flow] for flow in monthly or {})]
    rule = EDITIONS[edition]
    return release(frame, changes, entries, rule, Disclosure(), str(month), {}, {code: judged}, breaks)


def said(code: str, figures: dict[str, float | Pair], **asked) -> dict[str, str]:
    """The sentences on an indicator by their job."""
    return {each.job: each.text for each in say_commentary(INDICATORS[code], reported(code, figures, **asked))}


CARE_RATE = {"2017-01": (686, 132_181), "2017-03": (684, 132_181), "2017-12": (700, 132_950), "2018-01": (702, 132_950)}


def test_a_stale_published_figure_never_stands_where_a_newer_one_is_held() -> None:
    """S4 set January 2018 beside England's 60.0, which was that of March 2016; 62 had been out since autumn."""
    stale = own_published(("CLA_RATE", "31 March 2016", "England", 60), ("CLA_RATE", "31 March 2017", "England", 62))
    text = said("CLA_RATE", CARE_RATE, council=CAMBRIDGESHIRE, published=stale)[COMPARISON]
    assert "2016" not in text and "2017" not in text and "60 per" not in text
    assert "for 31 March 2025: England 67 per 10,000" in text


def test_a_region_s_figure_of_an_older_year_never_stands_beside_england_s_newer_one() -> None:
    newer = own_published(("CLA_RATE", "31 March 2026", "England", 71))
    text = said("CLA_RATE", CARE_RATE, council=CAMBRIDGESHIRE, published=newer)[COMPARISON]
    assert text == "Published for 31 March 2026: England 71 per 10,000."
    both = [("CLA_RATE", "31 March 2026", "England", 71), ("CLA_RATE", "31 March 2026", "East of England", 55)]
    text = said("CLA_RATE", CARE_RATE, council=CAMBRIDGESHIRE, published=own_published(*both))[COMPARISON]
    assert text == "Published for 31 March 2026: England 71 per 10,000 and East of England 55 per 10,000."


def test_a_mean_of_neighbours_names_its_list_and_how_many() -> None:
    """S2's "below the statistical neighbours" turns with the list: 48.2 beside 47.7 or 49.0."""
    figures = {"2019-09": (1296, 247_700), "2019-10": (1194, 247_700)}
    text = said("CP_RATE", figures)[COMPARISON]
    assert re.search(r"the mean of \d+ statistical neighbours \(list of May 2025\) \d+", text)


def test_the_rate_of_children_in_care_has_no_verdict_no_band_and_no_colour() -> None:
    """S4: 52.8 beside 60.0 was "performing favourably"."""
    months = {flow: [25, 27] * 6 for flow in FLOWS["CLA"]}
    released = reported("CLA_RATE", CARE_RATE, council=CAMBRIDGESHIRE, monthly=months)
    sentences = say_commentary(INDICATORS["CLA_RATE"], released)
    text = " ".join(each.text for each in sentences)
    assert text.startswith("Children looked after, rate: 52.8 per 10,000 at the end of January 2018. ")
    assert not VERDICTS.search(text)
    assert TARGET not in {each.job for each in sentences}
    assert released.judged["CLA_RATE"].band is None
    assert INDICATORS["CLA_RATE"].polarity is Polarity.CONTEXT_ONLY


def test_2_of_3_children_are_said_as_children_and_are_no_dip() -> None:
    """S4: adoption in time "dipped" to 66.7% in December, which is 2 of 3 children."""
    figures = {"2016-12": (3, 3), "2017-03": (3, 3), "2017-12": (2, 3)}
    texts = said("ADO_14M", figures, edition="analyst")
    assert texts[LEVEL] == "Moved in with adoptive family within 14 months: 2 of 3 (67%) in the 12 months to December 2017."
    assert texts[CHANGE] == "It was 3 of 3 in the financial year 2016/17 and in the 12 months before."
    assert "66.7" not in " ".join(texts.values()) and "dip" not in " ".join(texts.values())
    assert not VERDICTS.search(texts.get(REAL, ""))
    hidden = said("ADO_14M", figures)
    assert list(hidden) == ["no figure"]
    assert not re.search(r"2 of 3|67|3 of 3", " ".join(hidden.values()))


def test_care_leavers_in_contact_stand_beside_nothing_of_another_definition() -> None:
    """S2's 72.2% in contact in two months; the department publishes who is not in touch in the year."""
    entry, on_file = (
        INDICATORS["CL_CONT2M"],
        OnFile(month=ReportingMonth(2026, 10), has_cp_history=True, has_year_of_referrals=True),
    )
    figures = {"2019-09": (480, 666), "2019-10": (481, 666)}
    assert COMPARISON not in said("CL_CONT2M", figures)
    assert say_why_none(entry, entry.headline, "age_group", "19 to 21", LANCASHIRE, on_file)


@pytest.mark.parametrize("code", [code for code, entry in INDICATORS.items() if entry.kind is Kind.COUNT])
def test_a_number_never_stands_beside_england_s_or_a_region_s(code: str) -> None:
    """S3: fewer children looked after "than in the North West", a county beside a region."""
    entry, on_file = INDICATORS[code], OnFile(month=ReportingMonth(2026, 9), has_cp_history=True, has_year_of_referrals=True)
    for council in (LANCASHIRE, CAMBRIDGESHIRE, Council(name="Thornmereshire", region="North West")):
        found = find_comparators(entry, entry.headline, "all", "all", council, hold_published(None), on_file)
        assert {each.level for each in found} <= {"own"}


def test_fewer_plans_in_a_month_are_a_number_and_no_achievement() -> None:
    """S2: "good at" 1194 plans, from 1296 a month earlier."""
    months = {"CP_START": [110, 114] * 6}
    texts = said("CP_N", {"2018-10": 1371.0, "2019-03": 1371.0, "2019-09": 1296.0, "2019-10": 1194.0}, monthly=months)
    assert texts[CHANGE] == (
        "That is 102 fewer than a month earlier (1,296) and 177 fewer than at 31 March 2019 and a year earlier (1,371)."
    )
    assert texts[REAL] == "Looked at month by month, child protection plans started are similar in number to before."
    assert not VERDICTS.search(" ".join(texts.values()))


def test_from_70_3_to_84_0_per_cent_is_13_7_percentage_points() -> None:
    """S4: visits in time, April and December 2017."""
    figures = {"2016-12": (840, 1000), "2017-03": (703, 1000), "2017-11": (839, 1000), "2017-12": (840, 1000)}
    assert said("CLA_VIS", figures)[CHANGE] == (
        "That is 0.1 percentage points higher than a month earlier (83.9%), 13.7 higher than at 31 March 2017 (70.3%) "
        "and the same as a year earlier (84.0%)."
    )
    assert not re.search(r"\d% (?:higher|lower|more|fewer)", " ".join(said("CLA_VIS", figures).values()))


def test_a_share_that_only_chance_moves_is_similar_however_it_was_called() -> None:
    """S4: 100% in six of nine months, "generally high", "it dipped". Here 92.4% after 94.0%, of 250 care leavers."""
    figures = {"2018-10": (235, 250), "2019-09": (232, 250), "2019-10": (231, 250)}
    assert said("CL_SUIT", figures)[REAL] == "It is similar to a year ago: the difference is small enough to be chance."


def test_re_referrals_are_not_compared_across_the_year_they_were_counted_in_another_way() -> None:
    """S3: 27.4% in 2014/15 and 16.1% in 2015/16; "it has been calculated differently since LCS"."""
    new_system = Breaks((Break("REREF", ReportingMonth(2015, 4), "Counted from the new case system."),))
    figures = {"2015-03": (2740, 10_000), "2016-02": (1620, 10_000), "2016-03": (1610, 10_000)}
    released = reported("REREF", figures, breaks=new_system)
    texts = {each.job: each.text for each in say_commentary(INDICATORS["REREF"], released)}
    assert texts[LEVEL].startswith("Re-referrals within 12 months: 16.1% (1,610 of 10,000)")
    assert texts[CHANGE] == "A year earlier is left out: the way of counting has changed since."
    assert REAL not in texts or "We can't tell" in texts[REAL]
    assert "27.4" not in " ".join(texts.values())
    points = headline_months(INDICATORS["REREF"], released)
    assert "than a year earlier" not in say_title(INDICATORS["REREF"], points, INDICATORS["REREF"].headline, new_system.rows)
    unbroken = say_title(INDICATORS["REREF"], points, INDICATORS["REREF"].headline)
    assert "11.3 percentage points lower than a year earlier" in unbroken


def test_a_worry_by_its_target_may_stand_below_england_s_figure_and_both_are_said_without_a_verdict_on_either() -> None:
    """S2 lists re-referrals of 21.3% as a worry, though England's were 22.6%."""
    wanted = Target(
        code="REREF", window="rolling_12", group="all", financial_year="2019/20", target=20, edges=(), words=(),
        higher_is_better=False, agreed_by="", agreed_on=None, row=2,
    )  # fmt: skip
    texts = said("REREF", {"2018-10": (2040, 10_000), "2019-10": (2130, 10_000)}, target=wanted)
    assert texts[TARGET] == "It does not meet the council's target for 2019/20 (20%)."
    assert "England 22.6%" in texts[COMPARISON]
    assert not VERDICTS.search(texts[COMPARISON])


def test_those_counted_and_those_left_out_make_up_all_of_them() -> None:
    """S2: where 79% is good, what of the 21%? Numerator and denominator stand in every level."""
    level = said("CLA_VIS", {"2019-10": (1580, 2000)})[LEVEL]
    seen, of = (int(text.replace(",", "")) for text in re.search(r"\(([\d,]+) of ([\d,]+)\)", level).groups())
    assert (seen, of) == (1580, 2000)
    assert say_value(Kind.SHARE, seen, of) == "79.0%" and say_value(Kind.SHARE, of - seen, of) == "21.0%"


def test_a_year_s_starters_and_leavers_make_this_year_s_number_out_of_the_last() -> None:
    """Lancashire as published: 1,750 in March 2024, 517 started and 569 ceased, 1,699 in March 2025."""
    assert 1750 + 517 - 569 == 1698
    text = said("CLA_N", {"2024-03": 1750.0, "2025-03": 1699.0})[CHANGE]
    assert text == "That is 51 fewer than a year earlier (1,750)."
    assert abs((517 - 569) - -51) <= 1
