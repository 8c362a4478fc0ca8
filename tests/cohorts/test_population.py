"""Which estimate of the population each month is set beside, and how it is called."""

from care import extract
from helpers.cohorts.known import Known
from helpers.cohorts.population import estimates_by_month
from helpers.months import ReportingMonth

MONTHS = (ReportingMonth(2025, 12), ReportingMonth(2026, 1))


def test_a_month_has_the_newest_estimate_of_a_year_before_its_own_with_its_release():
    data = extract(
        population="""
        area_code | area_name | year | population_0_17 | release
        all       |           | 2023 | 900             | Mid-2023, October 2024
        all       |           | 2024 | 1000            | Mid-2024, July 2025
        all       |           | 2025 | 1100            |
        x         | West      | 2022 | 100             | of a district
    """
    )
    assert estimates_by_month(Known(data, MONTHS)) == {"2025-12": ((2024, "Mid-2024, July 2025"),), "2026-01": ((2025, ""),)}


def test_without_a_file_of_the_population_there_are_none():
    assert estimates_by_month(Known(extract(), MONTHS)) == {}
