"""No release gives a hidden count away: small councils, where most is hidden, and councils made up at random."""

from pathlib import Path

import pytest

from helpers.clone import ROOT
from helpers.demo import make_demo
from intruder.attack import attack, read_sheet
from intruder.outcome import NEAR
from intruder.published import Cell
from intruder.relations import relations
from intruder.releases import make_counts, make_release, make_releases
from intruder.through_time import attack_apart, attack_together

CONFORMANCE = ROOT.parent / "shared" / "conformance"
COUNCILS = ("small_council", "small", "faulty", "edges", "made up at random, 1", "made up at random, 2", "made up at random, 3")


@pytest.fixture(scope="module", params=COUNCILS)
def council(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extract of one council after the other."""
    name = request.param
    if name == "small_council":
        return request.getfixturevalue(name)
    if not name.startswith("made up"):
        if not (CONFORMANCE / name).is_dir():
            pytest.skip("the shared folder is not beside the repository")
        return CONFORMANCE / name
    seed = int(name[-1])
    folder = tmp_path_factory.mktemp("council") / "extract"
    make_demo(folder, "2026-10", children_in_care=30 + 40 * seed, seed=100 + seed)
    return folder


def test_no_hidden_count_can_be_worked_out_from_a_release(council: Path) -> None:
    outcome = attack(make_release(council, "2026-10"), harmless=False)
    assert outcome.targets > 0
    assert outcome.given_away == []


def test_what_the_intruder_takes_for_certain_holds_in_every_count(council: Path) -> None:
    cells = make_counts(council, "2026-10")
    wrong = [said for said in wrong_relations(cells) if council.name not in WITH_LATE_ROWS or said[:2] != NOT_CERTAIN]
    assert wrong == []
    assert read_sheet(cells).contradictions == []


# Once a period's first rows are typed in late, or joined to an earlier period, it began in another month than was thought.
# That is rare, so an intruder counts on it all the same.
NOT_CERTAIN = ("a window is its months", "came into care")
WITH_LATE_ROWS = ("faulty", "edges")


def wrong_relations(cells: list[Cell]) -> list[tuple[str, ...]]:
    shown = read_sheet(cells).shown
    wrong = []
    for relation in relations(cells):
        if all(quantity in shown for quantity, _ in relation.terms):
            comes_to = sum(shown[quantity] * factor for quantity, factor in relation.terms)
            if not relation.low - NEAR <= comes_to <= relation.high + NEAR:
                wrong.append((relation.kind, *relation.terms[0][0]))
    return wrong


def test_no_hidden_count_can_be_worked_out_from_a_year_of_releases(small_council: Path, tmp_path: Path) -> None:
    releases = list(make_releases(small_council, "2026-10", tmp_path / "history", before=3))
    assert len(releases) == 4
    assert [outcome.given_away for outcome in attack_apart(releases, harmless=False)] == [[]] * 4
    assert attack_together(releases, harmless=False).given_away == []
