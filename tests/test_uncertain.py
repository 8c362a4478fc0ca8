"""What could not be read: which figures it makes uncertain, and which are not given at all.

The table of who reads what is typed from the definitions. Source: definitions, "What could not be read".
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from fnmatch import fnmatch

import pytest

import care
from helpers.cohorts.known import Known
from helpers.indicators import INDICATORS
from helpers.load.care_data import CareData, ColumnRead
from helpers.load.extract import load_extract
from helpers.months import ReportingMonth
from helpers.results import Results, compute_results
from helpers.terms.tables import PERSON, TABLES

OCTOBER = ReportingMonth(2026, 10)
LEGAL = "ssd_legal_status.lega_legal_status"  # asked of children, month by month
SPELLS = "CLA_MIX CLA_PROV CLA_IN UASC_OUT CLA_3PL CLA_2Y CLA_VIS"
# Whatever needs children looked after at the month end or a period of care; and what of that needs the former.
IN_CARE = "CLA_* UASC* SDQ_* MISS_* RHI_* YOT* EDU_* !EDU_ATT PERM_* ADO_WAIT CIN_PLAN_* CL_*"
AT_MONTH_END = f"{IN_CARE} !CLA_START !CLA_CEASE !CLA_REP !CLA_REV !PERM_ALL !PERM_ADOPT !PERM_SGO"
OPEN_PLANS = "CP_* !CP_START !CP_REP12 !CP_REPEVER"
READERS = {
    "ssd_cla_episodes.clae_cla_episode_start_reason": SPELLS,
    "ssd_cla_placement.clap_cla_placement_type": SPELLS,
    "ssd_cla_placement.clap_cla_placement_provider": "CLA_PROV",
    "ssd_cla_episodes.clae_cla_episode_ceased_reason": "PERM_*",
    "ssd_missing.miss_missing_episode_type": "MISS_* RHI_*",
    "ssd_missing.miss_missing_rhi_offered": "RHI_*",
    "ssd_care_leavers.clea_care_leaver_eligibility": "CL_*",
    "ssd_care_leavers.clea_care_leaver_in_touch": "CL_* !CL_N !CL_ACC",
    "ssd_care_leavers.clea_care_leaver_accommodation": "CL_ACC CL_SUIT",
    "ssd_care_leavers.clea_care_leaver_accom_suitable": "CL_SUIT",
    "ssd_care_leavers.clea_care_leaver_activity": "CL_EET* CL_NEET* CL_HE*",
    "ssd_cla_health.clah_health_check_type": "CLA_HA CLA_DENT",
    "ssd_cla_health.clah_health_check_status": "CLA_HA CLA_DENT",
    "ssd_cla_immunisations.clai_immunisations_status": "CLA_IMM",
    "ssd_sdq_scores.csdq_sdq_score": "SDQ_*",
    "ssd_immigration_status.immi_immigration_status": "UASC UASC_OUT",
    "ssd_disability.disa_disability_code": "CLA_DIS",
    "ssd_cin_episodes.cine_referral_nfa": "CIN_N CIN_RATE",
    "ssd_cp_plans.cppl_cp_plan_ola": "CP_* CIN_PLAN_*",
    "ssd_cp_visits.cppv_cp_visit_seen": "CP_VIS",
    "ssd_cla_visits.clav_cla_visit_seen": "CLA_VIS",
    "ssd_cla_reviews.clar_cla_review_cancelled": "CLA_REV",
    "population.population_0_17": "*_RATE",
    "postcode_lookup.in_area": "CLA_IN UASC_OUT",
    "visit_frequency.interval_days": "CLA_VIS",
    "cp_history.previous_plans": "CP_REPEVER",
    "cla_history.previous_periods": "CLA_REP",
    "attendance.sessions_missed": "EDU_ABS EDU_PA",
    "attainment.value": "EDU_ATT",
    "exclusions.kind": "EDU_PERM EDU_SUSP",
    "exploitation.type": "EXP_*",
    "workforce.role": "WF_*",
    "workforce.fte": "WF_*",
    "workforce.agency": "WF_TURN WF_AGENCY*",
    "fostering.approvals": "FOST_APPR FOST_NET",
    "fostering.filled": "FOST_FILL",
    LEGAL: IN_CARE,
    "ssd_person.pers_dob": f"{AT_MONTH_END} {OPEN_PLANS}",
    "ssd_person.pers_death_date": f"{AT_MONTH_END} {OPEN_PLANS} CIN_* EXP_* WF_CASE WF_IRO",
}
# A column or table that may be missing, and a disability: over half unread makes uncertain only.
NEVER_REFUSED = (
    "ssd_person.pers_death_date", "ssd_cin_episodes.cine_referral_nfa", "ssd_cp_plans.cppl_cp_plan_ola",
    "visit_frequency.interval_days", "cp_history.previous_plans", "cla_history.previous_periods", "workforce.fte",
    "ssd_disability.disa_disability_code",
)  # fmt: skip
# A column that may rightly hold much else is asked whether anything in it is recognised.
SEARCHED = (
    "ssd_cla_health.clah_health_check_type", "ssd_immigration_status.immi_immigration_status", "exploitation.type",
    "workforce.role",
)  # fmt: skip


@pytest.fixture(scope="module")
def data(small_council) -> CareData:
    return load_extract(small_council, OCTOBER)


@pytest.fixture(scope="module")
def columns_read(data) -> dict[str, set[str]]:
    """The columns that each indicator reads for its whole figure, as `table.column`, by code."""
    known, found = Known(data, (OCTOBER,)), {}
    for code, entry in INDICATORS.items():
        with known.reading() as read:
            compute_results([replace(entry, breakdowns=(), headline_group=None)], known)
        found[code] = {f"{table}.{column}" for table, column in read}
    return found


def codes_like(patterns: str) -> set[str]:
    wanted = [pattern for pattern in patterns.split() if not pattern.startswith("!")]
    but = [pattern.removeprefix("!") for pattern in patterns.split() if pattern.startswith("!")]
    return {code for code in INDICATORS if any(fnmatch(code, each) for each in wanted) and code not in but}


def spoilt(data: CareData, places: Iterable[str], change: Callable[[ColumnRead], ColumnRead]) -> CareData:
    """The extract, with another account of how much of some columns could be read."""
    for place in places:
        table, column = place.split(".")
        loaded = data.tables[table]
        read = loaded.read | {column: change(loaded.read[column])}
        data = replace(data, tables=data.tables | {table: replace(loaded, read=read)})
    return data


def unread(share: float) -> Callable[[ColumnRead], ColumnRead]:
    return lambda read: replace(read, filled=1000, unread=int(1000 * share))


def nothing_known(read: ColumnRead) -> ColumnRead:
    return replace(read, codes=frozenset({"?"}))


def results_of(codes: Iterable[str], data: CareData) -> Results:
    entries = [replace(INDICATORS[code], breakdowns=(), headline_group=None) for code in sorted(codes)]
    return compute_results(entries, Known(data, (OCTOBER,)))


@pytest.mark.parametrize("place", READERS)
def test_who_reads_a_column(columns_read, place):
    assert {code for code, read in columns_read.items() if place in read} == codes_like(READERS[place])


def test_over_5_percent_unread_makes_uncertain_and_5_percent_does_not(data):
    place = "ssd_cp_visits.cppv_cp_visit_seen"
    uncertain = results_of(["CP_VIS", "CP_REV"], spoilt(data, [place], unread(0.051))).uncertain
    assert [(each.code, each.month, each.breakdown, f"{each.table}.{each.column}") for each in uncertain] == [
        ("CP_VIS", "2026-10", "all", place)
    ]
    assert results_of(["CP_VIS"], spoilt(data, [place], unread(0.05))).uncertain == ()


@pytest.mark.parametrize("place", [place for place in READERS if place not in (*NEVER_REFUSED, *SEARCHED, LEGAL)])
def test_over_half_unread_is_not_available(data, place):
    # of plans, ssd_person and its birth dates may be missing
    codes = codes_like(READERS[place]) - (codes_like(OPEN_PLANS) if place == "ssd_person.pers_dob" else set())
    results = results_of(codes, spoilt(data, [place], unread(0.501)))
    assert results.frame.empty
    table, column = place.split(".")
    said = f"Most of the column {column} of {table}.csv can't be read: 501 of 1,000 cells."
    assert {each.reason for each in results.missing} == {said}


def test_where_a_column_may_be_missing_over_half_unread_makes_uncertain_only(data):
    codes = {code for place in NEVER_REFUSED for code in codes_like(READERS[place])}
    results = results_of(codes, spoilt(data, NEVER_REFUSED, unread(0.9)))
    whole = results_of(codes, data)
    assert results.missing == whole.missing
    assert results.frame.equals(whole.frame)
    assert {each.code for each in results.uncertain} >= set(whole.frame["code"]) - {"CP_START"}


@pytest.mark.parametrize("place", SEARCHED)
def test_a_searched_column_is_not_available_only_where_nothing_is_recognised(data, place):
    codes = codes_like(READERS[place])
    assert {each.code for each in results_of(codes, spoilt(data, [place], unread(0.9))).uncertain} == codes
    nothing = results_of(codes, spoilt(data, [place], nothing_known))
    assert nothing.frame.empty
    assert all("is recognised" in each.reason for each in nothing.missing)


@pytest.mark.parametrize(
    ("place", "breakdown"),
    [
        ("ssd_person.pers_sex", "sex"),
        ("ssd_person.pers_ethnicity", "ethnicity"),
        ("ssd_address.addr_address_postcode", "district"),
    ],
)
def test_a_breakdown_by_a_column_is_uncertain_alone_and_then_left_out(data, place, breakdown):
    entries = [INDICATORS["CLA_N"]]
    uncertain = compute_results(entries, Known(spoilt(data, [place], unread(0.06)), (OCTOBER,))).uncertain
    assert {each.breakdown for each in uncertain} == {breakdown}
    results = compute_results(entries, Known(spoilt(data, [place], unread(0.6)), (OCTOBER,)))
    whole = compute_results(entries, Known(data, (OCTOBER,)))
    assert set(whole.frame["breakdown"]) - set(results.frame["breakdown"]) == {breakdown}


def test_legal_statuses_are_asked_of_children_month_by_month():
    names = [f"c{number}" for number in range(20)]
    rows = ["person_id | lega_legal_status | start_date | end_date", *(f"{name} | C2 | 2025-01-01 |" for name in names[2:])]
    rows += ["c0 | the moon | 2025-01-01 |", "c1 | C2 | 2025-01-01 | 2026-10-10", "c1 | the sun | 2026-10-10 |"]
    rows += ["stranger | the stars | 2025-01-01 |"] * 40
    counted = care.extract(
        episodes=care.in_care(" ".join(names)), legal="\n".join(rows), persons="person_id\n" + "\n".join(names)
    )
    september = OCTOBER.plus(-1)
    uncertain = compute_results([INDICATORS["CLA_N"]], Known(counted, (september, OCTOBER))).uncertain
    # 1 of 20 children is 5%: not over it; in October 2 are
    assert [(each.month, each.unread, each.filled) for each in uncertain] == [("2026-10", 2, 20)]


def test_a_month_in_which_most_legal_statuses_are_unread_has_no_figure():
    legal = (
        "person_id | lega_legal_status | start_date | end_date\nAsha | C2 | 2025-01-01 | 2026-10-10\nAsha | new | 2026-10-10 |"
    )
    counted = care.extract(episodes=care.in_care("Asha"), legal=legal, persons="person_id\nAsha")
    alone = replace(INDICATORS["CLA_N"], breakdowns=())
    results = compute_results([alone], Known(counted, (OCTOBER.plus(-1), OCTOBER)))
    assert set(results.frame["month"]) == {"2026-09"}
    assert [each.reason for each in results.missing] == ["The legal status of 1 of 1 children can't be read."]


def test_the_terms_name_the_columns_that_figures_read(data):
    read: set[tuple[str, str]] = set()
    for clock in ("assessment", "referral"):
        settings = data.council.settings.model_copy(update={"assessment_clock": clock})
        council = data.council.model_copy(update={"settings": settings})
        known = Known(replace(data, council=council), (OCTOBER,))
        with known.reading() as found:
            compute_results(INDICATORS.values(), known)
        read |= found
    through = {(name, terms.person_through) for name, terms in TABLES.items()}
    for name, terms in TABLES.items():
        columns = {terms.person if column == PERSON else column for table, column in read if table == name}
        without_keys = {column for column in terms.asked if (name, column) not in through}
        assert columns - {terms.person_through} == without_keys - {terms.person_through}, name
