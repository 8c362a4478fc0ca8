"""Which published figures stand beside ours, and which never do."""

import pandas as pd
import pytest

from helpers.compare.published import (
    Comparator,
    OnFile,
    comparators,
    find_comparators,
    find_mix_comparators,
    hold_published,
    reference,
    say_why_none,
)
from helpers.compare.published.geography import la_code_of
from helpers.compare.published.reference import comparable_rules, measures, read_reference
from helpers.compare.published.table import COLUMNS
from helpers.council import Council, Settings
from helpers.errors import DataError, DefinitionError
from helpers.indicators import INDICATORS
from helpers.months import ReportingMonth, Window

LANCASHIRE = Council(name="Lancashire County Council", code="E10000017", region="North West")
MADE_UP = Council(name="Thornmereshire", code="E10009998", region="North West")
EVERYTHING = OnFile(month=ReportingMonth(2026, 9), has_cp_history=True, has_year_of_referrals=True)


def found(key, council=LANCASHIRE, on_file=EVERYTHING, published=None, find=find_comparators) -> dict[str, Comparator]:
    """Comparators by level, of a figure written `code window breakdown group`, where the last two may be left out."""
    code, window, *rest = key.split(" ", 3)
    breakdown, group = rest or ("all", "all")
    comparators = find(INDICATORS[code], Window(window), breakdown, group, council, hold_published(published), on_file)
    assert len({each.level for each in comparators}) == len(comparators)
    return {each.level: each for each in comparators}


def own_table(*rows: tuple) -> pd.DataFrame:
    """A council's own table: code, period, level, 3-digit code or name, value."""
    records = []
    for code, period, level, area, value in rows:
        record = dict.fromkeys(COLUMNS, "") | {
            "published_code": code, "period": period, "level": level, "value": value, "unit": measures()[code].unit,
            "la_code": area if level == "la" else "", "name": area, "publication": "Department for Education, new",
            "ons_code": "E92000001" if level == "england" else "",
        }  # fmt: skip
        records.append(record)
    return pd.DataFrame(records, columns=COLUMNS).astype({"value": "float64"})


def test_a_figure_stands_beside_england_region_neighbours_and_the_councils_own() -> None:
    comparators = found("CLA_3PL snapshot")
    assert list(comparators) == ["england", "region", "neighbours", "own"]
    assert {level: each.value for level, each in comparators.items()} == {"england": 10, "region": 9, "neighbours": 9.5, "own": 7}
    assert {each.period for each in comparators.values()} == {"year to 31 March 2025"}
    publication = "Department for Education, Children looked after in England including adoptions, November 2025"
    assert {each.publication for each in comparators.values()} == {publication}
    assert {each.unit for each in comparators.values()} == {"percent"}
    assert [comparators["region"].name, comparators["own"].name] == ["North West", "Lancashire County Council"]
    assert (comparators["neighbours"].n, comparators["neighbours"].neighbours_edition) == (10, "May 2025")
    assert (comparators["own"].rank, comparators["own"].rank_of, comparators["own"].quartile) == (12, 151, "A")


def test_a_share_of_nobodys_direction_has_no_rank() -> None:
    assert found("CLA_RATE snapshot")["own"].value == 65
    assert found("CLA_RATE snapshot")["own"].rank is None
    assert found("CLA_RATE snapshot")["own"].quartile is None


def test_a_direction_that_only_the_department_sees_makes_no_rank() -> None:
    # The department's tool calls more children with parents better; to us the mix of placements is context.
    assert found("CLA_MIX snapshot placement_type With parents")["own"].rank is None
    assert found("SDQ_BAND snapshot sdq_band Normal")["own"].rank is None


def test_a_made_up_council_has_england_and_its_region_alone() -> None:
    assert list(found("CLA_RATE snapshot", MADE_UP)) == ["england", "region"]


def test_a_made_up_council_without_a_region_has_england_alone() -> None:
    council = MADE_UP.model_copy(update={"region": ""})
    assert list(found("CLA_RATE snapshot", council)) == ["england"]
    assert list(found("CLA_RATE snapshot", council.model_copy(update={"region": "Mercia"}))) == ["england"]
    assert list(found("CLA_RATE snapshot", Council(name="Nameless"))) == ["england"]


@pytest.mark.parametrize("region", ["Yorkshire and the Humber", "Yorkshire & The Humber", " YORKSHIRE AND HUMBER region"])
def test_a_region_is_known_however_it_is_spelled(region: str) -> None:
    council = MADE_UP.model_copy(update={"region": region})
    assert found("CLA_RATE snapshot", council)["region"].name == "Yorkshire and The Humber"


