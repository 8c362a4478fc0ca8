"""The department's files not as they were: a label worded anew, a column renamed, codes as numbers, files of other kinds."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from helpers.cli import main
from helpers.compare.published import read_downloads, read_published, write_published
from helpers.compare.published.reference import Column, columns_by_file, measures
from helpers.compare.published.spelling import plain_code, plain_label
from helpers.errors import DataError

HEAD = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
    "old_la_code", "la_name", "new_la_code",
)  # fmt: skip
ENGLAND = ("National", "E92000001", "England", "", "", "", "", "")
NORTH_WEST = ("Regional", "E92000001", "England", "E12000002", "North West", "", "", "")
LANCASHIRE = ("Local authority", "E92000001", "England", "E12000002", "North West", "888", "Lancashire", "E10000017")
AREAS = (ENGLAND, NORTH_WEST, LANCASHIRE)
EVERY_FILE = sorted(columns_by_file())
ACTIVITY, MOVES = "la_care_leavers_activity", "la_cla_swcount"


def times_of(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """The last year but one and the last, as a file of such measures writes them."""
    is_academic = measures()[columns[0].code].period_kind == "academic year"
    return [("202425", "Academic year"), ("202526", "Academic year")] if is_academic else [
        ("2025", "Reporting year"), ("2026", "Reporting year"),
    ]  # fmt: skip


def made_up(file: str, areas: Sequence[Sequence[str]] = AREAS) -> pd.DataFrame:
    """A file of two years, with a row of every measure in it, year and area."""
    columns = columns_by_file()[file]
    picks = list(dict.fromkeys(column.picks for column in columns))
    cell = "01:07" if measures()[columns[0].code].unit == "months" else "7"
    rows = [
        dict(zip(HEAD, (*time, *area), strict=True)) | dict(pick) | {column.column: cell for column in columns}
        for time in times_of(columns)
        for area in areas
        for pick in picks
    ]
    return pd.DataFrame(rows)


def notes_on(folder: Path, file: str, frame: pd.DataFrame) -> tuple[str, ...]:
    frame.to_csv(folder / f"{file}.csv", index=False)
    return read_downloads(folder).notes


def codes_with(file: str, name: str, text: str) -> set[str]:
    return {column.code for column in columns_by_file()[file] if (name, text) in column.picks}


def said_codes(notes: Sequence[str]) -> list[str]:
    """The measures that notes name, in one list."""
    return [code for note in notes for code in note.split("\n")[0].partition(" for ")[2].rstrip(".").split(", ")]


@pytest.mark.parametrize("file", EVERY_FILE)
def test_a_file_as_it_should_be_is_read_without_a_word(tmp_path: Path, file: str) -> None:
    assert notes_on(tmp_path, file, made_up(file)) == ()


@pytest.mark.parametrize("file", EVERY_FILE)
def test_a_label_worded_anew_in_the_newest_year_is_named_with_its_column_and_measures(tmp_path: Path, file: str) -> None:
    frame = made_up(file, (ENGLAND,))
    newest = times_of(columns_by_file()[file])[1][0]
    labels = {pick for column in columns_by_file()[file] for pick in column.picks}
    for name, text in sorted(labels):
        is_asked = (frame["time_period"] == newest) & (frame[name] == text)
        reworded = frame.assign(**{name: frame[name].mask(is_asked, f"{text} (anew)")})
        notes = notes_on(tmp_path, file, reworded)
        assert set(said_codes(notes)) == codes_with(file, name, text)
        for note in notes:
            assert note.startswith(f"{file}.csv: {newest} gives no figure for ")
            assert f"The column {name} has no label “{text}” for {newest}; it has “{text} (anew)”, which is not" in note


def test_a_newest_year_of_which_nothing_is_recognised_is_named_with_the_year_that_is_read(tmp_path: Path) -> None:
    frame = made_up(MOVES)
    frame.loc[frame["time_period"] == "2026", "cla_group"] = "Looked after on 31 March"
    (note,) = notes_on(tmp_path, MOVES, frame)
    assert note == (
        "la_cla_swcount.csv: 2026 gives no figure for CLA_3PLUS_SOCIAL_WORKERS_PCT.\n"
        "  The column cla_group has no label “CLA on 31 March” for 2026; it has “Looked after on 31 March”, which is not "
        "recognised. The newest year read is 2025.\n"
        "  The department may have worded it anew. Tell whoever maintains the workbook."
    )


def test_a_label_worded_anew_for_councils_alone_says_so(tmp_path: Path) -> None:
    frame = made_up(MOVES)
    is_asked = (frame["time_period"] == "2026") & (frame["geographic_level"] == "Local authority")
    (note,) = notes_on(tmp_path, MOVES, frame.assign(cla_group=frame["cla_group"].mask(is_asked, "Looked after on 31 March")))
    assert note.startswith("la_cla_swcount.csv: 2026 gives no figure in the rows of councils for CLA_3PLUS_SOCIAL_WORKERS_PCT.")


def test_a_measure_that_is_gone_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    frame = made_up(ACTIVITY)
    frame = frame[frame["breakdown"] != "In an apprenticeship"]
    notes = notes_on(tmp_path, ACTIVITY, frame)
    assert set(said_codes(notes)) == {"CL_1718_APPRENTICESHIP_PCT", "CL_1921_APPRENTICESHIP_PCT"}
    assert "has no label “In an apprenticeship” for 2026; it has no other like it. No year is read." in notes[0]
    assert "CL_1921_EET_PCT" in set(read_downloads(tmp_path).figures["published_code"])


def test_a_column_that_is_emptied_is_named(tmp_path: Path) -> None:
    frame = made_up(ACTIVITY)
    frame.loc[frame["time_period"] == "2026", "care_leaver_count"] = ""
    notes = notes_on(tmp_path, ACTIVITY, frame)
    assert f"{ACTIVITY}.csv: 2026 gives no figure for CL_1921_EET_NUM: the column care_leaver_count is empty." in notes


@pytest.mark.parametrize("file", EVERY_FILE)
def test_a_column_renamed_stops_the_run_and_is_named_with_the_one_like_it(tmp_path: Path, file: str) -> None:
    columns = columns_by_file()[file]
    names = {name for column in columns for name in (column.column, *(pick for pick, _ in column.picks))}
    for name in sorted(names):
        with pytest.raises(DataError) as error:
            notes_on(tmp_path, file, made_up(file).rename(columns={name: f"{name}_new"}))
        assert str(error.value).startswith(f"{file}.csv has no column {name}. It has {name}_new")


def test_a_label_differs_by_its_words_and_not_by_spaces_marks_or_capitals(tmp_path: Path) -> None:
    frame = made_up(ACTIVITY)
    spaced = frame["breakdown"].str.replace(" ", "\u00a0 ").str.upper() + " "
    assert notes_on(tmp_path, ACTIVITY, frame.assign(breakdown=spaced)) == ()
    assert plain_label("Secure homes and children’s\u00a0homes ") == plain_label("secure homes and children's homes")
    assert plain_label("Own provision – by the LA") == plain_label("Own provision - by the LA")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("888.0", "888"), (" 888 ", "888"), ("\u00a0888\u00a0", "888"), ("\ufeff888", "888"), ("888.00", "888"),
        ("940.0 / 941.0", "940 / 941"), ("202425.0", "202425"), (" e10000017", "E10000017"), ("888.5", "888.5"), ("", ""),
    ],
)  # fmt: skip
def test_a_code_written_as_a_number_is_the_code(text: str, meant: str) -> None:
    assert plain_code(text) == meant


@pytest.mark.parametrize("file", [ACTIVITY, "ks4_la"])
def test_codes_and_years_as_numbers_give_the_same_figures(tmp_path: Path, file: str) -> None:
    frame = made_up(file)
    frame.to_csv(tmp_path / f"{file}.csv", index=False)
    expected = read_downloads(tmp_path).figures
    spoilt = frame.assign(
        time_period=" " + frame["time_period"] + ".0",
        old_la_code=("\u00a0" + frame["old_la_code"] + ".0 ").where(frame["old_la_code"] != "", ""),
        geographic_level=frame["geographic_level"] + "\u00a0",
        new_la_code=frame["new_la_code"] + " ",
        time_identifier=frame["time_identifier"].str.replace(" ", "\u00a0"),
    )
    assert notes_on(tmp_path, file, spoilt) == ()
    pd.testing.assert_frame_equal(read_downloads(tmp_path).figures, expected)


def test_rows_of_an_unknown_level_or_without_a_council_s_code_are_named(tmp_path: Path) -> None:
    frame = made_up(MOVES)
    is_council = frame["geographic_level"] == "Local authority"
    start = "la_cla_swcount.csv: 2 rows of 2025 to 2026, from row 4 on, are not read: the column"
    (note,) = notes_on(tmp_path, MOVES, frame.assign(geographic_level=frame["geographic_level"].mask(is_council, "Council")))
    assert note == f"{start} geographic_level holds “Council”, and none of National, Regional, Local authority."
    (note,) = notes_on(tmp_path, MOVES, frame.assign(old_la_code=frame["old_la_code"].mask(is_council, "E888")))
    assert note == f"{start} old_la_code holds no three-digit code of a council."
    (note,) = notes_on(tmp_path, MOVES, frame.assign(country_code="K02000001"))
    assert "the column country_code does not hold the code of England (E92000001)" in note


def test_the_council_s_own_table_saved_anew_by_a_spreadsheet_keeps_its_codes(tmp_path: Path) -> None:
    path = tmp_path / "published.csv"
    made_up(MOVES).to_csv(tmp_path / f"{MOVES}.csv", index=False)
    figures = read_downloads(tmp_path).figures
    write_published(figures, path)
    path.write_text(path.read_text().replace(",888,", ",\u00a0888.0 ,").replace(",la,", ",la ,"), encoding="utf-8")
    pd.testing.assert_frame_equal(read_published(path), figures, check_dtype=False)


# What is no file of the department's, or not as it was downloaded


def published(capsys, folder: Path) -> tuple[int, str]:
    code = main(["published", "--from", str(folder), "--to", str(folder.parent / "published.csv")])
    return code, capsys.readouterr().err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "downloads"
    made.mkdir()
    return made


def test_an_empty_folder_says_so_and_what_is_looked_for(folder: Path, capsys) -> None:
    code, said = published(capsys, folder)
    assert (code, said.splitlines()[:2]) == (1, ["No file of the department's is in the folder downloads.", "It is empty."])
    assert all(f"{file}.csv" in said for file in EVERY_FILE)


def test_a_folder_of_others_says_what_is_there_and_what_each_may_be(folder: Path, capsys) -> None:
    (folder / "notes.txt").write_text("x")
    (folder / "figures.xlsx").write_bytes(b"PK\x03\x04")
    with zipfile.ZipFile(folder / "children-looked-after.zip", "w") as archive:
        archive.writestr("data/la_cla_swcount.csv", "x")
    made_up(MOVES).to_csv(folder / "download (3).csv", index=False)
    code, said = published(capsys, folder)
    assert code == 1
    assert "In it: children-looked-after.zip, download (3).csv, figures.xlsx, notes.txt." in said
    assert "children-looked-after.zip is a zip archive that is not unpacked, and was passed over. Unpack it" in said
    assert "figures.xlsx is a spreadsheet, and was passed over. Download the same figures as CSV." in said
    assert "download (3).csv was passed over, but has the columns of la_cla_swcount.csv." in said


def test_a_folder_that_is_none_and_a_file_are_refused(folder: Path, capsys) -> None:
    (folder / "a.csv").write_text("x")
    assert published(capsys, folder / "a.csv") == (
        1, "a.csv is a file.\nGive the folder that holds the department's files: --from DIR\n",
    )  # fmt: skip
    assert published(capsys, folder / "none")[1].startswith("There is no folder none.\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04\x00\x00", "is a zip archive or a spreadsheet, whatever its name says"),
        (b"<!DOCTYPE html>", "is a web page, whatever its name says"),
        (made_up(MOVES).to_csv(index=False).encode("utf-16"), "is written in UTF-16"),
        (b"", "has no header row"),
    ],
)
def test_a_file_of_another_kind_is_named_in_plain_words(folder: Path, capsys, content: bytes, said: str) -> None:
    (folder / f"{MOVES}.csv").write_bytes(content)
    code, message = published(capsys, folder)
    assert code == 1
    assert message.startswith(f"{MOVES}.csv {said}")


@pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_cells_with_another_mark_between_them_are_said(folder: Path, capsys, separator: str, word: str) -> None:
    made_up(MOVES).to_csv(folder / f"{MOVES}.csv", index=False, sep=separator)
    code, said = published(capsys, folder)
    assert code == 1 and f"{MOVES}.csv has {word} " in said and "Export it again with commas" in said


def test_a_file_in_windows_1252_is_read_and_that_is_said(folder: Path, capsys) -> None:
    text = made_up(MOVES).assign(la_name="Lancashire’s").to_csv(index=False)
    (folder / f"{MOVES}.csv").write_bytes(text.encode("cp1252"))
    code, said = published(capsys, folder)
    assert code == 0
    assert said.startswith(f"{MOVES}.csv is not written in UTF-8, as the department's files are, and was read as Windows-1252.")
