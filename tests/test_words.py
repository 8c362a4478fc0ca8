"""The council's own words: which rows are read, which are shown where and until when, as text, and what is warned of."""

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

import helpers.publish
from helpers.display import Shown
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.words import (
    OwnWords,
    comments_for,
    names_in_extract,
    questions_for,
    read_own_words,
    rows_with_numbers,
    show_comments,
    show_questions,
    warnings_on_names,
)

OCTOBER = ReportingMonth(2026, 10)
COMMENTARY = "month,code,edition,voice,author,text,read_by"
QUESTIONS = "asked_on,asked_by,code,text,answer,answered_on"
EVIL = [
    "<script>alert(1)</script>",
    "{{7*7}}{% raw %}${7*7}",
    "**bold** [link](javascript:alert(1)) # heading",
    '=HYPERLINK("https://x.test","y")',
    '"><img src=x onerror=alert(1)>',
    "</p></aside><h1>Other</h1><style>*{display:none}</style>",
    "<svg onload=alert(1)>&lt;b&gt; $\\frac{1}{2}$",
    "A {0} and %s and {text!r}",
]


def words_of(folder: Path, comments: str = "", questions: str = "", encoding: str = "utf-8") -> OwnWords:
    for file, header, rows in (("commentary.csv", COMMENTARY, comments), ("questions.csv", QUESTIONS, questions)):
        if rows:
            (folder / file).write_text(f"{header}\n{rows}\n", encoding=encoding)
    return read_own_words(folder, INDICATORS.values(), ("board", "analyst"))


def texts(found) -> list[str]:
    return [each.text for each in found]


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def soup(html) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


# Reading


def test_no_file_is_no_word_and_no_problem(tmp_path):
    assert words_of(tmp_path) == OwnWords()


def test_remarks_and_questions_are_read_with_their_rows(tmp_path):
    found = words_of(
        tmp_path,
        "2026-10,CLA_VIS,,Young people,Forum,We noticed.,Adviser\n2026-10-31,CLA_N,board,service,,Said.,",
        "07/10/2026,Board,,Why?,,\n2026-09-01,Ofsted,CLA_N,How?,So.,2026-09-02",
    )
    assert found.problems == ()
    assert [
        (str(each.month), each.code, each.edition, each.voice, each.author, each.read_by, each.row) for each in found.comments
    ] == [
        ("2026-10", "CLA_VIS", "", "young_people", "Forum", "Adviser", 2),
        ("2026-10", "CLA_N", "board", "service", "", "", 3),
    ]
    assert [(each.asked_on, each.asked_by, each.code, each.answer, each.answered_on, each.row) for each in found.questions] == [
        (date(2026, 10, 7), "board", "", "", None, 2),
        (date(2026, 9, 1), "Ofsted", "CLA_N", "So.", date(2026, 9, 2), 3),
    ]


def test_every_wrong_remark_is_a_sentence_without_its_words_and_stops_nothing(tmp_path):
    found = words_of(
        tmp_path,
        "Secret,CLA_N,,service,Secret,Secret,x\n1900-01,CLA_N,,service,,Secret,x\n2026-10,CLA_3P,,service,,Secret,x\n"
        "2026-10,Secretly,,service,,Secret,x\n2026-10,,,service,,Secret,x\n2026-10,CLA_N,,servce,,Secret,x\n"
        "2026-10,CLA_N,,Secret,,Secret,x\n2026-10,CLA_N,bord,service,,Secret,x\n2026-10,CLA_N,,service,,  ,x\n"
        "2026-10,CLA_N,,service,,Good.,x\n2026-10,CLA_N,,service,,Good.,x",
    )
    assert [(each.text, each.row) for each in found.comments] == [("Good.", 12)]
    assert found.problems == (
        "commentary.csv, row 2: month is written YYYY-MM, for example 2026-10.",
        "commentary.csv, row 3: month is written YYYY-MM, for example 2026-10.",
        "commentary.csv, row 4: there is no such indicator; did you mean CLA_3PL?",
        "commentary.csv, row 5: there is no such indicator.",
        "commentary.csv, row 6: code is empty.",
        "commentary.csv, row 7: voice is one of service, board, young_people; did you mean service?",
        "commentary.csv, row 8: voice is one of service, board, young_people.",
        "commentary.csv, row 9: edition is one of board, analyst; did you mean board?",
        "commentary.csv, row 10: text is empty.",
        "commentary.csv, row 11: is repeated exactly further down, and shown once.",
    )


