"""A starter says what goes where, overwrites nothing, and means nothing until it is filled in."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from helpers.cli import main
from helpers.council import read_council
from helpers.inventory.checked import check_folder
from helpers.inventory.rows import State
from helpers.starter import make_starter
from helpers.starter.texts import council_file
from helpers.starter.words_of_inputs import KEYS, OWN_FILES
from helpers.terms.tables import TABLES, TRUE_ZERO_FILES

CONTACTS = "cont_contact_id,cont_person_id,cont_contact_date\n1,Asha,2026-10-20\n"


def test_the_council_s_file_holds_every_key_and_stops_a_run_until_the_name_is_there(tmp_path, capsys):
    assert main(["init", str(tmp_path / "new")]) == 0
    assert "council.toml: written" in capsys.readouterr().out
    text = (tmp_path / "new" / "council.toml").read_text(encoding="utf-8")
    assert all(key.rpartition(".")[2] in text for key in KEYS if key != "editions")
    assert main(["check", "--data", str(tmp_path / "new")]) == 1
    assert "name has a value that is not allowed: it is still to be filled in" in capsys.readouterr().err


def test_with_its_remarks_taken_away_the_file_is_one_that_can_be_read(tmp_path):
    lines = [line.removeprefix("# ") for line in council_file().splitlines()]
    live = [line for line in lines if re.match(r"\[|[A-Za-z_]+ = ", line)]
    text = "\n".join(live).replace("<name of the council>", "Exampleshire")
    assert set(tomllib.loads(text)) == {key.partition(".")[0] for key in KEYS} - {"editions"}
    (tmp_path / "council.toml").write_text(text, encoding="utf-8")
    assert read_council(tmp_path).areas == {"North": ("Alderwick", "Brackenholt")}


def test_nothing_is_overwritten_and_what_was_there_is_said(tmp_path):
    for name, text in {"council.toml": "mine", "population.csv": "mine", "Targets.CSV": "mine"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "workforce.parquet").write_bytes(b"mine")
    made = make_starter(tmp_path)
    assert {"council.toml", "population.csv", "targets.csv", "workforce.csv"} == set(made.there)
    assert (tmp_path / "council.toml").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "workforce.csv").exists()
    again = make_starter(tmp_path)
    assert again.written == () and set(again.there) == {*made.there, *made.written}


def test_what_it_writes_is_neither_passed_over_nor_a_zero_that_nobody_meant(tmp_path):
    make_starter(tmp_path)
    (tmp_path / "council.toml").write_text('name = "A"\nextract_date = 2026-11-03\n', encoding="utf-8")
    (tmp_path / "ssd_contacts.csv").write_text(CONTACTS, encoding="utf-8")
    checked = check_folder(tmp_path, None)
    assert checked.folder.passed_over == () and checked.faults == () and checked.problems == ()
    states = {row.table: row.state for row in checked.rows if row.table in TRUE_ZERO_FILES}
    assert set(states.values()) == {State.MISSING}


def test_every_file_that_is_not_of_the_standard_is_written_with_all_its_columns_and_named_in_the_readme(tmp_path):
    made = make_starter(tmp_path)
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}.csv`" in readme for name in TABLES)
    assert all(f"`{name}`" in readme for name in OWN_FILES)
    for name, terms in TABLES.items():
        if not terms.is_standard:
            place = f"templates/{name}_template.csv" if name in TRUE_ZERO_FILES else f"{name}.csv"
            assert place in made.written
            assert (tmp_path / place).read_text(encoding="utf-8").strip().split(",") == list(terms.columns)


def test_the_demo_council_s_figures_are_the_same_with_a_starter_beside_it(small_council: Path, tmp_path: Path):
    shutil.copytree(small_council, tmp_path / "extract")
    asked = ["results", "--data", str(tmp_path / "extract"), "--months", "1", "--to"]
    assert main([*asked, str(tmp_path / "a.csv")]) == 0
    assert main(["init", str(tmp_path / "extract")]) == 0
    assert main([*asked, str(tmp_path / "b.csv")]) == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_file_in_the_place_of_the_folder_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture):
    (tmp_path / "x").write_text("", encoding="utf-8")
    assert main(["init", str(tmp_path / "x")]) == 2
    assert "x is a file, not a folder." in capsys.readouterr().err
