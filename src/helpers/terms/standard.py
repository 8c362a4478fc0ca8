"""The tables of the Standard Safeguarding Dataset that indicators read, with how each column is read."""

STANDARD = """
ssd_person key=pers_person_id
    pers_legacy_id id unasked
    pers_person_id person
    pers_upn dropped
    pers_forename dropped
    pers_surname dropped
    pers_sex code
    pers_gender dropped
    pers_ethnicity ethnicity
    pers_dob birth_date
    pers_single_unique_id dropped
    pers_upn_unknown dropped
    pers_send_flag dropped
    pers_expected_dob birth_date
    pers_death_date date
    pers_is_mother dropped
    pers_nationality dropped
ssd_address key=addr_table_id start=addr_address_start_date end=addr_address_end_date
    addr_table_id id unasked
    addr_person_id person
    addr_address_type searched
    addr_address_start_date date
    addr_address_end_date date
    addr_address_postcode text
    addr_address_json dropped
ssd_disability key=disa_table_id
    disa_table_id id unasked
    disa_person_id person
    disa_disability_code code
ssd_immigration_status key=immi_immigration_status_id \
start=immi_immigration_status_start_date end=immi_immigration_status_end_date
    immi_immigration_status_id id unasked
    immi_person_id person
    immi_immigration_status_start_date date
    immi_immigration_status_end_date date
    immi_immigration_status searched
ssd_legal_status key=lega_legal_status_id start=lega_legal_status_start_date end=lega_legal_status_end_date
    lega_legal_status_id id unasked
    lega_person_id person
    lega_legal_status code
    lega_legal_status_start_date date
    lega_legal_status_end_date date
ssd_contacts key=cont_contact_id
    cont_contact_id id unasked
    cont_person_id person
    cont_contact_date date
    cont_contact_source_code dropped
    cont_contact_source_desc dropped
    cont_contact_outcome_json dropped
ssd_cin_episodes key=cine_referral_id start=cine_referral_date end=cine_close_date
    cine_referral_id id
    cine_person_id person
    cine_referral_date date
    cine_cin_primary_need_code dropped
    cine_referral_source_code dropped
    cine_referral_source_desc dropped
    cine_referral_outcome_json dropped
    cine_referral_nfa yes_no
    cine_close_reason dropped
    cine_close_date date
    cine_referral_team dropped
    cine_referral_worker_id id unasked
ssd_cin_assessments key=cina_assessment_id start=cina_assessment_start_date end=cina_assessment_auth_date
    cina_assessment_id id unasked
    cina_person_id person
    cina_referral_id id
    cina_assessment_start_date date
    cina_assessment_child_seen dropped
    cina_assessment_auth_date date
    cina_assessment_outcome_json dropped
    cina_assessment_outcome_nfa dropped
    cina_assessment_team dropped
    cina_assessment_worker_id id unasked
ssd_cin_plans key=cinp_cin_plan_id start=cinp_cin_plan_start_date end=cinp_cin_plan_end_date
    cinp_cin_plan_id id unasked
    cinp_referral_id id unasked
    cinp_person_id person
    cinp_cin_plan_start_date date
    cinp_cin_plan_end_date date
    cinp_cin_plan_team dropped
    cinp_cin_plan_worker_id id unasked
ssd_cp_plans key=cppl_cp_plan_id start=cppl_cp_plan_start_date end=cppl_cp_plan_end_date
    cppl_cp_plan_id id unasked
    cppl_referral_id id unasked
    cppl_icpc_id id unasked
    cppl_person_id person
    cppl_cp_plan_start_date date
    cppl_cp_plan_end_date date
    cppl_cp_plan_ola yes_no
    cppl_cp_plan_initial_category dropped
    cppl_cp_plan_latest_category dropped
ssd_cp_visits key=cppv_cp_visit_id person_through=cppv_cp_plan_id
    cppv_cp_visit_id id unasked
    cppv_person_id person
    cppv_cp_plan_id id unasked
    cppv_cp_visit_date date
    cppv_cp_visit_seen yes_no
    cppv_cp_visit_seen_alone dropped
    cppv_cp_visit_bedroom dropped
ssd_cp_reviews key=cppr_cp_review_id person_through=cppr_cp_plan_id
    cppr_cp_review_id id unasked
    cppr_person_id person
    cppr_cp_plan_id id unasked
    cppr_cp_review_due date unasked
    cppr_cp_review_date date
    cppr_cp_review_meeting_id id unasked
    cppr_cp_review_outcome_continue_cp dropped
    cppr_cp_review_quorate dropped
    cppr_cp_review_participation dropped
ssd_cla_episodes key=clae_cla_episode_id start=clae_cla_episode_start_date end=clae_cla_episode_ceased_date
    clae_cla_episode_id id unasked
    clae_person_id person
    clae_cla_placement_id id
    clae_cla_episode_start_date date
    clae_cla_episode_start_reason code
    clae_cla_primary_need_code dropped
    clae_cla_episode_ceased_date date
    clae_cla_episode_ceased_reason code
    clae_cla_id id
    clae_referral_id id unasked
    clae_cla_last_iro_contact_date date unasked
    clae_entered_care_date date
ssd_cla_placement start=clap_cla_placement_start_date end=clap_cla_placement_end_date person_through=clap_cla_id
    clap_cla_placement_id id
    clap_cla_id id unasked
    clap_person_id person
    clap_cla_placement_start_date date
    clap_cla_placement_type code
    clap_cla_placement_urn text
    clap_cla_placement_distance dropped
    clap_cla_placement_provider code
    clap_cla_placement_postcode text
    clap_cla_placement_end_date date
    clap_cla_placement_change_reason dropped
ssd_cla_reviews key=clar_cla_review_id person_through=clar_cla_id
    clar_cla_review_id id unasked
    clar_cla_id id
    clar_cla_person_id person
    clar_cla_review_due_date date
    clar_cla_review_date date
    clar_cla_review_cancelled yes_no
    clar_cla_review_participation dropped
ssd_cla_visits key=clav_cla_visit_id person_through=clav_cla_id
    clav_cla_visit_id id unasked
    clav_cla_id id unasked
    clav_person_id person
    clav_cla_visit_date date
    clav_cla_visit_seen yes_no
    clav_cla_visit_seen_alone dropped
ssd_cla_health key=clah_health_check_id
    clah_health_check_id id unasked
    clah_person_id person
    clah_health_check_type searched
    clah_health_check_date date
    clah_health_check_status code
ssd_cla_immunisations key=clai_person_id
    clai_person_id person
    clai_immunisations_status yes_no
    clai_immunisations_status_date date unasked
ssd_sdq_scores
    csdq_table_id id unasked
    csdq_person_id person
    csdq_sdq_completed_date date
    csdq_sdq_score number 0 40 whole
    csdq_sdq_reason dropped
ssd_missing key=miss_table_id start=miss_missing_episode_start_date end=miss_missing_episode_end_date
    miss_table_id id unasked
    miss_person_id person
    miss_missing_episode_start_date time
    miss_missing_episode_type code
    miss_missing_episode_end_date time
    miss_missing_rhi_offered yes_no_na
    miss_missing_rhi_accepted dropped
ssd_care_leavers key=clea_table_id
    clea_table_id id unasked
    clea_person_id person
    clea_care_leaver_eligibility code
    clea_care_leaver_in_touch code
    clea_care_leaver_latest_contact date
    clea_care_leaver_accommodation code
    clea_care_leaver_accom_suitable code
    clea_care_leaver_activity code
    clea_pathway_plan_review_date date
    clea_care_leaver_personal_advisor dropped
    clea_care_leaver_allocated_team text
    clea_care_leaver_worker_id id unasked
ssd_permanence key=perm_table_id person_through=perm_cla_id
    perm_table_id id unasked
    perm_person_id person
    perm_cla_id id
    perm_adm_decision_date date
    perm_part_of_sibling_group dropped
    perm_siblings_placed_together dropped
    perm_siblings_placed_apart dropped
    perm_ffa_cp_decision_date date unasked
    perm_placement_order_date date unasked
    perm_matched_date date unasked
    perm_adopter_sex dropped
    perm_adopter_legal_status dropped
    perm_number_of_adopters dropped
    perm_placed_for_adoption_date date
    perm_adopted_by_carer_flag dropped
    perm_placed_foster_carer_date date unasked
    perm_placed_ffa_cp_date date unasked
    perm_placement_provider_urn dropped
    perm_decision_reversed_date date
    perm_decision_reversed_reason dropped
    perm_permanence_order_date date unasked
    perm_permanence_order_type dropped
    perm_adoption_worker_id id unasked
ssd_involvements key=invo_involvements_id start=invo_involvement_start_date end=invo_involvement_end_date
    invo_involvements_id id unasked
    invo_professional_id id
    invo_professional_role_id id unasked
    invo_professional_team dropped
    invo_person_id person
    invo_involvement_start_date date
    invo_involvement_end_date date
    invo_worker_change_reason dropped
    invo_referral_id id unasked
ssd_department key=dept_team_id
    dept_team_id id
    dept_team_name dropped
    dept_team_parent_id id
    dept_team_parent_name dropped
"""
