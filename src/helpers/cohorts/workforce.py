"""Social workers and reviewing officers: who is in post, who left, and the children they work with; foster carers.

Source: definitions, "Others", on the workforce; definitions, "Values", on `fostering`.
"""

import numpy as np
import pandas as pd

from helpers.cohorts.at_month_ends import at_every_month_end, events_in_12_months, open_at_month_ends
from helpers.cohorts.known import Known, made_once
from helpers.cohorts.open_rows import OpenRows, ends_or_never
from helpers.cohorts.people import are_known_dead_on
from helpers.errors import NotAvailable
from helpers.months import as_days, window_start
from helpers.terms.tables import PERSON

WORKER = "worker_id"
SOCIAL_WORKER = "SW"
REVIEWING_OFFICER = "IRO"


@made_once
def _workers(known: Known) -> pd.DataFrame:
    """The row of each worker that holds at each month end: of those begun the latest (ties: last row); one row each.

    `fte` empty counts 1; `is_in_post` says whether the row is open. Raises NotAvailable where `workforce` is missing.
    """
    columns = (PERSON, "role", "start_date", "end_date")
    known.data.ask_for_known_words("workforce", "role")
    rows = known.rows("workforce", *columns, may_be_missing=("fte",), along=("agency",)).rename(columns={PERSON: WORKER})
    persons = at_every_month_end(known, rows[[WORKER]].drop_duplicates())
    month_end = as_days(persons["month_end"])
    place = OpenRows(rows[WORKER], rows["start_date"]).latest(persons[WORKER], month_end)
    has_begun = place >= 0
    picked = rows.iloc[place[has_begun]].reset_index(drop=True)
    picked = picked.assign(month_end=month_end[has_begun], fte=picked["fte"].fillna(1.0))
    return picked.assign(is_in_post=ends_or_never(picked["end_date"]) > as_days(picked["month_end"]))


def _in_post(known: Known, role: str) -> pd.DataFrame:
    workers = _workers(known)
    return workers[workers["is_in_post"] & (workers["role"] == role)].reset_index(drop=True)


@made_once
def _involvements(known: Known) -> pd.DataFrame:
    """Living children with an open involvement, one row a month end, worker and child; in post or not."""
    dates = ("invo_involvement_start_date", "invo_involvement_end_date")
    rows = open_at_month_ends(known, known.rows("ssd_involvements", PERSON, "invo_professional_id", *dates), *dates)
    rows = rows[~are_known_dead_on(known, rows[PERSON], as_days(rows["month_end"]))]
    return rows.rename(columns={"invo_professional_id": WORKER})[["month_end", WORKER, PERSON]].drop_duplicates()


def _caseloads(known: Known, role: str) -> pd.DataFrame:
    """Children with an open involvement of a worker in post, one row a month end, worker and child.

    `cases` is 1; `fte_of_worker` the worker's full-time equivalent on the first of their rows, 0 on the others, so that
    its sum is that of the workers. Raises NotAvailable where `ssd_involvements` or `workforce` is missing.
    """
    pairs = _involvements(known).merge(_in_post(known, role)[["month_end", WORKER, "fte"]], on=["month_end", WORKER])
    is_first = ~pairs.duplicated(["month_end", WORKER])
    return pairs.assign(cases=1.0, fte_of_worker=pairs["fte"].where(is_first, 0.0))


@made_once
def caseloads_of_social_workers(known: Known) -> pd.DataFrame:
    """Children with an open involvement of a social worker in post, one row a month end, worker and child."""
    return _caseloads(known, SOCIAL_WORKER)


@made_once
def caseloads_of_reviewing_officers(known: Known) -> pd.DataFrame:
    """Children with an open involvement of an independent reviewing officer in post, one row a month end, worker and child."""
    return _caseloads(known, REVIEWING_OFFICER)


@made_once
def social_workers_and_leavers(known: Known) -> pd.DataFrame:
    """Social workers in post at each month end, and those who left in the 12 months to it; agency workers are left out.

    `fte_in_post` and `fte_left` are each worker's full-time equivalent, 0 for one of whom it isn't asked.
    Raises NotAvailable where `workforce` or its `agency` is missing.
    """
    known.rows("workforce", "agency")
    workers = _workers(known)
    workers = workers[(workers["role"] == SOCIAL_WORKER) & (workers["agency"] != "Y")]
    end, month_end = as_days(workers["end_date"]), as_days(workers["month_end"])
    has_left = (end >= window_start(month_end, 12)) & (end <= month_end)
    fte = workers["fte"]
    workers = workers.assign(fte_in_post=fte.where(workers["is_in_post"], 0.0), fte_left=fte.where(has_left, 0.0))
    return workers[workers["is_in_post"] | has_left].reset_index(drop=True)


@made_once
def social_workers(known: Known) -> pd.DataFrame:
    """Social workers in post, one row a month end and worker; `fte_of_agency` is 0 where they are no agency worker."""
    return _with_agency(known, SOCIAL_WORKER)


@made_once
def reviewing_officers(known: Known) -> pd.DataFrame:
    """Independent reviewing officers in post, one row a month end and worker; `fte_of_agency` as of social workers."""
    return _with_agency(known, REVIEWING_OFFICER)


def _with_agency(known: Known, role: str) -> pd.DataFrame:
    known.rows("workforce", "agency")
    workers = _in_post(known, role)
    return workers.assign(fte_of_agency=workers["fte"].where(workers["agency"] == "Y", 0.0))


def _fostering(known: Known, *columns: str) -> pd.DataFrame:
    """The months of the fostering file, one row each: of a repeated one the last row, its empty cells too."""
    rows = known.rows("fostering", "month", *columns).dropna(subset="month")
    return rows.drop_duplicates("month", keep="last")


@made_once
def fostering_approvals(known: Known) -> pd.DataFrame:
    """Foster carers approved in each of the 12 months to each month end, one row a month end and month: `approvals`.

    Raises NotAvailable where `fostering` or its column is missing.
    """
    return _of_12_months(known, _fostering(known, "approvals"))


@made_once
def fostering_net_change(known: Known) -> pd.DataFrame:
    """Approvals less leavers in each of the 12 months to each month end, one row a month end and month: `net_change`.

    Raises NotAvailable where `fostering` or a column of it is missing.
    """
    rows = _fostering(known, "approvals", "leavers")
    return _of_12_months(known, rows.assign(net_change=rows["approvals"] - rows["leavers"]))


def _of_12_months(known: Known, rows: pd.DataFrame) -> pd.DataFrame:
    return events_in_12_months(known, rows, "month").drop(columns="month")


@made_once
def fostering_places(known: Known) -> pd.DataFrame:
    """Fostering places of the month itself, and how many are filled; one row a month end for which both are given.

    Raises NotAvailable where `fostering` or a column of it is missing.
    """
    rows = _fostering(known, "places", "filled").dropna(subset=["places", "filled"])
    seen = at_every_month_end(known, rows)
    return seen[as_days(seen["month"]) == window_start(as_days(seen["month_end"]), 1)].drop(columns="month")


def months_with_places(known: Known) -> np.ndarray:
    """The month ends for which fostering places are given. Raises NotAvailable where there are none."""
    month_ends = as_days(fostering_places(known)["month_end"])
    if not len(month_ends):
        raise NotAvailable("fostering.csv gives no places for these months.")
    return month_ends
