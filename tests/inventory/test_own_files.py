"""What is wrong in the council's own files is said without a figure being counted."""

from pathlib import Path

import pytest

from helpers.inventory.checked import check_folder

COUNCIL = 'name = "Sampleshire"\nextract_date = 2026-11-03\n[areas]\nNorth = ["Alder"]\n'
CONTACTS = "cont_contact_id,cont_person_id,cont_contact_date\n1,Asha,2026-10-20\n"
PERSONS = "pers_person_id,pers_forename,pers_surname\n1,Asha,Wrenfield\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small extract; counting a figure fails the test."""
    for name, text in {"council.toml": COUNCIL, "ssd_contacts.csv": CONTACTS, "ssd_person.csv": PERSONS}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("helpers.cohorts.known.Known.__init__", lambda *_: pytest.fail("a figure was counted"))
    return tmp_path


def problems(folder: Path, name: str, text: str) -> list[str]:
    (folder / name).write_text(text, encoding="utf-8")
    return list(check_folder(folder, None).problems)


TARGETS = "code,window,group,financial_year,target,band_1_from,band_2_from\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("CLA_3P,snapshot,all,2026/27,10,,", "there is no indicator CLA_3P; did you mean CLA_3PL?"),
        ("CLA_3PL,month,all,2026/27,10,,", "the window of CLA_3PL is one of snapshot"),
        ("CLA_3PL,snapshot,Allder,2026/27,10,,", "CLA_3PL has no such group; did you mean Alder?"),
        ("CLA_3PL,snapshot,all,2026/27,10,12,10", "the edges are in the wrong order"),
        ("CLA_3PL,snapshot,all,2026,10,,", "targets.csv, row 2"),
        ("CLA_3PL,snapshot,Alder,2026/27,10,,", ""),
    ],
)
def test_a_target_is_held_against_the_entries_and_the_areas(folder, line, said):
    found = problems(folder, "targets.csv", TARGETS + line + "\n")
    assert [said in each for each in found] == ([True] if said else [])


def test_names_and_numbers_in_words_are_told_by_their_rows_alone(folder):
    words = "2026-10,CLA_N,service,Asha came,\n2026-10,CLA_N,service,Three came,\n2026-10,CLA_VIS,service,In 2025,\n"
    found = problems(folder, "commentary.csv", "month,code,voice,text,edition\n" + words)
    assert len(found) == 2
    assert found[0].startswith("commentary.csv, row 2: holds what is also a name in ssd_person (text, word 1)")
    assert found[1].startswith("commentary.csv: rows 3 and 4 hold numbers; if the Board's edition hides the figures")
    assert "Asha" not in "".join(found) and "Three" not in "".join(found)


def test_breaks_and_questions_are_read_too(folder):
    assert "breaks.csv, row 2" in problems(folder, "breaks.csv", "code,month,text\nCLA_N,May,why\n")[0]
    (folder / "breaks.csv").unlink()
    assert "questions.csv, row 2" in problems(folder, "questions.csv", "asked_on,code,text\nsoon,CLA_N,why\n")[0]


def test_lines_that_are_still_to_be_filled_are_counted_and_are_no_finding(folder):
    (folder / "code_spellings.csv").write_text("field,wording,code\npers_sex,Lass,\npers_sex,Lad,M\n", encoding="utf-8")
    checked = check_folder(folder, None)
    assert checked.problems == ("code_spellings.csv: 1 line is still to be filled: the code is empty.",)
    assert [finding for finding in checked.findings if finding.table == "code_spellings"] == []


def test_earlier_outturns_that_can_t_be_read_are_said(folder):
    assert "earlier_outturns.csv can't be read" in problems(folder, "earlier_outturns.csv", "a,b\n1,2\n")[0]


def test_published_figures_that_can_t_be_read_stop_a_run(folder):
    (folder / "published.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "published.csv has no column" in str(check_folder(folder, None).faults[0])
