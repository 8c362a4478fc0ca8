"""A picture to draw on: bars by seaborn in their own units, lines, rules, marks and words at places in pixels.

Drawn with seaborn on Matplotlib; both are imported only where something is drawn, since they take seconds to load.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers.charts.letters import FONT_SIZE, HALO

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

WHITE = "#FFFFFF"
DOTS = 72
HOUSE_STYLE = {"font.size": FONT_SIZE, "text.parse_math": False, "path.simplify": False, "axes.facecolor": "none"}
Places = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Plot:
    """The part of a picture where figures are drawn: its edges in pixels, and the figures at them; `first` is at the left."""

    left: float
    top: float
    right: float
    bottom: float
    low: float
    high: float
    first: float
    last: float

    def x(self, at: float) -> float:
        """The pixel from the left where a place stands."""
        return self.left + (at - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, value: float) -> float:
        """The pixel from the top where a figure stands."""
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


class Picture:
    """What is to be drawn, each thing over those before it; `svg` draws it and gives the whole."""

    def __init__(self, width: float, height: float, *, ground: str = WHITE) -> None:
        self.width, self.height, self._ground = width, height, ground
        self._steps: list[Callable[[_Canvas, int], None]] = []

    def draw(self, plot: Plot, draw: Callable[["Axes"], object]) -> None:
        """Figures of a plot, by what draws them on its axes in their own units; the axes' limits stay as they are."""

        def step(canvas: "_Canvas", order: int) -> None:
            axes = canvas.axes(plot)
            axes.set_zorder(order)
            draw(axes)
            axes.set(xlim=(plot.first, plot.last), ylim=(plot.low, plot.high))

        self._steps.append(step)

    def line(self, places: Places, colour: str, width: float, *, dash: str = "", cap: str = "round") -> None:
        """A line through some places."""
        self.lines([places], colour, width, dash=dash, cap=cap)

    def lines(self, many: Sequence[Places], colour: str, width: float, *, dash: str = "", cap: str = "butt") -> None:
        """Several lines of one look."""
        if many:
            codes = [code for places in many for code in (1, *[2] * (len(places) - 1))]
            dashes = {"linestyle": (0, [float(each) / width for each in dash.split()])} if dash else {}
            self._add_path([place for places in many for place in places], codes, fill=False, edgecolor=colour,
                           linewidth=width, capstyle=cap, **dashes)  # fmt: skip

    def bars(self, boxes: Sequence[tuple[float, float, float, float]], colour: str) -> None:
        """Bars of one colour, each by its left, its top, its width and its height."""
        for x, y, width, height in boxes:
            corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
            self._add_path(corners, [1, 2, 2, 2, 79], facecolor=colour, linewidth=0)

    def dot(self, x: float, y: float, radius: float, colour: str, *, edge: str = "") -> None:
        """A dot, edged where it lies on a line."""
        look = {"markeredgecolor": edge, "markeredgewidth": 1.5} if edge else {"markeredgewidth": 0}

        def make() -> "Artist":
            from matplotlib.lines import Line2D

            return Line2D([x], [y], marker="o", markersize=2 * radius, color=colour, linestyle="", **look)

        self._add(make)

    def wedge(self, x: float, y: float, radius: float, colour: str, *, edge: str, is_up: bool) -> None:
        """A triangle that points up or down."""
        way = -radius if is_up else radius
        corners = [(x, y + way), (x + radius, y - way), (x - radius, y - way), (x, y + way)]
        self._add_path(corners, [1, 2, 2, 79], facecolor=colour, edgecolor=edge, linewidth=1, capstyle="butt")

    def write(
        self, words: str, x: float, y: float, colour: str, *, anchor: str = "start", is_bold: bool = False, halo: bool = False
    ) -> None:
        """Words whose letters stand on `y`; a halo keeps them clear of lines behind them."""
        side = {"start": "left", "middle": "center", "end": "right"}[anchor]
        look = {"fontweight": "bold" if is_bold else "normal", "ha": side, "va": "baseline", "parse_math": False}

        def make() -> "Artist":
            from matplotlib.text import Text

            return Text(x, y, words.replace("\n", " "), color=colour, gid=HALO if halo else None, **look)

        self._add(make)

    @property
    def svg(self) -> str:
        """The picture as SVG: the same bytes for the same drawing, sized in pixels, naming no address and no identifier."""
        from helpers.charts.svg import as_svg

        with house_style():
            canvas = _Canvas(self.width, self.height, self._ground)
            for order, step in enumerate(self._steps):
                step(canvas, order)
            return as_svg(canvas.figure)

    def _add_path(self, places: Places, codes: Sequence[int], **look: Any) -> None:
        def make() -> "Artist":
            from matplotlib.patches import PathPatch
            from matplotlib.path import Path

            return PathPatch(Path(places, codes), **look)

        self._add(make)

    def _add(self, make: Callable[[], "Artist"]) -> None:
        self._steps.append(lambda canvas, order: canvas.add(make(), order))


class _Canvas:
    """A Matplotlib figure of so many pixels, with the axes of its plots."""

    def __init__(self, width: float, height: float, ground: str) -> None:
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self.figure = Figure(figsize=(width / DOTS, height / DOTS), dpi=DOTS, facecolor=ground or "none")
        self.pixels = Affine2D().scale(1, -1).translate(0, height)
        self._size = (width, height)
        self._axes: dict[Plot, Axes] = {}

    def axes(self, plot: Plot) -> "Axes":
        """The axes of a plot, bare of all but what is drawn on them; one for each plot."""
        if plot not in self._axes:
            from matplotlib.ticker import NullLocator

            width, height = self._size
            sizes = (plot.right - plot.left) / width, (plot.bottom - plot.top) / height
            axes = self.figure.add_axes((plot.left / width, 1 - plot.bottom / height, *sizes))
            axes.set_axis_off()
            for axis in (axes.xaxis, axes.yaxis):
                axis.set_major_locator(NullLocator())
            self._axes[plot] = axes
        return self._axes[plot]

    def add(self, artist: "Artist", order: int) -> None:
        """Something at a place in pixels, over what has a lower order."""
        artist.set(transform=self.pixels, zorder=order)
        self.figure.add_artist(artist)


@contextmanager
def house_style() -> Iterator[None]:
    """Matplotlib's own defaults and the house style over them, whatever a notebook or a machine has set."""
    from matplotlib import style

    with style.context(["default", HOUSE_STYLE]):
        yield
