"""How a table is written: its caption, its headings with their scope, its rows, and a note on every shorthand it uses.

One macro writes every table, with escaping on: names and words from an extract come out as text, never as markup.
"""

import re
from dataclasses import dataclass
from itertools import groupby

from jinja2 import Environment
from markupsafe import Markup

from helpers.errors import DefinitionError
from helpers.rounding import say_shorthand

NARROW = 4

HEADING = """\
{% macro classes(column) -%}
{% if column.is_number %} class="number{% if column.is_first %} first{% endif %}"{% endif %}
{%- endmacro %}
{% macro heading(column) -%}
<th scope="col"{{ classes(column) }}>{{ column.words }}</th>
{%- endmacro %}
"""
MACRO = """\
<div class="scroll"{% if table.is_wide %} tabindex="0" role="region" aria-labelledby="{{ table.id }}"{% endif %}>
<table{% if table.css_class or table.room %} class="{{ [table.css_class, table.room] | select | join(" ") }}"{% endif %}>
<caption id="{{ table.id }}"><span>{{ table.caption }}</span></caption>
<colgroup></colgroup>{% for name, members in table.spans %}<colgroup span="{{ members | length }}"></colgroup>{% endfor %}

<thead>
<tr><th scope="col"{% if table.is_grouped %} rowspan="2"{% endif %}>{{ table.columns[0].words }}</th>
{%- for name, members in table.spans %}
{%- if table.is_grouped and members | length == 1 %}<th scope="col" rowspan="2"{{ classes(members[0]) }}>{{ name }}</th>
{%- elif table.is_grouped %}<th scope="colgroup" colspan="{{ members | length }}">{{ name }}</th>
{%- else %}{{ heading(members[0]) }}{% endif %}
{%- endfor %}</tr>
{% if table.is_grouped %}<tr>
{%- for _, members in table.spans if members | length > 1 -%}
{%- for column in members %}{{ heading(column) }}{% endfor %}
{%- endfor %}</tr>
{% endif %}</thead>
{% for name, rows in table.bodies %}<tbody>
{% if name %}<tr><th class="body" scope="rowgroup" colspan="{{ table.columns | length }}">{{ name }}</th></tr>
{% endif %}{% for row in rows %}<tr{% if row.is_total %} class="total"{% endif %}><th scope="row">{{ row.cells[0] }}</th>
{%- for cell in row.cells[1:] %}{% set column = table.columns[loop.index] -%}
<td{{ classes(column) }}{% if table.css_class %} data-label="{{ column.label or column.words }}"{% endif %}>{{ cell }}</td>
{%- endfor %}</tr>
{% endfor %}</tbody>
{% endfor %}</table>
</div>
{% for note in table.notes %}<p class="note">{{ note }}</p>
{% endfor %}"""
_TEMPLATE = Environment(autoescape=True).from_string(HEADING + MACRO)


@dataclass(frozen=True)
class Column:
    """A column's words with its unit, what it holds, and the words over it and its neighbours, of which it may be the first.

    `label` is what a narrow screen says beside each of its cells, where that is not the words alone.
    """

    words: str
    is_number: bool = True
    over: str = ""
    is_first: bool = False
    label: str = ""


@dataclass(frozen=True)
class Row:
    """What a row shows, its own heading first; `body` is the part of the table that it stands in."""

    cells: tuple[str | Markup, ...]
    is_total: bool = False
    body: str = ""


@dataclass(frozen=True)
class Table:
    """All that is needed to write a table. `said` is told under it; `marks` are those that lie deeper in its cells.

    `css_class` is of tables that a narrow screen shows otherwise, each cell with its label; `room` says how much the numbers
    behind the figures take.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    said: tuple[str, ...] = ()
    css_class: str = ""
    marks: tuple[str, ...] = ()
    room: str = ""

    @property
    def is_grouped(self) -> bool:
        """Whether some words stand over several columns."""
        return any(column.over for column in self.columns)

    @property
    def is_wide(self) -> bool:
        """Whether it may be wider than a narrow screen, so that a keyboard must be able to move it."""
        return len(self.columns) > NARROW

    @property
    def spans(self) -> list[tuple[str, list[Column]]]:
        """The columns after the first, those under the same words together."""
        if not self.is_grouped:
            return [("", [column]) for column in self.columns[1:]]
        return [(over, list(some)) for over, some in groupby(self.columns[1:], key=lambda column: column.over)]

    @property
    def bodies(self) -> list[tuple[str, list[Row]]]:
        """The rows of each part of the table."""
        return [(body, list(some)) for body, some in groupby(self.rows, key=lambda row: row.body)]

    @property
    def notes(self) -> list[str]:
        """What is said under the table: its own notes, then its shorthand."""
        shorthand = say_shorthand([*self.marks, *(cell for row in self.rows for cell in row.cells)])
        return [note for note in (*self.said, shorthand) if note]

    def html(self) -> Markup:
        """The table. Raises DefinitionError where a row has too few or too many cells."""
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise DefinitionError(f"A row of the table {self.caption!r} has not a cell for each column.")
        return Markup(_TEMPLATE.render(table=self).strip() + "\n")  # noqa: S704 - the template escapes


def heading_id(title: str) -> str:
    """The name by which a heading of a page can be linked to; the page's template makes the same."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "part"
