"""Stand-ins for Windows, which is not here to try: encodings always named, README's commands as they are typed."""

import ast
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands():
    """The commands that README shows, as words; what stands in capitals is for the reader to fill in."""
    shown = re.findall(r"(?m)^(workbook [^#\n`]+)", README) + re.findall(r"`(workbook [^`]+)`", README)
    return [re.split(r"\s+#", command)[0].strip() for command in shown]


def test_readme_shows_commands():
    assert len(commands()) > 4


@pytest.mark.parametrize("command", commands())
def test_every_command_in_readme_is_one_and_needs_no_shell_of_unix(command):
    words = shlex.split(command)[1:]
    asked = cli._parser().parse_args(words)
    assert callable(asked.command)
    assert not set(command) & set("'$\\|&;<>")


def test_the_part_on_windows_asks_for_no_make():
    part = README.partition("## Windows")[2].partition("\n## ")[0]
    assert "conda env create" in part
    assert not re.search(r"\bmake\b", part)


@pytest.mark.parametrize("words", [("check",), ("results", "--months", "1", "--to", "figures.csv")])
def test_no_file_is_opened_in_the_encoding_of_the_machine(small_council, tmp_path, words):
    code = "import sys\nfrom helpers.cli import main\nraise SystemExit(main(sys.argv[1:]))"
    filters = ["-X", "warn_default_encoding", "-W", "error::EncodingWarning:helpers"]
    run = subprocess.run(
        [sys.executable, *filters, "-c", code, words[0], "--data", str(small_council), *words[1:]],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "EncodingWarning" not in run.stderr


OPENING = {"open", "read_text", "write_text"}


def test_every_text_file_is_opened_with_its_encoding_named():
    silent = []
    for path in sorted((ROOT / "src" / "helpers").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            modes = [each.value for each in [*node.args, *(key.value for key in node.keywords)] if isinstance(each, ast.Constant)]
            is_binary = any(isinstance(mode, str) and re.fullmatch(r"[rwxa+]*b[rwxa+]*", mode) for mode in modes)
            is_os = isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) and node.func.value.id == "os"
            if name in OPENING and not is_binary and not is_os and "encoding" not in {key.arg for key in node.keywords}:
                silent.append(f"{path.name}:{node.lineno}")
    assert silent == []
