"""Titles, lines of dashes and messages of query tools, which belong to no table, stop a run and are told by their row."""

from pathlib import Path

import pytest

from helpers.errors import DataError
from helpers.load.text_tables import read_text_table
from helpers.terms.tables import TABLES

HEADER = "cont_contact_id,cont_person_id,cont_contact_date\n"
ROWS = "1,Asha,2026-10-01\n2,Ben,2026-10-02\n"


def refused(folder: Path, text: str, headings: dict[str, str] | None = None) -> str:
    path = folder / "ssd_contacts.csv"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(DataError) as error:
        read_text_table(path, TABLES["ssd_contacts"], headings)
    assert "Asha" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("title", "header"),
    [("Contacts of October,,\n", 2), ("Contacts of October\n\n", 3), ("Asha Report\nrun on 3/11/2026\n,,\n", 4)],
)
def test_a_title_above_the_header_is_told_with_the_row_of_the_header(tmp_path, title, header):
    said = refused(tmp_path, title + HEADER + ROWS)
    assert f"ssd_contacts.csv: row 1 looks like a title; the header seems to be row {header}" in said


def test_a_header_of_the_council_s_own_names_is_a_header_too(tmp_path):
    own = {"cont_person_id": "Client", "cont_contact_date": "Day"}
    assert "the header seems to be row 2" in refused(tmp_path, "Contacts\nClient,Day\nAsha,2026-10-01\n", own)


def test_a_line_of_dashes_below_the_header_is_told(tmp_path):
    assert "row 2 is a line of dashes" in refused(tmp_path, HEADER + "---,------,----------\n" + ROWS)


@pytest.mark.parametrize(
    "trailer", ["(2 rows affected)", "\n(1,234 rows affected)", "2 rows selected.", "Completion time: 2026-11-03"]
)
def test_what_a_query_tool_writes_below_its_rows_is_told(tmp_path, trailer):
    assert "It is what a query tool writes below its rows" in refused(tmp_path, HEADER + ROWS + trailer + "\n")


@pytest.mark.parametrize(("separator", "name"), [(";", "semicolons (;)"), ("\t", "tabs"), ("|", "upright bars (|)")])
def test_another_separator_is_named(tmp_path, separator, name):
    assert f"ssd_contacts.csv has {name} between its cells" in refused(tmp_path, (HEADER + ROWS).replace(",", separator))


def test_a_table_without_any_of_these_is_read(tmp_path):
    path = tmp_path / "ssd_contacts.csv"
    path.write_text("note,cont_person_id\n-,Asha\n,Ben\n", encoding="utf-8")
    assert list(read_text_table(path, TABLES["ssd_contacts"]).frame["cont_person_id"]) == ["Asha", "Ben"]
