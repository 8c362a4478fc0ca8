"""Uncertain figures as cells, in pictures and their words, in tables and in sentences: typed answers on made-up figures."""

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from charts.examples import DISTRICT, HIDE, PLACEMENT, entry, events, group_rows, released, rows
from helpers.charts import draw_breakdown, draw_chart, draw_funnel, draw_sparkline
from helpers.charts.series import Cell, State, cells_of_groups, headline_months
from helpers.commentary import say_commentary
from helpers.compare.uncertain import Doubt, Doubts
from helpers.downloads.changes import list_said
from helpers.downloads.outturns import list_outturns
from helpers.downloads.rows import as_table
from helpers.indicator import Chart, Kind
from helpers.months import ReportingMonth
from helpers.section.revised import Revised
from helpers.section.uncertain import say_why_uncertain
from helpers.tables import composition_table, group_table, month_table

OCTOBER = ReportingMonth(2026, 10)
SHARE = entry("share", code="CLA_HA", title="Health assessments", breakdowns=(DISTRICT,))
WHY = (Doubt("ssd_cla_health", "clah_health_check_type", 33),)
NOTE = "[u] uncertain: more than 5% of a column that it needs could not be read."


def with_doubts(figures, code, *months, breakdown="all"):
    found = {(code, str(month), breakdown): WHY for month in months or OCTOBER.back_to(24)}
    return replace(figures, month=str(OCTOBER), doubts=Doubts(found))


def cell(kind, numerator, denominator=None, state=State.SHOWN):
    return Cell(kind, numerator, denominator, state, is_uncertain=True)


def texts(html):
    return [" ".join(each.get_text(" ").split()) for each in BeautifulSoup(str(html), "html.parser").select("td")]


@pytest.mark.parametrize(
    ("uncertain", "shown", "in_full", "in_words"),
    [
        (cell(Kind.COUNT, 2000), "2,000 [u]", "2,000 [u]", "2,000 [u]"),
        (cell(Kind.SHARE, 133, 200), "66.5% [u]", "66.5% [u] (133 of 200)", "66.5% [u] (133 of 200)"),
        (cell(Kind.SHARE, 2, 3), "67% [u]", "67% [u] (2 of 3)", "2 of 3 (67%) [u]"),
        (cell(Kind.RATE, 765, 100_000), "76.5 [u]", "76.5 per 10,000 [u]", "76.5 per 10,000 [u]"),
        (cell(Kind.SHARE, 1, 9999), "[low] [u]", "[low] [u] (1 of 9,999)", "[low] [u] (1 of 9,999)"),
    ],
)
def test_a_figure_is_written_with_its_mark(uncertain, shown, in_full, in_words):
    assert (uncertain.shown, uncertain.in_full, uncertain.in_words) == (shown, in_full, in_words)
    assert uncertain.marks[-1] == "[u]" and not uncertain.is_certain


def test_what_is_hidden_empty_or_not_there_is_not_uncertain():
    figures = with_doubts(released(rows(SHARE, [HIDE, (0, 0), None, (133, 200)])), "CLA_HA")
    assert [point.cell.shown for point in headline_months(SHARE, figures)][-5:] == ["[x]", "[c]", "[z]", "[x]", "66.5% [u]"]


def test_months_from_elsewhere_of_which_nothing_is_known_are_not_marked():
    figures = with_doubts(released(rows(SHARE, [(120, 200), (133, 200)])), "CLA_HA", OCTOBER)
    assert [point.cell.shown for point in headline_months(SHARE, figures)][-2:] == ["60.0%", "66.5% [u]"]
    assert texts(month_table(SHARE, figures))[:4] == ["66.5% [u] 133 of 200", "[x]", "60.0% 120 of 200", "[x]"]
    assert NOTE.rstrip(".") in month_table(SHARE, figures)


