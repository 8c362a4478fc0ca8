"""`workbook lab` as an analyst uses it: in a browser, on a copy, apart from the monthly run."""

import json
import os
import re
import shutil
import stat
import time
from pathlib import Path

import pytest

from lab.clones import COMMAND, ask, git, make_clone, run, serving

NOTEBOOK = "50_placements.ipynb"
SECONDS = 60_000


def files_of(folder):
    """When each file was written to, and its size, by its path."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in found}


def not_private(folder):
    """What others may read, of all that a folder holds."""
    return [path for path in folder.rglob("*") if stat.S_IMODE(path.lstat().st_mode) & 0o077]


def run_all(page, port, notebook):
    """Opens a notebook in JupyterLab and runs all its cells."""
    page.goto(f"http://127.0.0.1:{port}/lab/tree/{notebook}?token=token")
    page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=SECONDS)
    page.wait_for_timeout(1000)
    page.locator(".lm-MenuBar-item", has_text="Run").click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.wait_for_selector(".jp-Notebook .workbook, .jp-Dialog", timeout=SECONDS)
    if page.locator(".jp-Dialog").count():  # it asks which kernel, if the click came before it had noted its own
        page.locator(".jp-Dialog").get_by_text("Select", exact=True).click()
    page.wait_for_selector(".jp-Notebook .workbook", timeout=SECONDS)


def is_saved_whole(page, path):
    """Whether all cells of a notebook are run and saved within a minute, if Ctrl+S is pressed again and again."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        page.keyboard.press("Control+s")
        page.wait_for_timeout(1000)
        cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
        if all(cell["execution_count"] for cell in cells) and cells[-1]["outputs"]:
            return True
    return False


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="permissions are those of POSIX")
def test_an_analyst_runs_and_saves_a_notebook_and_nothing_else_changes(browser, tmp_path, small_council, monkeypatch):
    clone, home, temporary = make_clone(tmp_path / "clone", small_council), tmp_path / "home", tmp_path / "temporary"
    for folder in (home, temporary):
        folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    before = files_of(clone)
    with serving(clone, home, ["-c", COMMAND, "lab", "anna", "--"], where=home) as port:
        assert ask(port, "api/terminals", "POST", b"{}")[0] == 404
        page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"http://127.0.0.1:{port}/lab?token=token")
        page.wait_for_selector(".jp-Launcher", timeout=SECONDS)
        assert "Terminal" not in page.locator(".jp-Launcher").inner_text()
        assert "Extension" not in page.locator(".jp-SideBar.jp-mod-left").inner_html()
        run_all(page, port, NOTEBOOK)
        mine = clone / "notebooks" / "explore" / "own" / "anna" / NOTEBOOK
        assert is_saved_whole(page, mine)
        (connection,) = temporary.rglob("kernel-*.json")
        assert json.loads(connection.read_text(encoding="utf-8"))["curve_publickey"]
        assert not list(tmp_path.rglob("history.sqlite"))
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o700 for path in temporary.glob("workbook-*"))
        page.context.close()
    own = clone / "notebooks" / "explore" / "own"
    assert {path: file for path, file in files_of(clone).items() if own not in path.parents} == before
    assert git(clone, "status", "--short") == ""
    assert stat.S_IMODE((own / "anna").stat().st_mode) == 0o700 and not_private(own / "anna") == []
    assert not list(temporary.glob("workbook-*")) and files_of(home) == {}
    assert all(re.match(r"(https?|wss?)://127\.0\.0\.1:|data:|blob:", url) for url in asked)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("argument", "undone"),
    [
        ("--ip=0.0.0.0", "open to this machine alone"),
        ("--ServerApp.terminals_enabled=True", "no terminals"),
        ("--IdentityProvider.token=", "a token or password"),
        ("--LabApp.core_mode=False", "no extensions"),
        ("--ServerApp.root_dir=..", "the working copy alone"),
    ],
)
def test_an_argument_that_would_undo_the_protection_is_wrong_use(tmp_path, small_council, argument, undone):
    clone = make_clone(tmp_path / "clone", small_council)
    said = run(clone, tmp_path, "lab", "anna", "--", "--no-browser", argument)
    assert said.returncode == 2
    assert undone in said.stderr and "Traceback" not in said.stderr


@pytest.mark.slow
def test_settings_of_the_account_do_not_count(tmp_path, small_council):
    clone, home = make_clone(tmp_path / "clone", small_council), tmp_path / "home"
    (home / ".jupyter").mkdir(parents=True)
    (home / ".jupyter" / "jupyter_server_config.py").write_text("c.ServerApp.terminals_enabled = True", encoding="utf-8")
    with serving(clone, home, ["-c", COMMAND, "lab", "anna", "--"], where=home) as port:
        assert ask(port, "api/terminals")[0] == 404


@pytest.mark.slow
def test_the_monthly_run_neither_sees_a_working_copy_nor_an_open_notebook(tmp_path, small_council: Path):
    clone, home = make_clone(tmp_path / "clone", small_council), tmp_path / "home"
    home.mkdir()
    report = ("report", "--outputs", str(tmp_path / "outputs"), "--history", str(tmp_path / "history"))
    with serving(clone, home, ["-c", COMMAND, "lab", "anna", "--"], where=home) as port:
        assert ask(port, "api/kernels", "POST", b"{}")[0] == 201
        mine = clone / "notebooks" / "explore" / "own" / "anna"
        shutil.copy(mine / NOTEBOOK, mine / "55_my_own.ipynb")
        (mine / NOTEBOOK).write_text("changed", encoding="utf-8")
        # As if the command were called from a cell of a released notebook.
        opened = {"JPY_SESSION_NAME": str(clone / "notebooks" / NOTEBOOK)}
        made = run(clone, home, *report, "--edition", "analyst", **opened)
    assert made.returncode == 0, made.stderr
    record = json.loads(next((tmp_path / "outputs" / "runs").glob("*.json")).read_text(encoding="utf-8"))
    assert "my_own" not in made.stderr + json.dumps(record)
    (clone / "notebooks" / "explore" / "own" / "anna" / NOTEBOOK).write_text("changed again", encoding="utf-8")
    again = run(clone, home, *report, "--edition", "analyst")
    assert "Nothing has changed since" in again.stderr
