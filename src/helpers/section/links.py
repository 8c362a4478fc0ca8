"""Where an indicator stands in the report, and where the way it is counted does."""

from markupsafe import Markup

from helpers.indicator import Indicator
from helpers.indicators import SECTIONS
from helpers.pages import DATA_QUALITY, DEFINITIONS, PAGE_OF
from helpers.tables import heading_id

REVISED_ADDRESS = f"{PAGE_OF[DATA_QUALITY].file}#figures-that-have-changed"


def address_of(entry: Indicator) -> str:
    """The address of an indicator's figures: its page and its heading there."""
    key = next(section.key for section in SECTIONS if entry in section.indicators)
    return f"{PAGE_OF[key].file}#{heading_id(entry.title)}"


def link_to(entry: Indicator) -> Markup:
    """An indicator's title, with what its headline is of where that is not the whole, leading to its figures."""
    of = f", {entry.headline_words[:1].lower()}{entry.headline_words[1:]}" if entry.headline_words else ""
    return Markup('<a href="{}">{}</a>{}').format(address_of(entry), entry.title, of)


def definition_id(entry: Indicator) -> str:
    """The name by which an indicator's definition can be linked to."""
    return f"how-{heading_id(entry.code)}"


def definition_address(entry: Indicator) -> str:
    """The address of how an indicator is counted."""
    return f"{PAGE_OF[DEFINITIONS].file}#{definition_id(entry)}"
