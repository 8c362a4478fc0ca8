"""A section as a notebook calls it, in both editions, and with files of the extract missing."""

import csv
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from helpers.cohorts.known import Known
from helpers.display import END_MARK, PAGE_MARK
from helpers.errors import DataError, DefinitionError, UsageError
from helpers.indicators import INDICATORS, SECTIONS
from helpers.load.extract import load_extract
from helpers.pages import PAGES
from helpers.protect.register import write_register
from helpers.results import KEY, compute_results
from helpers.section import open_section

MONTH = "2026-10"


def copy_of(folder: Path, to: Path, without: str = "") -> Path:
    shutil.copytree(folder, to)
    if without:
        (to / without).unlink()
    return to


def results_of(folder: Path) -> pd.DataFrame:
    data = load_extract(folder)
    return compute_results(INDICATORS.values(), Known(data, tuple(data.month.back_to(24)))).frame.set_index(KEY)


@pytest.fixture(scope="module")
def placements(small_council: Path):
    return open_section("placements", MONTH, str(small_council), "board")


def test_show_is_made_of_calls_that_also_work_alone(placements) -> None:
    shown = str(placements.show("CLA_3PL").html)
    for part in (placements.chart("CLA_3PL"), placements.table("CLA_3PL"), placements.result("CLA_3PL")):
        assert str(part.html) in shown
    level, change = (str(placements.commentary("CLA_MIX").html)[len('<p class="commentary">') : -len("</p>")]).split(". That is ")
    assert level.startswith("Where children looked after live: foster care, ")
    assert f"That is {change}" in str(placements.show("CLA_MIX").html)


def test_a_rate_says_of_which_estimate_of_the_population_it_is_and_no_other_figure_does(small_council: Path) -> None:
    front_door = open_section("front_door", MONTH, str(small_council), "board")
    said = "Population: Mid-2025 estimates, made up (October 2026); Mid-2024 estimates, made up (October 2025)."
    assert str(front_door.show("REF_RATE").html).count(said) == 1
    assert "Population: " not in str(front_door.show("REREF").html)


def test_a_page_says_what_it_is_and_closes_with_its_mark(placements) -> None:
    page = placements.summary()._repr_mimebundle_()[PAGE_MARK]
    assert page["title"] == "Placements"
    assert page["month_words"] == "October 2026"
    assert page["restricted"] is False
    assert [link["href"] for link in page["navigation"]] == [one.file for one in PAGES]
    assert [link["title"] for link in page["navigation"] if link["current"]] == ["Placements"]
    assert placements.close()._repr_mimebundle_()[END_MARK] == {"section": "placements"}


def test_results_are_those_that_the_edition_may_show(small_council: Path, placements) -> None:
    board = placements.results("CLA_MIX")
    assert board["is_hidden"].any()
    assert board.loc[board["is_hidden"], ["numerator", "denominator", "value"]].isna().all(axis=None)
    analyst = open_section("placements", MONTH, str(small_council), "analyst").results("CLA_MIX")
    assert not analyst["is_hidden"].any()


def test_the_board_edition_gives_no_rows_behind_a_figure(placements) -> None:
    with pytest.raises(UsageError, match="analyst edition alone"):
        placements.children("CLA_3PL")


def test_what_is_unknown_is_refused_by_name(small_council: Path, placements) -> None:
    with pytest.raises(DefinitionError, match="no indicator CLA_N"):
        placements.show("CLA_N")
    for wrong in ({"key": "placement"}, {"edition": "public"}, {"month": "2026-13"}):
        with pytest.raises(UsageError):
            open_section(**({"key": "placements", "month": MONTH, "data": str(small_council), "edition": "board"} | wrong))
    with pytest.raises(DataError, match="can't be reported"):
        open_section("placements", "2026-11", str(small_council), "board")
    with pytest.raises(DataError, match="no data folder"):
        open_section("placements", MONTH, "data/nowhere", "board")


@pytest.mark.parametrize("edition", ["board", "analyst"])
def test_names_of_an_extract_are_text_whatever_is_in_them(small_council: Path, tmp_path: Path, edition: str) -> None:
    folder = copy_of(small_council, tmp_path / "extract")
    lookup = folder / "postcode_lookup.csv"
    district = lookup.read_text(encoding="utf-8").splitlines()[1].split(",")[2]
    evil = "<script>alert(1)</script>{{7*7}}&"
    for name in ("postcode_lookup.csv", "population.csv"):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(district, evil), encoding="utf-8")
    shown = str(open_section("children_looked_after", MONTH, str(folder), edition).show("CLA_N").html)
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}&amp;" in shown


READ = sorted({table for entry in INDICATORS.values() for table in entry.tables} | {"ssd_address"})
# The breakdowns that are lost with a table that the indicator itself does not need.
SOURCES = {
    "ssd_address": {"district"},
    "postcode_lookup": {"district"},
    "ssd_person": {"sex", "age_band", "ethnicity"},
    "team_area": {"area"},
}


@pytest.fixture(scope="module")
def whole_results(small_council: Path) -> pd.DataFrame:
    return results_of(small_council)


def says_it_lacks(entry, table: str) -> bool:
    lost = {grouping.name for grouping in entry.breakdowns} & SOURCES.get(table, set())
    return table in entry.reads or bool(lost)


