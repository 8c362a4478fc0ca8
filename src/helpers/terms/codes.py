"""The codes of the standard, each once, with its meaning; and the sets of them that the definitions name."""

_CODES = """
lega_legal_status
    C1 Interim care order
    C2 Full care order
    D1 Freeing order
    E1 Placement order
    V1 Short breaks (older code)
    V2 Accommodated under section 20
    V3 Short breaks, each stay recorded
    V4 Short breaks, under an agreement
    L1 Police protection
    L2 Emergency protection order
    L3 Child assessment order
    J1 On remand
    J2 Held under the Police and Criminal Evidence Act
    J3 Sentenced to a youth rehabilitation order
clae_cla_episode_start_reason
    S Started to be looked after
    L Change of legal status only
    P Change of placement and carer
    T Change of placement, same carer
    B Change of legal status, placement and carer
    U Change of legal status and placement, same carer
clae_cla_episode_ceased_reason
    X1 Goes on in another episode
    E11 Adopted, unopposed
    E12 Adopted, consent dispensed with
    E2 Died
    E3 Care taken over by another authority
    E4A Returned home, as planned
    E4B Returned home, not as planned
    E13 Left to live with relatives without parental responsibility
    E41 Child arrangements order
    E43 Special guardianship order, former foster carer (older code)
    E44 Special guardianship order, other carer (older code)
    E45 Special guardianship order, relative or friend who fostered the child
    E46 Special guardianship order, other former foster carer
    E47 Special guardianship order, relative or friend
    E48 Special guardianship order, other carer
    E5 Independent living with support
    E6 Independent living without support
    E7 Moved to adult social care
    E8 Ceased for another reason
    E9 Sentenced to custody
    E14 Remand ended
    E15 Found to be 18 or over
    E16 Moved abroad
    E17 Turned 18 and stayed with the carer
clap_cla_placement_type
    U1 Long-term foster care with a relative or friend
    U2 Foster care with a relative or friend who may adopt
    U3 Other foster care with a relative or friend
    U4 Long-term foster care
    U5 Foster care with a carer who may adopt
    U6 Other foster care
    A3 Placed for adoption with consent, with the foster carer
    A4 Placed for adoption with consent, not with the foster carer
    A5 Placed for adoption with a placement order, with the foster carer
    A6 Placed for adoption with a placement order, not with the foster carer
    K1 Secure children's home
    K2 Children's home
    K3 Supported accommodation
    H5 Semi-independent living (older code)
    P1 With parents
    P2 Independent living (older code)
    P3 Residential employment
    R1 Care home
    R2 Hospital or other health care
    R3 Family centre, or mother and baby unit
    R5 Young offender institution
    S1 Residential school
    T0 All types of temporary placement
    T1 Temporary: in hospital
    T2 Temporary: on holiday
    T3 Temporary: carer on holiday
    T4 Temporary: other
    Z1 Other placement (older code)
    Z11 Other placement
    Z12 Other placement
    Z13 Other placement
    Z14 Other placement
clap_cla_placement_provider
    PR0 Parent
    PR1 Own provision
    PR2 Another authority
    PR3 Other public body
    PR4 Private
    PR5 Voluntary
clea_care_leaver_eligibility
    Relevant = Relevant child
    Former Relevant = Former relevant child
    Eligible = Eligible child
    Qualifying = Qualifying young person
    No Current Eligibility = Not eligible now
clea_care_leaver_in_touch
    YES In touch
    NO Not in touch
    DIED Died
    REFU Refuses contact
    NREQ Needs no further service
    RHOM Returned home
clea_care_leaver_accommodation
    B With parents or relatives
    C In a residential setting that provides care
    D Semi-independent, transitional accommodation
    E Supported lodgings
    G Abroad
    H Deported
    K Ordinary lodgings
    R Not known
    S No fixed abode or homeless
    T Foyer or similar supported accommodation
    U Own tenancy
    V Emergency accommodation
    W Bed and breakfast
    X In custody
    Y Other
    Z With a former foster carer
clea_care_leaver_accom_suitable
    1 Suitable
    2 Not suitable
clea_care_leaver_activity
    F1 Full time in higher education
    F2 Full time in other education
    F3 Full time in training or employment (older code)
    F4 Full time in an apprenticeship
    F5 Full time in training or employment
    P1 Part time in higher education
    P2 Part time in other education
    P3 Part time in training or employment (older code)
    P4 Part time in an apprenticeship
    P5 Part time in training or employment
    G4 Not in education, employment or training: illness or disability
    G5 Not in education, employment or training: other
    G6 Not in education, employment or training: pregnancy or parenting
pers_sex
    F Female
    M Male
    U Unknown
disa_disability_code
    NONE No disability
    MOB Mobility
    HAND Hand function
    PC Personal care
    INC Incontinence
    COMM Communication
    LD Learning
    HEAR Hearing
    VIS Vision
    BEH Behaviour
    CON Consciousness
    AUT Autism or Asperger syndrome
    DDA Other disability under the law
miss_missing_episode_type
    M Missing
    A Away from placement without authorisation
clah_health_check_status
    Completed = Completed
    Planned = Planned
    Refused = Refused
    Cancelled = Cancelled
"""

