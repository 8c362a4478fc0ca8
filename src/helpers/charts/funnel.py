"""A funnel: each district's share or rate by its size, with the limits between which chance alone would put it.

No ranking. Districts stand by their size and are named by the alphabet, and only those outside the limits are named at all.
"""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pandas as pd

from helpers.charts.drawn import Drawn
from helpers.charts.funnel_words import LIMITS, Funnel, say_funnel, say_funnel_note, say_funnel_title
from helpers.charts.letters import FONT_SIZE, LINE, MIDDLE, inert, width_of
from helpers.charts.picture import Picture, Plot
from helpers.charts.scale import scale_for_line, whole_ticks
from helpers.charts.series import ALL, NOT_RECORDED, Cell, cells_of_groups, reporting_month, whole_of
from helpers.charts.style import (
    DARK_BLUE,
    GREY_INK,
    INK,
    ORANGE,
    WHITE,
    WIDTH,
    draw_base,
    draw_scale,
    margin_for,
    say_unit,
    write_middle,
)
from helpers.charts.words import WHY, in_sentence, when
from helpers.compare.intervals import (
    CONTROL_LIMIT,
    DISTRICT,
    WARNING_LIMIT,
    DistrictThatDiffers,
    districts_that_differ,
    poisson_interval,
    smooth_share_limits,
)
from helpers.indicator import Grouping, Indicator, Kind
from helpers.months import ReportingMonth
from helpers.protect.released import Released
from helpers.rounding import OUT_OF, say_number

FEWEST_DISTRICTS = 4
HEIGHT = 380
TOP = 70
BOTTOM = 66
POINTS_OF_CURVE = 40
NAME_CHARACTERS = 24
DASHES = {WARNING_LIMIT: "5 3", CONTROL_LIMIT: ""}
SIZES = {Kind.SHARE: "Out of how many in the {}", Kind.RATE: "Population of the {} aged 0 to 17"}
DOT, WEDGE = 5, 6.5
Curve = tuple[list[float], list[float]]
# The lower curve and the upper rest on the same limits.
_share_limits = lru_cache(maxsize=1024)(smooth_share_limits)


def draw_funnel(indicator: Indicator, released: Released, grouping: Grouping) -> Drawn:
    """Each district's headline share or rate in the reporting month by its size, and the limits of chance round the whole.

    Limits of 95% and 99.8%, binomial for shares and Poisson's for rates. Those not recorded are left out. A sentence in
    place of a picture for other kinds, where the whole has no figure, where fewer than 4 districts can be shown, and where
    figures are uncertain.
    """
    funnel = find_funnel(indicator, released, grouping)
    if isinstance(funnel, str):
        return Drawn("", funnel, f"{indicator.title} by {_noun(grouping)}")
    svg = _draw(funnel)
    moment = when(reporting_month(released), indicator.headline)
    said = say_funnel(funnel, f"{in_sentence(indicator.title)} {moment}")
    return Drawn(svg, said, say_funnel_title(funnel), say_funnel_note(funnel))


def find_funnel(indicator: Indicator, released: Released, grouping: Grouping) -> Funnel | str:
    """What a funnel shows of the reporting month; a sentence in its place where there is none, as `draw_funnel` says."""
    noun, month = _noun(grouping), reporting_month(released)
    title = f"{indicator.title} by {noun}"
    if indicator.kind not in (Kind.SHARE, Kind.RATE):
        return f"{title}: only a share or a rate can be held against chance in this way."
    if month is None:
        return f"{title}: no figures."
    moment, whole = when(month, indicator.headline), whole_of(indicator, released, month)
    if not whole.is_shown:
        return f"{title}, {moment}: no limits of chance, as the figure of the whole is {WHY[whole.state]}."
    cells = cells_of_groups(indicator, released, grouping, month)
    districts = {name: cell for name, cell in cells.items() if name not in (NOT_RECORDED, grouping.say(NOT_RECORDED))}
    shown = {name: districts[name] for name in sorted(districts) if districts[name].is_shown}
    if whole.is_uncertain or any(cell.is_uncertain for cell in shown.values()):
        return f"{title}, {moment}: no limits of chance, as the figures are uncertain."
    without = {state: sum(cell.state == state for cell in districts.values()) for state in WHY}
    if len(shown) < FEWEST_DISTRICTS:
        few = f"they need {FEWEST_DISTRICTS} {noun}s with a figure that can be shown, and there are {len(shown)}"
        return f"{title}, {moment}: no limits of chance; {few}."
    return Funnel(indicator.kind, noun, shown, whole, _differ(indicator, shown, whole, month), without)


