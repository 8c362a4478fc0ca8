"""A section of the report: its figures, and what a notebook shows of them."""

from functools import cached_property

import pandas as pd
from markupsafe import Markup

from helpers.charts import Drawn, draw_breakdown, draw_chart
from helpers.clone import ROOT
from helpers.commentary import LEVEL, say_commentary
from helpers.display import END_MARK, Shown, together
from helpers.errors import DefinitionError, UsageError
from helpers.indicator import Indicator
from helpers.indicators import INDICATORS, SECTIONS
from helpers.pages import DATA_QUALITY, DEFINITIONS, PAGE_OF
from helpers.protect.editions import Edition, read_edition
from helpers.results import children_behind
from helpers.section import definitions, districts, judging, opening, quality, standing
from helpers.section.changed import show_all_changes
from helpers.section.figures import Figures, make_figures
from helpers.section.first_screen import show_first_screen
from helpers.section.highlights import show_highlights, show_rule
from helpers.section.scorecard import show_scorecard
from helpers.section.uncertain import show_uncertain, show_why_uncertain
from helpers.tables import composition_table, group_table, heading_id, month_table
from helpers.whereabouts import refuse_for_git
from helpers.words import comments_for, questions_for, show_comments, show_questions

TRIED = "tried"


def open_section(key: str, month: str = "", data: str = "data/demo", edition: str = "analyst", area: str = "") -> "Section":
    """A section of the report for a month, from a council's extract.

    `key` is that of a page (placements, summary ...); an empty month is that of the extract; `data` the folder of the
    extract, from the workbook's root; `area` an area or a district, for analysts. Raises UsageError for an unknown
    section, month, edition or area, and in a notebook that git keeps if the extract is a real council's; DataError for
    an extract that stops the run.
    """
    if key not in PAGE_OF:
        raise UsageError(f"There is no section of that name. Sections: {', '.join(PAGE_OF)}.")
    read = read_edition(edition)
    if area and not read.shows_small_numbers:
        raise UsageError("A report for one area or district is for the analyst edition alone.")
    return Section(key, month, data, read, area)


def try_indicator(entry: Indicator, month: str = "", data: str = "data/demo", edition: str = "analyst") -> "Section":
    """A section of one entry that is no part of the report yet, for trying it out. Raises as `open_section`."""
    return Section(TRIED, month, data, read_edition(edition), entries=(entry,))


