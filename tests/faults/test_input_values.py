"""Faults 4 to 12: cells and rows that are wrong, and months with little or nothing in them."""

import io
import shutil
from contextlib import redirect_stdout

import pandas as pd
import pytest

from faults.spoilt import SECRET, Council
from helpers.cli import main
from helpers.section import open_section

MONTH = "2026-10"


def figures_of(path):
    return pd.read_csv(path, dtype={"month": "str"}).set_index(["code", "month", "window", "breakdown", "group"])


@pytest.fixture(scope="module")
def before(usual):
    """The results of the council as it was made."""
    return figures_of(usual)


@pytest.fixture
def results(council, command, tmp_path):
    """The results of so many months of the council as it stands now."""

    def run(months=1):
        assert command("results", "--data", council.folder, "--months", str(months), "--to", tmp_path / "r.csv").code == 0
        return figures_of(tmp_path / "r.csv")

    return run


def of(results, code, column="value", group="all", breakdown="all", window="snapshot", month=MONTH):
    return results.loc[(code, month, window, breakdown, group), column]


# Each an episode that a row more tells of: its start and end, and what is said of it.
ODD = {
    ("2026-10-20", "2026-10-10"): "clae_cla_episode_ceased_date: 1 row ends before it starts (row {0}).",
    (
        "1899-12-31",
        "",
    ): "clae_cla_episode_start_date: 2 dates stand for empty cells (such as 1900-01-01 or 9999-12-31) (rows {1}, {2}).",
    ("2199-01-01", ""): "clae_cla_episode_start_date: 2 dates stand for empty cells",
    ("45000", ""): "clae_cla_episode_start_date: 1 cell is not a date that can be read (row {3}).",
}


