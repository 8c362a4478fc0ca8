"""The first screen: who stands on its lists and in what order, what was revised, what is asked; on one page of paper."""

import re
import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pypdf import PdfReader

from helpers.compare.bands import Band
from helpers.compare.judged import Judged
from helpers.compare.real import Direction, Verdict
from helpers.history import write_month
from helpers.indicator import RealChange
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.protect.register import write_register
from helpers.publish.page import PageExporter
from helpers.publish.private import private_of
from helpers.results import KEY
from helpers.section import open_section
from helpers.section.first_screen import open_questions
from helpers.section.glance import count_bands
from helpers.section.highlights import to_work_on, works_well
from helpers.section.revised import Revised, most_important
from helpers.words import OwnWords, Question

MONTH = ReportingMonth(2026, 10)


def judged(code, place=None, of=4, *, meets, direction=None):
    verdict = Verdict(
        code=code, month=str(MONTH), kind=RealChange.XMR, is_real=direction is not None, because="", direction=direction
    )  # fmt: skip
    band = Band(("Good", "Close", "Off target", "Concern")[place - 1], place, of) if place else None
    return Judged(key=(code, str(MONTH), "", "", ""), verdict=verdict, band=band, is_met=meets)


def figures_of(*judgements):
    released = SimpleNamespace(judged={one.key[0]: one for one in judgements})
    return SimpleNamespace(released=released)


def codes(pairs):
    return [entry.code for entry, _ in pairs]


def test_working_well_is_what_meets_its_target_in_the_best_band_or_grown_better_the_better_first():
    figures = figures_of(
        judged("REREF", 1, meets=True),
        judged("ASS_45", 2, meets=True),
        judged("CP_VIS", 2, meets=True, direction=Direction.BETTER),
        judged("CP_REV", 1, meets=True, direction=Direction.BETTER),
        judged("CLA_HA", 2, meets=False, direction=Direction.BETTER),
        judged("CLA_3PL", 1, meets=True, direction=Direction.WORSE),
        judged("CLA_DENT", meets=None),
    )
    assert codes(works_well(figures)) == ["CP_VIS", "CP_REV", "REREF", "CLA_3PL"]


def test_to_work_on_is_what_misses_its_target_in_the_two_worst_bands_or_grown_worse_the_worst_band_first():
    figures = figures_of(
        judged("REREF", 3, meets=False),
        judged("ASS_45", 4, meets=False),
        judged("CP_VIS", 2, meets=False),
        judged("CP_REV", 2, meets=False, direction=Direction.WORSE),
        judged("CLA_HA", 4, meets=False, direction=Direction.WORSE),
        judged("CLA_DENT", meets=False, direction=Direction.WORSE),
        judged("CLA_3PL", 2, 2, meets=False),
        judged("CLA_2Y", 3, meets=True, direction=Direction.WORSE),
        judged("CLA_IN", meets=None),
    )
    assert codes(to_work_on(figures)) == ["CLA_HA", "ASS_45", "CLA_3PL", "REREF", "CP_REV", "CLA_DENT"]


def test_bands_are_counted_best_first():
    some = [judged("REREF", 4, meets=False), judged("ASS_45", 1, meets=True), judged("CP_VIS", 4, meets=False)]
    counted = count_bands([*some, judged("CP_REV", meets=None)])
    assert [(band.word, number) for band, number in counted.items()] == [("Good", 1), ("Concern", 2)]


def revised(code, month, old, new):
    return Revised(entry=INDICATORS[code], month=ReportingMonth.read(month), as_reported=old, as_now_known=new)


def test_last_month_s_revisions_come_first_then_the_largest_as_a_part_of_what_was_reported():
    nan = np.nan
    some = [
        revised("CLA_N", "2026-09", (2000, nan), (2010, nan)),
        revised("MISS_EP", "2026-08", (20, nan), (30, nan)),
        revised("CLA_START", "2026-09", (40, nan), (44, nan)),
        revised("CP_N", "2026-08", (900, nan), (800, nan)),
    ]
    assert [(one.entry.code, str(one.month)) for one in most_important(some)] == [
        ("CLA_START", "2026-09"), ("CLA_N", "2026-09"), ("MISS_EP", "2026-08"),
    ]  # fmt: skip


def test_a_revision_that_no_reader_sees_and_a_rate_beside_its_number_are_not_put_forward():
    nan = np.nan
    unseen = revised("CLA_HA", "2026-09", (901, 1000), (9011, 10001))
    number = revised("CIN_N", "2026-09", (2613, nan), (2640, nan))
    rate = revised("CIN_RATE", "2026-09", (2613, 261392), (2640, 261392))
    assert most_important([unseen, number, rate]) == [number]
    assert most_important([rate]) == [rate]


