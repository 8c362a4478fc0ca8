"""What a column holds, in plain words: for every column that a figure reads and of which a cell may be unreadable.

Each is a noun in the plural, as it stands after a share: a third of health types, 8% of visit dates.
"""

WORDS = """
ssd_person
    pers_sex: records of sex
    pers_ethnicity: ethnicities
    pers_dob: birth dates
    pers_expected_dob: expected birth dates
    pers_death_date: dates of death
ssd_address
    addr_address_type: address types
    addr_address_start_date: address start dates
    addr_address_end_date: address end dates
ssd_disability
    disa_disability_code: disability codes
ssd_immigration_status
    immi_immigration_status_start_date: immigration status start dates
    immi_immigration_status_end_date: immigration status end dates
    immi_immigration_status: immigration statuses
ssd_legal_status
    lega_legal_status: legal statuses
    lega_legal_status_start_date: legal status start dates
    lega_legal_status_end_date: legal status end dates
ssd_contacts
    cont_contact_date: contact dates
ssd_cin_episodes
    cine_referral_date: referral dates
    cine_referral_nfa: records of no further action
    cine_close_date: case closing dates
ssd_cin_assessments
    cina_assessment_start_date: assessment start dates
    cina_assessment_auth_date: assessment end dates
ssd_cin_plans
    cinp_cin_plan_start_date: need plan start dates
    cinp_cin_plan_end_date: need plan end dates
ssd_cp_plans
    cppl_cp_plan_start_date: protection plan start dates
    cppl_cp_plan_end_date: protection plan end dates
    cppl_cp_plan_ola: records of plans held elsewhere
ssd_cp_visits
    cppv_cp_visit_date: protection visit dates
    cppv_cp_visit_seen: records of children seen
ssd_cp_reviews
    cppr_cp_review_date: protection review dates
ssd_cla_episodes
    clae_cla_episode_start_date: care episode start dates
    clae_cla_episode_start_reason: reasons for entering care
    clae_cla_episode_ceased_date: care episode end dates
    clae_cla_episode_ceased_reason: reasons for leaving care
    clae_entered_care_date: dates of entering care
ssd_cla_placement
    clap_cla_placement_start_date: placement start dates
    clap_cla_placement_type: placement types
    clap_cla_placement_provider: placement providers
    clap_cla_placement_end_date: placement end dates
ssd_cla_reviews
    clar_cla_review_due_date: dates reviews were due
    clar_cla_review_date: care review dates
    clar_cla_review_cancelled: records of cancelled reviews
ssd_cla_visits
    clav_cla_visit_date: care visit dates
    clav_cla_visit_seen: records of children seen
ssd_cla_health
    clah_health_check_type: health types
    clah_health_check_date: health check dates
    clah_health_check_status: health check statuses
ssd_cla_immunisations
    clai_immunisations_status: immunisation records
ssd_sdq_scores
    csdq_sdq_completed_date: questionnaire dates
    csdq_sdq_score: questionnaire scores
ssd_missing
    miss_missing_episode_start_date: dates of going missing
    miss_missing_episode_type: kinds of missing episode
    miss_missing_episode_end_date: dates of being found
    miss_missing_rhi_offered: records of interviews offered
ssd_care_leavers
    clea_care_leaver_eligibility: care leavers' entitlements
    clea_care_leaver_in_touch: records of being in touch
    clea_care_leaver_latest_contact: dates of latest contact
    clea_care_leaver_accommodation: care leavers' homes
    clea_care_leaver_accom_suitable: records of suitable homes
    clea_care_leaver_activity: care leavers' activities
    clea_pathway_plan_review_date: pathway plan review dates
ssd_permanence
    perm_adm_decision_date: adoption decision dates
    perm_placed_for_adoption_date: adoption placement dates
    perm_decision_reversed_date: dates of decisions reversed
ssd_involvements
    invo_involvement_start_date: dates workers started
    invo_involvement_end_date: dates workers stopped
population
    year: population years
    population_0_17: population numbers
postcode_lookup
    in_area: records of postcodes inside
visit_frequency
    from_date: dates visits were agreed
    interval_days: agreed visit intervals
missing_interviews
    missing_start: dates of going missing
    returned_at: dates of return
    completed_at: interview dates
exploitation
    type: kinds of exploitation
    start_date: exploitation risk start dates
    end_date: exploitation risk end dates
cp_history
    previous_plans: numbers of earlier plans
cla_history
    previous_periods: numbers of earlier care periods
exclusions
    kind: kinds of exclusion
    start_date: exclusion dates
attendance
    academic_year: attendance years
    sessions_possible: numbers of possible sessions
    sessions_missed: numbers of missed sessions
attainment
    academic_year: attainment years
    value: attainment results
peps
    completed_date: education plan dates
youth_justice
    start_date: youth justice start dates
    end_date: youth justice end dates
    outcome_date: youth justice outcome dates
workforce
    role: staff roles
    fte: staff working hours
    agency: records of agency staff
    start_date: staff start dates
    end_date: staff leaving dates
fostering
    month: fostering months
    approvals: numbers of approved carers
    leavers: numbers of departing carers
    places: numbers of fostering places
    filled: numbers of filled places
"""


def _read(text: str) -> dict[tuple[str, str], str]:
    words: dict[tuple[str, str], str] = {}
    table = ""
    for line in text.strip().splitlines():
        column, _, said = line.strip().partition(": ")
        if said:
            words[table, column] = said
        else:
            table = column
    return words


COLUMN_WORDS = _read(WORDS)
