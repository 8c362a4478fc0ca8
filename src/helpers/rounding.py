"""The one number formatter: every number on a page, in a chart or in a sentence is written here.

Rounds half away from zero, on the exact fraction of numerator and denominator: shares and averages to one decimal (whole
where the denominator is under 100), rates to one decimal, counts whole. Source: publication, "Rounding on pages".
"""

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from helpers.indicator import Kind

HIDDEN = "[c]"
NOT_APPLICABLE = "[z]"
NOT_AVAILABLE = "[x]"
LOW = "[low]"
# What marks an uncertain figure: its letter in a data file, and in brackets beside it on a page.
UNCERTAIN_LETTER = "u"
UNCERTAIN = f"[{UNCERTAIN_LETTER}]"
# What stands in place of a figure.
SHORTHAND = {
    HIDDEN: "hidden so that nobody can be recognised",
    LOW: "rounds to 0 but is not 0",
    NOT_AVAILABLE: "not available",
    NOT_APPLICABLE: "not applicable: there is nothing to count out of",
}
# What stands beside a figure.
BESIDE_FIGURES = {UNCERTAIN: "uncertain: more than 5% of a column that it needs could not be read"}

MINUS = "\N{MINUS SIGN}"
SMALL_DENOMINATOR = 100
OUT_OF = {Kind.SHARE: 100, Kind.RATE: 10_000, Kind.AVERAGE: 1}
SIGN_AFTER = {Kind.SHARE: "%"}
UNIT_AFTER = {Kind.SHARE: "%", Kind.RATE: " per 10,000"}
UNIT_BETWEEN = {Kind.SHARE: " percentage points", Kind.RATE: " per 10,000"}

Number = int | float | None


def is_missing(number: Number) -> bool:
    """Whether there is no number: nothing, or not a number."""
    return number is None or (isinstance(number, float) and math.isnan(number))


def exact(number: int | float | Fraction) -> Fraction:
    """A number as the fraction that it is written as: 0.1 is one tenth, not the nearest binary number."""
    if isinstance(number, Fraction):
        return number
    if isinstance(number, float):
        return Fraction(repr(float(number)))
    return Fraction(int(number))


def exact_value(kind: Kind, numerator: Number, denominator: Number = None) -> Fraction | None:
    """A figure in its own unit (a number, %, per 10,000), unrounded; None where it is missing or its denominator is 0."""
    if is_missing(numerator):
        return None
    if kind not in OUT_OF:
        return exact(numerator)
    if is_missing(denominator) or denominator == 0:
        return None
    return exact(numerator) * OUT_OF[kind] / exact(denominator)


def decimals_of(kind: Kind, *denominators: Number) -> int:
    """How many decimals a figure is shown with; a share's or average's by what it is out of, the smallest of several."""
    if kind == Kind.COUNT:
        return 0
    if kind in (Kind.SHARE, Kind.AVERAGE) and any(not is_missing(d) and d < SMALL_DENOMINATOR for d in denominators):
        return 0
    return 1


def round_half_away(value: Fraction, decimals: int) -> Fraction:
    """The nearest number with so many decimals; of two equally near, the one further from 0."""
    scale = 10**decimals
    scaled = abs(value) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, scale)


