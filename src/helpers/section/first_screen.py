"""The first screen: how are we doing, in ten seconds; made to stand on one page of paper."""

from collections.abc import Sized

from markupsafe import Markup

from helpers.display import together
from helpers.indicators import INDICATORS
from helpers.months import say_date
from helpers.section.changed import Importance, find_changes, show_changes
from helpers.section.figures import Figures
from helpers.section.glance import show_glance
from helpers.section.highlights import show_highlights
from helpers.section.links import link_to
from helpers.section.revised import find_revised_headlines, show_most_revised
from helpers.section.uncertain import show_how_many
from helpers.tables import heading_id
from helpers.words import Question, Voice, questions_for
from helpers.words.show import VOICE_WORDS

REVISED, QUESTIONS = "What was revised", "Open questions"
ALL_QUESTIONS = "questions-that-were-asked"
MOST_ASKED = 4
ASKED_FIRST = (Voice.BOARD, Voice.YOUNG_PEOPLE)


def show_first_screen(figures: Figures) -> Markup:
    """At a glance, what works well and what is to be worked on, what changed, what was revised and what is asked."""
    changed = f"What changed since {figures.month.plus(-1).words}"
    real = [change for change in find_changes(figures) if change.importance is Importance.NEWLY_REAL]
    asked, revised = open_questions(figures), find_revised_headlines(figures)
    counts = {
        say_how_many("new real change", real): (len(real), f"#{heading_id(changed)}"),
        say_how_many("figure", revised) + " revised": (len(revised), f"#{heading_id(REVISED)}"),
        say_how_many("open question", asked): (len(asked), f"#{heading_id(QUESTIONS)}"),
    }
    parts = (
        _show_lost_tables(figures),
        show_glance(figures, counts),
        show_highlights(figures),
        _part(changed, show_changes(figures)),
        Markup('<div class="side-by-side"><div>{}</div><div>{}</div></div>').format(
            _part(REVISED, show_most_revised(figures)), _part(QUESTIONS, _show_open(asked))
        ),
        show_how_many(figures),
    )
    return Markup('<div class="first-screen">{}</div>').format(together(*parts))


def _show_lost_tables(figures: Figures) -> Markup:
    lost = figures.prepared.lost
    if not lost:
        return Markup("")
    words = "a file that the last report had" if len(lost) == 1 else f"{len(lost)} files that the last report had"
    return Markup('<p class="note"><strong>Made without {}:</strong> {}. What needs it is not available.</p>').format(
        words, ", ".join(lost)
    )


def open_questions(figures: Figures) -> list[Question]:
    """All open questions, on the report or on an indicator: those of the Board and of young people first, the oldest first."""
    codes = (None, *INDICATORS)
    asked = [one for code in codes for one in questions_for(figures.words, code, figures.month.last_day) if not one.answer]
    return sorted(asked, key=lambda one: (one.asked_by not in ASKED_FIRST, one.asked_on, one.row))


def say_how_many(what: str, found: Sized) -> str:
    """A noun as it stands after a number: figure after 1, figures after any other."""
    return what if len(found) == 1 else f"{what}s"


def _show_open(asked: list[Question]) -> Markup:
    if not asked:
        return Markup("<p>No question is open.</p>")
    listed = Markup('<ul class="changes">{}</ul>').format(Markup("").join(_item(one) for one in asked[:MOST_ASKED]))
    rest = len(asked) - MOST_ASKED
    more = Markup('<p class="note">{} more, each with its indicator or <a href="#{}">below</a>.</p>').format(rest, ALL_QUESTIONS)
    return together(listed, more if rest > 0 else Markup(""))


def _item(question: Question) -> Markup:
    who = VOICE_WORDS.get(question.asked_by) or (f"From {question.asked_by}" if question.asked_by else "From someone not named")
    on = Markup(", on {}").format(link_to(INDICATORS[question.code])) if question.code else Markup("")
    return Markup("<li>{}, {}{}: “{}”</li>").format(who, say_date(question.asked_on), on, question.text)


def _part(title: str, shown: Markup) -> Markup:
    return together(Markup('<h3 id="{}">{}</h3>').format(heading_id(title), title), shown)
