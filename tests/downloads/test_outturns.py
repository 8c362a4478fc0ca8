"""The rows of the published figures, worked by hand from made-up released figures."""

import pytest

from charts.examples import DISTRICT, HIDE, PLACEMENT, entry, events, group_rows, grouping, released, rows
from helpers.downloads.outturns import list_outturns
from helpers.downloads.rows import as_table, plain
from helpers.errors import DefinitionError
from helpers.indicator import Chart
from helpers.months import Window
from helpers.protect.released import Released

SHARE = entry("share", code="CLA_HA", title="Health assessments", breakdowns=(DISTRICT,))


def listed(indicator, figures: Released, *series: str) -> list[str]:
    """The rows of some series as lines, without the code; a dash for an empty cell; the marks only where there are any."""
    table = as_table(list_outturns(indicator, figures))
    table = table[table["series"].isin(series)] if series else table
    return [" ".join(cell or "-" for cell in (row[1:] if row.marks else row[1:-1])) for row in table.itertuples(index=False)]


def test_a_share_is_rounded_as_shown_and_what_is_hidden_is_hidden_in_every_cell() -> None:
    figures = released(rows(SHARE, [(2, 3), HIDE, (0, 0), (1, 9999), (133, 200)]))
    assert listed(SHARE, figures, "outturn") == [
        "2026-06 snapshot all all 2 3 67 outturn -",
        "2026-07 snapshot all all [c] [c] [c] outturn -",
        "2026-08 snapshot all all 0 0 [z] outturn -",
        "2026-09 snapshot all all 1 9999 [low] outturn -",
        "2026-10 snapshot all all 133 200 66.5 outturn -",
    ]


def test_a_number_has_no_denominator_not_even_where_it_is_hidden() -> None:
    count = entry("count")
    assert listed(count, released(rows(count, [HIDE, 2000])), "outturn") == [
        "2026-09 snapshot all all [c] - [c] outturn -",
        "2026-10 snapshot all all 2000 - 2000 outturn -",
    ]


def test_windows_shown_with_a_year_earlier_have_24_months_and_others_the_12_of_the_table() -> None:
    flow = events(code="CLA_START", chart=Chart.MONTHLY_COUNTS)
    many = [rows(flow, [10] * 36, window=window) for window in flow.windows]
    table = as_table(list_outturns(flow, released(*many)))
    given = table[table["series"] == "outturn"].groupby("window")["month"].agg(["min", "count"])
    assert given.loc["month"].tolist() == ["2024-11", 24]
    assert given.loc["rolling_6"].tolist() == ["2025-11", 12]
    assert given.loc["rolling_12"].tolist() == ["2025-11", 12]
    of_a_year = events(code="CLA_START", headline=Window.ROLLING_12)
    table = as_table(list_outturns(of_a_year, released(*many))).query("series == 'outturn'")
    assert table.groupby("window").size().to_dict() == {"month": 24, "rolling_6": 12, "rolling_12": 24}


def test_a_headline_group_has_the_months_and_the_whole_those_of_the_group_s_table() -> None:
    by_age = grouping("age_group", "age", ["17 to 18", "19 to 21"])
    headed = entry("share", code="CL_ACC", breakdowns=(by_age,), headline_group="19 to 21")
    groups = group_rows(headed, "age_group", {"17 to 18": [(30, 40)] * 24, "19 to 21": [(50, 90)] * 24})
    table = as_table(list_outturns(headed, released(rows(headed, [(80, 130)] * 24), groups))).query("series == 'outturn'")
    assert table.groupby("group").size().to_dict() == {"17 to 18": 2, "19 to 21": 24, "all": 2}


def test_groups_drawn_as_small_lines_have_24_months_hidden_ones_too() -> None:
    groups = {"Wyre": [(8, 40)] * 12 + [(36, 40)] * 12, "Fylde": [(20, 40)] * 22 + [HIDE, (20, 40)]}
    table = as_table(list_outturns(SHARE, released(group_rows(SHARE, "district", groups)))).query("series == 'outturn'")
    assert table.groupby("group").size().to_dict() == {"Fylde": 24, "Wyre": 24}
    assert table.query("group == 'Fylde' and month == '2026-09'")["value"].tolist() == ["[c]"]


