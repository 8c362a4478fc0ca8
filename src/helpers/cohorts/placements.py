"""Placements of children looked after: spells of care in one place, as known at each month end.

Source: definitions, "Children looked after", on placements.
"""

import numpy as np
import pandas as pd

from helpers.cohorts.at_month_ends import LONGEST_WINDOW
from helpers.cohorts.care import episodes, looked_after, recent_periods
from helpers.cohorts.known import Known, made_once
from helpers.cohorts.open_rows import NONE, OpenRows, pair_texts, places_in, take
from helpers.months import as_days, window_start
from helpers.terms.tables import PERSON

ATTRIBUTES = {
    "placement_type": "clap_cla_placement_type",
    "urn": "clap_cla_placement_urn",
    "postcode": "clap_cla_placement_postcode",
    "provider": "clap_cla_placement_provider",
}
# A number that stands for none: XXXXXXX.
NO_URN = "X+"
VIEW = ["first_episode", "episodes_known"]


@made_once
def placement_of_episode(known: Known) -> pd.DataFrame:
    """The placement of each episode of `episodes`, in its order: type, URN, postcode, provider; empty text for none.

    Raises NotAvailable where `ssd_cla_placement`, or a column that a spell rests on, is missing.
    """
    dates = ("clap_cla_placement_start_date", "clap_cla_placement_end_date")
    needed = (PERSON, "clap_cla_placement_id", *dates, *list(ATTRIBUTES.values())[:3])
    rows = known.rows("ssd_cla_placement", *needed, along=("clap_cla_placement_provider",))
    rows = rows.reset_index(drop=True)
    known.rows("ssd_cla_episodes", "clae_cla_placement_id", "clae_cla_episode_start_reason")
    asked = episodes(known)
    days = as_days(asked["start"])
    named = _named_rows(rows, asked, days)
    of_person = OpenRows(rows[PERSON], rows[dates[0]], rows[dates[1]]).latest(asked[PERSON], days)
    places = np.where(named == NONE, of_person, named)
    texts = {name: take(rows[column].to_numpy(dtype=object), places, "") for name, column in ATTRIBUTES.items()}
    frame = pd.DataFrame(texts, index=asked.index)
    for name in ("urn", "postcode"):
        frame[name] = frame[name].astype("str").str.upper().str.replace(r"\s+", "", regex=True)
    frame["urn"] = frame["urn"].where(~frame["urn"].str.fullmatch(NO_URN), "")
    return frame


def _named_rows(rows: pd.DataFrame, asked: pd.DataFrame, days: np.ndarray) -> np.ndarray:
    """The placement row that each episode names by its id, of the child's own rows first; -1 for none."""
    has_id = rows[rows["clap_cla_placement_id"] != ""]
    ids, asked_ids = has_id["clap_cla_placement_id"], asked["clae_cla_placement_id"]
    own = _latest_with_key(has_id, pair_texts(ids, has_id[PERSON]), pair_texts(asked_ids, asked[PERSON]), days)
    whoevers = _latest_with_key(has_id, ids, asked_ids, days)
    return np.where(own == NONE, whoevers, own)


def _latest_with_key(rows: pd.DataFrame, keys: pd.Series, asked: pd.Series, days: np.ndarray) -> np.ndarray:
    """Of the placement rows with each key, the latest to start by a day (ties: last row); failing that the last row."""
    places = rows.index.to_numpy()
    by_start = OpenRows(keys, rows["clap_cla_placement_start_date"]).latest(asked, days)
    last = keys.drop_duplicates(keep="last")
    failing_that = take(last.index.to_numpy(), places_in(last, asked), NONE)
    return np.where(by_start == NONE, failing_that, take(places, by_start, NONE))


