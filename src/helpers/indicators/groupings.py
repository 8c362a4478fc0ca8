"""The ways in which cohorts are parted, each once."""

import numpy as np
import pandas as pd

from helpers.cohorts.care_leavers import age_groups, areas
from helpers.cohorts.homes import districts
from helpers.cohorts.known import Known
from helpers.cohorts.people import age_bands, ethnicities, grouped, sexes
from helpers.cohorts.placements import current_spells
from helpers.indicator import Grouping
from helpers.terms.codes import (
    ACCOMMODATION_GROUPS,
    AGE_BANDS,
    CARE_LEAVER_AGE_GROUPS,
    CODES,
    ETHNICITY_GROUPS,
    LEGAL_STATUS_GROUPS,
    NOT_RECORDED,
    PLACEMENT_TYPE_GROUPS,
    PROVIDER_GROUPS,
    SDQ_BANDS,
    SEX_GROUPS,
)


def _legal_statuses(children: pd.DataFrame, known: Known) -> np.ndarray:
    return grouped(children["legal_status"], LEGAL_STATUS_GROUPS)


def _placement_types(children: pd.DataFrame, known: Known) -> np.ndarray:
    return grouped(current_spells(known)["placement_type"].loc[children.index], PLACEMENT_TYPE_GROUPS)


def _providers(children: pd.DataFrame, known: Known) -> np.ndarray:
    known.rows("ssd_cla_placement", "clap_cla_placement_provider")
    return grouped(current_spells(known)["provider"].loc[children.index], PROVIDER_GROUPS)


def _sdq_bands(children: pd.DataFrame, known: Known) -> np.ndarray:
    conditions = [children["score"].between(*scores) for scores in SDQ_BANDS.values()]
    return np.select(conditions, list(SDQ_BANDS), NOT_RECORDED)


def _accommodations(rows: pd.DataFrame, known: Known) -> np.ndarray:
    known.rows("ssd_care_leavers", "clea_care_leaver_accommodation")
    return grouped(rows["clea_care_leaver_accommodation"], ACCOMMODATION_GROUPS)


def _stages_and_measures(rows: pd.DataFrame, known: Known) -> np.ndarray:
    return rows["stage_and_measure"].to_numpy(dtype=object)


DISTRICT = Grouping(name="district", words="District of the child's home", of=districts)
SEX = Grouping(name="sex", words="Sex", of=sexes, groups=(*SEX_GROUPS, NOT_RECORDED))
AGE_BAND = Grouping(name="age_band", words="Age", of=age_bands, groups=(*AGE_BANDS, NOT_RECORDED))
ETHNICITY = Grouping(name="ethnicity", words="Ethnic group", of=ethnicities, groups=(*ETHNICITY_GROUPS, NOT_RECORDED))
LEGAL_STATUS = Grouping(
    name="legal_status",
    words="Legal status",
    of=_legal_statuses,
    groups=(*LEGAL_STATUS_GROUPS, NOT_RECORDED),
    codes=LEGAL_STATUS_GROUPS,
    column=("ssd_legal_status", "lega_legal_status"),
)
PLACEMENT_TYPE = Grouping(
    name="placement_type",
    words="Kind of placement",
    of=_placement_types,
    groups=(*PLACEMENT_TYPE_GROUPS, NOT_RECORDED),
    codes=PLACEMENT_TYPE_GROUPS,
    column=("ssd_cla_placement", "clap_cla_placement_type"),
)
PROVIDER = Grouping(
    name="provider",
    words="Who provides the placement",
    of=_providers,
    groups=(*PROVIDER_GROUPS, NOT_RECORDED),
    codes=PROVIDER_GROUPS,
    column=("ssd_cla_placement", "clap_cla_placement_provider"),
)
AGE_GROUP = Grouping(name="age_group", words="Age", of=age_groups, groups=tuple(CARE_LEAVER_AGE_GROUPS))
AREA = Grouping(name="area", words="Area", of=areas)
SDQ_BAND = Grouping(name="sdq_band", words="Band of the score", of=_sdq_bands, groups=tuple(SDQ_BANDS))
ACCOMMODATION = Grouping(
    name="accommodation",
    words="Kind of home",
    of=_accommodations,
    in_words=CODES["clea_care_leaver_accommodation"],
)
MEASURE = Grouping(name="measure", words="Stage and measure", of=_stages_and_measures)
