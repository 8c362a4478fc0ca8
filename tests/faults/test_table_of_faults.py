"""The table of faults names, for each fault that must be survived now, tests that are there."""

import ast
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TESTS = HERE.parent
TRAPS = TESTS.parents[1] / "shared" / "design" / "traps.md"
ROW = re.compile(r"^\| (\d+) \| (.+) \|$", re.MULTILINE)


def rows(text):
    return {int(number): rest.split(" | ") for number, rest in ROW.findall(text)}


TABLE = rows((HERE / "README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", sorted(TABLE))
def test_every_test_that_the_table_names_is_there(number):
    named = re.findall(r"`([^`]+\.py(?:::\w+)?)`", TABLE[number][-1])
    assert named, f"fault {number} has no test"
    for name in named:
        file, _, function = name.partition("::")
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert not function or function in functions, name


@pytest.mark.skipif(not TRAPS.is_file(), reason="the list of faults is not beside this clone")
def test_every_fault_to_be_survived_now_has_its_row():
    part = TRAPS.read_text(encoding="utf-8").partition("## 4.")[2].partition("## 5.")[0]
    due = {number for number, cells in rows(part).items() if not cells[-1].startswith("later")}
    assert due and due <= set(TABLE)
