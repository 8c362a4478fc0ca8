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


DAY = "a day is written year, month, day, as in extract_date = 2026-11-03"
TEXT = "a text is written between straight quotation marks"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("extract_date = 2026-13-40", f"line 2: this is not a date that can be read: {DAY}"),
        ("extract_date = 3/11/2026", f"line 2: this is not a date that can be read: {DAY}"),
        ("extract_date = 3 November", f"line 2: this is not a date that can be read: {DAY}"),
        ("extract_date = 2026-11-3", f"line 2: this is not a date that can be read: {DAY}"),
        ('extract_date = "3 November"', f"extract_date has a value that is not allowed: {DAY}"),
        ('extract_date = "3/11/2026"', f"extract_date has a value that is not allowed: {DAY}"),
        ("extract_date = 20261103", f"extract_date has a value that is not allowed: {DAY}"),
        ("region = “North West”", f"line 2: holds typographic quotation marks; {TEXT}"),
        ("[areas]\nNorth = [“Alder”]", f"line 3: holds typographic quotation marks; {TEXT}"),
        ("region = North West", f"line 2: {TEXT}"),
        ("region = # none yet", "line 2: there is no value after ="),
        ('region = "..\\Users\\x"', "line 2: a backslash between double quotation marks"),
        ('region = "C:\\data"', "write a path with forward slashes"),
        ('region = "a"\nregion = "b"', "line 3: the key, or the table in brackets, is there a second time"),
        ("These are words", "line 2: can't be read. A line is a key, = and a value"),
        ("region = 7", f"region has a value that is not allowed: {TEXT}"),
        ('settings = "x"', "its keys stand below a line [settings]"),
        ('[settings]\nhome_address_types = "Home"', "home_address_types has a value that is not allowed: it must be a list of"),
        ('[settings]\nrereferral_counts_nfa = "no"', "it must be true or false, without quotation marks"),
        ('code = "E10 000"', "code has a value that is not allowed: a code is letters and digits"),
    ],
)
def test_how_a_value_is_written_is_said_in_the_workbook_s_own_words(tmp_path: Path, lines: str, said: str) -> None:
    with pytest.raises(DataError) as refused:
        council(tmp_path, f'name = "Exampleshire"\n{lines}')
    assert said in str(refused.value)
    assert "Alder" not in str(refused.value) and "Users" not in str(refused.value)


def test_the_name_of_a_starter_is_to_be_filled_in(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="name has a value that is not allowed: it is still to be filled in"):
        council(tmp_path, 'name = "<name of the council>"')


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('name = "A"'.encode("utf-16"), "council.toml is written in UTF-16"),
        ('name = "A"'.encode("utf-16-le"), "council.toml is written in UTF-16"),
        ('# A\nname = "Pré"'.encode("cp1252"), "council.toml, line 2: holds a letter that is not written in UTF-8"),
    ],
)
def test_a_file_that_is_not_in_utf_8_is_said_to_be_saved_in_it(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "council.toml").write_bytes(content)
    with pytest.raises(DataError) as refused:
        read_council(tmp_path)
    assert said in str(refused.value) and "Save it in UTF-8" in str(refused.value)


@pytest.mark.parametrize("name", ["council.toml.txt", "Council.TOML", "council (1).toml", "my council.toml"])
def test_a_file_that_may_be_meant_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('name = "A"', encoding="utf-8")
    if (tmp_path / "council.toml").exists():
        pytest.skip("this file system knows no case")
    with pytest.raises(DataError) as refused:
        read_council(tmp_path)
    assert f"There is no council.toml in the data folder, but {name}." in str(refused.value)


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
