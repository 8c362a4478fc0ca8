"""The council's teams, and the areas of those that look after care leavers."""

import pandas as pd

from helpers.demo.staff import AREAS
from helpers.demo.tables import whole_table
from helpers.demo.world import World

_DEPARTMENTS = "dept_team_id dept_team_name dept_team_parent_id dept_team_parent_name"
_KINDS = {
    "AS": "Assessment and support",
    "FS": "Family safeguarding",
    "CL": "Children in care",
    "LC": "Leaving care",
    "IR": "Reviewing officers",
}
COUNTY_TEAM = "LCX1"  # care leavers of no area
LEAVING_CARE = {area: (f"LC{area[0]}1", f"LC{area[0]}2") for area in AREAS}


def make_teams(_: World) -> dict[str, pd.DataFrame]:
    """`ssd_department` one row a team; `team_area` one row a team with an area, of some the team above it only."""
    rows = [
        (f"{kind}{area[0]}{number}", f"{name} {area} {number}", f"{kind}{area[0]}", f"{name} {area}")
        for kind, name in _KINDS.items()
        for area in AREAS
        for number in (1, 2)
    ]
    above = [(f"{kind}{area[0]}", f"{name} {area}", "CSC", "Social care") for kind, name in _KINDS.items() for area in AREAS]
    county = [(COUNTY_TEAM, "Leaving care, children seeking asylum", "CSC", "Social care"), ("CSC", "Social care", "", "")]
    areas = [row for area, (first, _) in LEAVING_CARE.items() for row in ((first, area), (f"LC{area[0]}", area))]
    return {
        "ssd_department": whole_table(_DEPARTMENTS, rows + above + county),
        "team_area": whole_table("team_id area", areas),
    }