def test_groups_are_given_for_the_month_and_a_year_earlier_alone() -> None:
    groups = group_rows(SHARE, "district", {"Wyre": [(20, 40)] * 13, "Fylde": [(30, 30)]})
    assert listed(SHARE, released(groups), "outturn") == [
        "2025-10 snapshot district Fylde 0 0 [z] outturn -",
        "2025-10 snapshot district Wyre 20 40 50 outturn -",
        "2026-10 snapshot district Fylde 30 30 100 outturn -",
        "2026-10 snapshot district Wyre 20 40 50 outturn -",
    ]


def test_a_group_without_members_has_the_0_that_its_table_shows() -> None:
    count = entry("count", breakdowns=(DISTRICT,))
    groups = group_rows(count, "district", {"Wyre": [20] * 13, "Fylde": [7, *[None] * 12]})
    assert "2026-10 snapshot district Fylde 0 - 0 outturn -" in listed(count, released(groups), "outturn")


def test_groups_that_do_not_add_up_to_the_whole_have_their_sum() -> None:
    groups = group_rows(SHARE, "district", {"Wyre": [(20, 40)], "Fylde": [(30, 50)]})
    assert listed(SHARE, released(rows(SHARE, [(52, 92)]), groups), "sum_of_groups") == [
        "2026-10 snapshot district all - - 50 sum_of_groups -"
    ]
    assert listed(SHARE, released(rows(SHARE, [(50, 90)]), groups), "sum_of_groups") == []
    hidden = group_rows(SHARE, "district", {"Wyre": [(20, 40)], "Fylde": [HIDE]})
    assert listed(SHARE, released(rows(SHARE, [(52, 92)]), hidden), "sum_of_groups") == []


def test_all_parts_of_a_whole_are_given_together_where_one_is_shown() -> None:
    mix = entry("composition", code="CLA_MIX")
    parts = {"Foster care": [(60, 100)], "With parents": [HIDE], "Not recorded": [HIDE]}
    assert listed(mix, released(group_rows(mix, PLACEMENT.name, parts)), "whole") == [
        "2026-10 snapshot placement_type all 100 100 100 whole -"
    ]
    assert listed(mix, released(group_rows(mix, PLACEMENT.name, {name: [HIDE] for name in parts})), "whole") == []


def test_of_a_composition_the_headline_group_has_the_24_months_of_the_summary() -> None:
    parts = {"Foster care": [(60, 100)] * 24, "With parents": [(30, 100)] * 24, "Not recorded": [(10, 100)] * 24}
    mix = entry("composition", code="CLA_MIX", headline_group="With parents")
    given = as_table(list_outturns(mix, released(group_rows(mix, PLACEMENT.name, parts)))).query("series == 'outturn'")
    assert given.groupby("group").size().to_dict() == {"Foster care": 2, "Not recorded": 2, "With parents": 24}


def test_what_is_not_available_has_no_row() -> None:
    assert listed(SHARE, released(rows(SHARE, [(2, 3), None, (133, 200)]), rows(entry(code="OTHER"), [1])), "outturn") == [
        "2026-08 snapshot all all 2 3 67 outturn -",
        "2026-10 snapshot all all 133 200 66.5 outturn -",
    ]


def test_nothing_is_listed_where_nothing_is_released() -> None:
    assert listed(SHARE, released()) == []


def test_two_rows_of_one_figure_that_differ_are_refused() -> None:
    count = entry("count")
    one, other = (next(list_outturns(count, released(rows(count, [number])))) for number in (7, 8))
    assert len(as_table([one, one])) == 1
    with pytest.raises(DefinitionError, match="CLA_N"):
        as_table([one, other])


@pytest.mark.parametrize(
    ("said", "written"),
    [("2,000", "2000"), ("−3", "-3"), ("66.7%", "66.7"), ("76.5 per 10,000", "76.5"), ("[c]", "[c]"), ("[low]", "[low]")],
)
def test_a_number_is_written_without_separators_and_unit(said: str, written: str) -> None:
    assert plain(said) == written
