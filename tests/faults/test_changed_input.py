"""An input file that changes during the run: the run stops and names it, and no figures of before stand beside those of after."""

import os

import pytest

from helpers.cli import main
from helpers.errors import SectionFailed
from helpers.publish import run

TABLE = "ssd_cla_episodes.csv"


def append(path):
    path.write_bytes(path.read_bytes() + b"\n")


def change_and_change_back(path):
    content = path.read_bytes()
    append(path)
    path.write_bytes(content)
    os.utime(path, ns=(1, 1))


def add(path):
    path.with_name("ssd_made_up.csv").write_text("a\n", encoding="utf-8")


CHANGES = {
    "another row": (append, TABLE),
    "another row, taken away again": (change_and_change_back, TABLE),
    "taken away": (lambda path: path.unlink(), TABLE),
    "added": (add, "ssd_made_up.csv"),
    "the settings": (lambda path: append(path.with_name("council.toml")), "council.toml"),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("fails", [False, True], ids=["sections run", "a section fails by it"])
def test_a_file_that_changes_while_sections_run_stops_the_report_and_is_named(council, stopped, monkeypatch, name, fails):
    change, named = CHANGES[name]

    def make(*_):
        change(council.folder / TABLE)
        if fails:
            raise SectionFailed("50_placements (board): cell 3 stopped with KeyError.")
        return {"analyst/2026-10": {"index.html": b"a mixture"}}, {}

    monkeypatch.setattr(run, "_make", make)
    said = stopped(1, "--edition", "analyst")
    assert f"Changed during the run: {named}." in said
    assert "The earlier report is as it was." in said


def test_an_earlier_month_s_outturns_that_another_run_writes_meanwhile_stop_the_report(council, stopped, monkeypatch, tmp_path):
    def make(*_):
        (tmp_path / "history" / "2026-09.csv").write_text("code\n", encoding="utf-8")
        return {"analyst/2026-10": {"index.html": b"a mixture"}}, {}

    monkeypatch.setattr(run, "_make", make)
    assert "The history changed meanwhile" in stopped(4, "--edition", "analyst")


def test_what_does_not_belong_to_the_input_may_change(council, earlier, monkeypatch):
    def make(*_):
        (council.folder / "notes.docx").write_text("x", encoding="utf-8")
        return {"analyst/2026-10": {"index.html": b"new"}}, {}

    monkeypatch.setattr(run, "_make", make)
    assert (
        main(["report", "--data", str(council.folder), "--outputs", str(earlier), "--plain-kernels", "--edition", "analyst"]) == 0
    )
    assert (earlier / "analyst" / "2026-10" / "index.html").read_bytes() == b"new"
