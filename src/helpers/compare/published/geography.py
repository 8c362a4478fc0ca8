"""Areas of published figures: England, its regions, its councils, and the codes they are known by."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.compare.published.reference import areas
from helpers.compare.published.spelling import plain_code, plain_labels
from helpers.council import Council
from helpers.errors import DataError

ENGLAND, REGION, COUNCIL = "england", "region", "la"
ENGLAND_CODE = "E92000001"
# The nine regions' ONS codes begin so; Inner and Outer London's don't.
REGION_PREFIX = "E1200000"
LEVELS = {"national": ENGLAND, "regional": REGION, "local authority": COUNCIL}
AREA_COLUMNS = ("country_code", "region_code", "region_name", "old_la_code", "new_la_code", "la_name")
# Of these columns the ones that hold codes, which are read as they are meant.
CODE_COLUMNS = ("country_code", "region_code", "old_la_code", "new_la_code")
# What an area is known by within a measure and period.
AREA_KEY = ["level", "area"]
_NEEDED = {ENGLAND: ("country_code",), REGION: ("region_code", "region_name"), COUNCIL: ("old_la_code", "new_la_code", "la_name")}
_THREE_DIGITS = re.compile(r"\d{3}", re.ASCII)
# A part of London without a figure stands behind the whole of it.
PARTS_OF_LONDON = ("inner london", "outer london")


@dataclass(frozen=True)
class Parted:
    """A file's rows, each of one area: the text, the place in the file that each row has, and whether it was a joint row."""

    frame: pd.DataFrame
    places: np.ndarray
    is_joint: np.ndarray


def part_joint_rows(frame: pd.DataFrame) -> Parted:
    """The rows of a file, one of two councils with a joint service (`940 / 941`) as a row of each, with the joint figure.

    Source: LAIT, which gives both councils the figure, and a rank.
    """
    count = frame["old_la_code"].str.count("/").to_numpy() + 1 if "old_la_code" in frame else np.ones(len(frame), dtype=int)
    places = np.repeat(np.arange(len(frame)), count)
    part = np.arange(len(places)) - np.repeat(np.cumsum(count) - count, count)
    is_joint = (count > 1)[places]
    parted = frame.iloc[places].reset_index(drop=True)
    for column in ("old_la_code", "new_la_code"):
        if column in parted and is_joint.any():
            texts = parted[column].to_numpy(dtype=object, copy=True)
            for row in np.flatnonzero(is_joint):
                texts[row] = "".join(texts[row].split("/")[part[row] : part[row] + 1]).strip()
            parted[column] = texts
    return Parted(parted, places, is_joint)


def read_areas(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    """The area of each row of a department's file: level, area, la_code, ons_code and name.

    `area` is what a row's area is known by: a council by its 3-digit code, which stays when its ONS code changes, others by
    their ONS code. The level is empty, and the row not to be read, for other countries and smaller areas.
    Raises DataError where a column that a level needs is missing.
    """
    level = pd.Series(plain_labels(frame["geographic_level"]), index=frame.index, dtype="str").map(LEVELS).fillna("")
    for asked, needed in _NEEDED.items():
        missing = [name for name in needed if name not in frame]
        if missing and (level == asked).any():
            raise DataError(
                f"{file} has rows of {asked} but no column {missing[0]}.\nThe department may have changed its layout."
            )
    text = {name: frame[name] if name in frame else pd.Series("", index=frame.index) for name in AREA_COLUMNS}
    is_council, is_region = level == COUNCIL, level == REGION
    ons_code = text["country_code"].where(level == ENGLAND, text["region_code"].where(is_region, text["new_la_code"]))
    la_code = text["old_la_code"].where(is_council, "")
    not_read = is_council & ~la_code.str.fullmatch(_THREE_DIGITS) | (level == ENGLAND) & (ons_code != ENGLAND_CODE)
    key = la_code.where(is_council, ons_code)
    given = text["la_name"].where(is_council, text["region_name"].where(is_region, "England"))
    names = key.map(_names()).fillna(given)
    columns = {"level": level.where(~not_read, ""), "area": key, "la_code": la_code, "ons_code": ons_code, "name": names}
    return pd.DataFrame(columns, index=frame.index).astype("str")


def _names() -> dict[str, str]:
    """The one name of each area, by 3-digit code for councils and by ONS code for others."""
    table = areas()
    return dict(zip(np.where(table["level"] == COUNCIL, table["la_code"], table["ons_code"]), table["name"], strict=True))


def la_code_of(council: Council) -> str | None:
    """A council's 3-digit code, by its ONS code, an earlier one too, or the 3-digit code itself; none if it is not known."""
    councils = areas()
    councils = councils[councils["level"] == COUNCIL]
    code = plain_code(council.code)
    found = councils[(councils["ons_code"] == code) | (councils["la_code"] == code)]["la_code"]
    return found.iloc[0] if code and len(found) else None


def regions_of(council: Council) -> tuple[str, ...]:
    """The names of the regions to look in for a council's, best first; none where neither it nor its code says one.

    Inner and Outer London stand before London, whose figure serves where they have none.
    """
    asked = council.region.strip() or _region_by_code(council)
    wanted = _plain(asked)
    names = {_plain(name): name for name in areas()["name"][areas()["level"] == REGION]}
    if wanted not in names:
        return ()
    return (names[wanted], names["london"]) if wanted in PARTS_OF_LONDON else (names[wanted],)


def _region_by_code(council: Council) -> str:
    councils = areas()
    found = councils["region"][(councils["level"] == COUNCIL) & (councils["la_code"] == la_code_of(council))]
    return str(found.iloc[0]) if len(found) else ""


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("&", "and").replace(" the ", " ").removesuffix(" region").split())
