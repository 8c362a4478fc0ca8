"""How good the data are: the findings on the extract, and what could not be reported."""

from markupsafe import Markup

from helpers.charts.words import in_sentence
from helpers.display import together
from helpers.indicator import Indicator
from helpers.indicators import SECTIONS
from helpers.months import say_date
from helpers.protect.gate import release_number
from helpers.results import ALL
from helpers.section.figures import Figures
from helpers.section.prepared import FOR_BREAKDOWNS
from helpers.section.revised import find_revised_headlines
from helpers.tables import plain_table

FEW = 3
# Findings on the council's own files: on what they are about any indicator may rest.
READ_BY_ANY = {"code_spellings": "Any that reads a coded column", "columns": "Any", "council": "Any"}
FILES = "Each file of the extract and what is counted from it"


def show_findings(figures: Figures) -> Markup:
    """Every finding with how many rows it is, what was done with them, and which indicators read the table."""
    findings = figures.findings
    if not findings:
        return Markup("<p>Nothing was found to be wrong with the files of the extract.</p>")
    rows = [
        (
            finding.sentence_without_rows if not figures.edition.shows_small_numbers else finding.sentence,
            release_number(finding.count, figures.edition, figures.data.council.disclosure),
            finding.advice,
            readers_in_short(finding.table, figures.entries),
        )
        for finding in findings
    ]
    columns = ("What was found", "Rows", "What was done, and what to do", "Indicators that read the table")
    return plain_table("Findings on the extract", columns, rows, numeric=("Rows",))


def show_not_available(figures: Figures) -> Markup:
    """Which indicators, breakdowns and groups have no figure, and which file, column or code each needs."""
    titles = {entry.code: entry.title for entry in figures.entries}
    words = {grouping.name: grouping.words for entry in figures.entries for grouping in entry.breakdowns}
    rows = [
        (titles[one.code], "all of it" if one.breakdown == ALL else f"by {in_sentence(words[one.breakdown])}", one.reason)
        for one in figures.results.missing
    ]
    rows += [
        (titles[code], group, never_recorded(code, figures)) for code, groups in figures.not_known.items() for group in groups
    ]
    if not rows:
        return Markup("<p>Every indicator of this report could be computed, with all its breakdowns.</p>")
    return plain_table("What is missing, and why", ("Indicator", "What is missing", "Why"), rows)


def show_available(figures: Figures) -> Markup:
    """How many indicators of each section this council gets."""
    rows = count_available(figures)
    columns = ("Section", "Indicators with figures", "Indicators in all")
    return plain_table("What this council gets", columns, rows, numeric=columns[1:])


def count_available(figures: Figures) -> list[tuple[str, int, int]]:
    """For each section its title, how many of its indicators have figures, and how many it has in all."""
    have = set(figures.results.frame["code"]) | set(figures.released.frame["code"])
    rows = []
    for section in SECTIONS:
        own = [entry for entry in section.indicators if entry in figures.entries]
        rows.append((section.title, len([entry for entry in own if entry.code in have]), len(own)))
    return rows


def never_recorded(code: str, figures: Figures) -> str:
    """Why a group of an indicator is not known: no row of its table ever holds one of its codes."""
    table, _ = next(entry.grouping.column for entry in figures.entries if entry.code == code)
    file = figures.data.tables[table].file
    return (
        f"No row of {file} holds one of its codes, so it is not known whether there are none. The case system may leave them out."
    )


def show_problems(figures: Figures) -> Markup:
    """What is wrong with the council's own files of targets, breaks and words; nothing where nothing is."""
    problems = [Markup("<li>{}</li>").format(problem) for problem in (*figures.yardsticks.problems, *figures.words.problems)]
    return Markup("<p>In the council's own files:</p><ul>{}</ul>").format(Markup("").join(problems)) if problems else Markup("")


def show_revised(figures: Figures) -> Markup:
    """Headline figures of earlier months that come to another number now: as reported then, and as now known."""
    rows = [(one.entry.title, one.month.words, *one.in_words) for one in find_revised_headlines(figures)]
    damaged = [
        Markup('<p class="note">{} of the history could not be read, and was passed over.</p>').format(name)
        for name in figures.history.damaged
    ]
    if not rows:
        said = Markup("<p>No headline figure of an earlier month that was reported has changed since.</p>")
        return together(said, *damaged)
    columns = ("Indicator", "Month", "As reported", "As now known")
    return together(plain_table("Figures that have changed since they were reported", columns, rows), *damaged)


def show_files(figures: Figures) -> Markup:
    """The files that were read, and which indicators read each; for analysts, with their rows."""
    council = figures.data.council
    as_at = say_date(council.extract_date) if council.extract_date else "not given"
    rows = []
    for name in figures.tables_read:
        table = figures.data.tables[name]
        row = (table.file, as_at, readers_in_short(name, figures.entries))
        rows.append((*row, table.rows_in_file) if figures.edition.shows_small_numbers else row)
    columns = ("File", "As at", "Indicators that read it")
    if figures.edition.shows_small_numbers:
        return plain_table(FILES, (*columns, "Rows"), rows, numeric=("Rows",))
    return plain_table(FILES, columns, rows)


def readers_in_short(table: str, entries: tuple[Indicator, ...]) -> str:
    """Which indicators read a table: whole sections by their titles, a few indicators by theirs."""
    if table in READ_BY_ANY:
        return READ_BY_ANY[table]
    parts = []
    for section in SECTIONS:
        own = [entry for entry in section.indicators if entry in entries]
        readers = [entry.title for entry in own if table in entry.tables]
        if readers and len(readers) == len(own):
            parts.append(f"all of {section.title}")
        elif len(readers) > FEW:
            parts.append(f"{len(readers)} indicators of {section.title}")
        elif readers:
            parts.append(", ".join(readers))
    text = "; ".join(parts) or ("figures by district" if table in FOR_BREAKDOWNS else "none of this report")
    return text[:1].upper() + text[1:]
