"""How often a verdict of real change is given on a council in which nothing changes: measured, and printed as a table.

    python tests/compare/false_alarms.py [councils]

Each made-up council has 24 months behind every verdict, and a year of verdicts. A row of the table is one kind of figure.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.compare.real import Figure, Verdict, judge_months, judge_year_apart
from helpers.indicator import Kind, Polarity
from helpers.months import ReportingMonth

LAST = ReportingMonth(2026, 10)
BEHIND, JUDGED = 24, 12
MONTHS = LAST.back_to(BEHIND + JUDGED - 1)
NAN = float("nan")
PER = {Kind.SHARE: 100, Kind.RATE: 10_000}
POPULATION = 261_392
HOLIDAYS = {8: 0.75, 12: 0.85}

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


def counts(mean: float, siblings: bool = False, in_holidays: bool = False) -> Council:
    """Monthly counts of those who come by chance; by families of one to three; fewer in the holidays."""

    def make(random: np.random.Generator) -> list[Series]:
        means = np.array([mean * (HOLIDAYS.get(month.number, 1) if in_holidays else 1) for month in MONTHS])
        if not siblings:
            return [[(float(count), NAN) for count in random.poisson(means)]]
        families = random.poisson(means / 1.5)
        sizes = [random.choice([1, 2, 3], size=each, p=[0.65, 0.2, 0.15]).sum() for each in families]
        return [[(float(size), NAN) for size in sizes]]

    return make


def shares(of: float, share: float) -> Council:
    """Monthly shares of as many as come by chance; a month in which none come has no share."""

    def make(random: np.random.Generator) -> list[Series]:
        denominators = random.poisson(of, len(MONTHS))
        return [[(float(random.binomial(each, share)), float(each)) for each in denominators]]

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


def stock(mean: float, stays: float, population: float = NAN) -> Council:
    """A stock at month ends that some leave and others join."""

    def make(random: np.random.Generator) -> list[Series]:
        number, series = random.poisson(mean), []
        for _ in MONTHS:
            number = random.binomial(number, stays) + random.poisson(mean * (1 - stays))
            series.append((float(number), population))
        return [series]

    return make


def families(mean: float, population: float) -> Council:
    """Events of a population, by families of one to three."""
    return lambda random: [[(number, population) for number, _ in counts(mean, siblings=True)(random)[0]]]


def flows(mean: float) -> Council:
    """Starters and leavers of a stock."""
    return lambda random: [counts(mean)(random)[0], counts(mean)(random)[0]]


CASES = (
    Case("xmr", "count, 2 a month", Kind.COUNT, counts(2)),
    Case("xmr", "count, 4 a month", Kind.COUNT, counts(4)),
    Case("xmr", "count, 8 a month", Kind.COUNT, counts(8)),
    Case("xmr", "count, 43 a month", Kind.COUNT, counts(43)),
    Case("xmr", "count, 660 a month", Kind.COUNT, counts(660)),
    Case("xmr", "count, 100 a month, brothers and sisters together", Kind.COUNT, counts(100, siblings=True)),
    Case("xmr", "count, 660 a month, fewer in the holidays", Kind.COUNT, counts(660, in_holidays=True)),
    Case("xmr", "share, 97% of 3", Kind.SHARE, shares(3, 0.97)),
    Case("xmr", "share, 20% of 40", Kind.SHARE, shares(40, 0.2)),
    Case("xmr", "share, 92% of 100", Kind.SHARE, shares(100, 0.92)),
    Case("xmr", "share, 16% of 660", Kind.SHARE, shares(660, 0.16)),
    Case("year_apart", "share, 90% of 1,300, other children", Kind.SHARE, cohort(1300, 0.9, 0)),
    Case("year_apart", "share, 90% of 1,300, most the same children", Kind.SHARE, cohort(1300, 0.9, 0.97)),
    Case("year_apart", "share, 30% of 40, other children", Kind.SHARE, cohort(40, 0.3, 0)),
    Case("year_apart", "share, 95% of 30, other children", Kind.SHARE, cohort(30, 0.95, 0)),
    Case("year_apart", "count of 2,000, 3 of 4 the same children", Kind.COUNT, stock(2000, 0.976)),
    Case("year_apart", "count of 6, other children", Kind.COUNT, stock(6, 0)),
    Case("year_apart", "rate, 8,000 other children", Kind.RATE, stock(8000, 0, POPULATION)),
    Case("year_apart", "rate, 8,000 other children, by families", Kind.RATE, families(8000, POPULATION)),
    Case("flows", "starters and leavers, 43 a month each", Kind.COUNT, flows(43)),
)


def verdicts(case: Case, random: np.random.Generator) -> list[list[Verdict]]:
    """A year of verdicts on one council: of each month, those of its series."""
    by_series = []
    for series in case.council(random):
        figures = [_figure(month, *each, case.kind) for month, each in zip(MONTHS, series, strict=True)]
        by_series.append([_judge(case, figures, end) for end in range(BEHIND, len(figures) + 1)])
    return [list(month) for month in zip(*by_series, strict=True)]


def measure(case: Case, councils: int, seed: int = 1) -> tuple[float, float]:
    """The % of months with a verdict, and of these the % with a real change, in some councils without any."""
    random = np.random.default_rng(seed)
    months = [month for _ in range(councils) for month in verdicts(case, random)]
    judged = [month for month in months if any(each.is_real is not None for each in month)]
    real = [month for month in judged if any(each.is_real for each in month)]
    return 100 * len(judged) / len(months), 100 * len(real) / len(judged) if judged else 0.0


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
        return judge_year_apart(known, case.kind, Polarity.CONTEXT_ONLY, "X", month)
    return judge_months(known, case.kind, Polarity.CONTEXT_ONLY, "X", month)


def main(councils: int) -> None:
    """Print the table."""
    print(f"{councils} councils, {JUDGED} months each\n")
    print(f"{'judged by':<11} {'figure':<52} {'judged %':>9} {'real %':>7}")
    for case in CASES:
        judged, real = measure(case, councils)
        print(f"{case.judged_by:<11} {case.words:<52} {judged:>9.1f} {real:>7.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
