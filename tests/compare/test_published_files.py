"""The department's files, with each of the traps they hold."""

from pathlib import Path

import pandas as pd
import pytest

from helpers.compare.published import read_downloads, read_published, write_published
from helpers.compare.published.reference import columns_by_file
from helpers.errors import DataError

AREA = "geographic_level,country_code,country_name,region_code,region_name"
COUNCIL = "old_la_code,la_name,new_la_code"
TIME = "time_period,time_identifier"
CLA_HEAD = f"{TIME},{AREA},{COUNCIL},cla_group,placement_stability,children_count,children_percent"
CSWW_HEAD = f"time_period,time_identifier,{AREA},old_la_code,new_la_code,la_name"
ENGLAND = "National,E92000001,England,,,,,"
NORTH_WEST = "Regional,E92000001,England,E12000002,North West,,,"
STABLE = "CLA on 31 March,With 3 or more placements during the year"
SHARE = "CLA_3PLUS_PLACEMENTS_PCT"
STABILITY_FILE = "la_cla_placement_stability.csv"


def council(code: str, ons_code: str, name: str) -> str:
    return f"Local authority,E92000001,England,E12000002,North West,{code},{name},{ons_code}"


def stability(*rows: str, mark: str = "") -> str:
    """A file of placement stability, whose rows are time, area and percentage; the count is nought."""
    lines = []
    for row in rows:
        time, area, percent = row.split("|")
        lines.append(f"{time},Reporting year,{area},{STABLE},0,{percent}")
    return mark + "\n".join([CLA_HEAD, *lines]) + "\n"


def read(folder: Path, code: str = SHARE, **files: str) -> pd.DataFrame:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    figures = read_downloads(folder).figures
    return figures[figures["published_code"] == code].reset_index(drop=True)


def test_a_row_becomes_a_figure_with_its_period_in_words(tmp_path: Path) -> None:
    figures = read(tmp_path, la_cla_placement_stability=stability(f"2025|{ENGLAND}|10", f"2025|{NORTH_WEST}|9"))
    assert figures.iloc[1].to_dict() == {
        "published_code": SHARE,
        "period": "year to 31 March 2025",
        "period_end": "2025-03-31",
        "level": "region",
        "la_code": "",
        "ons_code": "E12000002",
        "name": "North West",
        "value": 9.0,
        "status": "ok",
        "unit": "percent",
        "publication": "Department for Education, Children looked after in England including adoptions, reporting year 2025",
        "version": "",
        "file": STABILITY_FILE,
    }


def test_a_mark_at_the_start_of_the_file_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    assert read(tmp_path, la_cla_placement_stability=stability(f"2025|{ENGLAND}|10", mark="\ufeff"))["value"].tolist() == [10.0]


def test_columns_are_found_by_name_in_any_order(tmp_path: Path) -> None:
    ours = stability(f"2025|{council('888', 'E10000017', 'Lancashire')}|7")
    cells = [line.split(",") for line in ours.splitlines()]
    turned = "\n".join(",".join(reversed(row)) for row in cells)
    figures = read(tmp_path, la_cla_placement_stability=turned)
    assert figures[["la_code", "ons_code", "name", "value"]].to_numpy().tolist() == [["888", "E10000017", "Lancashire", 7.0]]


@pytest.mark.parametrize(
    ("symbol", "status"),
    [
        ("c", "suppressed"), ("x", "not_available"), ("z", "not_applicable"), ("u", "low_reliability"),
        ("k", "low_rounds_to_zero"), ("low", "low_rounds_to_zero"), ("Low", "low_rounds_to_zero"),
        (":", "no_figure"), ("~", "no_figure"), ("..", "no_figure"), ("", "no_figure"),
    ],
)  # fmt: skip
def test_a_symbol_is_no_number_and_never_nought(tmp_path: Path, symbol: str, status: str) -> None:
    figures = read(tmp_path, la_cla_placement_stability=stability(f"2025|{ENGLAND}|{symbol}", f"2024|{ENGLAND}|0"))
    assert figures["status"].tolist() == ["ok", status]
    assert figures["value"].iloc[0] == 0
    assert pd.isna(figures["value"].iloc[1])


