"""What a row of a file means: dates, numbers, codes, rows set aside, keys, and persons filled through a key."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import care
from helpers.load.care_data import CareData, Oddity
from helpers.load.dates import read_date, read_dates, read_month
from helpers.load.values import read_numbers, read_yes_no
from helpers.terms.tables import ColumnKind

LAST_DAY = date(2026, 10, 31)


def texts(*cells: str) -> pd.Series:
    return pd.Series(cells, dtype="str")


def noted(data: CareData, oddity: Oddity, column: str | None = None) -> list[int]:
    """The file's rows that have an oddity."""
    found = [note.rows for note in data.notes if note.oddity is oddity and column in (None, note.column)]
    return sorted(int(row) for rows in found for row in rows)


def column(data: CareData, table: str, name: str) -> list:
    """The cells of a column, as text; empty ones empty."""
    return list(data.tables[table].frame[name].astype(str).fillna(""))


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-31", "31/10/2026", "2026-10-31T00:00:00", "2026-10-31 14:05:00.000", "31/10/2026 14:05", "2026-10-31T14:05",
        "31/10/2026T23:59:59.9",
    ],
)  # fmt: skip
def test_a_date_is_iso_or_day_first_with_or_without_a_time(text):
    assert read_date(text).date() == date(2026, 10, 31)


@pytest.mark.parametrize(
    "text",
    [
        "31/13/2025", "2025-02-30", "31.12.25", "2026-10-31 25:00", "1/10/2026", "31/10/26", "2026-10-31Z", "2026-10-31 14",
        "2026-10-31 14:5", "20261031", "10-31-2026", "2026-10-31T14:05:00+15:00", "2026/10/31", "soon", "２０２６-10-31",
        "2026-10-31T14:05:00+01:60", "2026-10-31T14:05:00 +01 ", "2026-10-31T14:05z", "2026-10-31+01:00",
        "2026-10-31 14:60",
        "0000-01-01", "2026-10-31  14:05",
    ],
)  # fmt: skip
def test_anything_else_is_unreadable(text):
    assert read_date(text) is None


@settings(max_examples=200, deadline=None)
@given(some.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_a_day_written_either_way_is_the_same_day(day):
    assert read_date(day.isoformat()).date() == read_date(f"{day:%d/%m/%Y}").date() == day


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-05-31T23:00:00Z", "2026-06-01T00:00:00"),  # midnight in London, in summer an hour before UTC's
        ("2026-05-31T22:59:59Z", "2026-05-31T23:59:59"),
        ("2026-06-01T00:00:00Z", "2026-06-01T01:00:00"),
        ("2026-01-31 23:30:00.000+00:00", "2026-01-31T23:30:00"),  # in winter London keeps UTC
        ("01/06/2026 00:30 +0200", "2026-05-31T23:30:00"),
        ("2026-01-31T20:00-0500", "2026-02-01T01:00:00"),
        ("2026-06-01T00:00:00 UTC", "2026-06-01T01:00:00"),
        ("2026-06-01T00:00:00", "2026-06-01T00:00:00"),
    ],
)
def test_a_time_with_a_zone_is_what_londons_clock_shows(text, shown):
    assert read_date(text).isoformat() == shown
    read = read_dates(texts(text), ColumnKind.TIME, LAST_DAY)
    assert str(read.dates[0]) == shown
    assert str(read_dates(texts(text), ColumnKind.DATE, LAST_DAY).dates[0])[:10] == shown[:10]


def test_a_month_may_be_a_date_in_it():
    assert read_month("2026-10") == read_month("31/10/2026 10:00") == read_month("2026-10-05")
    assert read_month("2026-13") is read_month("October") is read_month("0000-01") is None


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        (ColumnKind.DATE, date(1990, 1, 1)), (ColumnKind.BIRTH_DATE, date(1920, 1, 1)), (ColumnKind.WORK_DATE, date(1950, 1, 1)),
        (ColumnKind.TIME, date(1990, 1, 1)),
    ],
)  # fmt: skip
def test_a_day_too_early_or_20_years_ahead_stands_for_empty(kind, first):
    before = first.replace(year=first.year - 1, month=12, day=31)
    read = read_dates(texts(before.isoformat(), first.isoformat(), "2046-10-31", "2046-11-01", "9999-12-31", ""), kind, LAST_DAY)
    assert list(read.is_stand_in) == [True, False, False, True, True, False]
    assert list(np.isnat(read.dates)) == [True, False, False, True, True, True]
    assert not read.is_unreadable.any()


