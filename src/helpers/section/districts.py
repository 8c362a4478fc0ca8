"""Districts side by side: the heat map of all indicators, and the funnel that says which truly differ."""

from markupsafe import Markup

from helpers.charts import draw_funnel
from helpers.compare.bands import Band, Target, band_of
from helpers.display import together
from helpers.indicator import Grouping, Indicator, Kind
from helpers.indicators import INDICATORS
from helpers.indicators.groupings import DISTRICT
from helpers.results import ALL
from helpers.section.figures import Figures
from helpers.section.standing import say_agreed
from helpers.tables import heat_map


def show_heat_map(figures: Figures) -> Markup:
    """A row an indicator that has districts, a column a district, each cell with its band; never a ranking."""
    entries = entries_with_districts(figures)
    agreed = {say_agreed(target) for entry in entries if (target := _target(entry, ALL, figures))} - {""}

    def band_for(code: str, group: str) -> Band | None:
        return band_of_district(code, group, figures)

    return heat_map(entries, figures.released, DISTRICT, band_for, "; ".join(sorted(agreed)))


def entries_with_districts(figures: Figures) -> list[Indicator]:
    """The indicators that have figures by district, in reading order."""
    return [entry for entry in figures.entries if DISTRICT in entry.breakdowns]


def show_funnel(entry: Indicator, grouping: Grouping, figures: Figures) -> Markup:
    """The funnel of an indicator's districts where one differs from the whole by more than chance, else that none does.

    Nothing for a number, for an average, or for another breakdown.
    """
    if grouping is not DISTRICT or entry.kind not in (Kind.SHARE, Kind.RATE) or figures.place is not None:
        return Markup("")
    drawn = draw_funnel(entry, figures.released, grouping)
    if drawn.svg and not drawn.title.startswith("No district"):
        return drawn.html()
    return together(Markup('<p class="note">{}.</p>').format((drawn.title if drawn.svg else drawn.text_alternative).rstrip(".")))


def band_of_district(code: str, group: str, figures: Figures) -> Band | None:
    """Return the band of a shown figure by the district's own target, failing that the council's; none of an uncertain one."""
    entry = INDICATORS[code]
    target = _target(entry, group, figures)
    breakdown = ALL if group == ALL else DISTRICT.name
    keys = {"month": str(figures.month), "window": str(entry.headline), "breakdown": breakdown, "group": group}
    if figures.released.doubts.of(code, str(figures.month), breakdown):
        return None
    rows = figures.released.of(code, **keys)
    return band_of(float(rows["value"].iloc[0]), target) if target is not None and len(rows) else None


def _target(entry: Indicator, group: str, figures: Figures) -> Target | None:
    targets, window = figures.yardsticks.targets, str(entry.headline)
    return targets.of(entry.code, window, group, figures.month) or targets.of(entry.code, window, ALL, figures.month)
