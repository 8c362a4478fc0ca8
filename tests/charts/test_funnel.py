"""A funnel: a dot a district that may be shown, the limits of chance round the whole, names for those outside, no ranking."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from charts.examples import DISTRICT, HIDE, entry, events, group_rows, released, rows
from helpers.charts import draw_funnel
from helpers.charts.funnel import Funnel, _curve
from helpers.charts.series import Cell, State
from helpers.indicator import Kind
from helpers.months import Window

SHARE = entry("share", title="Health assessments", breakdowns=(DISTRICT,))
RATE = entry("rate", breakdowns=(DISTRICT,))
EVEN = {"Ash": [(50, 100)], "Brook": [(48, 100)], "Combe": [(53, 100)], "Dene": [(49, 100)]}


def funnel(groups, whole=(200, 400), indicator=SHARE):
    return draw_funnel(indicator, released(rows(indicator, [whole]), group_rows(indicator, "district", groups)), DISTRICT)


def dots(drawn):
    """How many dots and how many triangles there are, the key's too."""
    return len(re.findall(r'<circle [^>]*fill="#12436D"', drawn.svg)), len(re.findall(r'<path [^>]*fill="#F46A25"', drawn.svg))


def test_districts_outside_the_limits_are_named_by_the_alphabet_and_the_others_not():
    drawn = funnel(EVEN | {"Moor": [(90, 100)], "Elm": [(5, 100)]})
    assert drawn.title == "Two of six districts differ from the whole by more than chance: Elm (lower), Moor (higher)"
    assert re.findall(r">(Ash|Brook|Combe|Dene|Elm|Moor)<", drawn.svg) == ["Elm", "Moor"]
    assert dots(drawn) == (4 + 1, 2 + 2)
    assert "Within the limits: the other 4." in drawn.text_alternative
    assert not re.search(r"better|worse|rank|best|worst", drawn.title + drawn.text_alternative + drawn.note + drawn.svg)


def test_the_marks_of_higher_lower_and_within_differ_in_shape():
    svg = funnel(EVEN | {"Moor": [(90, 100)], "Elm": [(5, 100)]}).svg
    tips = re.findall(r'<path d="M[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)L[^>]*fill="#F46A25"', svg)
    assert {float(tip) < float(base) for tip, base in tips} == {True, False}
    assert svg.count("<circle") == 4 + 1


def test_titles_say_one_none_and_all():
    assert funnel(EVEN | {"Elm": [(95, 100)]}).title == (
        "One of five districts differs from the whole by more than chance: Elm (higher)"
    )
    assert funnel(EVEN).title == "No district differs from the whole by more than chance"
    assert funnel({name: [(99, 100)] for name in EVEN}).title.startswith("All four districts differ from the whole")


def test_limits_of_a_share_are_counts_of_the_binomial_from_its_table():
    """Of 100 at 50%: at most 39 come about with 1.76% and at most 40 with 2.84%; at most 34 with 0.09%, at most 35 with 0.18%."""
    said = funnel(EVEN).text_alternative
    assert "Chance alone would put a district of 100 at 40.0% to 60.0% (95% limits) or 35.0% to 65.0% (99.8% limits)." in said
    assert said.startswith("Funnel of 4 districts: health assessments at the end of October 2026, each by its size.")
    assert "The whole: 50.0% (200 of 400)." in said


def test_limits_of_a_rate_are_counts_of_poisson_worked_by_hand():
    """Of 10,000 where 10 are expected: at most 4 come about with 2.9% and at most 17 with 98.6%, so 4 to 17 of them."""
    drawn = funnel({name: [(10, 10_000)] for name in "ABC"} | {"D": [(18, 10_000)], "E": [(4, 10_000)]}, (50, 50_000), RATE)
    assert "a district of 10,000 at 4.0 to 17.0 (95% limits) or 2.0 to 21.0 (99.8% limits)." in drawn.text_alternative
    assert drawn.title == "One of five districts differs from the whole by more than chance: D (higher)"
    assert "D: 18.0 per 10,000, above the 95% limits." in drawn.text_alternative


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize("whole", [(985, 1000), (500, 1000), (20, 1000)])
def test_the_curve_of_a_share_parts_the_counts_within_from_those_outside(whole, confidence):
    drawn = Funnel(Kind.SHARE, "district", {}, Cell(Kind.SHARE, *whole, State.SHOWN), {}, {})
    for side, way in ((0, -1), (1, 1)):
        for size, on_curve in zip(*_curve(drawn, (2.2, 240.4), confidence, side), strict=True):
            last = drawn.limits(size, confidence)[side]
            assert size == round(size) and 0 <= on_curve <= 100
            assert way * (on_curve - last) > -1e-9
            assert way * (last + way * 100 / size - on_curve) > 0 or last in (0, 100)


