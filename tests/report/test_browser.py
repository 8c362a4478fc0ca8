"""The pages in a real browser: nothing asked from outside, nothing wider than the screen, headings in order."""

from itertools import pairwise

import pytest

from report.browsing import FILES

pytestmark = pytest.mark.browser
WIDTHS = (1280, 768, 400, 320)


@pytest.mark.parametrize("file", FILES)
def test_a_page_asks_for_itself_alone_and_nothing_goes_wrong(open_page, file: str) -> None:
    page = open_page(file)
    assert [url for url in page.asked if not url.startswith("data:")] == [page.url]
    assert page.wrong == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("file", FILES)
def test_a_page_is_no_wider_than_the_screen(open_page, file: str, width: int) -> None:
    page = open_page(file, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("file", FILES)
def test_headings_come_in_order_and_ids_are_unique(open_page, file: str) -> None:
    page = open_page(file)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("file", FILES)
def test_the_keyboard_comes_first_to_the_way_past_the_navigation(open_page, file: str) -> None:
    page = open_page(file)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    assert page.locator("main#main").count() == 1


@pytest.mark.parametrize("file", FILES)
def test_every_picture_is_drawn(open_page, file: str) -> None:
    page = open_page(file)
    sizes = page.evaluate("[...document.images].map(i => i.naturalWidth)")
    assert all(size > 0 for size in sizes)


@pytest.mark.parametrize("file", FILES)
def test_no_table_says_the_heading_above_it_again(open_page, file: str) -> None:
    said = open_page(file).evaluate("""() => {
      let heading = ''; const pairs = [];
      for (const e of document.querySelectorAll('main :is(h2, h3, caption)')) {
        if (e.tagName === 'CAPTION') pairs.push([heading, e.innerText.trim()]); else heading = e.innerText.trim();
      }
      return pairs; }""")
    assert said
    assert [caption for heading, caption in said if caption == heading] == []
