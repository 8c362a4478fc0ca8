"""The columns of results, each spelled once."""

ALL = "all"
KEY = ["code", "month", "window", "breakdown", "group"]
FIGURES = ["numerator", "denominator", "value"]
# The distinct children behind numerator, denominator and what is left over, which the gate looks at; they are never shown.
CHILDREN = ["numerator_children", "denominator_children", "remainder_children"]