def test_all_of_a_district_is_within_where_nearly_all_of_the_whole_are():
    sure = {name: [(size, size)] for name, size in zip("ABCD", (60, 80, 105, 120), strict=True)}
    assert funnel(sure, (985, 1000)).title == "No district differs from the whole by more than chance"


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_the_curve_of_a_rate_parts_the_counts_within_from_those_outside(confidence):
    shown = Cell(Kind.RATE, 60, 60_000, State.SHOWN)
    drawn = Funnel(Kind.RATE, "district", {}, shown, {}, {})
    for side, way in ((0, -1), (1, 1)):
        x, y = _curve(drawn, (2_000.0, 30_000.0), confidence, side)
        for size in range(3_000, 29_000, 1_700):
            after = next(at for at, each in enumerate(x) if each >= size)
            along = (size - x[after - 1]) / (x[after] - x[after - 1])
            on_curve = (y[after - 1] + along * (y[after] - y[after - 1])) * size / 10_000
            count = round(drawn.limits(size, confidence)[side] * size / 10_000)
            assert way * (on_curve - count) > -0.1
            assert way * (on_curve - count - way) < 0.1


def test_a_hidden_district_leaves_no_dot_no_name_and_no_number():
    groups = EVEN | {"Elm": [HIDE], "Not recorded": [(1, 100)]}
    drawn = funnel(groups)
    assert dots(drawn) == (4 + 1, 0)
    assert drawn.title == "No district that can be shown differs from the whole by more than chance"
    assert "Elm" not in drawn.svg + drawn.title + drawn.text_alternative + drawn.note
    assert "One district is left out: hidden so that" in drawn.note and "One district is left out" in drawn.text_alternative
    figures = released(rows(SHARE, [(200, 400)]), group_rows(SHARE, "district", groups))
    figures.frame.loc[figures.frame["is_hidden"], ["numerator", "denominator", "value"]] = 4321
    assert draw_funnel(SHARE, figures, DISTRICT) == drawn


@pytest.mark.parametrize(
    ("groups", "whole", "indicator", "said"),
    [
        (EVEN, HIDE, SHARE, "no limits of chance, as the figure of the whole is hidden so that"),
        (EVEN, (0, 0), SHARE, "no limits of chance, as the figure of the whole is not applicable"),
        (EVEN, None, SHARE, "no limits of chance, as the figure of the whole is not available."),
        (EVEN | {"Ash": [HIDE]}, (200, 400), SHARE, "they need 4 districts with a figure that can be shown, and there are 3."),
        ({}, (200, 400), SHARE, "and there are 0."),
        ({"Ash": [5]}, 5, entry(), "Children looked after by district: only a share or a rate"),
    ],
)
def test_without_a_whole_or_enough_districts_there_is_a_sentence(groups, whole, indicator, said):
    drawn = funnel(groups, whole, indicator)
    assert drawn.svg == ""
    assert said in drawn.text_alternative
    assert drawn.html().startswith('<p class="note">')


def test_without_any_figure_there_is_a_sentence():
    assert draw_funnel(SHARE, released(), DISTRICT).text_alternative == "Health assessments by district: no figures."


def test_the_headline_window_is_the_one_drawn():
    indicator = events("share", headline=Window.ROLLING_12, breakdowns=(DISTRICT,))
    drawn = funnel(EVEN, indicator=indicator)
    assert "in the 12 months to October 2026" in drawn.text_alternative


@pytest.mark.parametrize("groups", [
    {name: [(0, 5000)] for name in "ABCD"},
    {name: [(0, size)] for name, size in zip("ABCD", (400, 500, 9000, 20_000), strict=True)},
    {name: [(size // 9, size)] for name, size in zip("ABCDE", (1, 2, 9000, 20_000, 20_000), strict=True)},
])  # fmt: skip
@pytest.mark.parametrize("whole", [(0, 30_000), (3, 30_000), (900, 30_000)])
@pytest.mark.parametrize("indicator", [SHARE, RATE], ids=["share", "rate"])
def test_no_figures_are_too_odd_to_draw(groups, whole, indicator):
    drawn = funnel(groups, whole, indicator)
    ElementTree.fromstring(drawn.svg)
    assert "nan" not in drawn.svg.lower() and "nan" not in drawn.text_alternative.split()


def test_the_same_figures_give_the_same_bytes_in_any_order():
    groups = EVEN | {"Moor": [(90, 100)], "Elm": [(5, 100)]}
    once = funnel(groups)
    assert funnel(dict(reversed(groups.items()))) == once
    assert not re.search(r"<script|http|<metadata", re.sub(r'xmlns(:\w+)?="[^"]+"', "", once.svg))


def test_curves_end_inside_the_picture_s_frame():
    svg = funnel(EVEN | {"Moor": [(90, 100)], "Elm": [(5, 100)]}).svg
    curves = re.findall(r'<path d="(M[^"]+)" fill="none" stroke="#4A545E" stroke-width="1.6"', svg)
    places = [tuple(map(float, place.split())) for curve in curves for place in re.split("[ML]", curve) if place]
    assert len(curves) == 4
    assert all(0 <= x <= 510 and 70 <= y <= 380 - 66 for x, y in places)


def test_names_from_an_extract_are_text_and_long_ones_are_cut_in_the_picture_alone():
    name = 'A<script>alert(1)</script>"\x00$^{2}$ of a very long name'
    drawn = funnel(EVEN | {name: [(99, 100)]})
    ElementTree.fromstring(drawn.svg)
    assert "<script" not in drawn.svg + drawn.html() and " style=" not in drawn.html()
    assert "…" in drawn.svg and name in drawn.title
