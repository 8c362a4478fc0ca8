"""What must hold of every entry: its words, its sources, and that it runs on an extract with no children."""

import csv
import re
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest

import care
from helpers.clone import ROOT
from helpers.cohorts.known import Known
from helpers.errors import NotAvailable
from helpers.indicator import Average, Chart, Kind, MonthlySum, Rate, Window
from helpers.indicators import INDICATORS, SECTIONS, section_of
from helpers.load.care_data import CareData
from helpers.months import ReportingMonth
from helpers.results import children_behind, compute_results
from helpers.results.answers import ask
from helpers.terms.tables import TABLES
from independent.made_up import made_up_extract

LIST = ROOT.parent / "shared" / "design" / "indicators.csv"
ENTRIES = list(INDICATORS.values())
MONTH = ReportingMonth.read(care.MONTH)
# A breakdown of these asks for tables that the figure itself doesn't rest on.
OF_BREAKDOWNS = {"district": {"ssd_address", "postcode_lookup"}, "sex": {"ssd_person"}}
MAY_BE_MISSING = {
    "ssd_cp_plans": ["cppl_cp_plan_ola"],
    "ssd_cin_episodes": ["cine_referral_nfa"],
    "ssd_person": ["pers_death_date", "pers_expected_dob"],
    "ssd_cla_episodes": ["clae_entered_care_date"],
    "ssd_cla_health": ["clah_health_check_status"],
    "missing_interviews": ["returned_at"],
    "workforce": ["fte", "agency"],
    "ssd_cla_placement": ["clap_cla_placement_provider"],
}
ASK_FOR_IT = {"agency": {"WF_TURN", "WF_AGENCY", "WF_AGENCY_IRO"}, "clap_cla_placement_provider": {"CLA_PROV"}}


def by_code(entry):
    return entry.code


@pytest.fixture(scope="module")
def nobody() -> CareData:
    """An extract with every table, each about one stranger of whom nothing is known; population and fostering are given."""
    tables = {name: care.about_a_stranger(name) for name in TABLES}
    tables["population"] = care.table("area_code | year | population_0_17\nall | 2024 | 10000")
    tables["attendance"] = care.table("person_id | academic_year | sessions_possible | sessions_missed\nZed | 2025/26 | 9 | 1")
    months = "\n".join(f"{month} | 1 | 1 | 10 | 9" for month in MONTH.back_to(12))
    tables["fostering"] = care.table(f"month | approvals | leavers | places | filled\n{months}")
    return care.extract(**tables)


@pytest.fixture(scope="module")
def anybody() -> CareData:
    return made_up_extract(seed=3, children=25)


@pytest.fixture(scope="module")
def counted() -> tuple[Known, pd.DataFrame]:
    """Every figure of a larger extract, for two months."""
    known = Known(made_up_extract(seed=4, children=60), tuple(MONTH.back_to(2)))
    return known, compute_results(ENTRIES, known).frame


@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_words_are_filled_and_plain(entry):
    for name in ("counts", "why_it_matters", "in_plain_words", "caveat", "definition_from"):
        assert getattr(entry, name), name
    assert bool(entry.out_of) is (entry.kind is not Kind.COUNT)
    assert entry.why_it_matters.endswith(".") and entry.caveat.endswith(".")
    assert not entry.in_plain_words.endswith(".") and not entry.counts.endswith(".")
    words = " ".join(str(getattr(entry, field.name)) for field in fields(entry) if field.name in WORDY)
    assert not re.findall(r"\b[A-Z]{2,}\b|\b[A-Z][0-9]+\b", words)
    assert "because" not in words


WORDY = {"title", "counts", "out_of", "why_it_matters", "in_plain_words", "caveat", "definition_from"}


@pytest.mark.skipif(not LIST.exists(), reason="the list of indicators is not beside the clone")
def test_entries_are_those_of_the_list_of_indicators():
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    assert set(rows) == set(INDICATORS)
    for code, row in rows.items():
        entry = INDICATORS[code]
        headline, _, group = row["headline"].partition(" ")
        assert entry.title == row["title"]
        assert section_of(code).key == row["section"], code
        assert entry.polarity == row["polarity"], code
        assert entry.kind == row["kind"], code
        assert list(entry.windows) == row["windows"].split(), code
        assert sorted(entry.reads) == sorted(row["reads"].split()), code
        assert entry.headline == headline, code
        assert (entry.headline_group or "") == group.partition("=")[2], code
        assert entry.real_change == row["real_change"], code
        if group:
            assert entry.headline_breakdown.name == group.partition("=")[0], code


@pytest.mark.skipif(not LIST.exists(), reason="the list of indicators is not beside the clone")
def test_breakdowns_and_their_groups_are_those_of_the_list_of_indicators():
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        entry = INDICATORS[row["code"]]
        groupings = [entry.grouping] if entry.is_grouped else list(entry.breakdowns)
        own_groups = re.match(r"(\w+): ([^.]*)", row["breakdowns"])
        if own_groups is None:
            assert [grouping.name for grouping in groupings] == row["breakdowns"].split(), row["code"]
            continue
        assert groupings[0].name == own_groups[1]
        if groupings[0].groups:
            listed = [re.sub(r" \(.*", "", group.strip()) for group in own_groups[2].split(";")]
            assert sorted(groupings[0].groups) == sorted(listed), row["code"]


def test_a_chart_fits_what_it_shows():
    for entry in ENTRIES:
        if entry.is_grouped:
            assert entry.chart is Chart.GROUPS, entry.code
        elif entry.kind is Kind.COUNT and Window.MONTH in entry.windows:
            assert entry.chart is Chart.MONTHLY_COUNTS, entry.code
        else:
            assert entry.chart is Chart.TREND, entry.code


