"""How each figure is counted, in words; the settings in force; and every short form in full."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from helpers.council import CODES_OF_SETTING, Settings
from helpers.display import together
from helpers.indicator import Indicator, Polarity
from helpers.indicators import SECTIONS
from helpers.months import WINDOW_WORDS, say_date
from helpers.pages import PAGES
from helpers.released import changed_notebooks
from helpers.rounding import BESIDE_FIGURES, SHORTHAND
from helpers.section.beside import say_beside
from helpers.section.figures import Figures
from helpers.section.judging import HOW_JUDGED
from helpers.section.links import address_of, definition_address, definition_id
from helpers.section.opening import population_of
from helpers.section.prepared import current_only
from helpers.tables import heading_id, plain_table
from helpers.terms.codes import CODES

POLARITY_WORDS = {
    Polarity.HIGHER_IS_BETTER: "A higher figure is better.",
    Polarity.LOWER_IS_BETTER: "A lower figure is better.",
    Polarity.CONTEXT_ONLY: "Neither a high nor a low figure is better: it gives the background.",
}

IN_PLAIN_WORDS = "What it says, in plain words"
LAW = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28"

SETTING_WORDS = {
    "short_break_statuses": "Legal statuses that are short breaks",
    "spell_start_reasons": "Reasons for an episode that begin a new placement",
    "temporary_placement_types": "Kinds of placement that are temporary, and so no placement",
    "rereferral_counts_nfa": "A referral closed with no further action counts as an earlier referral",
    "assessment_clock": "The 45 working days run from the start of",
    "cp_visit_working_days": "Working days between child protection visits",
    "health_cohort": "Health checks are asked of children looked after for",
    "home_address_types": "Kinds of address that are a home",
    "pep_months": "Months for which a personal education plan is up to date",
}

# Every short form that may stand on a page, in an extract's file or in a paper beside the report.
ACRONYMS = {
    "CIN": "child in need",
    "CLA": "child looked after, or children looked after: in the care of the council",
    "CP": "child protection",
    "CSV": "comma-separated values: a plain file of rows and columns",
    "DfE": "Department for Education",
    "IRO": "independent reviewing officer, who checks that a child's care plan is right",
    "KS2, KS4": "key stage 2 and key stage 4: the school years that end at about 11 and at about 16",
    "LAC": "looked-after child; this report says child looked after",
    "ONS": "Office for National Statistics",
    "RWM": "reading, writing and mathematics",
    "SSD": "Standard Safeguarding Dataset, the layout of the files that the figures are counted from",
    "UASC": "unaccompanied asylum-seeking child: one who came to this country alone to seek safety",
    "URN": "unique reference number, here of a children's home or fostering agency",
}


# Which indicators a setting tells in how they are counted: their codes, or the tables and breakdowns that it bears on.
SETTING_OF = {
    "rereferral_counts_nfa": ("REREF",),
    "assessment_clock": ("ASS_45",),
    "cp_visit_working_days": ("CP_VIS",),
    "health_cohort": ("CLA_HA", "CLA_DENT"),
    "pep_months": ("EDU_PEP",),
    "spell_start_reasons": ("CLA_3PL", "CLA_2Y"),
    "temporary_placement_types": ("CLA_3PL", "CLA_2Y"),
}


def how_counted(entry: Indicator) -> Markup:
    """How an indicator is counted, as a list of terms: counts, out of, when, why it matters, caveat, source."""
    return _as_terms(_terms(entry))


def show_how_counted(entry: Indicator) -> Markup:
    """The same, folded away under an indicator's figures, with a link to all that is said of it."""
    summary = Markup("<summary>How {} is counted</summary>").format(f"“{entry.title}”")
    more = Markup(
        '<p class="onward"><a href="{}">More on this indicator: settings, published figures, how its changes are judged</a></p>'
    )
    return Markup("<details>{}{}{}</details>").format(summary, how_counted(entry), more.format(definition_address(entry)))


def show_contents() -> Markup:
    """A list of all indicators by section, each leading to how it is counted."""
    parts = []
    for section in SECTIONS:
        links = Markup("; ").join(
            Markup('<a href="#{}">{}</a>').format(definition_id(one), one.title) for one in section.indicators
        )
        parts.append(Markup("<li><strong>{}</strong>: {}.</li>").format(section.title, links))
    return Markup('<ul class="index">{}</ul>').format(Markup("").join(parts))


def show_definitions(figures: Figures) -> Markup:
    """Every indicator of the report with how it is counted, section by section, each with a link to its figures and back."""
    parts = [_say_changed(changed_notebooks(page.notebook for page in PAGES)), show_contents()]
    for section in SECTIONS:
        parts.append(Markup('<h3 id="{}">{}</h3>').format(heading_id(section.title), section.title))
        for entry in section.indicators:
            heading = Markup('<h4 id="{}">{}</h4>').format(definition_id(entry), entry.title)
            lead = Markup('<p>{} <a href="{}">Its figures, in {}</a>.</p>')
            terms = _terms(entry) | _terms_of_council(entry, figures)
            said = lead.format(_sentence(terms.pop(IN_PLAIN_WORDS)), address_of(entry), section.title)
            parts.append(together(heading, said, _as_terms(terms)))
    return together(*parts)


def _say_changed(names: Sequence[str]) -> Markup:
    """Which notebooks are not those that were released; nothing where all are."""
    said = Markup(
        '<p class="note">The council has changed these notebooks since this version of the workbook was released: {}. '
        "Their pages may differ from what is said here.</p>"
    )
    return said.format(", ".join(names)) if names else Markup("")


