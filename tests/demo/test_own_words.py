"""Targets, remarks, and outturns from before the workbook."""

import csv
from pathlib import Path

import pytest

from demo.demo_extract import rows_of
from helpers.indicators import INDICATORS

LOWER = """
    REREF CP_REP12 CP_REPEVER CLA_REP UASC_OUT CLA_3PL SDQ_NONE SDQ_AVG YOT YOT_OFF EDU_PERM EDU_SUSP EDU_ABS EDU_PA CL_NEET
    WF_CASE WF_IRO WF_TURN WF_AGENCY WF_AGENCY_IRO
"""
HIGHER = """
    ASS_45 CP_VIS CP_REV CLA_IN CLA_2Y CLA_VIS CLA_REV CLA_HA CLA_DENT CLA_IMM SDQ_DONE RHI_OFF RHI_3D EDU_PEP EDU_ATT PERM_ALL
    PERM_ADOPT ADO_14M CL_SUIT CL_EET CL_HE CL_TOUCH CL_CONT2M CL_PATH FOST_APPR FOST_NET
"""
CARE_LEAVERS = {"CL_N", "CL_SUIT", "CL_EET", "CL_NEET", "CL_HE", "CL_TOUCH", "CL_CONT2M", "CL_PATH", "CL_ACC"}


def test_every_indicator_with_a_good_direction_has_targets_for_two_years(county: Path) -> None:
    rows = rows_of(county, "targets")
    assert {(r["code"], r["financial_year"]) for r in rows} == {
        (code, year) for code in (LOWER + HIGHER).split() for year in ("2025/26", "2026/27")
    }
    for row in rows:
        bands = [float(row[f"band_{place}_from"]) for place in (1, 2, 3)]
        assert bands == sorted(bands, reverse=row["code"] in HIGHER.split())


def test_remarks_questions_and_breaks_are_of_known_indicators(council: Path) -> None:
    for name in ("commentary", "questions", "breaks"):
        codes = [r["code"] for r in rows_of(council, name)]
        assert len(codes) >= 3
        assert set(codes) <= set(INDICATORS)
    assert {r["voice"] for r in rows_of(council, "commentary")} == {"service", "board", "young_people"}
    assert all(r["month"] <= "2026-10" for name in ("commentary", "breaks") for r in rows_of(council, name))


@pytest.fixture(scope="module")
def outturns(county: Path) -> list[dict[str, str]]:
    with (county / "earlier_outturns.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_earlier_outturns_are_of_the_24_months_before(outturns: list[dict[str, str]]) -> None:
    assert {r["code"] for r in outturns} == CARE_LEAVERS | {"CLA_IMM"}
    months = sorted({r["month"] for r in outturns})
    assert (months[0], months[-1], len(months)) == ("2024-10", "2026-09", 24)
    keys = [(r["code"], r["month"], r["window"], r["breakdown"], r["group"]) for r in outturns]
    assert keys == sorted(set(keys))
    for row in outturns:
        if row["denominator"]:
            assert 0 <= int(row["numerator"]) <= int(row["denominator"])
            assert float(row["value"]) == 100 * int(row["numerator"]) / int(row["denominator"])


def test_earlier_groups_add_up(outturns: list[dict[str, str]]) -> None:
    sums: dict[tuple[str, str, str], int] = {}
    for row in outturns:
        key = (row["code"], row["month"], row["breakdown"])
        sums[key] = sums.get(key, 0) + int(row["numerator"])
    for (code, month, breakdown), total in sums.items():
        if breakdown in ("age_group", "area"):
            assert total == sums[code, month, "all"]
        if breakdown == "accommodation":
            assert total == sums["CL_N", month, "all"]


def test_earlier_outturns_lead_up_to_today(outturns: list[dict[str, str]]) -> None:
    last = {r["code"]: float(r["value"]) for r in outturns if (r["month"], r["breakdown"]) == ("2026-09", "all")}
    first = {r["code"]: float(r["value"]) for r in outturns if (r["month"], r["breakdown"]) == ("2024-10", "all")}
    assert 905 <= last["CL_N"] <= 925
    assert first["CL_N"] < 850
    assert 92 < last["CL_TOUCH"] < first["CL_TOUCH"] < 98
    assert 86 < last["CLA_IMM"] < 91
