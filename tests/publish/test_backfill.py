"""Many months: the oldest first, what stands passed over, a month that fails named and no other stopped."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from helpers.errors import DataError, MachineError, SectionFailed, UsageError, WorkbookError
from helpers.months import ReportingMonth
from helpers.publish import backfill as module
from helpers.publish.backfill import make_reports, months_between
from helpers.publish.month import Wanted

FIRST, LAST = ReportingMonth(2024, 11), ReportingMonth(2025, 2)
MONTHS = ["2024-11", "2024-12", "2025-01", "2025-02"]


class Told:
    def __init__(self):
        self.lines = []

    def start(self, total):
        self.total = total

    def done(self, text):
        self.lines.append(text)

    def close(self):
        self.lines.append("closed")


def backfill(monkeypatch, *, stand=(), fail=None, wanted=None):
    """Runs it without a kernel: which months were made, in order, and what was told."""
    made, told = [], Told()

    def make(warm, asked, progress, *, is_one_of_many):
        made.append(asked.month)
        assert is_one_of_many
        if error := (fail or {}).get(asked.month):
            raise error

    monkeypatch.setattr(module, "make_with", make)
    monkeypatch.setattr(module, "warm_kernels", lambda wanted: nullcontext())
    monkeypatch.setattr(module, "standing_report", lambda data, month, outputs, editions: month if month in stand else "")
    try:
        make_reports(wanted or Wanted(Path("data"), "", Path("out"), ["board"]), months_between(FIRST, LAST), told)
    except (WorkbookError, ZeroDivisionError) as error:
        return made, told, error
    return made, told, None


def test_every_month_is_made_the_oldest_first(monkeypatch):
    made, told, error = backfill(monkeypatch)
    assert (made, error, told.total) == (MONTHS, None, 4)
    assert [line[:13] for line in told.lines] == [*(f"{month}: made" for month in MONTHS), "closed"]
    assert told.lines[0].endswith("left")


def test_months_that_stand_are_passed_over_so_that_it_goes_on_where_it_stopped(monkeypatch):
    made, told, _ = backfill(monkeypatch, stand=MONTHS[:2])
    assert made == MONTHS[2:]
    assert told.lines[:2] == ["2024-11: stands", "2024-12: stands"]


def test_without_the_cache_every_month_is_made_anew(monkeypatch):
    made, _, _ = backfill(monkeypatch, stand=MONTHS, wanted=Wanted(Path("data"), "", Path("out"), ["board"], no_cache=True))
    assert made == MONTHS


def test_the_first_month_that_fails_stops_it_and_what_stands_is_said(monkeypatch):
    made, told, error = backfill(monkeypatch, fail={"2025-01": SectionFailed("a page"), "2025-02": DataError("a table")})
    assert made == MONTHS[:3]
    assert isinstance(error, SectionFailed)
    assert str(error).splitlines() == ["2025-01 failed, and 2024-11 to 2024-12 stand.", "a page"]
    assert told.lines[-1] == "closed"


def test_where_the_first_of_all_fails_none_stands(monkeypatch):
    made, _, error = backfill(monkeypatch, fail={"2024-11": MachineError("full")})
    assert made == MONTHS[:1]
    assert isinstance(error, MachineError)
    assert str(error).startswith("2024-11 failed, and no month of these stands.")


def test_what_is_no_known_fault_stops_it(monkeypatch):
    made, _, error = backfill(monkeypatch, fail={"2024-12": ZeroDivisionError()})
    assert (made, type(error)) == (MONTHS[:2], ZeroDivisionError)


def test_months_between_over_the_end_of_a_year_and_the_wrong_way_round():
    assert [str(month) for month in months_between(FIRST, LAST)] == MONTHS
    assert months_between(FIRST, FIRST) == [FIRST]
    with pytest.raises(UsageError, match="2025-02 lies after --to 2024-11"):
        months_between(LAST, FIRST)
