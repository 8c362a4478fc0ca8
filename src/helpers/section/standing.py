"""How a headline figure stands: its band, whose bands these are, and the published figures beside it."""

from markupsafe import Markup

from helpers.commentary.judgement import say_published
from helpers.compare.bands import Band, Target
from helpers.compare.published import Comparator
from helpers.display import together
from helpers.indicator import Indicator
from helpers.months import say_date
from helpers.section.figures import Figures
from helpers.tables import plain_table
from helpers.tables.heat_map import mark_of


def show_band(band: Band | None) -> Markup:
    """A band as a tag: mark, word and colour; nothing without a band."""
    if band is None:
        return Markup("")
    mark = mark_of(band)
    tag = Markup('<span class="band band-{}-of-{}"><span aria-hidden="true">{}</span> {}</span>')
    return tag.format(band.place, band.of, mark, band.word)


def say_whose_bands(entry: Indicator, figures: Figures) -> Markup:
    """Whose thresholds the bands are, and that they are no inspection judgement; nothing without a band."""
    judged = figures.released.judged.get(entry.code)
    if judged is None or judged.band is None:
        return Markup("")
    agreed = say_agreed(judged.target)
    whose = f" ({agreed})" if agreed else ""
    text = f"The bands are the council's own thresholds{whose}. They are not an inspection judgement."
    return Markup('<p class="note">{}</p>').format(text)


def say_agreed(target: Target) -> str:
    """Who agreed a target and its bands, as the council wrote it, and when; nothing where neither is known."""
    on = say_date(target.agreed_on) if target.agreed_on else ""
    said = ", ".join(filter(None, [target.agreed_by, on]))
    return f"agreed: {said}" if said else ""


def show_published(entry: Indicator, figures: Figures) -> Markup:
    """The published figures beside a headline figure, each with its period and publication; or why there is none."""
    judged = figures.released.judged.get(entry.code)
    if judged is None:
        return Markup("")
    if not judged.comparators:
        why = judged.why_no_comparator
        return Markup('<p class="note">No published figure stands beside this one: {}.</p>').format(why) if why else Markup("")
    rows = [(_whose(each), say_published(each), each.period) for each in judged.comparators]
    columns = ("Published for", "Figure", "Period")
    table = plain_table(f"{entry.title}: published figures", columns, rows, numeric=("Figure",))
    near = next((each.difference_in_words for each in judged.comparators if each.is_near), "")
    note = Markup('<p class="note">These differ from ours: {}.</p>').format(near.rstrip(".")) if near else Markup("")
    publications = "; ".join(dict.fromkeys(each.publication for each in judged.comparators))
    sources = Markup('<p class="note">From: {}.</p>').format(publications)
    return together(table, sources, note)


def _whose(comparator: Comparator) -> str:
    if comparator.level == "neighbours":
        return f"Statistical neighbours (mean of {comparator.n}, list of {comparator.neighbours_edition})"
    if comparator.rank:
        return f"{comparator.name} (rank {comparator.rank} of {comparator.rank_of}, quartile {comparator.quartile})"
    return comparator.name
