"""The tables that rest on times of need and on who works for the council, made together."""

import pandas as pd

from helpers.demo.front_door import make_front_door
from helpers.demo.involvements import make_involvements
from helpers.demo.needs import make_needs
from helpers.demo.plans import make_plans
from helpers.demo.staff import Staff
from helpers.demo.world import World


def make_social_work(world: World) -> dict[str, pd.DataFrame]:
    """Contacts, referrals, assessments, plans with their visits and reviews, involvements, the workforce."""
    needs, staff = make_needs(world), Staff(world)
    return {
        **make_front_door(world, needs, staff),
        **make_plans(world, needs, staff),
        **make_involvements(world, needs, staff),
        "workforce": staff.table(),
    }
