"""Districts side by side: a band by word, mark and class; none for what is hidden or of context; whose thresholds they are."""

import re
from html import unescape
from pathlib import Path

import pytest

import helpers.publish
from charts.examples import DISTRICT, HIDE, entry, group_rows, grouping, released, rows
from charts.test_draw import contrast
from helpers.compare.bands import Band
from helpers.indicator import Polarity
from helpers.tables import heat_map
from test_tables import notes as escaped_notes
from test_tables import read

STYLE = (Path(helpers.publish.__file__).parent / "template" / "style.css").read_text(encoding="utf-8")
HIGH = {"polarity": Polarity.HIGHER_IS_BETTER, "breakdowns": (DISTRICT,)}
VISITS = entry("share", code="VISITS", title="Visits in time", **HIGH)
CARE = entry("rate", code="CARE", title="Children looked after", breakdowns=(DISTRICT,))
SPELLS = entry(code="SPELLS", title="Exclusions", **HIGH)
SPACE = "\N{NO-BREAK SPACE}"
WORDS = ("Good", "Close", "Off target", "Concern")
AGREED = "Bands are the council's own thresholds (agreed: the Board, 1 April 2026); they are not an inspection judgement."


def notes(html):
    return [unescape(note) for note in escaped_notes(html)]


def place(at, of=4):
    return lambda code, group: Band(WORDS[at - 1], at, of)


GOOD = place(1)


def mapped(*indicators, band_for=GOOD, groups=None, whole=(90, 100), agreed="agreed: the Board, 1 April 2026"):
    groups = groups or {"Wyre": [(80, 100)], "Fylde": [(95, 120)]}
    many = [group_rows(each, "district", groups) + rows(each, [whole]) for each in indicators]
    return heat_map(indicators, released(*many), DISTRICT, band_for, agreed)


def test_a_row_an_indicator_and_a_column_a_district_after_the_whole():
    html = mapped(VISITS, band_for=lambda code, group: {"all": Band("Good", 1, 4), "Wyre": Band("Off target", 3, 4)}.get(group))
    assert read(html) == [
        ["Indicator", "All together", "Fylde", "Wyre"],
        ["Visits in time At the end of October 2026", f"●{SPACE}90.0% Good", "79.2%", f"▲{SPACE}80.0% Off target"],
    ]
    assert notes(html) == [AGREED]


def test_a_band_is_a_word_a_mark_hidden_from_speech_and_a_class():
    html = mapped(VISITS, band_for=place(4))
    assert '<span class="tile band-4-of-4"><span aria-hidden="true">■</span>&nbsp;80.0% ' in html
    assert '80.0% <span class="band-word">Concern</span></span></td>' in html


@pytest.mark.parametrize(("of", "marks"), [(2, "●■"), (3, "●○■"), (4, "●○▲■")])
def test_each_band_has_its_own_mark_and_its_own_look(of, marks):
    looks = set()
    for at in range(1, of + 1):
        assert f">{marks[at - 1]}</span>" in mapped(VISITS, band_for=place(at, of))
        look = re.search(rf'(?:\.band-{at}-of-{of}\b|\*=" band-{at}-of").*?background: (#\w+); border-left: 4px (\w+) ', STYLE)
        assert contrast("#1A2430", look[1]) >= 4.5
        looks.add(look.groups())
    assert len(looks) == of and len({border for _, border in looks}) == of


def test_what_is_of_context_has_no_band_whatever_is_said_of_it():
    html = mapped(CARE, whole=(90, 10_000), groups={"Wyre": [(20, 5_000)]})
    assert read(html)[1] == ["Children looked after Per 10,000 at the end of October 2026", "90.0", "40.0"]
    assert "band-" not in html
    assert notes(html) == ["Without a band, as neither higher nor lower is better: Children looked after."]


