"""What a clever outsider knows of the figures: which of them count the same children, and which a part of others.

All of it is read off the published definitions. Nothing here is taken from what hides the figures.
"""

# Counts that several indicators give, by code: what its numerator counts, and what it is out of. Any other is its own.
COUNTED = {
    "REF_N": "referrals", "REF_RATE": "referrals",
    "CIN_N": "in need", "CIN_RATE": "in need",
    "CIN_PLAN_N": "on a plan of need", "CIN_PLAN_RATE": "on a plan of need",
    "CP_N": "on a protection plan", "CP_RATE": "on a protection plan", "CP_START": "protection plans started",
    "CLA_N": "looked after", "CLA_RATE": "looked after",
    "CLA_LEGAL": "looked after", "CLA_MIX": "looked after", "CLA_PROV": "looked after",
    "CLA_START": "came into care", "CLA_CEASE": "left care",
    "SDQ_DONE": "questionnaires", "SDQ_BAND": "questionnaires",
    "MISS_EP": "missing incidents", "MISS_AVG": "missing incidents",
    "CL_N": "care leavers", "CL_ACC": "care leavers",
    "UASC": "unaccompanied",
}  # fmt: skip
OUT_OF = {
    "REREF": "referrals",
    "CP_REP12": "protection plans started", "CP_REPEVER": "protection plans started",
    "CLA_DIS": "looked after", "UASC": "looked after", "CLA_LEGAL": "looked after", "CLA_MIX": "looked after",
    "CLA_PROV": "looked after", "CLA_3PL": "looked after",
    "CLA_REP": "came into care",
    "PERM_ALL": "left care", "PERM_ADOPT": "left care", "PERM_SGO": "left care",
    "CLA_HA": "health cohort", "CLA_DENT": "health cohort", "CLA_IMM": "health cohort",
    "SDQ_BAND": "questionnaires", "SDQ_AVG": "questionnaires",
    "CL_EET": "care leavers to be asked", "CL_NEET": "care leavers to be asked", "CL_HE": "care leavers to be asked",
    "CL_TOUCH": "care leavers to be asked", "CL_CONT2M": "care leavers to be asked", "CL_PATH": "care leavers to be asked",
    "CL_ACC": "care leavers",
}  # fmt: skip

# The groups of these are the parts of one whole, which is what they are out of.
COMPOSITIONS = {"CLA_LEGAL", "CLA_MIX", "CLA_PROV", "SDQ_BAND", "CL_ACC"}
RATES = {"REF_RATE", "CIN_RATE", "CIN_PLAN_RATE", "CP_RATE", "CLA_RATE"}
AVERAGES = {"SDQ_AVG", "MISS_AVG", "EDU_ATT", "WF_CASE", "WF_IRO"}
COUNTS = {
    "CON_N", "REF_N", "ASS_N", "CIN_N", "CIN_PLAN_N", "CP_N", "CP_START", "CLA_N", "CLA_START", "CLA_CEASE", "SDQ_NONE",
    "MISS_EP", "MISS_CH", "EXP_CSE", "EXP_GANG", "EDU_PERM", "EDU_SUSP", "ADO_WAIT", "CL_N", "FOST_APPR", "FOST_NET",
}  # fmt: skip
# What these are out of is nobody's count: a population that is public, or the 12 months of a year.
OUT_OF_IS_PUBLIC = RATES | {"MISS_AVG"}
# Full-time equivalents and marks are no whole numbers; a net change may lie below 0.
NOT_WHOLE = {
    "counted of WF_TURN", "counted of WF_AGENCY", "counted of WF_AGENCY_IRO", "counted of EDU_ATT",
    "out of of WF_TURN", "out of of WF_AGENCY", "out of of WF_AGENCY_IRO", "out of of WF_CASE", "out of of WF_IRO",
}  # fmt: skip
MAY_BE_NEGATIVE = {"counted of FOST_NET"}
# Groups that are no parts of one whole: each is a measure of its own.
NO_WHOLE = {"counted of EDU_ATT", "out of of EDU_ATT"}

