"""Care leavers aged 17 to 21, as the extract knows them today."""

import pytest

from care import counted

ADULTS = "person_id | dob\n" + "\n".join(
    f"{name} | 2006-05-01" for name in ("Asha", "Ben", "Cara", "Dev", "Eli", "Fay", "Gus", "Hal")
)


def leavers(*rows: str) -> str:
    columns = "in_touch | latest_contact | accommodation | accom_suitable | activity | plan_review_date | allocated_team"
    return f"person_id | eligibility | {columns}\n" + "\n".join(rows)


def test_of_several_rows_that_of_the_latest_contact_known_is_picked_and_then_asked():
    result = counted(
        "CL_N",
        persons=ADULTS,
        leavers=leavers(
            "Asha | Former Relevant | | 2026-09-01 | | | | |",
            "Asha | Qualifying      | | 2026-10-31 | | | | |",
            "Ben  | Qualifying      | | 2026-09-01 | | | | |",
            "Ben  | Relevant        | | 2026-09-01 | | | | |",
            "Cara | Former Relevant | | 2026-09-01 | | | | |",
            "Cara | Qualifying      | | 2026-11-01 | | | | |",
            "Dev  | Qualifying      | | 2026-11-01 | | | | |",
            "Dev  | Former Relevant | |            | | | | |",
            "Eli  | Former Relevant | |            | | | | |",
            "Eli  | Qualifying      | | 2026-11-01 | | | | |",
        ),
    )
    assert result.numerator == ["Ben", "Cara", "Dev"]


def test_a_care_leaver_is_aged_17_to_21_alive_and_not_looked_after():
    rows = [
        f"{name} | Former relevant child | DIED | 2026-10-01 | | | | |"
        for name in ("Asha", "Ben", "Cara", "Dev", "Eli", "Fay", "Gus")
    ]
    result = counted(
        "CL_N",
        leavers=leavers(*rows),
        persons="""
        person_id | dob        | death_date
        Asha      | 2009-10-31 |
        Ben       | 2009-11-01 |
        Cara      | 2004-11-01 |
        Dev       | 2004-10-31 |
        Eli       |            |
        Fay       | 2006-01-01 | 2026-10-31
        Gus       | 2009-10-31 |
        """,
        episodes="person_id | start_date\nGus | 2020-01-01",
    )
    assert result.numerator == ["Asha", "Cara"]
    assert result.figures("age_group") == {"17 to 18": (1, None, 1), "19 to 21": (1, None, 1)}


SOME = leavers(
    "Asha | Former Relevant | YES  | 2026-09-01 | U | 1 | F1 | 2026-05-01 | t1",
    "Ben  | Former Relevant | NO   | 2026-08-31 | G | 1 | P5 | 2026-04-30 | t2",
    "Cara | Former Relevant | NREQ | 2026-10-31 | B | 2 | G5 | 2026-10-31 | t3",
    "Dev  | Former Relevant | RHOM | 2026-10-31 | U | 1 | F2 | 2026-10-31 | t1",
    "Eli  | Relevant        | DIED | 2026-10-31 | U | 1 | F2 | 2026-10-31 | t1",
    "Fay  | Relevant        |      |            |   |   |    | 2026-11-01 |",
    "Gus  | Relevant        | YES  | 2026-10-01 | H | 1 | P1 |            | t4",
    "Hal  | Relevant        | YES  | 2026-10-01 | R | 1 | G6 |            | t4",
)
SUPPORTED = ["Asha", "Ben", "Cara", "Fay", "Gus", "Hal"]


@pytest.mark.parametrize(
    ("code", "asked", "who"),
    [
        ("CL_SUIT", ["Asha", "Cara", "Fay"], ["Asha"]),
        ("CL_EET", SUPPORTED, ["Asha", "Ben", "Gus"]),
        ("CL_NEET", SUPPORTED, ["Cara", "Hal"]),
        ("CL_HE", SUPPORTED, ["Asha", "Gus"]),
        ("CL_TOUCH", SUPPORTED, ["Asha", "Gus", "Hal"]),
        ("CL_CONT2M", SUPPORTED, ["Asha", "Cara", "Gus", "Hal"]),
        ("CL_PATH", SUPPORTED, ["Asha", "Cara"]),
    ],
)
def test_who_died_or_returned_home_is_out_and_the_rest_is_asked(code, asked, who):
    result = counted(code, persons=ADULTS, leavers=SOME)
    assert result.denominator == asked
    assert result.numerator == who


def test_homes_are_grouped_by_code_and_those_found_alone_have_a_row():
    result = counted("CL_ACC", persons=ADULTS, leavers=SOME)
    assert result.figures("accommodation") == {
        "B": (1, 8, 12.5),
        "G": (1, 8, 12.5),
        "H": (1, 8, 12.5),
        "Not recorded": (1, 8, 12.5),
        "R": (1, 8, 12.5),
        "U": (3, 8, 37.5),
    }


def test_the_area_is_that_of_the_team_failing_that_of_the_team_above_it():
    areas = {
        "team_area": "team_id | area\nt1 | East\nt1 | North\np2 | South\nt3 |",
        "departments": "dept_team_id | dept_team_parent_id\nt1 | p2\nt2 | p2\nt3 | p2\nt4 | p9",
    }
    result = counted("CL_N", persons=ADULTS, leavers=SOME, **areas)
    assert result.figures("area") == {"North": (3, None, 3), "South": (2, None, 2), "Not recorded": (3, None, 3)}
    result = counted("CL_N", persons=ADULTS, leavers=SOME, team_area=areas["team_area"])
    assert result.figures("area") == {"North": (3, None, 3), "Not recorded": (5, None, 5)}
    assert "area" in counted("CL_N", persons=ADULTS, leavers=SOME).why_missing


def test_care_leavers_are_known_for_the_month_of_the_extract_alone():
    result = counted("CL_N", months=6, council="extract_date = 2026-11-03", persons=ADULTS, leavers=SOME)
    assert set(result.results.frame["month"]) == {"2026-10"}
    past = counted("CL_N", month="2026-08", months=6, council="extract_date = 2026-11-03", persons=ADULTS, leavers=SOME)
    assert past.results.frame.empty
