"""Findings beyond single cells: ids that lost their zeros, values of council.toml that lead nowhere, what is a warning."""

import pytest

from care import extract
from helpers.check import Finding, check_extract
from helpers.load.care_data import CareData

PERSONS = "person_id | sex\n0001 | F\n0002 | M\n30 | F"


def of_kind(data: CareData, kind: str, table: str) -> list[Finding]:
    return [finding for finding in check_extract(data) if (finding.kind, finding.table) == (kind, table)]


def test_ids_that_match_but_for_zeros_are_counted_once_each_and_named_by_none():
    contacts = "person_id | contact_date\n1 | 2026-10-01\n1 | 2026-10-02\n2.0 | 2026-10-01\n030.0 | 2026-10-01\nX | 2026-10-01"
    (finding,) = of_kind(extract(persons=PERSONS, contacts=contacts), "person not in ssd_person", "ssd_contacts")
    assert finding.count == 5
    assert finding.sentence.endswith("(rows 2, 3, 4, 5, 6). 3 ids match but for leading zeros (or .0).")
    assert "export them as text" in finding.advice


def test_of_ids_that_are_not_there_at_all_nothing_of_the_kind_is_said():
    data = extract(persons=PERSONS, contacts="person_id | contact_date\nX | 2026-10-01")
    (finding,) = of_kind(data, "person not in ssd_person", "ssd_contacts")
    assert (
        finding.sentence == "ssd_contacts.csv, column cont_person_id: 1 row is about a person who is not in ssd_person (row 2)."
    )


def test_a_row_that_names_another_s_row_is_found_though_the_id_is_known():
    episodes = "person_id | placement_id | start_date\nAsha | p1 | 2026-01-01\nBen | p1 | 2026-01-01\nCara | p9 | 2026-01-01"
    data = extract(episodes=episodes, placements="person_id | placement_id\nAsha | p1")
    (finding,) = of_kind(data, "named by another person", "ssd_cla_episodes")
    assert finding.rows == (3,)


@pytest.mark.parametrize(
    ("council", "said"),
    [
        ('code = "E11000001"', '"E11000001" is not the code of an English council'),
        ('code = "E1000001"', '"E1000001" is not the code of an English council'),
        ('code = "e06000001"', ""),
        ('code = "301"', ""),
        ('region = "Northshire"', '"Northshire" is not one of the nine regions'),
        ('region = "yorkshire and the humber"', ""),
        ('region = "Inner London"', ""),
        (
            '[areas]\nNorth = ["Alder", "A LDER", "Birch"]',
            '"Birch", a district of the area "North", is in no row of postcode_lookup',
        ),
        ('[settings]\nhome_address_types = ["main  address", "Home"]', '"Home" is the type of no address in ssd_address.csv'),
    ],
)
def test_a_value_of_council_toml_that_leads_nowhere_is_a_warning(council, said):
    lookup = "postcode | district\nZZ1 1AA | Alder"
    addresses = "person_id | address_type\nAsha | Main address\nBen | Placement"
    findings = of_kind(
        extract(council=council, postcode_lookup=lookup, addresses=addresses), "field, wording or code not known", "council"
    )
    assert [said in finding.sentence for finding in findings] == ([True] if said else [])
    assert all(finding.is_warning and finding.sentence.startswith("council.toml, ") for finding in findings)


def test_without_a_lookup_or_a_setting_of_its_own_nothing_is_asked():
    data = extract(council='[areas]\nNorth = ["Alder"]', addresses="person_id | address_type\nAsha | Main address")
    assert of_kind(data, "field, wording or code not known", "council") == []


def test_a_finding_on_addresses_says_both_ways_to_mend_it():
    data = extract(addresses="person_id | address_type\nAsha | Main address\nBen | Placement")
    (finding,) = of_kind(data, "none recognised", "ssd_address")
    assert finding.sentence == "ssd_address.csv, column addr_address_type: no home is recognised in 2 rows."
    assert finding.sentence_without_rows == "ssd_address.csv, column addr_address_type: no home is recognised in any row"
    assert "home_address_types" in finding.advice and "code_spellings.csv" in finding.advice


@pytest.mark.parametrize(("homes", "is_warning"), [(30, False), (1, True)])
def test_what_a_searched_column_holds_besides_is_a_warning_only_where_it_is_much(homes, is_warning):
    addresses = "person_id | address_type\nBen | Caravan\n" + "\n".join(["Asha | Home"] * homes)
    rows = "\n".join(f"{name} | {sex}" for name, sex in [("Asha", "perhaps"), *((f"p{each}", "F") for each in range(30))])
    data = extract(persons=f"person_id | sex\n{rows}", addresses=addresses)
    assert [finding.is_warning for finding in of_kind(data, "code not known", "ssd_address")] == [is_warning]
    assert [finding.is_warning for finding in of_kind(data, "code not known", "ssd_person")] == [True]


def test_a_missing_side_file_is_no_warning_nor_a_column_that_may_be_missing():
    findings = check_extract(extract(persons=PERSONS))
    by_table = {finding.table: finding.is_warning for finding in findings if finding.kind == "table missing"}
    assert by_table["ssd_cla_visits"] and not by_table["workforce"] and not by_table["ssd_department"]


def test_a_line_of_columns_csv_that_leads_nowhere_is_said_so_that_it_can_be_mended():
    own = "table | column | file | header\nssd_persons | | x.csv |\nssd_person | pers_dob | | Born\nssd_person | | gone.csv |"
    (finding,) = of_kind(extract(persons=PERSONS, columns=own), "field, wording or code not known", "columns")
    assert finding.sentence == "columns.csv: 2 rows name a table, a column or a file that is not there (rows 2, 4)."
    assert "names of the standard" in finding.advice
