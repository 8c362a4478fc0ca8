"""The command: what each of its words does, and its exit codes."""

import csv
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers.cli import main
from helpers.indicators import INDICATORS


def test_results_are_written_as_csv_and_as_parquet_alike(small_council: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "a.parquet", "b.csv"):
        assert main(["results", "--data", str(small_council), "--months", "3", "--to", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    from_csv = pd.read_csv(tmp_path / "a.csv", dtype={"month": "str"})
    from_parquet = pd.read_parquet(tmp_path / "a.parquet")
    assert list(from_csv.columns) == ["code", "month", "window", "breakdown", "group", "numerator", "denominator", "value"]
    pd.testing.assert_frame_equal(from_csv, from_parquet, check_dtype=False)
    assert set(from_csv["month"]) == {"2026-08", "2026-09", "2026-10"}
    key = ["code", "month", "window", "breakdown", "group"]
    rows = from_csv[key].astype(str).apply(tuple, axis=1).tolist()
    assert rows == sorted(rows)
    assert b"\r" not in (tmp_path / "a.csv").read_bytes()


def test_results_says_what_is_not_available_and_why(small_council: Path, tmp_path: Path, capsys) -> None:
    folder = tmp_path / "extract"
    shutil.copytree(small_council, folder)
    (folder / "ssd_disability.csv").unlink()
    assert main(["results", "--data", str(folder), "--months", "1", "--to", str(tmp_path / "a.csv")]) == 0
    assert "CLA_DIS is not available: There is no ssd_disability.csv." in capsys.readouterr().err
    assert "CLA_DIS" not in (tmp_path / "a.csv").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up council with the faults that real extracts have."""
    folder = tmp_path_factory.mktemp("faulty") / "extract"
    assert main(["demo", "--to", str(folder), "--children-in-care", "60", "--faults"]) == 0
    return folder


def test_check_says_what_is_there_and_every_finding(faulty: Path, tmp_path: Path, capsys) -> None:
    spellings, findings = tmp_path / "spellings.csv", tmp_path / "findings.csv"
    asked = ["check", "--data", str(faulty), "--spellings", str(spellings), "--findings", str(findings)]
    assert main(asked) == 0
    said = capsys.readouterr().out
    assert said.index("ssd_cla_episodes.csv  ") < said.index("Warnings") < said.index("ssd_cla_episodes.csv, column")
    assert findings.read_text(encoding="utf-8").startswith("kind,table,column,rows,share\n")
    with spellings.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows and set(rows[0]) == {"field", "wording", "code", "rows"}
    assert all(row["field"] and row["wording"] and row["code"] == "" and int(row["rows"]) > 0 for row in rows)


def test_strict_exits_with_1_until_the_wordings_are_mapped(small_council: Path, tmp_path: Path, capsys) -> None:
    folder = tmp_path / "extract"
    shutil.copytree(small_council, folder)
    persons = pd.read_csv(folder / "ssd_person.csv", dtype="str", keep_default_na=False)
    persons.loc[:2, "pers_sex"] = "Lass"
    persons.to_csv(folder / "ssd_person.csv", index=False)
    spellings = folder / "code_spellings.csv"
    asked = ["check", "--data", str(folder), "--strict"]
    assert main([*asked, "--spellings", str(spellings)]) == 1
    assert main(asked) == 1
    assert re.search(r"code_spellings.csv: \d lines? (is|are) still to be filled", capsys.readouterr().out)
    frame = pd.read_csv(spellings, dtype="str", keep_default_na=False)
    by_field = frame["field"].map({"pers_sex": "F"}).fillna("OTHER")
    frame.assign(code=frame["code"].where(frame["code"] != "", by_field)).to_csv(spellings, index=False)
    assert main(asked) == 0


def test_results_write_which_figures_are_uncertain_and_say_why(small_council: Path, tmp_path: Path, capsys) -> None:
    folder = tmp_path / "extract"
    shutil.copytree(small_council, folder)
    path = folder / "ssd_cla_visits.csv"
    visits = pd.read_csv(path, dtype="str", keep_default_na=False)
    visits.loc[: len(visits) // 10, "clav_cla_visit_seen"] = "perhaps"
    visits.to_csv(path, index=False)
    asked = ["results", "--data", str(folder), "--months", "1", "--to", str(tmp_path / "a.csv")]
    assert main([*asked, "--uncertain", str(tmp_path / "u.csv")]) == 0
    lines = (tmp_path / "u.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "code,month,breakdown,table,column"
    assert "CLA_VIS,2026-10,all,ssd_cla_visits,clav_cla_visit_seen" in lines
    said = capsys.readouterr().err
    number = len(visits) // 10 + 1
    assert f"CLA_VIS is uncertain: {number:,} of {len(visits):,} filled cells can't be read" in said
    assert "the column clav_cla_visit_seen of ssd_cla_visits.csv" in said


def test_a_data_folder_that_is_none_is_named_as_it_was_typed(tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "person.csv").write_text("", encoding="utf-8")
    for words in ("check", "results --to r.csv"):
        assert main([*words.split(), "--data", "person.csv"]) == 1
        assert main([*words.split(), "--data", "no/where"]) == 1
        said = capsys.readouterr().err
        assert "person.csv is a file, not a folder." in said
        assert f'There is no data folder "{Path("no/where")}".' in said


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "--month", "2026-13"], 2),
        (["check", "--month", "Oct"], 2),
        (["check", "--mnth", "2026-10"], 2),
        (["results"], 2),
        ([], 2),
        (["demo", "--to", "x", "--children-in-care", "none"], 2),
    ],
)
def test_wrong_use_exits_with_2(arguments: list[str], code: int) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == code


def test_an_input_that_stops_the_run_exits_with_1_and_a_message_alone(tmp_path: Path, capsys) -> None:
    assert main(["check", "--data", str(tmp_path)]) == 1
    assert main(["check", "--data", str(tmp_path / "nowhere")]) == 1
    (tmp_path / "council.toml").write_text('name = "A"\nextract_date = "2026-11-03"\n', encoding="utf-8")
    assert main(["check", "--data", str(tmp_path), "--month", "2026-11"]) == 1
    said = capsys.readouterr().err
    assert "There is no council.toml" in said
    assert "can't be reported" in said
    assert "Traceback" not in said
    assert str(tmp_path) not in said


def test_results_to_a_file_of_another_kind_or_place_are_refused(small_council: Path, tmp_path: Path) -> None:
    asked = ["results", "--data", str(small_council), "--months", "1", "--to"]
    assert main([*asked, str(tmp_path / "a.xlsx")]) == 2
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main([*asked, str(tmp_path / "file" / "a.csv")]) == 4


def test_an_extract_is_never_written_to(small_council: Path, tmp_path: Path) -> None:
    before = {path.name: (path.stat().st_mtime_ns, path.stat().st_size) for path in small_council.iterdir()}
    assert main(["check", "--data", str(small_council)]) == 0
    assert main(["results", "--data", str(small_council), "--months", "1", "--to", str(tmp_path / "a.csv")]) == 0
    assert {path.name: (path.stat().st_mtime_ns, path.stat().st_size) for path in small_council.iterdir()} == before


def test_every_code_of_the_report_has_results_on_the_made_up_council(small_council: Path, tmp_path: Path) -> None:
    main(["results", "--data", str(small_council), "--months", "1", "--to", str(tmp_path / "a.csv")])
    assert set(pd.read_csv(tmp_path / "a.csv")["code"]) == set(INDICATORS)
