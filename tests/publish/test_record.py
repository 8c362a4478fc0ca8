"""The run record says what was run, on what, with what; and nothing of whom, where, or how many."""

import getpass
import json
import platform

import pytest
from nbformat.v4 import new_output

from helpers.errors import DefinitionError
from helpers.publish import record as module
from helpers.publish.record import RunClock, file_hashes, input_hashes, run_record
from helpers.released import notebook_hash
from publish.clones import PLACEMENTS, notebook_of

EMPTY = {"month": "2026-10", "editions": ["board"], "inputs": {}, "history": {}, "notebooks": {}, "outputs": {}, "facts": {}}


def test_the_record_says_what_was_run_on_what_and_with_what(clone):
    content = run_record(
        RunClock(),
        **EMPTY
        | {
            "inputs": input_hashes(clone.data, b"key"),
            "outputs": {"board/2026-10": {"index.html": b"x"}},
            "facts": {"council": "Exampleshire", "extract_date": "2026-11-03"},
        },
    )
    record = json.loads(content)
    assert (record["council"], record["month"], record["editions"]) == ("Exampleshire", "2026-10", ["board"])
    assert list(record["inputs"]) == ["council.toml", "ssd_person.csv"]
    assert record["outputs"] == {"board/2026-10/index.html": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}
    assert record["versions"]["python"] == platform.python_version()
    assert record["versions"]["papermill"].startswith("2.")
    assert content.endswith(b"}\n")


def test_the_record_tells_no_user_machine_or_place(clone):
    text = run_record(RunClock(), **EMPTY | {"inputs": input_hashes(clone.data, b"key")}).decode()
    assert str(clone.root) not in text
    assert platform.node() not in text or len(platform.node()) < 4
    assert f'"{getpass.getuser()}"' not in text
    assert platform.release() not in text


def test_a_clock_that_is_set_back_does_not_make_a_run_shorter(monkeypatch):
    ticks = iter([100.0, 107.25])
    clock = RunClock(_began=next(ticks))
    monkeypatch.setattr(module, "monotonic", lambda: next(ticks))
    assert clock.seconds == 7.2


def test_a_file_that_is_no_table_is_not_named_since_its_name_may_name_a_child(tmp_path):
    for name in ("ssd_person.csv", "targets.CSV", "Asha K chronology.csv", "notes.docx", ".hidden.csv"):
        (tmp_path / name).write_text("x")
    (tmp_path / "folder.csv").mkdir()
    parts = tmp_path / "ssd_contacts.parquet"
    parts.mkdir()
    for name in ("part-0.parquet", "Asha K.parquet", "_SUCCESS"):
        (parts / name).write_text("x")
    assert list(input_hashes(tmp_path, b"")) == ["ssd_contacts.parquet/part-0.parquet", "ssd_person.csv", "targets.CSV"]
    assert list(file_hashes(tmp_path)) == ["ssd_person.csv", "targets.CSV"]


def test_without_the_key_nobody_can_try_what_a_file_held(tmp_path):
    (tmp_path / "ssd_person.csv").write_text("x")
    one, another = input_hashes(tmp_path, b"one"), input_hashes(tmp_path, b"another")
    assert one != another and one == input_hashes(tmp_path, b"one")


def test_a_folder_that_is_not_there_has_no_hashes(tmp_path):
    assert file_hashes(None) == {}
    assert file_hashes(tmp_path / "none") == {}


def test_a_notebook_s_hash_is_of_what_it_says_and_runs(clone):
    first = notebook_hash(clone.write(PLACEMENTS, "a = 1", "# Prose"))
    saved = notebook_of("a = 1", "# Prose")
    saved.cells[1].outputs = [new_output("stream", text="saved")]
    import nbformat

    path = clone.root / "notebooks" / "50_placements.ipynb"
    nbformat.write(saved, path)
    assert notebook_hash(path) == first
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert notebook_hash(path) == first
    assert notebook_hash(clone.write(PLACEMENTS, "a = 2", "# Prose")) != first
    path.write_text("{")
    with pytest.raises(DefinitionError, match=r"50_placements\.ipynb can't be read"):
        notebook_hash(path)
