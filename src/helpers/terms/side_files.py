"""The side files of an extract, which hold what the standard does not, with how each column is read."""

SIDE_FILES = """
population
    area_code text
    area_name text
    year number 1990 2100 whole
    population_0_17 number 1 10000000
    release text unasked
postcode_lookup
    postcode text
    la_code text unasked
    district text
    in_area yes_no
team_area
    team_id text
    area text
visit_frequency
    person_id person
    from_date date
    interval_days number 1 366
missing_interviews
    person_id person
    missing_start time
    returned_at time
    offered_date date unasked
    completed_at time
    refused yes_no unasked
exploitation start=start_date end=end_date
    person_id person
    type one_of CSE GANG CCE
    start_date date
    end_date date
cp_history
    person_id person
    previous_plans number 0 100
    last_plan_end date unasked
cla_history
    person_id person
    previous_periods number 0 100
    last_period_end date unasked
exclusions
    person_id person
    kind one_of permanent suspension
    start_date date
    sessions number unasked
attendance
    person_id person
    academic_year academic_year
    term text unasked
    sessions_possible number 0 1000
    sessions_missed number 0 1000
attainment
    person_id person
    academic_year academic_year
    stage text
    measure text
    value number -100 1000
peps
    person_id person
    due_date date unasked
    completed_date date
youth_justice start=start_date end=end_date
    person_id person
    start_date date
    end_date date
    outcome_date date
workforce start=start_date end=end_date
    worker_id person
    role one_of SW IRO PA
    fte number 0 2
    agency yes_no
    start_date work_date
    end_date date
    team_id text unasked
fostering
    month month
    enquiries number 0 1000000 unasked
    applications number 0 1000000 unasked
    approvals number 0 1000000
    leavers number 0 1000000
    households number 0 1000000 unasked
    places number 0 1000000
    filled number 0 1000000
"""
