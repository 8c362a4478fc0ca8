"""Figures made once: what comes from the cache, or was made in parts, is what is made anew; and nothing old is taken."""

import pickle
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from helpers.cache.store import VARIABLE, Store
from helpers.clone import HISTORY_VARIABLE
from helpers.cohorts.known import Known
from helpers.errors import DataError, DefinitionError
from helpers.indicators import INDICATORS, SECTIONS
from helpers.load import extract
from helpers.load.extract import load_extract
from helpers.months import ReportingMonth
from helpers.protect.editions import ANALYST, BOARD
from helpers.results import compute_results
from helpers.section import figures as figures_module
from helpers.section import open_section, prepared
from helpers.section.figures import make_figures, prepare_report
from helpers.section.halves import compute_in_parts, hold_texts, load_in_parts
from helpers.section.prepared import Counted, ask, count, one_by_one, prepare

PLACEMENTS = next(section for section in SECTIONS if section.key == "placements").indicators
OCTOBER = ReportingMonth(2026, 10)


@pytest.fixture
def council(small_council: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the made-up council's extract, with a cache and a history of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv(HISTORY_VARIABLE, str(tmp_path / "history"))
    shutil.copytree(small_council, tmp_path / "extract")
    return tmp_path / "extract"


def assert_same_extract(one: extract.CareData, other: extract.CareData) -> None:
    assert list(one.tables) == list(other.tables)
    for name, table in one.tables.items():
        pd.testing.assert_frame_equal(table.frame, other.tables[name].frame)
        assert replace(table, frame=None) == replace(other.tables[name], frame=None)
    assert [(note.oddity, note.table, note.column, note.rows.tolist()) for note in one.notes] == [
        (note.oddity, note.table, note.column, note.rows.tolist()) for note in other.notes
    ]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from helpers.demo import make_demo

    folder = tmp_path_factory.mktemp("faulty") / "extract"
    make_demo(folder, "2026-10", children_in_care=60, seed=3, faults=True)
    return folder


def test_an_extract_loaded_in_parts_is_the_extract_loaded_in_one(faulty: Path) -> None:
    whole = load_extract(faulty, OCTOBER)
    assert whole.notes
    assert_same_extract(load_in_parts(faulty, OCTOBER, None, one_by_one), whole)
    some = {"ssd_cla_visits", "ssd_person", "ssd_cp_reviews", "ssd_contacts"}
    assert_same_extract(load_in_parts(faulty, OCTOBER, some, one_by_one), load_extract(faulty, OCTOBER, some))


def test_results_computed_in_parts_are_those_computed_in_one(faulty: Path) -> None:
    data = load_extract(faulty, OCTOBER)
    known = Known(data, tuple(OCTOBER.back_to(3)))
    whole = compute_results(INDICATORS.values(), known)
    parts, findings = compute_in_parts(INDICATORS.values(), known, one_by_one)
    pd.testing.assert_frame_equal(parts.frame, whole.frame)
    assert parts.missing == whole.missing
    assert findings


def test_texts_that_are_held_give_the_same_extract_and_are_read_anew_when_a_file_changes(council: Path) -> None:
    read = extract.read_text_table
    calls: list[Path] = []
    try:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(extract, "read_text_table", lambda path, *rest: calls.append(path) or read(path, *rest))
            hold_texts(council, ask(council, None, "").files, one_by_one)
            held = len(calls)
            assert held == len(set(calls)) > 30
            september = load_extract(council, OCTOBER.plus(-1))
            hold_texts(council, ask(council, None, "").files, one_by_one)
            assert {path.name for path in calls[held:]} <= {"code_spellings.csv"}
            calls.clear()
            (council / "ssd_contacts.csv").write_text("cont_contact_id\n", encoding="utf-8")
            hold_texts(council, ask(council, None, "").files, one_by_one)
            assert len(calls) == held
            assert load_extract(council, OCTOBER).tables["ssd_contacts"].rows_in_file == 0
    finally:
        extract.release_texts()
    assert september.tables["ssd_contacts"].rows_in_file > 0


def bomb(*arguments: object, **options: object) -> None:
    raise AssertionError("made anew")


def test_what_is_kept_is_not_made_again_and_is_what_is_made(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make_figures(str(council), "", ANALYST, PLACEMENTS)
    monkeypatch.setattr(prepared, "load_extract", bomb)
    again = make_figures(str(council), "2026-10", ANALYST, PLACEMENTS)
    pd.testing.assert_frame_equal(again.results.frame, first.results.frame)
    pd.testing.assert_frame_equal(again.released.frame, first.released.frame)
    assert repr(again.released.judged) == repr(first.released.judged)
    assert again.data.council == first.data.council
    assert len(again.known.data.tables["ssd_person"].frame) == first.known.data.tables["ssd_person"].rows_in_file


def shown(folder: Path, edition: str) -> list[str]:
    section = open_section("placements", "2026-10", str(folder), edition)
    return [str(section.show(code).html) for code in section.codes]


@pytest.mark.parametrize("edition", ["analyst", "board"])
def test_a_section_shows_the_same_alone_from_the_cache_and_from_the_whole_report(
    council: Path, monkeypatch: pytest.MonkeyPatch, edition: str
) -> None:
    alone = shown(council, edition)
    from_cache = shown(council, edition)
    monkeypatch.setattr(figures_module, "_HELD", {})
    prepare_report(council, "2026-10", "", [edition])
    assert len(figures_module._HELD) == 1
    assert from_cache == alone
    assert shown(council, edition) == alone


def keys_of(folder: Path, **options: object) -> tuple[str, str, str]:
    asked = ask(folder, options.get("month", OCTOBER), options.get("area", ""), options.get("entries"))
    return asked.tables_key, asked.counted_key, asked.shown_key(options.get("edition", ANALYST))


CHANGED = {
    "commentary.csv": (False, False, False),
    "questions.csv": (False, False, False),
    "targets.csv": (False, False, True),
    "breaks.csv": (False, False, True),
    "published.csv": (False, False, True),
    "earlier_outturns.csv": (False, False, True),
    "ssd_contacts.csv": (True, True, True),
    "council.toml": (True, True, True),
    "population.csv": (True, True, True),
    "new_table.csv": (True, True, True),
    "notes.docx": (False, False, False),
}


@pytest.mark.parametrize("file", CHANGED)
def test_a_changed_file_makes_new_what_is_made_from_it(council: Path, file: str) -> None:
    before = keys_of(council)
    with (council / file).open("a", encoding="utf-8") as opened:
        opened.write("\n# x\n")
    assert tuple(now != then for now, then in zip(keys_of(council), before, strict=True)) == CHANGED[file]


def test_each_thing_that_is_asked_for_is_kept_apart(council: Path) -> None:
    base = keys_of(council)
    assert keys_of(council, edition=BOARD)[:2] == base[:2] and keys_of(council, edition=BOARD)[2] != base[2]
    assert all(now != then for now, then in zip(keys_of(council, month=OCTOBER.plus(-1)), base, strict=True))
    assert keys_of(council, area="North")[0] == base[0] and keys_of(council, area="North")[1] != base[1]
    assert all(now != then for now, then in zip(keys_of(council, entries=PLACEMENTS), base, strict=True))


@pytest.mark.parametrize(
    ("name", "counts"),
    [("2026-09.csv", True), ("2026-10.csv", False), ("2026-11.csv", False), ("published/board-2026-11.1.0.csv", True)],
)
def test_the_history_before_the_month_and_all_that_was_published_count(
    council: Path, tmp_path: Path, name: str, counts: bool
) -> None:
    before = keys_of(council, edition=BOARD)
    (tmp_path / "history" / "published").mkdir(parents=True)
    (tmp_path / "history" / name).write_text("code\n", encoding="utf-8")
    assert (keys_of(council, edition=BOARD)[2] != before[2]) is counts
    assert keys_of(council, edition=BOARD)[:2] == before[:2]


def test_other_code_makes_all_anew(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = keys_of(council)
    monkeypatch.setattr(prepared, "CODE_KEY", "other")
    assert not set(keys_of(council)) & set(before)


def test_an_entry_of_another_kind_under_the_right_hash_is_not_taken(council: Path) -> None:
    asked, store = ask(council, None, "", PLACEMENTS), Store()
    for kind, key in (("shown", asked.shown_key(ANALYST)), ("counted", asked.counted_key), ("tables", asked.tables_key)):
        assert store.put(kind, key, {"not": "this"})
    assert isinstance(prepare(asked, [ANALYST], store)[0].counted, Counted)
    assert isinstance(count(asked, store), Counted)


def test_an_indicator_that_is_tried_out_is_never_kept(council: Path, tmp_path: Path) -> None:
    tried = replace(PLACEMENTS[0], title="Another")
    figures = make_figures(str(council), "", ANALYST, (tried,))
    assert len(figures.results.frame)
    assert not (tmp_path / "cache").exists()


def test_a_file_that_changes_while_it_is_read_stops_the_run(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = prepared.load_extract

    def change(*arguments: object) -> object:
        loaded = read(*arguments)
        (council / "ssd_contacts.csv").write_text("cont_contact_id\n", encoding="utf-8")
        return loaded

    monkeypatch.setattr(prepared, "load_extract", change)
    with pytest.raises(DataError, match="Changed while it was read: "):
        make_figures(str(council), "", ANALYST, PLACEMENTS)
    assert Store().get("tables", ask(council, None, "", PLACEMENTS).tables_key) is None


def test_rows_are_not_had_by_mistake_from_the_outline(council: Path) -> None:
    figures = make_figures(str(council), "", ANALYST, PLACEMENTS)
    with pytest.raises(DefinitionError, match="known"):
        figures.data.rows("ssd_person", "person_id")
    assert b"ssd_person" in pickle.dumps(figures.data)
    assert all(table.frame.empty for table in figures.data.tables.values())
