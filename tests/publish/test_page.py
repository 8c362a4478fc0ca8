"""What of an executed notebook reaches a page, and that bare papermill and nbconvert give the same page."""

import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.display import END_MARK, PAGE_MARK
from helpers.errors import DefinitionError, SectionFailed
from helpers.publish.marks import PAGE_FIELDS
from helpers.publish.page import for_readers, page_of
from helpers.publish.private import Private
from publish.clones import PLACEMENTS
from publish.test_execute import run

NOTHING_PRIVATE = Private(paths=(), names=())
PAGE = {
    "title": "Placements", "section": "placements", "council": "Exampleshire", "month": "2026-10",
    "month_words": "October 2026", "edition": "board", "edition_words": "Board edition", "restricted": False,
    "navigation": [], "draft": True,
}  # fmt: skip


def shown(html, **more):
    return new_output("display_data", {"text/html": html, **more})


def executed(*cells, page=PAGE, end="placements", last=None):
    """An executed notebook: an opening, some cells, an ending."""
    first = new_code_cell("open_section()", outputs=[shown("<p>Opened</p>", **{PAGE_MARK: page})])
    final = last or new_code_cell("section.end()", outputs=[shown("<p>Sources</p>", **{END_MARK: {"section": end}})])
    return new_notebook(cells=[first, *cells, final])


def page(*cells, **options):
    return page_of(executed(*cells, **options), NOTHING_PRIVATE).decode("utf-8")


def test_a_page_holds_prose_and_what_helpers_displayed_in_order():
    html = page(
        new_markdown_cell("## Three or more placements\n\nWhy it *matters*."), new_code_cell("x", outputs=[shown("<p>7</p>")])
    )
    parts = [
        "<h1>Placements</h1>",
        "<p>Opened</p>",
        "<h2>Three or more placements</h2>",
        "<em>matters</em>",
        "<p>7</p>",
        "Sources",
    ]
    assert [html.index(part) for part in parts] == sorted(html.index(part) for part in parts)
    assert "<title>Placements</title>" in html


def test_code_prints_warnings_and_other_kinds_of_output_never_reach_a_page():
    outputs = [
        new_output("stream", name="stdout", text="SECRET-1"),
        new_output("stream", name="stderr", text="SECRET-2"),
        new_output("execute_result", {"text/plain": "SECRET-3"}),
        new_output("display_data", {"image/png": "SECRET4=", "text/markdown": "SECRET-5", "application/javascript": "SECRET-6"}),
        new_output("execute_result", {"text/html": "<p>kept</p>", "text/plain": "SECRET-7"}, metadata={"x": "SECRET-8"}),
    ]
    cell = new_code_cell("SECRET_9 = 1", outputs=outputs, metadata={"tags": ["SECRET-10"], "papermill": {"x": "SECRET-11"}})
    notebook = executed(cell, nbformat.v4.new_raw_cell("SECRET-12"))
    notebook.metadata["papermill"] = {"input_path": "SECRET-13"}
    html = page_of(notebook, NOTHING_PRIVATE).decode("utf-8")
    assert "SECRET" not in html
    assert "<p>kept</p>" in html
    assert "SECRET" not in nbformat.writes(for_readers(notebook))


def test_html_in_prose_is_shown_as_text():
    html = page(new_markdown_cell('Before <b onclick="x()">bold</b>\n\n<div>block</div>\n\n{{ 7 * 7 }} [x](javascript:alert(1))'))
    assert "<b " not in html
    assert "&lt;div&gt;block" in html
    assert "{{ 7 * 7 }}" in html
    assert "javascript:" not in html


def test_headings_have_no_link_marks():
    assert "¶" not in page(new_markdown_cell("## A heading"))


@pytest.mark.parametrize("field", PAGE_FIELDS)
def test_a_page_that_does_not_say_what_it_is_is_refused(field):
    with pytest.raises(DefinitionError, match=field):
        page(page={name: value for name, value in PAGE.items() if name != field})
    with pytest.raises(DefinitionError, match=field):
        page(page=PAGE | {field: None})


def test_a_notebook_opens_its_section_once():
    with pytest.raises(DefinitionError, match="0 times"):
        page_of(new_notebook(cells=[new_code_cell("1")]), NOTHING_PRIVATE)
    with pytest.raises(DefinitionError, match="2 times"):
        page(new_code_cell("again", outputs=[shown("", **{PAGE_MARK: PAGE})]))


def test_a_notebook_with_an_error_or_without_its_end_makes_no_page():
    error = new_output("error", ename="ValueError", evalue="SECRET", traceback=["SECRET"])
    with pytest.raises(SectionFailed, match="holds an error") as failure:
        page(new_code_cell("x", outputs=[error]))
    assert "SECRET" not in str(failure.value)
    for options in ({"last": new_code_cell("x")}, {"end": "visits"}):
        with pytest.raises(SectionFailed, match="did not reach its end"):
            page(**options)


def test_a_page_that_fails_a_check_names_the_check_and_not_what_it_holds():
    with pytest.raises(SectionFailed, match="placements is not released: it has a script") as failure:
        page(new_code_cell("x", outputs=[shown("<script>SECRET</script>")]))
    assert "SECRET" not in str(failure.value)


def test_an_image_without_words_is_found_though_nbconvert_gives_it_some():
    with pytest.raises(SectionFailed, match="an image without words"):
        page(new_code_cell("x", outputs=[shown('<img src="data:image/png;base64,AAAA">')]))


def test_the_same_notebook_run_twice_gives_the_same_bytes():
    cells = [new_code_cell("x", outputs=[shown("<p>7</p>")]), new_markdown_cell("## One")]
    one, two = executed(*cells), executed(*cells)
    assert one.cells[0].id != two.cells[0].id
    two.cells.insert(1, new_code_cell('month = "2026-10"', metadata={"tags": ["injected-parameters"]}))
    assert page_of(one, NOTHING_PRIVATE) == page_of(two, NOTHING_PRIVATE)


def test_bare_papermill_and_nbconvert_give_the_page_of_the_run(clone, tmp_path, real_template):
    clone.section(PLACEMENTS, "print('SECRET')\ndisplay({'text/html': '<p>7</p>'}, raw=True)", "# ## A heading")
    source, output = clone.root / "notebooks" / "50_placements.ipynb", tmp_path / "out.ipynb"
    sent = ["-p", "month", "2026-10", "-p", "edition", "board"]
    bare = [sys.executable, "-m", "papermill", str(source), str(output), *sent, "--no-progress-bar"]
    subprocess.run(bare, check=True, capture_output=True, cwd=clone.root)
    convert = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "workbook", str(output)]
    subprocess.run(convert, check=True, capture_output=True, cwd=clone.root)
    assert (tmp_path / "out.html").read_bytes() == page_of(run(clone)[0].notebook, NOTHING_PRIVATE)
