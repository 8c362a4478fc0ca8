"""`council.toml` as a file: found, decoded and read; what is wrong with it said as one who writes such a file needs to hear it.

Source: contract, "Input".
"""

import re
import tomllib
from pathlib import Path
from typing import Any

from helpers.errors import DataError

FILE = "council.toml"
LARGEST = 1_000_000
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
TYPOGRAPHIC = "“”„‟‘’‚‛«»"
HOW_A_DAY_IS_WRITTEN = "a day is written year, month, day, as in extract_date = 2026-11-03"
HOW_A_TEXT_IS_WRITTEN = 'a text is written between straight quotation marks, as in name = "Exampleshire"'
DAY_LIKE = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}|[0-9]{1,2}(st|nd|rd|th)? [A-Za-z]{3,}")
KEY_AND_VALUE = re.compile(r"\s*[A-Za-z0-9_\"'. -]+=\s*(?P<value>.*)")
AT_LINE = re.compile(r"\(at line ([0-9]+),")

_WHOLE_NUMBER = "it must be a whole number, without quotation marks"
_TABLE = "it must be a table: its keys stand below a line [{key}]"
_LIST = 'it must be a list of texts: ["...", "..."]'
# What pydantic finds wrong with a value, in words; `key` is the first part of the key.
KINDS_OF_FAULT = {
    "literal_error": "it must be {expected}",
    "bool_type": "it must be true or false, without quotation marks",
    "int_type": _WHOLE_NUMBER,
    "int_parsing": _WHOLE_NUMBER,
    "int_from_float": _WHOLE_NUMBER,
    "greater_than_equal": "the smallest number allowed is {ge}",
    "less_than_equal": "the largest number allowed is {le}",
    "tuple_type": _LIST,
    "list_type": _LIST,
    "string_type": HOW_A_TEXT_IS_WRITTEN,
    "string_too_short": "it must not be empty",
    "string_too_long": "it must not be longer than {max_length} characters",
    "string_pattern_mismatch": "it holds a character that may not be there",
    "too_short": "it must hold at least {min_length}",
    "too_long": "it must not hold more than {max_length}",
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "model_attributes_type": _TABLE,
}


def read_values(folder: Path) -> dict[str, Any]:
    """Return the keys and values of a data folder's `council.toml`.

    Raises DataError where it is not there or can't be read, saying how it must be written and nothing that stands in it.
    """
    path = folder / FILE
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise DataError(_say_missing(folder)) from None
    except OSError as error:
        raise DataError(f"{FILE} can't be read: {error.strerror or 'the file system refused'}.") from None
    if len(content) > LARGEST:
        raise DataError(f"{FILE} is larger than a megabyte, so it can hold no settings alone.")
    text = _decode(content)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(_say_unreadable(text, str(error))) from None
    except (RecursionError, ValueError):
        raise DataError(f"{FILE} holds lists within lists, or a number, that no setting can have.") from None


def _decode(content: bytes) -> str:
    how = "Save it in UTF-8 (in Notepad: Save as, and choose UTF-8 under Encoding)."
    if content.startswith(UTF16_MARKS) or b"\0" in content:
        raise DataError(f"{FILE} is written in UTF-16.\n{how}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DataError(f"{FILE}, line {line}: holds a letter that is not written in UTF-8.\n{how}") from None


def _say_missing(folder: Path) -> str:
    """Say that there is no such file, and name a file that may be meant."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    alike = [name for name in names if "council" in name.lower() and "toml" in name.lower()]
    if alike:
        return f"There is no {FILE} in the data folder, but {' and '.join(alike)}.\nRename it to {FILE}, in small letters."
    return (
        f'There is no {FILE} in the data folder.\nIt must hold at least the council\'s name: name = "..." '
        "(`workbook init DIR` writes one to fill in)."
    )


def _say_unreadable(text: str, error: str) -> str:
    found = AT_LINE.search(error)
    lines = text.splitlines()
    number = min(int(found[1]), len(lines)) if found else len(lines)
    # A value that is not ended is noticed at the end of its line, or a line later.
    for place in (number, number - 1):
        line = lines[place - 1] if 0 < place <= len(lines) else ""
        if said := _say_line(line):
            return f"{FILE}, line {place}: {said}."
    if "overwrite" in error or "twice" in error:
        return f"{FILE}, line {number}: the key, or the table in brackets, is there a second time. Leave one of them out."
    return (
        f"{FILE}, line {number}: can't be read. A line is a key, = and a value: {HOW_A_TEXT_IS_WRITTEN}; {HOW_A_DAY_IS_WRITTEN}. "
        'A list stands in brackets: ["Home", "Placement"]. A line that begins with # is a remark.'
    )


def _say_line(line: str) -> str:
    """Say what is wrong with a line in the usual ways; empty text where it is none of them."""
    found = KEY_AND_VALUE.match(line)
    value = found["value"].strip() if found else ""
    bare = re.sub(r'"(\\.|[^"\\])*"|\'[^\']*\'', "", line.partition("#")[0])
    if any(mark in bare for mark in TYPOGRAPHIC):
        return f"holds typographic quotation marks; {HOW_A_TEXT_IS_WRITTEN}"
    if value.startswith('"') and "\\" in value:
        return (
            "a backslash between double quotation marks has a meaning of its own; write a path with forward slashes "
            "(\"C:/data/history\"), or between single ones ('C:\\data\\history')"
        )
    if not value.startswith(('"', "'", "[", "{")) and DAY_LIKE.match(value):
        return f"this is not a date that can be read: {HOW_A_DAY_IS_WRITTEN}"
    if found and not value.partition("#")[0]:
        return "there is no value after ="
    if value and value[0].isalpha() and value.split("#")[0].strip() not in ("true", "false"):
        return HOW_A_TEXT_IS_WRITTEN
    return ""


def say_kind_of_fault(fault: Any) -> str:
    """Say in the workbook's words why a value is not allowed, by a fault as pydantic gives it."""
    if fault["type"] == "value_error":
        return fault["msg"].removeprefix("Value error, ")
    if fault["type"].startswith("date"):
        return HOW_A_DAY_IS_WRITTEN
    words = KINDS_OF_FAULT.get(fault["type"], "it is of another kind than it must be")
    return words.format(key=fault["loc"][0], **fault.get("ctx", {}))
