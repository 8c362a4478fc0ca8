"""Breaks in series, and the Marches that a figure may be set beside."""

from pathlib import Path

import pandas as pd
import pytest

from helpers.compare.breaks import (
    Break,
    Breaks,
    compare_with_earlier_marches,
    last_year_end,
    read_breaks,
    without_breaks,
)
from helpers.compare.change import compare_with_earlier_months
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.results import FIGURES, KEY

OCTOBER = ReportingMonth(2026, 10)
FEBRUARY = Break("CLA_N", ReportingMonth(2026, 2), "Short breaks are left out.")


def breaks_of(folder: Path, text: str) -> Breaks:
    (folder / "breaks.csv").write_text(text, encoding="utf-8")
    return read_breaks(folder, INDICATORS.values())


def results(code: str, figures: dict[str, float]) -> pd.DataFrame:
    rows = [(code, month, "snapshot", "all", "all", value, float("nan"), value) for month, value in figures.items()]
    return pd.DataFrame(rows, columns=[*KEY, *FIGURES])


def test_breaks_are_read_with_their_months(tmp_path):
    found = breaks_of(tmp_path, "Code,month,text\nCLA_N,2026-02,Short breaks are left out.\nREF_N,01/03/2026,By family now.\n")
    assert found.rows == (FEBRUARY, Break("REF_N", ReportingMonth(2026, 3), "By family now."))
    assert found.problems == ()


def test_no_file_is_no_break_and_no_problem(tmp_path):
    assert read_breaks(tmp_path, INDICATORS.values()) == Breaks()


def test_every_fault_is_a_sentence_and_stops_nothing(tmp_path):
    found = breaks_of(
        tmp_path,
        "code,month,text\nCLAN,2026-02,x\n,2026-02,x\nCLA_N,Feb 2026,x\nCLA_N,0001-01,x\nCLA_N,2026-02,\n"
        "REF_N,2026-02,first\nREF_N,2026-02,second\n",
    )
    assert [each.text for each in found.rows] == ["second"]
    assert found.problems == (
        "breaks.csv, row 2: there is no indicator CLAN; did you mean CLA_N?",
        "breaks.csv, row 3: code is empty.",
        "breaks.csv, row 4: month is written YYYY-MM, for example 2026-10.",
        "breaks.csv, row 5: month is written YYYY-MM, for example 2026-10.",
        "breaks.csv, row 6: text is empty; say what changed.",
        "breaks.csv, row 8: is the second for REF_N and its month, and holds instead.",
    )


def test_a_file_that_can_not_be_used_is_one_problem(tmp_path):
    assert breaks_of(tmp_path, "code,text\nCLA_N,x\n").problems == ("breaks.csv has no column month, so no break is known.",)
    found = breaks_of(tmp_path, "code,month,text\nCLA_N,2026-02\n")
    assert len(found.problems) == 1
    assert found.problems[0].startswith("breaks.csv, row 2: has 2 cells")


def test_the_month_of_a_break_is_the_first_after_it():
    breaks = Breaks((FEBRUARY,))
    months = ReportingMonth(2026, 4).back_to(5)
    assert breaks.months_since_break("CLA_N", months) == months[2:]
    assert breaks.months_since_break("CLA_N", months[:2]) == months[:2]  # not broken yet
    assert breaks.months_since_break("CLA_RATE", months) == months
    assert breaks.months_since_break("CLA_N", []) == []


def test_of_several_breaks_the_latest_counts():
    breaks = Breaks((FEBRUARY, Break("CLA_N", ReportingMonth(2025, 6), "x")))
    assert breaks.months_since_break("CLA_N", OCTOBER.back_to(24))[0] == ReportingMonth(2026, 2)
    assert breaks.between("CLA_N", OCTOBER.plus(-24), OCTOBER) == FEBRUARY
    assert breaks.between("CLA_N", ReportingMonth(2026, 2), OCTOBER) is None


@pytest.mark.parametrize(
    ("month", "march"), [("2026-10", "2026-03"), ("2026-04", "2026-03"), ("2026-03", "2025-03"), ("2026-01", "2025-03")]
)
def test_the_last_financial_year_ended_in_march_before_the_month_s_own_began(month, march):
    assert str(last_year_end(ReportingMonth.read(month))) == march


def test_a_figure_beside_the_marches_before_it():
    frame = results("CLA_N", {"2024-03": 1950, "2025-03": 2000, "2026-03": 2020, "2026-09": 2030, "2026-10": 2040})
    found = compare_with_earlier_marches(frame, OCTOBER)
    assert list(zip(found["base"], found["from_month"], found["change"], strict=True)) == [
        ("end of an earlier financial year", "2024-03", 90),
        ("end of an earlier financial year", "2025-03", 40),
        ("end of the last financial year", "2026-03", 20),
    ]
    assert set(found["month"]) == {"2026-10"}


def test_a_march_without_a_figure_or_of_another_series_gives_no_change():
    frame = results("CLA_N", {"2025-03": float("nan"), "2026-10": 2040})
    other = results("CP_N", {"2026-03": 900})
    assert compare_with_earlier_marches(pd.concat([frame, other]), OCTOBER).empty


def test_nothing_is_compared_with_a_march_before_a_break():
    frame = results("CLA_N", {"2025-03": 2000, "2026-03": 2020, "2026-10": 2040})
    found = compare_with_earlier_marches(frame, OCTOBER, Breaks((FEBRUARY,)))
    assert found["from_month"].tolist() == ["2026-03"]


def test_changes_across_a_break_are_left_out_of_any_others():
    frame = results("CLA_N", {"2026-01": 2000, "2026-02": 1900, "2026-03": 1910})
    changes = compare_with_earlier_months(frame)
    assert changes["month"].tolist() == ["2026-02", "2026-03"]
    assert without_breaks(changes, Breaks((FEBRUARY,)))["month"].tolist() == ["2026-03"]
