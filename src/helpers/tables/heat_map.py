"""Several indicators side by side, district by district: each figure with the band of the council's own thresholds it is in.

A band is told three times over: by its word, by a mark, and by a colour. No district is ranked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from helpers.charts.series import ALL, NOT_RECORDED, Cell, State, cells_of_groups, groups_of, reporting_month, whole_of
from helpers.charts.words import in_sentence, when
from helpers.compare.bands import Band
from helpers.compare.uncertain import say_doubts
from helpers.indicator import Grouping, Indicator, Kind, Polarity
from helpers.months import ReportingMonth
from helpers.protect.released import Released
from helpers.tables.layout import Column, Row, Table, heading_id

BandFor = Callable[[str, str], Band | None]

MARKS = ("●", "○", "▲", "■")
UNITS = {Kind.COUNT: "Number", Kind.RATE: "Per 10,000", Kind.AVERAGE: "Average"}


@dataclass(frozen=True)
class Line:
    """The figures of one indicator by the name of their district, that of the whole, and the band of each that has one.

    `why_uncertain` says in words why the figures of the districts are uncertain, where that of the whole is not.
    """

    indicator: Indicator
    cells: Mapping[str, Cell]
    whole: Cell
    bands: Mapping[str, Band]
    why_uncertain: str = ""

    def cell(self, district: str) -> Cell:
        """The figure of a district; of one that none of its months names there is nobody to count, where it has figures."""
        if district in self.cells:
            return self.cells[district]
        kind = self.indicator.kind
        if kind == Kind.RATE or all(cell.state == State.ABSENT for cell in self.cells.values()):
            return Cell(kind, None, None, State.ABSENT)
        if kind != Kind.COUNT:
            return Cell(kind, None, None, State.EMPTY)
        return Cell(kind, 0, None, State.SHOWN, any(cell.is_uncertain for cell in self.cells.values()))


def heat_map(
    indicators: Sequence[Indicator], released: Released, grouping: Grouping, band_for: BandFor, agreed: str = ""
) -> Markup:
    """A row an indicator and a column a district, the whole first: the headline figures of the reporting month, by band.

    `band_for` gives the band of a figure by code and group, `all` for the whole; it is asked only of figures that are shown and
    certain, and never of indicators of context, which have no band. `agreed` says who agreed the thresholds: agreed: the
    Board, 1 April 2026. Those not recorded have no column. An indicator without districts is named below the table; a
    sentence where none has any.
    """
    month, by = reporting_month(released), in_sentence(grouping.words)
    lines, names = lines_of_districts(indicators, released, grouping, band_for)
    held = [line for line in lines if line.cells]
    if not held:
        return Markup('<p class="note">There are no figures by {} for a table.</p>').format(by)
    columns = [Column(head, is_number=False) for head in ("Indicator", "All together", *names)]
    rows, marks = [], []
    for line in held:
        figures = {ALL: line.whole} | {name: line.cell(name) for name in names}
        marks += [mark for cell in figures.values() for mark in cell.marks]
        shown = (_tile(cell, line.bands.get(name)) for name, cell in figures.items())
        rows.append(Row((_heading(line.indicator, month), *shown)))
    caption = f"Indicators by {by}, {month.words}"
    table = Table(
        f"table-heat-map-{heading_id(grouping.name)}", caption, tuple(columns), tuple(rows), _notes(lines, by, agreed),
        css_class="heat-map", marks=tuple(marks),
    )  # fmt: skip
    return table.html()


def lines_of_districts(
    indicators: Sequence[Indicator], released: Released, grouping: Grouping, band_for: BandFor
) -> tuple[list[Line], list[str]]:
    """What a heat map shows: a line an indicator, one without districts too, and the districts' names in reading order."""
    month = reporting_month(released)
    lines = [_line(indicator, released, grouping, month, band_for) for indicator in indicators] if month else []
    return lines, _in_order(grouping, {name for line in lines for name in line.cells})


