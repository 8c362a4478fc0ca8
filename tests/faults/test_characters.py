"""A terminal, a log and file names of another encoding than UTF-8: what is printed is escaped, and stops nothing."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.publish.streams import as_typed, show_every_character

SOURCE = Path(__file__).parents[2] / "src"
RUN = "from helpers.cli import main\nraise SystemExit(main())\n"
ASCII = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
NAME = "Gwynt–é"


def run(folder, words, environment):
    """The command in a process of its own, as a program; its exit code, and the bytes that it printed."""
    program = folder / "workbook.py"
    program.write_text(RUN, encoding="utf-8")
    silent = {name: value for name, value in os.environ.items() if name not in {"PYTHONIOENCODING", "PYTHONUTF8"}}
    return subprocess.run(
        [sys.executable, str(program), *map(str, words)],
        env=silent | {"PYTHONPATH": str(SOURCE)} | environment,
        capture_output=True,
    )


@pytest.fixture
def odd(small_council, tmp_path):
    """A council whose folder and name hold such characters."""
    folder = tmp_path / NAME / "extract"
    shutil.copytree(small_council, folder)
    settings = folder / "council.toml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    lines = [f'name = "{NAME}"' if line.startswith("name =") else line for line in lines]
    settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.mark.skipif(os.name == "nt", reason="such a locale is that of POSIX")
def test_in_an_ascii_locale_a_folder_of_other_characters_is_read_written_and_told(odd, tmp_path):
    outputs = tmp_path / NAME / "outputs"
    words = ["report", "--data", odd, "--outputs", outputs, "--section", "summary", "--edition", "analyst"]
    said = run(tmp_path, words, ASCII)
    assert said.returncode == 0, said.stderr
    page = Path(said.stdout.decode().strip())
    assert page == outputs / "analyst" / "preview" / "2026-10" / "analyst" / "index.html"
    assert NAME in page.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="such a locale is that of POSIX")
def test_in_an_ascii_locale_a_fault_keeps_its_exit_code_and_its_message(odd, tmp_path):
    (odd / "council.toml").write_text(f'name = "{NAME}"\nregión = "x"\n', encoding="utf-8")
    said = run(tmp_path, ["report", "--data", odd, "--outputs", tmp_path / "outputs"], ASCII)
    assert said.returncode == 1 and b"council.toml" in said.stderr and b"Traceback" not in said.stderr
    assert not said.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "iso8859-1"])
def test_a_terminal_of_another_encoding_is_shown_escapes_for_what_it_does_not_know(tmp_path, encoding):
    """As on Windows, where what a program prints is not UTF-8 where another program reads it."""
    words = ["demo", "--to", tmp_path / "Łódź–é", "--children-in-care", "10"]
    said = run(tmp_path, words, {"PYTHONUTF8": "1", "PYTHONIOENCODING": encoding})
    assert said.returncode == 0, said.stderr
    assert said.stdout.decode(encoding).strip().endswith("Łódź–é".encode(encoding, "backslashreplace").decode(encoding))


def test_bytes_of_a_name_that_were_no_text_go_out_as_they_came_in(monkeypatch):
    for stream in ("stdout", "stderr"):
        monkeypatch.setattr(sys, stream, io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict"))
    show_every_character()
    print("\udcc3\udca9 – é \udcff")
    sys.stdout.flush()
    assert sys.stdout.buffer.getvalue() == b"\xc3\xa9 \\u2013 \\xe9 \xff\n"


def test_a_word_is_what_was_typed():
    assert as_typed("North") == "North" and as_typed("Pré") == "Pré"
    assert as_typed("Pr\udcc3\udca9") == "Pré"
    assert as_typed("Pr\udcff") == "Pr�"
