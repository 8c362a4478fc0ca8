"""Working days of England and Wales, by plain rules of its bank holidays."""

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache

_ONCE = {  # moved or added by proclamation; a day that is taken away comes first
    2020: ("-2020-05-04", "2020-05-08"),
    2022: ("-2022-05-30", "2022-06-02", "2022-06-03", "2022-09-19"),
    2023: ("2023-05-08",),
}
_SATURDAY = 5


def add_working_days(day: int, count: int) -> int:
    """The day so many working days later; the day itself is day 0."""
    days = _working_days(date.fromordinal(day).year)
    return days[bisect_right(days, day) + count - 1]


@cache
def _working_days(year: int) -> list[int]:
    """The working days of a year and the next, in order."""
    free = _bank_holidays(year) | _bank_holidays(year + 1)
    days = range(date(year, 1, 1).toordinal(), date(year + 2, 1, 1).toordinal())
    return [day for day in days if date.fromordinal(day).weekday() < _SATURDAY and day not in free]


def _bank_holidays(year: int) -> set[int]:
    """The days off that are no Saturday or Sunday."""
    easter = _easter(year)
    free = {_from_saturday_on(date(year, 1, 1)), easter - 2, easter + 1}
    free |= {_monday(date(year, 5, 1)), _monday(date(year, 5, 25)), _monday(date(year, 8, 25))}
    for fixed in (date(year, 12, 25), date(year, 12, 26)):
        day = _from_saturday_on(fixed)
        free.add(day if day not in free else day + 1)
    for text in _ONCE.get(year, ()):
        day = date.fromisoformat(text.removeprefix("-")).toordinal()
        free = free - {day} if text.startswith("-") else free | {day}
    return free


def _monday(first: date) -> int:
    """The first Monday on or after a day."""
    return (first + timedelta((7 - first.weekday()) % 7)).toordinal()


def _from_saturday_on(day: date) -> int:
    """The day, or the Monday after it where it is a Saturday or Sunday."""
    return _monday(day) if day.weekday() >= _SATURDAY else day.toordinal()


def _easter(year: int) -> int:
    """Easter Sunday, by the anonymous Gregorian rule."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    far = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * far) // 451
    month, day = divmod(h + far - 7 * m + 114, 31)
    return date(year, month, day + 1).toordinal()
