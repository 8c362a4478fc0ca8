"""Target, published figures, limits of chance and breaks in a chart: where they are drawn, what is said, and when not."""

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from charts.examples import DISTRICT, HIDE, LAST, entry, events, group_rows, released, rows
from helpers.charts import draw_breakdown, draw_chart, draw_sparkline
from helpers.charts.letters import LARGE_FONT_SIZE, width_of
from helpers.commentary.judgement import say_published
from helpers.compare.bands import Target
from helpers.compare.breaks import Break, Breaks
from helpers.compare.intervals import Interval
from helpers.compare.judged import Judged
from helpers.compare.published import Comparator
from helpers.compare.real import Figure, Verdict
from helpers.indicator import Chart, Polarity, RealChange
from helpers.months import ReportingMonth, Window

SHARE = entry("share", title="Reviews in time", polarity=Polarity.HIGHER_IS_BETTER, breakdowns=(DISTRICT,))
MONTHS = [(700 + 5 * at, 1000) for at in range(24)]
BROKEN = Break("CLA_N", ReportingMonth(2026, 1), "Counted anew from this month on.")


def target(value=90.0, year="2026/27"):
    return Target(
        code="CLA_N", window="snapshot", group="all", financial_year=year, target=value, edges=(), words=(),
        higher_is_better=True, agreed_by="", agreed_on=None, row=2,
    )  # fmt: skip


def published(level, name, value, period="year to 31 March 2025", unit="percent", **more):
    fields = {"publication": "DfE", "published_code": "X", "is_near": False} | more
    return Comparator(level=level, name=name, value=value, unit=unit, period=period, **fields)


def judged(indicator, window=Window.SNAPSHOT, verdict=None, **more):
    key = (indicator.code, str(LAST), str(window), "all", "all")
    unjudged = Verdict(code=indicator.code, month=str(LAST), kind=RealChange.NONE, is_real=None, because="")
    return {indicator.code: Judged(key=key, verdict=verdict or unjudged, **more)}


def drawn(indicator=SHARE, numbers=MONTHS, breaks=(), **more):
    figures = replace(released(rows(indicator, numbers)), judged=judged(indicator, **more), breaks=Breaks(tuple(breaks)))
    return draw_chart(indicator, figures)


def dashes(svg):
    """The ends of the dashed line of a target: left, right and height in pixels."""
    found = re.search(r'd="M([\d.]+) ([\d.]+)L([\d.]+) [\d.]+"[^>]*stroke-dasharray="7 4"', svg)
    return tuple(float(found[at]) for at in (1, 3, 2))


def height_of(svg, number):
    """The height of a gridline's number, on the line that its letters stand on."""
    return float(re.search(rf'y="([\d.]+)"[^>]*text-anchor="end">{number}<', svg)[1])


def boxes(svg):
    """The words of a picture and the box round each, at the largest size that they are set in."""
    found = []
    for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        width = width_of(text.text, is_bold=text.get("font-weight") == "bold")
        x, y = float(text.get("x")), float(text.get("y"))
        left = x - {"start": 0, "middle": width / 2, "end": width}[text.get("text-anchor", "start")]
        found.append((text.text, left, y - 0.72 * LARGE_FONT_SIZE, left + width, y + 0.2 * LARGE_FONT_SIZE))
    return found


