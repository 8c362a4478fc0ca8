"""A picture to draw on: lines, bars, marks and words at places in pixels, and the SVG that comes of it.

Written out directly: a report holds some two hundred pictures, and a plotting library takes a second to load and fifty
times as long to draw each. Words stay words, in the page's own fonts; on a narrow screen, where the whole picture is made
smaller, they are set larger.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WHITE = "#fff"
FONT_SIZE = 15
# On a screen so narrow that FONT_SIZE would be too small to read, letters have this size; margins are made for it.
LARGE_FONT_SIZE = 18
NARROW_PIXELS = 420
PAGE_FONTS = "Arial,'Liberation Sans',Helvetica,sans-serif"
LINE = 20
# How far above the line that letters stand on their middle is, in sizes of the font.
MIDDLE = 0.36
STYLE = (
    f"<style>.h{{paint-order:stroke;stroke:{WHITE};stroke-width:4px;stroke-linejoin:round}}"
    f"@media (max-width:{NARROW_PIXELS}px){{text{{font-size:{LARGE_FONT_SIZE}px}}}}</style>"
)
# Widths of Arial's letters in thousandths of its size; those not named are as wide as a figure.
FIGURE_WIDTH = 556
WIDTHS = {
    letter: width
    for width, letters in {
        222: "ijl'\u2018\u2019", 278: " .,:;/!|It[]f", 333: "r-()\"", 500: "sckvxyzJ", 584: "+\u2212<>=", 611: "FTZ",
        667: "ABEKPSVXY&", 722: "CDHNRUw", 778: "GOQ", 833: "mM", 889: "%", 944: "W", 1000: "\u2026\u2014",
    }.items()
    for letter in letters
}  # fmt: skip
BOLD_IS_WIDER = 1.07
Places = Sequence[tuple[float, float]]


def width_of(words: str, *, is_bold: bool = False, size: float = LARGE_FONT_SIZE) -> float:
    """How wide words are in pixels, at the largest size that they are set in."""
    width = sum(WIDTHS.get(letter, FIGURE_WIDTH) for letter in words) / 1000 * size
    return width * BOLD_IS_WIDER if is_bold else width


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
    """What is drawn so far, in the order it was drawn in; `svg` gives the whole."""

    def __init__(self, width: float, height: float, *, ground: str = WHITE) -> None:
        self.width, self.height, self._ground = width, height, ground
        self._parts: list[str] = []
        self._has_words = False

    def line(self, places: Places, colour: str, width: float, *, dash: str = "", cap: str = "round") -> None:
        """A line through some places."""
        self.lines([places], colour, width, dash=dash, cap=cap)

    def lines(self, many: Sequence[Places], colour: str, width: float, *, dash: str = "", cap: str = "butt") -> None:
        """Several lines of one look."""
        if many:
            path = "".join("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in places) for places in many)
            look = f' stroke-dasharray="{dash}"' if dash else ""
            ends = f' stroke-linecap="{cap}" stroke-linejoin="round"' if cap == "round" else ""
            self._parts.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{_n(width)}"{look}{ends}/>')

    def bars(self, boxes: Sequence[tuple[float, float, float, float]], colour: str) -> None:
        """Bars of one colour, each by its left, its top, its width and its height."""
        if boxes:
            path = "".join(f"M{_n(x)} {_n(y)}h{_n(width)}v{_n(height)}h{_n(-width)}z" for x, y, width, height in boxes)
            self._parts.append(f'<path d="{path}" fill="{colour}"/>')

    def dot(self, x: float, y: float, radius: float, colour: str, *, edge: str = "") -> None:
        """A dot, edged where it lies on a line."""
        look = f' stroke="{edge}" stroke-width="1.5"' if edge else ""
        self._parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{colour}"{look}/>')

    def wedge(self, x: float, y: float, radius: float, colour: str, *, edge: str, is_up: bool) -> None:
        """A triangle that points up or down."""
        way = -radius if is_up else radius
        path = f"M{_n(x)} {_n(y + way)}L{_n(x + radius)} {_n(y - way)}H{_n(x - radius)}z"
        self._parts.append(f'<path d="{path}" fill="{colour}" stroke="{edge}"/>')

    def write(
        self, words: str, x: float, y: float, colour: str, *, anchor: str = "start", is_bold: bool = False, halo: bool = False
    ) -> None:
        """Words whose letters stand on `y`; a halo keeps them clear of lines behind them."""
        self._has_words = True
        look = f' text-anchor="{anchor}"' if anchor != "start" else ""
        look += ' font-weight="bold"' if is_bold else ""
        look += ' class="h"' if halo else ""
        said = escape(inert(words), quote=False)
        self._parts.append(f'<text x="{_n(x)}" y="{_n(y)}" fill="{colour}"{look}>{said}</text>')

    @property
    def svg(self) -> str:
        """The picture as SVG: the same bytes for the same drawing, sized in pixels, naming no address and no identifier."""
        size = f'width="{_n(self.width)}" height="{_n(self.height)}" viewBox="0 0 {_n(self.width)} {_n(self.height)}"'
        font = f' font-family="{PAGE_FONTS}" font-size="{FONT_SIZE}"' if self._has_words else ""
        ground = f'<path d="M0 0h{_n(self.width)}v{_n(self.height)}H0z" fill="{self._ground}"/>' if self._ground else ""
        style = STYLE if self._has_words else ""
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}{font}>{style}{ground}{"".join(self._parts)}</svg>\n'


def inert(text: str) -> str:
    """A text without the characters that a picture's file can't hold."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", " ", str(text))


def _n(number: float) -> str:
    """A place in pixels, to a tenth of one."""
    text = f"{number:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")
