"""A month's report: all of it, or the earlier one as it was."""

import errno
import json
import os
import sys
from pathlib import Path

import pytest

from helpers.errors import DefinitionError, MachineError, SectionFailed, UsageError
from helpers.publish import run as module
from helpers.publish.execute import Executed, Limits
from helpers.publish.folders import unhealed_months
from helpers.publish.lock import month_lock
from helpers.publish.run import publish_month
from helpers.released import notebook_hash
from publish.clones import NAVIGATION, PLACEMENTS, SUMMARY, Page, ending, opening, shown

PAGES = [SUMMARY, PLACEMENTS]
TOKEN = "Zzyzx Qwertington"
VISITS = Page("60_visits", "visits", "Visits")
WHERE = shown("<p>x</p>") + "\nimport os, warnings\nwarnings.warn('in ' + os.getcwd())\nprint('from', os.getcwd(), data)"


def publish(clone, *, pages=PAGES, editions=("board", "analyst"), data=None, **options):
    return publish_month(
        "2026-10", data or clone.data, clone.outputs, editions, pages, root=clone.root, limits=Limits(cell_seconds=20), **options
    )


def write_report(clone, text="first"):
    said = f"display({{'text/html': '<p>{text} ' + edition + '</p>'}}, raw=True)"
    for page in PAGES:
        clone.write(page, opening(page, NAVIGATION), said, WHERE, ending(page))


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A report made twice from the same input, the second time over the first; with the real template."""
    from publish.clones import make_clone

    clone = make_clone(tmp_path_factory.mktemp("run") / "clone")
    write_report(clone)
    released = {"00_summary": notebook_hash(clone.root / "notebooks" / "00_summary.ipynb"), "50_placements": "0"}
    extras = {"board": {"downloads/figures.csv": b"code\n"}, "analyst": {"results.csv": b"code\n"}}
    options = {"extras": extras, "facts": {"council": "Exampleshire"}, "released": released}
    publish(clone, **options)
    first = clone.everything()
    places = publish(clone, **options)
    return clone, first, clone.everything(), places


def test_each_edition_gets_its_pages_and_analysts_get_more(published):
    clone, _, files, places = published
    assert sorted(files) == [
        "analyst/2026-10/index.html",
        "analyst/2026-10/notebooks/00_summary.ipynb",
        "analyst/2026-10/notebooks/50_placements.ipynb",
        "analyst/2026-10/placements.html",
        "analyst/2026-10/results.csv",
        "analyst/2026-10/run.log",
        "board/2026-10/downloads/figures.csv",
        "board/2026-10/index.html",
        "board/2026-10/placements.html",
        "runs/2026-10.json",
    ]
    assert places == [clone.outputs / "board" / "2026-10", clone.outputs / "analyst" / "2026-10"]
    assert b"first board" in files["board/2026-10/placements.html"]
    assert b"first analyst" in files["analyst/2026-10/placements.html"]


def test_the_same_input_gives_the_same_bytes(published):
    _, first, second, _ = published
    timed = {"runs/2026-10.json", "analyst/2026-10/run.log"}
    assert [name for name in first if first[name] != second[name] and name not in timed] == []


def test_no_path_warning_or_time_is_in_any_file(published):
    clone, _, files, _ = published
    for name, content in files.items():
        text = content.decode()
        assert str(clone.root) not in text, name
        assert "UserWarning" not in text, name
        assert "papermill" not in text or name.startswith("runs/"), name
    notebook = json.loads(files["analyst/2026-10/notebooks/50_placements.ipynb"])
    assert [cell["id"] for cell in notebook["cells"]] == [f"cell-{number}" for number in range(1, len(notebook["cells"]) + 1)]


def test_the_record_holds_what_was_run_and_which_notebooks_differ_from_the_released(published):
    clone, _, files, _ = published
    record = clone.record()
    assert [entry["is_as_released"] for entry in record["notebooks"].values()] == [True, False]
    assert set(record["outputs"]) == set(files) - {"runs/2026-10.json"}
    assert record["inputs"].keys() == {"council.toml", "ssd_person.csv"}
    assert record["editions"] == ["board", "analyst"]


FAILURES = {
    "exit": "import sys\nsys.exit(0)",
    "raise": f"raise ValueError({TOKEN!r})",
    "killed": "import os\nos.kill(os.getpid(), 9)",
    "page": shown("<script>1</script>"),
    "path": "import os\ndisplay({'text/html': os.getcwd()}, raw=True)",
    "link": shown('<a href="missing.html">x</a>'),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_leaves_the_earlier_report_as_it_was(clone, name, capfd):
    (clone.outputs / "board" / "2026-10").mkdir(parents=True)
    (clone.outputs / "board" / "2026-10" / "index.html").write_text("earlier")
    before = clone.everything()
    clone.section(PLACEMENTS, FAILURES[name])
    with pytest.raises(SectionFailed, match="the earlier report is as it was") as failure:
        publish(clone, pages=[PLACEMENTS], editions=["board"])
    heard = capfd.readouterr()
    for text in (str(failure.value), heard.out, heard.err):
        assert "Qwertington" not in text
        assert str(clone.root) not in text
    assert clone.everything() == before
    assert unhealed_months(clone.outputs) == []
    kept = clone.outputs / "analyst" / "failed" / "2026-10" / "50_placements.board.ipynb"
    assert kept.is_file()
    assert os.name == "nt" or kept.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("said", ["month = '2026-09'", "edition = 'analyst'"])
def test_a_notebook_that_sets_its_parameters_itself_is_not_published(clone, said):
    clone.write(PLACEMENTS, said, opening(PLACEMENTS), ending(PLACEMENTS))
    with pytest.raises(SectionFailed, match="another month, edition or section"):
        publish(clone, pages=[PLACEMENTS], editions=["board"])


def test_every_page_for_analysts_says_that_it_is_restricted(clone):
    clone.write(PLACEMENTS, opening(PLACEMENTS).replace("edition == 'analyst'", "False"), ending(PLACEMENTS))
    with pytest.raises(SectionFailed, match="does not say that it is restricted"):
        publish(clone, pages=[PLACEMENTS], editions=["analyst"])


def test_a_failure_in_one_edition_keeps_all_editions_back_and_mending_it_clears_up(clone):
    clone.section(PLACEMENTS, "if edition == 'board':\n    raise ValueError")
    with pytest.raises(SectionFailed, match=r"50_placements \(board\): cell 3 stopped with ValueError") as failure:
        publish(clone, pages=[PLACEMENTS])
    assert "analyst" not in str(failure.value).splitlines()[0]
    assert clone.everything() == {}
    clone.section(PLACEMENTS)
    publish(clone, pages=[PLACEMENTS], editions=["analyst"])
    assert not (clone.outputs / "analyst" / "failed" / "2026-10").exists()


def test_misspelt_parameters_are_refused_before_any_kernel_and_all_at_once(clone, monkeypatch):
    monkeypatch.setattr(module, "execute_all", lambda *_, **__: pytest.fail("a kernel was started"))
    for page in PAGES:
        clone.section(page, parameters='mnth = "2026-10"\ndata = "d"\nedition = "analyst"\narea = ""')
    with pytest.raises(UsageError, match=r"(?s)00_summary.*month.*50_placements.*mnth"):
        publish(clone)
    assert not clone.outputs.exists()


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (UsageError, {"editions": []}),
        (UsageError, {"editions": ["board", "board"]}),
        (UsageError, {"editions": ["bord"]}),
        (UsageError, {"section_names": ["placement"]}),
        (UsageError, {"area": "North"}),
        (UsageError, {"workers": 0}),
        (DefinitionError, {"extras": {"bord": {}}}),
        (DefinitionError, {"extras": {"board": {"../x": b""}}}),
        (DefinitionError, {"extras": {"board": {"/x": b""}}}),
    ],
)
def test_a_wrong_request_is_refused(clone, kind, options):
    write_report(clone)
    with pytest.raises(kind):
        publish(clone, **options)
    assert clone.everything() == {}


def test_the_data_folder_is_never_written_to(clone):
    write_report(clone)
    with pytest.raises(UsageError, match="can't lie in the data folder"):
        publish_month("2026-10", clone.data, clone.data / "out", ["board"], PAGES, root=clone.root)
    assert not (clone.data / "out").exists()


def test_a_chosen_section_is_a_preview_and_the_month_stays_as_it_is(clone):
    (clone.outputs / "board" / "2026-10").mkdir(parents=True)
    (clone.outputs / "board" / "2026-10" / "index.html").write_text("earlier")
    write_report(clone)
    clone.section(VISITS, "raise ValueError")
    places = publish(clone, pages=[*PAGES, VISITS], editions=["analyst"], section_names=["placements"], workers=1)
    assert places == [clone.outputs / "analyst" / "preview" / "2026-10" / "analyst"]
    files = clone.everything()
    assert "analyst/preview/2026-10/analyst/placements.html" in files
    assert "analyst/preview/2026-10/analyst/index.html" in files
    assert files["board/2026-10/index.html"] == b"earlier"
    assert "runs/2026-10.json" not in files


def test_data_elsewhere_leaves_no_path_in_what_analysts_get(clone, tmp_path):
    outside = tmp_path / "council extract"
    clone.data.rename(outside)
    clone.section(PLACEMENTS, "print(data)")
    publish(clone, pages=[PLACEMENTS], editions=["analyst"], data=outside)
    text = (clone.outputs / "analyst" / "2026-10" / "notebooks" / "50_placements.ipynb").read_text()
    assert str(tmp_path) not in text
    assert 'data = \\"council extract\\"' in text


def fake_run(monkeypatch, pages=PAGES):
    """Lets notebooks be run without a kernel, for tests of what happens around them."""
    from publish.test_page import PAGE, executed

    def run_all(jobs, **_):
        pages = [PAGE | {"section": job.section, "edition": job.edition, "restricted": True} for job in jobs]
        return [Executed(job, executed(page=page, end=job.section), 1.0) for job, page in zip(jobs, pages, strict=True)]

    monkeypatch.setattr(module, "execute_all", run_all)


def test_an_extra_file_with_a_path_in_it_is_not_released(clone, monkeypatch):
    fake_run(monkeypatch)
    write_report(clone)
    with pytest.raises(SectionFailed, match=r"downloads/figures.csv \(board\): not released, it has a path"):
        publish(clone, extras={"board": {"downloads/figures.csv": f"{clone.root}/x".encode()}})
    with pytest.raises(SectionFailed, match="two files would have one name"):
        publish(clone, extras={"board": {"INDEX.html": b"x"}})
    assert clone.everything() == {}


def test_a_run_record_with_a_path_in_it_is_not_written(clone, monkeypatch):
    fake_run(monkeypatch)
    write_report(clone)
    with pytest.raises(DefinitionError, match="run record is not written"):
        publish(clone, facts={"data": str(clone.data)})
    assert clone.everything() == {}


def test_notebooks_on_no_list_are_told_and_not_run(clone, monkeypatch, capsys):
    from helpers.publish.progress import progress_on

    fake_run(monkeypatch)
    write_report(clone)
    clone.section(VISITS)
    publish(clone, progress=progress_on(sys.stderr))
    assert "60_visits.ipynb is not on the report's list" in capsys.readouterr().err
    assert not (clone.outputs / "board" / "2026-10" / "visits.html").exists()


def test_a_second_run_of_the_month_is_refused(clone, monkeypatch):
    fake_run(monkeypatch)
    write_report(clone)
    clone.outputs.mkdir()
    with month_lock(clone.outputs, "2026-10", "noon"), pytest.raises(MachineError, match="since noon"):
        publish(clone)
    publish(clone)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("call", ["mkdir", "open"])
def test_a_disk_that_refuses_stops_the_run_and_the_earlier_report_stays(clone, monkeypatch, number, call):
    fake_run(monkeypatch)
    write_report(clone)
    publish(clone)
    before, real = clone.everything(), getattr(Path, call)

    def refusing(path, *arguments, **options):
        if ".new-" in str(path):
            raise OSError(number, "no", str(path))
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, call, refusing)
    with pytest.raises(MachineError, match="The earlier report is as it was"):
        publish(clone)
    monkeypatch.undo()
    assert clone.everything() == before
    assert unhealed_months(clone.outputs) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("place", ["board", "analyst", "analyst/failed", "runs", "analyst/2026-10"])
def test_a_link_in_the_outputs_folder_is_refused_before_a_kernel_starts(clone, tmp_path, place):
    write_report(clone)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (clone.outputs / place).parent.mkdir(parents=True)
    (clone.outputs / place).symlink_to(elsewhere)
    with pytest.raises(MachineError, match="is a link"):
        publish(clone)
    assert list(elsewhere.iterdir()) == []


def test_what_another_month_s_crash_left_is_healed_on_the_way(clone, monkeypatch):
    fake_run(monkeypatch)
    write_report(clone)
    left = clone.outputs / "board" / f".2026-09.old-{'0' * 32}"
    left.mkdir(parents=True)
    (left / "index.html").write_text("september")
    (clone.outputs / "analyst").mkdir()
    (clone.outputs / "analyst" / f".2026-10.work-{'0' * 32}").mkdir()
    publish(clone)
    assert (clone.outputs / "board" / "2026-09" / "index.html").read_text() == "september"
    assert unhealed_months(clone.outputs) == []