def _noun(grouping: Grouping) -> str:
    return grouping.name.replace("_", " ")


def _differ(
    indicator: Indicator, cells: Mapping[str, Cell], whole: Cell, month: ReportingMonth
) -> dict[str, DistrictThatDiffers]:
    """The districts outside the limits, judged as they are everywhere, from cells that may be shown alone."""
    named = [(ALL, ALL, whole), *((DISTRICT, name, cell) for name, cell in cells.items())]
    frame = pd.DataFrame({
        "breakdown": [breakdown for breakdown, _, _ in named],
        "group": [name for _, name, _ in named],
        "numerator": [cell.numerator for _, _, cell in named],
        "denominator": [cell.denominator for _, _, cell in named],
        "value": [cell.value for _, _, cell in named],
    }).assign(code=indicator.code, window=str(indicator.headline), month=str(month))  # fmt: skip
    return {found.district: found for found in districts_that_differ(indicator, frame, month)}


def _draw(funnel: Funnel) -> str:
    """The picture: limits, the whole, dots, and names beside those outside."""
    room = 0.12 * (max(funnel.sizes) - min(funnel.sizes)) or 0.2 * max(funnel.sizes)
    low, high = max(0.0, min(funnel.sizes) - room), max(funnel.sizes) + room
    values = [cell.value for cell in funnel.cells.values()]
    start = low or min(funnel.sizes) / 2
    curves = {(confidence, side): _curve(funnel, (low, high), confidence, side) for confidence in LIMITS for side in (0, 1)}
    mouth = [float(np.interp(start, *curves[CONTROL_LIMIT, side])) for side in (0, 1)]
    scale = scale_for_line([*values, *mouth, funnel.whole.value], funnel.kind)
    right = WIDTH - max(width_of("99.8% limit"), width_of(_whole(funnel), is_bold=True)) - 8
    picture = Picture(WIDTH, HEIGHT)
    plot = Plot(margin_for(scale), TOP, right, HEIGHT - BOTTOM, scale.low, scale.high, low, high)
    draw_scale(picture, plot, scale)
    draw_base(picture, plot, scale)
    _draw_limits(picture, plot, funnel, curves)
    for tick in whole_ticks(low, high):
        if plot.x(tick) >= plot.left + room / (high - low) / 4 * (plot.right - plot.left):
            picture.write(say_number(tick), plot.x(tick), plot.bottom + 22, GREY_INK, anchor="middle")
    picture.write(SIZES[funnel.kind].format(funnel.noun), (plot.left + right) / 2, HEIGHT - 12, GREY_INK, anchor="middle")
    places = {name: (plot.x(cell.denominator), plot.y(cell.value)) for name, cell in funnel.cells.items()}
    for name in sorted(places, key=lambda name: (name in funnel.differ, name)):
        found = funnel.differ.get(name)
        draw_mark(picture, *places[name], is_higher=None if found is None else found.is_higher)
    _name_outside(picture, plot, funnel, places)
    picture.write(say_unit(scale, funnel.kind), 0, 18, GREY_INK)
    _write_key(picture, funnel)
    return picture.svg


def draw_mark(picture: Picture, x: float, y: float, *, is_higher: bool | None) -> None:
    """A district's mark: a dot within the limits, outside them a triangle that points the way it differs."""
    if is_higher is None:
        picture.dot(x, y, DOT, DARK_BLUE, edge=WHITE)
    else:
        picture.wedge(x, y, WEDGE, ORANGE, edge=INK, is_up=is_higher)


def _draw_limits(picture: Picture, plot: Plot, funnel: Funnel, curves: Mapping[tuple[float, int], Curve]) -> None:
    """The limits as curves and the whole as a line, each named where it ends at the right, no two names on each other."""
    at_whole = plot.y(funnel.whole.value)
    named = [(_whole(funnel), at_whole)]
    for side, way in ((0, 1), (1, -1)):
        beside = at_whole
        for confidence, name in LIMITS.items():
            curve = _within(plot, *curves[confidence, side])
            picture.line(curve, GREY_INK, 1.6, dash=DASHES[confidence], cap="butt")
            beside = way * max(way * curve[-1][1], way * beside + LINE)
            named.append((f"{name} limit", beside))
    picture.lines([((plot.left, at_whole), (plot.right, at_whole))], DARK_BLUE, 2)
    for at, (words, y) in enumerate(named):
        write_middle(picture, words, plot.right + 6, y, GREY_INK if at else DARK_BLUE, is_bold=not at)


