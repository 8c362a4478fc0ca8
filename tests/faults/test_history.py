"""The council's history: never lost, mixed or another's without notice, and on the disk before any page is in its place."""

import io
import json
import os
import shutil
import stat
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from helpers.cli import main
from helpers.publish import run


@pytest.fixture
def outputs(tmp_path):
    return tmp_path / "outputs"


@pytest.fixture
def report(council, command, monkeypatch, outputs):
    """The command that makes a report, its notebooks left out: the pages are one, of a word."""
    monkeypatch.setattr(run, "_make", make)

    def made(*more, to=outputs):
        return command("report", "--data", council.folder, "--outputs", to, "--plain-kernels", *more)

    return made


def make(report, *_):
    """Pages in place of those that notebooks would make, with what goes beside them."""
    folders = {
        report.target(edition): dict(report.extras.get(edition, {}), **{"index.html": b"x"}) for edition in report.editions
    }
    return folders, {f"runs/{report.month}.json": b"{}"}


def releases(history):
    return [json.loads(line) for line in (history / "releases.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_report_enters_the_history_and_its_folders_carry_the_release(report, outputs, tmp_path):
    assert report().code == 0
    (only,) = releases(tmp_path / "history")
    assert (only["number"], only["month"], list(only["editions"])) == (1, "2026-10", ["board"])
    marks = {edition: (outputs / edition / "2026-10" / "release.json").read_bytes() for edition in ("board", "analyst")}
    assert marks["board"] == marks["analyst"]
    copies = outputs / "analyst" / "2026-10" / "history"
    for path in sorted(copies.rglob("*.*")):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "history" / path.relative_to(copies)).read_bytes()
    assert not (outputs / "board" / "2026-10" / "history").exists()


def test_the_same_report_again_is_the_same_release(report, outputs, tmp_path):
    report()
    mark = (outputs / "board" / "2026-10" / "release.json").read_bytes()
    assert report("--no-cache").code == 0
    assert len(releases(tmp_path / "history")) == 1
    assert (outputs / "board" / "2026-10" / "release.json").read_bytes() == mark


def test_two_clones_share_a_history(report, outputs, tmp_path):
    other = tmp_path / "other clone"
    assert report("--month", "2026-09").code == 0
    assert report("--month", "2026-10", to=other).code == 0
    assert report("--month", "2026-10").code == 0
    assert [each["month"] for each in releases(tmp_path / "history")] == ["2026-09", "2026-10"]
    assert (outputs / "board/2026-10/release.json").read_bytes() == (other / "board/2026-10/release.json").read_bytes()


def test_a_new_history_beside_published_months_is_noticed(report, outputs, tmp_path):
    report("--month", "2026-09")
    said = report("--month", "2026-10", "--history", tmp_path / "new")
    assert said.code == 1 and "2026-09 in the outputs folder shows a report that this history does not know" in said.err
    assert not (outputs / "board" / "2026-10").exists()


def test_an_older_copy_of_the_history_is_noticed(report, tmp_path):
    report("--month", "2026-08")
    shutil.copytree(tmp_path / "history", tmp_path / "copy")
    report("--month", "2026-09")
    said = report("--month", "2026-10", "--history", tmp_path / "copy")
    assert said.code == 1 and "it holds 1 release, and the report is number 2" in said.err


def test_a_damaged_register_says_the_way_back_and_that_way_leads_back(report, outputs, tmp_path):
    report("--month", "2026-09")
    (tmp_path / "history" / "releases.jsonl").write_bytes(b"")  # as a power cut left it
    said = report("--month", "2026-10")
    assert said.code == 1 and "The analyst edition of the month that was published last holds copies" in said.err
    shutil.copytree(outputs / "analyst" / "2026-09" / "history", tmp_path / "history", dirs_exist_ok=True)
    assert report("--month", "2026-10").code == 0


def test_another_councils_history_is_refused(report, council, tmp_path):
    report()
    settings = council.folder / "council.toml"
    text = settings.read_text(encoding="utf-8")
    code = next(line for line in text.splitlines() if line.startswith("code"))
    settings.write_text(text.replace(code, 'code = "E10000999"'), encoding="utf-8")
    said = report("--no-cache")
    assert said.code == 1 and "The history folder is that of" in said.err
    assert len(releases(tmp_path / "history")) == 1


def test_councils_without_a_code_have_histories_of_their_names(council, command, monkeypatch, tmp_path):
    monkeypatch.setattr(run, "_make", make)
    monkeypatch.setenv("WORKBOOK_HISTORIES", str(tmp_path / "all"))
    for name in ("Exampleshire & East", "Otherton"):
        lines = (council.folder / "council.toml").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(("name", "code", "history"))]
        (council.folder / "council.toml").write_text("\n".join([f'name = "{name}"', *kept]), encoding="utf-8")
        asked = ("report", "--data", council.folder, "--outputs", tmp_path / name, "--plain-kernels")
        assert command(*asked).code == 0
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == ["exampleshire-east", "otherton"]