def test_every_wrong_question_is_a_sentence_without_its_words_and_stops_nothing(tmp_path):
    found = words_of(
        tmp_path,
        questions="Secret,board,CLA_N,Secret,,\n9999-12-31,board,CLA_N,Secret,,\n2026-10-01,board,CLAN,Secret,,\n"
        "2026-10-01,board,CLA_N,,Secret,2026-10-02\n2026-10-01,board,CLA_N,Secret,Secret,soon\n"
        "2026-10-02,board,CLA_N,Secret,Secret,2026-10-01\n2026-10-02,board,CLA_N,Same day?,Yes.,2026-10-02",
    )
    assert texts(found.questions) == ["Same day?"]
    assert found.problems == (
        "questions.csv, row 2: asked_on holds no date; dates are written 2026-10-31 or 31/10/2026.",
        "questions.csv, row 3: asked_on holds no date; dates are written 2026-10-31 or 31/10/2026.",
        "questions.csv, row 4: there is no such indicator; did you mean CLA_N?",
        "questions.csv, row 5: text is empty.",
        "questions.csv, row 6: answered_on holds no date; dates are written 2026-10-31 or 31/10/2026.",
        "questions.csv, row 7: is answered before it is asked.",
    )


def test_a_question_with_half_an_answer_is_carried_and_said(tmp_path):
    found = words_of(tmp_path, questions="2026-01-01,board,,No day?,So.,\n2026-01-01,board,,No answer?,,2026-02-01")
    assert found.problems == (
        "questions.csv, row 2: has an answer, but answered_on is empty; it is shown every month until that is filled.",
        "questions.csv, row 3: answered_on is filled, but answer is empty; the question stays open.",
    )
    assert texts(questions_for(found, None, OCTOBER.last_day)) == ["No answer?", "No day?"]


def test_a_file_that_can_not_be_used_is_one_problem(tmp_path):
    (tmp_path / "commentary.csv").write_text("month,code,text\n2026-10,CLA_N,x\n", encoding="utf-8")
    (tmp_path / "questions.csv").write_text("asked_on,code,text\n2026-10-01,Secret\n", encoding="utf-8")
    found = words_of(tmp_path)
    assert found.comments == found.questions == ()
    assert found.problems[0] == "commentary.csv has no column voice, so nothing of it is shown."
    assert found.problems[1].startswith("questions.csv, row 2: has 2 cells") and "Secret" not in found.problems[1]


def test_columns_that_may_be_left_out_are_empty(tmp_path):
    (tmp_path / "commentary.csv").write_text("Month,CODE,voice,text\n2026-10,CLA_N,board,x\n", encoding="utf-8")
    (tmp_path / "questions.csv").write_text("asked_on,code,text\n2026-10-01,,Why?\n", encoding="utf-8")
    found = words_of(tmp_path)
    assert found.problems == ()
    assert (found.comments[0].edition, found.comments[0].author, found.comments[0].read_by) == ("", "", "")
    assert (found.questions[0].asked_by, found.questions[0].answer, found.questions[0].answered_on) == ("", "", None)


def test_a_file_of_an_older_program_is_read_as_windows_1252(tmp_path):
    assert texts(words_of(tmp_path, "2026-10,CLA_N,,service,,It’s Zoë.,x", encoding="cp1252").comments) == ["It’s Zoë."]


