"""At a glance: how many indicators are in each of the council's bands, and how much has changed, was revised and is asked."""

from collections import Counter
from collections.abc import Mapping

from markupsafe import Markup

from helpers.compare.bands import Band
from helpers.compare.judged import Judged
from helpers.display import together
from helpers.section.figures import Figures
from helpers.section.standing import show_band

SCORECARD = "every-indicator-in-a-row"
NO_TARGETS = "The council has given no targets, so nothing is put forward here."
NO_TARGETS_OF_A_PLACE = "The targets are the whole council's, so none stands beside the figures of one district or area."


def show_glance(figures: Figures, counts: Mapping[str, tuple[int, str]]) -> Markup:
    """How many indicators with a target are in each band, best first, and how many can't be judged; each leads further.

    `counts` holds what else is told: words, with how many and the address of where they stand.
    """
    targeted = [judged for judged in figures.released.judged.values() if judged.target is not None]
    items = [_item(number, Markup("{}").format(words), address) for words, (number, address) in counts.items()]
    also = Markup('<ul class="glance">{}</ul>').format(Markup("").join(items))
    if not targeted:
        return together(Markup('<p class="note">{}</p>').format(say_no_targets(figures)), also)
    lead = Markup("<p>Of the {} indicators with a target, {} meet it. Bands have thresholds of their own:</p>")
    said = lead.format(len(targeted), sum(bool(judged.is_met) for judged in targeted))
    bands = [_item(number, show_band(band), f"#{SCORECARD}") for band, number in count_bands(targeted).items()]
    unbanded = sum(judged.band is None for judged in targeted)
    if unbanded:
        bands.append(_item(unbanded, Markup("without a band"), f"#{SCORECARD}"))
    return together(said, Markup('<ul class="glance">{}</ul>').format(Markup("").join(bands)), also)


def count_bands(judged: list[Judged]) -> dict[Band, int]:
    """How many figures are in each band, the best band first; bands of one place but of fewer bands stand apart."""
    counts = Counter(one.band for one in judged if one.band is not None)
    return dict(sorted(counts.items(), key=lambda pair: (pair[0].place, pair[0].of, pair[0].word)))


def say_no_targets(figures: Figures) -> str:
    """Why no figure has a target beside it."""
    return NO_TARGETS_OF_A_PLACE if figures.place is not None else NO_TARGETS


def _item(number: int, words: Markup, address: str) -> Markup:
    return Markup('<li><a href="{}"><strong>{}</strong> {}</a></li>').format(address, number, words)
