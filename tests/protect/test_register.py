"""The register of what was published: what was shown can't be taken back, and what was hidden stays hidden."""

from pathlib import Path

import pytest

from helpers.errors import DataError
from helpers.protect.editions import ANALYST, BOARD
from helpers.protect.register import Register, read_register, register_bytes, write_register
from protect.examples import count, hidden, released, share

AGES = ("Under 1", "1 to 4", "5 to 9")


def ages(numbers: tuple[int, ...], month: str = "2026-10") -> list[dict]:
    parts = [count("CLA_N", group, n, breakdown="age_band", month=month) for group, n in zip(AGES, numbers, strict=True)]
    return [*parts, count("CLA_N", "all", sum(numbers), month=month)]


def after(folder: Path, rows: list[dict], month: str = "2026-10") -> Register:
    write_register(folder, released(rows, published=read_register(folder, "board"), month=month))
    return read_register(folder, "board")


def test_what_was_shown_is_read_back_as_it_was_shown(tmp_path: Path) -> None:
    register = after(tmp_path, ages((3, 40, 12)))
    rows = register.rows.set_index("group")
    assert rows["is_hidden"].to_dict() == {"Under 1": True, "1 to 4": False, "5 to 9": True, "all": False}
    assert rows.loc["1 to 4", "numerator"] == 40 and rows["numerator"].isna().sum() == 2
    assert set(rows["published"]) == {"2026-10.1"}
    assert [path.name[:15] for path in register.files] == ["board-2026-10.1"]


def test_the_register_holds_no_hidden_number(tmp_path: Path) -> None:
    text = register_bytes(released(ages((3, 40, 12)))).decode()
    assert text.splitlines()[1] == "CLA_N,2026-10,snapshot,age_band,1 to 4,40.0,,40.0"
    assert text.splitlines()[2] == "CLA_N,2026-10,snapshot,age_band,5 to 9,[c],[c],[c]"


def test_what_was_shown_before_can_hide_nothing_any_more(tmp_path: Path) -> None:
    # Published before: 12 aged 5 to 9, with nothing small beside it. Now 3 aged under 1: the 40 give way.
    register = after(tmp_path, [count("CLA_N", "5 to 9", 12, breakdown="age_band")])
    assert hidden(released(ages((3, 40, 12)))) == {("age_band", "Under 1"), ("age_band", "5 to 9")}
    assert hidden(released(ages((3, 40, 12)), published=register)) == {("age_band", "Under 1"), ("age_band", "1 to 4")}


def test_what_was_hidden_before_stays_hidden(tmp_path: Path) -> None:
    # Hidden beside a small figure in October's edition; shown in November's, it would tell the small one of October.
    register = after(tmp_path, ages((3, 40, 12)))
    late = ages((3, 40, 12))[1:]
    assert hidden(released(late)) == set()
    assert hidden(released(late, published=register, month="2026-11")) == {("age_band", "5 to 9")}


def test_what_stays_hidden_is_not_told_by_what_stands_beside_it(tmp_path: Path) -> None:
    # 3 aged 5 to 9 were hidden; it is 12 now, and 59 - 7 - 40 would say so.
    register = after(tmp_path, [count("CLA_N", "5 to 9", 3, breakdown="age_band")])
    assert hidden(released(ages((7, 40, 12)), published=register)) == {("age_band", "Under 1"), ("age_band", "5 to 9")}


def test_a_figure_that_was_revised_can_be_hidden_again(tmp_path: Path) -> None:
    register = after(tmp_path, [count("CLA_N", "5 to 9", 11, breakdown="age_band")])
    assert ("age_band", "5 to 9") in hidden(released(ages((3, 40, 12)), published=register))


def test_where_all_was_shown_before_nothing_more_can_be_done_and_the_small_one_is_still_hidden(tmp_path: Path) -> None:
    from dataclasses import replace

    shown = released(ages((3, 40, 12)))
    open_frame = shown.frame.assign(is_hidden=False)
    open_frame[["numerator", "value"]] = open_frame[["numerator", "value"]].fillna(3)
    open_frame = open_frame[open_frame["group"] != "Under 1"]
    open_frame.loc[open_frame["group"] == "5 to 9", ["numerator", "value"]] = 12.0
    write_register(tmp_path, replace(shown, frame=open_frame))
    found = hidden(released(ages((3, 40, 12)), published=read_register(tmp_path, "board")))
    assert ("age_band", "Under 1") in found


def test_the_same_month_again_adds_a_version_only_where_it_differs(tmp_path: Path) -> None:
    first = after(tmp_path, ages((3, 40, 12)))
    assert after(tmp_path, ages((3, 40, 12))).files == first.files
    again = after(tmp_path, ages((7, 40, 12)))
    assert [path.name[:15] for path in again.files] == ["board-2026-10.1", "board-2026-10.2"]
    assert sorted(set(again.rows["published"])) == ["2026-10.1", "2026-10.2"]


def test_the_same_figures_and_register_show_the_same(tmp_path: Path) -> None:
    register = after(tmp_path, ages((3, 40, 12)))
    assert register_bytes(released(ages((3, 40, 12)), published=register)) == register.files[0].read_bytes()


