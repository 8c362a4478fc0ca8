"""Placements: where children live, how near home, and how often they move."""

from care import counted


def placements(*rows: str) -> str:
    return "person_id | placement_id | start_date | type | urn | postcode | provider\n" + "\n".join(rows)


def test_placements_are_counted_over_twelve_months_and_no_further():
    result = counted(
        "CLA_3PL",
        month="2025-09",
        episodes="""
        person_id | start_reason | start_date | ceased_date
        Asha      | S            | 2024-08-01 | 2024-10-01
        Asha      | P            | 2024-10-01 | 2025-06-01
        Asha      | P            | 2025-06-01 | 2025-09-30
        Asha      | P            | 2025-09-30 |
        Ben       | S            | 2024-08-01 | 2024-10-02
        Ben       | P            | 2024-10-02 | 2025-06-01
        Ben       | P            | 2025-06-01 |
        Cara      | S            | 2024-08-01 | 2024-10-01
        Cara      | P            | 2024-10-01 | 2025-06-01
        Cara      | P            | 2025-06-01 |
        Dev       | S            | 2025-01-01 | 2025-02-01
        Dev       | P            | 2025-02-01 | 2025-10-01
        Dev       | P            | 2025-10-01 |
        """,
    )
    assert result.denominator == ["Asha", "Ben", "Cara", "Dev"]
    assert result.numerator == ["Asha", "Ben"]


def test_a_change_of_status_or_carer_alone_begins_no_placement():
    rows = "\n".join(
        f"{child} | {reason} | {day}"
        for child, reasons in {"Asha": "SPB", "Ben": "SLT", "Cara": "SUP", "Dev": "SP-"}.items()
        for reason, day in zip(reasons, ("2026-01-01", "2026-02-01", "2026-03-01"), strict=True)
    ).replace("-\n", "\n")
    result = counted("CLA_3PL", episodes=f"person_id | start_reason | start_date\n{rows}")
    assert result.numerator == ["Asha"]
    council = '[settings]\nspell_start_reasons = ["S", "P", "B", "T", "L"]'
    result = counted("CLA_3PL", council=council, episodes=f"person_id | start_reason | start_date\n{rows}")
    assert result.numerator == ["Asha", "Ben"]


def test_all_periods_of_the_child_count_but_short_breaks():
    tables = {
        "episodes": """
        person_id | cla_id | start_reason | start_date | ceased_date
        Asha      | a1     | S            | 2026-01-01 | 2026-02-01
        Asha      | a2     | S            | 2026-04-01 | 2026-05-01
        Asha      | a3     | S            | 2026-07-01 |
        Ben       | b1     | S            | 2026-01-01 | 2026-02-01
        Ben       | b2     | S            | 2026-04-01 | 2026-05-01
        Ben       | b3     | S            | 2026-07-01 |
        """,
        "legal": "person_id | lega_legal_status | start_date | end_date\nBen | V3 | 2026-01-01 | 2026-02-01",
    }
    assert counted("CLA_3PL", **tables).numerator == ["Asha"]


MOVES = """
    person_id | placement_id | start_reason | start_date | ceased_date
    Asha      | a1           | S            | 2026-01-01 | 2026-05-01
    Asha      | a2           | P            | 2026-05-01 | 2026-06-01
    Asha      | a3           | P            | 2026-06-01 | 2026-08-01
    Asha      | a4           | P            | 2026-08-01 |
    """


def test_a_temporary_placement_is_none_and_a_return_to_the_same_place_goes_on():
    def homes(urn: str, postcode: str, kind: str = "T1") -> str:
        return placements(
            "Asha | a1 | 2026-01-01 | U6 | 7 | AA1 1AA |",
            f"Asha | a2 | 2026-05-01 | {kind} | 8 | AA1 2AA |",
            f"Asha | a3 | 2026-06-01 | U6 | {urn} | {postcode} |",
            "Asha | a4 | 2026-08-01 | K2 | 9 | AA1 3AA |",
        )

    assert counted("CLA_3PL", episodes=MOVES, placements=homes("7", "aa11aa")).numerator == []
    assert counted("CLA_3PL", episodes=MOVES, placements=homes("6", "AA1 1AA")).numerator == ["Asha"]
    assert counted("CLA_3PL", episodes=MOVES, placements=homes("7", "")).numerator == ["Asha"]
    assert counted("CLA_3PL", episodes=MOVES, placements=homes("7", "AA1 1AA", "K2")).numerator == ["Asha"]
    council = '[settings]\ntemporary_placement_types = ["K2"]'
    assert counted("CLA_3PL", council=council, episodes=MOVES, placements=homes("7", "AA1 1AA", "K2")).numerator == []


def test_a_placement_is_the_row_that_the_episode_names_whoevers_that_is():
    result = counted(
        "CLA_MIX",
        episodes="""
        person_id | placement_id | start_date
        Asha      | x            | 2026-02-01
        Ben       |              | 2026-02-01
        Cara      | unknown      | 2026-02-01
        Dev       | y            | 2026-02-01
        Eli       | z            | 2026-02-01
        """,
        placements=placements(
            "Zed  | x | 2026-01-01 | K2 | | |",
            "Asha | w | 2026-01-01 | U6 | | |",
            "Ben  | v | 2026-01-01 | P1 | | |",
            "Ben  | u | 2026-02-01 | R1 | | |",
            "Ben  | t | 2026-02-02 | U1 | | |",
            "Dev  | y | 2026-01-01 | U1 | | |",
            "Dev  | y | 2026-02-01 | H5 | | |",
            "Dev  | y | 2026-03-01 | P1 | | |",
            "Eli  | z | 2026-03-01 | U1 | | |",
            "Eli  | z | 2026-04-01 | Z1 | | |",
        ),
    )
    assert result.groups() == {
        "Asha": "Children's homes and secure units",
        "Ben": "Other residential",
        "Cara": "Not recorded",
        "Dev": "Supported accommodation",
        "Eli": "Other",
    }
    assert sum(figure[0] for figure in result.figures("placement_type").values()) == 5
    assert {figure[1] for figure in result.figures("placement_type").values()} == {5}


