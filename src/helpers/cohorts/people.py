"""Who the persons are: age, sex, ethnicity and death, as known at a month's end."""

import numpy as np
import pandas as pd

from helpers.cohorts.known import Known
from helpers.cohorts.open_rows import places_in, take
from helpers.months import ages, as_days
from helpers.terms.codes import AGE_BANDS, ETHNICITY_GROUPS, NOT_RECORDED, SEX_GROUPS
from helpers.terms.tables import PERSON

FROM_TABLE = "ssd_person"
DAY_IN_TABLE = "datetime64[s]"
ADULT_AGE = 18


def _births(known: Known) -> pd.DataFrame:
    return known.rows(FROM_TABLE, PERSON, "pers_dob", may_be_missing=("pers_expected_dob",))


def _deaths(known: Known) -> pd.DataFrame:
    return known.rows(FROM_TABLE, PERSON, may_be_missing=("pers_death_date",))


def _where_given(known: Known, *dates: str) -> pd.DataFrame:
    if known.data.has(FROM_TABLE, PERSON):
        return known.rows(FROM_TABLE, PERSON, may_be_missing=dates)
    return pd.DataFrame({PERSON: pd.Series(dtype="str")} | {name: pd.Series(dtype=DAY_IN_TABLE) for name in dates})


def ages_on(known: Known, persons: pd.Series, days: np.ndarray) -> np.ndarray:
    """Ages in whole years on some days, as known on them; NaN where the birth date is not known.

    An expected birth date that has passed stands in for an empty one. Raises NotAvailable without birth dates.
    """
    return _ages(_births(known), persons, days)


def are_dead_on(known: Known, persons: pd.Series, days: np.ndarray) -> np.ndarray:
    """Whether each person's death date is on or before a day. Raises NotAvailable without the table of persons."""
    return _are_dead(_deaths(known), persons, days)


def are_known_adults_on(known: Known, persons: pd.Series, days: np.ndarray) -> np.ndarray:
    """Whether each person is aged 18 or over on a day; of unknown age nobody is, nor anybody without `ssd_person`."""
    return _ages(_where_given(known, "pers_dob", "pers_expected_dob"), persons, days) >= ADULT_AGE


def are_known_dead_on(known: Known, persons: pd.Series, days: np.ndarray) -> np.ndarray:
    """Whether each person's death date is on or before a day; without `ssd_person` nobody's death is known."""
    return _are_dead(_where_given(known, "pers_death_date"), persons, days)


def _ages(people: pd.DataFrame, persons: pd.Series, days: np.ndarray) -> np.ndarray:
    places = places_in(people[PERSON], persons)
    born = take(as_days(people["pers_dob"]), places, np.datetime64("NaT"))
    expected = take(as_days(people["pers_expected_dob"]), places, np.datetime64("NaT"))
    return ages(np.where(np.isnat(born), expected, born), days)


def _are_dead(people: pd.DataFrame, persons: pd.Series, days: np.ndarray) -> np.ndarray:
    places = places_in(people[PERSON], persons)
    return take(as_days(people["pers_death_date"]), places, np.datetime64("NaT")) <= days


def age_bands(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """The age band of each row's child; rows have a column `age_years`."""
    age = rows["age_years"].to_numpy(dtype=float)
    conditions = [(age >= youngest) & (age <= oldest) for youngest, oldest in AGE_BANDS.values()]
    return np.select(conditions, list(AGE_BANDS), NOT_RECORDED)


def sexes(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """The recorded sex of each row's person. Raises NotAvailable without the column."""
    return _groups_of_persons(known, rows[PERSON], "pers_sex", SEX_GROUPS)


def ethnicities(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """The broad ethnic group of each row's person. Raises NotAvailable without the column."""
    return _groups_of_persons(known, rows[PERSON], "pers_ethnicity", ETHNICITY_GROUPS)


def grouped(codes: pd.Series | np.ndarray, groups: dict[str, tuple[str, ...]]) -> np.ndarray:
    """The group that each code stands in; "Not recorded" for any other and none."""
    by_code = {code: group for group, members in groups.items() for code in members}
    places, different = pd.factorize(codes)
    found = [by_code.get(code, NOT_RECORDED) for code in different]
    return np.array([*found, NOT_RECORDED], dtype=object)[places]


def _groups_of_persons(known: Known, persons: pd.Series, column: str, groups: dict[str, tuple[str, ...]]) -> np.ndarray:
    people = known.rows(FROM_TABLE, PERSON, column)
    places = places_in(people[PERSON], persons)
    return take(grouped(people[column], groups), places, NOT_RECORDED)
