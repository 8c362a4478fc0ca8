"""Reads the numbers of a page, each with its place: what the test of the published figures holds against the file.

A page is read as a reader meets it: table cells, sentences, captions, text alternatives, and the texts in pictures. Left
out are what a council wrote itself (`own-words`), how a figure is counted, and the numbers of a picture's axes, which are
a scale and no figures.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree

VOID = {"img", "br", "meta", "link", "input", "hr"}
# Places with fixed words: of the workbook, of its notebooks or of the council's own people.
FIXED = {("aside", "own-words"), ("dl", "how-counted"), ("style", ""), ("nav", ""), ("summary", ""), ("head", "")}
NUMBER = r"[−-]?\d[\d,]*(?:\.\d+)?"
GREY = "#4A545E"
SVG_TEXT = "{http://www.w3.org/2000/svg}text"


@dataclass
class Node:
    """An element of a page; its parts are texts and elements."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list["Node | str"] = field(default_factory=list)

    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text() for part in self.parts)

    def find(self, tag: str) -> Iterator["Node"]:
        for part in self.parts:
            if isinstance(part, Node):
                if part.tag == tag:
                    yield part
                yield from part.find(tag)


@dataclass(frozen=True)
class Said:
    """A text of a page and where it stands.

    `place` is cell, words, alternative or picture; `about` the heading or the link that says which indicator it is of;
    `row` and `column` are the headings of a cell, the column's with what stands over it.
    """

    text: str
    place: str
    about: str = ""
    row: str = ""
    column: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self._open = [self.root]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].parts.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag):
        if tag not in VOID:
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data):
        self._open[-1].parts.append(data)


def read_tree(html: str) -> Node:
    reader = _Reader()
    reader.feed(html)
    return reader.root


def read_said(html: str) -> Iterator[Said]:
    """Every text of a page that helpers made from figures, in reading order."""
    yield from _walk(read_tree(html), _Heading())


@dataclass
class _Heading:
    words: str = ""
    is_made: bool = False


def _walk(node: Node, heading: _Heading) -> Iterator[Said]:
    if any(node.tag == tag and (not name or name in node.classes()) for tag, name in FIXED):
        return
    if node.tag == "h2":
        heading.words = node.text().strip()
        return
    was_made = heading.is_made
    heading.is_made = was_made or "workbook" in node.classes()
    if heading.is_made:
        yield from _made(node, heading)
    else:
        yield from _parts(node, heading)
    heading.is_made = was_made


def _parts(node: Node, heading: _Heading) -> Iterator[Said]:
    for part in node.parts:
        if isinstance(part, Node):
            yield from _walk(part, heading)


def _made(node: Node, heading: _Heading) -> Iterator[Said]:
    if node.tag == "table":
        yield from _table(node, heading.words)
    elif node.tag == "img":
        yield from read_image(node, heading.words)
    elif node.tag == "li" or any(isinstance(part, str) and part.strip() for part in node.parts):
        yield Said(_without_images(node), "words", _about(node, heading))
        for image in node.find("img"):
            yield from read_image(image, heading.words)
    else:
        yield from _parts(node, heading)


def _about(node: Node, heading: _Heading) -> str:
    """What a text is about: what its heading says, or the link that an item of a list begins with."""
    first = node.parts[0]
    return first.text() if node.tag == "li" and isinstance(first, Node) and first.tag == "a" else heading.words


def _without_images(node: Node) -> str:
    return " ".join(node.text().split())


def _table(table: Node, about: str) -> Iterator[Said]:
    for caption in table.find("caption"):
        yield Said(caption.text(), "words", about)
    columns = _columns(table)
    for row in table.find("tr"):
        cells = [part for part in row.parts if isinstance(part, Node) and part.tag in ("th", "td")]
        if not any(cell.tag == "td" for cell in cells):
            yield from (Said(cell.text(), "words", about) for cell in cells)
            continue
        link = next(cells[0].find("a"), None)
        name = link.text() if link else _own_text(cells[0])
        yield Said(cells[0].text(), "heading", about, row=name)
        for column, cell in zip(columns[1:], cells[1:], strict=True):
            yield Said(" ".join(_spaced(cell).split()), "cell", about, name, column)
            for image in cell.find("img"):
                yield from read_image(image, name)


def _own_text(cell: Node) -> str:
    """A heading's own words, without the time that it speaks of."""
    own = [part for part in cell.parts if isinstance(part, str) or "period" not in part.classes()]
    return "".join(part if isinstance(part, str) else part.text() for part in own).strip()


def _spaced(cell: Node) -> str:
    return " ".join(part if isinstance(part, str) else _spaced(part) for part in cell.parts)


def _columns(table: Node) -> list[str]:
    """The heading of each column, what stands over it first."""
    rows = [list(row.find("th")) for head in table.find("thead") for row in head.find("tr")]
    below = iter(rows[1] if len(rows) > 1 else [])
    columns = []
    for cell in rows[0]:
        if len(rows) == 1 or "rowspan" in cell.attributes:
            columns.append(cell.text())
        else:
            columns += [f"{cell.text()}: {next(below).text()}" for _ in range(int(cell.attributes.get("colspan", "1")))]
    return columns


def read_image(image: Node, about: str) -> Iterator[Said]:
    yield Said(image.attributes["alt"], "alternative", about)
    svg = base64.b64decode(image.attributes["src"].partition("base64,")[2])
    for text in _svg_texts(ElementTree.fromstring(svg)):
        yield Said(text, "picture", about)


def _svg_texts(picture: ElementTree.Element) -> Iterator[str]:
    """The texts of a picture, and what it tells those who don't see it; not the numbers of an axis, which are its scale."""
    scale = _numbers_of_scales(picture)
    for element in picture.iter():
        yield from (element.get(name) for name in ("aria-label", "title") if element.get(name))
        if element.tag.rpartition("}")[2] in ("title", "desc") or (element.tag == SVG_TEXT and element not in scale):
            yield "".join(element.itertext()).strip()


def _numbers_of_scales(picture: ElementTree.Element) -> list[ElementTree.Element]:
    """Grey numbers that stand in a line, upright or lying, in even steps: the gridlines' and the sizes' of a funnel."""
    lines: dict[tuple[str, str | None], list[ElementTree.Element]] = {}
    for text in picture.iter(SVG_TEXT):
        side = {"end": "x", "middle": "y"}.get(text.get("text-anchor", ""))
        if side and text.get("fill") == GREY and text.get("class") is None and re.fullmatch(NUMBER, text.text or ""):
            lines.setdefault((side, text.get(side)), []).append(text)
    even = []
    for texts in lines.values():
        numbers = [Fraction(numbers_in(text.text)[0]) for text in texts]
        if len(numbers) > 1 and len({later - earlier for earlier, later in pairwise(numbers)}) == 1:
            even += texts
    return even


def numbers_in(text: str) -> list[str]:
    """The numbers of a text as a data file writes them: 2000, -3, 66.7."""
    found = re.findall(r"(?<![\w.,])[−-]?\d[\d,]*(?:\.\d+)?(?!\w)|(?<=[^\W\d])\d+", text)
    return [number.rstrip(",").replace(",", "").replace("−", "-") for number in found]
