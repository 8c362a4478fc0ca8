"""A user's own `helpers.py` that hides the workbook's package: named in plain words wherever it would be imported instead."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from corporate_parenting_workbook import OWN, find_hiding, say_hiding
from helpers.errors import UsageError
from helpers.publish.libraries import check_own_package

COMMAND = "import sys; from corporate_parenting_workbook import main; sys.argv[0] = 'workbook'; sys.exit(main())"


def make_file(folder: Path) -> Path:
    (folder / "helpers.py").write_text("def mine(): pass\n")
    return folder / "helpers.py"


def make_package(folder: Path) -> Path:
    (folder / "helpers").mkdir()
    (folder / "helpers" / "__init__.py").write_text("")
    return folder / "helpers" / "__init__.py"


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", COMMAND, *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | variables, check=False)


def test_the_workbook_s_own_package_hides_nothing():
    assert find_hiding() is None
    assert find_hiding([str(OWN.parent)]) is None
    assert run("published", "--help").returncode == 0


@pytest.mark.parametrize("make", [make_file, make_package])
def test_a_file_and_a_package_hide_it_where_they_come_first(tmp_path: Path, make):
    hiding = make(tmp_path)
    assert find_hiding([str(tmp_path), str(OWN.parent)]) == hiding
    assert find_hiding([str(OWN.parent), str(tmp_path)]) is None


def test_a_folder_that_is_no_package_hides_nothing(tmp_path: Path):
    (tmp_path / "helpers").mkdir()
    (tmp_path / "helpers" / "mine.py").write_text("")
    assert find_hiding([str(tmp_path), str(OWN.parent)]) is None
    check_own_package([tmp_path])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (make_file, "The file {folder}{sep}helpers.py has the name of the workbook's own package, helpers, and hides it."),
        (make_package, "The folder {folder}{sep}helpers has the name of the workbook's own package, helpers, and hides it."),
    ],
)
def test_the_command_names_what_pythonpath_brings_and_ends_with_2(tmp_path: Path, make, said: str):
    make(tmp_path)
    done = run("published", "--help", PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[0] == said.format(folder=tmp_path, sep=os.sep)
    assert "Rename it, for example to my_helpers" in done.stderr


def test_a_report_and_the_lab_refuse_every_folder_in_which_it_would_be_imported(tmp_path: Path):
    folders = [tmp_path / name for name in ("one", "two", "none")]
    for folder in folders:
        folder.mkdir()
    hiding = [make_file(folders[0]), make_package(folders[1])]
    with pytest.raises(UsageError) as error:
        check_own_package(folders)
    assert str(error.value) == "\n".join(say_hiding(each) for each in hiding)


@pytest.mark.parametrize("make", [make_file, make_package])
def test_a_notebook_beside_it_says_so_in_its_first_cell(tmp_path: Path, make):
    hiding = make(tmp_path)
    (tmp_path / "mine.py").write_text("number = 7\n")
    imports = ["from mine import number", "from helpers.section import open_section"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in imports])
    client = NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}})
    with pytest.raises(CellExecutionError) as error:
        client.execute()
    assert (error.value.ename, error.value.evalue) == ("ImportError", say_hiding(hiding))
    assert notebook.cells[0].execution_count == 1  # other modules beside a notebook are imported as ever
