"""All indicators of the report, by section."""

from dataclasses import dataclass

from helpers.errors import DefinitionError
from helpers.indicator import Indicator
from helpers.indicators import (
    care_leavers,
    child_protection,
    children_in_need,
    children_looked_after,
    education,
    front_door,
    missing_exploitation_offending,
    permanence_adoption,
    placements,
    visits_reviews_health,
    workforce_fostering,
)


@dataclass(frozen=True)
class ReportSection:
    """A section of the report: its key, its title, and its indicators in reading order."""

    key: str
    title: str
    indicators: tuple[Indicator, ...]


# What the report publishes, in reading order.
SECTIONS = (
    ReportSection("front_door", "Front door", front_door.INDICATORS),
    ReportSection("children_in_need", "Children in need", children_in_need.INDICATORS),
    ReportSection("child_protection", "Child protection", child_protection.INDICATORS),
    ReportSection("children_looked_after", "Children looked after", children_looked_after.INDICATORS),
    ReportSection("placements", "Placements", placements.INDICATORS),
    ReportSection("visits_reviews_health", "Visits, reviews and health", visits_reviews_health.INDICATORS),
    ReportSection(
        "missing_exploitation_offending",
        "Missing, exploitation and offending",
        missing_exploitation_offending.INDICATORS,
    ),
    ReportSection("education", "Education", education.INDICATORS),
    ReportSection("permanence_adoption", "Permanence and adoption", permanence_adoption.INDICATORS),
    ReportSection("care_leavers", "Care leavers", care_leavers.INDICATORS),
    ReportSection("workforce_fostering", "Workforce and fostering", workforce_fostering.INDICATORS),
)


def _by_code(sections: tuple[ReportSection, ...]) -> dict[str, Indicator]:
    entries = [entry for section in sections for entry in section.indicators]
    by_code = {entry.code: entry for entry in entries}
    if len(by_code) != len(entries):
        raise DefinitionError("Two indicators have one code.")
    return by_code


INDICATORS: dict[str, Indicator] = _by_code(SECTIONS)


def section_of(code: str) -> ReportSection:
    """The section that an indicator stands in. Raises DefinitionError for a code that no entry has."""
    for section in SECTIONS:
        if any(entry.code == code for entry in section.indicators):
            return section
    raise DefinitionError(f"There is no indicator {code}.")
