"""The ways in which cohorts are parted, each once."""

import numpy as np
import pandas as pd

from helpers.cohorts.homes import districts
from helpers.cohorts.known import Known
from helpers.cohorts.people import age_bands, ethnicities, grouped, sexes
from helpers.cohorts.placements import current_spells
from helpers.indicator import Grouping
from helpers.terms.codes import (
    AGE_BANDS,
    ETHNICITY_GROUPS,
    LEGAL_STATUS_GROUPS,
    NOT_RECORDED,
    PLACEMENT_TYPE_GROUPS,
    PROVIDER_GROUPS,
    SEX_GROUPS,
)


def _legal_statuses(children: pd.DataFrame, known: Known) -> np.ndarray:
    return grouped(children["legal_status"], LEGAL_STATUS_GROUPS)


def _placement_types(children: pd.DataFrame, known: Known) -> np.ndarray:
    return grouped(current_spells(known)["placement_type"].loc[children.index], PLACEMENT_TYPE_GROUPS)


def _providers(children: pd.DataFrame, known: Known) -> np.ndarray:
    known.data.rows("ssd_cla_placement", "clap_cla_placement_provider")
    return grouped(current_spells(known)["provider"].loc[children.index], PROVIDER_GROUPS)


DISTRICT = Grouping(name="district", words="District of the child's home", of=districts)
SEX = Grouping(name="sex", words="Sex", of=sexes, groups=(*SEX_GROUPS, NOT_RECORDED))
AGE_BAND = Grouping(name="age_band", words="Age", of=age_bands, groups=(*AGE_BANDS, NOT_RECORDED))
ETHNICITY = Grouping(name="ethnicity", words="Ethnic group", of=ethnicities, groups=(*ETHNICITY_GROUPS, NOT_RECORDED))
LEGAL_STATUS = Grouping(
    name="legal_status",
    words="Legal status",
    of=_legal_statuses,
    groups=(*LEGAL_STATUS_GROUPS, NOT_RECORDED),
)
PLACEMENT_TYPE = Grouping(
    name="placement_type",
    words="Kind of placement",
    of=_placement_types,
    groups=(*PLACEMENT_TYPE_GROUPS, NOT_RECORDED),
)
PROVIDER = Grouping(
    name="provider",
    words="Who provides the placement",
    of=_providers,
    groups=(*PROVIDER_GROUPS, NOT_RECORDED),
)
