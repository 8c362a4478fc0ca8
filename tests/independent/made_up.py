"""Small random extracts, as plain rows for the plain loops and as an extract for the code under test.

Days are drawn so that edges are common: first and last days of months, birthdays, days of other rows and a day beside.
"""

import random
from calendar import monthrange
from datetime import date, datetime, timedelta

import pandas as pd

import care
from helpers.load.care_data import CareData

Rows = list[dict[str, object]]
TABLE_COLUMNS = {
    "persons": "person_id sex ethnicity dob expected_dob death_date",
    "episodes": "person_id cla_id episode_start_date episode_start_reason episode_ceased_date episode_ceased_reason "
    "placement_id entered_care_date",
    "placements": "person_id placement_id placement_start_date placement_end_date placement_type placement_urn "
    "placement_postcode placement_provider",
    "legal": "person_id lega_legal_status status_start_date status_end_date",
    "visits": "person_id visit_date visit_seen",
    "visit_frequency": "person_id from_date interval_days",
    "reviews": "person_id cla_id due_date review_date review_cancelled",
    "plans": "person_id start_date end_date ola",
    "plan_visits": "person_id visit_date visit_seen",
    "plan_reviews": "person_id review_date",
    "referrals": "person_id referral_date close_date nfa",
    "assessments": "person_id start_date auth_date",
    "missing": "person_id episode_start_date episode_type episode_end_date rhi_offered",
    "missing_interviews": "person_id missing_start returned_at completed_at",
    "permanence": "person_id perm_cla_id adm_decision_date placed_for_adoption_date decision_reversed_date",
    "leavers": "person_id eligibility in_touch latest_contact accommodation accom_suitable activity plan_review_date "
    "allocated_team",
    "involvements": "person_id professional_id start_date end_date",
    "workforce": "worker_id role fte agency start_date end_date",
    "contacts": "person_id contact_date",
    "need_plans": "person_id start_date end_date",
    "health": "person_id type check_date status",
    "immunisations": "person_id immunisations_status",
    "scores": "person_id completed_date score",
    "exploitation": "person_id type start_date end_date",
    "youth_justice": "person_id start_date end_date outcome_date",
    "exclusions": "person_id kind start_date",
    "attendance": "person_id academic_year term sessions_possible sessions_missed",
    "attainment": "person_id academic_year stage measure value",
    "peps": "person_id completed_date",
    "cp_history": "person_id previous_plans",
    "cla_history": "person_id previous_periods",
    "disabilities": "person_id code",
    "immigration": "person_id immigration_status status_start_date status_end_date",
    "addresses": "person_id address_type start_date end_date postcode",
}
FIRST, LAST = date(2023, 6, 1), date(2026, 11, 15)


