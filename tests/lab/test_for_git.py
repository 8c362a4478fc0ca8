"""Children's records never come into a notebook that git could take in, whatever opens it."""

import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from helpers import whereabouts
from helpers.clone import ROOT
from helpers.errors import UsageError
from helpers.lab.guard import drop_outputs
from helpers.section import open_section, try_indicator
from lab.clones import ask, environment, git, make_clone, serving
from test_setup import is_ignored

RELEASED = ROOT / "notebooks" / "50_placements.ipynb"
OWN = ROOT / "notebooks" / "explore" / "own" / "anna" / "50_placements.ipynb"


def test_git_and_the_workbook_agree_on_what_is_ignored():
    examples = "notebooks/explore"
    for name in (f"{examples}/own/anna/50_placements.ipynb", "data/x/a.ipynb", "outputs/x/a.ipynb", ".cache/a.ipynb"):
        assert is_ignored(name) and not whereabouts.is_for_git(ROOT / name)
    for name in ("notebooks/50_placements.ipynb", f"{examples}/try_an_indicator.ipynb", "docs/a.ipynb", "data/reference/a.ipynb"):
        assert not is_ignored(name) and whereabouts.is_for_git(ROOT / name)


@pytest.mark.parametrize(
    "name",
    [
        "notebooks/50_placements-Copy1.ipynb",
        "notebooks/Untitled.ipynb",
        "notebooks/explore/mine.ipynb",
        "notebooks/explore/rows.csv",
        "out.ipynb",
        "out.html",
        "figures.csv",
        "figures.parquet",
    ],
)
def test_what_an_analyst_makes_by_the_way_is_ignored(name):
    assert is_ignored(name)


@pytest.fixture(params=["JupyterLab", "VS Code"])
def opened(request, monkeypatch):
    """Opens a notebook, as the kernel's process sees it."""

    def open_in(path):
        if request.param == "JupyterLab":
            monkeypatch.setenv(whereabouts.OF_JUPYTER, str(path))
        else:
            main = ModuleType("__main__")
            setattr(main, whereabouts.OF_CODE, str(path))
            monkeypatch.setitem(sys.modules, "__main__", main)
        monkeypatch.setitem(sys.modules, "ipykernel", ModuleType("ipykernel"))

    return open_in


def test_a_released_notebook_shows_no_real_children(opened, small_council: Path):
    opened(RELEASED)
    with pytest.raises(UsageError, match=r"50_placements\.ipynb .*\n.*workbook lab"):
        open_section("placements", "2026-10", str(small_council))
    with pytest.raises(UsageError, match="workbook lab"):
        try_indicator(None, "2026-10", str(small_council))


def test_it_runs_with_its_defaults_which_are_a_made_up_council(opened, monkeypatch, small_council: Path):
    opened(RELEASED)
    monkeypatch.setattr(whereabouts, "MADE_UP", small_council)
    assert open_section("placements", "2026-10", str(small_council)).codes


@pytest.mark.parametrize("place", [OWN, Path("/elsewhere/50_placements.ipynb")])
def test_a_working_copy_and_a_notebook_elsewhere_may_show_them(opened, small_council: Path, place):
    opened(place)
    assert open_section("placements", "2026-10", str(small_council)).codes


def test_outputs_are_dropped_as_a_tracked_notebook_is_saved_and_kept_in_a_copy():
    def saved(path):
        cell = {"cell_type": "code", "source": "1", "outputs": [{"text": "a row"}], "execution_count": 3}
        cell["metadata"] = {"execution": {}}
        note = {"cell_type": "markdown", "source": "a note", "metadata": {}}
        model = {"type": "notebook", "content": {"cells": [cell, note], "metadata": {"widgets": {}, "kernelspec": {}}}}
        manager = SimpleNamespace(root_dir=str(ROOT), log=SimpleNamespace(warning=lambda *words: None))
        drop_outputs(model, path.relative_to(ROOT).as_posix(), manager)
        return model["content"]

    assert saved(RELEASED) == {
        "cells": [
            {"cell_type": "code", "source": "1", "outputs": [], "execution_count": None, "metadata": {}},
            {"cell_type": "markdown", "source": "a note", "metadata": {}},
        ],
        "metadata": {"kernelspec": {}},
    }
    assert saved(OWN)["cells"][0]["outputs"] == [{"text": "a row"}]


def test_a_plain_jupyter_of_this_environment_saves_a_released_notebook_without_outputs(tmp_path, small_council: Path):
    clone, home = make_clone(tmp_path / "clone", small_council), tmp_path / "home"
    home.mkdir()
    notebook = json.loads((clone / "notebooks" / "50_placements.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "a child's row"}], "execution_count": 1}
    model = json.dumps({"type": "notebook", "format": "json", "content": notebook}).encode()
    with serving(clone, home, ["-m", "jupyterlab"], where=clone) as port:
        assert ask(port, "api/contents/notebooks/50_placements.ipynb", "PUT", model)[0] == 200
        assert ask(port, "api/contents/notebooks/new.ipynb", "PUT", model)[0] == 201
        assert ask(port, "api/kernels", "POST", b"{}")[0] == 201
        (connection,) = Path(environment(clone, home)["HOME"]).rglob("kernel-*.json")
        assert json.loads(connection.read_text(encoding="utf-8"))["curve_publickey"]
    assert git(clone, "status", "--short") == ""
    assert "a child's row" not in (clone / "notebooks" / "new.ipynb").read_text(encoding="utf-8")
