"""A published file of figures is read as anybody would read it."""

from pathlib import Path

from intruder.attack import attack
from intruder.published import Cell, of_file

FILE = """\
code,month,window,breakdown,group,numerator,denominator,value,series,period
CLA_N,2026-10,snapshot,all,all,30,,30,outturn,
CLA_N,2026-10,snapshot,all,all,28,,28,change_from,2026-09
CLA_N,2026-10,snapshot,sex,Female,17,,17,outturn,
CLA_N,2026-10,snapshot,sex,Male,[c],,[c],outturn,
CLA_DIS,2026-10,snapshot,all,all,[c],[c],[c],outturn,
CLA_DIS,2026-10,snapshot,all,all,,,20,target,2026/27
EDU_PA,2026-10,snapshot,all,all,0,0,[z],outturn,
"""


def test_outturns_and_those_that_changes_are_reckoned_from_are_cells(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(FILE, encoding="utf-8")
    assert of_file(path) == [
        Cell("CLA_N", "2026-10", "snapshot", "all", "all", 30.0, None, is_hidden=False),
        Cell("CLA_N", "2026-09", "snapshot", "all", "all", 28.0, None, is_hidden=False),
        Cell("CLA_N", "2026-10", "snapshot", "sex", "Female", 17.0, None, is_hidden=False),
        Cell("CLA_N", "2026-10", "snapshot", "sex", "Male", None, None, is_hidden=True),
        Cell("CLA_DIS", "2026-10", "snapshot", "all", "all", None, None, is_hidden=True),
        Cell("EDU_PA", "2026-10", "snapshot", "all", "all", 0.0, 0.0, is_hidden=False),
    ]
    assert attack(of_file(path)).given_away == ["CLA_N 2026-10 snapshot sex Male: counted = 13, by groups make the whole"]