@pytest.mark.parametrize("table", READ)
def test_without_a_file_what_needs_it_is_said_to_be_missing_and_no_other_figure_changes(
    small_council: Path, whole_results: pd.DataFrame, tmp_path: Path, table: str
) -> None:
    folder = copy_of(small_council, tmp_path / "extract", without=f"{table}.csv")
    left = results_of(folder)
    may_change = {entry.code for entry in INDICATORS.values() if f"{table}?" in entry.reads}
    same = left[~left.index.get_level_values("code").isin(may_change)]
    pd.testing.assert_frame_equal(same, whole_results.loc[same.index])
    needing = {entry.code for entry in INDICATORS.values() if table in entry.reads}
    assert not needing & set(left.index.get_level_values("code"))
    assert {entry.code for entry in INDICATORS.values()} - needing == set(left.index.get_level_values("code"))
    section = next(
        (section for section in SECTIONS if any(says_it_lacks(entry, table) for entry in section.indicators)), SECTIONS[0]
    )
    opened = open_section(section.key, MONTH, str(folder), "board")
    for entry in section.indicators:
        assert (f"There is no {table}.csv." in str(opened.show(entry.code).html)) == says_it_lacks(entry, table)


def test_the_page_of_data_quality_names_all_that_is_missing(small_council: Path, tmp_path: Path) -> None:
    folder = copy_of(small_council, tmp_path / "extract", without="ssd_disability.csv")
    (folder / "team_area.csv").unlink()
    page = str(open_section("data_quality", MONTH, str(folder), "board").not_available().html)
    assert "There is no ssd_disability.csv." in page
    assert "There is no team_area.csv." in page


def test_an_extract_with_headers_alone_makes_full_pages_that_say_so(small_council: Path, tmp_path: Path) -> None:
    folder = copy_of(small_council, tmp_path / "extract")
    for path in folder.glob("*.csv"):
        header = path.read_text(encoding="utf-8").splitlines()[0]
        path.write_text(header + "\n", encoding="utf-8")
    (folder / "ssd_contacts.csv").write_text("cont_person_id,cont_contact_date\nAsha,2026-10-01\n", encoding="utf-8")
    opened = open_section("children_looked_after", MONTH, str(folder), "board")
    assert "holds no row that counts" in str(opened.show("CLA_N").html)
    assert "[x]" in str(open_section("summary", MONTH, str(folder), "board").scorecard().html)


def test_no_short_form_stands_on_a_page_unexplained(small_council: Path) -> None:
    from helpers.section.definitions import ACRONYMS

    opened = open_section("definitions", MONTH, str(small_council), "board")
    table = str(opened.acronyms().html)
    assert all(f">{short}<" in table for short in ACRONYMS)
    words = " ".join(
        text
        for entry in INDICATORS.values()
        for text in (entry.title, entry.counts, entry.out_of, entry.why_it_matters, entry.in_plain_words, entry.caveat)
    )
    assert set(re.findall(r"\b[A-Z][A-Za-z]*[A-Z]\b", words)) <= set()


def test_a_group_whose_codes_never_arrive_is_not_known_rather_than_nought(small_council: Path, tmp_path: Path) -> None:
    folder = copy_of(small_council, tmp_path / "extract")
    path = folder / "ssd_cla_placement.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    kind = header.index("clap_cla_placement_type")
    with path.open("w", encoding="utf-8", newline="") as file:
        kept = [row for row in rows if row[kind] not in ("K3", "H5", "P2", "Supported living 16+")]
        csv.writer(file, lineterminator="\n").writerows([header, *kept])
    shown = str(open_section("placements", MONTH, str(folder), "analyst").show("CLA_MIX").html)
    assert "Supported accommodation|[x]|" in words_of(shown)
    assert "Supported accommodation: No row of ssd_cla_placement.csv holds one of its codes" in shown
    page = str(open_section("data_quality", MONTH, str(folder), "analyst").not_available().html)
    assert "Supported accommodation" in page
    assert results_of(folder).loc[("CLA_MIX", MONTH, "snapshot", "placement_type", "Supported accommodation"), "numerator"] == 0


def test_a_month_that_was_reported_otherwise_stands_with_both_figures(
    small_council: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helpers.history import write_month
    from helpers.months import ReportingMonth

    september = ReportingMonth(2026, 9)
    frame = results_of(small_council).reset_index()
    is_stock = (frame["code"] == "CLA_N") & (frame["month"] == str(september)) & (frame["breakdown"] == "all")
    now = frame.loc[is_stock, "numerator"].iloc[0]
    frame.loc[is_stock, ["numerator", "value", "numerator_children"]] = now + 7
    write_month(tmp_path, september, frame)
    (tmp_path / "2026-08.csv").write_text("damaged", encoding="utf-8")
    monkeypatch.setenv("WORKBOOK_HISTORY", str(tmp_path))
    expected = f"Children looked after|September 2026|{now + 7:.0f}|{now:.0f}|"
    assert expected in words_of(open_section("data_quality", MONTH, str(small_council), "analyst").revised().html)
    # The board edition shows what was counted then only where the register says that it was shown.
    board = open_section("data_quality", MONTH, str(small_council), "board")
    assert expected not in words_of(board.revised().html)
    stock = board.figures.released.of("CLA_N", month=str(september), breakdown="all").assign(numerator=now + 7.0)
    write_register(tmp_path, replace(board.figures.released, frame=stock, month=str(september)))
    page = words_of(open_section("data_quality", MONTH, str(small_council), "board").revised().html)
    assert expected in page
    assert "2026-08.csv of the history could not be read" in page


def words_of(html: object) -> str:
    """The words of a page's part, cells and lines apart by an upright stroke."""
    return f"{BeautifulSoup(str(html), 'html.parser').get_text('|', strip=True)}|"


def test_earlier_months_of_what_is_known_today_alone_are_those_reported_then(small_council: Path) -> None:
    opened = open_section("care_leavers", MONTH, str(small_council), "analyst")
    months = set(opened.results("CL_N")["month"])
    assert MONTH in months and len(months) > 12
    assert "Earlier months are shown as they were reported then." in str(opened.show("CL_N").html)
