"""Holds what pages say against the published figures: which numbers of a page are no figures, and which aren't in the file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from downloads.pages_read import Said, numbers_in
from helpers.compare.published.reference import comparable_rules
from helpers.indicators import INDICATORS
from helpers.months import MONTH_NAMES, ReportingMonth

PUBLISHED = {"england", "region", "neighbours", "own", "rank", "quartile"}
NUMBER = r"\d[\d,]*(?:\.\d+)?"
MONTH_WORDS = "|".join(MONTH_NAMES)
# Numbers in words that are the same in every report, whatever the figures: the times, units and rules of the sentences.
FIXED_WORDS = (
    rf"\b(?:\d{{1,2}} )?(?:{MONTH_WORDS}) \d{{4}}\b",  # a date or a month
    r"\b(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}\b",
    r"\b\d{4}/\d{2}\b",  # a financial year
    r"\b\d{4}-\d{2}(?:-\d{2})?\b|\b31/10/2026\b",  # stand-in dates, and the names of files of the history
    r"\b(?:last |in the |of |over )?(?:6|12|24) months?\b",  # windows
    r"\b[2-9]?1?\d (?:other )?months?(?= are | is |\b)",  # how many months: said of the series, not of children
    r"\b[Pp]er 10,000\b",
    r"\baged 0 to 17\b",
    r"\b[Mm]id-\d{4}\b",
    r"\b1 month\b",
    r"\b7 months in a row\b",
    r"\b2 of the last 3 months\b",
    r"\b(?:95|99\.8)% limits?\b",
    r"\bone in 20\b|\bone in 500\b",
    r"\badd up to 100\b",
    r"\bevery (?:10,000|100)\b",
    r"\bof at least 12\b",
    r"\bA % of fewer than 30\b",
    r"\beach from [−\d.,]+ to [−\d.,]+(?:%| per 10,000)?",  # the ends of an axis
    r"\bUTF-8\b|\bWindows-1252\b",
    r"\bmore than 5% of (?:the filled cells|a column)\b",
)  # fmt: skip
# How many rows, districts, files or indicators a sentence speaks of: counted on the page itself, and of no child.
COUNTS_OF_THE_PAGE = (
    r"\bFunnel of \d+ districts\b",
    r"\bWithin the limits: (?:the other )?\d+\b",
    r"\bneed \d+ districts with a figure that can be shown, and there are \d+\b",
    r"\b\d+ groups, of which \d+ are hidden\b",
    r"\bThere are \d+ groups\b",
    r"\bAnd \d+ more in the table\b",
    r"^\d+ more(?:, (?:and how they are chosen|each with its indicator)|\.)|^\d+ in all, none by as much",
    r"\bcounted from \d+ files\b",
    r"\b\d+ indicators of\b",
)
# Sentences that only tell of reference files: whose publication it is, and how it differs.
FROM_REFERENCE = re.compile(r"^(?:From: |These differ from ours: |No published figure stands beside this one: )")
# Why figures are uncertain: how much of a column of a file could not be read.
UNREAD = re.compile(r"^(?:\[u\] )?Uncertain(?: by [^,]+, |: )")
OF_FILES = ("Indicators that read the table", "Indicators that read it", "Figures that are uncertain")
OF_THE_EXTRACT, OF_THE_REPORT = "EXTRACT", "REPORT"


@dataclass(frozen=True)
class Unexplained:
    """A number of a page that the file does not hold at its place."""

    number: str
    said: Said

    def __str__(self) -> str:
        place = " / ".join(part for part in (self.said.about, self.said.row, self.said.column) if part)
        return f"{self.number} ({self.said.place}, {place}): {self.said.text[:160]}"


# Headings of the page of definitions under which stand rules, settings and words alone, the same whatever the figures are:
# none of what makes them is given a figure of the council's. The table of false alarms is of simulated councils.
RULES = {
    "How “Working well” and “To work on” are chosen", "How a change is judged", "What is hidden, and why",
    "How figures are rounded", "Settings in force", "How often a child should be seen",
    "Marks in place of a figure, or beside it", "Short forms in full",
}  # fmt: skip
# What someone asked, in their own words, on the first screen.
FIRST_SCREEN = "How we are doing"
ASKED = re.compile(rf"^[^“]+, \d{{1,2}} (?:{MONTH_WORDS}) \d{{4}}(?:, on [^“]+)?: “.*”$", re.DOTALL)
WINDOWS = {
    "On the last day of the month": "snapshot", "In the month": "month", "In the 6 months to its end": "rolling_6",
    "In the 12 months to its end": "rolling_12",
}  # fmt: skip


class Book:
    """The published figures, to be asked which numbers they hold of an indicator, a month and a group."""

    def __init__(self, figures: pd.DataFrame, month: str) -> None:
        self.figures, self.month = figures, ReportingMonth.read(month)
        self.titles = {entry.title.lower(): code for code, entry in INDICATORS.items()}
        self.names = _fixed_names(figures)
        self.names_pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in self.names), re.IGNORECASE)
        self._together: dict[str, set[tuple[str, str, str]]] = {}
        self._asked: dict[tuple, frozenset[str]] = {}
        self._by_code = dict(iter(figures.groupby("code")))
        self.unread = set(figures.loc[figures["series"] == "unread", "value"])

    def code_of(self, words: str) -> str:
        return self.titles.get(words.lower(), "")

    def numbers(self, code: str, **keys: Iterable[str]) -> frozenset[str]:
        """The numbers of an indicator's rows, narrowed by sets of keys; a change also without its sign."""
        asked = (code, *((column, tuple(sorted(allowed))) for column, allowed in sorted(keys.items())))
        if asked not in self._asked:
            self._asked[asked] = self._numbers(code, keys)
        return self._asked[asked]

    def has_row(self, code: str, value: str, numerator: str, denominator: str) -> bool:
        """Whether a row of an indicator holds a value, a numerator and a denominator together; any, where one is empty."""
        if code not in self._together:
            rows = self._by_code.get(code, self.figures.iloc[:0])
            all_three = set(rows[["value", "numerator", "denominator"]].itertuples(index=False, name=None))
            self._together[code] = all_three | {("", *each[1:]) for each in all_three} | {(*each[:2], "") for each in all_three}
        return tuple(each.replace(",", "") for each in (value, numerator, denominator)) in self._together[code]

    def months_labelled(self, code: str) -> set[str]:
        """The months that a picture may write a figure beside: the latest, a year before it, and the first that is shown."""
        rows = self._by_code.get(code, self.figures.iloc[:0])
        shown = rows[(rows["series"] == "outturn") & ~rows["value"].isin(["[c]", "[z]"])]
        firsts = shown.groupby(["window", "breakdown", "group"])["month"].min()
        return {str(self.month), str(self.month.plus(-12)), *firsts}

    def group_before(self, text: str, code: str) -> str:
        """The group whose name and a colon a sentence begins with; nothing where it begins otherwise."""
        rows = self._by_code.get(code, self.figures.iloc[:0])
        for group in rows["group"].unique():
            if any(text.startswith(f"{words}: ") for words in (group, *_words_of(code, group))):
                return group
        return ""

    def _numbers(self, code: str, keys: Mapping[str, Iterable[str]]) -> frozenset[str]:
        rows = self._by_code.get(code)
        if rows is None:
            return frozenset()
        for column, allowed in keys.items():
            is_asked = rows[column].isin(list(allowed))
            # A row of one month may tell of another: what is said since then.
            rows = rows[is_asked | rows["period"].isin(list(allowed)) if column == "month" else is_asked]
        held = set(rows[["numerator", "denominator", "value"]].to_numpy().ravel())
        changes = rows.loc[rows["series"] == "change", "value"]
        less_than = {"0.1", "1"} if (changes == "[low]").any() else set()
        return frozenset(held | {change.removeprefix("-") for change in changes} | less_than)


