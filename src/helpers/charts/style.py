"""The house style of every chart, in one place: colours, sizes, fonts, and the SVG that comes of it.

Colours are the Government Analysis Function's. Drawn with seaborn on Matplotlib; both are imported only where something
is drawn, since they take seconds to load.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from helpers.charts.scale import Scale
from helpers.indicator import Kind
from helpers.rounding import say_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DARK_BLUE = "#12436D"
MID_BLUE = "#2073BC"
ORANGE = "#F46A25"
INK = "#1A2430"
GREY_INK = "#4A545E"
GRID = "#D9DDE1"
WHITE = "#FFFFFF"

WIDTH = 560
FONT_SIZE = 15
CHARACTER = 9.2
LINE = 17
PAGE_FONTS = "Arial, 'Liberation Sans', Helvetica, sans-serif"
UNITS = {Kind.COUNT: "Number", Kind.SHARE: "%", Kind.RATE: "Per 10,000", Kind.AVERAGE: "Average"}

HOUSE_STYLE = {
    "font.family": ["DejaVu Sans"],
    "font.size": FONT_SIZE,
    "text.color": INK,
    "text.parse_math": False,
    "axes.unicode_minus": True,
    "axes.edgecolor": GREY_INK,
    "axes.facecolor": "none",
    "figure.facecolor": WHITE,
    "figure.dpi": 72,
    "lines.solid_capstyle": "round",
    "lines.solid_joinstyle": "round",
    "path.simplify": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "corporate parenting",
}
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


@contextmanager
def house_style() -> Iterator[None]:
    """Matplotlib's own defaults and the house style over them, whatever a notebook or a machine has set."""
    from matplotlib import style

    with style.context(["default", HOUSE_STYLE]):
        yield


def new_chart(
    height: int, *, left: float, right: float, top: float, bottom: float, width: int = WIDTH
) -> tuple["Figure", "Axes"]:
    """An empty chart and its axes, sizes and margins in pixels; no frame, no ticks."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 72, height / 72))
    box = (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    axes = figure.add_axes(box)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, colors=GREY_INK)
    return figure, axes


def draw_scale(axes: "Axes", scale: Scale, kind: Kind) -> None:
    """The value axis: light gridlines and their numbers, a dark line at 0, and words where it doesn't start there."""
    axes.set_ylim(scale.low, scale.high)
    axes.set_yticks(scale.ticks, [say_tick(tick, scale) for tick in scale.ticks])
    axes.set_ylabel("")
    for tick in scale.ticks:
        is_base = tick == 0
        axes.axhline(tick, color=GREY_INK if is_base else GRID, linewidth=1.2 if is_base else 1, zorder=2.5 if is_base else 0)
    if not scale.is_from_zero:
        axes.axhline(scale.low, color=GREY_INK, linewidth=1.2, linestyle=(0, (1, 3)), zorder=2.5)


def say_unit(scale: Scale, kind: Kind) -> str:
    """The unit of an axis, and where it starts if not at 0."""
    start = "" if scale.is_from_zero else f"; axis starts at {say_tick(scale.low, scale)}, not 0"
    return UNITS[kind] + start


def say_tick(tick: float, scale: Scale) -> str:
    """A number of an axis, with a decimal only where its neighbours need one."""
    is_whole = all(float(value).is_integer() for value in scale.ticks)
    decimals = 0 if is_whole else max(len(repr(value).split(".")[1]) for value in scale.ticks)
    return say_number(round(tick, 6), decimals)


def margin_for(scale: Scale) -> float:
    """The room in pixels that the numbers of an axis take."""
    return max(len(say_tick(tick, scale)) for tick in scale.ticks) * CHARACTER + 10


def write_beside(axes: "Axes", lines: str, x: float, y: float, **look: object) -> None:
    """Lines of words that end at the left of a chart, each set on its own so that all end alike in any font."""
    parts = lines.split("\n")
    for at, line in enumerate(parts):
        drop = (len(parts) - 1) / 2 * LINE - at * LINE - FONT_SIZE * 0.36
        place = {"textcoords": "offset points", "ha": "right", "va": "baseline", "annotation_clip": False}
        axes.annotate(line, (x, y), (-8, drop), **place, **look)


def write_at(figure: "Figure", text: str, x: float, y: float, **look: object) -> None:
    """Words on a chart, `x` pixels from its left and `y` from its top, on the line that letters stand on."""
    width, height = figure.get_size_inches() * 72
    figure.text(x / width, 1 - y / height, inert(text), va="baseline", **look)


def inert(text: str) -> str:
    """A text without the characters that a picture's file can't hold."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", " ", str(text))


def as_svg(figure: "Figure") -> str:
    """A chart as SVG: the same bytes for the same chart, sized in pixels, in the page's fonts, naming no other address."""
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata=NO_METADATA)
    svg = file.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2"', svg, count=2)
    svg = re.sub(r"font-family: [^;\"]*", f"font-family: {PAGE_FONTS}", svg)
    svg = re.sub(r' transform="rotate\(-0 [\d. -]+\)"', "", svg)
    return re.sub(r"\n\s*", "\n", svg)
