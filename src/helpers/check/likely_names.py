"""Which column a heading may be, and which table a file: names that are nearly the standard's.

Source: definitions, "Shape and freshness", on what is reported as missing.
"""

import difflib
import re
from collections.abc import Collection, Iterable, Sequence

from helpers.load.codes import bare
from helpers.terms.tables import TABLES, ColumnKind, TableTerms

LIKELY = 0.55
# A file that holds so many columns of a table, of which at least so many by their exact names, may be that table.
FEWEST_COLUMNS, FEWEST_EXACT = 3, 2
LARGEST_SHARE_UNLIKE = 0.5
NEAR_NAME = 0.85
# Words that mean the same in headings: as the standard has them.
SAME_WORDS = {
    "client": "person", "child": "person", "pupil": "person", "swift": "person", "mosaic": "person", "young": "person",
    "ids": "id", "identifier": "id", "number": "id", "no": "id", "ref": "id", "reference": "id", "key": "id",
    "gender": "sex", "ethnic": "ethnicity", "birth": "dob", "born": "dob", "due": "expected", "died": "death",
    "begin": "start", "began": "start", "begins": "start", "from": "start", "started": "start", "opened": "start",
    "end": "ceased", "ended": "ceased", "to": "ceased", "close": "ceased", "closed": "ceased", "finish": "ceased",
    "completed": "ceased", "dt": "date", "postal": "postcode", "zip": "postcode", "kind": "type", "category": "type",
    "authorised": "auth", "authorized": "auth", "authorisation": "auth", "decided": "decision", "why": "reason",
}  # fmt: skip
PHRASES = (
    (re.compile(r"date of birth|birth ?date|d\.? ?o\.? ?b\.?\b"), "dob"),
    (re.compile(r"post ?code"), "postcode"),
    (re.compile(r"date of death|death ?date"), "death date"),
)
# What says little of a column, and by how much it counts.
WEIGHTS = {"date": 0.4, "cla": 0.3, "cin": 0.3, "cp": 0.3, "health": 0.6, "of": 0.0, "the": 0.0, "and": 0.0, "is": 0.0}


def likely_columns(headings: Iterable[str], missing: Collection[str], terms: TableTerms) -> dict[str, str]:
    """Return the heading that each missing column most likely has, by column; each heading once, none that is unlikely."""
    scores = [(_likeness(heading, column, terms), heading, column) for heading in headings for column in missing]
    pairs: dict[str, str] = {}
    for score, heading, column in sorted(scores, key=lambda each: (-each[0], each[1], each[2])):
        if score >= LIKELY and column not in pairs and heading not in pairs.values():
            pairs[column] = heading
    return {column: pairs[column] for column in missing if column in pairs}


def table_by_headings(headings: Sequence[str], tables: Collection[str]) -> str:
    """Return which of some tables a file with these headings may be; empty text for none."""
    counts = {table: _columns_found(headings, TABLES[table]) for table in tables}
    best = max(counts, key=lambda table: (counts[table], table), default="")
    return best if best and counts[best] >= min(FEWEST_COLUMNS, len(TABLES[best].asked)) else ""


def table_by_name(name: str, tables: Collection[str]) -> str:
    """Return which of some tables has nearly the name of a file, without its ending; empty text for none."""
    by_bare = {bare(table): table for table in tables}
    near = difflib.get_close_matches(bare(name), by_bare, n=1, cutoff=NEAR_NAME)
    return by_bare[near[0]] if near else ""


def _columns_found(headings: Sequence[str], terms: TableTerms) -> int:
    """How many of a table's columns a file's headings are or may be; none where hardly one is exact."""
    exact = {heading.strip().lower() for heading in headings} & set(terms.columns)
    columns = [column for column, kind in terms.columns.items() if kind is not ColumnKind.DROPPED and column not in exact]
    others = [heading for heading in headings if heading.strip().lower() not in exact]
    likely = likely_columns(others, columns, terms)
    if len(exact) < min(FEWEST_EXACT, len(terms.asked)) and len(exact) + len(likely) < LARGEST_SHARE_UNLIKE * len(terms.columns):
        return 0
    return len(exact) + len(likely)


def _likeness(heading: str, column: str, terms: TableTerms) -> float:
    """Return how alike a heading and a column's name are, from 0 to 1: by their words, or by their letters and digits."""
    short = column.partition("_")[2] if terms.is_standard else column
    if bare(heading) in (bare(column), bare(short)):
        return 1.0
    ours, theirs = _words(short), _words(heading)
    both = 2 * _weight(ours & theirs)
    by_words = both / (_weight(ours) + _weight(theirs)) if ours and theirs else 0.0
    by_letters = difflib.SequenceMatcher(None, bare(heading), bare(short), autojunk=False).ratio()
    return max(by_words, by_letters if by_letters > NEAR_NAME else 0.0)


def _words(name: str) -> set[str]:
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    plain = re.sub(r"[^a-z0-9.]+", " ", parted.lower())
    for phrase, word in PHRASES:
        plain = phrase.sub(f" {word} ", plain)
    return {SAME_WORDS.get(word, word) for word in plain.replace(".", " ").split()}


def _weight(words: Collection[str]) -> float:
    return sum(WEIGHTS.get(word, 1.0) for word in words)