def test_only_a_column_of_times_keeps_the_time():
    cells = texts("2026-10-31 14:05:09.9")
    assert str(read_dates(cells, ColumnKind.DATE, LAST_DAY).dates[0]) == "2026-10-31T00:00:00"
    assert str(read_dates(cells, ColumnKind.TIME, LAST_DAY).dates[0]) == "2026-10-31T14:05:09"


def test_numbers_are_digits_with_a_sign_and_a_point():
    numbers, unreadable = read_numbers(texts("16", "16.0", "-3", "+.5", "4.", "1e3", "1,000", "n/a", "", "nan", "0x1", "١"))
    assert np.isnan(numbers).tolist() == [False] * 5 + [True] * 7
    assert numbers[:5].tolist() == [16, 16, -3, 0.5, 4]
    assert unreadable.tolist() == [False] * 5 + [True, True, True, False, True, True, True]


def test_yes_and_no_come_in_several_spellings():
    answers, unreadable = read_yes_no(texts("Y", "yes", "1", "-1", "TRUE", "t", "n", "No", "0", "false", "F", "NA", "maybe", ""))
    assert answers.tolist() == ["Y"] * 6 + ["N"] * 5 + ["", "", ""]
    assert unreadable.tolist() == [False] * 11 + [True, True, False]


def test_of_an_offered_interview_na_says_that_none_was_due():
    answers, unreadable = read_yes_no(texts("N/A", "na", "Y", "none"), may_not_apply=True)
    assert answers.tolist() == ["NA", "NA", "Y", ""]
    assert unreadable.tolist() == [False, False, False, True]


@pytest.mark.parametrize("word", ["NULL", "null", "(Null)", r"\N", "NaN", "NaT", "#N/A", "<NA>"])
def test_what_tools_write_for_an_empty_cell_is_one(word):
    data = care.extract(contacts=f"person_id | contact_date\nAsha | {word}\n{word} | 2026-10-01\nNONE | 2026-10-01")
    assert column(data, "ssd_contacts", "person_id") == ["Asha", "NONE"]
    assert noted(data, Oddity.WORD_FOR_EMPTY) == [2, 3]
    assert noted(data, Oddity.NO_PERSON) == [3]
    assert noted(data, Oddity.DATE_UNREADABLE) == []


@pytest.mark.parametrize("value", ["NA", "N/A", "NONE"])
def test_na_and_none_are_values(value):
    data = care.extract(contacts=f"person_id | contact_date\n{value} | 2026-10-01")
    assert column(data, "ssd_contacts", "person_id") == [value]


def test_a_number_outside_its_range_is_read_as_empty_and_said():
    data = care.extract(
        scores="""
        person_id | sdq_score
        Asha      | 40
        Ben       | 40.5
        Cara      | 41
        Dev       | -1
        Eli       | forty
        Fay       | 0
        """
    )
    assert column(data, "ssd_sdq_scores", "csdq_sdq_score") == ["40.0", "", "", "", "", "0.0"]
    assert noted(data, Oddity.NUMBER_OUT_OF_RANGE) == [3, 4, 5]
    assert noted(data, Oddity.NUMBER_UNREADABLE) == [6]


def test_more_sessions_missed_than_possible_are_both_read_as_empty():
    data = care.extract(
        attendance="""
        person_id | academic_year | sessions_possible | sessions_missed
        Asha      | 2026/27       | 50                | 50
        Ben       | 2026/27       | 50                | 51
        Cara      | soon          | 50                | 1
        Dev       | 1989/90       | 50                | 1
        """
    )
    assert column(data, "attendance", "sessions_possible") == ["50.0", "", "50.0", "50.0"]
    assert noted(data, Oddity.NUMBER_OUT_OF_RANGE, "sessions_missed") == [3]
    assert noted(data, Oddity.YEAR_UNREADABLE) == [4, 5]


