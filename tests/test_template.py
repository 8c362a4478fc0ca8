"""The page: one heading, one style by its hash, nothing that runs or loads, and only what a reader may see."""

import base64
import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

import helpers.publish
from charts.examples import DISTRICT, HIDE, entry, group_rows, released, rows
from helpers.charts import draw_breakdown, draw_chart, notebook_style
from helpers.tables import group_table, heading_id, month_table

PUBLISH = Path(helpers.publish.__file__).parent
TEMPLATE = PUBLISH / "template"
PAGE_TYPE = "application/vnd.council-workbook.page+json"
PAGE = {
    "title": "Placements", "section": "placements", "council": "Exampleshire", "month": "2026-10",
    "month_words": "October 2026", "edition": "board", "edition_words": "Board edition", "restricted": False, "draft": False,
    "navigation": [
        {"href": "index.html", "title": "Summary", "current": False},
        {"href": "placements.html", "title": "Placements", "current": True},
    ],
}  # fmt: skip


def shown(html, **more):
    return new_code_cell("secret = 'an input'", outputs=[new_output("display_data", {"text/html": html, **more})])


def page(*cells, resources=None, metadata=None, **options):
    """The page of a notebook that opens with its metadata, by the exporter that comes with nbconvert."""
    opening = shown("<p>Opening</p>", **{PAGE_TYPE: PAGE | (metadata or {})})
    exporter = HTMLExporter(template_name=TEMPLATE.name, extra_template_basedirs=[str(PUBLISH)], **options)
    return exporter.from_notebook_node(new_notebook(cells=[opening, *cells]), resources)[0]


def heading(words):
    return new_markdown_cell(f"## {words}")


def soup(html):
    return BeautifulSoup(html, "html.parser")


def hash_of(text):
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_hash_beside_the_style_is_that_of_the_style():
    style = (TEMPLATE / "style.css").read_text(encoding="utf-8").removesuffix("\n")
    kept = (TEMPLATE / "style.sha256").read_text(encoding="ascii").strip()
    assert kept == hash_of(style), "style.css has changed: write the hash on the right into style.sha256"


def test_a_page_has_one_style_which_its_policy_allows_and_nothing_else():
    html = page(shown(f"<p>a</p>{notebook_style()}<p>b</p>"))
    styles = re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL)
    (policy,) = soup(html).select('meta[http-equiv="Content-Security-Policy"]')
    assert len(styles) == 1
    assert policy["content"] == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{hash_of(styles[0])}'; base-uri 'none'; form-action 'none'"
    )
    assert "<p>a</p><p>b</p>" in html


def test_a_page_has_a_language_a_title_one_first_heading_and_landmarks():
    html = page(heading("One"))
    assert html.lower().startswith("<!doctype html>")
    assert '<html lang="en-GB">' in html
    assert "<title>Placements - October 2026 - Exampleshire corporate parenting report</title>" in html
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", html) == ["Placements"]
    assert html.count("<main") == html.count("<header") == html.count("<footer") == 1
    assert 'href="#main"' in html and 'id="main"' in html
    assert [words for words in ("Exampleshire", "October 2026", "Board edition") if words not in html.split("<main")[0]] == []


def test_only_prose_and_displayed_html_are_printed():
    outputs = [
        new_output("stream", name="stdout", text="SECRET-1"),
        new_output("error", ename="SECRET-2", evalue="SECRET-3", traceback=["SECRET-4"]),
        new_output("display_data", {"image/png": "SECRET5", "text/markdown": "SECRET-6", "application/javascript": "SECRET-7"}),
        new_output("execute_result", {"text/html": "<p>kept</p>", "text/plain": "SECRET-8"}),
    ]
    html = page(new_code_cell("SECRET-9", outputs=outputs), new_raw_cell("SECRET-10"), new_markdown_cell("*prose*"))
    assert "SECRET" not in html and "an input" not in html
    assert "<p>kept</p>" in html and "<em>prose</em>" in html


def test_what_a_caller_knows_of_the_page_goes_before_the_notebook_s_own():
    assert "<h1>Other</h1>" in page(resources={"page": PAGE | {"title": "Other"}})


def test_a_notebook_that_says_nothing_of_its_page_makes_one_all_the_same():
    exporter = HTMLExporter(template_name=TEMPLATE.name, extra_template_basedirs=[str(PUBLISH)])
    html = exporter.from_notebook_node(new_notebook(cells=[shown("<p>7</p>")]), {"metadata": {"name": "50_placements"}})[0]
    assert "<h1>50_placements</h1>" in html and "<p>7</p>" in html


