"""How recent an extract must be. Typed by hand from the rule: 31 and 62 days before the month's last day."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from helpers.errors import DataError
from helpers.load.extract import load_extract
from helpers.load.freshness import stale_tables
from helpers.months import ReportingMonth

OCTOBER = ReportingMonth(2026, 10)


def write(folder: Path, extract_date: str = "", **tables: str) -> Path:
    """An extract of tables written as text, and a `council.toml`."""
    council = f'name = "Sampleshire"\n{f"extract_date = {extract_date}" if extract_date else ""}'
    (folder / "council.toml").write_text(council, encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def contacts(*days: str) -> str:
    rows = [f"{row},c{row},{day}" for row, day in enumerate(days)]
    return "\n".join(["cont_contact_id,cont_person_id,cont_contact_date", *rows, ""])


def test_an_extract_with_something_of_the_last_62_days_is_loaded(tmp_path):
    # 62 days before 31 October: 30 August
    assert load_extract(write(tmp_path, ssd_contacts=contacts("2026-08-30")), OCTOBER).tables.keys() == {"ssd_contacts"}


def test_one_without_stops_the_run_and_says_what_is_newest(tmp_path):
    folder = write(tmp_path, ssd_contacts=contacts("2026-08-29", "2024-01-01"))
    with pytest.raises(DataError, match=r"newest date of any event is 2026-08-29, in ssd_contacts\.csv"):
        load_extract(folder, OCTOBER)


def test_an_earlier_month_of_the_same_extract_is_loaded(tmp_path):
    folder = write(tmp_path, "2026-11-03", ssd_contacts=contacts("2026-10-30"))
    data = load_extract(folder, ReportingMonth(2024, 10))
    assert (str(data.month), len(data.tables["ssd_contacts"].frame)) == ("2024-10", 1)


def test_what_comes_after_the_extract_does_not_make_it_recent(tmp_path):
    folder = write(tmp_path, "2026-11-03", ssd_contacts=contacts("2026-11-04", "2025-01-01"))
    with pytest.raises(DataError, match="newest date of any event is 2025-01-01"):
        load_extract(folder, OCTOBER)


@pytest.mark.parametrize(
    "tables", [{}, {"population": "area_code,year\nall,2025\n"}, {"ssd_contacts": contacts(), "ssd_person": "pers_person_id\n"}]
)
def test_an_extract_without_rows_stops_the_run(tmp_path, tables):
    with pytest.raises(DataError, match="no table of the extract with rows"):
        load_extract(write(tmp_path, **tables), OCTOBER)


def test_rows_without_a_date_of_an_event_are_nothing_recent(tmp_path):
    with pytest.raises(DataError, match="No table of the extract holds the date of an event"):
        load_extract(write(tmp_path, ssd_person="pers_person_id\nAsha\n"), OCTOBER)


def test_a_day_of_the_extract_that_is_still_to_come_stops_the_run(tmp_path):
    tomorrow = date.today() + timedelta(days=1)
    with pytest.raises(DataError, match=f"extract_date = {tomorrow}, which is later than today"):
        load_extract(write(tmp_path, str(tomorrow), ssd_contacts=contacts("2026-10-30")), OCTOBER)
    load_extract(write(tmp_path, str(date.today()), ssd_contacts=contacts("2026-10-30")), OCTOBER)


def test_a_table_is_stale_whose_newest_date_is_more_than_31_days_old(tmp_path):
    visits = "cppv_cp_visit_id,cppv_person_id,cppv_cp_visit_date\n1,a,2026-09-29\n"
    reviews = "cppr_cp_review_id,cppr_person_id,cppr_cp_review_date\n1,a,2026-09-30\n"
    folder = write(tmp_path, ssd_contacts=contacts("2026-10-30"), ssd_cp_visits=visits, ssd_cp_reviews=reviews)
    assert {name: str(day) for name, day in stale_tables(load_extract(folder, OCTOBER)).items()} == {
        "ssd_cp_visits": "2026-09-29"
    }