def test_a_breakdown_alone_is_marked_and_the_whole_beneath_it_is_not_nor_the_other_way_round():
    groups = group_rows(SHARE, "district", {"Fylde": [(50, 100)] * 13, "Wyre": [(83, 100)] * 13})
    figures = released(rows(SHARE, [(133, 200)] * 13), groups)
    alone = with_doubts(figures, "CLA_HA", OCTOBER, breakdown="district")
    assert texts(group_table(SHARE, alone, DISTRICT)) == [
        "50.0% [u] 50 of 100", "50.0% 50 of 100", "83.0% [u] 83 of 100", "83.0% 83 of 100",
        "66.5% 133 of 200", "66.5% 133 of 200",
    ]  # fmt: skip
    assert texts(group_table(SHARE, with_doubts(figures, "CLA_HA", OCTOBER), DISTRICT))[-2:] == [
        "66.5% [u] 133 of 200", "66.5% 133 of 200",
    ]  # fmt: skip


def test_a_group_without_members_and_all_parts_together_are_marked_like_the_others():
    mix = entry("composition", code="CLA_MIX", title="Where children live")
    parts = group_rows(mix, "placement_type", {"Foster care": [(150, 200)] * 13, "With parents": [(50, 200)] * 13})
    figures = with_doubts(released(parts), "CLA_MIX")
    assert [each.shown for each in cells_of_groups(mix, figures, PLACEMENT, OCTOBER).values()] == [
        "75.0% [u]", "25.0% [u]", "0.0% [u]",
    ]  # fmt: skip
    assert texts(composition_table(mix, figures))[-2:] == ["100% [u] 200", "100% [u] 200"]
    (whole, _) = as_table(list_outturns(mix, figures)).query("series == 'whole'")["marks"]
    assert whole == "u"


def test_rows_that_do_not_add_up_say_so_with_marks():
    count = entry("count", breakdowns=(DISTRICT,))
    figures = released(rows(count, [60]), group_rows(count, "district", {"Fylde": [20], "Wyre": [30]}))
    said = group_table(count, with_doubts(figures, "CLA_N"), DISTRICT)
    assert "the rows add up to 50 [u], the whole is 60 [u];" in said


def test_the_words_of_a_picture_have_the_mark_at_every_figure():
    figures = with_doubts(released(rows(SHARE, [(120, 200), *[(130, 200)] * 11, (133, 200)])), "CLA_HA")
    drawn = draw_chart(SHARE, figures)
    assert drawn.title == (
        "Health assessments: 66.5% [u] (133 of 200) at the end of October 2026, a year earlier 60.0% [u] (120 of 200)"
    )
    assert drawn.text_alternative == (
        "Line over 24 months. First: 60.0% [u] (120 of 200) in October 2025. Latest: 66.5% [u] (133 of 200) in October 2026. "
        "Highest: 66.5% [u] (133 of 200) in October 2026. Lowest: 60.0% [u] (120 of 200) in October 2025. "
        "11 months are not available."
    )
    assert drawn.note == f"[x] not available; {NOTE}"
    assert ">66.5% [u]</text>" in drawn.svg
    assert "Latest: 66.5% [u] (133 of 200)" in draw_sparkline(SHARE, figures).text_alternative


def test_bars_say_their_figures_with_marks_and_a_year_earlier_as_it_is():
    flow = events(code="CLA_START", chart=Chart.MONTHLY_COUNTS)
    figures = with_doubts(released(rows(flow, [20] * 23 + [30])), "CLA_START", OCTOBER)
    drawn = draw_chart(flow, figures)
    assert drawn.title == "Children looked after: 30 [u] in October 2026, a year earlier 20"
    assert "Latest: 30 [u] in October 2026." in drawn.text_alternative and drawn.note == NOTE


