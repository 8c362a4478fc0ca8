"""The rows of targets, bands, verdicts and published figures, worked by hand."""

from dataclasses import replace
from datetime import date

from charts.examples import HIDE, entry, events, group_rows, released, rows
from helpers.compare.bands import Band, Target
from helpers.compare.intervals import Interval
from helpers.compare.judged import Judged
from helpers.compare.published import Comparator
from helpers.compare.real import Direction, Figure, Verdict
from helpers.downloads.districts import list_funnel
from helpers.downloads.judgements import list_judgement
from helpers.downloads.rows import as_table
from helpers.indicator import Polarity, RealChange
from helpers.indicators.groupings import DISTRICT
from helpers.months import ReportingMonth, Window

MONTH = "2026-10"
HIGH = {"polarity": Polarity.HIGHER_IS_BETTER}
NOTHING = Verdict(code="CLA_HA", month=MONTH, kind=RealChange.NONE, is_real=None, because="not asked")
TARGET = Target(
    code="CLA_HA", window="snapshot", group="all", financial_year="2026/27", target=92.5, edges=(92.5,), words=("Good", "Close"),
    higher_is_better=True, agreed_by="The Board", agreed_on=date(2026, 4, 1), row=2,
)  # fmt: skip
ENGLAND = Comparator(
    level="england", name="England", value=89.0, unit="percent", period="year to 31 March 2025", publication="DfE",
    published_code="X", is_near=False,
)  # fmt: skip


def figure(month: str, value: float) -> Figure:
    key = {"code": "CLA_HA", "month": month, "window": "snapshot", "breakdown": "all", "group": "all"}
    return Figure(**key, numerator=value, denominator=100.0, value=value)


def listed(indicator, numbers, **judged: object) -> list[str]:
    key = (indicator.code, MONTH, str(indicator.headline), "all", "all")
    one = Judged(**({"key": key, "verdict": NOTHING} | judged))
    figures = replace(released(rows(indicator, numbers)), judged={indicator.code: one})
    table = as_table(list_judgement(indicator, figures))
    return [" ".join(cell or "-" for cell in (row[2:] if row.marks else row[2:-1])) for row in table.itertuples(index=False)]


SHARE = entry("share", code="CLA_HA", title="Health assessments", **HIGH)
FLOW = events(code="CLA_START", title="Children who started")


def test_the_target_stands_with_its_year_and_the_band_with_its_place() -> None:
    assert listed(SHARE, [(158, 200)], target=TARGET, band=Band("Close", 2, 2), is_met=False) == [
        "snapshot all all 2 2 Close band -",
        "snapshot all all - - 92.5 target 2026/27",
    ]


def test_a_figure_said_with_more_decimals_beside_its_target_has_a_row_of_its_own() -> None:
    # 92.46% rounds to the 92.5% that it misses.
    assert listed(SHARE, [(9246, 10000)], target=TARGET, is_met=False) == [
        "snapshot all all - - 92.46 outturn_beside_target -",
        "snapshot all all - - 92.5 target 2026/27",
    ]


def test_of_a_hidden_figure_nothing_but_its_target_and_the_published_figures_is_given() -> None:
    assert listed(SHARE, [HIDE], target=TARGET, comparators=(ENGLAND,)) == [
        "snapshot all all - - 89 england year to 31 March 2025",
        "snapshot all all - - 92.5 target 2026/27",
    ]


def of_months(*numbers: int) -> tuple[Figure, ...]:
    key = {"code": "CLA_START", "window": "month", "breakdown": "all", "group": "all"}
    months = ReportingMonth.read(MONTH).back_to(len(numbers))
    return tuple(
        Figure(month=str(month), numerator=number, denominator=None, value=number, **key)
        for month, number in zip(months, numbers, strict=True)
    )


CHART = Verdict(
    code="CLA_START", month=MONTH, kind=RealChange.XMR, is_real=True, because="above the upper limit",
    direction=Direction.HIGHER, mean=16.04, limits=Interval(3.25, 28.85), rests_on=of_months(15, 16, 30),
)  # fmt: skip


