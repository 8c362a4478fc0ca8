"""Matplotlib's drawing as SVG for a page: short, in the page's own fonts, the same bytes each time, naming no address.

Matplotlib's own SVG gives every part an identifier, sets every font by style, and is five times as long; a report of two
hundred charts would be too heavy for it, and its letters could not grow on a narrow screen.
"""

from html import escape
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Transform

from helpers.charts.letters import FONT_SIZE, HALO, LARGE_FONT_SIZE, NARROW_PIXELS, PAGE_FONTS, inert, width_of

STYLE = (
    "<style>.h{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}"
    f"@media (max-width:{NARROW_PIXELS}px){{text{{font-size:{LARGE_FONT_SIZE}px}}}}</style>"
)
ANCHORS = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}
NOTHING = ' fill="none"'
LETTERS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}


def as_svg(figure: Figure) -> str:
    """A figure as SVG, sized in pixels. The figure has 72 dots to the inch, so that a point is a pixel."""
    width, height = figure.get_size_inches() * 72
    renderer = _Renderer(height)
    figure.draw(renderer)
    size = f'width="{_n(width)}" height="{_n(height)}" viewBox="0 0 {_n(width)} {_n(height)}"'
    font = f' font-family="{PAGE_FONTS}" font-size="{FONT_SIZE}"' if renderer.has_words else ""
    style = STYLE if renderer.has_words else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}{font}>{style}{"".join(renderer.parts)}</svg>\n'


class _Renderer(RendererBase):
    """Takes what Matplotlib draws, in pixels from the bottom, and keeps it as elements in pixels from the top."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height
        self.parts: list[str] = []
        self.has_words = False

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 (Matplotlib's)
    ) -> None:
        """A line, a bar or a shape."""
        look = _fill(rgbFace) + _stroke(gc)
        if look != NOTHING:
            self.parts.append(f'<path d="{self._outline(path, transform)}"{look}/>')

    def draw_markers(
        self, gc: GraphicsContextBase, marker_path: Path, marker_trans: Transform, path: Path, trans: Transform,
        rgbFace: Any = None,  # noqa: N803 (Matplotlib's)
    ) -> None:  # fmt: skip
        """A mark at each place of a path; a round one as a circle."""
        if not _is_round(marker_path):
            super().draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)
            return
        # A circle's corners of control lie on the box round it, so that its curves need not be followed.
        across = marker_path.transformed(marker_trans).vertices[:, 0]
        radius = (across.max() - across.min()) / 2
        for x, y in trans.transform(path.vertices):
            place = f'cx="{_n(x)}" cy="{_n(self.height - y)}" r="{_n(radius)}"'
            self.parts.append(f"<circle {place}{_fill(rgbFace)}{_stroke(gc, default_width='')}/>")

    def draw_text(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: FontProperties, angle: float,
        ismath: bool = False, mtext: Any = None,
    ) -> None:  # fmt: skip
        """Words, which stay words."""
        at, up = mtext.get_transform().transform(mtext.get_position())
        look = ANCHORS[mtext.get_ha()]
        look += ' font-weight="bold"' if prop.get_weight() == "bold" else ""
        look += ' class="h"' if mtext.get_gid() == HALO else ""
        self.has_words = True
        place = f'x="{_n(at)}" y="{_n(self.height - up)}" fill="{to_hex(gc.get_rgb()).upper()}"'
        self.parts.append(f"<text {place}{look}>{escape(inert(s), quote=False)}</text>")

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: bool) -> tuple[float, float, float]:
        """The room that words take in the page's fonts, in pixels."""
        return width_of(s, is_bold=prop.get_weight() == "bold", size=FONT_SIZE), float(FONT_SIZE), 0.0

    def points_to_pixels(self, points: float) -> float:
        """A point is a pixel."""
        return points

    def _outline(self, path: Path, transform: Transform) -> str:
        moved = path.transformed(transform)
        box = _as_box(moved)
        if box:
            x, y, width, height = box
            return f"M{_n(x)} {_n(self.height - y - height)}h{_n(width)}v{_n(height)}h{_n(-width)}z"
        drawn = []
        for places, code in moved.iter_segments(simplify=False, curves=True):
            if code == Path.CLOSEPOLY:
                drawn.append("z")
                continue
            pairs = zip(places[::2], places[1::2], strict=True)
            letter = LETTERS[code]
            drawn.append(letter + " ".join(_at(x, self.height - y) for x, y in pairs))
        return "".join(drawn)


def _fill(colour: Any) -> str:
    return NOTHING if colour is None or (len(colour) == 4 and colour[3] == 0) else f' fill="{to_hex(colour).upper()}"'


def _stroke(gc: GraphicsContextBase, default_width: str = "1") -> str:
    width = gc.get_linewidth()
    if not width or gc.get_rgb()[3] == 0:
        return ""
    look = f' stroke="{to_hex(gc.get_rgb()).upper()}"'
    look += "" if _n(width) == default_width else f' stroke-width="{_n(width)}"'
    dashes = gc.get_dashes()[1]
    look += f' stroke-dasharray="{" ".join(_n(each) for each in dashes)}"' if dashes is not None else ""
    return look + (' stroke-linecap="round" stroke-linejoin="round"' if gc.get_capstyle() == "round" else "")


def _is_round(path: Path) -> bool:
    return path.codes is not None and Path.CURVE4 in path.codes


def _as_box(path: Path) -> tuple[float, float, float, float] | None:
    """The left, the bottom, the width and the height of a path that is an upright box; None for any other."""
    if path.codes is None or len(path.vertices) != 5 or path.codes[-1] != Path.CLOSEPOLY:
        return None
    corners = {(round(x, 6), round(y, 6)) for x, y in path.vertices[:4]}
    lefts, bottoms = sorted({x for x, _ in corners}), sorted({y for _, y in corners})
    if len(lefts) > 2 or len(bottoms) > 2:
        return None
    return lefts[0], bottoms[0], lefts[-1] - lefts[0], bottoms[-1] - bottoms[0]


def _at(x: float, y: float) -> str:
    return f"{_n(x)} {_n(y)}"


def _n(number: float) -> str:
    """A place in pixels, to a tenth of one."""
    text = f"{number:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")
