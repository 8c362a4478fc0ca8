"""WCAG 2.2 AA in a real browser: what axe finds, and what it can't see: the keyboard, zoom, tables on a narrow screen."""

import base64
import re

import pytest

from report.browsing import FILES

pytestmark = pytest.mark.browser

TEXT, BOLD = 4.5, 3.0
# Screens so narrow that nothing may have to be moved sideways, and the smallest words of a chart there, in CSS pixels.
NARROW = (320, 400)
LEAST = 11

# The colours of every word that is shown, and of what lies behind it.
COLOURS = """() => {
  const behind = element => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!/rgba\\(.*, 0\\)|transparent/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = {};
  for (const element of document.querySelectorAll('body, body *')) {
    const words = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('').trim();
    if (!words || !element.getClientRects().length) continue;
    const look = getComputedStyle(element);
    found[`${look.color}|${behind(element)}`] ??= words.slice(0, 40);
  }
  return found;
}"""

# Where the keyboard is: its place among all elements, what surrounds it, and whether it can be seen.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const look = getComputedStyle(element), box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const x = box.x + Math.min(box.width, 40) / 2, y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(x, y);
  return {
    place: [...document.querySelectorAll('*')].indexOf(element),
    words: (element.textContent || '').trim().slice(0, 40),
    line: look.outlineStyle === 'none' ? 0 : parseFloat(look.outlineWidth), colour: look.outlineColor,
    seen: box.bottom > 0 && box.top < innerHeight && !!top && (element.contains(top) || top.contains(element)),
  };
}"""
# All that the keyboard should come to, in the order of the page.
TO_REACH = """() => [...document.querySelectorAll('*')].map((element, place) => [element, place]).filter(([element]) =>
  element.matches('a[href], summary, [tabindex="0"]') && element.checkVisibility()).map(([_, place]) => place)"""


def channels(colour: str) -> list[float]:
    found = [float(part) for part in re.findall(r"[\d.]+", colour)]
    assert len(found) == 3 or found[3] == 1, f"{colour} lets something through"
    return found[:3]


def luminance(colour: str) -> float:
    parts = [part / 255 for part in channels(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(18, 67, 109)", "rgb(255, 255, 255)") == pytest.approx(10.25, abs=0.005)


@pytest.mark.parametrize(("file", "edition"), [*((file, "board") for file in FILES), ("placements.html", "analyst")])
def test_axe_finds_nothing(open_page, file: str, edition: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(file, edition=edition, bypass_csp=True)
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response
    assert len(found["passes"]) > 20, "axe has looked at nothing"
    assert [(one["id"], one["nodes"][0]["html"][:200], len(one["nodes"])) for one in found["violations"]] == []


def test_all_words_stand_out_from_what_lies_behind_them(open_page) -> None:
    for file, edition in [*((file, "board") for file in FILES), ("index.html", "analyst")]:
        found = open_page(file, edition=edition).evaluate(COLOURS)
        assert len(found) > 3
        faint = {f"{words} ({pair})" for pair, words in found.items() if contrast(*pair.split("|")) < TEXT}
        assert not faint, f"{file}: {faint}"


def test_the_edge_of_a_band_and_the_mark_of_the_present_page_stand_out(open_page) -> None:
    page = open_page("index.html")
    edges = page.evaluate("""() => [...document.querySelectorAll('.band, .tile[class*=band-], [aria-current=page]')].map(e => {
      const look = getComputedStyle(e); return [look.borderLeftColor, look.backgroundColor]; })""")
    assert len(edges) > 10
    for colour, ground in {tuple(edge) for edge in edges}:
        assert contrast(colour, ground) >= BOLD, f"{colour} on {ground}"
        assert contrast(colour, "rgb(255, 255, 255)") >= BOLD, f"{colour} on white"


@pytest.mark.parametrize("file", FILES)
def test_the_keyboard_walks_through_a_page_in_its_order_seen_at_every_step_and_out_at_its_end(open_page, file: str) -> None:
    page = open_page(file, 1280, height=700)
    to_reach, reached = page.evaluate(TO_REACH), []
    for _ in range(len(to_reach) + 1):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None:
            break
        reached.append(at["place"])
        assert at["seen"], f"{file}: the focus is out of sight on {at['words']}"
        assert at["line"] >= 2, f"{file}: no line round {at['words']}"
        assert contrast(at["colour"], "rgb(255, 255, 255)") >= BOLD
    assert reached == to_reach


def test_what_is_folded_away_opens_by_the_keyboard(open_page) -> None:
    page = open_page("placements.html")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open] dl.how-counted").first.is_visible()


@pytest.mark.parametrize("file", FILES)
def test_letters_twice_as_large_and_a_window_half_as_wide_cut_nothing_off(open_page, file: str) -> None:
    page = open_page(file, 640, height=450, device_scale_factor=2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page = open_page(file)
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.evaluate(CUT_OFF) == []


# Whatever hides words that don't fit, save the way past the navigation and headings kept for those who listen.
CUT_OFF = """() => [...document.querySelectorAll('main *')].filter(e => {
  const look = getComputedStyle(e);
  return /hidden|clip/.test(look.overflowX + look.overflowY) && look.position !== 'absolute' && e.tagName !== 'IMG'
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.outerHTML.slice(0, 80))"""
# Success criterion 1.4.12.
SPACING = """() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } '
    + 'p { margin-bottom: 2em !important; }');
  document.adoptedStyleSheets = [sheet]; }"""


@pytest.mark.parametrize("width", [1280, 320])
def test_words_set_wider_apart_stay_whole(open_page, width: int) -> None:
    for file in ("index.html", "visits_reviews_health.html", "data_quality.html", "definitions.html"):
        page = open_page(file, width)
        page.evaluate(SPACING)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, file
        assert page.evaluate(CUT_OFF) == [], file


TABLES = """() => [...document.querySelectorAll('table')].map(t => [
  t.rows.length, t.querySelectorAll('td').length, t.querySelectorAll('th').length])"""


@pytest.mark.parametrize("file", ["index.html", "placements.html"])
def test_tables_stay_tables_to_those_who_listen_on_a_narrow_screen(open_page, file: str) -> None:
    page = open_page(file, 320)
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    tables = page.evaluate(TABLES)
    assert roles.count("table") == len(tables) > 0
    assert roles.count("row") == sum(rows for rows, _, _ in tables)
    assert roles.count("cell") == sum(cells for _, cells, _ in tables)
    assert roles.count("columnheader") + roles.count("rowheader") == sum(heads for _, _, heads in tables)


def test_on_a_narrow_screen_a_page_reads_downwards_in_its_order(open_page) -> None:
    for file in FILES:
        page = open_page(file, 320)
        tops = page.evaluate("""[...document.querySelectorAll('main h1, main h2, main h3, main h4, main figure, main table')]
          .filter(e => e.checkVisibility()).map(e => Math.round(e.getBoundingClientRect().top))""")
        assert tops == sorted(tops), file
        assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0


SOURCES = "[...document.querySelectorAll('figure.chart img')].map(i => [i.src, i.getBoundingClientRect().width])"
# The words of drawings as large as they are seen: the size that their style gives them at this width, and how they are scaled.
SIZES = """[...document.querySelectorAll('svg')].map(svg => Math.min(...[...svg.querySelectorAll('text')].map(
  text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)))"""


@pytest.mark.parametrize("width", NARROW)
@pytest.mark.parametrize("file", FILES)
def test_words_in_charts_can_be_read_on_the_narrowest_screens(open_page, browser, file: str, width: int) -> None:
    charts = open_page(file, width).evaluate(SOURCES)
    if not charts:
        assert file in ("index.html", "data_quality.html", "definitions.html")
        return
    drawn = "".join(base64.b64decode(source.partition("base64,")[2]).decode() for source, _ in charts)
    shown = {round(pixels) for _, pixels in charts}
    assert len(shown) == 1, "charts of one page have one width"
    page = browser.new_page(viewport={"width": shown.pop(), "height": 800})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block; width: 100%; height: auto }}</style>{drawn}")
    sizes = page.evaluate(SIZES)
    page.close()
    assert len(sizes) == len(charts)
    assert min(sizes) >= LEAST, f"{file}: {min(sizes):.1f} px"


# Whatever has to be moved sideways in a box of its own.
MOVED = """() => [...document.querySelectorAll('body *')].filter(e => /auto|scroll/.test(getComputedStyle(e).overflowX)
  && e.scrollWidth > e.clientWidth + 1).map(e => e.innerText.trim().slice(0, 60))"""


@pytest.mark.parametrize("width", [*NARROW, 641, 768, 1024, 1280])
def test_no_table_has_to_be_moved_sideways(open_page, width: int) -> None:
    shown = [*((file, "board") for file in FILES), *((file, "analyst") for file in ("index.html", "data_quality.html"))]
    moved = {(file, edition): open_page(file, width, edition=edition).evaluate(MOVED) for file, edition in shown}
    assert {page: boxes for page, boxes in moved.items() if boxes} == {}


# For each figure with numbers behind it: how far these are from it, and from the next column's figure.
APART = """() => {
  const ends = node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };
  const found = [];
  for (const behind of document.querySelectorAll('td.number .of')) {
    const next = behind.closest('td').nextElementSibling?.firstChild, own = behind.previousSibling;
    if (!next || !behind.innerText || behind.getBoundingClientRect().top > ends(own).bottom) continue;
    const numbers = ends(behind);
    found.push([numbers.left - ends(own).right, ends(next).left - numbers.right, behind.closest('tr').innerText]);
  }
  return found;
}"""


def test_the_numbers_behind_a_figure_stand_nearer_to_it_than_to_the_next(open_page) -> None:
    page = open_page("placements.html")
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        found = page.evaluate(APART)
        assert len(found) > 20
        assert [words for own, other, words in found if own < 0 or other < 1.2 * own] == []


def test_a_date_stands_on_one_line(open_page) -> None:
    lines = open_page("data_quality.html").evaluate("""[...document.querySelectorAll('td')].filter(td =>
      /^\\d{1,2} \\w+ \\d{4}$/.test(td.innerText.trim())).map(td => {
        const range = document.createRange(); range.selectNodeContents(td); return range.getClientRects().length; })""")
    assert len(lines) > 10
    assert set(lines) == {1}