class Section:
    """One section's figures, and the ways in which a notebook shows them. Each `show` also works alone."""

    def __init__(
        self, key: str, month: str, data: str, edition: Edition, area: str = "", entries: tuple[Indicator, ...] = ()
    ) -> None:
        self.key = key
        refuse_for_git(ROOT / data)
        whole = key in (DATA_QUALITY, DEFINITIONS)
        self.figures: Figures = make_figures(data, month, edition, entries or self._entries(key), area, whole=whole)

    @staticmethod
    def _entries(key: str) -> tuple[Indicator, ...]:
        """The indicators whose figures a page shows: its section's, all on a page about all, none on that of definitions."""
        own = [section.indicators for section in SECTIONS if section.key == key]
        return own[0] if own else () if key == DEFINITIONS else tuple(INDICATORS.values())

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the section's indicators, in reading order."""
        return tuple(entry.code for entry in self.figures.entries)

    def summary(self) -> Shown:
        """What the section covers, for which month, and which files it was counted from; the head of the page."""
        return opening.show_opening(PAGE_OF[self.key], self.figures)

    def show(self, code: str) -> Shown:
        """An indicator in full: outturn, chart, table, commentary, breakdowns, and how it is counted."""
        entry = self._entry(code)
        if missing := opening.say_missing(entry, self.figures):
            return Shown(together(missing, self._own_words(entry.code), definitions.show_how_counted(entry)))
        parts = [
            opening.show_outturn(entry, self.figures),
            show_why_uncertain(entry, self.figures.released),
            self._commentary(entry, beside_outturn=True),
            standing.say_whose_bands(entry, self.figures),
            self._own_words(entry.code),
            draw_chart(entry, self.figures.released).html(),
            self._table(entry),
            opening.say_population(entry, self.figures),
            standing.show_published(entry, self.figures),
            opening.say_known_when(entry, self.figures),
            *self._not_known(entry),
            *(self._breakdown(entry, grouping) for grouping in entry.breakdowns),
            definitions.show_how_counted(entry),
        ]
        return Shown(Markup('<div class="indicator">{}</div>').format(together(*parts)))

    def result(self, code: str) -> Shown:
        """An indicator's outturn, large."""
        return Shown(opening.show_outturn(self._entry(code), self.figures))

    def chart(self, code: str) -> Shown:
        """An indicator's chart."""
        return Shown(self.drawing(code).html())

    def drawing(self, code: str) -> Drawn:
        """An indicator's chart as SVG, with its title and text alternative."""
        return draw_chart(self._entry(code), self.figures.released)

    def table(self, code: str) -> Shown:
        """The table behind an indicator's chart."""
        return Shown(self._table(self._entry(code)))

    def commentary(self, code: str) -> Shown:
        """What is said of an indicator."""
        return Shown(self._commentary(self._entry(code)))

    def results(self, code: str) -> pd.DataFrame:
        """Return an indicator's figures that the edition may show, one row a month, window, breakdown and group.

        `is_uncertain` says which of them are.
        """
        rows = self.figures.released.of(self._entry(code).code)
        return rows.assign(is_uncertain=self.figures.released.doubts.are_uncertain(rows) & ~rows["is_hidden"])

    def children(self, code: str) -> pd.DataFrame:
        """The rows behind an indicator, counted and not; for analysts alone. Raises UsageError in another edition."""
        if not self.figures.edition.shows_small_numbers:
            raise UsageError("The rows behind a figure are for the analyst edition alone.")
        return children_behind(self._entry(code), self.figures.known)

    def first_screen(self) -> Shown:
        """How the council is doing, in ten seconds: lists, what changed, what was revised, open questions."""
        return Shown(show_first_screen(self.figures))

    def changes(self) -> Shown:
        """Everything that changed since last month, and how it is chosen."""
        return Shown(show_all_changes(self.figures))

    def highlights(self) -> Shown:
        """What works well and what is to be worked on, by the council's targets and the verdicts on change."""
        return Shown(show_highlights(self.figures))

    def rule_of_highlights(self) -> Shown:
        """How it is chosen what works well and what is to be worked on."""
        return Shown(show_rule())

    def districts(self) -> Shown:
        """Indicators by district, side by side, each figure with its band."""
        return Shown(districts.show_heat_map(self.figures))

    def questions(self) -> Shown:
        """The Board's and young people's questions on the whole report, open ones first."""
        asked = show_questions(questions_for(self.figures.words, None, self.figures.month.last_day))
        return Shown(asked or Markup("<p>No question on the whole report is open.</p>"))

    def scorecard(self) -> Shown:
        """Performance on a page: every indicator of the report in a row."""
        return Shown(show_scorecard(self.figures))

    def findings(self) -> Shown:
        """What was odd in the extract."""
        return Shown(together(quality.show_findings(self.figures), quality.show_problems(self.figures)))

    def uncertain(self) -> Shown:
        """Which figures are uncertain, since much of a column could not be read."""
        return Shown(show_uncertain(self.figures))

    def not_available(self) -> Shown:
        """Which indicators this council gets, and what each that could not be computed needs."""
        return Shown(together(quality.show_available(self.figures), quality.show_not_available(self.figures)))

    def revised(self) -> Shown:
        """Figures of earlier months that have changed since they were reported."""
        return Shown(quality.show_revised(self.figures))

    def files(self) -> Shown:
        """The files that were read."""
        return Shown(quality.show_files(self.figures))

    def visit_intervals(self) -> Shown:
        """How often a child should be seen, as the visit indicators ask it."""
        return Shown(definitions.show_visit_intervals(self.figures))

    def definitions(self) -> Shown:
        """How each indicator of the report is counted."""
        return Shown(definitions.show_definitions(self.figures))

    def judging(self) -> Shown:
        """How a change is judged, and how often that errs."""
        return Shown(together(judging.show_judging(), judging.show_false_alarms()))

    def hidden(self) -> Shown:
        """What is hidden, and why."""
        return Shown(judging.show_hidden(self.figures))

    def rounding(self) -> Shown:
        """How figures are rounded."""
        return Shown(judging.show_rounding())

    def settings(self) -> Shown:
        """The council's settings in force."""
        return Shown(definitions.show_settings(self.figures))

    def shorthand(self) -> Shown:
        """The marks that stand in place of a figure."""
        return Shown(definitions.show_shorthand())

    def acronyms(self) -> Shown:
        """Every short form in full."""
        return Shown(definitions.show_acronyms())

    def close(self) -> Shown:
        """The foot of the page; the run takes a notebook that did not come here as failed."""
        return Shown(opening.show_foot(PAGE_OF[self.key], self.figures), {END_MARK: {"section": self.key}})

    def _entry(self, code: str) -> Indicator:
        for entry in self.figures.entries:
            if entry.code == code:
                return entry
        raise DefinitionError(f"This section has no indicator {code}. It has {', '.join(self.codes)}.")

    def _commentary(self, entry: Indicator, *, beside_outturn: bool = False) -> Markup:
        """What is said of an indicator; beside the outturn, which gives its level, without saying that again."""
        sentences = say_commentary(entry, self.figures.released)
        is_said = beside_outturn and not (entry.is_grouped and entry.headline_group is None)
        text = " ".join(sentence.text for sentence in sentences if not (is_said and sentence.job == LEVEL))
        return Markup('<p class="commentary">{}</p>').format(text) if text else Markup("")

    def _table(self, entry: Indicator) -> Markup:
        if entry.is_composition:
            return composition_table(entry, self.figures.released)
        if entry.grouping is not None:
            return group_table(entry, self.figures.released, entry.grouping)
        return month_table(entry, self.figures.released)

    def _breakdown(self, entry: Indicator, grouping: object) -> Markup:
        heading_text = f"{entry.title} by {grouping.words[:1].lower()}{grouping.words[1:]}"
        heading = Markup('<h3 id="{}">{}</h3>').format(heading_id(heading_text), heading_text)
        missing = [one for one in self.figures.missing(entry.code) if one.breakdown == grouping.name]
        if missing:
            return together(heading, Markup('<p class="note">Not available: {}</p>').format(missing[0].reason))
        drawn = draw_breakdown(entry, self.figures.released, grouping)
        funnel = districts.show_funnel(entry, grouping, self.figures)
        why = show_why_uncertain(entry, self.figures.released, grouping)
        return together(heading, why, drawn.html(), group_table(entry, self.figures.released, grouping), funnel)

    def _own_words(self, code: str) -> Markup:
        """What the service, the Board and young people said and asked of an indicator, apart from what is generated."""
        words, month = self.figures.words, self.figures.month
        comments = comments_for(words, code, month, self.figures.edition.key)
        return together(show_comments(comments), show_questions(questions_for(words, code, month.last_day)))

    def _not_known(self, entry: Indicator) -> list[Markup]:
        note = Markup('<p class="note">{}: {}</p>')
        groups = self.figures.not_known.get(entry.code, ())
        return [note.format(group, quality.never_recorded(entry.code, self.figures)) for group in groups]
