"""The indicators of children in need: those with an open referral, and those on a child in need plan."""

from helpers.cohorts.front_door import children_in_need
from helpers.cohorts.plans import children_on_need_plans
from helpers.indicator import ON_THE_DAY, Chart, Count, Indicator, Polarity, Rate, RealChange
from helpers.indicators.groupings import DISTRICT
from helpers.months import Window

PLANS = ("ssd_cin_plans", "ssd_cp_plans", "ssd_cla_episodes", "ssd_legal_status", "ssd_person")
POPULATION = "children aged 0 to 17 who live in the area, by the latest mid-year estimate for an earlier year"
FROM_CENSUS = "Department for Education, children in need census at 31 March; here at any month end"
ESTIMATES = "population: Office for National Statistics, mid-year estimates"

INDICATORS = (
    Indicator(
        code="CIN_N",
        title="Children in need",
        measure=Count(rows=children_in_need),
        windows=ON_THE_DAY,
        headline=Window.SNAPSHOT,
        polarity=Polarity.CONTEXT_ONLY,
        breakdowns=(DISTRICT,),
        chart=Chart.TREND,
        real_change=RealChange.YEAR_APART,
        counts="children with an open referral on the last day of the month, each once",
        out_of="",
        why_it_matters="These are all the children whom children's social care works with, in care or not.",
        in_plain_words="how many children the council is helping",
        caveat="Children on a plan and children in care are among them. Cases that are finished but not closed count too.",
        reads=("ssd_cin_episodes", "ssd_person?"),
        definition_from=FROM_CENSUS,
    ),
    Indicator(
        code="CIN_RATE",
        title="Children in need, rate",
        measure=Rate(rows=children_in_need),
        windows=ON_THE_DAY,
        headline=Window.SNAPSHOT,
        polarity=Polarity.CONTEXT_ONLY,
        breakdowns=(DISTRICT,),
        chart=Chart.TREND,
        real_change=RealChange.YEAR_APART,
        counts="children with an open referral on the last day of the month",
        out_of=POPULATION,
        why_it_matters="A rate lets a large place be set beside a small one.",
        in_plain_words="how many of every 10,000 children who live here the council is helping",
        caveat="The rate moves a little each January, when a newer population estimate is taken.",
        reads=("ssd_cin_episodes", "population", "ssd_person?"),
        definition_from=f"{FROM_CENSUS}; {ESTIMATES}",
    ),
    Indicator(
        code="CIN_PLAN_N",
        title="Children on a child in need plan",
        measure=Count(rows=children_on_need_plans),
        windows=ON_THE_DAY,
        headline=Window.SNAPSHOT,
        polarity=Polarity.CONTEXT_ONLY,
        breakdowns=(DISTRICT,),
        chart=Chart.TREND,
        real_change=RealChange.YEAR_APART,
        counts="children with an open child in need plan on the last day of the month, who are neither on a child "
        "protection plan nor looked after",
        out_of="",
        why_it_matters="Help at this stage may spare a child harm, or having to leave home.",
        in_plain_words="how many children have a plan that says how the council will help them at home",
        caveat="Councils differ in when they make such a plan, so figures of different places may not compare.",
        reads=PLANS,
        definition_from="the workbook's own definition; no published statistic",
    ),
    Indicator(
        code="CIN_PLAN_RATE",
        title="Children on a child in need plan, rate",
        measure=Rate(rows=children_on_need_plans),
        windows=ON_THE_DAY,
        headline=Window.SNAPSHOT,
        polarity=Polarity.CONTEXT_ONLY,
        breakdowns=(DISTRICT,),
        chart=Chart.TREND,
        real_change=RealChange.YEAR_APART,
        counts="children with an open child in need plan on the last day of the month, who are neither on a child "
        "protection plan nor looked after",
        out_of=POPULATION,
        why_it_matters="A rate lets a large place be set beside a small one.",
        in_plain_words="how many of every 10,000 children who live here have a plan for help at home",
        caveat="The rate moves a little each January, when a newer population estimate is taken.",
        reads=(*PLANS, "population"),
        definition_from=f"the workbook's own definition; {ESTIMATES}",
    ),
)