def _terms(entry: Indicator) -> dict[str, str | Markup]:
    return {
        IN_PLAIN_WORDS: entry.in_plain_words,
        "Counted": entry.counts,
        "Out of": entry.out_of,
        "When": ", ".join(WINDOW_WORDS[window] for window in entry.windows),
        "Which way is better": POLARITY_WORDS[entry.polarity],
        "Why it matters": entry.why_it_matters,
        "Take care": entry.caveat,
        "Counted from": ", ".join(f"{name.rstrip('?')}.csv{' (where given)' * name.endswith('?')}" for name in entry.reads),
        "Definition": entry.definition_from,
    }


def _terms_of_council(entry: Indicator, figures: Figures) -> dict[str, str | Markup]:
    """What this council's extract, settings and targets, and published figures, add to an indicator's definition."""
    council = figures.data.council
    settings = [
        f"{SETTING_WORDS[key]}: {_say_setting(getattr(council.settings, key))}"
        for key, codes in SETTING_OF.items()
        if entry.code in codes
    ]
    return {
        "Of which population": population_of(entry, figures).removeprefix("Population: "),
        "How old its data are": say_age(entry, figures),
        "Settings in force": "; ".join(settings),
        "How a change is judged": HOW_JUDGED[entry.real_change],
        **say_beside(entry, figures),
    }


def say_age(entry: Indicator, figures: Figures) -> str:
    """The day of the extract that an indicator is counted from, and how many days after the month's end; the files it lacks."""
    as_at, end = figures.data.council.extract_date, figures.month.last_day
    lacking = [f"{name}.csv" for name in entry.tables if name not in figures.data.tables]
    without = f" Not given: {', '.join(lacking)}." if lacking else ""
    if as_at is None:
        return f"the council has not said of which day its extract is.{without}"
    days = (as_at - end).days
    after = (
        f", {days} day{'s' * (days != 1)} after the end of the month" if days > 0 else ", the last day of the month" * (days == 0)
    )
    return f"from the extract of {say_date(as_at)}{after}.{_only_now(entry)}{without}"


def _only_now(entry: Indicator) -> str:
    told = " The files tell it of this month alone: earlier months are those reported then."
    return told if entry.code in current_only((entry,)) else ""


def _as_terms(terms: Mapping[str, str | Markup]) -> Markup:
    items = [Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(term, _sentence(words)) for term, words in terms.items() if words]
    return Markup('<dl class="how-counted">{}</dl>').format(Markup("").join(items))


def show_settings(figures: Figures) -> Markup:
    """The settings in force, as the council gave them or by default, and the disclosure rule."""
    settings = figures.data.council.settings
    rows = [(words, _say_in_full(key, getattr(settings, key))) for key, words in SETTING_WORDS.items()]
    rule = figures.data.council.disclosure
    rows.append(("Counts hidden in the board edition", f"1 to {rule.hide_counts_up_to}"))
    rows.append(("Shares hidden in the board edition", f"of fewer than {rule.smallest_denominator} children"))
    return plain_table("How this council counts", ("Setting", "Value"), rows)


def show_visit_intervals(figures: Figures) -> Markup:
    """How often a child should be seen, for each kind of child, with the rule that asks it."""
    days = figures.data.council.settings.cp_visit_working_days
    local = "the council's own rule" if days != Settings().cp_visit_working_days else "the usual local rule"
    rows = [
        ("In the first 6 weeks of a placement", "in its first 7 days", f"{LAW}(2)(a)"),
        ("Where an interval is agreed for the child", "as often as agreed", "agreed for the child, visit_frequency.csv"),
        ("With parents under an interim care order", "every 28 days", f"{LAW}(4)(b)"),
        ("In long-term foster care for a year or more", "every 3 months", f"{LAW}(2)(c)(i)"),
        ("In any other placement", "every 6 weeks", f"{LAW}(2)(b) and (c)(ii)"),
        ("On a child protection plan", f"every {days} working days", f"{local}; no law sets a number of days"),
    ]
    columns = ("Where or how the child lives", "Is to be seen", "By which rule")
    return plain_table("How often a child is to be seen; the first row that fits holds", columns, rows)


def show_acronyms() -> Markup:
    """Every short form in full."""
    return plain_table("Short forms and what they stand for", ("Short form", "What it stands for"), list(ACRONYMS.items()))


def show_shorthand() -> Markup:
    """Return the marks that stand in place of a figure, or beside one."""
    # In bold a mark is one that is spoken of, and asks for no note on what it stands for.
    rows = [(Markup("<strong>{}</strong>").format(mark), meaning) for mark, meaning in (SHORTHAND | BESIDE_FIGURES).items()]
    return plain_table("Marks and what they mean", ("Mark", "What it means"), rows)


def _say_in_full(key: str, value: object) -> str:
    """A setting, each of its codes with what it stands for."""
    if key not in CODES_OF_SETTING:
        return _say_setting(value)
    meanings = CODES[CODES_OF_SETTING[key]]
    return "; ".join(f"{code}: {meanings[code]}" for code in value) or "none"


def _say_setting(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value).replace("_", " ")


def _sentence(words: str | Markup) -> str | Markup:
    if isinstance(words, Markup):
        return words
    text = words if words.split(",")[0].split(" ")[0].endswith(".csv") else words[:1].upper() + words[1:]
    return text if text.endswith((".", "?")) else f"{text}."
