"""Tables: caption, units and scope; the year before beside each month; a whole that reconciles; names that stay text."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from charts.examples import DISTRICT, HIDE, LAST, MEASURES, PLACEMENT, entry, events, group_rows, grouping, nobody, released, rows
from helpers.charts import draw_sparkline
from helpers.errors import DefinitionError
from helpers.indicator import Average
from helpers.months import Window
from helpers.tables import ScorecardRow, composition_table, group_table, heading_id, month_table, plain_table, scorecard

HIDDEN = "[c] hidden so that nobody can be recognised"
NOT_APPLICABLE = "[z] not applicable: there is nothing to count out of"


class Reader(HTMLParser):
    """The rows of a table, a list of texts each."""

    def __init__(self, html):
        super().__init__()
        self.rows = []
        self._cell = False
        self.feed(str(html))

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        self._cell = tag in ("th", "td") or (self._cell and tag in ("a", "strong", "span", "em", "img"))
        if tag in ("th", "td"):
            self.rows[-1].append("")
        if tag == "img":
            self.rows[-1][-1] += dict(attributes)["alt"]

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self._cell = False

    def handle_data(self, data):
        if self._cell:
            self.rows[-1][-1] += data


def read(html):
    return Reader(html).rows


def notes(html):
    return re.findall(r'<p class="note">(.*?)</p>', str(html))


def test_months_stand_newest_first_each_beside_the_same_month_a_year_earlier():
    indicator = entry()
    table = read(month_table(indicator, released(rows(indicator, range(1000, 1024)))))
    assert table[:2] == [["Month", "On the last day of the month (number)"], ["That month", "A year earlier"]]
    assert table[2] == ["October 2026", "1,023", "1,011"]
    assert table[-1] == ["November 2025", "1,012", "1,000"]
    assert len(table) == 14


def test_with_a_share_stands_how_many_of_how_many_and_that_one_of_few_moves_a_lot():
    indicator = entry("share")
    html = month_table(indicator, released(rows(indicator, [(50, 200)] * 12 + [(2, 3)])))
    assert read(html)[0] == ["Month", "On the last day of the month (%)"]
    assert read(html)[2] == ["October 2026", "67% 2 of 3", "25.0% 50 of 200"]
    few = "A % of fewer than 30 moves a lot with each child or event more or less."
    assert notes(html)[:2] == ["With each % stands how many of how many.", few]
    assert few not in notes(month_table(indicator, released(rows(indicator, [(15, 30)] * 24))))
    assert few in notes(month_table(indicator, released(rows(indicator, [(15, 29)] + [(15, 30)] * 12))))


def test_the_months_are_of_the_group_that_the_chart_shows():
    indicator = entry("share", breakdowns=(PLACEMENT,), headline_group="Foster care")
    figures = released(rows(indicator, [(1, 2)]), group_rows(indicator, "placement_type", {"Foster care": [(3, 4)]}))
    html = month_table(indicator, figures)
    assert read(html)[2][1] == "75% 3 of 4"
    assert "<span>Children looked after, placement type Foster care, month by month to October 2026" in html


def test_a_rate_says_its_population():
    indicator = entry("rate")
    table = read(month_table(indicator, released(rows(indicator, [(2000, 261392)]))))
    assert table[0][1] == "On the last day of the month (per 10,000)"
    assert table[2] == ["October 2026", "76.5 2,000 of 261,392", "[x]"]


def test_events_have_their_three_windows_and_the_headline_a_year_earlier():
    indicator = events("share", headline=Window.ROLLING_12)
    figures = released(
        rows(indicator, [(1, 10)], window=Window.MONTH),
        rows(indicator, [(30, 60)], window=Window.ROLLING_6),
        rows(indicator, [(90, 150), *[(30, 120)] * 12]),
    )
    table = read(month_table(indicator, figures))
    assert table[0][1:] == ["In the month (%)", "In the 6 months to its end (%)", "In the 12 months to its end (%)"]
    assert table[1] == ["That month", "A year earlier", "That month", "A year earlier"]
    assert table[2] == ["October 2026", "10% 1 of 10", "[x]", "50% 30 of 60", "25.0% 30 of 120", "60.0% 90 of 150"]


def test_the_months_of_a_chart_and_of_its_verdict_are_all_in_the_table():
    indicator = events(headline=Window.ROLLING_12)
    months = rows(indicator, range(1, 25), window=Window.MONTH)
    table = read(month_table(indicator, released(months, rows(indicator, range(101, 125)))))
    shown = {cell for row in table[2:] for cell in row[1:]}
    assert shown == {str(number) for number in [*range(1, 25), *range(101, 125)]} | {"[x]"}


def test_on_a_narrow_screen_each_cell_of_a_wide_table_says_what_it_is():
    html = month_table(events(), released(rows(events(), range(24))))
    assert '<table class="months">' in html
    assert '<td class="number" data-label="In the month, a year earlier">11</td>' in html
    assert 'class="months"' not in month_table(entry(), released(rows(entry(), range(24))))


def test_no_cell_is_blank_and_shorthand_is_explained_under_the_table():
    indicator = entry("share")
    html = month_table(indicator, released(rows(indicator, [(0, 0), (HIDE, 0), (40, 400)])))
    table = read(html)
    assert table[2] == ["October 2026", "10.0% 40 of 400", "[x]"]
    assert table[3] == ["September 2026", "[c]", "[x]"]
    assert table[4] == ["August 2026", "[z]", "[x]"]
    assert all(cell.strip() for row in table for cell in row)
    assert notes(html)[1:] == [f"{HIDDEN}; [x] not available; {NOT_APPLICABLE}."]
    assert notes(month_table(entry(), released(rows(entry(), range(24))))) == []


def test_every_table_has_a_caption_scopes_and_an_own_name():
    indicator = entry("share", breakdowns=(DISTRICT,))
    figures = released(rows(indicator, [(1, 2)]), group_rows(indicator, "district", {"Wyre": [(1, 2)]}))
    for html in (month_table(indicator, figures), group_table(indicator, figures, DISTRICT)):
        name = re.search(r'<caption id="([\w-]+)"><span>Children looked after', html).group(1)
        assert f'<div class="scroll">\n<table class="of-6">\n<caption id="{name}">' in html
        assert all('scope="' in head for head in re.findall(r"<th\b[^>]*>", html))
        assert html.count('scope="row"') == html.split("<tbody>")[1].count("<tr")
        assert " style=" not in html
    assert "table-cla-n-by-district" in group_table(indicator, figures, DISTRICT)


def test_a_table_that_may_be_wider_than_its_page_is_a_stop_for_the_keyboard_and_a_narrow_one_is_not():
    html = month_table(events("share"), released(rows(events("share"), [(1, 2)])))
    assert '<div class="scroll" tabindex="0" role="region" aria-labelledby="table-cla-n-months">' in html
    assert "tabindex" not in month_table(entry("share"), released(rows(entry("share"), [(1, 2)])))


def test_groups_stand_over_the_whole_that_they_add_up_to():
    indicator = entry(breakdowns=(DISTRICT,))
    groups = group_rows(indicator, "district", {"Wyre": [30] * 13, "Fylde": [20] * 13})
    html = group_table(indicator, released(rows(indicator, [50] * 13), groups), DISTRICT)
    assert read(html) == [
        ["District", "October 2026 (number)", "October 2025 (number)"],
        ["Fylde", "20", "20"],
        ["Wyre", "30", "30"],
        ["All together", "50", "50"],
    ]
    assert notes(html) == []


def test_groups_that_do_not_add_up_to_the_whole_say_why():
    indicator = entry(breakdowns=(DISTRICT,))
    missing = group_rows(indicator, "district", {"Wyre": [30] * 13, "Fylde": [20] * 13})
    html = group_table(indicator, released(rows(indicator, [60] * 13), missing), DISTRICT)
    assert notes(html) == [
        "October 2026 and October 2025: the rows add up to 50, the whole is 60; some stand in no row or in several."
    ]  # fmt: skip
    hidden = group_rows(indicator, "district", {"Wyre": [30] * 12 + [HIDE], "Fylde": [20] * 12 + [HIDE]})
    html = group_table(indicator, released(rows(indicator, [50] * 13), hidden), DISTRICT)
    assert notes(html)[0] == "October 2026: the rows shown do not add up to the whole, as some are hidden or not available."


@pytest.mark.parametrize(("whole", "said"), [(55, "do not add up to the whole; a few"), (56, "add up to 50, the whole is 56;")])
def test_how_many_few_stand_in_no_group_is_not_said_where_counts_up_to_5_are_hidden(whole: int, said: str) -> None:
    indicator = entry(breakdowns=(DISTRICT,))
    groups = group_rows(indicator, "district", {"Wyre": [30] * 13, "Fylde": [20] * 13})
    figures = replace(released(rows(indicator, [whole] * 13), groups), hides_up_to=5)
    assert f"the rows {said} stand in no row" in notes(group_table(indicator, figures, DISTRICT))[0].replace("; some", ";")


def test_groups_of_a_share_have_their_own_denominators_and_one_without_members_is_of_nobody():
    indicator = entry("share", breakdowns=(DISTRICT,))
    groups = group_rows(indicator, "district", {"Wyre": [(1, 2)] * 13, "Fylde": [(3, 4)] * 12 + [None]})
    table = read(group_table(indicator, released(rows(indicator, [(4, 6)] * 12 + [(1, 2)]), groups), DISTRICT))
    assert table[0] == ["District", "October 2026 (%)", "October 2025 (%)"]
    assert table[1:] == [
        ["Fylde", "[z]", "75% 3 of 4"],
        ["Wyre", "50% 1 of 2", "50% 1 of 2"],
        ["All together", "50% 1 of 2", "67% 4 of 6"],
    ]


def test_a_rolling_window_is_named_in_a_breakdown():
    indicator = events(headline=Window.ROLLING_12, breakdowns=(DISTRICT,))
    table = read(group_table(indicator, released(group_rows(indicator, "district", {"Wyre": [9]})), DISTRICT))
    assert table[0][1] == "12 months to October 2026 (number)"


def test_the_parts_of_a_whole_share_one_denominator():
    indicator = entry(MEASURES["composition"])
    groups = {"Foster care": [(150, 200)], "With parents": [(50, 200)], "Not recorded": [(0, 200)]}
    html = composition_table(indicator, released(group_rows(indicator, "placement_type", groups)))
    assert read(html)[1:] == [
        ["Foster care", "75.0% 150", "[x]"],
        ["With parents", "25.0% 50", "[x]"],
        ["Not recorded", "0.0% 0", "[x]"],
        ["All together", "100% 200", "[x]"],
    ]
    assert notes(html)[0] == "With each % stands how many. Percentages are rounded, so they may not add up to 100."


def test_averages_of_groups_alone_have_no_whole():
    subjects = grouping("subject", "Subject")
    indicator = entry(Average(rows=nobody, amount="score", grouping=subjects), title="Attainment")
    figures = released(group_rows(indicator, "subject", {"Reading": [(300, 20)] * 13, "Maths": [(500, 50)] * 13}))
    assert month_table(indicator, figures) == composition_table(indicator, figures) == group_table(indicator, figures, subjects)
    assert read(month_table(indicator, figures))[1:] == [
        ["Maths", "10 500 among 50", "10 500 among 50"],
        ["Reading", "15 300 among 20", "15 300 among 20"],
    ]


def test_without_figures_a_table_is_a_sentence():
    for html in (
        month_table(entry(), released()),
        group_table(entry(), released(rows(entry(), [5])), DISTRICT),
        composition_table(entry(MEASURES["composition"]), released()),
    ):
        assert html == '<p class="note">Children looked after: there are no figures for a table.</p>'


def test_names_from_an_extract_are_text():
    name = "<script>alert(1)</script> & {{ 7 * 7 }} <b>Wyre</b>"
    indicator = entry(title="Children <i>looked</i> after", breakdowns=(DISTRICT,))
    html = group_table(indicator, released(group_rows(indicator, "district", {name: [9]})), DISTRICT)
    assert not re.search(r"<(script|b|i)>", html)
    assert read(html)[1][0] == name
    html = plain_table(name, [name, "x"], [[name, name]], ["x"])
    assert not re.search(r"<(script|b|i)>", html)
    assert read(html) == [[name, "x"], [name, name]]


def test_a_plain_table_leaves_no_cell_blank_and_writes_numbers_in_one_way():
    html = plain_table(
        "Findings", ["Table", "Finding", "Rows"], [["persons", None, 12000], ["visits", Markup("<em>Late</em>"), 0]], ["Rows"]
    )
    assert read(html)[1:] == [["persons", "[x]", "12,000"], ["visits", "", "0"]] or "<em>Late</em>" in html
    assert '<td class="number">12,000</td>' in html
    assert "<em>Late</em>" in html
    assert notes(html) == ["[x] not available."]
    assert '<caption id="table-findings">' in html


def test_a_row_with_a_cell_too_few_is_refused():
    with pytest.raises(DefinitionError, match="has not a cell for each column"):
        plain_table("Findings", ["Table", "Rows"], [["persons"]])


def row(title, **more):
    indicator = entry(title=title)
    spark = draw_sparkline(indicator, released(rows(indicator, range(100, 124))))
    shown = {"outturn": "66.7%", "previous_month": "[c]", "year_ago": "60.0%", "n_of_d": "200 of 300"}
    return ScorecardRow(**({"title": title, "href": f"placements.html#{heading_id(title)}", "sparkline": spark} | shown | more))


def test_a_scorecard_has_a_row_an_indicator_under_the_name_of_its_section():
    rows_ = [row("Looked <b>after</b>", section="Children"), row("Visits", section="Health", outturn="[z]", n_of_d="[z]")]
    html = scorecard(rows_, LAST)
    assert [line[:4] for line in read(html)] == [
        ["Indicator", "October 2026", "September 2026", "October 2025"],
        ["Children"],
        ["Looked <b>after</b>", "66.7% 200 of 300", "[c]", "60.0%"],
        ["Health"],
        ["Visits", "[z]", "[c]", "60.0%"],
    ]
    assert '<table class="scorecard">' in html
    assert '<a href="placements.html#looked-b-after-b">Looked &lt;b&gt;after&lt;/b&gt;</a>' in html
    assert '<img class="sparkline" src="data:image/svg+xml;base64,' in html
    assert "Latest: 123 in October 2026." in html
    assert html.count('scope="rowgroup"') == 2
    assert notes(html) == [f"{HIDDEN}; {NOT_APPLICABLE}."]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Three or more placements in 12 months", "three-or-more-placements-in-12-months"),
        ("Care leavers in education, employment or training", "care-leavers-in-education-employment-or-training"),
        ("Suspensions (fixed-term exclusions)", "suspensions-fixed-term-exclusions"),
        ("–", "part"),
    ],
)
def test_a_heading_s_name_is_its_words(title, name):
    assert heading_id(title) == name