def test_a_council_keeps_its_three_digits_when_its_other_code_and_its_name_change(tmp_path: Path) -> None:
    before, after = council("825", "E10000002", "Buckinghamshire CC"), council("825", "E06000060", "Buckinghamshire")
    figures = read(tmp_path, la_cla_placement_stability=stability(f"2020|{before}|8", f"2021|{after}|9"))
    assert figures["la_code"].tolist() == ["825", "825"]
    assert figures["name"].unique().tolist() == ["Buckinghamshire"]


def test_councils_outside_their_life_have_no_value(tmp_path: Path) -> None:
    rows = [f"2025|{council('909', 'E10000006', 'Cumbria')}|z", f"2025|{council('942', 'E06000063', 'Cumberland')}|11"]
    figures = read(tmp_path, la_cla_placement_stability=stability(*rows))
    assert figures["la_code"].tolist() == ["909", "942"]
    assert figures["status"].tolist() == ["not_applicable", "ok"]


def test_a_row_of_two_councils_together_is_a_joint_figure_of_each_without_one_of_its_own(tmp_path: Path) -> None:
    rows = [
        f"2025|{council('940 / 941', 'E06000061 / E06000062', 'North and West Northamptonshire')}|9",
        f"2024|{council('940 / 941', 'E06000061 / E06000062', 'North and West Northamptonshire')}|c",
        f"2025|{council('941', 'E06000062', 'West Northamptonshire')}|11",
    ]
    figures = read(tmp_path, la_cla_placement_stability=stability(*rows))
    asked = ["period_end", "la_code", "ons_code", "name", "status"]
    assert figures[asked].to_numpy().tolist() == [
        ["2024-03-31", "940", "E06000061", "North Northamptonshire", "suppressed"],
        ["2024-03-31", "941", "E06000062", "West Northamptonshire", "suppressed"],
        ["2025-03-31", "940", "E06000061", "North Northamptonshire", "joint"],
        ["2025-03-31", "941", "E06000062", "West Northamptonshire", "ok"],
    ]
    assert figures["value"].tolist()[2:] == [9.0, 11.0]


def test_the_same_digits_mean_what_the_identifier_says(tmp_path: Path) -> None:
    head = f"time_period,time_identifier,{AREA},{COUNCIL},social_care_group,version"
    values = "t_pupils,avg_att8,avg_p8score,pt_l2basics_94,pt_l2basics_95"
    row = f"202425,Academic year,{ENGLAND},CLA 12 months at 31 March,Revised,5000,17.3,x,17.4,10"
    figures = read(tmp_path, "CLA_KS4_ATTAINMENT8", ks4_la=f"{head},{values}\n{row}\n")
    assert figures["period"].tolist() == ["academic year 2024/25"]
    assert figures["period_end"].tolist() == ["2025-08-31"]
    assert figures["version"].tolist() == ["Revised"]


def test_workforce_and_population_have_days_of_their_own(tmp_path: Path) -> None:
    columns = [column.column for column in columns_by_file()["csww_indicators"]]
    workforce = f"{CSWW_HEAD},{','.join(columns)}\n2025,Reporting year,{ENGLAND},{','.join('1' for _ in columns)}\n"
    population = (
        f"{CSWW_HEAD},age_group,population_estimate\n2024,Reporting year,{ENGLAND},Children aged 0 to 17 years,12000000\n"
    )
    caseload = read(tmp_path, "SW_CASELOAD", csww_indicators_2017_to_2025=workforce)
    children = read(tmp_path, "POPULATION_0_17", **{"ons_mid-year_population_estimates_2012_to_2024": population})
    assert caseload["period"].tolist() == ["30 September 2025"]
    assert children[["period", "period_end"]].to_numpy().tolist() == [["mid-2024", "2024-06-30"]]