def test_nothing_published_is_an_empty_register(tmp_path: Path) -> None:
    assert read_register(tmp_path, "board").rows.empty
    assert read_register(None, BOARD.key).files == ()


@pytest.mark.parametrize("fault", ["cut off", "changed", "renamed", "taken away"])
def test_a_damaged_register_stops_the_run(tmp_path: Path, fault: str) -> None:
    after(tmp_path, ages((3, 40, 12)))
    first, _ = after(tmp_path, ages((7, 40, 12))).files
    content = first.read_bytes()
    if fault == "cut off":
        first.write_bytes(content[:-20])
    elif fault == "changed":
        first.write_bytes(content.replace(b"40.0", b"41.0"))
    elif fault == "renamed":
        first.rename(first.with_name("board-old.csv"))
    else:
        first.unlink()
    with pytest.raises(DataError, match="register of what was published"):
        read_register(tmp_path, "board")


def test_another_editions_register_is_another(tmp_path: Path) -> None:
    after(tmp_path, ages((3, 40, 12)))
    assert read_register(tmp_path, "young_people").files == ()


def test_a_rate_shown_before_is_known_with_its_population(tmp_path: Path) -> None:
    register = after(tmp_path, [share("CLA_RATE", "all", 83, 10_000), count("FOST_APPR", "all", 3, window="month")])
    rows = [share("CLA_RATE", "all", 83, 10_000), count("FOST_APPR", "all", 3, window="month"), *ages((3, 40, 40))]
    found = hidden(released(rows, published=register))
    assert ("CLA_RATE", "snapshot", "all", "all") not in found and ("CLA_N", "snapshot", "age_band", "Under 1") in found


def test_what_was_hidden_of_a_month_before_the_first_is_not_told_by_windows(tmp_path: Path) -> None:
    # April's 3 were hidden in the report that held April. The windows of September and October differ by October less April.
    def window(month: str, number: int, out_of: int = 300) -> dict:
        return share("REREF", "all", number, out_of, month=month, window="rolling_6")

    def months(first: int) -> list[dict]:
        numbers = dict.fromkeys(range(4, 11), 20) | {4: 3}
        return [share("REREF", "all", numbers[n], 50, month=f"2026-{n:02d}", window="month") for n in range(first, 11)]

    early = [row for row in months(4) if row["month"] < "2026-10"]
    register = after(tmp_path, early, "2026-09")
    assert register.rows.set_index("month")["is_hidden"].to_dict()["2026-04"]
    late = [*months(5), window("2026-09", 103), window("2026-10", 120)]
    assert hidden(released(late)) == set()
    assert hidden(released(late, published=register)) != set()
    # Where the windows are out of fewer than their months, what April was out of is not told; its 3 are all the same.
    late = [*months(5), window("2026-09", 103, out_of=200), window("2026-10", 120)]
    assert hidden(released(late, published=register)) != set()


def test_what_one_row_of_an_earlier_report_showed_is_known_though_another_hid_it(tmp_path: Path) -> None:
    # 50 left care in April: the share of few hides them, the count shows them, so that nothing more need be hidden for them.
    def rows(first: int) -> list[dict]:
        months = [f"2026-{n:02d}" for n in range(first, 11)]
        shares = [share("PERM_SGO", "all", 3 if month == "2026-04" else 20, 50, month=month, window="month") for month in months]
        return [*shares, *(count("CLA_CEASE", "all", 50, month=month, window="month") for month in months)]

    def left(month: str) -> dict:
        return count("CLA_CEASE", "all", 300, month=month, window="rolling_6")

    register = after(tmp_path, [row for row in rows(4) if row["month"] < "2026-10"] + [left("2026-09")], "2026-09")
    assert register.rows["is_hidden"].sum() == 1
    assert hidden(released([*rows(5), left("2026-09"), left("2026-10")], published=register)) == set()


def test_a_difference_of_few_is_not_said_and_what_was_shown_is_known_by_its_numbers(tmp_path: Path) -> None:
    before = [count("CLA_N", "all", 90), share("CLA_3PL", "all", 20, 90), share("CLA_3PL", "all", 3, 90, month="2026-09")]
    register = after(tmp_path, before)
    shown, all_shown = released(before, published=register), released(before, ANALYST)
    assert [shown.may_say_difference(number) for number in (0, 1, -5, 6, -6)] == [True, False, False, True, True]
    assert all_shown.may_say_difference(1)
    stock, share_then, share_before = (
        (code, month, "snapshot", "all", "all")
        for code, month in (("CLA_N", "2026-10"), ("CLA_3PL", "2026-10"), ("CLA_3PL", "2026-09"))
    )
    assert shown.was_shown(stock, 90.0, float("nan")) and not shown.was_shown(stock, 91.0, float("nan"))
    assert shown.was_shown(share_then, 20.0, 90.0) and not shown.was_shown(share_then, 20.0, 91.0)
    assert not shown.was_shown(share_before, 3.0, 90.0)
    assert all_shown.was_shown(share_before, 4.0, 90.0)
    assert not released(before).was_shown(stock, 90.0, float("nan"))
