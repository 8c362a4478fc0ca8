"""Fault 45: a notebook that is not on the list is not run; one that differs from the released one is named on the page."""

import json
from pathlib import Path

from helpers import released as module
from helpers.pages import PAGES
from helpers.released import RELEASED, changed_notebooks, notebook_hash, released_notebooks, released_table
from helpers.section.definitions import _say_changed

NAMES = [page.notebook for page in PAGES]


def test_the_table_of_released_notebooks_is_that_of_the_notebooks_as_they_are():
    assert RELEASED.read_bytes() == released_table(), "release a changed notebook on purpose: make released"
    assert set(NAMES) == set(released_notebooks())
    assert changed_notebooks(NAMES) == []


def test_a_changed_notebook_and_one_of_the_council_s_own_are_named(tmp_path, monkeypatch):
    for name in NAMES:
        (tmp_path / f"{name}.ipynb").write_bytes((Path(module.NOTEBOOKS) / f"{name}.ipynb").read_bytes())
    monkeypatch.setattr(module, "NOTEBOOKS", tmp_path)
    path = tmp_path / f"{NAMES[1]}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = ["Another sentence."]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (tmp_path / "99_own.ipynb").write_bytes(path.read_bytes())
    assert changed_notebooks([*NAMES, "99_own"]) == [NAMES[1], "99_own"]
    assert notebook_hash(path) == notebook_hash(tmp_path / "99_own.ipynb")


def test_the_page_on_how_figures_are_counted_names_them_and_is_silent_where_there_are_none():
    said = str(_say_changed(["50_placements", "<b>"]))
    assert "The council has changed these notebooks" in said and "50_placements, &lt;b&gt;" in said
    assert _say_changed([]) == ""