def test_of_two_versions_the_most_settled_stays(tmp_path: Path) -> None:
    head = f"time_period,time_identifier,{AREA},{COUNCIL},social_care_group,version"
    values = "t_pupils,avg_att8,avg_p8score,pt_l2basics_94,pt_l2basics_95"
    rows = [f"202324,Academic year,{ENGLAND},CLA 12 months at 31 March,{version},1,{score},x,1,1"
            for version, score in (("Final", 17.2), ("Revised", 17.1))]  # fmt: skip
    figures = read(tmp_path, "CLA_KS4_ATTAINMENT8", ks4_la="\n".join([f"{head},{values}", *rows]))
    assert figures[["value", "version"]].to_numpy().tolist() == [[17.2, "Final"]]


def test_of_two_files_the_newer_one_stays_whatever_its_columns_are_called(tmp_path: Path) -> None:
    new = [column.column for column in columns_by_file()["csww_indicators"]]
    old = [column.column for column in columns_by_file()["csww_headline_measures"]]
    assert "turnover_rate_fte" in new
    assert "turnover_rate_fte_%" in old
    newer = "\n".join([f"{CSWW_HEAD},{','.join(new)}"] + [
        f"{year},Reporting year,{ENGLAND},{','.join('2' for _ in new)}" for year in (2022, 2023)
    ])  # fmt: skip
    older = "\n".join([f"{CSWW_HEAD},{','.join(old)}"] + [
        f"{year},Reporting year,{ENGLAND},{','.join('1' for _ in old)}" for year in (2021, 2022)
    ])  # fmt: skip
    files = {"csww_indicators_2017_to_2025": newer, "csww_headline_measures_2017_to_2022": older}
    assert read(tmp_path, "SW_TURNOVER_PCT", **files)["value"].tolist() == [1.0, 2.0, 2.0]


def test_an_average_score_stands_where_counts_do(tmp_path: Path) -> None:
    head = f"{TIME},{AREA},{COUNCIL},characteristic,breakdown,children_count,children_percent"
    row = f"2025,Reporting year,{ENGLAND},Ages 5 to 16 years with SDQ score,SDQ average score,14.9,z"
    assert read(tmp_path, "CLA_SDQ_AVG", la_conviction_health_outcome_cla=f"{head}\n{row}\n")["value"].tolist() == [14.9]


def test_a_duration_is_years_and_months_and_no_time_of_day(tmp_path: Path) -> None:
    times = "time_period,time_identifier,geographic_level,country_code,country_name"
    head = f"{times},cla_group,stage_of_adoption_process,age_start_poc,number"
    stage = "4. Total average time between entry into care and date placed for adoption"
    row = f"2025,Reporting year,National,E92000001,England,Age on starting final period of care,{stage},Total,01:07"
    name = "national_cla_adopted_average_time_between_adoption_process_stages"
    figures = read(tmp_path, "ADOPTION_ENTRY_TO_PLACED_MONTHS", **{name: f"{head}\n{row}\n"})
    assert figures[["value", "unit"]].to_numpy().tolist() == [[19.0, "months"]]


def test_a_category_that_ends_leaves_off_and_its_heirs_begin(tmp_path: Path) -> None:
    head = f"time_period,time_identifier,{AREA},{COUNCIL},"
    head += "care_leaver_age,breakdown,care_leaver_count,care_leaver_percent"
    rows = [
        f"2021,Reporting year,{ENGLAND},19 to 21 years,In training or employment,1,33",
        f"2022,Reporting year,{ENGLAND},19 to 21 years,In training or employment (excl. apprenticeship),1,30",
        f"2022,Reporting year,{ENGLAND},19 to 21 years,In an apprenticeship,1,3",
    ]
    (tmp_path / "la_care_leavers_activity.csv").write_text("\n".join([head, *rows]))
    figures = read_downloads(tmp_path).figures
    assert dict(zip(figures["published_code"], figures["value"], strict=True)) == {
        "CL_1921_APPRENTICESHIP_PCT": 3.0,
        "CL_1921_TRAINING_EMPLOYMENT_EXCL_APP_PCT": 30.0,
        "CL_1921_TRAINING_EMPLOYMENT_PCT": 33.0,
    }


