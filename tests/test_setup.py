"""From a fresh clone to a working environment: what is ignored, what is installed, and that one place states it."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import dependencies

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = [f"3.{minor}" for minor in range(30) if f"3.{minor}" in SpecifierSet(PROJECT["project"]["requires-python"])]
SYSTEMS = {"linux": ("posix", "Linux"), "win32": ("nt", "Windows"), "darwin": ("posix", "Darwin")}
LOCKS = {"requirements.lock": dependencies.run_requirements(), "requirements-dev.lock": dependencies.dev_requirements()}


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


# What git sees


def git(*arguments):
    return subprocess.run(["git", "-c", "safe.directory=*", *arguments], cwd=ROOT, capture_output=True, text=True)


def tracked_files():
    listed = git("ls-files", "-z")
    assert listed.returncode == 0, listed.stderr
    return [ROOT / name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


def is_ignored(name):
    code = git("check-ignore", "--no-index", "--quiet", name).returncode
    assert code in (0, 1), "git can't say"
    return code == 0


@pytest.mark.parametrize(
    "name",
    [
        "data/x/ssd_person.csv",
        "data/x/council.toml",
        "data/demo/a.csv",
        "data/history/E10000017/2026-10.parquet",
        "data/ssd_person.csv",
        "outputs/board/2026-10/index.html",
        "outputs/runs/2026-10.json",
        "outputs/run.log",
        ".cache/tables.parquet",
        ".venv/bin/workbook",
        "notebooks/.ipynb_checkpoints/50_placements-checkpoint.ipynb",
        "notebooks/explore/own/anna/50_placements.ipynb",
        "notebooks/explore/own/anna/rows.csv",
        "src/helpers/__pycache__/cli.cpython-311.pyc",
    ],
)
def test_personal_data_and_what_was_made_are_ignored(name):
    assert is_ignored(name)


@pytest.mark.parametrize(
    "name",
    [
        "data/reference/x.csv",
        "data/reference/2026/x.csv",
        "outputs/.gitignore",
        "notebooks/50_placements.ipynb",
        "notebooks/explore/try_an_indicator.ipynb",
    ],
)
def test_what_belongs_to_the_workbook_is_not_ignored(name):
    assert not is_ignored(name)


def test_no_tracked_notebook_holds_outputs_or_execution_counts():
    held = []
    for path in tracked_files():
        if path.suffix == ".ipynb":
            notebook = json.loads(path.read_text(encoding="utf-8"))
            held += [
                f"{path.relative_to(ROOT)}, cell {number}"
                for number, cell in enumerate(notebook["cells"], start=1)
                if cell.get("outputs") or cell.get("execution_count") is not None
            ]
            held += [f"{path.relative_to(ROOT)}: {key}" for key in ("widgets", "papermill") if key in notebook["metadata"]]
    assert held == []


def test_no_tracked_file_names_a_machines_path():
    machine_path = re.compile(rb"(?<![\w.~-])/(?:work|root|home)/")
    named = []
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" not in content and machine_path.search(content):
            named.append(str(path.relative_to(ROOT)))
    assert named == []


# The dependencies, the locks and environment.yml


def imported_packages(folder):
    """The top-level names that the code in a folder imports, with a file that does."""
    names = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names.update({alias.name.split(".")[0]: path.name for alias in node.names})
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names[node.module.split(".")[0]] = path.name
    return names


def test_whatever_the_code_imports_is_a_stated_dependency():
    stated = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    for name, file in imported_packages("src/helpers").items():
        if name not in {*sys.stdlib_module_names, "helpers", "corporate_parenting_workbook"}:
            assert canonicalize_name(name) in stated, f"{file} imports {name}; add it to pyproject.toml"


def locked(lock):
    """Of every package in a lock: (version, marker or None, hashes) of each of its pins."""
    pins = {}
    for entry in re.split(r"\n(?=\S)", read(lock).strip()):
        if not entry.startswith("#"):
            pin = re.match(r"(\S+)==(\S+?)(?: ; ([^\\]+?))? \\\n", entry)
            hashes = re.findall(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$", entry, flags=re.MULTILINE)
            assert pin and len(hashes) == entry.count("\n"), f"{lock}: can't read {entry.splitlines()[0]!r}"
            name, version, marker = pin.groups()
            pins.setdefault(name, []).append((version, marker and Marker(marker), hashes))
    return pins


def versions_on(pins, python, system):
    os_name, platform_system = SYSTEMS[system]
    machine = {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "sys_platform": system,
        "os_name": os_name,
        "platform_system": platform_system,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    return [version for version, marker, _ in pins if marker is None or marker.evaluate(machine)]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_direct_dependency_is_locked_in_its_range_with_hashes(lock):
    pins = locked(lock)
    for requirement in map(Requirement, LOCKS[lock]):
        own = pins[canonicalize_name(requirement.name)]
        assert all(hashes for _, _, hashes in own), requirement
        for python in PYTHONS:
            for system in SYSTEMS:
                versions = versions_on(own, python, system)
                assert len(versions) == 1, f"{requirement} on Python {python}, {system}: {versions}"
                assert versions[0] in requirement.specifier, requirement


def test_the_tests_run_with_the_versions_that_the_report_runs_with():
    report, tests = locked("requirements.lock"), locked("requirements-dev.lock")
    for name in report.keys() & tests.keys():
        assert {version for version, _, _ in tests[name]} <= {version for version, _, _ in report[name]}, name


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_registry_and_no_file(lock):
    assert "://" not in read(lock)
    assert not re.search(r"^(?!    --hash=)\s*-|@|\.(com|org|net|io)\b", read(lock), flags=re.MULTILINE)


def test_environment_yml_is_what_pyproject_makes():
    assert read("environment.yml") == dependencies.environment(), "run: make environment"


def test_environment_yml_takes_every_dependency_from_conda_forge_in_the_same_range():
    lines = read("environment.yml").splitlines()
    assert lines[lines.index("channels:") + 1 : lines.index("dependencies:")] == ["  - conda-forge", "  - nodefaults"]
    assert f"  - python{PROJECT['project']['requires-python']}" in lines
    assert "  - pandas>=3.0,<4" in lines
    assert "  - matplotlib-base>=3.11,<3.13" in lines
    assert lines[-2:] == ["  - pip:", "      - -e ."]
    assert len([line for line in lines if re.match(r"  - \w.*>=", line)]) == 1 + len(dependencies.run_requirements())


def test_a_requirement_that_conda_cannot_say_is_refused():
    with pytest.raises(ValueError, match="no counterpart"):
        dependencies.conda_requirement("pydantic[email]>=2.14")


# make


@pytest.fixture
def clone(tmp_path):
    for name in ("Makefile", "pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.fixture
def clone_set_up(clone):
    (clone / ".venv").mkdir()
    for name in ("pyvenv.cfg", "ready", "ready-to-test"):
        (clone / ".venv" / name).touch()
    return clone


def make(folder, *arguments):
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    outside = {key: value for key, value in os.environ.items() if key not in ("ARGS", "MAKEFLAGS", "MAKELEVEL", "PYTHON")}
    return subprocess.run(["make", *arguments], cwd=folder, capture_output=True, text=True, env=outside)


def commands_of(folder, target):
    """What `make target` would run."""
    made = make(folder, "--dry-run", target)
    assert made.returncode == 0, made.stderr
    return [line for line in made.stdout.splitlines() if line.startswith(".venv/bin/")]


def test_a_fresh_clone_is_set_up_before_the_report_without_the_tests_tools(clone):
    locked_install, own_install, prune, report = commands_of(clone, "report")
    assert locked_install.endswith("--require-hashes -r requirements.lock")
    assert own_install.endswith("--no-index --no-deps --no-build-isolation -e .")
    assert prune.endswith("tools/dependencies.py prune")
    assert report.split() == [".venv/bin/workbook", "report"]


def test_a_fresh_clone_is_set_up_before_the_tests(clone):
    *installs, tests = commands_of(clone, "test")
    assert [install.rsplit(maxsplit=1)[1] for install in installs] == [
        "requirements.lock",
        ".",
        "prune",
        "requirements-dev.lock",
    ]
    assert tests.startswith(".venv/bin/python -m pytest")


@pytest.mark.parametrize("target", ["report", "test", "lab"])
def test_a_second_call_installs_nothing(clone_set_up, target):
    assert len(commands_of(clone_set_up, target)) == 1


@pytest.mark.parametrize(("changed", "installs"), [("pyproject.toml", 4), ("requirements.lock", 4), ("requirements-dev.lock", 1)])
def test_a_changed_dependency_is_installed_at_the_next_call(clone_set_up, changed, installs):
    later = (clone_set_up / ".venv" / "ready-to-test").stat().st_mtime + 5
    os.utime(clone_set_up / changed, (later, later))
    assert len(commands_of(clone_set_up, "test")) == installs + 1


def test_without_a_fitting_python_one_plain_line_says_so(clone):
    made = make(clone, "PYTHON=false", "report")
    assert made.returncode != 0
    assert made.stderr.splitlines()[0].startswith("No Python 3.11, 3.12 or 3.13 with its venv module among: false.")
    assert not (clone / ".venv").exists()


def test_make_looks_for_every_python_that_will_do_and_no_other():
    assert sorted(set(re.findall(r"python(3\.\d+)", read("Makefile")))) == PYTHONS
    oldest, newest = (f"(3, {python.removeprefix('3.')})" for python in (PYTHONS[0], PYTHONS[-1]))
    assert f"{oldest} <= sys.version_info[:2] <= {newest}" in read("Makefile")


def test_ci_ends_with_the_two_commands_of_the_readme():
    report, tests = read(".ci/run").splitlines()[-2:]
    assert report.endswith("make report")
    assert tests.endswith("make test")


# Papers


def test_the_licence_is_mit():
    assert PROJECT["project"]["license"] == "MIT"
    assert read("LICENSE").startswith("MIT License\n\nCopyright (c) 2026 The workbook's developers\n\nPermission is hereby")


def test_the_changelogs_newest_version_is_the_projects():
    versions = re.findall(r"^## \[(\d[^\]]*)\]", read("CHANGELOG.md"), flags=re.MULTILINE)
    assert versions[0] == PROJECT["project"]["version"]


# The style of the code


def test_the_code_keeps_to_the_rules_of_ruff():
    asked = [sys.executable, "-m", "ruff", "check", "--no-cache", "--quiet", "src", "tests", "tools"]
    found = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout
