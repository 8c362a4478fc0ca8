"""The published figures as files: their layout, their order and their description."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from helpers.council import Council, Cover, Disclosure
from helpers.downloads import METADATA_FILE, board_downloads, published_figures
from helpers.downloads.metadata import SERIES, describe
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.pages import FIGURES_FILE
from helpers.protect.released import KEY
from helpers.section.figures import Figures

COLUMNS = ["code", "month", "window", "breakdown", "group", "numerator", "denominator", "value", "series", "period", "marks"]
MARKS = {"[c]", "[z]", "[low]"}
OCTOBER = ReportingMonth(2026, 10)


@pytest.fixture(scope="module")
def files(figures):
    return board_downloads(figures)


@pytest.fixture(scope="module")
def listed(files):
    return list(csv.DictReader(io.StringIO(files[FIGURES_FILE].decode("utf-8"), newline="")))


def with_prepared(figures: Figures, **changes: object) -> Figures:
    return replace(figures, prepared=replace(figures.prepared, **changes))


def described(council: Council | None = None, **words: object) -> dict:
    council = council or Council(name="Westshire", **words)
    return json.loads(describe("figures.csv", council, OCTOBER, [INDICATORS["CLA_N"]], {"outturn", "target"}))


def test_the_table_has_the_columns_of_the_contract_is_sorted_as_text_and_is_the_same_each_time(figures, files, listed) -> None:
    content = files[FIGURES_FILE]
    assert list(listed[0]) == COLUMNS
    assert not content.startswith(b"\xef\xbb\xbf") and b"\r" not in content and content.endswith(b"\n")
    keys = [tuple(row[name] for name in (*KEY, "series", "period")) for row in listed]
    assert keys == sorted(keys) and len(set(keys)) == len(keys)
    assert board_downloads(figures) == files


def test_a_cell_is_a_number_a_mark_a_word_or_empty(listed) -> None:
    number = re.compile(r"-?[0-9]+(\.[0-9]+)?")
    for row in listed:
        for name in ("numerator", "denominator"):
            assert row[name] in {"", *MARKS} or number.fullmatch(row[name]), row
        assert row["value"], row
        if row["series"] not in ("band", "verdict", "quartile"):
            assert row["value"] in MARKS or number.fullmatch(row["value"]), row


def test_what_is_hidden_is_hidden_throughout_and_nothing_is_told_of_it(figures, listed) -> None:
    frame = figures.released.frame
    hidden = set(frame.loc[frame["is_hidden"], KEY].itertuples(index=False, name=None))
    seen = 0
    for row in listed:
        key = tuple(row[name] for name in KEY)
        if key in hidden and row["series"] == "outturn":
            seen += 1
            assert row["numerator"] == row["value"] == "[c]" and row["denominator"] in ("", "[c]"), row
        if key in hidden and (row["series"], row["value"]) != ("verdict", "not judged"):
            assert row["series"] in ("outturn", "target", "england", "region", "neighbours", "own", "rank", "quartile"), row
        if row["series"] == "change_from":
            assert (row["code"], row["period"], *key[2:]) not in hidden, row
    assert seen > 100, "the small council hides too little for this test to say anything"


def test_every_figure_is_that_of_the_gate_rounded_as_shown(figures, listed) -> None:
    frame = figures.released.frame.set_index(KEY)
    of_rows = {"sum_of_groups", "whole"}
    checked = 0
    for row in listed:
        key = tuple(row[name] for name in KEY)
        if row["series"] == "outturn" and key in frame.index and row["value"] not in MARKS:
            exact = frame.loc[key, "numerator" if row["denominator"] == "" else "value"]
            assert abs(float(row["value"]) - exact) <= 0.5, row
            checked += 1
        assert row["series"] not in of_rows or row["group"] == "all"
    assert checked > 1000


def test_a_name_that_opens_like_a_formula_is_text_and_a_number_below_0_stays_one(figures) -> None:
    frame = figures.released.frame
    renamed = frame.assign(group=frame["group"].where(frame["breakdown"] != "district", "=" + frame["group"]))
    content = board_downloads(with_prepared(figures, released=replace(figures.released, frame=renamed)))[FIGURES_FILE]
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    assert {row["group"][:2] for row in rows if row["breakdown"] == "district" and row["group"] != "all"} == {"'="}
    assert any(row["value"].startswith("-") for row in rows)


def test_the_description_is_of_this_file_for_this_council_and_month() -> None:
    made = described()
    assert made["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert made["url"] == "figures.csv"
    assert made["dc:title"] == "Corporate parenting report of Westshire, October 2026: published figures"
    assert made["dc:publisher"] == "Westshire"
    assert made["dc:license"] == {"@id": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"}
    assert made["dc:temporal"] == "2026-10"
    assert METADATA_FILE.removeprefix(FIGURES_FILE) == "-metadata.json"  # where the standard looks for it


def test_the_description_says_the_rule_in_force() -> None:
    rule = Disclosure(hide_counts_up_to=7, smallest_denominator=12)
    said = described(disclosure=rule)["dc:description"]
    assert "counts of 1 to 7 and shares of fewer than 12 children are hidden" in said
    assert "each such cell is [c]" in said


def test_a_council_may_choose_its_licence_by_an_address() -> None:
    assert described(cover=Cover(licence="https://example.org/licence"))["dc:license"] == {"@id": "https://example.org/licence"}


def test_columns_are_described_as_the_standard_asks(files) -> None:
    schema = json.loads(files[METADATA_FILE])["tableSchema"]
    assert [column["name"] for column in schema["columns"]] == COLUMNS
    # A column of the file is matched by a title that is its heading, letter for letter.
    assert all(column["name"] in column["titles"] and column["dc:description"] for column in schema["columns"])
    assert {column["name"]: column["datatype"] for column in schema["columns"]}["numerator"] == "decimal"
    assert schema["primaryKey"] == [*KEY, "series", "period"]
    nulls = {column["name"]: column.get("null") for column in schema["columns"]}
    assert nulls["numerator"] == nulls["denominator"] == ["", "[c]", "[low]", "[x]", "[z]"]


def test_notes_give_every_indicator_its_unit_and_every_series_and_mark_its_meaning(files, listed) -> None:
    notes = json.loads(files[METADATA_FILE])["notes"]
    units = {note["code"]: note["unit"] for note in notes if "code" in note}
    assert set(units) == {row["code"] for row in listed} & set(INDICATORS)
    assert (units["CLA_N"], units["CLA_RATE"], units["CLA_HA"]) == ("number", "per 10,000 children aged 0 to 17", "%")
    assert {note["series"] for note in notes if "series" in note} == {row["series"] for row in listed} <= set(SERIES)
    assert {note["mark"] for note in notes if "mark" in note} >= MARKS | {"u"}


def test_a_series_that_is_not_described_is_not_published() -> None:
    with pytest.raises(KeyError):
        describe("figures.csv", Council(name="Westshire"), OCTOBER, [], {"rumour"})


def test_findings_are_counted_as_the_page_shows_them(figures) -> None:
    finding = figures.findings[0]
    rows = published_figures(figures).query("code == 'EXTRACT'")
    assert len(rows) == len(figures.findings)
    assert (rows["breakdown"] == finding.file).any()
    shown = "[c]" if 1 <= finding.count <= 5 else str(finding.count)
    assert rows.loc[rows["breakdown"] == finding.file, "value"].iloc[0] == shown


def test_each_section_has_its_indicators_counted(figures) -> None:
    rows = published_figures(figures).query("series == 'indicators_with_figures'").set_index("group")
    assert rows.loc["Placements", ["numerator", "denominator"]].tolist() == ["6", "6"]
    assert rows["denominator"].astype(int).sum() == len(INDICATORS)


def test_the_first_screen_is_counted(figures) -> None:
    rows = published_figures(figures).query("series == 'at_a_glance'").set_index("group")
    targeted = [judged for judged in figures.released.judged.values() if judged.target is not None]
    assert rows.loc["indicators with a target", "value"] == str(len(targeted)) != "0"
    in_bands = rows.query("breakdown == 'band'")["value"].astype(int).sum() + int(rows.loc["indicators without a band", "value"])
    assert in_bands == len(targeted)
    assert rows.loc["revised figures", "value"] == "0"


def test_the_others_are_given_of_shares_that_the_first_screen_lists_alone(figures) -> None:
    rows = published_figures(figures)
    others = rows.query("series == 'remainder'")
    assert 0 < len(others) <= 5
    for row in others.itertuples():
        (outturn,) = rows.query(f"code == '{row.code}' and month == '{row.month}' and group == '{row.group}'").query(
            f"series == 'outturn' and window == '{row.window}'"
        ).itertuples()
        assert int(row.numerator) + int(outturn.numerator) == int(row.denominator) == int(outturn.denominator)


def test_a_figure_reported_otherwise_has_a_row_of_its_own(figures) -> None:
    reported = figures.released.of("CLA_N", month="2026-09", breakdown="all").iloc[0]
    key = {name: [reported[name]] for name in KEY}
    told = figures.history.reported.iloc[:0].reindex(range(1)).assign(
        **key, numerator=61.0, denominator=float("nan"), value=61.0, numerator_children=61.0, denominator_children=float("nan"),
        source="the workbook",
    )  # fmt: skip
    shown_then = replace(figures.released, published=told.assign(is_hidden=False))
    history = replace(figures.history, reported=told)
    rows = published_figures(with_prepared(figures, history=history, released=shown_then))
    (row,) = rows.query("series == 'as_reported'").to_dict("records")
    assert (row["code"], row["month"], row["numerator"], row["denominator"], row["value"]) == ("CLA_N", "2026-09", "61", "", "61")
