"""Which of the council's own words stand in an edition of a month. Source: publication, "Editions"."""

from dataclasses import replace
from datetime import date

from helpers.months import ReportingMonth
from helpers.protect.editions import ANALYST
from helpers.words.read import Comment, OwnWords, Question


def comments_for(words: OwnWords, code: str, month: ReportingMonth, edition: str) -> tuple[Comment, ...]:
    """The remarks on an indicator's month that an edition, named by its key, shows, in the order of the file.

    One for an edition stands in that, and in the analyst edition, which shows all. One that nobody has read yet stands in
    the analyst edition alone, so that somebody may read it.
    """
    return tuple(
        each for each in words.comments if each.code == code and each.month == month and edition in _editions_of(each, edition)
    )


def questions_for(words: OwnWords, code: str | None, month_end: date) -> tuple[Question, ...]:
    """The questions on an indicator, or on the whole report (None or an empty code), as they stood at a month's end.

    Asked by that day; one answered by then in the month of the answer and the one after, open ones for as long as they are;
    an answer of a later day is left out. Open ones first, the oldest first.
    """
    asked = [_as_at(each, month_end) for each in words.questions if each.code == (code or "") and each.asked_on <= month_end]
    shown = [each for each in asked if _is_carried(each, ReportingMonth.of(month_end))]
    return tuple(sorted(shown, key=lambda each: (bool(each.answer), each.asked_on, each.row)))


def _editions_of(comment: Comment, edition: str) -> tuple[str, ...]:
    """The editions that show a remark, among them the one asked about where it is for all."""
    if not comment.read_by:
        return (ANALYST.key,)
    return (comment.edition or edition, ANALYST.key)


def _as_at(question: Question, day: date) -> Question:
    if question.answered_on is None or question.answered_on <= day:
        return question
    return replace(question, answer="", answered_on=None)


def _is_carried(question: Question, month: ReportingMonth) -> bool:
    """Whether it is open, or its answer is of this month or the last; an answer without a date is always carried."""
    return question.answered_on is None or month.plus(-1) <= ReportingMonth.of(question.answered_on)
