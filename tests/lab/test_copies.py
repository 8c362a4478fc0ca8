"""An analyst's working copy: named the same everywhere, private, and never overwritten where it was changed."""

import json
import os
import shutil
import stat
from datetime import date

import pytest

from helpers import clone
from helpers.errors import MachineError, UsageError
from helpers.lab import copies
from helpers.lab.start import read_words
from helpers.pages import PAGES
from helpers.released import notebook_hash

TODAY = date(2026, 11, 28)
NAMES = {f"{page.notebook}.ipynb" for page in PAGES} | {f"{name}.ipynb" for name in copies.EXAMPLES}


@pytest.fixture(autouse=True)
def workbook(tmp_path, monkeypatch):
    """The workbook's notebooks in a folder of the test's own."""
    root = tmp_path / "workbook"
    shutil.copytree(clone.NOTEBOOKS, root / "notebooks", ignore=shutil.ignore_patterns("own", ".ipynb_checkpoints"))
    monkeypatch.setattr(copies, "ROOT", root)
    monkeypatch.setattr(copies, "NOTEBOOKS", root / "notebooks")
    monkeypatch.setattr(copies, "OWN_COPIES", root / "notebooks" / "explore" / "own")
    return root


def change(path, source):
    """A notebook in which another cell was typed and run."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    output = {"output_type": "stream", "name": "stdout", "text": "a child's row"}
    cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": [output], "execution_count": 1}
    notebook["cells"].append(cell)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_every_section_and_example_is_copied_without_outputs(workbook):
    change(workbook / "notebooks" / "50_placements.ipynb", "1 + 1")
    (workbook / "notebooks" / "explore" / "my_own.ipynb").write_text("{}", encoding="utf-8")
    copy = copies.prepare_copy("anna")
    assert {path.name for path in copy.folder.glob("*.ipynb")} == NAMES == set(copy.added)
    assert "a child's row" not in (copy.folder / "50_placements.ipynb").read_text(encoding="utf-8")
    assert notebook_hash(copy.folder / "50_placements.ipynb") == notebook_hash(workbook / "notebooks" / "50_placements.ipynb")


def test_a_changed_copy_is_kept_to_the_byte(workbook):
    mine = copies.prepare_copy("anna").folder / "50_placements.ipynb"
    change(mine, "section.children('CLA_3PL')")
    before = mine.read_bytes()
    again = copies.prepare_copy("anna")
    assert mine.read_bytes() == before
    assert not again.added and not again.updated and not again.laid_beside


def test_a_copy_that_was_only_run_follows_the_report(workbook):
    mine = copies.prepare_copy("anna").folder / "50_placements.ipynb"
    run = json.loads(mine.read_text(encoding="utf-8"))
    run["cells"][1] |= {"execution_count": 1}
    mine.write_text(json.dumps(run), encoding="utf-8")
    change(workbook / "notebooks" / "50_placements.ipynb", "section.show('NEW')")
    again = copies.prepare_copy("anna")
    assert again.updated == ["50_placements.ipynb"]
    assert "50_placements.ipynb" in again.sentences()[1]
    assert notebook_hash(mine) == notebook_hash(workbook / "notebooks" / "50_placements.ipynb")


def test_where_both_have_changed_the_new_one_is_laid_beside_once(workbook):
    folder = copies.prepare_copy("anna").folder
    change(folder / "50_placements.ipynb", "mine")
    before = (folder / "50_placements.ipynb").read_bytes()
    for number, beside in enumerate(("(released 2026-11-28)", "(released 2026-11-28, 2)")):
        change(workbook / "notebooks" / "50_placements.ipynb", f"new {number}")
        again = copies.prepare_copy("anna", TODAY)
        assert again.laid_beside == [("50_placements.ipynb", f"50_placements {beside}.ipynb")]
        assert again.laid_beside[0][1] in again.sentences()[1]
        laid = folder / again.laid_beside[0][1]
        assert notebook_hash(laid) == notebook_hash(workbook / "notebooks" / "50_placements.ipynb")
        assert (folder / "50_placements.ipynb").read_bytes() == before
        assert not copies.prepare_copy("anna", TODAY).laid_beside


def test_a_copy_that_was_deleted_is_made_again_and_one_that_cannot_be_read_is_kept(workbook):
    folder = copies.prepare_copy("anna").folder
    (folder / "50_placements.ipynb").unlink()
    (folder / "70_education.ipynb").write_text("<<<<<<<", encoding="utf-8")
    assert copies.prepare_copy("anna").added == ["50_placements.ipynb"]
    assert (folder / "70_education.ipynb").read_text(encoding="utf-8") == "<<<<<<<"


def test_where_the_hashes_are_lost_nothing_is_overwritten(workbook):
    folder = copies.prepare_copy("anna").folder
    change(folder / "50_placements.ipynb", "mine")
    before = (folder / "50_placements.ipynb").read_bytes()
    (folder / ".lab" / "copied.json").write_text("{", encoding="utf-8")
    again = copies.prepare_copy("anna", TODAY)
    assert (folder / "50_placements.ipynb").read_bytes() == before
    assert [name for name, _ in again.laid_beside] == ["50_placements.ipynb"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has the permissions of the folder above")
def test_a_copy_is_its_owner_s_alone_even_if_it_was_not_before(workbook):
    folder = copies.prepare_copy("anna").folder
    folder.chmod(0o755)
    (folder / "rows.csv").write_text("a child's row", encoding="utf-8")
    (folder / "rows.csv").chmod(0o664)
    copies.prepare_copy("anna")
    assert mode(folder) == 0o700
    assert {mode(path) for path in folder.rglob("*") if path.is_dir()} == {0o700}
    assert {mode(path) for path in folder.rglob("*") if path.is_file()} == {0o600}


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_are_refused(workbook):
    folder = copies.prepare_copy("anna").folder
    (folder / "50_placements.ipynb").unlink()
    (folder / "50_placements.ipynb").symlink_to(workbook / "notebooks" / "50_placements.ipynb")
    with pytest.raises(MachineError, match=r"50_placements\.ipynb in the working copy is a link"):
        copies.prepare_copy("anna")
    shutil.rmtree(folder)
    folder.symlink_to(workbook / "notebooks")
    with pytest.raises(MachineError, match="The folder anna of working copies is a link"):
        copies.prepare_copy("anna")


def test_a_folder_that_cannot_be_written_is_the_machine_s_fault(workbook):
    (workbook / "notebooks" / "explore" / "own").write_text("a file", encoding="utf-8")
    with pytest.raises(MachineError, match="notebooks/explore/own/anna can't be written"):
        copies.prepare_copy("anna")


@pytest.mark.parametrize(
    ("name", "folder"),
    [("anna", "anna"), ("Anna.Smith", "anna.smith"), ("a-b_c", "a-b_c"), ("x" * 40, "x" * 40)],
)
def test_a_plain_name_is_the_folder_s(name, folder):
    assert copies.folder_name(name) == folder


@pytest.mark.parametrize(
    "name", ["../x", "a/b", r"COUNCIL\anna", "CON", "com1.old", "anna.", " ", "Zoë", "李", "x" * 200, "-x", ".x"]
)
def test_any_other_name_is_made_one_that_every_system_takes(name):
    made = copies.folder_name(name)
    assert copies.PLAIN_NAME.fullmatch(made) and not copies.RESERVED.fullmatch(made)


def test_two_names_share_no_folder():
    names = ["a b", "a-b", "a/b", "Zoe", "Zoë", "李", "王", "con", "con-1"]
    assert len({copies.folder_name(name) for name in names}) == len(names)
    assert copies.folder_name("Zoe\u0308") == copies.folder_name("Zoë") == copies.folder_name("ZOË")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ([], ("", [])),
        (["anna"], ("anna", [])),
        (["--", "--port", "9000"], ("", ["--port", "9000"])),
        (["anna", "--", "50_placements.ipynb", "--", "x"], ("anna", ["50_placements.ipynb", "--", "x"])),
    ],
)
def test_words_before_the_dashes_name_the_copy_and_those_after_go_to_jupyter(words, read):
    assert read_words(words) == read


@pytest.mark.parametrize("words", [["anna", "ben"], ["--port"], ["anna", "--no-browser"]])
def test_more_than_a_name_before_the_dashes_is_wrong_use(words):
    with pytest.raises(UsageError, match="workbook lab anna -- --port 9000"):
        read_words(words)
