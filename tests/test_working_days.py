"""Working days of England and Wales."""

from datetime import date, timedelta

import numpy as np
import pytest

from helpers.working_days import working_days_between
from independent.by_hand import BANK_HOLIDAYS, working_days


def between(first: date | None, last: date | None) -> float:
    return float(working_days_between(np.array([first], dtype="datetime64[D]"), np.array([last], dtype="datetime64[D]"))[0])


def test_the_bank_holidays_announced_are_no_working_days_and_no_others_are():
    day = date(2022, 1, 2)
    while day < date(2026, 12, 31):
        is_working = between(day - timedelta(1), day) == 1
        assert is_working is (day.weekday() < 5 and day not in BANK_HOLIDAYS), day
        day += timedelta(1)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 10, 30), date(2026, 10, 30), 0),
        (date(2026, 10, 30), date(2026, 11, 1), 0),
        (date(2026, 10, 30), date(2026, 11, 2), 1),
        (date(2026, 10, 2), date(2026, 10, 31), 20),
        (date(2026, 8, 28), date(2026, 9, 1), 1),
        (date(2025, 12, 24), date(2026, 1, 2), 4),
        (date(2026, 10, 31), date(2026, 10, 1), 0),
    ],
)
def test_the_first_day_is_day_0_and_the_last_is_in(first, last, count):
    assert between(first, last) == count
    assert max(working_days(first, last), 0) == count


def test_an_empty_day_gives_no_number():
    assert np.isnan(between(None, date(2026, 10, 1)))
    assert np.isnan(between(date(2026, 10, 1), None))
