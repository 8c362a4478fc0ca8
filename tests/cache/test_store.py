"""The cache folder: what is put comes back, and whatever is damaged, old or not this account's own counts as not there."""

import errno
import json
import os
import pickle
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from helpers.cache import store as module
from helpers.cache.store import MARK, Store
from helpers.months import ReportingMonth

KEY = "a" * 64
VALUE = {"month": ReportingMonth(2026, 10), "figures": pd.DataFrame({"code": ["CLA_N"], "value": [2000.0]})}
needs_modes = pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path)


def entry(store):
    return next(path for path in store.folder.iterdir() if path.name.startswith("counted-"))


def test_what_is_put_comes_back_and_only_under_its_own_kind_and_hash(store):
    assert store.put("counted", KEY, VALUE)
    kept = store.get("counted", KEY)
    assert kept["month"] == ReportingMonth(2026, 10)
    pd.testing.assert_frame_equal(kept["figures"], VALUE["figures"])
    assert store.get("shown", KEY) is None
    assert store.get("counted", "b" * 64) is None


@needs_modes
def test_folder_and_entries_are_this_account_s_alone(store):
    store.put("counted", KEY, VALUE)
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(entry(store).stat().st_mode) == 0o600


DAMAGE = {
    "emptied": lambda content: b"",
    "cut short": lambda content: content[:-1],
    "cut in its head": lambda content: content[:20],
    "one byte changed": lambda content: content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
    "longer": lambda content: content + b"x",
    "of another version": lambda content: content.replace(MARK, b"workbook cache 0\n"),
    "another's": lambda content: pickle.dumps(VALUE),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_entry_is_not_there_and_is_removed(store, name):
    store.put("counted", KEY, VALUE)
    path = entry(store)
    path.write_bytes(DAMAGE[name](path.read_bytes()))
    assert store.get("counted", KEY) is None
    assert not path.exists()
    assert store.put("counted", KEY, VALUE)
    assert store.get("counted", KEY) is not None


def test_an_entry_under_another_s_name_is_not_taken(store):
    store.put("counted", KEY, VALUE)
    entry(store).rename(store.folder / f"counted-{'b' * 64}")
    assert store.get("counted", "b" * 64) is None


class Command:
    def __reduce__(self):
        return os.system, ("exit 1",)


@pytest.mark.parametrize("value", [Command(), {"call": eval}, os.path.join, pd.read_pickle, Path, ReportingMonth])
def test_what_could_act_is_not_kept(store, value):
    assert not store.put("counted", KEY, value)


ACTING = {
    "a command": pickle.dumps(Command()),
    "a class of another": {"class": ["os:_Environ", {}]},
    "a function of our own": {"class": ["helpers.cli:main", {}]},
    "a model that is none": {"model": ["helpers.months:ReportingMonth", "{}"]},
    "an enumeration of another": {"enum": ["socket:AddressFamily", 2]},
    "a module that is not there": {"class": ["helpers.nothing:None", {}]},
    "another kind": {"call": ["os:system", "exit 1"]},
    "a table that is not there": {"table": 7},
    "other fields": {"class": ["helpers.months:ReportingMonth", {"year": 2026}]},
}


@pytest.mark.parametrize("name", ACTING)
def test_an_entry_that_would_act_is_refused_though_its_hash_is_right(store, monkeypatch, name):
    tree = ACTING[name]
    content = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    framed = content if isinstance(tree, bytes) else len(content).to_bytes(8, "big") + content
    monkeypatch.setattr(module, "encode", lambda value: framed)
    assert store.put("counted", KEY, VALUE)
    assert store.get("counted", KEY) is None


def test_what_can_t_be_kept_is_not_and_leaves_nothing(store):
    assert not store.put("counted", KEY, lambda: 1)
    assert list(store.folder.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("call", ["replace", "open"])
def test_a_disk_that_refuses_only_means_that_nothing_is_kept(store, monkeypatch, number, call):
    def refuse(*arguments, **options):
        raise OSError(number, "no")

    store.put("counted", "c" * 64, VALUE)
    before = sorted(store.folder.iterdir())
    monkeypatch.setattr(module.os, call, refuse)
    assert not store.put("counted", KEY, VALUE)
    monkeypatch.undo()
    assert sorted(store.folder.iterdir()) == before


@needs_modes
@pytest.mark.parametrize("mode", [0o755, 0o770, 0o777])
def test_a_folder_open_to_others_is_not_used(store, mode):
    store.put("counted", KEY, VALUE)
    store.folder.chmod(mode)
    assert store.get("counted", KEY) is None
    assert not store.put("counted", KEY, VALUE)
    assert not store.is_usable()


@needs_modes
def test_a_link_in_place_of_the_folder_is_not_followed(store, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    store.folder.symlink_to(elsewhere)
    assert not store.put("counted", KEY, VALUE)
    assert list(elsewhere.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_left_as_it_is(tmp_path):
    (tmp_path / "file").write_text("x")
    store = Store(tmp_path / "file")
    assert not store.put("counted", KEY, VALUE)
    assert store.get("counted", KEY) is None
    assert not store.is_usable()


def test_what_was_used_longest_ago_makes_room(store, monkeypatch):
    for number, key in enumerate("abc"):
        store.put("counted", key * 64, VALUE)
        os.utime(store.folder / f"counted-{key * 64}", (number, number))
    store.get("counted", "a" * 64)
    monkeypatch.setattr(module, "MOST_BYTES", 3 * entry(store).stat().st_size)
    store.put("counted", "d" * 64, VALUE)
    assert [key for key in "abcd" if store.get("counted", key * 64)] == ["a", "c", "d"]


def test_two_runs_at_once_don_t_disturb_each_other(tmp_path):
    def work(number):
        own = Store(tmp_path)
        own.put("counted", KEY, VALUE)
        return own.get("counted", KEY) is not None

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(40)))
    assert [path.name for path in Store(tmp_path).folder.iterdir()] == [f"counted-{KEY}"]


def test_the_environment_says_where_it_is(monkeypatch, tmp_path):
    monkeypatch.setenv(module.VARIABLE, str(tmp_path / "cache"))
    assert Store().folder.parent == tmp_path / "cache"
    monkeypatch.delenv(module.VARIABLE)
    assert Store().folder.parent.name == ".cache"


def test_a_kind_that_it_goes_without_is_not_kept(tmp_path: Path):
    assert not Store(tmp_path, without=("tables",)).put("tables", KEY, VALUE)
    assert Store(tmp_path, without=("tables",)).put("counted", KEY, VALUE)
