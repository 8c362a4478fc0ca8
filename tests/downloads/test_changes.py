"""The rows of what sentences and titles set a figure beside, worked by hand from made-up released figures."""

from dataclasses import replace

from charts.examples import HIDE, LAST, entry, events, rows
from charts.examples import released as shown_of
from helpers.compare.breaks import Break, Breaks, compare_with_earlier_figures
from helpers.compare.real import Direction
from helpers.downloads.changes import list_said, list_since_last_month
from helpers.downloads.rows import as_table
from helpers.indicator import Chart
from helpers.months import ReportingMonth, Window
from helpers.protect.released import Released
from helpers.section.changed import Change, Importance

COUNT = entry("count")
SHARE = entry("share", code="CLA_HA")


def released(*many: list[dict], breaks: Breaks = Breaks()) -> Released:  # noqa: B008 (frozen)
    """Figures with every change of which both ends are shown, and none across a break."""
    figures = shown_of(*many)
    frame = figures.frame.query("not is_hidden")
    frame = frame.assign(value=frame["numerator"])
    return replace(figures, changes=compare_with_earlier_figures(frame, LAST, breaks), month=str(LAST), breaks=breaks)


def listed(given) -> list[str]:
    table = as_table(given)
    table = table[table["series"] != "outturn"]
    return [" ".join(cell or "-" for cell in (row[1:] if row.marks else row[1:-1])) for row in table.itertuples(index=False)]


def test_a_change_has_its_sign_and_the_figure_that_it_is_from_with_its_month() -> None:
    months = [2090, *[2000] * 4, 1990, *[2000] * 5, 2001, 2000]
    assert listed(list_said(COUNT, released(rows(COUNT, months)))) == [
        "2026-10 snapshot all all - - -90 change 2025-10",
        "2026-10 snapshot all all - - 10 change 2026-03",
        "2026-10 snapshot all all - - -1 change 2026-09",
        "2026-10 snapshot all all 2090 - 2090 change_from 2025-10",
        "2026-10 snapshot all all 1990 - 1990 change_from 2026-03",
        "2026-10 snapshot all all 2001 - 2001 change_from 2026-09",
    ]


def test_of_a_share_of_few_the_earlier_figures_are_given_and_the_change_that_the_title_says() -> None:
    assert listed(list_said(SHARE, released(rows(SHARE, [(12, 20), *[None] * 10, (10, 20), (15, 20)])))) == [
        "2026-10 snapshot all all - - 15 change 2025-10",
        "2026-10 snapshot all all 12 20 60 change_from 2025-10",
        "2026-10 snapshot all all 10 20 50 change_from 2026-09",
    ]


def test_a_change_that_rounds_to_nothing_is_low_and_none_is_0() -> None:
    figures = released(rows(SHARE, [(5001, 10000), (5000, 10000), (5000, 10000)]))
    assert "2026-10 snapshot all all - - 0.0 change 2026-09" in listed(list_said(SHARE, figures))
    figures = released(rows(SHARE, [(5001, 10000), (5000, 10000)]))
    assert "2026-10 snapshot all all - - [low] change 2026-09" in listed(list_said(SHARE, figures))


def test_no_change_is_given_from_or_to_a_hidden_figure_or_across_a_break() -> None:
    assert listed(list_said(COUNT, released(rows(COUNT, [HIDE, 2000])))) == []
    assert listed(list_said(COUNT, released(rows(COUNT, [2000, HIDE])))) == []
    broken = Breaks((Break(COUNT.code, ReportingMonth(2026, 10), "Another form."),))
    assert listed(list_said(COUNT, released(rows(COUNT, [1900] * 12 + [2000]), breaks=broken))) == []


def test_what_is_counted_in_a_month_has_its_12_months_beside_the_12_before() -> None:
    flow = events(code="CLA_START", chart=Chart.MONTHLY_COUNTS)
    year = rows(flow, [370, *[None] * 11, 396], window=Window.ROLLING_12)
    given = listed(list_said(flow, released(rows(flow, [27, *[30] * 11, 35]), year)))
    assert "2026-10 rolling_12 all all - - 26 change 2025-10" in given
    assert "2026-10 rolling_12 all all 370 - 370 change_from 2025-10" in given
    assert "2026-10 month all all - - 8 change 2025-10" in given


def test_the_months_that_an_extreme_is_seen_in_are_given() -> None:
    given = as_table(list_said(COUNT, released(rows(COUNT, [90, *[50] * 22, 80])))).query("series == 'outturn'")
    assert (given["month"].min(), len(given)) == ("2024-11", 24)


def test_what_changed_since_last_month_has_that_change_unless_the_series_breaks_there() -> None:
    change = Change(entry=COUNT, importance=Importance.RECORD, direction=Direction.HIGHER, said="")
    assert listed(list_since_last_month([change], released(rows(COUNT, [2000, 2010])))) == [
        "2026-10 snapshot all all - - 10 change 2026-09",
        "2026-10 snapshot all all 2000 - 2000 change_from 2026-09",
    ]
    broken = Breaks((Break(COUNT.code, ReportingMonth(2026, 10), "Another form."),))
    assert listed(list_since_last_month([change], released(rows(COUNT, [2000, 2010]), breaks=broken))) == []