def test_a_real_councils_region_is_known_by_its_code() -> None:
    assert found("CLA_RATE snapshot", Council(name="Lancashire", code="E10000017"))["region"].name == "North West"


def test_a_part_of_london_without_a_figure_has_londons() -> None:
    council = Council(name="Camden", code="E09000007", region="Inner London")
    assert found("CLA_RATE snapshot", council)["region"].name == "Inner London"
    without = own_table(("CLA_RATE", "31 March 2026", "region", "Inner London", float("nan")),
                        ("CLA_RATE", "31 March 2026", "region", "London", 51.0))  # fmt: skip
    assert found("CLA_RATE snapshot", council, published=without)["region"].name == "London"


@pytest.mark.parametrize("code", ["E10000002", "E06000060", "e06000060", "825"])
def test_a_council_is_found_by_its_codes_old_and_new(code: str) -> None:
    assert la_code_of(Council(name="Buckinghamshire", code=code)) == "825"


def test_a_count_stands_beside_the_councils_own_published_count_alone() -> None:
    comparators = found("CLA_N snapshot")
    assert list(comparators) == ["own"]
    assert (comparators["own"].value, comparators["own"].unit, comparators["own"].rank) == (1699, "count", None)
    assert found("CLA_N snapshot", MADE_UP) == {}


def test_no_count_ever_stands_beside_england() -> None:
    for code, window, breakdown, group in comparable_rules():
        comparators = found(f"{code} {window} {breakdown} {group}")
        if "count" in {each.unit for each in comparators.values()}:
            assert list(comparators) == ["own"]


def test_the_mix_of_a_count_is_compared_as_shares() -> None:
    mix = found("CLA_N snapshot sex Female", MADE_UP, find=find_mix_comparators)
    assert (mix["england"].value, mix["england"].unit, mix["england"].published_code) == (44, "percent", "CLA_FEMALE_PCT")
    assert found("CLA_N snapshot", find=find_mix_comparators) == {}
    assert found("CLA_RATE snapshot", find=find_mix_comparators) == {}


def test_what_may_not_be_compared_never_is() -> None:
    rules = read_reference("published_rules.csv")
    refused = rules[rules["comparable"] == "no"]
    assert len(refused) > 50
    allowed = set(comparable_rules())
    for row in refused.itertuples():
        key = (row.code, row.window, row.breakdown, row.group)
        if row.code not in INDICATORS:
            continue
        comparators = found(" ".join(key))
        assert row.published_code not in {each.published_code for each in comparators.values()}
        if key not in allowed:
            assert comparators == {}
            assert say_why_none(INDICATORS[row.code], Window(row.window), *key[2:], LANCASHIRE, EVERYTHING)


def test_every_figure_that_may_be_compared_is() -> None:
    # Few Black children are looked after in Lancashire, so their number is hidden there.
    birmingham = Council(name="Birmingham", code="E08000025")
    for key in comparable_rules():
        assert found(" ".join(key), birmingham), key


def test_a_figure_of_a_district_or_another_window_is_not_compared() -> None:
    assert found("REREF rolling_6") == {}
    assert found("REREF rolling_12 district Wyre") == {}
    words = say_why_none(INDICATORS["REREF"], Window.ROLLING_6, "all", "all", LANCASHIRE, EVERYTHING)
    assert words == "no published figure is for the same window and group"


def test_a_near_one_says_what_differs_and_a_like_one_nothing() -> None:
    for key, rule in comparable_rules().items():
        for each in found(" ".join(key)).values():
            assert each.is_near == rule.is_near
            assert bool(each.difference_in_words) == rule.is_near
    near = found("CIN_RATE snapshot")["england"]
    assert near.difference_in_words == "the published figure counts episodes open on the day, ours different children"


@pytest.mark.parametrize(
    ("key", "settings", "on_file"),
    [
        ("REREF rolling_12", {"rereferral_counts_nfa": False}, {}),
        ("REREF rolling_12", {}, {"has_year_of_referrals": False}),
        ("CP_REPEVER rolling_12", {}, {"has_cp_history": False}),
        ("CLA_DENT snapshot", {"health_cohort": "all"}, {}),
        ("CLA_HA snapshot", {"health_cohort": "all"}, {}),
        ("CLA_IMM snapshot", {"health_cohort": "all"}, {}),
        ("WF_CASE snapshot", {}, {"month": ReportingMonth(2026, 10)}),
        ("WF_TURN snapshot", {}, {"month": None}),
    ],
)
def test_a_condition_that_is_not_met_leaves_nothing_and_says_why(key: str, settings: dict, on_file: dict) -> None:
    code, window = key.split()
    council = LANCASHIRE.model_copy(update={"settings": Settings(**settings)})
    facts = OnFile(**{"month": ReportingMonth(2026, 9), "has_cp_history": True, "has_year_of_referrals": True} | on_file)
    assert found(key)
    assert found(key, council, facts) == {}
    assert say_why_none(INDICATORS[code], Window(window), "all", "all", council, facts)
    assert say_why_none(INDICATORS[code], Window(window), "all", "all", LANCASHIRE, EVERYTHING) is None


