"""From any page to any other: what its contents say, the way on and back, and the file of figures."""

from pathlib import Path

import pytest

from helpers.display import PAGE_MARK
from helpers.indicators import SECTIONS
from helpers.section import open_section
from helpers.tables import heading_id

MONTH = "2026-10"
PLACEMENTS = next(section for section in SECTIONS if section.key == "placements")


@pytest.fixture(scope="module")
def placements(small_council: Path):
    return open_section("placements", MONTH, str(small_council), "board")


def test_the_contents_of_a_section_give_each_indicator_with_its_outturn_and_its_band(placements) -> None:
    said = placements.summary()._repr_mimebundle_()[PAGE_MARK]["outturns"]
    with_a_headline = [entry for entry in PLACEMENTS.indicators if entry.code != "CLA_PROV"]
    assert list(said) == [heading_id(entry.title) for entry in with_a_headline]
    judged = placements.figures.released.judged
    for entry in with_a_headline:
        one, band = said[heading_id(entry.title)], judged[entry.code].band
        assert f"<strong>{one['outturn']}</strong>" in placements.result(entry.code).html
        assert one.get("word") == (band.word if band else None)


def test_a_page_leads_on_and_back_and_to_the_first(placements) -> None:
    foot = str(placements.close().html)
    assert 'href="children_looked_after.html">Previous page: Children looked after</a>' in foot
    assert 'href="visits_reviews_health.html">Next page: Visits, reviews and health</a>' in foot
    assert 'href="index.html">First page: Performance on a page</a>' in foot


def test_the_figures_can_be_had_as_a_file_in_the_board_edition_alone(small_council: Path, placements) -> None:
    link = '<a href="downloads/figures.csv" download>Every figure of this report (CSV)</a>'
    assert link in placements.summary().html
    assert link not in open_section("placements", MONTH, str(small_council), "analyst").summary().html


def test_the_opening_says_whose_figures_they_are_of_which_month_edition_and_files(placements) -> None:
    council, html = placements.figures.data.council, str(placements.summary().html)
    assert f"{council.name} in October 2026, board edition, counted from the extract of {council.extract_date.day} Nov" in html
    assert "ssd_cla_placement.csv" in html
