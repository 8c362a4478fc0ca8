"""Each setting changes the figures it should, and no others."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers.cohorts.known import Known
from helpers.council import Council, Settings, read_council
from helpers.demo import make_demo
from helpers.indicators import INDICATORS
from helpers.load.extract import load_for
from helpers.months import ReportingMonth
from helpers.results import FIGURES, KEY, compute_results
from helpers.section import open_section

LOOKED_AFTER = {code for code, entry in INDICATORS.items() if {"ssd_cla_episodes", "ssd_legal_status"} <= set(entry.tables)}
BY_DISTRICT = {code for code, entry in INDICATORS.items() if any(each.name == "district" for each in entry.breakdowns)}
SPELLS = {code for code, entry in INDICATORS.items() if "ssd_cla_placement" in entry.tables}
HEALTH = {"CLA_HA", "CLA_DENT", "CLA_IMM"}

# For each setting: another value, the codes that may change, and some that must on the made-up council.
CASES = {
    "short_break_statuses": (("V1",), LOOKED_AFTER, {"CLA_N", "CLA_START"}),
    "spell_start_reasons": (("S",), SPELLS, {"CLA_3PL", "CLA_2Y"}),
    "temporary_placement_types": ((), SPELLS, {"CLA_3PL"}),
    "rereferral_counts_nfa": (False, {"REREF"}, {"REREF"}),
    "assessment_clock": ("referral", {"ASS_45"}, {"ASS_45"}),
    "cp_visit_working_days": (10, {"CP_VIS"}, {"CP_VIS"}),
    "health_cohort": ("all", HEALTH, {"CLA_HA", "CLA_DENT"}),
    "home_address_types": (("Nowhere",), BY_DISTRICT, {"CLA_N"}),
    "pep_months": (1, {"EDU_PEP"}, {"EDU_PEP"}),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("settings") / "extract"
    make_demo(folder, "2026-10", children_in_care=200, seed=3)
    return folder


def results(data: Path, settings: Settings):
    council = Council(**{**dict(read_council(data)), "settings": settings})
    changed, _ = load_for(council, ReportingMonth(2026, 10), data)
    return compute_results(INDICATORS.values(), Known(changed, tuple(changed.month.back_to(2)))).frame.set_index(KEY)[FIGURES]


@pytest.fixture(scope="module")
def usual(data: Path):
    return results(data, Settings())


def test_every_setting_has_a_case() -> None:
    assert set(CASES) == set(Settings.model_fields)


@pytest.mark.parametrize("setting", CASES)
def test_a_setting_changes_the_figures_it_should_and_no_others(data: Path, usual, setting: str) -> None:
    value, may_change, must_change = CASES[setting]
    other = results(data, Settings(**{setting: value}))
    both = pd.concat([usual.add_suffix("_usual"), other.add_suffix("_other")], axis=1)
    differs = pd.Series(False, index=both.index)
    for name in FIGURES:
        before, after = both[f"{name}_usual"], both[f"{name}_other"]
        differs |= (before != after) & ~(before.isna() & after.isna())
    changed = set(both.index[differs].get_level_values("code"))
    assert changed <= may_change
    assert must_change <= changed


def test_the_settings_in_force_stand_on_the_page_of_definitions(small_council: Path, tmp_path: Path) -> None:
    shutil.copytree(small_council, tmp_path / "extract")
    toml = tmp_path / "extract" / "council.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text + "\n[settings]\npep_months = 7\n[disclosure]\nhide_counts_up_to = 4\n", encoding="utf-8")
    html = str(open_section("definitions", "2026-10", str(tmp_path / "extract"), "board").settings().html)
    assert "<td>7</td>" in html and "1 to 4" in html
    usual = str(open_section("definitions", "2026-10", str(small_council), "board").settings().html)
    assert "<td>4</td>" in usual and "1 to 5" in usual
