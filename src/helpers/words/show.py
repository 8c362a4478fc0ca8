"""The council's own words as HTML: text is text, set apart from generated sentences, and each says whose it is."""

from collections.abc import Iterable

from markupsafe import Markup

from helpers.months import say_date
from helpers.words.read import COMMENTARY_FILE, Comment, Question, Voice

VOICE_WORDS = {
    Voice.SERVICE: "From the service",
    Voice.BOARD: "From the Board",
    Voice.YOUNG_PEOPLE: "From young people",
}
UNREAD = f"Not read yet: for analysts only, until read_by is filled in {COMMENTARY_FILE}."
_ASIDE = Markup('<aside role="note" class="own-words {}">\n{}\n</aside>')


def show_comments(comments: Iterable[Comment]) -> Markup:
    """Remarks, one below the other; nothing where there are none. One that nobody has read says so."""
    return Markup("\n").join(_show_comment(each) for each in comments)


def show_questions(questions: Iterable[Question]) -> Markup:
    """Questions with their answers, one below the other; nothing where there are none. An open one says so."""
    return Markup("\n").join(_show_question(each) for each in questions)


def _show_comment(comment: Comment) -> Markup:
    who = ", ".join(part for part in (comment.author, comment.month.words) if part)
    parts = [_line("voice", VOICE_WORDS[comment.voice]), *_paragraphs(comment.text), _line("said-by", who)]
    if not comment.read_by:
        parts.insert(1, _line("unread", UNREAD))
    classes = _voice_class(comment.voice) + ("" if comment.read_by else " is-unread")
    return _ASIDE.format(classes, Markup("\n").join(parts))


def _show_question(question: Question) -> Markup:
    state = "answered question" if question.answer else "open question"
    asked_on = f"Asked on {say_date(question.asked_on)}"
    parts = [
        _line("voice", f"{_from(question.asked_by)}: {state}"),
        *_paragraphs(question.text),
        _line("said-by", f"{asked_on}." if question.answer else f"{asked_on}, not answered yet."),
    ]
    if question.answer:
        on = f"Answer, {say_date(question.answered_on)}" if question.answered_on else "Answer"
        parts += [_line("voice", on), *_paragraphs(question.answer)]
    return _ASIDE.format(f"question {_voice_class(question.asked_by)}", Markup("\n").join(parts))


def _from(asked_by: str) -> str:
    if asked_by in VOICE_WORDS:
        return VOICE_WORDS[Voice(asked_by)]
    return f"From {asked_by}" if asked_by else "From someone not named"


def _voice_class(voice: str) -> str:
    return f"voice-{voice.replace('_', '-')}" if voice in VOICE_WORDS else "voice-other"


def _line(css_class: str, words: str) -> Markup:
    return Markup('<p class="{}">{}</p>').format(css_class, words)


def _paragraphs(text: str) -> list[Markup]:
    """Each line of a text as a paragraph."""
    return [Markup("<p>{}</p>").format(line.strip()) for line in text.splitlines() if line.strip()]
