"""The pages of the report, in order: which notebook makes each, and what it is called."""

import re
from dataclasses import dataclass

from helpers.errors import DefinitionError
from helpers.indicators import SECTIONS

SUMMARY = "summary"
DATA_QUALITY = "data_quality"
DEFINITIONS = "definitions"
# Every figure of a published edition, beside its pages.
FIGURES_FILE = "downloads/figures.csv"
NOTEBOOK_NAME = re.compile(r"(?P<number>[0-9]{2})_(?P<name>[a-z][a-z0-9_]*)")


def page_file(notebook: str) -> str:
    """The file name of a notebook's page: `00_summary` is index.html, `50_placements` is placements.html.

    Raises DefinitionError for a name that is not two digits, an underline and lower-case words.
    """
    match = NOTEBOOK_NAME.fullmatch(notebook)
    if match is None:
        raise DefinitionError(f'"{notebook}" is no notebook of the report: its name is written like 50_placements.')
    return "index.html" if match["number"] == "00" else f"{match['name']}.html"


@dataclass(frozen=True)
class Page:
    """A page: its notebook's name, the key of the section it shows, and its title."""

    notebook: str
    key: str
    title: str

    @property
    def file(self) -> str:
        """The page's file name."""
        return page_file(self.notebook)


NOTEBOOKS = {
    "front_door": "10_front_door",
    "children_in_need": "20_children_in_need",
    "child_protection": "30_child_protection",
    "children_looked_after": "40_children_looked_after",
    "placements": "50_placements",
    "visits_reviews_health": "60_visits_reviews_health",
    "missing_exploitation_offending": "65_missing_exploitation_offending",
    "education": "70_education",
    "permanence_adoption": "75_permanence_adoption",
    "care_leavers": "80_care_leavers",
    "workforce_fostering": "85_workforce_fostering",
}
PAGES = (
    Page("00_summary", SUMMARY, "Performance on a page"),
    *(Page(NOTEBOOKS[section.key], section.key, section.title) for section in SECTIONS),
    Page("90_data_quality", DATA_QUALITY, "How good the data are"),
    Page("95_definitions", DEFINITIONS, "How each figure is counted"),
)
PAGE_OF = {page.key: page for page in PAGES}
