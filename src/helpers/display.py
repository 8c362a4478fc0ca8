"""What a cell of a notebook shows: HTML, which a reader sees, and marks, which the page and the run read."""

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

PAGE_MARK = "application/vnd.council-workbook.page+json"
END_MARK = "application/vnd.council-workbook.end+json"


@dataclass(frozen=True)
class Shown:
    """HTML made by helpers, every text of an extract in it escaped; shown as the output of a cell."""

    html: Markup
    marks: dict[str, Any] = field(default_factory=dict)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {"text/html": f'<div class="workbook">{self.html}</div>', **self.marks}

    def __repr__(self) -> str:
        return "<shown as HTML>"


def together(*parts: Markup) -> Markup:
    """Pieces of HTML, one below the other."""
    return Markup("\n").join(part for part in parts if part)
