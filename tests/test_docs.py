"""Whatever code and documents cite can be opened: documents, headings, links; what is made from the code is up to date."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

import document_inputs
from helpers.starter import words_of_inputs
from helpers.terms.tables import ColumnKind

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAPERS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md"), *(ROOT / "tests").rglob("README.md")])
CODE = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "tools").rglob("*.py")])
# What a source may be that is not a document of ours.
OUTSIDE = ("Explore Education Statistics", "LAIT", "OWASP", "PEP 540", "W3C")
CITATION = re.compile(r'\b([a-z][a-z-]*), "([^"]+)"')
SOURCE = re.compile(r"\bSource:? ")
LINK = re.compile(r"\]\(([^()\s]+)\)")
FOLDERS = ("src", "tests", "tools", "docs", "notebooks", "data/reference")
PATH = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]+)`")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def headings_of(path: Path) -> list[str]:
    text = re.sub(r"(?ms)^ *```.*?^ *```", "", path.read_text(encoding="utf-8"))
    return re.findall(r"(?m)^#{1,6} (.+?)\s*$", text)


def anchor_of(heading: str) -> str:
    """The address of a heading in its page, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


DOCUMENTS = {path.stem: headings_of(path) for path in sorted(DOCS.glob("*.md"))}


def citing_texts(code: str) -> Iterator[str]:
    """Every docstring and comment of a module, each in one line."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and (
            said := ast.get_docstring(node)
        ):
            yield " ".join(said.split())
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def faults_in_citations(code: str) -> list[str]:
    """What of the citations in a module's docstrings and comments can't be followed."""
    faults = []
    for text in citing_texts(code):
        cited = [(name, heading) for name, heading in CITATION.findall(text) if name in DOCUMENTS]
        faults += [f'{name} has no heading "{heading}"' for name, heading in cited if heading not in DOCUMENTS[name]]
        for match in SOURCE.finditer(text):
            source = text[match.end() :]
            citation = CITATION.match(source)
            if not source.startswith(OUTSIDE) and not (citation and citation[1] in DOCUMENTS):
                faults.append(f'no document of ours, nor a known one: "{source[:60]}"')
        if re.search(r"\b(?:definitions|contract|publication), part|list of indicators|indicators\.csv", text):
            faults.append(f'not cited as `name, "Heading"`: "{text[:60]}"')
    return faults


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_every_source_that_the_code_cites_can_be_opened(path: Path) -> None:
    assert faults_in_citations(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ('Source: definitions, "Rows", on codes.', None),
        ('Source: definitions, "Others"; contract, "Output".', None),
        ("Source: PEP 540.", None),
        ('Source: definitions, "Rows on Mars".', "has no heading"),
        ('Source: definitions, "Rows"; contract, "Nothing".', "has no heading"),
        ('Stops the run (contract, "Whatever").', "has no heading"),
        ('Source: definition, "Rows".', "no document of ours"),
        ("Source: the rows of the list of indicators.", "no document of ours"),
        ("Raises\n    ValueError: no.\nSource\n    hearsay", "no document of ours"),
    ],
)
def test_a_citation_that_leads_nowhere_is_found(said: str, fault: str | None) -> None:
    faults = faults_in_citations(f'"""\n{said}\n"""')
    assert any(fault in each for each in faults) if fault else faults == []


def test_the_code_cites_documents_often_enough_for_this_to_mean_something() -> None:
    cited = {
        name for path in CODE for text in citing_texts(path.read_text(encoding="utf-8")) for name, _ in CITATION.findall(text)
    }
    assert {"definitions", "contract", "publication"} <= cited
    texts = [text for path in CODE for text in citing_texts(path.read_text(encoding="utf-8"))]
    assert sum(len(SOURCE.findall(text)) for text in texts) > 30


@pytest.mark.parametrize("path", PAPERS, ids=name_of)
def test_every_link_in_a_document_leads_to_a_file_and_a_heading(path: Path) -> None:
    lost = []
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        is_there = target.is_file() and target.is_relative_to(ROOT)
        if not is_there or (anchor and anchor not in map(anchor_of, headings_of(target))):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("path", PAPERS, ids=name_of)
def test_every_path_that_a_document_names_is_there(path: Path) -> None:
    named = [each for each in PATH.findall(path.read_text(encoding="utf-8")) if "NN_" not in each]
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_readme_leads_to_every_document() -> None:
    linked = LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {f"docs/{name}.md" for name in DOCUMENTS} <= set(linked)


def test_no_document_has_two_headings_of_one_address() -> None:
    for name, headings in DOCUMENTS.items():
        anchors = [anchor_of(heading) for heading in headings]
        assert len(set(anchors)) == len(anchors), name


# inputs.md


def test_the_document_of_inputs_is_what_the_code_makes() -> None:
    assert (DOCS / "inputs.md").read_text(encoding="utf-8") == document_inputs.write_document(), "run: make docs"


def test_every_kind_of_column_is_said_in_words_and_an_unknown_one_is_refused() -> None:
    assert set(words_of_inputs.KINDS) == set(ColumnKind) - {ColumnKind.DROPPED}
    with pytest.raises(ValueError, match="what a column of the kind star_sign holds"):
        document_inputs.say_kind("star_sign")


def test_a_key_or_a_column_without_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(words_of_inputs.KEYS, "colour", "a key that no council has")
    with pytest.raises(ValueError, match="colour"):
        document_inputs.describe_council_file()
    columns, purpose, words = words_of_inputs.OWN_FILES["breaks.csv"]
    monkeypatch.setitem(words_of_inputs.OWN_FILES, "breaks.csv", ((*columns, "mood"), purpose, words))
    with pytest.raises(ValueError, match="mood"):
        document_inputs.describe_own_file("breaks.csv", {})


def test_codes_are_listed_by_what_is_left_out_where_that_is_shorter() -> None:
    needing, others = ["CLA_N", "CLA_RATE", "CLA_DIS", "UASC", "CLA_LEGAL", "CLA_MIX"], ["CP_N", "CP_RATE", "CP_VIS", "CP_REV"]
    say = document_inputs.say_codes
    assert say(["CLA_RATE", "CLA_N"], needing, others) == "CLA_N, CLA_RATE"
    assert say(needing, needing, others) == "all that need the file"
    assert say(others, needing, others) == "the others"
    assert say([*needing, *others], needing, others) == "all"
    assert say([*needing, "CP_N", "CP_RATE", "CP_VIS"], needing, others) == "all but CP_REV"
    assert say([], needing, others) == ""
