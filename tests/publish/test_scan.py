"""Each thing that may not stand in a released page is found, and what may is not."""

import base64
from pathlib import Path

import pytest

from helpers.publish import private as private_module
from helpers.publish.private import Private, private_of
from helpers.publish.scan import faults_in_page, faults_in_text, missing_links

HERE = Private(paths=("/srv/councils/exampleshire", "C:\\\\data", "C:\\data"), names=("jsmith3", "pc-0417"))


def page(body="", head="", heading="<h1>Placements</h1>"):
    return f'<!DOCTYPE html>\n<html lang="en-GB"><head><title>Placements</title>{head}</head><body>{heading}{body}</body></html>'


def image(svg):
    return f'<img alt="A chart" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"/>'


GOOD = page(
    '<a href="index.html">Summary</a><a href="#notes">Notes</a><a href="downloads/figures.csv">Figures</a>'
    + image("<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>")
    + "<p>A care/home/other place. See www.gov.uk and https://www.gov.uk/children.</p>"
    + "<p>Nearly /srv, on-call; the script ran; jsmith37, John Smith.</p>",
    head="<style>main { background: url(data:image/png;base64,AAAA) }</style>",
)


def test_a_good_page_has_no_faults():
    assert faults_in_page(GOOD, HERE) == []


BAD = {
    "no document type": page().removeprefix("<!DOCTYPE html>"),
    "no language": page().replace(' lang="en-GB"', ""),
    "not one title": page().replace("<title>Placements</title>", "<title> </title>"),
    "not one first heading": page(heading=""),
    "a script": page("<script>1</script>"),
    "a forbidden element": page("<iframe></iframe>"),
    "a redirect": page(head='<meta http-equiv="Refresh" content="0; url=x.html">'),
    "an address outside the page": page('<a href="https://www.gov.uk">Out</a>'),
    "a style that loads something": page(head="<style>@font-face { src: url('https://x.test/f.woff') }</style>"),
    "an image without words": page(
        '<img alt="No description has been provided for this image" src="data:image/png;base64,AA=="/>'
    ),
    "an image with a script": page(image("<svg><script>1</script></svg>")),
    "a path of this machine": page("<p>Read /srv/councils/exampleshire/ssd_person.csv</p>"),
    "a name of the user or the machine": page("<p>Made by jsmith3</p>"),
}


@pytest.mark.parametrize("fault", BAD)
def test_each_fault_is_named(fault):
    assert faults_in_page(BAD[fault], HERE) == [fault]


@pytest.mark.parametrize(
    ("fault", "body"),
    [
        ("a script", '<p onclick="x()">x</p>'),
        ("a script", "<ScRiPt src='x.js'></script>"),
        ("not one first heading", "<h1>Another</h1>"),
        ("a forbidden element", '<object data="x.html"></object>'),
        ("an address outside the page", '<img alt="x" src="http://x.test/a.png"/>'),
        ("an address outside the page", '<img alt="x" src="//x.test/a.png"/>'),
        ("an address outside the page", '<link rel="stylesheet" href="https://x.test/a.css"/>'),
        ("an address outside the page", '<a href="/etc/passwd">x</a>'),
        ("an address outside the page", '<a href="../../analyst/2026-10/index.html">x</a>'),
        ("an address outside the page", '<a href="data:text/html;base64,AA==">x</a>'),
        ("an address outside the page", '<a href="mailto:x@x.test">x</a>'),
        ("a style that loads something", '<p style="background: URL( http://x.test/a.png )">x</p>'),
        ("a path of this machine", "<p>C:\\data\\x</p>"),
        ("a path of this machine", "<p>" + "/".join(("", "home", "someone")) + "</p>"),
        ("a path of this machine", "<p>C:\\Users\\someone</p>"),
        ("a path of this machine", image("<svg><desc>/srv/councils/exampleshire</desc></svg>")),
        ("a name of the user or the machine", image("<svg><desc>pc-0417</desc></svg>")),
        ("a name of the user or the machine", '<img alt="chart by jsmith3" src="data:image/png;base64,AA=="/>'),
    ],
)
def test_each_fault_is_found_in_its_disguises(fault, body):
    assert fault in faults_in_page(page(body), HERE)


def test_a_script_address_is_no_address():
    assert "a script" in faults_in_page(page('<a href=" java\nscript:x()">x</a>'), HERE)


def test_other_files_are_searched_for_paths_and_names_too():
    assert faults_in_text("code,month\nCLA,2026-10\n", HERE) == []
    assert faults_in_text('{"path": "C:\\\\data\\\\x.csv"}', HERE) == ["a path of this machine"]


def test_links_to_files_that_are_not_there_are_named():
    pages = {"index.html": page('<a href="placements.html#x">x</a><a href="visits.html">x</a>'), "placements.html": GOOD}
    assert missing_links(pages, ["downloads/figures.csv"]) == ["index.html: visits.html"]


def test_what_is_private_here_is_known(monkeypatch, tmp_path):
    monkeypatch.setattr(private_module.getpass, "getuser", lambda: "jsmith3")
    monkeypatch.setattr(private_module.platform, "node", lambda: "pc-0417.exampleshire.test")
    here = private_of([tmp_path])
    assert here.names_in("by jsmith3.")
    assert here.names_in("on pc-0417")
    assert not here.names_in("jsmith37 and Jsmith3")
    assert here.paths_in(f"in {tmp_path}/x")
    monkeypatch.setattr(private_module.tempfile, "gettempdir", lambda: "/elsewhere")
    assert not private_of([tmp_path]).paths_in(f"in {tmp_path}x")
    assert here.paths_in(f"{Path.home()}/x")
    assert here.without_paths(f"in {tmp_path}/x") == f"in {tmp_path.name}/x"


@pytest.mark.parametrize("name", ["root", "analyst", "board", "abc"])
def test_an_account_called_by_a_common_word_does_not_stop_every_report(monkeypatch, name):
    monkeypatch.setattr(private_module.getpass, "getuser", lambda: name)
    assert not private_of().names_in(f"The {name} edition")
