"""All indicators of the report, by section."""

from dataclasses import dataclass

from helpers.errors import DefinitionError
from helpers.indicator import Indicator
from helpers.indicators import children_looked_after, placements


@dataclass(frozen=True)
class ReportSection:
    """A section of the report: its key, its title, and its indicators in reading order."""

    key: str
    title: str
    indicators: tuple[Indicator, ...]


SECTIONS = (
    ReportSection("children_looked_after", "Children looked after", children_looked_after.INDICATORS),
    ReportSection("placements", "Placements", placements.INDICATORS),
)
INDICATORS: dict[str, Indicator] = {entry.code: entry for section in SECTIONS for entry in section.indicators}

if len(INDICATORS) != sum(len(section.indicators) for section in SECTIONS):
    raise DefinitionError("Two indicators have one code.")


def section_of(code: str) -> ReportSection:
    """The section that an indicator stands in. Raises DefinitionError for a code that no entry has."""
    for section in SECTIONS:
        if any(entry.code == code for entry in section.indicators):
            return section
    raise DefinitionError(f"There is no indicator {code}.")
