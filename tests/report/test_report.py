"""The report as made by the command: whole, the same every time, and without a child, a machine or a script in it."""

import csv
import getpass
import json
import re
import socket
import subprocess
import sys
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from helpers.cli import main
from helpers.pages import PAGES

ROOT = Path(__file__).resolve().parents[2]
EDITIONS = ("board", "analyst")
NOT_COMPARED = ("run.log",)


def pages(outputs: Path, edition: str) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((outputs / edition / "2026-10").glob("*.html"))}


def body(html: str) -> str:
    return html[html.index("<body") :]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_is_there_and_every_link_leads_somewhere(published: Path, edition: str) -> None:
    made = pages(published, edition)
    assert set(made) == {page.file for page in PAGES}
    ids = {name: set(re.findall(r'\bid="([^"]+)"', html)) for name, html in made.items()}
    for name, html in made.items():
        for href in re.findall(r'<a[^>]*href="([^"]+)"', html):
            target, _, anchor = href.partition("#")
            assert (published / edition / "2026-10" / (target or name)).is_file(), f"{name}: {href}"
            assert not anchor or anchor in ids[target or name], f"{name}: {href}"


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_of_the_analyst_edition_and_none_of_the_board_s_says_restricted(published: Path, edition: str) -> None:
    for html in pages(published, edition).values():
        assert ("Restricted" in html) == (edition == "analyst")


