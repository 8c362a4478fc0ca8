"""What falls away without a table: the indicators that read it, and the breakdowns that are made from it."""

from dataclasses import dataclass

from helpers.indicators import INDICATORS

# Source: definitions, "Values".
BREAKDOWNS_FROM = {
    "ssd_person": ("sex", "age_band", "ethnicity"),
    "ssd_address": ("district",),
    "postcode_lookup": ("district",),
    "team_area": ("area",),
}
FEW = 1


@dataclass(frozen=True)
class Readers:
    """The codes of the indicators that need a table, of those that use it where it is there, and breakdowns by it."""

    needing: tuple[str, ...]
    using: tuple[str, ...]
    breakdowns: tuple[str, ...]

    def in_short(self, wide: int) -> str:
        """Say who reads it in so many characters: `CLA_N and 48 more; by district`; indicators alone, where it is too long."""
        codes = self.needing or self.using
        said = f"{'' if self.needing else 'if there, by '}{_some_of(codes)}" if codes else ""
        names = ", ".join(name.replace("_", " ") for name in self.breakdowns)
        both = "; ".join(part for part in (said, f"by {names}" if names else "") if part)
        return both if len(both) <= wide or not said else said


def readers_of(table: str) -> Readers:
    """Return who reads a table, in the order of the report."""
    needing = tuple(code for code, entry in INDICATORS.items() if table in entry.reads)
    using = tuple(code for code, entry in INDICATORS.items() if table in entry.tables and code not in needing)
    breakdowns = tuple(
        name
        for name in BREAKDOWNS_FROM.get(table, ())
        if any(grouping.name == name for entry in INDICATORS.values() for grouping in entry.breakdowns)
    )
    return Readers(needing, using, breakdowns)


def _some_of(codes: tuple[str, ...]) -> str:
    if len(codes) <= FEW + 1:
        return ", ".join(codes)
    return f"{', '.join(codes[:FEW])} and {len(codes) - FEW} more"