@pytest.fixture(scope="module")
def wrong(small_council, tmp_path_factory):
    """A council with wordings without a code, episodes of odd dates and exact repeats; its results, and what the check says.

    Together, since looking through an extract takes seconds.
    """
    folder = tmp_path_factory.mktemp("wrong")
    council = Council(folder / "extract")
    shutil.copytree(small_council, council.folder)
    persons, episodes = council.text("ssd_person"), council.text("ssd_cla_episodes")
    persons.loc[: len(persons) // 10, "pers_ethnicity"] = SECRET
    council.write("ssd_person", persons)
    odd = [
        episodes.iloc[[0]].assign(
            clae_person_id=f"NEW{number}", clae_cla_id=f"NEW{number}", clae_cla_episode_id=f"NEW{number}",
            clae_cla_episode_start_date=start, clae_cla_episode_ceased_date=end,
        )
        for number, (start, end) in enumerate(ODD)
    ]  # fmt: skip
    council.write("ssd_cla_episodes", pd.concat([episodes, *odd]))
    contacts = council.text("ssd_contacts")
    council.write("ssd_contacts", pd.concat([contacts, contacts.head(20)]))
    said = io.StringIO()
    with redirect_stdout(said):
        assert main(["check", "--data", str(council.folder)]) == 0
        assert main(["results", "--data", str(council.folder), "--months", "1", "--to", str(folder / "r.csv")]) == 0
    assert SECRET not in said.getvalue()
    return council, figures_of(folder / "r.csv"), said.getvalue()


def test_wordings_without_a_code_are_not_recorded_counted_and_above_5_percent_called_uncertain(before, wrong):
    council, after, said = wrong
    persons = council.text("ssd_person")
    spoilt = persons["pers_ethnicity"] == SECRET
    assert f"ssd_person.csv, column pers_ethnicity: {spoilt.sum():,} cells" in said
    assert of(after, "CLA_N") == of(before, "CLA_N")
    groups = list(after.loc[("CLA_N", MONTH, "snapshot", "ethnicity")].index)
    assert sum(of(after, "CLA_N", breakdown="ethnicity", group=group) for group in groups) == of(after, "CLA_N")
    unknown = of(after, "CLA_N", breakdown="ethnicity", group="Not recorded")
    assert 1 <= unknown <= spoilt.sum()
    uncertain = open_section("data_quality", data=str(council.folder)).uncertain().html
    assert "Children looked after" in uncertain and SECRET not in uncertain


def test_exact_repeats_count_once_and_are_reported(council, before, wrong, results):
    for path in sorted(council.folder.glob("ssd_*.csv")):
        rows = council.text(path.stem)
        council.write(path.stem, pd.concat([rows, rows.head(20)]))
    pd.testing.assert_frame_equal(results(), before)
    assert "ssd_contacts.csv: 20 rows" in wrong[2]


def test_a_child_with_two_open_episodes_counts_once_and_two_children_of_one_number_are_one(council, before, results):
    rows = council.text("ssd_cla_episodes")
    is_open = rows["clae_cla_episode_ceased_date"] == ""
    first, second = rows.index[is_open][:2]
    twice = rows.loc[[first]].assign(clae_cla_episode_id="EP-TWICE")
    council.write("ssd_cla_episodes", pd.concat([rows, twice]))
    assert of(results(), "CLA_N") == of(before, "CLA_N")
    rows.loc[second, "clae_person_id"] = rows.loc[first, "clae_person_id"]
    council.write("ssd_cla_episodes", rows)
    assert of(results(), "CLA_N") == of(before, "CLA_N") - 1


@pytest.mark.parametrize("dates", ODD)
def test_an_episode_whose_dates_make_no_sense_is_reported_by_its_row_and_counts_no_child(before, wrong, dates):
    council, after, said = wrong
    rows = [len(council.text("ssd_cla_episodes")) + 1 - back for back in (3, 2, 1, 0)]
    assert f"ssd_cla_episodes.csv, column {ODD[dates].format(*rows)}" in said
    assert of(after, "CLA_N") == of(before, "CLA_N")


def test_dates_in_american_order_in_every_row_stop_the_report(council, stopped):
    rows = council.text("ssd_cla_episodes")
    days = pd.to_datetime(rows["clae_cla_episode_start_date"])
    rows["clae_cla_episode_start_date"] = days.dt.strftime("%m/%d/%Y")
    assert (days.dt.day > 12).mean() > 0.05
    council.write("ssd_cla_episodes", rows)
    message = stopped(1)
    assert "ssd_cla_episodes.csv" in message and "clae_cla_episode_start_date" in message


def test_without_anybody_of_a_kind_the_page_stands_whole_and_says_so(council):
    council.write("ssd_care_leavers", council.text("ssd_care_leavers").head(0))
    page = open_section("care_leavers", data=str(council.folder))
    for code in page.codes:
        html = page.show(code).html
        assert html and "nan" not in html.lower().replace("finan", "") and "inf<" not in html
    assert "NaN" not in page.summary().html


@pytest.mark.parametrize("edition", ["board", "analyst"])
def test_a_council_of_three_children_has_full_pages_with_every_figure_hidden(council, edition):
    """One of every three is in care on each day; a share of so few is never shown to the Board."""
    rows = council.text("ssd_cla_episodes")
    open_rows = rows[rows["clae_cla_episode_ceased_date"] == ""].head(3)
    council.write("ssd_cla_episodes", open_rows)
    page = open_section("children_looked_after", data=str(council.folder), edition=edition)
    outturn = page.result("CLA_N").html
    assert ("[c]" in outturn) == (edition == "board")
    assert ("<strong>3</strong>" in outturn) == (edition == "analyst")
    for code in page.codes:
        assert page.show(code).html


def test_a_month_without_any_event_is_a_true_zero_between_the_others(council, results):
    rows = council.text("ssd_contacts")
    in_july = rows["cont_contact_date"].str.startswith("2026-07")
    assert in_july.any()
    council.write("ssd_contacts", rows[~in_july])
    after = results(6)
    assert of(after, "CON_N", window="month", month="2026-07") == 0
    assert of(after, "CON_N", window="month", month="2026-06") > 0


@pytest.mark.parametrize(("since", "is_judged"), [(MONTH, False), ("2024-11", True)])
def test_a_first_month_stands_alone_and_nothing_is_called_a_real_change(council, since, is_judged):
    """Contacts since a month: that which is reported, and two years earlier."""
    rows = council.text("ssd_contacts")
    council.write("ssd_contacts", rows[rows["cont_contact_date"] >= since])
    page = open_section("front_door", data=str(council.folder), edition="analyst")
    assert (page.figures.released.judged["CON_N"].verdict.is_real is not None) == is_judged
    assert page.show("CON_N").html


def test_no_share_of_nobody_is_ever_a_number(council, results):
    """Of a council with nobody in care any more, but episodes that have ended, shares of children in care have no denominator."""
    rows = council.text("ssd_cla_episodes")
    council.write("ssd_cla_episodes", rows[rows["clae_cla_episode_ceased_date"].between("2000-01-01", "2025-03-31")])
    found = results()
    assert of(found, "CLA_N") == 0
    empty = found[found["denominator"] == 0]
    assert len(empty) > 10 and ("CLA_IN", MONTH, "snapshot", "all", "all") in empty.index
    assert empty["value"].isna().all()
    assert not found["value"].isin([float("inf"), float("-inf")]).any()
    shown = open_section("placements", data=str(council.folder), edition="analyst").show("CLA_IN").html
    assert "[z]" in shown and "nan" not in shown.lower() and "0.0%" not in shown
