"""The faulty council holds every kind of fault, each in few rows."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

ISO_OR_DAY_FIRST = r"(\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4})(T00:00:00)?"


def table(folder: Path, name: str) -> list[dict[str, str]]:
    content = (folder / f"{name}.csv").read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("windows-1252")
    return [{k.lower(): v for k, v in row.items()} for row in csv.DictReader(io.StringIO(text, newline=""))]


def test_files_of_several_kinds(faulty_council: Path) -> None:
    assert (faulty_council / "ssd_cla_episodes.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (faulty_council / "population.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (faulty_council / "ssd_disability.csv").read_bytes().startswith(b"DISA_TABLE_ID,")
    assert b"C2 \x96 Full care order" in (faulty_council / "ssd_legal_status.csv").read_bytes()
    assert b"Family member \x96 relative" in (faulty_council / "ssd_contacts.csv").read_bytes()


def test_rows_twice_and_rows_with_a_key_of_another(faulty_council: Path) -> None:
    for name, key in {"ssd_person": "pers_person_id", "ssd_cla_episodes": "clae_cla_episode_id"}.items():
        rows = table(faulty_council, name)
        repeats = sum(count - 1 for count in Counter(tuple(row.values()) for row in rows).values())
        keys = sum(count - 1 for count in Counter(row[key] for row in rows).values())
        assert 0 < repeats < 0.01 * len(rows)
        assert repeats < keys < 0.02 * len(rows)


def test_rows_of_nobody_and_of_persons_not_listed(faulty_council: Path) -> None:
    listed = {row["pers_person_id"] for row in table(faulty_council, "ssd_person")}
    persons = [row["clae_person_id"] for row in table(faulty_council, "ssd_cla_episodes")]
    assert "" in persons
    assert "-1" in persons
    assert 0 < sum(person not in listed for person in persons) < 0.03 * len(persons)
    assert "-1" in {row["clae_cla_placement_id"] for row in table(faulty_council, "ssd_cla_episodes")}


def test_dates_unreadable_and_standing_in(faulty_council: Path) -> None:
    for name, column in {"ssd_cla_episodes": "clae_cla_episode_start_date", "ssd_person": "pers_dob"}.items():
        filled = [row[column] for row in table(faulty_council, name) if row[column]]
        unreadable = [text for text in filled if not re.fullmatch(ISO_OR_DAY_FIRST, text)]
        assert 0 < len(unreadable) < 0.05 * len(filled)
    episodes = table(faulty_council, "ssd_cla_episodes")
    assert "9999-12-31" in {row["clae_cla_episode_ceased_date"] for row in episodes}
    assert "1900-01-01" in {row["clae_cla_episode_start_date"] for row in episodes}
    assert any("" < row["clae_cla_episode_ceased_date"] < row["clae_cla_episode_start_date"] for row in episodes)


def test_one_table_writes_its_dates_day_first(faulty_council: Path) -> None:
    starts = [row["clap_cla_placement_start_date"] for row in table(faulty_council, "ssd_cla_placement")]
    assert sum(bool(re.fullmatch(r"\d\d/\d\d/\d{4}", text)) for text in starts) > 0.97 * len(starts)


def test_wordings_and_codes_that_no_one_knows(faulty_council: Path) -> None:
    reasons = Counter(row["clae_cla_episode_start_reason"].strip() for row in table(faulty_council, "ssd_cla_episodes"))
    assert reasons["Started to be looked after"] > 0
    unknown = {"Q9", "??", "Not known to system", "C9 - Other order"}
    assert 0 < sum(reasons[code] for code in unknown) < 0.01 * sum(reasons.values())
    assert "no_such_field" in {row["field"] for row in table(faulty_council, "code_spellings")}


def test_faults_in_every_table_with_persons_and_dates(faulty_council: Path) -> None:
    repeated = (
        "ssd_cin_episodes ssd_cla_visits ssd_cla_reviews ssd_contacts ssd_cp_visits ssd_involvements peps attendance workforce"
    )
    for name in repeated.split():
        rows = Counter(tuple(row.values()) for row in table(faulty_council, name))
        assert 0 < sum(count - 1 for count in rows.values()) < 0.02 * rows.total()
    nobodys = {"ssd_cin_episodes": "cine_person_id", "ssd_contacts": "cont_person_id", "ssd_cp_plans": "cppl_person_id"}
    for name, column in (nobodys | {"peps": "person_id", "ssd_missing": "miss_person_id"}).items():
        assert "" in {row[column] for row in table(faulty_council, name)}
    spans = {"ssd_missing": "miss_missing_episode_{}_date", "workforce": "{}_date", "youth_justice": "{}_date"}
    for name, column in spans.items():
        dates = [(row[column.format("start")], row[column.format("end")]) for row in table(faulty_council, name)]
        assert any("" < end < start for start, end in dates)


def test_stand_ins_for_no_date(faulty_council: Path) -> None:
    stand_ins = {
        "ssd_cin_assessments": "cina_assessment_auth_date",
        "ssd_care_leavers": "clea_pathway_plan_review_date",
        "ssd_permanence": "perm_placed_foster_carer_date",
    }
    for name, column in stand_ins.items():
        assert "1900-01-01" in {row[column] for row in table(faulty_council, name)}
