"""Children looked after: who they are, who came and who left."""

from care import counted, in_care


def test_a_child_whose_episode_starts_on_the_last_day_counts_and_one_whose_ends_on_it_does_not():
    result = counted(
        "CLA_N",
        episodes="""
        person_id | start_date | ceased_date
        Asha      | 2026-10-31 |
        Ben       | 2026-01-05 | 2026-10-31
        Cara      | 2026-01-05 | 2026-11-01
        Dev       | 2026-11-01 |
        Eli       |            |
        """,
    )
    assert result.numerator == ["Asha", "Cara"]
    assert result.figures() == {"all": (2, None, 2)}


def test_a_child_with_two_open_episodes_counts_once():
    result = counted("CLA_N", episodes="person_id | cla_id | start_date\nAsha | a | 2026-01-01\nAsha | b | 2026-02-01")
    assert result.numerator == ["Asha"]


def test_nobody_looked_after_is_a_count_of_nought_and_a_share_without_a_value():
    nobody = "person_id | start_date | ceased_date\nAsha | 2020-01-01 | 2020-02-01"
    assert counted("CLA_N", episodes=nobody).figures() == {"all": (0, None, 0)}
    assert counted("CLA_DIS", episodes=nobody).figures() == {"all": (0, 0, None)}


def test_a_past_month_is_counted_as_it_was_known():
    episodes = """
        person_id | start_date | ceased_date
        Asha      | 2026-01-05 | 2026-07-01
        Ben       | 2026-07-01 |
        """
    assert counted("CLA_N", month="2026-06", episodes=episodes).numerator == ["Asha"]
    assert counted("CLA_CEASE", month="2026-06", episodes=episodes).numerator == []


def test_a_short_break_is_no_care_and_the_status_of_the_later_start_holds():
    result = counted(
        "CLA_N",
        episodes=in_care("Asha Ben Cara Dev Eli"),
        legal="""
        person_id | lega_legal_status | start_date | end_date
        Asha      | V3 | 2026-01-01 |
        Ben       | V4 | 2026-01-01 |
        Ben       | C2 | 2026-03-01 |
        Cara      | V1 | 2026-01-01 | 2026-10-31
        Dev       | C1 | 2026-01-01 |
        Dev       | V3 | 2026-01-01 |
        """,
    )
    assert result.numerator == ["Ben", "Cara", "Eli"]


def test_which_statuses_are_short_breaks_is_a_setting():
    tables = {
        "episodes": in_care("Asha Ben"),
        "legal": "person_id | lega_legal_status | start_date\nAsha | V3 | 2026-01-01\nBen | V4 | 2026-01-01",
    }
    assert counted("CLA_N", council='[settings]\nshort_break_statuses = ["V3"]', **tables).numerator == ["Ben"]


def test_a_status_that_is_none_of_care_is_passed_over():
    result = counted(
        "CLA_LEGAL",
        episodes=in_care("Asha Ben"),
        legal="""
        person_id | lega_legal_status | start_date
        Asha      | C2                | 2026-01-01
        Asha      | a guardianship    | 2026-05-01
        Ben       | a guardianship    | 2026-05-01
        """,
    )
    assert result.groups() == {"Asha": "Full care order", "Ben": "Not recorded"}
    assert result.figures("legal_status")["Interim care order"] == (0, 2, 0)
    assert result.figures("legal_status")["Full care order"] == (1, 2, 50)
    assert "all" not in result.figures()


def test_a_child_is_counted_until_the_eighteenth_birthday_and_the_dead_are_not():
    result = counted(
        "CLA_N",
        episodes=in_care("Asha Ben Cara Dev Eli Fay"),
        persons="""
        person_id | dob        | death_date | expected_dob
        Asha      | 2008-10-31 |            |
        Ben       | 2008-11-01 |            |
        Cara      |            |            |
        Dev       | 2015-01-01 | 2026-10-31 |
        Eli       | 2015-01-01 | 2026-11-01 |
        Fay       |            |            | 2008-10-31
        """,
    )
    assert result.numerator == ["Ben", "Cara", "Eli"]


