"""What the check of a folder says: what is there first, then what is odd, and what stops a run at the end."""

from pathlib import Path

import pytest

from helpers.cli import main
from helpers.inventory.checked import Checked, check_folder, say_checked
from helpers.inventory.rows import State
from helpers.months import ReportingMonth

COUNCIL = 'name = "Sampleshire"\nextract_date = 2026-11-03\n'
PERSONS = "pers_person_id,pers_sex,pers_ethnicity,pers_dob,pers_expected_dob,pers_death_date\nAsha,F,WBRI,2014-01-10,,\n"
CONTACTS = "cont_contact_id,cont_person_id,cont_contact_date\n1,Asha,2026-10-20\n2,Asha,2026-09-01\n3,Asha,2027-01-01\n"
FILES = {"ssd_person.csv": PERSONS, "ssd_contacts.csv": CONTACTS}


def write(folder: Path, council: str = COUNCIL, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    if council:
        (folder / "council.toml").write_text(council, encoding="utf-8")
    for name, text in (FILES | {key.replace("__", "."): text for key, text in files.items()}).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def said(checked: Checked) -> str:
    return "\n".join(say_checked(checked))


def row(checked: Checked, table: str):
    return next(each for each in checked.rows if each.table == table)


def test_a_table_that_is_there_has_its_rows_its_dates_and_who_needs_it(tmp_path):
    checked = check_folder(write(tmp_path), None)
    contacts = row(checked, "ssd_contacts")
    assert (contacts.state, contacts.rows, contacts.missing) == (State.FOUND, 3, ())
    # What is later than the extract is no last date of it.
    assert (contacts.first, contacts.last) == ("2026-09-01", "2026-10-20")
    text = said(checked)
    assert text.startswith("Sampleshire: October 2026, from an extract of 3 November 2026\n2 of the 39 tables")
    assert "ssd_contacts.csv          3  2026-09-01  2026-10-20  CON_N" in text
    assert "ssd_disability          CLA_DIS" in text


def test_a_column_that_is_missing_is_said_with_the_heading_that_may_be_it(tmp_path):
    contacts = "cont_contact_id,cont_person_id,Date of contact,Notes\n1,Asha,2026-10-20,x\n"
    checked = check_folder(write(tmp_path, ssd_contacts__csv=contacts), None)
    found = row(checked, "ssd_contacts")
    assert found.likely == {"cont_contact_date": "Date of contact"}
    assert found.unknown == ("Notes",)
    assert 'no column cont_contact_date; "Date of contact" may be it' in said(checked)


def test_a_first_row_that_is_no_header_is_never_said(tmp_path):
    checked = check_folder(write(tmp_path, ssd_disability__csv="Wrenfield,MOB,7\nAsha,HAND,8\n"), None)
    assert row(checked, "ssd_disability").missing
    assert "Wrenfield" not in said(checked)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("ssd_cla_episodes (1).csv", "ssd_cla_episodes"),
        ("ssd_cla_episode.csv", "ssd_cla_episodes"),
        ("ssd_disabilty.csv", "ssd_disability"),
        ("involvements.csv", "ssd_involvements"),
        ("exploitation_2026.xlsx", "exploitation"),
    ],
)
def test_a_file_whose_name_is_nearly_a_table_s_is_nearly_found(tmp_path, name, table):
    folder = write(tmp_path)
    (folder / name).write_text("a,b\n", encoding="utf-8")
    checked = check_folder(folder, None)
    assert row(checked, table).state is State.NEAR
    assert f"perhaps it is {name}" in said(checked)


def test_a_file_is_nearly_found_by_its_headings(tmp_path):
    folder = write(tmp_path)
    (folder / "ssd_person.csv").rename(folder / "v_clients.csv")
    checked = check_folder(folder, None)
    assert [near.file for near in row(checked, "ssd_person").near] == ["v_clients.csv"]


def test_side_files_that_are_missing_are_said_together_in_a_few_lines(tmp_path):
    lines = said(check_folder(write(tmp_path), None)).splitlines()
    assert sum("attainment" in line for line in lines) == 1
    assert len([line for line in lines if line and not line.startswith(" ")]) <= 34


def test_a_header_alone_is_nothing_to_count_from_but_in_some_files_a_true_zero(tmp_path):
    folder = write(tmp_path, attendance__csv="person_id\n", exploitation__csv="person_id,type,start_date,end_date\n")
    checked = check_folder(folder, None)
    text = said(checked)
    assert "attendance.csv            0  nothing to count from" in text
    assert "exploitation.csv          0  a true zero" in text
    assert not row(checked, "attendance").is_whole and row(checked, "exploitation").is_whole


