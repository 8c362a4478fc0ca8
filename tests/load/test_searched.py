"""Columns that are searched for words: what each wording is read as, typed from the definitions."""

import pandas as pd
import pytest

from helpers.load.searched import read_searched

HOMES = ("Home", "Main  address")


def read(field: str, *texts: str, own: dict | None = None) -> list[str]:
    return read_searched(pd.Series(texts, dtype="str"), field, own or {}, HOMES).tolist()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Review  HEALTH Assessment", "HA"),
        ("Health assessment and dental check", "HA+DENT"),
        ("Dental check", "DENT"),
        ("Seen by dentist", "DENT"),
        ("Dental health check", "DENT"),
        ("Adult medical assessment", "HA"),
        ("RHA", "HA"),
        ("Annual IHA (part 2)", "HA"),
        ("RHAX", "?"),
        ("Mental health assessment", "OTHER"),
        ("Mental and dental health assessment", "DENT"),
        ("Fundamental health assessment", "HA"),
        ("Optician", "OTHER"),
        ("Something else", "?"),
        ("", ""),
    ],
)
def test_types_of_health_check(text, code):
    assert read("clah_health_check_type", text) == [code]


def test_a_health_check_is_an_assessment_where_no_other_row_is_one():
    field = "clah_health_check_type"
    assert read(field, "Health check", "Dental check", "Optician") == ["HA", "DENT", "OTHER"]
    assert read(field, "Health check", "Health assessment") == ["?", "HA"]
    assert read(field, "Health check", "Yearly look", own={(field, "yearlylook"): "HA"}) == ["?", "HA"]
    assert read(field, "Mental health check") == ["OTHER"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UASC", "UASC"),
        ("Former uasc, leave", "UASC"),
        ("Unaccompanied  asylum seeking child", "UASC"),
        ("U", "?"),
        ("Refugee status", "OTHER"),
        ("Something", "?"),
    ],
)
def test_immigration_statuses(text, code):
    assert read("immi_immigration_status", text) == [code]


def test_homes_are_the_types_of_the_setting_and_known_others_are_said_of_none():
    assert read("addr_address_type", "HOME", "main address", "Placement", "Caravan") == ["HOME", "HOME", "OTHER", "?"]


def test_the_councils_wordings_go_first():
    own = {("addr_address_type", "home"): "OTHER", ("immi_immigration_status", "u"): "UASC"}
    assert read("addr_address_type", "Home", own=own) == ["OTHER"]
    assert read("immi_immigration_status", "U", own=own) == ["UASC"]
