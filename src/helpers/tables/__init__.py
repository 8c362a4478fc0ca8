"""Tables: released figures in rows and columns, each with its caption, its units and a note on the shorthand it uses."""

from helpers.tables.figures import composition_table, group_table, month_table
from helpers.tables.heat_map import heat_map
from helpers.tables.layout import heading_id
from helpers.tables.lists import ScorecardRow, plain_table, scorecard

__all__ = [
    "ScorecardRow",
    "composition_table",
    "group_table",
    "heading_id",
    "heat_map",
    "month_table",
    "plain_table",
    "scorecard",
]