# What a code column holds where a text was filled in and no code could be found for it.
UNMAPPED = "?"
NOT_RECORDED = "Not recorded"


def _read_codes(text: str) -> dict[str, dict[str, str]]:
    fields: dict[str, dict[str, str]] = {}
    for line in text.strip().splitlines():
        if not line.startswith(" "):
            meanings = fields.setdefault(line.strip(), {})
        elif " = " in line:
            code, meaning = line.split(" = ", 1)
            meanings[code.strip()] = meaning
        else:
            code, meaning = line.strip().split(" ", 1)
            meanings[code] = meaning
    return fields


CODES: dict[str, dict[str, str]] = _read_codes(_CODES)

ETHNICITY = "pers_ethnicity"
LEGAL_STATUS = "lega_legal_status"
ACCOMMODATION = "clea_care_leaver_accommodation"
SUITABILITY = "clea_care_leaver_accom_suitable"
SUITABILITY_DIGITS = tuple(CODES[SUITABILITY])

LEGAL_STATUSES = tuple(CODES["lega_legal_status"])
SHORT_BREAK_STATUSES = ("V1", "V3", "V4")
SPELL_START_REASONS = ("S", "P", "B")
TEMPORARY_PLACEMENTS = ("T0", "T1", "T2", "T3", "T4")
PLACED_FOR_ADOPTION = ("A3", "A4", "A5", "A6")
NO_DISABILITY = "NONE"
INTERIM_CARE_ORDER = "C1"
WITH_PARENTS = "P1"
LONG_TERM_FOSTERING = ("U1", "U4")
MISSING = "M"
COMPLETED = "Completed"
# Columns that are searched for words, with what each is read as. `HA+DENT`: both in one.
HEALTH_CHECK_TYPE = "clah_health_check_type"
HEALTH_ASSESSMENT, DENTAL_CHECK, OTHER = "HA", "DENT", "OTHER"
BOTH_CHECKS = "HA+DENT"
ADDRESS_TYPE = "addr_address_type"
HOME = "HOME"
IMMIGRATION_STATUS = "immi_immigration_status"
UNACCOMPANIED = "UASC"
SEARCHED_CODES = {
    HEALTH_CHECK_TYPE: (HEALTH_ASSESSMENT, DENTAL_CHECK, OTHER),
    ADDRESS_TYPE: (HOME, OTHER),
    IMMIGRATION_STATUS: (UNACCOMPANIED, OTHER),
}
HEALTH_ASSESSMENT_WORDS = "health assessment"
MEDICAL_ASSESSMENT_WORDS = "medical assessment"
HEALTH_ASSESSMENT_ABBREVIATIONS = ("rha", "iha")
HEALTH_CHECK_WORDS = "health check"
MENTAL_HEALTH_WORD = "mental"
DENTAL_CHECK_WORDS = ("dental", "dentist")
UNACCOMPANIED_WORDS = ("uasc", "unaccompanied asylum")

