"""Which notebooks run, what their pages are called, and what they may be sent."""

import pytest

from helpers.errors import DefinitionError, UsageError
from helpers.pages import page_file
from helpers.publish.notebooks import (
    check_parameters,
    chosen_pages,
    declared_parameters,
    not_in_the_report,
    notebook_paths,
    report_parameters,
)
from publish.clones import PARAMETERS, PLACEMENTS, SUMMARY, Page, notebook_of

SENT = {"month": "2026-10", "data": "data", "edition": "board", "area": ""}


def test_a_page_is_called_after_its_notebook_and_the_summary_is_the_front_page():
    assert page_file("00_summary") == "index.html"
    assert page_file("50_placements") == "placements.html"


@pytest.mark.parametrize("name", ["placements", "5_placements", "50_../x", "50_Placements", ""])
def test_a_notebook_with_another_kind_of_name_makes_no_page(name):
    with pytest.raises(DefinitionError):
        page_file(name)


def test_a_notebook_on_no_list_is_not_run(clone):
    for page in (SUMMARY, PLACEMENTS, Page("99_extra", "extra", "Extra")):
        clone.section(page)
    assert list(notebook_paths(clone.root, [SUMMARY, PLACEMENTS])) == ["00_summary", "50_placements"]
    assert not_in_the_report(clone.root, [SUMMARY, PLACEMENTS]) == ["99_extra"]


def test_a_page_without_a_notebook_is_named(clone):
    with pytest.raises(DefinitionError, match=r"50_placements\.ipynb"):
        notebook_paths(clone.root, [PLACEMENTS])


def test_two_notebooks_may_not_make_one_page(clone):
    for page in (PLACEMENTS, other := Page("51_placements", "others", "Others")):
        clone.section(page)
    with pytest.raises(DefinitionError, match="same page"):
        notebook_paths(clone.root, [PLACEMENTS, other])


def test_sections_are_chosen_by_key_or_notebook_and_the_summary_always_goes_along():
    visits = Page("60_visits", "visits", "Visits")
    assert chosen_pages([SUMMARY, PLACEMENTS, visits], ["placements"]) == [SUMMARY, PLACEMENTS]
    assert chosen_pages([SUMMARY, PLACEMENTS, visits], ["60_visits"]) == [SUMMARY, visits]
    assert chosen_pages([SUMMARY, PLACEMENTS], None) == [SUMMARY, PLACEMENTS]


def test_every_section_that_does_not_exist_is_named_with_the_nearest_that_does():
    with pytest.raises(UsageError, match=r'"placement".*Did you mean "placements".*"zzz"'):
        chosen_pages([SUMMARY, PLACEMENTS], ["placement", "zzz"])


def test_parameters_and_their_types_are_read_without_running_the_cell():
    notebook = notebook_of(parameters='month = "2026-10"\ncount = 3')
    assert declared_parameters(notebook, "x") == {"month": str, "count": int}


@pytest.mark.parametrize(
    "cell", [None, "month = today()", "import os", "month: str", "month = 'x", "a = b = 'x'", "month.x = 'y'"]
)
def test_a_parameters_cell_holds_names_and_plain_values_only(cell):
    with pytest.raises(DefinitionError):
        declared_parameters(notebook_of("1", parameters=cell), "50_placements")


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        (PARAMETERS.replace("month", "mnth"), 'no parameter "month"; it is not sent its parameter "mnth"'),
        (PARAMETERS.replace('area = ""', ""), 'no parameter "area"'),
        (PARAMETERS + '\nextra = "x"', 'not sent its parameter "extra"'),
        (PARAMETERS.replace('"2026-10"', "202610"), '"month" as int, not str'),
        (PARAMETERS.replace('""', "None"), '"area" as NoneType, not str'),
    ],
)
def test_parameters_unknown_missing_or_of_another_type_are_refused(parameters, words):
    with pytest.raises(UsageError, match=words):
        check_parameters(notebook_of(parameters=parameters), "50_placements", SENT)


def test_parameters_that_fit_are_accepted():
    assert check_parameters(notebook_of(), "50_placements", SENT) is None


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "Oct", "2026-10\n", "2026-10; import os", "٢٠٢٦-١٠", ""])
def test_a_month_is_written_one_way_only(clone, month):
    with pytest.raises(UsageError):
        report_parameters(month, clone.data, "board", "", editions=["board"], root=clone.root)


@pytest.mark.parametrize("area", ["<b>", 'a"b', "x\ny", "$(ls)", "../x", "{{7*7}}", "a" * 81, "`ls`", "-x", "a\\b", " North"])
def test_an_area_with_odd_characters_is_refused(clone, area):
    with pytest.raises(UsageError):
        report_parameters("2026-10", clone.data, "analyst", area, editions=["analyst"], root=clone.root)


@pytest.mark.parametrize("area", ["", "North", "King's Lynn & West Norfolk", "Bolsover (part)", "Ynys Môn", "Stoke-on-Trent"])
def test_a_district_s_name_is_an_area(clone, area):
    sent = report_parameters("2026-10", clone.data, "analyst", area, editions=["analyst"], root=clone.root)
    assert sent["area"] == area


def test_an_area_is_for_analysts_only(clone):
    with pytest.raises(UsageError, match="analyst edition only"):
        report_parameters("2026-10", clone.data, "board", "North", editions=["board", "analyst"], root=clone.root)


def test_an_edition_that_does_not_exist_and_a_folder_that_is_not_there_are_refused(clone):
    with pytest.raises(UsageError, match="There are: analyst, board"):
        report_parameters("2026-10", clone.data, "bord", "", editions=["board", "analyst"], root=clone.root)
    with pytest.raises(UsageError, match="no data folder"):
        report_parameters("2026-10", clone.data / "x", "board", "", editions=["board"], root=clone.root)


def test_data_inside_the_clone_is_named_from_its_root(clone, tmp_path):
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    inner = report_parameters("2026-10", clone.data, "board", "", editions=["board"], root=clone.root)
    outer = report_parameters("2026-10", outside, "board", "", editions=["board"], root=clone.root)
    assert inner["data"] == "data"
    assert outer["data"] == outside.resolve().as_posix()