# Which are shown


def test_a_remark_stands_in_its_month_its_indicator_and_its_edition(tmp_path):
    words = words_of(
        tmp_path,
        "2026-10,CLA_N,,service,,All,x\n2026-10,CLA_N,board,board,,Board,x\n2026-10,CLA_N,analyst,service,,Analyst,x\n"
        "2026-09,CLA_N,,service,,September,x\n2026-10,CLA_VIS,,service,,Visits,x",
    )
    assert texts(comments_for(words, "CLA_N", OCTOBER, "board")) == ["All", "Board"]
    assert texts(comments_for(words, "CLA_N", OCTOBER, "analyst")) == ["All", "Board", "Analyst"]
    assert texts(comments_for(words, "CLA_N", OCTOBER.plus(-1), "board")) == ["September"]
    assert comments_for(words, "CLA_N", OCTOBER.plus(1), "board") == ()


def test_what_nobody_has_read_stands_in_the_analyst_edition_alone_and_says_so(tmp_path):
    words = words_of(tmp_path, "2026-10,CLA_N,,service,,For all,\n2026-10,CLA_N,board,service,,For the Board,  ")
    assert comments_for(words, "CLA_N", OCTOBER, "board") == ()
    assert comments_for(words, "CLA_N", OCTOBER, "young_people") == ()
    found = comments_for(words, "CLA_N", OCTOBER, "analyst")
    assert texts(found) == ["For all", "For the Board"]
    asides = soup(show_comments(found)).select("aside.own-words.is-unread")
    assert ["Not read yet" in aside.text for aside in asides] == [True, True]


def test_what_was_read_has_no_such_mark(tmp_path):
    words = words_of(tmp_path, "2026-10,CLA_N,,service,,Said.,Assistant director")
    html = show_comments(comments_for(words, "CLA_N", OCTOBER, "analyst"))
    assert "unread" not in html and "Not read" not in html and "Assistant director" not in html


def test_a_question_is_carried_until_answered_and_its_answer_for_two_months(tmp_path):
    words = words_of(tmp_path, questions="2026-06-30,board,CLA_N,Why?,Because.,2026-09-01")
    states = {
        str(month): [each.answer for each in questions_for(words, "CLA_N", month.last_day)]
        for month in OCTOBER.plus(1).back_to(7)
    }
    assert states == {
        "2026-05": [], "2026-06": [""], "2026-07": [""], "2026-08": [""],
        "2026-09": ["Because."], "2026-10": ["Because."], "2026-11": [],
    }  # fmt: skip


def test_open_questions_come_first_and_the_oldest_of_them(tmp_path):
    words = words_of(
        tmp_path,
        questions="2026-01-01,board,,Answered,So.,2026-10-31\n2026-10-31,board,,Newest,,\n2020-01-01,board,,Oldest,,\n"
        "2026-08-01,young_people,,Answered later,So.,2026-11-01\n2026-11-01,board,,Not yet,,\n2026-01-01,board,CLA_N,Other,,",
    )
    expected = ["Oldest", "Answered later", "Newest", "Answered"]
    assert texts(questions_for(words, None, OCTOBER.last_day)) == expected
    assert texts(questions_for(words, "", OCTOBER.last_day)) == expected
    assert texts(questions_for(words, "CLA_N", OCTOBER.last_day)) == ["Other"]


# How they are shown


def test_each_voice_is_named_in_words_with_who_said_it_and_when(tmp_path):
    words = words_of(
        tmp_path,
        "2026-10,CLA_N,,service,Head of service,S.,x\n2026-10,CLA_N,,board,,B.,x\n2026-10,CLA_N,,young_people,Forum,Y.,x",
    )
    asides = soup(show_comments(comments_for(words, "CLA_N", OCTOBER, "board"))).select("aside")
    assert [" ".join(aside["class"]) for aside in asides] == [
        "own-words voice-service", "own-words voice-board", "own-words voice-young-people",
    ]  # fmt: skip
    assert [[line.text for line in aside.select("p")] for aside in asides] == [
        ["From the service", "S.", "Head of service, October 2026"],
        ["From the Board", "B.", "October 2026"],
        ["From young people", "Y.", "Forum, October 2026"],
    ]


