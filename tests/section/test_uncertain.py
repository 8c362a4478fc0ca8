"""Uncertain figures on the pages of a made-up council: marked wherever they stand, with the reason once, and not judged."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from downloads.conftest import figures_of, pages_of
from downloads.held_against import Book, unexplained_in
from downloads.pages_read import read_said
from helpers.downloads import board_downloads, published_figures
from helpers.downloads.metadata import SERIES
from helpers.indicators import INDICATORS
from helpers.pages import FIGURES_FILE, PAGE_OF
from helpers.section import open_section
from helpers.section.uncertain import uncertain_headlines
from helpers.section.whole import analyst_files

MARK = "[u]"
SPOILT = {"CLA_HA", "CLA_DENT"}
REASON = "a third of health types unread"
VERDICTS = ("really", "similar to", "real change", "meet the council's target", "in the band", "differs from the whole")
SECTION = PAGE_OF["visits_reviews_health"].file


def spoil(folder: Path, table: str, column: str, every: int) -> None:
    """Put a word that nobody knows into every so many of a column's filled cells."""
    path = folder / f"{table}.csv"
    rows = pd.read_csv(path, dtype="str", keep_default_na=False)
    filled = rows.index[rows[column] != ""]
    rows.loc[filled[::every], column] = "Unheard of"
    rows.to_csv(path, index=False)


