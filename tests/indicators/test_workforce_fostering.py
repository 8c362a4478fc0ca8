"""The workforce and fostering."""

from care import counted

WORKERS = """
    worker_id | role | fte | agency | start_date | end_date
    w1        | SW   | 0.5 | N      | 2020-01-01 |
    w2        | sw   |     | Y      | 2020-01-01 |
    w3        | SW   | 1   | N      | 2020-01-01 |
    w4        | SW   | 1   | N      | 2020-01-01 | 2026-10-31
    w5        | IRO  | 2   | N      | 2026-10-31 |
    w6        | SW   | 1   |        | 2020-01-01 |
    w6        | SW   | 0.8 |        | 2026-01-01 | 2025-12-31
    w7        | SW   | 1   | N      | 2020-01-01 |
    w7        | IRO  | 1   | Y      | 2024-01-01 |
    w8        | SW   | 0.4 | Y      | 2020-01-01 | 2026-05-01
    w9        | SW   | 0.6 | N      | 2020-01-01 | 2025-11-01
    w10       | SW   | 0.6 | N      | 2020-01-01 | 2025-10-31
    w11       | SW   | 1   | N      | 2026-11-01 |
    """
INVOLVEMENTS = """
    person_id | professional_id | start_date | end_date
    Asha      | w1              | 2026-10-31 |
    Asha      | w1              | 2026-01-01 |
    Asha      | w2              | 2026-01-01 |
    Ben       | w1              | 2026-01-01 | 2026-11-01
    Cara      | w1              | 2026-01-01 | 2026-10-31
    Dev       | w4              | 2026-01-01 |
    Eli       | w5              | 2026-01-01 |
    Fay       | w2              | 2026-01-01 |
    Gus       | w7              | 2026-01-01 |
    Hal       | w2              | 2026-01-01 |
    """


def test_a_caseload_is_children_for_each_post_of_the_workers_who_have_any():
    persons = "person_id | death_date\nHal | 2026-10-01"
    result = counted("WF_CASE", involvements=INVOLVEMENTS, workforce=WORKERS, persons=persons)
    assert result.numerator == ["Asha", "Asha", "Ben", "Fay"]
    assert result.figures() == {"all": (4, 1.5, 4 / 1.5)}
    officers = counted("WF_IRO", involvements=INVOLVEMENTS, workforce=WORKERS)
    assert officers.numerator == ["Eli", "Gus"]
    assert officers.figures() == {"all": (2, 3, 2 / 3)}


def test_nobody_at_work_gives_no_average():
    workers = "worker_id | role | start_date\nw1 | SW | 2026-11-01"
    assert counted("WF_CASE", involvements=INVOLVEMENTS, workforce=workers).figures() == {"all": (0, 0, None)}


def test_turnover_is_the_posts_of_those_who_left_in_12_months_to_those_in_post_without_agency():
    # In post are w1, w3 and w6 (its later row ends before it starts); w4 and w9 left.
    assert counted("WF_TURN", workforce=WORKERS).figures() == {"all": (1.6, 2.5, 64)}


def test_agency_workers_are_counted_by_posts_of_the_row_that_holds():
    result = counted("WF_AGENCY", workforce=WORKERS)
    assert result.numerator == ["w2"]
    assert result.denominator == ["w1", "w2", "w3", "w6"]
    assert result.figures() == {"all": (1, 3.5, 100 / 3.5)}
    assert counted("WF_AGENCY_IRO", workforce=WORKERS).figures() == {"all": (1, 3, 100 / 3)}


def test_figures_of_workers_have_no_children_behind_them():
    frame = counted("WF_AGENCY", workforce=WORKERS).results.frame
    assert frame[["numerator_children", "denominator_children"]].isna().all(axis=None)
    cases = counted("WF_CASE", involvements=INVOLVEMENTS, workforce=WORKERS).results.frame
    assert list(cases["numerator_children"]) == [4]


FOSTERING = """
    month      | approvals | leavers | places | filled
    2026-05    | 1         | 3       | 100    | 60
    01/06/2026 | 1         | 3       | 100    | 60
    2026-07-31 | 1         | 3       | 100    | 60
    2026-10    | 9         | 9       | 9      | 9
    2026-08    | 1         | 3       | 100    |
    2026-09    | 1         | two     | 0      | 0
    2026-10    | 4.0       | 1       | 80     | 60
    """


def test_approvals_are_summed_over_windows_of_which_every_month_is_given():
    assert counted("FOST_APPR", window="month", fostering=FOSTERING).figures() == {"all": (4, None, 4)}
    assert counted("FOST_APPR", window="rolling_6", fostering=FOSTERING).figures() == {"all": (9, None, 9)}
    assert counted("FOST_APPR", window="rolling_12", fostering=FOSTERING).figures() == {}


def test_the_net_change_may_be_below_nought_and_needs_both_numbers():
    assert counted("FOST_NET", window="month", fostering=FOSTERING).figures() == {"all": (3, None, 3)}
    assert counted("FOST_NET", window="rolling_6", fostering=FOSTERING).figures() == {}
    assert counted("FOST_NET", month="2026-07", window="month", fostering=FOSTERING).figures() == {"all": (-2, None, -2)}


def test_places_are_those_of_the_month_itself():
    result = counted("FOST_FILL", months=4, fostering=FOSTERING)
    assert result.figures() == {"all": (60, 80, 75)}
    assert list(result.results.frame["month"]) == ["2026-07", "2026-09", "2026-10"]
    nought = counted("FOST_FILL", month="2026-09", fostering=FOSTERING)
    assert nought.figures() == {"all": (0, 0, None)}
