"""A funnel: each district's share or rate by its size, with the limits between which chance alone would put it.

No ranking. Districts stand by their size and are named by the alphabet, and only those outside the limits are named at all.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.charts.drawn import Drawn
from helpers.charts.funnel_words import LIMITS, Funnel, say_funnel, say_funnel_note, say_funnel_title
from helpers.charts.scale import scale_for_line
from helpers.charts.series import ALL, NOT_RECORDED, Cell, cells_of_groups, reporting_month, whole_of
from helpers.charts.style import (
    CHARACTER,
    DARK_BLUE,
    FONT_SIZE,
    GREY_INK,
    INK,
    LINE,
    ORANGE,
    WHITE,
    WIDTH,
    as_svg,
    draw_scale,
    house_style,
    inert,
    margin_for,
    new_chart,
    say_unit,
    write_at,
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

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FEWEST_DISTRICTS = 4
HEIGHT = 380
TOP = 70
BOTTOM = 62
POINTS_OF_CURVE = 60
NAME_CHARACTERS = 24
DASHES = {WARNING_LIMIT: (0, (5, 3)), CONTROL_LIMIT: "solid"}
SIZES = {Kind.SHARE: "Out of how many in the {}", Kind.RATE: "Population of the {} aged 0 to 17"}
DOT = {"marker": "o", "markersize": 10, "color": DARK_BLUE, "markeredgecolor": WHITE}
HIGHER = {"marker": "^", "markersize": 13, "color": ORANGE, "markeredgecolor": INK}
LOWER = HIGHER | {"marker": "v"}
LEADER = {"arrowstyle": "-", "color": INK, "linewidth": 1, "shrinkA": 0, "shrinkB": 0}
BEHIND = {"facecolor": WHITE, "alpha": 0.7, "pad": 1, "linewidth": 0}


def draw_funnel(indicator: Indicator, released: Released, grouping: Grouping) -> Drawn:
    """Each district's headline share or rate in the reporting month by its size, and the limits of chance round the whole.

    Limits of 95% and 99.8%, binomial for shares and Poisson's for rates. Those not recorded are left out. A sentence in
    place of a picture for other kinds, where the whole has no figure, and where fewer than 4 districts can be shown.
    """
    funnel = find_funnel(indicator, released, grouping)
    if isinstance(funnel, str):
        return Drawn("", funnel, f"{indicator.title} by {_noun(grouping)}")
    with house_style():
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
    from matplotlib.ticker import MaxNLocator

    room = 0.12 * (max(funnel.sizes) - min(funnel.sizes)) or 0.2 * max(funnel.sizes)
    low, high = max(0.0, min(funnel.sizes) - room), max(funnel.sizes) + room
    values = [cell.value for cell in funnel.cells.values()]
    start = low or min(funnel.sizes) / 2
    mouth = [float(np.interp(start, *_curve(funnel, (start, high), CONTROL_LIMIT, side))) for side in (0, 1)]
    scale = scale_for_line([*values, *mouth, funnel.whole.value], funnel.kind)
    right = max(len("99.8% limit"), len(_whole(funnel))) * CHARACTER + 10
    figure, axes = new_chart(HEIGHT, left=margin_for(scale), right=right, top=TOP, bottom=BOTTOM)
    axes.set_xlim(low, high)
    draw_scale(axes, scale, funnel.kind)
    _draw_limits(axes, funnel, (low, high))
    found = MaxNLocator(5, steps=[1, 2, 5, 10], integer=True).tick_values(low, high)
    ticks = [tick for tick in found if low + room / 4 <= tick <= high]
    axes.set_xticks(ticks, [say_number(tick) for tick in ticks])
    axes.set_xlabel(SIZES[funnel.kind].format(funnel.noun), color=GREY_INK, labelpad=8)
    axes.tick_params(axis="x", pad=6)
    for name, cell in funnel.cells.items():
        look = DOT if name not in funnel.differ else HIGHER if funnel.differ[name].is_higher else LOWER
        axes.plot([cell.denominator], [cell.value], linestyle="none", clip_on=False, zorder=5 + (look is not DOT), **look)
    _name_outside(axes, funnel)
    write_at(figure, say_unit(scale, funnel.kind), 0, 18, color=GREY_INK)
    _write_key(figure, funnel)
    return as_svg(figure)


def _draw_limits(axes: "Axes", funnel: Funnel, reach: tuple[float, float]) -> None:
    """The limits as curves and the whole as a line, each named where it ends at the right, no two names on each other."""
    import seaborn

    at_whole = axes.transData.transform((0, funnel.whole.value))[1]
    axes.axhline(funnel.whole.value, color=DARK_BLUE, linewidth=2, zorder=3)
    _write_right(axes, _whole(funnel), at_whole, DARK_BLUE, "bold")
    for side, way in ((0, -1), (1, 1)):
        beside = at_whole
        for confidence, name in LIMITS.items():
            x, y = _curve(funnel, reach, confidence, side)
            look = {"color": GREY_INK, "linewidth": 1.6, "linestyle": DASHES[confidence], "zorder": 2}
            seaborn.lineplot(x=x, y=y, ax=axes, estimator=None, sort=False, **look)
            end = axes.transData.transform((reach[1], np.interp(reach[1], x, y)))[1]
            beside = way * max(way * end, way * beside + LINE)
            _write_right(axes, f"{name} limit", beside, GREY_INK, "normal")


def _curve(funnel: Funnel, reach: tuple[float, float], confidence: float, side: int) -> tuple[list[float], list[float]]:
    """A limit as a curve over the sizes: the lower (side 0) or the upper (side 1).

    Limits go up in steps of one child, which sizes turn into a saw. The curve goes between the last count within and the
    first outside, so that whatever whole number lies outside the limit lies outside the curve. A rate's joins the sizes at
    which a step comes, which is where the count's own interval ends at what is expected.
    """
    low, high = max(reach[0], reach[1] / 1000), reach[1]
    if funnel.kind == Kind.SHARE:
        sizes = sorted({max(1, round(low + (high - low) * at / POINTS_OF_CURVE)) for at in range(POINTS_OF_CURVE + 1)})
        of_whole = (funnel.whole.numerator, funnel.whole.denominator)
        limits = [smooth_share_limits(*of_whole, size, confidence) for size in sizes]
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


def _write_right(axes: "Axes", words: str, y: float, colour: str, weight: str) -> None:
    place = {"xycoords": "figure pixels", "textcoords": "offset points", "va": "baseline", "annotation_clip": False}
    axes.annotate(words, (axes.get_window_extent().x1, y), (6, -FONT_SIZE * 0.36), color=colour, weight=weight, zorder=6, **place)


def _whole(funnel: Funnel) -> str:
    return f"whole {funnel.whole.shown}"


def _name_outside(axes: "Axes", funnel: Funnel) -> None:
    """The name of each district outside, at a side of its mark that is free of other marks and names where there is one."""
    places = {name: axes.transData.transform((cell.denominator, cell.value)) for name, cell in funnel.cells.items()}
    taken = [(x - 7, y - 7, x + 7, y + 7) for x, y in places.values()]
    room = axes.get_window_extent()
    taken += [(0, 0, room.x0, HEIGHT), (room.x1, 0, WIDTH, HEIGHT), (0, room.y1 + LINE, WIDTH, HEIGHT), (0, 0, WIDTH, room.y0)]
    for name in funnel.differ:
        label = inert(name if len(name) <= NAME_CHARACTERS else name[: NAME_CHARACTERS - 1] + "…")
        (x, y), width = places[name], len(label) * CHARACTER
        lefts = (x + 12, x - 12 - width, x - width / 2)
        tries = [(left, y + lines * LINE) for lines in (0, 1, -1, 2, -2) for left in (lefts if lines else lefts[:2])]
        boxes = [(left, middle - LINE / 2, left + width, middle + LINE / 2) for left, middle in tries]
        box = min(boxes, key=lambda box: sum(_touch(box, other) for other in taken))
        taken.append(box)
        middle = (box[1] + box[3]) / 2
        if abs(middle - y) > LINE:
            axes.annotate("", (x, y), (x, middle), "figure pixels", arrowprops=LEADER, zorder=3)
        place = {"xycoords": "figure pixels", "va": "baseline", "annotation_clip": False, "zorder": 4, "bbox": BEHIND}
        axes.annotate(label, (box[0], middle - FONT_SIZE * 0.36), color=INK, weight="bold", **place)


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _write_key(figure: "Figure", funnel: Funnel) -> None:
    """What the marks stand for, in a line above them; only those that are there."""
    from matplotlib.lines import Line2D

    height, x = figure.get_size_inches()[1] * 72, 8.0
    ways = {found.is_higher for found in funnel.differ.values()}
    entries = [("within the limits", DOT, len(funnel.differ) < len(funnel.cells)), ("higher", HIGHER, True in ways)]
    for words, look, is_there in [*entries, ("lower", LOWER, False in ways)]:
        if is_there:
            figure.add_artist(Line2D([x / WIDTH], [1 - (46 - 5) / height], linestyle="none", **look))
            write_at(figure, words, x + 12, 46, color=INK)
            x += 12 + len(words) * CHARACTER + 20
