"""How often a verdict of real change is given on a council in which nothing changes: measured, and printed as a table.

    PYTHONPATH=src python tests/compare/false_alarms.py [--councils 1000] [--write]

Each made-up council has 24 months behind every verdict, and a year of verdicts. A row of the table is one kind of figure.
With `--write` the table is `data/reference/false_alarms.csv`, one row a kind of figure, which the report's page of
definitions shows: `simulated` councils, `verdicts` given in a year on each, of which `false_alarms` say a real change.
"""

import argparse
import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from helpers.compare.real import CHILDREN_TOGETHER, Figure, Verdict, judge_months, judge_year_apart
from helpers.indicator import Kind, Polarity
from helpers.months import ReportingMonth
from helpers.rounding import say_number

TABLE = Path(__file__).resolve().parents[2] / "data" / "reference" / "false_alarms.csv"
COLUMNS = ("method", "words", "simulated", "verdicts", "false_alarms", "share_percent", "measured_with")
SEED = 1
LAST = ReportingMonth(2026, 10)
BEHIND, JUDGED = 24, 12
MONTHS = LAST.back_to(BEHIND + JUDGED - 1)
NAN = float("nan")
PER = {Kind.SHARE: 100, Kind.RATE: 10_000}
POPULATION = 261_392
HOLIDAYS = {8: 0.75, 12: 0.85}
# Of families with children, those with 1, 2 and 3 or more: Office for National Statistics, Families and households, 2024.
FAMILY_SIZES, OF_FAMILIES = (1, 2, 3), (0.44, 0.41, 0.15)
MEAN_FAMILY = sum(size * share for size, share in zip(FAMILY_SIZES, OF_FAMILIES, strict=True))

# A council gives one or more series (those of its flows are judged together), each of (numerator, denominator) a month.
Series = list[tuple[float, float]]
Council = Callable[[np.random.Generator], list[Series]]


@dataclass(frozen=True)
class Case:
    """A kind of figure in a council without change: how it is judged, and how its months come about."""

    judged_by: str
    words: str
    kind: Kind
    council: Council
    together: float = 1


def families(mean: float, random: np.random.Generator) -> np.ndarray:
    """The sizes of families that come by chance, of so many children on average."""
    return random.choice(FAMILY_SIZES, size=random.poisson(mean / MEAN_FAMILY), p=OF_FAMILIES)


def counts(mean: float, siblings: bool = False, in_holidays: bool = False, population: float = NAN) -> Council:
    """Monthly counts of those who come by chance; by families of one to three; fewer in the holidays."""

    def make(random: np.random.Generator) -> list[Series]:
        means = np.array([mean * (HOLIDAYS.get(month.number, 1) if in_holidays else 1) for month in MONTHS])
        numbers = [families(each, random).sum() for each in means] if siblings else random.poisson(means)
        return [[(float(number), population) for number in numbers]]

    return make


def shares(of: float, share: float) -> Council:
    """Monthly shares of as many as come by chance; a month in which none come has no share."""

    def make(random: np.random.Generator) -> list[Series]:
        denominators = random.poisson(of, len(MONTHS))
        return [[(float(random.binomial(each, share)), float(each)) for each in denominators]]

    return make


def shares_of_families(of: float, share: float) -> Council:
    """Monthly shares of children in families who have one answer among them: all of a family are seen, or none."""

    def make(random: np.random.Generator) -> list[Series]:
        series = []
        for _ in MONTHS:
            sizes = families(of, random)
            series.append((float(sizes[random.random(len(sizes)) < share].sum()), float(sizes.sum())))
        return [series]

    return make


def cohort(of: int, share: float, stays: float) -> Council:
    """A cohort at month ends: each month a child stays, with the answer of the month before, or another takes its place."""

    def make(random: np.random.Generator) -> list[Series]:
        answers = random.random(of) < share
        series = []
        for _ in MONTHS:
            is_new = random.random(of) >= stays
            answers = np.where(is_new, random.random(of) < share, answers)
            series.append((float(answers.sum()), float(of)))
        return [series]

    return make


def stock(mean: float, stays: float) -> Council:
    """A stock at month ends that some leave and others join."""

    def make(random: np.random.Generator) -> list[Series]:
        number, series = random.poisson(mean), []
        for _ in MONTHS:
            number = random.binomial(number, stays) + random.poisson(mean * (1 - stays))
            series.append((float(number), NAN))
        return [series]

    return make


def stock_of_families(mean: float, stays: float) -> Council:
    """A stock at month ends that families leave and join."""

    def make(random: np.random.Generator) -> list[Series]:
        sizes, series = families(mean, random), []
        for _ in MONTHS:
            sizes = np.concatenate([sizes[random.random(len(sizes)) < stays], families(mean * (1 - stays), random)])
            series.append((float(sizes.sum()), NAN))
        return [series]

    return make


def flows(mean: float) -> Council:
    """Starters and leavers of a stock."""
    return lambda random: [counts(mean)(random)[0], counts(mean)(random)[0]]