def _within(plot: Plot, x: list[float], y: list[float]) -> list[tuple[float, float]]:
    """The part of a curve that lies within a plot, in pixels; it ends where the plot does."""
    sizes = [plot.first, *(size for size in x if plot.first < size < plot.last), plot.last]
    sizes = [size for size in sizes if size >= x[0]] or [plot.last]
    found = zip(sizes, np.interp(sizes, x, y).tolist(), strict=True)
    inside = [(size, height) for size, height in found if plot.low <= height <= plot.high]
    if not inside or inside[-1][0] < plot.last:
        inside.append((plot.last, min(max(float(np.interp(plot.last, x, y)), plot.low), plot.high)))
    return [(plot.x(size), plot.y(height)) for size, height in inside]


def _curve(funnel: Funnel, reach: tuple[float, float], confidence: float, side: int) -> Curve:
    """A limit as a curve over the sizes: the lower (side 0) or the upper (side 1).

    Limits go up in steps of one child, which sizes turn into a saw. The curve goes between the last count within and the
    first outside, so that whatever whole number lies outside the limit lies outside the curve. A rate's joins the sizes at
    which a step comes, which is where the count's own interval ends at what is expected.
    """
    low, high = max(reach[0], reach[1] / 1000), reach[1]
    if funnel.kind == Kind.SHARE:
        sizes = sorted({max(1, round(low + (high - low) * at / POINTS_OF_CURVE)) for at in range(POINTS_OF_CURVE + 1)})
        of_whole = (funnel.whole.numerator, funnel.whole.denominator)
        limits = [_share_limits(*of_whole, size, confidence) for size in sizes]
        return [float(size) for size in sizes], [limit.upper if side else limit.lower for limit in limits if limit]
    each = funnel.whole.numerator / funnel.whole.denominator
    if not each:
        return [low, high], [0.0, 0.0]
    first, last = (round(funnel.limits(size, confidence)[side] * size / OUT_OF[Kind.RATE]) for size in (low, high))
    step = max(1, (last - first) // POINTS_OF_CURVE)
    counts = range(max(0, first - 1), last + step + 1, step)
    intervals = [poisson_interval(count, confidence) for count in counts]
    steps = [(interval.lower if side else interval.upper) / each for interval in intervals]
    points = [(size, OUT_OF[Kind.RATE] * count / size) for size, count in zip(steps, counts, strict=True) if size > 0]
    return [size for size, _ in points], [value for _, value in points]


def _whole(funnel: Funnel) -> str:
    return f"whole {funnel.whole.shown}"


def _name_outside(picture: Picture, plot: Plot, funnel: Funnel, places: Mapping[str, tuple[float, float]]) -> None:
    """The name of each district outside, at a side of its mark that is free of other marks and names where there is one."""
    taken = [(x - 7, y - 7, x + 7, y + 7) for x, y in places.values()]
    taken += [
        (0, 0, plot.left, HEIGHT),
        (plot.right, 0, WIDTH, HEIGHT),
        (0, 0, WIDTH, TOP - LINE),
        (0, plot.bottom, WIDTH, HEIGHT),
    ]
    for name in funnel.differ:
        label = inert(name if len(name) <= NAME_CHARACTERS else name[: NAME_CHARACTERS - 1] + "…")
        (x, y), width = places[name], width_of(label, is_bold=True)
        lefts = (x + 12, x - 12 - width, x - width / 2)
        tries = [(left, y + lines * LINE) for lines in (0, -1, 1, -2, 2) for left in (lefts if lines else lefts[:2])]
        boxes = [(left, middle - LINE / 2, left + width, middle + LINE / 2) for left, middle in tries]
        box = min(boxes, key=lambda box: sum(_touch(box, other) for other in taken))
        taken.append(box)
        middle = (box[1] + box[3]) / 2
        if abs(middle - y) > LINE:
            picture.line([(x, y), (x, middle)], INK, 1)
        picture.write(label, box[0], middle + FONT_SIZE * MIDDLE, INK, is_bold=True, halo=True)


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _write_key(picture: Picture, funnel: Funnel) -> None:
    """What the marks stand for, in a line above them; only those that are there."""
    ways: set[bool | None] = {found.is_higher for found in funnel.differ.values()}
    x = 8.0
    ways |= {None} if len(funnel.differ) < len(funnel.cells) else set()
    for words, is_higher in (("within the limits", None), ("higher", True), ("lower", False)):
        if is_higher not in ways:
            continue
        draw_mark(picture, x, 41, is_higher=is_higher)
        picture.write(words, x + 12, 46, INK)
        x += 12 + width_of(words) + 20