def _fixed_names(figures: pd.DataFrame) -> list[str]:
    """Names that may hold a number: titles, groups and what they are groups of, measures; the longest first."""
    names = {entry.title for entry in INDICATORS.values()}
    for entry in INDICATORS.values():
        for grouping in (*entry.breakdowns, *([entry.grouping] if entry.grouping else [])):
            names |= {grouping.words, *map(grouping.say, grouping.groups)}
    names |= set(figures["group"].unique())
    names |= {rule.difference.rstrip(".") for rule in comparable_rules().values()}
    return sorted((name for name in names if re.search(r"\d", name)), key=len, reverse=True)


def unexplained_in(said: Iterable[Said], book: Book) -> Iterator[Unexplained]:
    """Every number of some texts that the file doesn't hold at its place, and that is no part of fixed words."""
    made = (text for text in said if text.about not in RULES and not (text.about == FIRST_SCREEN and ASKED.match(text.text)))
    for one in (sentence for text in made for sentence in _sentences(text)):
        if not re.search(r"\d", one.text) or FROM_REFERENCE.match(one.text):
            continue
        numbers = numbers_in(_without_fixed_words(one, book))
        if numbers:
            held = _held_at(one, book)
            yield from (Unexplained(number, one) for number in numbers if number not in held)
        yield from (Unexplained(together, one) for together in _not_of_one_row(one, book))


def _sentences(said: Said) -> list[Said]:
    """A text's sentences, each of which names the month and the group that its numbers are of; without marks beside figures."""
    said = replace(said, text=said.text.replace(" [u]", ""))
    if said.place not in ("words", "alternative"):
        return [said]
    return [replace(said, text=text) for text in re.split(r"(?<=[\w)%’]\.) (?=\W?[A-Z]|\d+ to \d+: |\d+ and over: )", said.text)]