@pytest.mark.parametrize("exclude", [True, False])
def test_headings_have_stable_names_whatever_the_exporter_does(exclude):
    html = page(heading("Visits & reviews, in *time*"), heading("Twice"), heading("Twice"), exclude_anchor_links=exclude)
    assert f'<h2 id="{heading_id("Visits & reviews, in time")}">Visits &amp; reviews, in <em>time</em></h2>' in html
    assert '<h2 id="twice">Twice</h2>' in html and '<h2 id="twice-2">Twice</h2>' in html
    assert "¶" not in html and "anchor-link" not in html
    names = re.findall(r' id="([^"]+)"', html)
    assert len(names) == len(set(names))


def test_headings_of_outputs_are_named_too_and_lower_ones():
    html = page(shown("<section><h2>From a helper</h2><h3>Lower</h3></section>"))
    assert '<h2 id="from-a-helper">From a helper</h2><h3 id="lower">Lower</h3></section>' in html


def test_a_list_of_contents_stands_where_there_are_more_than_two_headings():
    assert "On this page" not in page(heading("One"), heading("Two"))
    html = page(heading("One"), heading("Two & *two*"), heading("Three"))
    links = soup(html).select("nav.contents a")
    assert [(link["href"], link.text) for link in links] == [("#one", "One"), ("#two-two", "Two & two"), ("#three", "Three")]


def test_the_present_section_is_marked_in_the_navigation():
    assert [link.text for link in soup(page()).select("nav.sections a[aria-current=page]")] == ["Placements"]
    assert [link["href"] for link in soup(page()).select("nav.sections a")] == ["index.html", "placements.html"]


def test_a_restricted_page_and_a_draft_say_so_on_screen_and_on_paper():
    plain, marked = page(), page(metadata={"restricted": True, "draft": True})
    body = plain.split("<body>")[1]
    assert "Restricted" not in body and "Draft" not in body
    body = marked.split("<body>")[1]
    assert '<p class="restricted"><strong>Restricted</strong> This page shows small numbers.' in body
    assert '<span class="draft">Draft</span>' in body and "Draft: not yet signed off" in body
    assert 'Board edition · <strong>Draft</strong> · <strong class="secret">Restricted</strong> · Placements</span>' in body


def test_what_is_said_of_a_page_is_text():
    bad = '<script>alert(1)</script>"{{ 7 * 7 }}'
    words = dict.fromkeys(("title", "council", "month_words", "edition_words"), bad)
    html = page(metadata=words | {"restricted": True, "navigation": [{"href": 'x" onclick="y', "title": bad, "current": False}]})
    assert soup(html).find("script") is None and soup(html).find(onclick=True) is None
    assert soup(html).h1.text == bad


# What a file may hold as a district's name.
HOSTILE = "West <img src=x onerror=alert(1)><script>alert(2)</script>"


def whole_page():
    indicator = entry("share", breakdowns=(DISTRICT,))
    groups = {"Fylde": [(30, 60)] * 24, HOSTILE: [(20, 60)] * 23 + [(HIDE, 0)]}
    figures = released(rows(indicator, [(50 + at, 120) for at in range(24)]), group_rows(indicator, "district", groups))
    parts = [
        draw_chart(indicator, figures).html(),
        month_table(indicator, figures),
        draw_breakdown(indicator, figures, DISTRICT).html(),
        group_table(indicator, figures, DISTRICT),
    ]
    return page(heading("One"), *[shown(str(part)) for part in parts], metadata={"restricted": True, "draft": True})


def test_a_whole_page_has_no_script_no_inline_style_and_no_other_address():
    html = whole_page()
    assert not re.search(r"<script|<link|<iframe|@import|javascript:", html)
    assert not [name for element in soup(html).find_all(True) for name in element.attrs if name.startswith("on")]
    assert not re.search(r"<[^>]+\sstyle=", html)
    assert not re.search(r"https?:|url\(", html)
    assert "No description has been provided" not in html
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    assert len(html) < 150_000


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_a_browser_shows_a_page_without_sideways_scrolling_or_complaint(tmp_path, browser, width):
    (tmp_path / "page.html").write_text(whole_page(), encoding="utf-8")
    seen = browser.new_page(viewport={"width": width, "height": 800})
    complaints, requests = [], []
    seen.on("console", lambda message: complaints.append(message.text))
    seen.on("request", lambda request: requests.append(request.url.split(":")[0]))
    seen.on("dialog", lambda dialog: (complaints.append("a dialog"), dialog.dismiss()))
    seen.goto((tmp_path / "page.html").as_uri())
    assert seen.evaluate("document.documentElement.scrollWidth") == width
    assert seen.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(18, 67, 109)"
    assert seen.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    assert HOSTILE in seen.inner_text("main")
    seen.close()
    assert complaints == [] and set(requests) <= {"file", "data"}
