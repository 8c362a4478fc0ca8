"""Faults 13 and 15 to 19: months, names, parameters and settings that are wrong or mean harm."""

import csv
import io
import shutil

import pytest

from faults.spoilt import Council
from helpers.cli import main
from helpers.errors import DataError, UsageError
from helpers.section import open_section

HARMFUL = '<script>alert(1)</script>{{7*7}}[x](javascript:alert(1))"><img src=x onerror=alert(1)>'


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "Oct", "", "2026-00", "9999-99", "2026-10; rm -rf ."])
def test_a_month_that_is_none_is_wrong_use(council, stopped, month):
    assert "2026-10" in stopped(2, "--month", month)


@pytest.mark.parametrize("month", ["2026-11", "2027-01", "2099-12"])
def test_a_month_that_had_not_ended_at_the_extract_stops_the_report(council, stopped, month):
    assert "can't be reported" in stopped(1, "--month", month)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--area", "../../etc"), "area"),
        (("--area", "x" * 5000), "area"),
        (("--area", "$(reboot)"), "area"),
        (("--section", "../placements"), "section"),
        (("--section", "placments"), "placements"),
        (("--edition", "public"), "edition"),
        (("--workers", "0"), "workers"),
        (("--workers", "many"), "workers"),
        (("--month", "2026-10", "--colour", "red"), "--colour"),
    ],
)
def test_an_argument_that_does_not_exist_or_means_harm_is_wrong_use_before_a_kernel_starts(
    council, stopped, words, said, monkeypatch
):
    monkeypatch.setattr("papermill.execute_notebook", lambda *_, **__: pytest.fail("a notebook was run"))
    assert said in stopped(2, *words)


def test_a_data_folder_that_is_not_there_stops_the_report(command, tmp_path):
    said = command("report", "--data", tmp_path / "nowhere", "--outputs", tmp_path / "outputs")
    assert said.code == 1 and 'no data folder "nowhere"' in said.err


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('name = "A"\nname = "B"', "council.toml"),
        ('name = "A"\nregoin = "North West"', "region"),
        ('name = "A"\n[settings]\ncp_visit_working_day = 20', "cp_visit_working_days"),
        ('name = "A"\n[disclosure]\nhide_counts_up_to = "five"', "hide_counts_up_to"),
        ('name = "A"\n[disclosure]\nhide_counts_up_to = -1', "hide_counts_up_to"),
        ('name = "A"\nextract_date = "31/10/2026"', "extract_date"),
        ('code = "E10009998"', "name"),
        ("name = ", "council.toml"),
    ],
)
def test_settings_that_are_wrong_stop_the_report_and_the_nearest_known_key_is_named(council, stopped, lines, said):
    (council.folder / "council.toml").write_text(lines, encoding="utf-8")
    assert said in stopped(1)


def test_bands_that_are_not_in_order_are_said_and_no_figure_is_banded_by_them(council, command):
    targets = council.text("targets")
    usual = open_section("summary", data=str(council.folder), edition="analyst").figures.released.judged
    have_an_order = targets[(targets["band_1_from"] != targets["band_3_from"]) & (targets["band_3_from"] != "")]
    codes = [code for code in have_an_order["code"].unique() if code in usual and usual[code].band is not None]
    assert len(codes) > 10
    turned = targets.rename(columns={"band_1_from": "band_3_from", "band_3_from": "band_1_from"})
    council.write("targets", turned)
    assert "targets.csv" in command("check", "--data", council.folder).out
    judged = open_section("summary", data=str(council.folder), edition="analyst").figures.released.judged
    assert [code for code in codes if judged[code].band is not None] == []


def renamed_district(council, name):
    for table in ("population", "postcode_lookup"):
        rows = council.text(table)
        if table == "population":
            old = next(each for each in rows.loc[rows["area_code"] != "all", "area_name"] if each not in {*NAMES, "x"})
        council.write(table, rows.replace(old, name))
    text = (council.folder / "council.toml").read_text(encoding="utf-8")
    (council.folder / "council.toml").write_text(text.replace(f'"{old}"', "'''" + name + "'''"), encoding="utf-8")


def test_markup_in_a_district_s_name_is_text_on_every_page(council):
    renamed_district(council, HARMFUL)
    page = open_section("children_looked_after", data=str(council.folder), edition="analyst")
    html = page.show("CLA_N").html
    assert "&lt;script&gt;" in html
    for unwanted in ("<script", "<img src=x", ">49<"):
        assert unwanted not in html
    assert "<script" not in open_section("summary", data=str(council.folder), edition="analyst").districts().html


NAMES = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\tx", "CON", "NUL.txt", "..\\..\\x"]


@pytest.fixture(scope="module")
def handed_out(small_council, tmp_path_factory):
    """The districts in the results of a council, each of the names one of them."""
    folder = tmp_path_factory.mktemp("names")
    council = Council(folder / "extract")
    shutil.copytree(small_council, council.folder)
    for name in NAMES:
        renamed_district(council, name)
    assert main(["results", "--data", str(council.folder), "--months", "1", "--to", str(folder / "results.csv")]) == 0
    rows = csv.DictReader(io.StringIO((folder / "results.csv").read_text(encoding="utf-8")))
    return {row["group"] for row in rows if row["breakdown"] == "district"}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_a_spreadsheet_would_run_is_a_text_in_what_is_handed_out(handed_out, name):
    shown = f"'{name}" if name.startswith(("=", "+", "-", "@")) else name.strip()
    assert shown in handed_out
    assert not any(group.startswith(("=", "+", "-", "@", "\t", "\r")) for group in handed_out)


def test_district_names_that_differ_by_case_alone_lose_no_child(council, command, usual, tmp_path):
    after = tmp_path / "after.csv"
    rows = council.text("postcode_lookup")
    rows.loc[rows.index[::2], "district"] = rows.loc[rows.index[::2], "district"].str.upper()
    council.write("postcode_lookup", rows)
    assert command("results", "--data", council.folder, "--months", "1", "--to", after).code == 0

    def children(path):
        found = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
        return sum(int(row["numerator"]) for row in found if row["code"] == "CLA_N" and row["breakdown"] == "district")

    assert children(after) == children(usual) > 0


def test_a_month_and_a_folder_are_refused_in_a_notebook_too(council):
    with pytest.raises(UsageError):
        open_section("placements", month="Oct", data=str(council.folder))
    with pytest.raises(DataError):
        open_section("placements", data=str(council.folder / "nowhere"))