def test_a_birthday_of_29_february_is_reached_on_1_march():
    tables = {"episodes": "person_id | start_date\nAsha | 2020-01-01", "persons": "person_id | dob\nAsha | 2008-02-29"}
    assert counted("CLA_N", month="2026-02", **tables).numerator == ["Asha"]
    assert counted("CLA_N", month="2026-03", **tables).numerator == []


def test_age_bands_sex_and_ethnicity_part_the_children():
    result = counted(
        "CLA_N",
        episodes=in_care("Asha Ben Cara Dev"),
        persons="""
        person_id | dob        | sex | ethnicity
        Asha      | 2025-11-01 | F   | WBRI
        Ben       | 2025-10-31 | M   | chne
        Cara      | 2010-10-31 | U   | REFU
        """,
    )
    assert result.figures("age_band") == {
        "Under 1": (1, None, 1),
        "1 to 4": (1, None, 1),
        "16 and over": (1, None, 1),
        "Not recorded": (1, None, 1),
    }
    assert result.figures("sex") == {"Female": (1, None, 1), "Male": (1, None, 1), "Not recorded": (2, None, 2)}
    assert result.figures("ethnicity") == {"White": (1, None, 1), "Asian": (1, None, 1), "Not recorded": (2, None, 2)}


def test_the_district_of_a_child_is_that_of_the_home_open_on_the_last_day():
    result = counted(
        "CLA_N",
        episodes=in_care("Asha Ben Cara"),
        addresses="""
        person_id | type  | start_date | end_date   | postcode
        Asha      | Home  | 2020-01-01 | 2026-10-31 | AA1 1AA
        Asha      | HOME  | 2026-10-31 |            | bb22bb
        Ben       | Home  |            |            | AA1 1AA
        Cara      | Other | 2020-01-01 |            | AA1 1AA
        """,
        postcode_lookup="postcode | district\nAA1 1AA | East\nBB2 2BB | West",
    )
    assert result.figures("district") == {"East": (1, None, 1), "West": (1, None, 1), "Not recorded": (1, None, 1)}


def test_a_breakdown_without_its_source_is_left_out_and_the_rest_stays():
    result = counted("CLA_N", episodes=in_care("Asha"))
    assert result.figures() == {"all": (1, None, 1)}
    assert result.figures("district") == {}
    assert result.why_missing == {"district": "There is no postcode_lookup.csv."}


def test_a_rate_takes_the_latest_estimate_of_an_earlier_year():
    result = counted(
        "CLA_RATE",
        episodes=in_care("Asha Ben"),
        population="""
        area_code | area_name | year | population_0_17
        ALL       |           | 2023 | 9000
        all       |           | 2025 | 20000
        all       |           | 2026 | 5
        x         | east      | 2025 | 4000
        y         | West      | 2025 | 1000
        z         | South     | 2026 | 1000
        """,
        addresses="person_id | type | start_date | postcode\nAsha | Home | 2020-01-01 | AA1 1AA",
        postcode_lookup="postcode | district\nAA1 1AA | East\nBB2 2BB | West\nCC3 3CC | South",
    )
    assert result.figures() == {"all": (2, 20000, 1)}
    assert result.figures("district") == {"East": (1, 4000, 2.5), "West": (0, 1000, 0)}


def test_without_an_estimate_of_an_earlier_year_there_is_no_rate():
    tables = {"episodes": in_care("Asha")}
    result = counted("CLA_RATE", population="area_code | year | population_0_17\nall | 2026 | 9\nall | 2025 | 0", **tables)
    assert result.figures() == {}
    assert "no estimate" in result.why_missing["all"]


