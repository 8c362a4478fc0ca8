"""That no hidden figure can be told: an attacker who tries every possible table finds none, and the gate proves it by itself."""

import ast
import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.errors import DefinitionError
from helpers.indicators import INDICATORS
from helpers.protect import secondary, worlds
from helpers.protect.small import are_small
from helpers.protect.worlds import System, nearest_worlds, worlds_at_hand
from protect.examples import RULE, count, frame_of, hidden, released, share

AGES = ("Under 1", "1 to 4", "5 to 9")


def possible(whole: int | None, cells: list[int | None], most: int) -> list[tuple[int, ...]]:
    """All whole numbers that the hidden cells may hold beside the total that is shown; a hidden number is at least 1."""
    left = None if whole is None else whole - sum(cell for cell in cells if cell is not None)
    every = itertools.product(range(1, most + 1), repeat=cells.count(None))
    return [numbers for numbers in every if left is None or sum(numbers) == left]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=3, max_size=3))
def test_every_number_of_a_hidden_group_stays_possible_beside_another(numbers: list[int]) -> None:
    rows = [count("CLA_N", name, n, breakdown="age_band") for name, n in zip(AGES, numbers, strict=True)]
    shown = released([*rows, count("CLA_N", "all", sum(numbers))]).frame.set_index("group")["numerator"]
    cells = [None if np.isnan(shown[name]) else int(shown[name]) for name in AGES]
    whole = None if np.isnan(shown["all"]) else int(shown["all"])
    fits = possible(whole, cells, most=30)
    for place in range(len(fits[0])):
        assert len({fit[place] for fit in fits}) > 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=14, max_size=14), st.sampled_from(["rolling_6", "rolling_12"]))
def test_what_is_small_is_hidden_and_the_same_is_hidden_each_time(numbers: list[int], window: str) -> None:
    months = [f"2025-{n:02d}" for n in range(9, 13)] + [f"2026-{n:02d}" for n in range(1, 11)]
    length = int(window.removeprefix("rolling_"))
    rows = [count("CON_N", "all", n, month=m, window="month") for m, n in zip(months, numbers, strict=True)]
    ends = range(length - 1, len(months))
    rows += [count("CON_N", "all", sum(numbers[e - length + 1 : e + 1]), month=months[e], window=window) for e in ends]
    first = released(rows).frame
    small = are_small(frame_of(rows), INDICATORS.values(), RULE)
    assert first["is_hidden"][small].all()
    assert first.equals(released(rows).frame)
    # By straightforward algebra: a small month does not follow from the sums that are shown.
    places = {key: at for at, key in enumerate(months)}
    lines = []
    for row in first.itertuples():
        if not row.is_hidden:
            line = np.zeros(len(months))
            back = 1 if row.window == "month" else length
            line[[places[row.month] - each for each in range(back)]] = 1
            lines.append(line)
    known = np.linalg.matrix_rank(np.array(lines)) if lines else 0
    for at in np.flatnonzero(small[: len(months)]):
        unit = np.eye(len(months))[at]
        assert np.linalg.matrix_rank(np.array([*lines, unit])) > known


def test_a_world_of_halves_is_none() -> None:
    # Three numbers of which each two move against one another can't move by whole numbers but by 2 and so on: not at all.
    relations = [((0, 1.0), (1, 1.0)), ((1, 1.0), (2, 1.0)), ((0, 1.0), (2, 1.0))]
    system = System(relations, np.full(3, -9.0))
    nobody = np.zeros(3, dtype=bool)
    assert nearest_worlds(system, np.zeros(3), 0, 1, nobody) == ([], 0)
    assert worlds_at_hand(system, np.ones(3, dtype=bool), np.ones(3, dtype=bool)) == []
    # Four times the first is the second, which moves by 2 at most here: the first would move by a half.
    system = System([((0, 4.0), (1, -1.0))], np.full(2, -9.0))
    assert worlds_at_hand(system, np.ones(2, dtype=bool), np.array([False, True])) == []


def nearest_of(times: float, step: int, lowest: float = -9.0) -> dict[int, int]:
    # So many times the first number is the second and third together; the third costs much to hide.
    system = System([((0, times), (1, -1.0), (2, -1.0))], np.array([-9.0, lowest, -9.0]))
    found, _ = nearest_worlds(system, np.array([0.0, 1.0, 50.0]), 1, step, np.zeros(3, dtype=bool))
    assert times * found[0].get(0, 0) == found[0][1] + found[0].get(2, 0)
    return found[0]


def test_twice_the_step_is_taken_where_halves_come_out() -> None:
    assert nearest_of(2, 1) == {0: 1, 1: 2}


def test_whole_numbers_are_asked_for_where_fifths_come_out_or_there_is_no_room_for_twice_the_step() -> None:
    assert nearest_of(5, 1) == {1: 1, 2: -1}
    assert nearest_of(2, -1, lowest=-1.0)[1] == -1


def test_a_number_that_can_go_no_lower_has_no_world_below() -> None:
    system = System([((0, 1.0), (1, 1.0))], np.array([0.0, -9.0]))
    assert nearest_worlds(system, np.zeros(2), 0, -1, np.zeros(2, dtype=bool)) == ([], 0)


def test_a_proof_that_fails_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(System, "agrees", lambda *_: False)
    with pytest.raises(DefinitionError, match="nothing is shown"):
        released([count("CLA_N", "all", 3)])


def test_a_world_that_shows_through_is_no_proof() -> None:
    system = System([((0, 1.0), (1, 1.0))], np.array([-1.0, -1.0]))
    both, one = np.array([True, True]), np.array([True, False])
    assert system.agrees({0: 1, 1: -1}, both)
    assert not system.agrees({0: 1, 1: -1}, one)
    assert not system.agrees({0: 1}, both)
    assert not system.agrees({0: 2, 1: -2}, both)


def test_an_error_in_the_search_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("no figure")

    monkeypatch.setattr(secondary, "worlds_at_hand", fail)
    with pytest.raises(ValueError, match="no figure"):
        released([count("CLA_N", "all", 3)])


def test_a_share_with_its_remainder_is_open_on_both_sides() -> None:
    # 40 in all, as the count says: 3 and 37 both stay open, since they move against one another.
    assert hidden(released([share("CLA_3PL", "all", 3, 40), count("CLA_N", "all", 40)])) == {("CLA_3PL",)}


def test_only_the_gate_makes_what_may_be_shown() -> None:
    root = Path(__file__).resolve().parents[2] / "src" / "helpers"
    makers = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Released":
                makers.add(path.relative_to(root).as_posix())
    assert makers == {"protect/gate.py"}


def test_a_search_looks_further_where_near_is_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    # Each number is the next one's equal: none moves unless all do.
    system = System([((each, 1.0), (each + 1, -1.0)) for each in range(99)], np.full(100, -9.0))
    nobody = np.zeros(100, dtype=bool)
    found, reach = nearest_worlds(system, np.zeros(100), 0, 1, nobody)
    assert found == [dict.fromkeys(range(100), 1)] and reach == 1
    monkeypatch.setattr(worlds, "REACHES", (10, 20))
    assert nearest_worlds(system, np.zeros(100), 0, 1, nobody) == ([], 0)


def test_what_is_known_already_is_no_help() -> None:
    system = System([((0, 1.0), (1, 1.0), (2, 1.0))], np.full(3, -9.0))
    found, _ = nearest_worlds(system, np.array([0.0, np.inf, 5.0]), 0, 1, np.zeros(3, dtype=bool))
    assert found == [{0: 1, 2: -1}]
