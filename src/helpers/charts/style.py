"""The house style of every chart, in one place: colours, and how a value axis is drawn.

Colours are the Government Analysis Function's.
"""

from helpers.charts.letters import FONT_SIZE, MIDDLE, width_of
from helpers.charts.picture import Picture, Plot
from helpers.charts.scale import Scale
from helpers.indicator import Kind
from helpers.rounding import say_number

DARK_BLUE = "#12436D"
MID_BLUE = "#2073BC"
ORANGE = "#F46A25"
INK = "#1A2430"
GREY_INK = "#4A545E"
GRID = "#D9DDE1"
SHADE = "#EDF0F3"
WHITE = "#FFFFFF"

WIDTH = 510
UNITS = {Kind.COUNT: "Number", Kind.SHARE: "%", Kind.RATE: "Per 10,000", Kind.AVERAGE: "Average"}


def draw_scale(picture: Picture, plot: Plot, scale: Scale) -> None:
    """The value axis: light gridlines and their numbers, a dark line at 0, and a dotted one where it doesn't start there."""
    across = {tick: ((plot.left, plot.y(tick)), (plot.right, plot.y(tick))) for tick in scale.ticks}
    picture.lines([line for tick, line in across.items() if tick != 0], GRID, 1)
    for tick in scale.ticks:
        write_middle(picture, say_tick(tick, scale), plot.left - 7, plot.y(tick), GREY_INK, anchor="end")
    if 0 not in across:
        picture.line(across[scale.low], GREY_INK, 1.2, dash="1 4", cap="butt")


def draw_base(picture: Picture, plot: Plot, scale: Scale) -> None:
    """The line at 0, over whatever stands on it."""
    if scale.is_from_zero:
        picture.lines([((plot.left, plot.y(0)), (plot.right, plot.y(0)))], GREY_INK, 1.2)


def write_middle(picture: Picture, words: str, x: float, y: float, colour: str, **look: str | bool) -> None:
    """Words whose middle is at `y`."""
    picture.write(words, x, y + FONT_SIZE * MIDDLE, colour, **look)


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
    return max(width_of(say_tick(tick, scale)) for tick in scale.ticks) + 10
