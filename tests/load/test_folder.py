"""Which file holds which table, by the standard's names or the council's own; and what is passed over."""

from pathlib import Path

import pytest

from helpers.errors import DataError
from helpers.load.care_data import Oddity
from helpers.load.extract import load_what_can_be_read
from helpers.load.folder import look_into, table_like
from helpers.months import ReportingMonth

OCTOBER = ReportingMonth(2026, 10)


def write(folder: Path, **files: str) -> Path:
    """A data folder of files, by their names; `__` stands for a full stop."""
    (folder / "council.toml").write_text('name = "Sampleshire"', encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "table"),
    [
        ("ssd_person (1).csv", "ssd_person"),
        ("dbo.ssd_person.csv", "ssd_person"),
        ("SSD-Person_2026.xlsx", "ssd_person"),
        ("ssd_cla_episodes_v2.csv", "ssd_cla_episodes"),
        ("person.csv", "ssd_person"),
        ("person2026.csv", "ssd_person"),
        ("cla visits.csv", "ssd_cla_visits"),
        ("ssd_person", "ssd_person"),
        ("my_population.csv", "population"),
        ("personnel.csv", ""),
        ("notes.csv", ""),
    ],
)
def test_a_file_is_like_the_table_whose_name_it_holds(file, table):
    assert table_like(Path(file)) == table


def test_files_that_look_like_tables_are_passed_over_and_said(tmp_path):
    folder = write(
        tmp_path, ssd_contacts__csv="", person__csv="", extract__zip="", notes__docx="", expected__csv="", targets__csv=""
    )
    (folder / "csv").mkdir()
    (folder / "csv" / "ssd_person.csv").write_text("")
    (folder / "csv" / "ssd_contacts.csv").write_text("")
    (folder / "ssda903").mkdir()
    (folder / "ssda903" / "population.csv").write_text("")
    found = look_into(folder)
    assert list(found.tables) == ["ssd_contacts"]
    assert [(each.file, each.table) for each in found.passed_over] == [
        ("csv/ssd_person.csv", "ssd_person"),
        ("extract.zip", ""),
        ("person.csv", "ssd_person"),
    ]


def test_the_councils_own_names_serve_for_files_and_headings_in_any_case(tmp_path):
    folder = write(
        tmp_path,
        columns__csv="table,column,file,header\nSSD_PERSON,,V_Clients.csv,\nssd_person,pers_person_id,,Client ID\n",
        v_clients__csv="client id,pers_sex\nAsha,F\n",
    )
    data, faults = load_what_can_be_read(folder, OCTOBER)
    assert not faults
    assert list(data.tables["ssd_person"].frame["person_id"]) == ["Asha"]
    assert data.tables["ssd_person"].file.lower() == "v_clients.csv"


def test_a_standard_name_that_is_there_goes_first(tmp_path):
    folder = write(
        tmp_path,
        columns__csv="table,column,file,header\nssd_person,,other.csv,\nssd_person,pers_sex,,Gender\n",
        other__csv="pers_person_id\nBen\n",
        ssd_person__csv="pers_person_id,pers_sex,Gender\nAsha,F,M\n",
    )
    frame = load_what_can_be_read(folder, OCTOBER)[0].tables["ssd_person"].frame
    assert frame[["person_id", "pers_sex"]].to_numpy().tolist() == [["Asha", "F"]]


def test_own_names_of_nothing_known_are_said_by_their_rows(tmp_path):
    rows = "nonsense,,a.csv,\nssd_person,nonsense,,x\nssd_person,,missing.csv,\nssd_person,,../a.csv,\nssd_person,pers_sex,,Sex\n"
    folder = write(tmp_path, columns__csv="table,column,file,header\n" + rows, a__csv="")
    notes = [note for note in load_what_can_be_read(folder, OCTOBER)[0].notes if note.oddity is Oddity.SPELLING_NOT_KNOWN]
    assert [(note.table, note.rows.tolist()) for note in notes] == [("columns", [2, 3, 4, 5])]


def test_own_names_without_a_column_stop_the_run(tmp_path):
    with pytest.raises(DataError, match=r"columns\.csv has no column header"):
        look_into(write(tmp_path, columns__csv="table,column,file\n"))


def test_two_files_of_one_table_stop_the_run(tmp_path):
    with pytest.raises(DataError, match="hold the same table"):
        look_into(write(tmp_path, ssd_person__csv="", ssd_person__parquet=""))
