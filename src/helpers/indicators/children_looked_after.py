"""The indicators of children looked after: how many, who they are, who came and who left."""

import numpy as np
import pandas as pd

from helpers.cohorts.care import had_earlier_period, looked_after, periods_ended, periods_started
from helpers.cohorts.children import are_unaccompanied, have_been_looked_after_before, have_disability
from helpers.cohorts.known import Known
from helpers.indicator import (
    EVENTS,
    ON_THE_DAY,
    Chart,
    Composition,
    Count,
    Indicator,
    Polarity,
    Rate,
    RealChange,
    Share,
)
from helpers.indicators.groupings import AGE_BAND, DISTRICT, ETHNICITY, LEGAL_STATUS, SEX
from helpers.months import Window

CARE = ("ssd_cla_episodes", "ssd_legal_status", "ssd_person")


def were_looked_after_before(started: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether the child of each started period of care had been looked after before, ever."""
    return had_earlier_period(started, known) | have_been_looked_after_before(started, known)


INDICATORS = (
    Indicator(
        code="CLA_N",
        title="Children looked after",
        measure=Count(rows=looked_after),
        windows=ON_THE_DAY,
        headline=Window.SNAPSHOT,
        polarity=Polarity.CONTEXT_ONLY,
        breakdowns=(DISTRICT, SEX, AGE_BAND, ETHNICITY),
        chart=Chart.TREND,
        real_change=RealChange.FLOWS,
        counts="children looked after on the last day of the month, each once; short breaks are left out",
        out_of="",
        why_it_matters="The council is the parent of these children. How many there are says what the service must give.",
        in_plain_words="how many children the council looks after",
        caveat="More or fewer children in care is neither good nor bad by itself; what matters is that the right "
        "children are in care.",
        reads=CARE,
        definition_from="Department for Education, children looked after statistics at 31 March; here at any month end",
    ),
    Indicator(
        code="CLA_RATE",
        title="Children looked after, rate",
        measure=Rate(rows=looked_after),
        windows=ON_THE_DAY,
        headline=Window.SNAPSHOT,
        polarity=Polarity.CONTEXT_ONLY,
        breakdowns=(DISTRICT,),
        chart=Chart.TREND,
        real_change=RealChange.FLOWS,
        counts="children looked after on the last day of the month",
        out_of="children aged 0 to 17 who live in the area, by the latest mid-year estimate for an earlier year",
        why_it_matters="A rate lets a large place be set beside a small one.",
        in_plain_words="how many of every 10,000 children who live here the council looks after",
        caveat="The rate moves a little each January, when a newer population estimate is taken. A low rate is neither "
        "good nor bad by itself.",
        reads=(*CARE, "population"),
        definition_from="Department for Education, children looked after statistics; population: Office for National "
        "Statistics, mid-year estimates",
    ),
    Indicator(
        code="CLA_START",
        title="Children who became looked after",
        measure=Count(rows=periods_started),
        windows=EVENTS,
        headline=Window.MONTH,
        polarity=Polarity.CONTEXT_ONLY,
        chart=Chart.MONTHLY_COUNTS,
        real_change=RealChange.XMR,
        counts="periods of care that began; short breaks are left out",
        out_of="",
        why_it_matters="Each is a child who had to leave home, and a family that needed help before.",
        in_plain_words="how many times a child came into care",
        caveat="A child who came into care twice is counted twice.",
        reads=("ssd_cla_episodes", "ssd_legal_status"),
        definition_from="Department for Education, children who started to be looked after during the year",
    ),
    Indicator(
        code="CLA_CEASE",
        title="Children who ceased to be looked after",
        measure=Count(rows=periods_ended),
        windows=EVENTS,
        headline=Window.MONTH,
        polarity=Polarity.CONTEXT_ONLY,
        chart=Chart.MONTHLY_COUNTS,
        real_change=RealChange.XMR,
        counts="periods of care that ended; short breaks are left out",
        out_of="",
        why_it_matters="Children leave care to go home, to a new family, or when they turn 18.",
        in_plain_words="how many times a child left care",
        caveat="A child who left care twice is counted twice.",
        reads=("ssd_cla_episodes", "ssd_legal_status"),
        definition_from="Department for Education, children who ceased to be looked after during the year",
    ),
    Indicator(
        code="CLA_REP",
        title="Children looked after again",
        measure=Share(denominator=periods_started, numerator=were_looked_after_before),
        windows=EVENTS,
        headline=Window.ROLLING_12,
        polarity=Polarity.LOWER_IS_BETTER,
        chart=Chart.TREND,
        real_change=RealChange.XMR,
        counts="of these, those whose child had been looked after before, at any time",
        out_of="periods of care that began; short breaks are left out",
        why_it_matters="A child who comes back into care has been moved twice more than was hoped.",
        in_plain_words="how many of the children who came into care had been in care before",
        caveat="Case systems keep about six years, so earlier periods are known only where the council gives them.",
        reads=("ssd_cla_episodes", "ssd_legal_status", "cla_history?"),
        definition_from="the workbook's own definition; no published statistic",
    ),
    Indicator(
        code="CLA_DIS",
        title="Children looked after with a disability",
        measure=Share(denominator=looked_after, numerator=have_disability),
        windows=ON_THE_DAY,
        headline=Window.SNAPSHOT,
        polarity=Polarity.CONTEXT_ONLY,
        chart=Chart.TREND,
        real_change=RealChange.YEAR_APART,
        counts="of these, children for whom a disability is recorded",
        out_of="children looked after on the last day of the month",
        why_it_matters="Disabled children may need homes and carers with special skills.",
        in_plain_words="how many children in care have a disability",
        caveat="A disability that nobody has recorded is not counted.",
        reads=(*CARE, "ssd_disability"),
        definition_from="Standard Safeguarding Dataset, disability codes",
    ),
    Indicator(
        code="UASC",
        title="Unaccompanied children seeking asylum",
        measure=Share(denominator=looked_after, numerator=are_unaccompanied),
        windows=ON_THE_DAY,
        headline=Window.SNAPSHOT,
        polarity=Polarity.CONTEXT_ONLY,
        chart=Chart.TREND,
        real_change=RealChange.YEAR_APART,
        counts="of these, children who came to this country alone to seek safety, their status being in force",
        out_of="children looked after on the last day of the month",
        why_it_matters="They have no parent here, and may need an interpreter, legal help and news of their family.",
        in_plain_words="how many children in care came to this country alone to find safety",
        caveat="Where the case system gives no start date, the status is taken to be in force.",
        reads=(*CARE, "ssd_immigration_status"),
        definition_from="Department for Education, unaccompanied asylum-seeking children looked after",
    ),
    Indicator(
        code="CLA_LEGAL",
        title="Legal status of children looked after",
        measure=Composition(denominator=looked_after, grouping=LEGAL_STATUS),
        windows=ON_THE_DAY,
        headline=Window.SNAPSHOT,
        polarity=Polarity.CONTEXT_ONLY,
        chart=Chart.GROUPS,
        real_change=RealChange.NONE,
        counts="of these, children by the legal status in force on the last day of the month",
        out_of="children looked after on the last day of the month",
        why_it_matters="It says who may decide for the child: the parents, the council, or both.",
        in_plain_words="under which law or court order children are in care",
        caveat="Children without a recorded status are shown as not recorded.",
        reads=CARE,
        definition_from="Department for Education, children looked after by legal status",
    ),
)
