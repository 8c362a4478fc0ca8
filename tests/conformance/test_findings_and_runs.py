"""What is uncertain, absent and found odd in the extracts beside this repository, and how the command ends on them."""

import csv
import re
import shlex
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from helpers.cli import main
from helpers.clone import ROOT
from helpers.cohorts.known import Known
from helpers.indicators import INDICATORS
from helpers.inventory.checked import check_folder, say_checked
from helpers.load.extract import load_extract
from helpers.months import ReportingMonth
from helpers.results import Results, compute_results
from helpers.results.uncertain import as_frame

FOLDER = ROOT.parent / "shared" / "conformance"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the extracts with expected figures are not beside the clone")

COUNCILS = ("small", "faulty", "edges")
MONTH = ReportingMonth(2026, 10)


def folders_with(name: str) -> list[str]:
    """The folders, by their path from the one that holds all, with a file of a name."""
    kinds = ("*", "cases/*", "real/*")
    found = {path for kind in kinds for path in FOLDER.glob(f"{kind}/{name}")}
    mine = [path.parent.relative_to(FOLDER) for path in found]
    return sorted(each.as_posix() for each in mine if each.parts[0] in (*COUNCILS, "cases", "real"))


def rows_of(case: str, name: str) -> list[dict[str, str]]:
    with (FOLDER / case / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def data_of(case: str) -> Path:
    """The data folder of a case: `input`, or the case's own folder."""
    folder = FOLDER / case
    return folder / "input" if (folder / "input").is_dir() else folder


def months_of(case: str) -> list[ReportingMonth]:
    """The months that a case asks for; none where the extract's own is meant."""
    if case in COUNCILS:
        return MONTH.back_to(12)
    names = ("expected.csv", "expected_absent.csv", "expected_uncertain.csv")
    rows = [row for name in names if (FOLDER / case / name).is_file() for row in rows_of(case, name)]
    return sorted({ReportingMonth.read(row["month"]) for row in rows})


@cache
def results_of(case: str) -> Results:
    months = months_of(case)
    return compute_results(INDICATORS.values(), Known(load_extract(data_of(case), months[-1]), tuple(months)))


@pytest.mark.parametrize("case", folders_with("expected_uncertain.csv"))
def test_what_is_uncertain_is_what_was_expected(case: str) -> None:
    keys = ("code", "month", "breakdown", "table", "column")
    expected = {tuple(row[key] for key in keys) for row in rows_of(case, "expected_uncertain.csv")}
    found = set(as_frame(results_of(case).uncertain).itertuples(index=False, name=None))
    assert expected - found == set()
    if case in COUNCILS:
        assert found - expected == set()


@pytest.mark.parametrize("case", folders_with("expected_absent.csv"))
def test_what_is_absent_has_no_row(case: str) -> None:
    frame = results_of(case).frame
    there = set(zip(frame["code"], frame["month"], strict=True))
    assert there & {(row["code"], row["month"]) for row in rows_of(case, "expected_absent.csv")} == set()


@pytest.mark.parametrize("case", folders_with("expected_findings.csv"))
def test_what_is_found_odd_is_what_was_expected(case: str) -> None:
    months = months_of(case)
    checked = check_folder(data_of(case), months[-1] if months else None)
    said = "\n".join([*say_checked(checked), *map(str, checked.faults)])
    counts: dict[tuple[str, str], int] = {}
    for finding in checked.findings:
        key = (finding.kind, finding.table)
        counts[key] = counts.get(key, 0) + finding.count
    for row in rows_of(case, "expected_findings.csv"):
        count, about = counts.get((row["kind"], row["table"]), 0), int(row["rows"])
        assert count > 0 and abs(count - about) <= max(1, 0.1 * about), (row, count)
        assert re.search(row.get("says") or "", said, re.IGNORECASE), row


def runs() -> Iterator[pytest.param]:
    for case in folders_with("expected_runs.csv") if FOLDER.is_dir() else ():
        for number in range(len(rows_of(case, "expected_runs.csv"))):
            yield pytest.param(case, number, id=f"{case}-{number + 1}")


@pytest.mark.parametrize(("case", "number"), list(runs()))
def test_a_command_ends_and_says_as_was_expected(
    case: str, number: int, tmp_path: Path, capfd: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = rows_of(case, "expected_runs.csv")[number]
    data, out = tmp_path / "data", tmp_path / "out"
    shutil.copytree(data_of(case), data)
    out.mkdir()
    assert not run["swap"]
    for setting in filter(None, run["env"].split()):
        monkeypatch.setenv(*setting.split("=", 1))

    def filled(text: str) -> str:
        return text.replace("{data}", str(data)).replace("{out}", str(out))

    code = main([filled(word) for word in shlex.split(run["arguments"])])
    said = "".join(capfd.readouterr())
    assert str(code) in run["exit"].split("|"), said
    if run["in"]:
        pattern = filled(run["in"]).removeprefix(f"{tmp_path}/")
        files = sorted(tmp_path.glob(pattern))
        assert files, pattern
        said = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert re.search(run["says"], said, re.IGNORECASE), said
    assert not run["says_not"] or not re.search(run["says_not"], said, re.IGNORECASE), said
