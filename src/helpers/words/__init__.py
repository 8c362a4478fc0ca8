"""The council's own words beside the figures: remarks and questions of the service, the Board and young people.

They are shown apart from generated sentences, as text whatever is in them, and nothing is counted from them.
"""

from helpers.words.choose import comments_for, questions_for
from helpers.words.read import Comment, OwnWords, Question, Voice, read_own_words
from helpers.words.show import show_comments, show_questions
from helpers.words.warn import names_in_extract, rows_with_numbers, warnings_on_names

__all__ = [
    "Comment",
    "OwnWords",
    "Question",
    "Voice",
    "comments_for",
    "names_in_extract",
    "questions_for",
    "read_own_words",
    "rows_with_numbers",
    "show_comments",
    "show_questions",
    "warnings_on_names",
]