def test_one_spoilt_file_does_not_hide_the_others(tmp_path, capsys):
    folder = write(tmp_path, ssd_person__csv='a,"b\n', ssd_disability__csv="disa_person_id;disa_disability_code\nAsha;MOB\n")
    assert main(["check", "--data", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert "ssd_person.csv  " in out and "can't be read; the reason is given at the end" in out
    assert "ssd_contacts.csv" in out and "Warnings" not in err
    assert out.rstrip().endswith("This stops a run:")
    assert "ssd_person.csv, line" in err and "ssd_disability.csv has semicolons (;) between its cells" in err


@pytest.mark.parametrize(
    ("council", "month", "reason"),
    [
        ("", None, "There is no council.toml"),
        ('name = "Sampleshire"\nnane = 1', None, "the key nane is not known"),
        ('name = "Sampleshire"', None, "gives no extract_date, and no month was asked for"),
        ('name = "Sampleshire"\nextract_date = 2099-01-01', None, "later than today"),
        (COUNCIL, ReportingMonth(2026, 11), "can't be reported"),
        ('name = "Sampleshire"\nextract_date = 2026-07-20', None, "The newest date of any event is"),
    ],
)
def test_what_is_there_is_said_first_whatever_stops_the_run(tmp_path, council, month, reason):
    contacts = CONTACTS.replace("2026-", "2025-") if "07-20" in council else CONTACTS
    checked = check_folder(write(tmp_path, council, ssd_contacts__csv=contacts), month)
    assert row(checked, "ssd_contacts").rows == 3
    assert [reason in str(fault) for fault in checked.faults] == [True]
    assert "ssd_contacts.csv" in said(checked)


def test_an_empty_folder_is_said_to_be_so(tmp_path):
    (tmp_path / "council.toml").write_text(COUNCIL, encoding="utf-8")
    checked = check_folder(tmp_path, None)
    assert "The data folder holds no table of the extract with rows" in str(checked.faults[0])


def test_two_files_of_one_table_and_a_spoilt_list_of_spellings_are_both_said(tmp_path):
    folder = write(tmp_path, code_spellings__csv="a,b\n")
    (folder / "SSD_CONTACTS.parquet").write_bytes(b"")
    faults = "\n".join(map(str, check_folder(folder, None).faults))
    assert "hold the same table" in faults and "code_spellings.csv has no column field" in faults


def test_files_passed_over_are_said_once_with_what_to_do(tmp_path):
    folder = write(tmp_path)
    (folder / "ssd_person (1).csv").write_text("a\n", encoding="utf-8")
    (folder / "all.zip").write_bytes(b"PK")
    text = said(check_folder(folder, None))
    assert "ssd_person (1).csv is not read. It looks like ssd_person, which is read from ssd_person.csv." in text
    assert "all.zip is not read." in text
    assert text.count("Unpack a .zip.") == 1


def test_nothing_wrong_is_said_only_where_nothing_is_and_everything_is_there(small_council, tmp_path):
    whole = check_folder(small_council, None)
    assert "Nothing was found to be wrong" not in said(whole)  # a wording, texts with numbers
    assert "Nothing was found to be wrong" not in said(check_folder(write(tmp_path / "part"), None))
    nothing = Checked(
        folder=whole.folder,
        data=whole.data,
        council="Sampleshire",
        rows=whole.rows,
        findings=(),
        problems=(),
        faults=(),
        is_month_known=True,
    )
    assert said(nothing).endswith("Nothing was found to be wrong, and everything that figures need is there.")


def test_a_finding_is_said_with_others_of_its_kind_and_its_advice_once(tmp_path):
    text = said(check_folder(write(tmp_path, ssd_disability__csv="disa_person_id,disa_disability_code\nBen,MOB\n,MOB\n"), None))
    assert text.count("Not counted. Look at how the export finds the person") == 1
    assert "ssd_disability.csv, column disa_person_id: 1 row names no person (row 3)." in text


def test_lines_on_a_terminal_are_no_wider_than_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "240")
    folder = write(tmp_path, ssd_contacts__csv="cont_contact_id,cont_person_id,cont_contact_date\n1,Ben,2026-10-20\n")
    lines = list(say_checked(check_folder(folder, None)))
    assert max(map(len, lines)) <= 100
    assert all(line.isascii() for line in lines)
