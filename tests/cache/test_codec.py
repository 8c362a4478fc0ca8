"""What is kept comes back as it was: every kind of value, and every table that a month is made from."""

import subprocess
import sys
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from helpers.cache.codec import NotKept, decode, encode
from helpers.cache.store import Store
from helpers.load.care_data import Oddity
from helpers.load.extract import load_extract
from helpers.months import ReportingMonth
from helpers.protect.editions import EDITIONS
from helpers.section.prepared import ask, prepare

PLAIN = some.none() | some.booleans() | some.integers() | some.floats() | some.text() | some.dates() | some.sampled_from(Oddity)
VALUES = some.recursive(
    PLAIN,
    lambda inner: (
        some.lists(inner)
        | some.lists(inner).map(tuple)
        | some.dictionaries(some.text() | some.tuples(some.text(), some.integers()), inner)
        | some.frozensets(some.text())
    ),
    max_leaves=20,
)


def assert_same(one: object, other: object) -> None:
    """The same value, of the same kinds all the way down."""
    assert type(one) is type(other)
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, check_exact=True)
    elif isinstance(one, np.ndarray):
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)
    elif is_dataclass(one):
        for each in fields(one):
            assert_same(getattr(one, each.name), getattr(other, each.name))
    elif isinstance(one, dict):
        assert_same(list(one.items()), list(other.items()))
    elif isinstance(one, list | tuple):
        assert len(one) == len(other)
        for mine, yours in zip(one, other, strict=True):
            assert_same(mine, yours)
    else:
        assert one == other or (one != one and other != other)


@given(VALUES)
def test_any_value_of_plain_kinds_comes_back(value):
    assert_same(decode(encode(value)), value)


def test_a_table_comes_back_with_its_kinds_of_columns():
    frame = pd.DataFrame(
        {
            "text": pd.Series(["a", "", "é"], dtype="str"),
            "day": np.array(["2026-10-31", "NaT", "1900-01-01"], dtype="datetime64[s]"),
            "number": [1.5, np.nan, -0.0],
            "row": [2, 3, 4],
            "is_hidden": [True, False, True],
        }
    )
    for each in (frame, frame.iloc[:0], frame[["text"]]):
        assert_same(decode(encode(each)), each)


def test_a_table_that_would_not_come_back_is_not_kept():
    for frame in (pd.DataFrame({"a": [1, 2]}, index=["x", "y"]), pd.DataFrame({"a": [1, "x", date(2026, 1, 1)]})):
        with pytest.raises(NotKept):
            encode(frame)


@pytest.mark.parametrize("content", [b"", b"x", encode("text")[:-1], encode("text") + b"xxxxxxxxxxxx"])
def test_other_bytes_are_refused(content):
    with pytest.raises((NotKept, ValueError)):
        decode(content)


def test_all_that_a_month_is_made_from_comes_back_as_it_was(small_council, tmp_path):
    asked = ask(small_council, ReportingMonth(2026, 10), "")
    prepared = prepare(asked, list(EDITIONS.values()), Store(tmp_path))
    for value in (load_extract(small_council), *prepared):
        assert_same(decode(encode(value)), value)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted on Linux alone")
def test_neither_way_starts_a_thread_since_a_process_with_threads_can_not_be_copied(small_council, tmp_path):
    program = (
        "import sys; from pathlib import Path; from helpers.cache.codec import decode, encode\n"
        "from helpers.load.extract import load_extract\n"
        "value = load_extract(Path(sys.argv[1])); tasks = Path('/proc/self/task')\n"
        "before = len(list(tasks.iterdir())); decode(encode(value)); print(before, len(list(tasks.iterdir())))"
    )
    run = subprocess.run([sys.executable, "-c", program, str(small_council)], capture_output=True, text=True, check=True)
    before, after = run.stdout.split()
    assert before == after
