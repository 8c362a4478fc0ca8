"""`workbook lab`: prepares the working copy, starts JupyterLab on it, and waits until it is stopped."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers.errors import UsageError
from helpers.lab.copies import Copy, prepare_copy
from helpers.lab.settings import lab_environment, write_settings
from helpers.publish.disk import plainly
from helpers.publish.libraries import check_own_package
from helpers.publish.streams import as_typed
from helpers.publish.temporary import private_folder

MODULE = "helpers.lab.serve"
ENDING_SECONDS = 10.0
ENDED = "--"


def read_words(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the name of a copy, empty if none is given, and the arguments for JupyterLab: those after the first `--`.

    Raises UsageError if there is more than a name before it.
    """
    at = words.index(ENDED) if ENDED in words else len(words)
    names = words[:at]
    if len(names) > 1 or any(name.startswith("-") for name in names):
        raise UsageError("Only a name may stand before --, and JupyterLab's arguments after it: workbook lab anna -- --port 9000")
    return (as_typed(names[0]) if names else ""), list(words[at + 1 :])


def open_lab(words: Sequence[str]) -> int:
    """Open JupyterLab on a working copy, and return its exit code when it is stopped.

    Raises UsageError, DefinitionError and MachineError if the copy can't be prepared.
    """
    name, for_jupyter = read_words(words)
    copy = prepare_copy(name)
    check_own_package([copy.folder])
    _say(copy)
    with private_folder() as folder:
        with plainly("write the settings of JupyterLab"):
            write_settings(folder, copy.folder)
        return _run(copy.folder, for_jupyter, lab_environment(folder, copy.folder))


def _say(copy: Copy) -> None:
    for sentence in copy.sentences():
        print(sentence, file=sys.stderr)  # noqa: T201 (a command's own words)


def _run(copy: Path, for_jupyter: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run the server until it ends. Ctrl+C reaches it too, and it asks whether to stop; other signals are passed on."""
    server = subprocess.Popen([sys.executable, "-P", "-m", MODULE, str(copy), *for_jupyter], cwd=copy, env=environment)
    try:
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:
                continue
    finally:
        if server.poll() is None:
            server.terminate()
            try:
                server.wait(ENDING_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