# Events that stay where they fell, so that a window holds its months, whenever it is looked at.
EVENTS = {
    "counted of CON_N", "referrals", "counted of REREF", "counted of ASS_N", "counted of ASS_45", "out of of ASS_45",
    "protection plans started", "counted of CP_REP12", "counted of CP_REPEVER",
    "came into care", "counted of CLA_REP", "left care", "counted of PERM_ALL", "counted of PERM_ADOPT", "counted of PERM_SGO",
    "counted of CLA_REV", "out of of CLA_REV", "missing incidents", "counted of EDU_PERM", "counted of EDU_SUSP",
    "counted of ADO_14M", "out of of ADO_14M", "counted of FOST_APPR", "counted of FOST_NET",
}  # fmt: skip
# Of these a longer window may hold more than its months (a return that came later), or fewer (a child counts once).
MORE_WITH_TIME = {"counted of RHI_OFF", "out of of RHI_OFF", "counted of RHI_3D", "out of of RHI_3D"}
ONCE_A_WINDOW = {"counted of MISS_CH"}
# A child's district may become known after the event, so a window's "Not recorded" holds fewer than its months, a district more.
PLACED_LATER = {"referrals", "counted of REREF"}
NOT_RECORDED = "Not recorded"

# Each first one is part of the second, in the same month, window and group.
PARTS = [
    ("out of of ASS_45", "counted of ASS_N"),
    ("counted of CP_REP12", "counted of CP_REPEVER"),
    ("out of of CP_VIS", "on a protection plan"),
    ("out of of CP_REV", "out of of CP_VIS"),
    ("out of of CLA_IN", "looked after"),
    ("out of of UASC_OUT", "out of of CLA_IN"),
    ("out of of UASC_OUT", "unaccompanied"),
    ("out of of CLA_VIS", "looked after"),
    ("health cohort", "looked after"),
    ("out of of CLA_2Y", "health cohort"),
    ("out of of SDQ_DONE", "health cohort"),
    ("out of of YOT_OFF", "health cohort"),
    ("out of of YOT_OFF", "out of of YOT"),
    ("out of of EDU_PEP", "looked after"),
    ("out of of EDU_PA", "looked after"),
    ("counted of ADO_WAIT", "looked after"),
    ("counted of MISS_CH", "missing incidents"),
    ("out of of RHI_OFF", "missing incidents"),
    ("out of of RHI_3D", "out of of RHI_OFF"),
    ("care leavers to be asked", "care leavers"),
    ("out of of CL_SUIT", "care leavers to be asked"),
    ("counted of CL_HE", "counted of CL_EET"),
]

# Sums of the figures of one month that are 0 (=), or 0 or more (>): sign, what, breakdown, group. Empty: any place alike.
SUMS = [
    ("=", [(1, "counted of SDQ_NONE"), (-1, "out of of SDQ_DONE"), (1, "questionnaires")]),
    ("=", [(1, "out of of WF_TURN"), (-1, "out of of WF_AGENCY"), (1, "counted of WF_AGENCY")]),
    (">", [(1, "counted of PERM_ALL"), (-1, "counted of PERM_ADOPT"), (-1, "counted of PERM_SGO")]),
    (">", [(1, "care leavers to be asked"), (-1, "counted of CL_EET"), (-1, "counted of CL_NEET")]),
    (">", [(1, "out of of CLA_IN"), (-1, "counted of CLA_IN"), (-1, "counted of UASC_OUT")]),
]

AGES = ("Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over")
AGED = {
    "out of of YOT": ("=", AGES[3:]),
    "out of of EDU_PEP": ("<", AGES[1:]),
    "out of of SDQ_DONE": ("<", AGES[1:]),
    "out of of CLA_2Y": ("<", (*AGES[1:4], NOT_RECORDED)),
}
AT_LEAST_AGED = {"out of of EDU_PEP": AGES[2:]}
SCORES = {"Normal": (0, 13), "Borderline": (14, 16), "Cause for concern": (17, 40)}
NOT_ASKED_OF_HOMES = ("G", "H", "R")