def test_cells_are_trimmed_and_identifiers_are_text():
    data = care.extract(
        contacts=pd.DataFrame({"person_id": ["\u00a0007\u00a0", "7\t", "-1", "a", "A"], "contact_date": ["2026-10-01"] * 5})
    )
    assert column(data, "ssd_contacts", "person_id") == ["007", "7", "a", "A"]
    assert noted(data, Oddity.NO_PERSON) == [4]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("c2", "C2"), ("C2 - Full care order", "C2"), ("C2: anything", "C2"), ("C2  [x]", "C2"), ("C2–x", "C2"),
        ("Full care order [C2]", "C2"), ("(c2)", "C2"), ("order (C1) [C2]", "C1"), ("carer(C2)", "?"), ("C2 order", "?"),
        ("C22", "?"),
        ("nonsense", "?"), ("", ""),
    ],
)  # fmt: skip
def test_a_code_may_open_the_text_or_stand_alone_in_brackets(text, code):
    data = care.extract(legal=pd.DataFrame({"person_id": ["Asha"], "lega_legal_status": [text]}))
    assert column(data, "ssd_legal_status", "lega_legal_status") == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("U", "U"), ("u: x", "U"), ("U [x]", "U"), ("U (x)", "U"), ("U - Own tenancy", "U"), ("U – x", "U"), ("U-turn", "?"),
        ("B&B", "?"),
        ("H/A tenancy", "?"), ("D/K", "?"), ("U[x]", "?"), ("U -x", "?"), ("U : x", "?"), ("home (U)", "U"),
    ],
)  # fmt: skip
def test_after_a_code_of_one_letter_a_mark_must_come(text, code):
    data = care.extract(leavers=pd.DataFrame({"person_id": ["Asha"], "accommodation": [text]}))
    assert column(data, "ssd_care_leavers", "clea_care_leaver_accommodation") == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a) Relevant child", "Relevant"), ("(b) Former relevant child", "Former Relevant"), ("p1) Relevant", "Relevant"),
        ("1) Relevant", "Relevant"), ("a. Relevant", "Relevant"), ("a.Relevant", "?"), ("a) b) Relevant", "?"),
        ("abc) Relevant", "?"), ("123) Relevant", "?"),
    ],
)  # fmt: skip
def test_a_list_mark_is_passed_over_once_where_nothing_else_fits(text, code):
    data = care.extract(leavers=pd.DataFrame({"person_id": ["Asha"], "eligibility": [text]}))
    assert column(data, "ssd_care_leavers", "clea_care_leaver_eligibility") == [code]


def test_an_accommodation_may_hold_the_digit_of_its_suitability():
    data = care.extract(
        leavers="""
        person_id | accommodation        | accom_suitable
        Asha      | U1                   |
        Ben       | B2 - With parents    |
        Cara      | home [z1]            |
        Dev       | U1                   | 2
        Eli       | U                    |
        Fay       | U3                   |
        """
    )
    assert column(data, "ssd_care_leavers", "clea_care_leaver_accommodation") == ["U", "B", "Z", "U", "U", "?"]
    assert column(data, "ssd_care_leavers", "clea_care_leaver_accom_suitable") == ["1", "2", "1", "2", "", ""]


def test_suitability_may_be_missing_where_an_accommodation_holds_its_digit():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(care, "whole", lambda terms, given: given)
        leavers = {"clea_person_id": ["Asha"], "clea_care_leaver_accommodation": ["U1"]}
        with_digit = care.extract(leavers=pd.DataFrame(leavers))
        without = care.extract(leavers=pd.DataFrame(leavers | {"clea_care_leaver_accommodation": ["U"]}))
    assert with_digit.has("ssd_care_leavers", "clea_care_leaver_accom_suitable")
    assert not without.has("ssd_care_leavers", "clea_care_leaver_accom_suitable")


def test_the_councils_own_wordings_come_first_and_its_last_row_holds():
    data = care.extract(
        legal="person_id | lega_legal_status\nAsha | C1\nBen | full  Care-Order!\nCara | V2",
        code_spellings="""
        field             | wording         | code
        LEGA_LEGAL_STATUS | c1              | E1
        lega_legal_status | Full care order | C1
        lega_legal_status | full care order | D1
        lega_legal_status | V2              | nonsense
        nonsense          | V2              | C1
        lega_legal_status |                 | C1
        """,
    )
    assert column(data, "ssd_legal_status", "lega_legal_status") == ["E1", "D1", "V2"]
    assert noted(data, Oddity.SPELLING_NOT_KNOWN) == [5, 6, 7]


def test_ethnicity_is_the_four_letters_alone_or_the_councils_spelling():
    data = care.extract(
        persons="person_id | ethnicity\nAsha | wbri\nBen | WBRI - White British\nCara | White British\nDev | REFU\nEli |",
        code_spellings="field | wording | code\npers_ethnicity | white british | WBRI",
    )
    assert column(data, "ssd_person", "pers_ethnicity") == ["WBRI", "?", "WBRI", "REFU", ""]
    assert noted(data, Oddity.CODE_NOT_KNOWN) == [3]


def test_a_wording_of_an_unmapped_code_is_kept_for_the_council_to_map():
    data = care.extract(legal="person_id | lega_legal_status\nAsha | the moon\nBen | the moon")
    assert data.tables["ssd_legal_status"].unmapped == {("lega_legal_status", "the moon"): 2}


