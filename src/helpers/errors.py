"""What can go wrong, and who can mend it. Every message is meant for a reader; none holds a child's data."""

import traceback
from pathlib import Path


class WorkbookError(Exception):
    """A fault we know of: its text says what is wrong, where, and what to do. Shown without a traceback."""

    exit_code = 1


class DataError(WorkbookError):
    """The input stops the run; whoever made the extract can mend it."""


class NotAvailable(WorkbookError):
    """Something an indicator needs is not in the extract; said on the page, never a zero."""


class DefinitionError(WorkbookError):
    """An indicator's entry or a reference table is wrong; whoever maintains the workbook can mend it."""

    exit_code = 3


class UsageError(WorkbookError):
    """The command was called wrongly."""

    exit_code = 2


class SectionFailed(WorkbookError):
    """A section's notebook did not run to its end; nothing was published."""

    exit_code = 3


class MachineError(WorkbookError):
    """The machine's fault: disk full, no permission, another run holds the month."""

    exit_code = 4


def exit_code_of(error: BaseException) -> int:
    """The exit code of what ended by an error or a signal; a fault of our own code counts as one for maintainers to mend."""
    if isinstance(error, WorkbookError):
        return error.exit_code
    if isinstance(error, OSError):
        return MachineError.exit_code
    if isinstance(error, Exception):
        return DefinitionError.exit_code
    return int(getattr(error, "code", None) or MachineError.exit_code)


def say_fault(error: BaseException) -> str:
    """What ended a run, in words; of an error not foreseen its kind and the lines of code alone: its text may hold a cell."""
    if isinstance(error, WorkbookError):
        return str(error)
    if not isinstance(error, Exception):
        return "Stopped. Every report is as it was, or new and whole; the same command goes on."
    own = Path(__file__).parent
    frames = [(Path(frame.f_code.co_filename), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    lines = [f"{path.relative_to(own).as_posix()}:{line}" for path, line in frames if path.is_relative_to(own)]
    if isinstance(error, OSError):
        return (
            f"The machine refused: {error.strerror or type(error).__name__} ({' > '.join(lines)}).\n"
            "Every report is as it was, or new and whole; the same command goes on."
        )
    return (
        f"A fault of the workbook itself: {type(error).__name__} at {' > '.join(lines)}.\n"
        "Tell whoever maintains it these lines. Every report is as it was, or new and whole."
    )
