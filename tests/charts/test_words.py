"""What a chart says: its title and text alternative, arithmetic on shown figures alone."""

from charts.examples import DISTRICT, HIDE, MEASURES, entry, events, group_rows, grouping, nobody, released, rows
from helpers.charts import draw_breakdown, draw_chart, draw_sparkline
from helpers.indicator import Average, Chart
from helpers.months import Window


def test_a_title_says_the_latest_figure_and_how_far_it_is_from_a_year_earlier():
    indicator = entry()
    drawn = draw_chart(indicator, released(rows(indicator, [2090, *[2050] * 11, 2000])))
    assert drawn.title == "Children looked after: 2,000 at the end of October 2026, 90 fewer than a year earlier"


def test_a_share_is_said_with_the_numbers_behind_it_and_its_window():
    indicator = events("share", headline=Window.ROLLING_12, title="Reviews in time")
    drawn = draw_chart(indicator, released(rows(indicator, [(900, 1000)] * 12 + [(1800, 2000)])))
    assert drawn.title == "Reviews in time: 90.0% (1,800 of 2,000) in the 12 months to October 2026, the same as a year earlier"


def test_a_text_alternative_says_first_latest_highest_lowest_and_how_many_are_hidden():
    indicator = entry("share")
    numbers = [(700, 1000), (900, 1000), HIDE_, HIDE_, (0, 0), (600, 1000), (800, 1000)]
    said = draw_chart(indicator, released(rows(indicator, numbers))).text_alternative
    assert said == (
        "Line over 24 months. First: 70.0% (700 of 1,000) in April 2026. Latest: 80.0% (800 of 1,000) in October 2026. "
        "Highest: 90.0% (900 of 1,000) in May 2026. Lowest: 60.0% (600 of 1,000) in September 2026. "
        "2 months are hidden so that nobody can be recognised. "
        "1 month is not applicable, as there was nothing to count out of. 17 months are not available."
    )


HIDE_ = (HIDE, 0)


def test_a_hidden_latest_month_is_said_to_be_hidden_and_compared_with_nothing():
    indicator = entry()
    drawn = draw_chart(indicator, released(rows(indicator, [7, *[8] * 11, HIDE])))
    assert drawn.title == "Children looked after, at the end of October 2026: hidden so that nobody can be recognised"
    assert draw_chart(indicator, released(rows(indicator, [HIDE, *[8] * 11, 7]))).title.endswith("7 at the end of October 2026")


def test_the_highest_month_is_the_first_of_those_alike():
    indicator = entry()
    said = draw_chart(indicator, released(rows(indicator, [9, 6, 9, 9]))).text_alternative
    assert "Highest: 9 in July 2026 and in 2 other months." in said


def test_bars_speak_of_this_year_and_of_the_year_before():
    indicator = events(chart=Chart.MONTHLY_COUNTS)
    said = draw_chart(indicator, released(rows(indicator, range(10, 34)))).text_alternative
    assert said.startswith("Bars of 12 months. First: 22 in November 2025. Latest: 33 in October 2026.")
    assert "Marks show the 12 months before. First: 10 in November 2024. Latest: 21 in October 2025." in said


def test_a_breakdown_says_between_what_its_groups_lie_and_ranks_none():
    indicator = entry("rate", title="Children looked after, rate", breakdowns=(DISTRICT,))
    groups = {"Wyre": [(90, 10_000)], "Fylde": [(30, 10_000)], "Pendle": [HIDE]}
    drawn = draw_breakdown(indicator, released(group_rows(indicator, "district", groups)), DISTRICT)
    assert drawn.title == (
        "Children looked after, rate by district, at the end of October 2026: "
        "between 30.0 and 90.0 per 10,000, of those that can be shown"
    )
    assert drawn.text_alternative == (
        "Bars, per 10,000. Fylde: 30.0; a year earlier not available. Pendle: hidden; a year earlier not available. "
        "Wyre: 90.0; a year earlier not available. Figures are hidden so that nobody can be recognised."
    )


def test_a_breakdown_of_which_one_group_can_be_shown_names_it():
    indicator = entry(breakdowns=(DISTRICT,))
    figures = released(group_rows(indicator, "district", {"Wyre": [90], "Fylde": [HIDE], "Pendle": [HIDE]}))
    title = "Children looked after by district, at the end of October 2026: only ‘Wyre’ can be shown, 90"
    assert draw_breakdown(indicator, figures, DISTRICT).title == title


def test_a_composition_says_its_headline_group_or_its_largest():
    groups = {"Foster care": [(150, 200)] * 13, "With parents": [(50, 200)] * 13, "Not recorded": [(0, 200)] * 13}
    largest = entry(MEASURES["composition"], title="Where children live")
    figures = released(group_rows(largest, "placement_type", groups))
    assert draw_chart(largest, figures).title == (
        "Where children live: largest group 75.0% (150 of 200) at the end of October 2026, ‘Foster care’"
    )
    headline = entry(MEASURES["composition"], title="Where children live", headline_group="With parents")
    assert draw_chart(headline, figures).title == (
        "Where children live: ‘With parents’ 25.0% (50 of 200) at the end of October 2026, the same as a year earlier"
    )


def test_a_figure_of_a_group_names_the_group():
    sexes = grouping("sex", "Sex", ["Male", "Female"])
    indicator = entry("average", title="Average score", breakdowns=(sexes,), headline_group="Male")
    figures = released(group_rows(indicator, "sex", {"Male": [(1500, 100)] * 12 + [(1440, 100)]}))
    assert draw_chart(indicator, figures).title == (
        "Average score: ‘Male’ 14.4 at the end of October 2026, 0.6 lower than a year earlier"
    )


def test_averages_of_groups_alone_are_drawn_by_group():
    subjects = grouping("subject", "Subject")
    indicator = entry(Average(rows=nobody, amount="score", grouping=subjects), title="Attainment")
    figures = released(group_rows(indicator, "subject", {"Reading": [(300, 20)], "Maths": [(500, 50)]}))
    assert draw_chart(indicator, figures).title == "Attainment by subject, at the end of October 2026: between 10 and 15"
    assert draw_sparkline(indicator, figures).text_alternative == "Shown by group in its section."


def test_too_little_to_draw_is_a_sentence_and_no_empty_chart():
    indicator = entry()
    one = draw_chart(indicator, released(rows(indicator, [312])))
    assert (one.svg, one.text_alternative) == (
        "", "Children looked after: only one month can be shown, 312 in October 2026. 23 months are not available."
    )  # fmt: skip
    assert one.html() == f'<p class="note">{one.text_alternative}</p>'
    hidden = draw_chart(indicator, released(rows(indicator, [HIDE] * 24)))
    assert hidden.text_alternative == (
        "Children looked after: no month can be shown. 24 months are hidden so that nobody can be recognised."
    )
    assert draw_chart(indicator, released()).text_alternative == "Children looked after: no month can be shown."
    assert draw_sparkline(indicator, released(rows(indicator, [312]))).image() == "Only one month has a figure."


def test_groups_that_are_all_hidden_are_said_to_be():
    indicator = entry(breakdowns=(DISTRICT,))
    figures = released(group_rows(indicator, "district", {"Wyre": [HIDE], "Fylde": [HIDE]}))
    assert draw_breakdown(indicator, figures, DISTRICT).text_alternative == (
        "Children looked after by district, at the end of October 2026: no group can be shown; "
        "hidden so that nobody can be recognised."
    )
