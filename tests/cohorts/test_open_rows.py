"""Which of a person's rows is in force on a day, against a plain loop."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as some

from helpers.cohorts.open_rows import ALWAYS, NONE, OpenRows, ends_or_never, places_in, take
from helpers.months import DAY

FIRST = date(2026, 1, 1)
PERSONS = some.sampled_from(["Asha", "Ben", "Cara"])
NEAR = some.integers(0, 8).map(lambda count: FIRST + timedelta(count))
ROWS = some.lists(some.tuples(PERSONS, some.none() | NEAR, some.none() | NEAR), max_size=9)
ASKED = some.lists(some.tuples(PERSONS, NEAR), min_size=1, max_size=6)
quick = settings(max_examples=200, deadline=None)


def days(members) -> np.ndarray:
    return np.array(list(members), dtype=DAY)


def latest_by_hand(rows, person, day, empty_start=None) -> int:
    best, place = None, NONE
    for number, (who, start, end) in enumerate(rows):
        start = start or empty_start
        is_open = who == person and start is not None and start <= day and (end is None or end > day)
        if is_open and (best is None or start >= best):
            best, place = start, number
    return place


def first_after_by_hand(rows, person, day, until) -> int:
    best, place = None, NONE
    for number, (who, start, _) in enumerate(rows):
        comes_after = who == person and start is not None and day < start <= until
        if comes_after and (best is None or start <= best):
            best, place = start, number
    return place


def made(rows, **options) -> OpenRows:
    return OpenRows(
        pd.Series([row[0] for row in rows], dtype="str"), days(row[1] for row in rows), days(row[2] for row in rows), **options
    )


def persons_of(asked) -> pd.Series:
    return pd.Series([person for person, _ in asked], dtype="str")


@quick
@given(ROWS, ASKED)
def test_the_open_row_of_the_latest_start_is_found_of_ties_the_last(rows, asked):
    found = made(rows).latest(persons_of(asked), days(day for _, day in asked))
    assert list(found) == [latest_by_hand(rows, person, day) for person, day in asked]


@quick
@given(ROWS, ASKED)
def test_a_row_without_a_start_may_be_open_from_always(rows, asked):
    found = made(rows, empty_start=ALWAYS).latest(persons_of(asked), days(day for _, day in asked))
    assert list(found) == [latest_by_hand(rows, person, day, date.min) for person, day in asked]


@quick
@given(ROWS, ASKED, some.integers(0, 4))
def test_the_first_row_to_start_after_a_day_is_found_of_ties_the_last(rows, asked, more):
    until = [day + timedelta(more) for _, day in asked]
    found = made(rows).first_after(persons_of(asked), days(day for _, day in asked), days(until))
    expected = [first_after_by_hand(rows, person, day, end) for (person, day), end in zip(asked, until, strict=True)]
    assert list(found) == expected


def test_nobody_and_no_day_find_nothing():
    rows = [("Asha", FIRST, None)]
    assert list(made(rows).latest(pd.Series(["Zed", "Asha"]), days([FIRST, None]))) == [NONE, NONE]
    assert list(made([]).latest(pd.Series(["Asha"]), days([FIRST]))) == [NONE]


def test_an_empty_end_is_never_and_places_without_a_value_take_what_is_given():
    assert ends_or_never(days([FIRST, None]))[1] > days([date(2200, 1, 1)])[0]
    assert list(take(np.array(["a", "b"], dtype=object), np.array([1, NONE]), "")) == ["b", ""]
    assert list(take(np.array([], dtype=object), np.array([NONE]), "")) == [""]


def test_the_place_of_a_text_is_found_among_those_that_differ():
    among, texts = pd.Series(["b", "a", "é"], dtype="str", index=[7, 8, 9]), pd.Series(["é", "", "b", "B", "b"], dtype="str")
    assert list(places_in(among, texts)) == [2, NONE, 0, NONE, 0]
    assert list(places_in(among.to_numpy(dtype=object), texts.to_numpy(dtype=object))) == [2, NONE, 0, NONE, 0]
    assert list(places_in(among[:0], texts)) == [NONE] * 5
    assert list(places_in(among, pd.Series([], dtype="object"))) == []
