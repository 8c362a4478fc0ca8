"""Reads a sentence of the commentary as a sceptic would: takes it apart to the last word, and works out every claim again.

It shares no code with the commentary: its own grammar, its own rounding, and the rows of the released frame. What it can't
take apart whole it refuses, and so a new wording needs a new reading here.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from helpers.compare.breaks import NO_BREAKS, Breaks
from helpers.indicator import Indicator, Kind, Polarity, RealChange
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.protect.released import KEY, Released

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NUMBER = r"−?\d+(?:,\d{3})*(?:\.\d+)?"
MONTH = rf"(?:{'|'.join(MONTHS)}) \d{{4}}"
VALUE = rf"(?:less than )?{NUMBER}%?"
TIME = (
    rf"(?:a month earlier|a year earlier|at 31 March \d{{4}}|in the financial year \d{{4}}/\d\d|in the 12 months before"
    rf"|in every month since {MONTH}|in {MONTH})"
)
TIMES = rf"{TIME}(?:(?:, | and ){TIME})*"
DIFFERENCE = rf"(?:the same as|about the same as|{NUMBER}(?: percentage points?| per 10,000)? (?:more|fewer|higher|lower) than)"
PART = rf"({DIFFERENCE}) ({TIMES}) \(({VALUE})\)"
ROW = r"the (?:(\w+) (rise|fall)|latest of (\d+) (rise|fall)s) in a row"
EXTREME = rf"the (highest|lowest) (?:of the (\d+) months shown|since ({MONTH}) \(({VALUE})\))"
ORDINALS = {"fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
PER = {Kind.COUNT: None, Kind.SHARE: 100, Kind.RATE: 10_000, Kind.AVERAGE: 1}
UNIT = {Kind.COUNT: "", Kind.SHARE: " percentage point", Kind.RATE: " per 10,000", Kind.AVERAGE: ""}


@dataclass(frozen=True)
class Row:
    """A figure of the frame that may be shown: numerator, denominator and value as whole or exact numbers."""

    numerator: Fraction
    denominator: Fraction | None
    value: Fraction


class Reader:
    """Reads the sentences on one indicator against one edition's figures."""

    def __init__(self, indicator: Indicator, released: Released, breaks: Breaks = NO_BREAKS) -> None:
        self.indicator, self.released, self.breaks = indicator, released, breaks
        self.kind = indicator.kind
        frame = released.frame
        self.rows = {
            tuple(row[column] for column in KEY): row for row in frame[frame["code"] == indicator.code].to_dict("records")
        }
        self.month = ReportingMonth.read(released.month)
        breakdown = indicator.headline_breakdown.name if indicator.headline_breakdown else "all"
        self.place = (breakdown, indicator.headline_group or "all")

    def read(self, job: str, text: str) -> None:
        """Raises AssertionError where a sentence holds a word that is not understood or a claim that is not true."""
        assert not re.search(r"\[\w+\]|\bnan\b|  ", text), text
        {
            "level": self.level, "no figure": self.no_figure, "change": self.change, "real": self.real, "target": self.target,
            "comparison": self.comparison,
        }[job](text)  # fmt: skip

    # Figures

    def row(self, month: ReportingMonth, window: str | None = None) -> Row:
        """A figure of the frame, which must be there and shown."""
        row = self.rows[self.indicator.code, str(month), window or str(self.indicator.headline), *self.place]
        assert not row["is_hidden"], f"{self.indicator.code}: speaks of {month}, which is hidden"
        numerator = Fraction(str(row["numerator"]))
        if PER[self.kind] is None:
            return Row(numerator, None, numerator)
        denominator = Fraction(str(row["denominator"]))
        return Row(numerator, denominator, numerator * PER[self.kind] / denominator)

    def decimals(self, *rows: Row) -> int:
        """Counts whole, rates to one decimal, shares and averages too but of fewer than 100."""
        if self.kind is Kind.COUNT:
            return 0
        return 0 if self.kind is not Kind.RATE and any(row.denominator < 100 for row in rows) else 1

    def shown(self, row: Row) -> Fraction:
        return rounded(row.value, self.decimals(row))

    def is_few(self, row: Row) -> bool:
        return self.kind is Kind.SHARE and row.denominator < 30

    def check_value(self, text: str, row: Row) -> None:
        assert text.endswith("%") == (self.kind is Kind.SHARE), text
        if text.startswith("less than "):
            text = text.removeprefix("less than ")
            assert 0 < abs(row.value) < number(text) == Fraction(1, 10 ** self.decimals(row)) and self.shown(row) == 0, text
        else:
            assert number(text) == self.shown(row), f"{text} is not {float(row.value)}"
            assert row.value == 0 or self.shown(row) != 0, f"{text} is not nought"
        assert decimals_in(text) == self.decimals(row), text

    # Level

    def level(self, text: str) -> None:
        when = {
            "snapshot": f"at the end of {words(self.month)}", "month": f"in {words(self.month)}",
            "rolling_12": f"in the 12 months to {words(self.month)}",
        }[str(self.indicator.headline)]  # fmt: skip
        assert text.startswith(self.indicator.title) and text.endswith(f" {when}."), text
        if self.indicator.is_composition and self.indicator.headline_group is None:
            self.place = self.largest(text)
        figure = text.removesuffix(f" {when}.").removeprefix(f"{self.indicator.title}")
        now = self.row(self.month)
        share = re.search(rf"({VALUE}) \(({NUMBER}) of ({NUMBER})\)$", figure)
        few = re.search(rf"({NUMBER}) of ({NUMBER}) \(({VALUE})\)$", figure)
        if self.kind is Kind.SHARE:
            assert bool(few) == self.is_few(now), text
            value, n, d = share.groups() if share else (few[3], few[1], few[2])
            self.check_value(value, now)
            assert [number(n), number(d)] == whole(now), text
        else:
            value = re.search(rf"({VALUE})( per 10,000)?$", figure)
            assert bool(value[2]) == (self.kind is Kind.RATE), text
            self.check_value(value[1], now)

    def largest(self, text: str) -> tuple[str, str]:
        frame = self.released.frame
        by = self.indicator.measure.grouping
        here = frame[(frame["code"] == self.indicator.code) & (frame["month"] == str(self.month)) & ~frame["is_hidden"]]
        most = here[here["value"] == here["value"].max()]["group"]
        (group,) = [name for name in most if by.say(name)[1:] in text][:1]
        return by.name, group

    def no_figure(self, text: str) -> None:
        assert text.endswith(("recognised.", "count out of.", "available.")) and not re.search(r"\d+%|\d of \d", text), text

    # Change

    def change(self, text: str) -> None:
        assert text.endswith(".")
        clauses = text.removesuffix(".").split(". ")
        for at, clause in enumerate(clauses):
            if clause == "A year earlier is left out: the way of counting has changed since":
                assert self.breaks.between(self.indicator.code, self.month.plus(-12), self.month), text
            elif clause.startswith("It counts a year that begins in September, "):
                assert clause.endswith("and is set beside the year before only in August, when that year has ended")
                assert len(clauses) == 1 and self.indicator.code in ("EDU_ABS", "EDU_PA") and self.month.number != 8
            elif at == 0 and clause.startswith("That is the ") and clauses[1:] and clauses[1].startswith("It is "):
                self.remarkable(clause.removeprefix("That is "))
            elif at == 0 and clause.startswith("That is "):
                self.differences(clause.removeprefix("That is "))
            elif at == 1 and clause.startswith("It is "):
                self.differences(clause.removeprefix("It is "))
            elif at == 0:
                self.in_children(clause)
            else:
                self.twelve_months(clause)

    def remarkable(self, clause: str) -> None:
        """The highest or lowest, or rises or falls in a row; both together in this order."""
        rest = clause
        if extreme := re.match(EXTREME, rest):
            self.extreme(*extreme.groups())
            rest = rest[extreme.end() :].removeprefix(" and ")
        if row := re.match(ROW, rest):
            self.row_of(row[1], row[2] or row[4], row[3])
            rest = rest[row.end() :]
        assert not rest, f"not understood: {rest!r} of {clause!r}"

    def differences(self, clause: str) -> None:
        rest = re.sub(PART, "", clause)
        assert re.fullmatch(r"(?:, | and )*", rest), f"not understood: {rest!r} of {clause!r}"
        has_unit = False
        for difference, times, value in re.findall(PART, clause):
            for month in [month for time in re.findall(TIME, times) for month in self.months(time)]:
                self.check_value(value, self.earlier(month))
                self.difference(difference, self.row(self.month), self.row(month), has_unit=has_unit)
            has_unit |= difference[0].isdigit()

    def earlier(self, month: ReportingMonth) -> Row:
        assert self.breaks.between(self.indicator.code, month, self.month) is None, f"{month} lies before a break"
        row = self.row(month)
        assert not (self.is_few(row) or self.is_few(self.row(self.month)))
        return row

    def months(self, time: str) -> list[ReportingMonth]:
        """The months that some words stand for; they must suit the window."""
        window, year = str(self.indicator.headline), int(time[-7:-3]) if "financial" in time else 0
        if time.startswith("in every month since "):
            since = month_of(time.removeprefix("in every month since "))
            count = (self.month.year - since.year) * 12 + self.month.number - since.number
            assert count >= 3
            return self.month.plus(-1).back_to(count)
        found, allowed = {
            "a month earlier": (self.month.plus(-1), "snapshot"),
            "a year earlier": (self.month.plus(-12), "snapshot"),
            "in the 12 months before": (self.month.plus(-12), "rolling_12"),
        }.get(time, (None, ""))
        if found is None and "31 March" in time:
            found, allowed = ReportingMonth(int(time[-4:]), 3), "snapshot"
            assert found <= self.month < found.plus(13), time
        if found is None and year:
            found, allowed = ReportingMonth(year + 1, 3), "rolling_12"
            assert found.plus(6) <= self.month <= found.plus(12), time
        if found is None:
            found, allowed = month_of(time.removeprefix("in ")), "month"
            assert found in (self.month.plus(-1), self.month.plus(-12)), time
        assert window == allowed, f"{time} of {window}"
        return [found]

    def difference(self, said: str, now: Row, then: Row, *, has_unit: bool) -> None:
        """Check a difference of two rows; the unit is said once, with the first."""
        exact = now.value - then.value
        size = rounded(abs(exact), self.decimals(now, then))
        if said == "the same as":
            assert exact == 0
        elif said == "about the same as":
            assert exact != 0 and (size == 0 or self.shown(now) == self.shown(then)), said
        else:
            amount, unit, way = re.fullmatch(rf"({NUMBER})(.*) (more|fewer|higher|lower) than", said).groups()
            assert number(amount) == size and decimals_in(amount) == self.decimals(now, then), f"{said}, not {float(exact)}"
            assert way in (("more", "fewer") if self.kind is Kind.COUNT else ("higher", "lower")), said
            assert (way in ("more", "higher")) == (exact > 0), f"{said}, not {float(exact)}"
            assert unit.removesuffix("s") == ("" if has_unit else UNIT[self.kind]), said

    def shown_months(self, first: ReportingMonth) -> list[Fraction]:
        """The figures as shown from a month to the reporting month: all shown, and no break among them."""
        assert self.breaks.between(self.indicator.code, first, self.month) is None
        count = (self.month.year - first.year) * 12 + self.month.number - first.number + 1
        return [self.shown(self.row(month)) for month in self.month.back_to(count)]

    def extreme(self, which: str, count: str | None, since: str | None, value: str | None) -> None:
        if count:
            assert int(count) == 24
            *before, now = self.shown_months(self.month.plus(-23))
        else:
            first = month_of(since)
            self.check_value(value, self.row(first))
            mark, *before, now = self.shown_months(first)
            assert mark >= now if which == "highest" else mark <= now
            assert len(before) >= 12
        assert all(each < now if which == "highest" else each > now for each in before), which

    def row_of(self, ordinal: str | None, what: str, count: str | None) -> None:
        steps = ORDINALS[ordinal] if ordinal else int(count)
        assert str(self.indicator.headline) != "rolling_12" and steps >= 4
        figures = self.shown_months(self.month.plus(-steps))
        pairs = list(pairwise(figures))
        assert all(later > earlier if what == "rise" else later < earlier for earlier, later in pairs)

    def in_children(self, clause: str) -> None:
        now = self.row(self.month)
        same = re.fullmatch(rf"It was the same ({TIMES})", clause)
        pattern = rf"(also )?({NUMBER}) of ({NUMBER}) ({TIMES})"
        said = re.findall(pattern, clause)
        if same:
            said = [("also ", *(str(each) for each in whole(now)), same[1])]
        else:
            assert re.fullmatch(r"It was (?:, and |, | and )*", re.sub(pattern, "", clause)), f"not understood: {clause!r}"
        rows = []
        parts = [(also, n, d, time) for also, n, d, times in said for time in re.findall(TIME, times)]
        for also, n, d, time in parts:
            (month,) = self.months(time)
            assert self.breaks.between(self.indicator.code, month, self.month) is None
            row = self.row(month)
            rows.append(row)
            assert [number(n), number(d)] == whole(row), clause
            assert bool(also) == (whole(row) == whole(now)), clause
        assert rows and any(self.is_few(row) for row in (now, *rows)), clause

    def twelve_months(self, clause: str) -> None:
        time = f"Over the 12 months to {words(self.month)}"
        assert str(self.indicator.headline) == "month"
        assert self.breaks.between(self.indicator.code, self.month.plus(-12), self.month) is None
        now, then = self.row(self.month, "rolling_12"), self.row(self.month.plus(-12), "rolling_12")
        if few := re.fullmatch(rf"{time} it is (.*) of (.*), and over the 12 months before it was (.*) of (.*)", clause):
            assert self.is_few(now) or self.is_few(then)
            assert [number(each) for each in few.groups()] == [*whole(now), *whole(then)]
            return
        pattern = rf"{time} it (?:comes to|is) ({VALUE}), ({DIFFERENCE}) over the 12 months before \(({VALUE})\)"
        said = re.fullmatch(pattern, clause)
        assert said, f"not understood: {clause!r}"
        assert ("comes to" in clause) == (self.kind is Kind.COUNT)
        self.check_value(said[1], now)
        self.check_value(said[3], then)
        self.difference(said[2], now, then, has_unit=False)

    # Verdict, target, published figures

    def real(self, text: str) -> None:
        verdict = self.released.judged[self.indicator.code].verdict
        if verdict.flows:
            self.flows(text, verdict)
        elif verdict.is_real is None:
            assert text == f"We can't tell whether this is a real change: {verdict.because}."
        elif verdict.is_real is False:
            assert "similar" in text and not self.judges(text), text
        else:
            assert "similar" not in text
            self.way(text, self.indicator, verdict)
        assert ("a year ago" in text) == (verdict.kind is RealChange.YEAR_APART and verdict.is_real is not None)

    @staticmethod
    def judges(text: str) -> list[str]:
        return re.findall(r"\b(?:better|worse|more|fewer|higher|lower|risen|fallen|really)\b", text)

    def flows(self, text: str, verdict) -> None:
        for flow in verdict.flows:
            title = INDICATORS[flow.code].title
            title = f"{title[:1].lower()}{title[1:]}"
            after = text.split(title)[1]
            if flow.is_real:
                assert after.startswith(" have really ")
                self.way(after.split("(")[0], INDICATORS[flow.code], flow)
            elif flow.is_real is None:
                assert f"we can't tell of {title} ({flow.because})" in text
            else:
                assert after.startswith(" are similar in number") or "the numbers behind it are similar to before: " in text
        assert ("behind it" in text) <= all(flow.is_real is False for flow in verdict.flows)
        assert ("really" in text) == any(flow.is_real for flow in verdict.flows)

    def way(self, text: str, indicator: Indicator, verdict) -> None:
        """That the word for a real change's direction is the right one: worked out from the figures judged."""
        said = text.split(":")[0].split("(")[0].replace("really", "")
        (word,) = self.judges(said)
        if indicator.kind is Kind.COUNT or indicator.polarity is Polarity.CONTEXT_ONLY:
            assert word in ("risen", "fallen")
        else:
            assert word in ("better", "worse")
        more_is_better = indicator.polarity is Polarity.HIGHER_IS_BETTER
        rises = {"better": more_is_better, "worse": not more_is_better}.get(word, word == "risen")
        figures = verdict.rests_on
        if re.search(r"each of the last \d months", verdict.because):
            held = {each.month for each in figures if each.value == each.value}
            in_a_row = {str(self.month.plus(-back)) for back in range(7)}
            assert in_a_row <= held, f"{verdict.because}, but of {sorted(in_a_row - held)} there is no figure"
        middle = figures[0].value if verdict.kind is RealChange.YEAR_APART else sum(each.value for each in figures) / len(figures)
        if not verdict.because.startswith("each of the last 6 months") or verdict.kind is RealChange.YEAR_APART:
            assert (figures[-1].value > middle) == rises, text

    def target(self, text: str) -> None:
        judged = self.released.judged[self.indicator.code]
        wanted = re.search(rf"target for ({judged.target.financial_year}) (?:is |[(])({VALUE})", text)
        assert abs(float(number(wanted[2])) - judged.target.target) < 1e-9, text
        if text.startswith("The council's target"):
            assert judged.is_met is None
            return
        now = self.row(self.month)
        again = re.match(rf"At ({VALUE})(?: per 10,000)?(?: \(({NUMBER}) of ({NUMBER})\))? it ", text)
        assert again or text.startswith("It "), text
        figure = self.shown(now)
        if again:
            figure = number(again[1])
            assert decimals_in(again[1]) > self.decimals(now) and figure == rounded(now.value, decimals_in(again[1])), text
            assert bool(again[2]) == self.is_few(now), text
        higher = self.indicator.polarity is Polarity.HIGHER_IS_BETTER
        wants = Fraction(str(judged.target.target))
        reaches = [value >= wants if higher else value <= wants for value in (now.value, figure)]
        assert reaches == [" meets " in text] * 2, text
        if band := re.search(r"“(.*)” \((\d) of (\d)\)", text):
            edges = [Fraction(str(edge)) for edge in judged.target.edges]
            passed = [now.value >= edge if higher else now.value <= edge for edge in edges]
            place = passed.index(True) + 1 if True in passed else len(edges) + 1
            assert (band[1], int(band[2]), int(band[3])) == (judged.target.words[place - 1], place, len(edges) + 1), text

    def comparison(self, text: str) -> None:
        assert not self.judges(text)
        for each in self.released.judged[self.indicator.code].comparators:
            (part,) = [part for part in re.split("; |Published ", text) if re.match(rf"for (?:the )?{each.period}: ", part)]
            said = re.search(rf"{each.name if each.level != 'neighbours' else r'neighbours [(].*?[)]'} ({VALUE})", part)
            assert number(said[1]) == rounded(Fraction(str(each.value)), decimals_in(said[1])), text
            assert "%" not in said[1] or each.unit == "percent"


