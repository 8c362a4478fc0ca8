"""The pages of the report, in order: which notebook makes each, and what it is called."""

from dataclasses import dataclass

from helpers.indicators import SECTIONS

SUMMARY = "summary"
DATA_QUALITY = "data_quality"
DEFINITIONS = "definitions"


@dataclass(frozen=True)
class Page:
    """A page: its notebook's name, the key of the section it shows, and its title."""

    notebook: str
    key: str
    title: str

    @property
    def file(self) -> str:
        """The page's file name: the summary is index.html."""
        return "index.html" if self.key == SUMMARY else f"{self.key}.html"


NOTEBOOKS = {
    "children_looked_after": "40_children_looked_after",
    "placements": "50_placements",
}
PAGES = (
    Page("00_summary", SUMMARY, "Performance on a page"),
    *(Page(NOTEBOOKS[section.key], section.key, section.title) for section in SECTIONS),
    Page("90_data_quality", DATA_QUALITY, "How good the data are"),
    Page("95_definitions", DEFINITIONS, "How each figure is counted"),
)
PAGE_OF = {page.key: page for page in PAGES}