def test_the_newest_period_held_serves_whichever_table_holds_it() -> None:
    newer = own_table(("CLA_RATE", "31 March 2026", "england", "England", 68.0),
                      ("CLA_RATE", "31 March 2025", "england", "England", 1.0))  # fmt: skip
    older = own_table(("CLA_RATE", "31 March 2024", "england", "England", 1.0))
    assert [(each.value, each.period) for each in found("CLA_RATE snapshot", published=newer).values()] == [(68, "31 March 2026")]
    assert found("CLA_RATE snapshot", published=older) == found("CLA_RATE snapshot")


def test_an_older_year_never_stands_in_for_one_without_a_number() -> None:
    hidden = own_table(("CLA_RATE", "31 March 2026", "england", "England", float("nan")),
                       ("CLA_RATE", "31 March 2026", "region", "North West", 91.0))  # fmt: skip
    comparators = found("CLA_RATE snapshot", published=hidden)
    assert {level: each.value for level, each in comparators.items()} == {"region": 91}


def test_the_councils_own_table_goes_before_the_reference_for_the_same_period() -> None:
    again = own_table(("CLA_RATE", "31 March 2025", "england", "England", 66.0))
    comparators = found("CLA_RATE snapshot", published=again)
    assert comparators["england"].value == 66
    assert comparators["region"].value == 90


def test_neighbours_without_a_number_are_left_out_and_the_mean_says_of_how_many() -> None:
    table = own_table(*[("CLA_RATE", "31 March 2026", "la", code, value) for code, value in
                        (("351", 80.0), ("808", 100.0), ("891", float("nan")), ("888", 70.0))])  # fmt: skip
    neighbours = found("CLA_RATE snapshot", published=table)["neighbours"]
    assert (neighbours.value, neighbours.n) == (90, 2)


def test_what_is_hidden_is_never_nought() -> None:
    # The rate of conviction of Lancashire's children was suppressed for 2024/25.
    assert list(found("YOT_OFF snapshot")) == ["england", "region", "neighbours"]


def test_a_period_that_is_none_is_refused() -> None:
    with pytest.raises(DataError, match="column period"):
        hold_published(own_table(("CLA_RATE", "spring 2026", "england", "England", 66.0)))


def test_a_reference_table_that_is_wrong_or_missing_is_our_fault_to_mend(tmp_path, monkeypatch) -> None:
    head = "code,window,breakdown,group,comparable,published_code,period,beside,mix_code,condition,difference,why,source"
    rows = {"CLA_N,snapshot,all,all,near,CLA_NUM,31 March,all,,,,why,here": "contradict"}
    rows["CLA_N,snapshot,all,all,yes,CLA_NUM,31 March,all,,full_moon,,why,here"] = "full_moon"
    rows["CLA_N,snapshot,all,all,yes,CLA_WEIGHT,31 March,all,,,,why,here"] = "CLA_WEIGHT"
    for row, words in rows.items():
        path = tmp_path / "published_rules.csv"
        path.write_text(f"{head}\n{row}\n")
        held = hold_published()
        with monkeypatch.context() as patch:
            patch.setattr(reference, "REFERENCE", tmp_path)
            patch.setattr(comparators, "comparable_rules", reference.comparable_rules.__wrapped__)
            with pytest.raises(DefinitionError, match=words):
                find_comparators(INDICATORS["CLA_N"], Window.SNAPSHOT, "all", "all", LANCASHIRE, held, EVERYTHING)
            path.unlink()
            with pytest.raises(DefinitionError, match="missing"):
                reference.read_reference("published_rules.csv")


def test_published_figures_of_one_measure_are_all_whole_or_have_all_a_decimal() -> None:
    absent = found("EDU_PA snapshot")
    assert (absent["england"].value, absent["region"].value) == (20.3, 20)
    assert [absent[level].are_whole for level in ("england", "region", "own")] == [False, False, False]
    moved = found("CLA_3PL snapshot")
    assert [moved[level].are_whole for level in ("england", "region", "own")] == [True, True, True]
    assert moved["neighbours"].are_whole is None