def number(text: str) -> Fraction:
    """A number as it is written."""
    return Fraction(text.replace(",", "").replace("−", "-").removesuffix("%"))


def whole(row: Row) -> list[Fraction]:
    """The numbers behind a share as a page gives them: whole, those of staff in full-time equivalents too."""
    return [rounded(row.numerator, 0), rounded(row.denominator, 0)]


def decimals_in(text: str) -> int:
    return len(text.removesuffix("%").partition(".")[2])


def rounded(value: Fraction, decimals: int) -> Fraction:
    """To so many decimals, halves away from nought."""
    scale = 10**decimals
    whole = int(abs(value) * scale + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, scale)


def words(month: ReportingMonth) -> str:
    return f"{MONTHS[month.number - 1]} {month.year}"


def month_of(text: str) -> ReportingMonth:
    name, year = text.split()
    return ReportingMonth(int(year), MONTHS.index(name) + 1)


def read_all(sentences, indicator: Indicator, released: Released, breaks: Breaks = NO_BREAKS) -> int:
    """Read every sentence, in its order; how many there are."""
    reader = Reader(indicator, released, breaks)
    jobs = [sentence.job for sentence in sentences]
    assert jobs == sorted(jobs, key=["level", "no figure", "change", "real", "target", "comparison"].index)
    assert len(set(jobs)) == len(jobs) <= 5
    for sentence in sentences:
        reader.read(sentence.job, sentence.text)
        check_rests_on(sentence, reader)
    return len(jobs)


def check_rests_on(sentence, reader: Reader) -> None:
    """That every figure under a level or a change is shown, and the value that is kept with it."""
    # That nothing can be told may rest on figures that are hidden, or on none since a break.
    assert sentence.rests_on or sentence.text.startswith("We can't tell whether this is a real change: ")
    if sentence.job not in ("level", "change"):  # that no figure is shown rests on one that is hidden or missing
        return
    for each in sentence.rests_on:
        row = reader.rows[each.code, each.period, each.window, each.breakdown, each.group]
        assert not row["is_hidden"] and re.fullmatch(rf"{VALUE}|\[low\]", each.shown), each