def test_the_board_edition_holds_no_number_that_the_gate_hides(published: Path) -> None:
    small = {}
    with (published / "analyst" / "2026-10" / "results.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["month"] == "2026-10" and row["breakdown"] == "district" and row["code"] == "CLA_N":
                small[row["group"]] = float(row["numerator"])
    hidden = [district for district, number in small.items() if 1 <= number <= 5]
    assert hidden, "the small council has no small district, so this test says nothing"
    board = pages(published, "board")["children_looked_after.html"]
    for district in hidden:
        row = re.search(rf'<tr><th scope="row">{district}</th><td class="number">([^<]*)</td>', board)
        assert row and row[1] == "[c]"


def test_a_completed_run_writes_the_month_s_outturns_to_the_history(published: Path, extract: Path) -> None:
    with (extract.parent / "history" / "2026-10.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["month"] for row in rows} == {"2026-10"}
    with (published / "analyst" / "2026-10" / "results.csv").open(encoding="utf-8", newline="") as file:
        outturns = {tuple(list(row.values())[:8]) for row in csv.DictReader(file) if row["month"] == "2026-10"}
    assert {tuple(list(row.values())[:8]) for row in rows} == outturns


def test_a_second_run_gives_the_same_bytes(published: Path, extract: Path, tmp_path: Path) -> None:
    assert main(["report", "--data", str(extract), "--outputs", str(tmp_path / "again"), "--workers", "1"]) == 0
    for edition in EDITIONS:
        first, second = published / edition / "2026-10", tmp_path / "again" / edition / "2026-10"
        names = {path.relative_to(first) for path in first.rglob("*") if path.is_file()}
        assert names == {path.relative_to(second) for path in second.rglob("*") if path.is_file()}
        for name in names:
            if name.name not in NOT_COMPARED:
                assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_bare_papermill_and_nbconvert_give_the_same_page_body(published: Path, extract: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.ipynb"
    asked = ["-p", "month", "2026-10", "-p", "data", str(extract), "-p", "edition", "board"]
    papermill = [sys.executable, "-m", "papermill", "notebooks/50_placements.ipynb", str(out), *asked]
    subprocess.run(papermill, cwd=ROOT, check=True, capture_output=True)
    nbconvert = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "workbook", str(out)]
    subprocess.run(nbconvert, cwd=ROOT, check=True, capture_output=True)
    assert body(out.with_suffix(".html").read_text(encoding="utf-8")) == body(pages(published, "board")["placements.html"])


class _Images(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.alternatives: list[str] = []
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.alternatives.append(dict(attrs)["alt"] or "")
            self.sources.append(dict(attrs)["src"] or "")


def everything(folder: Path) -> str:
    """All text of some files, pictures within pages decoded and streams inflated."""
    import base64

    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = path.read_bytes().decode("utf-8")
            parts.append(text)
            for picture in re.findall(r"base64,([A-Za-z0-9+/=]+)", text):
                content = base64.b64decode(picture)
                parts.append(content.decode("utf-8", errors="replace"))
                for stream in re.findall(rb"\x78[\x01\x9c\xda].+", content, flags=re.DOTALL):
                    parts.append(zlib.decompressobj().decompress(stream).decode("utf-8", errors="replace"))
    return "\n".join(parts)


def values(extract: Path, file: str, column: str) -> set[str]:
    with (extract / file).open(encoding="utf-8-sig", newline="") as rows:
        return {row[column].strip() for row in csv.DictReader(rows)} - {""}


@pytest.mark.parametrize("where", ["board", "analyst", "runs"])
def test_nothing_that_names_or_locates_a_child_or_a_machine_is_in_any_file(published: Path, extract: Path, where: str) -> None:
    text = everything(published / where)
    names = values(extract, "ssd_person.csv", "pers_forename") | values(extract, "ssd_person.csv", "pers_surname")
    upns = values(extract, "ssd_person.csv", "pers_upn")
    ids = values(extract, "ssd_person.csv", "pers_person_id")
    postcodes = values(extract, "ssd_address.csv", "addr_address_postcode")
    addresses = values(extract, "ssd_address.csv", "addr_address_json")
    assert names and ids and postcodes and addresses
    words = set(re.findall(r"[\w-]+", text))
    assert not words & {name for name in names if len(name) > 4}
    assert not words & (ids | upns | postcodes)
    assert not [address for address in addresses if address in text]
    assert str(ROOT) not in text
    assert str(extract) not in text
    assert str(published) not in text
    assert not re.search(rf"\b{re.escape(socket.gethostname())}\b", text)
    if len(getpass.getuser()) > 4:
        assert getpass.getuser() not in words


@pytest.mark.parametrize("edition", EDITIONS)
def test_pages_hold_no_script_and_ask_for_nothing_from_outside(published: Path, edition: str) -> None:
    for html in pages(published, edition).values():
        assert "<script" not in html.lower()
        assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
        assert not re.search(r"\son[a-z]+=", html)
        assert "Content-Security-Policy" in html and "default-src 'none'" in html
        assert '<html lang="en-GB">' in html
        assert html.count("<h1") == 1
        assert "No description has been provided" not in html


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_picture_says_what_it_shows_and_every_chart_has_a_table(published: Path, edition: str) -> None:
    for html in pages(published, edition).values():
        images = _Images()
        images.feed(html)
        assert all(len(alternative) > 20 for alternative in images.alternatives)
        assert all(source.startswith("data:image/svg+xml;base64,") for source in images.sources)
        for indicator in BeautifulSoup(html, "html.parser").select(".indicator"):
            assert len(indicator.select("figure.chart")) <= len(indicator.select("table"))
        assert html.count("<table") == html.count("<caption")


@pytest.mark.parametrize("edition", EDITIONS)
def test_words_in_place_of_a_chart_say_its_figures_and_not_its_title_again(published: Path, edition: str) -> None:
    for name, html in pages(published, edition).items():
        page = BeautifulSoup(html, "html.parser")
        said = []
        for figure in page.select("figure.chart"):
            title, alternative = figure.figcaption.get_text(), figure.img["alt"]
            assert title.strip() and title not in alternative
            assert re.search(r"\d|hidden", alternative), f"{name}: {alternative}"
            latest = re.search(r"Latest: (\S+?)\.? (?:.* )?in ", alternative)
            if latest:
                assert latest[1] in figure.find_parent(class_="indicator").select_one("table.months, table").get_text(" "), title
            said.append((title, alternative))
        assert len(said) == len(set(said)), f"{name}: two charts say the same"


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_heading_of_a_table_says_what_it_heads_and_every_row_has_its_cells(published: Path, edition: str) -> None:
    for name, html in pages(published, edition).items():
        for table in BeautifulSoup(html, "html.parser").select("table"):
            assert table.caption.get_text(strip=True)
            assert {th.get("scope") for th in table.select("th")} <= {"col", "row", "colgroup", "rowgroup"}, name
            widths = {
                sum(int(cell.get("colspan", 1)) for cell in row.select("th, td")) for row in table.select("tbody tr")
            } | {sum(int(cell.get("colspan", 1)) for cell in table.select("thead tr:first-child > *"))}
            assert len(widths) == 1, f"{name}: {table.caption.get_text()}"
            assert all(cell.get_text(strip=True) or cell.img for cell in table.select("th, td")), f"{name}: an empty cell"


def test_all_board_pages_weigh_less_than_3_megabytes(published: Path) -> None:
    assert sum(len(html.encode()) for html in pages(published, "board").values()) < 3_000_000


def test_the_run_record_says_what_was_run_on_what_and_holds_no_figure(published: Path) -> None:
    record = json.loads((published / "runs" / "2026-10.json").read_text(encoding="utf-8"))
    text = json.dumps(record)
    assert "ssd_person.csv" in text and "papermill" in text and "50_placements" in text
    with (published / "analyst" / "2026-10" / "results.csv").open(encoding="utf-8", newline="") as file:
        shares = {row["value"] for row in csv.DictReader(file) if len(row["value"].partition(".")[2]) > 4}
    assert shares and not [value for value in shares if value in text]