def say_number(value: int | float | Fraction, decimals: int = 0, *, separator: str = ",", minus: str = MINUS) -> str:
    """A number rounded to so many decimals, with thousands separators: 2,000 or 66.7. Never a minus before 0."""
    rounded = round_half_away(exact(value), decimals)
    digits = abs(rounded.numerator) * (10**decimals // rounded.denominator)
    whole, rest = divmod(digits, 10**decimals)
    text = f"{whole:,}".replace(",", separator) + (f".{rest:0{decimals}d}" if decimals else "")
    return minus + text if rounded < 0 else text


def say_as_published(value: int | float | Fraction, *, are_whole: bool | None = None) -> str:
    """A published number, whole or with one decimal: 67, 64.8. `are_whole` is of those beside it too: 20.0 beside 20.3."""
    is_whole = exact(value).denominator == 1 if are_whole is None else are_whole
    return say_number(value, 0 if is_whole else 1)


def say_as_set(value: int | float | Fraction) -> str:
    """A target as the council wrote it, with every decimal: 80, 8.25."""
    return say_number(value, max(0, -Decimal(repr(float(value))).normalize().as_tuple().exponent))


def say_count(number: Number, *, is_hidden: bool = False) -> str:
    """A number of children or events, whole: 2,000; or its shorthand."""
    if is_hidden:
        return HIDDEN
    return NOT_AVAILABLE if is_missing(number) else say_number(number)


def say_value(
    kind: Kind, numerator: Number, denominator: Number = None, *, is_hidden: bool = False, extra_decimals: int = 0
) -> str:
    """A figure as a page shows it: 2,000, 66.7% or 76.5; or `[c]`, `[z]`, `[x]`, `[low]`.

    `extra_decimals` is for where a verdict on the unrounded figure would seem wrong beside the rounded one.
    """
    return _say(kind, numerator, denominator, is_hidden, extra_decimals, SIGN_AFTER.get(kind, ""))


def say_value_with_unit(
    kind: Kind, numerator: Number, denominator: Number = None, *, is_hidden: bool = False, extra_decimals: int = 0
) -> str:
    """A figure as a sentence says it: 2,000, 66.7% or 76.5 per 10,000; or its shorthand, which has no unit."""
    return _say(kind, numerator, denominator, is_hidden, extra_decimals, UNIT_AFTER.get(kind, ""))


def _say(kind: Kind, numerator: Number, denominator: Number, is_hidden: bool, extra: int, unit: str) -> str:
    shorthand = shorthand_for(kind, numerator, denominator, is_hidden=is_hidden)
    if shorthand:
        return shorthand
    value = exact_value(kind, numerator, denominator)
    decimals = decimals_of(kind, denominator) + extra
    if value and kind != Kind.COUNT and not round_half_away(value, decimals):
        return LOW
    return say_number(value, decimals) + unit


def shorthand_for(kind: Kind, numerator: Number, denominator: Number = None, *, is_hidden: bool = False) -> str:
    """What stands in place of a figure that can't be shown: `[c]`, `[x]` or `[z]`; nothing where it can."""
    if is_hidden:
        return HIDDEN
    if kind in OUT_OF and not is_missing(denominator) and denominator == 0:
        return NOT_APPLICABLE
    if is_missing(numerator) or (kind in OUT_OF and is_missing(denominator)):
        return NOT_AVAILABLE
    return ""


def with_mark(said: str, *, is_uncertain: bool) -> str:
    """Return a figure as it is written, with the mark beside it where it is uncertain: 66.7% [u]."""
    return f"{said} {UNCERTAIN}" if is_uncertain else said


def say_n_of_d(numerator: Number, denominator: Number, *, is_hidden: bool = False) -> str:
    """The numbers behind a share: 2 of 3; or its shorthand."""
    shorthand = shorthand_for(Kind.SHARE, numerator, denominator, is_hidden=is_hidden)
    return shorthand or f"{say_number(numerator)} of {say_number(denominator)}"


def say_shorthand(used: Iterable[str]) -> str:
    """Return what the marks among some texts stand for, in a line; nothing where there is none."""
    texts = set(used)
    said = [f"{mark} {meaning}" for mark, meaning in (SHORTHAND | BESIDE_FIGURES).items() if mark in texts]
    return "; ".join(said) + "." if said else ""


def plain_value(kind: Kind, numerator: Number, denominator: Number = None, *, is_hidden: bool = False) -> str:
    """A figure rounded as shown, as a data file writes it: 2000, 66.7, -3; or its shorthand."""
    shorthand = shorthand_for(kind, numerator, denominator, is_hidden=is_hidden)
    if shorthand:
        return shorthand
    value = exact_value(kind, numerator, denominator)
    return say_number(value, decimals_of(kind, denominator), separator="", minus="-")


def say_difference(
    kind: Kind, numerator: Number, denominator: Number, earlier_numerator: Number, earlier_denominator: Number
) -> str:
    """How far a figure lies from an earlier one, from the unrounded figures: 90 fewer, 0.4 percentage points higher.

    Nothing where either can't be shown. Arithmetic only: whether a difference means anything is not judged here.
    """
    far = _exact_difference(kind, numerator, denominator, earlier_numerator, earlier_denominator)
    if far is None:
        return ""
    if not far:
        return "the same"
    decimals = decimals_of(kind, denominator, earlier_denominator)
    step = Fraction(1, 10**decimals)
    size = round_half_away(abs(far), decimals)
    amount = say_number(size, decimals) if size else f"less than {say_number(step, decimals)}"
    unit = UNIT_BETWEEN.get(kind, "")
    if kind == Kind.SHARE and decimals == 0 and size <= 1:
        unit = " percentage point"
    if kind == Kind.COUNT:
        return f"{amount} {'more' if far > 0 else 'fewer'}"
    return f"{amount}{unit} {'higher' if far > 0 else 'lower'}"


def plain_difference(
    kind: Kind, numerator: Number, denominator: Number, earlier_numerator: Number, earlier_denominator: Number
) -> str:
    """How far a figure lies from an earlier one, as a data file writes it: -90, 0.4, 0; or `[low]`.

    From the unrounded figures, rounded as it is said. Nothing where either can't be shown.
    """
    far = _exact_difference(kind, numerator, denominator, earlier_numerator, earlier_denominator)
    if far is None:
        return ""
    decimals = decimals_of(kind, denominator, earlier_denominator)
    return LOW if far and not round_half_away(far, decimals) else say_number(far, decimals, separator="", minus="-")


def _exact_difference(kind: Kind, numerator: Number, denominator: Number, *earlier: Number) -> Fraction | None:
    now, then = exact_value(kind, numerator, denominator), exact_value(kind, *earlier)
    return None if now is None or then is None else now - then
