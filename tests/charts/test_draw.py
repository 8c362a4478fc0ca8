"""What a picture holds: the same bytes each time, no hidden figure, nothing that runs or loads, colours that can be seen."""

import base64
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest

from charts.examples import DISTRICT, HIDE, entry, events, group_rows, released, rows
from helpers.charts import Drawn, draw_breakdown, draw_chart, draw_sparkline, notebook_style
from helpers.charts.groups import MOST_GROUPS
from helpers.charts.style import DARK_BLUE, GREY_INK, INK, MID_BLUE, ORANGE
from helpers.errors import DefinitionError
from helpers.indicator import Chart

ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(["src", "tests"])}
MONTHS = [80, 90, 85, 70, 60, 65, 70, 95, 99, 85, 80, 75] * 2


def drawings(hidden_number=None):
    """A picture of each kind, one month or group of each hidden; the frame may hold a number there all the same."""
    trend, bars = entry(), events(code="CLA_START", chart=Chart.MONTHLY_COUNTS)
    share = entry("share", code="CLA_HA", breakdowns=(DISTRICT,))
    months = [*MONTHS[:15], HIDE, *MONTHS[16:]]
    groups = {"Fylde": [(30, 60)] * 13, "Pendle <b>&": [HIDE] * 13, "Wyre $x_2$": [(20, 60)] * 13}
    figures = released(rows(trend, months), rows(bars, months), group_rows(share, "district", groups))
    if hidden_number is not None:
        figures.frame.loc[figures.frame["is_hidden"], ["numerator", "denominator", "value"]] = hidden_number
    return [
        draw_chart(trend, figures),
        draw_sparkline(trend, figures),
        draw_chart(bars, figures),
        draw_breakdown(share, figures, DISTRICT),
    ]


def test_the_same_figures_give_the_same_bytes():
    assert drawings() == drawings()


def test_pictures_are_small_and_share_no_identifier():
    for drawn in drawings():
        assert len(drawn.svg) < 4000
        assert not re.search(r"\b(?:id|href)=", drawn.svg)


def test_plotting_libraries_are_loaded_when_something_is_drawn_and_not_before():
    told = [
        subprocess.run([sys.executable, "-c", f"{code}; import sys; print('seaborn' in sys.modules)"], env=ENVIRONMENT,
                       capture_output=True, text=True, check=True).stdout.strip()
        for code in ("import helpers.section", "from charts.test_draw import drawings; drawings()")
    ]  # fmt: skip
    assert told == ["False", "True"]


def test_a_hidden_figure_changes_nothing_in_picture_or_words():
    assert drawings(hidden_number=4321) == drawings(hidden_number=7) == drawings()


def test_a_line_has_a_gap_where_a_month_is_hidden():
    indicator = entry()
    lines = [
        len(re.findall(r'stroke="#(?:12436D|2073BC)"', draw_sparkline(indicator, released(rows(indicator, numbers))).svg))
        for numbers in (MONTHS, [*MONTHS[:6], HIDE, *MONTHS[7:]])
    ]
    assert lines[1] == lines[0] + 1
    assert ">[c]<" in draw_chart(indicator, released(rows(indicator, [*MONTHS[:6], HIDE, *MONTHS[7:]]))).svg


def test_pictures_are_plain_well_formed_and_name_no_address():
    for drawn in drawings():
        ElementTree.fromstring(drawn.svg)
        without_namespaces = re.sub(r'xmlns(:\w+)?="[^"]+"', "", drawn.svg)
        assert not re.search(r"<script|http|<metadata|<!|DejaVu|url\((?!#)", without_namespaces)


def test_names_from_an_extract_are_text_in_picture_and_words():
    indicator = entry(breakdowns=(DISTRICT,))
    name = 'A<script>alert(1)</script>"\x00\x1b$^{2}$'
    drawn = draw_breakdown(indicator, released(group_rows(indicator, "district", {name: [9], "Wyre": [8]})), DISTRICT)
    ElementTree.fromstring(drawn.svg)
    assert "<script" not in drawn.svg
    assert "<script" not in drawn.html()
    assert "$^{2}$" in drawn.svg


