"""The register of releases: one after the other, whole, and never lost without notice."""

import json
from pathlib import Path

import pytest

from helpers.errors import DataError
from helpers.history import (
    Release,
    lost_tables,
    plan_release,
    read_key,
    read_releases,
    refuse_another_councils,
    refuse_lost_releases,
    refuse_lost_tables,
    release_mark,
    write_owner,
    write_release,
)

TABLES = ("ssd_contacts", "ssd_person")


def release(month: str, **facts: object) -> Release:
    return Release(number=0, month=month, editions={"board": f"board-{month}.1.abc.csv"}, **{"tables": TABLES, **facts})


def after(folder: Path, *releases: Release) -> tuple[Release, ...]:
    """The register once some releases were published, one after the other."""
    for each in releases:
        earlier = read_releases(folder)
        write_release(folder, earlier, plan_release(earlier, each))
    return read_releases(folder)


def publish(outputs: Path, release: Release, edition: str = "board") -> None:
    folder = outputs / edition / release.month
    folder.mkdir(parents=True)
    (folder / "release.json").write_bytes(release_mark(release))


def test_releases_are_numbered_and_each_holds_the_hash_of_the_one_before(tmp_path):
    first, second = after(tmp_path, release("2026-09"), release("2026-10"))
    assert (first.number, second.number) == (1, 2)
    assert (first.previous, second.previous) == ("", first.hash)


def test_just_the_same_report_again_is_no_new_release(tmp_path):
    once = after(tmp_path, release("2026-09"), release("2026-10"))
    assert after(tmp_path, release("2026-09")) == once
    assert [each.number for each in after(tmp_path, release("2026-09", tables=("ssd_person",)))] == [1, 2, 3]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text[:-20],
        lambda text: text.replace("2026-09", "2026-08", 1),
        lambda text: text.splitlines(keepends=True)[1],
        lambda text: "\n".join(reversed(text.splitlines())) + "\n",
        lambda text: text + "nonsense\n",
        lambda text: text.replace('"number": 2', '"number": 3'),
        lambda text: "[1]\n",
    ],
)
def test_a_register_that_was_changed_or_cut_off_stops_the_run_and_the_way_back_is_said(tmp_path, spoil):
    after(tmp_path, release("2026-09"), release("2026-10"))
    path = tmp_path / "releases.jsonl"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(DataError, match=r"releases\.jsonl .* is damaged\.\nPut that file back from a copy"):
        read_releases(tmp_path)


def test_outputs_that_show_what_the_register_holds_stop_nothing(tmp_path):
    releases = after(tmp_path / "history", release("2026-09"), release("2026-10"))
    for each in releases:
        publish(tmp_path / "outputs", each)
    assert [folder.name for folder in sorted((tmp_path / "outputs" / "board").iterdir())] == ["2026-09", "2026-10"]
    refuse_lost_releases(tmp_path / "outputs", releases)
    refuse_lost_releases(tmp_path / "none", ())
    with pytest.raises(DataError, match="2026-10"):  # the same outputs, with the last release taken away
        refuse_lost_releases(tmp_path / "outputs", releases[:1])


@pytest.mark.parametrize("kept", [0, 1], ids=["a new history", "an older copy"])
def test_outputs_that_show_a_release_which_the_history_lacks_stop_the_run(tmp_path, kept):
    releases = after(tmp_path / "history", release("2026-09"), release("2026-10"))
    publish(tmp_path / "outputs", releases[1])
    with pytest.raises(DataError, match=r"board/2026-10 .* does not know: it holds (no release|1 release), .* number 2"):
        refuse_lost_releases(tmp_path / "outputs", releases[:kept])


def test_another_councils_history_is_noticed_though_it_is_as_long(tmp_path):
    releases = after(tmp_path / "history", release("2026-10"))
    publish(tmp_path / "outputs", releases[0], "analyst")
    others = after(tmp_path / "other", release("2026-10", tables=("ssd_person",)))
    with pytest.raises(DataError, match="analyst/2026-10 in the outputs folder"):
        refuse_lost_releases(tmp_path / "outputs", others)