def test_a_hidden_figure_has_no_number_and_no_band_and_its_band_is_not_asked_for():
    asked = []
    groups = {"Wyre": [HIDE], "Fylde": [(95, 120)]}
    figures = released(rows(VISITS, [HIDE]), group_rows(VISITS, "district", groups))
    figures.frame.loc[figures.frame["is_hidden"], ["numerator", "denominator", "value"]] = 4321
    html = heat_map([VISITS], figures, DISTRICT, lambda code, group: asked.append((code, group)) or Band("Good", 1, 4))
    assert asked == [("VISITS", "Fylde")]
    assert read(html)[1][1:] == ["[c]", f"●{SPACE}79.2% Good", "[c]"]
    assert "4321" not in html and html.count("band-1-of-4") == 1
    assert notes(html)[0] == "Bands are the council's own thresholds; they are not an inspection judgement."
    assert notes(html)[-1].startswith("[c] hidden so that ")


def test_where_no_threshold_is_set_the_table_says_so_and_names_nobody_s():
    assert notes(mapped(VISITS, band_for=lambda code, group: None)) == [
        "Without a band, as no figure that can be shown has a threshold: Visits in time."
    ]


def test_children_whose_district_is_not_recorded_have_no_column():
    html = mapped(VISITS, groups={"Wyre": [(80, 100)], "Not recorded": [(1, 9)]})
    assert read(html)[0] == ["Indicator", "All together", "Wyre"]


def test_a_district_that_one_indicator_never_names_has_none_to_count_in_it():
    many = [
        rows(each, [(90, 100)]) + group_rows(each, "district", {name: [(80, 1000)]})
        for each, name in ((VISITS, "Wyre"), (CARE, "Fylde"))
    ]
    counts = rows(SPELLS, [9]) + group_rows(SPELLS, "district", {"Wyre": [9]})
    table = read(heat_map([VISITS, CARE, SPELLS], released(*many, counts), DISTRICT, lambda code, group: None))
    assert [row[2:] for row in table[1:]] == [["[z]", "8.0%"], ["800.0", "[x]"], ["0", "9"]]


def test_an_indicator_without_districts_is_named_below_and_a_table_without_any_is_a_sentence():
    figures = released(rows(VISITS, [(1, 2)]), rows(CARE, [(1, 2)]), group_rows(CARE, "district", {"Wyre": [(1, 2)]}))
    html = heat_map([VISITS, CARE], figures, DISTRICT, place(1))
    assert len(read(html)) == 2
    assert "Without figures by district: Visits in time." in notes(html)
    sentence = '<p class="note">There are no figures by district for a table.</p>'
    assert heat_map([VISITS], figures, DISTRICT, place(1)) == heat_map([VISITS], released(), DISTRICT, place(1)) == sentence


def test_groups_given_stand_in_their_order():
    areas = grouping("area", "Area", ["West", "East"])
    figures = released(rows(VISITS, [(1, 2)]), group_rows(VISITS, "area", {"East": [(1, 2)], "West": [(1, 2)], "Far": [(1, 2)]}))
    assert read(heat_map([VISITS], figures, areas, place(1)))[0][2:] == ["West", "East", "Far"]


def test_names_and_words_are_text_and_the_table_has_caption_scopes_and_no_inline_style():
    bad = "<script>alert(1)</script> & {{ 7 * 7 }}"
    indicator = entry("share", title=bad, **HIGH)
    groups = {bad: [(8, 10)], "A": [(8, 10)], "B": [(8, 10)]}
    html = mapped(indicator, band_for=lambda code, group: Band(bad, 1, 2), groups=groups, agreed=bad)
    assert not re.search(r"<script|49|\sstyle=", html)
    assert read(html)[0][2:] == ["<script>alert(1)</script> & {{ 7 * 7 }}", "A", "B"]
    assert all('scope="' in head for head in re.findall(r"<th\b[^>]*>", html))
    assert '<div class="scroll" tabindex="0" role="region" aria-labelledby="table-heat-map-district">' in html
    assert '<caption id="table-heat-map-district"><span>Indicators by district, October 2026' in html
