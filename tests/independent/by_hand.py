"""The hardest figures by plain loops, one child and one day at a time: a second route, written from the definitions alone.

Every function takes made-up rows and the last day `t` of a month, and gives (who is asked, who is counted), in any order;
those of events take the first day of the window too. Nothing here is shared with the code under test.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

Rows = dict[str, list[dict]]
Answer = tuple[list[str], list[str]]

# As announced by the government; the years that the made-up rows touch.
BANK_HOLIDAYS = {
    date(year, month, day)
    for year, days in {
        2022: [(1, 3), (4, 15), (4, 18), (5, 2), (6, 2), (6, 3), (8, 29), (9, 19), (12, 26), (12, 27)],
        2023: [(1, 2), (4, 7), (4, 10), (5, 1), (5, 8), (5, 29), (8, 28), (12, 25), (12, 26)],
        2024: [(1, 1), (3, 29), (4, 1), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26)],
        2025: [(1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)],
        2026: [(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)],
    }.items()
    for month, day in days
}
CARE_STATUSES = {"C1", "C2", "D1", "E1", "V1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3"}
SHORT_BREAKS = {"V1", "V3", "V4"}
TEMPORARY = {"T0", "T1", "T2", "T3", "T4"}
DAY = timedelta(1)


def months_after(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_before(day: date, months: int) -> date:
    return months_after(day, -months)


def first_day(t: date, months: int) -> date:
    """The first day of the window of whole months that ends on t."""
    return months_before(t.replace(day=1), months - 1)


def working_days(first: date, last: date) -> int:
    count, day = 0, first
    while day < last:
        day += DAY
        count += day.weekday() < 5 and day not in BANK_HOLIDAYS
    return count


def is_open(row: dict, start: str, end: str, day: date) -> bool:
    return row[start] is not None and row[start] <= day and (row[end] is None or row[end] > day)


def latest(rows: list[dict], start: str) -> dict | None:
    """The row of the latest start; of several the last in the file."""
    best = None
    for row in rows:
        if best is None or row[start] >= best[start]:
            best = row
    return best


def person(rows: Rows, child: str) -> dict:
    return next(row for row in rows["persons"] if row["person_id"] == child)


def children(rows: Rows) -> list[str]:
    return [row["person_id"] for row in rows["persons"]]


def of(rows: Rows, table: str, child: str) -> list[dict]:
    return [row for row in rows[table] if row["person_id"] == child]


def is_dead(rows: Rows, child: str, day: date) -> bool:
    died = person(rows, child)["death_date"]
    return died is not None and died <= day


def age(rows: Rows, child: str, day: date) -> int | None:
    row = person(rows, child)
    born = row["dob"] or row["expected_dob"]
    if born is None or born > day:
        return None
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (not had_birthday)


def is_child(rows: Rows, child: str, day: date) -> bool:
    years = age(rows, child, day)
    return years is None or years < 18


def legal_status(rows: Rows, child: str, day: date) -> str:
    found = [
        row
        for row in of(rows, "legal", child)
        if row["lega_legal_status"] in CARE_STATUSES and is_open(row, "status_start_date", "status_end_date", day)
    ]
    row = latest(found, "status_start_date")
    return row["lega_legal_status"] if row else ""


def open_episodes(rows: Rows, child: str, day: date) -> list[dict]:
    return [e for e in of(rows, "episodes", child) if is_open(e, "episode_start_date", "episode_ceased_date", day)]


def is_looked_after(rows: Rows, child: str, day: date) -> bool:
    return (
        bool(open_episodes(rows, child, day))
        and legal_status(rows, child, day) not in SHORT_BREAKS
        and not is_dead(rows, child, day)
        and is_child(rows, child, day)
    )


class Period:
    """A period of care of a child, as known at t."""

    def __init__(self, child: str, name: str, episodes: list[dict], t: date) -> None:
        self.child, self.name = child, name
        self.episodes = sorted(episodes, key=lambda episode: episode["episode_start_date"])
        entered = [e["entered_care_date"] for e in episodes if e["entered_care_date"]]
        self.start = min(entered) if entered else min(e["episode_start_date"] for e in episodes)
        ends = [e["episode_ceased_date"] for e in episodes]
        self.end = None if any(end is None or end > t for end in ends) else max(ends)

    def is_short_break(self, rows: Rows) -> bool:
        return legal_status(rows, self.child, self.start) in SHORT_BREAKS


def periods(rows: Rows, child: str, t: date) -> list[Period]:
    groups: dict[str, list[dict]] = {}
    for place, episode in enumerate(of(rows, "episodes", child)):
        if episode["episode_start_date"] <= t:
            groups.setdefault(episode["cla_id"] or f"alone {place}", []).append(episode)
    return [Period(child, name, episodes, t) for name, episodes in groups.items()]


def current_period(rows: Rows, child: str, t: date) -> Period:
    episode = latest(open_episodes(rows, child, t), "episode_start_date")
    return next(each for each in periods(rows, child, t) if any(e is episode for e in each.episodes))


def placement(rows: Rows, episode: dict) -> dict:
    nothing = {"placement_type": "", "placement_urn": "", "placement_postcode": ""}
    start = episode["episode_start_date"]
    if episode["placement_id"]:
        named = [p for p in rows["placements"] if p["placement_id"] == episode["placement_id"]]
        by_start = latest([p for p in named if p["placement_start_date"] <= start], "placement_start_date")
        if named:
            return by_start or named[-1]
    own = of(rows, "placements", episode["person_id"])
    return (
        latest([p for p in own if is_open(p, "placement_start_date", "placement_end_date", start)], "placement_start_date")
        or nothing
    )


def spells(rows: Rows, period: Period) -> list[dict]:
    """Placement spells without the temporary ones: start, end (None: open) and the placement of the latest episode."""
    found: list[dict] = []
    for place, episode in enumerate(period.episodes):
        where = placement(rows, episode)
        if place == 0 or episode["episode_start_reason"] in ("S", "P", "B"):
            is_temporary = where["placement_type"] in TEMPORARY
            found.append({"start": episode["episode_start_date"], "is_temporary": is_temporary})
        found[-1]["at"] = where
    for spell, following in zip(found, [*found[1:], None], strict=True):
        spell["end"] = following["start"] if following else period.end
    kept: list[dict] = []
    after_temporary = False
    for spell in found:
        if spell["is_temporary"]:
            after_temporary = True
            continue
        same = kept and all(
            spell["at"][key] and spell["at"][key] == kept[-1]["at"][key] for key in ("placement_urn", "placement_postcode")
        )
        if after_temporary and same:
            kept[-1]["end"], kept[-1]["at"] = spell["end"], spell["at"]
        else:
            kept.append(spell)
        after_temporary = False
    return kept


def cla(rows: Rows, t: date) -> list[str]:
    return [child for child in children(rows) if is_looked_after(rows, child, t)]


def cla_n(rows: Rows, t: date) -> Answer:
    return cla(rows, t), cla(rows, t)


def cla_3pl(rows: Rows, t: date) -> Answer:
    first, counted = first_day(t, 12), []
    for child in cla(rows, t):
        in_force = 0
        for period in periods(rows, child, t):
            if period.is_short_break(rows):
                continue
            for spell in spells(rows, period):
                days = [first + DAY * n for n in range((t - first).days + 1)]
                in_force += any(spell["start"] <= day and (spell["end"] is None or spell["end"] > day) for day in days)
        if in_force >= 3:
            counted.append(child)
    return cla(rows, t), counted


def cla_2y(rows: Rows, t: date) -> Answer:
    asked, counted = [], []
    for child in cla(rows, t):
        period, years = current_period(rows, child, t), age(rows, child, t)
        if years is None or years >= 16 or period.start > months_before(t, 30):
            continue
        asked.append(child)
        own = spells(rows, period)
        two_years_ago = months_before(t, 24)
        is_long = own and own[-1]["start"] <= two_years_ago
        for_adoption = own and own[-1]["at"]["placement_type"] in ("A3", "A4", "A5", "A6")
        if is_long or (for_adoption and len(own) > 1 and own[-2]["start"] <= two_years_ago):
            counted.append(child)
    return asked, counted


def started(rows: Rows, t: date, first: date) -> list[Period]:
    every = [period for child in children(rows) for period in periods(rows, child, t)]
    return [period for period in every if first <= period.start <= t and not period.is_short_break(rows)]


def ended(rows: Rows, t: date, first: date) -> list[Period]:
    every = [period for child in children(rows) for period in periods(rows, child, t)]
    return [p for p in every if p.end is not None and first <= p.end <= t and not p.is_short_break(rows)]


def cla_start(rows: Rows, t: date, first: date) -> Answer:
    who = [period.child for period in started(rows, t, first)]
    return who, who


def cla_cease(rows: Rows, t: date, first: date) -> Answer:
    who = [period.child for period in ended(rows, t, first)]
    return who, who


def cla_rep(rows: Rows, t: date, first: date) -> Answer:
    asked, counted = [], []
    for period in started(rows, t, first):
        asked.append(period.child)
        others = [p for p in periods(rows, period.child, t) if p.name != period.name and not p.is_short_break(rows)]
        came_before = any(p.end is not None and (period.start - p.end).days > 1 for p in others)
        if came_before or any(row["previous_periods"] > 0 for row in of(rows, "cla_history", period.child)):
            counted.append(period.child)
    return asked, counted


def perm_all(rows: Rows, t: date, first: date) -> Answer:
    asked, counted = [], []
    for period in ended(rows, t, first):
        asked.append(period.child)
        last = period.episodes[0]
        for episode in period.episodes:
            if (episode["episode_ceased_date"], episode["episode_start_date"]) >= (
                last["episode_ceased_date"],
                last["episode_start_date"],
            ):
                last = episode
        if last["episode_ceased_reason"] in ("E11", "E12", "E41", "E43", "E44", "E45", "E46", "E47", "E48"):
            counted.append(period.child)
    return asked, counted


def ado_14m(rows: Rows, t: date, first: date) -> Answer:
    asked, counted = [], []
    for child in children(rows):
        for period in periods(rows, child, t):
            placed = [
                row["placed_for_adoption_date"]
                for row in rows["permanence"]
                if row["perm_cla_id"] == period.name and row["placed_for_adoption_date"]
            ]
            placed = [day for day in placed if first <= day <= t]
            if placed:
                asked.append(child)
                counted += [child] if min(placed) < months_after(period.start, 14) else []
    return asked, counted


def ado_wait(rows: Rows, t: date) -> Answer:
    def by_t(day: date | None) -> bool:
        return day is not None and day <= t

    who = [
        child
        for child in cla(rows, t)
        if any(
            row["perm_cla_id"] == current_period(rows, child, t).name
            and by_t(row["adm_decision_date"])
            and not by_t(row["placed_for_adoption_date"])
            and not by_t(row["decision_reversed_date"])
            for row in rows["permanence"]
        )
    ]
    return who, who


def cla_vis(rows: Rows, t: date) -> Answer:
    asked, counted = [], []
    for child in cla(rows, t):
        own = spells(rows, current_period(rows, child, t))
        if not own or own[-1]["start"] > t - DAY * 7:
            continue
        asked.append(child)
        spell, kind = own[-1], own[-1]["at"]["placement_type"]
        seen = [v["visit_date"] for v in of(rows, "visits", child) if v["visit_seen"] == "Y" and v["visit_date"] <= t]
        agreed = latest(
            [r for r in of(rows, "visit_frequency", child) if r["interval_days"] != "" and r["from_date"] <= t], "from_date"
        )
        if spell["start"] >= t - DAY * 42:
            in_time = any(spell["start"] <= day <= spell["start"] + DAY * 7 for day in seen)
        elif agreed:
            in_time = any((t - day).days <= agreed["interval_days"] for day in seen)
        elif kind == "P1" and legal_status(rows, child, t) == "C1":
            in_time = any((t - day).days <= 28 for day in seen)
        elif kind in ("U1", "U4") and spell["start"] <= months_before(t, 12):
            in_time = any(day >= first_day(t, 3) for day in seen)
        else:
            in_time = any((t - day).days <= 42 for day in seen)
        counted += [child] if in_time else []
    return asked, counted


def cla_rev(rows: Rows, t: date, first: date) -> Answer:
    asked, counted = [], []
    for row in rows["reviews"]:
        if row["review_cancelled"] == "Y" or not first <= row["due_date"] <= t:
            continue
        named = [period for period in periods(rows, row["person_id"], t) if period.name == row["cla_id"]]
        for period in named:
            was_open = period.start <= row["due_date"] and (period.end is None or period.end > row["due_date"])
            if not was_open or period.is_short_break(rows):
                break
        else:
            asked.append(row["person_id"])
            if row["review_date"] and row["review_date"] <= row["due_date"]:
                counted.append(row["person_id"])
    return asked, counted


def open_plans(rows: Rows, child: str, t: date) -> list[dict]:
    if is_dead(rows, child, t) or not is_child(rows, child, t):
        return []
    return [p for p in of(rows, "plans", child) if is_open(p, "start_date", "end_date", t) and p["ola"] != "Y"]


def cp_vis(rows: Rows, t: date) -> Answer:
    asked, counted = [], []
    for child in children(rows):
        if any(working_days(plan["start_date"], t) >= 20 for plan in open_plans(rows, child, t)):
            asked.append(child)
            visits = [v for v in of(rows, "plan_visits", child) if v["visit_seen"] == "Y" and v["visit_date"] <= t]
            counted += [child] if any(working_days(v["visit_date"], t) <= 20 for v in visits) else []
    return asked, counted


def has_late_review(rows: Rows, plan: dict, t: date) -> bool:
    first = first_day(t, 12)
    held = sorted(
        {r["review_date"] for r in of(rows, "plan_reviews", plan["person_id"]) if plan["start_date"] < r["review_date"] <= t}
    )
    due = months_after(plan["start_date"], 3)
    for place in range(len(held) + 1):
        day = held[place] if place < len(held) else None
        is_late = due <= t and (day is None or day > due)
        if is_late and (due >= first or day is None or day >= first):
            return True
        due = months_after(day, 6) if day else due
    return False


def cp_rev(rows: Rows, t: date) -> Answer:
    asked, counted = [], []
    for child in children(rows):
        plans = [plan for plan in open_plans(rows, child, t) if plan["start_date"] <= months_before(t, 3)]
        if plans:
            asked.append(child)
            counted += [] if any(has_late_review(rows, plan, t) for plan in plans) else [child]
    return asked, counted


def cp_rep12(rows: Rows, t: date, first: date) -> Answer:
    asked, counted = [], []
    for plan in rows["plans"]:
        start = plan["start_date"]
        if plan["ola"] == "Y" or not first <= start <= t:
            continue
        asked.append(plan["person_id"])
        others = [p for p in of(rows, "plans", plan["person_id"]) if p is not plan and p["end_date"]]
        if any((start - p["end_date"]).days > 1 and p["end_date"] >= months_before(start, 12) for p in others):
            counted.append(plan["person_id"])
    return asked, counted


def reref(rows: Rows, t: date, first: date) -> Answer:
    asked, counted = [], []
    for row in rows["referrals"]:
        day = row["referral_date"]
        if first <= day <= t:
            asked.append(row["person_id"])
            others = [r["referral_date"] for r in of(rows, "referrals", row["person_id"])]
            counted += [row["person_id"]] if any(months_before(day, 12) <= other < day for other in others) else []
    return asked, counted


def ass_45(rows: Rows, t: date, first: date) -> Answer:
    asked, counted = [], []
    for row in rows["assessments"]:
        if row["auth_date"] and first <= row["auth_date"] <= t:
            asked.append(row["person_id"])
            counted += [row["person_id"]] if working_days(row["start_date"], row["auth_date"]) <= 45 else []
    return asked, counted


def cin_plan_n(rows: Rows, t: date) -> Answer:
    who = [
        child
        for child in children(rows)
        if any(is_open(plan, "start_date", "end_date", t) for plan in of(rows, "need_plans", child))
        and not open_plans(rows, child, t)
        and not is_looked_after(rows, child, t)
        and not is_dead(rows, child, t)
    ]
    return who, who


def missing_episodes(rows: Rows, t: date, first: date) -> list[dict]:
    found = []
    for row in rows["missing"]:
        day = row["episode_start_date"].date()
        if row["episode_type"] == "M" and first <= day <= t and is_looked_after(rows, row["person_id"], day):
            found.append(row)
    return found


def miss_ep(rows: Rows, t: date, first: date) -> Answer:
    who = [row["person_id"] for row in missing_episodes(rows, t, first)]
    return who, who


def miss_ch(rows: Rows, t: date, first: date) -> Answer:
    who = sorted(set(miss_ep(rows, t, first)[0]))
    return who, who


def rhi_3d(rows: Rows, t: date, first: date) -> Answer:
    asked, counted = [], []
    midnight = datetime.combine(t + DAY, time())
    three_days = timedelta(hours=72)
    for row in missing_episodes(rows, t, first):
        end = row["episode_end_date"]
        if end is None or end > midnight - three_days or row["rhi_offered"] == "NA":
            continue
        asked.append(row["person_id"])
        for interview in of(rows, "missing_interviews", row["person_id"]):
            same = interview["missing_start"].replace(second=0) == row["episode_start_date"].replace(second=0)
            done, back = interview["completed_at"], interview["returned_at"] or end
            if same and done and done.date() <= t and timedelta(0) <= done - back <= three_days:
                counted.append(row["person_id"])
                break
    return asked, counted


def care_leavers(rows: Rows, t: date) -> list[dict]:
    found = []
    for child in children(rows):
        best = None
        for row in of(rows, "leavers", child):
            contact = row["latest_contact"] or date.min
            contact = contact if contact <= t else date.min
            if best is None or contact >= best[0]:
                best = (contact, row)
        if best is None or best[1]["eligibility"] not in ("Relevant", "Former Relevant"):
            continue
        years = age(rows, child, t)
        if years in (17, 18, 19, 20, 21) and not is_looked_after(rows, child, t) and not is_dead(rows, child, t):
            found.append(best[1])
    return found


def cl_n(rows: Rows, t: date) -> Answer:
    who = [row["person_id"] for row in care_leavers(rows, t)]
    return who, who


def cl_suit(rows: Rows, t: date) -> Answer:
    asked = [
        row
        for row in care_leavers(rows, t)
        if row["in_touch"] not in ("DIED", "RHOM") and row["accommodation"] not in ("G", "H", "R")
    ]
    return [row["person_id"] for row in asked], [row["person_id"] for row in asked if row["accom_suitable"] == "1"]


def caseload(rows: Rows, t: date) -> tuple[int, float]:
    """Children of social workers in post, and the full-time equivalent of those who have any."""
    workers: dict[str, dict] = {}
    for row in rows["workforce"]:
        held = workers.get(row["worker_id"])
        if row["start_date"] <= t and (held is None or row["start_date"] >= held["start_date"]):
            workers[row["worker_id"]] = row
    in_post = {
        name: row for name, row in workers.items() if row["role"] == "SW" and (row["end_date"] is None or row["end_date"] > t)
    }
    pairs = {
        (row["professional_id"], row["person_id"])
        for row in rows["involvements"]
        if is_open(row, "start_date", "end_date", t)
        and row["professional_id"] in in_post
        and not is_dead(rows, row["person_id"], t)
    }
    busy = {worker for worker, _ in pairs}
    return len(pairs), sum(1 if in_post[name]["fte"] == "" else in_post[name]["fte"] for name in busy)
