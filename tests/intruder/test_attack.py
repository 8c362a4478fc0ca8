"""The intruder must find what can be found, and nothing else: tiny releases, each worked out by hand."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intruder.attack import attack
from intruder.by_hand import months, read
from intruder.outcome import ROOM
from intruder.published import Cell
from intruder.through_time import attack_apart, attack_together


def given_away(table: str) -> dict[str, int]:
    """What an attack on a release pins, in short: code, group and role, and the number. Zeros too."""
    pinned = attack(read(table)).pinned
    return {f"{one.target.cell.code} {one.target.cell.group}: {one.target.role}": one.number for one in pinned}


def test_a_single_hidden_group_is_what_the_others_leave() -> None:
    # 30 - 17 = 13
    assert given_away("""
        CLA_N 2026-10 snapshot all all 30
        CLA_N 2026-10 snapshot sex Female 17
        CLA_N 2026-10 snapshot sex Male [c]
    """) == {"CLA_N Male: counted": 13}


def test_two_hidden_groups_hide_each_other() -> None:
    assert (
        given_away("""
        CLA_N 2026-10 snapshot all all 30
        CLA_N 2026-10 snapshot sex Female [c]
        CLA_N 2026-10 snapshot sex Male [c]
    """)
        == {}
    )


def test_two_hidden_groups_of_two_children_are_one_each() -> None:
    # A true zero is shown, so each of the two is at least 1; together they are 30 - 28 = 2.
    assert given_away("""
        CLA_N 2026-10 snapshot all all 30
        CLA_N 2026-10 snapshot age_band Under_1 [c]
        CLA_N 2026-10 snapshot age_band 1_to_4 [c]
        CLA_N 2026-10 snapshot age_band 5_to_9 28
    """) == {"CLA_N Under 1: counted": 1, "CLA_N 1 to 4: counted": 1}


def test_a_single_hidden_share_is_what_the_others_leave_above_and_below() -> None:
    # 40 - 31 of 50 - 32: 9 of 18.
    assert given_away("""
        CLA_VIS 2026-10 snapshot all all 40 50
        CLA_VIS 2026-10 snapshot district Alder 31 32
        CLA_VIS 2026-10 snapshot district Birch [c] [c]
        CLA_N 2026-10 snapshot all all 60
    """) == {"CLA_VIS Birch: counted": 9, "CLA_VIS Birch: out of": 18, "CLA_VIS Birch: left over": 9}


def test_eight_of_nine() -> None:
    # That 9 are looked after in Birch is shown, and 20 - 12 = 8 of them have moved often: all but one.
    assert given_away("""
        CLA_3PL 2026-10 snapshot all all 20 50
        CLA_3PL 2026-10 snapshot district Alder 12 41
        CLA_3PL 2026-10 snapshot district Birch [c] [c]
        CLA_N 2026-10 snapshot district Alder 41
        CLA_N 2026-10 snapshot district Birch 9
        CLA_N 2026-10 snapshot all all 50
    """) == {"CLA_3PL Birch: counted": 8}


def test_what_is_left_over_may_be_pinned_where_neither_end_is() -> None:
    # Those without a questionnaire are what SDQ_DONE leaves over.
    pinned = given_away("""
        SDQ_NONE 2026-10 snapshot all all 3
        SDQ_DONE 2026-10 snapshot all all [c] [c]
    """)
    assert pinned == {"SDQ_DONE all: left over": 3}


def test_the_difference_of_two_windows_gives_a_month() -> None:
    # To December 44, to November 48: December = June - 4 = 8 - 4.
    shown = "\n".join(f"CLA_START {month} month all all 8" for month in months(7)[:-1])
    table = f"""{shown}
        CLA_START 2026-12 month all all [c]
        CLA_START 2026-11 rolling_6 all all 48
        CLA_START 2026-12 rolling_6 all all 44"""
    assert given_away(table.strip()) == {"CLA_START all: counted": 4}


def test_windows_of_two_hidden_months_give_their_sum_alone() -> None:
    shown = "\n".join(f"CLA_START {month} month all all 8" for month in months(6)[:-2])
    table = f"""{shown}
        CLA_START 2026-11 month all all [c]
        CLA_START 2026-12 month all all [c]
        CLA_START 2026-12 rolling_6 all all 41"""
    assert given_away(table.strip()) == {}


def test_a_window_of_a_year_is_two_of_half_a_year() -> None:
    assert given_away("""
        EDU_SUSP 2026-12 rolling_12 all all 40
        EDU_SUSP 2026-12 rolling_6 all all 36
        EDU_SUSP 2026-06 rolling_6 all all [c]
    """) == {"EDU_SUSP all: counted": 4}


def test_a_window_without_its_months_gives_nothing() -> None:
    assert (
        given_away("""
        EDU_SUSP 2026-12 rolling_12 all all 40
        EDU_SUSP 2026-05 rolling_6 all all [c]
    """)
        == {}
    )


@pytest.mark.parametrize(
    ("shown", "hidden", "number"),
    [
        ("CP_RATE 2026-10 snapshot district Alder 4 20000", "CP_N 2026-10 snapshot district Alder [c]", 4),
        ("CLA_REP 2026-10 month all all 6 14", "CLA_START 2026-10 month all all [c]", 14),
        ("PERM_SGO 2026-10 month all all 6 14", "CLA_CEASE 2026-10 month all all [c]", 14),
        ("REREF 2026-10 month district Alder 0 12", "REF_N 2026-10 month district Alder [c]", 12),
        ("SDQ_AVG 2026-10 snapshot all all 640 40", "SDQ_DONE 2026-10 snapshot all all [c] [c]", 40),
        ("MISS_AVG 2026-10 rolling_12 all all 4 12", "MISS_EP 2026-10 rolling_12 all all [c]", 4),
        ("CLA_DIS 2026-10 snapshot all all 0 12", "CLA_N 2026-10 snapshot all all [c]", 12),
        ("CL_ACC 2026-10 snapshot accommodation B 12 40", "CL_N 2026-10 snapshot all all [c]", 40),
    ],
)
def test_the_same_count_under_another_name(shown: str, hidden: str, number: int) -> None:
    assert set(given_away(f"{shown}\n{hidden}").values()) == {number}


def test_a_rate_of_a_public_population_gives_its_count_and_hides_it_where_both_are_hidden() -> None:
    assert given_away("CP_RATE 2026-10 snapshot all all [c] [c]\nCP_N 2026-10 snapshot all all [c]") == {}


def test_a_composition_leaves_the_last_part() -> None:
    assert given_away("""
        CLA_N 2026-10 snapshot all all 80
        CLA_PROV 2026-10 snapshot provider Own_provision 40 80
        CLA_PROV 2026-10 snapshot provider Private 36 80
        CLA_PROV 2026-10 snapshot provider Voluntary [c] [c]
    """) == {"CLA_PROV Voluntary: counted": 4}


def test_a_cohort_is_its_ages() -> None:
    # Aged 10 to 17 are 43; 40 are 10 to 15, so 3 are 16 and over; the rest of 100 is then under 10.
    assert given_away("""
        CLA_N 2026-10 snapshot all all 100
        CLA_N 2026-10 snapshot age_band 10_to_15 40
        CLA_N 2026-10 snapshot age_band 16_and_over [c]
        CLA_N 2026-10 snapshot age_band 5_to_9 [c]
        YOT 2026-10 snapshot all all 0 43
    """) == {"CLA_N 16 and over: counted": 3, "CLA_N 5 to 9: counted": 57}


def test_a_part_as_great_as_its_whole_can_be_no_other() -> None:
    # Special guardianship and adoption cannot be more than all who left to a permanent home: 12 - 12 = 0 adoptions.
    assert given_away("""
        PERM_ALL 2026-10 month all all 12 20
        PERM_SGO 2026-10 month all all 12 20
        PERM_ADOPT 2026-10 month all all [c] [c]
    """) == {"PERM_ADOPT all: counted": 0}


def test_a_child_who_counts_once_a_window_went_missing_in_one_of_its_months() -> None:
    # The window is no more than its months together, and no less than any: 7.
    shown = "\n".join(f"MISS_CH {month} month all all 0" for month in months(6)[:-1])
    table = f"{shown}\nMISS_CH 2026-12 month all all [c]\nMISS_CH 2026-12 rolling_6 all all 7"
    assert given_away(table) == {"MISS_CH all: counted": 7}


def test_a_later_home_may_put_an_event_in_a_district() -> None:
    # Some were "Not recorded" in their month: the district's window may hold them, so 44 - 40 = 4 is only the most of December.
    shown = "\n".join(f"REF_N {month} month district Alder 8\nREF_N {month} month all all 20" for month in months(6)[:-1])
    table = f"""{shown}
        REF_N 2026-12 month district Alder [c]
        REF_N 2026-12 month district Birch [c]
        REF_N 2026-12 month district Cedar 8
        REF_N 2026-12 month all all 20
        REF_N 2026-12 rolling_6 district Alder 44"""
    assert given_away(table.strip()) == {}


def test_figures_that_contradict_each_other_teach_nothing() -> None:
    table = """
        CLA_N 2026-10 snapshot all all 10
        CLA_N 2026-10 snapshot sex Female 17
        CLA_N 2026-10 snapshot sex Male [c]
        CLA_N 2026-10 snapshot sex Not_recorded [c]
    """
    outcome = attack(read(table))
    assert outcome.pinned == []
    assert outcome.contradictions == ["groups make the whole"]


@pytest.mark.parametrize(("later", "pinned"), [("[c]", 1), ("9", 0)])
def test_what_an_earlier_release_showed_is_known_unless_it_was_revised(later: str, pinned: int) -> None:
    first = read("CLA_START 2026-09 month all all 8\nCLA_START 2026-10 month all all [c]")
    second = read(f"CLA_START 2026-09 month all all {later}\nCLA_START 2026-10 month all all [c]")
    assert len(attack_together([first, second]).pinned) == pinned
    assert [outcome.pinned for outcome in attack_apart([first, second])] == [[], []]


def test_two_releases_that_hide_other_groups_give_both_away() -> None:
    def made(*numbers: str) -> list[Cell]:
        groups = zip(("1_to_4", "5_to_9", "10_to_15"), numbers, strict=True)
        rows = "\n".join(f"CLA_N 2026-09 snapshot age_band {group} {number}" for group, number in groups)
        return read(f"CLA_N 2026-09 snapshot all all 40\n{rows}")

    first, second = made("[c]", "[c]", "20"), made("[c]", "15", "[c]")
    assert [outcome.pinned for outcome in attack_apart([first, second])] == [[], []]
    assert sorted(one.number for one in attack_together([first, second]).pinned) == [5, 15, 20]


def test_a_stock_that_has_always_followed_its_flows_is_thought_to_do_so_again() -> None:
    days = months(15)
    rows = [f"CLA_N {month} snapshot all all 100" for month in days]
    rows += [f"CLA_CEASE {month} month all all 9" for month in days]
    rows += [f"CLA_START {month} month all all {9 if month != days[7] else '[c]'}" for month in days]
    cells = read("\n".join(rows))
    assert attack(cells).pinned == []
    assert [one.number for one in attack(cells, learning=True).pinned] == [9]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=2, max_size=4), st.lists(st.booleans(), min_size=4, max_size=4))
def test_the_attack_pins_what_trying_every_number_pins(numbers: list[int], hides: list[bool]) -> None:
    groups = ("Asian", "Black", "Mixed", "White")[: len(numbers)]
    hidden = [group for group, hide in zip(groups, hides, strict=False) if hide]
    rows = [f"CLA_N 2026-10 snapshot all all {sum(numbers)}"]
    rows += [
        f"CLA_N 2026-10 snapshot ethnicity {group} {'[c]' if group in hidden else number}"
        for group, number in zip(groups, numbers, strict=True)
    ]
    rest = sum(number for group, number in zip(groups, numbers, strict=True) if group in hidden)
    worlds = [world for world in itertools.product(range(1, rest + 1), repeat=len(hidden)) if sum(world) == rest]
    expected = {group: worlds[0][place] for place, group in enumerate(hidden) if len({world[place] for world in worlds}) == 1}
    found = attack(read("\n".join(rows))).pinned
    assert {one.target.cell.group: one.number for one in found} == expected


def test_a_lone_hidden_count_may_be_anything() -> None:
    outcome = attack(read("ADO_WAIT 2026-10 snapshot all all [c]"))
    assert (outcome.targets, outcome.pinned, outcome.intervals) == (1, [], {})
    assert ROOM > 10_000


def test_what_a_share_is_out_of_may_be_known_where_it_is_not_small_itself() -> None:
    def said(out_of_all: int) -> list[str]:
        return attack(
            read(f"""
            CLA_VIS 2026-10 snapshot all all 0 {out_of_all}
            CLA_VIS 2026-10 snapshot district Alder 0 31
            CLA_VIS 2026-10 snapshot district Birch [c] [c]
        """)
        ).given_away

    # 40 - 31 = 9 children are no few; 34 - 31 = 3 are, and none of them was seen in time.
    assert said(40) == []
    assert [line.partition(",")[0] for line in said(34)] == [
        "CLA_VIS 2026-10 snapshot district Birch: left over = 3",
        "CLA_VIS 2026-10 snapshot district Birch: out of = 3",
    ]