def _line(indicator: Indicator, released: Released, grouping: Grouping, month: ReportingMonth, band_for: BandFor) -> Line:
    """Return the figures of an indicator and their bands; a hidden or uncertain figure has none, nor has one of context."""
    groups = {grouping.say(group): group for group in groups_of(indicator, released, grouping) if group != NOT_RECORDED}
    found = cells_of_groups(indicator, released, grouping, month)
    cells, whole = {name: found[name] for name in groups}, whole_of(indicator, released, month)
    is_judged = indicator.polarity != Polarity.CONTEXT_ONLY
    judged = [(name, groups.get(name, ALL)) for name, cell in ({ALL: whole} | cells).items() if cell.is_certain and is_judged]
    bands = {name: band for name, group in judged if (band := band_for(indicator.code, group)) is not None}
    is_uncertain = any(cell.is_uncertain for cell in cells.values())
    doubts = released.doubts.of_breakdown_alone(indicator.code, str(month), grouping.name) if is_uncertain else ()
    return Line(indicator, cells, whole, bands, say_doubts(doubts))


def _in_order(grouping: Grouping, names: set[str]) -> list[str]:
    """Names in the grouping's reading order, others by the alphabet."""
    given = [name for group in grouping.groups if (name := grouping.say(group)) in names]
    return given + sorted(names.difference(given))


def _heading(indicator: Indicator, month: ReportingMonth) -> Markup:
    said = f"{UNITS.get(indicator.kind, '')} {when(month, indicator.headline)}".strip()
    return Markup('{} <span class="period">{}</span>').format(indicator.title, said[:1].upper() + said[1:])


def _tile(cell: Cell, band: Band | None) -> str | Markup:
    """A figure, with the mark of its band before it and its word below."""
    if band is None:
        return Markup('<span class="tile">{}</span>').format(cell.shown)
    tile = '<span class="tile band-{}-of-{}"><span aria-hidden="true">{}</span>&nbsp;{} <span class="band-word">{}</span></span>'
    return Markup(tile).format(band.place, band.of, mark_of(band), cell.shown, band.word)  # noqa: S704 - format escapes


def mark_of(band: Band) -> str:
    """The mark of a band: the best has the first and the worst the last, however many lie between."""
    return MARKS[-1] if band.place == band.of else MARKS[min(band.place, len(MARKS)) - 1]


def _notes(lines: Sequence[Line], by: str, agreed: str) -> tuple[str, ...]:
    """Whose thresholds the bands are, what has none, and which indicators have no districts."""
    held = [line for line in lines if line.cells]
    whose = f" ({agreed})" if agreed else ""
    notes = []
    if any(line.bands for line in held):
        notes.append(f"Bands are the council's own thresholds{whose}; they are not an inspection judgement.")
    neutral = [line.indicator.title for line in held if line.indicator.polarity == Polarity.CONTEXT_ONLY]
    if neutral:
        notes.append(f"Without a band, as neither higher nor lower is better: {'; '.join(neutral)}.")
    judged = [line for line in held if line.indicator.polarity != Polarity.CONTEXT_ONLY and not line.bands]
    unsure = [line.indicator.title for line in judged if any(cell.is_uncertain for cell in (line.whole, *line.cells.values()))]
    if unsure:
        notes.append(f"Without a band, as figures are uncertain: {'; '.join(unsure)}.")
    unset = [line.indicator.title for line in judged if line.indicator.title not in unsure]
    if unset:
        notes.append(f"Without a band, as no figure that can be shown has a threshold: {'; '.join(unset)}.")
    for why in dict.fromkeys(line.why_uncertain for line in held if line.why_uncertain):
        titles = "; ".join(line.indicator.title for line in held if line.why_uncertain == why)
        notes.append(f"Uncertain by {by}, {why}: {titles}.")
    without = [line.indicator.title for line in lines if not line.cells]
    if without:
        notes.append(f"Without figures by {by}: {'; '.join(without)}.")
    return tuple(notes)
