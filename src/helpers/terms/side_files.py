"""The side files of an extract, which hold what the standard does not, with how each column is read."""

SIDE_FILES = """
population
    area_code text
    area_name text
    year number
    population_0_17 number
    release text
postcode_lookup
    postcode text
    la_code text
    district text
    in_area yes_no
team_area
    team_id text
    area text
visit_frequency
    person_id person
    from_date date
    interval_days number
missing_interviews
    person_id person
    missing_start time
    returned_at time
    offered_date date
    completed_at time
    refused yes_no
exploitation start=start_date end=end_date
    person_id person
    type lower_text
    start_date date
    end_date date
cp_history
    person_id person
    previous_plans number
    last_plan_end date
cla_history
    person_id person
    previous_periods number
    last_period_end date
exclusions
    person_id person
    kind lower_text
    start_date date
    sessions number
attendance
    person_id person
    academic_year text
    term text
    sessions_possible number
    sessions_missed number
attainment
    person_id person
    academic_year text
    stage text
    measure text
    value number
peps
    person_id person
    due_date date
    completed_date date
youth_justice start=start_date end=end_date
    person_id person
    start_date date
    end_date date
    outcome_date date
workforce start=start_date end=end_date
    worker_id person
    role lower_text
    fte number
    agency yes_no
    start_date work_date
    end_date date
    team_id text
fostering
    month month
    enquiries number
    applications number
    approvals number
    leavers number
    households number
    places number
    filled number
"""
