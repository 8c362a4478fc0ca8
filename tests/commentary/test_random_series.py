"""Of any series whatever no sentence contradicts its verdict, or speaks of what an edition hides or of a month before a break."""

import math

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commentary.reader import read_all
from helpers.commentary import say_commentary
from helpers.compare.bands import Target, band_of, is_met
from helpers.compare.breaks import Break, Breaks, compare_with_earlier_figures
from helpers.compare.judged import Judged
from helpers.compare.real import judge_change
from helpers.council import Disclosure
from helpers.indicator import Indicator, Kind, Polarity
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth
from helpers.protect.editions import EDITIONS
from helpers.protect.gate import release
from helpers.results import CHILDREN, FIGURES, KEY

# Every kind of figure, window, polarity and verdict; the flows of a stock with it.
CODES = (
    "CLA_N", "MISS_EP", "EDU_SUSP", "FOST_NET", "REREF", "CLA_REV", "CLA_3PL", "CLA_DENT", "RHI_3D", "CIN_RATE", "REF_RATE",
    "SDQ_AVG", "CL_EET", "UASC_OUT", "ADO_14M", "WF_AGENCY", "CP_VIS", "EXP_CSE", "EDU_PA",
)  # fmt: skip
FLOWS = {"CLA_N": ("CLA_START", "CLA_CEASE")}
PER = {Kind.SHARE: 100, Kind.RATE: 10_000, Kind.AVERAGE: 1}
MONTHS = 24


@st.composite
def figures(draw: st.DrawFn, entry: Indicator) -> list[tuple[float, float] | None]:
    """Some months of one window: much the same for a while, rising for a while, leaping, without a figure here and there."""
    size = draw(st.sampled_from([0, 4, 25, 60, 400]))
    shape = draw(st.sampled_from(["any", "same", "rising"]))
    start, step = draw(st.integers(0, size)), draw(st.integers(-3, 3))
    found: list[tuple[float, float] | None] = []
    for at in range(MONTHS):
        number = draw(st.integers(0, size)) if shape == "any" else max(0, start + (step * at if shape == "rising" else 0))
        if entry.kind is Kind.COUNT:
            found.append((float(number), math.nan))
        else:
            below = 250_000 if entry.kind is Kind.RATE else max(size, number) + draw(st.integers(0, 2))
            found.append((float(number), float(below)) if below else (0.0, 0.0))
    for at in draw(st.lists(st.integers(0, MONTHS - 2), max_size=2)):
        found[at] = None
    return found


@st.composite
def reports(draw: st.DrawFn) -> tuple[Indicator, ReportingMonth, pd.DataFrame, Breaks, Target | None]:
    """An indicator with its figures in the windows that sentences speak of, a break perhaps, and a target."""
    entry = INDICATORS[draw(st.sampled_from(CODES))]
    month = ReportingMonth(2026, draw(st.integers(1, 12)))
    rows = []
    for each in (entry, *(INDICATORS[code] for code in FLOWS.get(entry.code, ()))):
        by = each.headline_breakdown.name if each.headline_breakdown else "all"
        for window in {str(each.headline), *(str(one) for one in each.windows if one in ("month", "rolling_12"))}:
            for when, pair in zip(month.back_to(MONTHS), draw(figures(each)), strict=True):
                if pair is not None:
                    value = pair[0] if math.isnan(pair[1]) else PER[each.kind] * pair[0] / pair[1] if pair[1] else math.nan
                    rows.append((each.code, str(when), window, by, each.headline_group or "all", *pair, value))
    breaks = draw(st.sampled_from([None, *month.back_to(26)]))
    known = Breaks((Break(entry.code, breaks, "Counted in another way."),)) if breaks else Breaks()
    target = draw(targets(entry, month)) if entry.polarity is not Polarity.CONTEXT_ONLY else None
    return entry, month, pd.DataFrame(rows, columns=[*KEY, *FIGURES]), known, target


@st.composite
def targets(draw: st.DrawFn, entry: Indicator, month: ReportingMonth) -> Target:
    """A target with up to three edges, best first."""
    higher = entry.polarity is Polarity.HIGHER_IS_BETTER
    edges = sorted(draw(st.lists(st.integers(0, 1000), max_size=3, unique=True)), reverse=higher)
    return Target(
        code=entry.code, window=str(entry.headline), group="all", financial_year=month.financial_year, row=2,
        target=draw(st.integers(0, 1000)) / 10, edges=tuple(edge / 10 for edge in edges), higher_is_better=higher,
        words=("Good", "Close", "Off target", "Concern")[: len(edges) + 1] if edges else (), agreed_by="", agreed_on=None,
    )  # fmt: skip


def judge(entry: Indicator, month: ReportingMonth, frame: pd.DataFrame, breaks: Breaks, target: Target | None) -> Judged:
    key = (entry.code, str(month), str(entry.headline), entry.headline_breakdown.name if entry.headline_breakdown else "all",
           entry.headline_group or "all")  # fmt: skip
    now = frame[[tuple(row) == key for row in frame[KEY].itertuples(index=False)]]["value"]
    value = now.iloc[0] if len(now) else math.nan
    verdict = judge_change(entry, frame, month, breaks)
    band, met = (band_of(value, target), is_met(value, target)) if target else (None, None)
    return Judged(key=key, verdict=verdict, target=target, band=band, is_met=met)


@given(reports())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_claim_holds_in_both_editions_and_nothing_rests_on_what_is_hidden(report) -> None:
    entry, month, frame, breaks, target = report
    judged = {entry.code: judge(entry, month, frame, breaks, target)}
    changes = compare_with_earlier_figures(frame, month, breaks)
    frame = frame.assign(**dict.fromkeys(CHILDREN, math.nan))
    entries = [entry, *(INDICATORS[code] for code in FLOWS.get(entry.code, ()))]
    for edition in EDITIONS.values():
        released = release(frame, changes, entries, edition, Disclosure(), str(month), {}, judged)
        sentences = say_commentary(entry, released)
        assert read_all(sentences, entry, released, breaks) == len(sentences) > 0