def test_a_period_of_care_starts_when_the_child_entered_and_counts_in_its_month():
    episodes = """
        person_id | cla_id | entered_care_date | start_date | ceased_date
        Asha      | a      | 2026-10-01        | 2026-10-02 |
        Ben       | b      | 2026-09-30        | 2026-10-02 |
        Cara      | c      |                   | 2026-10-31 |
        Dev       | d      |                   | 2025-11-01 | 2026-05-01
        Dev       | d      |                   | 2026-06-01 |
        Eli       | e      |                   | 2025-10-31 |
        """
    assert counted("CLA_START", window="month", episodes=episodes).numerator == ["Asha", "Cara"]
    assert counted("CLA_START", window="rolling_6", episodes=episodes).numerator == ["Asha", "Ben", "Cara"]
    assert counted("CLA_START", window="rolling_12", episodes=episodes).numerator == ["Asha", "Ben", "Cara", "Dev"]


def test_a_period_ends_with_its_last_episode_and_a_gap_does_not_end_it():
    episodes = """
        person_id | cla_id | start_date | ceased_date
        Asha      | a      | 2025-01-01 | 2026-10-01
        Ben       | b      | 2025-01-01 | 2026-10-31
        Cara      | c      | 2025-01-01 | 2026-09-30
        Dev       | d      | 2025-01-01 | 2026-10-01
        Dev       | d      | 2026-10-10 |
        Eli       | e      | 2025-01-01 | 2026-11-01
        Fay       |        | 2025-01-01 | 2026-10-01
        Fay       |        | 2026-10-01 |
        """
    assert counted("CLA_CEASE", window="month", episodes=episodes).numerator == ["Asha", "Ben", "Fay"]
    legal = "person_id | lega_legal_status | start_date | end_date\nAsha | V4 | 2025-01-01 | 2025-02-01"
    assert counted("CLA_CEASE", window="month", episodes=episodes, legal=legal).numerator == ["Ben", "Fay"]


def test_a_child_comes_back_when_the_period_before_ended_by_more_than_a_day():
    result = counted(
        "CLA_REP",
        episodes="""
        person_id | cla_id | start_date | ceased_date
        Asha      | a1     | 2019-01-01 | 2020-01-01
        Asha      | a2     | 2026-10-05 |
        Ben       | b1     | 2026-01-01 | 2026-10-03
        Ben       | b2     | 2026-10-05 |
        Cara      | c1     | 2026-01-01 | 2026-10-04
        Cara      | c2     | 2026-10-05 |
        Dev       | d      | 2026-10-05 |
        Eli       | e1     | 2026-01-01 | 2026-03-01
        Eli       | e2     | 2026-10-05 |
        """,
        legal="person_id | lega_legal_status | start_date | end_date\nEli | V3 | 2026-01-01 | 2026-03-01",
        cla_history="person_id | previous_periods\nDev | 1\nDev | 0",
        window="month",
    )
    assert result.denominator == ["Asha", "Ben", "Cara", "Dev", "Eli"]
    assert result.numerator == ["Asha", "Ben", "Dev"]


def test_any_disability_but_none_counts_one_that_cannot_be_mapped_too():
    result = counted(
        "CLA_DIS",
        episodes=in_care("Asha Ben Cara Dev"),
        disabilities="person_id | code\nAsha | LD\nBen | none\nCara | something else\nDev |\nEli | LD",
    )
    assert result.denominator == ["Asha", "Ben", "Cara", "Dev"]
    assert result.numerator == ["Asha", "Cara"]


def test_an_unaccompanied_child_is_one_while_the_status_is_in_force():
    result = counted(
        "UASC",
        episodes=in_care("Asha Ben Cara Dev"),
        immigration="""
        person_id | immigration_status                | start_date | end_date
        Asha      | UASC granted                      |            |
        Ben       | Unaccompanied Asylum seeking child| 2026-10-31 |
        Cara      | uasc                              | 2025-01-01 | 2026-10-31
        Dev       | Refugee                           | 2025-01-01 |
        """,
    )
    assert result.numerator == ["Asha", "Ben"]
