"""Faults 4 to 12: cells and rows that are wrong, and months with little or nothing in them."""

import pandas as pd
import pytest

from faults.spoilt import SECRET
from helpers.section import open_section

MONTH = "2026-10"


def figures_of(path):
    return pd.read_csv(path, dtype={"month": "str"}).set_index(["code", "month", "window", "breakdown", "group"])


@pytest.fixture
def results(council, command, tmp_path):
    """The results of so many months of the council as it stands now."""

    def run(months=1):
        assert command("results", "--data", council.folder, "--months", str(months), "--to", tmp_path / "r.csv").code == 0
        return figures_of(tmp_path / "r.csv")

    return run


def of(results, code, column="value", group="all", breakdown="all", window="snapshot", month=MONTH):
    return results.loc[(code, month, window, breakdown, group), column]


def test_wordings_without_a_code_are_not_recorded_counted_and_above_5_percent_called_uncertain(council, results, command):
    before = results()
    rows = council.text("ssd_person")
    rows.loc[: len(rows) // 10, "pers_ethnicity"] = SECRET
    council.write("ssd_person", rows)
    said = command("check", "--data", council.folder)
    assert said.code == 0 and "ssd_person.csv" in said.out and f"{len(rows) // 10 + 1:,} " in said.out
    after = results()
    assert of(after, "CLA_N") == of(before, "CLA_N")
    assert of(after, "CLA_N", breakdown="ethnicity", group="Not recorded") >= 1
    page = open_section("children_looked_after", data=str(council.folder))
    uncertain = open_section("data_quality", data=str(council.folder)).uncertain().html
    assert "Children looked after" in uncertain and SECRET not in uncertain
    assert page.figures.findings


def test_exact_repeats_count_once_and_are_reported(council, results, command):
    before = results()
    for path in sorted(council.folder.glob("ssd_*.csv")):
        rows = council.text(path.stem)
        council.write(path.stem, pd.concat([rows, rows.head(20)]))
    pd.testing.assert_frame_equal(results(), before)
    assert "repeat" in command("check", "--data", council.folder).out


def test_a_child_with_two_open_episodes_counts_once_and_two_children_of_one_number_are_one(council, results):
    before = results()
    rows = council.text("ssd_cla_episodes")
    is_open = rows["clae_cla_episode_ceased_date"] == ""
    first, second = rows.index[is_open][:2]
    twice = rows.loc[[first]].assign(clae_cla_episode_id="EP-TWICE")
    council.write("ssd_cla_episodes", pd.concat([rows, twice]))
    assert of(results(), "CLA_N") == of(before, "CLA_N")
    rows.loc[second, "clae_person_id"] = rows.loc[first, "clae_person_id"]
    council.write("ssd_cla_episodes", rows)
    assert of(results(), "CLA_N") == of(before, "CLA_N") - 1


@pytest.mark.parametrize(("start", "end"), [("2026-10-20", "2026-10-10"), ("1899-12-31", ""), ("2199-01-01", ""), ("45000", "")])
def test_an_episode_whose_dates_make_no_sense_is_reported_and_the_report_goes_on(council, results, command, start, end):
    before = results()
    rows = council.text("ssd_cla_episodes")
    odd = rows.iloc[[0]].assign(clae_cla_episode_id="EP-ODD", clae_cla_episode_start_date=start, clae_cla_episode_ceased_date=end)
    council.write("ssd_cla_episodes", pd.concat([rows, odd]))
    after = results()
    assert of(after, "CLA_N") in (of(before, "CLA_N"), of(before, "CLA_N") + 1)
    said = command("check", "--data", council.folder)
    assert said.code == 0 and "ssd_cla_episodes.csv" in said.out


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


def test_a_first_month_stands_alone_and_nothing_is_called_a_real_change(council):
    """Of contacts that all fall in the month itself there are no twelve months to judge by."""
    rows = council.text("ssd_contacts")
    council.write("ssd_contacts", rows[rows["cont_contact_date"].str.startswith(MONTH)])
    page = open_section("front_door", data=str(council.folder))
    assert page.figures.released.judged["CON_N"].verdict.is_real is None
    assert page.show("CON_N").html


def test_no_share_of_nobody_is_ever_a_number(council, results):
    for path in sorted(council.folder.glob("ssd_*.csv")):
        council.write(path.stem, council.text(path.stem).head(0))
    found = results().reset_index()
    empty = found[found["denominator"] == 0]
    assert empty["value"].isna().all()
    assert not found["value"].isin([float("inf"), float("-inf")]).any()