def asked(by, day, code="", answer="", row=2):
    return Question(
        asked_on=date(2026, 9, day), asked_by=by, code=code, text=f"{by} {day}?", answer=answer,
        answered_on=date(2026, 10, 1) if answer else None, row=row,
    )  # fmt: skip


def test_open_questions_of_the_board_and_young_people_come_first_the_oldest_first_and_answered_ones_not_at_all():
    words = OwnWords(
        questions=(
            asked("a parent", 1), asked("board", 9, "CL_TOUCH"), asked("young_people", 3), asked("board", 2, answer="Yes."),
        )
    )  # fmt: skip
    figures = SimpleNamespace(words=words, month=MONTH)
    assert [one.text for one in open_questions(figures)] == ["young_people 3?", "board 9?", "a parent 1?"]


@pytest.fixture(scope="module")
def busy(small_council: Path, tmp_path_factory: pytest.TempPathFactory):
    """The summary of a council with much to tell: many questions, and a September that was reported otherwise."""
    to = tmp_path_factory.mktemp("busy")
    shutil.copytree(small_council, to / "extract")
    question = "What is done, by whom, and by when, so that more children are seen?"
    lines = [f'2026-10-{day:02d},board,,"{question} ({day})",,' for day in range(1, 8)]
    text = "\n".join(["asked_on,asked_by,code,text,answer,answered_on", *lines])
    (to / "extract" / "questions.csv").write_text(f"{text}\n", encoding="utf-8")
    september = ReportingMonth(2026, 9)
    rows = open_section("children_looked_after", "2026-10", str(small_council)).figures.results.frame
    rows = rows[(rows["month"] == str(september)) & (rows["breakdown"] == "all")].copy()
    rows["numerator"] += 9
    rows["numerator_children"] += 9
    write_month(to / "history", september, rows)
    released = open_section("summary", str(september), str(small_council), "board").figures.released
    then = released.frame[KEY].merge(rows[[*KEY, "numerator", "denominator", "value"]], on=KEY).assign(is_hidden=False)
    write_register(to / "history", replace(released, frame=then))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("WORKBOOK_HISTORY", str(to / "history"))
        yield open_section("summary", "2026-10", str(to / "extract"), "board")


def test_old_and_new_stand_side_by_side_and_nothing_hidden_does(busy) -> None:
    html = str(busy.first_screen().html)
    part = html[html.index('id="what-was-revised"') : html.index('id="open-questions"')]
    assert re.search(r"</a>, September 2026: \d[\d.%]* as reported, now \d[\d.%]*\.", part)
    assert 'href="data_quality.html#figures-that-have-changed"' in part
    assert "[c]" not in html and "nan" not in html


def test_at_most_four_questions_stand_there_and_how_many_more_is_said(busy) -> None:
    html = str(busy.first_screen().html)
    assert html.count("What is done, by whom") == 4
    assert ">7</strong> open questions" in html
    assert "3 more, each with its indicator or" in html


def test_every_link_of_the_first_screen_leads_to_a_page_of_the_report_or_a_heading_of_its_own(busy) -> None:
    html = str(busy.first_screen().html)
    own = set(re.findall(r'id="([^"]+)"', html))
    later = {"every-indicator-in-a-row", "everything-that-changed", "questions-that-were-asked"}
    assert {link[1:] for link in re.findall(r'href="(#[^"]+)"', html)} <= own | later
    notebook = (Path(__file__).parents[2] / "notebooks" / "00_summary.ipynb").read_text(encoding="utf-8")
    for name in later:
        assert re.search(f"## {name.replace('-', ' ')}", notebook, re.IGNORECASE)


@pytest.mark.browser
def test_it_stands_on_one_page_of_paper(busy, browser) -> None:
    shown = [busy.summary(), busy.first_screen(), busy.close()]
    cells = [new_code_cell("shown", outputs=[new_output("display_data", one._repr_mimebundle_())]) for one in shown]
    cells.insert(1, new_markdown_cell("## How we are doing"))
    cells.insert(0, new_markdown_cell("How are the children doing? First the answer in short, then every indicator in a row."))
    html, _ = PageExporter(private=private_of([])).from_notebook_node(new_notebook(cells=cells))
    page = browser.new_page()
    page.set_content(html)
    page.evaluate("document.querySelectorAll('.foot, .onward').forEach(each => each.remove())")
    paper = page.pdf(prefer_css_page_size=True)
    page.close()
    first, *others = [" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(paper)).pages]
    assert "How we are doing" in first and "3 more, each with its indicator or below." in first
    # What follows begins on a sheet of its own; here that is nothing but the line at its foot.
    assert all(re.fullmatch(r"Page \d of \d .{1,150}", other) for other in others)