def test_a_question_says_who_asked_when_and_whether_it_is_open(tmp_path):
    words = words_of(
        tmp_path,
        questions="2026-10-01,board,,Why?,,\n2026-10-02,Ofsted <b>,,How?,,\n2026-10-03,,,When?,,\n"
        "2026-09-01,young_people,,Really?,Yes.,2026-10-04\n2026-09-02,board,,Undated?,Yes.,",
    )
    asides = soup(show_questions(questions_for(words, None, OCTOBER.last_day))).select("aside.own-words.question")
    assert [[line.text for line in aside.select("p")] for aside in asides] == [
        ["From the Board: open question", "Why?", "Asked on 1 October 2026, not answered yet."],
        ["From Ofsted <b>: open question", "How?", "Asked on 2 October 2026, not answered yet."],
        ["From someone not named: open question", "When?", "Asked on 3 October 2026, not answered yet."],
        ["From young people: answered question", "Really?", "Asked on 1 September 2026.", "Answer, 4 October 2026", "Yes."],
        ["From the Board: answered question", "Undated?", "Asked on 2 September 2026.", "Answer", "Yes."],
    ]
    assert [aside["class"][-1] for aside in asides] == [
        "voice-board", "voice-other", "voice-other", "voice-young-people", "voice-board",
    ]  # fmt: skip


def test_nothing_to_show_is_nothing():
    assert show_comments(()) == show_questions(()) == ""


def test_lines_of_a_text_are_paragraphs(tmp_path):
    words = words_of(tmp_path, '2026-10,CLA_N,,service,,"One.\n\n  Two.\r\nThree.",x')
    assert [line.text for line in soup(show_comments(words.comments)).select("p:not([class])")] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("evil", EVIL)
def test_text_is_text_whatever_is_in_it(tmp_path, evil):
    cell = quoted(evil)
    words = words_of(tmp_path, f"2026-10,CLA_N,,service,{cell},{cell},x", f"2026-10-01,{cell},CLA_N,{cell},{cell},2026-10-02")
    shown = [show_comments(comments_for(words, "CLA_N", OCTOBER, "board"))]
    shown.append(show_questions(questions_for(words, "CLA_N", OCTOBER.last_day)))
    for html in shown:
        found = soup(html)
        assert {tag.name for tag in found.find_all()} == {"aside", "p"}
        assert {name for tag in found.find_all() for name in tag.attrs} == {"class", "role"}
        assert evil in [line.text for line in found.select("p:not([class])")]
    assert soup(shown[0]).select_one(".said-by").text == f"{evil}, October 2026"


def test_text_is_text_on_the_page_too(tmp_path):
    words = words_of(tmp_path, "\n".join(f"2026-10,CLA_N,,service,,{quoted(evil)},x" for evil in EVIL))
    bundle = Shown(show_comments(words.comments))._repr_mimebundle_()
    cell = new_code_cell("", outputs=[new_output("display_data", bundle)])
    folder = Path(helpers.publish.__file__).parent
    exporter = HTMLExporter(template_name="template", extra_template_basedirs=[str(folder)])
    page = soup(exporter.from_notebook_node(new_notebook(cells=[cell]), {"metadata": {"name": "x"}})[0])
    assert page.find("script") is None and len(page.select("h1")) == len(page.select("style")) == 1
    assert [line.text for line in page.select("aside.own-words p:not([class])")] == EVIL


# What is warned of


