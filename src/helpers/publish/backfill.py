"""Many months' reports from one extract, the oldest first; what stands is passed over, so that it goes on where it stopped."""

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

from helpers.errors import UsageError, WorkbookError
from helpers.months import ReportingMonth
from helpers.publish.month import Wanted, make_with, usable_cache
from helpers.publish.progress import Progress, SilentProgress
from helpers.publish.unchanged import standing_report
from helpers.publish.warm import warm_kernels


def months_between(first: ReportingMonth, last: ReportingMonth) -> list[ReportingMonth]:
    """The months from one to another, oldest first. Raises UsageError where the first is the later one."""
    if first > last:
        raise UsageError(f"--from {first} lies after --to {last}.")
    return last.back_to((last.year - first.year) * 12 + last.number - first.number + 1)


def make_reports(wanted: Wanted, months: Sequence[ReportingMonth], progress: Progress) -> None:
    """Make each month's report, in the order given, up to the first that fails.

    Raises WorkbookError, of its kind, naming that month and what stands.
    """
    made, seconds = 0, 0.0
    progress.start(len(months))
    with usable_cache(not wanted.no_cache), warm_kernels(not wanted.plain_kernels) as warm:
        for place, month in enumerate(months, 1):
            began = monotonic()
            if not wanted.no_cache and standing_report(wanted.data, str(month), wanted.outputs, wanted.editions):
                progress.done(f"{month}: stands")
                continue
            try:
                make_with(warm, replace(wanted, month=str(month)), SilentProgress(), is_one_of_many=True)
            except WorkbookError as error:
                progress.close()
                stands = f"{months[0]} to {months[place - 2]} stand" if place > 1 else "no month of these stands"
                raise type(error)(f"{month} failed, and {stands}.\n{error}") from None
            made, seconds = made + 1, seconds + monotonic() - began
            progress.done(f"{month}: made; {_say_left((len(months) - place) * seconds / made)}")
    progress.close()


def _say_left(seconds: float) -> str:
    """About how long the rest takes."""
    if seconds < 90:
        return f"about {seconds:.0f} seconds left"
    return f"about {seconds / 60:.0f} minutes left"
