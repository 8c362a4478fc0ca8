"""Every number of the pages is in the published figures at its place, or is part of fixed words; and the check finds others.

Not checked are the numbers of a picture's axes, which are its scale, the council's own words, and how a figure is counted.
"""

import base64
import re
from pathlib import Path

import pytest

from downloads.conftest import figures_of, pages_of
from downloads.held_against import Book, Unexplained, unexplained_in
from downloads.pages_read import numbers_in, read_said
from helpers.downloads import published_figures
from helpers.indicators import INDICATORS
from helpers.section.figures import Figures

CONFORMANCE = Path(__file__).resolve().parents[3] / "shared" / "conformance"
PAGE = "children_looked_after.html"


@pytest.fixture(scope="module")
def book(figures: Figures) -> Book:
    return Book(published_figures(figures), str(figures.month))


@pytest.fixture(scope="module")
def page(pages: dict[str, str]) -> str:
    return pages[PAGE]


def unexplained(html: str, book: Book) -> list[Unexplained]:
    return list(unexplained_in(read_said(html), book))


def all_unexplained(figures: Figures, pages: dict[str, str]) -> list[str]:
    book = Book(published_figures(figures), str(figures.month))
    return [f"{name}: {found}" for name, html in pages.items() for found in unexplained(html, book)]


def test_no_page_holds_a_number_that_is_not_in_the_published_figures(figures: Figures, pages: dict[str, str]) -> None:
    assert sum(len(numbers_in(said.text)) for html in pages.values() for said in read_said(html)) > 5000
    assert all_unexplained(figures, pages) == []


@pytest.mark.slow
@pytest.mark.parametrize("council", ["small", "faulty"])
@pytest.mark.skipif(not CONFORMANCE.is_dir(), reason="the conformance extracts are not there")
def test_nor_does_a_page_of_other_councils(council: str) -> None:
    figures = figures_of(CONFORMANCE / council)
    assert all_unexplained(figures, pages_of(figures)) == []


def first_match(pattern: str, html: str) -> re.Match:
    found = re.search(pattern, html)
    assert found, f"the page has nothing like {pattern}"
    return found


# Where a number may stand on a page, and the number there.
PLACES = {
    "the outturn": r'<p class="outturn"><strong>([\d.]+)',
    "a sentence": r'<p class="commentary">[^<]*?earlier \((\d+)\)',
    "a published figure in a sentence": r"Published for [^:]*: England ([\d.]+)",
    "a month of a table": r'<th scope="row">March 2026</th><td class="number first">(\d+)',
    "a year earlier of a table": r'<th scope="row">March 2026</th><td class="number first">\d+</td><td class="number">(\d+)',
    "a group of a table": r'<th scope="row">10 to 15</th><td class="number">(\d+)',
    "a published figure of a table": r'<th scope="row">England</th><td class="number">([\d.]+)',
    "a caption of a chart": r"<figcaption>[^<]*?: (\d+) at the end",
    "a text alternative": r'alt="Line over 24 months. First: (\d+)',
    "a text alternative of groups": r"10 to 15: (\d+)",
    "a text alternative of small lines": r"a small line a group[^\"]*?: between ([\d.]+)",
}


@pytest.mark.parametrize("place", PLACES)
def test_another_number_at_any_place_is_found(page: str, book: Book, place: str) -> None:
    found = first_match(PLACES[place], page)
    changed = page[: found.start(1)] + "7654.3" + page[found.end(1) :]
    assert [each.number for each in unexplained(changed, book)] == ["7654.3"]


def test_another_number_in_a_picture_is_found(page: str, book: Book) -> None:
    for source in re.findall(r"base64,([A-Za-z0-9+/=]+)", page):
        svg = base64.b64decode(source).decode()
        if label := re.search(r'<text [^>]*font-weight="bold"[^>]*>(\d+)</text>', svg):
            changed = svg[: label.start(1)] + "7654" + svg[label.end(1) :]
            html = page.replace(source, base64.b64encode(changed.encode()).decode())
            assert "7654" in [each.number for each in unexplained(html, book)]
            return
    pytest.fail("no picture of the page has a number beside what it draws")


def test_a_picture_s_own_title_and_description_are_read(page: str, book: Book) -> None:
    source = first_match(r"base64,([A-Za-z0-9+/=]+)", page)[1]
    svg = base64.b64decode(source).decode()
    start = svg.index(">", svg.index("<svg")) + 1
    changed = svg[:start] + "<title>7654 children</title>" + svg[start:]
    html = page.replace(source, base64.b64encode(changed.encode()).decode())
    assert "7654" in [each.number for each in unexplained(html, book)]


