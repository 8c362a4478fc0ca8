"""What a drawing is: a picture, what it shows in a line, and what it says to those who don't see it."""

import base64
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Drawn:
    """A chart as SVG with its title and text alternative; `svg` is empty where there is too little to draw.

    Picture and words hold no number but released figures, and the target, published figures and limits of a verdict that
    were released with them. Title and text alternative are plain text, and so is the note: what the picture can't say.
    """

    svg: str
    text_alternative: str
    title: str
    note: str = ""

    @property
    def source(self) -> str:
        """The picture as the address of an image."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg.encode()).decode()

    def html(self) -> Markup:
        """The chart under its title; where there is none, the sentence that says why."""
        if not self.svg:
            return Markup('<p class="note">{}</p>').format(self.text_alternative)
        note = Markup('<p class="note">{}</p>').format(self.note) if self.note else ""
        return Markup('<figure class="chart"><figcaption>{}</figcaption>{}{}</figure>').format(self.title, self.image(), note)

    def image(self, css_class: str = "") -> Markup:
        """The picture alone, for a table's cell; where there is none, the words in its place."""
        if not self.svg:
            return Markup("{}").format(self.text_alternative)
        named = Markup(' class="{}"').format(css_class) if css_class else ""
        return Markup('<img{} src="{}" alt="{}">').format(named, self.source, self.text_alternative)
