"""The council's targets and the bands beside them."""

import pandas as pd

from helpers.demo.tables import whole_table
from helpers.demo.world import World

_COLUMNS = "code window group financial_year target band_1_from band_2_from band_3_from agreed_by agreed_on"
_AGREED_BY = "Corporate Parenting Board"
_CHILDREN_IN_CARE = 2000

# Last year's target and bands from best to worst, then this year's; below, those that grow with the council.
_TARGETS = """
    CLA_REP       rolling_12 all      13,10,13,16      12,10,13,16
    CLA_IN        snapshot   all      80,82,78,72      80,82,78,72
    UASC_OUT      snapshot   all      40,30,40,50      40,30,40,50
    CLA_3PL       snapshot   all      9,8,10,12        8.5,8,10,12
    CLA_2Y        snapshot   all      68,70,66,60      70,72,68,62
    REREF         rolling_12 all      18,16,20,24      17,16,20,24
    ASS_45        rolling_12 all      90,92,87,80      92,94,90,84
    CP_VIS        snapshot   all      90,92,86,78      90,92,86,78
    CP_REV        snapshot   all      96,97,94,90      96,97,94,90
    CP_REP12      rolling_12 all      7,6,8,11         7,6,8,11
    CP_REPEVER    rolling_12 all      20,18,22,26      19,18,22,26
    CLA_VIS       snapshot   all      90,92,87,80      93,95,91,85
    CLA_REV       rolling_12 all      95,97,94,90      96,97,94,90
    CLA_HA        snapshot   all      90,93,88,80      92,94,89,82
    CLA_DENT      snapshot   all      86,90,84,75      88,90,85,76
    CLA_IMM       snapshot   all      88,91,86,80      90,92,87,80
    SDQ_DONE      snapshot   all      85,90,82,72      90,92,86,76
    SDQ_AVG       snapshot   all      14.5,13.5,14.5,16 14,13.5,14.5,16
    RHI_OFF       month      all      95,97,92,85      95,97,92,85
    RHI_3D        month      all      75,80,70,55      75,80,70,55
    YOT           snapshot   all      4,3,4.5,6        4,3,4.5,6
    YOT_OFF       snapshot   all      3,2,3.5,5        3,2,3.5,5
    EDU_PEP       snapshot   all      90,94,88,80      92,95,90,82
    EDU_ABS       snapshot   all      9,8,10,12        9,8,10,12
    EDU_PA        snapshot   all      19,17,21,26      18,17,21,26
    PERM_ALL      rolling_12 all      28,32,26,20      30,32,27,22
    PERM_ADOPT    rolling_12 all      12,14,11,8       12,14,11,8
    ADO_14M       rolling_12 all      35,45,33,22      38,45,33,22
    CL_SUIT       snapshot   19_to_21 92,94,90,85      93,95,91,86
    CL_EET        snapshot   19_to_21 50,55,48,40      52,56,49,42
    CL_NEET       snapshot   19_to_21 44,40,47,54      42,38,45,52
    CL_HE         snapshot   19_to_21 7,9,6,4          7,9,6,4
    CL_TOUCH      snapshot   19_to_21 95,97,94,90      95,97,94,90
    CL_CONT2M     snapshot   19_to_21 90,94,88,80      92,95,89,80
    CL_PATH       snapshot   19_to_21 85,90,82,72      88,92,84,74
    WF_CASE       snapshot   all      15,14,16,18      15,14,16,18
    WF_IRO        snapshot   all      65,60,70,80      65,60,70,80
    WF_TURN       snapshot   all      11,9,12,16       10,9,12,16
    WF_AGENCY     snapshot   all      5,4,7,12         5,4,7,12
    WF_AGENCY_IRO snapshot   all      5,4,7,12         5,4,7,12
    EDU_ATT       snapshot   KS4_Attainment_8 19,22,18,15 20,22,18,15
"""
_TARGETS_BY_SIZE = """
    SDQ_NONE      snapshot   all      150,100,160,240  120,100,150,220
    EDU_PERM      month      all      0,0,1,2          0,0,1,2
    EDU_SUSP      month      all      20,14,22,32      18,14,22,32
    FOST_APPR     month      all      6,7,5,3          6,7,5,3
    FOST_NET      month      all      1,2,0,-3         1,2,0,-3
"""


def make_targets(world: World) -> dict[str, pd.DataFrame]:
    """`targets`: one row an indicator and financial year, last year's and this one's."""
    lines = [(line, 1.0) for line in _TARGETS.strip().splitlines()]
    lines += [(line, world.size / _CHILDREN_IN_CARE) for line in _TARGETS_BY_SIZE.strip().splitlines()]
    rows, this_year = [], world.calendar.month
    for line, scale in lines:
        code, window, group, *by_year = line.split()
        for month, figures in zip((this_year.plus(-12), this_year), by_year, strict=True):
            numbers = [text if scale == 1.0 else str(round(float(text) * scale)) for text in figures.split(",")]
            agreed_on = f"{month.financial_year[:4]}-03-20"
            rows.append((code, window, group.replace("_", " "), month.financial_year, *numbers, _AGREED_BY, agreed_on))
    return {"targets": whole_table(_COLUMNS, rows)}