def test_a_process_verdict_is_of_the_month_with_the_mean_and_limits_that_the_chart_draws() -> None:
    assert listed(FLOW, [15, 16, 30], verdict=CHART) == [
        "month all all - - 3.3 lower_limit -",
        "month all all - - 16.0 mean -",
        "month all all - - 28.9 upper_limit -",
        "month all all - - more verdict -",
    ]


def test_limits_that_no_chart_draws_are_not_given() -> None:
    yearly = events(code="CLA_START", headline=Window.ROLLING_12)
    assert listed(yearly, [15, 16, 30], verdict=CHART) == ["month all all - - more verdict -"]


def test_a_verdict_a_year_apart_is_given_in_a_word() -> None:
    verdict = Verdict(
        code="CLA_HA", month=MONTH, kind=RealChange.YEAR_APART, is_real=False, because="may not differ",
        rests_on=(figure("2025-10", 80.0), figure(MONTH, 79.0)), difference=-1.0, interval=Interval(-6.04, 4.05),
    )  # fmt: skip
    assert listed(SHARE, [(158, 200)], verdict=verdict) == ["snapshot all all - - similar verdict -"]


def test_a_stock_has_the_verdicts_of_its_flows_and_none_of_its_own() -> None:
    flow = Verdict(code="CLA_CEASE", month=MONTH, kind=RealChange.XMR, is_real=None, because="too few months")
    stock = Verdict(code="CLA_N", month=MONTH, kind=RealChange.FLOWS, is_real=None, because="by flows", flows=(flow,))
    count = entry("count")
    figures = replace(
        released(rows(count, [2000])),
        judged={"CLA_N": Judged(key=("CLA_N", MONTH, "snapshot", "all", "all"), verdict=stock)},
    )
    table = as_table(list_judgement(count, figures))
    assert table[["code", "window", "value", "series"]].to_numpy().tolist() == [["CLA_CEASE", "month", "not judged", "verdict"]]


def test_a_published_figure_has_its_own_period_a_mean_its_number_and_a_rank_its_denominator() -> None:
    near = replace(ENGLAND, level="neighbours", value=88.25, n=9, neighbours_edition="May 2025")
    own = replace(ENGLAND, level="own", name="Ours", value=90.0, rank=98, rank_of=150, quartile="C")
    assert listed(SHARE, [HIDE], comparators=(near, own)) == [
        "snapshot all all - 9 88.3 neighbours year to 31 March 2025",
        "snapshot all all - - 90 own year to 31 March 2025",
        "snapshot all all - - C quartile year to 31 March 2025",
        "snapshot all all 98 150 98 rank year to 31 March 2025",
    ]


def test_nothing_is_given_of_what_was_not_judged() -> None:
    assert list(list_judgement(SHARE, released(rows(SHARE, [(158, 200)])))) == []


# Of 100 at a share of 50% a binomial number lies from 40 to 60 with 95%, from 35 to 65 with 99.8%: tables of the binomial.
def test_a_funnel_gives_its_limits_where_a_district_differs_and_always_whether_one_does() -> None:
    health = entry("share", code="CLA_HA", breakdowns=(DISTRICT,), **HIGH)
    alike = {"Barrow": [(50, 100)], "Fylde": [(40, 100)], "Pendle": [(60, 100)], "Wyre": [(50, 100)]}
    month = ReportingMonth.read(MONTH)
    figures = released(rows(health, [(200, 400)]), group_rows(health, "district", alike))
    assert [(row.group, row.value) for row in list_funnel(health, figures, month)] == [
        ("Barrow", "similar"), ("Fylde", "similar"), ("Pendle", "similar"), ("Wyre", "similar"),
    ]  # fmt: skip
    differ = alike | {"Fylde": [(34, 100)], "Pendle": [(66, 100)]}
    figures = released(rows(health, [(200, 400)]), group_rows(health, "district", differ))
    of_fylde = {row.series: row.value for row in list_funnel(health, figures, month) if row.group == "Fylde"}
    assert of_fylde == {
        "verdict": "lower", "lower_limit_95": "40.0", "upper_limit_95": "60.0",
        "lower_limit_99_8": "35.0", "upper_limit_99_8": "65.0",
    }  # fmt: skip
