"""Outturns as reported: written whole, read back, and never a reason for anything else to stop."""

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers.errors import MachineError
from helpers.history import fill_from_history, find_revised, read_history, write_month
from helpers.months import ReportingMonth
from helpers.results import CHILDREN, FIGURES, KEY

OCTOBER = ReportingMonth(2026, 10)


def results(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    """Headline results: code, month, numerator, denominator (NaN for a count)."""
    frame = pd.DataFrame(
        [(code, month, "snapshot", "all", "all", n, d, 100 * n / d if d == d else n, n, d, d - n) for code, month, n, d in rows],
        columns=[*KEY, *FIGURES, *CHILDREN],
    )
    return frame.sort_values(KEY, ignore_index=True)


def earlier_outturns(data: Path, text: str) -> Path:
    data.mkdir(exist_ok=True)
    lines = [line.strip() for line in text.strip().splitlines()]
    (data / "earlier_outturns.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return data


def test_a_month_is_written_whole_and_read_back_as_it_was(tmp_path: Path) -> None:
    october = results(("CL_N", "2026-10", 917, np.nan), ("CL_EET", "2026-10", 320, 666))
    path = write_month(tmp_path / "history", OCTOBER, pd.concat([october, results(("CL_N", "2026-09", 900, np.nan))]))
    assert path.name == "2026-10.csv"
    history = read_history(tmp_path / "history", tmp_path, OCTOBER.plus(1))
    pd.testing.assert_frame_equal(history.reported.drop(columns="source"), october, check_dtype=False)
    assert set(history.reported["source"]) == {"the workbook"}
    assert [file.name for file in (tmp_path / "history").iterdir()] == ["2026-10.csv"]


def test_a_month_s_own_file_and_later_ones_are_not_read_for_it(tmp_path: Path) -> None:
    for month in (OCTOBER.plus(-1), OCTOBER, OCTOBER.plus(1)):
        write_month(tmp_path, month, results(("CL_N", str(month), 900, np.nan)))
    assert read_history(tmp_path, tmp_path / "data", OCTOBER).reported["month"].tolist() == ["2026-09"]


def test_the_council_s_earlier_outturns_fill_months_that_the_workbook_has_not(tmp_path: Path) -> None:
    data = earlier_outturns(
        tmp_path / "data",
        """code,month,window,breakdown,group,numerator,denominator,value,source
           CL_N,2026-08,snapshot,all,all,880,,880,monthly pack
           CL_N,2026-09,snapshot,all,all,881,,881,monthly pack""",
    )
    write_month(tmp_path / "history", OCTOBER.plus(-1), results(("CL_N", "2026-09", 900, np.nan)))
    reported = read_history(tmp_path / "history", data, OCTOBER).reported
    assert list(zip(reported["month"], reported["numerator"], reported["source"], strict=True)) == [
        ("2026-08", 880, "the council"),
        ("2026-09", 900, "the workbook"),
    ]


def test_what_is_known_today_alone_takes_earlier_months_from_the_history_and_nothing_else_does(tmp_path: Path) -> None:
    write_month(tmp_path, OCTOBER.plus(-1), results(("CL_N", "2026-09", 900, np.nan), ("CLA_N", "2026-09", 1990, np.nan)))
    history = read_history(tmp_path, tmp_path / "data", OCTOBER)
    now = results(("CL_N", "2026-10", 917, np.nan))
    filled = fill_from_history(now, history, ["CL_N"], ["2026-08", "2026-09", "2026-10"])
    assert filled[["code", "month", "numerator", "is_as_reported"]].to_numpy().tolist() == [
        ["CL_N", "2026-09", 900, True],
        ["CL_N", "2026-10", 917, False],
    ]


def test_a_month_that_comes_to_another_figure_keeps_both(tmp_path: Path) -> None:
    write_month(tmp_path, OCTOBER.plus(-1), results(("CLA_N", "2026-09", 1990, np.nan), ("CLA_3PL", "2026-09", 180, 1990)))
    now = results(("CLA_N", "2026-09", 1993, np.nan), ("CLA_3PL", "2026-09", 180, 1990))
    revised = find_revised(now, read_history(tmp_path, tmp_path / "data", OCTOBER))
    assert revised[["code", "month", "numerator_reported", "numerator"]].to_numpy().tolist() == [["CLA_N", "2026-09", 1990, 1993]]


@pytest.mark.parametrize(
    "content",
    [b"code,month\nCL_N", b"\xff\xfe", b"code,month,window\nCL_N,2026-08,snapshot\n", b"", b'code,"month'],
)
def test_a_damaged_file_is_named_and_stops_nothing_else(tmp_path: Path, content: bytes) -> None:
    write_month(tmp_path, OCTOBER.plus(-1), results(("CL_N", "2026-09", 900, np.nan)))
    (tmp_path / "2026-08.csv").write_bytes(content)
    history = read_history(tmp_path, tmp_path / "data", OCTOBER)
    assert history.damaged == ("2026-08.csv",)
    assert history.reported["month"].tolist() == ["2026-09"]


def test_a_file_that_holds_another_month_or_no_numbers_is_damaged(tmp_path: Path) -> None:
    write_month(tmp_path, OCTOBER.plus(-1), results(("CL_N", "2026-09", 900, np.nan)))
    shutil.copy(tmp_path / "2026-09.csv", tmp_path / "2026-07.csv")
    text = (tmp_path / "2026-09.csv").read_text(encoding="utf-8").replace("2026-09", "2026-06").replace("900", "many")
    (tmp_path / "2026-06.csv").write_text(text, encoding="utf-8")
    assert read_history(tmp_path, tmp_path / "data", OCTOBER).damaged == ("2026-06.csv", "2026-07.csv")


def test_without_a_folder_nothing_was_reported(tmp_path: Path) -> None:
    history = read_history(tmp_path / "nowhere", tmp_path, OCTOBER)
    assert history.reported.empty and history.damaged == ()
    now = results(("CL_N", "2026-10", 917, np.nan))
    assert fill_from_history(now, history, ["CL_N"], ["2026-09"])["is_as_reported"].tolist() == [False]
    assert find_revised(now, history).empty


def test_a_folder_that_can_t_be_written_is_the_machine_s_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(MachineError, match=r"2026-10\.csv can't be written"):
        write_month(tmp_path / "file", OCTOBER, results(("CL_N", "2026-10", 1, np.nan)))
