"""The process of JupyterLab's server: `python -m helpers.lab.serve COPY [JUPYTER-ARGUMENTS]`, called by `workbook lab`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers.errors import UsageError, exit_code_of, say_fault
from helpers.lab.settings import refuse_unsafe

PRIVATE = 0o077


def serve(copy: Path, arguments: Sequence[str]) -> None:
    """Run JupyterLab on a working copy until it is stopped. What it and its kernels write is its owner's alone.

    Raises UsageError if the arguments are wrong, or would undo what keeps children's records private.
    """
    os.umask(PRIVATE)
    from jupyterlab.labapp import LabApp

    if arguments and arguments[0] in LabApp.subcommands:
        raise UsageError(f'"{arguments[0]}" is a command of JupyterLab itself and not available here.')
    try:
        server = LabApp.initialize_server(list(arguments))
        (lab,) = server.extension_manager.extension_apps["jupyterlab"]
        refuse_unsafe(server, lab, copy)
        server.start()
    except SystemExit as ended:
        if not ended.code:
            raise
        raise UsageError("JupyterLab did not start, for the reason above. Its arguments come after --.") from None


def main() -> int:
    """Serve the copy that the command line names. Return the exit code."""
    try:
        serve(Path(sys.argv[1]), sys.argv[2:])
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 (a traceback could show a child's cell)
        print(say_fault(error), file=sys.stderr)  # noqa: T201 (a command's own words)
        return exit_code_of(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
