"""An executed notebook is taken again only where it would show the same: its notebook, its figures and the words it shows."""

from copy import copy
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from helpers.cache.store import Store
from helpers.clone import NOTEBOOKS
from helpers.months import ReportingMonth
from helpers.pages import PAGES
from helpers.publish import reuse as module
from helpers.publish.execute import Executed, Job
from helpers.publish.reuse import WITHOUT_WORDS, KeptNotebooks
from helpers.section import open_section
from helpers.words import Comment, OwnWords, Question, Voice
from publish.clones import PLACEMENTS, SUMMARY
from publish.test_page import executed

OCTOBER = ReportingMonth(2026, 10)
OPENED = "from helpers.section import open_section\nsection = open_section('placements', month, data, edition, area)"


def comment(code="CLA_MIX", **changes):
    given = {"month": OCTOBER, "code": code, "edition": "", "voice": Voice.SERVICE, "author": "", "text": "So.", "read_by": "A"}
    return Comment(**given | {"row": 2} | changes)


def question(code="", **changes):
    given = {"asked_on": date(2026, 10, 1), "asked_by": "board", "code": code, "text": "Why?", "answer": "", "answered_on": None}
    return Question(**given | {"row": 2} | changes)


def job(path, edition="board", **parameters):
    given = {"month": "2026-10", "data": "data", "edition": edition, "area": ""}
    return Job(path.stem, "placements", path, path.with_suffix(".out"), given | parameters, edition)


@pytest.fixture
def kept(tmp_path):
    return KeptNotebooks(Store(tmp_path / "cache"), OCTOBER, {"board": "a", "analyst": "b"}, OwnWords())


@pytest.fixture
def section(clone):
    return clone.write(PLACEMENTS, OPENED, "section.show('CLA_MIX')", "section.close()")


def is_found(kept, section, **asked):
    return kept.find(job(section, **asked)) is not None


def keep(kept, section, **asked):
    kept.keep(Executed(job(section, **asked), executed(), 2.0))


def test_what_is_kept_is_found_as_it_was_and_marked(kept, section):
    notebook = executed()
    kept.keep(Executed(job(section), notebook, 2.0))
    found = kept.find(job(section))
    assert found.is_kept
    assert found.notebook == notebook
    assert not is_found(kept, section, edition="analyst")
    assert not is_found(kept, section, data="elsewhere")


def test_another_notebook_other_figures_or_other_code_are_run(kept, section, clone, monkeypatch):
    keep(kept, section)
    assert not is_found(replace(kept, shown={"board": "c"}), section)
    assert not is_found(replace(kept, shown={}), section)
    with monkeypatch.context() as patched:
        patched.setattr(module, "CODE_KEY", "other")
        assert not is_found(kept, section)
    assert is_found(kept, section)
    clone.write(PLACEMENTS, OPENED, "section.show('CLA_MIX')", "section.show('CLA_IN')", "section.close()")
    assert not is_found(kept, section)


def test_a_notebook_that_does_more_than_call_helpers_is_always_run(kept, clone):
    path = clone.write(PLACEMENTS, OPENED, "open('x')")
    keep(kept, path)
    assert not is_found(kept, path)


SHOWN = {
    "a remark on its indicator": ({"comments": (comment(),)}, True),
    "a remark on another": ({"comments": (comment("CLA_N"),)}, False),
    "a remark on another month": ({"comments": (comment(month=OCTOBER.plus(-1)),)}, False),
    "a remark for another edition": ({"comments": (comment(edition="analyst"),)}, False),
    "a question on its indicator": ({"questions": (question("CLA_MIX"),)}, True),
    "a question asked later": ({"questions": (question("CLA_MIX", asked_on=date(2026, 11, 1)),)}, False),
    "a question on the whole report": ({"questions": (question(),)}, False),
    "a row at fault": ({"problems": ("row 3",)}, False),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_run_again_only_for_words_that_it_shows(kept, section, name):
    words, is_shown = SHOWN[name]
    keep(kept, section)
    assert is_found(replace(kept, words=OwnWords(**words)), section) is not is_shown


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("section.questions()", {"questions": (question(),)}),
        ("section.findings()", {"problems": ("row 3",)}),
        ("section.first_screen()", {"questions": (question("CLA_N"),)}),
        ("section.some_new_call()", {"comments": (comment("CLA_N"),)}),
        ("section.show(month)", {"comments": (comment("CLA_N"),)}),
    ],
)
def test_words_on_the_whole_report_and_those_of_calls_not_known_count_too(kept, clone, call, words):
    path = clone.write(SUMMARY, OPENED, call)
    keep(kept, path)
    assert is_found(kept, path)
    assert not is_found(replace(kept, words=OwnWords(**words)), path)


def test_a_kept_notebook_that_is_no_notebook_is_run(kept, section):
    for spoilt in ("", "{}", 5, '{"cells": 1}'):
        assert kept.store.put("page", kept._key(job(section)), spoilt)
        assert not is_found(kept, section)


class Bomb:
    def __getattr__(self, name):
        raise AssertionError(f"the council's words were looked at: {name}")


@pytest.fixture(scope="module")
def wordless(small_council: Path):
    """A section of all indicators whose words must not be looked at."""
    section = open_section("summary", "2026-10", str(small_council), "analyst")
    assert "words" in {field.name for field in fields(section.figures)}
    section.figures = replace(section.figures, words=Bomb())
    return section


@pytest.mark.parametrize("call", WITHOUT_WORDS)
def test_calls_that_are_said_to_show_no_words_look_at_none(wordless, call: str):
    assert getattr(wordless, call)()._repr_mimebundle_()["text/html"]


def test_the_first_screen_looks_at_questions_alone(wordless):
    class Questions(Bomb):
        questions = (question("CLA_MIX", text="Is this on the first screen?"),)

    section = copy(wordless)
    section.figures = replace(section.figures, words=Questions())
    assert "Is this on the first screen?" in section.first_screen()._repr_mimebundle_()["text/html"]


def test_every_notebook_of_the_report_can_be_kept(kept):
    for page in PAGES:
        assert kept._key(job(NOTEBOOKS / f"{page.notebook}.ipynb")), page.notebook
