"""A council's extract to be spoilt, an earlier report that must outlive the fault, and the command as it is typed."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from faults.spoilt import SECRET, Council, Said
from helpers.cli import main


@pytest.fixture
def council(small_council: Path, tmp_path: Path) -> Council:
    """A copy of the small council, with a history of its own."""
    folder = tmp_path / "extract"
    shutil.copytree(small_council, folder)
    settings = folder / "council.toml"
    settings.write_text('history = "../history"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    return Council(folder)


@pytest.fixture(scope="session")
def usual(small_council: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of the small council's month as `workbook results` writes them, nothing spoilt."""
    path = tmp_path_factory.mktemp("usual") / "results.csv"
    assert main(["results", "--data", str(small_council), "--months", "1", "--to", str(path)]) == 0
    return path


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Said]:
    """The command `workbook`; whatever it says holds no cell of a child, no path and no traceback."""

    def run(*words: str | Path) -> Said:
        capfd.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capfd.readouterr()
        for unwanted in (SECRET, "Traceback"):
            assert unwanted not in out + err
        # Where the report lies is told, in the words in which it was asked for.
        assert str(tmp_path) not in err + ("" if words[0] == "report" and not code else out)
        return Said(code, out, err)

    return run


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The outputs folder with the report of the month as it was published before, which the council's history knows."""
    outputs = tmp_path / "outputs"
    (tmp_path / "history").mkdir()
    (tmp_path / "history" / "2026-10.csv").write_text("code\n", encoding="utf-8")
    for place in ("board/2026-10/index.html", "analyst/2026-10/index.html", "runs/2026-10.json"):
        path = outputs / place
        path.parent.mkdir(parents=True)
        path.write_text("as it was", encoding="utf-8")
    return outputs


@pytest.fixture
def stopped(council: Council, command: Callable[..., Said], earlier: Path) -> Callable[..., str]:
    """What a report says that a fault stops, after a look at the earlier report, which stands as it was and alone.

    Beside it lies the log, which says the same; wrong use leaves none, since nothing was begun. A warm process is started where
    asked for: it meets the fault too, and takes a second or two to start.
    """

    def run(code: int, *more: str | Path, is_warm: bool = False) -> str:
        before = _contents(earlier)
        kernels = () if is_warm else ("--plain-kernels",)
        said = command("report", "--data", council.folder, "--outputs", earlier, *kernels, *more)
        assert said.code == code, said.err
        assert said.err.strip() and not said.out
        after = _contents(earlier)
        logs = [name for name in after if name not in before]
        assert [name.split("/")[-1] for name in logs] == ([] if code == 2 else ["run.log"])
        for name in logs:
            assert re.fullmatch(r"analyst/failed/([0-9]{4}-[0-9]{2}/)?run\.log", name)
            text = after.pop(name).decode()
            last = json.loads(text.splitlines()[-1])
            assert (last["stage"], last["outcome"], last["exit_code"]) == ("run", "failed", code)
            assert last["reason"] in said.err
            assert not any(unwanted in text for unwanted in (SECRET, str(earlier.parent), "Traceback"))
        assert after == before
        return said.err

    return run


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
