"""The pages in a real browser: nothing asked from outside, nothing wider than the screen, headings in order."""

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from helpers.pages import PAGES

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
WIDTHS = (1280, 768, 400, 320)
FILES = [page.file for page in PAGES]


@pytest.fixture(scope="module")
def browser() -> Iterator:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, published: Path) -> Iterator:
    """Opens a page of the board edition at a width; gives it with what it asked for and what went wrong."""
    contexts = []

    def opened(file: str, width: int = 1280):
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.asked, page.wrong = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.wrong.append(message.text))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.goto((published / "board" / "2026-10" / file).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


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


def test_a_page_prints_with_council_month_edition_and_draft(open_page) -> None:
    page = open_page("index.html")
    page.emulate_media(media="print")
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    text = page.evaluate("document.body.innerText")
    for words in ("Thornmereshire", "October 2026", "Board edition", "Draft"):
        assert words in text
