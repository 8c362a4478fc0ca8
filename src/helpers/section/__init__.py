"""A section of the report, for a notebook to show: all that a notebook calls."""

from helpers.section.section import Section, open_section, try_indicator

__all__ = ["Section", "open_section", "try_indicator"]