ADOPTED = ("E11", "E12")
LEFT_TO_SPECIAL_GUARDIANSHIP = ("E43", "E44", "E45", "E46", "E47", "E48")
LEFT_TO_A_PERMANENT_HOME = (*ADOPTED, "E41", *LEFT_TO_SPECIAL_GUARDIANSHIP)

CARE_LEAVER_ELIGIBILITIES = ("Relevant", "Former Relevant")
IN_TOUCH = "YES"
DIED_OR_RETURNED_HOME = ("DIED", "RHOM")
HOME_OUT_OF_REACH = ("G", "H", "R")
SUITABLE = "1"
AT_UNIVERSITY = ("F1", "P1")
IN_EDUCATION_OR_WORK = ("F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5")
NOT_IN_EDUCATION_OR_WORK = ("G4", "G5", "G6")

LEGAL_STATUS_GROUPS = {
    "Interim care order": ("C1",),
    "Full care order": ("C2",),
    "Placement order": ("E1", "D1"),
    "Accommodated under section 20": ("V2",),
    "Police protection, emergency or assessment order": ("L1", "L2", "L3"),
    "Youth justice": ("J1", "J2", "J3"),
}
PLACEMENT_TYPE_GROUPS = {
    "Foster care": ("U1", "U2", "U3", "U4", "U5", "U6"),
    "Placed for adoption": PLACED_FOR_ADOPTION,
    "With parents": ("P1",),
    "Children's homes and secure units": ("K1", "K2"),
    "Supported accommodation": ("K3", "H5", "P2"),
    "Other residential": ("R1", "R2", "R3", "R5", "S1"),
    "Other": ("P3", "Z1", "Z11", "Z12", "Z13", "Z14"),
}
PROVIDER_GROUPS = {
    "Own provision": ("PR1",),
    "Other authority": ("PR2",),
    "Other public": ("PR3",),
    "Private": ("PR4",),
    "Voluntary": ("PR5",),
    "Parent": ("PR0",),
}
ACCOMMODATION_GROUPS = {code: (code,) for code in CODES["clea_care_leaver_accommodation"]}
CARE_LEAVER_AGE_GROUPS = {"17 to 18": (17, 18), "19 to 21": (19, 21)}
SDQ_BANDS = {"Normal": (0, 13), "Borderline": (14, 16), "Cause for concern": (17, 40)}
SEX_GROUPS = {"Female": ("F",), "Male": ("M",)}
AGE_BANDS = {"Under 1": (0, 0), "1 to 4": (1, 4), "5 to 9": (5, 9), "10 to 15": (10, 15), "16 and over": (16, 150)}

# The four-letter ethnicity codes of the standard, by the group that each stands in.
ETHNICITY_GROUPS = {
    "White": ("WBRI", "WIRI", "WOTH", "WIRT", "WROM"),
    "Mixed": ("MWBC", "MWBA", "MWAS", "MOTH"),
    "Asian": ("AIND", "APKN", "ABAN", "CHNE", "AOTH"),
    "Black": ("BCRB", "BAFR", "BOTH"),
    "Other": ("OOTH",),
}
ETHNICITY_NOT_STATED = ("REFU", "NOBT")
ETHNICITIES = tuple(code for codes in ETHNICITY_GROUPS.values() for code in codes) + ETHNICITY_NOT_STATED

# How the codes of English councils are written, by the Office for National Statistics and by the department; the regions.
COUNCIL_CODE = r"E(06|08|09|10)[0-9]{6}"
DEPARTMENT_CODE = "[0-9]{3}"
REGIONS = (
    "North East",
    "North West",
    "Yorkshire and The Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    "London",
    "South East",
    "South West",
)
PARTS_OF_LONDON = ("Inner London", "Outer London")
