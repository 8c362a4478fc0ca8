"""Faults 1 to 3 and 21: files that can't be read, and columns that are not where they were."""

import os
import pickle

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from faults.spoilt import SECRET

CONTACTS = "ssd_contacts"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda text: text + f'X1,"{SECRET}', "quotation mark"),
        (lambda text: text + f"X1,{SECRET}\n", "has 2 cells"),
        (lambda text: text + f"X1,{SECRET}\0,,\n", "NUL byte"),
        (lambda text: text + f"X1,{SECRET}," + "x" * 1_100_000 + ",\n", "can't be read as CSV"),
        (lambda text: "", "no header row"),
        (lambda text: text.replace("cont_contact_date", "cont_contact_id"), "two columns named cont_contact_id"),
    ],
    ids=["open quote", "ragged", "NUL", "endless cell", "empty", "column twice"],
)
def test_a_malformed_table_stops_the_report_and_is_named_by_file_and_line(council, stopped, spoil, words):
    path = council.folder / f"{CONTACTS}.csv"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    message = stopped(1)
    assert "ssd_contacts.csv" in message and words in message


@pytest.mark.parametrize("is_warm", [True, False], ids=["warm", "plain"])
def test_a_table_in_utf_16_stops_the_report(council, stopped, is_warm):
    path = council.folder / f"{CONTACTS}.csv"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16")
    assert "ssd_contacts.csv is written in UTF-16" in stopped(1, is_warm=is_warm)


def test_a_table_in_windows_1252_gives_the_same_figures_and_no_mangled_letter(council, command, tmp_path):
    rows = council.text("population")
    district = rows["area_name"].iloc[-1]
    rows["area_name"] = rows["area_name"].replace(district, "Pré-en-Vallée")
    areas = council.text("postcode_lookup")
    areas = areas.replace(district, "Pré-en-Vallée")
    council.write("population", rows)
    council.write("postcode_lookup", areas)
    arguments = ("results", "--data", council.folder, "--months", "1", "--to")
    assert command(*arguments, tmp_path / "utf8.csv").code == 0
    for name in ("population", "postcode_lookup"):
        path = council.folder / f"{name}.csv"
        path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    assert command(*arguments, tmp_path / "cp1252.csv").code == 0
    assert (tmp_path / "utf8.csv").read_bytes() == (tmp_path / "cp1252.csv").read_bytes()
    assert "Pré-en-Vallée" in (tmp_path / "utf8.csv").read_text(encoding="utf-8")


def test_columns_in_another_order_and_case_and_more_of_them_change_no_figure(council, command, usual, tmp_path):
    for path in council.folder.glob("ssd_*.csv"):
        rows = council.text(path.stem)
        rows = rows[rows.columns[::-1]].rename(columns=str.upper).assign(COMMENT=SECRET)
        council.write(path.stem, rows)
    assert command("results", "--data", council.folder, "--months", "1", "--to", tmp_path / "after.csv").code == 0
    assert (tmp_path / "after.csv").read_bytes() == usual.read_bytes()


def test_a_column_that_was_renamed_is_said_to_be_missing_and_the_rest_is_counted(council, command, tmp_path):
    council.write(CONTACTS, council.text(CONTACTS).rename(columns={"cont_contact_date": "contact_date"}))
    said = command("results", "--data", council.folder, "--months", "1", "--to", tmp_path / "some.csv")
    assert said.code == 0
    assert "CON_N is not available: ssd_contacts.csv has no column cont_contact_date." in said.err
    codes = {line.split(",")[0] for line in (tmp_path / "some.csv").read_text(encoding="utf-8").splitlines()[1:]}
    assert "CON_N" not in codes and "REF_N" in codes


class Trap:
    """Does harm when it is unpickled."""

    def __reduce__(self):
        return os.putenv, ("WORKBOOK_TRAP", "sprung")


@pytest.mark.parametrize("content", [b"PAR1 no parquet PAR1", pickle.dumps(Trap())], ids=["damaged", "pickled"])
def test_a_parquet_file_that_is_none_stops_the_report_and_nothing_is_unpickled(council, stopped, content, monkeypatch):
    monkeypatch.setattr(pickle, "loads", lambda *_: pytest.fail("unpickled"))
    monkeypatch.setattr(pickle, "load", lambda *_: pytest.fail("unpickled"))
    (council.folder / f"{CONTACTS}.csv").unlink()
    (council.folder / f"{CONTACTS}.parquet").write_bytes(content)
    assert "ssd_contacts.parquet can't be read as Parquet" in stopped(1)


def test_a_parquet_column_of_another_kind_than_text_and_numbers_is_named(council, stopped):
    (council.folder / f"{CONTACTS}.csv").unlink()
    table = pa.table({"cont_contact_id": ["1"], "cont_contact_date": [["2026-10-01", "2026-10-02"]]})
    pq.write_table(table, council.folder / f"{CONTACTS}.parquet")
    assert "ssd_contacts.parquet: the column cont_contact_date" in stopped(1)
