"""The last look at a page before it is released: what may not stand in it, whatever made it."""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from helpers.publish.private import Private

NO_TEXT_ALTERNATIVE = "No description has been provided for this image"
FORBIDDEN_ELEMENTS = {"script", "iframe", "object", "embed", "applet", "base", "form", "frame", "frameset"}
ADDRESSES = {
    "href", "src", "srcset", "action", "formaction", "data", "poster", "background", "cite", "ping", "manifest",
    "longdesc", "usemap", "profile", "xlink:href", "archive", "codebase", "classid", "imagesrcset",
}  # fmt: skip
DATA = re.compile(r"data:([a-z0-9.+/-]+)(?:;charset=[\w-]+)?;base64,([A-Za-z0-9+/=\s]+)")
CSS_ADDRESS = re.compile(r"url\(\s*['\"]?\s*(?!data:|#)[^)]|@import", re.IGNORECASE)


class PageReader(HTMLParser):
    """Collects from a page what the checks ask for."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.addresses: list[tuple[str, str, str]] = []
        self.attributes: list[tuple[str, str]] = []
        self.language = ""
        self.texts: dict[str, list[str]] = {"h1": [], "title": []}
        self.styles: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element, its addresses and its other attributes."""
        self.elements.add(tag)
        if tag in self.texts:
            self.texts[tag].append("")
        if tag in {"h1", "title", "style"}:
            self._open.append(tag)
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        self.attributes.append((name, value))
        if name in ADDRESSES:
            self.addresses.append((tag, name, value.strip()))
        if tag == "html" and name == "lang":
            self.language = value
        if name == "style":
            self.styles.append(value)

    def handle_endtag(self, tag: str) -> None:
        """Notes where a heading, the title or a style ends."""
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Notes text, and where it stands."""
        self.words.append(data)
        for tag in self._open:
            if tag == "style":
                self.styles.append(data)
            else:
                self.texts[tag][-1] += data


def read_page(html: str) -> PageReader:
    """A page taken apart."""
    reader = PageReader()
    reader.feed(html)
    reader.close()
    return reader


def faults_in_page(html: str, private: Private) -> list[str]:
    """The names of the checks that a page fails, sorted; what it holds is not repeated. Empty for a good page."""
    page = read_page(html)
    checks = {
        "no document type": not re.match(r"\s*<!doctype html>", html, re.IGNORECASE),
        "no language": not page.language.strip(),
        "not one title": [bool(text.strip()) for text in page.texts["title"]] != [True],
        "not one first heading": [bool(text.strip()) for text in page.texts["h1"]] != [True],
        "a script": "<script" in html.lower() or any(_is_script(name, value) for name, value in page.attributes),
        "a forbidden element": bool(page.elements & FORBIDDEN_ELEMENTS - {"script"}),
        "a redirect": any(name == "http-equiv" and value.lower() == "refresh" for name, value in page.attributes),
        "an address outside the page": any(_leads_out(*address) for address in page.addresses),
        "a style that loads something": any(CSS_ADDRESS.search(style) for style in page.styles),
        "an image without words": NO_TEXT_ALTERNATIVE.lower() in html.lower(),
        "an image with a script": any("<script" in text.lower() for text in embedded_texts(html)),
    }
    return sorted({name for name, fails in checks.items() if fails} | set(faults_in_text(html, private)))


def faults_in_text(text: str, private: Private) -> list[str]:
    """The names of what any released text may not hold, in its embedded images too: this machine's paths and names."""
    texts = [text, *embedded_texts(text)]
    visible = DATA.sub("", text)
    faults = []
    if any(private.paths_in(other) for other in texts):
        faults.append("a path of this machine")
    if any(private.names_in(other) for other in [visible, *texts[1:]]):
        faults.append("a name of the user or the machine")
    return faults


def embedded_texts(text: str) -> list[str]:
    """The images and other data inside a page, as text."""
    found = []
    for _, content in DATA.findall(text):
        try:
            found.append(base64.b64decode(content).decode("utf-8", errors="replace"))
        except (binascii.Error, ValueError):
            found.append(content)
    return found


def missing_links(pages: Mapping[str, str], files: Iterable[str]) -> list[str]:
    """Each page with an address that names no file of the edition, as `page: address`; sorted."""
    there = {*files, *pages}
    return sorted(
        f"{name}: {address[:80]}"
        for name, html in pages.items()
        for _, _, address in read_page(html).addresses
        if (target := unquote(urlsplit(address).path)) and not address.startswith("data:") and target not in there
    )


def _is_script(name: str, value: str) -> bool:
    return name.startswith("on") or re.sub(r"[\s\x00-\x1f]", "", value).lower().startswith(("javascript:", "vbscript:"))


def _leads_out(tag: str, name: str, value: str) -> bool:
    """True for an address that isn't a page beside this one, a place in it, or an image held by it."""
    if value.startswith("data:"):
        return not (tag == "img" and name == "src" and value.startswith("data:image/")) and tag != "link"
    parts = urlsplit(value)
    return bool(parts.scheme or parts.netloc) or value.startswith(("/", "\\")) or ".." in parts.path.split("/")