def test_rows_that_cannot_count_are_set_aside_and_said():
    data = care.extract(
        plans="""
        person_id | start_date | end_date
        Asha      | 2026-01-01 | 2026-01-01
        Ben       | 2026-01-02 | 2026-01-01
        Cara      | 2026-01-01 | soon
                  | 2026-01-01 |
        Dev       | soon       | 2026-01-01
        Eli       | 2026-01-01 | 9999-12-31
        Fay       | 1900-01-01 | 1900-01-02
        """
    )
    assert column(data, "ssd_cp_plans", "person_id") == ["Asha", "Dev", "Eli", "Fay"]
    assert noted(data, Oddity.ENDS_BEFORE_START) == [3]
    assert noted(data, Oddity.END_UNREADABLE) == [4]
    assert noted(data, Oddity.NO_PERSON) == [5]
    assert noted(data, Oddity.DATE_UNREADABLE, "cppl_cp_plan_start_date") == [6]
    assert noted(data, Oddity.STAND_IN_DATE) == [7, 8, 8]


def test_an_exact_repeat_counts_once_the_last_and_of_one_key_the_last_that_is_not_set_aside():
    data = care.extract(
        plans="""
        person_id | cppl_cp_plan_id | start_date | end_date
        Asha      | 1               | 2026-01-01 |
        Asha      | 1               | 2026-01-01 |
        Ben       | 2               | 2026-01-01 |
        Ben       | 2               | 2026-02-01 |
        Ben       | 2               | 2026-03-01 | 2026-02-01
        Cara      |                 | 2026-01-01 |
        Cara      |                 | 2026-02-01 |
        """
    )
    assert list(data.tables["ssd_cp_plans"].frame["row"]) == [3, 5, 7, 8]
    assert noted(data, Oddity.EXACT_REPEAT) == [2]
    assert noted(data, Oddity.SAME_KEY) == [4]
    assert noted(data, Oddity.ENDS_BEFORE_START) == [6]


def test_rows_of_two_persons_are_no_repeats_though_they_share_a_key():
    data = care.extract(
        reviews="""
        clar_cla_review_id | person_id | review_due_date
        1                  | Asha      | 2026-05-01
        1                  | Ben       | 2026-05-01
        1                  | Ben       | 2026-06-01
        """
    )
    assert column(data, "ssd_cla_reviews", "person_id") == ["Asha", "Ben"]
    assert noted(data, Oddity.SAME_KEY) == [3]


def test_a_repeat_is_told_once_the_person_is_filled():
    data = care.extract(
        episodes="person_id | cla_id | start_date\nAsha | p1 | 2026-01-01",
        visits="clav_cla_visit_id | person_id | cla_id\n1 | Asha | p1\n1 | | p1\n1 | Ben | p1",
    )
    assert noted(data, Oddity.EXACT_REPEAT) == [2]
    assert column(data, "ssd_cla_visits", "person_id") == ["Asha", "Ben"]


