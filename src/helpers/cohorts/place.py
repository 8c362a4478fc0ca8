"""A part of the council that a report is made for: a district, or an area of several."""

import numpy as np
import pandas as pd

from helpers.cohorts.homes import bare_texts, districts, postcodes
from helpers.cohorts.known import Known, Place
from helpers.errors import NotAvailable, UsageError
from helpers.terms.codes import NOT_RECORDED
from helpers.terms.tables import PERSON


def find_place(name: str, known: Known) -> Place:
    """The area of `council.toml`, or the district of the postcode lookup, of a name; case and spaces don't matter.

    Raises UsageError for another name, saying which there are; NotAvailable where there is no lookup of postcodes.
    """
    known.rows("postcode_lookup", "district")
    spelled = pd.Series(sorted(set(postcodes(known)["district"]) - {NOT_RECORDED}), dtype="str")
    by_bare = dict(zip(bare_texts(spelled), spelled, strict=True))
    areas = dict(zip(bare_texts(pd.Series(list(known.council.areas), dtype="str")), known.council.areas, strict=True))
    asked = bare_texts(pd.Series([name], dtype="str"))[0]
    if asked in areas:
        members = bare_texts(pd.Series(known.council.areas[areas[asked]], dtype="str"))
        return Place(areas[asked], frozenset(by_bare[member] for member in members if member in by_bare), is_area=True)
    if asked in by_bare:
        return Place(by_bare[asked], frozenset([by_bare[asked]]), is_area=False)
    raise UsageError(
        f"There is no area or district of that name. Areas: {', '.join(areas.values()) or 'none'}. "
        f"Districts: {', '.join(by_bare.values()) or 'none'}."
    )


def are_in_place(rows: pd.DataFrame, known: Known) -> np.ndarray:
    """Whether the home of each row's child is in the place that the report is for.

    Raises NotAvailable where the rows are not each about one child.
    """
    if PERSON not in rows.columns or "worker_id" in rows.columns:
        raise NotAvailable("It is known for the whole council alone.")
    return np.isin(np.asarray(districts(rows, known), dtype=object), list(known.place.districts))
