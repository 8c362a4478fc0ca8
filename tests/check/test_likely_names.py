"""Which column a heading may be, and which table a file."""

import pytest

from helpers.check.likely_names import likely_columns, table_by_headings, table_by_name
from helpers.terms.tables import TABLES


@pytest.mark.parametrize(
    ("table", "heading", "column"),
    [
        ("ssd_cla_episodes", "Episode start", "clae_cla_episode_start_date"),
        ("ssd_cla_episodes", "EpisodeEndDate", "clae_cla_episode_ceased_date"),
        ("ssd_cla_episodes", "CLA_EPISODE_START_DATE", "clae_cla_episode_start_date"),
        ("ssd_cla_episodes", "Reason episode ceased", "clae_cla_episode_ceased_reason"),
        ("ssd_person", "Date of Birth", "pers_dob"),
        ("ssd_person", "D.O.B.", "pers_dob"),
        ("ssd_person", "Client ID", "pers_person_id"),
        ("ssd_person", "Gender", "pers_sex"),
        ("ssd_person", "DateOfDeath", "pers_death_date"),
        ("ssd_address", "Post code", "addr_address_postcode"),
        ("ssd_cp_plans", "plan_start", "cppl_cp_plan_start_date"),
        ("ssd_contacts", "contact_dt", "cont_contact_date"),
    ],
)
def test_a_heading_is_told_by_its_words_or_its_letters(table, heading, column):
    assert likely_columns([heading], TABLES[table].asked, TABLES[table]) == {column: heading}


@pytest.mark.parametrize("heading", ["Comments", "Team", "Created date", "x", "Worker", ""])
def test_a_heading_that_is_none_of_them_is_taken_for_none(heading):
    episodes = TABLES["ssd_cla_episodes"]
    assert likely_columns([heading], episodes.asked, episodes) == {}


def test_each_heading_is_one_column_and_each_column_one_heading():
    plans = TABLES["ssd_cp_plans"]
    missing = ["cppl_cp_plan_start_date", "cppl_cp_plan_end_date"]
    found = likely_columns(["Plan start", "Start of plan", "Plan end"], missing, plans)
    assert found == {"cppl_cp_plan_start_date": "Plan start", "cppl_cp_plan_end_date": "Plan end"}


def test_a_file_is_told_by_its_headings():
    view = ["Client ID", "Date of Birth", "pers_sex", "pers_ethnicity", "pers_death_date"]
    assert table_by_headings(view, TABLES) == "ssd_person"
    assert table_by_headings(view, {"ssd_contacts"}) == ""
    assert table_by_headings(["postcode", "ward", "district_name"], set(TABLES)) == ""


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("ssd_preson", "ssd_person"),
        ("ssd_cla_episode", "ssd_cla_episodes"),
        ("SSD CLA Placements", "ssd_cla_placement"),
        ("notes", ""),
    ],
)
def test_a_file_is_told_by_a_name_that_is_nearly_a_table_s(name, table):
    assert table_by_name(name, TABLES) == table