def test_every_entry_stands_in_one_section():
    codes = [entry.code for section in SECTIONS for entry in section.indicators]
    assert list(INDICATORS) == codes
    assert len(set(codes)) == len(codes)
    assert all(INDICATORS[code] in section_of(code).indicators for code in codes)


def test_every_code_is_named_in_a_test_of_its_section():
    texts = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [code for code in INDICATORS if f'"{code}"' not in texts] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_an_extract_without_children_divides_nothing_by_nought(entry, nobody):
    results = compute_results([entry], Known(nobody, (MONTH,)))
    frame = results.frame
    if not entry.is_grouped:
        assert "all" not in {missing.breakdown for missing in results.missing}
        assert len(frame[frame["breakdown"] == "all"]) == len(entry.windows)
    if isinstance(entry.measure, MonthlySum | Rate) or entry.code == "FOST_FILL":
        assert frame["value"].notna().all()
    elif entry.kind in (Kind.SHARE, Kind.AVERAGE):
        assert frame.loc[frame["denominator"] == 0, "value"].isna().all()


@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_a_numerator_is_within_its_denominator(entry, counted):
    frame = counted[1][counted[1]["code"] == entry.code]
    assert len(frame)
    shares = frame[frame["denominator"].notna()]
    if entry.kind is Kind.SHARE and entry.code != "WF_TURN":
        assert (shares["numerator"] <= shares["denominator"]).all()
        assert shares["value"].dropna().between(0, 100).all()
    both = frame.dropna(subset=["numerator_children", "denominator_children"])
    assert (both["numerator_children"] <= both["denominator_children"]).all()


@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_the_list_of_children_adds_up_to_the_figure(entry, counted):
    known, frame = counted[0], counted[1][counted[1]["code"] == entry.code]
    for window in entry.windows:
        rows = children_behind(entry, known, window)
        breakdown = entry.grouping.name if entry.is_grouped else "all"
        figures = frame[(frame["window"] == window) & (frame["breakdown"] == breakdown)]
        sums = rows.groupby("month")["numerator"].sum()
        found = figures.groupby("month")["numerator"].sum()
        if isinstance(entry.measure, MonthlySum):
            found, sums = found.align(sums, join="inner")
        assert (found - sums.reindex(found.index, fill_value=0.0)).abs().max() < 1e-9


def record_tables_asked(monkeypatch) -> set[str]:
    asked: set[str] = set()
    rows = CareData.rows

    def recorded(self, name, *columns, **options):
        asked.add(name)
        return rows(self, name, *columns, **options)

    monkeypatch.setattr(CareData, "rows", recorded)
    return asked


@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_reads_names_the_tables_that_are_asked(entry, nobody, monkeypatch):
    asked = record_tables_asked(monkeypatch)
    ask(entry.measure, known := Known(nobody, (MONTH,)))
    of_measure = set(asked)
    compute_results([entry], known)
    of_breakdowns = {name for each in entry.breakdowns for name in OF_BREAKDOWNS.get(each.name, set())}
    reads = {name.removesuffix("?") for name in entry.reads}
    assert of_measure <= reads
    assert {name for name in entry.reads if not name.endswith("?")} <= asked
    assert asked - of_breakdowns <= reads <= asked


@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_without_a_table_that_it_reads_it_is_not_available(entry, anybody):
    for read in entry.reads:
        name = read.removesuffix("?")
        without = replace(anybody, tables={key: value for key, value in anybody.tables.items() if key != name})
        results = compute_results([entry], Known(without, (MONTH,)))
        is_missing = any(missing.breakdown == "all" and f"{name}.csv" in missing.reason for missing in results.missing)
        assert is_missing is not read.endswith("?"), read
        assert bool(len(results.frame)) is read.endswith("?"), read


@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_columns_that_may_be_missing_leave_it_available(entry, anybody):
    for read in entry.reads:
        name = read.removesuffix("?")
        columns = sorted(anybody.tables[name].columns) if read == "ssd_person?" else MAY_BE_MISSING.get(name, [])
        for column in columns:
            table = anybody.tables[name]
            without = replace(table, columns=table.columns - {column})
            known = Known(replace(anybody, tables={**anybody.tables, name: without}), (MONTH,))
            needs_it = entry.code in ASK_FOR_IT.get(column, set())
            if needs_it:
                with pytest.raises(NotAvailable, match=column):
                    children_behind(entry, known)
            else:
                assert len(compute_results([entry], known).frame), column


def test_a_true_zero_file_is_a_zero_and_another_empty_table_is_not_available(anybody):
    for entry in ENTRIES:
        for read in entry.reads:
            name = read.removesuffix("?")
            table = anybody.tables[name]
            empty = replace(table, frame=table.frame.iloc[:0], rows_in_file=0)
            known = Known(replace(anybody, tables={**anybody.tables, name: empty}), (MONTH,))
            figures = compute_results([entry], known).frame
            assert bool(len(figures)) is (name in care.TRUE_ZERO_FILES or read.endswith("?")), (entry.code, name)
            if name in care.TRUE_ZERO_FILES and not read.endswith("?"):
                assert (figures["numerator"] == 0).all(), (entry.code, name)


def test_an_average_of_groups_has_no_whole():
    entry = INDICATORS["EDU_ATT"]
    assert isinstance(entry.measure, Average) and entry.is_grouped and not entry.is_composition