def test_names_of_the_extract_are_read_for_this_check(tmp_path):
    assert names_in_extract(tmp_path / "nowhere") == names_in_extract(tmp_path) == frozenset()
    person = tmp_path / "SSD_Person.csv"
    person.write_text("pers_person_id,PERS_FORENAME,pers_surname\n1,Zoë,O’Brien\n2,,SSD_PH\n", encoding="cp1252")
    assert names_in_extract(tmp_path) == {"Zoë", "O’Brien"}
    person.write_text("pers_person_id,pers_surname\n1,Khan\n", encoding="utf-8")
    assert names_in_extract(tmp_path) == {"Khan"}
    person.write_text("pers_person_id\n1\n", encoding="utf-8")
    assert names_in_extract(tmp_path) == frozenset()
    person.write_text("pers_forename,pers_surname\nAsha\n", encoding="utf-8")
    assert names_in_extract(tmp_path) == frozenset()


def test_a_name_is_warned_of_without_being_printed(tmp_path):
    words = words_of(
        tmp_path,
        "2026-10,CLA_N,,service,Khan,We thank Asha’s carers and KHAN.,x\n2026-10,CLA_N,,young_people,Zoe,We do.,x",
        "2026-10-01,board,,Where is Mary-Jane?,With Zoë.,2026-10-02",
    )
    warnings = warnings_on_names(words, {"Asha", "khan", "Zoë", "Mary-Jane"})
    means = "; make sure that it names no child."
    assert warnings == [
        f"commentary.csv, row 2: holds what is also a name in ssd_person (text, words 3 and 6){means}",
        f"commentary.csv, row 3: holds what is also a name in ssd_person (author, word 1){means}",
        f"questions.csv, row 2: holds what is also a name in ssd_person (text, word 3; answer, word 2){means}",
    ]
    assert not any(name.casefold() in " ".join(warnings).casefold() for name in ("Asha", "Khan", "Zo", "Mary", "thank"))


@pytest.mark.parametrize("text", ["They will.", "Ashas and Ashanti", "Al and Bo said so", "wasasha", "Xu-Li"])
def test_a_name_is_a_whole_word_of_three_letters_with_a_capital(tmp_path, text):
    words = words_of(tmp_path, f"2026-10,CLA_N,,service,,{text},x")
    assert warnings_on_names(words, {"Will", "Asha", "Al", "Bo", "Xu Li", "Li4"}) == []


def test_a_name_is_looked_for_in_every_month_and_edition(tmp_path):
    words = words_of(tmp_path, "2020-01,CLA_N,analyst,service,,Asha,", "2027-01-01,board,,Asha?,,")
    assert len(warnings_on_names(words, {"Asha"})) == 2


@pytest.mark.parametrize("text", ["There were 3.", "All Three moved", "twenty-one of them", "³", "In 2025", "a ½"])
def test_a_number_is_found_in_digits_and_as_a_word(tmp_path, text):
    words = words_of(tmp_path, f"2026-10,CLA_N,,service,,{text},", f"2026-10-01,board,CLA_N,{text},,")
    assert rows_with_numbers(words, OCTOBER) == {"commentary.csv": [2], "questions.csv": [2]}


def test_a_word_that_holds_a_number_s_name_is_none(tmp_path):
    words = words_of(tmp_path, "2026-10,CLA_N,,service,,Someone often intends no weight,x")
    assert rows_with_numbers(words, OCTOBER) == {}


def test_numbers_are_looked_for_in_what_the_month_may_show_where_figures_are_hidden(tmp_path):
    words = words_of(
        tmp_path,
        "2026-09,CLA_N,,service,,9,x\n2026-10,CLA_N,analyst,service,,9,x",
        "2026-11-01,board,CLA_N,9?,,\n2026-01-01,board,CLA_N,9?,So.,2026-02-01\n"
        "2026-01-01,board,CLA_N,Why?,9,2026-11-01\n2026-01-01,board,,9?,,\n2026-01-01,board,CLA_N,Why?,9,2026-10-01",
    )
    assert rows_with_numbers(words, OCTOBER) == {"questions.csv": [6]}
