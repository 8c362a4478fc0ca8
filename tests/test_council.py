"""council.toml: what it may hold, and what a wrong one is told."""

from datetime import date
from pathlib import Path

import pytest

from helpers.council import Settings, read_council
from helpers.errors import DataError


def council(folder: Path, text: str):
    (folder / "council.toml").write_text(text, encoding="utf-8")
    return read_council(folder)


def test_every_key_has_a_default_but_the_name(tmp_path: Path) -> None:
    read = council(tmp_path, 'name = "Exampleshire"')
    assert read.name == "Exampleshire"
    assert read.extract_date is None
    assert read.settings == Settings()


def test_what_is_given_is_taken(tmp_path: Path) -> None:
    text = """
        name = "Exampleshire"
        extract_date = "2026-11-03"
        [settings]
        short_break_statuses = ["v3"]
        pep_months = 6
        [areas]
        North = ["Alder", "Birch"]
    """
    read = council(tmp_path, text)
    assert read.extract_date == date(2026, 11, 3)
    assert read.settings.short_break_statuses == ("V3",)
    assert read.settings.pep_months == 6
    assert read.areas == {"North": ("Alder", "Birch")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[settings]\nhome_address_type = ["Home"]', "settings.home_address_type is not known. Did you mean home_address_types"),
        ("pep_months = 4", "pep_months is not known. Did you mean settings.pep_months"),
        ('settings = "all"', "settings has a value that is not allowed"),
        ("[settings]\npep_months = 0", "settings.pep_months has a value that is not allowed"),
        ('[settings]\npep_months = "4"', "settings.pep_months has a value that is not allowed"),
        ('[settings]\nrereferral_counts_nfa = "yes"', "settings.rereferral_counts_nfa has a value that is not allowed"),
        ('[settings]\nassessment_clock = "contact"', "'assessment' or 'referral'"),
        ('[settings]\nspell_start_reasons = ["Q"]', "is none of the codes S, L, P, T, B, U"),
        ('extract_date = "3 November"', "extract_date has a value that is not allowed"),
        ('[cover]\nlicence = "none"', "cover.licence has a value that is not allowed: give the address of a licence"),
        ('[cover]\nlicence = "https://"', "cover.licence has a value that is not allowed"),
        ('[cover]\nlicence = "http://example.org"', "cover.licence has a value that is not allowed"),
        ("[cover]\nlicence = 7", "cover.licence has a value that is not allowed"),
        ('[cover]\nlicense = "https://example.org"', "cover.license is not known. Did you mean licence"),
        ("[disclosure]\nhide_counts_up_to = 0", "disclosure.hide_counts_up_to has a value that is not allowed"),
        ("[disclosure]\nhide_counts_up_to = 1", "a hidden count could only be 1"),
    ],
)
def test_a_wrong_key_or_value_is_named_with_what_is_allowed(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DataError) as refused:
        council(tmp_path, text if "name" in text and text.startswith("name") else f'name = "Exampleshire"\n{text}')
    assert said in str(refused.value)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataError) as refused:
        council(tmp_path, "nam = 1\n[settings]\npep_months = 0")
    assert str(refused.value).count("council.toml") == 3


@pytest.mark.parametrize("text", ["name =", 'name = "A"\nname = "B"', 'name = ""', 'name = "   "'])
def test_a_file_that_is_no_toml_or_has_no_name_stops_the_run(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataError, match=r"council\.toml"):
        council(tmp_path, text)


def test_no_file_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"There is no council\.toml"):
        read_council(tmp_path)


def test_the_licence_of_the_published_figures_is_the_open_government_one_or_the_council_s_own(tmp_path: Path) -> None:
    name = 'name = "Exampleshire"\n'
    given = '[cover]\nlicence = " https://example.org/licence "'
    assert council(tmp_path, name + given).cover.licence == "https://example.org/licence"
    assert "open-government-licence" in council(tmp_path, name).cover.licence