def test_a_child_in_a_temporary_placement_is_where_they_were_before():
    result = counted(
        "CLA_MIX",
        episodes="person_id | placement_id | start_reason | start_date | ceased_date\n"
        "Asha | a1 | S | 2026-01-01 | 2026-10-01\nAsha | a2 | P | 2026-10-01 |\nBen | b1 | S | 2026-10-01 |",
        placements=placements(
            "Asha | a1 | 2026-01-01 | U6 | | |", "Asha | a2 | 2026-10-01 | T4 | | |", "Ben | b1 | 2026-10-01 | T4 | | |"
        ),
    )
    assert result.groups() == {"Asha": "Foster care", "Ben": "Not recorded"}


def test_the_provider_is_that_of_the_current_placement():
    result = counted(
        "CLA_PROV",
        episodes="person_id | placement_id | start_date\nAsha | a | 2026-01-01\nBen | b | 2026-01-01",
        placements=placements("Asha | a | 2026-01-01 | U6 | | | PR1 - Own", "Ben | b | 2026-01-01 | U6 | | | the moon"),
    )
    assert result.groups() == {"Asha": "Own provision", "Ben": "Not recorded"}
    assert result.figures("provider")["Private"] == (0, 2, 0)


LOOKUP = "postcode | district | in_area\nAA1 1AA | East | Y\nBB2 2BB | | N\nCC3 3CC | East |\nAA1 1AA | East | yes"
NEAR_AND_FAR = {
    "episodes": "person_id | placement_id | start_date\nAsha | a | 2026-01-01\nBen | b | 2026-01-01\nCara | c | 2026-01-01\n"
    "Dev | d | 2026-01-01",
    "placements": placements(
        "Asha | a | 2026-01-01 | U6 | | aa1 1aa |",
        "Ben | b | 2026-01-01 | K2 | | BB22BB |",
        "Cara | c | 2026-01-01 | U6 | | CC3 3CC |",
        "Dev | d | 2026-01-01 | U6 | | ZZ9 9ZZ |",
    ),
    "postcode_lookup": LOOKUP,
}


def test_inside_the_county_is_asked_of_placements_whose_postcode_is_known():
    result = counted("CLA_IN", **NEAR_AND_FAR)
    assert result.denominator == ["Asha", "Ben", "Cara"]
    assert result.numerator == ["Asha"]
    assert result.figures("placement_type") == {
        "Foster care": (1, 2, 50),
        "Children's homes and secure units": (0, 1, 0),
    }


def test_outside_the_county_is_asked_of_unaccompanied_children_alone():
    immigration = (
        "person_id | immigration_status | start_date\nAsha | UASC |\nBen | UASC |\nCara | UASC | 2026-11-01\nDev | UASC |"
    )
    result = counted("UASC_OUT", immigration=immigration, **NEAR_AND_FAR)
    assert result.denominator == ["Asha", "Ben"]
    assert result.numerator == ["Ben"]


LONG_STAYS = """
    person_id | placement_id | start_reason | start_date | ceased_date
    Asha      |              | S            | 2024-04-30 | 2024-10-31
    Asha      |              | P            | 2024-10-31 |
    Ben       |              | S            | 2024-04-30 | 2024-11-01
    Ben       |              | P            | 2024-11-01 |
    Cara      |              | S            | 2024-05-01 |
    Dev       |              | S            | 2020-01-01 |
    Eli       |              | S            | 2020-01-01 |
    Fay       |              | S            | 2020-01-01 |
    Gus       | g1           | S            | 2020-01-01 | 2026-09-01
    Gus       | g2           | P            | 2026-09-01 |
    Hal       | h1           | S            | 2020-01-01 | 2026-08-01
    Hal       | h2           | P            | 2026-08-01 | 2026-09-01
    Hal       | h3           | P            | 2026-09-01 |
    """
AGES = """
    person_id | dob
    Asha      | 2015-01-01
    Ben       | 2015-01-01
    Cara      | 2015-01-01
    Dev       | 2010-11-01
    Eli       | 2010-10-31
    Gus       | 2021-01-01
    Hal       | 2021-01-01
    """


def test_two_years_in_one_placement_are_asked_of_under_16s_in_care_for_30_months():
    homes = placements(
        "Gus | g1 | 2020-01-01 | U5 | 1 | |", "Gus | g2 | 2026-09-01 | A6 | 2 | |",
        "Hal | h1 | 2020-01-01 | U5 | 1 | |", "Hal | h2 | 2026-08-01 | U6 | 2 | |", "Hal | h3 | 2026-09-01 | A6 | 3 | |",
    )  # fmt: skip
    result = counted("CLA_2Y", episodes=LONG_STAYS, persons=AGES, placements=homes)
    assert result.denominator == ["Asha", "Ben", "Dev", "Gus", "Hal"]
    assert result.numerator == ["Asha", "Dev", "Gus"]
