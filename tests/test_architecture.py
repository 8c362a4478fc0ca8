"""What must hold of the code's shape: one way through, modules with one job, codes spelled once."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HELPERS = ROOT / "src" / "helpers"

# In order of flow: a module imports only from those before it. `demo` makes files for `load` to read.
FLOW = [
    "errors", "clone", "access", "snapshot", "released", "whereabouts", "stages", "processes", "drafts", "cache", "terms",
    "months", "working_days", "demo", "council_file", "council", "load", "check",
    "cohorts", "indicator", "indicators", "results", "export", "history",
    "compare", "protect", "rounding", "charts", "tables", "commentary", "words",
    "inventory", "starter", "pages", "display", "section", "downloads", "publish", "lab", "cli",
]  # fmt: skip
# Longer than this has two jobs.
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40


def modules() -> list[Path]:
    return sorted(path for path in HELPERS.rglob("*.py"))


def stage(path: Path) -> str:
    """The stage that a file belongs to: its name, or that of the folder in helpers that holds it."""
    return path.relative_to(HELPERS).parts[0].removesuffix(".py")


def imported_stages(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        assert not (isinstance(node, ast.ImportFrom) and node.level), f"{path.name} has a relative import"
        found |= {name.split(".")[1] for name in names if name.startswith("helpers.")}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(HELPERS).as_posix())
def test_imports_point_up_the_flow(path: Path) -> None:
    own = stage(path)
    if own == "__init__":
        assert imported_stages(path) == set()
        return
    for imported in imported_stages(path) - {own}:
        assert FLOW.index(imported) < FLOW.index(own), f"{own} imports {imported}, a later stage"


def test_every_stage_of_the_flow_is_there_and_no_other() -> None:
    stages = {stage(path) for path in modules()} - {"__init__"}
    assert stages == set(FLOW)


def test_modules_and_functions_have_one_job() -> None:
    too_long = []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(HELPERS).as_posix()
        if text.count("\n") > LONGEST_MODULE:
            too_long.append(name)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION:
                too_long.append(f"{name}: {node.name}")
    assert too_long == []


def test_every_public_function_says_what_it_gives() -> None:
    silent = []
    for path in modules():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            is_public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if is_public and not ast.get_docstring(node):
                silent.append(f"{path.name}: {node.name}")
    assert silent == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    names = {path.stem for path in modules()}
    assert not names & {"utils", "util", "common", "misc", "helpers", "base"}


def test_codes_of_the_standard_are_spelled_in_terms_alone() -> None:
    # Placement types, legal statuses and reasons, as they would stand in quotes; `demo` makes extracts, so it spells them.
    code = re.compile(r"[\"'](?:[CDEVLJ][1-4]|E1[1-7]|E4[1-8AB]|[UAKPRTZ][0-6]|PR[0-5]|Z1[1-4])[\"']")
    found = [
        f"{path.relative_to(HELPERS).as_posix()}: {match.group()}"
        for path in modules()
        if stage(path) not in ("terms", "demo")
        for match in code.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_drawing_takes_what_passed_the_gate_and_never_the_data() -> None:
    for name in ("charts", "tables", "commentary", "rounding"):
        for path in [HELPERS / f"{name}.py", *sorted((HELPERS / name).glob("*.py"))]:
            if path.exists():
                assert not imported_stages(path) & {"load", "cohorts", "results", "check", "history"}, path.name
