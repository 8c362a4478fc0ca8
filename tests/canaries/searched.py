"""Everything that some bytes hold: packed, inflated, decoded, and in whatever letters."""

import base64
import binascii
import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

DEEPEST = 4
BASE64 = re.compile(rb"[A-Za-z0-9+/]{40,}={0,2}")
DEFLATED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def layers(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """The bytes themselves, and all that is packed in them."""
    yield content
    if depth == DEEPEST:
        return
    for inner in _unpacked(content):
        yield from layers(inner, depth + 1)


def _unpacked(content: bytes) -> Iterator[bytes]:
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield packed.comment
            for entry in packed.infolist():
                yield entry.filename.encode()
                yield packed.read(entry)
        return
    if content[:2] == b"\x1f\x8b":
        yield gzip.decompress(content)
        return
    for match in BASE64.finditer(content):
        try:
            yield base64.b64decode(match[0], validate=True)
        except (binascii.Error, ValueError):
            continue
    for match in DEFLATED.finditer(content):
        try:
            yield zlib.decompressobj().decompress(content[match.start() :])
        except zlib.error:
            continue


def holds(content: bytes, words: list[str], *, in_any_letters: bool = True) -> list[str]:
    """Which of some words stand in the bytes, plain or packed, as a page or an address would write them."""
    found = set()
    for layer in layers(content):
        texts = [layer, html.unescape(layer.decode("utf-8", errors="replace")).encode(), unquote_to_bytes(layer)]
        for text in texts:
            read = text.lower() if in_any_letters else text
            for word in words:
                looked_for = word.lower() if in_any_letters else word
                found |= {word for encoding in ENCODINGS if looked_for.encode(encoding) in read}
    return sorted(found)


def where(folder: Path, words: list[str]) -> list[str]:
    """Each word found in a file below a folder, or in a file's name, as `file: word`."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        found += [f"{name}: {word}" for word in holds(name.encode() + b"\n" + path.read_bytes(), words)]
    return found


def days_in(folder: Path) -> dict[str, set[str]]:
    """Every whole date that text below a folder says, as YYYY-MM-DD, with the files that say it."""
    months = {name.lower(): number for number, name in enumerate(_MONTHS, 1)}
    found: dict[str, set[str]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        for layer in layers(path.read_bytes()):
            text = layer.decode("utf-8", errors="replace")
            days = set(re.findall(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", text))
            days |= {f"{y}-{m}-{d}" for d, m, y in re.findall(r"(?<!\d)(\d{2})/(\d{2})/(\d{4})(?!\d)", text)}
            for day, month, year in re.findall(r"(?<!\d)(\d{1,2}) ([A-Z][a-z]{2,8}) (\d{4})(?!\d)", text):
                full = [number for name, number in months.items() if name.startswith(month.lower())]
                if full:
                    days.add(f"{year}-{full[0]:02d}-{int(day):02d}")
            for day in days:
                found.setdefault(day, set()).add(path.name)
    return found


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
