"""Reporting months, windows and dates, against plain loops over days."""

from calendar import monthrange
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from helpers.errors import UsageError
from helpers.months import ReportingMonth, ages, as_days, month_of_extract, months_before, window_start

DAYS = some.dates(date(1991, 1, 1), date(2060, 12, 31))
quick = settings(max_examples=150, deadline=None)


def days(*given: date | None) -> np.ndarray:
    return np.array(given, dtype="datetime64[D]")


def step_back(day: date, months: int) -> date:
    """The same day so many months before, one month after the other, or that month's last day."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@quick
@given(DAYS, some.integers(0, 60))
@example(date(2026, 5, 31), 3)
@example(date(2024, 5, 31), 3)
def test_months_before_a_day_is_the_same_day_or_the_last_of_its_month(day, months):
    assert months_before(days(day), months)[0] == days(step_back(day, months))[0]


@quick
@given(DAYS, some.integers(0, 60))
def test_months_after_a_day_are_months_before_it_below_nought(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    expected = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    assert months_before(days(day), -months)[0] == days(expected)[0]


def test_each_day_may_have_its_own_number_of_months_and_an_empty_day_stays_empty():
    found = months_before(days(date(2026, 5, 31), date(2026, 5, 31), None), np.array([3, -6, 1]))
    assert list(found.astype(str)) == ["2026-02-28", "2026-11-30", "NaT"]


@quick
@given(DAYS, some.sampled_from([1, 2, 6, 12]))
def test_a_window_holds_whole_calendar_months(day, months):
    month = ReportingMonth.of(day)
    start = window_start(days(month.last_day), months)[0].astype(object)
    assert start.day == 1
    held = {ReportingMonth.of(start + timedelta(n)) for n in range((month.last_day - start).days + 1)}
    assert sorted(held) == month.back_to(months)


@quick
@given(some.dates(date(1991, 1, 1), date(2030, 1, 1)), DAYS)
@example(date(2008, 2, 29), date(2026, 2, 28))
@example(date(2008, 2, 29), date(2026, 3, 1))
@example(date(2008, 2, 29), date(2028, 2, 29))
def test_an_age_is_the_number_of_birthdays_reached(born, on):
    def birthday(year: int) -> date:
        return date(year, 3, 1) if (born.month, born.day) == (2, 29) and monthrange(year, 2)[1] == 28 else born.replace(year=year)

    expected = sum(birthday(year) <= on for year in range(born.year + 1, on.year + 1)) if born <= on else None
    found = ages(days(born), days(on))[0]
    assert np.isnan(found) if expected is None else found == expected


def test_an_age_is_unknown_without_a_birth_date():
    assert np.isnan(ages(days(None), days(date(2026, 10, 31)))[0])


@quick
@given(DAYS)
def test_the_month_of_an_extract_is_the_latest_that_has_ended(day):
    month = month_of_extract(day)
    assert month.last_day <= day < month.plus(1).last_day


def test_an_extract_of_3_november_is_octobers_and_one_of_31_october_too():
    assert str(month_of_extract(date(2026, 11, 3))) == "2026-10"
    assert str(month_of_extract(date(2026, 10, 31))) == "2026-10"
    assert str(month_of_extract(date(2026, 10, 30))) == "2026-09"


@pytest.mark.parametrize("text", ["2026-1", "2026-13", "2026-00", "10/2026", "", " 2026-10", "1989-12", "２０２６-10", None])
def test_a_month_that_is_not_written_as_one_is_refused(text):
    with pytest.raises(UsageError):
        ReportingMonth.read(text)


def test_a_month_says_its_name_its_year_and_its_neighbours():
    month = ReportingMonth.read("2026-03")
    assert (str(month), month.words, month.short_words) == ("2026-03", "March 2026", "Mar 2026")
    assert (month.financial_year, month.plus(1).financial_year) == ("2025/26", "2026/27")
    assert [str(each) for each in month.back_to(4)] == ["2025-12", "2026-01", "2026-02", "2026-03"]


def test_times_of_day_are_cut_off():
    assert as_days(np.array(["2026-10-31T23:59:59", "NaT"], dtype="datetime64[s]")).astype(str).tolist() == ["2026-10-31", "NaT"]
