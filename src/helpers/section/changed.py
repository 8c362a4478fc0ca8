"""What changed since last month: what has really changed, what moved into another band, what is the highest or lowest so far.

Said only where this month and the one before may be shown. A number of children or events is higher or lower, never better.
"""

from dataclasses import dataclass
from enum import IntEnum

from markupsafe import Markup

from helpers.charts.series import Cell, Point, headline_months, shown_in_a_row
from helpers.charts.words import when
from helpers.commentary import REAL
from helpers.commentary.figures import in_words
from helpers.commentary.judgement import say_judgement
from helpers.compare.bands import Band, band_of, is_met
from helpers.compare.judged import Judged
from helpers.compare.real import Direction, judge_change
from helpers.display import together
from helpers.indicator import Indicator, Kind
from helpers.indicators import SECTIONS
from helpers.months import Window
from helpers.rounding import say_difference
from helpers.section.figures import Figures
from helpers.section.links import link_to
from helpers.section.standing import show_band

MOST, MOST_OF_A_KIND = 6, 3
FEWEST_MONTHS = 12
# A verdict that comes and goes is no news: it is new where it held in none of so many months before.
NEW_FOR_MONTHS = 3
FULL = "everything-that-changed"
MAY_BE_CHANCE = Markup("This may be chance.")
RULE = (
    "First comes what has really changed, so that chance alone would not explain it, and was not found to have in any of the "
    f"{NEW_FOR_MONTHS} months before; then what moved into another of the council's bands, or across its target, since last "
    f"month; then what is the highest or lowest of at least {FEWEST_MONTHS} months in a row, since the way of counting last "
    "changed and since the last month without a figure or with an uncertain one, the largest change first; last what has "
    f"really changed and was found to have in one of the {NEW_FOR_MONTHS} months before. Of each, figures of a single month "
    "that chance may move so far come after the rest; worse before better, better before higher and lower, more bands before "
    "fewer; then the order of the report. A rate is left out where the number that it is of stands here. Where this month or "
    "the one before is hidden or uncertain, nothing is said of it."
)


class Importance(IntEnum):
    """Why a change is put forward, the weightiest first."""

    NEWLY_REAL = 1
    MOVED = 2
    RECORD = 3
    STILL_REAL = 4


