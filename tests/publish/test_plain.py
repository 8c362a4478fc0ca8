"""A notebook whose output may be kept only calls helpers; anything else may read what nobody knows of."""

import json

import pytest

from helpers.clone import NOTEBOOKS
from helpers.publish.plain import calls_in, code_of, is_plain

OPENED = "from helpers.section import open_section\nsection = open_section('placements', 'x')"


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_notebook_of_the_report_is_plain(path):
    assert is_plain(code_of(path))


@pytest.mark.parametrize(
    "cell",
    [
        "open('x').read()",
        "import pandas",
        "from pandas import read_csv",
        "from helpers.clone import ROOT",
        "import helpers.section",
        "%load x",
        "!date",
        "display(1)",
        "section.show(open('x'))",
        "section.__class__",
        "section.figures._x",
        "section.results('CLA_N')[0]",
        "[each for each in section.codes]",
        "f'{section}'",
        "if section:\n    section.show('CLA_N')",
        "lambda: 1",
        "await section",
        "print",
        "\0",
    ],
)
def test_a_cell_that_does_more_is_not_plain(cell):
    assert not is_plain([OPENED, cell])


@pytest.mark.parametrize("cell", ["", "section.show('CLA_N')", "month = '2026-10'", "one = section.chart('CLA_N')\none", "# x"])
def test_a_cell_that_only_calls_helpers_is_plain(cell):
    assert is_plain([OPENED, cell])


def test_calls_are_told_with_their_plain_values():
    assert calls_in([OPENED, "section.show('CLA_N')", "section.questions()\nsection.show(code)"]) == [
        ("show", ("CLA_N",)),
        ("questions", ()),
        ("show", (None,)),
    ]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"cells": [1]}', json.dumps({"cells": [{"cell_type": "code"}]})])
def test_what_is_no_notebook_is_refused(tmp_path, content):
    (tmp_path / "a.ipynb").write_text(content)
    with pytest.raises(ValueError):
        code_of(tmp_path / "a.ipynb")
