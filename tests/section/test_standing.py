"""How figures stand: bands, lists of the first screen, published figures, districts, and the council's own words."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from helpers.indicator import Polarity
from helpers.indicators import INDICATORS
from helpers.protect.editions import EDITIONS
from helpers.section import open_section
from helpers.section.figures import Figures
from helpers.section.quality import show_findings

MONTH = "2026-10"


@pytest.fixture(scope="module")
def summary(small_council: Path):
    return open_section("summary", MONTH, str(small_council), "board")


def with_file(small_council: Path, to: Path, name: str, text: str) -> str:
    shutil.copytree(small_council, to)
    lines = [line.strip() for line in text.strip().splitlines()]
    (to / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(to)


def test_neutral_indicators_never_have_a_band_and_others_only_with_a_target(summary) -> None:
    for code, judged in summary.figures.released.judged.items():
        if INDICATORS[code].polarity is Polarity.CONTEXT_ONLY:
            assert judged.band is None and judged.target is None
        assert judged.band is None or judged.target is not None


def test_an_edge_belongs_to_the_better_band_and_the_page_says_whose_the_bands_are(small_council: Path, tmp_path: Path) -> None:
    row = open_section("placements", MONTH, str(small_council)).results("CLA_3PL").query("breakdown == 'all' and month == @MONTH")
    value = float(row["value"].iloc[0])
    folder = with_file(
        small_council, tmp_path / "extract", "targets.csv",
        f"""code,window,group,financial_year,target,band_1_from,band_2_from,band_3_from,agreed_by,agreed_on
            CLA_3PL,snapshot,all,2026/27,{value!r},{value!r},{value + 1!r},{value + 2!r},The Board,2026-03-20""",
    )  # fmt: skip
    opened = open_section("placements", MONTH, folder)
    judged = opened.figures.released.judged["CLA_3PL"]
    assert (judged.band.place, judged.band.of, judged.is_met) == (1, 4, True)
    shown = str(opened.show("CLA_3PL").html)
    assert "band-1-of-4" in shown
    assert "(agreed: The Board, 20 March 2026). They are not an inspection judgement." in shown


def test_without_targets_nothing_is_put_forward(small_council: Path, tmp_path: Path) -> None:
    shutil.copytree(small_council, tmp_path / "extract")
    (tmp_path / "extract" / "targets.csv").unlink()
    opened = open_section("summary", MONTH, str(tmp_path / "extract"), "board")
    assert "no targets" in str(opened.highlights().html)
    assert "band-" not in str(opened.scorecard().html)


def test_the_lists_hold_what_their_rule_says_and_nothing_hidden(summary) -> None:
    html = str(summary.highlights().html)
    well, to_do = html.split('id="to-work-on"')
    assert "[c]" not in html
    judged = summary.figures.released.judged
    for part, meets in ((well, True), (to_do, False)):
        for title in re.findall(r"<li><a [^>]*>([^<]+)</a>", part):
            code = next(code for code, entry in INDICATORS.items() if entry.title == title.replace("&#39;", "'"))
            assert judged[code].is_met is meets


def test_every_published_figure_is_shown_with_its_period_and_publication(small_council: Path) -> None:
    opened = open_section("placements", MONTH, str(small_council), "board")
    comparators = opened.figures.released.judged["CLA_3PL"].comparators
    assert [each.level for each in comparators][:2] == ["england", "region"]
    shown = str(opened.show("CLA_3PL").html)
    for each in comparators:
        assert each.period in shown and each.publication.split(",")[0] in shown
    assert "No published figure stands beside this one: " in str(opened.show("UASC_OUT").html)


def test_districts_stand_side_by_side_in_the_order_of_the_alphabet_and_unranked(summary) -> None:
    html = str(summary.districts().html)
    names = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', html)
    districts = names[names.index("All together") + 1 :]
    assert districts == sorted(districts)
    assert "Not recorded" not in districts
    assert "rank" not in html.lower()


def test_the_council_s_words_stand_apart_as_text_and_unread_ones_for_analysts_alone(small_council: Path, tmp_path: Path) -> None:
    folder = with_file(
        small_council, tmp_path / "extract", "commentary.csv",
        """month,code,edition,voice,author,text,read_by
           2026-10,CLA_N,board,service,Head of service,<b>More</b> homes are sought {{7*7}},Director
           2026-10,CLA_N,board,board,Chair,Nobody has read this yet,""",
    )  # fmt: skip
    board = str(open_section("children_looked_after", MONTH, folder, "board").show("CLA_N").html)
    assert "&lt;b&gt;More&lt;/b&gt; homes are sought {{7*7}}" in board
    assert "Nobody has read this yet" not in board
    analyst = str(open_section("children_looked_after", MONTH, folder, "analyst").show("CLA_N").html)
    assert "Nobody has read this yet" in analyst and "More" in analyst


def test_a_question_on_the_whole_report_is_carried_until_it_is_answered(small_council: Path, tmp_path: Path) -> None:
    folder = with_file(
        small_council, tmp_path / "extract", "questions.csv",
        """asked_on,asked_by,code,text,answer,answered_on
           2026-02-01,young_people,,What is the rate?,,
           2026-01-01,board,,Long answered?,Yes.,2026-02-01""",
    )  # fmt: skip
    html = str(open_section("summary", MONTH, folder, "board").questions().html)
    assert "What is the rate?" in html
    assert "Long answered?" not in html


def test_problems_of_the_council_s_own_files_are_said_and_stop_nothing(small_council: Path, tmp_path: Path) -> None:
    folder = with_file(
        small_council, tmp_path / "extract", "targets.csv",
        """code,window,group,financial_year,target
           CLA_3P,snapshot,all,2026/27,9
           CLA_N,snapshot,all,2026/27,9""",
    )  # fmt: skip
    html = str(open_section("data_quality", MONTH, folder, "board").findings().html)
    assert "CLA_3PL" in html and "targets.csv" in html


def test_a_finding_on_few_rows_is_counted_for_analysts_alone(small_council: Path, tmp_path: Path) -> None:
    folder = tmp_path / "extract"
    shutil.copytree(small_council, folder)
    path = folder / "ssd_cla_episodes.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    # Three rows are there twice, and seven are of nobody.
    person = header.split(",").index("clae_person_id")
    nobody = [",".join("" if at == person else cell for at, cell in enumerate(row.split(","))) for row in rows[:7]]
    path.write_text("\n".join([header, *nobody, *rows[7:], *rows[20:23]]) + "\n", encoding="utf-8")
    figures = open_section("data_quality", MONTH, str(folder), "analyst").figures
    assert rows_found(figures) == {"3 rows are repeated exactly": "3", "7 rows name no person": "7"}
    shown = replace(figures, edition=EDITIONS["board"])
    assert rows_found(shown) == {"rows are repeated exactly": "[c]", "rows name no person": "7"}


def rows_found(figures: Figures) -> dict[str, str]:
    """Of the findings on episodes: what was found, without its place, and how many rows the page says it is."""
    table = BeautifulSoup(str(show_findings(figures)), "html.parser").table
    cells = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tbody tr")]
    ours = [(said, number) for said, number, *_ in cells if said.startswith("ssd_cla_episodes.csv")]
    return {re.sub(r"^[^:]*: | \(rows .*", "", said): number for said, number in ours}


def test_the_files_that_districts_rest_on_are_listed_where_there_are_districts(small_council: Path) -> None:
    listed = BeautifulSoup(str(open_section("data_quality", MONTH, str(small_council)).files().html), "html.parser").table
    rows = {row.th.get_text(): row.td.find_next("td").get_text() for row in listed.select("tbody tr")}
    assert rows["ssd_address.csv"] == "Figures by district"
    assert "ssd_address.csv" in str(open_section("front_door", MONTH, str(small_council)).summary().html)
    assert "ssd_address.csv" not in str(open_section("workforce_fostering", MONTH, str(small_council)).summary().html)
