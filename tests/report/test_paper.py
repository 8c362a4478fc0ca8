"""Pages printed on A4: whose they are on every sheet, no chart cut in two, no heading alone, one sheet for the answer."""

import base64
import io
import re
from collections.abc import Iterator
from functools import cache
from html import unescape

import pytest
from pypdf import PageObject, PdfReader

from report.browsing import FILES

pytestmark = pytest.mark.browser

HEADER = "Thornmereshire corporate parenting report · October 2026 · {} · Draft{} · "
FOOTER = re.compile(r"Page(\d+)of(\d+)")
MARKED = {"board": ("Board edition", ""), "analyst": ("Analyst edition", " · Restricted")}


def words_of(text: str) -> str:
    """Text without what differs between a page and its print: spaces and ends of lines."""
    return re.sub(r"\s+", "", text)


def lines_of(sheet: PageObject) -> list[str]:
    """What stands on a sheet of paper, line by line from the top, without spaces; found by where it was printed."""
    lines: dict[int, str] = {}

    def note(text: str, base: list[float], at: list[float], _font: object, _size: float) -> None:
        height = round(base[1] * at[4] + base[3] * at[5] + base[5])
        lines[height] = lines.get(height, "") + words_of(text)

    sheet.extract_text(visitor_text=note)
    return [lines[height] for height in sorted(lines, reverse=True) if lines[height]]


@pytest.fixture
def printed(open_page) -> Iterator:
    """The sheets of a page, each as its lines from the top, and the page itself."""

    @cache
    def sheets(file: str, edition: str = "board") -> tuple[list[list[str]], object]:
        page = open_page(file, edition=edition)
        reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        width, height = (round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:])
        assert (width, height) == (210, 297)
        return [lines_of(sheet) for sheet in reader.pages], page

    yield sheets


@pytest.mark.parametrize("edition", MARKED)
def test_every_sheet_says_whose_it_is_of_which_month_and_edition_that_it_is_a_draft_and_its_number(printed, edition) -> None:
    for file in ("index.html", "placements.html", "definitions.html"):
        sheets, page = printed(file, edition)
        header = words_of(HEADER.format(*MARKED[edition]) + page.locator("h1").inner_text())
        for number, sheet in enumerate(sheets, start=1):
            assert sheet[0] == header, f"{file}, sheet {number}"
            assert FOOTER.fullmatch(sheet[-1]).groups() == (str(number), str(len(sheets)))


@pytest.mark.parametrize("file", FILES)
def test_no_chart_is_cut_in_two_and_no_heading_is_left_at_the_foot_of_a_sheet(printed, file: str) -> None:
    sheets, page = printed(file)
    whole = ["".join(sheet[1:-1]) for sheet in sheets]
    headings = [words_of(text) for text in page.locator("main :is(h2, h3, h4, h4 + p, caption, figcaption)").all_inner_texts()]
    assert [heading for sheet in whole for heading in headings if sheet.endswith(heading)] == []
    figures = page.evaluate("""[...document.querySelectorAll('figure.chart')].map(figure => [
      figure.querySelector('figcaption').innerText, figure.querySelector('img').src])""")
    for title, source in figures:
        svg = base64.b64decode(source.partition("base64,")[2]).decode()
        drawn = [words_of(unescape(re.sub("<[^>]+>", "", text))) for text in re.findall(r"<text.*?</text>", svg, re.DOTALL)]
        there = [sheet for sheet in whole if words_of(title) in sheet]
        assert there, f"{title} is cut in two"
        assert any(all(text in sheet for text in drawn) for sheet in there), f"the chart of {title} is not with its title"


def test_the_answer_stands_on_the_first_sheet_alone(printed) -> None:
    sheets, page = printed("index.html")
    second = words_of(page.locator("main > h2").nth(1).inner_text())
    answer, first = re.findall(r"\w+", page.locator(".first-screen").inner_text()), "".join(sheets[0])
    assert len(answer) > 50
    assert [word for word in answer if word not in first] == []
    assert second not in first
    assert second in sheets[1][1]


def test_a_table_that_goes_on_says_again_what_its_columns_are(printed) -> None:
    sheets, page = printed("index.html")
    rows = [words_of(text) for text in page.locator(".scorecard tbody th[scope=row] > a").all_inner_texts()]
    of_the_table = [sheet for sheet in sheets if sum(row in "".join(sheet) for row in rows) > len(rows) / 4]
    assert len(of_the_table) > 1
    for sheet in of_the_table:
        assert any(line.startswith("Indicator") and line.endswith("24months") for line in sheet[:8])
