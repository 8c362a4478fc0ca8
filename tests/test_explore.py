"""The worked examples for analysts run on the made-up council, and are committed without outputs."""

from pathlib import Path

import nbformat
import papermill
import pytest

EXPLORE = Path(__file__).resolve().parents[1] / "notebooks" / "explore"
EXAMPLES = sorted(path.stem for path in EXPLORE.glob("*.ipynb"))


def test_there_are_two_examples_without_outputs() -> None:
    assert EXAMPLES == ["behind_a_figure", "try_an_indicator"]
    for name in EXAMPLES:
        cells = nbformat.read(EXPLORE / f"{name}.ipynb", as_version=4).cells
        assert all(not cell.outputs and cell.execution_count is None for cell in cells if cell.cell_type == "code")


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs_to_its_end(name: str, small_council: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.ipynb"
    parameters = {"month": "2026-10", "data": str(small_council)}
    papermill.execute_notebook(EXPLORE / f"{name}.ipynb", out, parameters, progress_bar=False, kernel_name="python3")
    cells = [cell for cell in nbformat.read(out, as_version=4).cells if cell.cell_type == "code" and cell.source]
    assert all(cell.execution_count for cell in cells)
    assert cells[-1].outputs
