"""What can go wrong, and who can mend it. Every message is meant for a reader; none holds a child's data."""


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
