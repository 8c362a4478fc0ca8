"""The days of a made-up council: counted as whole days (`date.toordinal`), written as text only in the tables."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from helpers.months import ReportingMonth

YEAR = 365.25  # days
MONTH = 30.4375  # days
MINUTES = 1440  # of a day
HISTORY_MONTHS = 72  # five years, and the twelve months that the first of them looks back on
EXTRACT_AFTER_DAYS = 4  # case systems are read a few days after the month's end


@dataclass(frozen=True)
class Calendar:
    """The days that matter, as ordinals: the reporting month's last day and that of the extract."""

    month: ReportingMonth

    @property
    def month_end(self) -> int:
        """The reporting month's last day."""
        return self.end_of(0)

    @property
    def extract(self) -> int:
        """The day the case system was read."""
        return self.month_end + EXTRACT_AFTER_DAYS

    def end_of(self, months: int) -> int:
        """The last day of the month so many months after the reporting month (before: below 0)."""
        return self.month.plus(months).last_day.toordinal()


def birthday(birth: int, age: int) -> int:
    """The day an age in years is reached; 29 February's children reach it on 1 March in other years."""
    born = date.fromordinal(birth)
    try:
        return born.replace(year=born.year + age).toordinal()
    except ValueError:
        return date(born.year + age, 3, 1).toordinal()


def age_on(day: int, birth: int) -> int:
    """The age in whole years on a day; -1 before birth."""
    years = date.fromordinal(day).year - date.fromordinal(birth).year
    return years if birthday(birth, years) <= day else years - 1


def day_text(day: int | None, with_time: bool = False) -> str:
    """The day as ISO text, `T00:00:00` after it if asked for; nothing for no day."""
    if day is None:
        return ""
    return date.fromordinal(day).isoformat() + ("T00:00:00" if with_time else "")


def months_after(day: int, months: int) -> int:
    """The same day of the month so many months later (before: below 0), or that month's last day where it has none."""
    then = date.fromordinal(day)
    year, place = divmod(then.year * 12 + then.month - 1 + months, 12)
    return date(year, place + 1, min(then.day, monthrange(year, place + 1)[1])).toordinal()


def time_text(minute: int) -> str:
    """The time of day as ISO text with its day, from minutes counted as days are: `day * 1440` is its midnight."""
    day, of_day = divmod(minute, MINUTES)
    return f"{date.fromordinal(day).isoformat()}T{of_day // 60:02d}:{of_day % 60:02d}:00"