def _not_of_one_row(said: Said, book: Book) -> list[str]:
    """Shares that no row of the indicator holds as they stand: value, numerator and denominator together."""
    code = book.code_of(said.about) or book.code_of(said.row)
    found = re.findall(rf"({NUMBER})% \(({NUMBER}) of ({NUMBER})\)", said.text)
    found += [(share, part, of) for part, of, share in re.findall(rf"({NUMBER}) of ({NUMBER}) \(({NUMBER})%\)", said.text)]
    found += [("", part, of) for part, of in re.findall(rf"(?<!, rank )\b({NUMBER}) of ({NUMBER})\b", said.text)]
    missing = [f"{share}% ({part} of {of})" for share, part, of in found if not book.has_row(code, share, part, of)]
    beside_bars = re.findall(rf"({NUMBER})%? \(({NUMBER})\)", said.text) if said.place == "picture" else []
    return missing + [f"{value} ({part})" for value, part in beside_bars if not book.has_row(code, value, part, "")]


def _without_fixed_words(said: Said, book: Book) -> str:
    text = said.text
    if re.fullmatch(rf"[●○▲■]?\s?[−]?{NUMBER}%?", text) and said.place == "cell":
        return text
    if said.place == "picture" and re.fullmatch(r"\d{4}", text) and abs(int(text) - book.month.year) <= 2:
        return ""  # the year under a bar
    if said.place == "picture":
        text = re.sub(r"; axis starts at [\d.,−]+, not 0$", "", text)
        if any(text and text in name for name in book.names):
            return ""  # a line of a name that is broken over several
    if said.place == "cell" and said.column in OF_FILES:
        text = re.sub("|".join(COUNTS_OF_THE_PAGE), " ", text)
    text = book.names_pattern.sub(" ", text)
    for pattern in FIXED_WORDS + (COUNTS_OF_THE_PAGE if said.place != "cell" else ()):
        text = re.sub(pattern, " ", text)
    return text


def _held_at(said: Said, book: Book) -> set[str]:
    """The numbers that the file holds for the place of a text: of its indicator, and for a cell of its month or its group."""
    if UNREAD.match(said.text) or said.column == "What could not be read":
        return book.unread
    code = book.code_of(said.about)
    if said.place == "picture":
        return book.numbers(code, month=book.months_labelled(code)) | {"0"}  # a bar of none has its 0
    if said.place != "cell":
        return book.numbers(code or OF_THE_REPORT, **_keys_of_sentence(said, book, code))
    if not code:
        return _held_elsewhere(said, book)
    month = _month_of(said.row)
    if month is not None:
        window = {key for words, key in WINDOWS.items() if said.column.startswith(words)}
        month = month.plus(-12) if said.column.endswith("A year earlier") else month
        return book.numbers(code, month={str(month)}, window=window, series={"outturn"})
    at = _month_of(said.column)
    months = {str(at)} if at else {str(book.month), str(book.month.plus(-12))}
    if said.row == "All together":
        return book.numbers(code, month=months, group={"all"})
    groups = {group for group in book.figures["group"].unique() if said.row in (group, *_words_of(code, group))}
    if groups:
        return book.numbers(code, month=months, group=groups)
    return book.numbers(code, series=PUBLISHED)


def _keys_of_sentence(said: Said, book: Book, code: str) -> dict[str, set[str]]:
    """The months that a sentence may speak of: those that it names and the reporting month; and the group that it begins with."""
    if said.text.startswith("Published for "):
        return {"series": PUBLISHED}
    months = {str(_month_of(found)) for found in re.findall(rf"(?:{MONTH_WORDS}) \d{{4}}", said.text)}
    keys = {"month": months | {str(book.month)}}
    if group := book.group_before(said.text, code):
        is_of_small_line = re.search(r": (?:between|always) ", said.text)
        return {"group": {group}} | ({} if is_of_small_line else {"month": keys["month"] | {str(book.month.plus(-12))}})
    return keys


def _held_elsewhere(said: Said, book: Book) -> set[str]:
    """The numbers held for a cell of a page about all indicators: scorecard, heat map, revised figures, findings."""
    code = book.code_of(said.row)
    if said.column == "Rows":
        return book.numbers(OF_THE_EXTRACT)
    if said.column.startswith("Indicators "):
        return book.numbers(OF_THE_REPORT, group={said.row})
    month = _month_of(said.column)
    if month is not None:
        return book.numbers(code, month={str(month)})
    if said.column in ("As reported", "As now known"):
        return book.numbers(code, series={"as_reported", "outturn"})
    return book.numbers(code, month={str(book.month)}, group={"all" if said.column == "All together" else said.column})


def _month_of(words: str) -> ReportingMonth | None:
    found = re.search(rf"\b({MONTH_WORDS}) (\d{{4}})", words)
    return ReportingMonth(int(found[2]), MONTH_NAMES.index(found[1]) + 1) if found else None


def _words_of(code: str, group: str) -> set[str]:
    entry = INDICATORS[code]
    return {grouping.say(group) for grouping in (*entry.breakdowns, *([entry.grouping] if entry.grouping else []))}