@pytest.mark.parametrize(
    "added",
    [
        '<p class="commentary">7654 children moved.</p>',
        '<p class="note">Of these, 7654 were boys.</p>',
        "<ul><li>7654 more</li></ul>",
        '<h3 id="x">Children, 7654 of them</h3>',
        "<figure><figcaption>7654 children</figcaption></figure>",
    ],
)
def test_a_number_that_is_added_anywhere_is_found(page: str, book: Book, added: str) -> None:
    changed = page.replace('<div class="indicator">', f'<div class="indicator">{added}', 1)
    assert [each.number for each in unexplained(changed, book)] == ["7654"]


def test_a_figure_of_another_indicator_is_found_though_the_file_holds_it_elsewhere(page: str, book: Book) -> None:
    count = first_match(PLACES["a month of a table"], page)
    other = sorted(book.numbers("CIN_N", month={"2026-03"}) - book.numbers("CLA_N"))
    assert other, "no figure of children in need differs from all of children looked after"
    changed = page[: count.start(1)] + other[0] + page[count.end(1) :]
    assert [each.number for each in unexplained(changed, book)] == [other[0]]


def test_a_share_with_the_numbers_of_another_is_found(pages: dict[str, str], book: Book) -> None:
    html = pages["placements.html"]
    share = first_match(r"Foster care: (\d+)% \((\d+) of (\d+)\); a year earlier (\d+)%", html)
    assert share[1] != share[4], "the share is that of a year earlier, so this test says nothing"
    changed = html[: share.start(1)] + share[4] + html[share.end(1) :]
    assert [each.number for each in unexplained(changed, book)] == [f"{share[4]}% ({share[2]} of {share[3]})"]


def test_a_file_without_one_series_is_found_wanting(figures: Figures, book: Book, pages: dict[str, str]) -> None:
    said = [one for name in ("index.html", "placements.html") for one in read_said(pages[name])]
    for series in ("outturn", "change", "target", "band", "england", "region", "whole", "remainder"):
        lacking = Book(book.figures[book.figures["series"] != series], str(figures.month))
        assert any(unexplained_in(said, lacking)), series


def test_a_figure_of_another_window_is_found(page: str, book: Book) -> None:
    at = page.index('id="table-cla-start-months"')
    half_a_year, year = (f'data-label="In the {months} months to its end">(\\d+)</td>' for months in (6, 12))
    found = re.compile(rf'March 2026</th>.*?{half_a_year}<td class="number first" {year}').search(page, at)
    assert found and found[1] != found[2]
    changed = page[: found.start(1)] + found[2] + page[found.end(1) :]
    assert [each.number for each in unexplained(changed, book)] == [found[2]]


def test_the_file_holds_no_outturn_that_no_page_says(figures: Figures, book: Book, pages: dict[str, str]) -> None:
    """But for those that a small line alone draws, of a group or of the summary's parts of a whole."""
    said: dict[str, set[str]] = {}
    for one in (one for html in pages.values() for one in read_said(html)):
        said.setdefault(book.code_of(one.about) or book.code_of(one.row), set()).update(numbers_in(one.text))
    rows = book.figures.query("series in ('outturn', 'target', 'england', 'region', 'neighbours', 'own', 'mean', 'whole')")
    in_tables = rows["month"].isin([str(figures.month), str(figures.month.plus(-12))]) | (rows["breakdown"] == "all")
    rows = rows[in_tables & rows["code"].isin(INDICATORS) & (rows["value"] != "[z]")]  # that mark says of itself 0 of 0
    numbers = rows.melt("code", ["value", "numerator", "denominator"], value_name="number")
    numbers = numbers[numbers["number"].str.fullmatch(r"-?[\d.]+")]
    assert len(numbers) > 2000
    assert [pair for pair in zip(numbers["code"], numbers["number"], strict=True) if pair[1] not in said[pair[0]]] == []


def test_the_council_s_own_words_may_hold_any_number(page: str, book: Book) -> None:
    words = '<aside class="own-words voice-service"><p>We saw 7654 children.</p></aside>'
    assert unexplained(page.replace('<div class="indicator">', f'<div class="indicator">{words}', 1), book) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2,000 of 3,000, or 66.7%.", ["2000", "3000", "66.7"]),
        ("−3 in October 2026", ["-3", "2026"]),
        ("10 to 15: 7; a year earlier 8.", ["10", "15", "7", "8"]),
        ("[c] and KS2", ["2"]),
        ("nothing", []),
    ],
)
def test_numbers_are_read_from_words(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == numbers