def test_england_outside_the_range_of_its_regions_is_no_figure(tmp_path: Path) -> None:
    regions = [f"2025|Regional,E92000001,England,E1200000{n},Region {n},,,|{9 + n % 2}" for n in range(1, 10)]
    summed = read(tmp_path, la_cla_placement_stability=stability(f"2025|{ENGLAND}|85", *regions))
    assert summed["status"].iloc[0] == "suspect_source_error"
    assert pd.isna(summed["value"].iloc[0])
    assert read(tmp_path, la_cla_placement_stability=stability(f"2025|{ENGLAND}|10", *regions))["value"].iloc[0] == 10


def test_files_that_are_not_known_are_passed_over_and_named(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data-guidance.txt").write_text("about")
    (tmp_path / "la_cla_adopted.csv").write_text("anything")
    (tmp_path / "data" / "La_CLA_placement_stability (1).csv").write_text(stability(f"2025|{ENGLAND}|10"))
    assert read(tmp_path)["value"].tolist() == [10.0]
    passed_over = [note.split(" ")[0] for note in read_downloads(tmp_path).notes if "passed over" in note]
    assert passed_over == ["data-guidance.txt", "la_cla_adopted.csv"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (",children_percent", ",percentage", "has no column children_percent"),
        ("old_la_code", "council", "no column old_la_code"),
        (",7\n", ",about 7\n", "row 2: the column children_percent"),
        (",7\n", ',"1,007"\n', "row 2: the column children_percent"),
        ("2025,", "202526,", "row 2: the columns time_period"),
        ("Reporting year", "Week 12", "row 2: the columns time_period"),
        ("2025,Reporting year", "202425,Academic year", "row 2: the column time_identifier"),
        ("3 or more placements", "three placements", "The column placement_stability has no label"),
        (",7\n", ",7,\n", "row 2: has 15 cells"),
    ],
)
def test_a_file_that_cannot_be_understood_is_named_with_its_column(tmp_path: Path, before: str, after: str, words: str) -> None:
    text = stability(f"2025|{council('888', 'E10000017', 'Lancashire')}|7")
    assert before in text
    with pytest.raises(DataError) as error:
        read(tmp_path, la_cla_placement_stability=text.replace(before, after))
    assert STABILITY_FILE in str(error.value)
    assert words in str(error.value)


def test_a_figure_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="row 3: repeats"):
        read(tmp_path, la_cla_placement_stability=stability(f"2025|{ENGLAND}|10", f"2025|{ENGLAND}|11"))


def test_what_is_written_is_read_back_and_has_the_same_bytes_again(tmp_path: Path) -> None:
    rows = [f"2025|{ENGLAND}|10.5", f"2025|{NORTH_WEST}|c", f"2025|{council('888', 'E10000017', 'Lancashire')}|0"]
    figures = read(tmp_path, la_cla_placement_stability=stability(*rows))
    write_published(figures, tmp_path / "published.csv")
    first = (tmp_path / "published.csv").read_bytes()
    pd.testing.assert_frame_equal(read_published(tmp_path / "published.csv"), figures, check_dtype=False)
    write_published(read_published(tmp_path / "published.csv"), tmp_path / "published.csv")
    assert (tmp_path / "published.csv").read_bytes() == first
    assert b"888,E10000017,Lancashire,0,ok" in first
    assert b"North West,,suppressed" in first


def test_a_table_that_is_another_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "published.csv"
    path.write_text("published_code,value\nCLA_RATE,65\n")
    with pytest.raises(DataError, match="no column period"):
        read_published(path)


def test_a_table_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "published.csv"
    with pytest.raises(DataError, match=r"published\.csv can't be read"):
        read_published(path)
    path.write_text('a,b\n1,2,3\n"')
    with pytest.raises(DataError, match="can't be read as CSV"):
        read_published(path)
    write_published(read(tmp_path, la_cla_placement_stability=stability(f"2025|{ENGLAND}|10.5")), path)
    path.write_text(path.read_text().replace(",10.5,", ",ten,"))
    with pytest.raises(DataError, match="the column value"):
        read_published(path)
