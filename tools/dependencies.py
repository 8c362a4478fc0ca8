"""Keeps the locks and environment.yml in step with pyproject.toml, which alone states the direct dependencies.

python tools/dependencies.py lock [--upgrade]    requirements.lock and requirements-dev.lock, by uv
python tools/dependencies.py environment         environment.yml, for conda
python tools/dependencies.py prune               takes away the packages of this Python that no lock names
"""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def project() -> dict:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def run_requirements() -> list[str]:
    """What the report needs, and what installs it: pip, and the package's own build backend."""
    return project()["project"]["dependencies"] + project()["build-system"]["requires"] + ["pip>=26"]


def dev_requirements() -> list[str]:
    """What the tests need besides."""
    return project()["project"]["optional-dependencies"]["dev"]


def environment() -> str:
    """The text of environment.yml: the same ranges as pyproject.toml, under conda-forge's names.

    conda knows no `--no-deps` for pip, and needs none: every dependency is there in its range when pip comes to `-e .`.
    """
    python = "python" + project()["project"]["requires-python"]
    packages = sorted(conda_requirement(requirement) for requirement in run_requirements())
    return "\n".join(
        [
            "# Made from pyproject.toml by `make environment`. Don't edit it by hand.",
            "name: workbook",
            "channels:",
            "  - conda-forge",
            "  - nodefaults",
            "dependencies:",
            *(f"  - {package}" for package in [python, *packages]),
            "  - pip:",
            "      - -e .",
            "",
        ]
    )


def conda_requirement(requirement: str) -> str:
    """A requirement of pyproject.toml under its conda-forge name.

    Raises
        ValueError: it has extras, a marker or an address, which conda doesn't know.
    """
    parts = re.fullmatch(r"([A-Za-z0-9._-]+)\s*([<>=!~][0-9a-z.,<>=!~* ]*)?", requirement)
    if parts is None:
        raise ValueError(f"pyproject.toml: {requirement!r} has no counterpart in environment.yml")
    name, versions = parts.groups()
    return project()["tool"]["workbook"]["conda-names"].get(name, name) + (versions or "")


def write_locks(*options: str) -> None:
    """Write both locks: one file each for every system and every Python, with hashes and without a registry's address.

    What is locked stays at its version while that is in range, unless `--upgrade` is among the options.
    """
    compile_lock(run_requirements(), "requirements.lock", *options)
    compile_lock(dev_requirements(), "requirements-dev.lock", "--constraints", "requirements.lock", *options)


def compile_lock(requirements: list[str], lock: str, *options: str) -> None:
    """Have uv write one lock, for Python 3.11 and later on Linux, Windows and macOS."""
    subprocess.run(
        [
            *(sys.executable, "-m", "uv", "--quiet", "--no-config", "pip", "compile", "-"),
            *("--universal", "--python-version", "3.11", "--generate-hashes"),
            *("--custom-compile-command", "make lock", "--no-annotate", "--output-file", lock, *options),
        ],
        input="\n".join(requirements),
        text=True,
        check=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )


def prune() -> None:
    """Uninstall whatever neither a lock nor the project itself put into this Python's environment.

    Raises
        CalledProcessError: pip could not.
    """
    kept = {plain_name(project()["project"]["name"])}
    for lock in LOCKS:
        kept |= {
            plain_name(name) for name in re.findall(r"^([^\s#=]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
        }
    unlocked = {plain_name(found.name) for found in distributions()} - kept
    if unlocked:
        subprocess.run([sys.executable, "-m", "pip", "--quiet", "uninstall", "--yes", *sorted(unlocked)], check=True)


def plain_name(package: str) -> str:
    """Return a package's name as indexes compare names."""
    return re.sub(r"[-_.]+", "-", package).lower()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["lock", *options]:
            write_locks(*options)
        case ["environment"]:
            (ROOT / "environment.yml").write_text(environment(), encoding="utf-8", newline="\n")
        case ["prune"]:
            prune()
        case _:
            sys.exit(__doc__)
