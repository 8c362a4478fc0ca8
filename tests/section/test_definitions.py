"""The page of definitions: every indicator, how its change is judged, what stands beside it and why not; the rules in words."""

import re
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from helpers.compare.published.reference import REFERENCE
from helpers.council import Settings
from helpers.errors import DefinitionError
from helpers.indicators import INDICATORS, SECTIONS
from helpers.pages import PAGE_OF
from helpers.section import judging, open_section
from helpers.section.beside import rules_against
from helpers.section.definitions import ACRONYMS, SETTING_OF, SETTING_WORDS, how_counted, show_how_counted
from helpers.section.judging import FALSE_ALARM_COLUMNS, read_false_alarms, show_false_alarms
from helpers.section.links import definition_id
from helpers.tables import heading_id

MONTH = "2026-10"


@pytest.fixture(scope="module")
def opened(small_council: Path):
    return open_section("definitions", MONTH, str(small_council), "analyst")


@pytest.fixture(scope="module")
def page(opened) -> BeautifulSoup:
    return BeautifulSoup(str(opened.definitions().html), "html.parser")


def terms_of(page: BeautifulSoup, code: str) -> dict[str, str]:
    listed = page.find(id=definition_id(INDICATORS[code])).find_next("dl")
    return {term.get_text(): term.find_next("dd").get_text() for term in listed.find_all("dt")}


def test_every_indicator_is_listed_by_section_and_can_be_reached_from_its_figures_and_back(page: BeautifulSoup) -> None:
    for section in SECTIONS:
        for entry in section.indicators:
            assert page.find("a", href=f"#{definition_id(entry)}").get_text() == entry.title
            heading = page.find("h4", id=definition_id(entry))
            back = f"{PAGE_OF[section.key].file}#{heading_id(entry.title)}"
            assert heading.find_next("a")["href"] == back
            assert f'href="definitions.html#{definition_id(entry)}"' in show_how_counted(entry)


def test_a_definition_says_how_old_its_data_are_and_how_its_change_is_judged(page: BeautifulSoup, opened) -> None:
    terms = terms_of(page, "CLA_3PL")
    as_at = opened.figures.data.council.extract_date
    assert terms["How old its data are"].startswith(f"From the extract of {as_at.day} November 2026, {as_at.day} days after")
    assert terms["How a change is judged"] == "By its difference from a year ago, with the interval of that difference."
    assert terms["Settings in force"].startswith("Reasons for an episode that begin a new placement: S, P, B;")
    assert "of this month alone" in terms_of(page, "CL_N")["How old its data are"]


def test_published_figures_are_named_with_publication_and_period_and_those_not_used_with_the_reason(page: BeautifulSoup) -> None:
    beside = terms_of(page, "REREF")
    assert re.search(r"England \(year to 31 March \d{4}\)", beside["Published beside it"])
    assert "From: Department for Education" in beside["Published beside it"]
    assert "one month does not stand beside a year" in beside["Not set beside it"]
    assert terms_of(page, "CP_VIS")["Published beside it"].startswith("None: the interval between visits is set locally")
    near = terms_of(page, "CIN_N")["Published beside it"]
    assert "They differ from ours:" in near or near.startswith("None")


def test_every_reason_against_a_published_figure_stands_on_the_page(page: BeautifulSoup) -> None:
    text = page.get_text()
    for entry in INDICATORS.values():
        for row in rules_against(entry):
            assert row["why"].rstrip(".") in text


def test_every_setting_has_words_and_those_of_an_indicator_are_settings_of_entries() -> None:
    assert set(SETTING_WORDS) == set(Settings.model_fields)
    assert set(SETTING_OF) <= set(SETTING_WORDS)
    assert {code for codes in SETTING_OF.values() for code in codes} <= set(INDICATORS)


def test_the_false_alarms_are_shown_method_by_method_with_how_they_were_measured() -> None:
    table = pd.DataFrame(
        [
            ["xmr", "a number of about 4 a month", "1000", "11923", "285", "2.4", "made-up councils"],
            ["flows", "about 43 <who start>", "1000", "12000", "432", "3.6", "made-up councils"],
        ],
        columns=FALSE_ALARM_COLUMNS,
    )
    html = str(show_false_alarms(table))
    text = BeautifulSoup(html, "html.parser")
    cells = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in text.find("tbody").find_all("tr")]
    assert cells == [
        ["Month by month (XmR chart)", "a number of about 4 a month", "11,923", "285", "2.4%"],
        ["By those who start and leave", "about 43 <who start>", "12,000", "432", "3.6%"],
    ]
    assert html.count("Measured with made-up councils.") == 1


def test_the_table_that_comes_with_the_workbook_can_be_read_and_another_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    table = read_false_alarms()
    assert (REFERENCE / judging.FALSE_ALARMS).is_file()
    assert set(table["method"]) == {"xmr", "year_apart", "flows"}
    monkeypatch.setattr(judging, "read_reference", lambda _: table.assign(method="guess"))
    with pytest.raises(DefinitionError, match="a method that is not known: guess"):
        read_false_alarms()
    monkeypatch.setattr(judging, "read_reference", lambda _: table.drop(columns="words"))
    with pytest.raises(DefinitionError, match="must have the columns method, words"):
        read_false_alarms()


def test_what_is_hidden_is_said_with_the_council_s_own_numbers(opened) -> None:
    text = BeautifulSoup(str(opened.hidden().html), "html.parser").get_text()
    assert "Numbers of 1 to 5 children are hidden" in text
    assert "fewer than 10 children is hidden" in text
    assert "This is the analyst edition: nothing is hidden in it." in text


def test_the_short_list_under_an_indicator_s_figures_has_its_own_words_alone() -> None:
    html = how_counted(INDICATORS["CLA_3PL"])
    assert INDICATORS["CLA_3PL"].counts[1:] in html
    assert "Published beside it" not in html


def test_no_rule_uses_a_short_form_that_is_not_explained(opened) -> None:
    rules = " ".join(str(one.html) for one in (opened.judging(), opened.hidden(), opened.rounding()))
    text = BeautifulSoup(rules, "html.parser").get_text()
    assert set(re.findall(r"\b[A-Z][A-Za-z]*[A-Z]\b", text)) <= {*ACRONYMS, "XmR"}


def test_a_code_among_the_settings_says_what_it_stands_for(opened) -> None:
    rows = BeautifulSoup(str(opened.settings().html), "html.parser").find_all("tr")
    said = {row.th.get_text(): row.td.get_text() for row in rows[1:]}
    assert said["Reasons for an episode that begin a new placement"] == (
        "S: Started to be looked after; P: Change of placement and carer; B: Change of legal status, placement and carer"
    )
    assert said["The 45 working days run from the start of"] == "assessment"
    assert all(said.values())


def test_the_table_of_marks_needs_no_note_that_says_it_again(opened) -> None:
    table = BeautifulSoup(str(opened.shorthand().html), "html.parser")
    assert [cell.get_text() for cell in table.select("tbody th")] == ["[c]", "[low]", "[x]", "[z]", "[u]"]
    assert table.select("p.note") == []
