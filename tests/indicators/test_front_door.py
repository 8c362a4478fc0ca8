"""The front door: contacts, referrals, assessments."""

from care import counted, in_care


def test_contacts_are_counted_one_a_row_by_their_date():
    result = counted(
        "CON_N",
        window="month",
        contacts="""
        person_id | contact_date
        Asha      | 2026-10-01
        Asha      | 2026-10-31
        Ben       | 2026-09-30
        Cara      | 2026-11-01
        Dev       |
                  | 2026-10-05
        """,
    )
    assert result.numerator == ["Asha", "Asha"]


REFERRALS = """
    person_id | referral_date | nfa
    Asha      | 2025-10-15    | Y
    Asha      | 2026-10-15    | N
    Ben       | 2025-10-14    | N
    Ben       | 2026-10-15    | N
    Cara      | 2026-10-15    | N
    Cara      | 2026-10-15    | Y
    Dev       | 2026-10-14    | N
    Dev       | 2026-10-15    | N
    Eli       | 2026-10-15    | N
    Eli       | 2026-10-20    | N
    """


def test_a_referral_in_the_12_months_before_to_the_day_makes_a_re_referral_one_on_the_same_day_does_not():
    result = counted("REREF", window="month", referrals=REFERRALS)
    assert result.denominator == ["Asha", "Ben", "Cara", "Cara", "Dev", "Dev", "Eli", "Eli"]
    assert result.numerator == ["Asha", "Dev", "Eli"]


def test_whether_a_referral_of_no_further_action_is_an_earlier_one_is_a_setting():
    result = counted("REREF", window="month", council="[settings]\nrereferral_counts_nfa = false", referrals=REFERRALS)
    assert result.numerator == ["Dev", "Eli"]
    assert len(result.denominator) == 8


def test_a_referral_belongs_to_the_home_of_its_day_failing_that_to_the_next_one():
    tables = {
        "referrals": in_care("Asha Ben Cara Dev Eli", "2026-10-05").replace("start_date", "referral_date"),
        "addresses": """
        person_id | type | start_date | end_date   | postcode
        Asha      | Home | 2026-01-01 | 2026-10-06 | AA1 1AA
        Asha      | Home | 2026-10-06 |            | BB2 2BB
        Ben       | Home | 2026-01-01 | 2026-10-05 | AA1 1AA
        Ben       | Home | 2026-10-07 |            | BB2 2BB
        Ben       | Home | 2026-10-08 |            | AA1 1AA
        Cara      | Home | 2026-11-01 |            | AA1 1AA
        Dev       | Home | 2026-10-31 |            | AA1 1AA
        Dev       | Home | 2026-10-31 |            | BB2 2BB
        """,
        "postcode_lookup": "postcode | district\nAA1 1AA | East\nBB2 2BB | West",
        "population": "area_code | area_name | year | population_0_17\nall | | 2025 | 10000\nx | West | 2025 | 1000",
    }
    result = counted("REF_N", window="month", **tables)
    assert result.figures("district") == {"East": (1, None, 1), "West": (2, None, 2), "Not recorded": (2, None, 2)}
    rate = counted("REF_RATE", **tables)
    assert rate.figures() == {"all": (5, 10000, 5)}
    assert rate.figures("district") == {"West": (2, 1000, 20)}


ASSESSMENTS = """
    person_id | referral_id | start_date | auth_date
    Asha      | 1           | 2026-08-27 | 2026-10-30
    Ben       | 2           | 2026-08-26 | 2026-10-30
    Cara      | 3           |            | 2026-10-30
    Dev       | 4           | 2026-10-01 | 2026-11-01
    Eli       | 5           | 2026-10-01 |
    """


def test_an_assessment_is_counted_when_authorised():
    assert counted("ASS_N", window="month", assessments=ASSESSMENTS).numerator == ["Asha", "Ben", "Cara"]


def test_45_working_days_leave_out_weekends_and_bank_holidays_and_the_first_day():
    result = counted("ASS_45", window="month", assessments=ASSESSMENTS)
    assert result.denominator == ["Asha", "Ben"]
    assert result.numerator == ["Asha"]


def test_working_days_of_an_assessment_may_run_from_its_referral():
    referrals = "person_id | cine_referral_id | referral_date\nAsha | 1 | 2026-08-26\nBen | 2 | 2026-08-27\nCara | 3 | 2026-09-01"
    result = counted(
        "ASS_45",
        window="month",
        council='[settings]\nassessment_clock = "referral"',
        assessments=ASSESSMENTS,
        referrals=referrals,
    )
    assert result.denominator == ["Asha", "Ben", "Cara"]
    assert result.numerator == ["Ben", "Cara"]
