"""Every claim of every sentence is worked out again, by a reader that shares no code with those who wrote it."""

from pathlib import Path

import pytest

from commentary.reader import read_all
from helpers.commentary import say_commentary
from helpers.indicators import INDICATORS
from helpers.protect.editions import EDITIONS, read_edition
from helpers.protect.gate import release
from helpers.results import CHILDREN
from helpers.section.figures import make_figures

CONFORMANCE = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "small"
ALL = tuple(INDICATORS.values())


def read_report(folder: Path, month: str) -> dict[str, int]:
    """How many sentences of each edition were read, each to the last word; the figures are computed once."""
    figures = make_figures(str(folder), month, read_edition("analyst"), ALL)
    counted, council = figures.released, figures.data.council
    frame = counted.frame.drop(columns="is_hidden").assign(**dict.fromkeys(CHILDREN, float("nan")))
    read = {}
    for edition in EDITIONS.values():
        asked = (frame, counted.changes, ALL, edition, council.disclosure, counted.month, figures.not_known, counted.judged)
        released = release(*asked)
        sentences = [(entry, say_commentary(entry, released)) for entry in ALL]
        read[edition.key] = sum(read_all(said, entry, released, figures.yardsticks.breaks) for entry, said in sentences)
    return read


@pytest.mark.parametrize("month", ["2026-10", "2026-04"])
def test_of_the_made_up_council(small_council: Path, month: str) -> None:
    read = read_report(small_council, month)
    assert read["analyst"] > read["board"] > 100


@pytest.mark.skipif(not CONFORMANCE.exists(), reason="the shared conformance data is not here")
def test_of_the_conformance_council() -> None:
    assert all(count > 60 for count in read_report(CONFORMANCE, "").values())
