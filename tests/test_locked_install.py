"""Both locks install for ever: with the pip that any Python brings, whatever newer releases the index holds by then."""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from report.browsing import leave_out

ROOT = Path(__file__).parents[1]
OLD_PIPS = ("22.3", "23.0")  # of Python 3.11.0, and of Debian 12 but for a fault mended
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n\n[project]\nname = "workbook"\n'
BACKEND = """
import shutil

def build_editable(folder, config_settings=None, metadata_directory=None):
    return shutil.copy("wheels/workbook-1-py3-none-any.whl", folder).rsplit("/", 1)[1]
"""


def write_wheel(folder, name, version, requires=()):
    """A package of no content, as a file that pip installs."""
    info = f"{name}-{version}.dist-info"
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", "Provides-Extra: toml"]
    texts = {
        f"{name}.py": "",
        f"{info}/METADATA": "\n".join([*lines, *(f"Requires-Dist: {needed}" for needed in requires), ""]),
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{path},{hash_of(text.encode())},{len(text)}" for path, text in texts.items()]
    texts[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""])
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in texts.items():
            archive.writestr(path, text)
    return wheel


def hash_of(content):
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def lock(*wheels):
    pins = []
    for wheel in wheels:
        name, version = wheel.name.split("-")[:2]
        pins.append(f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n")
    return "".join(pins)


@pytest.fixture(scope="session")
def pips(tmp_path_factory):
    """The wheels of some releases of pip, and of the one that the lock names: fetched, since none comes with Python."""
    folder = tmp_path_factory.mktemp("pips")
    newest = re.search(r"^pip==(\S+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)[1]
    for version in (*OLD_PIPS, newest):
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, f"pip=={version}"]
        if subprocess.run(fetch, capture_output=True, check=False, timeout=120).returncode:
            leave_out("no package index can be reached")
    return {wheel.name.split("-")[1]: wheel for wheel in folder.iterdir()} | {"newest": folder / f"pip-{newest}-py3-none-any.whl"}


@pytest.fixture
def clone(tmp_path, pips):
    """A clone with the project's Makefile and two small locks, and an index that holds a newer release since they were made."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    pip = Path(shutil.copy(pips["newest"], wheels))
    asks = write_wheel(wheels, "asks", "1.0", ["asked[toml] >=1"])
    asked = write_wheel(wheels, "asked", "1.0", ['parser ; extra == "toml"'])
    parser = write_wheel(wheels, "parser", "1.0")
    write_wheel(wheels, "asked", "2.0", ['parser ; extra == "toml"'])
    write_wheel(wheels, "workbook", "1")
    (tmp_path / "requirements.lock").write_text(lock(asks, asked, parser, pip), encoding="utf-8")
    (tmp_path / "requirements-dev.lock").write_text(lock(asks, asked, parser), encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "backend.py").write_text(BACKEND, encoding="utf-8")
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "dependencies.py", tmp_path / "tools")
    return tmp_path


@pytest.mark.parametrize("pip", [*OLD_PIPS, "newest"])
def test_a_lock_installs_beside_a_newer_release_of_a_package_asked_for_with_an_extra(clone, pips, pip):
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", ".venv"], cwd=clone, check=True)
    write_wheel(clone, "setuptools", "65.5.0")  # as Python 3.11 brings it: no lock names it
    own = [sys.executable, "-m", "pip", "--python", ".venv/bin/python", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*own, pips[pip], "setuptools-65.5.0-py3-none-any.whl"], cwd=clone, check=True)

    index = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(clone / "wheels"), "PIP_CONFIG_FILE": os.devnull}
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "MAKE"))}
    made = subprocess.run(
        ["make", ".venv/ready-to-test"], cwd=clone, env=outside | index, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr

    listed = subprocess.run(
        [".venv/bin/python", "-m", "pip", "list", "--format=freeze"], cwd=clone, capture_output=True, text=True
    )
    newest = pips["newest"].name.split("-")[1]
    found = [line.split(" @ ")[0] for line in listed.stdout.splitlines()]
    assert sorted(found) == ["asked==1.0", "asks==1.0", "parser==1.0", f"pip=={newest}", "workbook==1"]