def test_a_mark_that_can_not_be_read_is_none_that_is_known(tmp_path):
    releases = after(tmp_path / "history", release("2026-10"))
    publish(tmp_path / "outputs", releases[0])
    (tmp_path / "outputs" / "board" / "2026-10" / "release.json").write_bytes(b"")
    with pytest.raises(DataError, match="does not know"):
        refuse_lost_releases(tmp_path / "outputs", releases)


def test_pages_of_version_0_1_need_their_month_in_the_history(tmp_path):
    (tmp_path / "outputs" / "board" / "2026-09").mkdir(parents=True)
    (tmp_path / "history" / "published").mkdir(parents=True)
    with pytest.raises(DataError, match="board/2026-09"):
        refuse_lost_releases(tmp_path / "outputs", read_releases(tmp_path / "history"))
    for name in ("board-2026-09.1.0123456789ab.csv", "board-2026-09.2.0123456789ab.csv"):
        (tmp_path / "history" / "published" / name).write_bytes(b"")
    (tmp_path / "history" / "2026-08.csv").write_bytes(b"")
    releases = read_releases(tmp_path / "history")
    assert [(each.number, each.month, dict(each.editions)) for each in releases] == [
        (1, "2026-08", {}),
        (2, "2026-09", {"board": "board-2026-09.1.0123456789ab.csv"}),
        (3, "2026-09", {"board": "board-2026-09.2.0123456789ab.csv"}),
    ]
    refuse_lost_releases(tmp_path / "outputs", releases)
    assert [each.number for each in after(tmp_path / "history", release("2026-10"))] == [1, 2, 3, 4]


def test_what_a_published_folder_carries_depends_on_no_small_number(tmp_path):
    one, other = (Release(number=1, month="2026-10", outturns=each) for each in ("a", "b"))
    assert release_mark(one) == release_mark(other)
    assert set(json.loads(release_mark(one))) == {"release", "register"}


def test_a_table_that_the_last_report_had_stops_the_run_unless_it_is_named(tmp_path):
    releases = after(tmp_path, release("2026-09"))
    with pytest.raises(DataError, match=r"of 2026-09, had ssd_contacts(.|\n)*--without ssd_contacts"):
        refuse_lost_tables(releases, ["ssd_person"], [])
    refuse_lost_tables(releases, ["ssd_person"], ["ssd_contacts"])
    refuse_lost_tables(releases, TABLES, [])
    refuse_lost_tables((), [], [])


def test_a_lost_table_is_said_of_the_month_as_often_as_it_is_made(tmp_path):
    releases = after(tmp_path, release("2026-09"))
    assert lost_tables(releases, "2026-10", ["ssd_person"]) == ("ssd_contacts",)
    releases = after(tmp_path, release("2026-10", tables=("ssd_person",), without=("ssd_contacts",)))
    assert lost_tables(releases, "2026-10", ["ssd_person"]) == ("ssd_contacts",)
    assert lost_tables(releases, "2026-10", TABLES) == ()
    assert lost_tables(releases, "2026-11", ["ssd_person"]) == ()


@pytest.mark.parametrize(
    ("owner", "council", "is_same"),
    [
        (("Exampleshire", "E10000001"), ("Exampleshire County", "E10000001"), True),
        (("Exampleshire", "E10000001"), ("Exampleshire", "E10000002"), False),
        (("Exampleshire", ""), ("EXAMPLESHIRE ", ""), True),
        (("Exampleshire", ""), ("Otherton", ""), False),
        (("Exampleshire", "E10000001"), ("Exampleshire", ""), True),
    ],
)
def test_whose_a_history_is_is_told_by_code_or_name(tmp_path, owner, council, is_same):
    refuse_another_councils(tmp_path, *council)
    write_owner(tmp_path, *owner, read_key(tmp_path))
    if is_same:
        refuse_another_councils(tmp_path, *council)
    else:
        with pytest.raises(DataError, match=f"history folder is that of {owner[0]}"):
            refuse_another_councils(tmp_path, *council)


def test_the_key_of_a_history_stays(tmp_path):
    key = read_key(tmp_path)
    write_owner(tmp_path, "Exampleshire", "", key)
    assert read_key(tmp_path) == key and len(key) == 32


def test_an_owner_that_can_not_be_read_stops_the_run(tmp_path):
    (tmp_path / "council.json").write_bytes(b"")
    with pytest.raises(DataError, match="which says whose it is, can't be read"):
        refuse_another_councils(tmp_path, "Exampleshire", "")