class Chance:
    """Draws from a seed; days tend to fall on edges and on days drawn before."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.drawn: list[date] = [date(2026, 10, 31)]

    def one(self, *values: object) -> object:
        return self.random.choice(values)

    def happens(self, share: float) -> bool:
        return self.random.random() < share

    def day(self, first: date = FIRST, last: date = LAST) -> date:
        day = first + timedelta(self.random.randint(0, max((last - first).days, 0)))
        fate = self.random.random()
        if fate < 0.2:
            day = day.replace(day=1)
        elif fate < 0.4:
            day = day.replace(day=monthrange(day.year, day.month)[1])
        elif fate < 0.7:
            nearby = self.random.choice(self.drawn[-12:])
            day = nearby + timedelta(self.random.choice([0, 0, 1, -1, 2, -2, 7, 28, 42, 43, -28, -42, 183, -365, -366]))
        day = min(max(day, first), max(first, last))
        self.drawn.append(day)
        return day

    def maybe_day(self, share: float, first: date = FIRST, last: date = LAST) -> date | None:
        return self.day(first, last) if self.happens(share) else None


def made_up_rows(seed: int, children: int = 12) -> dict[str, Rows]:
    """Rows of every table, clean: no row is to be set aside."""
    chance = Chance(seed)
    rows: dict[str, Rows] = {name: [] for name in TABLE_COLUMNS}
    for number in range(children):
        _add_child(rows, chance, f"c{number}")
    for number in range(max(3, children // 6)):
        _add_worker(rows, chance, f"w{number}")
    return {name: _without_repeats(members) for name, members in rows.items()}


def made_up_extract(seed: int, children: int = 12, council: str = "") -> CareData:
    """The same as an extract, with the files that no loop looks at."""
    return as_extract(made_up_rows(seed, children), council)


def as_extract(rows: dict[str, Rows], council: str = "") -> CareData:
    tables = {name: _frame(name, members) for name, members in rows.items()}
    tables["ssd_department"] = care.table("dept_team_id | dept_team_parent_id\nt2 | t1")
    tables["team_area"] = care.table("team_id | area\nt1 | North")
    tables["population"] = care.table(
        "area_code | area_name | year | population_0_17\nall |  | 2024 | 9000\nx | East | 2024 | 400"
    )
    tables["postcode_lookup"] = care.table("postcode | district | in_area\nAA1 1AA | East | Y\nBB2 2BB | West | N")
    months = [(month, year) for year in (2025, 2026) for month in range(1, 13)]
    lines = "\n".join(f"{year}-{month:02d} | {month} | 2 | 60 | {40 + month}" for month, year in months)
    tables["fostering"] = care.table(f"month | approvals | leavers | places | filled\n{lines}")
    return care.extract(council=council, **tables)


def _frame(name: str, members: Rows) -> pd.DataFrame:
    columns = TABLE_COLUMNS[name].split()
    texts = [[_text(row.get(column)) for column in columns] for row in members or [{}]]
    return pd.DataFrame(texts, columns=columns, dtype="str")


def _text(value: object) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date | datetime) else str(value)


def _without_repeats(members: Rows) -> Rows:
    seen = {tuple(row.items()): row for row in members}
    return list(seen.values())


def _add_child(rows: dict[str, Rows], chance: Chance, child: str) -> None:
    youngest = date(2026, 10, 31) if chance.happens(0.3) else date(2018, 1, 1)
    born = chance.day(date(2004, 11, 1), date(2009, 10, 31)) if chance.happens(0.3) else chance.day(date(2003, 1, 1), youngest)
    rows["persons"].append(
        {
            "person_id": child,
            "sex": chance.one("F", "M", ""),
            "ethnicity": chance.one("WBRI", "CHNE", "REFU"),
            "dob": born if chance.happens(0.85) else None,
            "expected_dob": chance.maybe_day(0.3, date(2010, 1, 1), date(2027, 1, 31)),
            "death_date": chance.maybe_day(0.04),
        }
    )
    _add_care(rows, chance, child)
    _add_need(rows, chance, child)
    _add_life(rows, chance, child)


def _add_care(rows: dict[str, Rows], chance: Chance, child: str) -> None:
    for period in range(chance.random.choice([0, 1, 1, 1, 2])):
        cla_id = f"{child}p{period}" if chance.happens(0.95) else ""
        day, entered = chance.day(date(2023, 6, 1), date(2026, 10, 31)), chance.happens(0.7)
        first = day
        for episode in range(chance.random.choice([1, 2, 3, 5, 6])):
            end = chance.maybe_day(0.8, day, min(day + timedelta(400), LAST))
            rows["episodes"].append(
                {
                    "person_id": child,
                    "cla_id": cla_id,
                    "episode_start_date": day,
                    "episode_start_reason": "S" if episode == 0 else chance.one("P", "P", "B", "L", "T", "U", ""),
                    "episode_ceased_date": end,
                    "episode_ceased_reason": chance.one("X1", "E11", "E4A", "E45", "") if end else None,
                    "placement_id": f"{child}p{period}e{episode}" if chance.happens(0.9) else "",
                    "entered_care_date": first if entered else None,
                }
            )
            rows["placements"].append(
                {
                    "person_id": child,
                    "placement_id": f"{child}p{period}e{episode}",
                    "placement_start_date": day,
                    "placement_end_date": end,
                    "placement_type": chance.one("U1", "U4", "U6", "K2", "T0", "T3", "P1", "A3", ""),
                    "placement_urn": chance.one("1", "2", ""),
                    "placement_postcode": chance.one("AA1 1AA", "BB2 2BB", ""),
                    "placement_provider": chance.one("PR1", "PR4", ""),
                }
            )
            if end is None:
                break
            day = end + timedelta(chance.random.choice([0, 0, 0, 0, 1, 5]))
        for _ in range(3):
            rows["reviews"].append(
                {
                    "person_id": child,
                    "cla_id": cla_id or "unknown",
                    "due_date": (due := chance.day(first)),
                    "review_date": chance.one(due, due + timedelta(1), due - timedelta(3), None),
                    "review_cancelled": chance.one("N", "N", "Y", ""),
                }
            )
        if cla_id and chance.happens(0.5):
            rows["permanence"].append(
                {
                    "person_id": child,
                    "perm_cla_id": cla_id,
                    "adm_decision_date": chance.maybe_day(0.8),
                    "placed_for_adoption_date": chance.maybe_day(0.6, first, LAST),
                    "decision_reversed_date": chance.maybe_day(0.1),
                }
            )
    for _ in range(chance.random.choice([0, 1, 1, 2])):
        start = chance.day()
        status = chance.one("C1", "C1", "C2", "V2", "V3", "E1", "")
        rows["legal"].append(
            {
                "person_id": child,
                "lega_legal_status": status,
                "status_start_date": start,
                "status_end_date": chance.maybe_day(0.4, start, LAST),
            }
        )
    for _ in range(chance.random.choice([0, 1, 3, 6])):
        rows["visits"].append(
            {"person_id": child, "visit_date": chance.day(date(2026, 6, 1)), "visit_seen": chance.one("Y", "Y", "Y", "N", "")}
        )
    if chance.happens(0.2):
        rows["visit_frequency"].append(
            {"person_id": child, "from_date": chance.day(), "interval_days": chance.one(7, 28, 90, "")}
        )


def _add_need(rows: dict[str, Rows], chance: Chance, child: str) -> None:
    for _ in range(chance.random.choice([0, 1, 2, 3])):
        start = chance.day()
        end = chance.maybe_day(0.6, start, LAST)
        rows["referrals"].append({"person_id": child, "referral_date": start, "close_date": end, "nfa": chance.one("Y", "N", "")})
        rows["assessments"].append(
            {"person_id": child, "start_date": start, "auth_date": chance.maybe_day(0.8, start, start + timedelta(80))}
        )
        rows["contacts"].append({"person_id": child, "contact_date": start})
    for _ in range(chance.random.choice([0, 1, 1, 2])):
        start = chance.day()
        end = chance.maybe_day(0.4, start, LAST)
        rows["plans"].append({"person_id": child, "start_date": start, "end_date": end, "ola": chance.one("N", "N", "", "Y")})
        rows["need_plans"].append({"person_id": child, "start_date": end or start, "end_date": None})
        day = start
        for _ in range(chance.random.choice([0, 1, 3, 6])):
            day += timedelta(chance.random.choice([60, 89, 90, 91, 92, 180, 181, 182, 184]))
            rows["plan_reviews"].append({"person_id": child, "review_date": day})
        for _ in range(3):
            visited = chance.day(date(2026, 8, 1))
            rows["plan_visits"].append({"person_id": child, "visit_date": visited, "visit_seen": chance.one("Y", "Y", "N")})


def _add_life(rows: dict[str, Rows], chance: Chance, child: str) -> None:
    for _ in range(chance.random.choice([0, 1, 2])):
        start = datetime.combine(chance.day(date(2026, 1, 1)), datetime.min.time()) + timedelta(
            minutes=chance.random.randint(0, 1439)
        )
        end = start + timedelta(hours=chance.random.randint(1, 100)) if chance.happens(0.9) else None
        rows["missing"].append(
            {
                "person_id": child,
                "episode_start_date": start + timedelta(seconds=chance.one(0, 30)),
                "episode_type": chance.one("M", "M", "M", "A", ""),
                "episode_end_date": end,
                "rhi_offered": chance.one("Y", "N", "", "NA"),
            }
        )
        rows["missing_interviews"].append(
            {
                "person_id": child,
                "missing_start": start,
                "returned_at": end if chance.happens(0.5) else None,
                "completed_at": end + timedelta(hours=chance.one(-1, 0, 24, 72, 73)) if end and chance.happens(0.8) else None,
            }
        )
    for _ in range(chance.random.choice([0, 1, 2])):
        rows["leavers"].append(
            {
                "person_id": child,
                "eligibility": chance.one("Relevant", "Former Relevant", "Former Relevant", "Qualifying"),
                "in_touch": chance.one("YES", "NO", "DIED", "RHOM", ""),
                "latest_contact": chance.maybe_day(0.8, date(2026, 7, 1), LAST),
                "accommodation": chance.one("U", "G", "R", "B", ""),
                "accom_suitable": chance.one("1", "1", "2", ""),
                "activity": chance.one("F1", "P5", "G4", ""),
                "plan_review_date": chance.maybe_day(0.7, date(2026, 3, 1), LAST),
                "allocated_team": chance.one("t1", "t2", "t3", ""),
            }
        )
        start = chance.day()
        ends = {"start_date": start, "end_date": chance.maybe_day(0.4, start, LAST)}
        rows["involvements"].append({"person_id": child, "professional_id": f"w{chance.random.randint(0, 3)}", **ends})
        rows["exploitation"].append({"person_id": child, "type": chance.one("CSE", "GANG", "CCE"), **ends})
        rows["youth_justice"].append({"person_id": child, **ends, "outcome_date": chance.maybe_day(0.5)})
        rows["exclusions"].append({"person_id": child, "kind": chance.one("permanent", "Suspension"), "start_date": chance.day()})
        rows["scores"].append(
            {"person_id": child, "completed_date": chance.maybe_day(0.9), "score": chance.one(0, 13, 14, 16, 17, 22, 40, 41, 9.5)}
        )
        kind = chance.one("Review Health Assessment", "Dental check", "Optician")
        rows["health"].append(
            {"person_id": child, "type": kind, "check_date": chance.day(), "status": chance.one("Completed", "Refused")}
        )
        rows["peps"].append({"person_id": child, "completed_date": chance.maybe_day(0.8, date(2026, 5, 1), LAST)})
        rows["attendance"].append(
            {
                "person_id": child,
                "academic_year": chance.one("2025/26", "2026/27"),
                "term": chance.one("1", "2"),
                "sessions_possible": chance.one(0, 50, 100, ""),
                "sessions_missed": chance.one(0, 5, 10, ""),
            }
        )
        value = {"stage": chance.one("KS2", "KS4"), "measure": "Score", "value": chance.one(1, 40.5, "")}
        rows["attainment"].append({"person_id": child, "academic_year": chance.one("2024/25", "2025/26"), **value})
        rows["addresses"].append(
            {
                "person_id": child,
                "address_type": chance.one("Home", "Other"),
                **ends,
                "postcode": chance.one("aa11aa", "BB2 2BB", "ZZ9"),
            }
        )
    rows["immunisations"].append({"person_id": child, "immunisations_status": chance.one("Y", "N", "")})
    rows["disabilities"].append({"person_id": child, "code": chance.one("NONE", "LD", "")})
    if chance.happens(0.3):
        rows["immigration"].append(
            {"person_id": child, "immigration_status": chance.one("UASC", "Other"), "status_start_date": None}
        )
        rows["cp_history"].append({"person_id": child, "previous_plans": chance.one(0, 1)})
        rows["cla_history"].append({"person_id": child, "previous_periods": chance.one(0, 2)})


def _add_worker(rows: dict[str, Rows], chance: Chance, worker: str) -> None:
    for _ in range(chance.random.choice([1, 1, 2])):
        start = chance.day()
        rows["workforce"].append(
            {
                "worker_id": worker,
                "role": chance.one("SW", "SW", "IRO"),
                "fte": chance.one(1, 0.5, ""),
                "agency": chance.one("Y", "N", ""),
                "start_date": start,
                "end_date": chance.maybe_day(0.3, start, LAST),
            }
        )