HEADINGS = {
    Importance.NEWLY_REAL: f"Really changed, and not found to have in the {NEW_FOR_MONTHS} months before",
    Importance.MOVED: "Moved into another band, or across the target",
    Importance.RECORD: "The highest or lowest for a year or more",
    Importance.STILL_REAL: f"Really changed, as in one of the {NEW_FOR_MONTHS} months before",
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """What changed in an indicator's headline figure, why it is put forward, and what is said of it beside figures and verdict.

    `size` is the number of bands that it moved; of what is highest or lowest the part by which it differs from last month.
    `may_be_chance` where nothing says that the month itself has moved further than chance alone may move it.
    """

    entry: Indicator
    importance: Importance
    direction: Direction
    size: float = 0
    may_be_chance: bool = False
    said: Markup

    @property
    def order(self) -> tuple[int, bool, int, float]:
        """Its place in the list, as the rule has it; those alike keep the order of the report."""
        sides = {Direction.WORSE: 0, Direction.BETTER: 1}
        return self.importance, self.may_be_chance, sides.get(self.direction, 2), -self.size


def find_changes(figures: Figures) -> list[Change]:
    """The changes of a month, the most important first; one an indicator, its weightiest."""
    entries = [entry for section in SECTIONS for entry in section.indicators if entry.code in figures.released.judged]
    found = [change for entry in entries if (change := _change_of(entry, figures)) is not None]
    numbers = {(change.importance, change.entry.measure.rows) for change in found if change.entry.kind is Kind.COUNT}
    kept = [change for change in found if change.entry.kind is not Kind.RATE or (change.importance, _rows(change)) not in numbers]
    return sorted(kept, key=lambda change: change.order)


def show_changes(figures: Figures) -> Markup:
    """The most important new changes as a list, at most six and three of a kind; a sentence where there are none."""
    changes = find_changes(figures)
    new = most_important(changes)
    if not changes:
        return Markup("<p>Nothing that can be shown has changed by more than it usually does from month to month.</p>")
    items = [_item(change, figures, is_brief=True) for change in new]
    listed = Markup('<ul class="changes">{}</ul>').format(Markup("").join(items)) if new else Markup("<p>Nothing new.</p>")
    rest = len(changes) - len(items)
    more = Markup('<p class="note"><a href="#{}">{} more</a>, and how they are chosen.</p>').format(FULL, rest)
    return together(listed, more if rest else Markup(""))


def most_important(changes: list[Change]) -> list[Change]:
    """Of changes in their order the first six, of each kind at most three; none that was there before."""
    kinds = [kind for kind in Importance if kind is not Importance.STILL_REAL]
    firsts = [[change for change in changes if change.importance is kind][:MOST_OF_A_KIND] for kind in kinds]
    return [change for first in firsts for change in first][:MOST]


def show_all_changes(figures: Figures) -> Markup:
    """All changes, by why they are put forward, and the rule."""
    changes = find_changes(figures)
    parts = [Markup("<p>{}</p>").format(RULE)]
    for importance, words in HEADINGS.items():
        items = [_item(change, figures) for change in changes if change.importance is importance]
        listed = Markup('<ul class="changes">{}</ul>').format(Markup("").join(items)) if items else Markup("<p>None.</p>")
        parts += [Markup("<h3>{}</h3>").format(words), listed]
    return together(*parts)


def _change_of(entry: Indicator, figures: Figures) -> Change | None:
    judged = figures.released.judged[entry.code]
    points = headline_months(entry, figures.released)
    may_be_said = all(point.cell.is_certain for point in points[-2:])
    if not may_be_said or not entry.may_compare(figures.month.plus(-1), figures.month):
        return None
    verdict = judged.verdict
    moved = _moved(entry, judged, points, figures)
    if verdict.is_real and verdict.direction:
        importance = Importance.STILL_REAL if _was_real(entry, judged, figures) else Importance.NEWLY_REAL
        direction = verdict.direction if entry.kind is not Kind.COUNT else Direction.HIGHER
        if importance is Importance.NEWLY_REAL or moved is None:
            return Change(entry=entry, importance=importance, direction=direction, said=moved.said if moved else Markup(""))
    return moved or _record(entry, points, figures)


def _was_real(entry: Indicator, judged: Judged, figures: Figures) -> bool:
    """Whether the same verdict held in one of the months before; from figures that may be shown alone, and so no where it
    can't be told.
    """
    frame, direction = figures.released.frame, judged.verdict.direction
    rows = figures.released.doubts.without_uncertain(frame[frame["code"] == entry.code])
    before = (figures.month.plus(-back) for back in range(1, NEW_FOR_MONTHS + 1))
    verdicts = (judge_change(entry, rows, month, figures.yardsticks.breaks) for month in before)
    return any(verdict.is_real and verdict.direction is direction for verdict in verdicts)


def _moved(entry: Indicator, judged: Judged, points: list[Point], figures: Figures) -> Change | None:
    """That a figure is in another band than a month ago, or on the other side of its target, the target being the same."""
    now, before, target = points[-1].cell, points[-2].cell, judged.target
    if target is None or judged.is_met is None or _is_broken(entry, figures):
        return None
    then = figures.yardsticks.targets.of(entry.code, str(entry.headline), target.group, figures.month.plus(-1))
    if then is None or (then.target, then.edges) != (target.target, target.edges):
        return None
    band, met = band_of(before.value, target), is_met(before.value, target)
    places = judged.band.place - band.place if judged.band and band else 0
    if not places and met == judged.is_met:
        return None
    is_worse = places > 0 or (not places and not judged.is_met)
    return Change(
        entry=entry,
        importance=Importance.MOVED,
        direction=_side(entry, is_worse=is_worse, now=now, before=before),
        size=abs(places),
        may_be_chance=_may_be_chance(entry, judged),
        said=_say_moved(judged, band) if places else _say_crossed(judged),
    )


def _may_be_chance(entry: Indicator, judged: Judged) -> bool:
    """Whether a figure of a single month is not known to have moved further than chance alone may move it."""
    return entry.headline is Window.MONTH and not judged.verdict.is_real


def _say_real(entry: Indicator, figures: Figures) -> Markup:
    """The sentence of the commentary on whether the change is real; nothing where that isn't judged."""
    judged = figures.released.judged[entry.code]
    if judged.verdict.is_real is None:
        return Markup("")
    said = (sentence.text for sentence in say_judgement(entry, figures.released) if sentence.job == REAL)
    return Markup("{}").format(next(said))


def _say_brief(change: Change, figures: Figures) -> Markup:
    """A real change without what shows it, and that a single month may be chance; the full list says why."""
    if figures.released.judged[change.entry.code].verdict.is_real:
        return Markup("{}.").format(str(_say_real(change.entry, figures).unescape()).partition(":")[0])
    return MAY_BE_CHANCE if change.may_be_chance else Markup("")


def _say_moved(judged: Judged, before: Band) -> Markup:
    return Markup("Now {}, a month ago {}.").format(show_band(judged.band), show_band(before))


def _say_crossed(judged: Judged) -> Markup:
    said = (
        "It meets its target now, and missed it a month ago."
        if judged.is_met
        else "It misses its target now, and met it a month ago."
    )
    return Markup("{}").format(said)


def _record(entry: Indicator, points: list[Point], figures: Figures) -> Change | None:
    """Return that a figure is higher, or lower, than in every other month in a row up to it, since the series last broke."""
    if _is_broken(entry, figures):
        return None
    since = set(figures.yardsticks.breaks.months_since_break(entry.code, [point.month for point in points]))
    in_a_row = [point.cell for point in shown_in_a_row(points) if point.month in since]
    now, others = in_a_row[-1], in_a_row[:-1]
    if len(in_a_row) < FEWEST_MONTHS:
        return None
    is_highest = all(now.exact > cell.exact for cell in others)
    if not is_highest and not all(now.exact < cell.exact for cell in others):
        return None
    judged = figures.released.judged[entry.code]
    words = f"The {'highest' if is_highest else 'lowest'} of the last {len(in_a_row)} months."
    return Change(
        entry=entry,
        importance=Importance.RECORD,
        direction=Direction.HIGHER if is_highest else Direction.LOWER,
        size=float(abs(now.exact - points[-2].cell.exact) / max(abs(points[-2].cell.exact), 1)),
        may_be_chance=_may_be_chance(entry, judged),
        said=Markup("{}").format(words),
    )


def _is_broken(entry: Indicator, figures: Figures) -> bool:
    return figures.yardsticks.breaks.between(entry.code, figures.month.plus(-1), figures.month) is not None


def _side(entry: Indicator, *, is_worse: bool, now: Cell, before: Cell) -> Direction:
    """Better or worse of a share, rate or average; of a number higher or lower."""
    if entry.kind is Kind.COUNT:
        return Direction.HIGHER if now.exact > before.exact else Direction.LOWER
    return Direction.WORSE if is_worse else Direction.BETTER


def _rows(change: Change) -> object:
    return getattr(change.entry.measure, "rows", None)


def _item(change: Change, figures: Figures, *, is_brief: bool = False) -> Markup:
    last, before = headline_months(change.entry, figures.released)[-1], headline_months(change.entry, figures.released)[-2]
    now, then = last.cell, before.cell
    level = f"{in_words(now)} {when(last.month, change.entry.headline)}"
    far = say_difference(now.kind, now.numerator, now.denominator, then.numerator, then.denominator)
    if not _is_broken(change.entry, figures):
        than = "as" if far == "the same" else "than"
        level += f", {far} {than} a month earlier"
    said = together(change.said, _say_brief(change, figures) if is_brief else _say_real(change.entry, figures))
    return Markup("<li>{}: {}. {}</li>").format(link_to(change.entry), level, said)