@pytest.fixture(scope="module")
def folder(small_council: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An extract of which a third of the types of health check, and an eighth of the types of address, are not known."""
    to = tmp_path_factory.mktemp("spoilt") / "extract"
    shutil.copytree(small_council, to)
    statuses = to / "ssd_immigration_status.csv"
    known = statuses.read_text(encoding="utf-8").replace("EU Settled Status", "Refugee Status")
    statuses.write_text(known, encoding="utf-8")
    spoil(to, "ssd_cla_health", "clah_health_check_type", 3)
    spoil(to, "ssd_address", "addr_address_type", 8)
    return to


@pytest.fixture(scope="module")
def figures(folder):
    return figures_of(folder)


@pytest.fixture(scope="module")
def pages(figures):
    return pages_of(figures)


@pytest.fixture(scope="module")
def listed(figures):
    return list(csv.DictReader(io.StringIO(board_downloads(figures)[FIGURES_FILE].decode("utf-8"), newline="")))


def text_of(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def block_of(html: str, code: str) -> BeautifulSoup:
    """What a section's page shows of an indicator."""
    title = INDICATORS[code].title
    (block,) = [
        block
        for block in BeautifulSoup(html, "html.parser").select("div.indicator")
        if block.find(string=re.compile(rf"How “{re.escape(title)}” is counted"))
    ]
    return block


def outturns(listed, code):
    """The values of an indicator as a page writes them, which are no target and no published figure besides."""
    rows = [row for row in listed if row["code"] == code]
    beside = {row["value"] for row in rows if row["series"] not in ("outturn", "change_from", "whole")}
    return {row["value"] for row in rows if row["marks"] == "u" and row["value"][0] != "["} - beside


def test_the_columns_that_were_spoilt_and_no_others_make_figures_uncertain(figures):
    whole = {each.code for each in figures.results.uncertain if each.breakdown == "all"}
    assert whole == SPOILT
    assert {each.breakdown for each in figures.results.uncertain} == {"all", "district"}


@pytest.mark.parametrize("code", sorted(SPOILT))
def test_wherever_a_figure_stands_on_any_page_its_mark_stands_beside_it(pages, listed, code):
    title, held, found = INDICATORS[code].title, outturns(listed, code), []
    for file, html in pages.items():
        for said in read_said(html):
            if title in (said.about, said.row) and not said.text.startswith("Target"):
                shown = re.findall(r"(?<![\w.,])(\d+(?:\.\d+)?)%( \(\d+ of \d+\))?( \[u\])?", said.text)
                found += [(file, said.place, said.text, mark) for value, _, mark in shown if value in held]
    assert {place for _, place, _, _ in found} == {"words", "cell", "alternative", "picture"}
    assert {file for file, _, _, _ in found} >= {"index.html", SECTION}
    assert [each for each in found if not each[3]] == []


def test_what_is_hidden_has_its_own_mark_alone(figures, pages, listed):
    assert not any("[c] [u]" in text_of(html) or "[c][u]" in html for html in pages.values())
    assert [row for row in listed if row["marks"] and row["value"] in ("[c]", "[z]")] == []
    hidden = [row for row in listed if row["code"] == "CLA_HA" and row["value"] == "[c]"]
    assert hidden, "the council is too large for this test to say anything"


def test_the_reason_stands_once_beside_the_figure_on_the_page_of_its_section(pages):
    for code in SPOILT:
        block = block_of(pages[SECTION], code)
        assert text_of(str(block)).count(REASON) == 1
        outturn = block.select_one("p.outturn")
        assert re.match(r"[\d.]+% \[u\] \(\d+ of \d+\) at the end of October 2026", " ".join(outturn.get_text().split()))
        assert outturn.find_next_sibling("p").get_text() == f"[u] Uncertain: {REASON}."


def test_the_reason_of_a_breakdown_alone_stands_at_its_heading(pages):
    block = block_of(pages[PAGE_OF["children_looked_after"].file], "CLA_N")
    note = block.find("h3", string=re.compile("by district")).find_next_sibling("p")
    assert note.get_text() == "[u] Uncertain: 13% of address types unread."
    assert MARK not in block.select_one("p.outturn").get_text()
    table = block.find(id="table-cla-n-by-district").find_parent("table")
    shown = [
        cell.get_text() for row in table.select("tbody tr") for cell in row.select("td") if "total" not in row.get("class", [])
    ]
    assert {text for text in shown if MARK not in text} <= {"[c]", "[x]", "[z]"} and any(MARK in text for text in shown)
    assert MARK not in table.select_one("tr.total").get_text()


def test_a_sentence_says_uncertain_figures_beside_each_other_and_no_difference(pages):
    said = block_of(pages[SECTION], "CLA_HA").select_one("p.commentary").get_text()
    assert re.match(
        r"It was [\d.]+% \[u\] a month earlier, [\d.]+% \[u\] at 31 March 2026 and [\d.]+% \[u\] a year earlier\.", said
    )
    title = block_of(pages[SECTION], "CLA_HA").select_one("figcaption").get_text()
    assert re.search(
        r"[\d.]+% \[u\] \(\d+ of \d+\) at the end of October 2026, a year earlier [\d.]+% \[u\] \(\d+ of \d+\)$", title
    )


def test_nothing_is_judged_of_an_uncertain_figure(figures, pages, listed):
    for code in SPOILT:
        block = text_of(str(block_of(pages[SECTION], code)).partition("<details")[0])
        assert [words for words in VERDICTS if words in block] == []
        assert block_of(pages[SECTION], code).select(".band") == []
        judged = figures.released.judged[code]
        assert (judged.is_met, judged.band, judged.verdict.is_real) == (None, None, None)
        rows = {row["series"] for row in listed if row["code"] == code}
        assert not rows & {"band", "verdict", "rank", "quartile", "change", "mean", "lower_limit_95", "outturn_beside_target"}
    districts = {row["code"] for row in listed if row["breakdown"] == "district" and row["series"] in ("band", "verdict")}
    assert districts == set()


def test_uncertain_figures_are_on_neither_list_of_the_first_screen_and_its_foot_counts_them(figures, pages):
    screen = BeautifulSoup(pages["index.html"], "html.parser").select_one(".first-screen")
    titles = [link.get_text() for link in screen.select("ul.highlights a, ul.changes a")]
    assert not {INDICATORS[code].title for code in SPOILT} & set(titles)
    foot = screen.select("p.note")[-1]
    assert foot.get_text() == "[u] 2 of the figures below are uncertain: which, and why."
    assert foot.a["href"] == f"{PAGE_OF['data_quality'].file}#figures-that-are-uncertain"
    assert {entry.code for entry in uncertain_headlines(figures)} == SPOILT


def test_the_scorecard_has_mark_and_reason_in_its_row_and_says_what_the_mark_is(pages):
    table = BeautifulSoup(pages["index.html"], "html.parser").select_one("table.scorecard")
    rows = [row for row in table.select("tbody tr") if MARK in row.get_text()]
    assert {row.select_one("a").get_text() for row in rows} == {INDICATORS[code].title for code in SPOILT}
    for row in rows:
        assert row.get_text().count(REASON) == 1
        assert all(cell.get_text().count(MARK) == 1 for cell in row.select("td")[:3])
    assert (
        "[u] uncertain: more than 5% of a column that it needs could not be read" in table.find_parent("div").find_next("p").text
    )


def test_districts_side_by_side_have_marks_no_bands_and_the_reason_beneath(pages):
    page = BeautifulSoup(pages["index.html"], "html.parser")
    table = page.find(id="table-heat-map-district").find_parent("table")
    assert table.select("td ~ td .band-word") == []
    notes = " ".join(note.get_text() for note in table.find_parent("div").find_next_siblings("p"))
    assert "Uncertain by district of the child's home, 13% of address types unread: " in notes


def test_the_files_of_a_published_edition_mark_what_pages_mark(figures, listed):
    assert list(listed[0])[-1] == "marks" and {row["marks"] for row in listed} == {"", "u"}
    marked = {(row["code"], row["breakdown"]) for row in listed if row["marks"]}
    assert {code for code, breakdown in marked if breakdown == "all"} == SPOILT
    assert ("CLA_N", "district") in marked and not any(
        row["marks"] for row in listed if row["group"] == "all" and row["code"] == "CLA_N"
    )
    unread = {(row["code"], row["breakdown"]): (row["value"], row["period"]) for row in listed if row["series"] == "unread"}
    assert unread["CLA_HA", "all"] == ("33", "ssd_cla_health.csv: clah_health_check_type")
    assert unread["CLA_N", "district"] == ("13", "ssd_address.csv: addr_address_type")
    (counted,) = [row["value"] for row in listed if row["group"] == "uncertain figures"]
    assert counted == "2" and "unread" in SERIES


def test_every_number_of_the_pages_is_among_the_published_figures(figures, pages):
    book = Book(published_figures(figures), "2026-10")
    assert [f"{name}: {found}" for name, html in pages.items() for found in unexplained_in(read_said(html), book)] == []


def test_analysts_have_the_marks_with_their_results(folder):
    section = open_section("visits_reviews_health", data=str(folder))
    assert section.results("CLA_HA")["is_uncertain"].all() and not section.results("CLA_VIS")["is_uncertain"].all()
    rows = list(csv.DictReader(io.StringIO(analyst_files(section.figures.prepared.counted)["results.csv"].decode())))
    assert {row["code"] for row in rows if row["marks"] == "u" and row["breakdown"] == "all"} == SPOILT
    assert {row["marks"] for row in rows} == {"", "u"}


def test_the_page_of_data_quality_says_which_and_why_and_the_counts_to_analysts_alone(folder, figures, pages):
    (_, row) = (text_of(str(row)) for row in rows_of_uncertain(pages[PAGE_OF["data_quality"].file]))
    assert row == (
        "ssd_cla_health.csv, clah_health_check_type a third of health types "
        "Health assessment up to date; Dental check up to date."
    )
    last = next(each for each in figures.results.uncertain if each.code == "CLA_HA" and each.breakdown == "all")
    shown = str(open_section("data_quality", data=str(folder)).uncertain().html)
    assert f"a third of health types ({last.unread:,} of {last.filled:,})" in shown


def rows_of_uncertain(html):
    table = BeautifulSoup(html, "html.parser").find(id="table-columns-that-could-not-be-read-well-enough")
    return table.find_parent("table").select("tbody tr")


def test_the_page_of_definitions_says_what_the_mark_means(pages):
    said = text_of(pages[PAGE_OF["definitions"].file])
    assert "[u] uncertain: more than 5% of a column that it needs could not be read" in said
    assert "A figure that is uncertain is not judged" in said


def test_the_description_of_the_file_says_what_the_letter_means(figures):
    made = json.loads(board_downloads(figures)[f"{FIGURES_FILE}-metadata.json"])
    assert made["tableSchema"]["columns"][-1]["name"] == "marks"
    assert {"mark": "u", "means": "uncertain: more than 5% of a column that it needs could not be read"} in made["notes"]