def test_groups_are_drawn_with_marks_and_districts_are_not_held_against_chance():
    groups = group_rows(SHARE, "district", {name: [(50, 100)] * 13 for name in ("Ash", "Elm", "Fir", "Oak")})
    figures = with_doubts(released(rows(SHARE, [(200, 400)] * 13), groups), "CLA_HA", breakdown="district")
    assert (
        "Ash: 50.0% [u] (50 of 100); a year earlier 50.0% [u] (50 of 100)."
        in draw_breakdown(SHARE, figures, DISTRICT).text_alternative
    )
    assert draw_funnel(SHARE, figures, DISTRICT).text_alternative == (
        "Health assessments by district, at the end of October 2026: no limits of chance, as the figures are uncertain."
    )


def said_of(indicator, figures):
    return [sentence.text for sentence in say_commentary(indicator, figures)]


def pairs_of(figures, indicator, *earlier):
    row = {"code": indicator.code, "window": str(indicator.headline), "breakdown": "all", "group": "all", "month": str(OCTOBER)}
    return replace(figures, changes=pd.DataFrame([row | {"from_month": month} for month in earlier]))


def test_sentences_give_earlier_figures_and_no_difference():
    months = [(120, 200), *[(130, 200)] * 11, (133, 200)]
    figures = pairs_of(released(rows(SHARE, months)), SHARE, "2026-09", "2025-10")
    assert said_of(SHARE, replace(figures, month=str(OCTOBER)))[1] == (
        "That is 1.5 percentage points higher than a month earlier (65.0%) and 6.5 higher than a year earlier (60.0%)."
    )
    assert said_of(SHARE, with_doubts(figures, "CLA_HA")) == [
        "Health assessments: 66.5% [u] (133 of 200) at the end of October 2026.",
        "It was 65.0% [u] a month earlier and 60.0% [u] a year earlier.",
    ]
    assert said_of(SHARE, with_doubts(figures, "CLA_HA", "2025-10"))[1] == (
        "It was 65.0% a month earlier and 60.0% [u] a year earlier."
    )
    table = as_table(list_said(SHARE, with_doubts(figures, "CLA_HA")))
    assert sorted(table["series"].unique()) == ["change_from", "outturn"] and set(table["marks"]) == {"u"}


def test_no_record_and_no_row_of_rises_is_told_of_months_that_are_uncertain():
    count = entry("count")
    numbers = [100 + month for month in range(24)]
    months = [str(month) for month in OCTOBER.back_to(24)]
    row = {"code": "CLA_N", "window": "snapshot", "breakdown": "all", "group": "all"}
    changes = pd.DataFrame([row | {"month": b, "from_month": a} for a, b in pairwise(months)])
    figures = replace(released(rows(count, numbers)), changes=changes, month=str(OCTOBER))
    assert "the highest of the 24 months shown" in said_of(count, figures)[1]
    unsure = said_of(count, with_doubts(figures, "CLA_N", "2025-03"))[1]
    assert "highest of the" not in unsure and "in a row" in unsure
    assert said_of(count, with_doubts(figures, "CLA_N", "2026-08"))[1].startswith("That is 1 more than a month earlier (122).")


def test_the_reason_names_the_month_where_it_is_not_the_reporting_month():
    figures = released(rows(SHARE, [(120, 200)] * 12 + [(133, 200)]))
    assert say_why_uncertain(SHARE, with_doubts(figures, "CLA_HA")) == "a third of health types unread"
    assert say_why_uncertain(SHARE, with_doubts(figures, "CLA_HA", "2025-12")) == "December 2025: a third of health types unread"
    hidden = released(rows(SHARE, [HIDE] * 13))
    assert say_why_uncertain(SHARE, with_doubts(hidden, "CLA_HA")) == ""


def test_a_revised_figure_is_marked_as_now_known_alone():
    revised = Revised(
        entry=SHARE, month=OCTOBER, as_reported=(120, 200), as_now_known=(133, 200), is_uncertain=True,
    )  # fmt: skip
    assert revised.in_words == ("60.0%", "66.5% [u]")