def test_a_repeat_is_one_over_the_columns_of_the_standard_names_too():
    frame = pd.DataFrame({"person_id": ["Asha"] * 3, "forename": ["A", "A", "B"], "extra": ["1", "2", "3"]})
    with_extra = care.whole(care.TABLES["ssd_person"], frame.drop(columns="extra")).assign(extra=frame["extra"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(care, "whole", lambda terms, given: given)
        data = care.extract(ssd_person=with_extra)
    assert noted(data, Oddity.EXACT_REPEAT) == [2]
    assert noted(data, Oddity.SAME_KEY) == [3]


def test_a_persons_rows_are_one_with_the_last_cell_of_each_column_that_can_be_read():
    data = care.extract(
        persons="""
        person_id | sex  | dob        | ethnicity | death_date
        Asha      | F    | 2015-01-01 | WBRI      | 2026-01-01
        Asha      | M    |            | nonsense  | 9999-12-31
        Ben       | what |            |           |
        Ben       | huh  |            |           |
        Cara      |      | soon       |           |
        """
    )
    assert column(data, "ssd_person", "person_id") == ["Asha", "Ben", "Cara"]
    assert column(data, "ssd_person", "pers_sex") == ["M", "?", ""]
    assert column(data, "ssd_person", "pers_dob") == ["2015-01-01", "", ""]
    assert column(data, "ssd_person", "pers_ethnicity") == ["WBRI", "", ""]
    assert column(data, "ssd_person", "pers_death_date") == ["2026-01-01", "", ""]
    assert noted(data, Oddity.SAME_KEY) == [2, 4]
    assert noted(data, Oddity.CELL_OF_ANOTHER_ROW) == [2, 2, 2]  # birth, ethnicity, death of Asha's first row
    assert noted(data, Oddity.CELLS_DIFFER, "pers_sex") == [2]


def test_a_person_filled_by_one_of_several_is_said():
    data = care.extract(
        plans="person_id | cppl_cp_plan_id | start_date\nAsha | 1 | 2026-01-01\nBen | 1 | 2026-01-01\nCara | 2 | 2026-01-01",
        plan_visits="person_id | cp_plan_id\n | 1\n | 2",
    )
    assert column(data, "ssd_cp_visits", "person_id") == ["Ben", "Cara"]
    assert noted(data, Oddity.FILLED_BY_ONE_OF_SEVERAL) == [2]


def test_a_row_of_staff_names_a_worker():
    data = care.extract(
        workforce="worker_id | role | start_date\n | SW | 2020-01-01\nw1 | sw | 2020-01-01\nw2 | Cook | 2020-01-01"
    )
    assert noted(data, Oddity.NO_WORKER) == [2]
    assert column(data, "workforce", "role") == ["SW", "?"]
    assert noted(data, Oddity.CODE_NOT_KNOWN) == [4]


def test_an_empty_person_is_filled_through_the_key_by_the_last_row_that_counts():
    data = care.extract(
        episodes="""
        person_id | cla_id | start_date | ceased_date
        Asha      | p1     | 2026-01-01 |
        Ben       | p1     | 2026-02-01 |
        Cara      | p1     | 2026-03-01 | 2026-02-01
        """,
        visits="person_id | cla_id\n | p1\nDev | p1\n | p9\n-1 | p1",
        placements="person_id | cla_id | placement_type\n | p1 | U6",
        reviews="person_id | cla_id\n | p1",
        permanence="person_id | perm_cla_id\n | p1",
    )
    assert column(data, "ssd_cla_visits", "person_id") == ["Ben", "Dev", "Ben"]
    assert noted(data, Oddity.NO_PERSON) == [4]
    for table in ("ssd_cla_placement", "ssd_cla_reviews", "ssd_permanence"):
        assert column(data, table, "person_id") == ["Ben"]


def test_a_key_table_of_which_no_row_counts_fills_nobody():
    data = care.extract(episodes="person_id | cla_id\n | p1", visits="person_id | cla_id\n | p1\nAsha | p1")
    assert column(data, "ssd_cla_visits", "person_id") == ["Asha"]


def test_a_column_of_persons_may_be_absent_where_a_key_fills_it():
    visits = pd.DataFrame({"clav_cla_visit_id": ["1"], "clav_cla_id": ["p1"]})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(care, "whole", lambda terms, given: given)
        episodes = pd.DataFrame(
            {"clae_person_id": ["Asha"], "clae_cla_id": ["p1"], "clae_cla_episode_start_date": ["2026-01-01"]}
        )
        data = care.extract(episodes=episodes, visits=visits)
        assert column(data, "ssd_cla_visits", "person_id") == ["Asha"]
        assert data.has("ssd_cla_visits", "person_id")
        alone = care.extract(visits=visits)
    assert not alone.has("ssd_cla_visits", "person_id")


DAYS = some.sampled_from(["2026-10-31", "31/10/2026", "2026-02-30", "2026-10", "1989-12-31", "9999-12-31", "２０２６-10-31", ""])
TIMES = some.sampled_from(["", "T14:05:09", " 14:05", "T00:00:00.000", " 25:00", "Z", "T14:05:09+01:00", "0", "  14:05"])


@settings(max_examples=100, deadline=None)
@given(some.lists(some.tuples(DAYS, TIMES).map("".join), max_size=12), some.booleans())
def test_a_column_of_dates_is_its_cells_read_one_by_one(cells, are_times):
    read = read_dates(texts(*cells), ColumnKind.TIME if are_times else ColumnKind.DATE, LAST_DAY)
    each = [read_date(cell) for cell in cells]
    assert list(read.is_filled) == [cell != "" for cell in cells]
    assert list(read.is_unreadable) == [cell != "" and found is None for cell, found in zip(cells, each, strict=True)]
    in_range = [found if found and date(1990, 1, 1) <= found.date() <= date(2046, 10, 31) else None for found in each]
    assert list(read.is_stand_in) == [kept is not found for kept, found in zip(in_range, each, strict=True)]
    whole = [found if found is None or are_times else found.replace(hour=0, minute=0, second=0) for found in in_range]
    assert read.dates.astype(object).tolist() == whole
