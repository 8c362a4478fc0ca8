"""Names of files and what is printed, on a machine of any encoding: a character that it doesn't know stops nothing."""

import codecs
import io
import os
import sys
from collections.abc import Iterable
from contextlib import suppress

SHOWN = "workbook-shown"
UTF_8 = "PYTHONUTF8"


def show_every_character() -> None:
    """Makes standard output and standard error of this process take every character."""
    codecs.register_error(SHOWN, _shown)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=SHOWN)


def print_what_stands(lines: Iterable[str]) -> None:
    """Print what a command has made. It is made, so that nobody to read it, or no room for it, is no failure."""
    try:
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except OSError:
        print_no_more()


def print_no_more() -> None:
    """Let whatever is still to be printed go nowhere, where nobody reads it any more: else Python would complain at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def read_names_as_utf_8() -> None:
    """Starts this command anew, with the names of files in UTF-8, on a machine that was set to know ASCII alone, as cron's are.

    Else a folder with an accent in its name could be opened and not handed to a notebook. Source: PEP 540.
    """
    if os.name == "posix" and sys.getfilesystemencoding() == "ascii" and os.environ.get(UTF_8) != "1":
        os.environ[UTF_8] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 (the same command as was typed)


def as_typed(text: str) -> str:
    """A word of the command line in the characters that were typed, where this process could not read its bytes as text."""
    return os.fsencode(text).decode("utf-8", errors="replace") if any("\udc80" <= letter <= "\udcff" for letter in text) else text


def _shown(error: UnicodeError) -> tuple[str | bytes, int]:
    """Bytes of a file's name that were no text to this process go out as they came in; all else is escaped."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    if all("\udc80" <= letter <= "\udcff" for letter in letters):
        return bytes(ord(letter) - 0xDC00 for letter in letters), error.end
    return codecs.backslashreplace_errors(error)