def test_a_figure_holds_its_title_picture_and_alternative_and_explains_its_shorthand():
    drawn = drawings()[0]
    html = str(drawn.html())
    assert html.startswith(f'<figure class="chart"><figcaption>{drawn.title}</figcaption><img src="data:image/svg+xml;base64,')
    assert f'alt="{drawn.text_alternative}"' in html
    assert html.endswith('<p class="note">[c] hidden so that nobody can be recognised.</p></figure>')
    assert base64.b64decode(drawn.source.split(",")[1]).decode() == drawn.svg
    assert " style=" not in html


def test_text_is_escaped_in_html():
    html = str(Drawn("<svg/>", 'say "a" <b>', "<i>title</i>", "<u>").html())
    assert "<b>" not in html and "<i>" not in html and "<u>" not in html
    assert 'alt="say &#34;a&#34; &lt;b&gt;"' in html


def test_too_many_groups_to_draw_are_said_to_be():
    indicator = entry(breakdowns=(DISTRICT,))
    groups = {f"District {number:03d}": [number + 6] for number in range(MOST_GROUPS + 1)}
    drawn = draw_breakdown(indicator, released(group_rows(indicator, "district", groups)), DISTRICT)
    assert drawn.svg == ""
    assert "41 groups, too many to draw; the table gives each." in drawn.text_alternative


def test_groups_are_drawn_in_reading_order_and_not_by_size():
    indicator = entry(breakdowns=(DISTRICT,))
    groups = group_rows(indicator, "district", {"Wyre": [9], "Ash": [6], "Moor": [12]})
    drawn = draw_breakdown(indicator, released(groups), DISTRICT)
    assert re.findall(r">(Ash|Moor|Wyre)<", drawn.svg) == ["Ash", "Moor", "Wyre"]


def test_a_chart_of_groups_needs_groups():
    with pytest.raises(DefinitionError, match="it has none"):
        draw_chart(entry(chart=Chart.GROUPS), released())


@pytest.mark.parametrize(("colour", "least"), [(DARK_BLUE, 4.5), (MID_BLUE, 4.5), (INK, 4.5), (GREY_INK, 4.5), (ORANGE, 3.0)])
def test_words_and_marks_stand_out_from_white(colour, least):
    assert contrast(colour, "#FFFFFF") >= least


def test_the_mark_of_a_year_earlier_stands_out_from_a_bar():
    assert contrast(ORANGE, DARK_BLUE) >= 3


def contrast(one, other):
    """The ratio of two colours' luminances, as the Web Content Accessibility Guidelines define it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.browser
def test_in_jupyterlab_words_of_a_table_stand_at_the_left_and_numbers_at_the_right(browser):
    of_jupyterlab = ":not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon :is(td, th, tr) { text-align: right; max-width: none }"
    table = '<table><tbody><tr><th scope="row">East</th><td>word</td><td class="number">2</td></tr></tbody></table>'
    page = browser.new_page()
    page.set_content(
        f"<style>{of_jupyterlab}</style>"
        f'<div class="jp-RenderedHTMLCommon"><div class="workbook">{notebook_style()}{table}</div></div>'
    )
    sides = page.locator("th, td").evaluate_all("cells => cells.map(cell => getComputedStyle(cell).textAlign)")
    page.close()
    assert sides == ["left", "left", "right"]


def test_the_notebook_s_look_touches_helpers_outputs_alone():
    rules = re.findall(r"^([^{]+)\{", notebook_style().split(">", 1)[1].rsplit("<", 1)[0], re.MULTILINE)
    assert rules
    assert all(part.strip().startswith(".workbook") for rule in rules for part in rule.split(","))
