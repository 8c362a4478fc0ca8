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


def run(code, folder, *words):
    """Python code in a process of its own, where opening a file in the machine's encoding is an error for our modules."""
    strict = "import warnings\nwarnings.filterwarnings('error', category=EncodingWarning, module='helpers')\n"
    return subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-c", strict + code, *map(str, words)],
        cwd=folder, capture_output=True, text=True, encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


@pytest.mark.parametrize("words", [("check",), ("results", "--months", "1", "--to", "figures.csv")])
def test_no_file_is_opened_in_the_encoding_of_the_machine(small_council, tmp_path, words):
    said = run("from helpers.cli import main\nraise SystemExit(main())", tmp_path, words[0], "--data", small_council, *words[1:])
    assert said.returncode == 0, said.stderr
    assert "EncodingWarning" not in said.stderr


def test_a_file_opened_in_the_encoding_of_the_machine_would_be_an_error(tmp_path):
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    said = run("exec('open(\\'a.txt\\').close()', {'__name__': 'helpers.made_up.module'})", tmp_path)
    assert said.returncode == 1 and said.stderr.rstrip().endswith("EncodingWarning: 'encoding' argument not specified")


OPENING = {"open", "read_text", "write_text", "fdopen", "TextIOWrapper", "NamedTemporaryFile", "TemporaryFile"}
TALKING = {"run", "Popen", "check_output"}


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
            given = {key.arg for key in node.keywords}
            is_text = name in OPENING and not is_binary and not is_os
            is_talk = name in TALKING and bool(given & {"text", "universal_newlines"})
            if (is_text or is_talk) and "encoding" not in given:
                silent.append(f"{path.name}:{node.lineno}")
    assert silent == []


# What Python has on POSIX alone. Two modules start kernels from a warm process, and are used only where processes can be copied.
POSIX_MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "termios"}
POSIX_NAMES = {
    "AF_UNIX", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGSTOP", "chown", "fork", "forkpty", "geteuid", "getpgid", "getuid", "killpg",
    "link", "mkfifo", "pthread_sigmask", "posix_spawn", "prctl", "sched_getaffinity", "setpgid", "setsid",
    "symlink", "symlink_to", "waitstatus_to_exitcode",
}  # fmt: skip
OF_COPIES = {"publish/forking.py", "publish/warm.py"}
# Asked after `os.name == "nt" or`.
GUARDED = {(file, "geteuid") for file in ("access.py", "cache/store.py", "publish/temporary.py")}
GUARDED |= {("access.py", name) for name in ("chown", "grp")}
GUARDED |= {("publish/kernels.py", name) for name in ("killpg", "SIGKILL")}



def test_what_only_posix_has_is_in_the_modules_that_copy_processes_alone():
    found = set()
    for path in sorted((ROOT / "src" / "helpers").rglob("*.py")):
        file = path.relative_to(ROOT / "src" / "helpers").as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = {alias.name.split(".")[0] for alias in node.names} if isinstance(node, ast.Import) else set()
            names |= {str(node.module).split(".")[0]} if isinstance(node, ast.ImportFrom) else set()
            posix = names & POSIX_MODULES
            posix |= {node.attr} & POSIX_NAMES if isinstance(node, ast.Attribute) else set()
            found |= {(file, name) for name in posix}
    assert {each for each in found if each[0] not in OF_COPIES} == GUARDED
    assert ("publish/forking.py", "fork") in found


WITHOUT_POSIX = f"""
import os, signal, sys
import psutil
for name in {sorted(POSIX_MODULES - {"posix", "pwd"})}:
    sys.modules[name] = None
import importlib, pkgutil, subprocess
for name in {sorted(POSIX_NAMES)}:
    for module in (os, signal):
        if hasattr(module, name) and name not in ("geteuid", "getuid"):
            delattr(module, name)
import helpers
for found in pkgutil.walk_packages(helpers.__path__, "helpers."):
    importlib.import_module(found.name)
from helpers.publish.forking import can_fork
from helpers.publish.warm import warm_kernels
assert not can_fork()
with warm_kernels() as warm:
    assert warm is None
from helpers.cli import main
raise SystemExit(main())
"""


def test_without_what_only_posix_has_every_module_is_imported_and_figures_are_made(small_council, tmp_path):
    said = run(WITHOUT_POSIX, tmp_path, "results", "--data", small_council, "--months", "1", "--to", "figures.csv")
    assert said.returncode == 0, said.stderr
    assert (tmp_path / "figures.csv").stat().st_size > 10_000


RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}


def is_taken_by_windows(name):
    """Whether Windows takes a path: no reserved name, none of its signs, no part that ends in a blank or a dot."""
    return all(
        part.split(".")[0].lower() not in RESERVED and not set(part) & set('<>:"|?*\\') and part == part.rstrip(" .").lstrip()
        for part in name.split("/")
    )


def test_what_windows_takes_as_a_name():
    assert is_taken_by_windows("board/2026-10/index.html")
    for name in ("board/con.html", "Nul/x", "lpt1", "a:b", "a./b", "a /b", " a/b", "a?b", "a\\b"):
        assert not is_taken_by_windows(name)


def test_every_file_of_the_clone_has_a_name_that_windows_takes_differs_by_more_than_case_and_is_short():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    names = [name for name in listed.stdout.split("\0") if name]
    assert len(names) > 300
    assert [name for name in names if not is_taken_by_windows(name)] == []
    assert len({name.lower() for name in names}) == len(names)
    # Of the 260 characters that a path may have, the folder of a clone takes the rest.
    assert max(map(len, names)) < 160


def test_files_of_the_clone_keep_their_line_feeds_so_that_hashes_of_notebooks_and_tables_agree():
    names = ["notebooks/50_placements.ipynb", "data/reference/notebooks.csv", "src/helpers/publish/template/style.css"]
    told = subprocess.run(
        ["git", "check-attr", "eol", "text", "--", *names], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert [line for line in told.stdout.splitlines() if ": eol: " in line and not line.endswith(": lf")] == []
    assert told.stdout.count(": eol: lf") == len(names)