@made_once
def spells_of_views(known: Known) -> pd.DataFrame:
    """Placement spells of each view of a period of care, one row a view and spell, temporary ones left out.

    A view is a period as known when only its first so many episodes had begun (`first_episode`, `episodes_known`).
    `spell_start` and `spell_end` are days; the end of a view's last spell is not known here and reads NaT. Spells before
    and after a temporary one at the same URN and postcode are one.
    """
    views = recent_periods(known)[VIEW].drop_duplicates(ignore_index=True)
    rows = _episodes_of_views(known, views)
    placements = placement_of_episode(known)
    settings = known.council.settings
    reasons = episodes(known)["clae_cla_episode_start_reason"].to_numpy(dtype=object)[rows["episode"]]
    begins = rows["is_first"].to_numpy() | np.isin(reasons, settings.spell_start_reasons)
    rows["spell"] = np.cumsum(begins)
    by_spell = rows.groupby("spell", sort=False)["episode"]
    spells = rows[begins].reset_index(drop=True)
    latest = by_spell.last().to_numpy()
    for name in ATTRIBUTES:
        spells[name] = placements[name].to_numpy(dtype=object)[latest]
    spells["spell_start"] = episodes(known)["start"].to_numpy()[spells["episode"]]
    types = placements["placement_type"].to_numpy(dtype=object)[spells["episode"]]
    spells["is_temporary"] = np.isin(types, settings.temporary_placement_types)
    spells["spell_end"] = spells.groupby("view")["spell_start"].shift(-1)
    return _joined_over_temporary(spells)


def _episodes_of_views(known: Known, views: pd.DataFrame) -> pd.DataFrame:
    counts = views["episodes_known"].to_numpy(dtype=np.int64)
    view = np.repeat(np.arange(len(views)), counts)
    begins = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(counts) else np.zeros(0, dtype=np.int64)
    within = np.arange(len(view)) - begins[view]
    return pd.DataFrame(
        {
            "view": view,
            "first_episode": views["first_episode"].to_numpy(dtype=np.int64)[view],
            "episodes_known": counts[view],
            "episode": views["first_episode"].to_numpy(dtype=np.int64)[view] + within,
            "is_first": within == 0,
        }
    )


def _joined_over_temporary(spells: pd.DataFrame) -> pd.DataFrame:
    """Leave temporary spells out, and join those before and after one (or several) at the same URN and postcode."""
    comes_after_temporary = spells.groupby("view")["is_temporary"].shift(1, fill_value=False).to_numpy()
    stays = spells[~spells["is_temporary"]].assign(after=comes_after_temporary[~spells["is_temporary"]])
    before = stays.groupby("view")[["urn", "postcode"]].shift(1, fill_value="")
    same = (stays[["urn", "postcode"]].to_numpy() == before.to_numpy()) & (before.to_numpy() != "")
    goes_on = stays["after"].to_numpy() & same.all(axis=1)
    joined = np.cumsum(~goes_on)
    first, last = stays[~goes_on], stays.groupby(joined).tail(1)
    columns = [*VIEW, "spell_start", "spell_end", *ATTRIBUTES]
    result = first[columns].reset_index(drop=True)
    for name in ("spell_end", *ATTRIBUTES):
        result[name] = last[name].to_numpy()
    return result


@made_once
def current_spells(known: Known) -> pd.DataFrame:
    """The current placement of each row of `looked_after`, in its order: start, attributes, and the spell before's start.

    `spell_start` is NaT, and the texts are empty, where the current period of care has none but temporary placements.
    """
    spells = spells_of_views(known).copy()
    spells["start_before"] = spells.groupby(VIEW)["spell_start"].shift(1)
    latest = spells.drop_duplicates(VIEW, keep="last")
    periods = looked_after(known)[["month_end", "period"]].merge(
        recent_periods(known)[["month_end", "period", *VIEW]], on=["month_end", "period"], how="left"
    )
    current = periods.merge(latest, on=VIEW, how="left")
    for name in ATTRIBUTES:
        current[name] = current[name].fillna("")
    return current


def placements_in_12_months(known: Known) -> np.ndarray:
    """How many placement spells each row of `looked_after` had in force on any day of the 12 months to its month end.

    All periods of care of the child count, short breaks left out; a spell in force is one that started before it ended.
    """
    children = looked_after(known)
    periods = recent_periods(known)
    periods = periods[~periods["is_short_break"]]
    spells = periods.merge(spells_of_views(known), on=VIEW)
    starts = as_days(spells["spell_start"])
    ends = as_days(spells["spell_end"].fillna(spells["period_end"]))
    in_force = (ends > window_start(as_days(spells["month_end"]), LONGEST_WINDOW)) & (ends > starts)
    counts = spells[in_force].groupby(["month_end", PERSON]).size()
    asked = pd.MultiIndex.from_frame(children[["month_end", PERSON]])
    return counts.reindex(asked, fill_value=0).to_numpy()
