"""Lines to fill in are added below what a file holds; what it holds stays, byte for byte."""

from pathlib import Path

import pytest

from care import extract
from helpers.errors import MachineError, UsageError
from helpers.inventory.half_filled import add_columns, add_spellings
from helpers.inventory.needed import readers_of
from helpers.inventory.rows import NearFile, Row, State
from helpers.load.care_data import CareData


@pytest.fixture
def data() -> CareData:
    """An extract with three wordings that no code is known for."""
    return extract(persons="person_id | sex\nAsha | Lass\nBen | Lad\nCara | Lass\nDan | +44")


def test_a_new_file_holds_every_wording_with_its_rows(tmp_path, data):
    assert add_spellings(tmp_path / "new.csv", data) == 3
    text = (tmp_path / "new.csv").read_text(encoding="utf-8")
    assert text == "field,wording,code,rows\npers_sex,'+44,,1\npers_sex,Lad,,1\npers_sex,Lass,,2\n"
    assert add_spellings(tmp_path / "new.csv", data) == 0
    assert (tmp_path / "new.csv").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_what_a_file_holds_stays_and_what_is_listed_is_not_added_again(tmp_path, data, end):
    path = tmp_path / "code_spellings.csv"
    newline = end or "\n"
    before = newline.join(["﻿Note,Code,Wording,Field", "mine,F, LASS ,PERS_SEX", 'a "b",,unknown ,pers_sex']) + end
    path.write_text(before, encoding="utf-8", newline="")
    assert add_spellings(path, data) == 2
    text = path.read_bytes().decode("utf-8")
    assert text == before + ("" if end else newline) + f",,'+44,pers_sex{newline},,Lad,pers_sex{newline}"


def test_a_file_in_windows_1252_stays_in_it(tmp_path):
    data = extract(persons="person_id | sex\nAsha | Fée")
    path = tmp_path / "code_spellings.csv"
    path.write_bytes("field,wording,code\npers_sex,Garçon,M\n".encode("cp1252"))
    add_spellings(path, data)
    assert path.read_bytes().decode("cp1252") == "field,wording,code\npers_sex,Garçon,M\npers_sex,Fée,\n"


def test_a_wording_that_the_file_s_encoding_lacks_is_refused_and_the_file_stays(tmp_path):
    data = extract(persons="person_id | sex\nAsha | Хлопчик")
    path = tmp_path / "code_spellings.csv"
    before = "field,wording,code\npers_sex,Garçon,M\n".encode("cp1252")
    path.write_bytes(before)
    with pytest.raises(UsageError, match="Save it in UTF-8"):
        add_spellings(path, data)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"code,target\nCLA_N,5\n", b'field,wording,code\n"a,b\n', b"\xff\xfef\0i\0", b"\x81\x8d"])
def test_another_kind_of_file_is_refused_and_stays(tmp_path, data, content):
    path = tmp_path / "targets.csv"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"targets\.csv"):
        add_spellings(path, data)
    assert path.read_bytes() == content


def test_a_disk_that_refuses_leaves_the_file_as_it_was(tmp_path, data, monkeypatch):
    path = tmp_path / "code_spellings.csv"
    path.write_text("field,wording,code\n", encoding="utf-8")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(MachineError):
        add_spellings(path, data)
    assert path.read_text(encoding="utf-8") == "field,wording,code\n"
    assert list(tmp_path.iterdir()) == [path]


def missing(table: str, near: tuple[NearFile, ...] = (), likely: dict[str, str] | None = None) -> Row:
    return Row(table=table, state=State.NEAR, readers=readers_of(table), near=near, likely=likely or {})


def test_likely_names_of_files_and_headings_are_added_as_lines_of_columns_csv(tmp_path):
    view = NearFile("v_clients.csv", {"pers_dob": "Date of birth"})
    rows = [missing("ssd_person", (view,)), missing("ssd_cla_episodes", likely={"clae_cla_episode_start_date": "Episode start"})]
    path = tmp_path / "columns.csv"
    path.write_text("table,column,file,header\nSSD_PERSON,PERS_DOB,,Born\n", encoding="utf-8")
    assert add_columns(path, rows) == 2
    assert path.read_text(encoding="utf-8").splitlines() == [
        "table,column,file,header",
        "SSD_PERSON,PERS_DOB,,Born",
        "ssd_person,,v_clients.csv,",
        "ssd_cla_episodes,clae_cla_episode_start_date,,Episode start",
    ]
    assert add_columns(path, rows) == 0


def test_a_file_that_columns_csv_can_t_name_is_not_added(tmp_path):
    near = (NearFile("csv/ssd_person.csv"), NearFile("ssd_person.xlsx"))
    assert add_columns(tmp_path / "columns.csv", [missing("ssd_person", near)]) == 0


def test_what_was_suggested_is_read_when_it_is_taken_over(tmp_path):
    from helpers.inventory.checked import check_folder

    (tmp_path / "council.toml").write_text('name = "A"\nextract_date = 2026-11-03\n', encoding="utf-8")
    (tmp_path / "v_contacts.csv").write_text("cont_contact_id,cont_person_id,Contact date\n1,Asha,2026-10-20\n", encoding="utf-8")
    first = check_folder(Path(tmp_path), None)
    assert add_columns(tmp_path / "columns.csv", first.rows) == 2
    contacts = next(row for row in check_folder(tmp_path, None).rows if row.table == "ssd_contacts")
    assert (contacts.state, contacts.rows, contacts.missing) == (State.FOUND, 1, ())
