"""This council's own wordings, which its case system writes in the place of some codes; and the file that says so."""

import pandas as pd

from helpers.demo.chance import Chance
from helpers.demo.tables import text_table
from helpers.demo.world import World

_WORDS = {
    ("clae_cla_episode_ceased_reason", "E17"): "Staying Put with carers",
    ("clap_cla_placement_type", "K3"): "Supported living 16+",
    ("clap_cla_placement_provider", "PR4"): "IFA or agency",
    ("lega_legal_status", "V2"): "s.20 by agreement",
    ("pers_ethnicity", "WBRI"): "White UK",
    ("immi_immigration_status", "UASC"): "Seeking asylum, alone",
}
_SHARE = 0.12  # of the cells with such a code


def worded(field: str, code: str, chance: Chance) -> str:
    """The code as the case system writes it: as it stands, or now and then in the council's own words."""
    words = _WORDS.get((field, code))
    return words if words and chance.falls(_SHARE) else code


def make_code_spellings(_: World) -> dict[str, pd.DataFrame]:
    """One row an own wording."""
    rows = ({"field": field, "wording": words, "code": code} for (field, code), words in _WORDS.items())
    return {"code_spellings": text_table("field wording code", rows)}
