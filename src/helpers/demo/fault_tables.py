"""The tables in which faults are planted: the columns to plant them in, and other words for codes."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rows:
    """What a table's faults need to know of it: its key, person and date columns, and a coded one."""

    key: str
    person: str
    start: str
    end: str
    coded: str


TABLES: Mapping[str, Rows] = {
    "ssd_person": Rows("pers_person_id", "", "pers_dob", "", "pers_sex"),
    "ssd_address": Rows("addr_table_id", "addr_person_id", "addr_address_start_date", "addr_address_end_date", ""),
    "ssd_cla_episodes": Rows(
        "clae_cla_episode_id",
        "clae_person_id",
        "clae_cla_episode_start_date",
        "clae_cla_episode_ceased_date",
        "clae_cla_episode_start_reason",
    ),
    "ssd_cla_placement": Rows(
        "", "clap_person_id", "clap_cla_placement_start_date", "clap_cla_placement_end_date", "clap_cla_placement_type"
    ),
    "ssd_legal_status": Rows(
        "lega_legal_status_id",
        "lega_person_id",
        "lega_legal_status_start_date",
        "lega_legal_status_end_date",
        "lega_legal_status",
    ),
    "ssd_disability": Rows("disa_table_id", "disa_person_id", "", "", "disa_disability_code"),
    "ssd_immigration_status": Rows(
        "immi_immigration_status_id",
        "immi_person_id",
        "immi_immigration_status_start_date",
        "immi_immigration_status_end_date",
        "",
    ),
    "ssd_contacts": Rows("cont_contact_id", "cont_person_id", "cont_contact_date", "", ""),
    "ssd_cin_episodes": Rows("cine_referral_id", "cine_person_id", "cine_referral_date", "cine_close_date", ""),
    "ssd_cin_assessments": Rows(
        "cina_assessment_id", "cina_person_id", "cina_assessment_start_date", "cina_assessment_auth_date", ""
    ),
    "ssd_cin_plans": Rows("cinp_cin_plan_id", "cinp_person_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date", ""),
    "ssd_cp_plans": Rows("cppl_cp_plan_id", "cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date", ""),
    "ssd_cp_visits": Rows("cppv_cp_visit_id", "cppv_person_id", "cppv_cp_visit_date", "", ""),
    "ssd_cp_reviews": Rows("cppr_cp_review_id", "cppr_person_id", "cppr_cp_review_date", "", ""),
    "ssd_cla_visits": Rows("clav_cla_visit_id", "clav_person_id", "clav_cla_visit_date", "", ""),
    "ssd_cla_reviews": Rows("clar_cla_review_id", "clar_cla_person_id", "clar_cla_review_due_date", "", ""),
    "ssd_cla_health": Rows("clah_health_check_id", "clah_person_id", "clah_health_check_date", "", "clah_health_check_status"),
    "ssd_cla_immunisations": Rows("clai_person_id", "clai_person_id", "clai_immunisations_status_date", "", ""),
    "ssd_sdq_scores": Rows("", "csdq_person_id", "csdq_sdq_completed_date", "", ""),
    "ssd_missing": Rows(
        "miss_table_id",
        "miss_person_id",
        "miss_missing_episode_start_date",
        "miss_missing_episode_end_date",
        "miss_missing_episode_type",
    ),
    "ssd_care_leavers": Rows(
        "clea_table_id", "clea_person_id", "clea_care_leaver_latest_contact", "", "clea_care_leaver_in_touch"
    ),
    "ssd_permanence": Rows("perm_table_id", "perm_person_id", "perm_adm_decision_date", "", ""),
    "ssd_involvements": Rows(
        "invo_involvements_id", "invo_person_id", "invo_involvement_start_date", "invo_involvement_end_date", ""
    ),
    "missing_interviews": Rows("", "person_id", "offered_date", "", ""),
    "exploitation": Rows("", "person_id", "start_date", "end_date", ""),
    "youth_justice": Rows("", "person_id", "start_date", "end_date", ""),
    "exclusions": Rows("", "person_id", "start_date", "", ""),
    "attendance": Rows("", "person_id", "", "", ""),
    "peps": Rows("", "person_id", "completed_date", "", ""),
    "workforce": Rows("", "", "start_date", "end_date", ""),
}
WORDINGS = {  # of the standard or of other case systems, in the place of codes
    "clae_cla_episode_start_reason": {
        "S": "Started to be looked after",
        "P": "Change to placement and carer(s) only",
        "L": "L - Change to legal status only",
    },
    "clap_cla_placement_type": {"K2": "Children's Homes", "U4": "U4: other foster carer, long term", "P1": "Own parents [P1]"},
    "lega_legal_status": {"C2": "C2 \u2013 Full care order", "C1": "Interim Care Order", "E1": "Placement Order (E1)"},
    "pers_sex": {"F": "Female", "M": "1"},
    "disa_disability_code": {"NONE": "No disability", "AUT": "aut "},
    "clah_health_check_status": {"Completed": "completed", "Refused": "REFUSED"},
    "miss_missing_episode_type": {"M": "Missing", "A": "Away"},
    "clea_care_leaver_in_touch": {"YES": "Y", "NO": "N", "REFU": "Young person refuses contact"},
}
STAND_INS = {  # where a case system writes 1900-01-01 for "none"
    "ssd_cin_assessments": "cina_assessment_auth_date",
    "ssd_care_leavers": "clea_pathway_plan_review_date",
    "ssd_permanence": "perm_placed_foster_carer_date",
}
