"""The letters of every chart: their sizes, the page's fonts that they are set in, and how wide words are in them."""

import re

FONT_SIZE = 15
# On a screen so narrow that FONT_SIZE would be too small to read, letters have this size; margins are made for it.
LARGE_FONT_SIZE = 18
NARROW_PIXELS = 420
PAGE_FONTS = "Arial,'Liberation Sans',Helvetica,sans-serif"
LINE = 20
# How far above the line that letters stand on their middle is, in sizes of the font.
MIDDLE = 0.36
# The mark of words behind which no line is to run.
HALO = "halo"
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


def width_of(words: str, *, is_bold: bool = False, size: float = LARGE_FONT_SIZE) -> float:
    """How wide words are in pixels, at the largest size that they are set in."""
    width = sum(WIDTHS.get(letter, FIGURE_WIDTH) for letter in words) / 1000 * size
    return width * BOLD_IS_WIDER if is_bold else width


def inert(text: str) -> str:
    """A text without the characters that a picture's file can't hold."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", " ", str(text))
