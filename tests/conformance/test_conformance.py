"""Every figure of the made-up councils beside this repository agrees with what was worked out for them, to the last row."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers.clone import ROOT
from helpers.cohorts.known import Known
from helpers.indicators import INDICATORS
from helpers.load.extract import load_extract
from helpers.months import ReportingMonth
from helpers.results import KEY, compute_results

FOLDER = ROOT.parent / "shared" / "conformance"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the extracts with expected figures are not beside the clone")

COUNCILS = ("small", "faulty", "edges")
CASES = sorted(
    path.parent.relative_to(FOLDER).as_posix() for kind in ("cases", "real") for path in FOLDER.glob(f"{kind}/*/expected.csv")
)
MONTH = ReportingMonth(2026, 10)
FIGURES = ["numerator", "denominator", "value"]
NEAR = 1e-9


def read_expected(path: Path) -> pd.DataFrame:
    expected = pd.read_csv(path, dtype="str", keep_default_na=False)
    expected[FIGURES] = expected[FIGURES].replace("", np.nan).astype(float)
    return expected


def assert_agrees(expected: pd.DataFrame, found: pd.DataFrame) -> None:
    """The same keys, and the same figures of each."""
    codes = set(expected["code"])
    assert codes <= set(INDICATORS)
    found = found[found["code"].isin(codes)]
    both = expected.merge(found, on=KEY, how="outer", indicator=True, suffixes=("_expected", ""))
    assert not len(both[both["_merge"] != "both"]), both[both["_merge"] != "both"][[*KEY, "_merge"]].to_string()
    for figure in FIGURES:
        is_near = np.isclose(both[figure], both[f"{figure}_expected"], rtol=NEAR, atol=NEAR, equal_nan=True)
        assert is_near.all(), both[~is_near].to_string()


@pytest.mark.parametrize("council", COUNCILS)
def test_figures_of_a_council_agree_to_the_last_row(council):
    expected = read_expected(FOLDER / council / "expected_results.csv")
    assert set(expected["code"]) == set(INDICATORS)
    known = Known(load_extract(FOLDER / council, MONTH), tuple(MONTH.back_to(12)))
    assert_agrees(expected, compute_results(INDICATORS.values(), known).frame)


@pytest.mark.parametrize("case", CASES)
def test_figures_of_a_case_agree_to_the_last_row(case):
    expected = read_expected(FOLDER / case / "expected.csv")
    months = sorted({ReportingMonth.read(month) for month in expected["month"]})
    entries = [INDICATORS[code] for code in expected["code"].unique()]
    folder = FOLDER / case / "input"
    known = Known(load_extract(folder if folder.is_dir() else FOLDER / case, months[-1]), tuple(months))
    assert_agrees(expected, compute_results(entries, known).frame)


def test_asking_for_months_one_by_one_gives_the_same_figures():
    data = load_extract(FOLDER / "edges", MONTH)
    entries = list(INDICATORS.values())
    together = compute_results(entries, Known(data, tuple(MONTH.back_to(3)))).frame
    apart = pd.concat([compute_results(entries, Known(data, (month,))).frame for month in MONTH.back_to(3)])
    pd.testing.assert_frame_equal(together, apart.sort_values(KEY, ignore_index=True))