CASES = (
    Case("xmr", "a number of about 4 a month", Kind.COUNT, counts(4)),
    Case("xmr", "a number of about 8 a month", Kind.COUNT, counts(8)),
    Case("xmr", "a number of about 43 a month", Kind.COUNT, counts(43)),
    Case("xmr", "a number of about 660 a month", Kind.COUNT, counts(660)),
    Case("xmr", "a number of about 660 a month, whole families together", Kind.COUNT, counts(660, siblings=True)),
    Case("xmr", "a number of about 660 a month, fewer in August and December", Kind.COUNT, counts(660, in_holidays=True)),
    Case("xmr", "20% of about 40 a month", Kind.SHARE, shares(40, 0.2)),
    Case("xmr", "92% of about 100 a month", Kind.SHARE, shares(100, 0.92)),
    Case("xmr", "16% of about 660 a month", Kind.SHARE, shares(660, 0.16)),
    Case("year_apart", "90% of 1,300 children, others a year later", Kind.SHARE, cohort(1300, 0.9, 0)),
    Case("year_apart", "90% of 1,300 children, most the same a year later", Kind.SHARE, cohort(1300, 0.9, 0.97)),
    Case("year_apart", "30% of 40 children, others a year later", Kind.SHARE, cohort(40, 0.3, 0)),
    Case("year_apart", "95% of 30 children, others a year later", Kind.SHARE, cohort(30, 0.95, 0)),
    Case("year_apart", "85% of 900 children, whole families with one answer, others a year later", Kind.SHARE,
         shares_of_families(900, 0.85), CHILDREN_TOGETHER),
    Case("year_apart", "a number of about 6 children, others a year later", Kind.COUNT, stock(6, 0)),
    Case("year_apart", "a number of about 700 children, half the same a year later", Kind.COUNT, stock(700, 0.945)),
    Case("year_apart", "a number of about 900 children, whole families, few the same a year later", Kind.COUNT,
         stock_of_families(900, 0.85), CHILDREN_TOGETHER),
    Case("year_apart", "a rate of about 8,000 events in 12 months, whole families together", Kind.RATE,
         counts(8000, siblings=True, population=POPULATION), CHILDREN_TOGETHER),
    Case("flows", "about 43 who start and 43 who leave a month", Kind.COUNT, flows(43)),
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """Of a kind of figure, for each council: the verdicts of a year, and how many of them say a real change."""

    judged: np.ndarray
    real: np.ndarray

    @property
    def share(self) -> float:
        """Of the verdicts the % that are false."""
        return 100 * self.real.sum() / self.judged.sum()

    @property
    def standard_error(self) -> float:
        """How far the share moves from one measurement to another, in percentage points; councils are independent, months not."""
        spread = self.real - self.judged * self.real.sum() / self.judged.sum()
        return 100 * float(np.sqrt((spread**2).sum())) / self.judged.sum()


def measure(case: Case, councils: int, seed: int = SEED) -> Measured:
    """The verdicts on some councils in which nothing changes."""
    random = np.random.default_rng(seed)
    of_councils = [_verdicts(case, random) for _ in range(councils)]
    judged = [sum(any(each.is_real is not None for each in month) for month in months) for months in of_councils]
    real = [sum(any(each.is_real for each in month) for month in months) for months in of_councils]
    return Measured(np.array(judged), np.array(real))


def _verdicts(case: Case, random: np.random.Generator) -> list[list[Verdict]]:
    """A year of verdicts on one council: of each month, those of its series."""
    by_series = []
    for series in case.council(random):
        figures = [_figure(month, *each, case.kind) for month, each in zip(MONTHS, series, strict=True)]
        by_series.append([_judge(case, figures, end) for end in range(BEHIND, len(figures) + 1)])
    return [list(month) for month in zip(*by_series, strict=True)]


def _figure(month: ReportingMonth, numerator: float, denominator: float, kind: Kind) -> Figure:
    value = numerator if kind is Kind.COUNT else PER[kind] * numerator / denominator if denominator else NAN
    return Figure(
        code="X",
        month=str(month),
        window="month",
        breakdown="all",
        group="all",
        numerator=numerator,
        denominator=denominator,
        value=value,
    )


def _judge(case: Case, figures: list[Figure], end: int) -> Verdict:
    known, month = figures[end - BEHIND : end], MONTHS[end - 1]
    if case.judged_by == "year_apart":
        return judge_year_apart(known, case.kind, Polarity.CONTEXT_ONLY, "X", month, together=case.together)
    return judge_months(known, case.kind, Polarity.CONTEXT_ONLY, "X", month)


def rows(councils: int) -> list[tuple[str, ...]]:
    """The table's rows, in the order of the cases."""
    source = f"made-up councils in which nothing changes, a year of verdicts each, seed {SEED}; tests/compare/false_alarms.py"
    table = []
    for case in CASES:
        found = measure(case, councils)
        numbers = (str(councils), str(found.judged.sum()), str(found.real.sum()), say_number(found.share, 1))
        table.append((case.judged_by, case.words, *numbers, source))
    return table


def main() -> None:
    """Print the table, or write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--councils", type=int, default=1000)
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.name}")
    asked = parser.parse_args()
    table = rows(asked.councils)
    for row in table:
        print(f"{row[0]:<11} {row[1]:<75} {row[3]:>7} {row[5]:>6}%")
    if asked.write:
        with TABLE.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([COLUMNS, *table])


if __name__ == "__main__":
    main()