def overlapping(svg):
    return [
        (one[0], other[0])
        for one, other in combinations(boxes(svg), 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]


def outside(svg):
    root = ElementTree.fromstring(svg)
    return [
        box for box in boxes(svg) if box[1] < -1 or box[3] > float(root.get("width")) + 1 or box[4] > float(root.get("height"))
    ]


def test_a_target_is_a_dashed_line_at_its_height_over_the_months_of_its_own_year_and_named():
    picture = drawn(target=target(80.0))
    left, right, height = dashes(picture.svg)
    assert height == pytest.approx(height_of(picture.svg, 80) - 0.36 * 15, abs=0.2)
    months = [float(x) for x in re.findall(r'x="([\d.]+)"[^>]*text-anchor="middle">(?:Apr|Oct) 20', picture.svg)]
    april = sorted(months)[-2]
    assert left < april < left + (months[0] - april) / 6 < right
    assert ">Target 80%<" in picture.svg
    assert "Target for 2026/27: 80%." in picture.text_alternative


def test_a_target_of_the_rolling_year_is_not_drawn_beside_monthly_figures():
    indicator = events("share", headline=Window.ROLLING_12, chart=Chart.MONTHLY_COUNTS)
    figures = replace(
        released(rows(indicator, MONTHS, window=Window.MONTH)), judged=judged(indicator, Window.ROLLING_12, target=target())
    )
    picture = draw_chart(indicator, figures)
    assert "Target" not in picture.svg + picture.text_alternative


def test_the_axis_holds_a_target_far_from_the_figures():
    assert height_of(drawn(target=target(20.0)).svg, 20)


def test_published_figures_are_marks_past_the_last_month_each_with_its_own_period():
    beside = (published("england", "England", 85.7), published("neighbours", "Statistical neighbours", 84, "31 March 2024"))
    picture = drawn(comparators=beside)
    marks = [
        (float(x), float(end))
        for x, end in re.findall(r'd="M([\d.]+) [\d.]+L([\d.]+) [\d.]+"[^>]*stroke-width="3"/', picture.svg)
    ]
    last = float(re.search(r'<circle cx="([\d.]+)"[^>]*>(?!.*<circle)', picture.svg)[1])
    assert len(marks) == 2
    assert all(last < left < right < 510 for left, right in marks)
    assert {">England 85.7%<", ">year to 31 Mar 2025<", ">Neighbours 84%<", ">31 Mar 2024<"} <= set(
        re.findall(">[^<>]+<", picture.svg)
    )
    assert "England, year to 31 March 2025: 85.7%." in picture.text_alternative
    assert "Neighbours, 31 March 2024: 84%." in picture.text_alternative


def test_there_are_three_levels_at_most_and_the_council_s_own_published_figure_is_none():
    beside = [published(level, level.title(), 80) for level in ("england", "region", "neighbours", "own")]
    assert re.findall(r">(England|Region|Neighbours|Own) 80%<", drawn(comparators=beside).svg) == [
        "England",
        "Neighbours",
        "Region",
    ]
    assert re.findall(r">(England|Region|Neighbours|Own) 80%<", drawn(comparators=beside, target=target()).svg) == [
        "England",
        "Neighbours",
    ]


def test_a_published_figure_in_another_unit_is_not_drawn():
    assert "England" not in drawn(comparators=(published("england", "England", 64, unit="per_10000"),)).svg


def test_it_is_said_where_published_figures_are_counted_otherwise():
    near = published("england", "England", 80, is_near=True, difference_in_words="of all children")
    assert "not counted quite as ours are" in drawn(comparators=(near,)).note
    assert drawn(comparators=(published("england", "England", 80),)).note == ""


@settings(max_examples=60, deadline=None)
@example([HIDE, HIDE, 100, *[0] * 12, *[HIDE] * 9], None, [0.0, 10.5], set())
@given(
    st.lists(st.integers(0, 100) | st.just(HIDE), min_size=24, max_size=24).filter(lambda some: some.count(HIDE) < 22),
    st.none() | st.floats(0, 100).map(lambda value: round(value, 1)),
    st.lists(st.floats(0, 100).map(lambda value: round(value, 1)), max_size=3),
    st.sets(st.integers(1, 23), max_size=3),
)
def test_no_words_lie_on_others_or_run_out_of_the_picture(numbers, wanted, others, broken):
    levels = zip(("england", "region", "neighbours"), ("England", "Yorkshire and The Humber", "Neighbours"), strict=True)
    beside = tuple(published(*level, value) for level, value in zip(levels, others, strict=False))
    breaks = [replace(BROKEN, month=LAST.plus(at - 23)) for at in broken]
    picture = drawn(
        numbers=[(number if number == HIDE else number * 10, 1000) for number in numbers],
        target=target(wanted) if wanted is not None else None, comparators=beside, breaks=breaks,
    )  # fmt: skip
    assert overlapping(picture.svg) == []
    assert outside(picture.svg) == []


def test_a_break_interrupts_the_line_with_an_upright_line_between_the_months():
    whole, broken = drawn(), drawn(breaks=[BROKEN])
    lines = [re.findall(r'd="(M[^"]+)"[^>]*stroke="#(?:12436D|2073BC)"', svg) for svg in (whole.svg, broken.svg)]
    assert [len(each) for each in lines] == [2, 3]
    before, after = (line.split("L") for line in lines[1][-2:])
    rule = float(re.search(r'd="M([\d.]+) [\d.]+L\1 [\d.]+"[^>]*stroke-dasharray="2 4"', broken.svg)[1])
    assert float(before[-1].split()[0]) < rule < float(after[0][1:].split()[0])
    assert ">Break<" in broken.svg and ">Break<" not in whole.svg


def test_nothing_is_said_across_a_break_and_the_break_is():
    picture = drawn(breaks=[BROKEN])
    assert picture.title == "Reviews in time: 81.5% (815 of 1,000) at the end of October 2026"
    said = "The series breaks in January 2026: Counted anew from this month on. Earlier months are not compared with later ones."
    assert picture.note == said
    assert picture.text_alternative == (
        "Line over 24 months. Before January 2026: First: 70.0% (700 of 1,000) in November 2024. "
        "Latest: 76.5% (765 of 1,000) in December 2025. Highest: 76.5% (765 of 1,000) in December 2025. "
        "Lowest: 70.0% (700 of 1,000) in November 2024. From January 2026 on: First: 77.0% (770 of 1,000) in January 2026. "
        "Latest: 81.5% (815 of 1,000) in October 2026. Highest: 81.5% (815 of 1,000) in October 2026. "
        f"Lowest: 77.0% (770 of 1,000) in January 2026. {said}"
    )


def test_a_break_of_a_year_ago_or_of_another_indicator_leaves_the_comparison():
    assert drawn(breaks=[replace(BROKEN, month=LAST.plus(-12))]).title.endswith(
        "6.0 percentage points higher than a year earlier"
    )
    assert drawn(breaks=[replace(BROKEN, month=LAST.plus(-11))]).title.endswith("October 2026")
    assert drawn(breaks=[replace(BROKEN, code="CP_N")]) == drawn()


def test_a_stretch_of_one_month_beside_a_break_is_said_once():
    picture = drawn(breaks=[replace(BROKEN, month=LAST)])
    assert "From October 2026 on: Only 81.5% (815 of 1,000) in October 2026. The series" in picture.text_alternative


def test_a_small_line_is_interrupted_too():
    figures = released(rows(SHARE, MONTHS))
    broken = draw_sparkline(SHARE, replace(figures, breaks=Breaks((BROKEN,))))
    assert broken.svg.count("<path") == draw_sparkline(SHARE, figures).svg.count("<path") + 1
    assert "The series breaks in January 2026" in broken.text_alternative


def test_bars_have_marks_of_a_year_earlier_only_where_no_break_lies_between():
    indicator = events(chart=Chart.MONTHLY_COUNTS)
    picture = drawn(indicator, range(30, 54), breaks=[BROKEN], window=Window.MONTH)
    marks = re.search(r'd="([^"]+)"[^>]*stroke="#F46A25"', picture.svg)[1]
    assert marks.count("M") == 2
    assert "Marks show the 2 months that compare with a year later. First: 30 in November 2024." in picture.text_alternative
    assert "there is a break in the series between the two" in picture.note
    assert picture.title == "Children looked after: 53 in October 2026"


def test_bars_of_groups_have_no_marks_across_a_break():
    groups = group_rows(SHARE, "district", {"Fylde": [(30, 60)] * 13, "Wyre": [(20, 60)] * 13})
    picture = draw_breakdown(SHARE, replace(released(groups), breaks=Breaks((BROKEN,))), DISTRICT)
    assert "#F46A25" not in picture.svg and "a year earlier" not in picture.svg + picture.text_alternative
    assert "The series breaks in January 2026" in picture.note


def verdict_of(indicator, window="month"):
    rests_on = tuple(
        Figure(
            code=indicator.code,
            month=str(month),
            window=window,
            breakdown="all",
            group="all",
            numerator=50,
            denominator=1,
            value=50,
        )
        for month in LAST.back_to(14)
    )
    return Verdict(
        code=indicator.code, month=str(LAST), kind=RealChange.XMR, is_real=False, because="", rests_on=rests_on,
        mean=50.04, limits=Interval(20.0, 80.0),
    )  # fmt: skip


def test_limits_of_chance_are_a_band_over_the_months_they_are_of_and_said():
    indicator = events(chart=Chart.TREND)
    picture = drawn(indicator, [50 + at % 3 for at in range(24)], window=Window.MONTH, verdict=verdict_of(indicator))
    left, top, width, height = map(
        float, re.search(r'd="M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h[^"]+" fill="#EDF0F3"', picture.svg).groups()
    )
    numbers = {number: height_of(picture.svg, number) - 5.4 for number in (20, 80)}
    assert (top, top + height) == (pytest.approx(numbers[80], abs=0.2), pytest.approx(numbers[20], abs=0.2))
    year_ago = float(re.search(r'x="([\d.]+)"[^>]*>Oct 2025<', picture.svg)[1])
    assert left < year_ago < left + width / 4
    assert (
        "Shaded: 20.0 to 80.0, where nearly every month would lie if only chance moved it. Dotted: the mean, 50.0."
        in picture.note
    )
    assert picture.note in picture.text_alternative


def test_limits_of_monthly_figures_are_not_drawn_beside_those_of_a_rolling_year():
    indicator = events(headline=Window.ROLLING_12)
    figures = replace(
        released(rows(indicator, range(600, 624))), judged=judged(indicator, Window.ROLLING_12, verdict=verdict_of(indicator))
    )
    assert "Shaded" not in draw_chart(indicator, figures).note
    assert "#EDF0F3" not in draw_chart(indicator, figures).svg


def test_a_verdict_that_may_not_be_shown_leaves_no_band():
    indicator = events(chart=Chart.MONTHLY_COUNTS)
    picture = drawn(indicator, range(30, 54), window=Window.MONTH)
    assert "#EDF0F3" not in picture.svg and "Shaded" not in picture.note


def test_a_hidden_latest_figure_stands_nowhere_beside_its_target():
    picture = drawn(numbers=[*MONTHS[:23], (HIDE, 1000)], target=target())
    assert "81.5" not in picture.svg + picture.text_alternative
    assert ">Target 90%<" in picture.svg


@pytest.mark.browser
@pytest.mark.parametrize(("pixels", "least"), [(280, 9.8), (320, 11.2), (420, 14.8), (440, 12.9), (640, 15.0)])
def test_words_can_be_read_on_any_screen_and_take_no_more_room_than_was_made_for_them(browser, pixels, least):
    beside = (published("england", "England", 85.7), published("region", "Yorkshire and The Humber", 85.5))
    svg = drawn(target=target(85.0), comparators=beside, breaks=[BROKEN]).svg
    page = browser.new_page(viewport={"width": pixels, "height": 800})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ width: 100%; height: auto }}</style>{svg}")
    script = "texts => texts.map(t => [parseFloat(getComputedStyle(t).fontSize), t.getComputedTextLength()])"
    seen = page.locator("svg text").evaluate_all(script)
    assert min(size for size, _ in seen) * pixels / 510 >= least
    for (words, left, _, right, _), (_, width) in zip(boxes(svg), seen, strict=True):
        assert width <= (right - left) * 1.02 + 1, words
    page.close()


@pytest.mark.browser
def test_an_image_of_a_page_that_allows_no_style_sets_its_words_larger_where_it_is_small(browser):
    policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; img-src data:\">"
    shots = []
    picture = drawn()
    for svg in (picture.svg, re.sub("<style>.*</style>", "", picture.svg)):
        page = browser.new_page(viewport={"width": 300, "height": 300})
        page.set_content(f'{policy}<img width="280" src="{replace(picture, svg=svg).source}">')
        shots.append(page.locator("img").screenshot())
        page.close()
    assert shots[0] != shots[1]


def test_a_chart_writes_a_published_figure_as_sentences_and_tables_do():
    beside = (published("england", "England", 20.35), published("region", "North West", 20.0, are_whole=False))
    picture = drawn(comparators=beside, target=target(8.25))
    assert [say_published(each) for each in beside] == ["20.4%", "20.0%"]
    assert {">England 20.4%<", ">North West 20.0%<", ">Target 8.25%<"} <= set(re.findall(">[^<>]+<", picture.svg))
