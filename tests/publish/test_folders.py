"""A month is old or new, whole, whatever happens while it changes."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.errors import MachineError
from helpers.publish import disk, folders
from helpers.publish.folders import heal, leftovers, replace_all, unhealed_months

MONTH = "2026-10"
OLD = {"board/2026-10": {"index.html": b"old board"}, "analyst/2026-10": {"index.html": b"old", "gone.html": b"old"}}
NEW = {"board/2026-10": {"index.html": b"new board"}, "analyst/2026-10": {"index.html": b"new", "notebooks/a.ipynb": b"new"}}
STEPS = ("write_file", "_rename", "_remove", "keep_folder", "_write_journal", "_end")


def record(text):
    return {"runs/2026-10.json": text}


def everything(outputs):
    return {path.relative_to(outputs).as_posix(): path.read_bytes() for path in outputs.rglob("*") if path.is_file()}


def expected(contents, text):
    files = {f"{target}/{name}": content for target, found in contents.items() for name, content in found.items()}
    return files | ({"runs/2026-10.json": text} if text else {})


@pytest.fixture
def outputs(tmp_path):
    replace_all(tmp_path, MONTH, OLD, record(b"old record"))
    return tmp_path


def test_a_month_is_replaced_whole(outputs):
    replace_all(outputs, MONTH, NEW, record(b"new record"))
    assert everything(outputs) == expected(NEW, b"new record")
    assert leftovers(outputs) == []


def crash_at(outputs, step, moment):
    """Makes a change in another process that dies at the n-th of its steps, before or after it; 0 if it came through."""
    code = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from pathlib import Path
from helpers.publish import folders
from publish.test_folders import MONTH, NEW, STEPS, record
left = [{step}]
def dying(call):
    def wrapped(*arguments):
        left[0] -= 1
        is_now = left[0] == 0
        if is_now and {moment!r} == "before":
            os._exit(9)
        result = call(*arguments)
        if is_now:
            os._exit(9)
        return result
    return wrapped
for name in STEPS:
    setattr(folders, name, dying(getattr(folders, name)))
folders.replace_all(Path({str(outputs)!r}), MONTH, NEW, record(b"new record"))
"""
    return subprocess.run([sys.executable, "-c", code], check=False).returncode


@pytest.mark.parametrize("first_time", [False, True])
def test_a_crash_at_any_step_leaves_old_or_new_after_healing_and_never_a_mixture(tmp_path, first_time):
    seen = []
    for step in range(1, 60):
        outputs = tmp_path / str(step)
        outputs.mkdir()
        if not first_time:
            replace_all(outputs, MONTH, OLD, record(b"old record"))
        before = everything(outputs)
        if crash_at(outputs, step, "before" if step % 2 else "after") == 0:
            break
        for months in (unhealed_months(outputs), []):
            for month in months:
                heal(outputs, month)
            assert unhealed_months(outputs) == []
        after = everything(outputs)
        assert after in (before, expected(NEW, b"new record")), f"a mixture after a crash at step {step}"
        seen.append(after == before)
        replace_all(outputs, MONTH, NEW, record(b"new record"))
        assert everything(outputs) == expected(NEW, b"new record")
    else:
        raise AssertionError("the change never came through")
    assert set(seen) == {True, False}, "early crashes leave the old, late ones the new"


def test_what_was_staged_and_then_spoilt_is_not_put_in_place(outputs):
    for step in range(1, 60):
        crash_at(outputs, step, "after")
        if list(outputs.glob(".*.swap")):
            break
        heal(outputs, MONTH)
    next(outputs.glob("board/.*.new-*/index.html")).write_bytes(b"half a pa")
    heal(outputs, MONTH)
    assert everything(outputs) == expected(OLD, b"old record")


def test_one_month_s_leftovers_are_not_another_s(outputs):
    (outputs / "board" / f".2026-09.new-{'0' * 32}").mkdir()
    (outputs / "board" / ".2026-10.notes").mkdir()
    heal(outputs, MONTH)
    assert unhealed_months(outputs) == ["2026-09"]
    heal(outputs, "2026-09")
    assert unhealed_months(outputs) == []
    assert (outputs / "board" / ".2026-10.notes").is_dir()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "there is no permission"), (errno.EROFS, "can only be read")],
)
@pytest.mark.parametrize("step", ["write_file", "_rename"])
def test_a_disk_that_refuses_is_said_in_plain_words_and_the_old_report_stays(outputs, monkeypatch, number, words, step):
    calls, real = [], getattr(folders, step)

    def refusing(*arguments):
        calls.append(arguments)
        if len(calls) == 2:
            raise OSError(number, "no", str(outputs))
        return real(*arguments)

    monkeypatch.setattr(folders, step, refusing)
    with pytest.raises(MachineError, match=words) as failure:
        replace_all(outputs, MONTH, NEW, record(b"new record"))
    assert str(outputs) not in str(failure.value)
    assert everything(outputs) == expected(OLD, b"old record")
    assert unhealed_months(outputs) == []


def test_a_file_open_in_another_program_is_waited_for_and_then_told(outputs, monkeypatch):
    """On Windows a folder with an open file can't be renamed; here the rename is made to fail as it does there."""
    waits, real, times = [], os.rename, [2]

    def locked(source, target):
        if Path(source).name == "2026-10" and times[0]:
            times[0] -= 1
            raise PermissionError(errno.EACCES, "in use")
        return real(source, target)

    monkeypatch.setattr(folders.os, "rename", locked)
    monkeypatch.setattr(folders, "sleep", waits.append)
    replace_all(outputs, MONTH, NEW, record(b"new record"))
    assert everything(outputs) == expected(NEW, b"new record")
    assert len(waits) == 2
    times[0] = 99
    with pytest.raises(MachineError, match="another program has it open"):
        replace_all(outputs, MONTH, OLD, record(b"old record"))
    assert everything(outputs) == expected(NEW, b"new record")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("place", ["board", "board/2026-10", "runs", "runs/2026-10.json", "analyst"])
def test_a_link_in_the_outputs_folder_is_not_followed(tmp_path, place):
    elsewhere, outputs = tmp_path / "elsewhere", tmp_path / "outputs"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("kept")
    (outputs / place).parent.mkdir(parents=True)
    (outputs / place).symlink_to(elsewhere)
    with pytest.raises(MachineError, match="is a link"):
        replace_all(outputs, MONTH, NEW, record(b"new record"))
    assert [path.name for path in elsewhere.iterdir()] == ["kept.txt"]
    heal(outputs, MONTH)
    assert [path.name for path in elsewhere.iterdir()] == ["kept.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_inside_an_old_month_is_removed_and_what_it_leads_to_is_kept(outputs, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "kept.txt").write_text("kept")
    (outputs / "board" / "2026-10" / "link").symlink_to(elsewhere)
    replace_all(outputs, MONTH, NEW, record(b"new record"))
    assert (elsewhere / "kept.txt").is_file()
    assert not disk.is_link(outputs / "board" / "2026-10" / "link")


def test_a_journal_that_can_t_be_read_is_told_and_nothing_is_touched(outputs):
    (outputs / ".2026-10.swap").write_text("{")
    with pytest.raises(MachineError, match="can't be read"):
        heal(outputs, MONTH)
    assert expected(OLD, b"old record").items() <= everything(outputs).items()
