"""The folder: the same bytes for the same arguments, whole or not at all, never over somebody's own data."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from helpers.cohorts.known import Known
from helpers.demo import make, make_demo
from helpers.errors import UsageError
from helpers.indicators import INDICATORS
from helpers.load.extract import load_extract
from helpers.results import compute_results
from helpers.terms.tables import TABLES as KNOWN_TABLES

TABLES = """
    ssd_person ssd_address ssd_cla_episodes ssd_cla_placement ssd_legal_status ssd_disability ssd_immigration_status
    ssd_contacts ssd_cin_episodes ssd_cin_assessments ssd_cin_plans ssd_cp_plans ssd_cp_visits ssd_cp_reviews ssd_cla_visits
    ssd_cla_reviews ssd_cla_health ssd_cla_immunisations ssd_sdq_scores ssd_missing ssd_care_leavers ssd_permanence
    ssd_involvements ssd_department population postcode_lookup cla_history cp_history code_spellings team_area visit_frequency
    missing_interviews exploitation exclusions attendance attainment peps youth_justice workforce fostering targets commentary
    questions breaks earlier_outturns
"""
FILES = {"council.toml", *(f"{name}.csv" for name in TABLES.split())}
REAL_COUNCILS = """
    Cambridgeshire Cumbria Derbyshire Devon Dorset Essex Gloucestershire Hampshire Hertfordshire Kent Lancashire Leicestershire
    Lincolnshire Norfolk Northamptonshire Nottinghamshire Oxfordshire Somerset Staffordshire Suffolk Surrey Sussex Warwickshire
    Worcestershire Yorkshire Burnley Preston Pendle
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_demo(tmp_path / name, children_in_care=60)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.parametrize("other", [{"seed": 2}, {"month": "2026-09"}, {"children_in_care": 61}, {"faults": True}])
def test_other_arguments_give_other_bytes(tmp_path: Path, other: dict[str, int]) -> None:
    make_demo(tmp_path / "one", children_in_care=60)
    make_demo(tmp_path / "two", **{"children_in_care": 60, **other})
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert set(one) == set(two)
    assert one["ssd_cla_episodes.csv"] != two["ssd_cla_episodes.csv"]


def test_a_table_added_later_changes_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_demo(tmp_path / "all", children_in_care=20)
    monkeypatch.setattr(make, "MAKERS", make.MAKERS[:3])
    make_demo(tmp_path / "few", children_in_care=20)
    few = contents(tmp_path / "few")
    assert few == {name: contents(tmp_path / "all")[name] for name in few}


def test_the_files_of_an_extract(council: Path) -> None:
    assert set(contents(council)) == FILES
    assert all(b"\r" not in content and content.endswith(b"\n") for content in contents(council).values())


def test_the_columns_are_those_that_the_loader_knows(council: Path) -> None:
    for name, terms in KNOWN_TABLES.items():
        with (council / f"{name}.csv").open(encoding="utf-8") as file:
            assert file.readline().strip().split(",") == list(terms.columns)


def test_nothing_is_set_aside_and_every_figure_is_there(council: Path) -> None:
    data = load_extract(council)
    assert data.notes == ()
    results = compute_results(INDICATORS.values(), Known(data, (data.month,)))
    assert results.missing == ()
    assert set(results.frame["code"]) == set(INDICATORS)


def test_the_council_and_its_areas(council: Path) -> None:
    settings = tomllib.loads((council / "council.toml").read_text(encoding="utf-8"))
    assert settings["extract_date"] == "2026-11-04"
    assert set(settings["areas"]) == {"North", "East", "Central"}
    assert len({district for districts in settings["areas"].values() for district in districts}) == 12


def test_no_real_council_is_named(council: Path) -> None:
    text = b"\n".join(contents(council).values()).decode()
    assert [name for name in REAL_COUNCILS.split() if name in text] == []


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text("kept")
    with pytest.raises(UsageError, match="not empty"):
        make_demo(tmp_path, children_in_care=20)
    assert contents(tmp_path) == {"ours.csv": b"kept"}


def test_a_real_council_s_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "council.toml").write_text('name = "A real one"\n')
    with pytest.raises(UsageError):
        make_demo(tmp_path, children_in_care=20)
    assert (tmp_path / "council.toml").read_text() == 'name = "A real one"\n'


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    with pytest.raises(UsageError, match="is a file"):
        make_demo(tmp_path / "file", children_in_care=20)


def test_an_earlier_demo_and_an_empty_folder_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    make_demo(tmp_path / "demo", children_in_care=20)
    first = hashlib.sha256((tmp_path / "demo" / "ssd_person.csv").read_bytes())
    make_demo(tmp_path / "demo", children_in_care=20, seed=2)
    assert hashlib.sha256((tmp_path / "demo" / "ssd_person.csv").read_bytes()).digest() != first.digest()
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


@pytest.mark.parametrize("writes_before_the_fault", [0, 5])
def test_a_failed_run_leaves_the_earlier_extract_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes_before_the_fault: int
) -> None:
    folder = tmp_path / "demo"
    make_demo(folder, children_in_care=20)
    before, left, write = contents(folder), [writes_before_the_fault], Path.write_bytes

    def fail_after_some(path: Path, content: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError("disk full")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fail_after_some)
    with pytest.raises(OSError, match="disk full"):
        make_demo(folder, children_in_care=20, seed=2)
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


@pytest.mark.parametrize("wrong", [{"month": "2026-13"}, {"month": "Oct"}, {"children_in_care": 9}, {"seed": -1}])
def test_wrong_arguments_are_refused(tmp_path: Path, wrong: dict[str, int]) -> None:
    with pytest.raises(UsageError):
        make_demo(tmp_path / "demo", **wrong)
    assert not (tmp_path / "demo").exists()
