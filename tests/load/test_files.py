"""What stops a run says which file and row, and never what stands in a cell."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers.errors import DataError, NotAvailable
from helpers.load.care_data import CareData, Oddity
from helpers.load.extract import load_extract, load_what_can_be_read, refuse
from helpers.months import ReportingMonth

SECRET = "Wrenfield"
MONTH = ReportingMonth(2026, 10)
HEADER = b"cont_contact_id,cont_person_id,cont_contact_date\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "council.toml").write_text('name = "Sampleshire"', encoding="utf-8")
    return tmp_path


def load(folder: Path, **files: bytes) -> CareData:
    for name, content in files.items():
        (folder / f"{name}.csv").write_bytes(content)
    data, faults = load_what_can_be_read(folder, MONTH)
    refuse(faults)
    return data


def refused(folder: Path, **files: bytes) -> str:
    with pytest.raises(DataError) as error:
        load(folder, **files)
    message = str(error.value)
    assert SECRET not in message and str(folder) not in message
    return message


def test_a_ragged_row_is_named(folder):
    message = refused(folder, ssd_contacts=HEADER + f"1,{SECRET},2026-10-01\n2,{SECRET}, x,2026-10-01\n".encode())
    assert "ssd_contacts.csv, row 3: has 4 cells, but the header has 3" in message


def test_a_quotation_mark_left_open_is_named(folder):
    message = refused(folder, ssd_contacts=HEADER + f'1,{SECRET},2026-10-01\n2,"{SECRET},2026-10-01\n'.encode())
    assert "ssd_contacts.csv, line" in message and "quotation mark" in message


def test_a_nul_byte_is_named_by_its_line(folder):
    message = refused(folder, ssd_contacts=HEADER + f"1,{SECRET}\0,2026-10-01\n".encode())
    assert "ssd_contacts.csv, line 2: holds a NUL byte" in message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_a_file_in_utf_16_is_named(folder, encoding):
    marks = {"utf-16": b"", "utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe"}
    message = refused(folder, ssd_contacts=marks[encoding] + (HEADER.decode() + f"1,{SECRET},2026-10-01\n").encode(encoding))
    assert "ssd_contacts.csv is written in UTF-16" in message


@pytest.mark.parametrize("content", [b"", b"\n1,2\n", b" , \n1,2\n"])
def test_a_file_without_a_header_is_named(folder, content):
    assert "ssd_contacts.csv has no header row" in refused(folder, ssd_contacts=content)


def test_a_column_given_twice_is_named(folder):
    message = refused(folder, ssd_contacts=b"cont_person_id,CONT_PERSON_ID\nx,y\n")
    assert "ssd_contacts.csv has two columns named cont_person_id" in message


def test_two_files_of_one_table_are_named(folder):
    (folder / "SSD_CONTACTS.CSV").write_bytes(HEADER)
    assert "hold the same table" in refused(folder, ssd_contacts=HEADER)


def dates(unreadable: int, filled: int, empty: int = 3) -> bytes:
    cells = [SECRET] * unreadable + ["2026-10-01"] * (filled - unreadable) + [""] * empty
    return HEADER + "".join(f"{row},c{row},{cell}\n" for row, cell in enumerate(cells)).encode()


def test_more_than_5_percent_of_at_least_20_dates_unreadable_stops_the_run(folder):
    message = refused(folder, ssd_contacts=dates(2, 39))
    assert "ssd_contacts.csv: 2 of 39 filled cells of cont_contact_date" in message
    assert "rows 2, 3" in message


@pytest.mark.parametrize(("unreadable", "filled"), [(2, 40), (1, 20), (19, 19)])
def test_fewer_are_read_as_empty_and_said(folder, unreadable, filled):
    data = load(folder, ssd_contacts=dates(unreadable, filled))
    assert [len(note.rows) for note in data.notes if note.oddity is Oddity.DATE_UNREADABLE] == [unreadable]
    assert len(data.tables["ssd_contacts"].frame) == filled + 3


def test_a_file_that_is_not_utf_8_is_windows_1252_and_said(folder):
    data = load(folder, team_area="team_id,area\nt1,Fell–Brück\n".encode("cp1252"))
    assert data.tables["team_area"].frame["area"][0] == "Fell–Brück"
    assert [note.oddity for note in data.notes] == [Oddity.NOT_UTF8]


def test_a_byte_order_mark_upper_case_and_other_columns_are_no_matter(folder):
    content = b"\xef\xbb\xbfEXTRA,CONT_PERSON_ID , cont_contact_date\nx,Asha,2026-10-01\n\n"
    frame = load(folder, ssd_contacts=content).tables["ssd_contacts"].frame
    assert list(frame["person_id"]) == ["Asha"] and len(frame) == 1


def test_a_cell_in_quotes_may_hold_commas_and_line_breaks(folder):
    data = load(folder, ssd_contacts=HEADER + b'1,"Asha, of\nhere",2026-10-01\n2,Ben,soon\n')
    assert list(data.tables["ssd_contacts"].frame["person_id"]) == ["Asha, of\nhere", "Ben"]
    assert data.notes[0].rows.tolist() == [3]


def test_a_parquet_file_is_as_good_as_text(folder):
    frame = pd.DataFrame({"cont_person_id": ["007", None], "cont_contact_date": [date(2026, 10, 1), date(2026, 10, 2)]})
    frame.to_parquet(folder / "ssd_contacts.parquet")
    loaded = load(folder).tables["ssd_contacts"].frame
    assert list(loaded["person_id"]) == ["007"]
    assert loaded["cont_contact_date"].to_numpy()[0] == np.datetime64("2026-10-01")


def test_a_folder_of_parquet_parts_is_one_table_in_order_of_name(folder):
    parts = folder / "SSD_Contacts.parquet"
    parts.mkdir()
    for name, person in (("part-2", "Ben"), ("part-1", "Asha"), ("_left", "Cara"), (".hidden", "Dev")):
        moment = pd.Timestamp("2026-05-31 23:00", tz="UTC")
        frame = pd.DataFrame({"cont_person_id": [person], "cont_contact_date": [moment]})
        frame.to_parquet(parts / f"{name}.parquet")
    (parts / "_SUCCESS").write_bytes(b"")
    loaded = load(folder).tables["ssd_contacts"].frame
    assert list(loaded["person_id"]) == ["Asha", "Ben"]
    assert loaded["row"].tolist() == [2, 3]
    assert loaded["cont_contact_date"].astype(str).tolist() == ["2026-06-01", "2026-06-01"]  # midnight in London


def test_parts_with_other_columns_are_named(folder):
    parts = folder / "ssd_contacts.parquet"
    parts.mkdir()
    assert "holds no part" in refused(folder)
    pd.DataFrame({"cont_person_id": ["Asha"]}).to_parquet(parts / "a.parquet")
    pd.DataFrame({"cont_contact_id": ["1"]}).to_parquet(parts / "b.parquet")
    assert "ssd_contacts.parquet: b.parquet has not the columns of a.parquet" in refused(folder)


def test_all_files_that_cannot_be_read_are_named_at_once(folder):
    message = refused(folder, ssd_contacts=b"", ssd_cp_plans=b"a;b\n1;2\n")
    assert "ssd_contacts.csv has no header row" in message
    assert "ssd_cp_plans.csv has semicolons (;) between its cells" in message


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "upright bars")])
def test_another_separator_is_named(folder, mark, name):
    content = HEADER.decode().replace(",", mark) + mark.join(["1", SECRET, "2026-10-01"]) + "\n"
    assert f"ssd_contacts.csv has {name}" in refused(folder, ssd_contacts=content.encode())


def test_what_a_query_tool_writes_below_its_rows_is_named(folder):
    message = refused(folder, ssd_contacts=HEADER + f"1,{SECRET},2026-10-01\n(1 row affected)\n".encode())
    assert "ssd_contacts.csv, row 3: has 1 cell, but the header has 3" in message
    assert "what a query tool writes below its rows" in message


def ends(open_word: str, times: int, unreadable: int = 0, empty: int = 0, dated: int = 0) -> bytes:
    cells = [open_word] * times + ["2026-13-01"] * unreadable + [""] * empty + ["2026-09-01"] * dated
    header = "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date\n"
    return (header + "".join(f"{row},c{row},2026-01-01,{cell}\n" for row, cell in enumerate(cells))).encode()


def test_a_word_in_many_ends_that_may_mean_still_open_stops_the_run(folder):
    message = refused(folder, ssd_cp_plans=ends("Current", 4, unreadable=3, empty=3))
    assert "ssd_cp_plans.csv: 4 cells of cppl_cp_plan_end_date hold one word instead of a date" in message


@pytest.mark.parametrize(
    "content",
    [ends("Current", 3), ends("Current", 4, unreadable=4), ends("Current", 4, empty=4), ends("2 weeks", 4)],
    ids=["too few", "not most of the unreadable", "as many are empty", "it holds a digit"],
)
def test_fewer_words_are_ends_that_cannot_be_read(folder, content):
    data = load(folder, ssd_cp_plans=content)
    assert Oddity.END_UNREADABLE in [note.oddity for note in data.notes]


def test_a_parquet_file_that_is_none_is_named(folder):
    (folder / "ssd_contacts.parquet").write_bytes(b"PAR1 nonsense")
    assert "ssd_contacts.parquet can't be read as Parquet" in refused(folder)


def test_a_month_after_the_extract_is_refused_and_without_one_it_is_the_extracts(folder):
    (folder / "council.toml").write_text('name = "S"\nextract_date = 2026-11-03', encoding="utf-8")
    (folder / "ssd_contacts.csv").write_bytes(HEADER + b"1,Asha,2026-10-01\n")
    assert load_extract(folder).month == MONTH
    with pytest.raises(DataError, match="no whole month later than 2026-10"):
        load_extract(folder, MONTH.plus(1))
    (folder / "council.toml").write_text('name = "S"', encoding="utf-8")
    with pytest.raises(DataError, match="no extract_date"):
        load_extract(folder)


def test_what_is_not_there_is_said_by_its_file_and_column(folder):
    data = load(folder, ssd_contacts=b"cont_person_id\nAsha\n", ssd_cp_plans=b"cppl_person_id\n", exclusions=b"person_id,kind\n")
    with pytest.raises(NotAvailable, match=r"There is no ssd_person\.csv"):
        data.rows("ssd_person")
    with pytest.raises(NotAvailable, match=r"ssd_contacts\.csv has no column cont_contact_date"):
        data.rows("ssd_contacts", "person_id", "cont_contact_date")
    with pytest.raises(NotAvailable, match=r"ssd_cp_plans\.csv holds no row"):
        data.rows("ssd_cp_plans", "person_id")
    with pytest.raises(NotAvailable, match=r"exclusions\.csv has no column start_date"):
        data.rows("exclusions", "start_date")
    assert len(data.rows("exclusions", "person_id", "kind")) == 0  # a true zero


def test_names_and_free_text_never_pass_the_door(folder):
    data = load(folder, ssd_person=f"pers_person_id,pers_forename,pers_surname\nAsha,{SECRET},{SECRET}\n".encode())
    assert SECRET not in data.tables["ssd_person"].frame.to_string()
