"""Where children's homes are: the district of the home address.

Source: definitions, "Others", on districts. Postcodes match in any case, spaces aside.
"""

import numpy as np
import pandas as pd

from helpers.cohorts.known import Known, made_once
from helpers.cohorts.open_rows import ALWAYS, NONE, OpenRows, places_in, take
from helpers.months import as_days
from helpers.terms.codes import ADDRESS_TYPE, HOME, NOT_RECORDED
from helpers.terms.tables import PERSON


def bare_texts(texts: pd.Series) -> pd.Series:
    """Texts in upper case and without spaces, as postcodes and names of districts are compared."""
    return texts.str.upper().str.replace(r"\s+", "", regex=True)


@made_once
def postcodes(known: Known) -> pd.DataFrame:
    """The postcode lookup, one row a postcode (the last of the file): district and in_area (`Y`, `N` or empty).

    The index is the bare postcode; a district is spelled as in its first row, `Not recorded` where it is empty.
    Raises NotAvailable where `postcode_lookup` or its postcode is missing.
    """
    rows = known.rows("postcode_lookup", "postcode", along=("district", "in_area"))
    district = bare_texts(rows["district"])
    spelling = rows["district"].groupby(district).first()
    rows = rows.assign(
        postcode=bare_texts(rows["postcode"]),
        district=district.map(spelling).where(district != "", NOT_RECORDED),
    )
    return rows[rows["postcode"] != ""].drop_duplicates("postcode", keep="last").set_index("postcode")


@made_once
def _homes(known: Known) -> tuple[pd.Series, OpenRows]:
    dates = ("addr_address_start_date", "addr_address_end_date")
    known.data.ask_for_codes("ssd_address", ADDRESS_TYPE, HOME)
    rows = known.rows("ssd_address", PERSON, ADDRESS_TYPE, "addr_address_postcode", *dates)
    rows = rows[rows[ADDRESS_TYPE] == HOME]
    return bare_texts(rows["addr_address_postcode"]), OpenRows(rows[PERSON], rows[dates[0]], rows[dates[1]], ALWAYS)


def districts(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """The district of the home of each row's child at its month end; "Not recorded" where it can't be told.

    Rows with an `event_date` take the home of that day; failing that the first home to begin after it, by the month end.
    Raises NotAvailable where `ssd_address` or `postcode_lookup`, or a column needed, is missing.
    """
    lookup = postcodes(known)
    known.rows("postcode_lookup", "district")
    home_postcodes, homes = _homes(known)
    month_ends = as_days(rows["month_end"])
    if "event_date" in rows.columns:
        days = as_days(rows["event_date"])
        home = homes.latest(rows[PERSON], days)
        home = np.where(home == NONE, homes.first_after(rows[PERSON], days, month_ends), home)
    else:
        home = homes.latest(rows[PERSON], month_ends)
    postcode = take(home_postcodes.to_numpy(dtype=object), home, "")
    return take(lookup["district"].to_numpy(dtype=object), places_in(lookup.index, postcode), NOT_RECORDED)
