"""The council whose report it is: `council.toml` with its settings, every default stated once."""

import difflib
import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from helpers.council_file import FILE, HOW_A_DAY_IS_WRITTEN, read_values, say_kind_of_fault
from helpers.errors import DataError
from helpers.terms.codes import CODES, SHORT_BREAK_STATUSES, SPELL_START_REASONS, TEMPORARY_PLACEMENTS

Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=120)]
PLACEHOLDER = "<name of the council>"
CODE = re.compile("[A-Za-z0-9]{0,12}")
ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
ADDRESS = re.compile(r"https://[^\s/.]+(\.[^\s/.]+)+(/\S*)?")


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


# The settings that name codes, and the column that these are codes of.
CODES_OF_SETTING = {
    "short_break_statuses": "lega_legal_status",
    "spell_start_reasons": "clae_cla_episode_start_reason",
    "temporary_placement_types": "clap_cla_placement_type",
}


class Settings(_Table):
    """How this council counts, where the definitions leave it a choice. Source: definitions, "Settings"."""

    short_break_statuses: tuple[Text, ...] = SHORT_BREAK_STATUSES
    spell_start_reasons: tuple[Text, ...] = SPELL_START_REASONS
    temporary_placement_types: tuple[Text, ...] = TEMPORARY_PLACEMENTS
    rereferral_counts_nfa: Annotated[bool, Field(strict=True)] = True
    assessment_clock: Literal["assessment", "referral"] = "assessment"
    cp_visit_working_days: Annotated[int, Field(strict=True, ge=1, le=260)] = 20
    health_cohort: Literal["twelve_months", "all"] = "twelve_months"
    home_address_types: tuple[Text, ...] = ("Home",)
    pep_months: Annotated[int, Field(strict=True, ge=1, le=24)] = 4

    @field_validator(*CODES_OF_SETTING)
    @classmethod
    def _only_codes(cls, codes: tuple[str, ...], info: Any) -> tuple[str, ...]:
        allowed = CODES_OF_SETTING[info.field_name]
        codes = tuple(code.upper() for code in codes)
        unknown = [code for code in codes if code not in CODES[allowed]]
        if unknown:
            raise ValueError(f"{unknown[0]} is none of the codes {', '.join(CODES[allowed])}")
        return codes


class Disclosure(_Table):
    """What the board edition hides: counts from 1 up to a number, and shares of fewer than so many children."""

    hide_counts_up_to: Annotated[int, Field(strict=True, ge=1, le=20)] = 5
    smallest_denominator: Annotated[int, Field(strict=True, ge=2, le=100)] = 10

    @field_validator("hide_counts_up_to")
    @classmethod
    def _hides_more_than_one_number(cls, number: int) -> int:
        if number == 1:
            raise ValueError("a hidden count could only be 1, so that hiding it would hide nothing; give 2 or more")
        return number


class Bands(_Table):
    """The words for the bands of a target, best first."""

    words: Annotated[tuple[Text, ...], Field(min_length=2, max_length=4)] = ("Good", "Close", "Off target", "Concern")


class Cover(_Table):
    """What stands round the report: `licence`, the address of the licence that its published figures come under."""

    licence: Annotated[str, StringConstraints(strict=True, strip_whitespace=True, max_length=200)] = (
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    )

    @field_validator("licence")
    @classmethod
    def _only_an_address(cls, licence: str) -> str:
        if not ADDRESS.fullmatch(licence):
            raise ValueError("give the address of a licence, which begins with https://")
        return licence


class Outputs(_Table):
    """Who may read what is not for everybody besides the account that makes the report: a group of the machine's."""

    group: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{0,64}$")] = ""


class Council(_Table):
    """A council's own facts and choices, as `council.toml` gives them."""

    name: Text
    code: str = ""
    region: str = ""
    extract_date: date | None = None
    history: Annotated[str, StringConstraints(strict=True, strip_whitespace=True, max_length=500)] = ""
    settings: Settings = Settings()
    areas: dict[Text, tuple[Text, ...]] = {}
    bands: Bands = Bands()
    disclosure: Disclosure = Disclosure()
    cover: Cover = Cover()
    outputs: Outputs = Outputs()
    editions: dict[str, Any] = {}

    @field_validator("name")
    @classmethod
    def _is_filled_in(cls, name: str) -> str:
        if name.startswith("<") and name.endswith(">"):
            raise ValueError('it is still to be filled in: write your council\'s name, as in name = "Exampleshire"')
        return name

    @field_validator("code")
    @classmethod
    def _only_letters_and_digits(cls, code: str) -> str:
        if not CODE.fullmatch(code):
            raise ValueError("a code is letters and digits, 12 at most, such as E10000000")
        return code

    @field_validator("extract_date", mode="before")
    @classmethod
    def _only_a_day(cls, day: Any) -> Any:
        if isinstance(day, str) and not ISO_DAY.fullmatch(day.strip()):
            raise ValueError(HOW_A_DAY_IS_WRITTEN)
        return day


def read_council(folder: Path) -> Council:
    """The council of an extract's folder.

    Raises DataError where there is no `council.toml`, it can't be read, a key is not known or a value is not allowed.
    """
    values = read_values(folder)
    try:
        return Council.model_validate(values)
    except ValidationError as error:
        raise DataError("\n".join(_say(fault) for fault in error.errors(include_url=False))) from None


def _say(fault: Any) -> str:
    place = [str(part) for part in fault["loc"]]
    key = ".".join(place)
    if fault["type"] == "extra_forbidden":
        return f"{FILE}: the key {key} is not known.{_nearest(place)}"
    if fault["type"] == "missing":
        return f'{FILE}: the key {key} is missing. It must hold at least the council\'s name: name = "..."'
    return f"{FILE}: {key} has a value that is not allowed: {say_kind_of_fault(fault)}."


def _nearest(place: list[str]) -> str:
    fields = Council.model_fields.items()
    tables = {name: field.annotation for name, field in fields if field.annotation in _Table.__subclasses__()}
    if len(place) == 1:
        known = list(Council.model_fields)
    elif place[0] in tables:
        known = list(tables[place[0]].model_fields)
    else:
        return ""
    everywhere = {name: name for name in known}
    if len(place) == 1:
        everywhere |= {name: f"{table}.{name}" for table, model in tables.items() for name in model.model_fields}
    near = difflib.get_close_matches(place[-1], everywhere, n=1, cutoff=0.5)
    return f" Did you mean {everywhere[near[0]]}?" if near else f" Known keys: {', '.join(known)}."