def test_of_two_months_made_at_once_the_second_to_finish_stops(council, command, monkeypatch, outputs, tmp_path):
    def make_after_another(report, *rest):
        if report.month == "2026-10":
            asked = ["report", "--data", str(council.folder), "--outputs", str(outputs), "--plain-kernels", "--month", "2026-09"]
            with redirect_stdout(io.StringIO()):
                assert main(asked) == 0
        return make(report, *rest)

    monkeypatch.setattr(run, "_make", make_after_another)
    said = command("report", "--data", council.folder, "--outputs", outputs, "--plain-kernels")
    assert said.code == 4 and "another report of this council was published" in said.err
    assert [each["month"] for each in releases(tmp_path / "history")] == ["2026-09"]
    assert not (outputs / "board" / "2026-10").exists()
    monkeypatch.setattr(run, "_make", make)
    assert command("report", "--data", council.folder, "--outputs", outputs, "--plain-kernels").code == 0


def test_a_table_that_the_last_report_had_is_missed_unless_it_is_named(report, council, outputs, tmp_path):
    report("--month", "2026-09")
    (council.folder / "ssd_cp_visits.csv").unlink()
    said = report("--month", "2026-10")
    assert said.code == 1 and "had ssd_cp_visits, which this extract lacks" in said.err
    assert report("--month", "2026-10", "--without", "nonsense").code == 2
    assert report("--month", "2026-10", "--without", "ssd_cp_visits").code == 0
    assert releases(tmp_path / "history")[-1]["without"] == ["ssd_cp_visits"]
    assert report("--month", "2026-10", "--no-cache").code == 0  # the last report was made without it


@pytest.mark.skipif(os.name == "nt", reason="Windows closes folders by other means")
def test_what_holds_small_numbers_is_its_owners_alone(report, outputs, tmp_path):
    report()
    for folder in (tmp_path / "history", outputs / "analyst" / "2026-10"):
        for path in (folder, *folder.rglob("*")):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    usual = stat.S_IMODE((outputs / "board" / "2026-10" / "index.html").stat().st_mode)
    assert usual & 0o044 or os.umask(0) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such groups")
def test_a_group_that_the_machine_does_not_have_is_named(report, council, outputs):
    with (council.folder / "council.toml").open("a", encoding="utf-8") as file:
        file.write('\n[outputs]\ngroup = "no-such-group"\n')
    said = report()
    assert said.code == 1 and '[outputs] group = "no-such-group" is no group of this machine' in said.err
    assert not outputs.exists() or not any(outputs.glob("board/*"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root may give files to another group here")
def test_a_group_may_read_the_analyst_edition_and_write_the_history(report, council, outputs, tmp_path):
    with (council.folder / "council.toml").open("a", encoding="utf-8") as file:
        file.write('\n[outputs]\ngroup = "daemon"\n')
    assert report().code == 0
    page, register = outputs / "analyst" / "2026-10" / "index.html", tmp_path / "history" / "releases.jsonl"
    assert (page.group(), stat.S_IMODE(page.stat().st_mode), stat.S_IMODE(page.parent.stat().st_mode)) == ("daemon", 0o640, 0o750)
    assert (register.group(), stat.S_IMODE(register.stat().st_mode)) == ("daemon", 0o660)


# A power cut: what had not reached the disk is gone. A file system in a file is mounted, written to, and its file copied while it
# is mounted: the copy holds what the disk held at that moment.


@pytest.fixture
def disk(tmp_path):
    """A mounted file system in a file; skipped where none can be made or mounted."""
    image, place = tmp_path / "disk.img", tmp_path / "disk"
    place.mkdir()
    image.write_bytes(b"\0" * (64 << 20))
    steps = [["mkfs.ext4", "-q", "-F", str(image)], ["mount", "-o", "loop", str(image), str(place)]]
    for step in steps:
        if sys.platform != "linux" or shutil.which(step[0]) is None or subprocess.run(step, capture_output=True).returncode:
            pytest.skip(f"{step[0]} can't be run here: it needs Linux and root")
    yield image, place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def as_after_a_power_cut(image: Path, place: Path) -> None:
    """Mount a copy of a disk as it was at that moment."""
    copy = image.with_suffix(".cut")
    shutil.copyfile(image, copy)
    place.mkdir()
    subprocess.run(["mount", "-o", "loop", str(copy), str(place)], check=True)


def test_after_a_power_cut_the_history_holds_whatever_a_page_shows(disk, report, tmp_path, monkeypatch):
    image, place = disk
    cut = tmp_path / "after the cut"
    place_pages = run.replace_all

    def cut_before_pages_are_placed(*arguments):
        as_after_a_power_cut(image, cut)
        place_pages(*arguments)

    monkeypatch.setattr(run, "replace_all", cut_before_pages_are_placed)
    try:
        assert report("--history", place / "history").code == 0
        written = {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()}
        found = {path.relative_to(cut): path.read_bytes() for path in cut.rglob("*") if path.is_file()}
        assert len(written) >= 5
        assert found == written
    finally:
        subprocess.run(["umount", str(cut)], check=False)
